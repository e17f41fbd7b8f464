"""When a place is open, in a few words for a card: now, or on which days."""

from __future__ import annotations

from datetime import date, datetime, time

from referral_assistant.i18n import Catalog
from referral_assistant.message import msg
from referral_assistant.open_hours import is_dated_for, is_open_at, windows_on
from referral_assistant.service import Hours, Service
from referral_assistant.ui.directory.words import WEEK, hours_text

_LAST_MINUTE = time(23, 58)


def briefly(service: Service, now: datetime, catalog: Catalog) -> str:
    """Say "Open now", or the days; empty when no hours are on record. What is not certain is never "open now"."""
    if is_open_at(service, now):
        return catalog.say(msg("Open now"))
    lines = [line for line in service.hours if is_dated_for(line, now.date())]
    if any(line.closed and not line.days and line.valid_from for line in lines):
        return catalog.say(msg("Closed today"))
    days = [day for day in WEEK if any(day in line.days and line.every_week and not line.closed for line in lines)]
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
    whole = len(set(line.days)) == len(WEEK) and line.opens == time(0) and (line.closes or time(0)) >= _LAST_MINUTE
    return whole and line.every_week and not line.closed and not line.valid_from and not line.valid_to


def open_until(service: Service, now: datetime) -> time | None:
    """Return when a place that is surely open closes today; None when it is not, or does not close before midnight."""
    if not is_open_at(service, now):
        return None
    clock = now.time().replace(second=0, microsecond=0)
    ends = [one.closes for one in windows_on(service, now.date()) if one.opens <= clock <= one.closes]
    return next((end for end in ends if end < _LAST_MINUTE), None)
