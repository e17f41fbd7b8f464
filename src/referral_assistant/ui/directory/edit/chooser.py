"""Find a record by its name while one types, or add it as new: an organization, a place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.written import Field
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Words

_MOST = 6
_LONGEST = 60


class Chooser(QWidget):
    """A line to type in, and under it what is meant: a few records of that name, and the way to add a new one."""

    chosen = Signal(str)
    """A record of the directory (its id)."""
    added = Signal(str)
    """A new one, of this name."""

    def __init__(self, desk: Desk, kind: str, label: Message, *, name: str) -> None:
        super().__init__()
        self._desk, self._name = desk, name
        self._known = [(one, said, said.casefold()) for one, said in desk.session.directory.names(kind) if said]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        hint = desk.say(msg("Write a part of the name"))
        self.line = Field(desk.look, Words(desk.say(label), desk.tag), "", name=name, hint=hint, most=200)
        self.line.edit.textChanged.connect(self._show)
        column.addWidget(self.line)
        self._found = Wrapping(8)
        column.addLayout(self._found)
        self._show()

    def _show(self) -> None:
        empty(self._found)
        wanted = " ".join(self.line.text().split())
        folded = wanted.casefold()
        if not wanted:
            return
        fits = [(one, said) for one, said, known in self._known if folded in known]
        fits.sort(key=lambda pair: (not pair[1].casefold().startswith(folded), len(pair[1])))
        for position, (one, said) in enumerate(fits[:_MOST]):
            self._add(f"{self._name}-{position}", said, "check").clicked.connect(
                lambda _=False, one=one: self._choose(one)
            )
        if all(said.casefold() != folded for _, said in fits):
            words = self._desk.say(msg("Add “{name}” as new", name=wanted[:_LONGEST]))
            self._add(f"{self._name}-new", words, "plus").clicked.connect(lambda: self.added.emit(wanted))

    def _choose(self, record_id: str) -> None:
        self.chosen.emit(record_id)

    def _add(self, name: str, words: str, icon: str) -> Button:
        shown = words if len(words) <= _LONGEST + 20 else f"{words[:_LONGEST]}…"
        button = Button(self._desk.look, shown, self._desk.tag, kind=Kind.PLAIN, icon=icon, size=SECOND)
        button.setAccessibleName(words)
        button.setObjectName(name)
        self._found.addWidget(button)
        button.show()
        return button
