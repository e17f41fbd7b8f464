"""Read one CSV file into rows that know their line; odd rows are reported, and what they hold is kept."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from referral_assistant.directory.hsds.draft import Drafts, Where
from referral_assistant.directory.hsds.parcel import Member
from referral_assistant.directory.hsds.text import decode
from referral_assistant.errors import InputError
from referral_assistant.message import msg

MOST_COLUMNS = 2000
_LARGEST_CELL = 64 * 1024 * 1024
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file, its column names, and rows of (line, cells); a row is as long as the header."""

    file: str
    header: tuple[str, ...]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def dicts(self) -> Iterator[tuple[Where, dict[str, str]]]:
        """Yield each row as column -> text, without the empty cells."""
        header = self.header
        for line, cells in self.rows:
            yield (
                Where(self.file, line),
                {name: cell for name, cell in zip(header, cells, strict=False) if cell and not cell.isspace()},
            )


def read_table(member: Member, drafts: Drafts) -> Table:
    """Read a CSV member. What is odd goes to DRAFTS. Raises InputError when it is no table at all."""
    text = decode(member.read())
    if text.guessed:
        drafts.remark(
            Where(member.name),
            msg("is not UTF-8 and was read as {encoding}; look at accents before you accept", encoding=text.encoding),
        )
    return table_of(member.name, text.content, drafts)


def table_of(file: str, content: str, drafts: Drafts) -> Table:
    """Read the text of a CSV file."""
    csv.field_size_limit(_LARGEST_CELL)
    content = content.replace("\0", "")
    try:
        rows = list(_rows(content, strict=True))
    except csv.Error as error:
        drafts.complain(Where(file, _line_of(error)), "", msg("a quotation mark is not closed or stands inside a cell"))
        rows = _leniently(file, content)
    while rows and not any(cell.strip() for cell in rows[0][1]):
        rows.pop(0)
    if not rows:
        return Table(file, ())
    return with_header(file, rows, drafts)


class _LineError(csv.Error):
    """A fault of the CSV with the line where it was noticed."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def _line_of(error: csv.Error) -> int:
    return error.line if isinstance(error, _LineError) else 0


def _rows(content: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(content), strict=strict)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise _LineError(reader.line_num) from error


def _leniently(file: str, content: str) -> list[tuple[int, list[str]]]:
    try:
        return list(_rows(content, strict=False))
    except csv.Error as error:
        raise InputError(
            msg("{file} is not a table that can be read (line {line}).", file=file, line=_line_of(error)),
            msg("Open it in a spreadsheet program, save it as CSV (UTF-8) and try again."),
        ) from error


def _delimiter(content: str) -> str:
    head = re.sub(r'"[^"]*"', "", content[:20000].lstrip().partition("\n")[0])
    return max(_DELIMITERS, key=head.count)


def with_header(file: str, rows: list[tuple[int, list[str]]], drafts: Drafts) -> Table:
    """Take the first of ROWS (line, cells) as the names of the columns."""
    (line, header), body = rows[0], rows[1:]
    if len(header) > MOST_COLUMNS:
        raise InputError(
            msg("{file} has {count} columns.", file=file, count=len(header)),
            msg("A table of services has a few dozen. Ask the sender what the file is."),
        )
    width = max((len(cells) for _, cells in body), default=0)
    wide = sum(len(cells) > len(header) for _, cells in body)
    unnamed = min(width, MOST_COLUMNS) - len(header) if wide * 2 > len(body) else 0
    names = _names(file, line, [*header, *[""] * max(unnamed, 0)], drafts)
    for number, cells in body:
        if len(cells) > len(names) and any(cells[len(names) :]):
            drafts.complain(
                Where(file, number),
                "",
                msg("has {count} cells, and the header names {columns}", count=len(cells), columns=len(names)),
            )
    return Table(file, tuple(names), [(number, cells) for number, cells in body if any(cells)])


def _names(file: str, line: int, header: list[str], drafts: Drafts) -> list[str]:
    names: list[str] = []
    for position, raw in enumerate(header, start=1):
        name = raw.strip().strip("\ufeff") or f"column {position}"
        if name in names:
            drafts.complain(Where(file, line), name, msg("stands twice in the header; the second is kept beside it"))
            name = f"{name} ({position})"
        names.append(name)
    return names
