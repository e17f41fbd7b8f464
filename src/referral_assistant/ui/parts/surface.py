"""Surfaces: cards, bands, badges, chips, lines. They carry words; nothing here can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.style import BADGE, BODY, RADIUS_CARD, SECOND, Look, Tone
from referral_assistant.ui.text import ElidedText, Text


class Surface(QWidget):
    """A rounded ground with an edge. Give it a layout."""

    def __init__(self, ground: str, edge: str, radius: float = RADIUS_CARD) -> None:
        super().__init__()
        self._ground, self._edge, self._radius = ground, edge, radius

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._edge), 1) if self._edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ground))
        painter.drawRoundedRect(self._area().adjusted(0.5, 0.5, -0.5, -0.5), self._radius, self._radius)
        painter.end()

    def _area(self) -> QRectF:
        return QRectF(self.rect())


class Card(Surface):
    """A plain white card with a column in it: `column` takes what it shows."""

    def __init__(self, look: Look, padding: int = 24) -> None:
        super().__init__(look.colours.card, look.colours.line)
        self.column = QVBoxLayout(self)
        pad = min(padding, 16) if look.small else padding
        self.column.setContentsMargins(pad, pad, pad, pad)
        self.column.setSpacing(8)


class Chip(Surface):
    """A few words on grey, about what matters."""

    def __init__(self, look: Look, text: str, tag: str) -> None:
        super().__init__(look.colours.idle, "", 14)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.addWidget(ElidedText(text, tag, look.px(14), colour=look.colours.second))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class Badge(Surface):
    """A state: pictogram and words in one hue, with an edge of that hue."""

    def __init__(self, look: Look, text: str, tag: str, *, icon: str, tone: Tone) -> None:
        super().__init__(tone.ground, tone.edge, 6)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 10, 3)
        row.setSpacing(7)
        row.addWidget(Pictogram(icon, look.px(16), tone.ink))
        row.addWidget(Text(text, tag, look.px(BADGE), bold=True, wraps=True, colour=tone.ink))
        self.setMinimumHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)

    def _area(self) -> QRectF:
        """Stay as low as the words allow, however high the row is."""
        spare = max(0, self.height() - max(28, self.heightForWidth(self.width())))
        return QRectF(self.rect()).adjusted(0, spare / 2, 0, -spare / 2)


class Band(Surface):
    """What happened and what to do, in two short lines, where it happened; actions go into `row`."""

    def __init__(self, look: Look, texts: tuple[str, str], tag: str, *, icon: str, tone: Tone) -> None:
        super().__init__(tone.ground, tone.edge)
        first, second = texts
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 10, 12, 10)
        self.row.setSpacing(14)
        self.row.addWidget(Pictogram(icon, look.px(24), tone.ink))
        self.words = QVBoxLayout()
        self.words.setSpacing(2)
        self.words.addWidget(Text(first, tag, look.px(BODY), bold=True, wraps=True))
        if second:
            self.words.addWidget(Text(second, tag, look.px(SECOND), wraps=True, colour=look.colours.second))
        self.row.addLayout(self.words, 1)
        self.setAccessibleName(f"{first} {second}".strip())


class Rule(QFrame):
    """A thin line that carries no meaning."""

    def __init__(self, look: Look, *, upright: bool = False) -> None:
        super().__init__()
        self.setStyleSheet(f"background: {look.colours.line}; border: 0;")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class IconLine(QWidget):
    """A small pictogram with a line of words."""

    def __init__(self, look: Look, icon: str, text: str, tag: str, *, tone: str = "", size: float = BODY) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Pictogram(icon, look.px(20), tone or look.colours.second), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(text, tag, look.px(size), wraps=True, colour=tone), 1)


class Foot(QFrame):
    """The foot of a page: white, a line above it; `row` takes back, the note, and the primary at the end edge."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.row = QHBoxLayout(self)
        high = 6 if look.small else 13
        self.row.setContentsMargins(look.margin, high, look.margin, high)
        self.row.setSpacing(12)
        self.note: Text | None = None

    def add_note(self, words: tuple[str, str] | None, icon: str) -> None:
        """Say what is kept, or why the primary is not ready; (text, language tag)."""
        if words is None:
            self.row.addStretch(1)
            return
        tone = self._look.colours.second
        self.row.addSpacing(4)
        self.row.addWidget(Pictogram(icon, self._look.px(16), tone))
        self.note = Text(*words, self._look.px(14), wraps=True, colour=tone)
        self.row.addWidget(self.note, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.colours.card))
        painter.fillRect(0, 0, self.width(), 1, QColor(self._look.colours.line))
        painter.end()
