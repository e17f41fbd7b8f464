"""SVG path data to PDF path operators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import acos, ceil, copysign, cos, pi, radians, sin, sqrt, tan

from referral_assistant.errors import InputError
from referral_assistant.letters.pdf import number
from referral_assistant.message import msg

_LONGEST = 100_000
_FARTHEST = 1e6
_TOKEN = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
Point = tuple[float, float]


@lru_cache(maxsize=256)
def operators(data: str) -> str:
    """Return path DATA as PDF operators in the same coordinates. Raises InputError for what is not path data."""
    if len(data) > _LONGEST:
        raise _broken()
    return " ".join(_Path().draw(data))


def _broken() -> InputError:
    return InputError(msg("A drawing cannot be read."), msg("Choose another picture."))


class _Path:
    """The state of a path while it is read: where the pen is, where the figure began, the last control point."""

    def __init__(self) -> None:
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.control: tuple[str, Point] = ("", (0.0, 0.0))

    def draw(self, data: str) -> Iterator[str]:
        for command, values in _commands(data):
            yield from self._step(command.upper(), values, relative=command.islower())

    def _step(self, kind: str, values: list[float], *, relative: bool) -> Iterator[str]:
        x, y = self.at if relative else (0.0, 0.0)
        if kind == "Z":
            self.at = self.start
            yield "h"
        elif kind == "H":
            yield self._line((values[0] + x, self.at[1]))
        elif kind == "V":
            yield self._line((self.at[0], values[0] + y))
        elif kind == "A":
            yield from self._arc(values[:5], (values[5] + x, values[6] + y))
        else:
            points = [(values[i] + x, values[i + 1] + y) for i in range(0, len(values), 2)]
            yield self._points(kind, points)
            return
        self.control = ("", self.at)

    def _points(self, kind: str, points: list[Point]) -> str:
        if kind == "M":
            self.at = self.start = points[0]
            self.control = ("", self.at)
            return f"{number(self.at[0])} {number(self.at[1])} m"
        if kind == "L":
            self.control = ("", points[0])
            return self._line(points[0])
        if kind in "ST":
            points = [self._mirrored("CS" if kind == "S" else "QT"), *points]
        control = points[-2]
        if kind in "QT":
            points = _raised(self.at, points[0], points[1])
        self.control = (kind, control)
        self.at = points[-1]
        return " ".join(f"{number(px)} {number(py)}" for px, py in points) + " c"

    def _mirrored(self, kinds: str) -> Point:
        kind, (x, y) = self.control
        return (2 * self.at[0] - x, 2 * self.at[1] - y) if kind and kind in kinds else self.at

    def _line(self, to: Point) -> str:
        self.at = to
        return f"{number(to[0])} {number(to[1])} l"

    def _arc(self, shape: list[float], to: Point) -> Iterator[str]:
        start, self.at = self.at, to
        rx, ry, turn, large, sweep = shape
        if not rx or not ry or start == to:
            yield f"{number(to[0])} {number(to[1])} l"
            return
        yield from _curves(start, to, abs(rx), abs(ry), radians(turn), large=large != 0, sweep=sweep != 0)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    tokens = _split_flags(data)
    command = ""
    index = 0
    while index < len(tokens):
        if tokens[index].isalpha():
            command = tokens[index]
            index += 1
        elif not command or command in "Zz":
            raise _broken()
        count = _COUNTS[command.upper()]
        try:
            values = [float(token) for token in tokens[index : index + count]]
        except ValueError as error:
            raise _broken() from error
        if len(values) != count or not all(-_FARTHEST <= value <= _FARTHEST for value in values):
            raise _broken()
        yield command, values
        index += count
        command = {"M": "L", "m": "l"}.get(command, command)


def _split_flags(data: str) -> list[str]:
    """Cut DATA into tokens; the two flags of an arc may be written without a space (`a1 1 0 01.5 2`)."""
    tokens: list[str] = []
    command, count, at = "", 0, 0
    while at < len(data):
        flag = command in "Aa" and bool(command) and count % 7 in (3, 4)
        found = re.compile(r"[01]").match(data, at) if flag else _TOKEN.match(data, at)
        if not found:
            if data[at] not in " ,\t\r\n":
                raise _broken()
            at += 1
            continue
        token = found.group()
        command, count = (token, 0) if token.isalpha() else (command, count + 1)
        tokens.append(token)
        at = found.end()
    return tokens


def _raised(start: Point, control: Point, end: Point) -> list[Point]:
    """Return a quadratic curve as a cubic one."""
    first = (start[0] + (control[0] - start[0]) * 2 / 3, start[1] + (control[1] - start[1]) * 2 / 3)
    second = (end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3)
    return [first, second, end]


def _curves(start: Point, end: Point, rx: float, ry: float, turn: float, *, large: bool, sweep: bool) -> Iterator[str]:
    """Return an elliptical arc as cubic curves (SVG 1.1, F.6.5)."""
    c, s = cos(turn), sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = c * dx + s * dy, c * dy - s * dx
    grow = sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    square = (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2
    factor = sqrt(max(0.0, square / ((rx * y) ** 2 + (ry * x) ** 2))) * (1 if large != sweep else -1)
    mx, my = factor * rx * y / ry, -factor * ry * x / rx
    centre = (c * mx - s * my + (start[0] + end[0]) / 2, s * mx + c * my + (start[1] + end[1]) / 2)
    first = _angle((1, 0), ((x - mx) / rx, (y - my) / ry))
    swept = _angle(((x - mx) / rx, (y - my) / ry), ((-x - mx) / rx, (-y - my) / ry)) % (2 * pi)
    swept -= 0 if sweep else 2 * pi
    steps = max(1, ceil(abs(swept) / (pi / 2) - 1e-9))
    step = swept / steps
    reach = tan(step / 4) * 4 / 3
    for index in range(steps):
        a, b = first + index * step, first + (index + 1) * step
        local = [
            (cos(a) - reach * sin(a), sin(a) + reach * cos(a)), (cos(b) + reach * sin(b), sin(b) - reach * cos(b)), (cos(b), sin(b)),
        ]  # fmt: skip
        placed = [(centre[0] + c * u * rx - s * v * ry, centre[1] + s * u * rx + c * v * ry) for u, v in local]
        yield " ".join(f"{number(px)} {number(py)}" for px, py in placed) + " c"


def _angle(u: Point, v: Point) -> float:
    length = sqrt((u[0] ** 2 + u[1] ** 2) * (v[0] ** 2 + v[1] ** 2))
    cosine = max(-1.0, min(1.0, (u[0] * v[0] + u[1] * v[1]) / length)) if length else 1.0
    return copysign(acos(cosine), u[0] * v[1] - u[1] * v[0])
