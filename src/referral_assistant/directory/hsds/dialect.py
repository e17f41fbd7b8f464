"""Find out what a parcel speaks and have it read: one reader a dialect, one way of answering."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

from referral_assistant.directory.hsds.draft import WHERE, Draft, Drafts, Where
from referral_assistant.directory.hsds.jordan import DIALECT, translate
from referral_assistant.directory.hsds.mapping import Mappings, PlainTable, UnplacedError, signature
from referral_assistant.directory.hsds.nest import UNPLACED
from referral_assistant.directory.hsds.objects import Walker, read_json
from referral_assistant.directory.hsds.ohana import adapt_ohana, is_ohana
from referral_assistant.directory.hsds.parcel import Member, Parcel
from referral_assistant.directory.hsds.signature import table_by_columns
from referral_assistant.directory.hsds.table import Table, read_table
from referral_assistant.directory.hsds.tabular import SHEETS, read_tables, table_kind
from referral_assistant.directory.hsds.text import decode
from referral_assistant.errors import InputError
from referral_assistant.message import msg

_TABLE_ENDINGS = (".csv", ".tsv", ".txt")
_JSON_ENDINGS = (".json", ".ndjson", ".jsonl", ".geojson")
_MAIN_TABLES = ("organization", "service", "location")


def read_parcel(parcel: Parcel, mappings: Mappings | None = None) -> Drafts:
    """Read every directory of a parcel; of several in sub-folders the later (by name) adds to the earlier.

    MAPPINGS: what a person chose for plain lists. Raises InputError when nothing in it is a directory; it is an
    UnplacedError when a person could say which column is the name.
    """
    found: list[Drafts] = []
    others: list[Drafts] = []
    level: int | None = None
    for folder, members in _by_folder(parcel):
        depth = folder.count("/") + 1 if folder else 0
        if level is not None and depth > level:
            continue
        drafts = _read_folder(members, mappings or {})
        if any(drafts.records.values()) or drafts.sheets:
            found.append(drafts)
            level = depth
        else:
            others.append(drafts)
    if not found:
        raise _no_directory(parcel, others)
    whole = found[0]
    for other in found[1:]:
        _add(whole, other)
    whole.unreadable[:0] = parcel.left_aside
    return whole


def _no_directory(parcel: Parcel, read: list[Drafts]) -> InputError:
    file = parcel.name
    if sum(len(drafts.blank) for drafts in read) == len(parcel.members):
        return InputError(msg("{file} is empty.", file=file), msg("Ask the sender for the file again."))
    lonely = list(dict.fromkeys(name for drafts in read for name in drafts.lonely))
    if lonely:
        return InputError(
            msg(
                "{file} holds {tables}, and none of the services, organizations or places that they belong to.",
                file=file,
                tables=", ".join(lonely[:5]).replace("_", " "),
            ),
            msg("Choose the whole folder or zip that it came from."),
        )
    if any(drafts.hollow for drafts in read):
        return InputError(
            msg("{file} holds the names of columns and no rows.", file=file),
            msg("Ask the sender for the file again."),
        )
    if tables := tuple(table for drafts in read for table in drafts.plain if _can_be_mapped(table)):
        return UnplacedError(
            msg("No column of {file} is known to hold the names of services.", file=file),
            msg("Say which one does, or ask the sender for the directory."),
            tables,
        )
    return InputError(
        msg("{file} holds nothing that looks like a directory of services.", file=file),
        msg("It reads HSDS JSON and CSV, Open Referral UK, Ohana, AIRS XML, UNHCR JSON, and lists as CSV or XLSX."),
    )


def _can_be_mapped(table: PlainTable) -> bool:
    """Say whether a person could make sense of the columns: several, and none that is noise."""
    return len(table.header) > 1 and all(" ".join(name.split()).isprintable() for name in table.header)


def _by_folder(parcel: Parcel) -> list[tuple[str, list[Member]]]:
    folders: dict[str, list[Member]] = {}
    for member in parcel.members:
        folders.setdefault(member.folder, []).append(member)
    return sorted(folders.items(), key=lambda item: (item[0].count("/") + bool(item[0]), item[0]))


def _read_folder(members: list[Member], mappings: Mappings) -> Drafts:
    drafts = Drafts(mappings=mappings)
    tables = [member for member in members if member.ending in _TABLE_ENDINGS]
    package = next((member for member in members if member.name.rpartition("/")[2] == "datapackage.json"), None)
    others = [member for member in members if member not in tables and member is not package]
    walker = Walker(drafts)
    for member in others:
        _read_other(member, drafts, walker)
    walker.finish()
    if drafts.dialect == DIALECT:
        tables = [member for member in tables if not translate(read_table(member, drafts), drafts)]
    _read_tables(tables, package, drafts)
    return drafts


def _read_other(member: Member, drafts: Drafts, walker: Walker) -> None:
    if member.ending in _JSON_ENDINGS:
        read_json(member, drafts, walker)
    elif member.ending == ".xml":
        from referral_assistant.directory.hsds.airs import read_xml

        read_xml(member, drafts)
    elif member.ending == ".xlsx":
        from referral_assistant.directory.hsds.workbook import tables_of

        tables = tables_of(member, drafts)
        drafts.blank += [] if tables else [member.name]
        understand_tables(tables, drafts)


def _read_tables(members: list[Member], package: Member | None, drafts: Drafts) -> None:
    named = _names_in_package(package)
    read = [(_stem(member, named), read_table(member, drafts)) for member in members]
    told = frozenset(_stem(member, named) for member in members if PurePosixPath(member.name).name in named)
    drafts.blank += [table.file for _, table in read if not table.header]
    understand_tables([(stem, table) for stem, table in read if table.header], drafts, told)


def _stem(member: Member, names: dict[str, str]) -> str:
    """Return what a table is called: by its file; by its data package where the file's name says nothing."""
    name = names.get(PurePosixPath(member.name).name, "")
    return name if table_kind(name) and not table_kind(member.stem) else member.stem


def understand_tables(tables: list[tuple[str, Table]], drafts: Drafts, told: frozenset[str] = frozenset()) -> None:
    """Read named tables as HSDS or one of its relatives; else as a plain list. TOLD: names that a package vouches for."""
    read = [(stem if stem in told else _named(stem, table), table) for stem, table in tables]
    known = {table_kind(stem) for stem, _ in read}
    plain = [stem for stem, table in read if table_kind(stem) in _MAIN_TABLES and not _has_id(table)]
    chosen = len(read) == 1 and signature(read[0][1].header) in drafts.mappings
    if (known & {*_MAIN_TABLES, *SHEETS}) and not plain and not chosen:
        read_tables(read, drafts, adapt_ohana if is_ohana(read) else None)
        drafts.hollow += [table.file for stem, table in read if table_kind(stem) in _MAIN_TABLES and not table.rows]
    else:
        from referral_assistant.directory.hsds.plain import read_plain

        read_plain(read, drafts)
    drafts.lonely += [stem for stem, _ in read if table_kind(stem) not in {"", *_MAIN_TABLES, *SHEETS}]


def _named(stem: str, table: Table) -> str:
    if table_kind(stem) or stem.startswith(UNPLACED):
        return stem
    return table_by_columns(stem, table.header) or stem


def _has_id(table: Table) -> bool:
    return "id" in {name.strip().lower() for name in table.header}


def _names_in_package(package: Member | None) -> dict[str, str]:
    """Return file name -> resource name, as far as the data package says so; a broken one says nothing."""
    if package is None:
        return {}
    try:
        described = json.loads(decode(package.read()).content)
        return {PurePosixPath(str(resource["path"])).name: str(resource["name"]) for resource in described["resources"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}


def _add(whole: Drafts, other: Drafts) -> None:
    """Lay one package over another of the same parcel: what the later says wins, what it leaves out stays."""
    for kind, drafts in other.records.items():
        held = {draft.get("id"): draft for draft in whole.records[kind] if draft.get("id")}
        for draft in drafts:
            earlier = held.get(draft.get("id"))
            if earlier is None:
                whole.records[kind].append(draft)
            else:
                _overlay(earlier, draft)
    for name, rows in other.sheets.items():
        whole.sheets.setdefault(name, []).extend(rows)
    for name, rows in other.extras.items():
        known = [{key: value for key, value in row.items() if key != WHERE} for row in whole.extras.get(name, [])]
        fresh = [row for row in rows if {key: value for key, value in row.items() if key != WHERE} not in known]
        whole.extras.setdefault(name, []).extend(fresh)
    whole.unreadable += other.unreadable
    whole.remarks += other.remarks
    whole.plain += other.plain


def _overlay(earlier: Draft, later: Draft) -> None:
    for key, value in later.items():
        if isinstance(value, list) and isinstance(earlier.get(key), list):
            known = {child.get("id") for child in value if isinstance(child, dict)}
            value += [child for child in earlier[key] if isinstance(child, dict) and child.get("id") not in known]
        earlier[key] = value


__all__ = ["Where", "read_parcel", "understand_tables"]
