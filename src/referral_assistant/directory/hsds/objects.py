"""Read HSDS 3.x and Open Referral UK JSON: one object, a list, a page, one a line; nested by any of them, or flat."""

from __future__ import annotations

import json
from typing import Any

from referral_assistant.directory.hsds.advisor import is_advisor, records_of
from referral_assistant.directory.hsds.draft import WHERE, Draft, Drafts, Where
from referral_assistant.directory.hsds.json_text import Found, json_values
from referral_assistant.directory.hsds.oruk import adapt_older
from referral_assistant.directory.hsds.parcel import Member
from referral_assistant.directory.hsds.tabular import SHEETS, nest_rows, table_kind
from referral_assistant.directory.hsds.text import decode
from referral_assistant.errors import InputError
from referral_assistant.message import msg


def read_json(member: Member, drafts: Drafts, walker: Walker) -> None:
    """Read a JSON member into DRAFTS and WALKER. Raises InputError when it is damaged."""
    text = decode(member.read())
    if text.guessed:
        reason = msg(
            "is not UTF-8 and was read as {encoding}; look at accents before you accept", encoding=text.encoding
        )
        drafts.remark(Where(member.name), reason)
    try:
        for found in json_values(member.name, text.content, drafts):
            _take(walker, found, member.name, drafts)
    except RecursionError as error:
        raise InputError(
            msg("{file} is nested too deeply to be a directory.", file=member.name), msg("Ask the sender what it is.")
        ) from error


def _take(walker: Walker, found: Found, file: str, drafts: Drafts) -> None:
    value, where = found.value, Where(file, found.line)
    if not isinstance(value, dict):
        drafts.complain(where, "", msg("is not an object and was left out"))
        return
    if value.get("type") == "Feature" and isinstance(value.get("properties"), dict):
        from referral_assistant.directory.hsds.jordan import take_feature

        take_feature(value, where, drafts)
        return
    if is_advisor(value):
        for kind, record in records_of(value, where):
            drafts.once(kind, record)
        return
    tables = {key: table_kind(key) for key, rows in value.items() if isinstance(rows, list) and table_kind(key)}
    if tables and not {"id", "name"} & set(value) and not ("service" in value and "location" in value):
        _take_tables(walker, found, tables, file, drafts)
        return
    kind = kind_of(value)
    if kind == "service_at_location":
        walker.link(value, where)
    elif kind in {"taxonomy_term", "taxonomy"}:
        _take_vocabulary(kind, value, where, drafts)
    elif kind:
        walker.record(kind, value, where)
    else:
        drafts.complain(where, "", msg("is no service, organization or place, and was left out"))


def _take_vocabulary(kind: str, value: Draft, where: Where, drafts: Drafts) -> None:
    drafts.lonely.append(kind)
    terms = value.pop("taxonomy_terms", [])
    drafts.extras.setdefault(kind, []).append({**value, WHERE: where})
    for one in _objects(terms):
        drafts.extras.setdefault("taxonomy_term", []).append({**one, WHERE: where})


def _take_tables(walker: Walker, found: Found, tables: dict[str, str], file: str, drafts: Drafts) -> None:
    """Read an object whose lists are named like the tables of HSDS: nested records, or rows that point at each other."""
    rows: dict[str, list[Draft]] = {}
    for key, kind in tables.items():
        lines = found.lines.get(key) or [found.line] * len(found.value[key])
        for line, row in zip(lines, found.value[key], strict=True):
            where = Where(file, line)
            if not isinstance(row, dict):
                drafts.complain(where, key, msg("holds something that is not an object"))
            elif kind in SHEETS:
                drafts.sheets.setdefault(kind, []).append({WHERE: where, **{k: str(v) for k, v in row.items()}})
            else:
                rows.setdefault(kind, []).append({**_with_plain_keys(row), WHERE: where})
    if set(rows) <= {"organization", "service", "location"}:
        for kind, records in rows.items():
            for row in records:
                walker.record(kind, row, row.pop(WHERE))
    else:
        nest_rows(rows, drafts, legacy=False)


def _with_plain_keys(row: Draft) -> Draft:
    """Return a row as a table would hold it: nothing that is null, and every id a text."""
    filled = {key: value for key, value in row.items() if value is not None}
    return {key: _as_id(value) if key == "id" or key.endswith("_id") else value for key, value in filled.items()}


def _as_id(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


# What tells the kinds apart, most certain first; an object with a key of the set is of the kind.
_OF_SERVICE = frozenset(
    ["status", "organization", "organization_id", "program", "service_at_locations", "application_process", "fees"]
)
_OF_ORGANIZATION = frozenset(
    ["services", "organization_identifiers", "website", "legal_status", "year_incorporated", "programs"]
)
_OF_TAXONOMY = frozenset(["id", "name", "description", "uri", "version", "metadata"])
_OF_SMALL_ORGANIZATION = frozenset(
    ["id", "name", "description", "alternate_name", "email", "logo", "uri", "url", "phones"]
)


def kind_of(value: Draft) -> str:
    """Guess what an object of HSDS JSON is; empty when it is none."""
    keys = set(value)
    if {"service", "location"} <= keys or {"service_id", "location_id"} <= keys:
        return "service_at_location"
    if keys & {"location_type", "addresses", "physical_addresses", "latitude"} and "services" not in keys:
        return "location"
    if "taxonomy_terms" in keys:
        return "taxonomy"
    if keys & {"taxonomy_id", "taxonomy_detail", "term_uri"} or {"taxonomy", "parent_id"} <= keys:
        return "taxonomy_term"
    if keys & _OF_ORGANIZATION and "name" in keys:
        return "organization"
    if keys & _OF_SERVICE and ("name" in keys or len(keys & _OF_SERVICE) > 1):
        return "service"
    if not {"id", "name"} <= keys:
        return ""
    if keys <= _OF_TAXONOMY:
        return "taxonomy"
    if keys <= _OF_SMALL_ORGANIZATION:
        return "organization"
    return "service" if keys & {"description", "phones", "schedules"} else ""


class Walker:
    """Takes nested objects apart into records; what is told twice is put together."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._held: dict[str, dict[str, Draft]] = {"organization": {}, "service": {}, "location": {}}
        self._nameless = 0

    def record(self, kind: str, value: Draft, where: Where) -> str:
        """Take an object, and the records inside it. Returns its id."""
        value = adapt_older(kind, value)
        identity = str(value.get("id") or "")
        if not identity:
            self._nameless += 1
            identity = f"\0{self._nameless}"
        draft: Draft = {WHERE: where}
        for key, inner in value.items():
            if key not in {"services", "organization", "program", "service_at_locations", "locations"}:
                draft[key] = inner
        if kind == "service":
            self._inside_service(value, draft, where)
        elif kind == "organization":
            self._inside_organization(identity, value, where)
        self._hold(kind, identity, draft)
        return identity

    def link(self, value: Draft, where: Where) -> None:
        """Take a `service_at_location` that stands alone: the link belongs to its service."""
        service = value.get("service")
        inner: Draft = service if isinstance(service, dict) else {"id": value.get("service_id", "")}
        identity = self.record("service", inner, where)
        self._hold("service", identity, {WHERE: where, "service_at_locations": [self._link(value, where)]})

    def finish(self) -> None:
        """Hand everything over; what points at a record that no file told is reported and stays."""
        for held in self._held.values():
            for draft in held.values():
                self._report_missing(draft)
        for kind, held in self._held.items():
            for draft in held.values():
                if str(draft.get("id", "")).startswith("\0"):
                    del draft["id"]
                self._drafts.records[kind].append(draft)

    def _report_missing(self, draft: Draft) -> None:
        wanted = [("organization", draft.get("organization_id"))]
        wanted += [("location", link.get("location_id")) for link in draft.get("service_at_locations", ())]
        for target, one in wanted:
            if one and str(one) not in self._held[target]:
                reason = msg("points at {kind} {id}, which is not in the file", kind=target, id=str(one)[:80])
                self._drafts.complain(draft.get(WHERE), f"{target}_id", reason)

    def _inside_service(self, value: Draft, draft: Draft, where: Where) -> None:
        if isinstance(organization := value.get("organization"), dict):
            draft["organization_id"] = self.record("organization", organization, where)
        if isinstance(program := value.get("program"), dict) and program.get("id"):
            draft["program_id"] = program["id"]
            if owner := draft.get("organization_id"):
                self._hold("organization", str(owner), {WHERE: where, "programs": [program]})
            else:
                draft["program"] = program
        links = value.get("service_at_locations")
        if isinstance(links, list):
            draft["service_at_locations"] = [self._link(link, where) for link in links if isinstance(link, dict)]
        for place in _objects(value.get("locations")):
            link = {"location_id": self.record("location", place, where)}
            draft.setdefault("service_at_locations", []).append(link)

    def _inside_organization(self, identity: str, value: Draft, where: Where) -> None:
        for service in _objects(value.get("services")):
            self.record("service", {"organization_id": identity, **service}, where)
        for place in _objects(value.get("locations")):
            self.record("location", {"organization_id": identity, **place}, where)

    def _link(self, value: Draft, where: Where) -> Draft:
        link = {key: inner for key, inner in adapt_older("service_at_location", value).items() if key != "service_id"}
        link.pop("service", None)
        if isinstance(place := link.pop("location", None), dict):
            link["location_id"] = self.record("location", place, where)
        return link

    def _hold(self, kind: str, identity: str, draft: Draft) -> None:
        held = self._held[kind].setdefault(identity, {"id": identity})
        for key, value in draft.items():
            before = held.get(key)
            if before in (None, "", []):
                held[key] = value
            elif isinstance(before, list) and isinstance(value, list) and before != value:
                held[key] = _union(before, value)
            elif key not in {WHERE, "id"} and before != value and value not in (None, "", [], {}):
                self._differs(kind, key, held, draft.get(WHERE))

    def _differs(self, kind: str, key: str, held: Draft, where: Where | None) -> None:
        first: Where = held[WHERE]
        reason = msg(
            "differs from what line {line} of {file} says of the same {kind}, which counts",
            line=first.line,
            file=first.file,
            kind=kind,
        )
        self._drafts.complain(where, key, reason)


def _objects(value: Any) -> list[Draft]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _union(first: list[Any], second: list[Any]) -> list[Any]:
    """Put two lists of children together; a child that stands in both keeps what only one of them says."""
    known = {_as_id(one["id"]): one for one in _objects(first) if one.get("id")}
    fresh = [one for one in second if not isinstance(one, dict) or _as_id(one.get("id")) not in known]
    for one in _objects(second):
        if (held := known.get(_as_id(one.get("id")))) is not None:
            held |= {key: value for key, value in one.items() if held.get(key) in (None, "", [])}
    return [*first, *(one for one in fresh if one not in first)]
