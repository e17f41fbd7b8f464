"""Fields that tell what was written, with a label above and the reason below, in the place where it went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.style import BODY, SECOND, TARGET, Look, Tone
from referral_assistant.ui.text import Text, Words
from referral_assistant.ui.typeface import font_for

PAUSE = 400
"""Milliseconds without a key after which what was written counts."""


class Note(QWidget):
    """One line under a field: a small pictogram and a sentence in one hue."""

    def __init__(self, look: Look, words: Words, tone: Tone, icon: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Pictogram(icon, look.px(16), tone.ink), 0, Qt.AlignmentFlag.AlignTop)
        self.words = Text(*words, look.px(14), wraps=True, colour=tone.ink)
        row.addWidget(self.words, 1)
        self.setAccessibleName(words.text)


class _Line(QLineEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class _Lines(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the page."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class Field(QWidget):
    """A labelled line, or a few lines. `written` comes when the person pauses or goes on, with the text."""

    written = Signal(str)

    def __init__(
        self,
        look: Look,
        label: Words,
        text: str,
        *,
        name: str,
        hint: str = "",
        lines: int = 1,
        most: int = 400,
        beside: bool = False,
    ) -> None:
        """With BESIDE the label is only heard: its words stand beside the field already."""
        super().__init__()
        self._look, self._told, self._most = look, text, most
        self.note: Note | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        if not beside:
            self._column.addWidget(Text(*label, look.px(SECOND), bold=True, wraps=True))
        self.edit: _Line | _Lines = _Line(text) if lines == 1 else _Lines(text)
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label.text)
        self.edit.setPlaceholderText(hint)
        self.edit.setFont(font_for(label.tag, look.px(BODY)))
        if isinstance(self.edit, _Line):
            self.edit.setMaxLength(most)
            self.edit.setMinimumHeight(look.px(TARGET))
        else:
            self.edit.setTabChangesFocus(True)
            high = self.edit.fontMetrics().lineSpacing() * lines + 26
            self.edit.setMinimumHeight(high)
            self.edit.setMaximumHeight(high)
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self.line.addWidget(self.edit)
        self._column.addLayout(self.line)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self.tell)
        self.edit.textChanged.connect(lambda *_: self._soon.start())
        self.edit.left.connect(self.tell)

    def text(self) -> str:
        """Return what stands in the field."""
        return self.edit.text() if isinstance(self.edit, _Line) else self.edit.toPlainText()[: self._most]

    def put(self, text: str) -> None:
        """Write TEXT into the field, as a person would."""
        if isinstance(self.edit, _Line):
            self.edit.setText(text)
        else:
            self.edit.setPlainText(text)

    @property
    def told(self) -> str:
        """What was told last; what stands in the field may be newer."""
        return self._told

    def show_text(self, text: str) -> None:
        """Show TEXT, which is known already: nothing is told."""
        self._soon.stop()
        self._told = text
        held = self.edit.blockSignals(True)
        self.put(text)
        self.edit.blockSignals(held)

    def tell(self) -> None:
        """Say at once what is written, when it is new."""
        self._soon.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.written.emit(self._told)

    def say(self, words: Words | None, tone: Tone | None = None, icon: str = "octagon") -> None:
        """Put a sentence under the field, in the danger tone unless another is given; None takes it away."""
        if self.note is not None:
            self._column.removeWidget(self.note)
            self.note.hide()
            self.note.setParent(None)
            self.note.deleteLater()
            self.note = None
        self.edit.setProperty("wrong", words is not None and tone is None)
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
        if words is not None:
            self.note = Note(self._look, words, tone or self._look.colours.danger, icon)
            self._column.addWidget(self.note)
            self.note.show()
        self.edit.setAccessibleDescription(words.text if words else "")
