"""The numbers to call, in digits that can be read across a table, and what to do until help comes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from referral_assistant import clock
from referral_assistant.message import Message, msg
from referral_assistant.regions import Helpline
from referral_assistant.service import Service
from referral_assistant.ui.parts.surface import Band, Card, IconLine, Rule
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND, SECTION, TITLE
from referral_assistant.ui.text import Text, Words
from referral_assistant.ui.visit.urgent import Urgency, numbers_for, places_for

_DIGITS = 34


class NumbersPanel(Card):
    """Whom to call now, and under it the places and what to do meanwhile."""

    def __init__(self, page: Screen, kind: Urgency) -> None:
        super().__init__(page.look)
        self._page, self._look = page, page.look
        self.setObjectName("numbers")
        self.column.setSpacing(14)
        self.column.addLayout(self._numbers(kind))
        self.column.addWidget(Rule(self._look))
        sides = QHBoxLayout()
        sides.setSpacing(self._look.px(28))
        places = places_for(kind, page.desk.session)
        if places:
            sides.addLayout(self._places(places), 1)
        sides.addLayout(self._advice(kind), 1)
        self.column.addLayout(sides)

    def _title(self, message: Message) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Text(*self._page.words(message), self._look.px(SECTION), bold=True, wraps=True))
        second = self._page.second(message)
        if second:
            column.addWidget(Text(*second, self._look.px(SECOND), wraps=True, colour=self._look.colours.second))
        return column

    def _numbers(self, kind: Urgency) -> QVBoxLayout:
        desk = self._page.desk
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(self._title(msg("Call now")))
        lines = numbers_for(kind, desk.session.region)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        across = 3 if self._look.small or self._look.scale > 1 or len(lines) < 4 else 4
        for place, line in enumerate(lines):
            grid.addLayout(self._helpline(line), place // across, place % across)
        for place in range(across):
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        if not lines:
            first = desk.say(msg("No emergency number is recorded for this region."))
            second = desk.say(msg("Call the number that you know, or go to the nearest hospital."))
            tone = self._look.colours.ask_first
            column.addWidget(Band(self._look, (first, second), desk.tag, icon="phone", tone=tone))
        return column

    def _helpline(self, line: Helpline) -> QVBoxLayout:
        desk, look = self._page.desk, self._look
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Text(line.number, "en", look.px(_DIGITS), bold=True, colour=look.colours.danger.ink))
        column.addWidget(Text(*self._page.words(line.name), look.px(TITLE), bold=True, wraps=True))
        second = self._page.second(line.name)
        if second:
            column.addWidget(Text(*second, look.px(SECOND), wraps=True, colour=look.colours.second))
        spoken = [desk.catalog.language_name(tag) for tag in line.languages]
        facts = desk.in_a_row(line.hours, desk.catalog.listed(spoken))
        column.addWidget(Text(facts, desk.tag, look.px(14), wraps=True, colour=look.colours.second))
        column.addWidget(Text(self._age(line), desk.tag, look.px(14), wraps=True, colour=look.colours.second))
        column.addStretch(1)
        return column

    def _age(self, line: Helpline) -> str:
        day = line.basis.checked_on
        if line.basis.is_current(clock.today()):
            return self._page.desk.say(msg("checked {day}", day=day))
        return self._page.desk.say(msg("last checked {day}: it may have changed", day=day))

    def _places(self, places: Sequence[Service]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(self._title(msg("Places that do not ask about status")))
        for service in places:
            column.addWidget(IconLine(self._look, "phone", f"{service.phones[0]}  {service.name}", self._page.desk.tag))
        column.addStretch(1)
        return column

    def _advice(self, kind: Urgency) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(self._title(msg("Until help comes")))
        for icon, message in kind.advice:
            column.addWidget(IconLine(self._look, icon, *self._page.words(message)))
            second = self._page.second(message)
            if second:
                column.addLayout(self._indented(second))
        column.addStretch(1)
        return column

    def _indented(self, words: Words) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addSpacing(self._look.px(20) + 10)
        row.addWidget(Text(*words, self._look.px(14), wraps=True, colour=self._look.colours.second), 1)
        return row
