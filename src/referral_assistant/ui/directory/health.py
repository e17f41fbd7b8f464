"""The health of the directory over time: a small chart, and the same in numbers beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.session.health import Health
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.working import Progress
from referral_assistant.ui.parts.pressable import Button
from referral_assistant.ui.parts.surface import Band, Card
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND, SECTION, Look
from referral_assistant.ui.text import Text

_MONTHS_SHOWN = 6
_HEIGHT = 160


class HealthPage(Screen):
    """Chart and numbers."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room, self.quality = room, room.quality
        self.quality.open_health()
        self.build()
        self.quality.changed.connect(self.renew)

    def build(self) -> None:
        """Fill the page from what was measured."""
        self.set_head(msg("The directory over time"))
        months = self.quality.months
        if self.quality.measuring is not None:
            self.body.addWidget(self._working())
        elif months is None:
            self.body.addWidget(self._stopped())
        elif not months:
            none = msg("Nothing was written yet"), msg("The measure begins with the first place in the directory.")
            self.body.addWidget(self._band(*none))
        else:
            self._add_months(months)
            for title, table in (
                (msg("By area"), self._areas(months[-1])),
                (msg("By need, the least covered first"), self._needs(months[-1])),
            ):
                self.body.addWidget(self._table(title, table))
        self.body.addStretch(1)
        self.set_foot(back=msg("Check"), note=msg("Measured from the history of the directory, by the rules of today."))

    def _band(self, first: Message, second: Message | None, icon: str = "info") -> Band:
        texts = self.desk.say(first), self.desk.say(second) if second else ""
        tone = self.look.colours.danger if icon == "octagon" else self.look.colours.calm
        return Band(self.look, texts, self.desk.tag, icon=icon, tone=tone)

    def _working(self) -> Band:
        title = msg("Reading the history")
        band = self._band(title, None, "clock")
        bar = Progress(self.desk.say(title), measured=True)
        self.quality.measured.connect(bar.follow)
        band.words.addWidget(bar)
        band.row.addWidget(self._button(msg("Cancel"), "cancel", self.quality.stop_measuring))
        return band

    def _stopped(self) -> Band:
        """Say why there is nothing to show, with the way to try again."""
        fault = self.quality.fault
        if fault is not None:
            band = self._band(fault.sentence, fault.next_step, "octagon")
        else:
            band = self._band(msg("The measure was stopped."), None)
        band.row.addWidget(self._button(msg("Measure again"), "measure", self.quality.measure))
        return band

    def _button(self, message: Message, name: str, press: Callable[[], None]) -> Button:
        button = Button(self.look, *self.words(message))
        button.setObjectName(name)
        button.clicked.connect(press)
        return button

    def _add_months(self, months: Sequence[Health]) -> None:
        row = QHBoxLayout()
        row.setSpacing(24)
        card = Card(self.look)
        share = msg("Share of places that are confirmed")
        card.column.addWidget(Text(*self.words(share), self.look.px(SECTION), bold=True, wraps=True))
        row.addWidget(self._course(months), 1)
        shown = months[-_MONTHS_SHOWN:]
        lines = [(self._when(one), self._of(one.confirmed, one.listed)) for one in reversed(shown)]
        row.addWidget(self._grid(lines), 1)
        card.column.addLayout(row)
        self.body.addWidget(card)

    def _course(self, months: Sequence[Health]) -> QWidget:
        """Draw the months; a single day is no line, and is said in words."""
        if len(months) > 1:
            return Chart(self.look, [one.share for one in months], self._summary(months))
        words = self.words(msg("So far there is one day to show. A line is drawn once a month has ended."))
        only = Text(*words, self.look.px(SECOND), wraps=True, colour=self.look.colours.second)
        only.setObjectName("one-day")
        return only

    def _summary(self, months: Sequence[Health]) -> str:
        """Say the chart in words, for who cannot see it."""
        return ", ".join(f"{self._when(one)}: {self._percent(one.share)}" for one in months)

    def _when(self, one: Health) -> str:
        return self.desk.catalog.day(date.fromisoformat(one.on))

    def _percent(self, share: float) -> str:
        return f"{self.desk.catalog.number(round(100 * share))} %"

    def _of(self, good: int, every: int) -> str:
        number = self.desk.catalog.number
        counts = self.desk.say(msg("{done} of {total}", done=number(good), total=number(every)))
        return self.desk.in_a_row(counts, self._percent(good / every if every else 0))

    def _areas(self, now: Health) -> list[tuple[str, str]]:
        nowhere = self.desk.say(msg("No area recorded"))
        return [(name or nowhere, self._of(*counts)) for name, counts in _worst_first(now.areas)]

    def _needs(self, now: Health) -> list[tuple[str, str]]:
        known = self.desk.session.needs.by_id
        every = {need: now.needs.get(need, (0, 0)) for need in known} | {
            need: counts for need, counts in now.needs.items() if need not in known
        }
        return [
            (self.desk.say(known[need].name) if need in known else need, self._of(*counts))
            for need, counts in _worst_first(every)
        ]

    def _table(self, title: Message, lines: list[tuple[str, str]]) -> Card:
        card = Card(self.look)
        card.column.addWidget(Text(*self.words(title), self.look.px(SECTION), bold=True, wraps=True))
        card.column.addWidget(self._grid(lines))
        return card

    def _grid(self, lines: list[tuple[str, str]]) -> QWidget:
        block = QWidget()
        grid = QGridLayout(block)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for at, (name, value) in enumerate(lines):
            grid.addWidget(Text(name, self.desk.tag, self.look.px(SECOND), wraps=True), at, 0)
            grid.addWidget(Text(value, self.desk.tag, self.look.px(BODY), bold=True), at, 1)
        return block

    def go_back(self) -> None:
        """Stop measuring, else go back to the check."""
        self.quality.stop_measuring()
        self.room.turn(Page.QUALITY)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("How many places are confirmed, month by month, and where too few are."),
            msg("A place is confirmed while somebody's dated word says that it does not ask about status."),
        )


def _worst_first(table: Mapping[str, tuple[int, int]]) -> list[tuple[str, tuple[int, int]]]:
    return sorted(table.items(), key=lambda one: (one[1][0] / one[1][1] if one[1][1] else -1.0, one[0]))


class Chart(QWidget):
    """A line of shares, 0 to 1, with a dot for each; its accessible name says the same in words."""

    def __init__(self, look: Look, shares: Sequence[float], words: str) -> None:
        super().__init__()
        self._look, self._shares = look, list(shares)
        self.setAccessibleName(words)
        self.setMinimumHeight(look.px(_HEIGHT))
        self.setMinimumWidth(look.px(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame of quarters, the line and the dots; the newest at the end edge."""
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        painter.setPen(QPen(QColor(colours.line), 1))
        for quarter in range(5):
            y = area.bottom() - area.height() * quarter / 4
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        points = self._points(area)
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(QColor(colours.accent))
        for point in points:
            painter.drawEllipse(point, 3.5, 3.5)
        painter.end()

    def _points(self, area: QRectF) -> list[QPointF]:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        last = max(len(self._shares) - 1, 1)
        points = []
        for at, share in enumerate(self._shares):
            along = at / last if len(self._shares) > 1 else 1.0
            x = area.left() + area.width() * (1 - along if mirrored else along)
            points.append(QPointF(x, area.bottom() - area.height() * share))
        return points
