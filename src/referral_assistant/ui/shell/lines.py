"""Two lines across the window: the standing one of the example directory, and the question before a visit is forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.message import msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.style import BODY
from referral_assistant.ui.text import ElidedText, Text


class Strip(QWidget):
    """A line across the window in one tone."""

    def __init__(self, ground: str, edge: str) -> None:
        super().__init__()
        self._ground, self._edge = ground, edge

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and a line above and below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ground))
        painter.fillRect(0, 0, self.width(), 1, QColor(self._edge))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self._edge))
        painter.end()


class ExampleLine(Strip):
    """Says on every page that nothing in the directory is true."""

    def __init__(self, desk: Desk) -> None:
        look = desk.look
        tone = look.colours.ask_first
        super().__init__(tone.ground, tone.edge)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.margin, 4, look.margin, 4)
        row.setSpacing(8)
        text = desk.say(msg("Example directory: every place here is invented."))
        row.addWidget(Pictogram("info", look.px(16), tone.ink))
        row.addWidget(ElidedText(text, desk.tag, look.px(14), bold=True, colour=tone.ink), 1)


class EndVisitLine(Strip):
    """Asks once before everything about the family is forgotten."""

    kept = Signal()
    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        look = desk.look
        tone = look.colours.danger
        super().__init__(tone.ground, tone.edge)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.margin, 10, look.margin, 10)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = desk.say(msg("End this visit?"))
        rest = desk.say(msg("People, needs and answers are forgotten. Nothing of them is stored."))
        words.addWidget(Text(title, desk.tag, look.px(BODY), bold=True, wraps=True))
        words.addWidget(Text(rest, desk.tag, look.px(15), wraps=True, colour=look.colours.second))
        row.addLayout(words, 1)
        self.keep = Button(look, desk.say(msg("Go on with the visit")), desk.tag)
        self.keep.setObjectName("keep-visit")
        self.end = Button(look, desk.say(msg("End and forget")), desk.tag, kind=Kind.WITHDRAWS)
        self.end.setObjectName("forget-visit")
        self.keep.clicked.connect(self.kept)
        self.end.clicked.connect(self.ended)
        row.addWidget(self.keep)
        row.addWidget(self.end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes on with the visit."""
        if event.key() == Qt.Key.Key_Escape:
            self.kept.emit()
        else:
            super().keyPressEvent(event)
