"""Whether a family can use a service: three-valued, exact, and nothing but what is recorded.

A service's rule is a list of groups; it is open when one group holds, a group when all its literals hold. A literal is
a `Test`, a paper that is asked, or `UNRECORDED`. Unknown facts give `UNKNOWN` unless every way of completing them
gives the same answer; `settle` finds that out where the quick three-valued reading (Kleene) cannot.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

from referral_assistant.condition import CHOICES, Kind, Scope, Test
from referral_assistant.disclosure import papers_asked
from referral_assistant.household import Household, Person, Span
from referral_assistant.service import Service

EVERYTHING: Span = (0, math.inf)
_YOUNG = {"children_under_5": 5 * 12, "children_under_18": 18 * 12}


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
    if service.unreadable_conditions or not groups:
        # A row that cannot be read might be the one that keeps this family out, or the one that lets it in.
        readable = groups.values() if groups else ([],)
        return Rule(tuple((UNRECORDED, *group, *papers) for group in readable))
    return Rule(tuple((*group, *papers) for group in groups.values()))


def answer(literal: Literal, person: Person, household: Household) -> Outcome:
    """Answer one literal for PERSON (used by scope `person` only) in HOUSEHOLD."""
    if isinstance(literal, Test):
        outcome = _answer_scope(literal, person, household)
        return Outcome(2 - outcome) if literal.negated else outcome
    if isinstance(literal, PaperTest):
        asked = Outcome.YES if literal.only_if is None else answer(literal.only_if, person, household)
        return Outcome(max(2 - asked, _has_paper(literal.paper, household)))
    return Outcome.UNKNOWN


def answer_rule(rule: Rule, person: Person, household: Household) -> Outcome:
    """Answer a whole rule for one person, by Kleene: sound, but `UNKNOWN` more often than it need be."""
    best = Outcome.NO
    for group in rule.groups:
        best = max(best, answer_group(group, person, household))
        if best is Outcome.YES:
            break
    return best


def answer_group(group: Iterable[Literal], person: Person, household: Household) -> Outcome:
    """Answer one group of literals for one person."""
    return min((answer(literal, person, household) for literal in group), default=Outcome.YES)


def _has_paper(paper: str, household: Household) -> Outcome:
    if household.papers is None:
        return Outcome.UNKNOWN
    return Outcome.YES if paper in household.papers else Outcome.NO


def _answer_scope(test: Test, person: Person, household: Household) -> Outcome:
    if test.scope is Scope.PERSON:
        return _about(test, person, household)
    if test.scope is Scope.HOUSEHOLD:
        return _about_household(test, household)
    best = max((_about(test, someone, household) for someone in household.people), default=Outcome.NO)
    if best is Outcome.NO and household.size_span[1] > len(household.people):
        return max(best, _about(test, _SOMEBODY, household))
    return best


_SOMEBODY = Person()


def _about(test: Test, person: Person, household: Household) -> Outcome:
    kind = test.kind
    if kind is Kind.FLAG:
        return _among(_flag(person, test.attribute), test.values)
    if kind is Kind.CHOICE:
        chosen = person.sex if test.attribute == "sex" else person.school
        return _among(frozenset({chosen}) if chosen else _choices(test.attribute), test.values)
    return _within(number_of(test.attribute, person, household), test.low, test.high)


def _about_household(test: Test, household: Household) -> Outcome:
    kind = test.kind
    if test.attribute == "open_to_all":
        return _among(frozenset({"yes"}), test.values)
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
    return _within(number_of(test.attribute, None, household), test.low, test.high)


def _in_area(test: Test, household: Household) -> Outcome:
    if household.area is None:
        return Outcome.UNKNOWN
    if household.area.is_also & test.values:
        return Outcome.YES
    return Outcome.UNKNOWN if household.area.may_be & test.values else Outcome.NO


def _speaks(known: frozenset[str], wanted: frozenset[str]) -> bool:
    """`zh` is met by `zh-Hans`; `zh-Hant` is not."""
    have = [tag.replace("_", "-").lower() for tag in known]
    want = [tag.replace("_", "-").lower() for tag in wanted]
    return any(one == other or one.startswith(f"{other}-") for one in have for other in want)


def _flag(person: Person, attribute: str) -> frozenset[str]:
    if attribute == "pregnant" and person.pregnant is None and person.weeks_pregnant is not None:
        return frozenset({"yes"})
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


def _within(span: Span | None, low: float, high: float) -> Outcome:
    if span is None or span[1] < low or span[0] > high:
        return Outcome.NO
    if span[0] >= low and span[1] <= high and span is not UNTOLD:
        return Outcome.YES
    return Outcome.UNKNOWN


UNTOLD: Span = (0.0, math.inf)
"""A number that may not exist at all (weeks of a pregnancy that may not be): never surely within anything."""


NEVER: Span = (-1.0, -1.0)
"""No birth at all: a completion of an unknown `months_since_birth`, within nothing."""


def number_of(attribute: str, person: Person | None, household: Household) -> Span | None:
    """Return the span of a numeric attribute; None when there is no such number (weeks of no pregnancy)."""
    if attribute in {"age_years", "age_months"}:
        return (person.age_months if person else None) or EVERYTHING
    if attribute == "weeks_pregnant":
        return _weeks(person)
    if attribute == "months_since_birth":
        since = (person.months_since_birth if person else None) or UNTOLD
        return None if since is NEVER else since
    if attribute == "size":
        return household.size_span
    if attribute == "income_month":
        return household.income_month or EVERYTHING
    if attribute == "income_month_per_person":
        return _income_per_person(household)
    return _children(household, _YOUNG[attribute])


def _weeks(person: Person | None) -> Span | None:
    if person is None or person.pregnant is False:
        return None
    return person.weeks_pregnant or (EVERYTHING if person.pregnant else UNTOLD)


def _income_per_person(household: Household) -> Span:
    low, high = household.income_month or EVERYTHING
    fewest, most = household.size_span
    return (0.0 if math.isinf(most) else low / most, high / fewest)


def _children(household: Household, below: int) -> Span:
    ages = [person.age_months or EVERYTHING for person in household.people]
    surely = sum(1 for age in ages if age[1] < below)
    maybe = sum(1 for age in ages if age[0] < below)
    return (surely, maybe + household.size_span[1] - len(household.people))
