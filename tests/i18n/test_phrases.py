"""The small language of phrases, and folding."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from referral_assistant import paths
from referral_assistant.directory.fine_print.words import read_fine_phrases
from referral_assistant.i18n.folding import fold, fold_placed, is_vietnamese
from referral_assistant.i18n.phrases import Phrase, PhraseBook, PhraseError, Spelling, Words

_SENTENCES = Path(__file__).parents[1] / "directory" / "fine_print_sentences.toml"
_ENGLISH = [text for floor in tomllib.loads(_SENTENCES.read_text("utf-8"))["en"].values() for text in floor]
PLAIN = Spelling({"who": ["mother", "old father"]})
# phrase, texts in which it stands, texts in which it does not
CASES = [
    ("visa", ["no visa here", "VISA", "visa."], ["visas", "revisa"]),
    ("undocument*", ["undocumented", "undocument"], ["document"]),
    ("over~stay*", ["overstayed", "over stay", "over-stays"], ["over a stay"]),
    ("(came|went in) [the] door", ["came the door", "went in door"], ["went door"]),
    ("<who> is", ["mother is", "old father is"], ["father is"]),
    ("came … papers", ["came papers", "came here without any papers"], ["came, papers", "came a b c d e papers"]),
    ("age # to #", ["age 3 to 14"], ["age three to 14", "age 3 to"]),
    ("status : none", ["status: none", "status, none", "status (none"], ["status none"]),
    ("don't know", ["don't know", "don’t know"], ["dont know"]),
    ("ไม่มี เอกสาร", ["เขาไม่มีเอกสารเลย", "ไม่มี เอกสาร"], ["มีเอกสาร"]),
    ("มน", ["มน", "คนมนดี"], ["มนุษย์"]),
]


@pytest.mark.parametrize(("source", "found", "missed"), CASES, ids=[case[0] for case in CASES])
def test_a_phrase_stands_where_it_should(source: str, found: list[str], missed: list[str]) -> None:
    book = PhraseBook([Phrase(source, PLAIN)])
    assert [text for text in found if not book.find(fold(text).text)] == []
    assert [text for text in missed if book.find(fold(text).text)] == []


def test_endings_and_prefixes_belong_to_a_language() -> None:
    endings = PhraseBook([Phrase("নাগরিক", Spelling({}, endings=True)), Phrase("মা.", Spelling({}, endings=True))])
    assert endings.find(fold("নাগরিকদের").text)
    assert not endings.find(fold("মামা").text)
    prefixes = PhraseBook([Phrase("بدون أوراق", Spelling({}, prefixes=("ال", "و")))], ("ال", "و"))
    assert prefixes.find(fold("وبدون الأوراق").text)


def test_a_word_may_be_joined_to_the_one_before_it() -> None:
    book = PhraseBook([Phrase("<country> ~बाट", Spelling({"country": ["भुटान"]}, endings=True))])
    assert book.find(fold("भुटानबाट").text)
    assert book.find(fold("भुटान बाट").text)


@pytest.mark.parametrize("source", ["", "…", "… a", "(a", "a)", "[a]", "<nobody>", "*", "a*b", "~"])
def test_what_cannot_be_read_is_refused(source: str) -> None:
    with pytest.raises(PhraseError):
        Phrase(source, PLAIN)


def test_keys_are_words_without_which_the_phrase_cannot_stand() -> None:
    either = Phrase("(no|without) … (citizenship|passport)", PLAIN)
    assert {one.text for one in either.key_words()} == {"citizenship", "passport"}
    assert {one.text for one in Phrase("only women", PLAIN).key_words(("women",))} == {"only"}


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("U.S. Citizen", "us citizen"), ("1,250.50", "1250.50"), ("end.Next", "end.next"), ("Ｖｉｓａ", "visa"),
        ("Đơn xin tị nạn", "don xin ti nan"), ("أُسْرَة", "اسره"), ("می‌کند", "می کند"), ("၀န်ထမ်း", "ဝန်ထမ်း"),
        ("難民證", "难民证"), ("ไม่มี  เอกสาร", "ไม่มีเอกสาร"), ("a\u200bb\u202ec", "abc"), ("٣٤", "34"), ("ক়", "ক"),
    ],
)  # fmt: skip
def test_folding(typed: str, folded: str) -> None:
    assert fold(typed).text == folded


def test_vietnamese_keeps_its_accents_when_asked() -> None:
    assert fold("Chúa chưa", accents=True).text != fold("chua chua", accents=True).text
    assert is_vietnamese("Mẹ không có giấy tờ")
    assert not is_vietnamese("Madame est née à l'hôpital")
    assert not is_vietnamese("Ask for Mrs Nguyễn at the desk")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text("À.Aéẛῇᾳ̥ͅ,1٬ø ဦ", max_size=12))
@example("ῇ")
@example("À.A")
@example("ᾳ̥.Α.")
def test_composed_and_decomposed_fold_to_the_same(text: str) -> None:
    for accents in (False, True):
        forms = {fold(unicodedata.normalize(form, text), accents=accents).text for form in ("NFC", "NFD")}
        assert len(forms) == 1


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_every_folded_place_leads_back_to_what_was_typed(text: str) -> None:
    folded = fold(text)
    for start in range(len(folded.text)):
        assert folded.typed(start, start + 1) in text
    assert folded.typed(0, len(folded.text)).strip() in text if folded.text else True


def _one_by_one(phrases: list[Phrase], text: str) -> set[tuple[int, int, str]]:
    """Find phrases the slow way: each, tried at every word."""
    words = Words(text)
    ends = ((start, phrase.end(text, start), phrase) for _, start, _ in words.tokens for phrase in phrases)
    return {(start, end, phrase.source) for start, end, phrase in ends if end > start}


def test_a_book_passes_over_no_phrase_that_stands_there() -> None:
    """A phrase is only tried where a word stands that it is sure to have; that must never lose one."""
    table = tomllib.loads((paths.resources() / "fine-print" / "en.toml").read_text("utf-8"))
    phrases = list(read_fine_phrases(table, "en"))
    book = PhraseBook(phrases, common=set(table["common"]))
    tried = [phrase for phrase in phrases if not phrase.one_word and phrase.sure_words(table["common"])]
    assert len(tried) > len(phrases) // 4
    found = 0
    for text in _ENGLISH:
        folded = fold(text).text
        known = _one_by_one(phrases, folded)
        assert {(one.start, one.end, one.phrase.source) for one in book.find(folded)} == known, text
        found += len(known)
    assert found > len(_ENGLISH)


@settings(max_examples=300)
@given(st.text(st.sampled_from("aA.b,1 0é٬ñß-Üx\u0301"), max_size=30))
def test_folding_letter_by_letter_is_folding(text: str) -> None:
    """Where every letter folds to one, the short way leads to the same text and the same places."""
    short, long = fold(text), fold_placed(text, [(letter, place) for place, letter in enumerate(text)])
    assert short.text == long.text
    assert long.origin == (tuple(range(len(text))) if short.origin is None else short.origin)
