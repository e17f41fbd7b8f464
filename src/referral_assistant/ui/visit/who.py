"""The people of a family in words: roles instead of names, ages as far as they are known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referral_assistant.household import Person, Sex, Span
from referral_assistant.i18n import Catalog
from referral_assistant.message import Message, msg
from referral_assistant.ui.visit.sitting import ADULT, BABY, CHILD

_YEAR = 12
_MONTHS_ARE_SAID_UNTIL = 24
_GROWN = 15 * _YEAR
OLDEST = 120
FERTILE = (10 * _YEAR, 60 * _YEAR)


@dataclass(frozen=True, slots=True)
class Role:
    """Who someone is to the family; what that word honestly says about age and sex."""

    id: str
    icon: str
    name: Message
    within: Message
    age: Span
    sex: Sex | None = None


ROLES: tuple[Role, ...] = (
    Role("mother", "woman", msg("Mother"), msg("the mother"), ADULT, Sex.FEMALE),
    Role("father", "adult", msg("Father"), msg("the father"), ADULT, Sex.MALE),
    Role("child", "child", msg("Child"), msg("the child"), CHILD),
    Role("baby", "baby", msg("Baby"), msg("the baby"), BABY),
    Role("grandparent", "people", msg("Grandparent"), msg("the grandparent"), ADULT),
    Role("adult", "adult", msg("Other adult"), msg("the other adult"), ADULT),
)
SOMEONE = Role("", "adult", msg("Someone"), msg("this person"), (0, math.inf))
_WITH_SEX = {
    ("child", Sex.FEMALE): (msg("Girl"), msg("the girl")),
    ("child", Sex.MALE): (msg("Boy"), msg("the boy")),
    ("baby", Sex.FEMALE): (msg("Baby girl"), msg("the baby girl")),
    ("baby", Sex.MALE): (msg("Baby boy"), msg("the baby boy")),
    ("grandparent", Sex.FEMALE): (msg("Grandmother"), msg("the grandmother")),
    ("grandparent", Sex.MALE): (msg("Grandfather"), msg("the grandfather")),
}
BANDS: dict[str, tuple[tuple[int, int], ...]] = {
    "baby": ((0, 5), (6, 11), (12, 23)),
    "child": ((2 * _YEAR, 5 * _YEAR - 1), (5 * _YEAR, 12 * _YEAR - 1), (12 * _YEAR, 18 * _YEAR - 1)),
    "": ((18 * _YEAR, 60 * _YEAR - 1), (60 * _YEAR, OLDEST * _YEAR)),
}
"""Ages in completed months that can be said without knowing more, by role; "" for grown people."""


def role_of(person: Person) -> Role:
    """Return the role that a label stands for; the ordinal in front ("second child") is left aside."""
    word = person.label.rpartition(" ")[2]
    return next((role for role in ROLES if role.id == word), SOMEONE)


def newcomer(role: Role, people: Sequence[Person]) -> Person:
    """Return a new person of a role, with a label of its own."""
    taken = {person.label for person in people}
    labels = [role.id, *(f"{number} {role.id}" for number in ("second", "third", "fourth", "fifth", "sixth"))]
    label = next((one for one in labels if one not in taken), role.id)
    return Person(label, age_months=role.age, sex=role.sex)


def bands_of(person: Person) -> tuple[tuple[int, int], ...]:
    """Return the age bands worth offering for someone."""
    return BANDS.get(role_of(person).id, BANDS[""])


def with_years(person: Person, years: int) -> Person:
    """Say an age in completed years."""
    return replace(person, age_months=(years * _YEAR, years * _YEAR + 11), born=None)


def with_months(person: Person, months: int) -> Person:
    """Say an age in completed months."""
    return replace(person, age_months=(months, months), born=None)


def with_band(person: Person, band: Span | None) -> Person:
    """Say an age roughly; None goes back to what the role says."""
    return replace(person, age_months=band or role_of(person).age, born=None)


def exact_years(person: Person) -> int | None:
    """Return the age in years when one year is meant."""
    if person.age_months is None:
        return None
    low, high = person.age_months
    return int(low // _YEAR) if low % _YEAR == 0 and high == low + 11 else None


def exact_months(person: Person) -> int | None:
    """Return the age in months when one month is meant."""
    if person.age_months is None or person.age_months[0] != person.age_months[1]:
        return None
    return int(person.age_months[0])


def is_child(person: Person) -> bool:
    """Say whether someone is surely under 18."""
    return person.age_months is not None and person.age_months[1] < 18 * _YEAR


def may_be_pregnant(person: Person) -> bool:
    """Say whether the question can concern someone at all."""
    low, high = person.age_months or FERTILE
    return person.sex is not Sex.MALE and high >= FERTILE[0] and low <= FERTILE[1]


def name_of(person: Person) -> Message:
    """Name someone by role, as a title."""
    role = role_of(person)
    return _WITH_SEX.get((role.id, person.sex or Sex.OTHER), (role.name, role.within))[0]


def age_in_words(person: Person, catalog: Catalog) -> str:
    """Say an age; empty when only the role is known."""
    months, years = exact_months(person), exact_years(person)
    if months is not None and months < _MONTHS_ARE_SAID_UNTIL:
        return catalog.ngettext("{count} month", "{count} months", months)
    if months is not None:
        years = months // _YEAR
    if years is not None:
        return catalog.number(years)
    if person.age_months is None or person.age_months == role_of(person).age:
        return ""
    return band_in_words(person.age_months, catalog)


def band_in_words(band: Span, catalog: Catalog) -> str:
    """Say a band of ages."""
    low, high = band
    if high < _MONTHS_ARE_SAID_UNTIL:
        return catalog.say(msg("{low} to {high} months", low=int(low), high=int(high)))
    if math.isinf(high) or high >= OLDEST * _YEAR:
        return catalog.say(msg("{low} or more", low=int(low // _YEAR)))
    return catalog.say(msg("{low} to {high}", low=int(low // _YEAR), high=int(high // _YEAR)))


def in_words(person: Person, catalog: Catalog) -> str:
    """Name someone with the age as far as it is known: "Mother, 29"."""
    name, age = catalog.say(name_of(person)), age_in_words(person, catalog)
    return catalog.listed((name, age)) if age else name


def within_a_sentence(person: Person, people: Sequence[Person], catalog: Catalog) -> str:
    """Name someone inside a sentence: "the mother", or "the boy (7)" when there are several."""
    role = role_of(person)
    alike = [one for one in people if role_of(one).id == role.id and one.sex is person.sex]
    name = catalog.say(_WITH_SEX.get((role.id, person.sex or Sex.OTHER), (role.name, role.within))[1])
    age = age_in_words(person, catalog) if len(alike) > 1 else ""
    return f"{name} ({age})" if age else name


def concerned(who: Sequence[str], people: Sequence[Person]) -> tuple[int, ...]:
    """Return the positions of those whom a need can concern (`need.who`); everyone when it fits nobody surely.

    What is about pregnancy concerns the women of the family before anyone else.
    """
    if "pregnant" in who:
        women = tuple(place for place, person in enumerate(people) if person.pregnant or _is_woman(person))
        if women:
            return women
    fitting = tuple(place for place, person in enumerate(people) if concerns(who, person))
    return fitting or tuple(range(len(people)))


def concerns(who: Sequence[str], person: Person) -> bool:
    """Say whether a need can concern someone, by age as far as it is known."""
    low, high = person.age_months or (0, math.inf)
    grown = low >= _GROWN or (low == 0 and math.isinf(high))
    return ("child" in who and low < 18 * _YEAR) or ("adult" in who and grown)


def _is_woman(person: Person) -> bool:
    low = (person.age_months or (0, 0))[0]
    return person.sex is Sex.FEMALE and low >= _GROWN and may_be_pregnant(person) and person.pregnant is not False
