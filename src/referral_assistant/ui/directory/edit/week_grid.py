"""When it is open: a week to fill in, then what comes every so often, and closures; what these cannot say stays, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import time
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.directory.editable import Fault, day_from
from referral_assistant.directory.hours import ORDINALS, Every, Line, line_faults, week_of, with_hours, with_week
from referral_assistant.directory.hours import lines_of as rows_from
from referral_assistant.directory.hours import put_lines as written
from referral_assistant.directory.hours_text import HoursError, read_spans, spans_text
from referral_assistant.directory.hsds.week import DAYS
from referral_assistant.message import Message, msg
from referral_assistant.service import Hours
from referral_assistant.ui.directory.edit.part import Offer, Part, Told
from referral_assistant.ui.directory.words import hours_text, of_the_month
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.written import Field
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Text, Words

__all__ = ["WeekPart", "rows_from", "written"]

_HINT = "08:00\u201312:00, 13:00\u201316:30"
_OFTEN: tuple[Offer, ...] = (
    (Every.WEEK, msg("Every week, for some time")),
    (Every.FORTNIGHT, msg("Every second week")),
    (Every.MONTH, msg("Some weeks of the month")),
)
_WHICH: tuple[Offer, ...] = (
    ("1", msg("First")),
    ("2", msg("Second")),
    ("3", msg("Third")),
    ("4", msg("Fourth")),
    ("-1", msg("Last")),
)
assert tuple(which for which, _ in _WHICH) == ORDINALS


class WeekPart(Part):
    """The opening hours of a service or a place."""

    name = "hours"

    def __init__(self, page: Screen, rows: Sequence[Line]) -> None:
        super().__init__(page, rows)
        self._origin: tuple[Line, ...] = self.rows
        self._copying: str | None = None
        self._days: dict[str, Field] = {}
        self.renew()

    def show_rows(self, rows: Sequence[Line]) -> None:
        """Show other lines; the week is counted from them."""
        if tuple(rows) != self.rows:
            self._origin = tuple(rows)
        super().show_rows(rows)

    def take(self, rows: Sequence[Line], *, again: bool = True) -> None:
        """Take in changed lines; the week is counted from them."""
        self._origin = tuple(rows)
        super().take(rows, again=again)

    def build(self) -> None:
        """Lay out the week, then the other lines."""
        self._add_week()
        others = [at for at, line in enumerate(self.rows) if not line.in_grid and line.every is not Every.GONE]
        if others:
            self.label(msg("Besides the week"), self.column)
        self.add_cards(others, self.column)
        row = Wrapping(8)
        often = self.add_button("add", msg("Other hours"), row)
        often.setAccessibleName(self.say(msg("Add hours that do not come every week")))
        often.clicked.connect(self.add_blank)
        closed = self.add_button("add-closed", msg("Holiday or closure"), row)
        closed.clicked.connect(lambda: self.add(Line(Every.CLOSED)))
        self.column.addLayout(row)

    # The week

    @property
    def days(self) -> list[str]:
        """The days of the week, from the one with which the region begins it."""
        first = self.desk.session.region.week_starts
        start = DAYS.index(first) if first in DAYS else 0
        return [*DAYS[start:], *DAYS[:start]]

    def _add_week(self) -> None:
        self.second(msg("From when to when, as you say it. Leave a day empty when it is closed."), self.column)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        week, line = week_of(self.rows), 0
        for day in self.days:
            name = self.desk.catalog.weekday(day)
            grid.addWidget(Text(name, self.desk.tag, self.look.px(SECOND), bold=True), line, 0)
            grid.addWidget(self._day_field(day, name, week[day]), line, 1)
            grid.addWidget(self._copy_button(day, name), line, 2)
            line += 1
            if day == self._copying:
                grid.addLayout(self._copy_row(day), line, 1, 1, 2)
                line += 1
        self.column.addWidget(holder)

    def _day_field(self, day: str, name: str, text: str) -> Field:
        words = Words(f"{self.say(msg('Open on {day}', day=name))}", self.desk.tag)
        field = Field(self.look, words, text, name=f"{self.name}-{day}", hint="", most=200, beside=True)
        field.edit.setPlaceholderText(self.say(msg("closed")))
        field.written.connect(lambda _: self._on_day_hours(day))
        self._days[day] = field
        return field

    def _on_day_hours(self, day: str) -> None:
        field = self._days[day]
        self._take_week({one: other.text() for one, other in self._days.items()})
        if not field.edit.hasFocus():
            self._write_out(field)

    def _write_out(self, field: Field) -> None:
        """Show how the hours were read, once nobody types in them."""
        try:
            shown = spans_text(read_spans(field.text()))
        except HoursError:
            return
        if shown != field.text():
            field.put(shown)
            field.tell()

    def _take_week(self, week: dict[str, str]) -> None:
        origin = self._origin
        super().take(with_week(origin, week), again=False)
        self._origin = origin

    def refresh(self) -> None:
        """Say under each day what is wrong with its hours."""
        for field in self._days.values():
            try:
                read_spans(field.text())
            except HoursError as error:
                field.say(self.words(error.sentence))
            else:
                field.say(None)

    def _copy_button(self, day: str, name: str) -> Button:
        button = Button(self.look, *self.words(msg("Copy")), kind=Kind.QUIET, size=SECOND, checkable=True)
        button.setObjectName(f"{self.name}-{day}-copy")
        button.setAccessibleName(self.say(msg("Copy the hours of {day} to other days", day=name)))
        button.setChecked(day == self._copying)
        button.clicked.connect(lambda: self._on_copying(day))
        return button

    def _on_copying(self, day: str) -> None:
        self.tell()
        self._copying = None if day == self._copying else day
        self.renew()
        if self._copying:
            self.focus_on(f"{self.name}-{day}-copy-all")

    def _copy_row(self, day: str) -> Wrapping:
        row = Wrapping(6)
        whole = self.add_button(f"{day}-copy-all", msg("To every day"), row, icon="")
        whole.clicked.connect(lambda: self._copy(day, self.days))
        weekdays = self.add_button(f"{day}-copy-working", msg("Monday to Friday"), row, icon="")
        weekdays.clicked.connect(lambda: self._copy(day, DAYS[:5]))
        for other in self.days:
            if other != day:
                button = Button(self.look, self.desk.catalog.weekday(other), self.desk.tag, size=SECOND)
                button.setObjectName(f"{self.name}-{day}-copy-{other}")
                button.clicked.connect(partial(self._on_copy, day, other))
                row.addWidget(button)
        return row

    def _on_copy(self, day: str, other: str) -> None:
        self._copy(day, (other,))

    def _copy(self, day: str, others: Sequence[str]) -> None:
        text = self._days[day].text()
        week = {one: field.text() for one, field in self._days.items()}
        self._take_week({**week, **dict.fromkeys(others, text)})
        self.renew()

    # The other lines

    def show_cell(self, position: int, cell: str) -> None:
        """Put the focus on the day that is wrong, or open the line."""
        line = self._line(position)
        if line.in_grid:
            self._days[line.days[0]].edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().show_cell(position, cell)

    def blank(self) -> Line:
        """Make a line on the first of its days in the month."""
        return Line(Every.MONTH, (self.days[0],), ordinals=("1",))

    def faults(self, row: Line) -> Sequence[Fault]:
        """Say what is wrong with a line."""
        return line_faults(row)

    def told(self, row: Line) -> Told:
        """Say a line in words."""
        colours, catalog = self.look.colours, self.desk.catalog
        if row.every is Every.AS_IT_IS:
            said = self.desk.in_a_row(*map(self.say, _as_it_is(row, catalog.weekday)))
            return Told(said or self.say(msg("Hours that say nothing")), self.say(msg("Kept as it is")), "clock")
        span = self.say(_span_words(row) or msg("{value}", value=""))
        if row.every is Every.CLOSED:
            said = self.say(msg("Closed"))
            return Told(self.desk.in_a_row(said, span), row.note, "close", colours.danger)
        hours = hours_text(catalog, Hours(opens=_clock(row.opens), closes=_clock(row.closes))) or row.typed
        if row.every is Every.WEEK:
            days = hours_text(catalog, Hours(row.days))
        else:
            days = catalog.listed(self.say(one) for one in self._often_words(row))
        start = self.say(msg("from {day}", day=begin)) if (begin := day_from(row.start)) else ""
        return Told(self.desk.in_a_row(days, hours), self.desk.in_a_row(start, span, row.note), "clock", colours.calm)

    def _often_words(self, row: Line) -> Iterator[Message]:
        for day in row.days:
            name = self.desk.catalog.weekday(day)
            if row.every is Every.FORTNIGHT:
                yield msg("Every second {day}", day=name)
            else:
                yield from (of_the_month(ordinal, name) for ordinal in row.ordinals)

    def fill(self, position: int, row: Line, column: QVBoxLayout) -> None:
        """Lay out the form of a line."""
        if row.every is Every.AS_IT_IS:
            self.second(msg("These hours cannot be written here. They stay as they are, or you take them out."), column)
            return
        if row.every is Every.CLOSED:
            self._add_days(position, row, column, msg("First day closed"), msg("Last day closed"))
            self._add_note(position, row, msg("What for, such as a holiday"), column)
            return
        self.choices(position, "every", msg("How often?"), _OFTEN, column, row.every, partial(self._on_every, position))
        if row.every is Every.MONTH:
            self._many(position, "ordinals", msg("Which one in the month?"), _WHICH, row.ordinals, column)
        names = [(day, msg("{value}", value=self.desk.catalog.weekday(day))) for day in self.days]
        self._many(position, "days", msg("On which days?"), names, row.days, column)
        if row.every is Every.FORTNIGHT:
            self.day(
                position, "start", msg("One day on which it is open"), row.start, column, self._cell(position, "start")
            )
        shown = row.typed or (str(row.span) if row.opens else "")
        self.field(
            position, "hours", msg("From when to when"), shown, column, partial(self._on_hours, position), hint=_HINT
        )
        self._add_days(position, row, column, msg("Only from"), msg("Only until"))
        self._add_note(position, row, msg("What else to know"), column)

    def _line(self, position: int) -> Line:
        line = self.rows[position]
        assert isinstance(line, Line)
        return line

    def _cell(self, position: int, cell: str) -> Callable[[str], None]:
        def on_written(text: str) -> None:
            self.put(position, replace(self._line(position), **{cell: text}))  # type: ignore[arg-type]

        return on_written

    def _on_every(self, position: int, every: str) -> None:
        line = self._line(position)
        ordinals = (line.ordinals or ("1",)) if every == Every.MONTH else ()
        self.put(position, replace(line, every=Every(every), ordinals=ordinals), again=True)
        self.renew()

    def _many(
        self,
        position: int,
        cell: str,
        label: Message,
        offers: Sequence[Offer],
        chosen: Sequence[str],
        column: QVBoxLayout,
    ) -> None:
        """Add a question with several answers; the last one that is chosen stays."""

        def on_chosen(value: str) -> None:
            now = getattr(self._line(position), cell)
            after = tuple(one for one, _ in offers if (one in now) != (one == value))
            if after:
                line = self._line(position)
                self.put(position, replace(line, days=after) if cell == "days" else replace(line, ordinals=after))
            self.renew()

        self.choices(position, cell, label, offers, column, chosen, on_chosen)

    def _on_hours(self, position: int, text: str) -> None:
        lines = with_hours(self._line(position), text)
        rows = (*self.rows[:position], *lines, *self.rows[position + 1 :])
        self.take(rows, again=len(lines) > 1)

    def _add_days(self, position: int, row: Line, column: QVBoxLayout, first: Message, last: Message) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        self.day(position, "valid_from", first, row.valid_from, line, self._cell(position, "valid_from"))
        self.day(position, "valid_to", last, row.valid_to, line, self._cell(position, "valid_to"))
        column.addLayout(line)

    def _add_note(self, position: int, row: Line, label: Message, column: QVBoxLayout) -> None:
        self.field(position, "note", label, row.note, column, self._cell(position, "note"))


_ID_FIELDS = frozenset({"id", "service_id", "location_id", "service_at_location_id"})


def _as_it_is(row: Line, weekday: Callable[[str], str]) -> Iterator[Message]:
    """Say what a schedule of another kind holds, field by field."""
    for name, value in (row.kept or {}).items():
        if name in _ID_FIELDS or not isinstance(value, str | int | float) or (name, value) == ("freq", "WEEKLY"):
            continue
        text = str(value)
        if name == "bymonthday":
            yield msg("days of the month: {days}", days=text.replace(",", ", "))
        elif name == "byday":
            yield msg("{value}", value=", ".join(weekday(one) if one in DAYS else one for one in text.split(",")))
        elif name in {"description", "notes", "opens_at", "closes_at", "valid_from", "valid_to"}:
            yield msg("{value}", value=text.removesuffix(":00") if name.endswith("_at") else text)
        else:
            yield msg("{value}", value=f"{name}: {text}")


def _clock(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def _span_words(row: Line) -> Message | None:
    first, last = day_from(row.valid_from), day_from(row.valid_to)
    if first and last:
        return msg("{day}", day=first) if first == last else msg("from {first} to {last}", first=first, last=last)
    if first:
        return msg("from {day}", day=first)
    return msg("until {day}", day=last) if last else None
