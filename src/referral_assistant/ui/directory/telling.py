"""Writing down what was found out about a place: what was answered so far, what was written, and how to undo it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from referral_assistant import clock
from referral_assistant.disclosure import Source
from referral_assistant.errors import ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.session.evidence import Answer, Found
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.words import HOW, WORDS


@dataclass(frozen=True, slots=True)
class Told:
    """What just happened, shown where it happened; `edit` can be undone. `bad`: it did not happen."""

    first: Message
    second: Message | None = None
    edit: str | None = None
    service_id: str | None = None
    bad: bool = False


def told_of(fault: ReferralError, service_id: str | None = None) -> Told:
    """Tell a fault of the world."""
    return Told(fault.sentence, fault.next_step, service_id=service_id, bad=True)


class Telling(QObject):
    """Holds the first of two clicks, writes at the second one, and tells what happened."""

    edited = Signal()
    """The directory changed, or another click is due."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.told: Told | None = None
        self.answer: Answer | None = None
        self.writing = False

    def choose(self, answer: Answer | None) -> None:
        """First click: what was found out; None goes back."""
        self.answer = answer
        self.edited.emit()

    def record(self, service_id: str, answer: Answer, how: Source) -> None:
        """Write down what was found out, as one edit."""
        session = self._desk.session
        clinic = session.settings.clinic.strip() or "This clinic"
        try:
            edit = session.record_evidence(service_id, Found(answer, how, clinic, clock.today()))
        except ReferralError as fault:
            self.told = told_of(fault, service_id)
        else:
            second = (
                msg("{what} · {how}", what=WORDS[answer], how=HOW[how]) if edit else msg("The record says so already.")
            )
            self.told = Told(msg("Written down."), second, edit, service_id)
        self.answer = None
        self._changed()

    def undo(self, edit: str, service_id: str | None = None) -> None:
        """Undo an edit, as a new edit."""
        try:
            undone = self._desk.session.undo(edit)
        except ReferralError as fault:
            self.told = told_of(fault, service_id)
        else:
            first = msg("Undone.") if undone else msg("Nothing is left to undo.")
            self.told = Told(first, service_id=service_id)
        self._changed()

    def restore(self, service_id: str, on: date | None = None, edit: str | None = None) -> None:
        """Bring a record back as it was at the end of a day, or after an edit, as a new edit."""
        from referral_assistant.session.history import restore

        try:
            restored = restore(self._desk.session, service_id, on, edit)
        except ReferralError as fault:
            self.told = told_of(fault, service_id)
        else:
            first = msg("It is as it was then.") if restored else msg("It is so already: nothing was changed.")
            self.told = Told(first, edit=restored, service_id=service_id)
        self._changed()

    def make_one(self, kept: str, other: str) -> None:
        """Make one record of two, as one edit that can be undone."""
        from referral_assistant.session.duplicates import make_one

        try:
            edit = make_one(self._desk.session, kept, other)
        except ReferralError as fault:
            self.told = told_of(fault)
        else:
            self.told = Told(msg("They are one now; nothing that either said is lost."), edit=edit)
        self._changed()

    def _changed(self) -> None:
        self._desk.session.read_again()
        self._desk.forget_results()
        self.edited.emit()
