"""The translators' tools: extraction is reproducible, mistakes are found, what clinics reviewed is merged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import catalog_take
import catalogs
import polib
import pytest

from referral_assistant.i18n.amendments import Amendment, file_of, write_amendments
from referral_assistant.session.review_checks import faults_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the tools a folder of their own with one small catalogue pair."""
    monkeypatch.setattr(catalogs, "TRANSLATIONS", tmp_path)
    for domain in catalogs.DOMAINS:
        file = polib.POFile(wrapwidth=catalogs.WIDTH)
        file.metadata = {
            "Language": "th",
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
    assert any(fault in str(one) for one in faults_of(english, text, "th", exact_fields=True))


def test_a_good_translation_has_no_fault() -> None:
    assert list(faults_of("Bring {paper}", "นำ {paper} มา", "th", exact_fields=True)) == []


def test_what_a_clinic_reviewed_is_merged_and_stays_through_an_update(copied: Path) -> None:
    write_amendments(
        copied,
        "th",
        {
            "Bring {paper}": Amendment(("เอา {paper} มา",), "interpreter", date(2026, 11, 24)),
            "{count} place": Amendment(("{count} ที่",), "interpreter", date(2026, 11, 24), "{count} places"),
            "Gone since": Amendment(("ไป",), "interpreter", date(2026, 11, 24)),
        },
    )
    assert catalog_take.take(file_of(copied, "th")) == 0
    for domain in catalogs.DOMAINS:
        file = polib.pofile(str(catalogs.catalogue("th", domain)))
        assert file.find("Bring {paper}").msgstr == "เอา {paper} มา"
        assert file.find("Bring {paper}").tcomment == "reviewed: interpreter, 2026-11-24"
        assert file.find("{count} place").msgstr_plural == {0: "{count} ที่"}
        assert file.find("Go on").tcomment == ""
    again = {"Bring {paper}": Amendment(("นำ",), "teacher", date(2026, 11, 1))}
    write_amendments(copied, "th", again)
    assert catalog_take.take(file_of(copied, "th")) == 0
    kept = polib.pofile(str(catalogs.catalogue("th", "app"))).find("Bring {paper}")
    assert kept.msgstr == "เอา {paper} มา", "an older review does not undo a newer one"


@pytest.mark.parametrize("name", ["th.json", "xx.json"])
def test_a_file_that_cannot_be_taken_is_refused(copied: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = copied / name
    path.write_bytes(b"\xff broken")
    assert catalog_take.take(path) == 1
    assert name in capsys.readouterr().err
