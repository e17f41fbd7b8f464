"""The timeline on the screen: the same shapes as on the slip, with their legend in words."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.letters.timeline import AXIS, TODAY, Mark, Row, Timeline, place, shape
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import Colours, Look
from referral_assistant.ui.text import Text

_HIGH = 26


class TimelineView(QWidget):
    """Rows of marks on an age axis, and below what each shape means."""

    def __init__(self, page: Screen, timeline: Timeline) -> None:
        super().__init__()
        look, desk = page.look, page.desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(timeline.rows):
            name = Text(*page.words(row.name), look.px(15), wraps=True)
            name.setMaximumWidth(look.px(230))
            grid.addWidget(name, number, 0)
            marks = RowMarks(look, row, timeline)
            marks.setAccessibleName(_in_words(page, row))
            grid.addWidget(marks, number, 1)
        axis = Text(*page.words(AXIS), look.px(14), colour=look.colours.second)
        grid.addWidget(axis, len(timeline.rows), 0)
        today = Text(desk.say(TODAY), desk.tag, 14)
        grid.addWidget(Axis(look, timeline, today.said(), desk.tag), len(timeline.rows), 1)
        column.addLayout(grid)
        legend = Wrapping(18)
        for mark in timeline.used:
            legend.addWidget(_meaning(page, mark))
        column.addLayout(legend)


def _in_words(page: Screen, row: Row) -> str:
    marks = ", ".join(page.desk.say(mark.value) for _, mark in row.marks)
    return f"{page.desk.say(row.name)}: {marks}"


def _meaning(page: Screen, mark: Mark) -> QWidget:
    block = QWidget()
    row = QHBoxLayout(block)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Sign(page.look, mark))
    row.addWidget(Text(*page.words(mark.value), page.look.px(14)))
    return block


def colour_of(mark: Mark, colours: Colours) -> str:
    """Return the colour that stands beside the shape."""
    if mark is Mark.GIVEN:
        return colours.safe.ink
    return colours.second if mark in {Mark.NOT_COUNTED, Mark.NEXT} else colours.ask_first.ink


def _fill(painter: QPainter, path: str, colour: str, area: QRectF) -> None:
    box = f"0 0 {area.width()} {area.height()}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
        f'<path d="{path}" fill="{colour}" fill-rule="evenodd"/></svg>'
    )
    QSvgRenderer(QByteArray(svg.encode())).render(painter, area)


class Sign(QWidget):
    """One shape of the legend."""

    def __init__(self, look: Look, mark: Mark) -> None:
        super().__init__()
        self._mark, self._colour = mark, colour_of(mark, look.colours)
        self.setFixedSize(look.px(20), look.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        _fill(painter, shape(self._mark, area.width() / 2, area.height() / 2, area.width() * 0.38), self._colour, area)
        painter.end()


class RowMarks(QWidget):
    """The marks of one antigen."""

    def __init__(self, look: Look, row: Row, timeline: Timeline) -> None:
        super().__init__()
        self._look, self._row, self._timeline = look, row, timeline
        self.setMinimumHeight(look.px(_HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return the size of a row."""
        return QSize(400, self._look.px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, today, and the marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, high = self._look.colours, self._look.px(_HIGH)
        radius, middle = high * 0.36, self.height() / 2
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.fillRect(QRectF(radius, middle - 0.5, self.width() - 2 * radius, 1), QColor(colours.line))
        today = place(self._timeline.today, self.width(), radius, mirrored=mirrored)
        painter.fillRect(QRectF(today - 1, -4, 2, self.height() + 8), QColor(colours.tint_edge))
        area = QRectF(self.rect())
        for at, mark in self._row.marks:
            x = place(at, self.width(), radius, mirrored=mirrored)
            _fill(painter, shape(mark, x, middle, radius), colour_of(mark, colours), area)
        painter.end()


class Axis(QWidget):
    """The ages, and where today is."""

    def __init__(self, look: Look, timeline: Timeline, today: str, tag: str) -> None:
        super().__init__()
        from referral_assistant.ui.typeface import font_for

        self._look, self._timeline, self._today = look, timeline, today
        self.setFont(font_for(tag, look.px(14)))
        self.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the numbers under the line, and under them today."""
        painter = QPainter(self)
        colours, radius = self._look.colours, self._look.px(_HIGH) * 0.36
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        high = self.fontMetrics().lineSpacing()
        painter.setPen(QColor(colours.second))
        for at, words in self._timeline.ticks:
            self._centred(painter, place(at, self.width(), radius, mirrored=mirrored), 0, words, high)
        painter.setPen(QColor(colours.accent))
        here = place(self._timeline.today, self.width(), radius, mirrored=mirrored)
        self._centred(painter, here, high, self._today, high)
        painter.end()

    def _centred(self, painter: QPainter, x: float, y: float, words: str, high: int) -> None:
        wide = self.fontMetrics().horizontalAdvance(words) + 4
        left = min(max(x - wide / 2, 0), self.width() - wide)
        painter.drawText(QRectF(left, y, wide, high), Qt.AlignmentFlag.AlignCenter, words)
