"""The making of a paper about vaccines, in the background; what is shown is what is printed and saved."""

from __future__ import annotations

from collections.abc import Callable

from referral_assistant.errors import ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.session.papers_vaccines import KIND, SlipForm, slip_of, write_slips
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.letter.making import Made, Outcome, Wanted, language_of_service
from referral_assistant.ui.letter.state import Writing
from referral_assistant.ui.vaccines.state import Room


class PaperWriting(Writing):
    """Makes one paper about vaccines. It tells nothing about anyone, so there is nothing to agree to."""

    def __init__(
        self, desk: Desk, room: object, work: Callable[[SlipForm], Callable[[], bytes]], form: SlipForm
    ) -> None:
        """WORK is called at once and returns what is done in the background."""
        super().__init__(desk)
        self._room, self._work, self.form = room, work, form

    @property
    def kind(self) -> str:
        """The kind of paper."""
        return KIND

    @property
    def wanted(self) -> Wanted:
        """What decides the bytes, as far as the pane asks."""
        form = self.form
        visit = self._desk.sitting.visit
        return Wanted(visit, self.kind, (), form.language, form.second, form.paper, form.large, False, frozenset(), "")

    @property
    def why_not(self) -> Message | None:
        """Say why it cannot be printed yet."""
        if self.fault is not None:
            return msg("There is nothing to print: the reason stands above.")
        return msg("The pages are being made.") if self.paper is None else None

    def order(self, form: SlipForm) -> None:
        """Make the paper in another form."""
        self.form = form
        self.make()

    def make(self) -> None:
        """Make the paper."""
        self.paper = self.fault = self.verdict = self.told = None
        work = self._work(self.form)

        def made(_report: object) -> Outcome:
            try:
                return Outcome(Made(work(), discreet=False))
            except ReferralError as fault:
                return Outcome(None, fault)

        self._makes.ask(made)
        self.changed.emit()


def slip_writing(desk: Desk, room: Room) -> PaperWriting:
    """Return the writing of the slip of the child looked at."""
    session, place = desk.session, room.place
    assert place is not None
    card, visit = room.card(place), desk.sitting.visit
    slip = slip_of(session, visit, place, card)

    def work(form: SlipForm) -> Callable[[], bytes]:
        return lambda: write_slips(session, (slip,), form)

    return PaperWriting(desk, room, work, usual_form(desk))


def usual_form(desk: Desk) -> SlipForm:
    """Return the form that is offered first: the family's language, and the one in which services are written to."""
    family = desk.family.language.tag if desk.family else desk.tag
    service = language_of_service(desk.session, desk.sitting.visit)
    return SlipForm(family, "" if service == family else service)
