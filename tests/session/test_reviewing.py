"""A review goes out as a sheet, comes back as a preview, and counts at once: what is taken, what is not, and what it changes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from referral_assistant.cli import main
from referral_assistant.errors import InputError, StorageError
from referral_assistant.i18n.amendments import file_of, read_amendments
from referral_assistant.i18n.sentences import sentences_of
from referral_assistant.session import Session
from referral_assistant.session.review import glossary, rows_of
from referral_assistant.session.review_sheet import COLUMNS
from referral_assistant.session.reviewing import accept_review, read_review, standings, write_review
from tests.conftest import TODAY

SAFE = "No immigration document is needed for this service (checked {day})."
Fill = Callable[[dict[str, tuple[str, str]]], Path]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "data") as opened:
        yield opened


def filled(session: Session, tag: str, path: Path, answers: dict[str, tuple[str, str]]) -> Path:
    """Write a sheet and fill in (correction, mark) by the English."""
    write_review(session, tag, path)
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=2):
        english = str(row[2].value)
        if english in answers:
            row[8].value, row[9].value = answers[english]
            row[8].data_type = "s"
    book.save(path)
    return path


def test_the_sheet_begins_with_what_does_most_harm_and_prints(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "th.xlsx"
    count = write_review(session, "th", path)
    sheet = load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert len(rows) == count + 1 > 1000
    harm = [int(str(row[1])) for row in rows[1:]]
    assert harm == sorted(harm, reverse=True)
    assert {3, 2, 1} == set(harm)
    by_english = {str(row[2]): row for row in rows[1:]}
    assert by_english[SAFE][1] == 3
    assert by_english[SAFE][4] == "printed paper"
    assert f"[{SAFE}]" in str(by_english[SAFE][5])
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"


def test_terms_of_published_catalogues_stand_beside_a_sentence() -> None:
    terms = {row.english: row.terms for row in rows_of("th", sentences_of("th", {}))}
    assert "hospital: " in terms["For a swollen face or fever, go to a hospital."]
    assert glossary("th")["hospital"][0] in terms["For a swollen face or fever, go to a hospital."]


def test_nothing_changes_until_it_is_accepted_and_then_at_once(session: Session, tmp_path: Path) -> None:
    before = session.catalog("th").gettext("Yes")
    answers = {"Yes": ("ใช่ครับ", ""), "No": ("", "x"), "Language of the window": ("ภาษาของจอ", "")}
    review = read_review(session, filled(session, "th", tmp_path / "a.xlsx", answers))
    assert (len(review.changes), review.corrected, review.refused) == (3, 2, ())
    assert session.catalog("th").gettext("Yes") == before
    accept_review(session, review, " health   interpreter ", TODAY)
    for domain in ("app", "letters"):
        assert session.catalog("th", domain).gettext("Yes") == "ใช่ครับ"
    assert session.catalog("th").review_of("No") == f"health interpreter, {TODAY.isoformat()}"
    assert session.catalog("th").gettext("Language of the window") == "ภาษาของจอ"
    with Session.open(session.folder) as again:
        assert again.catalog("th").gettext("Yes") == "ใช่ครับ"
        assert again.catalog("th", "letters").counts.reviewed == 2
        assert again.catalog("th").counts.reviewed == 3
        (standing,) = standings(again, ["th"])
    assert standing.all.reviewed == 3


def test_two_sheets_one_after_the_other_keep_both(session: Session, tmp_path: Path) -> None:
    for english in ("Yes", "No"):
        review = read_review(session, filled(session, "th", tmp_path / "a.xlsx", {english: ("", "✓")}))
        accept_review(session, review, "teacher", TODAY)
    assert set(read_amendments(session.folder, "th")) == {"Yes", "No"}


@pytest.mark.parametrize(
    ("english", "correction", "why"),
    [
        (SAFE, "ไม่ต้องใช้เอกสาร", "fields must be {day}"),
        ("Yes", "<b>ใช่</b>", "markup"),
        ("Yes", "ใช่\U0001f9ff", "U+1F9FF"),
        ("Yes", "ใช่" * 60, "far longer"),
        ("No papers.", "ဘာမှ မလိုပါ", "another script (Mymr)"),
        ("No papers.", "no papers are needed", "another script (Latn)"),
        ("Someone", "คนต่างด้าว", "blames"),
    ],
)
def test_a_wrong_correction_is_not_taken(
    session: Session, tmp_path: Path, english: str, correction: str, why: str
) -> None:
    review = read_review(session, filled(session, "th", tmp_path / "a.xlsx", {english: (correction, "x")}))
    assert review.changes == ()
    assert why in str(review.refused[0].why)


def test_every_form_of_a_plural_must_be_answered(session: Session, tmp_path: Path) -> None:
    forms = [f"{{count}} month / {{count}} months  [form {number}]" for number in range(6)]
    one = read_review(session, filled(session, "ar", tmp_path / "a.xlsx", {forms[0]: ("", "x")}))
    assert "every form" in str(one.refused[0].why)
    every = read_review(session, filled(session, "ar", tmp_path / "b.xlsx", dict.fromkeys(forms, ("", "x"))))
    accept_review(session, every, "teacher", TODAY)
    assert session.catalog("ar").ngettext("{count} month", "{count} months", 2) == "شهران"
    assert session.catalog("ar").review_of("{count} month")


def test_what_changed_since_the_sheet_was_written_is_not_approved(session: Session, tmp_path: Path) -> None:
    old = filled(session, "th", tmp_path / "old.xlsx", {"Yes": ("", "x")})
    newer = read_review(session, filled(session, "th", tmp_path / "new.xlsx", {"Yes": ("ใช่แล้ว", "")}))
    accept_review(session, newer, "teacher", TODAY)
    assert "has changed" in str(read_review(session, old).refused[0].why)


def test_a_formula_stays_text(session: Session, tmp_path: Path) -> None:
    path = filled(session, "vi", tmp_path / "a.xlsx", {"Yes": ('=HYPERLINK("x")', "")})
    review = read_review(session, path)
    assert review.changes[0].texts == ('=HYPERLINK("x")',)
    accept_review(session, review, "teacher", TODAY)
    write_review(session, "vi", path)
    cell = next(row[3] for row in load_workbook(path).worksheets[0].iter_rows(min_row=2) if row[2].value == "Yes")
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (450 * 1024 * 1024))


def _typed(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>')


def _other(path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(("name", "address"))
    book.save(path)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "cannot be read"),
        (lambda path: path.write_bytes(b""), "no workbook"),
        (lambda path: path.write_bytes(b"not a workbook"), "no workbook"),
        (lambda path: path.write_bytes(b"x" * (20 * 1024 * 1024 + 1)), "far larger"),
        (_bomb, "would unpack to far more"),
        (_typed, "document type or entities"),
        (_other, "no review sheet"),
    ],
    ids=["absent", "empty", "text", "too large", "bomb", "entities", "another workbook"],
)
def test_what_is_no_review_sheet_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None], said: str
) -> None:
    path = tmp_path / "sheet.xlsx"
    make(path)
    assert main(["--data", str(tmp_path / "data"), "catalogs", "reviewed", str(path), "--yes", "--by", "teacher"]) == 1
    captured = capsys.readouterr()
    assert said in captured.err
    assert len(captured.err.splitlines()) == 1
    assert not (tmp_path / "data" / "translations").exists()


@pytest.mark.parametrize(("by", "on"), [("", TODAY), (" 12 ", TODAY), ("teacher", TODAY + timedelta(1))])
def test_a_review_needs_a_role_and_a_day_that_has_come(session: Session, tmp_path: Path, by: str, on: date) -> None:
    review = read_review(session, filled(session, "th", tmp_path / "a.xlsx", {"Yes": ("", "x")}))
    with pytest.raises(InputError):
        accept_review(session, review, by, on)
    assert not file_of(session.folder, "th").exists()


def test_a_damaged_file_stops_no_visit_and_is_told_where_languages_are_looked_after(session: Session) -> None:
    path = file_of(session.folder, "th")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe broken")
    assert session.catalog("th").gettext("Yes") != "Yes"
    (standing,) = standings(session, ["th"])
    assert standing.fault is not None
    assert "th.json" in str(standing.fault)
    with pytest.raises(StorageError):
        session.wordings.keep("th", {})
    assert path.read_bytes() == b"\xff\xfe broken"


def test_the_command_line_does_it_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, path = str(tmp_path / "data"), tmp_path / "tet.xlsx"
    assert main(["--data", data, "catalogs", "review", "tet", "-o", str(path)]) == 0
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=2):
        if row[2].value == "Yes":
            row[9].value = "x"
    book.save(path)
    capsys.readouterr()
    assert main(["--data", data, "catalogs", "reviewed", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "language": "tet", "taken_in": False, "corrected": [], "approved": ["Yes"], "not_taken": [],
    }  # fmt: skip
    arguments = ["catalogs", "reviewed", str(path), "--yes", "--by", "interpreter", "--on", "2026-11-23"]
    assert main(["--data", data, *arguments]) == 0
    assert "1 approved" in capsys.readouterr().out
    assert main(["--data", data, "catalogs", "status", "tet", "--json"]) == 0
    (said,) = json.loads(capsys.readouterr().out)
    assert (said["all"]["reviewed"], said["numbers_and_dates"], said["borrowed"]) == (1, "pt_TL", True)
    assert said["all"]["translated"] < said["all"]["sentences"]
    assert main(["--data", data, "catalogs", "review", "xx", "-o", str(path)]) == 1
    assert "There is no catalogue" in capsys.readouterr().err
    assert main(["--data", data, "catalogs", "review", "tet"]) == 2
