"""Which question next: the one expected to settle most services, divided by how much it hurts to be asked.

Every unanswered fact is tried with each of its answers; numbers are answered in bands cut at the directory's own
thresholds, so that a family is never asked more exactly than any service needs. Nothing here is ever required.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from referral_assistant.columns import Columns, Reading, union
from referral_assistant.completions import CHILDHOODS
from referral_assistant.condition import Kind, Test
from referral_assistant.eligibility import PaperTest
from referral_assistant.facts import depends_on, unknown_of_household, unknown_of_person
from referral_assistant.household import (
    ANY_AGE,
    ANY_AMOUNT,
    ANY_MONTHS_SINCE_BIRTH,
    ANY_WEEKS,
    Household,
    Person,
    Place,
    School,
    Sex,
    Span,
)
from referral_assistant.matching import NOBODY, FactsKey, Results

FEWEST_WORTH_ASKING = 2
"""A question that settles fewer services than this is not worth a family's breath."""
_MOST_BANDS = 6
_TOP = 5
_FERTILE = (9 * 12, 60 * 12)
_FIRST_CLASS = 3 * 12
"""Completed months of age; before it nobody has been to any school."""
_ATTRIBUTE = {"age": "age_years", "pregnancy": "pregnant"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: a word or a band, and the household if it were given."""

    value: str | bool | Span | frozenset[str]
    household: Household


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A fact worth asking. `person`: position in `household.people`, None for the family as a whole."""

    attribute: str
    person: int | None
    settles: float
    score: float
    choices: tuple[Choice, ...]


def next_questions(
    results: Results, sensitivity: Mapping[str, float], skipped: frozenset[tuple[str, int | None]] = frozenset()
) -> tuple[NextQuestion, ...]:
    """Rank the open questions, best first; empty when asking more would not help.

    SENSITIVITY by attribute (1 is harmless) divides what a question settles. SKIPPED holds (attribute, person) pairs
    that the family passed over; they are not asked again.
    """
    if top_is_settled(results):
        return ()
    asked = [_weigh(results, fact, person, sensitivity) for fact, person in _open_facts(results.household)]
    worth = [
        question
        for question in asked
        if question.settles >= FEWEST_WORTH_ASKING and (question.attribute, question.person) not in skipped
    ]
    return tuple(sorted(worth, key=lambda question: (-question.score, question.attribute, question.person or 0)))


def top_is_settled(results: Results) -> bool:
    """Say whether the five best services of every need are decided, so that no question is needed."""
    return all(
        (need.surely & results.worth_asking).bit_count() >= _TOP
        or not need.possibly & ~need.surely & results.worth_asking
        for need in results.needs
    )


def _open_facts(household: Household) -> Iterable[tuple[str, int | None]]:
    for fact in sorted(unknown_of_household(household)):
        if not _is_told(fact, household):
            yield fact, None
    for position, person in enumerate(household.people):
        if person.needs:
            for fact in sorted(unknown_of_person(person)):
                if _can_concern(fact, person):
                    yield fact, position


def _is_told(fact: str, household: Household) -> bool:
    """Leave alone what was said, be it that others belong to the family or that the place is a large one."""
    return (fact == "size" and isinstance(household.size, int)) or (fact == "area" and household.area is not None)


def _can_concern(fact: str, person: Person) -> bool:
    """Spare a family absurd questions: no pregnancy of men and small children, no schooling of babies."""
    low, high = person.age_months or ANY_AGE
    if fact == "school":
        return high >= _FIRST_CLASS
    if fact == "sex":
        return not (person.pregnant or person.weeks_pregnant or person.breastfeeding or person.months_since_birth)
    if fact in {"pregnancy", "breastfeeding", "months_since_birth"}:
        return person.sex is not Sex.MALE and high >= _FERTILE[0] and low <= _FERTILE[1]
    return True


def _weigh(results: Results, fact: str, person: int | None, sensitivity: Mapping[str, float]) -> NextQuestion:
    household = results.household
    attribute = _attribute(fact, household, person)
    touched = [key for key in results.index.columns.by_facts if depends_on(key[1], fact)]
    choices = tuple(_choices(fact, person, results, touched)) if touched else ()
    if len(choices) < 2:
        return NextQuestion(attribute, person, 0, 0, choices)
    rest = _without(results, touched)
    left = [_undecided_after(results, choice.household, touched, rest) for choice in choices]
    settles = results.undecided - sum(left) / len(left)
    return NextQuestion(attribute, person, settles, settles / sensitivity.get(attribute, 1.0), choices)


def _attribute(fact: str, household: Household, person: int | None) -> str:
    if fact == "pregnancy" and person is not None and household.people[person].pregnant:
        return "weeks_pregnant"
    return _ATTRIBUTE.get(fact, fact)


def _without(results: Results, touched: list[FactsKey]) -> list[Reading]:
    """Join, person by person, what the answer cannot change."""
    columns = results.index.columns
    return [_join(columns, [one for key, one in mine.items() if key not in touched]) for mine in results.readings]


def _join(columns: Columns, readings: list[Reading]) -> Reading:
    layers = range(columns.layers)
    return Reading(
        [union(one.no[layer] for one in readings) for layer in layers],
        [union(one.unknown[layer] for one in readings) for layer in layers],
    )


def _undecided_after(results: Results, household: Household, touched: list[FactsKey], rest: list[Reading]) -> int:
    columns = results.index.columns
    shared = [columns.read(key, NOBODY, household) for key in touched if not key[0]]
    combined: dict[int, tuple[int, int]] = {}
    for position, someone in enumerate(household.people):
        if not someone.needs:
            continue
        unchanged = someone is results.household.people[position]
        known = results.readings[position]
        own = [
            known[key] if unchanged and _only_own(key) else columns.read(key, someone, household)
            for key in touched
            if key[0]
        ]
        combined[position] = columns.combine([rest[position], *shared, *own])
    undecided = 0
    for need in results.needs:
        surely = union(combined[position][0] for position in need.people)
        possibly = union(combined[position][1] for position in need.people)
        undecided += (possibly & ~surely & need.candidates & results.worth_asking).bit_count()
    return undecided


def _only_own(key: FactsKey) -> bool:
    return key[0] and not any(part.startswith("paper:") for part in key[1])


def _choices(fact: str, person: int | None, results: Results, touched: list[FactsKey]) -> Iterable[Choice]:
    household = results.household
    tests = _tests(results.index.columns, touched)
    if person is None:
        for value, completed in _household_choices(fact, household, tests):
            yield Choice(value, completed)
        return
    for value, someone in _person_choices(fact, household.people[person], tests):
        people = (*household.people[:person], someone, *household.people[person + 1 :])
        yield Choice(value, replace(household, people=people))


def _tests(columns: Columns, touched: list[FactsKey]) -> list[Test]:
    literals = [column.literal for key in touched for column in columns.by_facts[key]]
    nested = [literal.only_if for literal in literals if isinstance(literal, PaperTest) and literal.only_if]
    return [literal for literal in literals if isinstance(literal, Test)] + nested


_EITHER = (True, False)


def _person_choices(fact: str, person: Person, tests: list[Test]) -> Iterable[tuple[str | bool | Span, Person]]:
    if fact in {"age", "months_since_birth"} or (fact == "pregnancy" and person.pregnant):
        yield from _person_bands(fact, person, tests)
    elif fact == "sex":
        yield from ((sex.value, replace(person, sex=sex)) for sex in (Sex.FEMALE, Sex.MALE))
    elif fact == "school":
        yield from ((school.value, replace(person, school=school)) for school in School)
    elif fact == "pregnancy":
        yield from ((value, replace(person, pregnant=value)) for value in _EITHER)
    elif fact == "breastfeeding":
        yield from ((value, replace(person, breastfeeding=value)) for value in _EITHER)
    else:
        yield from ((value, replace(person, disability=value)) for value in _EITHER)


def _person_bands(fact: str, person: Person, tests: list[Test]) -> Iterable[tuple[Span, Person]]:
    if fact == "age":
        cut = bands(person.age_months or ANY_AGE, _about_age(tests))
        yield from ((band, replace(person, age_months=band)) for band in cut)
    elif fact == "pregnancy":
        cut = bands(person.weeks_pregnant or ANY_WEEKS, _about("weeks_pregnant", tests))
        yield from ((band, replace(person, weeks_pregnant=band)) for band in cut)
    else:
        cut = bands(person.months_since_birth or ANY_MONTHS_SINCE_BIRTH, _about("months_since_birth", tests))
        yield from ((band, replace(person, months_since_birth=band)) for band in cut)


def _about(attribute: str, tests: list[Test]) -> list[Test]:
    return [test for test in tests if test.attribute == attribute]


def _about_age(tests: list[Test]) -> list[Test]:
    ages = [test for test in tests if test.kind is Kind.AGE]
    return ages + [CHILDHOODS[test.attribute] for test in tests if test.attribute in CHILDHOODS]


def _about_income(household: Household, tests: list[Test]) -> list[Test]:
    """Tests of an amount for each person are cut at what they mean for a family of this size."""
    fewest, most = household.size_span
    if fewest < most:
        return _about("income_month", tests)
    scaled = [
        replace(test, spans=tuple((low * fewest, high * fewest) for low, high in test.spans))
        for test in _about("income_month_per_person", tests)
    ]
    return _about("income_month", tests) + scaled


def _household_choices(
    fact: str, household: Household, tests: list[Test]
) -> Iterable[tuple[str | bool | Span | frozenset[str], Household]]:
    named = sorted({value for test in tests if test.attribute == fact for value in test.values})
    if fact == "size":
        for band in bands(household.size_span, _about("size", tests)):
            yield band, replace(household, size=band)
    elif fact == "income_month":
        for band in bands(household.income_month or ANY_AMOUNT, _about_income(household, tests)):
            yield band, replace(household, income_month=band)
    elif fact == "area":
        yield from ((name, replace(household, area=Place(name, frozenset({name})))) for name in named)
    elif fact == "language":
        yield from ((name, replace(household, languages=frozenset({name}))) for name in named)
    elif fact == "receives":
        yield frozenset[str](), replace(household, receives=frozenset())
        yield from ((name, replace(household, receives=frozenset({name}))) for name in named)
    elif fact == "papers":
        yield frozenset[str](), replace(household, papers=frozenset())
        yield "birth_or_school_record", replace(household, papers=frozenset({"birth_or_school_record"}))
        yield "photo_id", replace(household, papers=frozenset({"birth_or_school_record", "photo_id"}))
    elif fact == "can_pay":
        yield from ((value, replace(household, can_pay=value)) for value in (True, False))
    else:
        yield from ((value, replace(household, insured=value)) for value in (True, False))


def bands(known: Span, tests: list[Test]) -> list[Span]:
    """Cut what is KNOWN of a number into at most six bands, at the thresholds that most TESTS share."""
    low, high = known
    counts: dict[float, int] = {}
    for test in tests:
        for first, last in test.spans:
            for first_of_next in (math.ceil(first), math.floor(last) + 1 if math.isfinite(last) else 0):
                if low < first_of_next <= high:
                    counts[first_of_next] = counts.get(first_of_next, 0) + 1
    most_shared = sorted(counts, key=lambda cut: (-counts[cut], cut))[: _MOST_BANDS - 1]
    starts = [low, *sorted(most_shared)]
    ends = [start - 1 for start in starts[1:]] + [high]
    return list(zip(starts, ends, strict=True))
