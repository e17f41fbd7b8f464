"""Small things that a person decided once, kept in the data folder: what columns mean, which records are not the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from referral_assistant.directory.disk import told
from referral_assistant.directory.hsds.mapping import ColumnMapping, signature
from referral_assistant.paths import write_atomically

Pair = tuple[str, str]
_COLUMNS, _APART = "columns.json", "not-the-same.json"
# More than anybody will ever decide; a file that grew beyond that was not written by us.
_MOST = 20_000


class Mapped:
    """The mappings that people chose, by the signature of a header. A damaged file counts as nothing remembered."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _COLUMNS
        self.by_signature = dict(_mappings(_read(self._path)))

    def remember(self, header: tuple[str, ...], mapping: ColumnMapping) -> None:
        """Keep a mapping. Raises StorageError when the disk refuses."""
        self.by_signature[signature(header)] = mapping
        self._write()

    def forget(self, header: tuple[str, ...]) -> None:
        """Guess this header again from now on."""
        if self.by_signature.pop(signature(header), None) is not None:
            self._write()

    def _write(self) -> None:
        told_of = [
            {"header": key, "kind": mapping.kind, "columns": dict(mapping.columns)}
            for key, mapping in sorted(self.by_signature.items())
        ]
        _write(self._path, told_of)


class Apart:
    """The pairs that a person said are not the same. A damaged file counts as nothing remembered."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _APART
        found = _read(self._path)
        pairs = (
            one for one in found if isinstance(one, list) and len(one) == 2 and all(isinstance(x, str) for x in one)
        )
        self.pairs = {pair_of(one[0], one[1]) for one in pairs}

    def add(self, first: str, second: str) -> None:
        """Remember that two records are not the same. Raises StorageError when the disk refuses."""
        self.pairs.add(pair_of(first, second))
        _write(self._path, sorted(map(list, self.pairs)))

    def discard(self, first: str, second: str) -> None:
        """Forget it: the two may be offered again."""
        self.pairs.discard(pair_of(first, second))
        _write(self._path, sorted(map(list, self.pairs)))


def pair_of(first: str, second: str) -> Pair:
    """Return two ids in their one order."""
    return (first, second) if first < second else (second, first)


def _read(path: Path) -> list[Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    return found[:_MOST] if isinstance(found, list) else []


def _is_list(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_text("utf-8")), list)
    except (OSError, ValueError, RecursionError):
        return False


def _mappings(found: Iterable[Any]) -> Iterable[tuple[str, ColumnMapping]]:
    from referral_assistant.directory.hsds.fields import KINDS

    for one in found:
        if isinstance(one, dict) and one.get("kind") in KINDS and isinstance(one.get("columns"), dict):
            columns = tuple((str(name), str(target)) for name, target in one["columns"].items())
            yield str(one.get("header", "")), ColumnMapping(one["kind"], columns)


def _write(path: Path, value: object) -> None:
    with told(path.parent):
        if path.exists() and not _is_list(path):
            # What cannot be read is not ours to throw away.
            path.replace(path.with_suffix(".damaged"))
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")
