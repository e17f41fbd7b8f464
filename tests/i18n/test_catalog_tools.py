"""The translators' tools: extraction is reproducible, mistakes are found, a review sheet goes out and comes back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import catalog_review
import catalogs
import polib
import pytest
from catalog_mistakes import faults_of
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the tools a folder of their own with one small catalogue pair."""
    monkeypatch.setattr(catalogs, "TRANSLATIONS", tmp_path)
    for domain in catalogs.DOMAINS:
        file = polib.POFile(wrapwidth=catalogs.WIDTH)
        file.metadata = {
            "Language": "th",
            "X-Reviewed-By": "",
            "X-Reviewed-On": "",
            "Content-Type": "text/plain; charset=UTF-8",
        }
        file.append(
            polib.POEntry(
                msgid="Bring {paper}",
                msgstr="นำ {paper} มา",
                occurrences=[("src/referral_assistant/letters/slip.py", "")],
            )
        )
        file.append(
            polib.POEntry(msgid="Go on", msgstr="ไปต่อ", occurrences=[("src/referral_assistant/ui/screen.py", "")])
        )
        file.append(
            polib.POEntry(
                msgid="{count} place", msgid_plural="{count} places", msgstr_plural={0: "{count} แห่ง"}, occurrences=[]
            )
        )
        path = catalogs.catalogue("th", domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{file}\n", "utf-8")
    return tmp_path


def _fill(path: Path, **answers: tuple[str, str]) -> None:
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        for start, (correction, mark) in answers.items():
            if str(row[2].value).startswith(start.replace("_", " ")):
                row[5].value, row[6].value = correction, mark
    book.save(path)


def test_templates_are_what_the_sources_say() -> None:
    found = catalogs.extract()
    for domain in catalogs.DOMAINS:
        template = polib.pofile(str(ROOT / "translations" / f"{domain}.pot"))
        missing = set(found[domain]) ^ {(entry.msgid, entry.msgid_plural or None) for entry in template}
        assert missing == set(), "run `python3 packaging/dev.py catalogs update`"


def test_extraction_finds_sources_and_data_and_nothing_without_letters() -> None:
    found = {text for text, _ in catalogs.extract()["app"]}
    assert {"Ambulance (example)", "How old is {who}?", "Shorten it."} <= found
    assert not {"{value}", "{number}"} & found


@pytest.mark.parametrize(
    ("english", "text", "fault"),
    [
        ("Bring {paper}", "นำมา", "fields"),
        ("Bring {paper}", "นำ {papier} มา", "fields"),
        ("Go on", "<b>ไป</b>", "markup"),
        ("Go on", "ไป ", "space"),
        ("Go on", "ไป\U0001f9ff", "U+1F9FF"),
        ("Go on", "คนต่างด้าว", "blames"),
    ],
)
def test_a_planted_mistake_is_found(english: str, text: str, fault: str) -> None:
    assert any(fault in one for one in faults_of(english, text, "th", ("ต่างด้าว",), exact_fields=True))


def test_a_good_translation_has_no_fault() -> None:
    assert list(faults_of("Bring {paper}", "นำ {paper} มา", "th", ("ต่างด้าว",), exact_fields=True)) == []


def test_a_review_sheet_goes_out_with_what_hurts_most_first(copied: Path) -> None:
    path = copied / "th.xlsx"
    assert catalog_review.write_sheet("th", path) == 3
    rows = list(load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert rows[0][:4] == (1, 3, "Bring {paper}", "นำ {paper} มา")
    harm = [int(str(row[1])) for row in rows]
    assert harm == sorted(harm, reverse=True)


def test_a_filled_in_sheet_is_taken_in_by_role_and_day(copied: Path) -> None:
    path = copied / "th.xlsx"
    catalog_review.write_sheet("th", path)
    _fill(path, Bring=("เอา {paper} มา", ""), Go_on=("", "x"), **{"{count} place": ("{count} ที่", "")})
    tag, answers = catalog_review.read_sheet(path)
    assert tag == "th"
    catalog_review.take_in(tag, answers, "health interpreter", date(2026, 11, 24))
    for domain in catalogs.DOMAINS:
        file = polib.pofile(str(catalogs.catalogue("th", domain)))
        assert file.find("Bring {paper}").msgstr == "เอา {paper} มา"
        assert file.find("{count} place").msgstr_plural == {0: "{count} ที่"}
        assert file.find("Go on").tcomment == "reviewed: health interpreter, 2026-11-24"
        assert file.metadata["X-Reviewed-On"] == "2026-11-24"


def test_a_wrong_correction_is_not_taken(copied: Path) -> None:
    path = copied / "th.xlsx"
    catalog_review.write_sheet("th", path)
    _fill(path, Bring=("นำมา", "x"))
    _, answers = catalog_review.read_sheet(path)
    assert "fields" in answers[0].fault
    catalog_review.take_in("th", answers, "teacher", date(2026, 11, 24))
    assert polib.pofile(str(catalogs.catalogue("th", "app"))).find("Bring {paper}").msgstr == "นำ {paper} มา"
    assert polib.pofile(str(catalogs.catalogue("th", "app"))).metadata["X-Reviewed-On"] == ""


def test_another_workbook_is_refused(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copied / "other.xlsx"
    path.write_bytes(b"not a workbook")
    assert catalog_review.reviewed(path, "teacher", date(2026, 11, 24), accept=True) == 1
    assert "other.xlsx" in capsys.readouterr().err
