"""Fields: one of a list, one line to type in, with the label above."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from referral_assistant.ui.pictogram import draw
from referral_assistant.ui.style import BODY, RADIUS_CONTROL, TARGET, Look
from referral_assistant.ui.text import Text, Words
from referral_assistant.ui.typeface import font_for, language_of_text


class Select(QComboBox):
    """One of a list; each entry in the font of its own script. Drawn by us, so that every script stands right."""

    def __init__(self, look: Look, name: str, tag: str, entries: Iterable[tuple[str, object]]) -> None:
        """ENTRIES are (text, value); the first is chosen until `choose` is called."""
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setFont(font_for(tag, look.px(BODY)))
        self.setMinimumHeight(TARGET)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setMaxVisibleItems(12)
        for text, value in entries:
            self.addItem(text, value)
            script = language_of_text(text, tag)
            self.setItemData(self.count() - 1, font_for(script, look.px(BODY)), Qt.ItemDataRole.FontRole)

    def choose(self, value: object) -> None:
        """Show the entry of VALUE without telling anyone."""
        held = self.blockSignals(True)
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
        self.blockSignals(held)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a choice must not change while it scrolls by."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the field, its words and the arrow."""
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        edge = colours.line if not self.isEnabled() else colours.accent if self.hasFocus() else colours.edge
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(colours.card if self.isEnabled() else colours.ground))
        inset = width / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        self._draw_words(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        colours, side = self._look.colours, self._look.px(18)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = 12 if mirrored else self.width() - side - 12
        draw(painter, "chevron_down", QRectF(x, (self.height() - side) / 2, side, side), colours.second)
        font = self.itemData(self.currentIndex(), Qt.ItemDataRole.FontRole) or self.font()
        painter.setFont(font)
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.faint))
        room = QRectF(self.rect()).adjusted(*((side + 18, 0, -14, 0) if mirrored else (14, 0, -side - 18, 0)))
        shown = QFontMetrics(font).elidedText(self.currentText(), Qt.TextElideMode.ElideRight, int(room.width()))
        at = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, at | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown)


class Entry(QLineEdit):
    """One line to type in, with an optional pictogram at the start edge."""

    def __init__(self, look: Look, name: str, tag: str, *, hint: str = "", icon: str = "") -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setAccessibleName(name)
        self.setFont(font_for(tag, look.px(BODY)))
        self.setMinimumHeight(TARGET)
        self.setPlaceholderText(hint)
        if icon:
            room = look.px(20) + 10
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.setTextMargins(0 if mirrored else room, 0, room if mirrored else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictogram beside the text."""
        super().paintEvent(event)
        if self._icon:
            side = self._look.px(20)
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            x = self.width() - side - 14 if mirrored else 14
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, self._icon, QRectF(x, (self.height() - side) / 2, side, side), self._look.colours.second)
            painter.end()

    def minimumSizeHint(self) -> QSize:
        """Return room for a word."""
        return QSize(80, super().minimumSizeHint().height())


class Labelled(QWidget):
    """A field with its label above."""

    def __init__(self, look: Look, label: Words, field: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(*label, look.px(15), bold=True, wraps=True))
        column.addWidget(field)
