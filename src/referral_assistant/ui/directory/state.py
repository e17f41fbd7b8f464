"""What the directory's room keeps while the window is open: the search, the record, an import that is under way."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from referral_assistant.directory import Preview, UnplacedError
from referral_assistant.errors import ReferralError
from referral_assistant.message import msg
from referral_assistant.session.browse import Narrowed, browse
from referral_assistant.session.exporting import not_in_it
from referral_assistant.ui.background import Background, Job, Latest, Report
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.directory.coming import Coming
from referral_assistant.ui.directory.telling import Telling, Told, told_of

if TYPE_CHECKING:
    from referral_assistant.session.editing import Draft
    from referral_assistant.ui.directory.edit.state import Editor
    from referral_assistant.ui.directory.quality_state import Quality
    from referral_assistant.ui.directory.verify_state import Calling


class Page(Enum):
    """Which page of the room is open."""

    BROWSE = 0
    HISTORY = 1
    IMPORT = 2
    EXPORT = 3
    VERIFY = 4
    CALL_SHEET = 5
    QUALITY = 6
    HEALTH = 7
    EDIT = 8
    DUPLICATES = 9
    BOOKLET = 10


class Room(Telling):
    """Holds what the pages of the room share; they are built anew from it."""

    turned = Signal()
    """Another page of the room is open, or the open one must be built again."""
    listed = Signal(object)
    """A search was answered (Listing)."""
    progressed = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.page = Page.BROWSE
        self.narrowed = Narrowed()
        self.more_filters = False
        self.selected: str | None = None
        self.coming: Coming | None = None
        self.import_fault: ReferralError | None = None
        self.job: Job | None = None
        self.editor: Editor | None = None
        self._background = Background(self)
        self._searches = Latest(self)
        self._searches.answered.connect(self.listed)

    @staticmethod
    def of(desk: Desk) -> Room:
        """Return the room of a desk."""
        room = desk.kept.get(Place.DIRECTORY)
        if not isinstance(room, Room):
            room = desk.kept[Place.DIRECTORY] = Room(desk)
        return room

    @cached_property
    def calling(self) -> Calling:
        """The round of calls."""
        from referral_assistant.ui.directory.verify_state import Calling

        return Calling(self._desk, self, self._changed)

    @cached_property
    def quality(self) -> Quality:
        """What needs a person's eye."""
        from referral_assistant.ui.directory.quality_state import Quality

        return Quality(self._desk, self)

    # Moving about

    def turn(self, page: Page) -> None:
        """Open a page of the room."""
        self.page = page
        self.turned.emit()

    def look_at(self, service_id: str | None) -> None:
        """Look at a record; what was told about another is gone."""
        if service_id != self.selected:
            self.selected, self.answer = service_id, None
            if self.told and self.told.service_id:
                self.told = None

    # Writing

    def edit(self, record_id: str) -> None:
        """Open a record to be changed; what was begun and not saved stands there again."""
        from referral_assistant.session import drafts
        from referral_assistant.session.editing import open_record

        session = self._desk.session
        try:
            begun = drafts.begun(session, record_id)
            draft = begun or open_record(session, record_id)
        except ReferralError as fault:
            self.told = told_of(fault, record_id)
            self.edited.emit()
            return
        self._write(draft, resumed=begun is not None)

    def write_new(self) -> None:
        """Begin a place from nothing."""
        from referral_assistant.session.adding import new_service

        self._write(new_service())

    def write_like(self, service_id: str) -> None:
        """Begin a place like another."""
        from referral_assistant.session.adding import duplicate

        session = self._desk.session
        name = self._desk.say(msg("{name} (copy)", name=session.service(service_id).name))
        self._write(duplicate(session, service_id, name))

    def _write(self, draft: Draft, *, resumed: bool = False) -> None:
        from referral_assistant.ui.directory.edit.state import Editor

        self._end_editor()
        self.editor = Editor(self._desk, draft, resumed=resumed)
        self.turn(Page.EDIT)

    def saved(self, edit: str | None) -> None:
        """Show the record that was saved, with the way to undo it."""
        assert self.editor is not None
        subject = self.editor.draft.subject
        first = msg("Saved.") if edit else msg("The record says so already.")
        self.look_at(subject.id if subject.kind == "service" else self.selected)
        self.told = Told(first, msg("{value}", value=subject.name), edit, self.selected)
        self.leave_editor()
        self._changed()

    def discard(self) -> None:
        """Throw away what was begun."""
        assert self.editor is not None
        self.editor.discard()
        self.leave_editor()

    def leave_editor(self) -> None:
        """Go back to the list; what was begun waits on the disk."""
        self._end_editor()
        self.turn(Page.BROWSE)

    def _end_editor(self) -> None:
        if self.editor is not None:
            self.editor.rest()
            self.editor.deleteLater()
            self.editor = None

    # Searching

    def search(self, narrowed: Narrowed) -> None:
        """Search in the background; an older question is forgotten."""
        self.narrowed = narrowed
        session = self._desk.session
        self._searches.ask(lambda report: browse(session, narrowed, report))

    def search_again(self, narrowed: Narrowed) -> None:
        """Take up another search whole: every field of the page shows it."""
        self.narrowed = narrowed
        self.turn(Page.BROWSE)

    @property
    def searching(self) -> bool:
        """Whether an answer is still to come."""
        return self._searches.waiting

    # Importing

    @property
    def preview(self) -> Preview | None:
        """What the import would change, once it was read."""
        return self.coming.preview if self.coming else None

    def prepare(self, path: Path) -> None:
        """Read a file or folder in the background, to show what it would change."""
        self.import_fault = self.told = None
        self.coming = Coming(path)
        self._read()

    def read_by_columns(self) -> None:
        """Go on from the page of columns; read again when they are taken for something else than before."""
        assert self.coming is not None
        self.coming.asks_columns, self.coming.columns_seen = False, True
        if self.coming.must_read_again:
            self._read()
        else:
            self.turned.emit()

    def ask_columns(self) -> None:
        """Show again what the columns are taken for."""
        if self.coming is not None:
            self.coming.asks_columns = True
            self.turned.emit()

    def mend(self, *, on: bool) -> None:
        """Read again, with broken text mended or as it came."""
        if self.coming is not None:
            self.coming.mend = on
            self._read()

    def _read(self) -> None:
        session, coming = self._desk.session, self.coming
        assert coming is not None
        mend, columns = coming.mend, dict(coming.mappings)
        self._begin(
            lambda report: session.prepare_import(coming.path, report=report, mend=mend, mappings=columns),
            self._on_prepared,
        )

    def accept(self) -> None:
        """Take in what is ticked; a write is never cancelled."""
        session, coming = self._desk.session, self.coming
        if coming is None or coming.preview is None or self.job is not None:
            return
        preview, choice = coming.preview, coming.choice
        self.import_fault = None
        columns = [(table, table.mapping) for table in preview.tables]

        def work(_report: Report) -> str | None:
            from referral_assistant.session.importing import take_in

            edit = take_in(session, preview, choice, columns)
            session.read_again()
            return edit

        self._begin(work, self._on_accepted, write=True)

    def leave_import(self) -> None:
        """Leave an import; nothing of it stays."""
        self.cancel()
        self.coming = self.import_fault = None
        self.turn(Page.BROWSE)

    def cancel(self) -> None:
        """Cancel what is under way."""
        if self.job is not None:
            self.job.cancel()

    def _on_prepared(self, preview: object) -> None:
        assert isinstance(preview, Preview)
        if self.coming is not None:
            self.coming.take(preview)

    def _on_accepted(self, edit: object) -> None:
        assert self.coming is not None
        self.told = self._brought_in(self.coming, str(edit) if edit else None)
        self.coming = None
        self._changed()
        self.page = Page.BROWSE

    def _brought_in(self, coming: Coming, edit: str | None) -> Told:
        if edit is None:
            return Told(msg("Nothing was new."))
        say = self._desk.catalog.ngettext
        count, safer = coming.services, len(coming.safer)
        first = say("{count} place was brought in.", "{count} places were brought in.", count)
        second = msg("A visit shows them as safe only after someone has checked them.")
        if safer:
            one, many = (
                "{count} is offered as safe on the sender's word.",
                "{count} are offered as safe on the sender's word.",
            )
            second = msg("{value}", value=say(one, many, safer))
        return Told(msg("{value}", value=first), second, edit)

    # Exporting

    def export(self, path: Path, kind: str, *, confidential: bool) -> None:
        """Write a copy of the directory in the background."""
        session = self._desk.session

        def work(_report: Report) -> Told:
            session.export(path, kind, confidential=confidential)
            return Told(msg("The copy is written: {file}", file=path.name), not_in_it(session, path, kind))

        self._begin(work, self._on_exported, write=True)

    def _on_exported(self, told: object) -> None:
        assert isinstance(told, Told)
        self.told = told
        self.page = Page.BROWSE

    # Work under way

    def _begin(self, work: Callable[[Report], object], done: Callable[[object], None], *, write: bool = False) -> None:
        self.writing = write
        self.job = job = self._background.start(work, write=write)
        job.progressed.connect(self.progressed)
        job.succeeded.connect(done)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)
        self.turned.emit()

    def _on_failed(self, fault: ReferralError) -> None:
        if isinstance(fault, UnplacedError) and self.coming is not None:
            self.coming.see(fault.tables)
            self.coming.asks_columns = True
            return
        self.import_fault = fault
        if not self.writing:
            self.coming = None

    def _on_finished(self) -> None:
        if self.coming is not None and self.coming.preview is None and not self.coming.asks_columns:
            # Cancelled before there was anything to show.
            self.coming = None
        self.job, self.writing = None, False
        self.turned.emit()
