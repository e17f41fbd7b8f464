"""Commands that look for places in the directory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from referral_assistant.cli.root import Opened, commands, print_json
from referral_assistant.geography import read_point

if TYPE_CHECKING:
    from referral_assistant.session.browse import Listed, Looser
    from referral_assistant.session.narrowing import Narrowed

SAFETIES = ("PROTECTED", "NOT_ASKED", "UNCONFIRMED", "ASKS")


@commands.command()
@click.argument("text", default="")
@click.option("--need", default="", metavar="NEED", help="For this need, as in health.maternal.")
@click.option("--area", default="", metavar="AREA", help="In this area (any part of its name or address).")
@click.option("--near", metavar="LAT,LON", help="The nearest first; else from the clinic, when --within is given.")
@click.option(
    "--within", "within_km", type=click.FloatRange(0, 21_000, min_open=True), metavar="KM", help="No farther than."
)
@click.option("--open-now", is_flag=True, help="Surely open at this moment.")
@click.option("--language", default="", metavar="LANG", help="Where this language is spoken, as in my.")
@click.option("--free", is_flag=True, help="Recorded as free.")
@click.option("--safety", type=click.Choice(SAFETIES, case_sensitive=False), help="How safe it is today.")
@click.option(
    "--fresh", "fresh_days", type=click.IntRange(1, 9999), metavar="DAYS", help="Confirmed within so many days."
)
@click.option("--unlisted", is_flag=True, help="Only what is not for families or wants not to be listed.")
@click.option("--saved", metavar="NAME", help="Begin from a saved search; what else is said here counts before it.")
@click.option("--save", metavar="NAME", help="Keep this search under a name.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def search(
    opened: Opened,
    /,
    text: str,
    limit: int,
    *,
    as_json: bool,
    near: str | None,
    saved: str | None,
    save: str | None,
    safety: str | None,
    need: str,
    area: str,
    language: str,
    free: bool,
    open_now: bool,
    within_km: float | None,
    fresh_days: int | None,
    unlisted: bool,
) -> None:
    """Search the directory, in any script: by words, need, area, distance, language, cost, safety, freshness."""
    from referral_assistant.disclosure import Safety
    from referral_assistant.session.browse import Narrowed, browse, find
    from referral_assistant.session.narrowing import check_need
    from referral_assistant.session.saved_searches import save_search, saved_search

    session = opened.session
    asked = Narrowed(
        text, need, area, Safety[safety.upper()] if safety else None, language, free, open_now, fresh_days,
        read_point(near) if near is not None else None, within_km, unlisted,
    )  # fmt: skip
    check_need(session.needs, need)
    narrowed = _over(saved_search(session, saved), asked) if saved is not None else asked
    if narrowed.within_km and narrowed.near is None:
        narrowed = replace(narrowed, near=session.settings.point)
        if narrowed.near is None:
            raise click.UsageError("--within needs --near LAT,LON, or the clinic's place in the settings.")
    if save is not None:
        save_search(session, save, narrowed)
    found = find(session, narrowed, limit)
    if as_json:
        from referral_assistant.session.answers import listed_as_json

        print_json([listed_as_json(one) for one in found])
        return
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo(_nothing(browse(session, narrowed).looser))


def _over(saved: Narrowed, asked: Narrowed) -> Narrowed:
    """Lay what was asked over a saved search."""
    said = {by: getattr(asked, by) for by in asked.by}
    return replace(saved, **said, near=asked.near or saved.near, unlisted=asked.unlisted or saved.unlisted)


def _line(one: Listed) -> str:
    far = f"  {one.hit.distance_km:.1f} km" if one.hit and one.hit.distance_km is not None else ""
    service = one.service
    return f"{service.name}  ({service.organization})  [{one.judgement.safety.name}]{far}  {service.id}"


def _nothing(ways: Sequence[Looser]) -> str:
    if not ways:
        return "Nothing found. Try fewer or shorter words."
    lines = ["Nothing found."]
    for way in ways:
        what = f"the word “{way.word}”" if way.word else OPTIONS[way.by]
        lines.append(f"  Without {what}: {'more than ' if way.more else ''}{way.count}")
    return "\n".join(lines)


OPTIONS = {
    "text": "any words",
    "need": "--need",
    "area": "--area",
    "safety": "--safety",
    "language": "--language",
    "free": "--free",
    "open_now": "--open-now",
    "fresh_days": "--fresh",
    "within_km": "--within",
}


@commands.command()
@click.option("--forget", metavar="NAME", help="Take a saved search away.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def searches(opened: Opened, forget: str | None, as_json: bool) -> None:
    """List the saved searches, or take one away."""
    from referral_assistant.session.saved_searches import forget_search, saved_as_json, saved_searches

    if forget is not None:
        forget_search(opened.session, forget)
    every = saved_searches(opened.session)
    if as_json:
        print_json([saved_as_json(one) for one in every])
        return
    for one in every:
        click.echo(f"{one.name}  ({', '.join(one.narrowed.by)})")
