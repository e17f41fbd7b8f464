"""Before a round: which area, which need, how many calls; and whom that would call, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from referral_assistant import clock
from referral_assistant.message import Message, msg
from referral_assistant.session.verification import reason_in
from referral_assistant.ui.directory.verify_state import Calling, Due
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.surface import Card, Rule
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND, SECTION
from referral_assistant.ui.text import Text

_COUNTS = (5, 10, 20, 40)
_MOST_SHOWN = 8


class StartCard(Card):
    """The choices, and the first places of the list."""

    def __init__(self, page: Screen, calls: Calling) -> None:
        super().__init__(page.look)
        self._page, self._calls = page, calls
        self.column.addLayout(self._choices())
        self.column.addSpacing(8)
        self._count = Text("", page.desk.tag, page.look.px(SECTION), bold=True, wraps=True)
        self._count.setObjectName("due")
        self.column.addWidget(self._count)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        calls.listed.connect(self.show_due)
        calls.list_due()

    def _choices(self) -> Wrapping:
        desk = self._page.desk
        needs = sorted(((desk.say(need.name), need.id) for need in desk.session.needs.all), key=lambda one: one[0])
        areas = [(area, area) for area in desk.session.directory.areas()]
        counts = [(desk.catalog.number(count), count) for count in _COUNTS]
        row = Wrapping(16)
        choices: tuple[tuple[Message, str, Sequence[tuple[str, object]], object], ...] = (
            (msg("Area"), "call-area", [(desk.say(msg("Any area")), ""), *areas], self._calls.chosen.area),
            (msg("Need"), "call-need", [(desk.say(msg("Any need")), ""), *needs], self._calls.chosen.need),
            (msg("Calls in this round"), "call-count", counts, self._calls.count),
        )
        for label, name, entries, chosen in choices:
            words = self._page.words(label)
            field = Select(self._page.look, words.text, words.tag, entries)
            field.setObjectName(name)
            field.choose(chosen)
            field.setFixedWidth(self._page.look.px(264))
            field.activated.connect(lambda _=0, name=name, field=field: self._choose(name, field.currentData()))
            row.addWidget(Labelled(self._page.look, words, field))
        return row

    def _choose(self, name: str, value: object) -> None:
        if name == "call-count":
            self._calls.count = value if isinstance(value, int) else self._calls.count
            return
        key = name.removeprefix("call-")
        self._calls.chosen = replace(self._calls.chosen, **{key: str(value or "")})
        self._calls.list_due()

    def show_due(self, due: Due) -> None:
        """Show whom a round would call first."""
        desk, look = self._page.desk, self._page.look
        empty(self._rows)
        if due:
            self._count.set_text(desk.catalog.ngettext("{count} place to call", "{count} places to call", len(due)))
        else:
            self._count.set_text(desk.say(msg("Nobody to call: what is known is in date.")))
        for entry in due[:_MOST_SHOWN]:
            self._rows.addWidget(Rule(look))
            name = desk.in_a_row(entry.service.name, *entry.service.phones[:1])
            self._rows.addWidget(Text(name, desk.tag, look.px(BODY), bold=True, wraps=True))
            reason = desk.in_a_row(*reason_in(entry, desk.catalog, clock.today()))
            self._rows.addWidget(Text(reason, desk.tag, look.px(SECOND), wraps=True, colour=look.colours.second))
