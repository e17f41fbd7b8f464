"""A timeline of doses as shapes on an age axis: one row an antigen. Shapes differ, so that no colour is needed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from referral_assistant.letters.fonts import Font, library
from referral_assistant.letters.pdf import number
from referral_assistant.message import Message, msg


class Mark(Enum):
    """What a shape stands for; its value is what the legend says."""

    GIVEN = msg("given, counts")
    NOT_COUNTED = msg("given: ask if it counts")
    OVERDUE = msg("was due from here")
    DUE = msg("ask today")
    NEXT = msg("comes next")


@dataclass(frozen=True, slots=True)
class Row:
    """The marks of one antigen, each at its place from 0 (birth) to 1 (the end of the axis)."""

    name: Message
    marks: tuple[tuple[float, Mark], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows, today's place, and the ages in years that the axis names."""

    rows: tuple[Row, ...]
    today: float
    ticks: tuple[tuple[float, str], ...]

    @property
    def used(self) -> tuple[Mark, ...]:
        """The kinds of mark that occur, in the order of the legend."""
        there = {mark for row in self.rows for _, mark in row.marks}
        return tuple(mark for mark in Mark if mark in there)


RADIUS = 0.36
"""Half the width of a shape, as a share of its row."""
AXIS = msg("Age in years")
TODAY = msg("today")


def shape(mark: Mark, x: float, y: float, r: float) -> str:
    """Return the path of MARK around (x, y), R units to each side, to be filled by the even-odd rule."""
    match mark:
        case Mark.GIVEN:
            return _circle(x, y, r * 0.9)
        case Mark.NOT_COUNTED:
            return f"{_circle(x, y, r * 0.9)} {_circle(x, y, r * 0.6)}"
        case Mark.OVERDUE:
            return _closed((x, y - r), (x + r, y + r * 0.9), (x - r, y + r * 0.9))
        case Mark.DUE:
            return _closed((x, y - r * 1.1), (x + r * 1.1, y), (x, y + r * 1.1), (x - r * 1.1, y))
        case Mark.NEXT:
            outer, inner = r * 0.85, r * 0.55
            return f"{_square(x, y, outer)} {_square(x, y, inner)}"


def row_path(row: Row, timeline: Timeline, width: float, height: float, *, mirrored: bool) -> str:
    """Return a whole row as one path: its line, today's line, and its marks."""
    radius = height * RADIUS
    return " ".join(
        (
            _bar(radius, height / 2 - 0.02 * height, width - 2 * radius, 0.04 * height),
            _bar(place(timeline.today, width, radius, mirrored=mirrored) - 0.03 * height, 0, 0.06 * height, height),
            *(shape(mark, place(at, width, radius, mirrored=mirrored), height / 2, radius) for at, mark in row.marks),
        )
    )


def place(at: float, width: float, radius: float, *, mirrored: bool) -> float:
    """Return where on a row of WIDTH the place AT lies."""
    return radius + (1 - at if mirrored else at) * (width - 2 * radius)


def _circle(x: float, y: float, r: float) -> str:
    side = number(r)
    there, back = number(2 * r), number(-2 * r)
    return f"M{number(x - r)} {number(y)}a{side} {side} 0 1 0 {there} 0a{side} {side} 0 1 0 {back} 0z"


def _square(x: float, y: float, r: float) -> str:
    return _bar(x - r, y - r, 2 * r, 2 * r)


def _bar(x: float, y: float, width: float, height: float) -> str:
    return _closed((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _closed(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"


def axis_path(timeline: Timeline, width: float, height: float, *, mirrored: bool, radius: float) -> str:
    """Return the ages under the rows as outlines: a text beside each other text would have no room there."""
    size = height * 0.9
    parts = []
    for at, age in timeline.ticks:
        wide = sum(_advance(letter) for letter in age) * size / 1000
        left = place(at, width, radius, mirrored=mirrored) - wide / 2
        x = min(max(left, 0), width - wide)
        for letter in age:
            parts.append(_outline(letter, x, height * 0.82, size / 1000))
            x += _advance(letter) * size / 1000
    return " ".join(parts)


def _latin() -> Font:
    return library().chain("en", bold=False).latin


def _advance(letter: str) -> int:
    font = _latin()
    return font.advance(int(font.handle.get_nominal_glyph(ord(letter)) or 0))


def _outline(letter: str, x: float, y: float, scale: float) -> str:
    pen = _Pen(x, y, scale)
    font = _latin()
    font.handle.draw_glyph_with_pen(int(font.handle.get_nominal_glyph(ord(letter)) or 0), pen)
    return " ".join(pen.parts)


class _Pen:
    """Takes the outline of a glyph, as fontTools' pens do, and writes it as path data."""

    def __init__(self, x: float, y: float, scale: float) -> None:
        self._x, self._y, self._scale = x, y, scale
        self.parts: list[str] = []

    def _put(self, command: str, *points: tuple[float, float]) -> None:
        placed = (f"{number(self._x + x * self._scale)} {number(self._y - y * self._scale)}" for x, y in points)
        self.parts.append(command + " ".join(placed))

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the pen protocol's own name
        self._put("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._put("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._put("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._put("C", *points)

    def closePath(self) -> None:  # noqa: N802
        self.parts.append("z")
