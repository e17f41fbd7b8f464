"""The index: everything that is searched and listed, rebuilt from the records whenever it is missing, damaged or behind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any
from zlib import crc32

from referral_assistant import __version__
from referral_assistant.directory.collecting import uncollected
from referral_assistant.directory.engine import broken, disk_fault, index_faults, open_database
from referral_assistant.directory.intake import Intake, Line, Needs
from referral_assistant.directory.record import Key, key_of
from referral_assistant.directory.store import Store
from referral_assistant.errors import StorageError
from referral_assistant.service import Service

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE record (id TEXT, kind TEXT, name TEXT, PRIMARY KEY (id, kind)) WITHOUT ROWID;
CREATE TABLE odd (id TEXT, kind TEXT, reason TEXT, PRIMARY KEY (id, kind)) WITHOUT ROWID;
CREATE TABLE secret (place TEXT, said_by TEXT, PRIMARY KEY (place, said_by)) WITHOUT ROWID;
CREATE INDEX secret_said_by ON secret (said_by);
CREATE TABLE link (target TEXT, service TEXT, PRIMARY KEY (target, service)) WITHOUT ROWID;
CREATE INDEX link_service ON link (service);
CREATE TABLE service (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, organization TEXT, area TEXT, status TEXT,
    text TEXT, service BLOB);
CREATE VIRTUAL TABLE spaced USING fts5(
    name, organization, text, content='', contentless_delete=1, prefix='1 2',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");
CREATE VIRTUAL TABLE dense USING fts5(name, text, content='', contentless_delete=1, tokenize='trigram');
CREATE VIRTUAL TABLE brief USING fts5(
    name, text, content='', contentless_delete=1, prefix='1', detail=column,
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'");
CREATE TABLE serves (need TEXT, number INTEGER, PRIMARY KEY (need, number)) WITHOUT ROWID;
CREATE INDEX serves_number ON serves (number);
CREATE TABLE edit (number INTEGER PRIMARY KEY, id TEXT UNIQUE, at INTEGER);
CREATE TABLE touched (record TEXT, kind TEXT, number INTEGER, PRIMARY KEY (record, kind, number)) WITHOUT ROWID;
CREATE INDEX touched_number ON touched (number);
"""
_BATCH = 2000


def version_of(edition: str) -> str:
    """Return what an index must have been built by to be used: the program, its tables, the shape of a `Service`.

    EDITION: of whatever else decides what is in it (the list of needs); the phrases of fine print count of themselves.
    An index of another version is built anew.
    """
    import msgspec

    from referral_assistant.directory.fine_print.words import fine_print_folder

    seen = crc32(f"{_TABLES}{json.dumps(msgspec.json.schema(Service), sort_keys=True)}{edition}".encode())
    for phrases in sorted(fine_print_folder().glob("*.toml")):
        seen = crc32(phrases.read_bytes(), seen)
    return f"{__version__} {seen:08x}"


class Index:
    """The index of one store in `folder/index.sqlite`."""

    def __init__(self, folder: Path, store: Store, needs: Needs, edition: str = "") -> None:
        """Open it, and rebuild or catch up where needed. NEEDS reads the needs that a record's taxonomy terms reach."""
        self._version = version_of(edition)
        self._path = folder / "index.sqlite"
        self._store = store
        self._needs = needs
        # Lists are read beside the window; two threads must not be in one transaction.
        self.writing = RLock()
        try:
            self.database = self._opened()
        except index_faults() as error:
            raise self._fault(error) from error
        self.catch_up()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def catch_up(self) -> None:
        """Make the index reflect the newest commit. Raises StorageError when the disk refuses."""
        try:
            self._catch_up()
        except index_faults() as error:
            if (fault := disk_fault(error, self._path.parent)) is not None:
                raise fault from error
            self.rebuild()

    def rebuild(self) -> None:
        """Throw the file away and build it from the records. Raises StorageError when the disk refuses."""
        try:
            self._forget_everything()
            self._catch_up()
        except index_faults() as error:
            raise self._fault(error) from error

    def _fault(self, error: Exception) -> StorageError:
        return disk_fault(error, self._path.parent) or broken(self._path.parent, error)

    def services(self) -> list[Service]:
        """Return every service."""
        import msgspec

        decode = msgspec.msgpack.Decoder(Service).decode
        return [decode(row[0]) for row in self.database.execute("SELECT service FROM service ORDER BY number")]

    def service(self, service_id: str) -> Service | None:
        """Return one service; None when there is none of that id."""
        import msgspec

        row = self.database.execute("SELECT service FROM service WHERE id = ?", [service_id]).fetchone()
        return msgspec.msgpack.decode(row[0], type=Service) if row else None

    def odd(self) -> list[tuple[Key, str]]:
        """Return the records that cannot be read, with the reason."""
        return [(Key(kind, one), why) for one, kind, why in self.database.execute("SELECT id, kind, reason FROM odd")]

    def about(self, name: str) -> str | None:
        """Return a fact about the index itself."""
        row = self.database.execute("SELECT value FROM about WHERE name = ?", [name]).fetchone()
        return row[0] if row else None

    def _opened(self) -> Database:
        try:
            database = open_database(self._path)
            known = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
            if "about" in known:
                row = database.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
                if row and row[0] == self._version:
                    return database
            elif not known:
                return self._made(database)
            database.close()
        except index_faults():
            pass
        self._remove()
        return self._made(open_database(self._path))

    def _made(self, database: Database) -> Database:
        from sqlite_utils import Migrations

        migrations = Migrations("index")

        @migrations()
        def make_tables(db: Database) -> None:
            for statement in _TABLES.strip().split(";\n"):
                db.execute(statement)

        migrations.apply(database)
        for table in ("spaced", "dense", "brief"):
            # Write words in large pieces: a directory comes in at once, and merging many small pieces takes longer.
            database.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', 33554432)")  # noqa: S608
        with database.atomic():
            database.execute("INSERT INTO about VALUES ('version', ?)", [self._version])
        return database

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    def _catch_up(self) -> None:
        head, held = self._store.head(), self.about("commit")
        if head == held or head is None:
            return
        if held is not None and not self._store.has(held):
            # The records were put back from a backup: the index knows edits that never were.
            self._forget_everything()
            held = None
        changed = {key: sha for path, _, sha in self._changes(held, head) if (key := key_of(path))}
        with self.writing, uncollected(), self.database.atomic():
            was_told = self._apply(changed, head, fresh=held is None)
            self._list_edit(held, head, changed)
            self.database.execute("INSERT OR REPLACE INTO about VALUES ('commit', ?)", [head])
        if was_told:
            # What a full-text index forgot still stands in its file: a place that becomes secret wants a new file.
            self._forget_everything()
            self._catch_up()

    def _list_edit(self, held: str | None, head: str, changed: Iterable[Key]) -> None:
        """Note who was touched by the newest edit, where all before it are noted; `Past` makes up for the rest."""
        commit = self._store.commit(head)
        last = self.database.execute("SELECT number, id FROM edit ORDER BY number DESC LIMIT 1").fetchone()
        number, newest = last or (0, None)
        if newest == held and (commit.parents[:1] or (None,))[0] == held:
            self.database.execute("INSERT INTO edit VALUES (?, ?, ?)", [number + 1, head, int(commit.on.timestamp())])
            rows = [(key.id, key.kind, number + 1) for key in changed]
            self._many("INSERT OR IGNORE INTO touched VALUES (?, ?, ?)", rows)

    def _forget_everything(self) -> None:
        self.database.close()
        self._remove()
        self.database = self._opened()

    def _changes(self, held: str | None, head: str) -> Iterator[tuple[str, str | None, str | None]]:
        if held is None:
            yield from ((path, None, sha) for path, sha in self._store.files(head))
        else:
            yield from self._store.changes(held, head)

    def _apply(self, changed: dict[Key, str | None], head: str, *, fresh: bool) -> bool:
        """Take in what changed; say whether a place became secret of which the file held more before."""
        run = self.database.execute
        intake = Intake(self._store, head, changed, self._needs)
        affected = {key.id for key in changed if key.kind == "service"}
        before = self.secret_places()
        hidden = self._keep_secrets(intake, changed) ^ before
        was_told = any(
            run("SELECT 1 FROM record WHERE id = ? AND name != ''", [one]).fetchone() for one in hidden - before
        )
        if not fresh:
            for target in {*(key.id for key in changed), *hidden}:
                affected |= {row[0] for row in run("SELECT service FROM link WHERE target = ?", [target])}
            self._many("DELETE FROM record WHERE id = ? AND kind = ?", [(key.id, key.kind) for key in changed])
            self._many("DELETE FROM odd WHERE id = ? AND kind = ?", [(key.id, key.kind) for key in changed])
            self._forget(affected)
        self._many(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?)", ((k.id, k.kind, name) for k, name in intake.names(hidden))
        )
        self._add(intake.lines(sorted(affected)))
        odd = [(key.id, key.kind, why) for key, why in intake.odd.items()]
        self._many("INSERT OR REPLACE INTO odd VALUES (?, ?, ?)", odd)
        self._many("INSERT OR REPLACE INTO record VALUES (?, ?, '')", [(one, kind) for one, kind, _ in odd])
        return was_told

    def _keep_secrets(self, intake: Intake, changed: dict[Key, str | None]) -> frozenset[str]:
        """Write down which places must stay secret, and return them."""
        self._many("DELETE FROM secret WHERE said_by = ?", [(key.id,) for key in changed])
        self._many("INSERT OR IGNORE INTO secret VALUES (?, ?)", intake.secrets())
        intake.secret = self.secret_places()
        return intake.secret

    def secret_places(self) -> frozenset[str]:
        """Return the ids of the places that must stay secret."""
        return frozenset(row[0] for row in self.database.execute("SELECT DISTINCT place FROM secret"))

    def _many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self.database.conn.executemany(statement, rows)

    def _forget(self, services: Iterable[str]) -> None:
        run = self.database.execute
        for service in services:
            row = run("SELECT number FROM service WHERE id = ?", [service]).fetchone()
            if row:
                for table in ("spaced", "dense", "brief"):
                    run(f"DELETE FROM {table} WHERE rowid = ?", [row[0]])  # noqa: S608 - names of our own
                run("DELETE FROM serves WHERE number = ?", [row[0]])
                run("DELETE FROM service WHERE number = ?", [row[0]])
            run("DELETE FROM link WHERE service = ?", [service])

    def _add(self, lines: Iterator[Line]) -> None:
        number = self.database.execute("SELECT coalesce(max(number), 0) FROM service").fetchone()[0]
        while batch := list(islice(lines, _BATCH)):
            numbered = list(enumerate(batch, number + 1))
            number += len(batch)
            self._many(
                "INSERT INTO service VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (at, one.id, one.name, one.organization, one.area, one.status, one.text, one.packed)
                    for at, one in numbered
                ),
            )
            self._many("INSERT OR REPLACE INTO record VALUES (?, 'service', ?)", ((one.id, one.name) for one in batch))
            self._many(
                "INSERT INTO spaced (rowid, name, organization, text) VALUES (?, ?, ?, ?)",
                ((at, *one.spaced) for at, one in numbered),
            )
            self._many(
                "INSERT INTO dense (rowid, name, text) VALUES (?, ?, ?)",
                ((at, *one.dense) for at, one in numbered if one.dense),
            )
            self._many(
                "INSERT INTO brief (rowid, name, text) VALUES (?, ?, ?)",
                ((at, *one.brief) for at, one in numbered if one.brief),
            )
            self._many("INSERT INTO serves VALUES (?, ?)", ((need, at) for at, one in numbered for need in one.needs))
            self._many(
                "INSERT OR IGNORE INTO link VALUES (?, ?)",
                ((target, one.id) for one in batch for target in one.targets),
            )
