"""From a visit to what stands on a paper: referrals, plan, rights card, call sheet, each fact through the family's consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from referral_assistant.disclosure import Judgement, Safety, papers_asked, papers_recorded
from referral_assistant.errors import InputError
from referral_assistant.household import Visit
from referral_assistant.i18n import Catalog
from referral_assistant.letters.contents import CallSheet, Plan, RightsCard, Step, Unmet
from referral_assistant.message import Message, msg
from referral_assistant.need import Need
from referral_assistant.reasons import PAPER_NAMES, telephone_questions
from referral_assistant.referral import Category, Consent, Door, Priority, Referral, is_reference, new_reference
from referral_assistant.service import Service
from referral_assistant.session import agreed
from referral_assistant.session.papers_plan import Stop, call_to, calls, stops
from referral_assistant.session.papers_week import how_it_goes, week_of_stops
from referral_assistant.trips import Trip, Week

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

Content = Referral | Plan | RightsCard | CallSheet


class PaperKind(StrEnum):
    """The kinds of paper, as the command line names them."""

    LETTER = "letter"
    PLAN = "plan"
    RIGHTS = "rights"
    SLIP_A6 = "slip-a6"
    SLIP_A5 = "slip-a5"
    RECEIPT = "receipt-80mm"
    CALL_SHEET = "call-sheet"

    @property
    def is_slip(self) -> bool:
        """Whether it is a slip for the family, of whatever size."""
        return self in {PaperKind.SLIP_A6, PaperKind.SLIP_A5, PaperKind.RECEIPT}

    @property
    def needs_service(self) -> bool:
        """Whether it is about one service."""
        return self is PaperKind.LETTER or self.is_slip


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for besides the kind; see `Session.order`."""

    service_id: str | None = None
    need: str | None = None
    services: tuple[str, ...] = ()
    note: str | None = None
    share: str | Iterable[str] | None = None
    discreet: bool = False
    priority: Priority | None = None
    reference: str | None = None


def order_contents(
    session: Session, visit: Visit, kind: PaperKind, wishes: Wishes
) -> tuple[tuple[Content, ...], Need | None]:
    """Return what will stand on a paper of KIND, and the need that it is about, if it is about one."""
    if wishes.note and kind is not PaperKind.LETTER:
        raise InputError(msg("Only a letter has room for a note."), msg("Leave the note out, or choose the letter."))
    consent = agreed.consent_of(wishes.share, has_note=bool((wishes.note or "").strip()))
    match kind:
        case PaperKind.PLAN:
            return (_plan(session, visit, consent, wishes),), None
        case PaperKind.RIGHTS:
            return (RightsCard(session.region.name, visit.on),), None
        case PaperKind.CALL_SHEET:
            return (_call_sheet(session, visit, wishes.service_id),), None
        case _:
            return _referrals(session, visit, kind, consent, wishes)


def _referrals(
    session: Session, visit: Visit, kind: PaperKind, consent: Consent, wishes: Wishes
) -> tuple[tuple[Referral, ...], Need | None]:
    service = _service(session, wishes.service_id)
    door = _open_door(session, service, visit)
    need = _need_for(session, visit, service, wishes.need)
    discreet = wishes.discreet or _must_be_discreet(session, service, need)
    people = [one for one in visit.household.people if need is None or need.id in one.needs]
    shared = agreed.shared_people(consent, people)
    one_a_sheet = discreet and kind is PaperKind.LETTER and len(shared) > 1
    spoken = agreed.spoken(visit)
    named = need if not discreet else None
    first = Referral(
        reference=_reference(wishes.reference),
        on=visit.on,
        service=service,
        door=door,
        need=consent.share(Category.NEED, named.name if named else None),
        pictogram=consent.share(Category.NEED, named.pictogram if named else None),
        people=shared[:1] if one_a_sheet else shared,
        language=consent.share(Category.LANGUAGE, spoken),
        interpreter=consent.share(Category.LANGUAGE, agreed.needs_interpreter(spoken, service)),
        agreed=consent.agreed,
        priority=wishes.priority or _priority(need),
        discreet=discreet,
        note=agreed.note_of(consent, wishes.note),
        family_size=consent.share(Category.FAMILY_SIZE, agreed.size_of(visit.household)),
    )
    # Each sheet has a reference of its own, so that nobody can tell that the people belong together.
    others = shared[1:] if one_a_sheet else ()
    return (first, *(replace(first, reference=new_reference(), people=(one,)) for one in others)), need


def _must_be_discreet(session: Session, service: Service, need: Need | None) -> bool:
    """Say whether paper could tell a need that it must not: the need itself, or what the service is known for."""
    if service.confidential or (need is not None and need.discreet):
        return True
    known_for = [session.needs.by_id[one] for one in service.needs if one in session.needs.by_id]
    return need is None and any(one.discreet for one in known_for)


def _service(session: Session, service_id: str | None) -> Service:
    if not service_id:
        raise InputError(
            msg("This paper is for one service, and none was named."), msg("Name it with --service; “search” finds it.")
        )
    return session.service(service_id)


def _open_door(session: Session, service: Service, visit: Visit) -> Door:
    """Return what the service asks at the door. Raises InputError for one to which nobody may be sent."""
    if not service.is_open_for_referral:
        raise InputError(
            msg("“{service}” is recorded as closed, or does not want to be listed.", service=service.name),
            msg("Choose another place."),
        )
    judgement = _judged(session, service, visit)
    if judgement.safety is Safety.ASKS:
        row = judgement.because[0]
        when = row.evidence.checked_on
        raise InputError(
            msg(
                "“{service}” asks for immigration status, or passes it on: no paper is written for it.",
                service=service.name,
            )
            if when is None
            else msg(
                "“{service}” asks for immigration status, or passes it on (told on {day}): no paper is written for it.",
                service=service.name,
                day=when,
            ),
            msg("Choose another place; “match” lists those that do not ask."),
        )
    return door_of(service, judgement, visit.on)


def _judged(session: Session, service: Service, visit: Visit) -> Judgement:
    return service.judged(visit.on, session.surroundings.duties_of(service))


def door_of(service: Service, judgement: Judgement, on: date) -> Door:
    """Return what a judged service asks at the door on a day."""
    confirmed = judgement.safety in {Safety.NOT_ASKED, Safety.PROTECTED}
    checked = judgement.because[0].evidence.checked_on if confirmed else None
    asked = dict.fromkeys(row.value for row in papers_asked(service.disclosure, on))
    if not asked and not _no_paper_in_date(service, on):
        return Door(checked, None)
    return Door(checked, tuple(PAPER_NAMES[paper] for paper in asked))


def _no_paper_in_date(service: Service, on: date) -> bool:
    """Say whether somebody recorded, and not too long ago, that no paper is asked: unknown is never "none" (P3)."""
    rows = [row for row in service.disclosure if papers_recorded([row])]
    return any(not row.is_demand and row.in_date(on) for row in rows)


def _need_for(session: Session, visit: Visit, service: Service, chosen: str | None) -> Need | None:
    """Return the need that the paper is about: CHOSEN, else the most urgent one of the family that SERVICE is for."""
    if chosen:
        if chosen not in session.needs.by_id:
            raise InputError(msg("“{value}” is not known", value=chosen[:80]))
        return session.needs.by_id[chosen]
    fitting = [need for need in visit.household.needs if need in service.needs]
    return session.needs.by_id[min(fitting, key=lambda need: session.needs.urgency[need])] if fitting else None


def _priority(need: Need | None) -> Priority:
    if need is None or need.urgency > 2:
        return Priority.ROUTINE
    return Priority.SOON if need.urgency else Priority.TODAY


def _reference(wanted: str | None) -> str:
    if wanted is not None and not is_reference(wanted):
        raise InputError(msg("“{value}” is not a reference such as K7QM-2XNB.", value=wanted[:40]))
    return wanted or new_reference()


def _plan(session: Session, visit: Visit, consent: Consent, wishes: Wishes) -> Plan:
    """Return the plan. What must stay discreet is not on it: it has a paper of its own."""
    open_needs = [need for need in visit.household.needs if not session.needs.by_id[need].discreet]
    if not open_needs:
        raise InputError(
            msg("A plan is carried around, and nothing of this family may stand on one."),
            msg("Print a slip for each place, or name the needs first."),
        )
    results = session.match(visit)
    found, unmet = stops(results, session.match, open_needs, frozenset(wishes.services))
    week = week_of_stops(session, results, found)
    steps = {stop.service.id: _step(session, visit, consent, stop) for stop in found}
    return Plan(
        _reference(wishes.reference),
        visit.on,
        tuple(_in_days(week, steps)),
        tuple(
            Unmet(name, session.needs.by_id[need].if_nothing)
            for need in unmet
            if (name := consent.share(Category.NEED, session.needs.by_id[need].name))
        ),
    )


def _in_days(week: Week, steps: Mapping[str, Step]) -> Iterator[Step]:
    """Put the steps into the order of the week, each with its day; what has none comes last, or first when it is urgent."""
    yield from (steps[one.errand.service.id] for one in week.first)
    for trip in week.trips:
        for position, stop in enumerate(trip.stops):
            why = partial(_how_it_goes, trip) if position == 0 and (trip.apart or trip.crowded) else None
            yield replace(steps[stop.errand.service.id], day=trip.day, together=why)
    yield from (steps[one.errand.service.id] for one in week.last)


def _how_it_goes(trip: Trip, catalog: Catalog) -> Message:
    return how_it_goes(trip, catalog) or msg("")


def _step(session: Session, visit: Visit, consent: Consent, stop: Stop) -> Step:
    needs = [session.needs.by_id[need] for need in stop.needs]
    names = (consent.share(Category.NEED, need.name) for need in needs)
    return Step(
        stop.service,
        door_of(stop.service, _judged(session, stop.service, visit), visit.on),
        tuple(name for name in names if name is not None),
        consent.share(Category.NEED, needs[0].pictogram),
        stop.call_first,
        tuple(PAPER_NAMES[paper] for paper in stop.gives),
    )


def _call_sheet(session: Session, visit: Visit, service_id: str | None) -> CallSheet:
    if service_id:
        service = session.service(service_id)
        index = session.index(visit.on)
        rule = next((index.rules[i] for i, one in enumerate(index.services) if one.id == service.id), None)
        questions = telephone_questions(rule, (), visit.household) if rule else ()
        return CallSheet(visit.on, (call_to(service, questions),))
    found = calls(session.match(visit))
    if not found:
        raise InputError(
            msg("There is no place to call: everything that fits is confirmed."),
            msg("Name one with --service to check it again."),
        )
    return CallSheet(visit.on, found)
