"""The answer for one antigen and a child of whom everything is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from referral_assistant.message import Message
from referral_assistant.vaccination import sentences
from referral_assistant.vaccination.choosing import Progress, progress
from referral_assistant.vaccination.evaluation import Child
from referral_assistant.vaccination.forecasting import Outcome
from referral_assistant.vaccination.period import later
from referral_assistant.vaccination.plan import Antigen, Schedule

_DONE = frozenset({Outcome.COMPLETE, Outcome.IMMUNE})
_ADD_NO_DOSE = frozenset({"pregnancy", "contraindication"})
"""Facts that can hold a dose back, and never ask for one more."""


class Status(StrEnum):
    NOT_YET = "not_yet"
    DUE = "due"
    OVERDUE = "overdue"
    COMPLETE = "complete"
    VACCINATOR_DECIDES = "vaccinator_decides"
    NOT_IN_SCHEDULE = "not_in_schedule"


ASKED_ABOUT = (Status.OVERDUE, Status.DUE, Status.VACCINATOR_DECIDES)
"""What stands on a slip, most pressing first."""


class Answer(NamedTuple):
    """What the schedule says of one antigen. `since` is when the dose falls, or fell, due.

    `vaccine` names the course where there are several; `may_be_due` is whether it can be due today, unknowns considered;
    `is_private` marks a reason that is a fact about the child's health, which no paper shows.
    """

    antigen: Antigen
    status: Status
    why: Message
    dose: int | None = None
    since: date | None = None
    counted: int = 0
    vaccine: Message | None = None
    may_be_due: bool = True
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: by which schedule, on which day (`today` is its ordinal), with which facts known."""

    schedule: Schedule
    today: int
    facts: frozenset[str]

    def courses(self, antigen: Antigen, child: Child) -> list[Progress]:
        """Hold a child against every course of an antigen that is for this child."""
        found = [progress(course, child, self.today, self.schedule.conflicts) for course in antigen.courses]
        return [one for one in found if one is not None]

    def of_child(self, antigen: Antigen, child: Child) -> Answer:
        """Answer for a child."""
        return self.of_courses(antigen, self.courses(antigen, child), child)

    def of_courses(self, antigen: Antigen, courses: Sequence[Progress], child: Child) -> Answer:
        """Answer for a child who was held against COURSES."""
        if self.today >= later(child.born, self.schedule.younger_than):
            return self._for_adult(antigen)
        if not courses:
            return Answer(antigen, Status.NOT_IN_SCHEDULE, antigen.not_for or sentences.NOT_NOW)
        counted = sum(len(one.walk.counted) for one in courses)
        is_done = all(one.outlook.outcome in _DONE for one in courses)
        # With HIV or a low birth weight a schedule's last dose may not be the child's last.
        if reason := self._fact(antigen.ask_facts - _ADD_NO_DOSE if is_done else antigen.ask_facts):
            return Answer(antigen, Status.VACCINATOR_DECIDES, reason, counted=counted, is_private=True)
        if is_done:
            return Answer(antigen, Status.COMPLETE, sentences.complete(counted), counted=counted)
        still = [one for one in courses if one.outlook.outcome is Outcome.OPEN]
        if not still:
            return Answer(antigen, Status.NOT_IN_SCHEDULE, sentences.NOT_NOW, counted=counted)
        if antigen.doubts and (reason := _doubt(antigen, courses)):
            return Answer(antigen, Status.VACCINATOR_DECIDES, reason, counted=counted)
        chosen = still[0] if len(still) == 1 else min(still, key=self._urgency)
        return self._next_dose(antigen, chosen, child, counted)

    def _for_adult(self, antigen: Antigen) -> Answer:
        if reason := self._fact(antigen.ask_adults):
            return Answer(antigen, Status.VACCINATOR_DECIDES, reason, is_private=True)
        return Answer(antigen, Status.NOT_IN_SCHEDULE, sentences.for_children(self.schedule.younger_than))

    def _fact(self, of: frozenset[str]) -> Message | None:
        if not self.facts:
            return None
        return next((self.schedule.facts[fact] for fact in sorted(self.facts & of)), None)

    def _urgency(self, one: Progress) -> tuple[bool, bool, int]:
        outlook = one.outlook
        is_late = outlook.late_from is not None and self.today >= outlook.late_from
        return (self.today < outlook.due, not is_late, outlook.due)

    def _next_dose(self, antigen: Antigen, one: Progress, child: Child, counted: int) -> Answer:
        outlook, target = one.outlook, one.series.doses[one.outlook.target]
        dose, own, since = outlook.dose, len(one.walk.counted), date.fromordinal(outlook.due)
        if self.today < outlook.due:
            status, why = Status.NOT_YET, sentences.not_yet(own, since)
        elif target.ask is not None and self.today >= later(child.born, target.ask_from):
            status, why = Status.VACCINATOR_DECIDES, target.ask
        elif outlook.late_from is not None and self.today >= outlook.late_from:
            status, why = Status.OVERDUE, sentences.overdue(own, dose, since)
        else:
            status, why = Status.DUE, sentences.due(own, dose)
        vaccine = one.course.vaccine
        if vaccine is not None:
            why = sentences.of_vaccine(vaccine, why)
        return Answer(antigen, status, why, dose, since, counted, vaccine)


def _doubt(antigen: Antigen, courses: Sequence[Progress]) -> Message | None:
    products = [dose.product for one in courses for dose in one.walk.given]
    for doubt in antigen.doubts:
        number = sum(product in doubt.of for product in products)
        if number >= doubt.at_least and not doubt.without.intersection(products):
            return doubt.why
    return None
