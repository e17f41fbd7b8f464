"""When a service is surely open on a day, by its record. What is not certain is never taken for open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from referral_assistant.service import Hours, Service

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_MINUTE = time(23, 59)
_MIDNIGHT = time(0)
_LONGEST_EXCEPTION = timedelta(days=31)
"""Dated hours without week days that last longer are a season told in words, not a holiday."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From when to when on one day; what goes on after midnight ends with the day."""

    opens: time
    closes: time


def windows_on(service: Service, day: date) -> tuple[Window, ...]:
    """Return when a service is open on a day, in order; empty when it is closed or nobody recorded it."""
    lines = [line for line in service.hours if is_dated_for(line, day)]
    code = WEEK[day.weekday()]
    if any(line.closed and _is_about(line, code) for line in lines):
        return ()
    exceptions = [line for line in lines if _is_exception(line)]
    chosen = exceptions or [line for line in lines if code in line.days and line.every_week]
    found = (_window(line) for line in chosen)
    return tuple(_joined(window for window in found if window))


def is_open_at(service: Service, moment: datetime) -> bool:
    """Say whether a service is surely open at a moment of the clock on its wall."""
    now = moment.time().replace(second=0, microsecond=0)
    return service.is_open_for_referral and any(
        window.opens <= now <= window.closes for window in windows_on(service, moment.date())
    )


def has_hours(service: Service) -> bool:
    """Say whether anything certain is recorded about when a service is open."""
    return any(line.every_week and not line.closed and line.days and _window(line) for line in service.hours)


def is_dated_for(line: Hours, day: date) -> bool:
    """Say whether a day lies within the dates of a line."""
    return (line.valid_from is None or line.valid_from <= day) and (line.valid_to is None or day <= line.valid_to)


def _is_about(line: Hours, code: str) -> bool:
    """A "closed" without days is about every day of its dates; without dates either it is a remark."""
    return code in line.days or (not line.days and line.valid_from is not None)


def _is_exception(line: Hours) -> bool:
    if line.days or line.valid_from is None or line.valid_to is None:
        return False
    return line.valid_to - line.valid_from <= _LONGEST_EXCEPTION


def _window(line: Hours) -> Window | None:
    opens, closes = line.opens, line.closes
    if opens is None or closes is None or line.closed:
        return None
    if opens == closes and opens != _MIDNIGHT:
        return None
    return Window(opens, closes if closes > opens else LAST_MINUTE)


def _joined(windows: Iterable[Window]) -> list[Window]:
    joined: list[Window] = []
    for window in sorted(windows):
        if joined and window.opens <= joined[-1].closes:
            joined[-1] = Window(joined[-1].opens, max(joined[-1].closes, window.closes))
        else:
            joined.append(window)
    return joined


def common(first: Iterable[Window], second: Iterable[Window]) -> tuple[Window, ...]:
    """Return when both are open."""
    others = tuple(second)
    pairs = (Window(max(one.opens, other.opens), min(one.closes, other.closes)) for one in first for other in others)
    return tuple(sorted(pair for pair in pairs if pair.opens < pair.closes))
