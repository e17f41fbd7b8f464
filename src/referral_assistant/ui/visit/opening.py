"""When a place is open, in a few words for a card: now, or on which days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from referral_assistant.i18n import Catalog
from referral_assistant.message import msg
from referral_assistant.service import Hours, Service
from referral_assistant.ui.directory.words import WEEK, hours_text

_LAST_MINUTE = time(23, 58)


def briefly(service: Service, now: datetime, catalog: Catalog) -> str:
    """Say "Open now", or the days; empty when no hours are on record."""
    lines = [line for line in service.hours if _holds(line, now.date())]
    if any(_is_open(line, now) for line in lines):
        return catalog.say(msg("Open now"))
    days = [day for day in WEEK if any(day in line.days for line in lines)]
    if len(days) == len(WEEK):
        return catalog.say(msg("Every day"))
    return hours_text(catalog, Hours(tuple(days))) if days else ""


def in_full(service: Service, on: date, catalog: Catalog) -> list[str]:
    """Write every line of the opening hours that holds on a day or later."""
    lines = [line for line in service.hours if line.valid_to is None or line.valid_to >= on]
    return [_line(line, catalog) for line in dict.fromkeys(lines)]


def _line(line: Hours, catalog: Catalog) -> str:
    if _always(line):
        return catalog.say(msg("Day and night"))
    return hours_text(catalog, line)


def _always(line: Hours) -> bool:
    return len(set(line.days)) == len(WEEK) and line.opens == time(0) and (line.closes or time(0)) >= _LAST_MINUTE


def _holds(line: Hours, on: date) -> bool:
    return (line.valid_from is None or line.valid_from <= on) and (line.valid_to is None or on <= line.valid_to)


def _is_open(line: Hours, now: datetime) -> bool:
    if line.opens is None or line.closes is None or WEEK[now.weekday()] not in line.days:
        return False
    return line.opens <= now.time() <= line.closes


def open_until(lines: Iterable[Hours], now: datetime) -> time | None:
    """Return when a place that is open closes; None when it is not open, or open day and night."""
    ends = [line.closes for line in lines if _holds(line, now.date()) and _is_open(line, now) and not _always(line)]
    return max((end for end in ends if end), default=None)
