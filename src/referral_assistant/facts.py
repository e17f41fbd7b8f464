"""Which facts about a family a rule depends on, and which of them the family has not said.

A fact is what one question could settle: `age` stands behind years and months of age, `pregnancy` behind its weeks,
`size` behind how many there are and who they are beside those who are listed.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from referral_assistant.condition import Scope, Test
from referral_assistant.eligibility import Literal, PaperTest, Rule
from referral_assistant.household import Household, Person, Span

Facts = tuple[str, ...]
SIZE, INCOME, PAPERS = "size", "income_month", "papers"
_PAPER = "paper:"
_FACTS = {
    "age_years": ("age",),
    "age_months": ("age",),
    "children_under_5": ("age", SIZE),
    "children_under_18": ("age", SIZE),
    "income_month_per_person": (INCOME, SIZE),
    "pregnant": ("pregnancy",),
    "weeks_pregnant": ("pregnancy",),
    "open_to_all": (),
}
PERSONAL = frozenset({"age", "sex", "pregnancy", "breastfeeding", "months_since_birth", "disability", "school"})


def facts_of(literal: Literal) -> Facts:
    """Name the facts about a family that a literal depends on."""
    if isinstance(literal, Test):
        facts = _FACTS.get(literal.attribute, (literal.attribute,))
        return (*facts, SIZE) if literal.scope is Scope.ANY_PERSON else facts
    if isinstance(literal, PaperTest):
        return (f"{_PAPER}{literal.paper}", *(facts_of(literal.only_if) if literal.only_if else ()))
    return ()


def depends_on(facts: Facts, fact: str) -> bool:
    """Say whether FACT (`papers` for any paper) is among FACTS."""
    return any(one == fact or (fact == PAPERS and one.startswith(_PAPER)) for one in facts)


def tests_of(rule: Rule) -> tuple[Test, ...]:
    """Return every test of RULE, those that say of whom a paper is asked included."""
    nested = (literal.only_if for literal in rule.literals if isinstance(literal, PaperTest))
    return tuple(test for test in (*rule.literals, *nested) if isinstance(test, Test))


@lru_cache(maxsize=100_000)
def entangled_facts(rule: Rule) -> frozenset[str]:
    """Return the facts about which the literals of RULE are not independent of each other.

    They stand in two different literals; or in one that divides them by each other, and so cannot take every value.
    """
    counts = Counter(fact for literal in rule.literals for fact in facts_of(literal))
    twice = {fact for fact, count in counts.items() if count > 1}
    if any(test.attribute == "income_month_per_person" for test in tests_of(rule)):
        twice |= {INCOME, SIZE}
    return frozenset(PAPERS if fact.startswith(_PAPER) else fact for fact in twice)


def unknown_of_person(person: Person) -> frozenset[str]:
    """Name the facts that one person has not said, or only roughly."""
    pregnancy = person.pregnant is not False and _is_open(person.weeks_pregnant)
    return _chosen(
        age=_is_open(person.age_months),
        sex=person.sex is None,
        pregnancy=pregnancy,
        breastfeeding=person.breastfeeding is None,
        months_since_birth=_is_open(person.months_since_birth),
        disability=person.disability is None,
        school=person.school is None,
    )


def unknown_of_household(household: Household) -> frozenset[str]:
    """Name the facts that the family as a whole has not said, or only roughly; those of its persons are not among them.

    The size counts as unknown where there is somebody of whom nothing is said.
    """
    return _chosen(
        size=household.size_span[1] > len(household.people),
        area=household.area is None or bool(household.area.may_be),
        language=household.languages is None,
        income_month=_is_open(household.income_month),
        can_pay=household.can_pay is None,
        insured=household.insured is None,
        receives=household.receives is None,
        papers=household.papers is None,
    )


def changed_of_person(before: Person, after: Person) -> frozenset[str]:
    """Name the facts of one person that are told otherwise."""
    return _differing(_told_of_person(before), _told_of_person(after))


def changed_of_household(before: Household, after: Household) -> frozenset[str]:
    """Name the facts of the family as a whole that are told otherwise; those of its persons are not among them."""
    return _differing(_told_of_household(before), _told_of_household(after))


def _told_of_person(person: Person) -> dict[str, object]:
    return {
        "age": person.age_months,
        "sex": person.sex,
        "pregnancy": (person.pregnant, person.weeks_pregnant),
        "breastfeeding": person.breastfeeding,
        "months_since_birth": person.months_since_birth,
        "disability": person.disability,
        "school": person.school,
    }


def _told_of_household(household: Household) -> dict[str, object]:
    return {
        "size": household.size_span,
        "area": household.area,
        "language": household.languages,
        "income_month": household.income_month,
        "can_pay": household.can_pay,
        "insured": household.insured,
        "receives": household.receives,
        "papers": household.papers,
    }


def _differing(before: dict[str, object], after: dict[str, object]) -> frozenset[str]:
    return frozenset(fact for fact, value in after.items() if before[fact] != value)


def _chosen(**unsaid: bool) -> frozenset[str]:
    return frozenset(fact for fact, is_unsaid in unsaid.items() if is_unsaid)


def _is_open(span: Span | None) -> bool:
    return span is None or span[0] < span[1]
