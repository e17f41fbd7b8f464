"""From the PDF to a printer: pdfium draws each page at the printer's resolution, Qt lays it on the sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from referral_assistant.errors import StorageError
from referral_assistant.message import msg
from referral_assistant.ui.letter.pages import PageSize, draw_page, page_sizes

JOB_NAME = "Document"
"""What a queue shows: nothing about anyone."""
# Finer than this only costs memory: a whole A4 page in grey is 35 MB at 600 dots an inch.
_FINEST = 600
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """A printer of this computer: the name that the system knows and the words for people."""

    name: str
    words: str
    usual: bool


def printers() -> list[PrinterChoice]:
    """Return the printers of this computer, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    found = [
        PrinterChoice(one.printerName(), one.description() or one.printerName(), one.printerName() == usual)
        for one in QPrinterInfo.availablePrinters()
    ]
    return sorted(found, key=lambda one: (not one.usual, one.words.casefold()))


def printer_named(name: str) -> QPrinter:
    """Return a printer set up for us: the whole sheet, one side, a job name that says nothing."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    return prepared(printer)


def prepared(printer: QPrinter) -> QPrinter:
    """Set PRINTER up for us."""
    printer.setDocName(JOB_NAME)
    printer.setCreator("")
    printer.setFullPage(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    if printer.resolution() > _FINEST:
        printer.setResolution(_FINEST)
    return printer


def print_pdf(pdf: bytes, printer: QPrinter, report: Report | None = None) -> int:
    """Print every page of PDF and return how many went out. REPORT(done, total) may raise to stop; the job is then dropped.

    Raises StorageError when the printer does not take the job.
    """
    sizes = page_sizes(pdf)
    _lay(printer, sizes[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused(printer)
    try:
        for number, size in enumerate(sizes):
            if report:
                report(number, len(sizes))
            _turn(printer, size, number)
            _draw(painter, printer, pdf, number)
    except BaseException:
        printer.abort()
        painter.end()
        raise
    if not painter.end() or printer.printerState() is QPrinter.PrinterState.Error:
        raise _refused(printer)
    return len(sizes)


def _turn(printer: QPrinter, size: PageSize, number: int) -> None:
    """Begin a page; the first one is there already."""
    if number:
        _lay(printer, size)
        if not printer.newPage():
            raise _refused(printer)


def _lay(printer: QPrinter, size: PageSize) -> None:
    points = QSizeF(size.width, size.height)
    sheet = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _draw(painter: QPainter, printer: QPrinter, pdf: bytes, number: int) -> None:
    picture = draw_page(pdf, number, printer.resolution() / 72, grey=True)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    sheet.moveTo(0, 0)
    fitted = picture.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(sheet.adjusted(0, 0, fitted.width() - sheet.width(), fitted.height() - sheet.height()), picture)


def _refused(printer: QPrinter) -> StorageError:
    return StorageError(
        msg("The printer {name} did not take the letter.", name=printer.printerName() or "-"),
        msg("Look whether it is on and has paper, or save the letter as PDF."),
    )
