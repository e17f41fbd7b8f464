"""Open is only what the record surely says: other rhythms, holidays, words and gaps are not open."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from referral_assistant.directory.reading import read_service
from referral_assistant.open_hours import Window, common, has_hours, windows_on
from referral_assistant.service import Hours
from tests.rows import service

MONDAY, TUESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29)
MORNING = Window(time(8), time(12))
WEEKDAYS = Hours(("MO", "TU", "WE", "TH", "FR"), time(8), time(12))
AFTERNOON = Hours(("MO", "TU"), time(13), time(16))
NIGHT = Hours(("TU",), time(18), time(7))


def windows(day: date, *lines: Hours) -> tuple[Window, ...]:
    return windows_on(service(hours=lines), day)


def row(**fields: Any) -> tuple[Window, ...]:
    """Read one HSDS schedule as the directory does."""
    schedule = {"id": "1", "byday": "TU", "opens_at": "08:00:00", "closes_at": "12:00:00"} | fields
    data = {"id": "s", "name": "s", "organization_id": "o", "status": "active", "schedules": [schedule]}
    return windows_on(read_service(data, None, ()), TUESDAY)


def test_the_days_and_times_of_the_record() -> None:
    assert windows(TUESDAY, WEEKDAYS) == (MORNING,)
    assert windows(SUNDAY, WEEKDAYS) == ()
    assert windows(TUESDAY, AFTERNOON, WEEKDAYS) == (MORNING, Window(time(13), time(16)))
    assert windows(TUESDAY, WEEKDAYS, Hours(("TU",), time(11), time(14))) == (Window(time(8), time(14)),)


def test_what_goes_on_after_midnight_ends_with_the_day() -> None:
    assert windows(TUESDAY, NIGHT) == (Window(time(18), time(23, 59)),)
    assert windows(TUESDAY, Hours(("TU",), time(0), time(0))) == (Window(time(0), time(23, 59)),)


@pytest.mark.parametrize(
    "line",
    [
        Hours(("TU",)),
        Hours(("TU",), time(8)),
        Hours(("TU",), None, time(12)),
        Hours(("TU",), time(8), time(8)),
        Hours(("1TU",), time(8), time(12)),
        Hours((), time(8), time(12)),
        Hours((), note="Tuesdays from eight"),
        Hours(("TU",), time(8), time(12), every_week=False),
        Hours(("TU",), time(8), time(12), valid_from=date(2026, 11, 25)),
        Hours(("TU",), time(8), time(12), valid_to=MONDAY),
    ],
)
def test_what_is_not_certain_is_not_open(line: Hours) -> None:
    assert windows(TUESDAY, line) == ()


def test_holidays() -> None:
    closed = Hours(valid_from=MONDAY, valid_to=TUESDAY, note="closed", closed=True)
    assert windows(TUESDAY, WEEKDAYS, closed) == ()
    assert windows(date(2026, 11, 25), WEEKDAYS, closed) == (MORNING,)
    assert windows(TUESDAY, WEEKDAYS, Hours(("TU",), closed=True)) == ()
    assert windows(MONDAY, WEEKDAYS, Hours(("TU",), closed=True)) == (MORNING,)
    assert windows(TUESDAY, WEEKDAYS, Hours(note="closed on holidays", closed=True)) == (MORNING,)


def test_other_hours_on_some_dates_take_the_place_of_the_usual_ones() -> None:
    shorter = Hours((), time(10), time(11), valid_from=TUESDAY, valid_to=TUESDAY)
    unknown = Hours(valid_from=TUESDAY, valid_to=TUESDAY, note="feast")
    assert windows(TUESDAY, WEEKDAYS, shorter) == (Window(time(10), time(11)),)
    assert windows(TUESDAY, WEEKDAYS, unknown) == ()
    season = Hours(valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31), note="by appointment")
    assert windows(TUESDAY, WEEKDAYS, season) == (MORNING,)


@pytest.mark.parametrize(
    "fields",
    [
        {"freq": "MONTHLY"},
        {"freq": "DAILY"},
        {"interval": 2},
        {"interval": "2"},
        {"bymonthday": "1,15"},
        {"byweekno": "1"},
        {"byyearday": "5"},
        {"count": 3},
        {"x_valid_to": "some day"},
        {"valid_to": "2026-11-23"},
        {"until": "2026-11-23"},
        {"dtstart": "2026-11-25"},
        {"description": "Closed", "opens_at": None},
    ],
)
def test_a_record_of_another_rhythm_is_not_open(fields: dict[str, Any]) -> None:
    assert row() == row(freq="WEEKLY", interval=1, until="2026-11-24", dtstart="2026-11-24") == (MORNING,)
    assert row(**fields) == ()


def test_whether_hours_are_known_at_all() -> None:
    assert has_hours(service(hours=(WEEKDAYS,)))
    for line in (Hours(("TU",)), Hours(note="by day"), Hours(("TU",), time(8), time(9), every_week=False)):
        assert not has_hours(service(hours=(line,)))
    assert not has_hours(service())


def test_common_hours() -> None:
    first, second = (MORNING, Window(time(13), time(16))), (Window(time(11), time(14)),)
    assert common(first, second) == (Window(time(11), time(12)), Window(time(13), time(14)))
    assert common((MORNING,), (Window(time(12), time(14)),)) == ()
