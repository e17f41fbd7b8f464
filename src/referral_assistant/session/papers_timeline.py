"""From a judged card to its timeline: ages on an axis that gives the first year the room it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from math import sqrt

from referral_assistant.letters.timeline import Mark, Row, Timeline
from referral_assistant.session.vaccine_cards import Card, Line
from referral_assistant.vaccination import Standing, Status
from referral_assistant.vaccination.turning import births

_YEAR = 365.25
_TICKS = ((0, "0"), (0.5, "½"), (1, "1"), (2, "2"), (3, "3"), (5, "5"), (7, "7"), (10, "10"), (15, "15"), (20, "20"))
_APART = 0.085
_SURE = 31
"""Days of birth may differ by so many days for the picture to be honest: it is less than a shape is wide."""


def timeline_of(card: Card, as_of: date, *, most_rows: int = 40) -> Timeline | None:
    """Draw up the timeline; None when the age is not known well enough, or when there is nothing to show."""
    found = births(card.person, as_of)
    if found[-1] - found[0] > _SURE:
        return None
    born = (found[0] + found[-1]) // 2
    today = max(card.on.toordinal() - born, 1)
    end = today + max(0.3 * today, 0.4 * _YEAR)

    def at(day: int) -> float:
        return sqrt(min(max((day - born) / end, 0), 1))

    rows = [Row(line.answer.antigen.name, _marks(line, card.on.toordinal(), born + end, at)) for line in card.lines]
    shown = [row for row in rows if row.marks]
    if len(shown) > most_rows:
        pressing = sorted(range(len(shown)), key=lambda number: not _is_pressing(shown[number]))[:most_rows]
        shown = [shown[number] for number in sorted(pressing)]
    return Timeline(tuple(shown), at(card.on.toordinal()), _ticks(end)) if shown else None


def _is_pressing(row: Row) -> bool:
    return any(mark in {Mark.DUE, Mark.OVERDUE} for _, mark in row.marks)


def _marks(line: Line, today: int, end: float, at: Callable[[int], float]) -> tuple[tuple[float, Mark], ...]:
    answer = line.answer
    marks = []
    for one in line.doses:
        if one.dose.on is not None:
            counts = one.standing in {Standing.COUNTS, None}
            marks.append((at(one.dose.on.toordinal()), Mark.GIVEN if counts else Mark.NOT_COUNTED))
    since = answer.since.toordinal() if answer.since else None
    if answer.status is Status.OVERDUE and since is not None:
        marks.append((at(since), Mark.OVERDUE))
    if answer.status in {Status.DUE, Status.OVERDUE, Status.VACCINATOR_DECIDES} and answer.may_be_due:
        marks.append((at(today), Mark.DUE))
    if answer.status is Status.NOT_YET and since is not None and since <= end:
        marks.append((at(since), Mark.NEXT))
    return tuple(marks)


def _ticks(end: float) -> tuple[tuple[float, str], ...]:
    return tuple(_kept(end))


def _kept(end: float) -> Iterator[tuple[float, str]]:
    last = -1.0
    for years, words in _TICKS:
        here = sqrt(years * _YEAR / end)
        if here <= 1 and here - last >= _APART:
            last = here
            yield here, words
