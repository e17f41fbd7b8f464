"""Whether a family can use a service: three-valued, exact, and nothing but what is recorded.

A service's rule is a list of groups; it is open when one group holds, a group when all its literals hold. A literal is
a `Test`, a paper that is asked, or `UNRECORDED`. Unknown facts give `UNKNOWN` unless every way of completing them
gives the same answer; `settle` finds that out where the quick three-valued reading (Kleene) cannot.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

from referral_assistant.condition import CHOICES, Kind, Scope, Test
from referral_assistant.disclosure import papers_asked
from referral_assistant.household import (
    ANY_AGE,
    ANY_AMOUNT,
    ANY_MONTHS_SINCE_BIRTH,
    ANY_WEEKS,
    Household,
    Person,
    Span,
)
from referral_assistant.service import Service

YOUNG = {"children_under_5": 5 * 12, "children_under_18": 18 * 12}


class Outcome(IntEnum):
    """A three-valued answer; AND is `min`, OR is `max`, NOT is `2 - x`."""

    NO = 0
    UNKNOWN = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class PaperTest:
    """A paper that is asked at the door; `only_if`: of those alone for whom the test holds."""

    paper: str
    only_if: Test | None = None


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """Nobody has recorded who can use the service: unknown, never open (P3)."""


UNRECORDED = Unrecorded()
Literal = Test | PaperTest | Unrecorded


@dataclass(frozen=True, slots=True)
class Rule:
    """Who can use a service on a day, as groups of literals; equal rules are equal objects to a cache."""

    groups: tuple[tuple[Literal, ...], ...]

    @property
    def literals(self) -> frozenset[Literal]:
        """Every literal of every group."""
        return frozenset(literal for group in self.groups for literal in group)


def rule_of(service: Service, on: date) -> Rule:
    """Read the rule of SERVICE in force on a day: its conditions, with the papers it asks joined to every group."""
    papers = tuple(PaperTest(row.value, row.only_if) for row in papers_asked(service.disclosure, on))
    groups: dict[str, list[Literal]] = {}
    for condition in service.conditions:
        if condition.in_force(on):
            groups.setdefault(condition.group, []).append(condition.test)
    if not groups:
        return Rule(((UNRECORDED, *papers),))
    if service.unreadable_conditions:
        # A row that cannot be read might be one more thing that a group asks, or another way in.
        readable = [(UNRECORDED, *group, *papers) for group in groups.values()]
        return Rule((*readable, (UNRECORDED, *papers)))
    return Rule(tuple((*group, *papers) for group in groups.values()))


def answer(literal: Literal, person: Person, household: Household) -> Outcome:
    """Answer one literal for PERSON (used by scope `person` only) in HOUSEHOLD."""
    if isinstance(literal, Test):
        outcome = _answer_scope(literal, person, household)
        return _turned(outcome) if literal.excludes else outcome
    if isinstance(literal, PaperTest):
        asked = Outcome.YES if literal.only_if is None else answer(literal.only_if, person, household)
        return max(_turned(asked), _has_paper(literal.paper, household))
    return Outcome.UNKNOWN


def answer_rule(rule: Rule, person: Person, household: Household) -> Outcome:
    """Answer a whole rule for one person, by Kleene: sound, but `UNKNOWN` more often than it need be."""
    best = Outcome.NO
    for group in rule.groups:
        outcome = answer_group(group, person, household)
        if outcome is Outcome.YES:
            return outcome
        best = max(best, outcome)
    return best


def answer_group(group: Iterable[Literal], person: Person, household: Household) -> Outcome:
    """Answer one group of literals for one person."""
    worst = Outcome.YES
    for literal in group:
        outcome = answer(literal, person, household)
        if outcome is Outcome.NO:
            return outcome
        worst = min(worst, outcome)
    return worst


def _has_paper(paper: str, household: Household) -> Outcome:
    if household.papers is None:
        return Outcome.UNKNOWN
    return Outcome.YES if paper in household.papers else Outcome.NO


def _answer_scope(test: Test, person: Person, household: Household) -> Outcome:
    if test.scope is Scope.PERSON:
        return fits(test, person)
    if test.scope is Scope.HOUSEHOLD:
        outcome = _about_household(test, household)
        return _turned(outcome) if test.is_not else outcome
    listed = max((fits(test, someone) for someone in household.people), default=Outcome.NO)
    fewest, most = household.size_span
    if most == len(household.people):
        return listed
    somebody = fits(test, _SOMEBODY)
    return max(listed, somebody if fewest > len(household.people) else min(somebody, Outcome.UNKNOWN))


_SOMEBODY = Person()


_TURNED = (Outcome.YES, Outcome.UNKNOWN, Outcome.NO)


def _turned(outcome: Outcome) -> Outcome:
    return _TURNED[outcome]


def fits(test: Test, person: Person) -> Outcome:
    """Say whether one person is as TEST has it, `is_not` included; what it excludes is left aside."""
    outcome = _about_person(test, person)
    return _turned(outcome) if test.is_not else outcome


def _about_person(test: Test, person: Person) -> Outcome:
    kind = test.kind
    if kind is Kind.FLAG:
        return _among(_flag(person, test.attribute), test.values)
    if kind is Kind.CHOICE:
        chosen = person.sex if test.attribute == "sex" else person.school
        return _among(frozenset({chosen}) if chosen else _choices(test.attribute), test.values)
    if test.attribute == "weeks_pregnant":
        return _weeks(test, person)
    if test.attribute == "months_since_birth":
        return _since_birth(test, person)
    return _within(person.age_months or ANY_AGE, test.spans)


def _weeks(test: Test, person: Person) -> Outcome:
    if person.pregnant is False:
        return Outcome.NO
    outcome = _within(person.weeks_pregnant or ANY_WEEKS, test.spans)
    untold = person.pregnant is None and person.weeks_pregnant is None
    return min(outcome, Outcome.UNKNOWN) if untold else outcome


def _since_birth(test: Test, person: Person) -> Outcome:
    outcome = _within(person.months_since_birth or ANY_MONTHS_SINCE_BIRTH, test.spans)
    return min(outcome, Outcome.UNKNOWN) if person.months_since_birth is None else outcome


def _about_household(test: Test, household: Household) -> Outcome:
    kind = test.kind
    if test.attribute == "open_to_all":
        return _among(_ONLY_YES, test.values)
    if kind is Kind.FLAG:
        return _among(_flag_set(household.can_pay if test.attribute == "can_pay" else household.insured), test.values)
    if kind is Kind.PLACE:
        return _in_area(test, household)
    if kind is Kind.SET:
        known = household.receives if test.attribute == "receives" else household.languages
        if known is None:
            return Outcome.UNKNOWN
        meets = _speaks(known, test.values) if test.attribute == "language" else bool(known & test.values)
        return Outcome.YES if meets else Outcome.NO
    return _within(_number(test.attribute, household), test.spans)


def _in_area(test: Test, household: Household) -> Outcome:
    if household.area is None:
        return Outcome.UNKNOWN
    if household.area.is_also & test.values:
        return Outcome.YES
    perhaps = any(names & test.values for names in household.area.may_be)
    return Outcome.UNKNOWN if perhaps else Outcome.NO


def _speaks(known: frozenset[str], wanted: frozenset[str]) -> bool:
    """A wanted `zh` is met by `zh-Hans`; a wanted `zh-Hans` is not met by `zh`."""
    have = [tag.replace("_", "-").lower() for tag in known]
    want = [tag.replace("_", "-").lower() for tag in wanted]
    return any(one == other or one.startswith(f"{other}-") for one in have for other in want)


def _flag(person: Person, attribute: str) -> frozenset[str]:
    if attribute == "pregnant" and person.pregnant is None and person.weeks_pregnant is not None:
        return _ONLY_YES
    value: bool | None = getattr(person, attribute)
    return _flag_set(value)


def _flag_set(value: bool | None) -> frozenset[str]:
    return _EITHER if value is None else _ONLY_YES if value else _ONLY_NO


_EITHER, _ONLY_YES, _ONLY_NO = frozenset({"yes", "no"}), frozenset({"yes"}), frozenset({"no"})


@cache
def _choices(attribute: str) -> frozenset[str]:
    return frozenset(CHOICES[attribute])


def _among(possible: frozenset[str], wanted: frozenset[str]) -> Outcome:
    if possible <= wanted:
        return Outcome.YES
    return Outcome.UNKNOWN if possible & wanted else Outcome.NO


def _within(span: Span, wanted: tuple[Span, ...]) -> Outcome:
    """Compare what is known of a number with the intervals that are wanted, which have gaps between them."""
    low, high = span
    for first, last in wanted:
        if low <= last and first <= high:
            return Outcome.YES if first <= low and high <= last else Outcome.UNKNOWN
    return Outcome.NO


def _number(attribute: str, household: Household) -> Span:
    if attribute == "size":
        return household.size_span
    if attribute == "income_month":
        return household.income_month or ANY_AMOUNT
    if attribute == "income_month_per_person":
        low, high = household.income_month or ANY_AMOUNT
        fewest, most = household.size_span
        return (low / most, high / fewest)
    return _children(household, YOUNG[attribute])


def _children(household: Household, below: int) -> Span:
    ages = [person.age_months or ANY_AGE for person in household.people]
    surely = sum(1 for age in ages if age[1] < below)
    maybe = sum(1 for age in ages if age[0] < below)
    return (surely, maybe + household.size_span[1] - len(household.people))
