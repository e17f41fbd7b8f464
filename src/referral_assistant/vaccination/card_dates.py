"""Dates as they stand on a card: digits of any script, five calendars, every order; what is not sure is asked, not guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from referral_assistant.vaccination.calendars import Calendar, to_date
from referral_assistant.vaccination.months import MONTHS
from referral_assistant.vaccination.products import fold_name

LONGEST = 60
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_][^\d/\-,]*")
_CENTURIES = {
    Calendar.GREGORIAN: (1900, 2000),
    Calendar.BUDDHIST: (2400, 2500),
    Calendar.SOLAR_HIJRI: (1300, 1400),
    Calendar.BENGALI: (1300, 1400),
    Calendar.NEPALI: (2000,),
}
# Which calendar digits of a script suggest, beside ours, where the year has two digits only.
_BY_SCRIPT = {
    "THAI": Calendar.BUDDHIST,
    "LAO": Calendar.BUDDHIST,
    "KHMER": Calendar.BUDDHIST,
    "BENGALI": Calendar.BENGALI,
    "DEVANAGARI": Calendar.NEPALI,
    "EXTENDED ARABIC-INDIC": Calendar.SOLAR_HIJRI,
    "ARABIC-INDIC": Calendar.SOLAR_HIJRI,
}


class Order(StrEnum):
    """The order of day, month and year."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a date of a card."""

    day: date
    calendar: Calendar
    order: Order


@dataclass(frozen=True, slots=True)
class CardDate:
    """Every way to read a date: none, one that is sure, or several, between which a person chooses once for the card."""

    readings: tuple[Reading, ...]

    @property
    def day(self) -> date | None:
        """The day, if all readings give the same one."""
        days = {reading.day for reading in self.readings}
        return next(iter(days)) if len(days) == 1 else None

    @property
    def is_unsure(self) -> bool:
        """Whether a person has to say which reading is meant."""
        return len({reading.day for reading in self.readings}) > 1


def read_card_date(
    text: str,
    earliest: date,
    latest: date,
    calendar: Calendar | None = None,
    order: Order | None = None,
) -> CardDate:
    """Read TEXT as a day from EARLIEST to LATEST (say, birth and today).

    CALENDAR and ORDER are what is known of the card already; without them every one is tried.
    """
    plain = _plain_digits(text[:LONGEST])
    found = {
        Reading(day, reading.calendar, reading.order)
        for reading in _candidates(plain, text[:LONGEST], calendar, order)
        if earliest <= (day := reading.day) <= latest
    }
    return CardDate(tuple(sorted(found, key=lambda one: (one.day, one.calendar, one.order))))


def _plain_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text)


def _candidates(plain: str, text: str, calendar: Calendar | None, order: Order | None) -> Iterator[Reading]:
    numbers = [int(number) for number in _NUMBER.findall(plain)]
    lengths = [len(number) for number in _NUMBER.findall(plain)]
    if len(numbers) == 1 and lengths[0] in {6, 8}:
        numbers, lengths = _cut(_NUMBER.findall(plain)[0])
    if len(numbers) == 3:
        yield from _of_numbers(numbers, lengths, text, calendar, order)
    elif len(numbers) == 2 and (named := _month_named(plain)):
        month, calendars = named
        yield from _with_month(numbers, lengths, month, calendars, calendar)


def _cut(run: str) -> tuple[list[int], list[int]]:
    """Cut "14012025" and "20250114" into three numbers, and "140125" too."""
    parts = [run[:2], run[2:4], run[4:]]
    if len(run) == 8 and run[:2] in {"19", "20", "24", "25", "13", "14"} and int(run[4:6]) <= 12:
        parts = [run[:4], run[4:6], run[6:]]
    return [int(part) for part in parts], [len(part) for part in parts]


def _of_numbers(
    numbers: list[int], lengths: list[int], text: str, calendar: Calendar | None, order: Order | None
) -> Iterator[Reading]:
    if lengths[0] == 4:
        orders = [Order.YEAR_FIRST]
    elif lengths[2] == 4:
        orders = [Order.DAY_FIRST, Order.MONTH_FIRST]
    else:
        orders = [Order.DAY_FIRST, Order.MONTH_FIRST, Order.YEAR_FIRST]
    for one in orders if order is None or order not in orders else [order]:
        first, second, third = numbers
        day, month, year, length = {
            Order.DAY_FIRST: (first, second, third, lengths[2]),
            Order.MONTH_FIRST: (second, first, third, lengths[2]),
            Order.YEAR_FIRST: (third, second, first, lengths[0]),
        }[one]
        for each in _calendars(calendar, length, text):
            # Only our own calendar is ever written with the month first.
            if one is not Order.MONTH_FIRST or each is Calendar.GREGORIAN:
                yield from _in_calendar(each, year, length, month, day, one)


def _with_month(
    numbers: list[int], lengths: list[int], month: int, calendars: Iterable[Calendar], calendar: Calendar | None
) -> Iterator[Reading]:
    year_first = lengths[0] == 4
    year, day = (numbers[0], numbers[1]) if year_first else (numbers[1], numbers[0])
    length = lengths[0] if year_first else lengths[1]
    order = Order.YEAR_FIRST if year_first else Order.DAY_FIRST
    for each in calendars:
        if calendar is None or each is calendar:
            yield from _in_calendar(each, year, length, month, day, order)


def _month_named(plain: str) -> tuple[int, tuple[Calendar, ...]] | None:
    """Find the month in the words; "كانون الثاني" is two words, "de enero" has one too many."""
    for phrase in _WORD.findall(plain):
        words = phrase.split()
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                if found := MONTHS.get(fold_name("".join(words[start : start + length]))):
                    return found
    return None


def _calendars(calendar: Calendar | None, length: int, text: str) -> Iterable[Calendar]:
    if calendar is not None:
        return (calendar,)
    if length == 4:
        return tuple(Calendar)
    scripts = {unicodedata.name(letter, "").partition(" DIGIT")[0] for letter in text if letter.isdigit()}
    hinted = {_BY_SCRIPT[script] for script in scripts if script in _BY_SCRIPT}
    return (Calendar.GREGORIAN, *sorted(hinted - {Calendar.BUDDHIST}), Calendar.BUDDHIST)


def _in_calendar(calendar: Calendar, year: int, length: int, month: int, day: int, order: Order) -> Iterator[Reading]:
    for full in [year] if length >= 3 else [century + year for century in _CENTURIES[calendar]]:
        if found := to_date(calendar, full, month, day):
            yield Reading(found, calendar, order)
