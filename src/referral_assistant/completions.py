"""Find the exact answer of a rule where facts that are unknown stand in several of its literals.

"Under 5" in one group and "5 and over" in another: Kleene's logic says unknown of an unknown age, yet every age fits.
Only facts that stand in two different literals can make that difference; those are completed in every way that the
rule can tell apart, and the rest is left to Kleene, who is exact about it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, combinations, product

from referral_assistant.condition import Operator, Scope, Test
from referral_assistant.eligibility import NEVER, Literal, Outcome, PaperTest, Rule, answer_rule
from referral_assistant.household import Household, Person, Place, School, Sex, Span

MOST_COMPLETIONS = 4096
_OLDEST = 130 * 12
_LARGEST = 60
_FACTS = {
    "age_years": ("age",),
    "age_months": ("age",),
    "children_under_5": ("age", "size"),
    "children_under_18": ("age", "size"),
    "income_month_per_person": ("income_month", "size"),
    "pregnant": ("pregnancy",),
    "weeks_pregnant": ("pregnancy",),
    "open_to_all": (),
}
_PERSONAL = frozenset(
    {"age", "sex", "pregnancy", "breastfeeding", "months_since_birth", "disability", "school"},
)


def facts_of(literal: Literal) -> tuple[str, ...]:
    """Name the facts about a family that a literal depends on."""
    if isinstance(literal, Test):
        return _FACTS.get(literal.attribute, (literal.attribute,))
    if isinstance(literal, PaperTest):
        return (f"paper:{literal.paper}", *(facts_of(literal.only_if) if literal.only_if else ()))
    return ()


@lru_cache(maxsize=100_000)
def entangled_facts(rule: Rule) -> frozenset[str]:
    """Return the facts that stand in two or more different literals of RULE."""
    counts = Counter(fact for literal in rule.literals for fact in facts_of(literal))
    twice = (fact for fact, count in counts.items() if count > 1)
    return frozenset("papers" if fact.startswith("paper:") else fact for fact in twice)


def settle(rule: Rule, people: Sequence[Person], household: Household) -> Outcome:
    """Answer RULE for those of PEOPLE it is for (any of them suffices), exactly as far as completing is bounded.

    Where more than `MOST_COMPLETIONS` would be needed the answer is `UNKNOWN`, which is always sound.
    """
    facts = entangled_facts(rule)
    together = facts - _PERSONAL | _shared(rule) & facts
    alone = facts - together
    surely, possibly = Outcome.YES, Outcome.NO
    budget = MOST_COMPLETIONS
    for family, those in _households(rule, together, people, household):
        low = high = Outcome.NO
        for person in those:
            bounds = _bounds_of(rule, alone, person, family)
            low, high = max(low, bounds[0]), max(high, bounds[1])
        surely, possibly = min(surely, low), max(possibly, high)
        budget -= 1
        if budget == 0 or (surely is not Outcome.YES and possibly is not Outcome.NO):
            return Outcome.UNKNOWN
    return surely if surely is possibly else Outcome.UNKNOWN


def _bounds_of(rule: Rule, alone: frozenset[str], person: Person, household: Household) -> tuple[Outcome, Outcome]:
    """Return the least and the greatest answer over the completions of one person's own facts."""
    low, high = Outcome.YES, Outcome.NO
    for count, completed in enumerate(_people(rule, alone, person)):
        outcome = answer_rule(rule, completed, household)
        low, high = min(low, outcome), max(high, outcome)
        if count == MOST_COMPLETIONS or (low is Outcome.NO and high is Outcome.YES):
            return Outcome.NO, Outcome.YES
    return low, high


def _shared(rule: Rule) -> frozenset[str]:
    """Facts of persons that a literal looks at in the whole family, so that persons are no longer independent."""
    tests = [literal for literal in rule.literals if isinstance(literal, Test)]
    wide = [test for test in tests if test.scope is not Scope.PERSON]
    return frozenset(fact for test in wide for fact in facts_of(test) if fact in _PERSONAL)


def _households(
    rule: Rule, facts: frozenset[str], people: Sequence[Person], household: Household
) -> Iterator[tuple[Household, list[Person]]]:
    own = facts & _PERSONAL
    members = list(household.people)
    positions = [members.index(person) for person in people]
    for family in _complete_household(household, sorted(facts - _PERSONAL), rule):
        if not own:
            yield family, list(people)
            continue
        for persons in product(*(list(_complete_person(member, sorted(own), rule)) for member in members)):
            yield replace(family, people=persons), [persons[position] for position in positions]


def _people(rule: Rule, facts: frozenset[str], person: Person) -> Iterator[Person]:
    return _complete_person(person, sorted(facts), rule)


def _complete_person(person: Person, facts: list[str], rule: Rule) -> Iterator[Person]:
    if not facts:
        yield person
        return
    for completed in _PERSON[facts[0]](person, rule):
        yield from _complete_person(completed, facts[1:], rule)


def _complete_household(household: Household, facts: list[str], rule: Rule) -> Iterator[Household]:
    if not facts:
        yield household
        return
    for completed in _HOUSEHOLD[facts[0]](household, rule):
        yield from _complete_household(completed, facts[1:], rule)


def _tests(rule: Rule, *attributes: str) -> list[Test]:
    nested = [literal.only_if for literal in rule.literals if isinstance(literal, PaperTest) and literal.only_if]
    tests = chain((literal for literal in rule.literals if isinstance(literal, Test)), nested)
    return [test for test in tests if test.attribute in attributes]


def _points(span: Span, tests: Iterable[Test], largest: float, *, whole: bool) -> list[float]:
    """Choose numbers of SPAN, one at least on each side of every threshold."""
    edges = {edge for test in tests for edge in (test.low, test.high) if math.isfinite(edge)}
    low, high = span[0], min(span[1], max(largest, span[0]))
    points = {low, high}
    for edge in edges:
        step = 1.0 if whole else math.ulp(edge) or math.ulp(1.0)
        points |= {edge - step, edge, edge + step}
    return sorted(point for point in points if low <= point <= high)


def _ages(person: Person, rule: Rule) -> Iterator[Person]:
    tests = _tests(rule, "age_years", "age_months")
    if _tests(rule, "children_under_5", "children_under_18"):
        tests = [*tests, _CHILDHOOD]
    for age in _points(person.age_months or (0, math.inf), tests, _OLDEST, whole=True):
        yield replace(person, age_months=(age, age))


def _sexes(person: Person, _rule: Rule) -> Iterator[Person]:
    for sex in [person.sex] if person.sex else Sex:
        yield replace(person, sex=sex)


def _schools(person: Person, _rule: Rule) -> Iterator[Person]:
    for school in [person.school] if person.school else School:
        yield replace(person, school=school)


def _pregnancies(person: Person, rule: Rule) -> Iterator[Person]:
    if person.pregnant is not True and person.weeks_pregnant is None:
        yield replace(person, pregnant=False)
    if person.pregnant is False:
        return
    for weeks in _points(person.weeks_pregnant or (0, 45), _tests(rule, "weeks_pregnant"), 45, whole=True):
        yield replace(person, pregnant=True, weeks_pregnant=(weeks, weeks))


def _births(person: Person, rule: Rule) -> Iterator[Person]:
    if person.months_since_birth is None:
        yield replace(person, months_since_birth=NEVER)
    span = person.months_since_birth or (0, _OLDEST)
    if span is NEVER:
        return
    for months in _points(span, _tests(rule, "months_since_birth"), _OLDEST, whole=True):
        yield replace(person, months_since_birth=(months, months))


def _breastfeeding(person: Person, _rule: Rule) -> Iterator[Person]:
    for value in _flags(person.breastfeeding):
        yield replace(person, breastfeeding=value)


def _disabilities(person: Person, _rule: Rule) -> Iterator[Person]:
    for value in _flags(person.disability):
        yield replace(person, disability=value)


def _flags(known: bool | None) -> tuple[bool, ...]:
    return (True, False) if known is None else (known,)


def _sizes(household: Household, rule: Rule) -> Iterator[Household]:
    low, high = household.size_span
    tests = _tests(rule, "size", "children_under_5", "children_under_18")
    points = set(_points((low, high), tests, _LARGEST, whole=True))
    if _tests(rule, "income_month_per_person", "children_under_5", "children_under_18"):
        points |= {low + more for more in range(10) if low + more <= high}
    for size in sorted(points):
        yield replace(household, size=int(size))


def _incomes(household: Household, rule: Rule) -> Iterator[Household]:
    tests = _tests(rule, "income_month")
    span = household.income_month or (0, math.inf)
    points = set(_points(span, tests, 1e12, whole=False))
    sizes = household.size_span if household.size else (household.size_span[0], household.size_span[0] + 10)
    for test in _tests(rule, "income_month_per_person"):
        for size in range(int(sizes[0]), int(sizes[1]) + 1):
            scaled = replace(test, low=test.low * size, high=test.high * size)
            points |= set(_points(span, [scaled], 1e12, whole=False))
    for income in sorted(points):
        yield replace(household, income_month=(income, income))


def _payers(household: Household, _rule: Rule) -> Iterator[Household]:
    for value in _flags(household.can_pay):
        yield replace(household, can_pay=value)


def _insured(household: Household, _rule: Rule) -> Iterator[Household]:
    for value in _flags(household.insured):
        yield replace(household, insured=value)


def _received(household: Household, rule: Rule) -> Iterator[Household]:
    if household.receives is not None:
        yield household
        return
    for kinds in _subsets(_tests(rule, "receives")):
        yield replace(household, receives=kinds)


def _languages(household: Household, rule: Rule) -> Iterator[Household]:
    if household.languages is not None:
        yield household
        return
    for tags in _subsets(_tests(rule, "language")):
        yield replace(household, languages=tags)


def _areas(household: Household, rule: Rule) -> Iterator[Household]:
    if household.area is not None:
        yield household
        return
    for names in _subsets(_tests(rule, "area")):
        yield replace(household, area=Place("", is_also=names))


def _papers(household: Household, rule: Rule) -> Iterator[Household]:
    if household.papers is not None:
        yield household
        return
    named = sorted({literal.paper for literal in rule.literals if isinstance(literal, PaperTest)})
    for papers in _sets_of(named):
        yield replace(household, papers=papers)


def _subsets(tests: list[Test]) -> Iterator[frozenset[str]]:
    return _sets_of(sorted({value for test in tests for value in test.values}))


def _sets_of(named: list[str]) -> Iterator[frozenset[str]]:
    for count in range(len(named) + 1):
        for chosen in combinations(named, count):
            yield frozenset(chosen)


_CHILDHOOD = Test(Scope.PERSON, "age_months", Operator.BETWEEN, "60..215", 60, 215)
_PERSON: dict[str, Callable[[Person, Rule], Iterator[Person]]] = {
    "age": _ages,
    "sex": _sexes,
    "pregnancy": _pregnancies,
    "breastfeeding": _breastfeeding,
    "months_since_birth": _births,
    "disability": _disabilities,
    "school": _schools,
}
_HOUSEHOLD: dict[str, Callable[[Household, Rule], Iterator[Household]]] = {
    "size": _sizes,
    "income_month": _incomes,
    "can_pay": _payers,
    "insured": _insured,
    "receives": _received,
    "language": _languages,
    "area": _areas,
    "papers": _papers,
}
