"""Two places side by side: safety with its day, why each fits, what is unknown, when, at what cost, in which languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from referral_assistant.eligibility import Outcome
from referral_assistant.message import Message, msg
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Card, Rule
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND, SECTION
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit import place_facts
from referral_assistant.ui.visit.result_cards import badge, for_whom, state_in_words

if TYPE_CHECKING:
    from referral_assistant.session import Explained


class Compared(Card):
    """A row for each thing that decides; unknown is said in words, never left blank."""

    def __init__(self, page: Screen, first: Explained, second: Explained) -> None:
        super().__init__(page.look)
        self.setObjectName("compared")
        self._page, self._look, self._desk = page, page.look, page.desk
        self._both = (first, second)
        back = Button(page.look, *page.words(msg("Back to the place")), kind=Kind.QUIET, icon="arrow_back", size=SECOND)
        back.setObjectName("compare-end")
        self.back = back
        self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeading)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        self._add(
            [
                Text(one.match.service.name, self._desk.tag, self._px(SECTION), bold=True, wraps=True)
                for one in self._both
            ]
        )
        self._add([self._quiet(for_whom(self._desk, one)) for one in self._both])
        self._add_safety()
        for title, texts in self._rows():
            self._add_row(title, texts)
        self.column.addStretch(1)

    def _px(self, size: float) -> int:
        return self._look.px(size)

    def _quiet(self, text: str) -> Text:
        return Text(text, self._desk.tag, self._px(SECOND), wraps=True, colour=self._look.colours.second)

    def _add_safety(self) -> None:
        states = [state_in_words(self._desk, one) for one in self._both]
        self._add([_at_start(badge(self._look, state, self._desk)) for state, _ in states])
        self._add([self._quiet(day.replace(" ", "\u00a0")) for _, day in states])

    def _rows(self) -> Iterator[tuple[Message, list[str]]]:
        desk, on = self._desk, self._desk.sitting.visit.on
        services = [one.match.service for one in self._both]
        yield msg("Why it fits"), [self._findings(one, Outcome.YES) for one in self._both]
        yield msg("Still to find out"), [self._findings(one, Outcome.UNKNOWN) for one in self._both]
        yield msg("When"), [place_facts.hours(desk, one, on) for one in services]
        yield msg("Cost"), [place_facts.cost(desk, one) for one in services]
        yield msg("Languages"), [place_facts.spoken(desk, one) for one in services]
        yield msg("What to bring"), [place_facts.papers(desk, one, on) for one in services]

    def _findings(self, entry: Explained, outcome: Outcome) -> str:
        said = [self._desk.say(one.message) for one in entry.findings if one.outcome is outcome]
        return "\n".join(said) or "–"

    def _add_row(self, title: Message, texts: list[str]) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(Rule(self._look), row, 0, 1, 2)
        self._grid.addWidget(self._quiet(self._desk.say(title)), row + 1, 0, 1, 2)
        unknown = self._desk.say(msg("not on record"))
        self._add([Text(text or unknown, self._desk.tag, self._px(BODY), wraps=True) for text in texts])

    def _add(self, parts: Sequence[QWidget]) -> None:
        row = self._grid.rowCount()
        for place, part in enumerate(parts):
            self._grid.addWidget(part, row, place, Qt.AlignmentFlag.AlignTop)


def _at_start(part: QWidget) -> QWidget:
    """Let a part stay narrow in a wide column."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part)
    row.addStretch(1)
    return holder
