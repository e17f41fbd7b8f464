"""Discreet paper: no word on it tells a need, in any language, and what would tell is refused rather than handed out."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from referral_assistant.errors import InputError
from referral_assistant.i18n import LANGUAGES, Catalog
from referral_assistant.letters.blocks import Document, Paper, Paragraph, Text
from referral_assistant.letters.contents import Sender
from referral_assistant.letters.discreet import kept_quiet, refuse_if_telling, telling, text_of
from referral_assistant.letters.letter import letter
from referral_assistant.letters.page import render
from referral_assistant.letters.slip import slip
from referral_assistant.need import load_needs
from referral_assistant.paths import resources
from referral_assistant.referral import Referral
from tests.letters.papers import AROUND, CLINIC, SCHOOL, bilingual, english, layout, referral, written

WORDS: dict[str, list[str]] = tomllib.loads((resources() / "letters" / "discreet-words.toml").read_text("utf-8"))
REFUGE = replace(
    SCHOOL,
    name="After violence",
    organization="Lamp of Hope",
    local_names=(),
    whom_to_ask_for="the rape crisis counsellor",
    how_to_enter="Ask for family planning",
)
SECRET = replace(referral(service=REFUGE), discreet=True, note=None, need=None, pictogram=None)


def papers(one: Referral, first: str = "en", second: str | None = None, sender: Sender = CLINIC) -> list[bytes]:
    words = bilingual(first, second)
    documents = (
        letter(one, sender, replace(AROUND, rights=()), words, layout()),
        slip(one, sender, AROUND, words, layout(Paper.A6)),
        slip(one, sender, AROUND, words, layout(Paper.ROLL_80)),
    )
    return [render(document) for document in documents]


def test_there_are_words_in_every_language() -> None:
    assert set(WORDS) == set(LANGUAGES)
    assert all(len(words) >= 20 for words in WORDS.values())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_listed_word_is_found_on_a_page(tag: str) -> None:
    """Each word printed alone on a line, in one document: what is drawn and tagged is read back."""
    blocks = tuple(Paragraph(Text(word, tag)) for word in WORDS[tag])
    found = telling(text_of(render(Document("x", tag, Paper.A4, blocks))))
    missed = [word for word in WORDS[tag] if not telling(word)]
    assert not missed
    assert found


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_word_inside_a_sentence_refuses_the_paper(tag: str) -> None:
    page = Document("x", tag, Paper.A6, (Paragraph(Text(f"12 {WORDS[tag][0]} 34", tag)),))
    with pytest.raises(InputError, match="must not tell"):
        refuse_if_telling(render(page))


def test_discreet_papers_hold_no_listed_word() -> None:
    for pdf in papers(SECRET):
        refuse_if_telling(pdf)


@pytest.mark.parametrize("tag", ["my", "ar", "ur", "th"])
def test_nor_in_other_languages(tag: str) -> None:
    for pdf in papers(SECRET, tag, "en"):
        refuse_if_telling(pdf)


def test_neither_the_service_nor_whom_to_ask_for_is_named() -> None:
    for pdf in papers(SECRET):
        text = text_of(pdf)
        for told in ("After violence", "counsellor", "family planning", "Going to school", "Children's line"):
            assert told not in text
        assert "555-0110" in text or "Lamp of Hope" in text


def test_a_letterhead_that_tells_is_not_printed() -> None:
    sender = Sender("Sexual Health Clinic", "1 Trauma Road", "555-0199")
    for pdf in papers(SECRET, sender=sender):
        refuse_if_telling(pdf)
        assert "555-0199" in text_of(pdf)


def test_the_people_are_told_by_role_and_age_only() -> None:
    text = written(letter(SECRET, CLINIC, AROUND, english(), layout()))
    assert "grandparent · 5 to 11 years" in text
    assert "no school so far" not in text
    assert "People in the family: 6" not in text


def test_the_title_is_neutral() -> None:
    text = written(letter(SECRET, CLINIC, AROUND, english(), layout()))
    assert "Referral" not in text
    assert "Letter" in text


@pytest.mark.parametrize(
    "harmless",
    [
        "Wheelchairs and aids", "Fundamental lessons", "Essex Road", "its gate", "the best day", "Mae Lin School",
        "مع نفسه", "السلام عليكم", "Monday to Friday", "K7TB-2STD", "Answer by 8 Dec 2026",
    ],
)  # fmt: skip
def test_harmless_words_are_left_alone(harmless: str) -> None:
    assert telling(harmless) == ()
    assert kept_quiet(harmless) == harmless


@pytest.mark.parametrize(
    "disguised",
    [
        "VIOLENCE",
        "vio\u00adlence",
        "fa\u200bmily planning",
        "family\n planning",
        "ค วา ม รุ น แ ร ง",
        "والعنف",
        "روان\u200cشناس",
    ],
)
def test_a_disguised_word_is_found(disguised: str) -> None:
    assert telling(disguised)


def test_words_of_ones_own_are_found_too() -> None:
    assert telling("Worries and sadness", ["Worries and sadness"]) == ("Worries and sadness",)
    assert telling("All is well", ["Worries and sadness"]) == ()


def test_the_names_of_discreet_needs_are_no_words_that_our_own_sentences_use() -> None:
    needs = load_needs((resources() / "needs.toml").read_text("utf-8"))
    names = [str(need.name) for need in needs.all if need.discreet]
    for pdf in papers(SECRET):
        refuse_if_telling(pdf, names)


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_our_own_sentences_tell_nothing_in_any_translation(tag: str) -> None:
    catalog = Catalog.load(tag, "letters")
    words = replace(english(), first=catalog)
    documents = (
        letter(SECRET, CLINIC, replace(AROUND, rights=()), words, layout()),
        slip(SECRET, CLINIC, AROUND, words, layout(Paper.A6)),
    )
    for document in documents:
        refuse_if_telling(render(document))
