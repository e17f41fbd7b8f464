"""Calendars that stand on cards, turned into ours: Buddhist era, Solar Hijri, Bengali (Bangladesh) and Nepali dates.

Sources: Solar Hijri leap years by the 33-year cycle, right from 1178 to 1633; the Bengali calendar as Bangladesh revised it
in 1987 and again from 1426 (2019), beginning on 14 April (West Bengal's own differs by a day or more); the lengths of Nepali
months as published for 2040 to 2084, on which four public tables agree but for two months.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from datetime import date
from enum import StrEnum


class Calendar(StrEnum):
    GREGORIAN = "gregorian"
    BUDDHIST = "buddhist"
    SOLAR_HIJRI = "solar_hijri"
    BENGALI = "bengali"
    NEPALI = "nepali"


_BUDDHIST_YEARS = 543
_BENGALI_YEARS = 593
_BENGALI_REFORM = 1426
_SOLAR_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_NOWRUZ_1400 = date(2021, 3, 21).toordinal()
_NEPALI_FIRST_YEAR = 2040
_NEPALI_FIRST_DAY = date(1983, 4, 14).toordinal()
# Twelve months a year, each digit the days over 29.
_NEPALI_MONTHS = """
223222101011 223321101011 232321110012 222322011011 223222101011 232321101011 232321110012 222322101011 223222101011
232321110011 232321110102 222322101011 223222101011 232321110011 232321110102 223222101011 223231101011 232321110012
132321110102 223222101011 223321101011 232321110012 222322010102 223222101011 223321101011 232321110012 222322011002
223222101011 223321101011 232321110012 222322011011 223222101011 232321101011 232321110012 222322101011 223222101011
232321110011 232321110102 222322101011 223222101011 232321110011 232321110102 223222101011 223222101011 223221110111
""".split()  # noqa: SIM905 - a table


def to_date(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """Turn a date of a calendar into ours; None when there is no such day, or the table does not reach so far."""
    if not (1 <= month <= 12 and 1 <= day <= 32 and 1 <= year <= 9999):
        return None
    try:
        return _CONVERT[calendar](year, month, day)
    except ValueError:
        return None


def _solar_hijri(year: int, month: int, day: int) -> date | None:
    if not 1200 <= year <= 1600:
        return None
    length = 31 if month <= 6 else 30 if month < 12 or _is_solar_leap(year) else 29
    if day > length:
        return None
    step = 1 if year >= 1400 else -1
    years = range(1400, year) if step > 0 else range(year, 1400)
    start = _NOWRUZ_1400 + step * sum(365 + _is_solar_leap(one) for one in years)
    return date.fromordinal(start + min(month - 1, 6) * 31 + max(month - 7, 0) * 30 + day - 1)


def _is_solar_leap(year: int) -> bool:
    return year % 33 in _SOLAR_LEAP


def _bengali(year: int, month: int, day: int) -> date | None:
    long_months = 6 if year >= _BENGALI_REFORM else 5
    lengths = [31] * long_months + [30] * (12 - long_months)
    is_leap = isleap(year + _BENGALI_YEARS + 1)
    lengths[10] = (29 if year >= _BENGALI_REFORM else 30) + is_leap
    if day > lengths[month - 1]:
        return None
    start = date(year + _BENGALI_YEARS, 4, 14).toordinal()
    return date.fromordinal(start + sum(lengths[: month - 1]) + day - 1)


def _nepali(year: int, month: int, day: int) -> date | None:
    place = year - _NEPALI_FIRST_YEAR
    if not 0 <= place < len(_NEPALI_MONTHS):
        return None
    if day > 29 + int(_NEPALI_MONTHS[place][month - 1]):
        return None
    before = [*_NEPALI_MONTHS[:place], _NEPALI_MONTHS[place][: month - 1]]
    days = sum(29 + int(over) for months in before for over in months)
    return date.fromordinal(_NEPALI_FIRST_DAY + days + day - 1)


_CONVERT: dict[Calendar, Callable[[int, int, int], date | None]] = {
    Calendar.GREGORIAN: date,
    Calendar.BUDDHIST: lambda year, month, day: date(year - _BUDDHIST_YEARS, month, day),
    Calendar.SOLAR_HIJRI: _solar_hijri,
    Calendar.BENGALI: _bengali,
    Calendar.NEPALI: _nepali,
}
