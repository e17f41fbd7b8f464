"""Lists with a box on every line: which records come in, which may become safer, where the source's value is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.field import Entry, Select
from referral_assistant.ui.parts.pressable import Button, Kind, Mark, MarkBox, Pressable
from referral_assistant.ui.parts.surface import Rule
from referral_assistant.ui.style import BODY, SECOND, Colours
from referral_assistant.ui.text import Text

MOST = 100
_PAUSE = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it stands for, a bold first line, what stands under it, and what it can be narrowed by."""

    about: object
    first: str
    lines: Callable[[], Sequence[str]]
    group: str = ""
    file: str = ""


class TickRow(Pressable):
    """A box, a bold line and what stands under it; the whole row is the target."""

    def __init__(self, desk: Desk, line: Line, *, ticked: bool) -> None:
        under = line.lines()
        super().__init__(desk.look, Kind.QUIET, "; ".join((line.first, *under))[:400], checkable=True)
        look = desk.look
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 9, 6, 9)
        row.setSpacing(14)
        row.addWidget(MarkBox(self, Mark.BOX))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.inked(Text(line.first, desk.tag, look.px(BODY), bold=True, wraps=True)))
        for text in under:
            words.addWidget(self.inked(Text(text, desk.tag, look.px(SECOND), wraps=True), "second"))
        row.addLayout(words, 1)
        self.setChecked(ticked)

    def _ink(self, role: str) -> str:
        return self.look.colours.ink if role == "ink" and self.isEnabled() else super()._ink(role)

    def _surface(self, _colours: Colours) -> tuple[str, str, float]:
        return "", "", 0


class TickList(QWidget):
    """Lines to tick, the first hundred that fit what they are narrowed by; All and None count for all that fit."""

    changed = Signal()

    def __init__(
        self, desk: Desk, lines: Sequence[Line], ticked: set[Any], groups: Sequence[tuple[str, Message]] = ()
    ) -> None:
        """TICKED is changed in place. GROUPS: (group, its name) to narrow by."""
        super().__init__()
        self._desk, self._lines, self._ticked = desk, lines, ticked
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._find: Entry | None = None
        self._group = self._select("narrow-kind", [(one, desk.say(words)) for one, words in groups], _ALL_KINDS)
        files = sorted({line.file for line in lines if line.file})
        self._file = self._select("narrow-file", [(one, one) for one in files], _ALL_FILES)
        self._column.addLayout(self._bar())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._column.addLayout(self._rows)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._fill)
        self._fill()

    def _select(self, name: str, entries: Sequence[tuple[str, str]], every: Message) -> Select | None:
        present = {getattr(line, "group" if name == "narrow-kind" else "file") for line in self._lines}
        shown = [(words, one) for one, words in entries if one in present]
        if len(shown) < 2:
            return None
        words = self._desk.say(every)
        select = Select(self._desk.look, words, self._desk.tag, [(words, ""), *shown])
        select.setObjectName(name)
        select.currentIndexChanged.connect(self._fill)
        return select

    def _bar(self) -> Wrapping:
        desk, bar = self._desk, Wrapping(8)
        for name, words, on in (("tick-all", msg("Take all"), True), ("tick-none", msg("Take none"), False)):
            button = Button(desk.look, desk.say(words), desk.tag, size=SECOND)
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, on=on: self._tick_all(on=on))
            bar.addWidget(button)
        for select in (self._group, self._file):
            if select is not None:
                bar.addWidget(select)
        if len(self._lines) > 8:
            hint = desk.say(msg("Find in this list"))
            self._find = Entry(desk.look, hint, desk.tag, hint=hint, icon="search")
            self._find.setObjectName("narrow-text")
            self._find.setMinimumWidth(desk.look.px(220))
            self._find.textChanged.connect(self._soon_again)
            bar.addWidget(self._find)
        return bar

    def _soon_again(self) -> None:
        self._soon.start()

    def fitting(self) -> list[Line]:
        """Return the lines that fit what the list is narrowed by."""
        group = self._group.currentData() if self._group else ""
        file = self._file.currentData() if self._file else ""
        text = self._find.text().strip().casefold() if self._find else ""
        return [
            line
            for line in self._lines
            if (not group or line.group == group)
            and (not file or line.file == file)
            and (not text or text in line.first.casefold())
        ]

    def _tick_all(self, *, on: bool) -> None:
        about = {line.about for line in self.fitting()}
        if on:
            self._ticked |= about
        else:
            self._ticked -= about
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        empty(self._rows)
        desk, fitting = self._desk, self.fitting()
        for position, line in enumerate(fitting[:MOST]):
            if position:
                self._rows.addWidget(Rule(desk.look))
            row = TickRow(desk, line, ticked=line.about in self._ticked)
            row.setObjectName(f"tick-{position}")
            row.toggled.connect(lambda on, line=line: self._on_toggled(line, on=on))
            self._rows.addWidget(row)
        more = len(fitting) - MOST
        words = desk.say(msg("Nothing in this list fits.")) if not fitting else ""
        if more > 0:
            words = desk.catalog.ngettext("and {count} more", "and {count} more", more)
        if words:
            self._rows.addWidget(Text(words, desk.tag, desk.look.px(SECOND), colour=desk.look.colours.second))

    def _on_toggled(self, line: Line, *, on: bool) -> None:
        if on:
            self._ticked.add(line.about)
        else:
            self._ticked.discard(line.about)
        self.changed.emit()


_ALL_KINDS, _ALL_FILES = msg("Every kind"), msg("Every file")
