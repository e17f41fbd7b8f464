"""One open data folder, and what can be done with it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from referral_assistant import clock, journal, paths
from referral_assistant.directory import Choice as Taken
from referral_assistant.directory import Directory, Edit, Filters, Hit, Preview
from referral_assistant.errors import InputError, StorageError
from referral_assistant.family import read_family
from referral_assistant.household import Household, Visit
from referral_assistant.i18n import LANGUAGES, Catalog, language_of
from referral_assistant.interview import Choice, next_questions
from referral_assistant.matching import MatchIndex, match
from referral_assistant.message import msg
from referral_assistant.need import Needs, load_needs
from referral_assistant.referral import Priority
from referral_assistant.regions import Region, load_region
from referral_assistant.service import Service
from referral_assistant.session.evidence import Found, record_evidence
from referral_assistant.session.papers import Form, Order, make_order, write
from referral_assistant.session.papers_contents import Wishes
from referral_assistant.session.places import Surroundings
from referral_assistant.session.questions import Questions, load_questions
from referral_assistant.session.visit import Asked, VisitResults
from referral_assistant.session.wordings import Wordings
from referral_assistant.settings import Settings, load_settings, save_settings

EXAMPLE_REGION = "example"
EXAMPLE_SOURCE = "example directory"
Report = Callable[[int, int], None]


class Session:
    """One open data folder. Made by `Session.open`; close it, or use it in a `with`."""

    def __init__(self, folder: Path, settings: Settings, region: str) -> None:
        self.folder = folder
        self.settings = settings
        self._region_id = region
        self._services: tuple[str | None, Sequence[Service]] | None = None
        self._index: MatchIndex | None = None
        self._index_of: tuple[date, bool, str | None] | None = None
        self._fills_with_example = False

    @staticmethod
    def open(folder: Path | None = None, *, example: bool = False, region: str | None = None) -> Session:
        """Open a data folder; with EXAMPLE and no folder named, the example directory, made on first use.

        REGION overrides the setting for this run. Raises StorageError when the folder cannot be used.
        """
        if example and folder is None and not os.environ.get("REFERRAL_ASSISTANT_DATA"):
            return Session.open_example(region)
        chosen = paths.data_folder(folder)
        settings = load_settings(chosen)
        return Session(chosen, settings, region or settings.region)

    @staticmethod
    def open_example(region: str | None = None) -> Session:
        """Open the example directory, made on first use, whatever data folder is named."""
        folder = _example_folder()
        settings = load_settings(folder)
        if not settings.example:
            settings = replace(settings, example=True, region=EXAMPLE_REGION)
        session = Session(folder, settings, region or settings.region)
        session._fills_with_example = True
        return session

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the data folder."""
        if "directory" in self.__dict__:
            self.directory.close()

    @cached_property
    def directory(self) -> Directory:
        """The directory in the data folder, opened when it is first needed."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise StorageError(
                msg(
                    "The folder {folder} cannot be used: {fault}.", folder=str(self.folder), fault=fault.strerror or ""
                ),
                msg("Choose another data folder with --data."),
            ) from fault
        # Another list of needs reaches other services: what was indexed by the old one is indexed anew.
        needs = self.needs
        opened = Directory.open(self.folder, self.settings.clinic or "clinic", needs.reached, edition=repr(needs.all))
        if self._fills_with_example:
            _fill_with_example(opened)
            save_settings(self.folder, self.settings)
        return opened

    @property
    def is_example(self) -> bool:
        """Whether this is the example directory, which every screen and letter says."""
        return self.settings.example

    def change_settings(self, settings: Settings) -> None:
        """Keep new settings, in the file and from now on."""
        save_settings(self.folder, settings)
        if settings.region != self.settings.region:
            self._region_id = settings.region
            self.__dict__.pop("surroundings", None)
            self._index = None
        self.settings = settings

    def catalog(self, tag: str, domain: str = "app") -> Catalog:
        """Return the catalogue of a language that we have."""
        return self.wordings.catalog(tag, domain)

    def catalog_for(self, tag: str, domain: str = "app") -> Catalog:
        """Return the catalogue for any BCP 47 tag. Raises InputError naming the languages when we have none."""
        language = language_of(tag)
        if language is None:
            known = ", ".join(LANGUAGES)
            raise InputError(msg("There is no catalogue for “{tag}”.", tag=tag), msg("There are: {tags}.", tags=known))
        return self.catalog(language.tag, domain)

    @cached_property
    def wordings(self) -> Wordings:
        """The catalogues, with what was reviewed in this clinic."""
        return Wordings(self.folder)

    @cached_property
    def surroundings(self) -> Surroundings:
        """The region: its areas, rights, helplines and duties to report."""
        return Surroundings(load_region(self._region_id, self.folder / "regions"))

    @property
    def region(self) -> Region:
        """The region that counts for this session."""
        return self.surroundings.region

    # --- the visit -----------------------------------------------------------------------------------------------

    def read_family(self, content: bytes, name: str) -> Visit:
        """Read a family file; see `family.read_family`."""
        return read_family(content, name, self.needs.ids, clock.today())

    def match(self, visit: Visit, before: VisitResults | None = None) -> VisitResults:
        """Match a visit with the directory. Nothing of the family is kept but in the answer.

        BEFORE is the last answer of the same visit: one more thing said is then taken in faster.
        """
        household = self.surroundings.place(self._with_languages(visit))
        here = self.surroundings.nearness(household)
        found = match(
            self.index(visit.on, by_clock=not visit.day_given),
            household,
            self.needs.urgency,
            here,
            before.results if before else None,
        )
        return VisitResults(replace(visit, household=household), found, here.next_to_it)

    def index(self, on: date, *, by_clock: bool = True) -> MatchIndex:
        """Return the directory compiled for a day (BY_CLOCK: the computer's own); kept until directory or day change."""
        services = self.services
        if self._index is None or self._index_of != (on, by_clock, self.directory.head):
            self._index = MatchIndex(services, on, self.surroundings.duties_of, by_clock=by_clock)
            self._index_of = (on, by_clock, self.directory.head)
        return self._index

    def next_questions(
        self, results: VisitResults, skipped: frozenset[tuple[str, int | None]] = frozenset()
    ) -> tuple[Asked, ...]:
        """Return the questions worth asking, best first, in words."""
        ranked = next_questions(results.results, self.questions.sensitivity, skipped)
        return tuple(self.questions.put(question, results.visit.household) for question in ranked)

    def answer(self, visit: Visit, choice: Choice) -> Visit:
        """Return the visit with one answer taken in."""
        return replace(visit, household=choice.household)

    def vaccines(self, visit: Visit, schedule: str | None, on: date | None, catalog: Catalog) -> dict[str, Any]:
        """Say what to ask the vaccinator about, for everyone in a visit (FORMATS section 5)."""
        from referral_assistant.session.vaccines import judge_visit, vaccines_as_json

        return vaccines_as_json(judge_visit(self, visit, schedule, on), catalog)

    def need_name(self, need: str, catalog: Catalog) -> str:
        """Name a need in the language of a catalogue."""
        return catalog.say(self.needs.by_id[need].name)

    @cached_property
    def needs(self) -> Needs:
        """Every need, with what maps a directory's own terms to it."""
        return load_needs((paths.resources() / "needs.toml").read_text("utf-8"))

    @cached_property
    def questions(self) -> Questions:
        """The words of every question."""
        return load_questions((paths.resources() / "interview.toml").read_text("utf-8"))

    # --- papers --------------------------------------------------------------------------------------------------

    def order(
        self,
        visit: Visit,
        *,
        language: str,
        kind: str = "letter",
        service_id: str | None = None,
        second: str | None = None,
        paper: str | None = None,
        large: bool = False,
        note: str | None = None,
        share: str | Iterable[str] | None = None,
        qr: bool = False,
        need: str | None = None,
        services: Iterable[str] = (),
        discreet: bool = False,
        priority: Priority | None = None,
        reference: str | None = None,
        copies: int = 1,
        per_sheet: int = 1,
        clinic_copy: bool = False,
    ) -> Order:
        """Order a paper: everything that may stand on it is chosen here, by what the family agreed to SHARE.

        SECOND unsaid is the service's language, or the family's if that may be shared; "" is none. SHARE unsaid is the
        need and the language. SERVICES are the places chosen for a plan. Raises InputError for what cannot be done.
        """
        form = Form(language, second, paper, large, qr, copies, per_sheet, clinic_copy)
        wishes = Wishes(service_id, need, tuple(services), note, share, discreet, priority, reference)
        return make_order(self, visit, kind, form, wishes)

    def letter(self, order: Order) -> bytes:
        """Return the paper as PDF; the same order gives the same bytes.

        Raises InputError when a letter is in no font, or when discreet paper would tell what it is about.
        """
        return write([order])

    def letters(self, orders: Sequence[Order]) -> bytes:
        """Return several papers as one PDF, in their order."""
        return write(orders)

    def vaccine_slips(self, visit: Visit, *, language: str, second: str | None = None, large: bool = False) -> bytes:
        """Return the slips for the vaccinator, one for each child; raises InputError when there is no child."""
        from referral_assistant.session.papers_vaccines import SlipForm, slips_of_family, write_slips

        form = SlipForm(language, second or "", large=large)
        return write_slips(self, slips_of_family(self, visit), form)

    # --- the directory -------------------------------------------------------------------------------------------

    def search(self, text: str, limit: int = 20, filters: Filters = Filters()) -> list[Hit]:  # noqa: B008 - frozen
        """Search the directory in any script, best first; safety as a visit of today would judge it."""
        from referral_assistant.session.browse import judged_today

        found = [(hit, self.directory.service(hit.service_id)) for hit in self.directory.search(text, limit, filters)]
        return [replace(hit, safety=judged_today(self, service).safety) if service else hit for hit, service in found]

    def check(self) -> list[dict[str, Any]]:
        """Return what in the directory needs a person's eye (FORMATS section 6)."""
        from referral_assistant.session.check import check

        return check(self)

    def service(self, service_id: str) -> Service:
        """Return one service. Raises InputError when there is none of that id."""
        found = self.directory.service(service_id)
        if found is None:
            raise InputError(
                msg("There is no service “{id}” in the directory.", id=service_id[:80]),
                msg("Look it up with “search”."),
            )
        return found

    def count(self) -> int:
        """Return how many services the directory holds."""
        return len(self.services)

    @property
    def services(self) -> Sequence[Service]:
        """Every service; read again when the directory has changed."""
        head = self.directory.head
        if self._services is None or self._services[0] != head:
            self._services = (head, self.directory.services())
        return self._services[1]

    def show(self, record_id: str) -> dict[str, Any]:
        """Return a record as it is kept."""
        return dict(self.directory.show(record_id).data)

    def history(self, record_id: str | None = None) -> list[Edit]:
        """Return the edits of a record, or of the directory, newest first."""
        return self.directory.history(record_id)

    def undo(self, edit: str) -> str | None:
        """Undo an edit as a new edit; returns the new one's id."""
        undone = self.directory.undo(edit)
        journal.note(self.folder, journal.Event.UNDONE)
        return undone

    def record_evidence(self, service_id: str, found: Found) -> str | None:
        """Write into the record what was found out; returns the edit's id, None when it says so already."""
        edit = record_evidence(self.directory, service_id, found)
        journal.note(self.folder, journal.Event.EDITED)
        return edit

    def read_again(self) -> None:
        """Read the services again the next time, after an edit in the background."""
        self._services = self._index = None

    def prepare_import(
        self, path: Path, source: str | None = None, report: Report | None = None, **how: Any
    ) -> Preview:
        """Say what an import would do; changes nothing. HOW: `mend` and `mappings` as `Directory.prepare_import` has them."""
        return self.directory.prepare_import(path, source, report, duties=self.surroundings.duties, **how)

    def apply_import(self, preview: Preview, choice: Taken | None = None) -> str | None:
        """Take in what a preview showed, or what CHOICE takes of it; returns the edit's id, None when nothing was new."""
        commit = self.directory.apply(preview, choice)
        journal.note(self.folder, journal.Event.IMPORTED, preview.records.service)
        return commit

    def export(self, path: Path, kind: str | None = None, *, confidential: bool = False) -> None:
        """Export the directory to PATH, in the format KIND or the one that its ending tells."""
        self.directory.export(path, kind or format_of(path), confidential=confidential)
        journal.note(self.folder, journal.Event.EXPORTED)

    def save(self, path: Path, content: bytes) -> None:
        """Write a file that a person chose, whole or not at all."""
        try:
            paths.write_atomically(path.absolute(), content)
        except OSError as fault:
            raise StorageError(
                msg("{file} cannot be written: {fault}.", file=str(path), fault=fault.strerror or str(fault)),
                msg("Choose another place, or make room."),
            ) from fault

    @staticmethod
    def _with_languages(visit: Visit) -> Household:
        tags = frozenset(tag for tag in (visit.language, visit.spoken_language) if tag)
        return replace(visit.household, languages=tags or visit.household.languages)


def format_of(path: Path) -> str:
    """Return the kind of export that the ending of PATH tells."""
    return {".csv": "csv", ".xlsx": "xlsx", ".json": "hsds-json"}.get(path.suffix.lower(), "hsds-tabular")


def _fill_with_example(directory: Directory) -> None:
    """Bring in the example directory when it is not there yet, or when a newer program brings another one."""
    source = paths.resources() / "example-directory"
    digest = sha256(b"".join(path.read_bytes() for path in sorted(source.iterdir()))).hexdigest()
    stamp = directory.folder / "example.sha256"
    if directory.head is not None and stamp.is_file() and stamp.read_text("ascii") == digest:
        return
    preview = directory.prepare_import(source, EXAMPLE_SOURCE)
    if not preview.is_empty:
        directory.apply(preview)
    paths.write_atomically(stamp, digest.encode("ascii"))


def _example_folder() -> Path:
    """Return where the example directory lives: beside a clinic's own data, never in it."""
    folder = paths.data_folder().with_name("referral-assistant-example")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="referral-assistant-example-"))
    return folder
