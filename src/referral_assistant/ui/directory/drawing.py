"""The drawing of an empty directory: an open book of lines, with a pin where the first place will stand."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from referral_assistant.ui.style import Look

_WIDE, _HIGH = 152, 96
_BOOK = "M76 20C60 10 32 8 4 12v72c28-4 56-2 72 8c16-10 44-12 72-8V12C120 8 92 10 76 20z M76 20v72"
_LINES = "M20 34q20-3 40 2 M20 50q20-3 40 2 M20 66q20-3 40 2"
_PIN = "M112 62C97 47 91 38 91 27a21 21 0 0 1 42 0C133 38 127 47 112 62z"


class EmptyDrawing(QWidget):
    """Drawn in the accent; it says nothing that the words beside it do not."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        colours = look.colours
        self._scale = look.scale
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" fill="none" '
            f'stroke="{colours.accent}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">'
            f'<path d="{_BOOK}" fill="{colours.card}"/><path d="{_LINES}" stroke="{colours.tint_edge}"/>'
            f'<path d="{_PIN}" fill="{colours.tint}"/><circle cx="112" cy="27" r="8" fill="{colours.card}"/></svg>'
        )
        self._renderer = QSvgRenderer(QByteArray(svg.encode()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the drawing."""
        return QSize(round(_WIDE * self._scale), round(_HIGH * self._scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(self.rect()))
        painter.end()
