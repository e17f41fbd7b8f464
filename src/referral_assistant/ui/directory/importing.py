"""Bring in a list: choose, look at what would change, accept or leave it. Nothing from a file acts by itself (P6)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.directory import Preview
from referral_assistant.message import Message, msg
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.coming import Coming
from referral_assistant.ui.directory.found import Part, Tile, parts_of
from referral_assistant.ui.directory.state import Room
from referral_assistant.ui.directory.ticking import TickList
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
        elif room.coming is not None and room.coming.preview is not None:
            self._show_preview(room.coming, room.coming.preview)
        else:
            self._show_choice()

    # Nothing chosen yet

    def _show_choice(self) -> None:
        self.set_foot(back=msg("Directory"), note=_UNCHANGED)
        self._show_fault()
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

    def _show_fault(self) -> None:
        """Say what went wrong, where it happened: in reading, or in writing what was accepted."""
        fault = self.room.import_fault
        if fault is not None:
            texts = self.desk.say(fault.sentence), self.desk.say(fault.next_step) if fault.next_step else ""
            band = Band(self.look, texts, self.desk.tag, icon="octagon", tone=self.look.colours.danger)
            band.setObjectName("fault")
            self.body.addWidget(band)

    def _on_folder(self) -> None:
        self._take(choose.open_folder(self, self.desk.catalog, msg("Choose a folder")))

    def _take(self, path: Path | None) -> None:
        if path is not None:
            self.room.prepare(path)

    # What would change

    def _show_preview(self, coming: Coming, preview: Preview) -> None:
        self._show_fault()
        source = msg("From {source}: look at what would change, then accept it or leave it.", source=preview.source)
        self.body.addWidget(Text(*self.words(source), self.look.px(BODY), wraps=True, colour=self.look.colours.second))
        if preview.safer:
            self.body.addWidget(self._warning(preview))
        if preview.broken and not self.look.small:
            self.body.addWidget(self._offer_to_mend(preview))
        if coming.tables:
            self.body.addWidget(self._columns_band())
        self._shown = QVBoxLayout()
        self.body.addLayout(self._tiles(coming, parts_of(preview)))
        self.body.addLayout(self._shown)
        self.body.addStretch(1)
        self._foot()

    def _tiles(self, coming: Coming, parts: list[Part]) -> Wrapping:
        tiles = Wrapping(8)
        group = QButtonGroup(self)
        by_name = {part.name: part for part in parts}
        first = by_name.get(coming.part) or by_name.get("safer") or next(iter(parts), None)
        for part in parts:
            tile = Tile(self.desk, part)
            group.addButton(tile)
            tiles.addWidget(tile)
            tile.toggled.connect(lambda on, part=part: self._show_part(part) if on else None)
            tile.setChecked(part is first)
        return tiles

    def _foot(self) -> None:
        coming = self.room.coming
        assert coming is not None
        taken = coming.count + len(coming.theirs)
        empty_handed = msg("Nothing is ticked.") if coming.changes else msg("There is nothing new in it.")
        self.set_foot(
            back=msg("Leave it"),
            primary=None if not coming.changes and not taken else self._accept_words(coming),
            icon="import",
            note=_UNCHANGED if taken else empty_handed,
            ready=taken > 0,
        )

    def _warning(self, preview: Preview) -> Band:
        first = self.desk.catalog.ngettext(
            "{count} place would become safer on the sender's word",
            "{count} places would become safer on the sender's word",
            len(preview.safer),
        )
        second = self.desk.say(
            msg(
                "They come in as not confirmed. Tick one only if you trust who checked: a visit would offer it at once."
            )
        )
        return Band(self.look, (first, second), self.desk.tag, icon="question", tone=self.look.colours.ask_first)

    def _offer_to_mend(self, preview: Preview) -> Band:
        """Never mend in silence: say how many, show ten, and let a person choose."""
        say, count = self.desk.catalog.ngettext, len(preview.broken)
        first = (
            say("{count} text comes in mended", "{count} texts come in mended", count)
            if preview.mended
            else say("{count} text was broken on its way", "{count} texts were broken on their way", count)
        )
        second = self.desk.say(msg("Garbled letters, or Burmese typed for the Zawgyi font. Look at both forms below."))
        band = Band(self.look, (first, second), self.desk.tag, icon="info", tone=self.look.colours.calm)
        words = msg("Leave them as they came") if preview.mended else msg("Mend them")
        button = Button(self.look, *self.words(words), size=SECOND)
        button.setObjectName("mend")
        button.clicked.connect(lambda: self._on_mend(on=not preview.mended))
        band.row.addWidget(button)
        return band

    def _on_mend(self, *, on: bool) -> None:
        assert self.room.coming is not None
        self.room.coming.part = "broken"
        self.room.mend(on=on)

    def _columns_band(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        button = Button(
            self.look, *self.words(msg("What is in each column?")), kind=Kind.QUIET, icon="table", size=SECOND
        )
        button.setObjectName("columns")
        button.clicked.connect(self.room.ask_columns)
        row.addWidget(button)
        row.addStretch(1)
        return holder

    def _accept_words(self, coming: Coming) -> Message:
        say = self.desk.catalog.ngettext
        if coming.services and coming.only_new:
            said = say("Bring in {count} place", "Bring in {count} places", coming.services)
        else:
            count = coming.count + len(coming.theirs)
            said = say("Accept {count} change", "Accept {count} changes", count)
        return msg("{value}", value=said)

    def _show_part(self, part: Part) -> None:
        assert self.room.coming is not None
        self.room.coming.part = part.name
        empty(self._shown)
        card = Card(self.look, 24)
        card.setObjectName(f"entries-{part.name}")
        if part.name == "broken" and self.look.small and self.room.preview:
            card.column.addWidget(self._offer_to_mend(self.room.preview))
        shown = part.show(self.desk, self.room.coming)
        for ticks in (shown, *shown.findChildren(TickList)):
            if isinstance(ticks, TickList):
                ticks.changed.connect(self._foot)
        card.column.addWidget(shown)
        self._shown.addWidget(card)
        card.show()

    # Keys

    def primary(self) -> None:
        """Choose a file, or accept."""
        coming = self.room.coming
        if coming is not None and coming.count + len(coming.theirs):
            self.room.accept()
        elif coming is None and self.room.job is None:
            self._take(choose.open_file(self, self.desk.catalog, msg("Choose a file")))

    def go_back(self) -> None:
        """Leave the import; nothing of it stays. What is being written is written."""
        if not self.room.writing:
            self.room.leave_import()

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("Shows what a file would change before anything is changed."),
            msg("Take all of it, or tick what comes in: by kind, by file, or one by one."),
            msg("Your own corrections stay where the sender says otherwise, unless you take the sender's value."),
        )
