"""Write HSDS 3.2 tables with a data package that describes them, and our three sheets beside them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.hsds.ids import FILLERS, derived_id, filler_id, stand_in_id
from referral_assistant.directory.schema import NOT_RECORDED, Column, Kind, kinds
from referral_assistant.directory.sheets import COLUMNS, rows_of, sheet_of

if TYPE_CHECKING:
    from referral_assistant.directory.export import Holding

Data = dict[str, Any]
_FILLED = {"location": {"location_type": "physical"}}
_ANY = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}


class Tables:
    """Rows by kind, each id once: a child of several parents is one row that names them all, or a row each."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Data]] = {}
        self.sheets: dict[str, list[dict[str, str]]] = {}

    def add(self, kind: str, data: Data, links: Data | None = None) -> None:
        """Add an object and everything nested in it. LINKS: the columns that name its parent."""
        described = kinds()[kind]
        nested = {**described.lists, **described.objects}
        row = {key: value for key, value in data.items() if key not in nested} | (links or {})
        for key, child in described.objects.items():
            if isinstance(inner := data.get(key), dict):
                row[_column_for(key, child)] = inner["id"]
                self.add(child, inner)
        identity = self._put(kind, row, set(links or {}))
        for key, child in described.lists.items():
            for inner in data.get(key, ()):
                if kind == "service" and key == "attributes" and sheet_of(inner):
                    continue
                if isinstance(inner, dict):
                    self.add(child, inner, _links(kind, identity, child))
        if kind == "service":
            for sheet, told in rows_of(data):
                self.sheets.setdefault(sheet, []).append({"service_id": identity, **told})

    def _put(self, kind: str, row: Data, links: set[str]) -> str:
        held = self.rows.setdefault(kind, {})
        before = held.get(row["id"])
        while before is not None:
            told: Data = {key: value for key, value in row.items() if key not in links}
            same = all(before.get(key) == value for key, value in told.items()) and kind not in _ANY
            free = all(before.get(link, row[link]) == row[link] for link in links)
            if not links or (same and free):
                before.update({key: value for key, value in row.items() if key not in before})
                return str(row["id"])
            seed = json.dumps({key: str(row[key]) for key in sorted(links)})
            row = {**row, "id": derived_id(f"{row['id']}/{seed}")}
            before = held.get(row["id"])
            if before == row:
                return str(row["id"])
        held[row["id"]] = row
        return str(row["id"])


def as_tables(holding: Holding) -> dict[str, bytes]:
    """Return file name -> content of an HSDS 3.2 tabular package."""
    tables = Tables()
    for kind, held in (
        ("organization", holding.organizations),
        ("location", holding.locations),
        ("service", holding.services),
    ):
        for _, data in sorted(held.items()):
            tables.add(kind, data)
    unknown: dict[str, list[Data]] = {}
    for name, rows in sorted(holding.extras.items()):
        for row in rows:
            if name in kinds():
                tables.add(name, row)
            else:
                unknown.setdefault(name, []).append(row)
    _respect_uniqueness(tables)
    _make_whole(tables)
    files, resources = {}, []
    for table in kinds().values():
        if table.name in tables.rows:
            rows = list(tables.rows[table.name].values())
            header = _header(table, rows)
            files[table.file] = _csv(header, ([_cell(row.get(name), name, table) for name in header] for row in rows))
            resources.append(_resource(table, header))
    for sheet, columns in COLUMNS.items():
        header = ["service_id", *columns]
        told = tables.sheets.get(sheet, [])
        files[f"{sheet}.csv"] = _csv(header, ([row.get(name, "") for name in header] for row in told))
        resources.append(_plain_resource(sheet, header))
    for name, rows in unknown.items():
        header = list(dict.fromkeys(key for row in rows for key in row))
        files[f"{name}.csv"] = _csv(header, ([_plain(row.get(key)) for key in header] for row in rows))
        resources.append(_plain_resource(name, header))
    files["datapackage.json"] = _package(resources)
    return files


def _column_for(key: str, child: str) -> str:
    return "taxonomy_id" if key == "taxonomy_detail" else f"{child}_id"


def _links(kind: str, identity: str, child: str) -> Data:
    if child in _ANY:
        id_column, kind_column = _ANY[child]
        return {id_column: identity, kind_column: kind}
    return {f"{kind}_id": identity}


def _respect_uniqueness(tables: Tables) -> None:
    """Bend two things to the official table schema: one program an organization, and no code of a term twice."""
    owners: set[str] = set()
    for program in tables.rows.get("program", {}).values():
        owner = program.get("organization_id", "")
        if owner in owners:
            held = tables.rows["organization"][owner]
            program["organization_id"] = stand_in_id(owner, program["id"])
            told: Data = {key: held[key] for key in ("name", "description") if key in held}
            stand_in: Data = {"id": program["organization_id"], **told, "parent_organization_id": owner}
            tables.rows["organization"][stand_in["id"]] = stand_in
        owners.add(owner)
    codes: set[str] = set()
    for row in tables.rows.get("taxonomy_term", {}).values():
        if row.get("code") in codes:
            row["x_code"] = row.pop("code")
        codes.add(row.get("code", ""))


def _make_whole(tables: Tables) -> None:
    """Give every row that must point somewhere something to point at, and clear what points nowhere."""
    ids = {kind: set(rows) for kind, rows in tables.rows.items()}
    for kind in [one for one in kinds().values() if one.name in tables.rows]:
        for row in tables.rows[kind.name].values():
            for column in kind.columns:
                if not column.target or column.target not in kinds():
                    continue
                wanted = row.get(column.name)
                if wanted and wanted not in ids.get(column.target, ()):
                    row.setdefault(f"x_{column.name}", row.pop(column.name))
                if column.required_in_csv and column.name not in row and column.target in FILLERS:
                    row[column.name] = filler_id(column.target)
                    ids.setdefault(column.target, set())
    for target in FILLERS:
        if any(filler_id(target) in row.values() for rows in tables.rows.values() for row in rows.values()):
            tables.rows.setdefault(target, {})[filler_id(target)] = {"id": filler_id(target), **_FILLED.get(target, {})}


def _header(kind: Kind, rows: list[Data]) -> list[str]:
    standard = [column.name for column in kind.columns]
    return standard + sorted({key for row in rows for key in row} - set(standard))


def _cell(value: Any, name: str, kind: Kind) -> str:
    column = kind.column(name)
    if value in (None, "") and column is not None and column.required_in_csv and column.type in {"text", "uri"}:
        return NOT_RECORDED
    return _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def _csv(header: list[str], rows: Iterator[list[str]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")


def _resource(kind: Kind, header: list[str]) -> Data:
    fields = [_field(kind.column(name) or Column(name)) for name in header]
    keys = [
        {
            "fields": column.name,
            "reference": {"resource": column.target if column.target != kind.name else "", "fields": "id"},
        }
        for column in kind.columns
        if column.target in kinds() and column.name in header
    ]
    return {
        "name": kind.name,
        "path": kind.file,
        "format": "csv",
        "mediatype": "text/csv",
        "profile": "tabular-data-resource",
        "schema": {"primaryKey": "id", "fields": fields, "foreignKeys": keys},
    }


def _field(column: Column) -> Data:
    types = {"number": "number", "date": "date", "datetime": "datetime", "time": "time"}
    made: Data = {"name": column.name, "type": types.get(column.type, "string")}
    if column.type in {"uuid", "uri", "email"}:
        made["format"] = column.type
    constraints: Data = {"required": True} if column.required_in_csv else {}
    if column.name == "id":
        constraints["unique"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {**made, "constraints": constraints} if constraints else made


def _plain_resource(name: str, header: list[str]) -> Data:
    fields = [{"name": column, "type": "string"} for column in header]
    return {
        "name": name.lower().replace(" ", "-"),
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "profile": "tabular-data-resource",
        "schema": {"fields": fields},
    }


def _package(resources: list[Data]) -> bytes:
    described = {
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": "3.2.0",
        "homepage": "http://docs.openreferral.org",
        "resources": [one for one in resources if isinstance(one, dict)],
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"
