"""The rail at the start edge: the few rooms of the program, each with its pictogram and its word."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import VISIT, Desk, Place
from referral_assistant.ui.parts.arrange import edges
from referral_assistant.ui.parts.pressable import Kind, Pressable
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.style import BADGE, Colours, Look
from referral_assistant.ui.text import Text, Words

ROOMS: tuple[tuple[Place, str, Message], ...] = (
    (Place.START, "people", msg("Visit")),
    (Place.VACCINES, "syringe", msg("Vaccines")),
    (Place.DIRECTORY, "book", msg("Directory")),
    (Place.SETTINGS, "sliders", msg("Settings")),
)
"""In the order of Ctrl+1, Ctrl+2, …; the last stands at the foot. A room is added when it opens on something."""


class RailItem(Pressable):
    """A room: pictogram above its word."""

    def __init__(self, look: Look, icon: str, words: Words) -> None:
        super().__init__(look, Kind.QUIET, words.text, checkable=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 10, 2, 8)
        column.setSpacing(3)
        column.addWidget(self.inked(Pictogram(icon, look.px(24), "")), 0, Qt.AlignmentFlag.AlignHCenter)
        self._label = Text(*words, look.px(BADGE), wraps=True)
        self._label.centre()
        column.addWidget(self.inked(self._label))

    def nextCheckState(self) -> None:
        """Stay as the window says: pressing goes somewhere, it does not choose."""

    def choose(self, chosen: bool) -> None:
        """Mark it as the room where we are."""
        self._label.set_bold(chosen)
        self.setChecked(chosen)

    def _ink(self, role: str) -> str:
        _ = role
        return self.look.colours.accent if self.isChecked() else self.look.colours.second

    def _surface(self, colours: Colours) -> tuple[str, str, float]:
        return (colours.tint if self.isChecked() else colours.ground if self._hovered else "", "", 0)


class Rail(QWidget):
    """All rooms, and help at the foot."""

    help_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, look = desk, desk.look
        self._line, self._ground = look.colours.line, look.colours.card
        column = QVBoxLayout(self)
        edges(column, 6, 12, 7, 8)
        column.setSpacing(4)
        self._items = [self._room(place, icon, name) for place, icon, name in ROOMS]
        help_item = RailItem(look, "question", Words(desk.say(msg("Help")), desk.tag))
        help_item.setObjectName("rail-help")
        help_item.clicked.connect(self.help_wanted)
        for item in self._items[:-1]:
            column.addWidget(item)
        column.addStretch(1)
        column.addWidget(help_item)
        column.addWidget(self._items[-1])
        # A word that cannot be broken must not be cut.
        widest = max(item.minimumSizeHint().width() for item in (*self._items, help_item)) + 13
        self.setFixedWidth(max(look.px(80 if look.small else 88), widest))
        self.follow()

    def _room(self, place: Place, icon: str, name: Message) -> RailItem:
        item = RailItem(self._desk.look, icon, Words(self._desk.say(name), self._desk.tag))
        item.setObjectName(f"rail-{place.value}")
        item.clicked.connect(lambda: self._desk.enter(place))
        return item

    def follow(self) -> None:
        """Mark the room where we are."""
        here = Place.START if self._desk.place in (*VISIT, Place.LANGUAGES) else self._desk.place
        for item, (place, _, _) in zip(self._items, ROOMS, strict=True):
            item.choose(place is here)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line at the end edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ground))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.fillRect(0 if mirrored else self.width() - 1, 0, 1, self.height(), QColor(self._line))
        painter.end()
