"""Read any list of services (CSV, XLSX) through a mapping of its columns, guessed from headers and content."""

from __future__ import annotations

import re

from referral_assistant.directory.hsds.columns import guess_columns
from referral_assistant.directory.hsds.draft import WHERE, Draft, Drafts, Where
from referral_assistant.directory.hsds.mapping import ColumnMapping, PlainTable, signature
from referral_assistant.directory.hsds.table import Table
from referral_assistant.directory.hsds.tabular import SHEETS, table_kind
from referral_assistant.message import msg

_US_ADDRESS = re.compile(
    r"(?P<address_1>.+?), (?P<city>[^,]+), (?P<state_province>[A-Z]{2})(?: (?P<postal_code>\d{5}(?:-\d{4})?))?"
)
# Our own lists for people put an apostrophe before what a spreadsheet would take for a formula.
_GUARD = re.compile(r"^'(?=[=+\-@\t\r])")
_LISTS = re.compile(r"\s*[;|\n]\s*")
_KINDS = ("organization", "location", "service")
SAMPLES = 10


def guess_mapping(stem: str, table: Table) -> ColumnMapping | None:
    """Guess what the columns of a table mean; None when no column looks like a name, or when it is of something else."""
    guessed = _guess(stem, table)
    return guessed if guessed and guessed.has_name else None


def _guess(stem: str, table: Table) -> ColumnMapping | None:
    named = table_kind(stem)
    if named not in {"", *_KINDS} or _is_vocabulary(table):
        return None
    kind = named or _kind_by_name(stem)
    columns = guess_columns(kind, table)
    return ColumnMapping(kind, tuple((name, columns.get(name, "")) for name in table.header))


def read_plain(tables: list[tuple[str, Table]], drafts: Drafts) -> None:
    """Read named tables as plain lists, by the mappings that a person chose (`drafts.mappings`), else by a guess."""
    collected = _Collected(drafts)
    for stem, table in sorted(tables, key=lambda item: _order(item[0])):
        if stem in SHEETS:
            drafts.sheets.setdefault(stem, []).extend({WHERE: where, **row} for where, row in table.dicts())
            continue
        chosen = drafts.mappings.get(signature(table.header))
        mapping = chosen.fitted(table.header) if chosen else _guess(stem, table)
        if mapping is not None and table.rows:
            drafts.plain.append(_seen(stem, table, mapping, chosen=chosen is not None))
        if mapping is None or not mapping.has_name:
            drafts.extras.setdefault(stem, []).extend(dict(row) for _, row in table.dicts())
            continue
        for where, row in table.dicts():
            collected.take(mapping, where, row)
    collected.finish()


def read_rows(table: Table, mapping: ColumnMapping, drafts: Drafts) -> None:
    """Read the rows of one table by a mapping."""
    collected = _Collected(drafts)
    for where, row in table.dicts():
        collected.take(mapping, where, row)
    collected.finish()


def _seen(stem: str, table: Table, mapping: ColumnMapping, *, chosen: bool) -> PlainTable:
    samples = tuple(tuple(cells) for _, cells in table.rows[:SAMPLES])
    return PlainTable(table.file, stem, table.header, len(table.rows), samples, mapping, chosen)


def _is_vocabulary(table: Table) -> bool:
    """Say whether the rows are terms that stand above and below each other: no list of services has that."""
    return bool(
        {name.strip().lower().replace(" ", "_") for name in table.header} & {"parent_id", "parent", "parent_name"}
    )


def _order(stem: str) -> int:
    return {"organization": 0, "location": 1}.get(table_kind(stem), 2)


def _kind_by_name(stem: str) -> str:
    for kind, words in (("organization", ("organi", "agenc", "partner")), ("location", ("location", "site", "place"))):
        if any(word in stem for word in words):
            return kind
    return "service"


class _Collected:
    """Records put together from rows; rows that speak of the same organization or place meet here."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._held: dict[str, dict[str, Draft]] = {kind: {} for kind in _KINDS}

    def take(self, mapping: ColumnMapping, where: Where, row: dict[str, str]) -> None:
        """Take one row."""
        parts: dict[str, Draft] = {}
        spare: Draft = {}
        for header, told in row.items():
            cell, target = _GUARD.sub("", told), mapping.target(header)
            if not target:
                spare[header] = cell
                continue
            kind, _, name = target.partition(".")
            held = parts.setdefault(kind, {})
            held[name] = f"{held[name]}\n{cell}" if name in held else cell
        main = parts.setdefault(mapping.kind, {})
        if not main.get("name"):
            self._drafts.complain(where, "name", msg("is missing, and every {kind} needs one", kind=mapping.kind))
            return
        owner = self._organization(mapping.kind, parts, where)
        place = self._location(mapping.kind, parts, owner, where)
        if mapping.kind == "service":
            self._service(parts, owner, place, where)
        held = self._held[mapping.kind][self._id_of(mapping.kind, parts, owner)]
        held |= {key: value for key, value in spare.items() if key not in held}

    def finish(self) -> None:
        """Hand everything over; an organization that was only pointed at is reported."""
        for service in self._held["service"].values():
            owner = service.get("organization_id")
            if owner and owner not in self._held["organization"]:
                reason = msg("points at {kind} {id}, which is not in the file", kind="organization", id=owner)
                self._drafts.complain(service[WHERE], "organization_id", reason)
                service["x_organization_id"] = service.pop("organization_id")
            links = service.get("service_at_locations", [])
            service["service_at_locations"] = [link for link in links if self._has_place(link, service)]
        for place in self._held["location"].values():
            if place.get("organization_id") and place["organization_id"] not in self._held["organization"]:
                place["x_organization_id"] = place.pop("organization_id")
        for kind, held in self._held.items():
            self._drafts.records[kind].extend(held.values())

    def _has_place(self, link: Draft, service: Draft) -> bool:
        if link["location_id"] in self._held["location"]:
            return True
        reason = msg("points at {kind} {id}, which is not in the file", kind="location", id=link["location_id"])
        self._drafts.complain(service[WHERE], "location_id", reason)
        return False

    def _organization(self, kind: str, parts: dict[str, Draft], where: Where) -> str:
        told = parts.get("organization", {})
        identity = str(told.get("id") or told.get("name") or "")
        if told.get("name"):
            self._hold("organization", identity, {**told, **(_contact(parts) if kind == "organization" else {})}, where)
            if kind == "organization" and (place := _place(parts, f"{identity} address")):
                self._hold("location", place["id"], {**place, "name": told["name"], "organization_id": identity}, where)
        return identity

    def _location(self, kind: str, parts: dict[str, Draft], owner: str, where: Where) -> list[str]:
        told = parts.get("location", {})
        if kind == "location":
            identity = self._id_of("location", parts, owner)
            own = _place(parts, identity) or {"id": identity}
            extra = {**_contact(parts), **({"organization_id": owner} if owner else {})}
            self._hold("location", identity, {**told, **own, **extra, **_children(parts)}, where)
            return [identity]
        if kind == "service" and "id" in told and "name" not in told:
            return [part.strip() for part in str(told["id"]).split(",") if part.strip()]
        name = str(told.get("name") or "")
        inner = _place(parts, f"{owner} {name} {parts.get('address', {})}") if kind == "service" else None
        if inner or name:
            place = {"id": f"{owner} {name}", **(inner or {}), **told}
            place["name"] = name or parts["service"]["name"]
            self._hold("location", str(place["id"]), {**place, **({"organization_id": owner} if owner else {})}, where)
            return [str(place["id"])]
        return []

    def _service(self, parts: dict[str, Draft], owner: str, places: list[str], where: Where) -> None:
        identity = self._id_of("service", parts, owner)
        draft = {**parts["service"], **_contact(parts), **_children(parts)}
        draft |= {"organization_id": owner} if owner else {}
        links = [{"id": f"{identity} at {place}", "location_id": place} for place in places]
        if identity in self._held["service"]:
            self._held["service"][identity].setdefault("service_at_locations", []).extend(links)
        self._hold("service", identity, {**draft, "service_at_locations": links}, where)

    def _id_of(self, kind: str, parts: dict[str, Draft], owner: str) -> str:
        told = parts.get(kind, {})
        if told.get("id"):
            return str(told["id"])
        return str(told.get("name", "")) if kind == "organization" else f"{owner}/{told.get('name', '')}"

    def _hold(self, kind: str, identity: str, draft: Draft, where: Where) -> None:
        held = self._held[kind].setdefault(identity, {WHERE: where, "id": identity})
        for key, value in draft.items():
            if key not in held:
                held[key] = value


def _contact(parts: dict[str, Draft]) -> Draft:
    """Return the telephones of a row."""
    numbers = [
        {
            "number": number,
            **({"type": "fax"} if name == "fax" else {}),
            **({"description": name} if name not in {"number", "fax"} else {}),
        }
        for name, cell in parts.get("phone", {}).items()
        for number in _LISTS.split(cell)
        if number
    ]
    return {"phones": numbers} if numbers else {}


def _children(parts: dict[str, Draft]) -> Draft:
    """Return the lists that a row spells in single cells."""
    made: Draft = {}
    for key, kind, name in (
        ("languages", "language", "name"),
        ("service_areas", "service_area", "name"),
        ("required_documents", "required_document", "document"),
        ("schedules", "schedule", "description"),
    ):
        told = parts.get(kind, {})
        if cell := told.get(name):
            many = _LISTS.split(cell) if kind != "schedule" else [cell]
            made[key] = [{name: part} for part in many if part]
    if terms := parts.get("taxonomy_term", {}).get("name"):
        made["attributes"] = [
            {"link_type": "taxonomy", "taxonomy_term": {"id": part, "name": part}}
            for part in _LISTS.split(terms)
            if part
        ]
    return made


def _place(parts: dict[str, Draft], identity: str) -> Draft | None:
    address, spot = dict(parts.get("address", {})), parts.get("spot", {})
    if not address and not spot:
        return None
    whole = (
        _US_ADDRESS.fullmatch(" ".join(str(address.get("address_1", "")).split()))
        if set(address) == {"address_1"}
        else None
    )
    if whole is not None:
        address = {name: value for name, value in whole.groupdict().items() if value}
    place: Draft = {"id": identity, **spot}
    return {**place, "addresses": [address]} if address else place
