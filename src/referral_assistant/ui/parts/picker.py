"""A field that offers a list: drawn by us, so that every script stands right and the arrow is ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from referral_assistant.ui.pictogram import draw
from referral_assistant.ui.style import BODY, RADIUS_CONTROL, TARGET, Look
from referral_assistant.ui.text import Words
from referral_assistant.ui.typeface import font_for, language_of_text


class Picker(QComboBox):
    """Offers (value, words) pairs; `value()` is the chosen one. The wheel never changes it by accident."""

    def __init__(
        self, look: Look, name: str, offers: Iterable[tuple[object, Words]], chosen: object, *, size: float = BODY
    ) -> None:
        super().__init__()
        self._look, self._size = look, size
        self._offers: Sequence[tuple[object, Words]] = tuple(offers)
        for _, words in self._offers:
            self.addItem(words.text)
            tag = language_of_text(words.text[:60], words.tag)
            self.setItemData(self.count() - 1, font_for(tag, look.px(size)), Qt.ItemDataRole.FontRole)
        self.setAccessibleName(name)
        self.setMinimumHeight(look.px(TARGET))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.set_value(chosen)

    def value(self) -> object:
        """Return the value that is chosen."""
        return self._offers[self.currentIndex()][0] if self._offers else None

    def set_value(self, value: object) -> None:
        """Choose a value; the first one when it is not offered."""
        values = [one for one, _ in self._offers]
        self.setCurrentIndex(values.index(value) if value in values else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """Return room for the widest offer, within reason."""
        widest = max((self._metrics(words).horizontalAdvance(words.text) for _, words in self._offers), default=0)
        return QSize(min(widest, 260) + 56, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows something."""
        return QSize(96, self.minimumHeight())

    def _metrics(self, words: Words) -> QFontMetrics:
        return QFontMetrics(font_for(language_of_text(words.text[:60], words.tag), self._look.px(self._size)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the field, its words and the arrow."""
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        inset = width / 2
        edge = colours.line if not self.isEnabled() else colours.accent if self.hasFocus() else colours.edge
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(colours.card if self.isEnabled() else colours.ground))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_CONTROL, RADIUS_CONTROL
        )
        self._draw_words(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        colours = self._look.colours
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        arrow = self._look.px(18)
        side = 12 if mirrored else self.width() - 12 - arrow
        draw(painter, "chevron_down", QRectF(side, (self.height() - arrow) / 2, arrow, arrow), colours.second)
        if not self._offers:
            return
        words = self._offers[self.currentIndex()][1]
        tag = language_of_text(words.text[:60], words.tag)
        painter.setFont(font_for(tag, self._look.px(self._size)))
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.faint))
        room = QRectF(self.rect()).adjusted(*((arrow + 18, 0, -14, 0) if mirrored else (14, 0, -arrow - 18, 0)))
        shown = QFontMetrics(painter.font()).elidedText(words.text, Qt.TextElideMode.ElideRight, int(room.width()))
        at = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, at | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown)
