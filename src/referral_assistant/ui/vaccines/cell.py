"""Fields that know Enter: it goes on to what comes next, and the page never hears of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from referral_assistant.session.vaccine_cards import DoseShown
from referral_assistant.ui.parts.arrange import edges
from referral_assistant.ui.parts.written import Note
from referral_assistant.ui.pictogram import draw
from referral_assistant.ui.style import BODY, SECOND, TARGET, Look, Tone
from referral_assistant.ui.text import Text, Words
from referral_assistant.ui.typeface import font_for, language_of_text
from referral_assistant.vaccination import Standing

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LONGEST = 60


class EnterLine(QLineEdit):
    """One line; `entered` comes with Enter, `left` when the focus goes."""

    entered = Signal()
    left = Signal()

    def __init__(self, look: Look, name: str, tag: str, size: float = BODY) -> None:
        super().__init__()
        self.look, self._window_tag, self._size = look, tag, size
        self.setAccessibleName(name)
        self.setMaxLength(LONGEST)
        self.setFont(font_for(tag, look.px(size)))
        self.setMinimumHeight(look.px(TARGET))
        self.textChanged.connect(self._fit_script)

    def _fit_script(self, text: str) -> None:
        """Set what is typed in the font of its own script."""
        self.setFont(font_for(language_of_text(text, self._window_tag), self.look.px(self._size)))

    def wrong(self, *, is_wrong: bool) -> None:
        """Mark the field as wrong, or not."""
        if bool(self.property("wrong")) != is_wrong:
            self.setProperty("wrong", is_wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; everything else is typed, or the page's."""
        if event.key() in _ENTER:
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def minimumSizeHint(self) -> QSize:
        """Return room for a short word."""
        return QSize(56, super().minimumSizeHint().height())


class Asked(QWidget):
    """A field with its label above and, when something is wrong or worth saying, a sentence below."""

    def __init__(self, look: Look, label: Words, name: str, *, hint: str = "") -> None:
        super().__init__()
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._label = Text(*label, look.px(SECOND), bold=True, wraps=True)
        self._column.addWidget(self._label)
        self.edit = EnterLine(look, label.text, label.tag)
        self.edit.setObjectName(name)
        self.edit.setPlaceholderText(hint)
        self._column.addWidget(self.edit)
        self.note: Note | None = None

    def hide_label(self) -> None:
        """Leave the label to the line above; a screen reader still hears it."""
        self._label.hide()

    def label_height(self) -> int:
        """Return how high the label stands, its gap included."""
        return self._label.sizeHint().height() + self._column.spacing()

    def say(self, words: Words | None, tone: Tone | None = None, icon: str = "octagon") -> None:
        """Put a sentence below, in the danger tone unless another is given; None takes it away."""
        if self.note is not None:
            self._column.removeWidget(self.note)
            self.note.hide()
            self.note.setParent(None)
            self.note.deleteLater()
            self.note = None
        self.edit.wrong(is_wrong=words is not None and tone is None)
        self.edit.setAccessibleDescription(words.text if words else "")
        if words is not None:
            self.note = Note(self._look, words, tone or self._look.colours.danger, icon)
            self._column.addWidget(self.note)
            self.note.show()


class DoseCell(EnterLine):
    """A dose in the table: the day as we understand it, and as it stands on the card while the cursor is in it."""

    def __init__(self, look: Look, name: str, tag: str, dose: DoseShown | None, day: str, typed: str) -> None:
        super().__init__(look, name, tag, 13)
        self.dose, self._day, self._typed = dose, day, typed
        self._icon = _icon_of(dose)
        self.setText(day)
        self.setStyleSheet("padding: 2px 6px;")
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        room = 16 if self._icon else 0
        self.setTextMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)
        sample = day or "20 Mar 2026"
        self.setMinimumWidth(max(80, QFontMetrics(self.font()).horizontalAdvance(sample) + 36))

    @property
    def is_new(self) -> bool:
        """Whether what stands in the cell was written there just now."""
        return self.text().strip() not in {self._day, self._typed}

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the date as it was typed, ready to be written over."""
        super().focusInEvent(event)
        if self._typed and self.text() == self._day:
            self.setText(self._typed)
        self.selectAll()

    def back(self) -> None:
        """Show the day as we understand it."""
        if not self.is_new:
            self.setText(self._day)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw at the end edge whether the dose counts."""
        super().paintEvent(event)
        if not self._icon or self.hasFocus():
            return
        side = self.look.px(16)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = 6 if mirrored else self.width() - side - 6
        colours = self.look.colours
        ink = colours.safe.ink if self._icon == "check" else colours.ask_first.ink
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, self._icon, QRectF(x, (self.height() - side) / 2, side, side), ink, mirrored=False)
        painter.end()


def _icon_of(dose: DoseShown | None) -> str:
    if dose is None or dose.standing is None:
        return "question" if dose and dose.dose.on is None else ""
    return "check" if dose.standing in {Standing.COUNTS, Standing.EXTRA} else "close"


BAR = 14
"""The width that a scroll bar takes."""


def entry_width(look: Look) -> int:
    """Say how wide the pane is where a card is typed, with its scroll bar."""
    return look.px(286 if look.small else 324)


def beside_the_bar(part: QWidget) -> QWidget:
    """Leave the scroll bar a place at the end edge."""
    around = QWidget()
    column = QVBoxLayout(around)
    edges(column, 0, 0, BAR, 0)
    column.addWidget(part)
    return around
