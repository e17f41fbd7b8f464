"""What the page of the languages holds: which one, the sheet that was read, what is under way. Nothing about any family."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from referral_assistant import clock
from referral_assistant.errors import ReferralError
from referral_assistant.i18n import LANGUAGES
from referral_assistant.message import Message, msg
from referral_assistant.session.reviewing import Review, Standing, accept_review, read_review, standings, write_review
from referral_assistant.ui.background import Background, Report, Work
from referral_assistant.ui.desk import Desk


class Reviewing(QObject):
    """Writes review sheets, reads them back and takes them in, beside the window."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.tag = desk.tag if desk.tag != "en" else next(tag for tag in LANGUAGES if tag != "en")
        self.review: Review | None = None
        self.fault: ReferralError | None = None
        self.told: Message | None = None
        self.role = ""
        self.busy: Message | None = None
        self._background = Background(self)

    @property
    def standing(self) -> Standing:
        """How far the chosen language is."""
        (found,) = standings(self._desk.session, [self.tag])
        return found

    def choose(self, tag: str) -> None:
        """Look after another language."""
        self.tag = tag
        self.leave()

    def leave(self) -> None:
        """Let go of the sheet that was read; nothing of it stays."""
        self.review = self.fault = self.told = None
        self.changed.emit()

    def write(self, path: Path) -> None:
        """Write the review sheet of the chosen language."""
        session, tag = self._desk.session, self.tag
        self._start(msg("Writing the sheet"), lambda _report: write_review(session, tag, path), self._on_written)

    def _on_written(self, count: int) -> None:
        self.told = msg("{count} lines are on the sheet, what does most harm first.", count=count)

    def read(self, path: Path) -> None:
        """Read a filled-in sheet."""
        session = self._desk.session
        self._start(msg("Reading the sheet"), lambda _report: read_review(session, path), self._on_read)

    def _on_read(self, review: Review) -> None:
        self.review, self.tag = review, review.language.tag

    def accept(self) -> None:
        """Take the review in; what it says counts at once, in the window too."""
        review, role, session = self.review, self.role, self._desk.session
        if review is None:
            return

        def work(_report: Report) -> Path:
            return accept_review(session, review, role, clock.today())

        self._start(msg("Keeping the review"), work, self._on_kept, write=True)

    def _on_kept(self, _path: Path) -> None:
        kept = self.review.changes if self.review else ()
        self.review = None
        self.told = msg("{count} sentences are kept as reviewed and count from now on.", count=len(kept))
        self._desk.hear_anew()

    def _start(self, what: Message, work: Work, then: object, *, write: bool = False) -> None:
        self.busy, self.fault, self.told = what, None, None
        self.changed.emit()
        job = self._background.start(work, write=write)
        job.succeeded.connect(then)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)

    def _on_failed(self, fault: ReferralError) -> None:
        self.fault = fault

    def _on_finished(self) -> None:
        self.busy = None
        self.changed.emit()
