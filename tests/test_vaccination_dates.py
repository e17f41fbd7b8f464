"""Dates as they stand on cards: known pairs of five calendars, orders, digits of many scripts, and what has to be asked."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral_assistant.vaccination.calendars import Calendar, to_date
from referral_assistant.vaccination.card_dates import Order, read_card_date

FIRST, LAST = date(2008, 1, 1), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "expected"),
    [
        (Calendar.GREGORIAN, 2024, 2, 29, date(2024, 2, 29)),
        (Calendar.BUDDHIST, 2567, 2, 29, date(2024, 2, 29)),
        (Calendar.BUDDHIST, 2568, 1, 14, date(2025, 1, 14)),
        # Nowruz, the last day before it, and days of history.
        (Calendar.SOLAR_HIJRI, 1403, 1, 1, date(2024, 3, 20)),
        (Calendar.SOLAR_HIJRI, 1402, 12, 29, date(2024, 3, 19)),
        (Calendar.SOLAR_HIJRI, 1399, 12, 30, date(2021, 3, 20)),
        (Calendar.SOLAR_HIJRI, 1400, 1, 1, date(2021, 3, 21)),
        (Calendar.SOLAR_HIJRI, 1357, 11, 22, date(1979, 2, 11)),
        (Calendar.SOLAR_HIJRI, 1404, 7, 1, date(2025, 9, 23)),
        # Pohela Boishakh, and the three days that the reform of 1426 fixed: 21 February, 26 March, 16 December.
        (Calendar.BENGALI, 1431, 1, 1, date(2024, 4, 14)),
        (Calendar.BENGALI, 1426, 11, 8, date(2020, 2, 21)),
        (Calendar.BENGALI, 1428, 12, 12, date(2022, 3, 26)),
        (Calendar.BENGALI, 1430, 9, 1, date(2023, 12, 16)),
        (Calendar.BENGALI, 1420, 11, 9, date(2014, 2, 21)),  # by the calendar of 1987
        (Calendar.BENGALI, 1430, 11, 30, date(2024, 3, 14)),  # a leap year has 30 days of Falgun
        # New years, as published.
        (Calendar.NEPALI, 2040, 1, 1, date(1983, 4, 14)),
        (Calendar.NEPALI, 2077, 1, 1, date(2020, 4, 13)),
        (Calendar.NEPALI, 2081, 1, 1, date(2024, 4, 13)),
        (Calendar.NEPALI, 2082, 1, 1, date(2025, 4, 14)),
        (Calendar.NEPALI, 2072, 1, 12, date(2015, 4, 25)),  # the day of the earthquake
    ],
)
def test_known_pairs(calendar: Calendar, year: int, month: int, day: int, expected: date) -> None:
    assert to_date(calendar, year, month, day) == expected


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day"),
    [
        (Calendar.GREGORIAN, 2023, 2, 29),
        (Calendar.BUDDHIST, 2568, 2, 29),
        (Calendar.BUDDHIST, 100, 1, 1),
        (Calendar.SOLAR_HIJRI, 1402, 12, 30),
        (Calendar.SOLAR_HIJRI, 1403, 7, 31),
        (Calendar.SOLAR_HIJRI, 1100, 1, 1),
        (Calendar.BENGALI, 1429, 11, 30),
        (Calendar.BENGALI, 1430, 7, 31),
        (Calendar.NEPALI, 2081, 12, 32),
        (Calendar.NEPALI, 2039, 1, 1),
        (Calendar.NEPALI, 2085, 1, 1),
        (Calendar.GREGORIAN, 2024, 13, 1),
        (Calendar.GREGORIAN, 0, 1, 1),
    ],
)
def test_days_that_are_not_in_a_calendar(calendar: Calendar, year: int, month: int, day: int) -> None:
    assert to_date(calendar, year, month, day) is None


@pytest.mark.parametrize("calendar", list(Calendar))
def test_every_day_of_a_calendar_follows_the_one_before(calendar: Calendar) -> None:
    years = {Calendar.GREGORIAN: 2020, Calendar.BUDDHIST: 2563, Calendar.SOLAR_HIJRI: 1385, Calendar.BENGALI: 1415}
    start = years.get(calendar, 2070)
    days = [
        found
        for year in range(start, start + 14)
        for month in range(1, 13)
        for day in range(1, 33)
        if (found := to_date(calendar, year, month, day))
    ]
    assert all((later - earlier).days == 1 for earlier, later in pairwise(days))
    assert len(days) > 14 * 365


@pytest.mark.parametrize(
    "text",
    [
        "14/01/2025", "14-1-2025", "14.01.2025", "2025-01-14", "14 Jan 2025", "14 January 2025", "14012025", "20250114",
        "14/01/2568", "14/1/68", "๑๔ ม.ค. ๒๕๖๘", "14 มกราคม 2568", "၁၄/၀၁/၂၀၂၅", "១៤/០១/២០២៥", "໑໔ ມັງກອນ 2025", "১৪/০১/২০২৫",
        "१४ जनवरी २०२५", "2025年1月14日", "ngày 14 tháng 1 năm 2025", "14 Januari 2025", "14 janvier 2025", "14 de enero 2025",
        "١٤/٠١/٢٠٢٥", "14 كانون الثاني 2025", "14 يناير 2025", "14 Ocak 2025", "14 січня 2025",
        "1403/10/25", "۱۴۰۳/۱۰/۲۵", "25 دی 1403", "۲۵ جدی ۱۴۰۳", "2081/10/01", "२०८१-१०-०१", "1 माघ 2081", "৩০ পৌষ ১৪৩১",
    ],
)  # fmt: skip
def test_one_day_in_many_hands(text: str) -> None:
    found = read_card_date(text, FIRST, LAST)
    assert (found.day, found.is_unsure) == (date(2025, 1, 14), False)


def test_an_order_that_is_not_clear_is_asked_and_then_kept() -> None:
    asked = read_card_date("03/04/2025", FIRST, LAST)
    assert asked.is_unsure
    assert asked.day is None
    assert {(one.day, one.order) for one in asked.readings} == {
        (date(2025, 4, 3), Order.DAY_FIRST),
        (date(2025, 3, 4), Order.MONTH_FIRST),
    }
    assert read_card_date("03/04/2025", FIRST, LAST, order=Order.DAY_FIRST).day == date(2025, 4, 3)
    assert read_card_date("03/04/2025", FIRST, LAST, order=Order.MONTH_FIRST).day == date(2025, 3, 4)
    assert read_card_date("25/01/14", FIRST, LAST, order=Order.YEAR_FIRST).day == date(2025, 1, 14)
    assert read_card_date("05/05/2025", FIRST, LAST).day == date(2025, 5, 5)


def test_a_calendar_that_is_not_clear_is_asked_and_then_kept() -> None:
    both = read_card_date("১২/০৩/১৭", FIRST, LAST)
    assert {one.calendar for one in both.readings} == {Calendar.GREGORIAN, Calendar.BENGALI}
    assert read_card_date("১২/০৩/১৭", FIRST, LAST, Calendar.BENGALI).day == date(2010, 6, 26)
    assert read_card_date("1404-05-12", FIRST, LAST, Calendar.SOLAR_HIJRI).day == date(2025, 8, 3)


def test_only_days_of_the_child_s_life_are_read() -> None:
    assert read_card_date("14/01/2025", date(2025, 1, 15), LAST).readings == ()
    assert read_card_date("14/01/2025", FIRST, date(2025, 1, 13)).readings == ()
    # The year of birth tells two readings of a short year apart.
    assert read_card_date("14/01/25", date(2024, 6, 1), LAST).day == date(2025, 1, 14)


@pytest.mark.parametrize(
    "text", ["", "soon", "Jan 2025", "2025", "99/99/9999", "1/2", "14/01/2025/3", "\x00", "١" * 500]
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read_card_date(text, FIRST, LAST).readings == ()


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_can_be_typed(text: str) -> None:
    for one in read_card_date(text, FIRST, LAST).readings:
        assert FIRST <= one.day <= LAST
