"""What an import would do, before anyone said yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from referral_assistant.directory.hsds.draft import Unreadable
from referral_assistant.directory.hsds.mapping import PlainTable
from referral_assistant.directory.merge import FieldChange
from referral_assistant.directory.packfile import GitObject
from referral_assistant.directory.record import Key
from referral_assistant.disclosure import Safety

if TYPE_CHECKING:
    from referral_assistant.directory.hsds.mending import Fault


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records of each kind an import holds."""

    organization: int = 0
    service: int = 0
    location: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One record that an import touches.

    `fields`: what would be different in our record. `kept`: where our own correction stands against the source and
    stays (`before` ours, `after` theirs). `file`: the file of the parcel that it stands in. `secret`: a place that is not
    named, and whose fields are not shown.
    """

    kind: str
    id: str
    name: str
    fields: tuple[FieldChange, ...] = ()
    kept: tuple[FieldChange, ...] = ()
    file: str = ""
    secret: bool = False

    @property
    def key(self) -> Key:
        """The record."""
        return Key(self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Safer:
    """A service that the sheets of the sender would make safer, and who says so: the sources of its rows."""

    service_id: str
    service: str
    before: Safety
    after: Safety
    checked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BrokenText:
    """A text that was broken on its way: in which record and field, what is wrong, as it came, and as it would be."""

    record: str
    field: str
    fault: Fault
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. `kept`: records that stay as we corrected them though the source says otherwise.

    `remarks`: what came in and still wants a look. `gone`: records that the source no longer has; they stay.
    `broken`: texts that were broken on their way, which come in as they would be when `mended`. `tables`: what was read
    through a mapping of columns.
    """

    source: str
    path: str
    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    same: int
    kept: tuple[Change, ...]
    gone: int
    unreadable: tuple[Unreadable, ...]
    remarks: tuple[Unreadable, ...]
    records: Counts
    safer: tuple[Safer, ...]
    based_on: str | None
    broken: tuple[BrokenText, ...] = ()
    mended: bool = False
    tables: tuple[PlainTable, ...] = ()
    writes: Mapping[str, GitObject] = field(repr=False, default_factory=dict)
    as_sent: Mapping[str, GitObject] = field(repr=False, default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether accepting it would change nothing."""
        return not self.writes

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the new and changed records stand in."""
        return tuple(dict.fromkeys(one.file for one in (*self.new, *self.changed) if one.file))


@dataclass(frozen=True, slots=True)
class Choice:
    """What is taken.

    `records`: new and changed records that come in; None is all. `safer`: the services (ids) that may become safer on
    the sender's word; None is every one that the preview announces, and the others come in without those rows.
    `theirs`: fields (path as in `Change.kept`) of records that we corrected, in which the source's value is taken.
    """

    records: frozenset[Key] | None = None
    safer: frozenset[str] | None = None
    theirs: frozenset[tuple[Key, str]] = frozenset()
