"""One record: what it is, whether it is safe, what to write down, and its facts in rows with their days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant import clock
from referral_assistant.i18n import language_of
from referral_assistant.message import msg
from referral_assistant.service import Service
from referral_assistant.session.browse import Listed
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.door import DoorBand, told_band
from referral_assistant.ui.directory.facts import Row, rows_of
from referral_assistant.ui.directory.secret import SecretPlace
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.words import checked_on, state_of
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Badge, Card, Rule
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import ScrollColumn
from referral_assistant.ui.style import BODY, RECORD, SECOND
from referral_assistant.ui.text import Text


class RecordPane(Card):
    """Shows one service; `show_service` shows another."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk.look, 0)
        self._desk, self._room = desk, room
        self.door: DoorBand | None = None
        self.column.setContentsMargins(1, 1, 1, 1)
        self._scroller: ScrollColumn | None = None
        self._shown: str | None = None

    def show_service(self, listed: Listed, record: Mapping[str, Any]) -> None:
        """Show a service; the same one again keeps its place."""
        at = self._scroller.verticalScrollBar().value() if self._scroller else 0
        page = QWidget()
        column = QVBoxLayout(page)
        pad = 16 if self._desk.look.small else 24
        column.setContentsMargins(pad, pad - 4, pad, pad - 4)
        column.setSpacing(8)
        self._add_head(column, listed)
        if self._room.told and self._room.told.service_id == listed.service.id:
            column.addWidget(told_band(self._desk, self._room, self._room.told))
        self.door = DoorBand(self._desk, self._room, listed)
        column.addSpacing(4)
        column.addWidget(self.door)
        column.addSpacing(4)
        desk = self._desk
        rows = rows_of(listed.service, record, desk.catalog, desk.session.needs, clock.today())
        for position, row in enumerate(rows):
            if position and row.label is not None:
                column.addWidget(Rule(desk.look))
            column.addWidget(FactRow(desk, row))
            if row.icon == "lock":
                column.addWidget(SecretPlace(desk, listed.service.id))
        self._add_end(column, listed)
        column.addStretch(1)
        self._replace(ScrollColumn(page))
        if self._shown == listed.service.id and self._scroller:
            page.adjustSize()
            self._scroller.verticalScrollBar().setValue(at)
        self._shown = listed.service.id

    def show_nothing(self, words: str) -> None:
        """Say that there is nothing to look at."""
        page = QWidget()
        column = QVBoxLayout(page)
        text = Text(words, self._desk.tag, self._desk.look.px(BODY), wraps=True, colour=self._desk.look.colours.second)
        text.centre()
        column.addWidget(text)
        self.door = self._shown = None
        self._replace(ScrollColumn(page))

    def _replace(self, scroller: ScrollColumn) -> None:
        if self._scroller is not None:
            self.column.removeWidget(self._scroller)
            self._scroller.hide()
            self._scroller.setParent(None)
            self._scroller.deleteLater()
        self._scroller = scroller
        self.column.addWidget(scroller)
        scroller.show()

    def _add_head(self, whole: QVBoxLayout, listed: Listed) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        whole.addLayout(column)
        desk, look, service = self._desk, self._desk.look, listed.service
        column.addLayout(self._title(service))
        for local in service.local_names:
            language = language_of(local.language)
            tag = language.tag if language else desk.tag
            column.addWidget(Text(local.name, tag, look.px(BODY), wraps=True, colour=look.colours.second))
        said = [text for text in (service.organization, service.summary) if text]
        for text in said:
            column.addWidget(Text(text[:600], desk.tag, look.px(SECOND), wraps=True, colour=look.colours.second))
        state, day = state_of(service, listed.judgement), checked_on(listed.judgement)
        column.addSpacing(6)
        row = Wrapping(10)
        row.addWidget(Badge(look, desk.say(state.words), desk.tag, icon=state.icon, tone=state.hues(look.colours)))
        if day and service.is_open_for_referral:
            checked = desk.say(msg("checked {day}", day=day))
            row.addWidget(Text(checked, desk.tag, look.px(14), colour=look.colours.second))
        column.addLayout(row)

    def _title(self, service: Service) -> QHBoxLayout:
        desk, look = self._desk, self._desk.look
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Text(service.name, desk.tag, look.px(RECORD), bold=True, wraps=True), 1)
        edit = Button(look, desk.say(msg("Edit")), desk.tag, icon="pencil", size=SECOND)
        edit.setObjectName("edit")
        edit.setAccessibleDescription("Ctrl+E")
        edit.clicked.connect(lambda: self._room.edit(service.id))
        row.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _add_end(self, column: QVBoxLayout, listed: Listed) -> None:
        desk, look = self._desk, self._desk.look
        row = QHBoxLayout()
        source = listed.service.source
        words = desk.say(msg("From: {source}", source=source)) if source else ""
        row.addWidget(Text(words, desk.tag, look.px(14), wraps=True, colour=look.colours.second), 1)
        column.addSpacing(4)
        column.addLayout(row)
        ways = Wrapping(4, at_end=True)
        for page, said, icon in (
            (Page.DUPLICATES, msg("Is it here twice?"), "search"),
            (Page.HISTORY, msg("History"), "history"),
        ):
            button = Button(look, desk.say(said), desk.tag, kind=Kind.QUIET, icon=icon)
            button.setObjectName(page.name.lower())
            button.clicked.connect(lambda _=False, page=page: self._room.turn(page))
            ways.addWidget(button)
        column.addLayout(ways)


class FactRow(QWidget):
    """Label, value, and the day of the last check with a tick or a question mark."""

    def __init__(self, desk: Desk, row: Row) -> None:
        super().__init__()
        look, colours = desk.look, desk.look.colours
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 7, 0, 7)
        line.setSpacing(12)
        label = Text(
            desk.say(row.label) if row.label else "", desk.tag, look.px(SECOND), wraps=True, colour=colours.second
        )
        label.setFixedWidth(look.px(96 if look.small or look.scale > 1 else 132))
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        if row.icon:
            line.addWidget(Pictogram(row.icon, look.px(18), colours.second), 0, Qt.AlignmentFlag.AlignTop)
        value = QVBoxLayout()
        value.setSpacing(1)
        ink = colours.ink if row.known else colours.second
        value.addWidget(Text(row.value, desk.tag, look.px(BODY), wraps=True, colour=ink))
        if row.behind:
            value.addWidget(Text(row.behind, desk.tag, look.px(14), wraps=True, colour=colours.second))
        line.addLayout(value, 1)
        line.addWidget(_day(desk, row), 0, Qt.AlignmentFlag.AlignTop)


def _day(desk: Desk, row: Row) -> QWidget:
    look, colours = desk.look, desk.look.colours
    holder = QWidget()
    holder.setMinimumWidth(look.px(104))
    holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 1, 0, 0)
    line.setSpacing(6)
    line.addStretch(1)
    if row.known:
        tone = colours.safe if row.checked_on and row.holds else colours.ask_first
        words = desk.catalog.day(row.checked_on) if row.checked_on else desk.say(msg("No date"))
        line.addWidget(Pictogram("check" if tone is colours.safe else "question", look.px(16), tone.ink))
        line.addWidget(Text(words, desk.tag, look.px(14), colour=tone.ink))
    return holder
