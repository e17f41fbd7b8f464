"""Commands that keep the directory true by telephone."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referral_assistant import clock
from referral_assistant.cli.root import FilePath, Opened, commands, day_argument, print_json
from referral_assistant.errors import InputError
from referral_assistant.message import msg

if TYPE_CHECKING:
    from referral_assistant.session import Session
    from referral_assistant.session.verification import Chosen
    from referral_assistant.session.verification_round import Round

ANSWERS = ("not-asked", "asked", "shares", "papers", "closed", "wrong-number", "no-answer")


@commands.group()
def verify() -> None:
    """Call the places whose evidence is missing or ends soon, and write the answers down."""


@verify.command("list")
@click.option("--area", metavar="A", help="Only places in this area.")
@click.option("--need", metavar="N", help="Only places for this need, as health.maternal.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def list_(opened: Opened, area: str | None, need: str | None, limit: int, as_json: bool) -> None:
    """List whom to call first, with the reason."""
    from referral_assistant.session.verification import reason_in, worklist

    session = opened.session
    due = worklist(session, _chosen(session, area, need))[:limit]
    english = session.catalog("en")
    today = clock.today()
    rows: list[dict[str, Any]] = [
        {
            "service_id": one.service.id,
            "service": one.service.name,
            "organization": one.service.organization,
            "phones": list(one.service.phones),
            "safety": one.judgement.safety.name,
            "standing": one.standing.value,
            "needs": list(one.scarce),
            "area": one.area,
            "ends": one.ends.isoformat() if one.ends else None,
            "reason": ". ".join(reason_in(one, english, today)),
        }
        for one in due
    ]
    if as_json:
        print_json(rows)
        return
    for place, row in enumerate(rows, 1):
        click.echo(f"{place:3}  {row['service']}  {' · '.join(row['phones'][:2])}  {row['service_id']}")
        click.echo(f"     {row['reason']}")
    if not rows:
        click.echo("Nobody to call: what is known is in date.")


@verify.command("round")
@click.option("--new", is_flag=True, help="Begin another round; the one before is put away, its answers stay.")
@click.option("--area", metavar="A")
@click.option("--need", metavar="N")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def round_(opened: Opened, new: bool, area: str | None, need: str | None, limit: int, as_json: bool) -> None:
    """Show the round that is under way, or begin one."""
    session = opened.session
    found = _round(session, new, _chosen(session, area, need), limit)
    if as_json:
        print_json({"started": found.started, "done": found.done, "calls": [asdict(call) for call in found.calls]})
        return
    click.echo(f"{found.done} of {len(found.calls)}")
    for number, call in enumerate(found.calls, 1):
        service = session.directory.service(call.service)
        named = f"{service.name}  {' · '.join(service.phones[:2])}" if service else "(no longer in the directory)"
        click.echo(f"{number:3}  {call.heard or '–':12}  {named}  {call.service}")


@verify.command()
@click.option("--area", metavar="A")
@click.option("--need", metavar="N")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True)
@click.option("--new", is_flag=True, help="Begin another round first.")
@click.option("--language", default="en", show_default=True, metavar="LANG")
@click.option("--second", metavar="LANG", help="Second language; else the one that most of the places speak.")
@click.option("--paper", type=click.Choice(("a4", "letter")))
@click.option("--large", is_flag=True, help="Large print.")
@click.option("-o", "output", required=True, type=FilePath(path_type=Path, dir_okay=False))
@click.pass_obj
def sheet(
    opened: Opened, /, area: str | None, need: str | None, limit: int, new: bool, output: Path, **form: Any
) -> None:  # fmt: skip
    """Write the call sheet of the round as PDF; a round is begun when there is none."""
    from referral_assistant.session.papers import Form, write
    from referral_assistant.session.papers_round import round_sheet

    session = opened.session
    found = _round(session, new, _chosen(session, area, need), limit)
    session.save(output, write([round_sheet(session, found, Form(**form))]))
    click.echo(f"Written to {output}.")


@verify.command()
@click.argument("service_id", metavar="SERVICE_ID|ROW")
@click.argument("heard", metavar="ANSWER", type=click.Choice(ANSWERS))
@click.option("--on", metavar="DATE", help="The day of the call; else today.")
@click.option("--paper", "papers", metavar="KIND", multiple=True, help="With “papers”: what they ask, or none.")
@click.pass_obj
def answer(opened: Opened, service_id: str, heard: str, on: str | None, papers: tuple[str, ...]) -> None:
    """Write down what a call found out, by the service's id or by its row on the call sheet."""
    from referral_assistant.session.verification_round import Heard, hear, open_round, write_down

    session, day = opened.session, day_argument(on)
    found = open_round(session)
    place = _place(found, service_id)
    if found is not None and place is not None:
        after = hear(session, found, place, Heard(heard), papers, day)
        name = session.service(after.calls[place].service).name
        click.echo(f"{name}: {heard}. {after.done} of {len(after.calls)} done.")
        return
    edit = write_down(session, service_id, Heard(heard), papers, day)
    name = session.service(service_id).name
    click.echo(f"{name}: {heard}." + (f" Written down as edit {edit}." if edit else " Nothing new was written down."))


@verify.command("undo")
@click.pass_obj
def undo_(opened: Opened) -> None:
    """Take the last answer of the round back."""
    from referral_assistant.session.verification_round import open_round, undo_last

    session = opened.session
    found = open_round(session)
    after, place = undo_last(session, found) if found is not None else (None, None)
    if after is None or place is None:
        click.echo("Nothing to take back.")
        return
    click.echo(f"Taken back: row {place + 1}, {session.service(after.calls[place].service).name}.")


def _place(found: Round | None, wanted: str) -> int | None:
    """Return where a call stands in the round, by row or by service; None when it is not in it. Raises InputError."""
    if not wanted.isascii() or not wanted.isdecimal() or len(wanted) > len("100"):
        return found.place_of(wanted) if found else None
    if found is None or not found.calls:
        raise InputError(
            msg("There is no round, so that row {row} is not known.", row=wanted), msg("Begin one with “verify round”.")
        )
    return int(wanted) - 1


def _round(session: Session, new: bool, chosen: Chosen, limit: int) -> Round:
    from referral_assistant.session.verification_round import open_round, start_round

    found = None if new else open_round(session)
    return found if found is not None and found.calls else start_round(session, chosen, limit)


def _chosen(session: Session, area: str | None, need: str | None) -> Chosen:
    """Return what narrows the list. Raises InputError for a need or an area that is not known."""
    from referral_assistant.session.verification import Chosen

    if need and need not in session.needs.ids:
        raise InputError(
            msg("There is no need called “{need}”.", need=need[:80]),
            msg("There are: {needs}.", needs=", ".join(sorted(session.needs.ids))),
        )
    areas = session.directory.areas()
    if area and area.casefold() not in {one.casefold() for one in areas}:
        raise InputError(
            msg("No place of the directory is in “{area}”.", area=area[:80]),
            msg("There are: {areas}.", areas=", ".join(areas[:20]) or "–"),
        )
    return Chosen(area or "", need or "")


@commands.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def health(opened: Opened, as_json: bool) -> None:
    """Show how true the directory is, month by month: confirmed places of all places, by need and area."""
    from referral_assistant.session.health import health as measured
    from referral_assistant.session.health import health_as_json

    months = health_as_json(measured(opened.session))
    if as_json:
        print_json(months)
        return
    for month in months:
        share = f"{month['share']:4.0%}"
        click.echo(f"{month['on']}  {share}  {month['confirmed']} of {month['listed']} places, {month['asks']} ask")
    for title in ("needs", "areas"):
        for name, counts in months[-1][title].items() if months else ():
            click.echo(f"  {counts['confirmed']:5} of {counts['places']:5}  {name or '(no area)'}")
    if not months:
        click.echo("The directory is empty.")
