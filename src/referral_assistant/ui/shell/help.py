"""Help: what the page is for, in a few sentences, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.pressable import Button
from referral_assistant.ui.parts.surface import Card, Chip, Rule
from referral_assistant.ui.screen import ScrollColumn
from referral_assistant.ui.shell.rail import ROOMS
from referral_assistant.ui.style import BODY, RECORD, SECTION
from referral_assistant.ui.text import Text

KEYS: tuple[tuple[str, Message], ...] = (
    ("F9", msg("Cover the window with a calendar, and bring it back")),
    ("F11", msg("Turn the screen: large, in the family's language alone")),
    ("Enter", msg("Do what the blue button says")),
    ("Esc", msg("Go back; nothing is lost")),
    ("1  2  3", msg("Give the first, second or third answer")),
    ("Space", msg("Choose a card; arrow keys move between cards")),
    ("Ctrl+Z", msg("Take back the last answer")),
    ("Ctrl+F", msg("Search")),
    ("Ctrl+P", msg("Print the letter")),
    (f"Ctrl+1 … {len(ROOMS)}", msg("Open the rooms at the edge, in their order")),
)


class HelpPage(QWidget):
    """Lies over the page until it is closed."""

    closed = Signal()

    def __init__(self, desk: Desk, sentences: Iterable[Message]) -> None:
        super().__init__()
        look, tag = desk.look, desk.tag
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        column = QWidget()
        body = QVBoxLayout(column)
        body.setContentsMargins(look.margin, 24, look.margin, 24)
        outer.addWidget(ScrollColumn(column))
        card = Card(look, 32)
        card.setMaximumWidth(look.px(820))
        card.column.setSpacing(12)
        # A column asks a widget for its height at the column's own width, however narrow the widget is; a row does not.
        row = QHBoxLayout()
        row.addWidget(card, 1)
        row.addStretch()
        body.addLayout(row)
        body.addStretch(1)
        card.column.addWidget(Text(desk.say(msg("What is this page?")), tag, look.px(RECORD), bold=True, wraps=True))
        for sentence in sentences:
            card.column.addWidget(Text(desk.say(sentence), tag, look.px(BODY), wraps=True))
        card.column.addWidget(Rule(look))
        card.column.addWidget(Text(desk.say(msg("Keys")), tag, look.px(SECTION), bold=True))
        card.column.addLayout(self._keys(desk))
        close = Button(look, desk.say(msg("Back to the page")), tag, icon="arrow_back")
        close.clicked.connect(self.closed)
        card.column.addSpacing(8)
        card.column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeading)

    @staticmethod
    def _keys(desk: Desk) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (key, message) in enumerate(KEYS):
            grid.addWidget(Chip(desk.look, key, "en"), row, 0, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(Text(desk.say(message), desk.tag, desk.look.px(BODY), wraps=True), row, 1)
        return grid

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter go back to the page."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
