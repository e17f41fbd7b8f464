"""Does a dose count? Each dose given is held against the next dose of a series; a series is never started again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from referral_assistant.household import Sex
from referral_assistant.vaccination.period import Period, later
from referral_assistant.vaccination.schedule import (
    ALWAYS,
    AgeRule,
    AgeWindow,
    Conflicts,
    Interval,
    Series,
    TargetDose,
)
from referral_assistant.vaccination.skipping import is_skipped

ASSUMED = -1
"""The day of a dose that is taken to have been given at a right time, nobody knows when."""


class Given(NamedTuple):
    """A dose: its day (an ordinal), its product, and its place on the card."""

    day: int
    product: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Child:
    """Whom a schedule is held against. `given` is everything given, in order of days."""

    born: int
    given: tuple[Given, ...] = ()
    sex: Sex | None = None


class Standing(StrEnum):
    """What became of a dose given."""

    COUNTS = "counts"
    TOO_YOUNG = "too_young"
    TOO_SOON = "too_soon"
    DUPLICATE = "duplicate"
    LIVE_TOO_CLOSE = "live_too_close"
    OTHER_PRODUCT = "other_product"
    TOO_LATE = "too_late"
    EXTRA = "extra"


NOT_USED_UP = frozenset({Standing.TOO_LATE, Standing.EXTRA})


@dataclass(slots=True)
class Walk:
    """Doses held against a series so far. `position` is the target dose that comes next."""

    given: Sequence[Given] = ()
    standings: list[Standing] = field(default_factory=list)
    counted: list[Given] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    refused: list[Given] = field(default_factory=list)
    position: int = 0
    skipped: int = 0
    previous: int | None = None
    inadvertent: int | None = None

    def day_of(self, target: int) -> int | None:
        """Return the day of the dose that was target dose number TARGET (from 1), if one was."""
        for place in range(len(self.targets) - 1, -1, -1):
            if self.targets[place] == target - 1 and self.counted[place].day != ASSUMED:
                return self.counted[place].day
        return None


NOTHING_GIVEN = Walk()


def walk(
    series: Series, given: Sequence[Given], child: Child, conflicts: Conflicts, complete: frozenset[str] = frozenset()
) -> Walk:
    """Hold GIVEN, the doses of this course in order of days, against SERIES. COMPLETE names groups that are done."""
    if not given:
        return NOTHING_GIVEN
    state = Walk(given)
    doses, last = series.doses, len(series.doses)
    place = 0
    while place < len(given):
        if state.position >= last:
            state.standings.append(Standing.EXTRA)
            place += 1
            continue
        target, dose = doses[state.position], given[place]
        if target.skips and is_skipped(target.skips, dose.day, child, state, complete, looking_back=True):
            state.position += 1
            state.skipped += 1
            continue
        _take(state, target, dose, child, conflicts)
        place += 1
    return state


def _take(state: Walk, target: TargetDose, dose: Given, child: Child, conflicts: Conflicts) -> None:
    if dose.product in target.inadvertent:
        state.standings.append(Standing.OTHER_PRODUCT)
        state.inadvertent = dose.day
        return
    standing = Standing.COUNTS if dose.day == ASSUMED else _standing(target, dose, child, state, conflicts)
    state.standings.append(standing)
    if standing is Standing.COUNTS:
        state.counted.append(dose)
        state.targets.append(state.position)
        if not target.recurring:
            state.position += 1
    else:
        state.refused.append(dose)
    if standing not in NOT_USED_UP and dose.day != ASSUMED:
        state.previous = dose.day


def _standing(target: TargetDose, dose: Given, child: Child, state: Walk, conflicts: Conflicts) -> Standing:
    day, born = dose.day, child.born
    rule = rule_on(target.ages, day)
    if rule is not None:
        if rule.maximum is not None and day >= later(born, rule.maximum):
            return Standing.TOO_LATE
        if rule.absolute is not None and day < later(born, rule.absolute):
            return Standing.TOO_YOUNG
    if day == state.previous and state.counted and state.counted[-1].day == day:
        return Standing.DUPLICATE
    if _is_too_soon(target.intervals, day, child, state) and (
        not target.allowable or _is_too_soon(target.allowable, day, child, state)
    ):
        return Standing.TOO_SOON
    if dose.product in conflicts and _is_too_close(dose, child.given, state, conflicts):
        return Standing.LIVE_TOO_CLOSE
    if target.accepts and not _accepts(target.accepts.get(dose.product, ()), day, born):
        return Standing.OTHER_PRODUCT
    return Standing.COUNTS


def rule_on(rules: tuple[AgeRule, ...], day: int) -> AgeRule | None:
    """Return the age rule in force on DAY."""
    if len(rules) == 1:
        return rules[0]
    return next((rule for rule in rules if rule.validity.holds(day)), None)


def since(interval: Interval, child: Child, state: Walk, before: int) -> int | None:
    """Return the day from which an interval counts, None when there was no such dose before the day BEFORE."""
    if interval.since_dose is not None:
        return state.day_of(interval.since_dose)
    if interval.products:
        days = [dose.day for dose in child.given if dose.product in interval.products and dose.day < before]
        return max(days, default=None)
    return state.previous


def _is_too_soon(intervals: Iterable[Interval], day: int, child: Child, state: Walk) -> bool:
    for interval in intervals:
        if interval.absolute is None or not (interval.validity is ALWAYS or interval.validity.holds(day)):
            continue
        start = since(interval, child, state, day)
        if start is not None and day < later(start, interval.absolute):
            return True
    return False


def _is_too_close(dose: Given, given: Iterable[Given], state: Walk, conflicts: Conflicts) -> bool:
    of_product = conflicts[dose.product]
    for before in given:
        if before.day >= dose.day:
            break
        conflict = of_product.get(before.product)
        if conflict is None or before.day == ASSUMED:
            continue
        # A dose of another course is taken to have counted.
        end = conflict.end if before in state.refused else conflict.end_after_valid
        if later(before.day, conflict.begin) <= dose.day < later(before.day, end):
            return True
    return False


def _accepts(windows: tuple[AgeWindow, ...], day: int, born: int) -> bool:
    return any(is_within(window, day, born) for window in windows)


def is_within(window: AgeWindow, day: int, born: int) -> bool:
    """Say whether the age on DAY lies in WINDOW."""
    begin: Period | None = window.begin
    return (begin is None or day >= later(born, begin)) and (window.end is None or day < later(born, window.end))
