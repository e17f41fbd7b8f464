"""What an import would do, before anyone said yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from referral_assistant.directory.hsds.draft import Unreadable
from referral_assistant.directory.merge import FieldChange
from referral_assistant.directory.packfile import GitObject
from referral_assistant.directory.record import Key
from referral_assistant.disclosure import Safety


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
    stays (`before` ours, `after` theirs).
    """

    kind: str
    id: str
    name: str
    fields: tuple[FieldChange, ...] = ()
    kept: tuple[FieldChange, ...] = ()

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
class Preview:
    """What an import would do. `kept`: records that stay as we corrected them though the source says otherwise.

    `remarks`: what came in and still wants a look. `gone`: records that the source no longer has; they stay.
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
    writes: Mapping[str, GitObject] = field(repr=False, default_factory=dict)
    as_sent: Mapping[str, GitObject] = field(repr=False, default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether accepting it would change nothing."""
        return not self.writes
