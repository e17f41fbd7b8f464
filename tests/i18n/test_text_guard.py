"""The disclosure guard: what gives a family away is caught in every language, what does not is let through."""

from __future__ import annotations

import time
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral_assistant.i18n import LANGUAGES
from referral_assistant.i18n.guard_words import languages, load_guard_words, read_phrases
from referral_assistant.i18n.text_guard import Kind, check_text, neutral_wording

SENTENCES = tomllib.loads((Path(__file__).with_name("guard_sentences.toml")).read_text("utf-8"))
REVEALING = [
    (language, kind, sentence)
    for language, table in SENTENCES.items()
    for kind, sentences in table.items()
    if kind != "harmless"
    for sentence in sentences
]
HARMLESS = [(language, sentence) for language, table in SENTENCES.items() for sentence in table["harmless"]]
EVERY = [sentence for *_, sentence in (*REVEALING, *HARMLESS)]
OTHER_FORMS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "capitals": str.upper,
    "small": str.lower,
    "spaces around": lambda text: f"  {text}\t\n",
    "two spaces": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "direction marks": lambda text: f"\u202b{text[:3]}\u200e{text[3:]}\u202c",
}


def test_every_language_of_the_program_has_words_and_sentences() -> None:
    # The file of a language serves those written for one country too: Persian and Dari are one file.
    lacking = [tag for tag in LANGUAGES if not {tag, tag.partition("_")[0]} & set(languages())]
    assert lacking == []
    assert set(languages()) == set(SENTENCES)


@pytest.mark.parametrize("language", SENTENCES)
def test_what_gives_a_family_away_is_caught(language: str) -> None:
    missed = [(kind, text) for tag, kind, text in REVEALING if tag == language and check_text(text).kind != kind]
    assert missed == []


@pytest.mark.parametrize("language", SENTENCES)
def test_what_does_not_is_let_through(language: str) -> None:
    caught = [(text, check_text(text).words) for tag, text in HARMLESS if tag == language and check_text(text).reveals]
    assert caught == []


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_the_same_text_typed_otherwise_is_judged_the_same(form: str) -> None:
    other = OTHER_FORMS[form]
    assert [text for text in EVERY if check_text(other(text)).kind is not check_text(text).kind] == []


def test_the_words_shown_are_those_typed() -> None:
    for *_, text in REVEALING:
        words = check_text(text).words
        assert words
        assert all(word in text for word in words), (text, words)


def test_language_is_not_ethnicity_when_it_is_said_as_language() -> None:
    for text in ("Speaks Karen and Burmese.", "Interpreter for Shan, Mon or Karen.", "Karen and Burmese interpreter"):
        assert not check_text(text).reveals, text
    for text in ("Speaks Karen. Burmese family.", "Burmese family, speaks Karen."):
        assert check_text(text).words == ("Burmese",), text


@pytest.mark.parametrize(
    "text",
    [
        "She is und0cumented", "v!sa expired", "u n d o c u m e n t e d", "un-documented mother", "i.l.l.e.g.a.l here",
        "undocumеnted", "ｕｎｄｏｃｕｍｅｎｔｅｄ", "undo\u200bcumented", "UNDOCUMENTED",
    ],
)  # fmt: skip
def test_a_word_that_is_disguised_is_read(text: str) -> None:
    assert check_text(text).kind is Kind.STATUS


def test_two_languages_in_one_note_are_both_read() -> None:
    assert check_text("Mother is sans papiers, call first").kind is Kind.STATUS
    assert check_text("ခေါ်ပါ, family is undocumented").kind is Kind.STATUS
    assert check_text("Call after two. แม่เป็นกะเหรี่ยง").kind is Kind.ETHNICITY


@pytest.mark.parametrize("text", ["3-1020-30405-06-3", "12/OUKAMA(N)123456", "၁၂/ဥကမ(နိုင်)၁၂၃၄၅၆", "123-45C67890"])
def test_a_number_that_only_some_papers_bear_is_caught(text: str) -> None:
    assert check_text(f"ID {text}").kind is Kind.STATUS


@pytest.mark.parametrize(
    "text", ["02-123-4567", "+66 81 234 5678", "0066812345678", "2026-11-23 14:30", "3-1020-30405-06-4"]
)
def test_other_numbers_are_not(text: str) -> None:
    assert not check_text(f"Call {text}").reveals


def test_nothing_is_nothing() -> None:
    for text in ("", " ", "\n", "…", "\u202e\u202c", "\x00\x01", "😀", "\ud800"):
        verdict = check_text(text)
        assert (verdict.reveals, verdict.words, verdict.kind) == (False, (), None)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    verdict = check_text(text)
    assert verdict.reveals == bool(verdict.words) == (verdict.kind is not None)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(REVEALING), st.sampled_from(HARMLESS))
def test_a_harmless_sentence_beside_it_hides_nothing(
    revealing: tuple[str, str, str], harmless: tuple[str, str]
) -> None:
    assert check_text(f"{harmless[1]}\n{revealing[2]}").reveals
    assert check_text(f"{revealing[2]}\n{harmless[1]}").reveals


def test_it_is_found_anywhere_in_a_long_text() -> None:
    filling = ("The child likes to draw and comes on Tuesday " * 60).split(" ")
    for place in range(0, len(filling), 23):
        text = " ".join((*filling[:place], "and is undocumented", *filling[place:]))
        assert check_text(text).words == ("undocumented",), place


@pytest.mark.parametrize("kind", Kind)
def test_a_neutral_wording_is_offered_in_every_language(kind: Kind) -> None:
    wordings = {tag: neutral_wording(kind, tag) for tag in languages()}
    assert len(set(wordings.values())) == len(wordings)
    # What is offered must itself pass: it is what people will write. Its first sentence says to leave the other out.
    assert [tag for tag, text in wordings.items() if check_text(text).reveals] == []
    assert neutral_wording(kind, "xx") == wordings["en"]


def test_a_thousand_lines_take_less_than_a_second() -> None:
    lines = (EVERY * 3)[:1000]
    for line in lines:
        check_text(line)
    before = time.process_time()
    for line in lines:
        check_text(line)
    assert time.process_time() - before < 1.0


def test_a_phrase_that_cannot_be_read_is_named() -> None:
    from referral_assistant.errors import InputError

    good = {"lists": {}, "status": {"phrases": ["over~stay*"]}}
    assert [phrase.source for phrase in read_phrases(good, "xx")] == ["over~stay*"]
    for bad in ({"phrases": ["(one"]}, {"phrases": ["… one"]}, {"phrases": ["<nobody>"]}, {"prases": ["one"]}):
        with pytest.raises(InputError, match=r"xx\.toml"):
            list(read_phrases({"lists": {}, "status": bad}, "xx"))


def test_a_planted_word_is_found_and_an_unknown_one_is_not() -> None:
    """The guard follows its data: without an entry the word passes."""
    words = load_guard_words(frozenset({"Latn"}))
    assert words.book.find("asylum")
    assert not words.book.find("asylxm")


@pytest.mark.parametrize(
    ("zawgyi", "kind"),
    [
        ("ဗီဇာသက္တမ္းကုန္ၿပီး ေဆး႐ံုသြားရန္ ေၾကာက္ေနသည္။", Kind.STATUS),
        ("ဒုကၡသည္စခန္းက လာတာ။", Kind.STATUS),
        ("ပန္းေရာင္ကတ္ မ႐ွိဘူး။", Kind.STATUS),
        ("႐ိုဟင္ဂ်ာ ကေလးမ်ား။", Kind.ETHNICITY),
        ("ေဆးခန္းေ႐ွ႕မွာ ေတြ႕မယ္။", None),
        ("ကရင္စကားျပန္ လိုပါတယ္။", None),
        ("ဗီဇာ႐ံုးက ေဆးခန္းေဘးမွာ။", None),
    ],
)
def test_burmese_typed_for_the_zawgyi_font_is_read(zawgyi: str, kind: Kind | None) -> None:
    assert check_text(zawgyi).kind is kind
