"""What is being written, while its page is built anew around it: the draft, its undo and redo, its copy on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from referral_assistant import clock
from referral_assistant.errors import ReferralError
from referral_assistant.service import Status
from referral_assistant.session import closing, confirming, drafts, guarding
from referral_assistant.session.contacts import contact_rows
from referral_assistant.session.editing import Draft, Overtaken, Saved, brought_up, overtaken, put, save
from referral_assistant.session.guarding import Doubt
from referral_assistant.ui.background import Background, Report
from referral_assistant.ui.desk import Desk

SOON = 300
"""Milliseconds after a change at which the draft goes to the disk."""
_MOST_STEPS = 400


class Editor(QObject):
    """Holds one draft. Every change goes through `change`, so that each can be undone and none is lost."""

    changed = Signal()
    """The draft is another one now."""
    showed = Signal()
    """It became another one by undo, redo or a merge, not by what stands in the fields: they must show it."""
    read = Signal()
    """The guard has read the draft, and what nobody doubts lies on the disk."""
    failed = Signal(object)
    """The draft cannot be kept on the disk (ReferralError)."""

    def __init__(self, desk: Desk, draft: Draft, *, resumed: bool = False) -> None:
        super().__init__(desk)
        self._desk = desk
        self.draft = draft
        self.resumed = resumed
        self.reviewing = False
        self.past: Overtaken | None = overtaken(desk.session, draft) if resumed else None
        self.doubts: tuple[Doubt, ...] = ()
        self.fault: ReferralError | None = None
        self._before: list[Draft] = []
        self._after: list[Draft] = []
        self._sent, self._ended = draft, False
        self._background = Background(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._keep)
        if resumed:
            self._soon.start()

    # Changing

    def put(self, record_id: str, field: str, text: str) -> None:
        """Write a text into a field."""
        self.change(put(self.draft, record_id, field, text))

    def put_record(self, record_id: str, record: Mapping[str, Any]) -> None:
        """Take in a record that a part has changed."""
        self.change(self.draft.with_record(record_id, record))

    def change(self, draft: Draft) -> None:
        """Take in a changed draft; the one before can be brought back."""
        if draft == self.draft:
            return
        self._before = [*self._before[-_MOST_STEPS:], self.draft]
        self._after.clear()
        self._show(draft)

    def undo(self) -> None:
        """Bring back the draft as it was before the last change."""
        if self._before:
            self._after.append(self.draft)
            self._show(self._before.pop())
            self.showed.emit()

    def redo(self) -> None:
        """Take an undo back."""
        if self._after:
            self._before.append(self.draft)
            self._show(self._after.pop())
            self.showed.emit()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to bring back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undo to take back."""
        return bool(self._after)

    def _show(self, draft: Draft) -> None:
        self.draft = draft
        texts = {text for _, _, text in guarding.texts(draft)} - draft.accepted
        self.doubts = tuple(doubt for doubt in self.doubts if doubt.text in texts)
        self._soon.start()
        self.changed.emit()

    @property
    def structure(self) -> tuple[object, ...]:
        """What decides which fields there are: as long as it is the same, only their texts change."""
        subject = self.draft.subject
        contacts = tuple(row.id for row in contact_rows(subject.now))
        return tuple(one.id for one in self.draft.pieces), contacts, closing.tombstone_of(subject.now)

    # Of a service

    def accept(self, text: str) -> None:
        """Keep a text on purpose that the guard doubts."""
        self.doubts = tuple(doubt for doubt in self.doubts if doubt.text != text)
        self.change(guarding.accept(self.draft, text))

    def confirm(self, part: str, *, on: bool) -> None:
        """Say that a part is right as of today, or take that back."""
        record, clinic = self.draft.subject.now, self.clinic
        if on:
            self.put_record(self.draft.id, confirming.confirm(record, part, clock.today(), clinic))
        else:
            before = confirming.line_of(self.draft.subject.base or {}, part)
            self.put_record(self.draft.id, confirming.with_line(record, part, before))

    def close(self, status: Status | None) -> None:
        """Close the service for good, or bring it back (None)."""
        record = self.draft.subject.now
        said = closing.Said(self.clinic, clock.today())
        self.put_record(self.draft.id, closing.closed(record, status, said) if status else closing.reopened(record))

    @property
    def clinic(self) -> str:
        """Who signs."""
        return self._desk.session.settings.clinic.strip() or "This clinic"

    # Keeping

    def _keep(self) -> None:
        """Let the guard read the draft and put it on the disk, beside the window."""
        session, draft = self._desk.session, self.draft
        self._sent = draft

        def work(_report: Report) -> tuple[Draft, tuple[Doubt, ...]]:
            found = guarding.doubts(draft)
            drafts.keep(session, guarding.without_doubts(draft, found))
            return draft, found

        job = self._background.start(work, write=True)
        job.succeeded.connect(self._on_kept)
        job.failed.connect(self._on_failed)

    def _on_kept(self, told: tuple[Draft, tuple[Doubt, ...]]) -> None:
        self.fault = None
        if told[0] == self.draft:
            self.doubts = told[1]
            self.read.emit()

    def _on_failed(self, fault: ReferralError) -> None:
        self.fault = fault
        self.failed.emit(fault)

    def rest(self) -> None:
        """Bring to the disk at once what waits: the page is left, or the window closes."""
        self._soon.stop()
        if not self._ended and self._sent != self.draft:
            self._keep()
        self._background.close()

    # Ending

    def review(self) -> None:
        """Read everything and say what changed, before it is saved."""
        self.doubts = guarding.doubts(self.draft)
        self.past = overtaken(self._desk.session, self.draft)
        self.reviewing = True

    def bring_up(self, *, mine: bool) -> None:
        """Put the draft on top of what the directory holds now."""
        self.change(brought_up(self._desk.session, self.draft, mine=mine))
        self.past = None
        self.showed.emit()

    def save(self) -> str | None:
        """Save as one edit; returns its id. None: nothing changed, or the directory did (`past` says what).

        Raises ReferralError; the draft is then as it was.
        """
        self._soon.stop()
        self._background.close()
        done = save(self._desk.session, self.draft)
        if isinstance(done, Saved):
            self._ended = True
            return done.edit
        self.past = done
        return None

    def discard(self) -> None:
        """Throw the draft away."""
        self._soon.stop()
        self._background.close()
        self._ended = True
        drafts.discard(self._desk.session, self.draft.id)
