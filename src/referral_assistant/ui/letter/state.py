"""What the letter's page keeps during a visit: the references, the bytes, what was agreed. The visit's end forgets it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from referral_assistant.errors import ReferralError
from referral_assistant.i18n.text_guard import Verdict
from referral_assistant.message import Message, msg
from referral_assistant.referral import new_reference
from referral_assistant.ui.background import Background, Job, Latest, Report
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.letter.making import (
    ALL_LETTERS,
    FOR_ONE_SERVICE,
    NO_PAPER,
    PLAN,
    RIGHTS,
    Errand,
    Made,
    Outcome,
    Wanted,
    letters_of_visit,
    try_to_make,
    wanted_of,
)
from referral_assistant.ui.visit.sitting import LetterChoices


class Writing(QObject):
    """Makes the paper whenever a choice changes and says when it is there, was refused, printed or saved."""

    changed = Signal()
    """Something that the foot or the bands show is different."""
    made = Signal(object)
    """New bytes (Made)."""
    progressed = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._makes = Latest(self)
        self._makes.answered.connect(self._on_outcome)
        self._background = Background(self)
        desk.visit_ended.connect(self.forget)
        self._references: dict[str, str] = {}
        self._agreed: object = None
        self.paper: Made | None = None
        self.fault: ReferralError | None = None
        self.verdict: Verdict | None = None
        self.told: tuple[Message, Message | None, bool] | None = None
        self.printing: Job | None = None

    @staticmethod
    def of(desk: Desk) -> Writing:
        """Return the writing of a desk."""
        writing = desk.kept.get(Place.LETTER)
        if not isinstance(writing, Writing):
            writing = desk.kept[Place.LETTER] = Writing(desk)
        return writing

    def forget(self) -> None:
        """Forget everything about the family."""
        self._makes.forget()
        self._references.clear()
        self._agreed = self.paper = self.fault = self.verdict = self.told = None

    # Choices

    @property
    def choices(self) -> LetterChoices:
        """What was chosen for the paper."""
        return self._desk.sitting.letter

    def choose(self, choices: LetterChoices) -> None:
        """Keep choices, and make the paper anew."""
        if choices != self.choices:
            self._desk.change(replace(self._desk.sitting, letter=choices))
            self.make()

    @property
    def kind(self) -> str:
        """The kind of paper; one that needs a place gives way when none is chosen."""
        kind = self.choices.kind
        if kind in FOR_ONE_SERVICE and not self._desk.sitting.service_id:
            return PLAN if self._desk.sitting.needs else RIGHTS
        return kind

    @property
    def wanted(self) -> Wanted:
        """Everything that decides the bytes."""
        return wanted_of(self._desk.session, self._desk.sitting, self.kind, self._errands())

    def _errands(self) -> tuple[Errand, ...]:
        sitting = self._desk.sitting
        if self.kind == ALL_LETTERS:
            errands = letters_of_visit(sitting, self._desk.results(), {})
            return tuple(replace(one, reference=self._reference(one.service_id)) for one in errands)
        if self.kind in FOR_ONE_SERVICE:
            service_id = sitting.service_id or ""
            return (Errand(service_id, sitting.need_of_service, self._reference(service_id)),)
        return (Errand("", None, self._reference(self.kind)),)

    def _reference(self, what: str) -> str:
        """Keep one random reference a place, so that the pages stand still while choices change."""
        return self._references.setdefault(what, new_reference())

    # Consent

    @property
    def agreed(self) -> bool:
        """Whether the family agreed to what stands on the paper now."""
        return self._agreed is not None and self._agreed == self.wanted.tells

    def agree(self, *, yes: bool) -> None:
        """Keep that the family agreed to exactly this; anything else that is told is asked again."""
        self._agreed = self.wanted.tells if yes else None
        self.changed.emit()

    @property
    def why_not(self) -> Message | None:
        """Say why it cannot be printed or saved yet; None when it can."""
        if self.kind == NO_PAPER:
            return msg("Nothing is printed or saved.")
        if self.fault is not None:
            return msg("There is nothing to print: the reason stands above.")
        if self.paper is None:
            return msg("The pages are being made.")
        if self.wanted.needs_consent and not self.agreed:
            return msg("Tick that the family has agreed, then print or save.")
        return None

    # Making

    def make(self) -> None:
        """Make the paper in the background. Old bytes are gone at once, so that only what is shown can be saved."""
        self.paper = self.fault = self.verdict = self.told = None
        if self.kind == NO_PAPER:
            self._makes.forget()
            self.changed.emit()
            return
        session, wanted = self._desk.session, self.wanted
        self._makes.ask(lambda _report: try_to_make(session, wanted))
        self.changed.emit()

    @property
    def busy(self) -> bool:
        """Whether the paper is being made."""
        return self._makes.waiting

    def _on_outcome(self, outcome: Outcome) -> None:
        self.paper, self.fault, self.verdict = outcome.made, outcome.fault, outcome.verdict
        if outcome.made is not None:
            self.made.emit(outcome.made)
        self.changed.emit()

    # Saving and printing

    def save(self, path: Path) -> None:
        """Write the very bytes that are shown."""
        assert self.paper is not None
        try:
            self._desk.session.save(path, self.paper.pdf)
        except ReferralError as fault:
            self.told = (fault.sentence, fault.next_step, True)
        else:
            self.told = (msg("Saved: {file}", file=path.name), None, False)
        self.changed.emit()

    def print_on(self, printer: object) -> None:
        """Print the very bytes that are shown, in the background."""
        from PySide6.QtPrintSupport import QPrinter

        from referral_assistant.ui.letter.paper import print_pdf

        assert self.paper is not None
        assert isinstance(printer, QPrinter)
        pdf, target = self.paper.pdf, printer

        def work(report: Report) -> int:
            return print_pdf(pdf, target, report)

        self.told = None
        self.printing = job = self._background.start(work)
        job.progressed.connect(self.progressed)
        job.succeeded.connect(self._on_printed)
        job.failed.connect(self._on_not_printed)
        job.finished.connect(self._on_printing_finished)
        self.changed.emit()

    def _on_printed(self, pages: object) -> None:
        assert isinstance(pages, int)
        said = self._desk.catalog.ngettext(
            "{count} page was sent to the printer.", "{count} pages were sent to the printer.", pages
        )
        self.told = (msg("{value}", value=said), msg("Look whether it came out, and take it with you."), False)

    def _on_not_printed(self, fault: ReferralError) -> None:
        self.told = (fault.sentence, fault.next_step, True)

    def _on_printing_finished(self) -> None:
        self.printing = None
        self.changed.emit()
