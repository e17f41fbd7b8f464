"""What the vaccines' room keeps while it is open. Children of the visit are in the sitting; nothing outlives the visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from PySide6.QtCore import QObject, Signal

from referral_assistant.errors import ReferralError
from referral_assistant.household import Dose, Person, Seen, Sex, completed_months
from referral_assistant.message import Message, msg
from referral_assistant.session.vaccine_cards import (
    Card,
    CardHabit,
    card_of,
    choices_among,
    learned,
    read_birth,
    read_dose_date,
    schedule_in_use,
)
from referral_assistant.session.vaccine_poster import Poster
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.visit import who
from referral_assistant.vaccination import Schedule
from referral_assistant.vaccination.card_dates import CardDate, Reading

MOST_CHILDREN = 200
MOST_DOSES = 60


_NEW_CARD = CardHabit()


class Page(Enum):
    """Which page of the room is open."""

    CARDS = 0
    SLIP = 1
    GROUP = 2
    SCHEDULE = 3


@dataclass(frozen=True, slots=True)
class Note:
    """What a card taught us about how it is written, what somebody said besides, and the dates as they were typed."""

    habit: CardHabit = _NEW_CARD
    facts: frozenset[str] = frozenset()
    typed: tuple[tuple[date, str], ...] = ()

    def as_typed(self, day: date) -> str:
        """Return a day as it stands on the card."""
        return dict(self.typed).get(day, "")


@dataclass(frozen=True, slots=True)
class Unsure:
    """A date that can be read in several ways: what it is of, and the readings to choose between."""

    found: CardDate
    readings: tuple[Reading, ...]
    text: str
    vaccine: str = ""
    seen: Seen = Seen.CARD
    place: int | None = None


class Room(QObject):
    """Holds which child is looked at, the group that is no family, and what was typed."""

    turned = Signal()
    """Another page is open, or the open one must be built again."""
    changed = Signal()
    """The card of the child looked at is different."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.draft: Poster | None = None
        """The clinic's own schedule while it is written down; it is about no family."""
        self._schedule: tuple[Schedule, ReferralError | None] | None = None
        self.forget()
        desk.visit_ended.connect(self.forget)

    @staticmethod
    def of(desk: Desk) -> Room:
        """Return the room of a desk."""
        room = desk.kept.get(Place.VACCINES)
        if not isinstance(room, Room):
            room = desk.kept[Place.VACCINES] = Room(desk)
        return room

    def forget(self) -> None:
        """Forget every child."""
        self.page = Page.CARDS
        self.in_group = False
        self.at = 0
        self.unsure: Unsure | None = None
        self._group: tuple[Person, ...] = ()
        self._notes: dict[str, Note] = {}
        self._group_notes: dict[int, Note] = {}

    @property
    def holds_words(self) -> bool:
        """Whether ending the visit would forget a child of a group."""
        return bool(self._group)

    def turn(self, page: Page) -> None:
        """Open a page of the room."""
        self.page = page
        self.turned.emit()

    # The children

    @property
    def on(self) -> date:
        """The day by which is judged."""
        return self._desk.sitting.visit.on

    @property
    def group(self) -> tuple[Person, ...]:
        """The children of a group, numbered by their place."""
        return self._group

    @property
    def places(self) -> tuple[int, ...]:
        """The places of the children: all of a group; of a family those under 18 and whoever needs a vaccine."""
        if self.in_group:
            return tuple(range(len(self._group)))
        return tuple(place for place, one in enumerate(self._desk.sitting.people) if _is_for(one))

    @property
    def place(self) -> int | None:
        """The place of the child looked at."""
        places = self.places
        if not places:
            return None
        self.at = min(self.at, len(places) - 1)
        return places[self.at]

    @property
    def child(self) -> Person | None:
        """The child looked at."""
        place = self.place
        return None if place is None else self.person(place)

    def person(self, place: int) -> Person:
        """Return a child by place."""
        return (self._group if self.in_group else self._desk.sitting.people)[place]

    def look_at(self, number: int) -> None:
        """Look at another child."""
        self.at, self.unsure = number, None
        self.turned.emit()

    def next_child(self) -> None:
        """Go on to the next child; after the last comes a new one."""
        if self.at + 1 < len(self.places):
            self.look_at(self.at + 1)
        else:
            self.add()

    def previous_child(self) -> None:
        """Go back one child."""
        self.look_at(max(self.at - 1, 0))

    def add(self) -> None:
        """Take in one more child."""
        if len(self.places) >= MOST_CHILDREN:
            return
        if self.in_group:
            self._group = (*self._group, Person("child", age_months=who.ROLES[2].age))
        else:
            sitting = self._desk.sitting
            looked_at = sitting.person
            self._desk.change(replace(sitting.add(_another(sitting.people)), person=looked_at))
        self.look_at(len(self.places) - 1)

    def remove(self) -> None:
        """Take the child out who is looked at, and all that was said about it."""
        place = self.place
        if place is None:
            return
        if self.in_group:
            self._group = self._group[:place] + self._group[place + 1 :]
            kept = {number: note for number, note in self._group_notes.items() if number != place}
            self._group_notes = {number - (number > place): note for number, note in kept.items()}
        else:
            self._notes.pop(self.person(place).label, None)
            self._desk.change(self._desk.sitting.remove(place))
        self.look_at(max(0, self.at - 1))

    def group_up(self, *, in_group: bool) -> None:
        """Go over to a group of children who are no family, or back to the family."""
        self.in_group, self.at, self.unsure = in_group, 0, None
        if in_group and not self._group:
            self.add()
        else:
            self.turned.emit()

    def forget_group(self) -> None:
        """Forget the children of the group."""
        self._group, self._group_notes = (), {}
        self.in_group, self.at, self.page = False, 0, Page.CARDS
        self.turned.emit()

    # One card

    @property
    def schedule(self) -> Schedule:
        """The schedule that is judged by; read again when another one is chosen or written."""
        return self._read_schedule()[0]

    @property
    def schedule_fault(self) -> ReferralError | None:
        """Why the clinic's own schedule could not be used."""
        return self._read_schedule()[1]

    def _read_schedule(self) -> tuple[Schedule, ReferralError | None]:
        if self._schedule is None:
            self._schedule = schedule_in_use(self._desk.session)
        return self._schedule

    def read_schedule_again(self) -> None:
        """Read the schedule the next time, since it is another one."""
        self._schedule = None

    def card(self, place: int) -> Card:
        """Judge the card of a child."""
        facts = self.note(place).facts
        return card_of(self.schedule, self.person(place), self.on, self.on, facts)

    def note(self, place: int) -> Note:
        """Return what is noted beside a card."""
        if self.in_group:
            return self._group_notes.get(place, Note())
        return self._notes.get(self.person(place).label, Note())

    def _noted(self, place: int, note: Note) -> None:
        if self.in_group:
            self._group_notes[place] = note
        else:
            self._notes[self.person(place).label] = note

    def say(self, person: Person) -> None:
        """Keep what was said about the child looked at."""
        place = self.place
        assert place is not None
        if self.in_group:
            self._group = (*self._group[:place], person, *self._group[place + 1 :])
        else:
            self._desk.change(self._desk.sitting.change(place, person))
        self.changed.emit()

    def say_fact(self, fact: str, *, holds: bool) -> None:
        """Keep, in memory only, what a health worker has to weigh."""
        place = self.place
        assert place is not None
        note = self.note(place)
        self._noted(place, replace(note, facts=note.facts | {fact} if holds else note.facts - {fact}))
        self.changed.emit()

    def say_sex(self, sex: Sex | None) -> None:
        """Keep the sex, if it was said."""
        assert self.child is not None
        self.say(replace(self.child, sex=sex))

    # Dates as they stand on the card

    def read_born(self, text: str) -> Message | None:
        """Take in the day of birth; say what is wrong with it, or ask which day is meant."""
        place, child = self.place, self.child
        assert place is not None
        assert child is not None
        if not text.strip():
            if child.born is not None:
                self.say(replace(child, born=None))
            return None
        found = read_birth(text, child, self.on, self.note(place).habit)
        return self._settle(Unsure(found, choices_among(found), text.strip()))

    def read_dose(self, vaccine: str, text: str, seen: Seen, place: int | None = None) -> Message | None:
        """Take in a dose, or a new day for the one at PLACE; say what is wrong, or ask which day is meant."""
        at, child = self.place, self.child
        assert at is not None
        assert child is not None
        found = read_dose_date(text, child, self.on, self.note(at).habit)
        return self._settle(Unsure(found, choices_among(found), text.strip(), vaccine, seen, place))

    def _settle(self, asked: Unsure) -> Message | None:
        if not asked.readings:
            return msg("This is no day between the birth and today. Write it as it stands on the card.")
        if len(asked.readings) > 1:
            self.unsure = asked
            self.changed.emit()
            return None
        self._take(asked, asked.readings[0])
        return None

    def choose(self, position: int) -> bool:
        """Say which day was meant; the card is read like this from now on."""
        asked = self.unsure
        if asked is None or position >= len(asked.readings):
            return False
        self._take(asked, asked.readings[position])
        return True

    def drop_question(self) -> None:
        """Leave the date out."""
        self.unsure = None
        self.changed.emit()

    def _take(self, asked: Unsure, chosen: Reading) -> None:
        at, child = self.place, self.child
        assert at is not None
        assert child is not None
        self.unsure = None
        note = self.note(at)
        typed = (*(pair for pair in note.typed if pair[0] != chosen.day), (chosen.day, asked.text))
        self._noted(at, replace(note, habit=learned(note.habit, asked.found, chosen), typed=typed))
        if not asked.vaccine:
            months = completed_months(chosen.day, self.on)
            self.say(replace(child, born=chosen.day, age_months=(months, months)))
            return
        dose = Dose(asked.vaccine, chosen.day, asked.seen)
        if asked.place is None:
            self.say(replace(child, doses=(*child.doses, dose)[:MOST_DOSES]))
        else:
            dose = replace(child.doses[asked.place], on=chosen.day)
            self.say(replace(child, doses=_put(child.doses, asked.place, dose)))

    def add_undated(self, vaccine: str, seen: Seen) -> None:
        """Take in a dose whose day nobody knows."""
        child = self.child
        assert child is not None
        self.say(replace(child, doses=(*child.doses, Dose(vaccine, None, seen))[:MOST_DOSES]))

    def take_out(self, place: int) -> None:
        """Take a dose out of the card."""
        child = self.child
        assert child is not None
        self.say(replace(child, doses=child.doses[:place] + child.doses[place + 1 :]))

    def forget_habit(self) -> None:
        """Ask again how dates are written on this card."""
        place = self.place
        assert place is not None
        self._noted(place, replace(self.note(place), habit=CardHabit()))
        self.changed.emit()


def _put(doses: tuple[Dose, ...], place: int, dose: Dose) -> tuple[Dose, ...]:
    return (*doses[:place], dose, *doses[place + 1 :])


def _is_for(person: Person) -> bool:
    low = (person.age_months or (0, 0))[0]
    return low < 18 * 12 or any(need.startswith("vaccines.") for need in person.needs) or bool(person.doses)


def _another(people: tuple[Person, ...]) -> Person:
    """Return one more child with a label of its own."""
    taken = {one.label for one in people}
    child = who.newcomer(who.ROLES[2], people)
    if child.label not in taken:
        return child
    return replace(child, label=next(f"{n}th child" for n in range(7, 999) if f"{n}th child" not in taken))
