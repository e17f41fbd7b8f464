"""Bring in a list: choose, look at what would change, accept or leave it. Nothing from a file acts by itself (P6)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from referral_assistant.directory import Preview
from referral_assistant.message import Message, msg
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.found import EntryList, Part, Tile, parts_of
from referral_assistant.ui.directory.state import Room
from referral_assistant.ui.directory.working import working_band
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band, Card
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND
from referral_assistant.ui.text import Text

_UNCHANGED = msg("Nothing is changed until you accept it.")


class ImportPage(Screen):
    """Shows where the import stands: nothing chosen, reading, what would change, writing."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room = room
        self.set_head(msg("Bring in places"))
        if room.job is not None:
            what = msg("Bringing in the places") if room.writing else msg("Reading the file")
            self.body.addWidget(working_band(desk, room, what))
            self.body.addStretch(1)
            self.set_foot(note=None if room.writing else _UNCHANGED)
        elif room.preview is not None:
            self._show_preview(room.preview)
        else:
            self._show_choice()

    # Nothing chosen yet

    def _show_choice(self) -> None:
        self.set_foot(back=msg("Directory"), note=_UNCHANGED)
        fault = self.room.import_fault
        if fault is not None:
            texts = self.desk.say(fault.sentence), self.desk.say(fault.next_step) if fault.next_step else ""
            band = Band(self.look, texts, self.desk.tag, icon="octagon", tone=self.look.colours.danger)
            band.setObjectName("fault")
            self.body.addWidget(band)
        card = Card(self.look)
        card.setMaximumWidth(self.look.px(820))
        for message, size, colour in (
            (msg("A file or folder from another clinic, a city, a helpline, or your own table."), BODY, ""),
            (
                msg(
                    "Open Referral HSDS 1 to 3, Open Referral UK, Ohana, 211, Services Advisor, CSV and Excel are read."
                ),
                SECOND,
                self.look.colours.second,
            ),
        ):
            card.column.addWidget(Text(*self.words(message), self.look.px(size), wraps=True, colour=colour))
        row = QHBoxLayout()
        row.setSpacing(12)
        self._primary = Button(self.look, *self.words(msg("Choose a file")), kind=Kind.PRIMARY, icon="page")
        self._primary.setObjectName("primary")
        self._primary.clicked.connect(self.primary)
        folder = Button(self.look, *self.words(msg("Choose a folder")), icon="folder")
        folder.setObjectName("folder")
        folder.clicked.connect(self._on_folder)
        row.addWidget(self._primary)
        row.addWidget(folder)
        row.addStretch(1)
        card.column.addSpacing(8)
        card.column.addLayout(row)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def _on_folder(self) -> None:
        self._take(choose.open_folder(self, self.desk.catalog, msg("Choose a folder")))

    def _take(self, path: Path | None) -> None:
        if path is not None:
            self.room.prepare(path)

    # What would change

    def _show_preview(self, preview: Preview) -> None:
        parts = parts_of(preview)
        source = msg("From {source}: look at what would change, then accept it or leave it.", source=preview.source)
        self.body.addWidget(Text(*self.words(source), self.look.px(BODY), wraps=True, colour=self.look.colours.second))
        if preview.safer:
            self.body.addWidget(self._warning(preview))
        tiles = Wrapping(8)
        group = QButtonGroup(self)
        self._shown = QVBoxLayout()
        first = next((part for part in parts if part.name == "safer"), parts[0] if parts else None)
        for part in parts:
            tile = Tile(self.desk, part)
            group.addButton(tile)
            tiles.addWidget(tile)
            tile.toggled.connect(lambda on, part=part: self._show_part(part) if on else None)
            tile.setChecked(part is first)
        self.body.addLayout(tiles)
        self.body.addLayout(self._shown)
        self.body.addStretch(1)
        nothing = not preview.new and not preview.changed
        self.set_foot(
            back=msg("Leave it"),
            primary=None if nothing else self._accept_words(preview),
            icon="import",
            note=msg("There is nothing new in it.") if nothing else _UNCHANGED,
        )

    def _warning(self, preview: Preview) -> Band:
        first = self.desk.catalog.ngettext(
            "{count} place would become safer on the sender's word",
            "{count} places would become safer on the sender's word",
            len(preview.safer),
        )
        second = self.desk.say(msg("Accept it only if you trust who checked. A visit would offer them at once."))
        return Band(self.look, (first, second), self.desk.tag, icon="question", tone=self.look.colours.ask_first)

    def _accept_words(self, preview: Preview) -> Message:
        services = sum(1 for change in preview.new if change.kind == "service")
        say = self.desk.catalog.ngettext
        if services and not preview.changed:
            said = say("Bring in {count} place", "Bring in {count} places", services)
        else:
            count = len(preview.new) + len(preview.changed)
            said = say("Accept {count} change", "Accept {count} changes", max(count, 1))
        return msg("{value}", value=said)

    def _show_part(self, part: Part) -> None:
        empty(self._shown)
        card = Card(self.look, 24)
        card.setObjectName(f"entries-{part.name}")
        card.column.addWidget(EntryList(self.desk, part))
        self._shown.addWidget(card)
        card.show()

    # Keys

    def primary(self) -> None:
        """Choose a file, or accept."""
        preview = self.room.preview
        if preview is not None and (preview.new or preview.changed):
            self.room.accept()
        elif preview is None and self.room.job is None:
            self._take(choose.open_file(self, self.desk.catalog, msg("Choose a file")))

    def go_back(self) -> None:
        """Leave the import; nothing of it stays. What is being written is written."""
        if not self.room.writing:
            self.room.leave_import()

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("Shows what a file would change before anything is changed."),
            msg("Your own corrections stay where the sender says otherwise."),
        )
