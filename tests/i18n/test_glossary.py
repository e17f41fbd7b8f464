"""The catalogues say what published catalogues say, where those have the term; the table is in docs/translations.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalog_glossary import Agreement, agreement, bare

from referral_assistant.i18n import LANGUAGES


@pytest.mark.real
def test_nine_terms_of_ten_agree_and_no_language_falls_far_behind(shared: Path) -> None:
    found = [agreement(tag, shared / "glossary" / "glossary.tsv") for tag in LANGUAGES if tag != "en"]
    known = [one for one in found if one.terms]
    assert len(known) >= 18
    assert sum(one.agreed for one in known) / sum(one.terms for one in known) >= 0.9
    assert [(one.language, one.differing) for one in known if one.percent < 80] == []


def test_a_planted_term_differs(tmp_path: Path) -> None:
    head = "key\ten\tlang\ttranslation\tsource\tlicence\tnote\n"
    path = tmp_path / "glossary.tsv"
    path.write_text(f"{head}yes\tyes\tth\tใช่\tx\ty\t\nno\tno\tth\tโรงพยาบาล\tx\ty\t\n", "utf-8")
    found = agreement("th", path)
    assert (found.terms, found.agreed) == (2, 1)
    assert found.differing[0][0] == "No"


def test_spellings_are_no_differences() -> None:
    assert bare("रेफ़रल पत्र") == bare("रेफरल पत्र")
    assert bare("قُبِل") == bare("قبل")
    assert Agreement("xx", 0, 0, ()).percent == 100
