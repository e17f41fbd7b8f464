"""Make one record out of two that are the same: every child, every value and both ids stay, as one edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from referral_assistant.directory.hsds.ids import derived_id, term
from referral_assistant.directory.record import Record, pack
from referral_assistant.directory.schema import kinds

JOINED_ID = "joined_id"
# What the record that gave way said otherwise than the one that stays.
ALSO = "x_also"
_TERM = term(JOINED_ID, "The identifier of a record that was found to be the same and was joined with this one.")
_POINTS = {
    "organization": {
        "service": ("organization_id",),
        "location": ("organization_id",),
        "organization": ("parent_organization_id",),
    },
    "location": {"service": ("service_at_locations",)},
    "service": {},
}


def join(kept: Record, other: Record, records: Iterable[Record]) -> dict[str, bytes | None]:
    """Return what to write (path -> content) so that KEPT holds all that OTHER told and OTHER is gone.

    RECORDS: every record that may point at OTHER; those that do point at KEPT afterwards.
    """
    writes: dict[str, bytes | None] = {}
    for record in records:
        if record.id in {kept.id, other.id}:
            continue
        turned = _turned(record, other, kept)
        if turned != record.data:
            writes[record.key.path] = pack(turned)
    writes[kept.key.path] = pack(_turned(Record(kept.kind, kept.id, joined(kept, other)), other, kept))
    writes[other.key.path] = None
    return writes


def joined(kept: Record, other: Record) -> dict[str, Any]:
    """Return the data of KEPT with all that only OTHER told."""
    lists = kinds()[kept.kind].lists
    result = dict(kept.data)
    also = dict(result.get(ALSO, {}))
    for key, value in other.data.items():
        mine = result.get(key)
        if key == "id" or mine == value:
            continue
        if mine in (None, "", []):
            result[key] = value
        elif key in lists:
            result[key] = _both(mine, value)
        elif key == "name" and not result.get("alternate_name"):
            result["alternate_name"] = value
        else:
            also[key] = value if key not in also else [also[key], value]
    if also:
        result[ALSO] = also
    result["attributes"] = [*result.get("attributes", []), _mark(kept, other)]
    return result


def _both(first: list[Any], second: list[Any]) -> list[Any]:
    """Return the children of both; one that stands in both with different values stays twice, under two ids."""
    known = {child["id"]: child for child in first}
    fresh = [child for child in second if known.get(child["id"]) != child]
    return [*first, *(child if child["id"] not in known else _renamed(child) for child in fresh)]


def _renamed(child: Mapping[str, Any]) -> dict[str, Any]:
    return {**child, "id": derived_id(f"{JOINED_ID}/{child['id']}/{sorted(map(str, child.items()))}")}


def _mark(kept: Record, other: Record) -> dict[str, Any]:
    return {
        "id": derived_id(f"{kept.id}/{JOINED_ID}/{other.id}"),
        "link_type": JOINED_ID,
        "value": other.id,
        "label": other.name,
        "taxonomy_term": _TERM,
    }


def _turned(record: Record, other: Record, kept: Record) -> dict[str, Any]:
    """Return the data of a record with what points at OTHER pointing at KEPT."""
    data = dict(record.data)
    for key in _POINTS[other.kind].get(record.kind, ()):
        if key == "service_at_locations":
            links = data.get(key, [])
            if any(link.get("location_id") == other.id for link in links):
                data[key] = [
                    {**link, "location_id": kept.id} if link.get("location_id") == other.id else link for link in links
                ]
        elif data.get(key) == other.id:
            data[key] = kept.id
    if data.get("parent_organization_id") == data["id"]:
        del data["parent_organization_id"]
    return data
