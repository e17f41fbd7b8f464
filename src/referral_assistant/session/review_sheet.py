"""The review sheet: a workbook that a native speaker fills in with a spreadsheet alone, or on paper; and reading it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from referral_assistant.directory.hsds.draft import Drafts
from referral_assistant.directory.hsds.parcel import Member
from referral_assistant.directory.hsds.workbook import tables_of
from referral_assistant.errors import InputError
from referral_assistant.i18n import LANGUAGES, Language
from referral_assistant.message import msg
from referral_assistant.session.review import Row

COLUMNS = (
    "no", "harm if wrong", "English", "draft", "where it stands", "what stands around it", "terms others use", "state",
    "correction", "right as it is (x)", "remark",
)  # fmt: skip
_WIDTHS = (5, 7, 42, 42, 18, 30, 22, 14, 42, 9, 20)
_FOREIGN, _WRAPPED = frozenset({4, 9}), frozenset(range(3, 12))
_YES = frozenset({"x", "✓", "✔", "yes", "ok", "v"})
LARGEST = 20 * 1024 * 1024
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Said:
    """One line that a speaker filled in: which sentence, the draft that stood there, the correction, whether it is right."""

    line: int
    english: str
    draft: str
    correction: str
    approved: bool


def sheet_of(language: Language, rows: Sequence[Row]) -> bytes:
    """Return the workbook of a language."""
    from openpyxl import Workbook
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = language.tag
    sheet.append(COLUMNS)
    for number, row in enumerate(rows, 1):
        state = (
            f"reviewed: {row.sentence.review}" if row.sentence.review else "draft" if row.draft else "not translated"
        )
        sheet.append((number, row.harm, row.english, row.draft, row.where, row.around, row.terms, state, "", "", ""))
    _dress(sheet, language)
    sheet.freeze_panes = "D2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = f"{language.english_name} · &P / &N"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _dress(sheet: Any, language: Language) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color="999999")
    paper = PatternFill("solid", fgColor="FFF7DC")
    reading = 2 if language.right_to_left else 1
    for cells in sheet.iter_rows(min_row=2, max_col=len(COLUMNS)):
        for cell in cells:
            # Text, always: a sentence that begins with "=" is no formula.
            cell.data_type = "s" if isinstance(cell.value, str) and cell.value else cell.data_type
            cell.border = Border(thin, thin, thin, thin)
            foreign = reading if cell.column in _FOREIGN else 0
            cell.alignment = Alignment(wrap_text=cell.column in _WRAPPED, vertical="top", readingOrder=foreign)
            if cell.column >= _WIDTHS.index(14) + 2:
                cell.fill = paper
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions["ABCDEFGHIJK"[column - 1]].width = width
        sheet.cell(1, column).font = Font(bold=True)
        sheet.cell(1, column).alignment = Alignment(wrap_text=True, vertical="top")


def read_sheet(path: Path) -> tuple[Language, list[Said]]:
    """Read a filled-in workbook: its language, and what was said. Raises InputError when it is no review sheet of ours."""
    content = _content(path)
    tables = tables_of(Member(path.name, len(content), lambda: content), Drafts())
    languages = {language.tag.lower(): language for language in LANGUAGES.values()}
    for title, table in tables:
        if title in languages and table.header[: len(COLUMNS)] == COLUMNS:
            return languages[title], [said for line, cells in table.rows if (said := _said(line, cells)) is not None]
    raise InputError(
        msg(
            "{file} is no review sheet: no sheet in it is named after a language and begins with the line that was written.",
            file=path.name,
        ),
        msg("Write a new sheet, and fill in only the columns “correction”, “right as it is (x)” and “remark”."),
    )


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b""
    except OSError as fault:
        raise InputError(
            msg("{file} cannot be read: {fault}.", file=path.name, fault=fault.strerror or str(fault)),
            msg("Check the name and try again."),
        ) from fault
    if size > LARGEST:
        raise InputError(
            msg("{file} is far larger than a review sheet can be.", file=path.name),
            msg("Nothing was taken from it. Choose the sheet that was written here."),
        )
    return content


def _said(line: int, cells: Sequence[str]) -> Said | None:
    padded = [*cells, *[""] * len(COLUMNS)]
    english, draft, correction, mark = padded[2], padded[3], padded[8], padded[9]
    if not (correction.strip() or mark.strip()):
        return None
    return Said(line, english.strip(), draft.strip(), correction.strip()[:_LONGEST], mark.strip().lower() in _YES)
