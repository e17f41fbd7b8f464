"""Read HSDS 3.x and Open Referral UK JSON: one object, a list, a page, one a line; nested by any of them, or flat."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from referral_assistant.directory.hsds.draft import WHERE, Draft, Drafts, Where
from referral_assistant.directory.hsds.oruk import adapt_older
from referral_assistant.directory.hsds.parcel import Member
from referral_assistant.directory.hsds.tabular import SHEETS, nest_rows, table_kind
from referral_assistant.directory.hsds.text import decode
from referral_assistant.errors import InputError
from referral_assistant.message import msg

_SPACE = re.compile(r"[\s,]*")
_PAGE_KEYS = ("contents", "content", "items", "data", "results")


def read_json(member: Member, drafts: Drafts, walker: Walker) -> bool:
    """Read a JSON member into DRAFTS and WALKER; False when it is JSON of something else.

    Raises InputError when it is damaged.
    """
    text = decode(member.read())
    if text.guessed:
        reason = msg(
            "is not UTF-8 and was read as {encoding}; look at accents before you accept", encoding=text.encoding
        )
        drafts.remark(Where(member.name), reason)
    before = walker.count + sum(map(len, drafts.records.values()))
    try:
        for line, value in json_values(member, text.content, drafts):
            _take(walker, value, Where(member.name, line), drafts)
    except RecursionError as error:
        raise InputError(
            msg("{file} is nested too deeply to be a directory.", file=member.name), msg("Ask the sender what it is.")
        ) from error
    return walker.count + sum(map(len, drafts.records.values())) > before or bool(drafts.sheets)


def json_values(member: Member, content: str, drafts: Drafts) -> Iterator[tuple[int, Any]]:
    """Yield (line, value) of each object: the elements of a list, the lines of NDJSON, or the one value."""
    stripped = content.lstrip("\ufeff \t\r\n")
    if not stripped:
        raise InputError(msg("{file} is empty.", file=member.name), msg("Ask the sender for the file again."))
    if stripped[0] not in "[{":
        raise _not_json(member, 1)
    scanner = json.JSONDecoder()
    if stripped[0] == "[":
        yield from _elements(member, content, scanner)
        return
    try:
        value, end = scanner.raw_decode(content, len(content) - len(stripped))
    except json.JSONDecodeError as error:
        if _looks_like_lines(stripped):
            yield from _lines(member, content, drafts)
            return
        raise _not_json(member, error.lineno) from error
    if content[end:].strip():
        yield from _lines(member, content, drafts)
    else:
        yield from _unwrapped(value)


def _looks_like_lines(stripped: str) -> bool:
    lines = stripped.splitlines()
    return len(lines) > 1 and sum(line.startswith("{") and line.rstrip().endswith("}") for line in lines[:50]) > 1


def _elements(member: Member, content: str, scanner: json.JSONDecoder) -> Iterator[tuple[int, Any]]:
    here = content.index("[") + 1
    line, counted = 1, 0
    while True:
        here = _SPACE.match(content, here).end()  # type: ignore[union-attr]
        line += content.count("\n", counted, here)
        counted = here
        if content[here : here + 1] == "]":
            return
        try:
            value, here = scanner.raw_decode(content, here)
        except json.JSONDecodeError as error:
            raise _not_json(member, error.lineno) from error
        yield from ((line, one) for one in (value if isinstance(value, list) else [value]))


def _lines(member: Member, content: str, drafts: Drafts) -> Iterator[tuple[int, Any]]:
    good = 0
    for line, text in enumerate(content.splitlines(), start=1):
        if not text.strip():
            continue
        try:
            value = json.loads(text)
        except json.JSONDecodeError as error:
            if line == 1 and not good:
                raise _not_json(member, line) from error
            drafts.complain(Where(member.name, line), "", msg("is not JSON and was left out"))
            continue
        good += 1
        yield line, value


def _unwrapped(value: Any) -> Iterator[tuple[int, Any]]:
    for key in _PAGE_KEYS:
        inner = value.get(key)
        if isinstance(inner, list) and "name" not in value:
            yield from ((0, one) for one in inner)
            return
    yield 0, value


def _not_json(member: Member, line: int) -> InputError:
    return InputError(
        msg("{file} is no whole JSON file (line {line}).", file=member.name, line=line),
        msg("Copy it again from where it came from; it may have been cut off."),
    )


def _take(walker: Walker, value: Any, where: Where, drafts: Drafts) -> None:
    if not isinstance(value, dict):
        drafts.complain(where, "", msg("is not an object and was left out"))
        return
    if value.get("type") == "Feature" and isinstance(value.get("properties"), dict):
        from referral_assistant.directory.hsds.jordan import take_feature

        take_feature(value, where, drafts)
        return
    tables = {key: table_kind(key) for key, rows in value.items() if isinstance(rows, list) and table_kind(key)}
    if tables and not {"id", "name"} & set(value) and not ("service" in value and "location" in value):
        _take_tables(walker, value, tables, where, drafts)
        return
    kind = kind_of(value)
    if kind == "service_at_location":
        walker.link(value, where)
    elif kind in {"taxonomy_term", "taxonomy"}:
        drafts.extras.setdefault(kind, []).append({**value, WHERE: where})
    elif kind:
        walker.record(kind, value, where)


def _take_tables(walker: Walker, value: Draft, tables: dict[str, str], where: Where, drafts: Drafts) -> None:
    """Read an object whose lists are named like the tables of HSDS: nested records, or rows that point at each other."""
    rows: dict[str, list[Draft]] = {}
    for key, kind in tables.items():
        for row in value[key]:
            if not isinstance(row, dict):
                drafts.complain(where, key, msg("holds something that is not an object"))
            elif kind in SHEETS:
                drafts.sheets.setdefault(kind, []).append({WHERE: where, **{k: str(v) for k, v in row.items()}})
            else:
                rows.setdefault(kind, []).append({**row, WHERE: where})
    if set(rows) <= {"organization", "service", "location"}:
        for kind, found in rows.items():
            for row in found:
                walker.record(kind, row, where)
    else:
        nest_rows(rows, drafts, legacy=False)


def kind_of(value: Draft) -> str:
    """Guess what an object of HSDS JSON is; empty when it is none."""
    keys = set(value)
    if {"service", "location"} <= keys or {"service_id", "location_id"} <= keys:
        return "service_at_location"
    if keys & {"location_type", "addresses", "physical_addresses", "latitude"} and "services" not in keys:
        return "location"
    if keys & {"taxonomy_id", "taxonomy_detail", "term_uri"} or {"taxonomy", "parent_id"} <= keys:
        return "taxonomy_term"
    if "name" not in keys:
        return ""
    if keys & {"services", "organization_identifiers", "website", "legal_status", "year_incorporated", "programs"}:
        return "organization"
    if keys & {
        "status",
        "organization",
        "organization_id",
        "program",
        "service_at_locations",
        "application_process",
        "fees",
    }:
        return "service"
    if "id" in keys and keys <= {"id", "name", "description", "uri", "version", "metadata"}:
        return "taxonomy"
    if "id" in keys and keys <= {
        "id",
        "name",
        "description",
        "alternate_name",
        "email",
        "logo",
        "uri",
        "url",
        "phones",
    }:
        return "organization"
    return "service" if "id" in keys and keys & {"description", "phones", "schedules"} else ""


class Walker:
    """Takes nested objects apart into records; what is told twice is put together."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._held: dict[str, dict[str, Draft]] = {"organization": {}, "service": {}, "location": {}}
        self._nameless = 0

    @property
    def count(self) -> int:
        """How many records are held."""
        return sum(map(len, self._held.values()))

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
            self._inside_service(identity, value, draft, where)
        elif kind == "organization":
            self._inside_organization(identity, value, draft, where)
        self._hold(kind, identity, draft)
        return identity

    def link(self, value: Draft, where: Where) -> None:
        """Take a `service_at_location` that stands alone: the link belongs to its service."""
        service = value.get("service")
        inner: Draft = service if isinstance(service, dict) else {"id": value.get("service_id", "")}
        identity = self.record("service", inner, where)
        self._hold("service", identity, {WHERE: where, "service_at_locations": [self._link(value, where)]})

    def finish(self) -> None:
        """Hand everything over."""
        for kind, held in self._held.items():
            for draft in held.values():
                if str(draft.get("id", "")).startswith("\0"):
                    del draft["id"]
                self._drafts.records[kind].append(draft)

    def _inside_service(self, identity: str, value: Draft, draft: Draft, where: Where) -> None:
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
        _ = identity

    def _inside_organization(self, identity: str, value: Draft, draft: Draft, where: Where) -> None:
        for service in _objects(value.get("services")):
            self.record("service", {"organization_id": identity, **service}, where)
        for place in _objects(value.get("locations")):
            self.record("location", {"organization_id": identity, **place}, where)
        _ = draft

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


def _objects(value: Any) -> list[Draft]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _union(first: list[Any], second: list[Any]) -> list[Any]:
    known = {one.get("id") for one in first if isinstance(one, dict)}
    return [
        *first,
        *(one for one in second if not isinstance(one, dict) or one.get("id") is None or one["id"] not in known),
    ]
