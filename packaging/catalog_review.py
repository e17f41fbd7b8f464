"""The review sheet: a workbook that a native speaker fills in with a spreadsheet alone, or on paper; and reading it back.

`review LANG -o FILE.xlsx` writes it, the most harmful sentences first. `reviewed FILE.xlsx --by ROLE --on DAY [--yes]` reads it: shows
what would change and, with `--yes`, writes it. ROLE is a role ("health interpreter"), never a name.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import catalogs
from catalog_mistakes import faults_of, words_that_blame

COLUMNS = ("no", "harm if wrong", "English", "draft", "where it stands", "correction", "right as it is (x)", "remark")
_WIDTHS = (6, 10, 48, 48, 28, 48, 12, 28)
_FORM = "  [form {number}]"
# What a wrong translation does: 3 can hurt a family, 2 sends it to the wrong door, 1 confuses.
_HARM = (
    (3, ("letters/", "referral.py", "session/papers", "regions/", "vaccin", "ui/visit/start", "ui/letter")),
    (2, ("needs.toml", "reasons.py", "interview.toml", "ui/visit")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet: a sentence, or one plural form of it (`form` counts from 0, None when it has none)."""

    msgid: str
    plural: str | None
    form: int | None
    english: str
    draft: str
    where: str
    harm: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a speaker said of a row: a correction, or that it is right. `fault` says why a correction cannot be taken."""

    row: Row
    correction: str
    approved: bool
    fault: str = ""


def rows_of(tag: str) -> list[Row]:
    """Return every sentence of a language's catalogues once, the most harmful first."""
    import polib

    seen: dict[tuple[str, int | None], Row] = {}
    for domain in ("letters", "app"):
        for entry in polib.pofile(str(catalogs.catalogue(tag, domain))):
            for row in _rows(entry):
                seen.setdefault((row.msgid, row.form), row)
    return sorted(seen.values(), key=lambda row: -row.harm)


def _rows(entry: Any) -> Iterator[Row]:
    places = [
        place.removeprefix("src/referral_assistant/").removeprefix("resources/") for place, _ in entry.occurrences
    ]
    harm = max((harm for harm, marks in _HARM for place in places for mark in marks if mark in place), default=1)
    where = ", ".join(places[:3])
    if not entry.msgid_plural:
        yield Row(entry.msgid, None, None, entry.msgid, entry.msgstr, where, harm)
        return
    for form, text in sorted(entry.msgstr_plural.items()):
        english = f"{entry.msgid} / {entry.msgid_plural}{_FORM.format(number=form)}"
        yield Row(entry.msgid, entry.msgid_plural, int(form), english, text, where, harm)


def write_sheet(tag: str, path: Path) -> int:
    """Write the workbook of a language; returns how many sentences it holds."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.properties import PageSetupProperties

    from referral_assistant.i18n import LANGUAGES

    language = LANGUAGES[tag]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = tag
    sheet.append(COLUMNS)
    rows = rows_of(tag)
    for number, row in enumerate(rows, 1):
        sheet.append((number, row.harm, row.english, row.draft, row.where, "", "", ""))
    reading = 2 if language.right_to_left else 1
    for cells in sheet.iter_rows(min_row=2, min_col=3, max_col=8):
        for cell in cells:
            # Text, always: a sentence that begins with "=" is no formula.
            cell.data_type = "s" if cell.value else cell.data_type
            cell.alignment = Alignment(
                wrap_text=True, vertical="top", readingOrder=reading if cell.column in {4, 6} else 0
            )
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions["ABCDEFGH"[column - 1]].width = width
        sheet.cell(1, column).font = Font(bold=True)
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    book.save(path)
    return len(rows)


def read_sheet(path: Path) -> tuple[str, list[Answer]]:
    """Read a filled-in workbook: the language, and what was said. Raises ValueError when it is no review sheet."""
    from openpyxl import load_workbook

    sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    table = sheet.iter_rows(values_only=True, max_col=len(COLUMNS))
    if tuple(next(table, ())) != COLUMNS:
        raise ValueError(f"{path.name} is no review sheet: its first line is not the one that was written.")
    tag = str(sheet.title)
    known = {row.english: row for row in rows_of(tag)}
    answers = []
    for cells in table:
        english, _, _, correction, mark = (str(cell or "").strip() for cell in cells[2:7])
        row = known.get(english)
        if row is None or not (correction or mark):
            continue
        approved = mark.lower() in {"x", "✓", "✔", "yes", "ok"}
        answers.append(Answer(row, correction, approved, _fault(row, correction, tag) if correction else ""))
    return tag, answers


def _fault(row: Row, correction: str, tag: str) -> str:
    if len(correction) > 3 * len(row.english) + 40:
        return "is far longer than the English"
    faults = faults_of(row.plural or row.msgid, correction, tag, words_that_blame(tag), exact_fields=row.plural is None)
    return "; ".join(faults)


def take_in(tag: str, answers: list[Answer], by: str, on: date) -> int:
    """Write corrections and approvals into the catalogues; returns how many sentences were touched."""
    import polib

    said = {(answer.row.msgid, answer.row.form): answer for answer in answers if not answer.fault}
    touched = 0
    for domain in catalogs.DOMAINS:
        path = catalogs.catalogue(tag, domain)
        file = polib.pofile(str(path), wrapwidth=catalogs.WIDTH)
        for entry in file:
            forms = sorted(entry.msgstr_plural) if entry.msgid_plural else [None]
            heard = {form: said[entry.msgid, form] for form in forms if (entry.msgid, form) in said}
            for form, answer in heard.items():
                touched += 1
                if answer.correction and form is None:
                    entry.msgstr = answer.correction
                elif answer.correction:
                    entry.msgstr_plural[form] = answer.correction
            if len(heard) == len(forms):
                entry.tcomment = f"reviewed: {by}, {on.isoformat()}"
        if all(entry.tcomment.startswith("reviewed:") for entry in file):
            file.metadata |= {"X-Reviewed-By": by, "X-Reviewed-On": on.isoformat()}
        path.write_text(f"{file}\n", encoding="utf-8")
    return touched


def review(tag: str, path: Path) -> int:
    """Write the review sheet of a language to PATH."""
    print(f"{write_sheet(tag, path)} sentences written to {path}.")
    return 0


def reviewed(path: Path, by: str, on: date, *, accept: bool) -> int:
    """Show what a filled-in sheet would change; with ACCEPT, change it."""
    try:
        tag, answers = read_sheet(path)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as fault:
        print(f"{path.name} cannot be read: {fault}", file=sys.stderr)
        return 1
    for answer in answers:
        if answer.fault:
            print(f"not taken: “{answer.row.english[:60]}”: {answer.fault}")
        elif answer.correction:
            print(f"“{answer.row.english[:60]}”\n  - {answer.row.draft}\n  + {answer.correction}")
    good = [answer for answer in answers if not answer.fault]
    print(
        f"{len(good)} of {len(answers)} answers can be taken in, {sum(answer.approved for answer in good)} approvals."
    )
    if accept:
        take_in(tag, good, by, on)
    return 0
