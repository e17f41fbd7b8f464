"""A logo drawn as SVG becomes the PNG that letters print: once, when it is chosen."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter

_IS_SVG = re.compile(rb"<(?:\w+:)?svg[\s>]")
# What could bring in another file or grow without end; a logo needs none of it.
_REFUSED = re.compile(rb"<!ENTITY|<(?:\w+:)?image[\s>]|@import|<(?:\w+:)?foreignObject", re.IGNORECASE)
_LONGEST_SIDE = 1000


def as_png(content: bytes) -> bytes:
    """Return the PNG of an SVG, its longer side 1 000 pixels on white; anything else as it is.

    A drawing that refers to other files or cannot be drawn comes back unchanged too, for the reader of pictures to refuse.
    """
    if not _IS_SVG.search(content[:100_000]) or _REFUSED.search(content):
        return content
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(content))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return content
    size.scale(_LONGEST_SIDE, _LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    if size.isEmpty():
        return content
    image = QImage(size, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(written.data())
