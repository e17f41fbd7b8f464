"""Every edit of a record, newest first, in words; each can be undone as a new edit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant.directory import Edit, FieldChange
from referral_assistant.directory.sheets import RowError, condition_of, disclosure_of, rows_of
from referral_assistant.message import Message, msg
from referral_assistant.reasons import sentence_of, sentence_of_row
from referral_assistant.ui.background import Latest
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.door import told_band
from referral_assistant.ui.directory.facts import behind
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.telling import told_of
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Card
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND, TITLE
from referral_assistant.ui.text import Text

_MOST_EDITS, _MOST_FIELDS, _LONGEST = 60, 8, 160


class HistoryPage(Screen):
    """The history of the chosen record."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room = room
        self.set_head(msg("History"))
        self._list = QVBoxLayout()
        self._list.setSpacing(self.look.gap)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.set_foot(back=msg("Back to the place"), note=msg("Undoing is itself an edit: nothing is ever lost."))
        self._read = Latest(self)
        self._read.answered.connect(self._on_read)
        self._read.failed.connect(self._on_failed)
        room.edited.connect(self._ask)
        self._ask()

    def _ask(self) -> None:
        session, wanted = self.desk.session, self.room.selected
        self._read.ask(lambda _report: session.history(wanted)[:_MOST_EDITS])

    def _on_failed(self, fault: Any) -> None:
        self.room.told = told_of(fault, self.room.selected)
        self._on_read([])

    def _on_read(self, edits: list[Edit]) -> None:
        from referral_assistant.ui.parts.arrange import empty

        empty(self._list)
        if self.room.told and self.room.told.service_id == self.room.selected:
            self._list.addWidget(told_band(self.desk, self.room, self.room.told))
        for edit in edits:
            self._list.addWidget(self._card(edit))

    def _card(self, edit: Edit) -> Card:
        look, desk = self.look, self.desk
        card = Card(look, 20)
        card.setObjectName(f"edit-{edit.id[:12]}")
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(edit.summary[:200], desk.tag, look.px(TITLE), bold=True, wraps=True))
        when = " · ".join((desk.catalog.day(edit.on.date()), desk.catalog.clock(edit.on.time()), edit.by))
        words.addWidget(Text(when, desk.tag, look.px(SECOND), wraps=True, colour=look.colours.second))
        row.addLayout(words, 1)
        # One edit can be the import of many records: say so before it is undone.
        wide = edit.summary.startswith("Import from ")
        label = self.words(msg("Undo the whole import") if wide else msg("Undo"))
        undo = Button(look, *label, kind=Kind.WITHDRAWS if wide else Kind.PLAIN, icon="undo", size=SECOND)
        undo.setObjectName(f"undo-{edit.id[:12]}")
        undo.clicked.connect(lambda: self.room.undo(edit.id, self.room.selected))
        row.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(row)
        lines = list(change_lines(edit.fields, desk))
        for line in lines[:_MOST_FIELDS]:
            card.column.addWidget(Text(line, desk.tag, look.px(BODY), wraps=True))
        if len(lines) > _MOST_FIELDS:
            more = desk.catalog.ngettext("and {count} more", "and {count} more", len(lines) - _MOST_FIELDS)
            card.column.addWidget(Text(more, desk.tag, look.px(SECOND), colour=look.colours.second))
        return card

    def go_back(self) -> None:
        """Back to the record."""
        self.room.turn(Page.BROWSE)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (msg("Every edit of this place, newest first, with what stood there before."),)


def change_lines(changes: Iterable[FieldChange], desk: Desk) -> Iterable[str]:
    """Say in one line each what an edit changed."""
    for change in changes:
        before, after = _value(change.before, desk), _value(change.after, desk)
        own = _is_own(change.before) or _is_own(change.after)
        name = "" if own else f"{_field_name(change.field)}: "
        if before and after:
            yield f"{name}{before} → {after}"
        elif after:
            yield f"+ {name}{after}"
        elif before:
            yield f"− {name}{before}"


def _field_name(field: str) -> str:
    """Name a field without the ids of children: `phones/1a2b3c4d/number` is `phones number`."""
    parts = [part for part in field.split("/") if not (len(part) in {8, 36} and _is_hex(part.replace("-", "")))]
    return " ".join(parts).replace("_", " ")


def _is_hex(text: str) -> bool:
    return all(letter in "0123456789abcdef" for letter in text)


def _is_own(value: Any) -> bool:
    return isinstance(value, dict) and any(True for _ in rows_of({"attributes": [value]}))


def _value(value: Any, desk: Desk) -> str:
    if isinstance(value, dict):
        for sheet, row in rows_of({"attributes": [value]}):
            return _row(sheet, row, desk)
        kept = [str(value[key]) for key in ("name", "number", "document", "option", "amount") if value.get(key)]
        return " ".join(kept or [_told(value.get("value"))])[:_LONGEST] or "…"
    if isinstance(value, list):
        return ", ".join(_value(one, desk) for one in value)[:_LONGEST]
    return "" if value is None else " ".join(str(value).split())[:_LONGEST]


def _told(value: Any) -> str:
    """Read a value that is itself JSON, such as a name in another language."""
    try:
        found = json.loads(str(value or ""))
    except (ValueError, RecursionError):
        return str(value or "")
    return " ".join(str(one) for one in found.values()) if isinstance(found, dict) else str(value)


def _row(sheet: str, row: dict[str, str], desk: Desk) -> str:
    catalog, needs = desk.catalog, desk.session.needs.by_id
    try:
        if sheet == "disclosure":
            read = disclosure_of(row)
            return f"{catalog.say(sentence_of_row(read))} ({behind(read, catalog)})"
        if sheet == "conditions":
            return catalog.say(sentence_of(condition_of(row).test))
    except RowError:
        return " ".join(row.values())[:_LONGEST]
    need = row.get("need", "")
    return catalog.say(needs[need].name) if need in needs else need
