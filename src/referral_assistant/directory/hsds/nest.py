"""Nest the rows of flat tables into records: each child goes under every parent that its row names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from referral_assistant.directory.hsds.draft import WHERE, Draft, Drafts, Where
from referral_assistant.directory.hsds.ids import is_uuid
from referral_assistant.directory.schema import RECORD_KINDS, kinds, parents
from referral_assistant.message import msg

Rows = dict[str, list[Draft]]
# Children before the parents that hold them, so that a child copied for a second parent is already whole.
_ORDER = (
    "metadata",
    "attribute",
    "language",
    "phone",
    "contact",
    "service_area",
    "schedule",
    "address",
    "accessibility",
    "funding",
    "cost_option",
    "required_document",
    "service_capacity",
    "url",
    "organization_identifier",
    "service_at_location",
    "program",
)
# Rows that belong to no record of their package are kept beside the records, under this and the name of their kind.
UNPLACED = "unplaced_"
_ANY = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}


class Nest:
    """The rows of one package by kind, and the way from an id to its row."""

    def __init__(self, rows: Rows, drafts: Drafts, *, legacy: bool) -> None:
        """Take ROWS by kind. LEGACY: version 1 and 2, where ids beside an id of `service_at_location` only repeat it."""
        self._rows = rows
        self._drafts = drafts
        self._legacy = legacy
        self._unplaced: set[int] = set()
        self._by_id: dict[str, dict[str, Draft]] = {
            kind: {row["id"]: row for row in reversed(found) if row.get("id")} for kind, found in rows.items()
        }

    def build(self) -> set[str]:
        """Nest everything into `drafts.records`. Returns the ids of the terms that went into records with them."""
        self._embed("taxonomy_term", "taxonomy", "taxonomy_id", "taxonomy_detail")
        self._embed("attribute", "taxonomy_term", "taxonomy_term_id", "taxonomy_term")
        self._embed("service_capacity", "unit", "unit_id", "unit")
        self._find_programs_a_home()
        for link in self._rows.get("service_at_location", []):
            self._check_reference(link, "location_id", "location")
        for kind in _ORDER:
            self._place_all(kind)
        for kind in RECORD_KINDS:
            for row in self._rows.get(kind, []):
                self._check_references(row)
                self._drafts.records[kind].append(row)
        placed = (row for row in self._rows.get("attribute", []) if id(row) not in self._unplaced)
        return {str(row["taxonomy_term"]["id"]) for row in placed if "id" in row.get("taxonomy_term", {})}

    def _embed(self, kind: str, target: str, column: str, key: str) -> None:
        standard = {name.name for name in kinds()[target].columns} | {*kinds()[target].objects}
        found = self._by_id.get(target, {})
        for row in self._rows.get(kind, []):
            wanted = row.get(column)
            if not wanted or key in row:
                continue
            if wanted in found:
                row[key] = {name: value for name, value in found[wanted].items() if name in standard}
                del row[column]
            elif target == "taxonomy":
                if found:
                    self._complain(row, column, target, wanted)
            else:
                self._complain(row, column, target, wanted)
                row[key] = {"id": wanted, "name": wanted} if target == "taxonomy_term" else {"id": wanted}
                del row[column]

    def _find_programs_a_home(self) -> None:
        programs = self._by_id.get("program", {})
        for service in self._rows.get("service", []):
            for wanted in _ids(service.get("program_id", ""), programs):
                if (
                    wanted in programs
                    and not programs[wanted].get("organization_id")
                    and service.get("organization_id")
                ):
                    programs[wanted]["organization_id"] = service["organization_id"]

    def _place_all(self, kind: str) -> None:
        placed: dict[tuple[str, str], set[str]] = {}
        plans = []
        for row in self._rows.get(kind, []):
            told = dict(row)
            homes = list(self._homes(kind, row))
            if not homes:
                self._unplaced.add(id(row))
                self._keep_unplaced(kind, told, reported="\0dangling" in row)
            plans.append((row, homes))
            for parent_kind, parent_id, _, _ in homes:
                placed.setdefault((parent_kind, row.get("id", "")), set()).add(parent_id)
        for row, homes in plans:
            for parent_kind, parent_id, parent, key in homes:
                shared = len(placed[parent_kind, row.get("id", "")]) > 1
                child = _copy(row, f"@{parent_id}") if shared else row
                parent.setdefault(key, []).append(child)

    def _keep_unplaced(self, kind: str, row: Draft, *, reported: bool) -> None:
        if not reported:
            self._drafts.complain(row.get(WHERE), "", msg("belongs to no record of the file"))
        self._drafts.extras.setdefault(f"{UNPLACED}{kind}", []).append(row)

    def _homes(self, kind: str, row: Draft) -> Iterator[tuple[str, str, Draft, str]]:
        if kind in _ANY:
            yield from self._home_of_any(kind, row)
            return
        columns = {f"{parent}_id": (parent, key) for parent, key in parents()[kind].items()}
        if self._legacy and kind == "schedule":
            self._move_to_place(row)
        for column, (parent, key) in columns.items():
            wanted = row.pop(column, "")
            for one in _ids(wanted, self._by_id.get(parent, {})):
                if (found := self._by_id.get(parent, {}).get(one)) is not None:
                    yield parent, one, found, key
                elif one != "0":
                    row["\0dangling"] = True
                    row[f"x_{column}"] = wanted
                    self._complain(row, column, parent, one)

    def _home_of_any(self, kind: str, row: Draft) -> Iterator[tuple[str, str, Draft, str]]:
        id_column, kind_column = _ANY[kind]
        wanted, named = str(row.pop(id_column, "")), str(row.pop(kind_column, ""))
        candidates = [named] if named in self._by_id else list(self._by_id)
        for candidate in candidates:
            if (found := self._by_id[candidate].get(wanted)) is not None:
                yield candidate, wanted, found, "attributes" if kind == "attribute" else "metadata"
                return
        if wanted and wanted != "0":
            row["\0dangling"] = True
            self._complain(row, id_column, named or "record", wanted)

    def _move_to_place(self, row: Draft) -> None:
        """Hours of a service at one place belong to the link between the two, not to both."""
        service, location = row.get("service_id"), row.get("location_id")
        link = row.get("service_at_location_id")
        if not link and service and location:
            link = self._links().get((service, location))
        if link and link in self._by_id.get("service_at_location", {}):
            row["service_at_location_id"] = link
            row.pop("service_id", None)
            row.pop("location_id", None)

    def _links(self) -> dict[tuple[str, str], str]:
        if not hasattr(self, "_known_links"):
            self._known_links = {
                (row.get("service_id", ""), row.get("location_id", "")): row["id"]
                for row in self._rows.get("service_at_location", [])
                if row.get("id")
            }
        return self._known_links

    def _check_references(self, row: Draft) -> None:
        for column, target in (
            ("organization_id", "organization"),
            ("program_id", "program"),
            ("parent_organization_id", "organization"),
        ):
            self._check_reference(row, column, target)

    def _check_reference(self, row: Draft, column: str, target: str) -> None:
        """Keep the first of several ids in a cell that should hold one; name those that lead nowhere."""
        if (wanted := row.pop(column, "")) in {"", "0"}:
            return
        known = self._by_id.get(target, {})
        every = _ids(wanted, known)
        good = [one for one in every if one in known]
        if good:
            row[column] = good[0]
        else:
            self._complain(row, column, target, wanted)
        if not good and is_uuid(wanted):
            # It may come with another file: a UUID means the same everywhere.
            row[column] = wanted
        elif len(every) > 1 or not good:
            row[f"x_{column}"] = wanted

    def _complain(self, row: Draft, column: str, target: str, wanted: Any) -> None:
        where: Where | None = row.get(WHERE)
        self._drafts.complain(
            where, column, msg("points at {kind} {id}, which is not in the file", kind=target, id=str(wanted)[:80])
        )


def _ids(cell: Any, known: dict[str, Draft]) -> list[str]:
    """Split a cell that holds several ids; one that is itself a known id stays whole."""
    text = str(cell)
    if not text:
        return []
    if text in known or "," not in text:
        return [text]
    return [part.strip() for part in text.split(",") if part.strip()]


def _copy(row: Draft, suffix: str) -> Draft:
    """Copy a child for one of several parents; its ids and those of its own children get a suffix of their own."""
    copied: Draft = {}
    for key, value in row.items():
        if key == "id":
            copied[key] = f"{value}{suffix}"
        elif isinstance(value, list):
            copied[key] = [_copy(child, suffix) if isinstance(child, dict) else child for child in value]
        else:
            copied[key] = value
    return copied
