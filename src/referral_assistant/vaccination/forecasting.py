"""When is the next dose of a series due? From what counted, the ages and the intervals of the next target dose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from operator import attrgetter
from typing import NamedTuple

from referral_assistant.vaccination.evaluation import Child, Walk, rule_on, since
from referral_assistant.vaccination.period import Period, later
from referral_assistant.vaccination.schedule import ALWAYS, NO_AGES, AgeRule, Conflicts, Interval, Series, TargetDose
from referral_assistant.vaccination.skipping import is_skipped


class Outcome(Enum):
    """Where a series stands."""

    OPEN = "a dose is still to come"
    COMPLETE = "complete"
    TOO_OLD = "past the age for it"
    NOT_NEEDED = "not needed"
    IMMUNE = "immune by year of birth"


class Outlook(NamedTuple):
    """What comes next in a series. Days are ordinals; `late_from` is the first day on which the dose is late."""

    outcome: Outcome
    dose: int = 0
    target: int = 0
    earliest: int = 0
    due: int = 0
    late_from: int | None = None
    urgent: bool = False


def look_ahead(
    series: Series,
    state: Walk,
    child: Child,
    on: int,
    conflicts: Conflicts,
    complete: frozenset[str] = frozenset(),
) -> Outlook:
    """Say what comes next in SERIES on the day ON, doses so far being STATE."""
    number = len(state.counted) + 1
    for position in range(state.position, len(series.doses)):
        target = series.doses[position]
        skips = target.skips
        if skips and is_skipped(skips, on, child, state, complete, looking_back=False):
            continue
        outlook = _outlook(target, state, child, on, conflicts, number, position)
        ahead = outlook.earliest
        if skips and ahead > on and is_skipped(skips, ahead, child, state, complete, looking_back=False):
            continue
        return outlook
    return Outlook(Outcome.COMPLETE if state.counted else Outcome.NOT_NEEDED, number - 1)


def _outlook(
    target: TargetDose, state: Walk, child: Child, on: int, conflicts: Conflicts, number: int, position: int
) -> Outlook:
    born = child.born
    ages = rule_on(target.ages, on) or NO_AGES
    earliest = _earliest(target, ages, state, child, on, conflicts)
    intervals = [one for one in target.intervals if one.validity is ALWAYS or one.validity.holds(earliest)]
    due = _age_day(born, ages.recommended)
    if due is None:
        due = _latest(intervals, state, child, earliest, _RECOMMENDED) or earliest
    late = _age_day(born, ages.overdue)
    if late is None:
        late = _latest(intervals, state, child, earliest, _OVERDUE)
    oldest = _age_day(born, ages.maximum)
    is_too_old = oldest is not None and (on >= oldest or earliest >= oldest)
    season_is_over = target.season is not None and on >= target.season.until
    return Outlook(
        Outcome.TOO_OLD if is_too_old else Outcome.NOT_NEEDED if season_is_over else Outcome.OPEN,
        number,
        position,
        earliest,
        max(due, earliest),
        None if late is None else max(late, earliest + 1),
        bool(intervals) and all(one.urgent for one in intervals),
    )


def _earliest(target: TargetDose, ages: AgeRule, state: Walk, child: Child, on: int, conflicts: Conflicts) -> int:
    earliest = max(child.born, state.previous or 0, state.inadvertent or 0)
    if ages.minimum is not None:
        earliest = max(earliest, later(child.born, ages.minimum))
    if target.season is not None:
        earliest = max(earliest, target.season.since)
    for interval in target.intervals:
        if interval.minimum is None or not (interval.validity is ALWAYS or interval.validity.holds(on)):
            continue
        start = since(interval, child, state, on + 1)
        if start is not None:
            earliest = max(earliest, later(start, interval.minimum))
    if conflicts and child.given:
        earliest = max([earliest, *_conflict_ends(target, child, conflicts)])
    return earliest


def _conflict_ends(target: TargetDose, child: Child, conflicts: Conflicts) -> Iterable[int]:
    for product in target.planned & conflicts.keys():
        of_product = conflicts[product]
        for dose in child.given:
            if dose.product in of_product:
                yield later(dose.day, of_product[dose.product].end)


def _latest(
    intervals: Iterable[Interval], state: Walk, child: Child, day: int, which: Callable[[Interval], Period | None]
) -> int | None:
    latest = None
    for interval in intervals:
        period = which(interval)
        start = None if period is None else since(interval, child, state, day + 1)
        if period is not None and start is not None:
            latest = max(latest or 0, later(start, period))
    return latest


def _age_day(born: int, age: Period | None) -> int | None:
    return None if age is None else later(born, age)


_RECOMMENDED: Callable[[Interval], Period | None] = attrgetter("recommended")
_OVERDUE: Callable[[Interval], Period | None] = attrgetter("overdue")
