"""What of a secret place must not show where a change is told: history, previews, lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.merge import FieldChange
from referral_assistant.directory.reading import CONFIDENTIAL, is_confidential
from referral_assistant.directory.record import Key
from referral_assistant.directory.schema import kinds

if TYPE_CHECKING:
    from referral_assistant.directory.directory import Directory

HIDDEN = "•••"
# What a confidential service may show: the standard's own fields that say nothing of where it is.
_TELLS_WHERE = frozenset({"service_at_locations", "service_areas", "url", "x_also"})


def is_secret(directory: Directory, key: Key) -> bool:
    """Say whether a record is marked confidential, or is a place of a service that is."""
    if _is_marked(directory, key):
        return True
    return key.kind == "location" and any(
        _is_marked(directory, Key("service", one)) for one in directory.services_at(key.id)
    )


def without_secrets(changes: Iterable[FieldChange], kind: str) -> tuple[FieldChange, ...]:
    """Return the changes of a secret record of KIND with what would tell where it is hidden."""
    return tuple(_hidden(change) if _tells(change.field, kind) else change for change in changes)


def open_fields(directory: Directory, key: Key, changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """Return the changes of a record without what tells where a secret place is."""
    held = tuple(changes)
    return without_secrets(held, key.kind) if marks_secret(held) or is_secret(directory, key) else held


def marks_secret(changes: Iterable[FieldChange]) -> bool:
    """Say whether one of the changes sets or lifts the mark of a secret place: what stood then was secret once."""
    return any(_is_mark(value) for change in changes for value in (change.before, change.after))


def _is_mark(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("link_type") == CONFIDENTIAL


def _is_marked(directory: Directory, key: Key) -> bool:
    data = directory.newest(key)
    return data is not None and is_confidential(data)


def _tells(field: str, kind: str) -> bool:
    name = field.partition("/")[0]
    if kind == "location":
        return name != "attributes"
    described = kinds()[kind]
    known = {column.name for column in described.columns} | set(described.lists) | set(described.objects)
    return name in _TELLS_WHERE or name not in known


def _hidden(change: FieldChange) -> FieldChange:
    """Hide both values, and nothing where there was none."""
    before = None if change.before is None else HIDDEN
    return replace(change, before=before, after=None if change.after is None else HIDDEN)
