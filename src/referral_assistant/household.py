"""A family as far as it chose to say: everything may be unknown, and unknown is never no.

Lives in memory only (P2): storage and letters cannot import this module. There is no field for a name, for
immigration status, nationality, religion or ethnicity (P1).
"""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Span = tuple[float, float]
"""A closed interval of numbers, the honest form of "about": (low, high)."""

# What is not said may be anything within these.
MOST_PEOPLE = 100
OLDEST_YEARS = 130
ANY_AGE: Span = (0, OLDEST_YEARS * 12 + 11)
ANY_WEEKS: Span = (0, 45)
ANY_MONTHS_SINCE_BIRTH: Span = (0, 1200)
ANY_AMOUNT: Span = (0, 1e12)


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class School(StrEnum):
    NONE = "none"
    PRE_PRIMARY = "pre_primary"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    FINISHED = "finished"


class Seen(StrEnum):
    """How a dose is known: read from a card, or told."""

    CARD = "card"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose as it stands on the card: product or antigen in its own words, and the day, if known."""

    vaccine: str
    on: date | None = None
    seen: Seen = Seen.CARD


@dataclass(frozen=True, slots=True)
class Person:
    """One of the family, by role and age, never by name. `age_months` is in completed months."""

    label: str = ""
    age_months: Span | None = None
    born: date | None = None
    sex: Sex | None = None
    pregnant: bool | None = None
    weeks_pregnant: Span | None = None
    breastfeeding: bool | None = None
    months_since_birth: Span | None = None
    disability: bool | None = None
    school: School | None = None
    needs: tuple[str, ...] = ()
    doses: tuple[Dose, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the family stays. Names are folded by `condition.fold_place`.

    `is_also` holds every name of that place and of the larger places around it; `may_be` the smaller places inside, each
    with all its names: the family is in one of them, or in none.
    """

    name: str
    is_also: frozenset[str] = frozenset()
    may_be: frozenset[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Household:
    """A family on one day. `size` counts everyone; `people` may list fewer. Amounts are of a month, in `currency`."""

    people: tuple[Person, ...] = ()
    size: int | Span | None = None
    area: Place | None = None
    languages: frozenset[str] | None = None
    income_month: Span | None = None
    can_pay: bool | None = None
    insured: bool | None = None
    receives: frozenset[str] | None = None
    papers: frozenset[str] | None = None
    currency: str | None = None

    @property
    def size_span(self) -> Span:
        """How many people there are: exactly, or at least those who are listed."""
        listed = max(1, len(self.people))
        size = (listed, MOST_PEOPLE) if self.size is None else self.size
        low, high = size if isinstance(size, tuple) else (size, size)
        return (max(low, listed), max(high, listed))

    @property
    def needs(self) -> tuple[str, ...]:
        """Every need that somebody named, in the order in which they were named."""
        return tuple(dict.fromkeys(need for person in self.people for need in person.needs))


@dataclass(frozen=True, slots=True)
class Visit:
    """What the desk knows for one sitting: the family, the day, and the languages spoken and printed.

    `day_given`: a person named the day to judge by; otherwise it is the computer's own, which may be wrong.
    """

    household: Household
    on: date
    language: str | None = None
    second_language: str | None = None
    spoken_language: str | None = None
    day_given: bool = False


def completed_months(born: date, on: date) -> int:
    """Count the whole calendar months from BORN to ON; a month ends on the same day of the month, or on its last."""
    months = (on.year - born.year) * 12 + on.month - born.month
    if on.day < born.day and on.day < monthrange(on.year, on.month)[1]:
        months -= 1
    return months


def years_as_months(low: float, high: float) -> Span:
    """Turn ages in completed years, LOW to HIGH, into completed months: 7 years is 84 to 95 months."""
    first = math.ceil(low * 12)
    last = math.floor(high * 12) + (11 if float(high).is_integer() else 0)
    return (first, last)
