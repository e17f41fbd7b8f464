"""Which entry of the results is looked at: a place for a need, or a need for which nothing is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from referral_assistant.eligibility import Outcome
from referral_assistant.ui.desk import Desk

if TYPE_CHECKING:
    from referral_assistant.matching import MatchList
    from referral_assistant.session import Explained, VisitResults

FIRST, MORE = 8, 20
"""How many cards of a list are shown at first, and with each press on "more"."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at. Exactly one of `place` and `need` is there, or none when nothing was found at all."""

    place: Explained | None = None
    need: str | None = None
    to_call: bool = False
    left_out: bool = False


def looked_at(desk: Desk) -> Looked:
    """Return the entry chosen in the sitting if it is still in a list, else the first of the lists shown."""
    results, sitting = desk.results(), desk.sitting
    wanted = (sitting.service_id, sitting.need_of_service)
    inner = results.results
    if sitting.sees_left_out:
        position = position_of(inner.left_out, wanted)
        return Looked(results.left_out[position or 0] if len(inner.left_out) else None, left_out=True)
    if sitting.service_id is None and sitting.need_of_service in results.unmet_needs:
        return Looked(need=sitting.need_of_service)
    if (position := position_of(inner.matches, wanted)) is not None:
        return Looked(results.matches[position])
    if (position := position_of(inner.call_first, wanted)) is not None:
        return Looked(results.call_first[position], to_call=True)
    return _first(results)


def position_of(matches: MatchList, wanted: tuple[str | None, str | None]) -> int | None:
    """Find an entry without explaining those before it."""
    if wanted[0] is None:
        return None
    return next((place for place, one in enumerate(matches) if (one.service.id, one.need) == wanted), None)


def entry_of(desk: Desk, wanted: tuple[str, str]) -> Explained | None:
    """Return the entry of a service for a need, offered or left out; None when it is in no list any more."""
    results = desk.results()
    lists = (
        (results.results.matches, results.matches),
        (results.results.call_first, results.call_first),
        (results.results.left_out, results.left_out),
    )
    for matches, explained in lists:
        if (position := position_of(matches, wanted)) is not None:
            return explained[position]
    return None


def _first(results: VisitResults) -> Looked:
    fits, may = split(results)
    if fits or may:
        return Looked(results.matches[(fits or may)[0]])
    if len(results.call_first):
        return Looked(results.call_first[0], to_call=True)
    return Looked(need=next(iter(results.unmet_needs), None))


def split(results: VisitResults) -> tuple[list[int], list[int]]:
    """Return the positions in `results.matches` of what surely fits, and of what may fit: unknown is never yes."""
    outcomes = [match.outcome for match in results.results.matches]
    fits = [place for place, outcome in enumerate(outcomes) if outcome is Outcome.YES]
    may = [place for place, outcome in enumerate(outcomes) if outcome is not Outcome.YES]
    return fits, may


def look(desk: Desk, service: str | None, need: str | None) -> None:
    """Look at an entry: a service for a need, or a need without a service."""
    desk.sitting = replace(desk.sitting, service_id=service, need_of_service=need, sees_week=False)


def look_at_left_out(desk: Desk, *, opened: bool) -> None:
    """Look at what was left out, or back at what was found."""
    desk.sitting = replace(
        desk.sitting, sees_left_out=opened, service_id=None, need_of_service=None, beside=None, sees_week=False
    )


def look_at_week(desk: Desk) -> None:
    """Look at the plan of the week instead of one place."""
    desk.sitting = replace(desk.sitting, sees_week=True, beside=None)


def compare(desk: Desk, place: Explained | None) -> None:
    """Compare PLACE with the next that is looked at; None ends it. A page that is built again goes on with it."""
    beside = (place.match.service.id, place.match.need) if place else None
    desk.sitting = replace(desk.sitting, beside=beside)
