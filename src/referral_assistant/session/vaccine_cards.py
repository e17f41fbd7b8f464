"""A child's card as a table: antigens down, the doses of each across, the answer at the end of the line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from referral_assistant.errors import ReferralError
from referral_assistant.household import Dose, Person, Seen
from referral_assistant.session.vaccines import load_schedule, product_names
from referral_assistant.vaccination import Answer, Antigen, Judgement, Schedule, Standing, judge
from referral_assistant.vaccination.calendars import Calendar
from referral_assistant.vaccination.card_dates import CardDate, Order, Reading, read_card_date

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

OLDEST_CHILD = 18
_OLDEST = 130
SHIPPED = "who-generic"


@dataclass(frozen=True, slots=True)
class DoseShown:
    """A dose in the line of one antigen. `place` is its place among the person's doses; unjudged it has no standing."""

    place: int
    dose: Dose
    standing: Standing | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One antigen: what was given, in order of days, and the answer."""

    answer: Answer
    doses: tuple[DoseShown, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about one child's card. `others` are doses that the schedule says nothing about."""

    schedule: Schedule
    person: Person
    on: date
    judgement: Judgement
    lines: tuple[Line, ...]
    others: tuple[DoseShown, ...]

    @property
    def most_doses(self) -> int:
        """How many doses the longest line has."""
        return max((len(line.doses) for line in self.lines), default=0)

    @property
    def card_seen(self) -> bool:
        """Whether a dose was read from a card."""
        return any(dose.seen is Seen.CARD for dose in self.person.doses)


@dataclass(frozen=True, slots=True)
class CardHabit:
    """How dates are written on one card, as far as it is known."""

    calendar: Calendar | None = None
    order: Order | None = None


def schedule_in_use(session: Session) -> tuple[Schedule, ReferralError | None]:
    """Return the clinic's schedule; the one that ships, and the reason, when the clinic's cannot be read."""
    try:
        return load_schedule(session.folder, session.settings.vaccine_schedule), None
    except ReferralError as fault:
        return load_schedule(session.folder, SHIPPED), fault


def card_of(schedule: Schedule, person: Person, as_of: date, on: date, facts: frozenset[str] = frozenset()) -> Card:
    """Judge the card of PERSON, whose age is as on AS_OF, on the day ON."""
    judgement = judge(schedule, person, as_of, on, product_names(), facts)
    judged = {(one.place, one.antigen): one for one in judgement.doses}
    held = [frozenset(product_names().find(dose.vaccine)) for dose in person.doses]
    lines = []
    placed: set[int] = set()
    for answer in judgement.answers:
        products = {product for course in answer.antigen.courses for product in course.products}
        places = [place for place, components in enumerate(held) if components & products]
        placed.update(places)
        shown = []
        for place in places:
            found = judged.get((place, answer.antigen.id))
            shown.append(
                DoseShown(
                    place, person.doses[place], found.standing if found else None, found.number if found else None
                )
            )
        lines.append(Line(answer, tuple(sorted(shown, key=lambda one: (one.dose.on or date.max, one.place)))))
    others = tuple(DoseShown(place, dose) for place, dose in enumerate(person.doses) if place not in placed)
    return Card(schedule, person, on, judgement, tuple(lines), others)


def antigens_of(schedule: Schedule, vaccine: str) -> tuple[Antigen, ...]:
    """Return the antigens of SCHEDULE that a vaccine of this name fills."""
    held = frozenset(product_names().find(vaccine))
    return tuple(one for one in schedule.antigens if any(held & frozenset(course.products) for course in one.courses))


def is_known(vaccine: str) -> bool:
    """Say whether a name of a card is known."""
    return bool(product_names().find(vaccine))


def suggestions(typed: str, limit: int = 4) -> tuple[str, ...]:
    """Return known names of vaccines that look like what was TYPED."""
    return product_names().suggestions(typed, limit) if len(typed.strip()) > 1 else ()


def read_dose_date(text: str, person: Person, today: date, habit: CardHabit) -> CardDate:
    """Read the date of a dose as it stands on the card, first as dates are known to be written on it."""
    return _by_habit(text, person.born or _earliest(person, today), today, habit)


def read_birth(text: str, person: Person, today: date, habit: CardHabit) -> CardDate:
    """Read a day of birth as it stands on the card."""
    return _by_habit(text, _earliest(person, today), today, habit)


def _earliest(person: Person, today: date) -> date:
    """Return how long ago anything on the card can be: a year of two digits is then sure for a child."""
    is_grown = person.age_months is not None and person.age_months[0] >= OLDEST_CHILD * 12
    return _years_before(today, _OLDEST if is_grown else OLDEST_CHILD + 2)


def _by_habit(text: str, earliest: date, latest: date, habit: CardHabit) -> CardDate:
    known = read_card_date(text, earliest, latest, habit.calendar, habit.order)
    return known if known.readings else read_card_date(text, earliest, latest)


def learned(habit: CardHabit, among: CardDate, chosen: Reading) -> CardHabit:
    """Return what a reading tells of the card: its order, its calendar where several were possible or it is not ours."""
    same_day = [one for one in among.readings if one.day == chosen.day]
    orders, calendars = {one.order for one in same_day}, {one.calendar for one in same_day}
    order = chosen.order if len(orders) == 1 else habit.order
    return CardHabit(chosen.calendar if len(calendars) == 1 else habit.calendar, order)


def choices_among(found: CardDate) -> tuple[Reading, ...]:
    """Return one reading for each day that a date may mean, what is written most first: day, month, year."""
    orders = list(Order)
    days: dict[date, Reading] = {}
    for one in sorted(found.readings, key=lambda reading: orders.index(reading.order)):
        days.setdefault(one.day, one)
    return tuple(days.values())


def _years_before(day: date, years: int) -> date:
    year = max(day.year - years, 1)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
