"""Pictograms: path data from resources/icons, drawn in any colour and size; only those that point are mirrored."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QBitmap, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from referral_assistant.paths import resources

_THICK, _THIN = 1.75, 1.4
_UNKNOWN = "question"


@cache
def _drawings() -> tuple[dict[str, str], frozenset[str]]:
    table = tomllib.loads((resources() / "icons" / "pictograms.toml").read_text("utf-8"))
    return table["paths"], frozenset(table["mirrored"])


def names() -> frozenset[str]:
    """Return the names of all pictograms."""
    return frozenset(_drawings()[0])


@lru_cache(maxsize=400)
def _renderer(name: str, colour: str, stroke: float) -> QSvgRenderer:
    paths, _ = _drawings()
    path = paths.get(name, paths[_UNKNOWN])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{path}" fill="none" stroke="{colour}" '
        f'stroke-width="{stroke}" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    return QSvgRenderer(QByteArray(svg.encode()))


def draw(painter: QPainter, name: str, area: QRectF, colour: str, *, mirrored: bool | None = None) -> None:
    """Draw a pictogram into AREA; MIRRORED as the window when it is not said."""
    if mirrored is None:
        mirrored = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    painter.save()
    if mirrored and name in _drawings()[1]:
        painter.translate(area.center().x() * 2, 0)
        painter.scale(-1, 1)
    _renderer(name, colour, _THIN if area.width() >= 40 else _THICK).render(painter, area)
    painter.restore()


@cache
def _ink_inset(name: str) -> float:
    """Return how far the ink of a pictogram stands from the edge of its box, as a part of its size."""
    side = 48
    ink = QRegion(QBitmap(pixmap(name, side, "#000000").mask())).boundingRect()
    return min(ink.left(), side - 1 - ink.right()) / side


def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """Return a pictogram as a picture of SIZE pixels."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return picture


class Pictogram(QWidget):
    """A pictogram as a widget; it says nothing by itself, so the words stand beside it.

    DISC is a round ground behind. FLUSH moves the drawing until its ink, not its box, meets the start edge.
    """

    def __init__(self, name: str, size: int, colour: str, disc: str = "", *, flush: bool = False) -> None:
        super().__init__()
        self._inset = _ink_inset(name) * size if flush else 0.0
        self._name, self._size, self._colour, self._disc = name, size, colour, disc
        self._whole = size if not disc else round(size * 1.75)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_colour(self, colour: str, disc: str | None = None) -> None:
        """Draw it in another colour."""
        self._colour = colour
        self._disc = self._disc if disc is None else disc
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it was made for."""
        return QSize(self._whole, self._whole)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc and the pictogram."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._disc:
            from PySide6.QtGui import QColor

            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._disc))
            painter.drawEllipse(QRectF(0, 0, self._whole, self._whole))
        inset = (self._whole - self._size) / 2
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = inset + (self._inset if mirrored else -self._inset)
        draw(painter, self._name, QRectF(x, inset, self._size, self._size), self._colour, mirrored=mirrored)
        painter.end()
