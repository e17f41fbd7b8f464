"""Commands about records that are there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from referral_assistant.cli.root import Opened, commands, print_json

if TYPE_CHECKING:
    from referral_assistant.session.duplicates import Pair, Side

KINDS = ("service", "organization", "location")


@commands.command()
@click.option("--kind", type=click.Choice(KINDS), default="service", show_default=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def duplicates(opened: Opened, kind: str, limit: int, as_json: bool) -> None:
    """List pairs of records that are likely the same, with why, likeliest first."""
    from referral_assistant.session.duplicates import likely_pairs

    found = likely_pairs(opened.session, kind, most=limit)
    if as_json:
        print_json({"count": found.count, "pairs": [_as_json(pair) for pair in found.pairs]})
        return
    for pair in found.pairs:
        click.echo(f"{pair.first.key.id}  {pair.first.name}\n{pair.second.key.id}  {pair.second.name}")
        click.echo(f"    {pair.score:.0%}, the same: {', '.join(pair.because)}")
        for one in pair.differing:
            click.echo(f"    {one.field}: {one.before or '–'} | {one.after or '–'}")
    click.echo(f"{found.count} pairs.  merge ID ID makes one of two; not-the-same ID ID keeps them apart.")


@commands.command()
@click.argument("kept", metavar="ID")
@click.argument("other", metavar="ID")
@click.pass_obj
def merge(opened: Opened, kept: str, other: str) -> None:
    """Make one record of two: the first stays and takes over all that the second told."""
    from referral_assistant.session.duplicates import make_one

    edit = make_one(opened.session, kept, other)
    click.echo(f"Made one by edit {edit}; undo {str(edit)[:12]} makes two of it again.")


@commands.command("not-the-same")
@click.argument("first", metavar="ID")
@click.argument("second", metavar="ID")
@click.option("--again", is_flag=True, help="Forget it: they may be offered again.")
@click.pass_obj
def not_the_same(opened: Opened, first: str, second: str, again: bool) -> None:
    """Remember that two records are not the same, so that they are not offered again."""
    from referral_assistant.session.duplicates import keep_apart

    keep_apart(opened.session, first, second, again=again)
    click.echo("They may be offered again." if again else "They are not offered as duplicates any more.")


def _as_json(pair: Pair) -> dict[str, Any]:
    return {
        "first": _side(pair.first),
        "second": _side(pair.second),
        "score": pair.score,
        "because": [str(one) for one in pair.because],
        "differing": [{"field": one.field, "first": one.before, "second": one.after} for one in pair.differing],
    }


def _side(side: Side) -> dict[str, Any]:
    return {"kind": side.key.kind, "id": side.key.id, "name": side.name, "sources": list(side.sources)}
