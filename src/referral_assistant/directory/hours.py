"""Opening hours as a week to fill in, days that come every so often, and closures; what is none of these stays untouched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from referral_assistant.directory.editable import (
    Fault,
    Kept,
    day_fault,
    day_from,
    put_children,
    span_fault,
    told_of,
    with_cells,
    with_id,
)
from referral_assistant.directory.hours_text import HoursError, Span, read_spans
from referral_assistant.directory.hsds.ids import derived_id, term
from referral_assistant.directory.hsds.week import DAYS
from referral_assistant.directory.reading import CLOSED, is_closure, own
from referral_assistant.message import Message, msg

_TERM = term(CLOSED, "From `valid_from` to `valid_to` the service is closed, whatever its other hours say.")
ORDINALS = ("1", "2", "3", "4", "-1")
"""Which one in the month; -1 is the last."""
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d(?::00)?")
_CODE = re.compile(rf"({'|'.join(ORDINALS)})?({'|'.join(DAYS)})")
# Fields that repeat in a way that no line of ours can say; a schedule that holds one is kept as it is.
_BEYOND = ("until", "count", "byweekno", "bymonthday", "byyearday", "timezone")


class Every(StrEnum):
    """How a line of hours comes again."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    CLOSED = "closed"
    AS_IT_IS = "as_it_is"
    GONE = "gone"
    """Emptied: not written any more. It keeps its place, so that the other lines keep theirs while a person types."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of hours, cell by cell as text; `typed` are hours of the week that cannot be read (yet).

    `ordinals` and `days` together say which days: 2 and TU is the second Tuesday. `start` is a day of the first of
    every second week. `kept`: the schedule that it was read from.
    """

    every: Every = Every.WEEK
    days: tuple[str, ...] = ()
    opens: str = ""
    closes: str = ""
    ordinals: tuple[str, ...] = ()
    start: str = ""
    valid_from: str = ""
    valid_to: str = ""
    note: str = ""
    typed: str = ""
    kept: Kept = field(default=None, hash=False)

    @property
    def in_grid(self) -> bool:
        """Whether the line is part of the plain week, every week of the year."""
        return self.every is Every.WEEK and not self.valid_from and not self.valid_to and bool(self.days)

    @property
    def span(self) -> Span:
        """From when to when."""
        return Span(self.opens, self.closes)

    @property
    def is_bare(self) -> bool:
        """Whether the line says nothing but days and hours, so that a further day can join it."""
        beside = {"id", "freq", "byday", "opens_at", "closes_at", "interval", "wkst", "service_id", "location_id"}
        return not self.typed and not (set(self.kept or ()) - beside)


# Out of a record, and into it

Schedule = Mapping[str, Any]


def lines_of(record: Mapping[str, Any]) -> tuple[Line, ...]:
    """Read the schedules of a record (a service, a place, a link between them)."""
    return tuple(_line(one) for one in record.get("schedules", ()))


def put_lines(record: Mapping[str, Any], lines: Sequence[Line]) -> dict[str, Any]:
    """Return the record with these lines as its schedules; an untouched line is the very schedule it was."""
    taken = {str(line.kept["id"]) for line in lines if line.kept is not None and "id" in line.kept}
    lines = [line for line in lines if line.every is not Every.GONE]
    parent = str(record.get("id", ""))
    return put_children(record, "schedules", [with_id(_schedule(line), parent, "schedule", taken) for line in lines])


def _line(schedule: Schedule) -> Line:
    told = {name: str(schedule.get(name) or "") for name in ("opens_at", "closes_at", "valid_from", "valid_to")}
    common: dict[str, Any] = {
        "valid_from": told["valid_from"],
        "valid_to": told["valid_to"],
        "note": str(schedule.get("description") or ""),
        "kept": schedule,
    }
    if is_closure(schedule) and not schedule.get("byday") and (schedule.get("valid_from") or own(schedule, CLOSED)):
        return Line(Every.CLOSED, **common)
    every, ordinals, days = _pattern(schedule)
    if every is Every.AS_IT_IS:
        return Line(every, kept=schedule)
    start = str(schedule.get("dtstart") or "") if every is Every.FORTNIGHT else ""
    if not told["opens_at"] and not told["closes_at"] and isinstance(schedule.get("x_opens_at"), str):
        return Line(every, days, ordinals=ordinals, start=start, typed=schedule["x_opens_at"], **common)
    if not all(_CLOCK.fullmatch(told[name]) for name in ("opens_at", "closes_at")):
        return Line(Every.AS_IT_IS, kept=schedule)
    opens, closes = told["opens_at"][:5], told["closes_at"][:5]
    if closes <= opens:
        return Line(Every.AS_IT_IS, kept=schedule)
    return Line(every, days, opens, closes, ordinals, start, **common)


def _pattern(schedule: Schedule) -> tuple[Every, tuple[str, ...], tuple[str, ...]]:
    """Return how a schedule comes again, which ones in the month, and on which days."""
    nothing: tuple[Every, tuple[str, ...], tuple[str, ...]] = (Every.AS_IT_IS, (), ())
    if any(schedule.get(name) not in (None, "") for name in _BEYOND):
        return nothing
    codes = [_CODE.fullmatch(code) for code in str(schedule.get("byday") or "").split(",")]
    found = [(code[1] or "", code[2]) for code in codes if code]
    if len(found) != len(codes) or len(set(found)) != len(found):
        return nothing
    days = tuple(dict.fromkeys(day for _, day in found))
    ordinals = tuple(dict.fromkeys(ordinal for ordinal, _ in found))
    freq, interval = schedule.get("freq") or "WEEKLY", schedule.get("interval")
    if freq == "WEEKLY" and ordinals == ("",) and interval in (None, 1, 2):
        return Every.FORTNIGHT if interval == 2 else Every.WEEK, (), days
    whole = len(found) == len(days) * len(ordinals)
    if freq == "MONTHLY" and "" not in ordinals and whole and interval in (None, 1):
        return Every.MONTH, ordinals, days
    return nothing


def _schedule(line: Line) -> dict[str, Any]:
    if line.kept is not None and _line(line.kept) == line:
        return dict(line.kept)
    schedule = with_cells(
        line.kept, {"valid_from": line.valid_from, "valid_to": line.valid_to, "description": line.note}
    )
    if line.every is Every.CLOSED:
        return _closure(schedule)
    schedule["freq"] = "MONTHLY" if line.every is Every.MONTH else "WEEKLY"
    schedule["byday"] = ",".join(f"{ordinal}{day}" for ordinal in line.ordinals or ("",) for day in line.days)
    if line.every is Every.FORTNIGHT:
        schedule |= {"interval": 2, **({"dtstart": line.start} if line.start else {})}
    else:
        schedule.pop("interval", None)
    for name, clock in (("opens_at", line.opens), ("closes_at", line.closes)):
        if not clock:
            schedule.pop(name, None)
        elif clock != str(schedule.get(name, ""))[:5]:
            schedule[name] = f"{clock}:00"
    schedule.pop("x_opens_at", None)
    return schedule if line.opens else {**schedule, "x_opens_at": line.typed}


def _closure(schedule: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in schedule.items() if name not in {"freq", "byday", "opens_at", "closes_at"}}
    if own(rest, CLOSED):
        return rest
    seed = f"{rest.get('valid_from', '')}/{rest.get('valid_to', '')}/{rest.get('description', '')}"
    mark = {"id": derived_id(f"{CLOSED}/{seed}"), "link_type": CLOSED, "value": "yes", "taxonomy_term": _TERM}
    return {**rest, "attributes": [*rest.get("attributes", ()), mark]}


# The week to fill in

Week = Mapping[str, str]
"""What stands in the week for each day, MO to SU, as text."""


def week_of(lines: Sequence[Line]) -> dict[str, str]:
    """Return the hours of each day as text, as they can be typed again."""
    week = {}
    for day in DAYS:
        here = [line for line in lines if line.in_grid and day in line.days]
        spans = sorted({line.span for line in here if not line.typed})
        week[day] = ", ".join([*map(str, spans), *(line.typed for line in here if line.typed)])
    return week


def with_week(lines: Sequence[Line], week: Week) -> tuple[Line, ...]:
    """Return the lines with other hours in the week; lines that say what still holds stay as they are.

    Hours that cannot be read are kept as they were typed.
    """
    before = week_of(lines)
    for day in DAYS:
        text = week.get(day, before[day])
        if text.strip() != before[day]:
            lines = _with_day(lines, day, text)
    return tuple(lines)


def _with_day(lines: Sequence[Line], day: str, text: str) -> list[Line]:
    try:
        wanted = list(read_spans(text))
    except HoursError:
        return [*_without(lines, day, []), Line(days=(day,), typed=text.strip()[:400])]
    after = _without(lines, day, wanted)
    for span in wanted:
        if any(line.in_grid and day in line.days and line.span == span for line in after):
            continue
        place = next((at for at, line in enumerate(after) if line.in_grid and line.is_bare and line.span == span), None)
        if place is None:
            after.append(Line(days=(day,), opens=span.opens, closes=span.closes))
        else:
            days = {*after[place].days, day}
            after[place] = replace(after[place], days=tuple(one for one in DAYS if one in days))
    return after


def _without(lines: Sequence[Line], day: str, wanted: Sequence[Span]) -> list[Line]:
    """Take a day out of the week, but where its hours are wanted; a line without days is gone."""
    kept = []
    for line in lines:
        if line.in_grid and day in line.days and (line.typed or line.span not in wanted):
            days = tuple(one for one in line.days if one != day)
            kept.append(replace(line, days=days, every=line.every if days else Every.GONE))
        else:
            kept.append(line)
    return kept


def line_faults(line: Line) -> tuple[Fault, ...]:
    """Say what is wrong with a line, each with what to do."""
    return told_of(_line_faults(line), untouched=line.kept is not None and _line(line.kept) == line)


def _line_faults(line: Line) -> Sequence[Fault | None]:
    if line.every in {Every.AS_IT_IS, Every.GONE}:
        return ()
    found: list[Fault | None] = [day_fault(name, getattr(line, name)) for name in ("start", "valid_from", "valid_to")]
    found.append(span_fault("valid_to", line.valid_from, line.valid_to))
    if line.every is Every.CLOSED:
        if not line.valid_from:
            found.append(Fault("valid_from", msg("Say from which day it is closed.")))
        elif not line.valid_to:
            stays = msg("Without a last day it stays closed until you take this out.")
            found.append(Fault("valid_to", stays, blocks=False))
        return found
    if line.every is Every.MONTH and not line.ordinals:
        found.append(Fault("ordinals", msg("Say which one in the month.")))
    if not line.days:
        found.append(Fault("days", msg("Say on which day.")))
    if line.every is Every.FORTNIGHT and not day_from(line.start):
        found.append(Fault("start", msg("Say one day on which it is open, so that the weeks can be counted.")))
    if line.typed or not line.opens:
        found.append(Fault("hours", _unread(line.typed)))
    return found


def _unread(typed: str) -> Message:
    try:
        read_spans(typed)
    except HoursError as error:
        return error.sentence
    return msg("Say from when to when.")


def with_hours(line: Line, text: str) -> tuple[Line, ...]:
    """Return the line with other hours; several spans make several lines. What cannot be read stays as it was typed."""
    try:
        spans = read_spans(text)
    except HoursError:
        spans = ()
    if not spans:
        return (replace(line, opens="", closes="", typed=text.strip()[:400]),)
    first = replace(line, opens=spans[0].opens, closes=spans[0].closes, typed="")
    more = (replace(line, opens=one.opens, closes=one.closes, typed="", kept=None) for one in spans[1:])
    return (first, *more)
