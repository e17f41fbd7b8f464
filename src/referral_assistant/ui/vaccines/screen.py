"""The vaccines' place in the window: it shows one of the room's pages and hands the keys on to it."""

from __future__ import annotations

from referral_assistant.message import Message
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.vaccines.state import Page, Room


class VaccinesScreen(Screen):
    """Holds the open page; builds it anew when the room turns."""

    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.room = Room.of(desk)
        self.room.read_schedule_again()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.page = self._build()
        self.body.addWidget(self.page)
        self.setFocusProxy(self.page)
        self.room.turned.connect(self._on_turned)

    def _build(self) -> Screen:
        match self.room.page:
            case Page.SLIP:
                from referral_assistant.ui.vaccines.paper import SlipPage

                return SlipPage(self.desk, self.room)
            case Page.GROUP:
                from referral_assistant.ui.vaccines.group import GroupPage

                return GroupPage(self.desk, self.room)
            case Page.SCHEDULE:
                from referral_assistant.ui.vaccines.schedule import SchedulePage

                return SchedulePage(self.desk, self.room)
        from referral_assistant.ui.vaccines.cards import CardsPage, NobodyPage

        return CardsPage(self.desk, self.room) if self.room.places else NobodyPage(self.desk, self.room)

    def _on_turned(self) -> None:
        self.setUpdatesEnabled(False)
        empty(self.body)
        self.page = self._build()
        self.body.addWidget(self.page)
        self.page.show()
        self.setFocusProxy(self.page)
        self.setUpdatesEnabled(True)
        self.page.begin() if hasattr(self.page, "begin") else self.page.setFocus()

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

    def search(self) -> None:
        """Put the cursor where a card is typed in."""
        self.page.search()

    def print_paper(self) -> None:
        """Print on the page."""
        self.page.print_paper()

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return self.page.help()
