"""The blank page: a plain calendar of the month that covers the window at once, without a word of the program."""

from __future__ import annotations

from calendar import Calendar
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from referral_assistant import clock
from referral_assistant.i18n import Catalog
from referral_assistant.ui.style import Look
from referral_assistant.ui.typeface import font_for

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class BlankPage(QWidget):
    """Covers what it lies on. The key that brought it takes it away; so does a press on today."""

    lifted = Signal()

    def __init__(self, catalog: Catalog, look: Look, week_starts: str) -> None:
        super().__init__()
        self._catalog, self._look = catalog, look
        self._first = _CODES.index(week_starts) if week_starts in _CODES else 0
        self._today = QRectF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title())

    def title(self) -> str:
        """Return the month and the year, the only words on the page."""
        return self._catalog.month(clock.today())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the month."""
        colours, painter = self._look.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours.card))
        edge = self._look.margin + 16
        area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.setPen(QColor(colours.ink))
        painter.setFont(font_for(self._catalog.language.tag, self._look.px(28)))
        head = self._look.px(64)
        painter.drawText(QRectF(area.x(), area.y(), area.width(), head), Qt.AlignmentFlag.AlignCenter, self.title())
        self._draw_days(painter, area.adjusted(0, head, 0, 0))
        painter.end()

    def _draw_days(self, painter: QPainter, area: QRectF) -> None:
        weeks = Calendar(self._first).monthdatescalendar(clock.today().year, clock.today().month)
        width, names_high = area.width() / 7, self._look.px(40)
        high = (area.height() - names_high) / len(weeks)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.setFont(font_for(self._catalog.language.tag, self._look.px(15)))
        for column in range(7):
            x = area.x() + (6 - column if mirrored else column) * width
            painter.setPen(QColor(self._look.colours.second))
            name = self._catalog.weekday(_CODES[(self._first + column) % 7])
            painter.drawText(QRectF(x, area.y(), width, names_high), Qt.AlignmentFlag.AlignCenter, name)
            for row, week in enumerate(weeks):
                self._draw_day(painter, week[column], QRectF(x, area.y() + names_high + row * high, width, high))

    def _draw_day(self, painter: QPainter, day: date, cell: QRectF) -> None:
        colours = self._look.colours
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell)
        today = day == clock.today()
        spot = QRectF(0, 0, self._look.px(36), self._look.px(36))
        spot.moveCenter(cell.center())
        if today:
            self._today = cell
            painter.setBrush(QColor(colours.idle))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(spot)
        this_month = day.month == clock.today().month
        painter.setPen(QColor(colours.ink if this_month else colours.edge))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, self._catalog.number(day.day))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Only a press on today lifts the page."""
        if self._today.contains(event.position()):
            self.lifted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Swallow every key: nothing typed here may reach what lies below."""
        event.accept()


def warm_up(catalog: Catalog) -> None:
    """Load the names of months and days, so that the page comes at once."""
    catalog.month(clock.today())
    catalog.weekday(_CODES[0])
