"""The real directories, read on their own with the csv module, to hold the program's reading against."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

import pytest

from referral_assistant.directory import Directory, Preview
from tests.shared_data import SHARED, WHY_SKIPPED

csv.field_size_limit(10**8)
# docs/hsds-profile.md: how ids of a source become UUIDs.
NAMESPACE = UUID("5b0d2f0e-6a52-5c0f-9d5f-2f7a3b6c1e44")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_DAYS = {"mo": "MO", "tu": "TU", "we": "WE", "th": "TH", "fr": "FR", "sa": "SA", "su": "SU"}
WEEK = list(_DAYS.values())

real = pytest.mark.real
needs_shared = pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a source: its table, line, and the cells that hold something."""

    table: str
    line: int
    cells: Mapping[str, str]


def folder(name: str) -> Path:
    """Return the folder of one real directory."""
    assert SHARED is not None
    return SHARED / "data" / "directories" / name


def rows(path: Path) -> Iterator[Row]:
    """Read one CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        _ = reader.fieldnames
        line = reader.line_num + 1
        for cells in reader:
            filled = {name: cell.strip() for name, cell in cells.items() if isinstance(cell, str) and cell.strip()}
            yield Row(path.stem, line, filled)
            line = reader.line_num + 1


@cache
def tables(name: str) -> dict[str, list[Row]]:
    """Read every CSV file of a real directory, by the file's name without ending."""
    return {path.stem: list(rows(path)) for path in sorted(folder(name).glob("*.csv"))}


def ids(name: str, table: str, column: str = "id") -> list[str]:
    """Return the ids of a table, in order."""
    return [row.cells[column] for row in tables(name)[table] if column in row.cells]


def new_id(source: str, kind: str, old: str) -> str:
    """Return the UUID that an id of a source becomes."""
    return old.lower() if _UUID.fullmatch(old) else str(uuid5(NAMESPACE, f"{source}/{kind}/{old}"))


def imported(directory: Directory, path: Path, source: str | None = None) -> Preview:
    """Import PATH and return the preview that was accepted."""
    preview = directory.prepare_import(path, source)
    directory.apply(preview)
    return preview


def leaves(value: Any) -> Iterator[str]:
    """Yield every value inside nested lists and objects, as text."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value is not None:
        yield flat(str(value).lower() if isinstance(value, bool) else str(value))


def flat(text: str) -> str:
    """Return TEXT with single blanks."""
    return " ".join(text.split())


def renderings(cell: str) -> set[str]:
    """Return how a cell may be written in HSDS 3.2 without losing anything: times, days, dates, web addresses."""
    text = flat(cell)
    found = {text, text.lower()} | _times(text) | _dates(text) | _weekdays(text)
    if re.fullmatch(r"-?\d+\.0+", text):
        found.add(str(int(float(text))))
    if re.fullmatch(r"-?\d+\.\d+", text):
        found.add(str(float(text)))
    if "." in text and " " not in text:
        percent = quote(text, safe="%:/?#[]@!$&'()*+,;=-._~")
        found |= {percent, f"http://{percent}", text.removeprefix("mailto:")}
    return found


def words(text: str) -> list[str]:
    """Split at blanks and at the signs that part the entries of a list."""
    return [word for word in re.split(r"[\s,;|]+", text) if word]


def _times(text: str) -> set[str]:
    found = re.fullmatch(r"(?i)(\d{1,2})(?::(\d\d))?(?::\d\d)?\s*([ap])?\.?m?\.?", text)
    if not found or not (found[2] or found[3]):
        return {"00:00:00", "23:59:00"} if "24 h" in text.lower() else set()
    hour = int(found[1]) % 12 + 12 * (found[3].lower() == "p") if found[3] else int(found[1])
    return {f"{hour:02}:{found[2] or '00'}:00"}


def _dates(text: str) -> set[str]:
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)", text):
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        return {f"{year}-{int(found[1]):02}-{int(found[2]):02}"}
    return set()


def _weekdays(text: str) -> set[str]:
    if re.fullmatch("[1-7]", text):
        return {WEEK[int(text) - 1]}
    pieces = re.split(r"\s*(?:,|&|\band\b)\s*", text)
    said = [[_DAYS.get(day.strip()[:2].lower(), "") for day in re.split("-|–", part)] for part in pieces]
    if " " in re.sub(r"\s*[-–&,]\s*|\band\b", "", text) or not all(day for part in said for day in part):
        return set()
    days = set()
    for part in said:
        first, last = WEEK.index(part[0]), WEEK.index(part[-1])
        days |= {WEEK[day % 7] for day in range(first, last + 1 if last >= first else last + 8)}
    return {",".join(day for day in WEEK if day in days)}


def rows_of_csv(files: Iterable[Path]) -> Iterator[list[str]]:
    """Yield the cells of every row of exported tables."""
    for path in files:
        for row in rows(path):
            yield [leaf for cell in row.cells.values() for leaf in leaves(_json(cell))]


def _json(cell: str) -> Any:
    """Read a cell in which the export keeps a list or an object."""
    try:
        return json.loads(cell) if cell[0] in "[{" else cell
    except ValueError:
        return cell
