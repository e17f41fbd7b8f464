"""Spans of calendar time, and one rule for the end of a month.

A month later is the same day of the month; where that month has no such day, its last day: 31 August and 6 months is
28 February (29 in a leap year), and somebody born on 29 February is a year older on 28 February. It is the rule of
`household.completed_months`. Days are ordinals (`date.toordinal`) in here, since a card is judged many times.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_PART = re.compile(r"\s*([+-]?)\s*(\d{1,4})\s*(day|week|month|year)s?\s*")
_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}


class Period(NamedTuple):
    """So many calendar months, then so many days (both may be negative): "15 months - 4 days" is (15, -4)."""

    months: int = 0
    days: int = 0


NO_TIME = Period()
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


def parse_period(text: str) -> Period:
    """Read "6 weeks", "15 months - 4 days" or "8 months + 1 day". Raises ValueError for anything else."""
    months = days = place = 0
    while place < len(text):
        part = _PART.match(text, place)
        if part is None or (place and not part[1]):
            break
        size = -int(part[2]) if part[1] == "-" else int(part[2])
        months += size * _UNITS[part[3]][0]
        days += size * _UNITS[part[3]][1]
        place = part.end()
    if not text or place < len(text):
        raise ValueError(f"“{text}” is not a time such as “6 weeks” or “15 months - 4 days”")
    return Period(months, days)


@lru_cache(maxsize=200_000)
def later(day: int, period: Period) -> int:
    """Return the day that lies PERIOD after DAY: first the months, by the rule above, then the days.

    Before the year 1 and after the year 9999 there are no days: the first or the last is taken.
    """
    if not period.months:
        return min(max(day + period.days, FIRST_DAY), LAST_DAY)
    start = date.fromordinal(day)
    months = start.year * 12 + start.month - 1 + period.months
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        return FIRST_DAY if year < date.min.year else LAST_DAY
    last = monthrange(year, month + 1)[1]
    found = date(year, month + 1, min(start.day, last)).toordinal() + period.days
    return min(max(found, FIRST_DAY), LAST_DAY)
