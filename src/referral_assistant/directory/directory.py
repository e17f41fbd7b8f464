"""The directory as the rest of the program sees it: open, import, search, show, edit, undo, export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from referral_assistant.directory.collecting import uncollected
from referral_assistant.directory.commits import Commit, Move
from referral_assistant.directory.disk import told
from referral_assistant.directory.index import Index
from referral_assistant.directory.lock import FolderLock
from referral_assistant.directory.on_disk import OnDisk
from referral_assistant.directory.packfile import GitObject
from referral_assistant.directory.past import Edit, Past
from referral_assistant.directory.preview import Choice, Preview
from referral_assistant.directory.reach import no_needs
from referral_assistant.directory.reading import is_confidential
from referral_assistant.directory.record import Key, Record, key_of, pack, unpack
from referral_assistant.directory.schema import RECORD_KINDS, misshapen
from referral_assistant.directory.search import Filters, Hit, search
from referral_assistant.directory.secrets import SECRET_PLACE
from referral_assistant.directory.store import Content, Store, open_store
from referral_assistant.disclosure import Duty
from referral_assistant.errors import InputError, StorageError
from referral_assistant.message import msg
from referral_assistant.service import Service

T = TypeVar("T")
if TYPE_CHECKING:
    from referral_assistant.directory.duplicates import Duplicate
    from referral_assistant.directory.hsds.mapping import ColumnMapping

Report = Callable[[int, int], None]
Needs = Callable[[Mapping[str, Any]], frozenset[str]]


class Directory:
    """A clinic's directory in a data folder. Use as a context manager; one program at a time."""

    def __init__(self, folder: Path, lock: FolderLock, store: Store, index: Index) -> None:
        self.folder = folder
        self._lock = lock
        self._store = store
        self._index = index
        self._past = Past(store, index)
        self.on_disk = OnDisk(store)

    @classmethod
    def open(cls, folder: Path, clinic: str, needs: Needs = no_needs, edition: str = "") -> Directory:
        """Open the directory in FOLDER, made when it is not there. CLINIC signs the edits.

        NEEDS reads the needs that a service record's taxonomy terms reach; EDITION names the list that it reads by, so
        that another list counts at once. Raises StorageError in one sentence when the folder cannot be used or another
        program is using it.
        """
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(folder)
        try:
            store = open_store(folder, clinic)
            with told(folder):
                return cls(folder, lock, store, Index(folder, store, needs, edition))
        except BaseException:
            lock.release()
            raise

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Let go of the files and the lock."""
        self._index.close()
        self._store.close()
        self._lock.release()

    # Reading

    @property
    def head(self) -> str | None:
        """The id of the newest edit; None in an empty directory."""
        return self._store.head()

    def services(self) -> list[Service]:
        """Return every service as a family meets it."""
        return self._asked(self._index.services)

    def service(self, service_id: str) -> Service | None:
        """Return one service; None when there is none of that id."""
        return self._asked(lambda: self._index.service(service_id))

    def search(self, text: str, limit: int = 20, filters: Filters = Filters()) -> list[Hit]:  # noqa: B008
        """Return the services that hold every word of TEXT (the last may be unfinished), best first."""
        return self._asked(lambda: search(self._index.database, text, limit, filters))

    def show(self, record_id: str) -> Record:
        """Return a record by its id, or by the beginning of it. Raises InputError when there is none, or several."""
        key = self._key(record_id)
        data = self._data(key, self.head)
        if data is None:
            raise _no_such(record_id)
        return Record(key.kind, key.id, data)

    def find(self, record_id: str) -> Key:
        """Return what names the record of an id, or of the beginning of one; also one that was taken out."""
        return self._key(record_id)

    def newest(self, key: Key) -> Mapping[str, Any] | None:
        """Return what a record says now; None when there is none."""
        return self._data(key, self.head)

    @property
    def damage(self) -> list[tuple[Key, str]]:
        """The records that are there and cannot be read, with the reason in a few words."""
        return self._asked(self._index.odd)

    def records(self, kind: str) -> Iterator[Record]:
        """Yield every record of a kind (organization, service, location), sorted by id."""
        for path, sha in self._store.files(self.head):
            key = key_of(path)
            if key and key.kind == kind:
                yield Record(key.kind, key.id, unpack(self._store.blob(sha)))

    def names(self, kind: str) -> list[tuple[str, str]]:
        """Return (id, name) of every record of a kind, by name: what an editor offers to choose from."""
        return [
            (row[0], row[1]) for row in self._query("SELECT id, name FROM record WHERE kind = ? ORDER BY name", kind)
        ]

    def areas(self) -> list[str]:
        """Return the names of areas that the services' places stand in, sorted."""
        rows = self._query("SELECT DISTINCT area FROM service WHERE area != ''")
        return sorted({area for row in rows for area in row[0].split(", ")}, key=str.casefold)

    def extras(self) -> dict[str, list[dict[str, Any]]]:
        """Return what the sources sent beside records, by table name, over all sources."""
        found: dict[str, list[dict[str, Any]]] = {}
        for path, sha in self._store.files(self.head):
            if path.startswith("extra/"):
                name = path.rpartition("/")[2].removesuffix(".json")
                found.setdefault(name, []).extend(unpack(self._store.blob(sha)))
        return found

    # Importing

    def prepare_import(
        self,
        path: Path,
        source: str | None = None,
        report: Report | None = None,
        on: date | None = None,
        duties: Sequence[Duty] = (),
        *,
        mend: bool = False,
        mappings: Mapping[str, ColumnMapping] | None = None,
    ) -> Preview:
        """Read PATH and say what it would change; nothing is written. REPORT(done, total) may raise to cancel.

        DUTIES are the region's duties to report: a sender's word that would lift one is announced as making safer.
        MEND: text that was broken on its way (`broken` names it) comes in mended. MAPPINGS: what the columns of plain
        lists mean, by the signature of the header, beside those that are remembered in the folder.
        """
        from referral_assistant.directory.importing import prepare
        from referral_assistant.directory.remembered import Mapped

        known = {**Mapped(self.folder).by_signature, **(mappings or {})}
        with uncollected():
            return prepare(self._store, Path(path), source, report, on, duties, mend=mend, mappings=known)

    def apply(self, preview: Preview, choice: Choice | None = None) -> str | None:
        """Accept a preview, or what CHOICE takes of it. Returns the edit's id; None when nothing changes.

        Raises InputError when the directory changed since the preview was made.
        """
        from referral_assistant.directory.choosing import EVERYTHING, choose
        from referral_assistant.directory.comparing import ref_of

        if preview.based_on != self.head:
            raise InputError(
                msg("The directory changed since this preview was made."),
                msg("Make the preview again, then accept it."),
            )
        with uncollected():
            chosen = choose(preview, choice or EVERYTHING, lambda key: self._data(key, preview.based_on))
            if not chosen.sent and not chosen.writes:
                return None
            move = self._sent(ref_of(preview.source), preview.source, chosen.sent)
            if not chosen.writes:
                self._store.point(move.ref, move.after)
                self._store.forget_recent()
                return None
            moves = (move,) if move.before != move.after else ()
            return self._write(chosen.writes, _import_summary(preview, chosen.writes), moves)

    def _sent(self, ref: str, source: str, sent: Mapping[str, GitObject]) -> Move:
        """Keep what a source sent, without saying yet that it counts."""
        before = self._store.head(ref) or self._store.keep({}, f"Nothing sent yet by {source}", None)
        return Move(ref, before, self._store.keep(sent, f"As sent by {source}", before))

    # Editing

    def save(self, kind: str, data: Mapping[str, Any], summary: str = "") -> str | None:
        """Save one record, new or changed, as one edit. Returns the edit's id; None when nothing changes.

        DATA needs an `id` (a UUID). Raises InputError when it is no record of that kind.
        """
        known = self._store.sha(_checked(kind, data).path, self.head)
        name = self._named(Record(kind, str(data["id"]).lower(), {"name": kind, **data}))
        return self.save_together([(kind, data)], summary or f"{'Change' if known else 'Add'} {name}")

    def save_together(self, records: Iterable[tuple[str, Mapping[str, Any]]], summary: str) -> str | None:
        """Save several records (kind and data) as one edit, all or none; otherwise as `save`."""
        return self._write({_checked(kind, data).path: pack(data) for kind, data in records}, summary)

    def is_secret(self, key: Key) -> bool:
        """Say whether a record is a place that must not be named or shown."""
        return key.kind == "location" and key.id in self._asked(self._index.secret_places)

    def secret_names(self) -> tuple[str, ...]:
        """Return the names of secret places, which earlier edits may have been named after."""
        places = (self._data(Key("location", one), self.head) for one in self._asked(self._index.secret_places))
        return tuple(str(place["name"]) for place in places if place and place.get("name"))

    def history(self, record_id: str | None = None, limit: int = 1000, report: Report | None = None) -> list[Edit]:
        """Return the edits of a record (or, without an id, of the whole directory), newest first."""
        key = self._key(record_id) if record_id else None
        return self._asked(lambda: self._past.edits_of(key, limit, report) if key else self._past.edits(limit))

    def touched(self, edit: str, most: int = 20) -> tuple[list[Key], int]:
        """Return the records that an edit touched, at most MOST of them, and how many there are."""
        return self._asked(lambda: self._past.touched(edit, most))

    def undo(self, edit: str) -> str | None:
        """Undo an edit as a new edit; what was changed since stays. Returns its id; None when nothing is left to undo.

        Raises InputError when there is no such edit, or when the same fields were changed again since.
        """
        commit = self._commit(edit)
        parent = commit.parents[0] if commit.parents else None
        back = tuple(
            Move(move.ref, move.after, move.before) for move in commit.moves if self._store.head(move.ref) == move.after
        )
        writes: dict[str, bytes | None] = {}
        for path, before, after in self._store.changes(parent, commit.id):
            now = self._store.sha(path, self.head)
            if now == after:
                writes[path] = self._store.blob(before) if before else None
            elif now != before:
                writes[path] = self._past.undone(path, before, after, now, self._named)
        if not writes:
            return None
        return self._write(writes, f"Undo: {commit.summary}\n\nUndoes {commit.id}", back)

    def restore(self, record_id: str, at: datetime | str) -> str | None:
        """Bring a record back as it was at a moment, or after an edit (its id), as a new edit.

        Returns the new edit's id; None when it is as it was then. Raises InputError when it did not exist then.
        """
        key = self._key(record_id)
        moment = self._commit(at).id if isinstance(at, str) else self._asked(lambda: self._past.at(at))
        content = self._store.read(key.path, moment)
        if content is None:
            raise InputError(msg("“{id}” was not in the directory then.", id=record_id), msg("Choose a later day."))
        return self._write({key.path: content}, f"Restore {self._named(Record(key.kind, key.id, unpack(content)))}")

    def duplicates(self, kind: str, report: Report | None = None) -> list[Duplicate]:
        """Return the pairs of records of a kind that are likely the same, likeliest first. REPORT may raise to stop."""
        from referral_assistant.directory.duplicates import cards_of, find_duplicates

        return find_duplicates(cards_of(self, kind), report=report)

    def join(self, kept_id: str, other_id: str) -> str | None:
        """Make one record of two: the first stays and takes over all that the other told. Returns the edit's id.

        Raises InputError when the two are not of one kind.
        """
        from referral_assistant.directory.joining import join

        kept, other = self.show(kept_id), self.show(other_id)
        if kept.kind != other.kind or kept.id == other.id:
            raise InputError(
                msg(
                    "“{first}” and “{second}” cannot be one record.", first=self._named(kept), second=self._named(other)
                ),
                msg("Choose two services, two organizations or two places."),
            )
        others = (record for kind in RECORD_KINDS for record in self.records(kind))
        return self._write(join(kept, other, others), f"Join {self._named(other)} into {self._named(kept)}")

    # Exporting

    def export(self, path: Path, kind: str = "hsds-json", *, confidential: bool = False) -> None:
        """Write the directory to PATH: hsds-json, hsds-tabular (a folder, or a zip), csv or xlsx.

        Places marked confidential are left out unless CONFIDENTIAL. Raises InputError for another kind, StorageError
        when the disk refuses; PATH is then as it was.
        """
        from referral_assistant.directory.export import export

        with told(Path(path).parent):
            export(self, Path(path), kind, confidential=confidential)

    # Inner parts

    def _named(self, record: Record) -> str:
        """Name a record as history may: a secret place is not named."""
        secret = record.kind == "location" and (is_confidential(record.data) or self.is_secret(record.key))
        return SECRET_PLACE if secret else record.name

    def _query(self, sql: str, *values: Any) -> list[Any]:
        return self._asked(lambda: list(self._index.database.execute(sql, values).fetchall()))

    def _asked(self, ask: Callable[[], T]) -> T:
        """Ask the index; when it turns out to be damaged, build it anew and ask again."""
        from referral_assistant.directory.engine import index_faults

        try:
            return ask()
        except index_faults():
            self._index.rebuild()
            return ask()

    def _write(self, changed: Mapping[str, Content], summary: str, moves: tuple[Move, ...] = ()) -> str | None:
        try:
            edit = self._store.write(changed, summary, moves=moves)
            if edit:
                with told(self.folder):
                    self._index.catch_up()
        finally:
            self._store.forget_recent()
        return edit

    def _data(self, key: Key, commit: str | None) -> dict[str, Any] | None:
        content = self._store.read(key.path, commit)
        return unpack(content) if content is not None else None

    def _key(self, record_id: str) -> Key:
        wanted = record_id.strip().lower()
        if not wanted:
            raise _no_such(record_id)
        rows = self._query("SELECT kind, id FROM record WHERE id >= ? AND id < ? LIMIT 5", wanted, wanted + "~")
        exact = [row for row in rows if row[1] == wanted]
        found = exact or rows
        if not found:
            return self._gone(wanted, record_id)
        if len(found) > 1 and not exact:
            raise InputError(msg("“{id}” fits several records.", id=record_id), msg("Give more of the id."))
        kind, identity = min(found, key=lambda row: ("service", "organization", "location").index(row[0]))
        return Key(kind, identity)

    def _gone(self, wanted: str, given: str) -> Key:
        """A record that was taken out still has a history."""
        kinds = self._asked(lambda: self._past.kinds_of(wanted))
        if not kinds:
            raise _no_such(given)
        return Key(kinds[0], wanted)

    def _commit(self, edit: str) -> Commit:
        found = self._asked(lambda: self._past.find(edit.strip().lower()))
        if found is None:
            raise InputError(msg("There is no edit “{id}”.", id=edit[:80]), msg("Look into the history for its id."))
        return found


def _checked(kind: str, data: Mapping[str, Any]) -> Key:
    """Return what names a record that is about to be kept. Raises InputError when it cannot be kept."""
    key = Key(kind, str(data.get("id", "")).lower())
    nameless = not data.get("name") and kind != "location"
    if kind not in RECORD_KINDS or key_of(key.path) != key or nameless or misshapen(kind, dict(data)):
        raise InputError(
            msg("This is not a {kind} that can be saved.", kind=kind), msg("Give it a name and try again.")
        )
    return key


def _import_summary(preview: Preview, writes: Mapping[str, GitObject]) -> str:
    new = sum(1 for change in preview.new if change.key.path in writes)
    changed = sum(1 for change in preview.changed if change.key.path in writes)
    return f"Import from {preview.source}: {new} new, {changed} changed"


def _no_such(record_id: str) -> InputError:
    return InputError(msg("There is no record “{id}”.", id=record_id[:80]), msg("Search for it and copy its id."))


__all__ = ["Directory", "Edit", "StorageError"]
