"""A telephone call about a place of the results: the answer is written down, and where the place stands then is told."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from referral_assistant.eligibility import Outcome
from referral_assistant.message import Message, msg
from referral_assistant.session.evidence import Answer
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.directory.telling import Telling, Told
from referral_assistant.ui.visit import found

_KEPT_AS = Place.RESULTS


class Call(Telling):
    """Knows which place is called for which need, until the visit ends."""

    clicked = Signal()
    """The other one of the two clicks is due."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._about: tuple[str, str] | None = None
        desk.visit_ended.connect(self.forget)

    @staticmethod
    def of(desk: Desk) -> Call:
        """Return the call of a desk."""
        call = desk.kept.get(_KEPT_AS)
        if not isinstance(call, Call):
            call = desk.kept[_KEPT_AS] = Call(desk)
        return call

    def forget(self) -> None:
        """Forget which place was called, and what was told about it."""
        self.told = self.answer = self._about = None

    def be_about(self, service_id: str, need: str) -> None:
        """Take up a place; a first click that was meant for another one does not count for it."""
        if self._about != (service_id, need):
            self._about, self.answer = (service_id, need), None

    def choose(self, answer: Answer | None) -> None:
        """First click: it changes no list, so that only the band is made again."""
        self.answer = answer
        self.clicked.emit()

    def nobody_answered(self, service_id: str) -> None:
        """Tell that a call without an answer changes nothing."""
        again = msg("Try again at another time of day, or look at the next place.")
        self.told = Told(msg("No answer: nothing was written down."), again, service_id=service_id)
        self.answer = None
        self.edited.emit()

    def _changed(self) -> None:
        self._desk.session.read_again()
        self._desk.forget_results()
        if self.told is not None and self.told.edit:
            self.told = replace(self.told, second=self._standing(self.told))
        self.edited.emit()

    def _standing(self, told: Told) -> Message | None:
        """Say where the place stands now, after it was asked."""
        if self._about is None or told.service_id != self._about[0]:
            return told.second
        name = self._desk.session.service(self._about[0]).name
        return msg("{what} · {how}", what=name, how=standing_now(self._desk, *self._about))


def standing_now(desk: Desk, service_id: str, need: str) -> Message:
    """Say in which list a place stands for a need."""
    results = desk.results().results
    wanted = (service_id, need)
    for match in results.matches:
        if (match.service.id, match.need) == wanted:
            if match.outcome is Outcome.YES:
                return msg("It now stands among the places that fit.")
            return msg("May fit: something is still unknown")
    if found.position_of(results.call_first, wanted) is not None:
        return msg("It still stands under “Call before you go”.")
    return msg("It is left out now, and offered to no family.")
