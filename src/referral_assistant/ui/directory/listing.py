"""Search as you type, three filters, and the list of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStyle, QVBoxLayout, QWidget

from referral_assistant.disclosure import Safety
from referral_assistant.message import msg
from referral_assistant.session.browse import MOST, Listing, Narrowed
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.hits import HitList
from referral_assistant.ui.directory.more_filters import MoreFilters, WaysOn
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.words import SHORT
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.field import Select
from referral_assistant.ui.parts.pressable import Button, Kind, Pressable
from referral_assistant.ui.parts.surface import Card
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.style import BODY, PRIMARY, SECOND, TARGET
from referral_assistant.ui.text import Text
from referral_assistant.ui.typeface import font_for

DEBOUNCE = 80
"""Milliseconds without a key before the directory is searched."""


_UNLISTED = "unlisted"
"""Stands among the kinds of safety: what is not for families or wants not to be listed, to be brought back."""


def _is_for_the_page(event: QKeyEvent) -> bool:
    """Say whether it is Ctrl+E or Ctrl+N, of which some systems make moves of the cursor."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() in {Qt.Key.Key_E, Qt.Key.Key_N}


class SearchField(QLineEdit):
    """Where the words go. Down moves into the list; Esc empties it first."""

    down = Signal()

    def __init__(self, desk: Desk, text: str) -> None:
        super().__init__(text)
        look = desk.look
        self.setObjectName("search")
        words = desk.say(msg("Search by name, place or help, in any script"))
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setFont(font_for(desk.tag, look.px(BODY)))
        self.setMinimumHeight(look.px(PRIMARY))
        self._lens = Pictogram("search", look.px(22), look.colours.second)
        self._lens.setParent(self)
        self._clear = Pressable(look, Kind.QUIET, desk.say(msg("Clear the search")))
        self._clear.setParent(self)
        row = QHBoxLayout(self._clear)
        row.setContentsMargins(11, 0, 11, 0)
        row.addWidget(self._clear.inked(Pictogram("close", look.px(20), ""), "second"))
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.clear)
        self._clear.setVisible(bool(text))
        start, end = look.px(34), TARGET - 8
        mirrored = desk.catalog.language.right_to_left
        self.setTextMargins(*((end, 0, start, 0) if mirrored else (start, 0, end, 0)))
        self.textChanged.connect(lambda written: self._clear.setVisible(bool(written)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lens at the start edge and the cross at the end edge."""
        super().resizeEvent(event)
        lens, cross = self._lens.sizeHint(), self._clear.sizeHint()
        for part, size, side in ((self._lens, lens, 14), (self._clear, cross, self.width() - cross.width() - 2)):
            place = QRect(QPoint(side, (self.height() - size.height()) // 2), size)
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the list; empty the field before Esc leaves the page."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter} or _is_for_the_page(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ListingPane(QWidget):
    """The start side of the directory."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__()
        self._desk, self._room = desk, room
        look = desk.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.gap if look.small else 12)
        self.field = SearchField(desk, room.narrowed.text)
        column.addWidget(self.field)
        column.addLayout(self._filters())
        self.hits = HitList(desk)
        self.more = MoreFilters(desk, self.narrowed, room.narrowed)
        self.more.setVisible(room.more_filters)
        column.addWidget(self.more)
        self.ways = WaysOn(desk)
        card = Card(look, 0)
        card.column.setContentsMargins(1, 6, 1, 6)
        card.column.addWidget(self.hits, 1)
        card.column.addWidget(self.ways)
        column.addWidget(card, 1)
        self._card = card
        self._make_room()
        column.addLayout(self._foot())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DEBOUNCE)
        self._soon.timeout.connect(self.search)
        self.field.textChanged.connect(self._soon.start)
        self.field.down.connect(self._on_down)
        for select in (self.need, self.area, self.safety):
            select.currentIndexChanged.connect(self.search)
        self.more.changed.connect(self.search)
        self.more.chosen.connect(room.search_again)
        self.ways.chosen.connect(room.search_again)

    def _filters(self) -> QHBoxLayout:
        session, narrowed = self._desk.session, self._room.narrowed
        say = self._desk.say
        needs = sorted(((say(need.name), need.id) for need in session.needs.all), key=lambda one: one[0].casefold())
        areas = [(area, area) for area in session.directory.areas()]
        safeties: list[tuple[str, object]] = [(say(SHORT[safety]), safety) for safety in reversed(Safety)]
        safeties.append((say(msg("Not listed")), _UNLISTED))
        self.need = self._select("filter-need", [(say(msg("Any need")), ""), *needs], narrowed.need)
        self.area = self._select("filter-area", [(say(msg("Any area")), ""), *areas], narrowed.area)
        chosen = _UNLISTED if narrowed.unlisted else narrowed.safety
        self.safety = self._select("filter-safety", [(say(msg("Any safety")), None), *safeties], chosen)
        row = QHBoxLayout()
        row.setSpacing(8)
        for select in (self.need, self.area, self.safety):
            row.addWidget(select, 1)
        return row

    def _select(self, name: str, entries: Sequence[tuple[str, object]], chosen: object) -> Select:
        select = Select(self._desk.look, entries[0][0], self._desk.tag, entries)
        select.choose(chosen)
        select.setObjectName(name)
        return select

    def _foot(self) -> QVBoxLayout:
        desk, look = self._desk, self._desk.look
        column = QVBoxLayout()
        column.setSpacing(0)
        self.count = Text("", desk.tag, look.px(14), wraps=True, colour=look.colours.second)
        column.addWidget(self.count)
        column.addLayout(buttons := Wrapping(0))
        new = Button(look, desk.say(msg("New place")), desk.tag, kind=Kind.QUIET, icon="plus", size=SECOND)
        new.setObjectName("new")
        new.setAccessibleDescription("Ctrl+N")
        new.clicked.connect(self._room.write_new)
        buttons.addWidget(new)
        more = Button(look, desk.say(msg("More filters")), desk.tag, kind=Kind.QUIET, icon="sliders", size=SECOND)
        more.setObjectName("more")
        more.clicked.connect(self._on_more)
        buttons.addWidget(more)
        for page, words, icon in (
            (Page.VERIFY, msg("Call"), "phone"),
            (Page.QUALITY, msg("Check"), "eye"),
            (Page.IMPORT, msg("Bring in"), "import"),
            (Page.EXPORT, msg("Take out"), "export"),
        ):
            button = Button(look, desk.say(words), desk.tag, kind=Kind.QUIET, icon=icon, size=SECOND)
            button.setObjectName(page.name.lower())
            button.clicked.connect(lambda _=False, page=page: self._room.turn(page))
            buttons.addWidget(button)
        return column

    def narrowed(self) -> Narrowed:
        """Return what is asked for."""
        safety = self.safety.currentData()
        return self.more.narrow(
            replace(
                self._room.narrowed,
                text=self.field.text(),
                need=str(self.need.currentData()),
                area=str(self.area.currentData()),
                safety=safety if isinstance(safety, Safety) else None,
                unlisted=safety == _UNLISTED,
            )
        )

    def search(self) -> None:
        """Ask the directory at once."""
        self._soon.stop()
        self._room.search(self.narrowed())

    @property
    def settled(self) -> bool:
        """Whether the list shows the answer to what is asked."""
        return not self._soon.isActive() and not self._room.searching

    def show_listing(self, listing: Listing) -> None:
        """Show an answer."""
        self._room.look_at(self.hits.show_listing(listing, self._room.selected))
        catalog = self._desk.catalog
        if listing.more:
            words = catalog.say(msg("The first {count} places. More words find fewer.", count=MOST))
        elif listing.found:
            words = catalog.ngettext("{count} place", "{count} places", len(listing.found))
        else:
            words = catalog.gettext("Nothing fits. Try fewer words, or take a filter away.")
        self.hits.setVisible(not listing.looser)
        self.ways.offer(listing.looser)
        self.count.set_text(words)

    def _on_more(self) -> None:
        self._room.more_filters = not self._room.more_filters
        self._make_room()

    def _make_room(self) -> None:
        """Show the filters; on a small screen they stand in the place of the list."""
        self.more.setVisible(self._room.more_filters)
        self._card.setVisible(not (self._room.more_filters and self._desk.look.small))

    def _on_down(self) -> None:
        if self.hits.hits:
            self.hits.setFocus(Qt.FocusReason.OtherFocusReason)
