"""The past of a directory: which edit touched which record, found in the index instead of by walking all of history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from threading import Lock
from typing import Any

from referral_assistant.directory.commits import Commit
from referral_assistant.directory.index import Index
from referral_assistant.directory.merge import FieldChange, differences, merge
from referral_assistant.directory.record import Key, Record, key_of, pack, unpack
from referral_assistant.directory.store import Store
from referral_assistant.errors import InputError
from referral_assistant.message import msg

Report = Callable[[int, int], None]
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit as history shows it: its id, when, by which clinic, in a few words, and the fields of one record."""

    id: str
    on: datetime
    by: str
    summary: str
    fields: tuple[FieldChange, ...] = ()


class Past:
    """Answers what happened when.

    The list of who touched what grows with every edit; what is missing in it, since the index was built anew, follows
    when it is first asked for.
    """

    def __init__(self, store: Store, index: Index) -> None:
        self._store = store
        self._index = index
        self._following = Lock()

    def edits(self, limit: int) -> list[Edit]:
        """Return the newest edits of the whole directory, without their fields."""
        return [_edit(commit, ()) for commit in islice(self._store.log(), limit)]

    def edits_of(self, key: Key, limit: int, report: Report | None = None) -> list[Edit]:
        """Return the edits of a record, newest first. REPORT may raise to stop."""
        self._follow(report)
        rows = self._rows(
            "SELECT edit.id FROM touched JOIN edit USING (number) WHERE record = ? AND kind = ?"
            " ORDER BY number DESC LIMIT ?",
            key.id,
            key.kind,
            limit,
        )
        return [self._told(key, self._store.commit(row[0])) for row in rows]

    def touched(self, edit: str, most: int) -> tuple[list[Key], int]:
        """Return the records that an edit touched, at most MOST of them, and how many there are."""
        self._follow(None)
        where = "FROM touched JOIN edit USING (number) WHERE edit.id = ?"
        rows = self._rows(f"SELECT kind, record {where} ORDER BY kind DESC, record LIMIT ?", edit, most)
        count = next(iter(self._rows(f"SELECT count(*) {where}", edit)))[0]
        return [Key(kind, record) for kind, record in rows], count

    def find(self, wanted: str) -> Commit | None:
        """Return the one edit whose id begins so; None when there is none, or several."""
        if len(wanted) < 4 or not wanted.isalnum():
            return None
        self._follow(None)
        rows = list(self._rows("SELECT id FROM edit WHERE id >= ? AND id < ? LIMIT 2", wanted, f"{wanted}~"))
        return self._store.commit(rows[0][0]) if len(rows) == 1 else None

    def at(self, moment: datetime) -> str | None:
        """Return the edit that counted at a moment; None when that is before the first."""
        self._follow(None)
        rows = self._rows("SELECT id FROM edit WHERE at <= ? ORDER BY number DESC LIMIT 1", int(moment.timestamp()))
        return next((row[0] for row in rows), None)

    def kinds_of(self, record_id: str) -> list[str]:
        """Return the kinds of record that ever had this id, taken out or not."""
        self._follow(None)
        return [row[0] for row in self._rows("SELECT DISTINCT kind FROM touched WHERE record = ?", record_id)]

    def undone(
        self, path: str, before: str | None, after: str | None, now: str | None, named: Callable[[Record], str]
    ) -> bytes:
        """Return a record without what an edit did to it, keeping what came later.

        Raises InputError when it cannot be, calling the record as NAMED does.
        """
        base, ours, theirs = (unpack(self._store.blob(sha)) if sha else {} for sha in (after, now, before))
        merged = merge(base, ours, theirs) if isinstance(base, dict) else None
        if merged is None or merged.conflicts or not merged.result.get("id"):
            key = key_of(path)
            name = named(Record(key.kind, key.id, ours)) if key and isinstance(ours, dict) else path
            raise InputError(
                msg("“{name}” was changed again since, in the same place.", name=name),
                msg("Undo the later edit first, or correct the record by hand."),
            )
        return pack(merged.result)

    # Following history

    def _follow(self, report: Report | None) -> None:
        """Write down who touched what since the list was last asked for."""
        with self._following:
            fresh, known = self._not_yet_listed()
            if not fresh and self._newest() == known:
                return
            with self._index.writing, self._index.database.atomic():
                # What lies beyond was put back by a backup and never was.
                self._index.database.execute("DELETE FROM edit WHERE number > ?", [known])
                self._index.database.execute("DELETE FROM touched WHERE number > ?", [known])
            done, total = 0, len(fresh)
            while batch := fresh[done : done + _BATCH]:
                if report:
                    report(done, total)
                self._list(known + done + 1, batch)
                done += len(batch)

    def _not_yet_listed(self) -> tuple[list[Commit], int]:
        """Return the edits that are not in the list, oldest first, and the number of the one before them (0: none)."""
        fresh: list[Commit] = []
        for commit in self._store.log():
            row = next(iter(self._rows("SELECT number FROM edit WHERE id = ?", commit.id)), None)
            if row is not None:
                return fresh[::-1], int(row[0])
            fresh.append(commit)
        return fresh[::-1], 0

    def _newest(self) -> int:
        return int(next(iter(self._rows("SELECT coalesce(max(number), 0) FROM edit")))[0])

    def _list(self, first: int, commits: list[Commit]) -> None:
        touched = [
            (key.id, key.kind, number)
            for number, commit in enumerate(commits, first)
            for path, _, _ in self._store.changes(_parent(commit), commit.id)
            if (key := key_of(path)) is not None
        ]
        edits = [(number, one.id, int(one.on.timestamp())) for number, one in enumerate(commits, first)]
        with self._index.writing, self._index.database.atomic():
            run = self._index.database.conn.executemany
            run("INSERT INTO edit VALUES (?, ?, ?)", edits)
            run("INSERT OR IGNORE INTO touched VALUES (?, ?, ?)", touched)

    def _told(self, key: Key, commit: Commit) -> Edit:
        return _edit(commit, differences(self._data(key, _parent(commit)), self._data(key, commit.id)))

    def _data(self, key: Key, commit: str | None) -> Mapping[str, Any] | None:
        content = self._store.read(key.path, commit)
        return unpack(content) if content is not None else None

    def _rows(self, sql: str, *values: Any) -> Iterable[Any]:
        found: Iterator[Any] = iter(self._index.database.execute(sql, values).fetchall())
        return found


def _parent(commit: Commit) -> str | None:
    return commit.parents[0] if commit.parents else None


def _edit(commit: Commit, fields: tuple[FieldChange, ...]) -> Edit:
    return Edit(commit.id, commit.on, commit.by, commit.summary, fields)
