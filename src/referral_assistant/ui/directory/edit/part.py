"""A part of the editor: rows in a column, each a sentence that opens into a small form, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from referral_assistant import clock
from referral_assistant.directory.editable import Fault, day_from, tidy_day
from referral_assistant.message import Message, msg
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Surface
from referral_assistant.ui.parts.written import Field, Note
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND, Tone
from referral_assistant.ui.text import Text, Words

Offer = tuple[str, Message]
"""A choice: what is kept, and how it is said."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row in a few words: the sentence, what stands behind it, its pictogram and tone."""

    sentence: str
    behind: str = ""
    icon: str = "check"
    tone: Tone | None = None


class Part(QWidget):
    """Shows frozen rows and says when a person has changed them. `rows` is always what stands here.

    Subclasses say `name` (it begins every object name), `told`, `blank`, `faults` and `fill`, which lays out the form.
    """

    changed = Signal(object)
    """The rows are others now (the new tuple)."""
    name = "part"

    def __init__(self, page: Screen, rows: Sequence[Any]) -> None:
        super().__init__()
        self.page, self.desk, self.look = page, page.desk, page.look
        self.rows: tuple[Any, ...] = tuple(rows)
        self.opened: int | None = None
        self._fields: list[tuple[int, str, Field]] = []
        self._holders: list[tuple[int, str, QVBoxLayout]] = []
        self.keeps: list[object] = []
        """What answers to the fields of the form; a signal alone would let it go."""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    # What a subclass says

    def told(self, row: Any) -> Told:
        """Say a row in a few words."""
        raise NotImplementedError

    def blank(self) -> Any:
        """Make a new row."""
        raise NotImplementedError

    def faults(self, row: Any) -> Sequence[Fault]:
        """Say what is wrong with a row."""
        _ = row
        return ()

    def fill(self, position: int, row: Any, column: QVBoxLayout) -> None:
        """Lay out the form of a row."""

    def build(self) -> None:
        """Lay out the whole part."""
        self.add_cards(range(len(self.rows)), self.column)

    def refresh(self) -> None:
        """Follow a change that needs no other layout."""

    # Rows

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows, after an undo or a redo; says nothing."""
        if tuple(rows) == self.rows:
            return
        self.rows = tuple(rows)
        if self.opened is not None and self.opened >= len(self.rows):
            self.opened = None
        self.renew()

    def tell(self) -> None:
        """Take in at once what is still being typed, before the record is saved."""
        for field in self.findChildren(Field):
            field.tell()

    def put(self, position: int, row: Any, *, again: bool = False) -> None:
        """Take in a changed row; lay out AGAIN where the form has other fields now."""
        self.take((*self.rows[:position], row, *self.rows[position + 1 :]), again=again)

    def take(self, rows: Sequence[Any], *, again: bool = True) -> None:
        """Take in changed rows and say so."""
        if tuple(rows) == self.rows:
            return
        self.rows = tuple(rows)
        if again:
            self.renew()
        else:
            self.say_faults()
            self.refresh()
        self.changed.emit(self.rows)

    def add_blank(self) -> None:
        """Add a blank row and open its form."""
        self.add(self.blank())

    def add(self, row: Any) -> None:
        """Add a row and open its form."""
        self.opened = len(self.rows)
        self.take((*self.rows, row))
        self.focus_on(f"{self.name}-{self.opened}")

    def remove(self, position: int) -> None:
        """Take a row out; the focus stands on the next one."""
        self.opened = None
        self.take((*self.rows[:position], *self.rows[position + 1 :]))
        last = len(self.rows) - 1
        self.focus_on(f"{self.name}-{min(position, last)}-change" if last >= 0 else f"{self.name}-add")

    def open_row(self, position: int | None) -> None:
        """Open the form of a row, or close it."""
        self.tell()
        before, self.opened = self.opened, position
        self.renew()
        self.focus_on(f"{self.name}-{before}-change" if position is None else f"{self.name}-{position}")

    def follow(self, record: Mapping[str, Any]) -> None:
        """Follow what else stands in the record that the rows belong to."""

    def show_fault(self) -> bool:
        """Open the first row that must be put right, with the focus where it is wrong; say whether there is one."""
        for position, row in enumerate(self.rows):
            fault = next((one for one in self.faults(row) if one.blocks), None)
            if fault is not None:
                self.show_cell(position, fault.column)
                return True
        return False

    def show_cell(self, position: int, cell: str) -> None:
        """Open a row with the focus on one of its cells."""
        if self.opened != position:
            self.open_row(position)
        begin = f"{self.name}-{position}-{cell}"
        found = (one for one in self.findChildren(QWidget) if one.objectName().startswith(begin) and _takes_tab(one))
        if (first := next(found, None)) is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def renew(self) -> None:
        """Lay out again, keeping the focus on what has the same name."""
        focused = self.window().focusWidget()
        name = focused.objectName() if focused and self.isAncestorOf(focused) else ""
        self.setUpdatesEnabled(False)
        self._fields, self._holders, self.keeps = [], [], []
        empty(self.column)
        self.build()
        self.say_faults()
        self.refresh()
        self.setUpdatesEnabled(True)
        if name:
            self.focus_on(name)

    def focus_on(self, name: str) -> None:
        """Put the focus on the part of that name, or on the first that can take it inside."""
        found = self.findChild(QWidget, name)
        inside = found and next((one for one in found.findChildren(QWidget) if _takes_tab(one)), None)
        target = found if found and _takes_tab(found) else inside
        if target:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    # Laying out

    def say(self, message: Message) -> str:
        """Say a message in the window's language."""
        return self.desk.say(message)

    def words(self, message: Message) -> Words:
        """Say a message, with the language of the words."""
        return self.page.words(message)

    def add_cards(self, positions: Sequence[int], into: QVBoxLayout) -> None:
        """Add the cards of rows, in order."""
        for position in positions:
            into.addWidget(Card(self, position))

    def add_button(self, name: str, message: Message, into: QLayout, *, icon: str = "plus") -> Button:
        """Make a button in the part; its name goes behind that of the part."""
        button = Button(self.look, *self.words(message), icon=icon, size=SECOND)
        button.setObjectName(f"{self.name}-{name}")
        into.addWidget(button)
        return button

    def label(self, message: Message, column: QVBoxLayout, *, said: str = "") -> None:
        """Add a label above what follows."""
        text = said or self.say(message)
        column.addWidget(Text(text, self.desk.tag, self.look.px(SECOND), bold=True, wraps=True))

    def second(self, message: Message, column: QVBoxLayout) -> Text:
        """Add a line of second text."""
        colour = self.look.colours.second
        text = Text(*self.words(message), self.look.px(14), wraps=True, colour=colour)
        column.addWidget(text)
        return text

    def choices(
        self,
        position: int,
        cell: str,
        label: Message,
        offers: Sequence[Offer],
        column: QVBoxLayout,
        chosen: str | Sequence[str],
        on_chosen: Callable[[str], None],
    ) -> None:
        """Add a question with its answers as buttons of which one is chosen."""
        block = QVBoxLayout()
        block.setSpacing(6)
        self.label(label, block)
        row = Wrapping(8)
        for value, message in offers:
            button = Button(self.look, *self.words(message), checkable=True, size=SECOND)
            button.setObjectName(f"{self.name}-{position}-{cell}-{value}")
            button.setAccessibleName(f"{self.say(label)} {self.say(message)}")
            button.setChecked(value in ((chosen,) if isinstance(chosen, str) else chosen))
            button.clicked.connect(lambda _=False, value=value: on_chosen(value))
            row.addWidget(button)
        block.addLayout(row)
        self.hold_faults(position, cell, block)
        column.addLayout(block)

    def hold_faults(self, position: int, cell: str, column: QVBoxLayout) -> None:
        """Keep a place for what is to be said about a cell that is chosen rather than typed."""
        holder = QVBoxLayout()
        column.addLayout(holder)
        self._holders.append((position, cell, holder))

    def field(
        self,
        position: int,
        cell: str,
        label: Message,
        text: str,
        into: QBoxLayout,
        on_written: Callable[[str], None],
        *,
        hint: str = "",
        lines: int = 1,
    ) -> Field:
        """Add a field to type in; the faults of the cell stand under it."""
        field = Field(self.look, self.words(label), text, name=f"{self.name}-{position}-{cell}", hint=hint, lines=lines)
        field.written.connect(on_written)
        self._fields.append((position, cell, field))
        into.addWidget(field)
        return field

    def day(
        self,
        position: int,
        cell: str,
        label: Message,
        text: str,
        into: QBoxLayout,
        on_day: Callable[[str], None],
        *,
        today: bool = False,
    ) -> Field:
        """Add a day to type in, in any digits, written out once it can be read; TODAY adds a button for today's."""
        field = self.field(position, cell, label, text, into, lambda typed: on_day(tidy_day(typed)), hint="2026-11-23")
        field.written.connect(lambda typed: self._on_day(field, typed))
        field.edit.setMaximumWidth(self.look.px(220))
        if today:
            button = Button(self.look, *self.words(msg("Today")), size=SECOND)
            button.setObjectName(f"{field.edit.objectName()}-today")
            button.setAccessibleName(f"{self.say(label)} {self.say(msg('Today'))}")
            button.clicked.connect(lambda: self._on_today(field))
            field.line.addWidget(button)
        field.line.addStretch(1)
        return field

    def _on_day(self, field: Field, typed: str) -> None:
        """Show how a day was read, once nobody types in it."""
        found = day_from(typed)
        if found and not field.edit.hasFocus():
            field.put(found.isoformat())
            field.tell()

    def _on_today(self, field: Field) -> None:
        field.put(clock.today().isoformat())
        field.tell()

    def say_faults(self) -> None:
        """Put under each field what is wrong with its cell; what is still to be chosen is a reminder, not a mistake."""
        for position, cell, field in self._fields:
            self.say_under(field, self._fault_of(position, cell))
        for position, cell, holder in self._holders:
            empty(holder)
            if (fault := self._fault_of(position, cell)) is not None:
                note = Note(self.look, self.words(fault.sentence), self.look.colours.ask_first, "info")
                holder.addWidget(note)
                note.show()

    def _fault_of(self, position: int, cell: str) -> Fault | None:
        row = self.rows[position] if position < len(self.rows) else None
        found = (one for one in self.faults(row) if one.column == cell) if row is not None else iter(())
        return next(found, None)

    def say_under(self, field: Field, fault: Fault | None) -> None:
        """Say a fault under its field: in the danger tone when it blocks, as a reminder when it does not."""
        if fault is None:
            field.say(None)
        elif fault.blocks:
            field.say(self.words(fault.sentence))
        else:
            field.say(self.words(fault.sentence), self.look.colours.ask_first, "info")


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and not widget.isHidden()


class Card(Surface):
    """One row: its sentence with a button that opens it, or its form with the buttons that close it and take it out."""

    def __init__(self, part: Part, position: int) -> None:
        colours = part.look.colours
        is_open = part.opened == position
        super().__init__(colours.card, colours.accent if is_open else colours.line)
        self._part, self._position = part, position
        self.setObjectName(f"{part.name}-{position}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 10)
        self._column.setSpacing(10)
        if is_open:
            self._fill()
        else:
            self._sum_up()

    def _sum_up(self) -> None:
        part, row = self._part, self._part.rows[self._position]
        told, look = part.told(row), part.look
        line = QHBoxLayout()
        line.setSpacing(12)
        tone = told.tone
        line.addWidget(
            Pictogram(told.icon, look.px(20), tone.ink if tone else look.colours.second), 0, Qt.AlignmentFlag.AlignTop
        )
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Text(told.sentence, part.desk.tag, look.px(BODY), wraps=True))
        if told.behind:
            texts.addWidget(Text(told.behind, part.desk.tag, look.px(14), wraps=True, colour=look.colours.second))
        for fault in part.faults(row)[:2]:
            hue = look.colours.danger if fault.blocks else look.colours.ask_first
            texts.addWidget(Note(look, part.words(fault.sentence), hue, "octagon" if fault.blocks else "info"))
        line.addLayout(texts, 1)
        change = part.add_button(f"{self._position}-change", msg("Change"), line, icon="pencil")
        change.setAccessibleName(f"{part.say(msg('Change'))}: {told.sentence}")
        change.clicked.connect(lambda: part.open_row(self._position))
        self._column.addLayout(line)

    def _fill(self) -> None:
        part, row = self._part, self._part.rows[self._position]
        part.fill(self._position, row, self._column)
        ends = Wrapping(8)
        done = part.add_button(f"{self._position}-done", msg("Done"), ends, icon="check")
        done.clicked.connect(lambda: part.open_row(None))
        out = Button(part.look, *part.words(msg("Take it out")), kind=Kind.QUIET, icon="close", size=SECOND)
        out.setObjectName(f"{part.name}-{self._position}-remove")
        out.setAccessibleName(f"{part.say(msg('Take it out'))}: {part.told(row).sentence}")
        out.clicked.connect(lambda: part.remove(self._position))
        ends.addWidget(out)
        self._column.addLayout(ends)
