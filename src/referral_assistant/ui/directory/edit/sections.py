"""The sections of a service, in the order in which a family meets it: fields and parts, each with its day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from referral_assistant.message import Message, msg
from referral_assistant.session.confirming import PARTS, confirmed_on, line_of
from referral_assistant.session.editing import Json
from referral_assistant.ui.directory.edit.cell import Cell
from referral_assistant.ui.directory.edit.part import Part
from referral_assistant.ui.directory.edit.state import Editor
from referral_assistant.ui.parts.pressable import Button
from referral_assistant.ui.parts.surface import Card
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECTION
from referral_assistant.ui.text import Text


class Section(Card):
    """A card with a title, the fields of one part of a service, and the day on which the part was last confirmed."""

    def __init__(self, page: Screen, editor: Editor, part: str, title: Message | None = None) -> None:
        super().__init__(page.look, 20)
        self.page, self.editor, self.part = page, editor, part
        self.setObjectName(f"section-{part}")
        self.cells: list[Cell] = []
        self.parts: list[tuple[Part, Callable[[Json], Sequence[Any]]]] = []
        self.column.setSpacing(14)
        self.title = title or PARTS[part]
        self._add_head()

    def _add_head(self) -> None:
        page, look = self.page, self.page.look
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Text(*page.words(self.title), look.px(SECTION), bold=True, wraps=True), 1)
        self._day = QHBoxLayout()
        self._day.setSpacing(6)
        head.addLayout(self._day)
        self.confirm: Button | None = None
        if self.part in PARTS:
            words = page.words(msg("Right as of today"))
            self.confirm = Button(look, *words, checkable=True, icon="check", size=14)
            self.confirm.setObjectName(f"confirm-{self.part}")
            self.confirm.setAccessibleName(f"{page.desk.say(self.title)}: {words.text}")
            self.confirm.clicked.connect(lambda on: self.editor.confirm(self.part, on=on))
            head.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self._shown_day: object = ""

    # What stands in it

    def add(self, *cells: Cell) -> None:
        """Add fields, beside each other where there is room for more than one."""
        self.cells += cells
        if len(cells) == 1:
            self.column.addWidget(cells[0])
            return
        grid = QGridLayout()
        grid.setSpacing(12)
        for place, cell in enumerate(cells):
            grid.addWidget(cell, 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        self.column.addLayout(grid)

    def add_part(
        self, part: Part, read: Callable[[Json], Sequence[Any]], write: Callable[[Json, Sequence[Any]], Json]
    ) -> None:
        """Add rows that are small forms of their own."""
        self.parts.append((part, read))
        part.changed.connect(lambda rows: self._on_rows(write, rows))
        self.column.addWidget(part)

    def _on_rows(self, write: Callable[[Json, Sequence[Any]], Json], rows: Sequence[Any]) -> None:
        draft = self.editor.draft
        self.editor.put_record(draft.id, write(draft.subject.now, rows))

    # Following

    def tell(self) -> None:
        """Take in at once what is still being typed."""
        for cell in self.cells:
            cell.tell()
        for part, _ in self.parts:
            part.tell()

    def follow(self) -> None:
        """Follow the draft."""
        for cell in self.cells:
            cell.follow()
        for part, _ in self.parts:
            part.follow(self.editor.draft.subject.now)
        self._follow_day(self.editor.draft.subject.now)

    def show_rows(self) -> None:
        """Show the rows of the draft, after an undo, a redo or a merge."""
        for part, read in self.parts:
            part.show_rows(read(self.editor.draft.subject.now))

    def _follow_day(self, record: Json) -> None:
        if self.confirm is None:
            return
        line, base = line_of(record, self.part), line_of(self.editor.draft.subject.base or {}, self.part)
        self.confirm.setChecked(line is not None and line != base)
        day = confirmed_on(record, self.part)
        if day == self._shown_day:
            return
        from referral_assistant.ui.parts.arrange import empty

        self._shown_day = day
        empty(self._day)
        look, desk = self.page.look, self.page.desk
        if day is not None:
            words = desk.say(msg("confirmed {day}", day=day))
            self._day.addWidget(Text(words, desk.tag, look.px(14), colour=look.colours.second))

    @property
    def is_changed(self) -> bool:
        """Whether something in it differs from what is kept."""
        return any(self._differs(cell) for cell in self.cells) or any(
            tuple(read(self.editor.draft.subject.base or {})) != tuple(read(self.editor.draft.subject.now))
            for _, read in self.parts
        )

    def _differs(self, cell: Cell) -> bool:
        base = self.editor.draft.piece(cell.record_id).base
        return cell.text() != (cell.field.cell.read(base) if base else "")

    @property
    def wrong(self) -> bool:
        """Whether something in it must be put right before it can be saved."""
        return any(fault.blocks for part, _ in self.parts for row in part.rows for fault in part.faults(row))

    def show_fault(self) -> bool:
        """Open the first row that must be put right; say whether there is one."""
        return any(part.show_fault() for part, _ in self.parts)
