"""Check and tidy single values by the type that HSDS gives their column. What does not fit is said, not bent."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from referral_assistant.directory.hsds.week import time_of
from referral_assistant.directory.schema import Column
from referral_assistant.message import Message, msg

MOST_CHARACTERS = 200_000
_EARLIEST, _LATEST = 1800, 2300
_FURTHEST = {"latitude": 90, "longitude": 180}
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_SPELLED = re.compile(r"(?i)([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_SPELLED_DAY_FIRST = re.compile(r"(?i)(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*\.?,? (\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_ISO_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+")
_DOMAIN = re.compile(r"[^\s/:@,;]+\.[^\s/:@,;.]{2,}(?::\d+)?(?:[/?#][^\s]*)?")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")


class RefusedValueError(Exception):
    """A value does not fit its column; carries the reason."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def text(value: Any, _column: Column) -> Any:
    """Accept text; a number or a truth value becomes text."""
    if isinstance(value, str):
        if len(value) > MOST_CHARACTERS:
            raise RefusedValueError(msg("is {count} characters long and was left out", count=len(value)))
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    raise RefusedValueError(msg("is not text"))


def number(value: Any, column: Column) -> Any:
    """Accept a finite number, as such or as text; whole numbers become `int`."""
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedValueError(msg("is not a number: {value}", value=_short(value)))
    # Compared before asked: a whole number of a thousand digits is too large even to ask.
    if not -1e15 < value < 1e15:
        raise RefusedValueError(msg("is not a number: {value}", value=_short(value)))
    if abs(value) > _FURTHEST.get(column.name, 1e15):
        raise RefusedValueError(msg("is no place on Earth: {value}", value=_short(value)))
    return int(value) if float(value).is_integer() else value


def day(value: Any, _column: Column) -> Any:
    """Accept a day of the years 1800 to 2299 in one of the unambiguous spellings; becomes ISO 8601."""
    found = _read_day(str(value).strip())
    if found is None:
        raise RefusedValueError(msg("is not a date that can be read: {value}", value=_short(value)))
    if not _EARLIEST <= found.year < _LATEST:
        raise RefusedValueError(msg("is not a date of our time: {value}", value=_short(value)))
    return found.isoformat()


def moment(value: Any, column: Column) -> Any:
    """Accept a date, or a date with a time; becomes ISO 8601 with a time."""
    stripped = str(value).strip()
    try:
        if len(stripped) > 10 and _EARLIEST <= datetime.fromisoformat(stripped).year < _LATEST:
            return stripped[:10] + "T" + stripped[11:]
    except ValueError:
        pass
    return f"{day(value, column)}T00:00:00Z"


def clock(value: Any, _column: Column) -> Any:
    """Accept a time of day; becomes HH:MM:SS."""
    stripped = str(value).strip()
    if (iso := _ISO_TIME.fullmatch(stripped)) is not None:
        return stripped if iso[3] else f"{iso[1]}:{iso[2]}:00{iso[4] or ''}"
    if found := time_of(stripped):
        return found
    raise RefusedValueError(msg("is not a time of day: {value}", value=_short(value)))


def uri(value: Any, _column: Column) -> Any:
    """Accept a web address; one without scheme gets `http://`, letters beyond ASCII are percent-encoded."""
    stripped = str(value).strip()
    if not _SCHEME.fullmatch(stripped) or (_DOMAIN.fullmatch(stripped) and "://" not in stripped):
        if not _DOMAIN.fullmatch(stripped):
            raise RefusedValueError(msg("is not a web address: {value}", value=_short(value)))
        stripped = f"http://{stripped}"
    encoded = quote(stripped, safe="%:/?#[]@!$&'()*+,;=-._~")
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", encoded)


def email(value: Any, _column: Column) -> Any:
    """Accept one e-mail address."""
    stripped = str(value).strip().removeprefix("mailto:")
    if not _EMAIL.fullmatch(stripped):
        raise RefusedValueError(msg("is not one e-mail address: {value}", value=_short(value)))
    return stripped


def choice(value: Any, column: Column) -> Any:
    """Accept one of the column's words, in any case and with the synonyms that exports use."""
    stripped = str(value).strip()
    for word in (stripped, stripped.lower(), stripped.upper(), _SYNONYMS.get(stripped.lower(), "")):
        if word in column.choices:
            return word
    raise RefusedValueError(msg("is none of the words that the field may hold: {value}", value=_short(value)))


CHECKS: dict[str, Callable[[Any, Column], Any]] = {
    "text": text,
    "number": number,
    "date": day,
    "datetime": moment,
    "time": clock,
    "uri": uri,
    "email": email,
    "choice": choice,
}
_SYNONYMS = {
    "open": "active",
    "published": "active",
    "closed": "defunct",
    "temporarily_closed": "temporarily closed",
    "monthly": "MONTHLY",
    "weekly": "WEEKLY",
}


def _read_day(stripped: str) -> date | None:
    try:
        if (iso := _ISO_DATE.fullmatch(stripped)) is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if (spelled := _SPELLED.fullmatch(stripped)) is not None:
            return date(int(spelled[3]), _MONTHS[spelled[1].lower()], int(spelled[2]))
        if (spelled := _SPELLED_DAY_FIRST.fullmatch(stripped)) is not None:
            return date(int(spelled[3]), _MONTHS[spelled[2].lower()], int(spelled[1]))
        if (slashed := _SLASHED.fullmatch(stripped)) is not None:
            return _slashed(int(slashed[1]), int(slashed[2]), slashed[3])
    except (ValueError, KeyError):
        return None
    return None


def _slashed(first: int, second: int, year: str) -> date | None:
    """Read 24/12/2015 and 12/24/15, where only one order is possible."""
    full = int(year) + (2000 if len(year) == 2 else 0)
    if first > 12 or first == second:
        return date(full, second, first)
    return date(full, first, second) if second > 12 else None


def _short(value: Any) -> str:
    return str(value)[:60]
