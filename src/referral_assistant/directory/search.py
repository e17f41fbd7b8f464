"""Search as you type: FTS5 for scripts with spaces, trigrams for those without, user text always quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from referral_assistant import clock
from referral_assistant.directory.fold import fold, is_dense, words
from referral_assistant.disclosure import Safety
from referral_assistant.geography import Point
from referral_assistant.open_hours import is_open_at
from referral_assistant.service import Service

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST_WORDS = 12
_AROUND = 60
# So many matches are ranked exactly; of more, those that came first. A person looks at twenty.
_RANKED = 3000
_ALL = 10_000_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One service found, best first."""

    service_id: str
    service: str
    organization: str
    area: str
    safety: Safety
    snippet: str
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search. Empty fields narrow nothing. `on`: the day by which safety is judged, today when None.

    `open_at` keeps what is open then for certain, `fresh_since` what somebody confirmed on that day or later. With `near`
    the nearest come first and what has no coordinates last; `within_km` leaves that out, and what is farther.
    """

    needs: frozenset[str] = frozenset()
    area: str = ""
    languages: frozenset[str] = frozenset()
    safety: frozenset[Safety] = frozenset()
    only_open: bool = False
    free: bool = False
    on: date | None = None
    unlisted: bool = field(default=False)
    open_at: datetime | None = None
    fresh_since: date | None = None
    near: Point | None = None
    within_km: float | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything but the day is set."""
        by_time = self.open_at or self.fresh_since or self.near
        return bool(self.needs or self.area or self.languages or self.safety or self.only_open or self.free or by_time)


def search(database: Database, text: str, limit: int, filters: Filters) -> list[Hit]:
    """Return up to LIMIT hits, best first. Without words, services by name; with `near`, the nearest first."""
    if filters.near is None:
        return list(islice(_hits(database, text, limit, filters), limit))
    hits = sorted(_hits(database, text, _ALL, filters), key=lambda hit: hit.distance_km or 0.0)
    return sorted(hits, key=lambda hit: hit.distance_km is None)[:limit]


def _hits(database: Database, text: str, limit: int, filters: Filters) -> Iterator[Hit]:
    import msgspec

    decode = msgspec.msgpack.Decoder(Service).decode
    day = filters.on or clock.today()
    wanted = words(text)[:MOST_WORDS]
    for row in _rows(database, wanted, None if filters.narrows else 2 * limit + 200, filters.needs):
        identity, name, organization, area, body, packed = row
        service = decode(packed)
        safety = service.judged(day).safety
        far = service.distance_from(filters.near) if filters.near else None
        if _fits(service, safety, filters) and _near_enough(far, filters):
            yield Hit(identity, name, organization, area, safety, snippet(body, wanted), far)


def snippet(body: str, wanted: list[str]) -> str:
    """Return the part of BODY around the first word looked for, on one line."""
    flat = " ".join(body.split())
    here = _position(flat, wanted)
    start = max(0, here - _AROUND)
    end = min(len(flat), here + 2 * _AROUND)
    start = flat.rfind(" ", 0, start + 1) + 1 if start and not is_dense(flat[start:end]) else start
    return ("… " if start else "") + flat[start:end] + (" …" if end < len(flat) else "")


def _position(flat: str, wanted: list[str]) -> int:
    lowered = fold(flat)
    if len(lowered) != len(flat):
        lowered = flat.lower()
    found = [position for word in wanted if (position := lowered.find(word)) >= 0]
    return min(found, default=0)


def _rows(database: Database, wanted: list[str], most: int | None, needs: frozenset[str]) -> Iterator[Any]:
    """Yield the rows that hold every word, best first, at most MOST (None: all of them)."""
    columns = "service.id, service.name, service.organization, service.area, service.text, service.service"
    if not wanted:
        condition, values = _of_needs("number", needs)
        sql = f"SELECT {columns} FROM service WHERE {condition} ORDER BY name COLLATE NOCASE"  # noqa: S608
        yield from database.execute(sql, values)
        return
    for number in _numbers(database, wanted, most or _ALL, needs):
        row = database.execute(f"SELECT {columns} FROM service WHERE number = ?", [number]).fetchone()  # noqa: S608
        if row:
            yield row


def _of_needs(column: str, needs: frozenset[str]) -> tuple[str, list[str]]:
    """Return the condition that a service is for one of NEEDS, and its values."""
    if not needs:
        return "1", []
    marks = ", ".join("?" * len(needs))
    return f"{column} IN (SELECT number FROM serves WHERE need IN ({marks}))", sorted(needs)  # noqa: S608


def _numbers(database: Database, wanted: list[str], most: int, needs: frozenset[str]) -> list[int]:
    """Return the row numbers that hold every word, best first; the last word may be unfinished."""
    dense = [word for word in wanted if is_dense(word)]
    spaced = [word for word in wanted if not is_dense(word)]
    found: list[int] | None = None
    if spaced:
        found = _spaced(database, spaced, most if not dense else _ALL, needs)
    for word in dense:
        numbers = _dense(database, word, _RANKED if len(wanted) == 1 else _ALL, needs)
        if found is None:
            found = numbers
        else:
            both = set(numbers)
            found = [number for number in found if number in both]
    return (found or [])[:most]


def _spaced(database: Database, wanted: list[str], most: int, needs: frozenset[str]) -> list[int]:
    query = " ".join([*(_quoted(word) for word in wanted[:-1]), _quoted(wanted[-1]) + "*"])
    condition, values = _of_needs("rowid", needs)
    few = database.execute("SELECT count(*) FROM (SELECT 1 FROM spaced WHERE spaced MATCH ? LIMIT ?)", [query, _RANKED])
    if few.fetchone()[0] < _RANKED:
        sql = f"SELECT rowid FROM spaced WHERE spaced MATCH ? AND {condition} ORDER BY bm25(spaced, 10, 4, 1) LIMIT ?"  # noqa: S608
        return [row[0] for row in database.execute(sql, [query, *values, most])]
    # Thousands of services hold these words: those with the words in their name come first, in the order of the file.
    sql = f"SELECT rowid FROM spaced WHERE spaced MATCH ? AND {condition} LIMIT ?"  # noqa: S608
    first = [row[0] for row in database.execute(sql, [f"name : ({query})", *values, most])]
    if len(first) >= most:
        return first
    rest = [row[0] for row in database.execute(sql, [query, *values, most + len(first)])]
    return list(dict.fromkeys([*first, *rest]))[:most]


def _dense(database: Database, word: str, most: int, needs: frozenset[str]) -> list[int]:
    """Return the rows that hold WORD anywhere; trigrams know nothing shorter than three letters, pairs do."""
    table, query = ("dense", _quoted(word)) if len(word) >= 3 else ("brief", _quoted(word) + "*" * (len(word) == 1))
    condition, values = _of_needs("rowid", needs)
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND {condition} ORDER BY bm25({table}, 10, 1) LIMIT ?"  # noqa: S608
    return [row[0] for row in database.execute(sql, [query, *values, most])]


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _fits(service: Service, safety: Safety, filters: Filters) -> bool:
    if not filters.unlisted and not service.is_listed:
        return False
    if filters.only_open and not service.is_open_for_referral:
        return False
    if filters.safety and safety not in filters.safety:
        return False
    if filters.needs and not filters.needs & service.needs:
        return False
    if filters.languages and not _spoken(filters.languages) & _spoken(service.languages):
        return False
    if filters.open_at and not is_open_at(service, filters.open_at):
        return False
    if filters.fresh_since and (service.last_heard_of is None or service.last_heard_of < filters.fresh_since):
        return False
    if filters.free and service.free is not True:
        return False
    return in_area(service, filters.area)


def in_area(service: Service, area: str) -> bool:
    """Say whether a service has a place in AREA, which may be any part of its area or address; "" is everywhere."""
    return not area or any(fold(area) in fold(f"{spot.area} {spot.address}") for spot in service.spots)


def _near_enough(distance: float | None, filters: Filters) -> bool:
    return filters.within_km is None or (distance is not None and distance <= filters.within_km)


def _spoken(tags: frozenset[str]) -> frozenset[str]:
    """Return languages so that `zh`, `zh-Hans` and `ZH` are one."""
    return frozenset(tag.replace("_", "-").partition("-")[0].lower() for tag in tags)
