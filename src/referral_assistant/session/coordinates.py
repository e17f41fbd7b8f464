"""Read where a place is, from what people copy: degrees in any form and digits, links to maps. Doubt is asked, not guessed."""

from __future__ import annotations

import re
from typing import NamedTuple

from referral_assistant.directory.editable import western_digits
from referral_assistant.message import Message, msg

LONGEST = 400
_EXAMPLE = "16.7133, 98.5716"
_HIDDEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_NUMBER = r"[-+]?\d{1,3}(?:\.\d{1,15})?"
# How maps write a point into their links; the first that is found is meant.
_LINKS = tuple(
    re.compile(pattern.replace("N", f"({_NUMBER})"))
    for pattern in (
        r"!3dN!4dN",
        r"[?&#](?:m?lat|latitude)=N.*?[?&](?:m?lon|m?lng|longitude)=N",
        r"#map=\d{1,2}(?:\.\d+)?/N/N",
        r"[?&](?:q|query|ll|sll|daddr|destination|center|loc)=(?:loc:)?N,\+?N",
        r"/@N,N",
        r"(?:place|search|dir)/N,\+?N",
        r"^geo:N,N",
    )
)
_DEGREES = re.compile(
    r"([NSEW])?\s*([-+]?\d{1,3}(?:\.\d{1,15})?)\s*(?:°|º|deg|d)?\s*"
    r"(?:(\d{1,2}(?:\.\d{1,15})?)\s*(?:'|min|m)\s*)?(?:(\d{1,2}(?:\.\d{1,15})?)\s*(?:\"|''|sec|s)\s*)?([NSEW])?",
    re.IGNORECASE,
)
_MARKS = {"′": "'", "’": "'", "‘": "'", "ʹ": "'", "″": '"', "”": '"', "“": '"', "−": "-", "–": "-", "٫": ".", "،": ","}
_FURTHEST_NORTH, _FURTHEST_EAST = 90, 180


class Point(NamedTuple):
    """Degrees north and east, WGS 84."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        return ", ".join(f"{one:.7f}".rstrip("0").rstrip(".") for one in self)


class CoordinatesError(ValueError):
    """A text that names no point, or two; `sentence` says what to do, `meant` is the point where it is nearly sure."""

    def __init__(self, sentence: Message, meant: Point | None = None) -> None:
        super().__init__(str(sentence))
        self.sentence, self.meant = sentence, meant


def read_coordinates(text: str) -> Point | None:
    """Read a point; None for an empty text. Raises CoordinatesError."""
    if not text.strip():
        return None
    if len(text) > LONGEST:
        raise CoordinatesError(msg("That is too long. Write the two numbers, such as {example}.", example=_EXAMPLE))
    told = _HIDDEN.sub("", western_digits(text)).strip()
    for mark, plain in _MARKS.items():
        told = told.replace(mark, plain)
    if "://" in told or told.lower().startswith("geo:"):
        return _from_link(told.replace("%2C", ",").replace("%2c", ",").replace("%20", ""))
    return _point(*_two(told.strip("()[] ")))


def _from_link(told: str) -> Point:
    for pattern in _LINKS:
        if found := pattern.search(told if not told.lower().startswith("geo:") else told.lower()):
            return _point(float(found[1]), float(found[2]))
    raise CoordinatesError(
        msg(
            "This link does not say where the point is. Copy the two numbers from the map, such as {example}.",
            example=_EXAMPLE,
        )
    )


def _two(told: str) -> tuple[float, float]:
    """Read two values, north and south first unless letters say otherwise."""
    parts = _halves(told)
    found = [_DEGREES.fullmatch(part) for part in parts]
    if len(found) != 2 or not all(found):
        raise CoordinatesError(
            msg("Write the two numbers of the point, north first, such as {example}.", example=_EXAMPLE)
        )
    first, second = (_value(one) for one in found if one)
    letters = first[1] + second[1]
    if letters in {"", "NE", "N", "E"}:
        return first[0], second[0]
    if letters == "EN":
        return second[0], first[0]
    raise CoordinatesError(
        msg("One number says how far north or south, the other how far east or west. Write one of each.")
    )


def _halves(told: str) -> list[str]:
    """Cut a text into its two values: at a semicolon, a comma, after a letter, or at a space."""
    if re.fullmatch(r"[^;]+;[^;]+", told):
        return [part.strip().replace(",", ".") for part in told.split(";")]
    if told.count(",") in {2, 3} and re.fullmatch(r"\S+,\d+[\s,]+\S+,\d+\D*", told):
        # Decimal commas: 16,7133 98,5716
        halves = re.split(r"(?<=\d)\D{0,2},?\s+", told, maxsplit=1)
        return [part.replace(",", ".") for part in halves]
    if told.count(",") == 1:
        return [part.strip() for part in told.split(",")]
    if found := re.fullmatch(r"(?i)([NSEW].*\d[^a-z]*?)\s*([NSEW].*)", told):
        return [found[1].strip(), found[2].strip()]
    if found := re.fullmatch(r"(?i)(.*\d[^a-z\d]*[NSEW])\s*(?=[\d+-])(.*)", told):
        return [found[1].strip(), found[2].strip()]
    return told.split()


def _value(found: re.Match[str]) -> tuple[float, str]:
    """Return degrees, south and west below zero, and which of the two axes was said: N, E or nothing."""
    before, degrees, minutes, seconds, after = found.groups()
    letter = (before or after or "").upper()
    if before and after:
        raise CoordinatesError(msg("Write each letter once, such as {example}.", example="16.7133 N, 98.5716 E"))
    parts = [float(one or 0) for one in (degrees, minutes, seconds)]
    if parts[1] >= 60 or parts[2] >= 60:
        raise CoordinatesError(msg("Minutes and seconds go up to 59. Read the numbers again."))
    value = abs(parts[0]) + parts[1] / 60 + parts[2] / 3600
    below = degrees.startswith("-") != (letter in {"S", "W"})
    return (-value if below else value), {"S": "N", "W": "E"}.get(letter, letter)


def _point(north: float, east: float) -> Point:
    point = Point(round(north, 7), round(east, 7))
    if abs(north) > _FURTHEST_NORTH and abs(east) <= _FURTHEST_NORTH and abs(north) <= _FURTHEST_EAST:
        meant = Point(point.longitude, point.latitude)
        raise CoordinatesError(msg("No place is that far north. Did you mean {point}?", point=str(meant)), meant)
    if abs(north) > _FURTHEST_NORTH or abs(east) > _FURTHEST_EAST:
        raise CoordinatesError(msg("There is no such place on Earth. Read the numbers again."))
    if point == (0, 0):
        raise CoordinatesError(msg("This point lies in the sea off Africa. Leave it empty when nobody knows it."))
    return point
