"""The way through the page: every section by name, with a mark where something is changed or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.message import msg
from referral_assistant.session.editing import wrongs
from referral_assistant.ui.directory.edit.sections import Section
from referral_assistant.ui.directory.edit.state import Editor
from referral_assistant.ui.parts.pressable import Kind, Pressable
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen, ScrollColumn
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Text

_MARKS = {"": "", "changed": "pencil", "wrong": "octagon"}


class Step(Pressable):
    """Goes to a section."""

    def __init__(self, page: Screen, section: Section) -> None:
        self._words = page.words(section.title)
        super().__init__(page.look, Kind.QUIET, self._words.text)
        self._page, self.section = page, section
        self.setObjectName(f"way-{section.part}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(self.inked(Text(*self._words, page.look.px(SECOND), bold=True, wraps=True)), 1)
        self._mark = QHBoxLayout()
        row.addLayout(self._mark)
        self._state = ""

    def _ink(self, role: str) -> str:  # noqa: ARG002 - a way is quiet in every state
        return self.look.colours.second

    def show_state(self, state: str) -> None:
        """Show a mark, and say it to a screen reader."""
        if state == self._state:
            return
        from referral_assistant.ui.parts.arrange import empty

        self._state = state
        empty(self._mark)
        said = {"changed": msg("changed"), "wrong": msg("to put right")}
        words = self._page.desk.say(said[state]) if state else ""
        self.setAccessibleName(self._page.desk.in_a_row(self._words.text, words))
        if state:
            colours = self.look.colours
            tone = colours.danger.ink if state == "wrong" else colours.accent
            self._mark.addWidget(Pictogram(_MARKS[state], self.look.px(16), tone))


class Way(ScrollColumn):
    """Every section by name."""

    wanted = Signal(str)

    def __init__(self, page: Screen, sections: Sequence[Section]) -> None:
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        super().__init__(column)
        self.setFixedWidth(page.look.px(184 if page.look.small else 228))
        self.steps: list[Step] = []
        for section in sections:
            step = Step(page, section)
            step.clicked.connect(lambda _=False, part=section.part: self.wanted.emit(part))
            self.steps.append(step)
            lines.addWidget(step)
        lines.addStretch(1)

    def follow(self, editor: Editor) -> None:
        """Mark what is changed, and what is wrong."""
        wrong = {(one.record_id, one.field) for one in wrongs(editor.draft)}
        for step in self.steps:
            section = step.section
            cells = {(cell.record_id, cell.field_name) for cell in section.cells if cell.text()}
            state = "wrong" if section.wrong or cells & wrong else "changed" if section.is_changed else ""
            step.show_state(state)
