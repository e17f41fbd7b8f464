"""The letter to the service: what stands on it, in which order, and what never does."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from referral_assistant.letters.blocks import Checklist, Document, Foot, Paper, Together
from referral_assistant.letters.contents import Around, Sender
from referral_assistant.letters.letter import CATEGORY_NAMES, letter
from referral_assistant.letters.page import render
from referral_assistant.letters.return_slip import return_slip
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import msg
from referral_assistant.referral import Category, Door, Priority, Referral
from tests.letters.papers import (
    AROUND,
    CLINIC,
    EVERYTHING,
    REFERENCE,
    SCHOOL,
    bilingual,
    english,
    layout,
    pages_of,
    referral,
    words_of,
    written,
)
from tests.letters.qr_reader import read_qr

# The P1 promise: a letter holds no word about what a person is, but for the sentences about what need not be shown.
STATUS = re.compile(
    r"\b(illegal|alien|undocumented|migrant|refugee|asylum|visa|passport|nationality|citizen|religion|ethnic)",
    re.IGNORECASE,
)
FACTS = {
    Category.NEED: "Going to school",
    Category.ROLE: "grandparent",
    Category.AGE: "5 to 11 years",
    Category.SCHOOLING: "no school so far",
    Category.LANGUAGE: "Burmese",
    Category.FAMILY_SIZE: "People in the family: 6",
    Category.NOTE: "Prefers to come in the morning.",
}


def made(one: Referral | None = None, words: Bilingual | None = None, around: Around = AROUND) -> Document:
    return letter(one or referral(), CLINIC, around, words or english(), layout())


def test_everything_that_a_receptionist_needs() -> None:
    text = written(made())
    for sentence in (
        "Example Clinic", "555-0199", "Mon – Fri 9:00 – 15:00", REFERENCE, "Referral letter", "Answer by",
        "Riverbank School", "โรงเรียนริมน้ำ", "District Education Office", "Going to school", "Burmese",
        "An interpreter is needed.", "Prefers to come in the morning.", "No immigration document is needed for this service",
        "Every child may go to school.", "Education Act, section 12", "Gazette 7", "The family agreed to share this",
        "You may call:", "Best time:", "Do not say:", "Already done", "Name or mark", "Signature", "Stamp",
        "Seen on", "Accepted", "Refused, because", "We asked for immigration papers", "Next date",
    ):  # fmt: skip
        assert sentence in text, sentence


def test_what_matters_stands_first() -> None:
    text = written(made())
    order = [
        text.index(one) for one in (REFERENCE, "Answer by", "Riverbank School", "Going to school", "agreed to share")
    ]
    assert order == sorted(order)


@settings(max_examples=25, deadline=None)
@given(some.frozensets(some.sampled_from(Category)))
def test_no_fact_without_consent(agreed: frozenset[Category]) -> None:
    text = written(made(referral(agreed)))
    for category, fact in FACTS.items():
        assert (fact in text) == (category in agreed), category


@settings(max_examples=25, deadline=None)
@given(some.frozensets(some.sampled_from(Category)))
def test_the_consent_block_ticks_what_was_agreed(agreed: frozenset[Category]) -> None:
    together = [block for block in made(referral(agreed)).blocks if isinstance(block, Together)]
    ticks = [
        tick for block in together for inner in block.blocks if isinstance(inner, Checklist) for tick in inner.items
    ]
    names = {str(name): category for category, name in CATEGORY_NAMES.items()}
    assert {names[tick.text.content]: tick.ticked for tick in ticks} == {one: one in agreed for one in Category}


def test_no_word_about_what_a_person_is() -> None:
    everything = replace(referral(), priority=Priority.TODAY)
    assert not STATUS.search(written(made(everything)))


@pytest.mark.parametrize("bring", [None, (), (msg("a proof of address"),)])
def test_not_needed_only_with_evidence(bring: tuple[object, ...] | None) -> None:
    door = Door(None, bring)  # type: ignore[arg-type]
    text = written(made(referral(door=door), around=Around()))
    assert "immigration document" not in text
    assert ("No papers." in text) == (bring == ())
    assert ("a proof of address" in text) == bool(bring)


def test_the_day_of_the_evidence_stands_beside_it() -> None:
    text = written(made(referral(door=Door(date(2026, 10, 20)))))
    assert re.search(r"No immigration document is needed for this service \(checked (20 Oct|Oct 20),? 2026\)", text)
    assert "No papers." not in text


@pytest.mark.parametrize(("priority", "said"), [("today", "Urgent"), ("soon", "Soon"), ("routine", "Answer by")])
def test_priority(priority: str, said: str) -> None:
    assert said in written(made(replace(referral(), priority=Priority(priority))))


def test_the_return_slip_holds_no_person() -> None:
    slip = return_slip(REFERENCE, CLINIC, english())
    assert isinstance(made().blocks[-1], Foot)
    text = written(Document(REFERENCE, "en", Paper.A4, (slip,)))
    assert REFERENCE in text
    for fact in (*FACTS.values(), SCHOOL.name, SCHOOL.organization):
        assert fact not in text
    assert text == written(Document(REFERENCE, "en", Paper.A4, (made().blocks[-1],)))


def test_the_return_slip_is_bilingual() -> None:
    words = bilingual("th", "en")
    text = written(Document(REFERENCE, "th", Paper.A4, (return_slip(REFERENCE, CLINIC, words),)))
    for sentence in ("Seen on", "Accepted", "Refused, because", "We asked for immigration papers", "Next date"):
        assert sentence in text
        assert words.first.gettext(sentence) in text


@pytest.mark.parametrize("first", ["en", "my", "km", "th", "ar", "ur", "ta", "vi"])
@pytest.mark.parametrize("paper", [Paper.A4, Paper.LETTER])
def test_one_page_in_any_pair(first: str, paper: Paper) -> None:
    second = "en" if first != "en" else "my"
    pdf = render(letter(referral(), CLINIC, AROUND, bilingual(first, second), layout(paper)))
    assert pages_of(pdf) == 1


@pytest.mark.parametrize("first", ["my", "km", "th", "ar", "ur", "ta"])
def test_every_sentence_comes_out_again(first: str) -> None:
    words = bilingual(first, "en")
    text = written(made(words=words))
    for sentence in ("Going to school", "An interpreter is needed.", "Name or mark", "Every child may go to school."):
        assert sentence in text
        assert words.first.gettext(sentence) in text, sentence


def test_large_print_is_larger_and_numbered() -> None:
    pdf = render(letter(referral(), CLINIC, AROUND, english(), layout(large=True)))
    assert pages_of(pdf) > 1
    assert f"Page 1 of {pages_of(pdf)}" in words_of(pdf)


def test_the_same_letter_is_the_same_bytes() -> None:
    assert render(made(words=bilingual("ur", "en"))) == render(made(words=bilingual("ur", "en")))


def test_the_file_tells_nothing_else() -> None:
    pdf = render(made(words=bilingual("my", "en")))
    assert b"/Author" not in pdf
    assert b"Date(" not in pdf
    assert f"<FEFF{REFERENCE.encode('utf-16-be').hex().upper()}>".encode() in pdf


def test_the_symbol_holds_the_reference_and_the_service_and_can_be_read_from_the_page() -> None:
    pdf = render(letter(referral(), CLINIC, AROUND, bilingual("my", "en"), layout(qr=True)))
    assert read_qr(pdf) == f"{REFERENCE} {SCHOOL.id}"


def test_an_example_says_so_and_a_draft_too() -> None:
    text = words_of(render(letter(referral(), CLINIC, AROUND, english(), layout(example=True))))
    assert "Example: the places are invented" in text
    assert "not yet reviewed" not in text
    first = bilingual("my").first
    draft = Bilingual(replace(first, reviewed=False), english().first)
    assert "Translation not yet reviewed: Burmese" in written(made(words=draft))


def test_the_clinic_closes_in_its_own_words() -> None:
    sender = Sender("Clinic", closing={"en": "Thank you.", "my": "ကျေးဇူးတင်ပါသည်။", "th": "ขอบคุณ"})
    text = written(letter(referral(), sender, AROUND, bilingual("my", "en"), layout()))
    assert "Thank you." in text
    assert "ကျေးဇူးတင်ပါသည်။" in text
    assert "ขอบคุณ" not in text


def test_a_clinic_that_has_set_nothing_still_gets_a_letter() -> None:
    text = written(letter(referral(EVERYTHING), Sender(), Around(), english(), layout()))
    assert "Give this slip to the family." in text
    assert "()" not in text
