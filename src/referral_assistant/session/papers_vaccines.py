"""Papers about vaccines: the slip of one child, and the list for a session with many. Plain sentences go to the letters."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from referral_assistant.errors import InputError
from referral_assistant.household import Visit
from referral_assistant.letters.blocks import Document, Paper
from referral_assistant.letters.contents import Layout
from referral_assistant.letters.vaccine_list import Listed, Total, VaccineList, vaccine_list
from referral_assistant.letters.vaccine_slip import VaccinePlace, VaccineSlip, vaccine_slip
from referral_assistant.letters.words import Bilingual, honestly
from referral_assistant.message import msg
from referral_assistant.referral import Referral
from referral_assistant.session.papers_timeline import timeline_of
from referral_assistant.session.vaccine_cards import Card, card_of
from referral_assistant.session.vaccines import load_schedule
from referral_assistant.vaccination import ASKED_ABOUT, Schedule, Status, slip_lines

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

KIND = "vaccine-slip"
NEED = "vaccines.routine"
MOST_ROWS = 8
_A_YEAR = 12
_PAPERS = {"a6": Paper.A6, "a5": Paper.A5, "a4": Paper.A4}


@dataclass(frozen=True, slots=True)
class SlipForm:
    """The languages of the paper, its size, and large print. SECOND is "" for none."""

    language: str
    second: str = ""
    paper: str = "a6"
    large: bool = False


def slip_of(session: Session, visit: Visit, place: int, card: Card) -> VaccineSlip:
    """Return what stands on the slip of the person at PLACE, whose card was judged."""
    lines = slip_lines(card.schedule, card.judgement, card.on, card_seen=card.card_seen)
    return VaccineSlip(
        card.on,
        lines.title,
        lines.asks,
        lines.notes,
        2 if card.schedule.warning(card.on) else 1,
        timeline_of(card, visit.on, most_rows=MOST_ROWS),
        where_to_go(session, visit, place),
    )


def write_slips(session: Session, slips: Sequence[VaccineSlip], form: SlipForm) -> bytes:
    """Return slips as one PDF, each on paper of its own."""
    from referral_assistant.letters.page import render

    return render([_document(session, slip, form) for slip in slips])


def _document(session: Session, slip: VaccineSlip, form: SlipForm) -> Document:
    return honestly(lambda words: vaccine_slip(slip, words, layout_of(session, form)), words_of(session, form))


def words_of(session: Session, form: SlipForm) -> Bilingual:
    """Return the languages of the paper."""
    first = session.catalog_for(form.language, "letters")
    second = session.catalog_for(form.second, "letters") if form.second else None
    return Bilingual(first, None if second is None or second.language == first.language else second)


def layout_of(session: Session, form: SlipForm) -> Layout:
    """Return how the paper looks."""
    return Layout(_PAPERS.get(form.paper, Paper.A6), form.large, session.is_example)


def where_to_go(session: Session, visit: Visit, place: int) -> VaccinePlace | None:
    """Return the first service that vaccinates without papers, else the first to call; None when there is none."""
    people = visit.household.people
    asking = replace(people[place], needs=tuple(dict.fromkeys((*people[place].needs, NEED))))
    household = replace(visit.household, people=(*people[:place], asking, *people[place + 1 :]))
    asked = replace(visit, household=household)
    results = session.match(asked).results
    for match in (*results.matches, *results.call_first):
        if match.need == NEED and place in match.people:
            # What is told about the door goes through the same order as on a slip; who asks or is closed is refused there.
            with suppress(InputError):
                order = session.order(asked, kind="slip-a6", service_id=match.service.id, need=NEED, language="en")
                referral = order.contents[0]
                assert isinstance(referral, Referral)
                return VaccinePlace(referral.service, referral.door)
    return None


def slips_of_family(session: Session, visit: Visit) -> tuple[VaccineSlip, ...]:
    """Return the slips of everyone in a family for whom the clinic's schedule says something; children first.

    Raises InputError when there is nobody.
    """
    schedule = load_schedule(session.folder, session.settings.vaccine_schedule)
    young = [
        place
        for place, one in enumerate(visit.household.people)
        if one.doses or (one.age_months and one.age_months[0] < schedule.younger_than.months)
    ]
    if not young:
        raise InputError(
            msg("There is no child in this family for whom the schedule says something."),
            msg("Give the age or the doses of a child."),
        )
    return tuple(
        slip_of(session, visit, place, card_of(schedule, visit.household.people[place], visit.on, visit.on))
        for place in young
    )


def list_of(schedule: Schedule, cards: Sequence[Card], on: date) -> VaccineList:
    """Return the list of a group: each child's antigens to ask about, and the totals. No health fact is on it."""
    children = []
    asks: Counter[str] = Counter()
    decides: Counter[str] = Counter()
    for number, card in enumerate(cards, 1):
        asked = [one for one in card.judgement.answers if one.status in ASKED_ABOUT and one.may_be_due]
        asks.update(one.antigen.id for one in asked)
        decides.update(one.antigen.id for one in asked if one.status is Status.VACCINATOR_DECIDES)
        age = card.person.age_months
        months = int(age[0]) if age and age[1] - age[0] < _A_YEAR else None
        children.append(Listed(number, months, tuple(one.vaccine or one.antigen.name for one in asked)))
    totals = tuple(Total(one.id, one.name, asks[one.id], decides[one.id]) for one in schedule.antigens if asks[one.id])
    judged = msg(
        "Judged on {day} by “{schedule}”, version {version}. {label}.",
        day=on,
        schedule=schedule.name,
        version=schedule.version,
        label=schedule.label,
    )
    return VaccineList(on, tuple(children), totals, judged, schedule.warning(on))


def write_list(session: Session, found: VaccineList, form: SlipForm) -> bytes:
    """Return the list as PDF."""
    from referral_assistant.letters.page import render

    layout = layout_of(session, form)
    return render(honestly(lambda words: vaccine_list(found, words, layout), words_of(session, form)))


def totals_as_csv(found: VaccineList) -> bytes:
    """Return the totals alone, one antigen a line; nothing about any child."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(["day", "antigen", "name", "ask", "vaccinator_decides"])
    for one in found.totals:
        # A name of a clinic's own schedule must not become a formula.
        name = str(one.name).lstrip("=+-@\t\r")
        writer.writerow([found.on.isoformat(), one.id.lstrip("=+-@\t\r"), name, one.asks, one.decides])
    return ("\ufeff" + lines.getvalue()).encode()
