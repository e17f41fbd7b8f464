"""Read HSDS tables of version 1, 2 and 3 (and what real exports made of them) into drafts of 3.2 records."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from referral_assistant.directory.hsds.draft import WHERE, Draft, Drafts
from referral_assistant.directory.hsds.ids import FILLERS, filler_id, is_uuid, stand_in_id
from referral_assistant.directory.hsds.nest import UNPLACED, Nest
from referral_assistant.directory.hsds.table import Table
from referral_assistant.directory.hsds.week import days_of, time_of
from referral_assistant.directory.schema import NOT_RECORDED, kinds
from referral_assistant.message import msg

SHEETS = ("needs", "conditions", "disclosure")
# What else the tables are called, in versions 1 and 2 and in the wild.
_TABLES = {
    "services_at_location": "service_at_location",
    "services_at_locations": "service_at_location",
    "service_at_locations": "service_at_location",
    "physical_addresses": "address",
    "postal_addresses": "address",
    "mail_addresses": "address",
    "regular_schedules": "schedule",
    "holiday_schedules": "schedule",
    "accessibility_for_disabilities": "accessibility",
    "taxonomy": "taxonomy_term",
    "service_attributes": "attribute",
    "other_attributes": "attribute",
    "services_taxonomy": "attribute",
    "service_taxonomy": "attribute",
    "link_taxonomy": "attribute",
    "eligibility": "eligibility",
    "eligibilities": "eligibility",
    "payments_accepted": "payment",
    "urls": "url",
}
_RENAMED: dict[str, dict[str, str]] = {
    "organization": {"url": "website", "uri": "uri"},
    "service": {"accrediations": "accreditations", "licences": "licenses", "website": "url"},
    "language": {"language": "name"},
    "service_area": {"service_area": "name"},
    "accessibility": {"accessibility": "description"},
    "phone": {"number_type": "type"},
    "taxonomy_term": {
        "term": "name",
        "vocabulary": "taxonomy",
        "taxonomy_recordid": "id",
        "taxonomy_name": "name",
        "taxonomy_parent_name": "parent_id",
        "taxonomy_x_description": "description",
    },
    "attribute": {"service_id": "link_id", "taxonomy_id": "taxonomy_term_id"},
}
# Tables whose rows share a kind with those of another table, and number them from 1 as well.
_SECOND_TABLES = frozenset({"postal_addresses", "mail_addresses", "holiday_schedules"})
_ALL_DAY = re.compile(r"(?i)24\s*(?:-\s*)?h(?:ou)?rs?(?: a day)?|open 24 hours|24/7")
_VOCABULARY = ("taxonomy_term", "taxonomy", "unit", "meta_table_description")


@lru_cache(maxsize=4096)
def table_kind(stem: str) -> str:
    """Return the kind of record that a table of that name holds, `needs` … for our sheets; empty when unknown."""
    stem = stem.lower().removesuffix(".csv").replace("-", "_").replace(" ", "_")
    if stem in SHEETS:
        return stem
    by_file = {kind.file.removesuffix(".csv"): name for name, kind in kinds().items()}
    return by_file.get(stem) or _TABLES.get(stem, "") or (stem if stem in kinds() else "")


def read_tables(
    tables: list[tuple[str, Table]], drafts: Drafts, adapt: Callable[[dict[str, list[Draft]]], None] | None = None
) -> None:
    """Read (name, table) pairs of one package into DRAFTS. ADAPT changes the prepared rows of a dialect in place."""
    rows: dict[str, list[Draft]] = {}
    for stem, table in tables:
        kind = table_kind(stem)
        if kind in SHEETS:
            drafts.sheets.setdefault(kind, []).extend({WHERE: where, **row} for where, row in table.dicts())
        elif not kind:
            drafts.extras.setdefault(stem, []).extend(dict(row) for _, row in table.dicts())
        else:
            rows.setdefault(kind, []).extend(_rows_of(kind, stem, table))
    if adapt:
        adapt(rows)
    nest_rows(rows, drafts, legacy=is_legacy(stem for stem, _ in tables))


def nest_rows(rows: dict[str, list[Draft]], drafts: Drafts, *, legacy: bool) -> None:
    """Turn prepared rows by kind into records."""
    _fold_eligibility(rows, drafts)
    _fold_payments(rows)
    _fold_terms(rows)
    _tidy_terms(rows)
    _fold_stand_ins(rows)
    _fold_addresses_of_organizations(rows)
    vocabulary = {kind: [dict(row) for row in rows.get(kind, [])] for kind in _VOCABULARY}
    used = Nest(rows, drafts, legacy=legacy).build()
    for kind, found in vocabulary.items():
        standard = {column.name for column in kinds()[kind].columns} | {WHERE}
        kept = [row for row in found if kind != "taxonomy_term" or row.get("id") not in used or set(row) - standard]
        if kept:
            drafts.extras.setdefault(kind, []).extend(kept)


def is_legacy(stems: Iterable[str]) -> bool:
    """Say whether the file names are those of version 1 or 2."""
    old = {"services_at_location", "physical_addresses", "postal_addresses", "regular_schedules", "service_attributes"}
    return bool(old & set(stems))


def _rows_of(kind: str, stem: str, table: Table) -> Iterable[Draft]:
    renamed = _column_names(kind, table.header)
    standard = _standard(kind)
    fillers = {filler_id(target) for target in FILLERS}
    for where, cells in table.dicts():
        row: Draft = {WHERE: where}
        for name, cell in cells.items():
            key = renamed[name]
            if cell != NOT_RECORDED and cell not in fillers:
                row[key] = _value(cell, known=key in standard, is_id=key.endswith("id"))
        if "id" not in row and fillers & set(cells.values()):
            continue
        _point_again(kind, row)
        yield _adapted(kind, stem, row)


def _point_again(kind: str, row: Draft) -> None:
    """Put back a reference that an export had to set aside because its target was not in the package."""
    for column in kinds()[kind].columns if kind in kinds() else ():
        aside = f"x_{column.name}"
        if column.type == "uuid" and column.name not in row and is_uuid(str(row.get(aside, ""))):
            row[column.name] = row.pop(aside)


def _value(cell: str, *, known: bool, is_id: bool) -> Any:
    """Read a cell; one of a column beyond the standard may hold JSON, as our own export writes lists and objects."""
    if not known and cell[0] in "[{":
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return cell
    return cell.strip() if is_id else cell


def _standard(kind: str) -> set[str]:
    return {column.name for column in kinds()[kind].columns} if kind in kinds() else set()


def _column_names(kind: str, header: Iterable[str]) -> dict[str, str]:
    """Map each column of the file to its name in 3.2; a column that the standard does not have keeps its own."""
    standard, renamed, given = _standard(kind), _RENAMED.get(kind, {}), {}
    plain = {name: name.strip().lower().replace(" ", "_") for name in header}
    for name, key in plain.items():
        if key in standard:
            given[name] = key
        elif key in renamed and renamed[key] not in plain.values():
            given[name] = renamed[key]
        else:
            given[name] = key if key.isidentifier() and key != name and key.lower() == "id" else name
    return given


def _adapted(kind: str, stem: str, row: Draft) -> Draft:
    """Bring what older versions wrote otherwise into the shape of 3.2."""
    if stem in _SECOND_TABLES and not is_uuid(row.get("id", "")) and "id" in row:
        row["id"] = f"{stem} {row['id']}"
    if kind == "address":
        row.setdefault("address_type", "postal" if stem in {"postal_addresses", "mail_addresses"} else "physical")
        lines = [row.pop(f"address_{number}", "") for number in (2, 3, 4)]
        row |= {"address_2": ", ".join(filter(None, lines))} if any(lines) else {}
    elif kind == "phone" and (spoken := row.pop("language", "")):
        row["languages"] = [_language(part) for part in re.split(r"[,;]\s*", spoken) if part]
    elif kind == "language":
        row |= {} if "code" in row or not (name := row.get("name")) else _language(name)
    elif kind == "schedule":
        _adapt_schedule(stem, row)
    elif kind == "attribute" and stem in {"service_attributes", "services_taxonomy", "service_taxonomy"}:
        row.setdefault("link_entity", "service")
    elif kind == "taxonomy_term" and "code" not in row and "x_code" in row:
        row["code"] = row.pop("x_code")
    elif kind == "service" and (terms := row.pop("taxonomy_ids", "")):
        row["\0terms"] = [term.strip() for term in terms.split(",") if term.strip()]
    return row


def _language(name: str) -> Draft:
    return {"code": name.lower(), "name": name} if re.fullmatch(r"[a-z]{2,3}", name) else {"name": name}


def _adapt_schedule(stem: str, row: Draft) -> None:
    """Read week days, and times that stand in columns for dates, as versions 1 and 2 and many exports have them."""
    for target, columns in (("opens_at", ("valid_from", "dtstart")), ("closes_at", ("valid_to", "until"))):
        for column in columns:
            if target not in row and (found := time_of(row.get(column, ""))):
                row[target] = found
                del row[column]
        if _ALL_DAY.fullmatch(row.get(columns[1], "")) and target == "opens_at":
            row |= {"opens_at": "00:00:00", "closes_at": "23:59:00", "description": row.pop(columns[1])}
    if stem == "holiday_schedules":
        row |= {
            new: row.pop(old) for old, new in (("start_date", "valid_from"), ("end_date", "valid_to")) if old in row
        }
        if str(row.get("closed", "")).lower() in {"true", "yes", "1", "t"}:
            row.setdefault("description", "closed")
    for column in ("weekday", "byday"):
        if (raw := row.get(column)) and (days := days_of(raw)):
            if raw != ",".join(days):
                row |= {"byday": ",".join(days), "freq": row.get("freq", "WEEKLY")}
            row.pop("weekday", None)
            break


def _fold_eligibility(rows: dict[str, list[Draft]], drafts: Drafts) -> None:
    services = {row.get("id"): row for row in rows.get("service", [])}
    for row in rows.pop("eligibility", []):
        text, service = row.get("eligibility", ""), services.get(row.get("service_id"))
        if service is None:
            drafts.complain(row[WHERE], "service_id", msg("belongs to no record of the file"))
            drafts.extras.setdefault(f"{UNPLACED}eligibility", []).append(row)
        elif text:
            before = service.get("eligibility_description")
            service["eligibility_description"] = f"{before}\n{text}" if before else text


def _fold_payments(rows: dict[str, list[Draft]]) -> None:
    for row in rows.pop("payment", []):
        rows.setdefault("attribute", []).append(
            {
                "id": row.get("id", ""),
                "link_id": row.get("service_id", ""),
                "link_entity": "service",
                "link_type": "payment_accepted",
                "value": row.get("payment", ""),
                WHERE: row[WHERE],
            }
        )


def _fold_terms(rows: dict[str, list[Draft]]) -> None:
    """Turn the column `taxonomy_ids` of version 1 and Ohana into attributes."""
    for service in rows.get("service", []):
        for term in service.pop("\0terms", ()):
            link = {"link_id": service.get("id", ""), "link_entity": "service", "taxonomy_term_id": term}
            rows.setdefault("attribute", []).append({**link, WHERE: service[WHERE]})


def _tidy_terms(rows: dict[str, list[Draft]]) -> None:
    """Keep what a term is called in its own taxonomy as its code, and what points nowhere beside it."""
    terms = {row.get("id") for row in rows.get("taxonomy_term", [])}
    taxonomies = {row.get("id") for row in rows.get("taxonomy", [])}
    for row in rows.get("taxonomy_term", []):
        identity = str(row.get("id", ""))
        if identity and "code" not in row and not is_uuid(identity):
            row["code"] = identity
        taxonomy, parent = str(row.get("taxonomy_id", "")), str(row.get("parent_id", ""))
        if taxonomy and taxonomy not in taxonomies and not is_uuid(taxonomy):
            row["x_taxonomy_id"] = row.pop("taxonomy_id")
        if parent and parent not in terms and not is_uuid(parent):
            row["x_parent_id"] = row.pop("parent_id")
            if (first := parent.partition(",")[0].strip()) in terms:
                row["parent_id"] = first


def _fold_stand_ins(rows: dict[str, list[Draft]]) -> None:
    """Give back to its organization a program that our own export had to put under a stand-in."""
    organizations = {row.get("id"): row for row in rows.get("organization", [])}
    for program in rows.get("program", []):
        held = organizations.get(program.get("organization_id"))
        parent = str(held.get("parent_organization_id", "")) if held else ""
        if held and held["id"] == stand_in_id(parent, str(program.get("id", ""))):
            program["organization_id"] = parent
            rows["organization"].remove(held)


def _fold_addresses_of_organizations(rows: dict[str, list[Draft]]) -> None:
    """Give an address that names an organization and no place a place of its own, as HSDS has it."""
    owners = {row.get("id"): row for row in rows.get("organization", [])}
    for row in rows.get("address", []):
        owner = owners.get(row.get("organization_id"))
        if owner is None or row.get("location_id"):
            continue
        row["location_id"] = f"organization {row.pop('organization_id')} {row.get('address_type', '')}"
        place = {"id": row["location_id"], "organization_id": owner["id"], "name": owner.get("name", "")}
        kind = "postal" if row.get("address_type") == "postal" else "physical"
        rows.setdefault("location", []).append({**place, "location_type": kind, WHERE: row[WHERE]})
