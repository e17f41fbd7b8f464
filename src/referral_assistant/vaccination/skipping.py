"""When is a dose of a series not needed? Conditions on the age, on time passed, and on doses given."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referral_assistant.vaccination.period import later
from referral_assistant.vaccination.schedule import Compare, Skip, SkipBy, SkipCondition, SkipSet

if TYPE_CHECKING:
    from referral_assistant.vaccination.evaluation import Child, Given, Walk


_NO_END = sys.maxsize


@dataclass(frozen=True, slots=True)
class _Facts:
    """What conditions are judged by; doses from the day `before` on are left out."""

    child: Child
    state: Walk
    complete: frozenset[str]
    before: int


def is_skipped(
    skips: tuple[Skip, ...], day: int, child: Child, state: Walk, complete: frozenset[str], *, looking_back: bool
) -> bool:
    """Say whether a target dose is passed over on DAY: the day of a dose given, or the day that is looked ahead from."""
    return any(
        _holds(skip, day, _Facts(child, state, complete, day if looking_back else _NO_END))
        for skip in skips
        if (skip.looking_back if looking_back else skip.looking_ahead)
    )


def _holds(skip: Skip, day: int, facts: _Facts) -> bool:
    in_force = [one for one in skip.sets if one.validity.holds(day)]
    if not in_force:
        return False
    results = (_set_holds(one, day, facts) for one in in_force)
    return all(results) if skip.needs_all else any(results)


def _set_holds(one: SkipSet, day: int, facts: _Facts) -> bool:
    results = (_condition_holds(condition, day, facts) for condition in one.conditions)
    return all(results) if one.needs_all else any(results)


def _condition_holds(condition: SkipCondition, day: int, facts: _Facts) -> bool:
    if condition.by is SkipBy.AGE:
        return _is_aged(condition, day, facts.child.born)
    if condition.by is SkipBy.INTERVAL:
        previous, after = facts.state.previous, condition.after
        return previous is not None and after is not None and day >= later(previous, after)
    if condition.by is SkipBy.COMPLETED:
        return bool(condition.groups & facts.complete)
    return _compares(_count(condition, facts), condition)


def _is_aged(condition: SkipCondition, day: int, born: int) -> bool:
    begin, end = condition.begin, condition.end
    return (begin is None or day >= later(born, begin)) and (end is None or day < later(born, end))


def _count(condition: SkipCondition, facts: _Facts) -> int:
    """Count the doses that counted in this series, or all that were given of the products (else of this course)."""
    doses: Sequence[Given] = facts.state.given
    if condition.only_valid:
        doses = facts.state.counted
    elif condition.products:
        doses = facts.child.given
    products, born = condition.products, facts.child.born
    return sum(
        dose.day < facts.before
        and (not products or dose.product in products)
        and condition.days.holds(dose.day)
        and _is_aged(condition, dose.day, born)
        for dose in doses
    )


def _compares(number: int, condition: SkipCondition) -> bool:
    if condition.compare is Compare.MORE:
        return number > condition.count
    if condition.compare is Compare.EQUAL:
        return number == condition.count
    return number < condition.count
