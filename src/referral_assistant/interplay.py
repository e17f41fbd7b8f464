"""Where Kleene's logic may be too cautious about a rule, seen from the rule alone.

Each literal is the set of values of a fact for which it holds: an interval of numbers, or a choice of words. Kleene is
exact unless two literals of one fact meet in one of two ways. In one group: no value suits both, though each could hold
(intervals that meet two by two have a value in common, so that nothing else can go wrong). In different groups: each
holds for a part of what is possible and together they hold for all of it, which takes sets that touch and of which
neither holds the other. What is neither interval nor choice is taken to meet.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from referral_assistant.condition import CHOICES, Kind, Scope, Test
from referral_assistant.eligibility import Literal, PaperTest, Rule
from referral_assistant.facts import SIZE, facts_of, tests_of

_NONE = -1.0
"""Stands before 0 where there may be no number at all: weeks of no pregnancy, months since no birth."""
_MAY_BE_NONE = frozenset({"weeks_pregnant", "months_since_birth"})
_OF_SEVERAL = frozenset({"children_under_5", "children_under_18", "income_month_per_person"})
_PLURAL = frozenset({"language", "receives"})


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of a fact for which a literal holds: an interval, or words. `step` is the next number's distance."""

    low: float = 0
    high: float = 0
    step: float = 1
    words: frozenset[str] = frozenset()

    def meets(self, other: _Values) -> bool:
        """Say whether a value suits both."""
        if self.words or other.words:
            return bool(self.words & other.words)
        return self.low <= other.high and other.low <= self.high

    def touches(self, other: _Values) -> bool:
        """Say whether the two together may hold for more than either, without a gap."""
        if self.words or other.words:
            return not (self.words <= other.words or other.words <= self.words)
        first, second = sorted((self, other), key=lambda one: (one.low, -one.high))
        if second.high <= first.high:
            return False
        beyond = first.high + self.step if self.step else math.nextafter(first.high, math.inf)
        return second.low <= beyond


_Met = tuple[frozenset[str], frozenset[str]]


@lru_cache(maxsize=100_000)
def interplay(rule: Rule) -> _Met:
    """Return the facts about which Kleene may miss that RULE holds, and those about which he may miss that it does not."""
    covering, contradicting = set[str](), set[str]()
    if any(test.attribute == "income_month_per_person" for test in tests_of(rule)):
        # An income divided by people cannot take every value.
        covering.add(SIZE)
        contradicting.add(SIZE)
    if len(rule.literals) > 1:
        for fact, where in _by_fact(rule).items():
            if _cover(where):
                covering.add(fact)
            if _contradict(where):
                contradicting.add(fact)
    return frozenset(covering), frozenset(contradicting)


_Where = list[tuple[int, Literal, _Values | None]]


def _by_fact(rule: Rule) -> dict[str, _Where]:
    """Sort the literals by fact, each with its group and its values; facts of one literal alone are left out."""
    found: dict[str, _Where] = {}
    for place, group in enumerate(rule.groups):
        for literal in dict.fromkeys(group):
            for fact in facts_of(literal):
                if not fact.startswith("paper:"):
                    found.setdefault(fact, []).append((place, literal, _values(literal)))
    return {fact: where for fact, where in found.items() if len({literal for _, literal, _ in where}) > 1}


def _cover(where: _Where) -> bool:
    pairs = combinations(where, 2)
    return any(
        one[0] != other[0] and one[1] != other[1] and (one[2] is None or other[2] is None or one[2].touches(other[2]))
        for one, other in pairs
    )


def _contradict(where: _Where) -> bool:
    for one, other in combinations(where, 2):
        if one[0] == other[0] and (one[2] is None or other[2] is None or not one[2].meets(other[2])):
            return True
    # Choices may meet two by two and still have nothing in common.
    groups = [place for place, _, values in where if values and values.words]
    return any(groups.count(place) > 2 for place in groups)


def _values(literal: Literal) -> _Values | None:
    if isinstance(literal, PaperTest):
        # Where the test does not hold, no paper is asked. More papers only ever help, so that they themselves never meet.
        return _turned(literal.only_if, _values(literal.only_if)) if literal.only_if else None
    if not isinstance(literal, Test):
        return None
    values = _of_test(literal)
    return _turned(literal, values) if literal.is_not != literal.excludes else values


def _of_test(test: Test) -> _Values | None:
    """Return the values for which a test holds, `is_not` and `exclude` left aside; None where that is no simple set."""
    if test.scope is Scope.ANY_PERSON or test.attribute in _OF_SEVERAL:
        return None
    if test.attribute == "pregnant":
        return {"yes": _Values(0, math.inf), "no": _Values(_NONE, _NONE)}.get("|".join(sorted(test.values)))
    if test.kind is Kind.FLAG or test.kind is Kind.CHOICE:
        return _Values(words=test.values)
    if test.attribute in _PLURAL:
        # Any number of them may be so at once: more of them only ever helps.
        return _Values(0, math.inf)
    if test.kind is Kind.PLACE or len(test.spans) != 1:
        return None
    ((low, high),) = test.spans
    return _Values(low, high, 0 if test.kind is Kind.AMOUNT else 1)


def _turned(test: Test, values: _Values | None) -> _Values | None:
    """Return the values for which a test does not hold, where they are a simple set."""
    if values is None or test.attribute in _PLURAL:
        return None
    if values.words:
        every = frozenset(CHOICES.get(test.attribute, ("yes", "no")))
        return _Values(words=every - values.words) if every - values.words else None
    first = _NONE if test.attribute in _MAY_BE_NONE or test.attribute == "pregnant" else 0.0
    if values.low <= first:
        return _Values(_after(values), math.inf, values.step)
    if math.isinf(values.high):
        return _Values(first, values.low - values.step if values.step else math.nextafter(values.low, 0), values.step)
    return None


def _after(values: _Values) -> float:
    return values.high + values.step if values.step else math.nextafter(values.high, math.inf)
