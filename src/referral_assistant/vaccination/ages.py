"""Days of birth that fit what is known of an age, and those at which a schedule's answer can change."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from referral_assistant.household import Person, completed_months
from referral_assistant.vaccination.evaluation import Child
from referral_assistant.vaccination.period import Period, later
from referral_assistant.vaccination.plan import Antigen

OLDEST_MONTHS = 130 * 12


def births(person: Person, on: date) -> tuple[int, ...]:
    """Return the day of birth, or the first and the last that fit the age on the day ON, as ordinals."""
    if person.born is not None:
        return (person.born.toordinal(),)
    low, high = person.age_months or (0, OLDEST_MONTHS)
    oldest = OLDEST_MONTHS if math.isinf(high) else min(int(high), OLDEST_MONTHS)
    first = _first_day(on, lambda months: months <= oldest, oldest + 1)
    last = _first_day(on, lambda months: months < math.ceil(low), math.ceil(low)) - timedelta(days=1)
    return (first.toordinal(), last.toordinal()) if first < last else (first.toordinal(),)


def _first_day(on: date, fits: Callable[[int], bool], months: int) -> date:
    """Return the first day of birth for which the completed months fit; it lies about MONTHS before ON."""
    start = max(later(on.toordinal(), Period(-months)) - 4, 1)
    days = (date.fromordinal(day) for day in range(start, start + 12))
    return next(day for day in days if day > on or fits(completed_months(day, on)))


def turning_points(antigen: Antigen, child: Child, first: int, last: int, on: int) -> Iterator[int]:
    """Yield the days of birth between FIRST and LAST around which the answer for an antigen can change."""
    days = {on, *(dose.day for dose in child.given if dose.day > 0)}
    anchors = days | {day + 1 for day in days}
    seen: set[int] = set()
    for period in _periods(antigen):
        for anchor in anchors:
            middle = later(anchor, Period(-period.months, -period.days))
            for born in range(middle - 4, middle + 5):
                if first < born < last and born not in seen and later(born, period) >= anchor > later(born - 1, period):
                    seen.update((born, born - 1))
                    yield born
                    yield born - 1


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
