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
    from referral_assistant.directory.preview import Change

HIDDEN = "•••"
SECRET_PLACE = "a place kept secret"  # noqa: S105 - a name, no password
# What a confidential service may show: the standard's own fields that say nothing of where it is.
_TELLS_WHERE = frozenset({"service_at_locations", "service_areas", "url", "x_also"})
_TOLD_OF_A_PLACE = frozenset({"id", "location_type", "organization_id"})


def is_secret(directory: Directory, key: Key) -> bool:
    """Say whether a record is marked confidential, or is a place of a service that is."""
    return directory.is_secret(key) or _is_marked(directory, key)


def secret_places(locations: Mapping[str, Mapping[str, Any]], services: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the ids of the places that are marked confidential, and of all places of services that are."""
    marked = {one for one, place in locations.items() if is_confidential(place)}
    return frozenset(marked.union(*(places_of(service) for service in services if is_confidential(service))))


def places_of(service: Mapping[str, Any]) -> set[str]:
    """Return the ids of the places that a service record links to."""
    links = service.get("service_at_locations") or ()
    return {str(link["location_id"]) for link in links if link.get("location_id")}


def withheld(place: Mapping[str, Any]) -> dict[str, Any]:
    """Return a place without anything that tells where it is: its name, address, way, hours, telephones."""
    marks = [one for one in place.get("attributes", ()) if _is_mark(one)]
    told = {key: value for key, value in place.items() if key in _TOLD_OF_A_PLACE}
    return {**told, "name": HIDDEN, **({"attributes": marks} if marks else {})}


def without_secrets(changes: Iterable[FieldChange], kind: str) -> tuple[FieldChange, ...]:
    """Return the changes of a secret record of KIND with what would tell where it is hidden."""
    return tuple(_hidden(change) if _tells(change.field, kind) else change for change in changes)


def open_fields(directory: Directory, change: Change, changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """Return differences that an import makes in a record without what tells where a secret place is."""
    held = tuple(changes)
    secret = change.secret or marks_secret(held) or is_secret(directory, change.key)
    return without_secrets(held, change.kind) if secret else held


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
