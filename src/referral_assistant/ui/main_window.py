"""The window. It shows its empty rooms at once, and is furnished when the rest of the program has been loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from referral_assistant.ui.desk import Desk
    from referral_assistant.ui.shell.cover import Cover
    from referral_assistant.ui.shell.frame import Frame
    from referral_assistant.ui.shell.furnishing import Furnishing

TITLE = "Referral Assistant"
_FRAME = (8, 36)
_GROUND, _CARD, _LINE, _RAIL, _BAR = "#F3F5F8", "#FFFFFF", "#D9E0E8", 88, 64


class MainWindow(QMainWindow):
    """Shows one desk. Without one it shows ground, rail and bar, which is what opens at once."""

    painted = Signal()
    """The window has been drawn for the first time."""

    def __init__(self, desk: Desk | None = None) -> None:
        super().__init__()
        self.furnishing: Furnishing | None = None
        self._was_painted = False
        self.setWindowTitle(TITLE)
        self.setMinimumSize(800, 480)
        self.resize(1280, 800)
        if desk is not None:
            self.resize(*desk.session.settings.window_size)
            self.furnish(desk)

    def resize_within_screen(self, size: tuple[int, int]) -> None:
        """Take a size, but never more than the screen has beside a frame."""
        room = self.screen().availableGeometry().size()
        self.resize(min(size[0], room.width() - _FRAME[0]), min(size[1], room.height() - _FRAME[1]))

    def furnish(self, desk: Desk) -> None:
        """Fill the window."""
        from referral_assistant.ui.shell.furnishing import Furnishing

        self.furnishing = Furnishing(self, desk)

    @property
    def desk(self) -> Desk:
        """What the window shows."""
        assert self.furnishing is not None
        return self.furnishing.desk

    @property
    def frame(self) -> Frame:
        """The content in its present dress."""
        assert self.furnishing is not None
        return self.furnishing.frame

    @property
    def cover(self) -> Cover:
        """What can lie over the content."""
        assert self.furnishing is not None
        return self.furnishing.cover

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the content follow."""
        super().resizeEvent(event)
        if self.furnishing is not None:
            self.furnishing.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size; the visit is forgotten with the window."""
        if self.furnishing is not None:
            self.furnishing.leave()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the empty rooms until the window is furnished."""
        if self.furnishing is not None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_GROUND))
        painter.fillRect(0, 0, self.width(), _BAR, QColor(_CARD))
        painter.fillRect(0, _BAR - 1, self.width(), 1, QColor(_LINE))
        painter.fillRect(0, 0, _RAIL, self.height(), QColor(_CARD))
        painter.fillRect(_RAIL - 1, 0, 1, self.height(), QColor(_LINE))
        painter.end()
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()
