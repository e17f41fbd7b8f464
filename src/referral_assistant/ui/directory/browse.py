"""The directory as it opens: the list at the start edge, the record at the end edge; when it is empty, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.session.browse import Listed, Listing, judged_today
from referral_assistant.session.drafts import unfinished
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.directory.door import told_band
from referral_assistant.ui.directory.drawing import EmptyDrawing
from referral_assistant.ui.directory.listing import ListingPane
from referral_assistant.ui.directory.record import RecordPane
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import PAGE, SECOND, TITLE
from referral_assistant.ui.text import Text


class BrowsePage(Screen):
    """List and record side by side."""

    scrolls = False

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room = room
        if room.told and room.told.service_id is None:
            self.body.addWidget(told_band(desk, room, room.told))
        self._add_unfinished()
        panes = QHBoxLayout()
        panes.setSpacing(16 if self.look.small else 24)
        self.listing = ListingPane(desk, room)
        self.listing.setFixedWidth(self.look.px(408 if self.look.small or self.look.scale > 1 else 448))
        self.record = RecordPane(desk, room)
        panes.addWidget(self.listing)
        panes.addWidget(self.record, 1)
        self.body.addLayout(panes, 1)
        self._listing: Listing | None = None
        self.listing.hits.looked_at.connect(self._on_looked_at)
        room.listed.connect(self._on_listed)
        room.edited.connect(self._on_edited)
        self.listing.search()

    def _add_unfinished(self) -> None:
        """Offer what was begun and not saved."""
        waiting = unfinished(self.desk.session)
        if not waiting:
            return
        first = waiting[0]
        count = self.desk.catalog.ngettext(
            "{count} place is not saved yet", "{count} places are not saved yet", len(waiting)
        )
        name = first.name or self.desk.say(msg("A new place"))
        on = self.desk.in_a_row(name, self.desk.catalog.day(first.on.date()), self.desk.catalog.clock(first.on.time()))
        band = Band(self.look, (count, on), self.desk.tag, icon="pencil", tone=self.look.colours.calm)
        go_on = Button(self.look, *self.words(msg("Go on writing")), size=SECOND)
        go_on.setObjectName("go-on")
        go_on.clicked.connect(lambda: self.room.edit(first.id))
        band.row.addWidget(go_on)
        self.body.addWidget(band)

    def _on_listed(self, listing: Listing) -> None:
        self._listing = listing
        if listing.empty_directory:
            self.room.turned.emit()
            return
        self.listing.show_listing(listing)
        self._show_record()

    def _on_looked_at(self, service_id: str) -> None:
        self.room.look_at(service_id)
        self._show_record()

    def _on_edited(self) -> None:
        self._show_record()
        self.listing.search()

    def _show_record(self) -> None:
        listed = self._selected()
        if listed is None:
            self.record.show_nothing(self.desk.say(msg("No place is chosen.")))
            return
        try:
            record = self.desk.session.show(listed.service.id)
        except ReferralError as fault:
            self.record.show_nothing(self.desk.say(fault.sentence))
            return
        self.record.show_service(listed, record)

    def _selected(self) -> Listed | None:
        """Return the chosen service as it is now, which may be newer than the list."""
        if self.room.selected is None:
            return None
        service = self.desk.session.directory.service(self.room.selected)
        return Listed(service, judged_today(self.desk.session, service)) if service else None

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+E edits the chosen place, Ctrl+N begins a new one; everything else as on every page."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_E and self.room.selected is not None:
            self.room.edit(self.room.selected)
        elif control and event.key() == Qt.Key.Key_N:
            self.room.write_new()
        else:
            super().keyPressEvent(event)

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.listing.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.listing.field.selectAll()

    def answer(self, position: int) -> bool:
        """Answer what was found out at the door."""
        return self.record.door is not None and self.record.door.press(position)

    def go_back(self) -> None:
        """Take the answer back, then the search, then go to the visit."""
        if self.room.answer is not None:
            self.room.answer = None
            self._show_record()
        elif self.listing.field.text():
            self.listing.field.clear()
        else:
            self.desk.enter(Place.START)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("Every place of your directory: search, look, and write down what you found out."),
            msg("Two clicks write a dated answer: what they ask at the door, and how you know it."),
            msg("A place that asks about status is never offered; one that nobody checked is called first."),
            msg("Ctrl+E edits the chosen place, Ctrl+N writes a new one."),
        )


class EmptyPage(Screen):
    """No places yet: one drawing, one sentence, one primary."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room = room
        look, colours = self.look, self.look.colours
        self.body.addStretch(2)
        self._centred(EmptyDrawing(look))
        self.body.addSpacing(4)
        self._words(msg("No places yet"), PAGE, colours.ink, bold=True)
        self._words(msg("Bring in a list of places, or look around in the example first."), TITLE, colours.second)
        self._words(msg("A visit shows a place as safe only after someone has checked it."), TITLE, colours.second)
        self.body.addSpacing(8)
        self._add_buttons()
        self.body.addSpacing(24)
        self._add_ways()
        self.body.addStretch(3)

    def _centred(self, part: QWidget) -> None:
        self.body.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)

    def _words(self, message: Message, size: float, colour: str, *, bold: bool = False) -> None:
        text = Text(*self.words(message), self.look.px(size), bold=bold, wraps=True, colour=colour)
        text.centre()
        self.body.addWidget(text)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        self._primary = Button(self.look, *self.words(msg("Bring in a list")), kind=Kind.PRIMARY, icon="import")
        self._primary.setObjectName("primary")
        self._primary.clicked.connect(self.primary)
        example = Button(self.look, *self.words(msg("Open the example")), icon="open_book")
        example.setObjectName("example")
        example.clicked.connect(self._on_example)
        write = Button(self.look, *self.words(msg("Write the first one")), icon="pencil")
        write.setObjectName("new")
        write.clicked.connect(self.room.write_new)
        row.addWidget(self._primary)
        row.addWidget(write)
        row.addWidget(example)
        row.addStretch(1)
        self.body.addLayout(row)

    def _add_ways(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addStretch(1)
        for icon, title, words in (
            ("table", msg("From a table"), msg("CSV or Excel, one place a line.")),
            ("book", msg("Open Referral"), msg("A directory of a city or a helpline, HSDS 1, 2 or 3.")),
            ("usb", msg("From another clinic"), msg("Their copy on a stick. You see every change first.")),
        ):
            row.addWidget(self._way(icon, title, words), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.body.addLayout(row)

    def _way(self, icon: str, title: Message, words: Message) -> QWidget:
        block = QWidget()
        block.setFixedWidth(self.look.px(236))
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        drawing = Pictogram(icon, self.look.px(24), self.look.colours.second)
        column.addWidget(drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        for message, bold in ((title, True), (words, False)):
            colour = "" if bold else self.look.colours.second
            text = Text(*self.words(message), self.look.px(SECOND), bold=bold, wraps=True, colour=colour)
            text.centre()
            column.addWidget(text)
        return block

    def primary(self) -> None:
        """Bring in a list."""
        self.room.turn(Page.IMPORT)

    def _on_example(self) -> None:
        self.desk.example_wanted.emit()

    def go_back(self) -> None:
        """Go to the visit."""
        self.desk.enter(Place.START)
