"""What the check found, kept while the window is open: looked for beside the window, told with its progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from referral_assistant import clock
from referral_assistant.errors import ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.session.check import Problem, problems
from referral_assistant.session.health import Health, health
from referral_assistant.ui.background import Background, Job, Report
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.state import Page

KINDS: dict[str, tuple[Message, Message, Page]] = {
    "damaged": (msg("Damaged on disk"), msg("Bring in again"), Page.IMPORT),
    "contradictory": (msg("Two things cannot both be so"), msg("Open the record"), Page.BROWSE),
    "invalid": (msg("A value cannot be"), msg("Correct it"), Page.EDIT),
    "unreadable": (msg("A row cannot be read"), msg("Correct it"), Page.EDIT),
    "wrong_number": (msg("The number is wrong"), msg("Correct it"), Page.EDIT),
    "expired": (msg("The last check is too old"), msg("Call"), Page.VERIFY),
    "duty_to_report": (msg("A duty to report holds it back"), msg("Call"), Page.VERIFY),
    "unconfirmed": (msg("What is known does not make it safe"), msg("Call"), Page.VERIFY),
    "missing": (msg("Something is not recorded"), msg("Correct it"), Page.EDIT),
    "unreachable": (msg("No need leads to it"), msg("Correct it"), Page.EDIT),
    "duplicate": (msg("Likely there twice"), msg("Compare them"), Page.DUPLICATES),
    "proposal": (msg("Its own text says more"), msg("Correct it"), Page.EDIT),
    "stale": (msg("Not confirmed for a year"), msg("Correct it"), Page.EDIT),
    "closed": (msg("Does not run"), msg("Open the record"), Page.BROWSE),
}
"""Each kind of problem, the worst first: its words, the button that leads to mending it, and where that leads."""
FIELDS: dict[str, Message] = {
    "needs": msg("What for"),
    "phones": msg("Telephone"),
    "schedules": msg("Opening hours"),
    "locations": msg("Place"),
    "disclosure": msg("What they ask at the door"),
    "conditions": msg("Who can use it"),
    "cost_options": msg("Cost"),
    "minimum_age": msg("Ages"),
    "capacities": msg("Free places"),
    "assured_date": msg("Last confirmed"),
    "status": msg("Whether it runs"),
    "name": msg("Name"),
    "record": msg("The whole record"),
}


class Quality(QObject):
    """Runs the check and the measure of health, one after the other, and keeps what they found until the directory changes."""

    changed = Signal()
    progressed = Signal(int, int)
    """How far the check is."""
    measured = Signal(int, int)
    """How far the measure of health is."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self.kind = ""
        self.text = ""
        self.found: Sequence[Problem] | None = None
        self.months: Sequence[Health] | None = None
        self.job: Job | None = None
        self.measuring: Job | None = None
        self.fault: ReferralError | None = None
        self._head: str | None = None
        self._names: Mapping[str, str] | None = None
        self._background = Background(self)

    def open(self) -> None:
        """Check, unless it was checked as it is now."""
        self._renew_when_changed()
        if self.found is None and self.job is None:
            self.check()

    def open_health(self) -> None:
        """Measure, unless it was measured as it is now; a check that is under way is waited for."""
        self._renew_when_changed()
        if self.months is None and self.measuring is None:
            self.measure()

    def check(self) -> None:
        """Check everything anew."""
        session = self._desk.session

        def work(report: Report) -> list[Problem]:
            return list(problems(session, clock.today(), duplicates=True, report=report))

        self.job = job = self._background.start(work)
        job.progressed.connect(self.progressed)
        job.succeeded.connect(self._on_checked)
        job.finished.connect(self._on_check_finished)
        self.changed.emit()

    def measure(self) -> None:
        """Measure the health anew."""
        session = self._desk.session
        self.fault = None
        self.measuring = job = self._background.start(lambda report: health(session, report=report))
        job.progressed.connect(self.measured)
        job.succeeded.connect(self._on_measured)
        job.failed.connect(self._on_not_measured)
        job.finished.connect(self._on_measure_finished)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the check."""
        if self.job is not None:
            self.job.cancel()

    def stop_measuring(self) -> None:
        """Stop the measure of health."""
        if self.measuring is not None:
            self.measuring.cancel()

    def _renew_when_changed(self) -> None:
        head = self._desk.session.directory.head
        if head != self._head:
            self._head, self.found, self.months, self._names = head, None, None, None

    def _on_checked(self, found: object) -> None:
        assert isinstance(found, list)
        self.found = found

    def _on_check_finished(self) -> None:
        self.job = None
        self.changed.emit()

    def _on_measured(self, months: object) -> None:
        assert isinstance(months, list)
        self.months = months

    def _on_not_measured(self, fault: ReferralError) -> None:
        self.fault = fault

    def _on_measure_finished(self) -> None:
        self.measuring = None
        self.changed.emit()

    # What is shown

    def counts(self) -> dict[str, int]:
        """Return how many problems there are of each kind that has any, the worst kind first."""
        counted = Counter(problem.problem for problem in self.found or ())
        return {kind: counted[kind] for kind in KINDS if counted[kind]}

    def shown(self) -> list[Problem]:
        """Return the problems of the chosen kind whose place has the typed words in its name."""
        wanted = self.text.casefold().split()
        names = self.names
        return [
            one
            for one in self.found or ()
            if one.problem == self.kind and all(word in names.get(one.service_id, "").casefold() for word in wanted)
        ]

    @property
    def names(self) -> Mapping[str, str]:
        """The names of all services, as they were when the directory was looked through."""
        if self._names is None:
            self._names = dict(self._desk.session.directory.names("service"))
        return self._names
