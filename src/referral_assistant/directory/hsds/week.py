"""Read week days and times of day as people write them; what is not certain stays as it stands."""

from __future__ import annotations

import re

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEMS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_NUMBERS = {str(number): number - 1 for number in range(1, 8)}
_CODES = {day.lower(): position for position, day in enumerate(DAYS)}
_WHOLE = {"daily": range(7), "every day": range(7), "everyday": range(7), "weekdays": range(5), "weekends": (5, 6)}
_TIME = re.compile(r"(?i)(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?\s*([ap])?\.?m?\.?")


def days_of(text: str) -> tuple[str, ...]:
    """Return the days of "Mon, Wed-Fri", "MO,TU" or "1" (Monday), in the order of the week; empty when unsure."""
    folded = text.strip().lower().rstrip(".")
    if folded in _WHOLE:
        return tuple(DAYS[day] for day in _WHOLE[folded])
    found: set[int] = set()
    for part in re.split(r"\s*(?:,|;|/|&|\band\b)\s*", folded):
        if not part:
            continue
        first, dash, last = re.sub(r"\s*(?:-|–|\bto\b|\bthrough\b)\s*", "-", part).partition("-")
        start, end = _day(first), _day(last) if dash else _day(first)
        if start is None or end is None:
            return ()
        span = range(start, end + 1) if start <= end else (*range(start, 7), *range(end + 1))
        found.update(span)
    return tuple(DAYS[day] for day in sorted(found))


def _day(text: str) -> int | None:
    text = text.strip(" .")
    if text in _CODES:
        return _CODES[text]
    if text in _NUMBERS:
        return _NUMBERS[text]
    letters = re.fullmatch(r"(mon|tue|wed|thu|fri|sat|sun)(s|rs|r|nes|ur)?(day)?s?", text)
    return _STEMS[letters[1]] if letters else None


def time_of(text: str) -> str:
    """Return "8:30AM", "17.00" or "9 pm" as HH:MM:SS; empty when it is no time of day."""
    text = text.strip()
    found = _TIME.fullmatch(text)
    if not found or not (found[2] or found[4]):
        return ""
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    if text.startswith("24:00"):
        return "23:59:00"
    return f"{hour:02}:{minute:02}:{second:02}" if hour < 24 and minute < 60 and second < 60 else ""
