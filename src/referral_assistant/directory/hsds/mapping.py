"""Which column of a plain list means what: guessed, chosen by a person, and known again by the header."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from referral_assistant.errors import InputError
from referral_assistant.message import Message


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column of a table means what.

    `kind`: what a row is first of all. `columns`: header -> target (`service.name`, `address.city`, `phone.number`, …);
    a header that is missing, or has an empty target, is kept with the record under its own name.
    """

    kind: str
    columns: tuple[tuple[str, str], ...]

    def target(self, header: str) -> str:
        """Return the target of a column."""
        return next((target for name, target in self.columns if name == header), "")

    def fitted(self, header: Iterable[str]) -> ColumnMapping:
        """Return the same mapping for a header that is spelt a little otherwise (see `signature`)."""
        held = {_folded(name): target for name, target in self.columns}
        return ColumnMapping(self.kind, tuple((name, held.get(_folded(name), "")) for name in header))

    @property
    def has_name(self) -> bool:
        """Whether some column names the rows: without one nothing can come in."""
        return any(target == f"{self.kind}.name" for _, target in self.columns)


Mappings = Mapping[str, ColumnMapping]
"""Mappings that a person chose, by the signature of the header."""


@dataclass(frozen=True, slots=True)
class PlainTable:
    """One table that was read as a plain list, with what a person needs to see of it.

    `samples`: its first rows (cells as long as the header). `mapping`: without a name column nothing comes in by it. `chosen`:
    whether a person chose the mapping, now or earlier.
    """

    file: str
    stem: str
    header: tuple[str, ...]
    rows: int
    samples: tuple[tuple[str, ...], ...]
    mapping: ColumnMapping
    chosen: bool

    @property
    def signature(self) -> str:
        """What the mapping is remembered by."""
        return signature(self.header)

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The columns that are kept and not used."""
        return tuple(name for name in self.header if not self.mapping.target(name))


class UnplacedError(InputError):
    """A list of which no column is known to be the name; `tables` are what a person may map."""

    def __init__(self, sentence: Message, next_step: Message, tables: tuple[PlainTable, ...]) -> None:
        super().__init__(sentence, next_step)
        self.tables = tables


def signature(header: Iterable[str]) -> str:
    """Return what tells a header from others: its names, without regard to case, blanks around them and order."""
    names = sorted(set(map(_folded, header)))
    return sha256("\0".join(names).encode("utf-8", "replace")).hexdigest()[:32]


def _folded(name: str) -> str:
    return " ".join(name.lower().split())
