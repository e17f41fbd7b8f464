"""Pages of a PDF as pictures: pdfium draws the very bytes that are printed and saved. Safe to call from any thread."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any

from PySide6.QtGui import QImage

# pdfium holds global state: one call at a time in the whole process.
_PDFIUM = Lock()
_LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page in points."""

    width: float
    height: float


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """Return the size of every page."""
    with _PDFIUM:
        document = _open(pdf)
        try:
            return tuple(PageSize(*document.get_page_size(number)) for number in range(len(document)))
        finally:
            document.close()


def page_text(pdf: bytes, number: int) -> str:
    """Return the text of a page for a screen reader, shortened when it is very long."""
    with _PDFIUM:
        document = _open(pdf)
        try:
            return str(document[number].get_textpage().get_text_bounded())[:_LONGEST_TEXT]
        finally:
            document.close()


def draw_page(pdf: bytes, number: int, scale: float, *, grey: bool = False) -> QImage:
    """Draw a page at SCALE pixels a point."""
    with _PDFIUM:
        document = _open(pdf)
        try:
            drawn = document[number].render(scale=scale, grayscale=grey, prefer_bgrx=True)
            form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
            # The picture of pdfium goes with the document: keep a copy.
            return QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, form).copy()
        finally:
            document.close()


def _open(pdf: bytes) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(pdf)
