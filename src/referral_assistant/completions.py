"""Find the exact answer of a rule where facts that are unknown stand in several of its literals.

"Under 5" in one group and "5 and over" in another: Kleene's logic says unknown of an unknown age, yet every age fits.
Only entangled facts can make that difference; those are completed in every way that the rule can tell apart, and the
rest is left to Kleene, who is exact about it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations

from referral_assistant.condition import Operator, Scope, Test
from referral_assistant.eligibility import YOUNG, Outcome, PaperTest, Rule, answer, answer_rule, fits
from referral_assistant.facts import INCOME, PERSONAL, SIZE, entangled_facts, facts_of, tests_of
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

MOST_COMPLETIONS = 4096
_NOBODY = Person()
_NEVER: Span = (-1.0, -1.0)
"""No birth at all: within nothing."""


def settle(rule: Rule, positions: Sequence[int], household: Household, trials: Iterable[Household] = ()) -> Outcome:
    """Answer RULE for the people at POSITIONS (any of them suffices), exactly as far as completing is bounded.

    Where more than `MOST_COMPLETIONS` would be needed the answer is `UNKNOWN`, which is always sound. TRIALS are some
    completions: where two of them differ the answer is `UNKNOWN`, and nothing more need be tried.
    """
    if _differ(rule, positions, trials):
        return Outcome.UNKNOWN
    facts = entangled_facts(rule)
    alone = sorted(facts & PERSONAL - _seen_in_all(rule))
    surely, possibly = Outcome.YES, Outcome.NO
    for count, completed in enumerate(_households(rule, facts, positions, household)):
        bounds = [_bounds(rule, alone, completed.people[position], completed) for position in positions]
        surely = min(surely, max(low for low, _ in bounds))
        possibly = max(possibly, *(high for _, high in bounds))
        if count == MOST_COMPLETIONS or (surely is not Outcome.YES and possibly is not Outcome.NO):
            return Outcome.UNKNOWN
    return surely if surely is Outcome.YES else Outcome.NO


def _differ(rule: Rule, positions: Sequence[int], trials: Iterable[Household]) -> bool:
    low, high = Outcome.YES, Outcome.NO
    for trial in trials:
        outcome = max(answer_rule(rule, trial.people[position], trial) for position in positions)
        low, high = min(low, outcome), max(high, outcome)
        if low is not Outcome.YES and high is not Outcome.NO:
            return True
    return False


def _bounds(rule: Rule, alone: Iterable[str], person: Person, household: Household) -> tuple[Outcome, Outcome]:
    """Return the least and the greatest answer over the completions of one person's own facts."""
    outcomes = {answer_rule(rule, way, household) for way in ways_of_person(person, alone, tests_of(rule))}
    return min(outcomes), max(outcomes)


def _seen_in_all(rule: Rule) -> frozenset[str]:
    """Name the facts of persons that a literal looks at in the whole family, so that persons are not independent."""
    wide = (test for test in tests_of(rule) if test.scope is not Scope.PERSON)
    return frozenset(fact for test in wide for fact in facts_of(test)) & PERSONAL


def _households(
    rule: Rule, facts: frozenset[str], positions: Sequence[int], household: Household
) -> Iterator[Household]:
    for family in ways_of_family(rule, facts, frozenset(positions), household):
        yield from _complete(family, sorted(facts - PERSONAL - {SIZE}), rule)


def _complete(household: Household, facts: list[str], rule: Rule) -> Iterator[Household]:
    if not facts:
        yield household
        return
    for completed in _HOUSEHOLD[facts[0]](household, rule):
        yield from _complete(completed, facts[1:], rule)


# --- one person ------------------------------------------------------------------------------------------------------


def ways_of_person(person: Person, facts: Iterable[str], tests: Iterable[Test]) -> list[Person]:
    """Complete FACTS of PERSON in every way that TESTS tell apart."""
    ways = [person]
    for fact in facts:
        about = [test for test in tests if fact in facts_of(test) and test.attribute not in YOUNG]
        ways = [one for way in ways for one in _distinct(_PERSON[fact](way, about), about)]
    return ways


def _distinct(people: Iterable[Person], tests: list[Test]) -> Iterable[Person]:
    return {tuple(fits(test, person) for test in tests): person for person in people}.values()


def _points(known: Span, tests: Iterable[Test]) -> list[float]:
    """Choose numbers of KNOWN, one at least on each side of every threshold."""
    low, high = known
    edges = {edge for test in tests for span in test.spans for edge in span if math.isfinite(edge)}
    points = {low, high, *(edge + step for edge in edges for step in (-1, 0, 1))}
    return sorted(point for point in points if low <= point <= high)


def _ages(person: Person, tests: list[Test]) -> Iterator[Person]:
    for age in _points(person.age_months or ANY_AGE, tests):
        yield replace(person, age_months=(age, age))


def _sexes(person: Person, _tests: list[Test]) -> Iterator[Person]:
    for sex in [person.sex] if person.sex else Sex:
        yield replace(person, sex=sex)


def _schools(person: Person, _tests: list[Test]) -> Iterator[Person]:
    for school in [person.school] if person.school else School:
        yield replace(person, school=school)


def _pregnancies(person: Person, tests: list[Test]) -> Iterator[Person]:
    if person.pregnant is False or (person.pregnant is None and person.weeks_pregnant is None):
        yield replace(person, pregnant=False)
    if person.pregnant is not False:
        weeks = [test for test in tests if test.attribute == "weeks_pregnant"]
        for point in _points(person.weeks_pregnant or ANY_WEEKS, weeks):
            yield replace(person, pregnant=True, weeks_pregnant=(point, point))


def _births(person: Person, tests: list[Test]) -> Iterator[Person]:
    if person.months_since_birth is None:
        yield replace(person, months_since_birth=_NEVER)
    for months in _points(person.months_since_birth or ANY_MONTHS_SINCE_BIRTH, tests):
        yield replace(person, months_since_birth=(months, months))


def _breastfeeding(person: Person, _tests: list[Test]) -> Iterator[Person]:
    for value in _flags(person.breastfeeding):
        yield replace(person, breastfeeding=value)


def _disabilities(person: Person, _tests: list[Test]) -> Iterator[Person]:
    for value in _flags(person.disability):
        yield replace(person, disability=value)


def _flags(known: bool | None) -> tuple[bool, ...]:
    return (True, False) if known is None else (known,)


_PERSON: dict[str, Callable[[Person, list[Test]], Iterator[Person]]] = {
    "age": _ages,
    "sex": _sexes,
    "pregnancy": _pregnancies,
    "breastfeeding": _breastfeeding,
    "months_since_birth": _births,
    "disability": _disabilities,
    "school": _schools,
}


# --- the people together ---------------------------------------------------------------------------------------------

CHILDHOODS = {
    attribute: Test(Scope.ANY_PERSON, "age_months", Operator.LESS_THAN, str(below), ((0, below - 1),))
    for attribute, below in YOUNG.items()
}
"""The ages at which someone counts among the children of a household's test."""


Seen = tuple[tuple[Outcome, ...], tuple[int, ...]]
"""What a rule sees of people together: for each test of anyone the best answer, and the children that it counts."""
Key = tuple[tuple[object, ...], Seen]
Families = dict[Key, tuple[Person, ...]]


@dataclass(frozen=True, slots=True)
class _Crowd:
    """What a rule asks of the people of a family together; children are counted as far as any of its tests counts."""

    wide: tuple[Test, ...]
    young: tuple[Test, ...]
    caps: tuple[int, ...]
    sizes: tuple[Test, ...]
    every_size: bool

    @staticmethod
    def of(rule: Rule) -> _Crowd:
        tests = tests_of(rule)
        asked = {attribute: [test for test in tests if test.attribute == attribute] for attribute in YOUNG}
        counted = [attribute for attribute in YOUNG if asked[attribute]]
        return _Crowd(
            tuple(test for test in tests if test.scope is Scope.ANY_PERSON),
            tuple(CHILDHOODS[attribute] for attribute in counted),
            tuple(1 + int(_largest(asked[attribute])) for attribute in counted),
            tuple(test for test in tests if test.attribute == SIZE),
            any(test.attribute == "income_month_per_person" for test in tests),
        )

    @property
    def tests(self) -> tuple[Test, ...]:
        """Every test that a further person could make a difference to."""
        return (*self.wide, *self.young)

    @property
    def nobody(self) -> Seen:
        """What is seen of no people at all."""
        return (Outcome.NO,) * len(self.wide), (0, 0) * len(self.young)

    def seen_with(self, seen: Seen, person: Person) -> Seen:
        """Return what is seen when PERSON joins."""
        anyone = tuple(max(best, fits(test, person)) for best, test in zip(seen[0], self.wide, strict=True))
        ages = [fits(test, person) for test in self.young]
        more = [count for age in ages for count in (age is Outcome.YES, age is not Outcome.NO)]
        caps = [cap for cap in self.caps for _ in range(2)]
        counts = zip(seen[1], more, caps, strict=True)
        return anyone, tuple(min(cap, before + one) for before, one, cap in counts)


def _largest(tests: Iterable[Test]) -> float:
    """Return the largest threshold of TESTS."""
    return max((edge for test in tests for span in test.spans for edge in span if edge < math.inf), default=0)


def ways_of_family(
    rule: Rule, facts: frozenset[str], positions: frozenset[int], household: Household
) -> Iterator[Household]:
    """Complete what RULE sees of the people: FACTS of those listed and, where `size` is among FACTS, who else there is.

    The people at POSITIONS are told apart one by one, the others only by what the rule sees of them together.
    """
    crowd = _Crowd.of(rule)
    together = sorted(facts & _seen_in_all(rule))
    own = [test for test in tests_of(rule) if test.scope is Scope.PERSON]
    families: Families = {((), crowd.nobody): ()}
    for position, person in enumerate(household.people):
        told_apart = own if position in positions else []
        ways = ways_of_person(person, together, (*crowd.tests, *told_apart))
        families = _grown(families, ways, crowd, told_apart)
    if SIZE in facts:
        yield from _with_others(household, families, crowd)
    else:
        yield from (replace(household, people=people) for people in families.values())


def _grown(families: Families, ways: Iterable[Person], crowd: _Crowd, told_apart: Sequence[Test]) -> Families:
    """Add one person to each family in each way; of families that the rule cannot tell apart one is kept."""
    grown: Families = {}
    for (mine, seen), people in families.items():
        for way in ways:
            own = (*mine, tuple(fits(test, way) for test in told_apart)) if told_apart else mine
            grown.setdefault((own, crowd.seen_with(seen, way)), (*people, way))
    return grown


def _with_others(household: Household, families: Families, crowd: _Crowd) -> Iterator[Household]:
    """Yield the families of each size, as far as the rule can tell sizes and people apart."""
    looked_at = {fact for test in crowd.tests for fact in facts_of(test)} & PERSONAL
    others = ways_of_person(_NOBODY, sorted(looked_at), crowd.tests)
    low, high = (int(end) for end in household.size_span)
    for _ in range(len(household.people), low):
        families = _grown(families, others, crowd, ())
    told: set[tuple[object, Key]] = set()
    for size in range(low, high + 1):
        sized = replace(household, size=size)
        looks = size if crowd.every_size else tuple(answer(test, _NOBODY, sized) for test in crowd.sizes)
        fresh = [(key, people) for key, people in families.items() if (looks, key) not in told]
        told.update((looks, key) for key, _ in fresh)
        yield from (replace(sized, people=people) for _, people in fresh)
        larger = _grown(families, others, crowd, ())
        if larger.keys() == families.keys() and size > _largest(crowd.sizes) and not crowd.every_size:
            return
        families = larger


# --- the household ---------------------------------------------------------------------------------------------------


def _incomes(household: Household, rule: Rule) -> Iterator[Household]:
    low, high = household.income_month or ANY_AMOUNT
    points = {low, high}
    for test in tests_of(rule):
        edges = [edge for span in test.spans for edge in span if math.isfinite(edge)]
        if test.attribute == INCOME:
            points |= {
                near for edge in edges for near in (math.nextafter(edge, 0), edge, math.nextafter(edge, math.inf))
            }
        elif test.attribute == "income_month_per_person":
            size = household.size_span[0]
            # Rounded, since "less than 1000" and "more than 1000" both leave out 1000 itself.
            points |= {round(edge, 6) * size + step for edge in edges for step in (-1e-6, 0, 1e-6)}
    for income in sorted(point for point in points if low <= point <= high):
        yield replace(household, income_month=(income, income))


def _payers(household: Household, _rule: Rule) -> Iterator[Household]:
    for value in _flags(household.can_pay):
        yield replace(household, can_pay=value)


def _insured(household: Household, _rule: Rule) -> Iterator[Household]:
    for value in _flags(household.insured):
        yield replace(household, insured=value)


def _received(household: Household, rule: Rule) -> Iterator[Household]:
    known = household.receives
    for kinds in _subsets(_values(rule, "receives")) if known is None else (known,):
        yield replace(household, receives=kinds)


def _languages(household: Household, rule: Rule) -> Iterator[Household]:
    known = household.languages
    for tags in _subsets(_values(rule, "language")) if known is None else (known,):
        yield replace(household, languages=tags)


def _areas(household: Household, rule: Rule) -> Iterator[Household]:
    """Complete a place: of a larger one, one place inside it at most; of none at all, any that the rule names."""
    area = household.area
    if area is None:
        possible = list(_subsets(_values(rule, "area")))
    else:
        possible = [area.is_also, *(area.is_also | names for names in area.may_be)]
    for names in possible:
        yield replace(household, area=Place("", names))


def _papers(household: Household, rule: Rule) -> Iterator[Household]:
    named = frozenset(literal.paper for literal in rule.literals if isinstance(literal, PaperTest))
    for papers in _subsets(named) if household.papers is None else (household.papers,):
        yield replace(household, papers=papers)


def _values(rule: Rule, attribute: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(test.values for test in tests_of(rule) if test.attribute == attribute))


def _subsets(named: frozenset[str]) -> Iterator[frozenset[str]]:
    for count in range(len(named) + 1):
        yield from map(frozenset, combinations(sorted(named), count))


_HOUSEHOLD: dict[str, Callable[[Household, Rule], Iterator[Household]]] = {
    INCOME: _incomes,
    "can_pay": _payers,
    "insured": _insured,
    "receives": _received,
    "language": _languages,
    "area": _areas,
    "papers": _papers,
}
