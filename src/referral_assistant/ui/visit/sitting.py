"""What one visit holds. A value: every answer makes a new one, so that going back can never lose one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from referral_assistant.household import Household, Person, Visit

ADULT = (18 * 12, 130 * 12)
CHILD = (24, 18 * 12 - 1)
BABY = (0, 23)
"""Completed months, as wide as the word is honest."""
Skipped = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class LetterChoices:
    """What was chosen for the paper: kind, languages, what the family agreed to share, the note, the copies."""

    kind: str = "letter"
    language: str = ""
    second: str | None = None
    agreed: frozenset[str] = frozenset({"need", "language"})
    large: bool = False
    note: str = ""
    paper: str = ""
    qr: bool = False
    copies: int = 1
    clinic_copy: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """The visit, the step reached, what was skipped, the place chosen, the choices for the paper.

    `beside`: the service and the need that another place is compared with, while it is.
    """

    visit: Visit
    reached: int = 0
    person: int = 0
    skipped: frozenset[Skipped] = frozenset()
    service_id: str | None = None
    need_of_service: str | None = None
    language_chosen: bool = False
    urgent: str = ""
    needs_of: int | None = None
    sees_left_out: bool = False
    sees_week: bool = False
    beside: tuple[str, str] | None = None
    asked_alone: bool = False
    letter: LetterChoices = LetterChoices()

    @staticmethod
    def on(day: date, second_language: str) -> Sitting:
        """Begin a visit."""
        return Sitting(Visit(Household(), day, second_language=second_language))

    @property
    def household(self) -> Household:
        """The family as far as it chose to say."""
        return self.visit.household

    @property
    def people(self) -> tuple[Person, ...]:
        """Who is here."""
        return self.visit.household.people

    def with_household(self, household: Household) -> Sitting:
        """Keep a household."""
        return replace(self, visit=replace(self.visit, household=household))

    def reached_step(self, step: int) -> Sitting:
        """Remember the furthest step."""
        return replace(self, reached=max(self.reached, step))

    def in_language(self, tag: str | None) -> Sitting:
        """Keep the language that the family reads."""
        return replace(self, visit=replace(self.visit, language=tag), language_chosen=True)

    def speaking(self, tag: str | None) -> Sitting:
        """Keep the language that the family speaks, when it is another."""
        return replace(self, visit=replace(self.visit, spoken_language=tag))

    # People

    def add(self, person: Person) -> Sitting:
        """Add someone and look at them."""
        people = (*self.people, person)
        return replace(self.with_people(people), person=len(people) - 1)

    def change(self, position: int, person: Person) -> Sitting:
        """Keep what was said about one of them."""
        people = (*self.people[:position], person, *self.people[position + 1 :])
        return self.with_people(people)

    def remove(self, position: int) -> Sitting:
        """Take someone out; answers about the others stay."""
        people = self.people[:position] + self.people[position + 1 :]
        looked_at = max(0, min(self.person, len(people) - 1))
        return replace(self.with_people(people), person=looked_at, needs_of=None, skipped=frozenset())

    def look_at(self, position: int) -> Sitting:
        """Look at one of them."""
        return replace(self, person=position)

    def with_people(self, people: tuple[Person, ...]) -> Sitting:
        """Keep the people."""
        return self.with_household(replace(self.household, people=people))

    # Needs

    @property
    def needs(self) -> tuple[str, ...]:
        """Every need named, by anyone."""
        return self.household.needs

    def has_need(self, need: str, person: int | None) -> bool:
        """Say whether someone (None: anyone) named a need."""
        if person is None:
            return need in self.needs
        return person < len(self.people) and need in self.people[person].needs

    def set_need(self, need: str, person: int | None, concerned: tuple[int, ...], *, wanted: bool) -> Sitting:
        """Name or take back a need, of one person, or of all whom it can concern."""
        whom = set(concerned) if person is None else {person}
        if person is None and not wanted:
            whom = set(range(len(self.people)))
        people = tuple(
            _with_need(one, need, wanted=wanted) if position in whom else one
            for position, one in enumerate(self.people)
        )
        return self.with_people(people)


def _with_need(person: Person, need: str, *, wanted: bool) -> Person:
    needs = [one for one in person.needs if one != need]
    return replace(person, needs=(*needs, need) if wanted else tuple(needs))
