"""The family's slip, on every size: where, when, what to bring and what not, what to do when turned away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from referral_assistant.i18n import Catalog
from referral_assistant.letters import place
from referral_assistant.letters.blocks import Paper, Sheet
from referral_assistant.letters.clinic_copy import clinic_copy
from referral_assistant.letters.contents import ClinicCopy
from referral_assistant.letters.page import render
from referral_assistant.letters.slip import slip
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import Message, msg
from referral_assistant.referral import Category, Door, Referral
from referral_assistant.service import Cost, Hours, Service, Spot
from tests.letters.papers import (
    AROUND,
    CLINIC,
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

SIZES = (Paper.A6, Paper.A5, Paper.ROLL_80)
ON = date(2026, 11, 24)


def made(one: Referral | None = None, paper: Paper = Paper.A6, words: Bilingual | None = None) -> str:
    return written(slip(one or referral(), CLINIC, AROUND, words or english(), layout(paper)))


@pytest.mark.parametrize("paper", SIZES)
def test_everything_that_a_family_needs(paper: Paper) -> None:
    text = made(paper=paper)
    for sentence in (
        "Going to school", "Riverbank School", "โรงเรียนริมน้ำ", "12 School Road, Mae Lin", "Five minutes along the canal.",
        "Mon – Fri", "555-0110", "To bring", "No papers.", "No immigration document is needed for this service", "Free",
        "the head teacher", "I speak Burmese.", "An interpreter is needed.", "If they send you away", "Example Clinic",
        "555-0199", "Children's line", "555-0101", REFERENCE,
    ):  # fmt: skip
        assert sentence in text, sentence
    assert "00000" not in text


def test_a_slip_tells_nothing_about_the_people() -> None:
    text = made()
    for fact in ("grandparent", "5 to 11", "no school so far", "People in the family", "morning"):
        assert fact not in text


def test_without_evidence_it_says_to_call_first() -> None:
    text = made(referral(door=Door(None, None)))
    assert "nobody has confirmed yet" in text
    assert "Ask on the telephone what to bring." in text
    assert "immigration document" not in text


def test_what_to_bring_is_named() -> None:
    text = made(referral(door=Door(ON, (msg("a photo ID"), msg("a proof of address")))))
    assert "To bring · a photo ID · a proof of address" in text
    assert "No papers." not in text


@pytest.mark.parametrize("first", ["en", "my", "km", "th", "ar", "ur", "ta", "vi"])
@pytest.mark.parametrize("paper", SIZES)
def test_one_page_in_any_pair(first: str, paper: Paper) -> None:
    words = bilingual(first, "en" if first != "en" else "my")
    assert pages_of(render(slip(referral(), CLINIC, AROUND, words, layout(paper)))) == 1


@pytest.mark.parametrize("paper", SIZES)
def test_the_symbol_can_be_read_from_a_slip(paper: Paper) -> None:
    pdf = render(slip(referral(), CLINIC, AROUND, bilingual("ur", "en"), layout(paper, qr=True)))
    assert read_qr(pdf) == f"{REFERENCE} {SCHOOL.id}"


def test_a_need_that_was_not_agreed_does_not_stand_on_it() -> None:
    assert "Going to school" not in made(referral(frozenset({Category.LANGUAGE})))


def test_a_secret_address_is_never_printed() -> None:
    service = replace(
        SCHOOL, spots=(Spot(confidential=True), Spot("Gate 9", "9 Hidden Lane", "Mae Lin", "Left of it."))
    )
    text = made(referral(service=service))
    assert "Hidden" not in text
    assert "Gate 9" not in text
    assert "Left of it" not in text
    assert "The address is not on paper." in text


@pytest.mark.parametrize(("paper", "each"), [(Paper.A6, 4), (Paper.A6, 2), (Paper.A5, 2)])
def test_several_go_on_one_sheet(paper: Paper, each: int) -> None:
    document = slip(referral(), CLINIC, AROUND, bilingual("my", "en"), layout(paper))
    pdf = render(Sheet((document,) * each))
    assert pages_of(pdf) == 1


def test_the_clinics_copy_holds_the_reference_the_service_and_the_week_only() -> None:
    text = written(clinic_copy(ClinicCopy(REFERENCE, "Riverbank School", (2026, 48)), english(), layout()))
    words = {"Reference", REFERENCE, "To", "Riverbank School", "Week", "2026-W48"}
    for word in words:
        assert word in text
        text = text.replace(word, "")
    assert not text.strip()


def said(phrases: object, tag: str = "en") -> list[str]:
    catalog = Catalog.load(tag, "letters")
    found = []
    for phrase in phrases:  # type: ignore[attr-defined]
        message = phrase(catalog) if callable(phrase) else phrase
        found.append(catalog.say(message) if isinstance(message, Message) else message)
    return found


def test_hours_are_grouped_and_old_ones_left_out() -> None:
    week = ("MO", "TU", "WE", "FR", "SU")
    service = Service("id", "n", "o", hours=(
        Hours(week, time(8), time(16)),
        Hours(("SA",), time(9), time(10), valid_to=date(2026, 1, 1)),
        Hours(note="Closed in April"),
    ))  # fmt: skip
    first, note = said(place.opening(service, ON))
    assert first.startswith("Mon – Wed, Fri, Sun")
    assert note == "Closed in April"


def test_open_day_and_night() -> None:
    every = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    assert said(place.opening(Service("i", "n", "o", hours=(Hours(every, time(0), time(23, 59)),)), ON)) == [
        "Day and night"
    ]


@pytest.mark.parametrize(
    ("costs", "free", "cost"),
    [
        ((), True, "Free"),
        ((), None, "Ask the price first."),
        ((Cost(30, "THB"),), False, "THB"),
        ((Cost(None, "", "By agreement"),), None, "By agreement"),
    ],
)
def test_cost(costs: tuple[Cost, ...], free: bool | None, cost: str) -> None:
    assert cost in said([place.cost(Service("i", "n", "o", costs=costs, free=free))])[0]


def test_two_times_follow_each_other_from_the_right_in_urdu() -> None:
    service = Service("i", "n", "o", hours=(Hours(("MO",), time(8), time(16)),))
    line = said(place.opening(service, ON), "ur")[0]
    assert line.count("\u2068") == 2


def test_large_print_of_a_slip_goes_on_over_pages() -> None:
    pdf = render(slip(referral(), CLINIC, AROUND, bilingual("my", "en"), layout(Paper.A6, large=True)))
    assert pages_of(pdf) > 1
    assert REFERENCE in words_of(pdf)


def test_hours_that_say_when_nobody_is_there_are_never_printed_as_open() -> None:
    closed = replace(SCHOOL, hours=(Hours(days=("SU",), note="Closed on Sundays", closed=True),))
    holiday = Hours(valid_from=date(2026, 12, 24), valid_to=date(2026, 12, 26), note="closed", closed=True)
    rare = Hours(days=("2MO",), opens=time(8), closes=time(9), every_week=False)
    catalog = Catalog.load("en", "letters")
    said = [
        str(phrase(catalog) if callable(phrase) else phrase)
        for phrase in place.opening(replace(closed, hours=(*closed.hours, holiday, rare)), ON)
    ]
    assert said == ["Closed: Sun", "Closed: 24 Dec 2026 – 26 Dec 2026", "Not every week: Mon  08:00 – 09:00"]
