"""The directory's place in the window: it shows one of the room's pages and hands the keys on to it."""

from __future__ import annotations

from importlib import import_module

from referral_assistant.message import Message
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.screen import Screen

PAGES: dict[Page, str] = {
    Page.HISTORY: "history:HistoryPage",
    Page.IMPORT: "importing:ImportPage",
    Page.EXPORT: "exporting:ExportPage",
    Page.VERIFY: "verify:VerifyPage",
    Page.BOOKLET: "booklet:BookletPage",
    Page.CALL_SHEET: "verify_sheet:SheetPage",
    Page.QUALITY: "quality:QualityPage",
    Page.HEALTH: "health:HealthPage",
    Page.EDIT: "edit.page:EditPage",
    Page.DUPLICATES: "duplicates:DuplicatesPage",
}
"""Which page stands where; each is imported when it is first shown."""


class DirectoryScreen(Screen):
    """Holds the open page; builds it anew when the room turns."""

    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.room = Room.of(desk)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.page = self._build()
        self.body.addWidget(self.page)
        self.setFocusProxy(self.page)
        self.room.turned.connect(self._on_turned)

    def _build(self) -> Screen:
        room = self.room
        if room.page is Page.IMPORT and room.coming and room.coming.asks_columns and room.job is None:
            from referral_assistant.ui.directory.columns import ColumnsPage

            return ColumnsPage(self.desk, room, room.coming)
        if room.page in PAGES and not (room.page is Page.EDIT and room.editor is None):
            module, _, name = PAGES[room.page].partition(":")
            made = getattr(import_module(f"referral_assistant.ui.directory.{module}"), name)(self.desk, room)
            assert isinstance(made, Screen)
            return made
        from referral_assistant.ui.directory.browse import BrowsePage, EmptyPage

        return EmptyPage(self.desk, self.room) if self._is_empty() else BrowsePage(self.desk, self.room)

    def _is_empty(self) -> bool:
        return self.desk.session.directory.head is None or not self.desk.session.directory.names("service")

    def _on_turned(self) -> None:
        self.setUpdatesEnabled(False)
        empty(self.body)
        self.page = self._build()
        self.body.addWidget(self.page)
        self.page.show()
        self.setFocusProxy(self.page)
        self.setUpdatesEnabled(True)
        self.page.setFocus()

    # Keys go to the page

    def primary(self) -> None:
        """Do what comes next on the page."""
        self.page.primary()

    def go_back(self) -> None:
        """Go back as the page does."""
        self.page.go_back()

    def answer(self, position: int) -> bool:
        """Answer on the page."""
        return self.page.answer(position)

    def take_back(self) -> bool:
        """Take back on the page."""
        return self.page.take_back()

    def print_paper(self) -> None:
        """Print what the page prints."""
        self.page.print_paper()

    def search(self) -> None:
        """Search; from another page of the room, go to the list first."""
        if self.room.page is not Page.BROWSE and self.room.job is None:
            self.room.turn(Page.BROWSE)
        self.page.search()

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return self.page.help()
