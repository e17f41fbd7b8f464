"""Settle drafts into records: stable UUIDs, checked values, nothing empty; what does not fit is reported and kept aside."""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import dataclass, field
from typing import Any

from referral_assistant.directory.hsds.draft import WHERE, Draft, Drafts, Report, Where
from referral_assistant.directory.hsds.ids import NAMESPACE, derived_id, is_canonical, is_uuid, new_id, term
from referral_assistant.directory.hsds.values import CHECKS, MOST_CHARACTERS, RefusedValueError
from referral_assistant.directory.schema import RECORD_KINDS, Column, Kind, kinds
from referral_assistant.message import msg

SOURCE_ID = "source_id"
_DEFAULTS = {
    "service": {"status": "active"},
    "location": {"location_type": "physical"},
    "address": {"address_type": "physical"},
}
_ESSENTIAL = {
    "organization": ("name",),
    "service": ("name",),
    "phone": ("number",),
    "url": ("url",),
    "organization_identifier": ("identifier",),
    "service_capacity": ("available", "updated"),
    "metadata": ("last_action_date",),
    "taxonomy_term": ("name",),
}
_DEEPEST = 40


@dataclass(slots=True)
class Settled:
    """Records by kind and id, ready to be stored, and the vocabulary beside them."""

    records: dict[str, dict[str, Draft]] = field(default_factory=lambda: {kind: {} for kind in RECORD_KINDS})
    extras: dict[str, list[Draft]] = field(default_factory=dict)


_SOURCE_TERM = term(SOURCE_ID, "The identifier that the record has in the source named by the label.")


class Settler:
    """Settles the drafts of one source."""

    def __init__(self, source: str, drafts: Drafts, report: Report | None = None) -> None:
        self._source = source
        self._drafts = drafts
        self._report = report
        self._ids: dict[tuple[str, str], str] = {}
        self._places: dict[str, Where] = {}
        self._files: dict[str, str] = {}
        self._first_file = ""
        self._plans = {name: {column.name: column for column in kind.columns} for name, kind in kinds().items()}

    def settle(self) -> Settled:
        """Settle everything; `report` hears how many records are done and may raise to stop."""
        settled = Settled()
        total = sum(map(len, self._drafts.records.values()))
        done = 0
        for kind in RECORD_KINDS:
            seen: dict[str, Where] = {}
            drafts = self._drafts.records[kind]
            for position, draft in enumerate(drafts):
                # Let go of each draft once it is settled: half of the memory of a large import.
                drafts[position] = {}
                self._add(kind, draft, settled.records[kind], seen)
                done += 1
                if self._report and done % 200 == 0:
                    self._report(done, total)
        self._break_circles(settled.records["organization"])
        for name, rows in self._drafts.extras.items():
            settled.extras[name] = self._extras(name, rows)
        return settled

    def id_of(self, kind: str, old: Any) -> str:
        """Return the UUID of an id of the source."""
        if type(old) is str and is_canonical(old):
            return old
        key = (kind, str(old).strip())
        if key not in self._ids:
            self._ids[key] = new_id(self._source, *key)
        return self._ids[key]

    def file_of(self, record_id: str) -> str:
        """Return the file that a record stood in."""
        return self._files.get(record_id, self._first_file)

    def _add(self, kind: str, draft: Draft, into: dict[str, Draft], seen: dict[str, Where]) -> None:
        where = draft.get(WHERE, Where(""))
        old = str(draft.get("id", "")).strip()
        record = self._object(kinds()[kind], draft, where, "")
        if record is None:
            return
        if record["id"] in into:
            if into[record["id"]] != self._with_old_id(record, old):
                reason = msg(
                    "repeats the id {id} of line {line} and differs from it", id=old[:80], line=seen[record["id"]].line
                )
                self._drafts.complain(where, "id", reason)
            return
        seen[record["id"]] = where
        self._first_file = self._first_file or where.file
        if where.file != self._first_file:
            self._files[record["id"]] = where.file
        if "parent_organization_id" in record:
            self._places[record["id"]] = where
        into[record["id"]] = self._with_old_id(record, old)

    def _with_old_id(self, record: Draft, old: str) -> Draft:
        if not old or is_uuid(old):
            return record
        attribute = {
            "id": derived_id(f"{record['id']}/{SOURCE_ID}/{self._source}"),
            "link_type": SOURCE_ID,
            "value": old[:200],
            "label": self._source,
            "taxonomy_term": _SOURCE_TERM,
        }
        return {**record, "attributes": [*record.get("attributes", []), attribute]}

    def _object(self, kind: Kind, draft: Draft, where: Where, parent: str, depth: int = 0) -> Draft | None:
        where = draft.get(WHERE, where)
        plan = self._plans[kind.name]
        old = draft.get("id")
        identity = self.id_of(kind.name, old) if old not in (None, "") else self._made_up_id(kind, draft, parent)
        record: Draft = {"id": identity}
        for key, value in draft.items():
            if key == "id" or key[0:1] == "\0" or value is None or value in ("", []):
                continue
            column = plan.get(key)
            if column is not None:
                if column.type == "text" and type(value) is str and len(value) <= MOST_CHARACTERS:
                    record[key] = value
                else:
                    self._value(column, value, record, where)
            elif key in kind.lists:
                self._list(kind.lists[key], key, value, record, where, depth)
            elif key in kind.objects:
                self._single(kind.objects[key], key, value, record, where, depth)
            elif (kept := self._unknown(key, value, where, 0)) not in (None, "", [], {}):
                record[key] = kept
        return self._finished(kind, record, where)

    def _finished(self, kind: Kind, record: Draft, where: Where) -> Draft | None:
        for name in _ESSENTIAL.get(kind.name, ()):
            if name not in record:
                self._drafts.complain(where, name, msg("is missing, and every {kind} needs one", kind=_plain(kind)))
                return None
        for name, value in _DEFAULTS.get(kind.name, {}).items():
            if name not in record:
                record[name] = "inactive" if f"x_{name}" in record and name == "status" else value
        return record

    def _value(self, column: Column, value: Any, record: Draft, where: Where) -> None:
        if column.type == "uuid":
            record[column.name] = self.id_of(column.target or "record", value)
            return
        try:
            record[column.name] = CHECKS[column.type](value, column)
            if isinstance(value, str) and _says_more(column, value):
                record[f"x_{column.name}"] = value
        except RefusedValueError as refused:
            self._drafts.complain(where, column.name, refused.reason)
            if isinstance(value, str) and len(value) <= MOST_CHARACTERS:
                record[f"x_{column.name}"] = value
            elif not isinstance(value, str) and not _is_no_number(value):
                # As text, which is what a table gives back: a round trip must not look like a change.
                value = str(value) if isinstance(value, int | float) else value
                kept = self._unknown(column.name, value, where, 0)
                record |= {} if kept in (None, "", [], {}) else {f"x_{column.name}": kept}

    def _list(self, child: str, key: str, value: Any, record: Draft, where: Where, depth: int) -> None:
        if not isinstance(value, list) or depth > _DEEPEST:
            self._drafts.complain(where, key, msg("is not a list"))
            return
        children: list[Draft] = []
        seen: set[str] = set()
        for entry in value:
            if not isinstance(entry, dict):
                self._drafts.complain(where, key, msg("holds something that is not an object"))
                continue
            made = self._object(kinds()[child], entry, where, record["id"], depth + 1)
            if made is None:
                continue
            if made["id"] in seen:
                if made in children:
                    continue
                made["id"] = derived_id(f"{record['id']}/{made['id']}/{len(children)}")
            seen.add(made["id"])
            children.append(made)
        if children:
            record[key] = children

    def _single(self, child: str, key: str, value: Any, record: Draft, where: Where, depth: int) -> None:
        if not isinstance(value, dict) or depth > _DEEPEST:
            self._drafts.complain(where, key, msg("is not an object"))
        elif (made := self._object(kinds()[child], value, where, record["id"], depth + 1)) is not None:
            record[key] = made

    def _unknown(self, key: str, value: Any, where: Where, depth: int) -> Any:
        """Keep what the standard does not know, as far as JSON can say it and it is not absurdly large or deep."""
        if isinstance(value, str):
            if len(value) <= MOST_CHARACTERS:
                return value
            self._drafts.complain(where, key, msg("is {count} characters long and was left out", count=len(value)))
            return None
        if isinstance(value, float):
            if not _is_no_number(value):
                return value
            self._drafts.complain(where, key, msg("is not a number: {value}", value=str(value)))
            return None
        if depth > _DEEPEST and isinstance(value, dict | list):
            self._drafts.complain(where, key, msg("is nested too deeply and was left out"))
            return None
        if isinstance(value, dict):
            return {
                str(name): self._unknown(key, inner, where, depth + 1)
                for name, inner in value.items()
                if str(name)[0:1] != "\0"
            }
        return [self._unknown(key, inner, where, depth + 1) for inner in value] if isinstance(value, list) else value

    def _made_up_id(self, kind: Kind, draft: Draft, parent: str) -> str:
        """A child without id is known by what it says; a record without id by its name and its organization."""
        if kind.name in RECORD_KINDS:
            told = [draft.get(key) for key in ("name", "organization_id", "description", "website", "url")]
        else:
            told = [(key, value) for key, value in sorted(draft.items()) if key[0:1] != "\0"]
        seed = json.dumps(told, ensure_ascii=True, default=str, sort_keys=True)
        digest = hashlib.sha256(_without_places(seed).encode()).hexdigest()
        return derived_id(f"{self._source}/{kind.name}/{parent}/{digest}")

    def _extras(self, name: str, rows: list[Draft]) -> list[Draft]:
        if name not in kinds():
            return [kept for row in rows if (kept := self._unknown(name, row, Where(name), 0))]
        made = [self._object(kinds()[name], row, row.get(WHERE, Where(name)), "") for row in rows]
        return [row for row in made if row is not None]

    def _break_circles(self, organizations: dict[str, Draft]) -> None:
        """Take out a parent that leads back to its own child."""
        settled: set[str] = set()
        for start in organizations:
            path: list[str] = []
            here: str | None = start
            while here in organizations and here not in settled and here not in path:
                path.append(here)
                here = organizations[here].get("parent_organization_id")
            if here in path:
                last = organizations[path[-1]]
                last["x_parent_organization_id"] = last.pop("parent_organization_id")
                where = self._places.get(last["id"], Where(""))
                reason = msg("goes in a circle at {name}", name=last["name"])
                self._drafts.complain(where, "parent_organization_id", reason)
            settled.update(path)


def _is_no_number(value: Any) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def _says_more(column: Column, cell: str) -> bool:
    """Say whether a cell holds more than its column can: a time beside the day, zeros before a number."""
    if column.type == "date":
        return ":" in cell
    return column.type == "number" and re.fullmatch(r"\s*0\d+\s*", cell) is not None


def _without_places(seed: str) -> str:
    return re.sub(r'"\\u0000where": \[[^\]]*\](, )?', "", seed)


def _plain(kind: Kind) -> str:
    return kind.name.replace("_", " ")


__all__ = ["NAMESPACE", "Settled", "Settler", "term"]
