"""Records that may be here twice, side by side with why: make them one, or say that they are not the same."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.session.duplicates import Pair, Pairs, Side, keep_apart, likely_pairs
from referral_assistant.ui.background import Latest
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.changes import label_of
from referral_assistant.ui.directory.door import told_band
from referral_assistant.ui.directory.found import KIND_WORDS
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.telling import told_of
from referral_assistant.ui.directory.working import Progress
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.pressable import Button
from referral_assistant.ui.parts.surface import Band, Card
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND, TITLE
from referral_assistant.ui.text import Text

_SHOWN, _MOST_FIELDS, _LONGEST = 30, 8, 240
WHY: dict[str, Message] = {
    "name": msg("name"),
    "telephone": msg("telephone"),
    "web address": msg("web address"),
    "e-mail address": msg("e-mail address"),
    "street": msg("street"),
    "spot on the map": msg("spot on the map"),
    "description": msg("description"),
}


class DuplicatesPage(Screen):
    """Finds the pairs in the background and shows the likeliest."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room = room
        self._kind = "service"
        self.set_head(msg("Is it here twice?"))
        self._add_kinds()
        self._list = QVBoxLayout()
        self._list.setSpacing(self.look.gap)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.set_foot(back=msg("Directory"), note=msg("Nothing that either of two says is lost, and it can be undone."))
        self._search = Latest(self)
        self._search.answered.connect(self._on_found)
        self._search.progressed.connect(self._on_progressed)
        self._search.failed.connect(self._on_failed)
        room.edited.connect(self._find)
        self._find()

    def _add_kinds(self) -> None:
        words = msg("Look among")
        entries = [(self.desk.say(said), kind) for kind, said in KIND_WORDS.items()]
        kinds = Select(self.look, self.desk.say(words), self.desk.tag, entries)
        kinds.setObjectName("kind")
        kinds.setMinimumWidth(self.look.px(260))
        kinds.currentIndexChanged.connect(lambda _: self._on_kind(str(kinds.currentData())))
        row = QHBoxLayout()
        row.addWidget(Labelled(self.look, self.words(words), kinds))
        row.addStretch(1)
        self.body.addLayout(row)

    def _on_kind(self, kind: str) -> None:
        self._kind = kind
        self._find()

    # Looking

    def _find(self) -> None:
        session, kind = self.desk.session, self._kind
        empty(self._list)
        self._bar = Progress(self.desk.say(msg("Comparing the records")), measured=True)
        band = Band(
            self.look,
            (self.desk.say(msg("Comparing the records")), ""),
            self.desk.tag,
            icon="clock",
            tone=self.look.colours.calm,
        )
        band.words.addSpacing(4)
        band.words.addWidget(self._bar)
        self._list.addWidget(band)
        self._search.ask(lambda report: likely_pairs(session, kind, report, _SHOWN))

    def _on_progressed(self, done: int, total: int) -> None:
        self._bar.follow(done, total)

    def _on_failed(self, fault: Any) -> None:
        self.room.told = told_of(fault)
        self._on_found(Pairs((), 0))

    def _on_found(self, found: Pairs) -> None:
        empty(self._list)
        if self.room.told and self.room.told.service_id is None:
            self._list.addWidget(told_band(self.desk, self.room, self.room.told))
        if not found.pairs:
            self._list.addWidget(
                Text(*self.words(msg("No two of them look the same.")), self.look.px(BODY), wraps=True)
            )
        for position, pair in enumerate(found.pairs):
            self._list.addWidget(self._card(position, pair))
        if found.count > len(found.pairs):
            more = found.count - len(found.pairs)
            self._list.addWidget(self._second(self.desk.catalog.ngettext("and {count} more", "and {count} more", more)))

    # One pair

    def _card(self, position: int, pair: Pair) -> Card:
        card = Card(self.look, 20)
        card.setObjectName(f"pair-{position}")
        because = ", ".join(self.desk.say(WHY[one]) for one in pair.because)
        card.column.addWidget(self._second(self.desk.say(msg("The same or alike: {what}", what=because))))
        card.column.addWidget(self._side_by_side(pair))
        buttons = Wrapping(8)
        for name, words, action in (
            ("first", msg("Make one, keep the first"), lambda: self._on_one(pair.first, pair.second)),
            ("second", msg("Make one, keep the second"), lambda: self._on_one(pair.second, pair.first)),
            ("apart", msg("Not the same"), lambda: self._on_apart(pair)),
        ):
            button = Button(self.look, *self.words(words), size=SECOND)
            button.setObjectName(f"{name}-{position}")
            button.setAccessibleName(f"{button.accessibleName()}: {pair.first.name}, {pair.second.name}"[:300])
            button.clicked.connect(lambda _=False, action=action: action())
            buttons.addWidget(button)
        card.column.addLayout(buttons)
        return card

    def _side_by_side(self, pair: Pair) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for column, side in enumerate((pair.first, pair.second)):
            name = Text(side.name[:_LONGEST], self.desk.tag, self.look.px(TITLE), bold=True, wraps=True)
            grid.addWidget(name, 0, column, Qt.AlignmentFlag.AlignTop)
            source = self.desk.say(msg("From: {source}", source=", ".join(side.sources))) if side.sources else ""
            grid.addWidget(self._second(source), 1, column, Qt.AlignmentFlag.AlignTop)
        fields = [one for one in pair.differing if one.field != "name"]
        for row, one in enumerate(fields[:_MOST_FIELDS], 2):
            address = one.field == "service_at_locations"
            label = f"{self.desk.say(msg('Address'))}: " if address else label_of(one, self.desk)
            for column, value in enumerate((one.before, one.after)):
                text = f"{label}{str(value)[:_LONGEST]}" if value else f"{label}–"
                grid.addWidget(self._second(text), row, column, Qt.AlignmentFlag.AlignTop)
        return holder

    def _second(self, text: str) -> Text:
        return Text(text, self.desk.tag, self.look.px(SECOND), wraps=True, colour=self.look.colours.second)

    # What a person says

    def _on_one(self, kept: Side, other: Side) -> None:
        self.room.make_one(kept.key.id, other.key.id)

    def _on_apart(self, pair: Pair) -> None:
        try:
            keep_apart(self.desk.session, pair.first.key.id, pair.second.key.id)
        except ReferralError as fault:
            self.room.told = told_of(fault)
        self._find()

    def go_back(self) -> None:
        """Back to the list."""
        self.room.turn(Page.BROWSE)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("Shows two and two that look the same: by name, telephone, web address, street or place."),
            msg("Made one, the record keeps everything that both said, and both numbers."),
            msg("What you call not the same is not offered again."),
        )
