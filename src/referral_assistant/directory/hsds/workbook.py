"""Read an XLSX workbook as tables: each sheet one table, formulas as the values that were saved with them."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from referral_assistant.directory.hsds.draft import Drafts
from referral_assistant.directory.hsds.parcel import MOST_BYTES, ZIP_FAULTS, Member
from referral_assistant.directory.hsds.table import MOST_COLUMNS, Table, with_header
from referral_assistant.errors import InputError
from referral_assistant.message import msg

_MOST_ROWS = 300_000


def tables_of(member: Member, drafts: Drafts) -> list[tuple[str, Table]]:
    """Return (sheet name, table) of every sheet that has a header. Raises InputError when the file is damaged or a bomb."""
    from openpyxl import load_workbook

    content = member.read()
    _check(member, content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        found = [(str(sheet.title), _table(member, sheet, drafts)) for sheet in book.worksheets]
    except (*ZIP_FAULTS, KeyError, TypeError, AttributeError, ParseError) as error:
        raise InputError(
            msg("{file} is damaged or is no workbook.", file=member.name),
            msg("Open it in a spreadsheet program, save it again as XLSX and try once more."),
        ) from error
    return [(title.strip().lower(), table) for title, table in found if table.header]


def _check(member: Member, content: bytes) -> None:
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        entries = archive.infolist()
        typed = [entry for entry in entries if entry.filename.endswith((".xml", ".rels")) and _defines(archive, entry)]
    except ZIP_FAULTS as error:
        raise InputError(
            msg("{file} is damaged or is no workbook.", file=member.name),
            msg("Open it in a spreadsheet program, save it again as XLSX and try once more."),
        ) from error
    if typed:
        raise InputError(
            msg("{file} defines its own document type or entities, which a directory does not need.", file=member.name),
            msg("Nothing was taken from it. Ask the sender for a plain export."),
        )
    size = sum(entry.file_size for entry in entries)
    if size > MOST_BYTES or (size > 64 * 1024 * 1024 and size > 100 * len(content)):
        raise InputError(
            msg("{file} would unpack to far more than a directory ever needs.", file=member.name),
            msg("Nothing was taken from it. Ask the sender what it is."),
        )


def _defines(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    with archive.open(entry) as stream:
        return b"<!" in stream.read(2000).replace(b"\0", b"").replace(b"<!--", b"")


def _table(member: Member, sheet: Any, drafts: Drafts) -> Table:
    rows: list[tuple[int, list[str]]] = []
    for line, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), start=1):
        if line > _MOST_ROWS:
            break
        texts = [_cell(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            rows.append((line, texts))
    file = f"{member.name} [{sheet.title}]"
    return with_header(file, rows, drafts) if rows else Table(file, ())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
