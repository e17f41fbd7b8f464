"""No paper: a number to remember, in large digits, and a place to ask. For when paper is a danger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.words import hours_text
from referral_assistant.ui.parts.surface import Card
from referral_assistant.ui.screen import ScrollColumn
from referral_assistant.ui.style import BODY, RECORD, SECTION
from referral_assistant.ui.text import Text

_HUGE = 64
_MOST = 2


@dataclass(frozen=True, slots=True)
class Remembered:
    """A number, whose it is in neutral words, and when someone answers."""

    number: str
    whose: Message
    hours: str = ""


def to_remember(desk: Desk) -> list[Remembered]:
    """Return the number of the chosen place, then the region's help lines for these needs, at most two."""
    return list(_numbers(desk))[:_MOST]


def _numbers(desk: Desk) -> Iterator[Remembered]:
    sitting, session = desk.sitting, desk.session
    if sitting.service_id:
        service = session.service(sitting.service_id)
        # A place that must stay secret, or a name that tells the need, is not written large on a screen.
        whose = msg("Call and ask for help") if service.confidential else msg("{value}", value=service.organization)
        hours = "; ".join(hours_text(desk.catalog, one) for one in service.hours[:2])
        if service.phones:
            yield Remembered(service.phones[0], whose, hours)
    on = sitting.visit.on
    wanted = {"protection": ("violence", "child"), "health": ("mental",), "legal": ("migrants",)}
    kinds = [kind for need in sitting.needs for kind in wanted.get(need.partition(".")[0], ())]
    lines = [line for line in session.region.helplines if line.basis.is_current(on)]
    for line in sorted(lines, key=lambda line: kinds.index(line.kind) if line.kind in kinds else len(kinds)):
        yield Remembered(line.number, line.name, line.hours)


class RememberPane(ScrollColumn):
    """Shows the numbers, in the family's language first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        page = QWidget()
        column = QVBoxLayout(page)
        pad = 16 if desk.look.small else 32
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(16)
        self.digits: list[Text] = []
        self._both(column, msg("Remember this number. Nothing is printed."), SECTION, bold=True)
        found = to_remember(desk)
        for one in found:
            column.addWidget(self._card(one))
        if not found:
            self._both(column, msg("There is no number on record. Look one up in the directory."), BODY)
        self._both(column, msg("Say it three times together. Write it nowhere."), BODY)
        column.addStretch(1)
        super().__init__(page)

    def _both(self, column: QVBoxLayout, message: Message, size: float, *, bold: bool = False) -> None:
        desk, look = self._desk, self._desk.look
        second = desk.second(message)
        if second:
            column.addWidget(Text(*second, look.px(size + 2), bold=bold, wraps=True))
        colour = look.colours.second if second else ""
        column.addWidget(Text(desk.say(message), desk.tag, look.px(size), bold=bold, wraps=True, colour=colour))

    def _card(self, one: Remembered) -> Card:
        desk, look = self._desk, self._desk.look
        card = Card(look, 24)
        card.column.addWidget(
            Text(desk.say(one.whose), desk.tag, look.px(RECORD), wraps=True, colour=look.colours.second)
        )
        digits = Text(one.number, "en", look.px(_HUGE), bold=True)
        digits.setAccessibleName(" ".join(one.number))
        self.digits.append(digits)
        card.column.addWidget(digits, 0, Qt.AlignmentFlag.AlignLeading)
        if one.hours:
            card.column.addWidget(Text(one.hours, desk.tag, look.px(BODY), wraps=True, colour=look.colours.second))
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the digits as large as the width allows."""
        super().resizeEvent(event)
        for digits in self.digits:
            font = digits.font()
            room = event.size().width() - 130
            longest = max(len(digits.text()), 1)
            font.setPixelSize(max(28, min(self._desk.look.px(_HUGE), round(room / longest * 1.6))))
            digits.setFont(font)
