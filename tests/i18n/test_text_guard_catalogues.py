"""What the program itself says about other things than status passes its own guard, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from referral_assistant.i18n.text_guard import check_text

TRANSLATIONS = Path(__file__).parents[2] / "translations"
# Sentences that do speak of status, nationality, papers or countries: those may be caught.
ABOUT_IT = re.compile(
    r"immigra|status|refugee|national|citizen|migrant|asylum|religio|ethnic|passport|visa|UNHCR|languages?\b"
    r"|papers?\b|documents?\b|card\b|no country|without|Syria|Thai|Indonesia|Malaysia|Jordan|India\b|Iran|Pakistan"
    r"|Bangladesh|Burmese|Karen|send you away",
    re.IGNORECASE,
)


def _said() -> Iterator[tuple[str, str]]:
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        for entry in polib.pofile(str(path)):
            if not ABOUT_IT.search(entry.msgid):
                yield from ((path.parts[-3], text) for text in (entry.msgstr, *entry.msgstr_plural.values()) if text)
    for path in sorted(TRANSLATIONS.glob("*.pot")):
        yield from (("en", entry.msgid) for entry in polib.pofile(str(path)) if not ABOUT_IT.search(entry.msgid))


@pytest.mark.slow
def test_hardly_a_harmless_sentence_of_the_catalogues_is_caught() -> None:
    said = set(_said())
    caught = sorted((tag, text, words) for tag, text in said if (words := check_text(text).words))
    assert len(said) > 1000
    # Translations come and go: one in a thousand may be caught before somebody looks at it.
    assert len(caught) <= len(said) / 1000, caught


def test_a_planted_sentence_would_be_caught() -> None:
    assert check_text("The family is undocumented.").reveals
    assert check_text("ครอบครัวไม่มีเอกสาร").reveals
