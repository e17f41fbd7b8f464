"""A schedule as a clinic uses it: what it is called, where it is from, who confirmed it, and its antigens in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from referral_assistant.message import Message, msg
from referral_assistant.vaccination.period import Period, later
from referral_assistant.vaccination.schedule import NO_PRODUCTS, Conflicts, Course, Products

REVIEW_EVERY = Period(12)
"""A schedule that nobody has looked through for so long warns on the screen and on the slip."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A history of doses that the vaccinator has to judge: so many doses `of` these products and none of `without`."""

    why: Message
    of: Products
    at_least: int = 1
    without: Products = NO_PRODUCTS


@dataclass(frozen=True, slots=True)
class Antigen:
    """What a schedule says of one antigen: every one of its courses has to be given.

    `ask_facts` are facts (ids of `Schedule.facts`) that put the decision into the vaccinator's hands, `ask_adults` those
    that do so past the age of the schedule.
    """

    id: str
    name: Message
    courses: tuple[Course, ...]
    doubts: tuple[Doubt, ...] = ()
    ask_facts: frozenset[str] = frozenset()
    ask_adults: frozenset[str] = frozenset()
    not_for: Message | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A vaccine schedule. `reviewed_by` is a role, never a name; `younger_than` is whom it is for."""

    id: str
    name: Message
    label: Message
    version: str
    source: str
    reviewed_by: Message
    reviewed_on: date | None
    younger_than: Period
    antigens: tuple[Antigen, ...]
    conflicts: Conflicts
    facts: Mapping[str, Message]

    def warning(self, on: date) -> Message | None:
        """Say that the schedule was not reviewed for 12 months, or never."""
        if self.reviewed_on is None:
            return msg("Nobody has confirmed this schedule yet. Compare it with the poster on the wall.")
        if on.toordinal() < later(self.reviewed_on.toordinal(), REVIEW_EVERY):
            return None
        return msg(
            "This schedule was last reviewed on {day}. Compare it with the poster on the wall and confirm it again.",
            day=self.reviewed_on,
        )
