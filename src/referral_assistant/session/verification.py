"""Which places to telephone first: those that would answer most where the fewest are confirmed, or soon no longer are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from referral_assistant import clock
from referral_assistant.disclosure import Judgement, Safety, papers_recorded
from referral_assistant.i18n import Catalog, isolated
from referral_assistant.message import Message, msg
from referral_assistant.reasons import ASK_PAPERS, ASK_SHARING, ASK_STATUS, ASK_WHO
from referral_assistant.service import Service
from referral_assistant.session.browse import judged_today

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

SOON = 30
"""Days before its end from which evidence is worth renewing."""
MOST_TRIES = 3
FEW = 2
_ENOUGH = 1_000_000


class Standing(StrEnum):
    """Why a place is worth a call."""

    NEVER = "never asked"
    ENDED = "ended"
    ENDS = "ends"
    HELD = "held back"


@dataclass(frozen=True, slots=True)
class ToCall:
    """A place to telephone. `weight` orders the list; the rest says why in words (`reason_in`).

    `scarce`: its needs that at most `FEW` other confirmed places of its area answer; `others`: how many answer the
    rarest of them. `ends`: the last day of what is known, or the day on which it ended. `tries`: calls that nobody took.
    """

    service: Service
    judgement: Judgement
    standing: Standing
    weight: float
    scarce: tuple[str, ...] = ()
    others: int = 0
    area: str = ""
    ends: date | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """What narrows the list; empty narrows nothing."""

    area: str = ""
    need: str = ""


def worklist(
    session: Session, chosen: Chosen = Chosen(), on: date | None = None, tries: Mapping[str, int] | None = None
) -> list[ToCall]:  # fmt: skip
    """Return every place worth a call, what unlocks most first. TRIES: how often nobody answered there lately."""
    day = on or clock.today()
    judged = [(one, judged_today(session, one, day)) for one in session.services if one.is_open_for_referral]
    return order(judged, session.needs.urgency, day, chosen, tries or {})


def order(
    judged: Iterable[tuple[Service, Judgement]],
    urgency: Mapping[str, int],
    on: date,
    chosen: Chosen = Chosen(),
    tries: Mapping[str, int] | None = None,
) -> list[ToCall]:
    """Order places that run by what a call would unlock; the same places always give the same order.

    A need weighs more the sooner it must be seen to, and the fewer other confirmed places of the same area answer it.
    Nothing of any family is counted: there is nothing to count from.
    """
    judged = list(judged)
    confirmed = _confirmed(judged)
    counted = tries or {}
    found = [
        _weighed(service, judgement, standing, confirmed, urgency, on, counted.get(service.id, 0))
        for service, judgement in judged
        if service.phones and _is_chosen(service, chosen) and (standing := _standing(judgement, on))
    ]
    return sorted(found, key=lambda one: (one.tries >= MOST_TRIES, -one.weight, one.service.name, one.service.id))


def areas_of(service: Service) -> tuple[str, ...]:
    """Return the areas that a place stands in; of one whose address is secret, none."""
    return tuple(dict.fromkeys(spot.area for spot in service.spots if spot.area and not spot.confidential)) or ("",)


def _is_chosen(service: Service, chosen: Chosen) -> bool:
    area = chosen.area.casefold()
    in_area = not area or any(one.casefold() == area for one in areas_of(service))
    return in_area and (not chosen.need or chosen.need in service.needs)


def _standing(judgement: Judgement, on: date) -> Standing | None:
    """Say why a call is due; None when it is not. One that asks is left out: its record takes a new answer."""
    if judgement.safety is Safety.ASKS:
        return None
    if judgement.safety is Safety.UNCONFIRMED:
        if judgement.because or judgement.clock_behind:
            return Standing.HELD
        return Standing.ENDED if judgement.expired else Standing.NEVER
    ends = good_until(judgement)
    return Standing.ENDS if ends and (ends - on).days <= SOON else None


def good_until(judgement: Judgement) -> date | None:
    """Return the last day of what makes a place safe; None when it is not."""
    if judgement.safety < Safety.NOT_ASKED:
        return None
    return min((row.good_until for row in judgement.because if row.good_until), default=None)


def _confirmed(judged: Iterable[tuple[Service, Judgement]]) -> dict[tuple[str, str], set[str]]:
    """Return, by need and area, the places that are confirmed."""
    found: dict[tuple[str, str], set[str]] = {}
    for service, judgement in judged:
        if judgement.safety >= Safety.NOT_ASKED:
            for area in areas_of(service):
                for need in service.needs:
                    found.setdefault((need, area), set()).add(service.id)
    return found


def _weighed(
    service: Service,
    judgement: Judgement,
    standing: Standing,
    confirmed: Mapping[tuple[str, str], set[str]],
    urgency: Mapping[str, int],
    on: date,
    tries: int,
) -> ToCall:
    rarest, area = {}, areas_of(service)[0]
    for need in sorted(service.needs):
        counts = {one: len(confirmed.get((need, one), set()) - {service.id}) for one in areas_of(service)}
        place = min(counts, key=lambda one, counts=counts: (counts[one], one))  # type: ignore[misc]
        rarest[need] = counts[place]
        area = place if counts[place] <= min(rarest.values()) else area
    weight = sum(_share(urgency.get(need, 3)) / (1 + count) for need, count in rarest.items())
    ends = _ends(judgement, standing)
    left = (ends - on).days if ends and standing is Standing.ENDS else 0
    scarce = tuple(need for need, count in rarest.items() if count <= FEW)
    others = min((rarest[need] for need in scarce), default=_ENOUGH)
    # What still holds for weeks can wait a little; a place that nobody reaches waits behind the others.
    weight *= (1 - left / (2 * SOON)) / (1 + tries)
    return ToCall(service, judgement, standing, round(weight, 9), scarce, others, area, ends, tries)


def _share(urgency: int) -> float:
    return 2.0 / (1 + max(urgency, 0))


def _ends(judgement: Judgement, standing: Standing) -> date | None:
    if standing is Standing.ENDED:
        return max((row.good_until for row in judgement.expired if row.good_until), default=None)
    return good_until(judgement)


def reason_in(entry: ToCall, catalog: Catalog, on: date) -> tuple[str, str]:
    """Say in two short lines why a place is on the list: what a call unlocks, and what is known now."""
    return _unlocks(entry, catalog), _known(entry, catalog, on)


def _unlocks(entry: ToCall, catalog: Catalog) -> str:
    count = len(entry.scarce)
    if not entry.service.needs:
        return catalog.gettext("Nobody has recorded what it is for")
    if not count:
        return catalog.gettext("Other confirmed places answer the same needs")
    if not entry.others:
        said = catalog.ngettext(
            "Answers {count} need that no confirmed place covers", "Answers {count} needs that no confirmed place covers", count
        )  # fmt: skip
    else:
        said = catalog.ngettext(
            "Answers {count} need that few confirmed places cover", "Answers {count} needs that few confirmed places cover", count
        )  # fmt: skip
    return catalog.say(msg("{what} in {area}", what=said, area=entry.area)) if entry.area else said


def _known(entry: ToCall, catalog: Catalog, on: date) -> str:
    if entry.tries:
        return catalog.ngettext("Nobody answered {count} call", "Nobody answered {count} calls", entry.tries)
    if entry.standing is Standing.ENDS and entry.ends:
        return catalog.ngettext(
            "What is known ends in {count} day", "What is known ends in {count} days", (entry.ends - on).days
        )
    if entry.standing is Standing.ENDED and entry.ends:
        return catalog.say(msg("The last check was good until {day}", day=isolated(catalog.day(entry.ends))))
    if entry.standing is Standing.HELD:
        return catalog.gettext("What is known does not make it safe yet")
    return catalog.gettext("Nobody has asked yet")


def questions_for(service: Service) -> tuple[Message, ...]:
    """Return what to ask on the telephone: about status always, about the rest where nothing is recorded."""
    who = () if service.conditions else (ASK_WHO,)
    papers = () if papers_recorded(service.disclosure) else (ASK_PAPERS,)
    return (ASK_STATUS, ASK_SHARING, *papers, *who)
