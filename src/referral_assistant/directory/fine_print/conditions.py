"""Make conditions out of phrases with numbers: "ages 6 to 14" is `age_years between 6..14`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referral_assistant.condition import ConditionError, Scope, parse_test
from referral_assistant.i18n.phrases import Found

_NUMBER = re.compile("[0-9]+(?:\\.[0-9]+)?")
_OLDEST = 120
_LEAST_INCOME = 100


def conditions_in(found: Sequence[Found], text: str) -> Iterator[tuple[str, Found]]:
    """Yield each condition that phrases of a folded sentence state, once, with the phrase."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if any(other.start < one.end and one.start < other.end for other in kept):
            continue
        kept.append(one)
        numbers = _NUMBER.findall(text[one.start : one.end])
        condition = _filled(one.phrase.kind, numbers)
        if condition and _sensible(condition):
            yield condition, one


def _filled(pattern: str, numbers: list[str]) -> str | None:
    if pattern.count("#") != len(numbers):
        return None
    for number in numbers:
        pattern = pattern.replace("#", number, 1)
    return pattern


def _sensible(condition: str) -> bool:
    """Say whether the condition can be read and its numbers can be what they seem."""
    attribute, operator, value = condition.split(" ", 2)
    household = attribute in {"income_month", "insured", "open_to_all", "area"}
    try:
        parse_test(Scope.HOUSEHOLD if household else Scope.PERSON, attribute, operator, value)
    except ConditionError:
        return False
    numbers = [float(number) for number in _NUMBER.findall(value)]
    if attribute == "age_years":
        return all(number <= _OLDEST for number in numbers)
    return attribute != "income_month" or all(number >= _LEAST_INCOME for number in numbers)
