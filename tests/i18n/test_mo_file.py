"""Compiled catalogues: what is written is read again, by us and by Python's gettext, contexts and plural forms included."""

from __future__ import annotations

import gettext
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from referral_assistant.i18n.catalog import Catalog, Counts, judged
from referral_assistant.i18n.compiling import compiled
from referral_assistant.i18n.language import LANGUAGES
from referral_assistant.i18n.mo_file import read, write

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: tet\\nPlural-Forms: nplurals=3; plural=n%3;\\n"

# reviewed: teacher, 2026-11-23
msgid "Yes"
msgstr "Sin"

msgid "No"
msgstr "Lae"

#, fuzzy
msgid "Perhaps"
msgstr "Karik"

msgid "Later"
msgstr ""

msgid "{count} day"
msgid_plural "{count} days"
msgstr[0] "zero"
msgstr[1] "um"
msgstr[2] "dois"
"""


def _compiled() -> Catalog:
    content = compiled(read_po(BytesIO(PO.encode())))
    return judged(LANGUAGES["tet"], gettext.GNUTranslations(BytesIO(content)))


def test_a_compiled_catalogue_tells_what_was_reviewed_and_how_much_is_there() -> None:
    catalog = _compiled()
    assert catalog.counts == Counts(5, 3, 1)
    assert (catalog.is_draft, catalog.is_partial) == (True, True)
    assert catalog.review_of("Yes") == "teacher, 2026-11-23"
    assert catalog.review_of("No") == catalog.review_of("Later") == ""
    assert not catalog.is_draft_of(["Yes", "Later"])
    assert catalog.is_draft_of(["Yes", "No"])
    assert catalog.lacks(["Yes", "Later"])


def test_plural_forms_of_a_language_that_cldr_does_not_know_are_kept() -> None:
    assert [_compiled().ngettext("{count} day", "{count} days", number) for number in (0, 1, 2, 3)] == [
        "zero", "um", "dois", "zero",
    ]  # fmt: skip


def test_nothing_fuzzy_is_kept() -> None:
    assert _compiled().gettext("Perhaps") == "Perhaps"


TEXT = st.text(st.characters(exclude_characters="\0\x04", exclude_categories=["Cs"]), min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(TEXT, TEXT, max_size=12))
def test_what_is_written_is_read(entries: dict[str, str]) -> None:
    content = write({"": "Content-Type: text/plain; charset=utf-8\n", **entries})
    assert {key: text for key, text in read(content).items() if key} == entries
    by_python = gettext.GNUTranslations(BytesIO(content))
    assert all(by_python.gettext(key) == text for key, text in entries.items())


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a compiled catalogue"):
        read(b"hello")
