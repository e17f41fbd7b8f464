"""Every edit of a record or of the directory, newest first, in words; each can be undone or gone back to, as a new edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant import clock
from referral_assistant.directory import Edit
from referral_assistant.message import Message, msg
from referral_assistant.session.history import history_of, history_of_all, names_in
from referral_assistant.ui.background import Latest, Report
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.changes import change_lines
from referral_assistant.ui.directory.door import told_band
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.telling import told_of
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.field import Entry
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band, Card
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND, TITLE
from referral_assistant.ui.text import Text

_MOST_EDITS, _MOST_FIELDS = 60, 8


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the edits, the names that each touched (whole directory), whether something is kept hidden."""

    edits: tuple[Edit, ...] = ()
    names: tuple[tuple[list[str], int], ...] = ()
    hides: bool = False


class HistoryPage(Screen):
    """The history of the chosen record, or of the whole directory."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room = room
        self._whole_directory = room.selected is None
        self._opened = False
        self.set_head(msg("History"))
        self._ways = Wrapping(8)
        self.body.addLayout(self._ways)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.look.gap)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        back = msg("Back to the place") if room.selected else msg("Directory")
        self.set_foot(back=back, note=msg("Undoing is itself an edit: nothing is ever lost."))
        self._read = Latest(self)
        self._read.answered.connect(self._on_read)
        self._read.failed.connect(self._on_failed)
        room.edited.connect(self._ask)
        self._fill_ways()
        self._ask()

    # The ways: whose history, and back to a day

    def _fill_ways(self) -> None:
        empty(self._ways)
        if self.room.selected is None:
            return
        words = msg("History of this place") if self._whole_directory else msg("History of the whole directory")
        other = Button(self.look, *self.words(words), kind=Kind.QUIET, icon="history", size=SECOND)
        other.setObjectName("other-history")
        other.clicked.connect(self._on_other)
        self._ways.addWidget(other)
        if not self._whole_directory:
            hint = self.desk.say(msg("Day, such as {day}", day=clock.today().isoformat()))
            self._day = Entry(self.look, hint, self.desk.tag, hint=hint)
            self._day.setObjectName("restore-day")
            self._day.setMinimumWidth(self.look.px(270))
            self._day.returnPressed.connect(self._on_day)
            self._ways.addWidget(self._day)
            go = Button(self.look, *self.words(msg("Bring it back as it was that day")), size=SECOND)
            go.setObjectName("restore-on")
            go.clicked.connect(self._on_day)
            self._ways.addWidget(go)

    def _on_other(self) -> None:
        self._whole_directory = not self._whole_directory
        self._fill_ways()
        self._ask()

    def _on_day(self) -> None:
        try:
            day = date.fromisoformat(self._day.text().strip())
        except ValueError:
            self._day.setFocus()
            self.note_in_foot(self.desk.say(msg("Type the day as year, month, day: 2026-11-23.")))
            return
        assert self.room.selected is not None
        self.room.restore(self.room.selected, on=day)

    # Reading

    def _ask(self) -> None:
        session, wanted, opened = self.desk.session, self.room.selected, self._opened

        def read(report: Report) -> Read:
            if self._whole_directory or wanted is None:
                past = history_of_all(session, _MOST_EDITS)
                return Read(past.edits, tuple(names_in(session, edit.id) for edit in past.edits))
            past = history_of(session, wanted, _MOST_EDITS, report, secrets=opened)
            return Read(past.edits, hides=past.hides)

        self._read.ask(read)

    def _on_failed(self, fault: Any) -> None:
        self.room.told = told_of(fault, self.room.selected)
        self._on_read(Read())

    def _on_read(self, read: Read) -> None:
        empty(self._list)
        if self.room.told and self.room.told.service_id == self.room.selected:
            self._list.addWidget(told_band(self.desk, self.room, self.room.told))
        if read.hides:
            self._list.addWidget(self._hidden())
        for position, edit in enumerate(read.edits):
            names = read.names[position] if read.names else None
            self._list.addWidget(self._card(edit, names, newest=position == 0))

    def _hidden(self) -> Band:
        texts = (
            self.desk.say(msg("Where this secret place is stays hidden.")),
            self.desk.say(msg("Show it only when nobody else can see the screen.")),
        )
        band = Band(self.look, texts, self.desk.tag, icon="lock", tone=self.look.colours.calm)
        show = Button(self.look, *self.words(msg("Show it")), kind=Kind.WITHDRAWS, size=SECOND)
        show.setObjectName("show-secret")
        show.clicked.connect(self._on_show)
        band.row.addWidget(show)
        return band

    def _on_show(self) -> None:
        self._opened = True
        self._ask()

    # One edit

    def _card(self, edit: Edit, names: tuple[list[str], int] | None, *, newest: bool) -> Card:
        look, desk = self.look, self.desk
        card = Card(look, 20)
        card.setObjectName(f"edit-{edit.id[:12]}")
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(edit.summary[:200], desk.tag, look.px(TITLE), bold=True, wraps=True))
        on = edit.on.astimezone()
        when = " · ".join((desk.catalog.day(on.date()), desk.catalog.clock(on.time()), edit.by))
        words.addWidget(self._second(when))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addLayout(self._buttons(edit, newest=newest))
        card.column.addLayout(row)
        lines = [_named(desk, *names)] if names else list(change_lines(edit.fields, desk))
        for line in filter(None, lines[:_MOST_FIELDS]):
            card.column.addWidget(Text(line, desk.tag, look.px(BODY), wraps=True))
        if len(lines) > _MOST_FIELDS:
            more = desk.catalog.ngettext("and {count} more", "and {count} more", len(lines) - _MOST_FIELDS)
            card.column.addWidget(self._second(more))
        return card

    def _buttons(self, edit: Edit, *, newest: bool) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        # One edit can be the import of many records: say so before it is undone.
        wide = edit.summary.startswith("Import from ")
        label = self.words(msg("Undo the whole import") if wide else msg("Undo"))
        undo = Button(self.look, *label, kind=Kind.WITHDRAWS if wide else Kind.PLAIN, icon="undo", size=SECOND)
        undo.setObjectName(f"undo-{edit.id[:12]}")
        undo.clicked.connect(lambda: self.room.undo(edit.id, self.room.selected))
        column.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
        if not newest and not self._whole_directory:
            back = Button(self.look, *self.words(msg("Back to how it was then")), kind=Kind.QUIET, size=SECOND)
            back.setObjectName(f"restore-{edit.id[:12]}")
            back.clicked.connect(lambda: self._on_back(edit))
            column.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        return column

    def _on_back(self, edit: Edit) -> None:
        assert self.room.selected is not None
        self.room.restore(self.room.selected, edit=edit.id)

    def _second(self, text: str) -> Text:
        return Text(text, self.desk.tag, self.look.px(SECOND), wraps=True, colour=self.look.colours.second)

    def go_back(self) -> None:
        """Back to the record."""
        self.room.turn(Page.BROWSE)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("Every edit of this place, newest first, with what stood there before."),
            msg("Undo takes one edit back; “Back to how it was then” takes everything back that came after it."),
        )


def _named(desk: Desk, names: list[str], count: int) -> str:
    more = count - len(names)
    told = [desk.catalog.ngettext("and {count} more", "and {count} more", more)] if more > 0 and names else []
    return ", ".join([*(name[:80] for name in names), *told])
