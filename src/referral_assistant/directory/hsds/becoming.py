"""Show the first rows of a plain list as they will become, made by the very reader that takes them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from referral_assistant.directory.hsds.draft import Draft, Drafts
from referral_assistant.directory.hsds.mapping import ColumnMapping, PlainTable
from referral_assistant.directory.hsds.plain import read_rows
from referral_assistant.directory.hsds.table import Table
from referral_assistant.directory.schema import kinds
from referral_assistant.message import Message

_CHILDREN = {
    "languages": ("language.name", "name"),
    "service_areas": ("service_area.name", "name"),
    "required_documents": ("required_document.document", "document"),
    "schedules": ("schedule.description", "description"),
}
_LINES = ("address_1", "address_2", "city", "region", "state_province", "postal_code", "country")


@dataclass(frozen=True, slots=True)
class Becoming:
    """One row as it will become: its name, its values as (target, text), columns that are only kept, and what is wrong."""

    name: str
    values: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    faults: tuple[Message, ...]


def become(table: PlainTable, mapping: ColumnMapping) -> list[Becoming]:
    """Return the sample rows of TABLE as MAPPING makes them."""
    made = []
    for position, cells in enumerate(table.samples, 2):
        drafts = Drafts()
        read_rows(Table(table.file, table.header, [(position, list(cells))]), mapping, drafts)
        faults = tuple(one.reason for one in drafts.unreadable)
        records = drafts.records[mapping.kind]
        record = records[0] if records else {}
        values = list(_values(mapping.kind, record, drafts))
        kept = {header: cell for header, cell in zip(table.header, cells, strict=False) if cell.strip()}
        held = tuple(
            (header, str(record[header])) for header in kept if header in record and not mapping.target(header)
        )
        made.append(Becoming(str(record.get("name", "")), tuple(values), held, faults))
    return made


def _values(kind: str, record: Draft, drafts: Drafts) -> Iterator[tuple[str, str]]:
    plain = {column.name for column in kinds()[kind].columns} - {"name", "id", "organization_id"}
    for key in sorted(plain & set(record), key=list(record).index):
        yield f"{kind}.{key}", str(record[key])
    for owner in drafts.records["organization"] if kind != "organization" else ():
        yield "organization.name", str(owner.get("name", ""))
    for phone in record.get("phones", ()):
        yield f"phone.{phone.get('type') or phone.get('description') or 'number'}", str(phone["number"])
    for key, (target, name) in _CHILDREN.items():
        yield from ((target, str(child.get(name, ""))) for child in record.get(key, ()))
    for term in record.get("attributes", ()):
        yield "taxonomy_term.name", str((term.get("taxonomy_term") or {}).get("name", ""))
    for place in drafts.records["location"]:
        yield from _place(kind, place, str(record.get("name", "")))


def _place(kind: str, place: Draft, name: str) -> Iterator[tuple[str, str]]:
    if kind == "service" and place.get("name") not in {None, name}:
        yield "location.name", str(place["name"])
    for address in place.get("addresses", ()):
        yield "address.address_1", ", ".join(str(address[line]) for line in _LINES if address.get(line))
    if "latitude" in place and "longitude" in place:
        yield "spot.latitude", f"{place['latitude']}, {place['longitude']}"
