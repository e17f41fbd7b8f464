"""The index: everything that is searched and listed, rebuilt from the records whenever it is missing, damaged or behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.engine import database_error, open_database
from referral_assistant.directory.fold import fold, is_dense
from referral_assistant.directory.reading import is_confidential, read_service
from referral_assistant.directory.record import Key, key_of, unpack
from referral_assistant.directory.store import Store
from referral_assistant.service import Service

if TYPE_CHECKING:
    from sqlite_utils import Database

# Change it whenever the tables or the shape of `Service` change: an index of another version is built anew.
VERSION = "4"
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE record (id TEXT, kind TEXT, name TEXT, PRIMARY KEY (id, kind)) WITHOUT ROWID;
CREATE TABLE link (target TEXT, service TEXT, PRIMARY KEY (target, service)) WITHOUT ROWID;
CREATE TABLE service (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, organization TEXT, area TEXT, status TEXT,
    text TEXT, service BLOB);
CREATE VIRTUAL TABLE spaced USING fts5(
    name, organization, text, content='', contentless_delete=1, prefix='2 3',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");
CREATE VIRTUAL TABLE dense USING fts5(name, text, content='', contentless_delete=1, tokenize='trigram');
"""
_ROW = "INSERT INTO service VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_BATCH = 2000
Needs = Callable[[Mapping[str, Any]], frozenset[str]]


class Index:
    """The index of one store in `folder/index.sqlite`."""

    def __init__(self, folder: Path, store: Store, needs: Needs) -> None:
        """Open it, and rebuild or catch up where needed. NEEDS reads the needs that a record's taxonomy terms reach."""
        self._path = folder / "index.sqlite"
        self._store = store
        self._needs = needs
        self.database = self._opened()
        self.catch_up()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def catch_up(self) -> None:
        """Make the index reflect the newest commit."""
        try:
            self._catch_up()
        except database_error():
            self.rebuild()

    def rebuild(self) -> None:
        """Throw the file away and build it from the records."""
        self.database.close()
        self._remove()
        self.database = self._opened()
        self._catch_up()

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
                if row and row[0] == VERSION:
                    return database
            elif not known:
                return self._made(database)
            database.close()
        except database_error():
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
        with database.atomic():
            database.execute("INSERT INTO about VALUES ('version', ?)", [VERSION])
        return database

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    def _catch_up(self) -> None:
        head, held = self._store.head(), self.about("commit")
        if head == held or head is None:
            return
        changed = {key: sha for path, _, sha in self._changes(held, head) if (key := key_of(path))}
        with self.database.atomic():
            self._apply(changed, head, fresh=held is None)
            self.database.execute("INSERT OR REPLACE INTO about VALUES ('commit', ?)", [head])

    def _changes(self, held: str | None, head: str) -> Iterator[tuple[str, str | None, str | None]]:
        if held is None:
            yield from ((path, None, sha) for path, sha in self._store.files(head))
        else:
            yield from self._store.changes(held, head)

    def _apply(self, changed: dict[Key, str | None], head: str, *, fresh: bool) -> None:
        run = self.database.execute
        affected = {key.id for key in changed if key.kind == "service"}
        context: dict[Key, Any] = {}
        names = []
        for key, sha in changed.items():
            data = unpack(self._store.blob(sha)) if sha else None
            if key.kind != "service":
                context[key] = data
            if data is None:
                run("DELETE FROM record WHERE kind = ? AND id = ?", [key.kind, key.id])
            else:
                names.append((key.id, key.kind, data.get("name", "")))
            if not fresh and key.kind != "service":
                affected |= {row[0] for row in run("SELECT service FROM link WHERE target = ?", [key.id])}
            if key.kind == "service" and len(changed) < _BATCH:
                context[key] = data
        self._many("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", names)
        if not fresh:
            self._forget(affected)
        self._add(sorted(affected), changed, context, head)

    def _many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self.database.conn.executemany(statement, rows)

    def _forget(self, services: Iterable[str]) -> None:
        run = self.database.execute
        for service in services:
            row = run("SELECT number FROM service WHERE id = ?", [service]).fetchone()
            if row:
                run("DELETE FROM spaced WHERE rowid = ?", [row[0]])
                run("DELETE FROM dense WHERE rowid = ?", [row[0]])
                run("DELETE FROM service WHERE number = ?", [row[0]])
            run("DELETE FROM link WHERE service = ?", [service])

    def _add(self, ids: list[str], changed: dict[Key, str | None], context: dict[Key, Any], head: str) -> None:
        import msgspec

        pack = msgspec.msgpack.Encoder().encode
        number = self.database.execute("SELECT coalesce(max(number), 0) FROM service").fetchone()[0]
        rows, spaced, dense, links = [], [], [], []
        for one in ids:
            key = Key("service", one)
            data = self._load(key, changed, context, head)
            if data is None:
                continue
            number += 1
            service, text, targets = self._service(data, changed, context, head)
            rows.append(
                (number, one, service.name, service.organization, area_of(service), service.status, text, pack(service))
            )
            links += [(target, one) for target in targets]
            others = f"{service.organization}\n" + " ".join(local.name for local in service.local_names)
            spaced.append((number, fold(service.name), fold(others), fold(text)))
            if is_dense(service.name) or is_dense(others) or is_dense(text):
                dense.append((number, fold(f"{service.name}\n{others}"), fold(text)))
            if len(rows) >= _BATCH:
                self._flush(rows, spaced, dense, links)
        self._flush(rows, spaced, dense, links)

    def _flush(self, rows: list[Any], spaced: list[Any], dense: list[Any], links: list[Any]) -> None:
        self._many(_ROW, rows)
        self._many("INSERT INTO spaced (rowid, name, organization, text) VALUES (?, ?, ?, ?)", spaced)
        self._many("INSERT INTO dense (rowid, name, text) VALUES (?, ?, ?)", dense)
        self._many("INSERT OR IGNORE INTO link VALUES (?, ?)", links)
        for batch in (rows, spaced, dense, links):
            batch.clear()

    def _load(self, key: Key, changed: dict[Key, str | None], context: dict[Key, Any], head: str) -> Any:
        if key in context:
            return context[key]
        sha = changed[key] if key in changed else self._store.sha(key.path, head)
        data = unpack(self._store.blob(sha)) if sha else None
        if key.kind != "service":
            context[key] = data
        return data

    def _service(
        self, data: Any, changed: dict[Key, str | None], context: dict[Key, Any], head: str
    ) -> tuple[Service, str, list[str]]:
        targets = []
        organization = None
        if one := data.get("organization_id"):
            targets.append(one)
            organization = self._load(Key("organization", one), changed, context, head)
        places = []
        for link in data.get("service_at_locations", ()):
            if one := link.get("location_id"):
                targets.append(one)
                place = self._load(Key("location", one), changed, context, head)
                places += [place] if place else []
        service = read_service(data, organization, places, self._needs(data))
        return service, searched_text(data, organization, places, service), targets


def area_of(service: Service) -> str:
    """Return the areas of a service's places, for lists."""
    return ", ".join(dict.fromkeys(spot.area for spot in service.spots if spot.area))


def searched_text(data: Any, organization: Any, places: list[Any], service: Service) -> str:
    """Return the text by which a service is found, besides its names; nothing of a confidential place is in it."""
    parts = [data.get("alternate_name"), data.get("description")]
    parts += [local.summary for local in service.local_names]
    parts += [data.get(key) for key in ("eligibility_description", "application_process", "fees_description", "alert")]
    parts += [term.get("name") for a in data.get("attributes", ()) if _foreign(term := a.get("taxonomy_term") or {})]
    parts += sorted(service.needs)
    parts += [row.get("document") for row in data.get("required_documents", ())]
    parts += [row.get("name") for row in data.get("service_areas", ())]
    parts += [row.get("name") for holder in (data, *places) for row in holder.get("languages", ())]
    parts += [(organization or {}).get("alternate_name")]
    parts += [f"{spot.name} {spot.address} {spot.area}" for spot in service.spots if not spot.confidential]
    parts += [
        place.get("alternate_name") for place in places if not is_confidential(place) and not service.confidential
    ]
    parts += service.phones
    return "\n".join(dict.fromkeys(str(part) for part in parts if part))


def _foreign(term: Any) -> bool:
    return bool(term.get("name")) and term.get("taxonomy") != "Referral Assistant"
