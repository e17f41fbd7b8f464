"""Find out what a parcel speaks and have it read: one reader a dialect, one way of answering."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

from referral_assistant.directory.hsds.draft import WHERE, Draft, Drafts, Where
from referral_assistant.directory.hsds.jordan import DIALECT, translate
from referral_assistant.directory.hsds.objects import Walker, read_json
from referral_assistant.directory.hsds.ohana import adapt_ohana, is_ohana
from referral_assistant.directory.hsds.parcel import Member, Parcel
from referral_assistant.directory.hsds.table import Table, read_table
from referral_assistant.directory.hsds.tabular import SHEETS, read_tables, table_kind
from referral_assistant.directory.hsds.text import decode
from referral_assistant.errors import InputError
from referral_assistant.message import msg

_TABLE_ENDINGS = (".csv", ".tsv", ".txt")
_JSON_ENDINGS = (".json", ".ndjson", ".jsonl", ".geojson")
_MAIN_TABLES = ("organization", "service", "location")


def read_parcel(parcel: Parcel) -> Drafts:
    """Read every directory of a parcel; of several in sub-folders the later (by name) adds to the earlier.

    Raises InputError when nothing in it is a directory.
    """
    found: list[Drafts] = []
    aside = list(parcel.left_aside)
    level: int | None = None
    for folder, members in _by_folder(parcel):
        depth = folder.count("/") + 1 if folder else 0
        if level is not None and depth > level:
            continue
        drafts = _read_folder(members)
        if drafts is not None:
            found.append(drafts)
            level = depth
    if not found:
        raise InputError(
            msg("{file} holds nothing that looks like a directory of services.", file=parcel.name),
            msg("It reads HSDS JSON and CSV, Open Referral UK, Ohana, AIRS XML, UNHCR JSON, and lists as CSV or XLSX."),
        )
    whole = found[0]
    for other in found[1:]:
        _add(whole, other)
    whole.unreadable[:0] = aside
    return whole


def _by_folder(parcel: Parcel) -> list[tuple[str, list[Member]]]:
    folders: dict[str, list[Member]] = {}
    for member in parcel.members:
        folders.setdefault(member.folder, []).append(member)
    return sorted(folders.items(), key=lambda item: (item[0].count("/") + bool(item[0]), item[0]))


def _read_folder(members: list[Member]) -> Drafts | None:
    drafts = Drafts()
    tables = [member for member in members if member.ending in _TABLE_ENDINGS]
    package = next((member for member in members if member.name.rpartition("/")[2] == "datapackage.json"), None)
    others = [member for member in members if member not in tables and member is not package]
    walker, read = Walker(drafts), False
    for member in others:
        read = _read_other(member, drafts, walker) or read
    walker.finish()
    if drafts.dialect == DIALECT:
        tables = [member for member in tables if not translate(read_table(member, drafts), drafts)]
    read = _read_tables(tables, package, drafts) or read
    return drafts if read else None


def _read_other(member: Member, drafts: Drafts, walker: Walker) -> bool:
    if member.ending in _JSON_ENDINGS:
        return read_json(member, drafts, walker)
    if member.ending == ".xml":
        from referral_assistant.directory.hsds.airs import read_xml

        return read_xml(member, drafts)
    if member.ending == ".xlsx":
        from referral_assistant.directory.hsds.workbook import read_workbook

        return read_workbook(member, drafts)
    return False


def _read_tables(members: list[Member], package: Member | None, drafts: Drafts) -> bool:
    names = _names_in_package(package)
    read = [(_stem(member, names), read_table(member, drafts)) for member in members]
    return understand_tables([(stem, table) for stem, table in read if table.header], drafts)


def _stem(member: Member, names: dict[str, str]) -> str:
    """Return what a table is called: by its file; by its data package where the file's name says nothing."""
    return member.stem if table_kind(member.stem) else names.get(PurePosixPath(member.name).name, member.stem)


def understand_tables(read: list[tuple[str, Table]], drafts: Drafts) -> bool:
    """Read named tables as HSDS or one of its relatives; else as a plain list. Returns whether there was anything."""
    known = {table_kind(stem) for stem, _ in read}
    plain = [stem for stem, table in read if table_kind(stem) in _MAIN_TABLES and not _has_id(table)]
    if (known & {*_MAIN_TABLES, *SHEETS}) and not plain:
        read_tables(read, drafts, adapt_ohana if is_ohana(read) else None)
        return True
    if read:
        from referral_assistant.directory.hsds.plain import read_plain

        return read_plain(read, drafts)
    return False


def _has_id(table: Table) -> bool:
    return "id" in {name.strip().lower() for name in table.header}


def _names_in_package(package: Member | None) -> dict[str, str]:
    """Return file name -> table name, as far as the data package says so; a broken one says nothing."""
    if package is None:
        return {}
    try:
        described = json.loads(decode(package.read()).content)
        return {
            PurePosixPath(str(resource["path"])).name: str(resource["name"])
            for resource in described["resources"]
            if table_kind(str(resource["name"]))
        }
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


def _overlay(earlier: Draft, later: Draft) -> None:
    for key, value in later.items():
        if isinstance(value, list) and isinstance(earlier.get(key), list):
            known = {child.get("id") for child in value if isinstance(child, dict)}
            value += [child for child in earlier[key] if isinstance(child, dict) and child.get("id") not in known]
        earlier[key] = value


__all__ = ["Where", "read_parcel", "understand_tables"]
