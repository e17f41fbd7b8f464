"""What a reader hands on: drafts of records with their place in the file, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from referral_assistant.directory.hsds.mapping import ColumnMapping, PlainTable
from referral_assistant.message import Message

# The place of an object in its file rides inside the draft under a key that no file can hold (JSON has no such escape
# in a CSV header that survives reading), and is taken out again before anything is stored.
WHERE = "\0where"

Draft = dict[str, Any]
Report = Callable[[int, int], None]


class Where(NamedTuple):
    """A place in a file: name and line (0 when a format has no lines)."""

    file: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One thing that could not be read: file, line (0: none), field (empty: the whole row) and the reason."""

    file: str
    line: int
    field: str
    reason: Message


@dataclass(slots=True)
class Drafts:
    """Everything one reader found.

    `records`: by kind (organization, service, location), in the order of the file. `sheets`: rows of the three sheets
    of FORMATS section 2. `extras`: tables and objects that HSDS has no place for, by name, kept as they came.
    `remarks`: what came in and still wants a look (a guessed encoding, text that looks garbled). `lonely`: names of
    tables that belong to records and hold none themselves. `hollow`: files of records that have no rows. `blank`: files
    with nothing in them. `mappings`: which column means what, as a person chose it, by the signature of the header.
    `plain`: the tables that were read as plain lists.
    """

    records: dict[str, list[Draft]] = field(default_factory=lambda: {"organization": [], "service": [], "location": []})
    sheets: dict[str, list[Draft]] = field(default_factory=dict)
    extras: dict[str, list[Draft]] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    remarks: list[Unreadable] = field(default_factory=list)
    lonely: list[str] = field(default_factory=list)
    hollow: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    dialect: str = ""
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)
    plain: list[PlainTable] = field(default_factory=list)
    _known: dict[tuple[str, str], Draft] = field(default_factory=dict)

    def once(self, kind: str, draft: Draft) -> Draft:
        """Add a record unless one of its id was added so before. Returns the one that is held."""
        key = (kind, str(draft["id"]))
        if key not in self._known:
            self._known[key] = draft
            self.records[kind].append(draft)
        return self._known[key]

    def remark(self, where: Where, reason: Message, column: str = "") -> None:
        """Note what a person should look at, though everything came in."""
        self.remarks.append(Unreadable(where.file, where.line, column, reason))

    def complain(self, where: Where | None, column: str, reason: Message) -> None:
        """Note that something could not be read."""
        self.unreadable.append(Unreadable(where.file if where else "", where.line if where else 0, column, reason))
