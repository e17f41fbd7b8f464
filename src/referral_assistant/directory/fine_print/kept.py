"""What was read from free texts, kept beside the index, so that only what is new or changed is ever read again.

Kept are a digest of the text, what it says, and where in it the words stand: never a word of the text itself.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Self
from zlib import crc32

from referral_assistant import __version__
from referral_assistant.directory.engine import index_faults, open_database
from referral_assistant.directory.fine_print import conditions, proposal, reader, words
from referral_assistant.directory.fine_print.proposal import Demand, Proposal, Said
from referral_assistant.directory.fine_print.reader import read_fine_print
from referral_assistant.directory.fine_print.words import fine_print_folder
from referral_assistant.i18n import everyday, folding, guard_words, phrase_parts, phrase_reader, phrases

if TYPE_CHECKING:
    from sqlite_utils import Database

Read = Callable[[str, Demand], tuple[Proposal, ...]]
FILE = "readings.sqlite"
_BATCH = 2000
# Some 250 000 services with four texts each; then what is no longer in any record goes with the rest.
_MOST = 1_000_000
_DIGEST = 16
_CODE: tuple[ModuleType, ...] = (
    conditions, proposal, reader, words, everyday, folding, guard_words, phrase_parts, phrase_reader, phrases,
)  # fmt: skip
_TABLES = (
    "CREATE TABLE about (edition TEXT)",
    "CREATE TABLE reading (digest BLOB PRIMARY KEY, told TEXT, sum INTEGER) WITHOUT ROWID",
)


class KeptReadings:
    """The readings kept in a folder; use it in a `with`. Whatever is wrong with the file, texts are read anew."""

    def __init__(self, folder: Path, read: Read = read_fine_print) -> None:
        """Open the file in FOLDER, made when it is not there; READ reads what is not kept."""
        self._path = folder / FILE
        self._read_anew = read
        self._new: dict[bytes, tuple[str, int]] = {}
        self._database = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep what was read until now, and close the file: a check that was stopped goes on from there."""
        self._keep()
        self._close()

    def read(self, text: str, demand: Demand = Demand.SAID) -> tuple[Proposal, ...]:
        """Return what TEXT says, like `read_fine_print`."""
        digest = blake2b(f"{demand}\n{text}".encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
        told = self._kept(digest)
        if told is not None and (kept := _untold(told, text)) is not None:
            return kept
        said = self._read_anew(text, demand)
        if self._database is not None and (telling := _told(said, text)) is not None:
            self._new[digest] = (telling, _sum(digest, telling))
            if len(self._new) >= _BATCH:
                self._keep()
        return said

    def _kept(self, digest: bytes) -> str | None:
        if self._database is None:
            return None
        found = self._new.get(digest)
        if found is None:
            try:
                row = self._database.conn.execute(
                    "SELECT told, sum FROM reading WHERE digest = ?", (digest,)
                ).fetchone()
            except index_faults():
                self._give_up()
                return None
            found = row if row and isinstance(row[0], str) and row[1] == _sum(digest, row[0]) else None
        return found[0] if found else None

    def _keep(self) -> None:
        if self._database is None or not self._new:
            return
        try:
            with self._database.conn:
                self._database.conn.executemany(
                    "INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", ((key, *one) for key, one in self._new.items())
                )
        except index_faults():
            self._give_up()
        self._new.clear()

    def _give_up(self) -> None:
        """Go on without the file; what is damaged or locked is made anew by the next check."""
        self._close()
        self._database = None

    def _close(self) -> None:
        if self._database is not None:
            with suppress(*index_faults()):
                self._database.close()

    def _opened(self) -> Database | None:
        for _ in range(2):
            with suppress(*index_faults(), OSError):
                database = open_database(self._path)
                if _fits(database):
                    return database
                database.close()
            with suppress(OSError):
                self._remove()
        return None

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


def _fits(database: Database) -> bool:
    """Say whether the file was written by this edition and is sound, small enough, or new; what is new gets its tables."""
    if not database.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        with database.conn:
            for statement in _TABLES:
                database.conn.execute(statement)
            database.conn.execute("INSERT INTO about VALUES (?)", (edition(),))
        return True
    if database.conn.execute("SELECT edition FROM about").fetchone() != (edition(),):
        return False
    sound = database.conn.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    (held,) = database.conn.execute("SELECT count(*) FROM reading").fetchone()
    return sound and int(held) < _MOST


@cache
def edition() -> str:
    """Return by what texts were read: the program, how it reads, and all phrases. Another one reads everything anew."""
    seen = blake2b(__version__.encode(), digest_size=_DIGEST)
    for module in _CODE:
        # A built program has no sources; its version says it.
        with suppress(OSError):
            seen.update(inspect.getsource(module).encode())
    folder = fine_print_folder()
    for file in (*sorted(folder.glob("*.toml")), folder.parent / "everyday-words.toml"):
        seen.update(file.name.encode() + file.read_bytes())
    return seen.hexdigest()


def _sum(digest: bytes, told: str) -> int:
    return crc32(told.encode(), crc32(digest))


def _told(said: tuple[Proposal, ...], text: str) -> str | None:
    """Return proposals with places instead of words; None when some words do not stand in the text as they are."""
    if not said:
        return ""
    rows = []
    for one in said:
        places = [text.find(typed) for typed in (one.quote, *one.words)]
        if min(places) < 0:
            return None
        lengths = map(len, (one.quote, *one.words))
        rows.append([one.said, one.detail, *(number for pair in zip(places, lengths, strict=True) for number in pair)])
    return json.dumps(rows, separators=(",", ":"))


def _untold(told: str, text: str) -> tuple[Proposal, ...] | None:
    """Return the proposals that were told of a text, their words cut out of it again; None when it is not understood."""
    if not told:
        return ()
    try:
        return tuple(_proposals(json.loads(told), text))
    except (ValueError, TypeError, IndexError):
        return None


def _proposals(rows: list[list[str | int]], text: str) -> Iterator[Proposal]:
    for said, detail, *numbers in rows:
        spans = zip(numbers[::2], numbers[1::2], strict=True)
        quote, *found = [text[int(start) : int(start) + int(length)] for start, length in spans]
        yield Proposal(Said(str(said)), str(detail), tuple(found), quote)
