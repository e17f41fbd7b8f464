"""Days of birth that fit what is known of an age, and the days at which a schedule's answer can change."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from referral_assistant.household import Person, completed_months
from referral_assistant.vaccination.evaluation import Child
from referral_assistant.vaccination.period import LAST_DAY, Period, later
from referral_assistant.vaccination.plan import Antigen
from referral_assistant.vaccination.schedule import Conflicts

OLDEST_MONTHS = 130 * 12


def births(person: Person, on: date) -> tuple[int, ...]:
    """Return the day of birth, or the first and the last that fit the age on the day ON, as ordinals."""
    if person.born is not None:
        return (person.born.toordinal(),)
    low, high = person.age_months or (0, OLDEST_MONTHS)
    oldest = OLDEST_MONTHS if math.isinf(high) else min(int(high), OLDEST_MONTHS)
    first = _first_day(on, oldest)
    last = _first_day(on, math.ceil(low) - 1) - 1
    return (first, last) if first < last else (first,)


def _first_day(on: date, most: int) -> int:
    """Return the first day of birth of somebody who has completed at most MOST months on the day ON."""
    today = on.toordinal()
    for day in range(later(today, Period(-most - 1)) - 4, today + 1):
        if day >= 1 and completed_months(date.fromordinal(day), on) <= most:
            return day
    return today + 1


def turning_births(antigen: Antigen, child: Child, first: int, last: int, on: int) -> Iterator[int]:
    """Yield the days of birth between FIRST and LAST around which the answer for an antigen can change."""
    days = {on, *(dose.day for dose in child.given if dose.day > 0)}
    anchors = days | {min(day + 1, LAST_DAY) for day in days}
    seen: set[int] = set()
    for period in _periods(antigen):
        for anchor in anchors:
            middle = later(anchor, Period(-period.months, -period.days))
            for born in range(middle - 4, middle + 5):
                if first < born < last and born not in seen and later(born, period) >= anchor > later(born - 1, period):
                    seen.update((born, born - 1))
                    yield born
                    yield born - 1


def turning_days(antigen: Antigen, child: Child, on: int, conflicts: Conflicts) -> Iterator[int]:
    """Yield the days up to ON around which the answer can change, for a dose that has no date."""
    days = {day - less for period in _periods(antigen) for day in (later(child.born, period),) for less in (0, 1)}
    anchors = {min(on + 1, LAST_DAY), *(dose.day for dose in child.given if dose.day > 0)}
    for gap in _gaps(antigen, conflicts):
        for anchor in anchors:
            before = later(anchor, Period(-gap.months, -gap.days))
            days.update(range(before - 4, before + 5))
            days.update((later(anchor, gap), later(anchor, gap) - 1))
    yield from sorted(day for day in days if child.born <= day <= on)


def _gaps(antigen: Antigen, conflicts: Conflicts) -> frozenset[Period]:
    """Return every time between doses that an antigen's rules name."""
    found = {
        period
        for course in antigen.courses
        for series in course.series
        for dose in series.doses
        for gap in dose.intervals
        for period in (gap.absolute, gap.minimum, gap.recommended, gap.overdue)
    }
    for of_product in conflicts.values():
        found |= {period for one in of_product.values() for period in (one.begin, one.end, one.end_after_valid)}
    return frozenset(period for period in found if period is not None)


def _periods(antigen: Antigen) -> frozenset[Period]:
    """Return every age that an antigen's rules name."""
    found: set[Period | None] = set()
    for series in (one for course in antigen.courses for one in course.series):
        found |= {series.starts.begin, series.starts.end}
        for dose in series.doses:
            found.add(dose.ask_from)
            for rule in dose.ages:
                found |= {rule.absolute, rule.minimum, rule.recommended, rule.overdue, rule.maximum}
            for windows in dose.accepts.values():
                found |= {age for window in windows for age in (window.begin, window.end)}
    return frozenset(period for period in found if period is not None)
