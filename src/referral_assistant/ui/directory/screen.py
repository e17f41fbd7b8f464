"""The directory's place in the window: it shows one of the room's pages and hands the keys on to it."""

from __future__ import annotations

from referral_assistant.message import Message
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.screen import Screen


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
        match self.room.page:
            case Page.HISTORY:
                from referral_assistant.ui.directory.history import HistoryPage

                return HistoryPage(self.desk, self.room)
            case Page.IMPORT if self.room.coming and self.room.coming.asks_columns and self.room.job is None:
                from referral_assistant.ui.directory.columns import ColumnsPage

                return ColumnsPage(self.desk, self.room, self.room.coming)
            case Page.IMPORT:
                from referral_assistant.ui.directory.importing import ImportPage

                return ImportPage(self.desk, self.room)
            case Page.VERIFY:
                from referral_assistant.ui.directory.verify import VerifyPage

                return VerifyPage(self.desk, self.room)
            case Page.BOOKLET:
                from referral_assistant.ui.directory.booklet import BookletPage

                return BookletPage(self.desk, self.room)
            case Page.CALL_SHEET:
                from referral_assistant.ui.directory.verify_sheet import SheetPage

                return SheetPage(self.desk, self.room)
            case Page.EXPORT:
                from referral_assistant.ui.directory.exporting import ExportPage

                return ExportPage(self.desk, self.room)
            case Page.EDIT if self.room.editor is not None:
                from referral_assistant.ui.directory.edit.page import EditPage

                return EditPage(self.desk, self.room)
            case Page.DUPLICATES:
                from referral_assistant.ui.directory.duplicates import DuplicatesPage

                return DuplicatesPage(self.desk, self.room)
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
