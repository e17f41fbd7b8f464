"""The call sheet of a round: the true pages, print or save."""

from __future__ import annotations

from collections.abc import Callable

from referral_assistant.message import msg
from referral_assistant.session.papers import Form, write
from referral_assistant.session.papers_round import round_sheet
from referral_assistant.session.papers_vaccines import SlipForm
from referral_assistant.session.verification_round import Round, open_round
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.letter.making import CALL_SHEET
from referral_assistant.ui.parts.surface import Card, IconLine
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.vaccines.paper import PaperPage
from referral_assistant.ui.vaccines.writing import PaperWriting


class SheetWriting(PaperWriting):
    """Makes the call sheet."""

    @property
    def kind(self) -> str:
        """The kind of paper."""
        return CALL_SHEET


class SheetPage(PaperPage):
    """Shows the sheet of the round that is under way."""

    title = msg("Call sheet")
    file_name = "call-sheet.pdf"
    back_to = msg("Calls")
    sizes = (("a4", msg("A4")), ("letter", msg("Letter (US)")))

    def __init__(self, desk: Desk, room: Room) -> None:
        self._room = room
        paper = desk.session.region.paper.lower()
        form = SlipForm(desk.tag, second_offered(desk), "letter" if paper == "letter" else "a4")
        super().__init__(desk, room, SheetWriting(desk, room, _work(desk), form))

    def fill_choices(self, card: Card) -> None:
        """Say above the choices what stands on the paper."""
        for icon, message in (
            ("phone", msg("The places still to call, numbered, with a box for each answer.")),
            ("pencil", msg("Type it in afterwards: the row, then the answer.")),
            ("lock", msg("Nothing about any family is on it.")),
        ):
            card.column.addWidget(IconLine(self.look, icon, *self.words(message), size=SECOND))

    def leave(self) -> None:
        """Go back to the calls."""
        self._room.turn(Page.VERIFY)


def _work(desk: Desk) -> Callable[[SlipForm], Callable[[], bytes]]:
    session = desk.session

    def work(form: SlipForm) -> Callable[[], bytes]:
        found = open_round(session) or Round("")
        wanted = Form(form.language, form.second, form.paper, form.large)
        return lambda: write([round_sheet(session, found, wanted)])

    return work


def second_offered(desk: Desk) -> str:
    """Return the second language that is offered first: the usual one of the places here."""
    usual = [tag for tag in desk.session.region.languages if tag != desk.tag]
    known = [tag for tag in usual if desk.session.settings.second_language == tag] or usual
    return next((tag for tag in known if tag in _tags()), "")


def _tags() -> frozenset[str]:
    from referral_assistant.i18n import LANGUAGES

    return frozenset(LANGUAGES)
