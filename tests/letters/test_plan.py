"""The plan, the rights card and the call sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from referral_assistant.letters.blocks import Paper
from referral_assistant.letters.call_sheet import call_sheet
from referral_assistant.letters.contents import Around, Call, CallSheet, Plan, RightsCard, StatedRight, Step, Unmet
from referral_assistant.letters.page import render
from referral_assistant.letters.plan import plan
from referral_assistant.letters.rights import rights_card
from referral_assistant.message import Message, msg
from referral_assistant.referral import Agreed, Category, Consent, Door
from tests.letters.papers import (
    AROUND,
    CLINIC,
    ON,
    REFERENCE,
    SCHOOL,
    bilingual,
    english,
    layout,
    pages_of,
    words_of,
    written,
)

CONSENT = Consent(frozenset(Category))
LANGUAGES = ["my", "km", "th", "ar", "ur", "ta"]


def agreed(name: Message) -> Agreed[Message]:
    shared = CONSENT.share(Category.NEED, name)
    assert shared is not None
    return shared


OFFICE = replace(SCHOOL, id="office", name="Town Office", organization="Town", local_names=())
FIRST = Step(OFFICE, Door(ON, ()), (agreed(msg("Birth papers")),), gives=(msg("a birth or school record"),))
SECOND = Step(SCHOOL, Door(ON, (msg("a birth or school record"),)), (agreed(msg("Going to school")),))
DOUBTFUL = Step(replace(SCHOOL, id="x", name="Hall"), Door(), (agreed(msg("Food")),), call_first=True)
PLAN = Plan(REFERENCE, ON, (FIRST, SECOND, DOUBTFUL), (Unmet(agreed(msg("Teeth")), msg("Ask a nurse.")),))


def test_first_things_first() -> None:
    text = written(plan(PLAN, CLINIC, AROUND, english(), layout()))
    wanted = ("First this", "Town Office", "Get this paper here: a birth or school record", "Riverbank School", "Hall")
    order = [text.index(one) for one in wanted]
    assert order == sorted(order)
    assert "nobody has confirmed yet" in text
    assert "No place found yet · Teeth" in text
    assert "Ask a nurse." in text
    assert "To bring · a birth or school record" in text


def test_only_confirmed_places_need_no_document() -> None:
    alone = replace(PLAN, steps=(DOUBTFUL,), unmet=())
    assert "immigration document" not in written(plan(alone, CLINIC, Around(), english(), layout()))


@pytest.mark.parametrize("first", LANGUAGES)
def test_a_usual_plan_is_one_page(first: str) -> None:
    usual = replace(PLAN, unmet=())
    assert pages_of(render(plan(usual, CLINIC, AROUND, bilingual(first, "en"), layout(example=True)))) == 1


def test_a_long_plan_says_on_which_page_one_is() -> None:
    pdf = render(plan(replace(PLAN, steps=PLAN.steps * 6), CLINIC, AROUND, english(), layout()))
    assert pages_of(pdf) > 1
    assert f"Page 2 of {pages_of(pdf)}" in words_of(pdf)
    assert words_of(pdf).count(REFERENCE) >= pages_of(pdf)


CARD = RightsCard(msg("Saraya"), ON)


def test_a_right_stands_with_its_article_its_source_and_its_day() -> None:
    text = written(rights_card(CARD, AROUND, english(), layout(Paper.A6)))
    for sentence in (
        "Your rights", "Saraya", "Every child may go to school.", "Education Act, section 12", "Gazette 7", "checked",
        "Does using this hurt us later?", "Nothing is written down.", "Children's line", "555-0101",
    ):  # fmt: skip
        assert sentence in text, sentence


def test_nothing_is_said_about_later_where_the_region_does_not_know() -> None:
    text = written(rights_card(CARD, replace(AROUND, after_use=None), english(), layout(Paper.A6)))
    assert "hurt us later" not in text


def test_a_source_is_not_told_twice() -> None:
    right = StatedRight(msg("A right."), "Convention on Rights, article 2", "Convention on Rights (1989)", ON)
    text = written(rights_card(CARD, Around((right,)), english(), layout(Paper.A6)))
    assert "(1989)" not in text


@pytest.mark.parametrize("first", LANGUAGES)
def test_a_card_is_two_sides_at_most(first: str) -> None:
    around = replace(AROUND, rights=AROUND.rights * 3)
    assert pages_of(render(rights_card(CARD, around, bilingual(first, "en"), layout(Paper.A6, example=True)))) <= 2


QUESTIONS = (msg("Do people need to show an identity or immigration document to use this service?"),)
SHEET = CallSheet(ON, (Call(SCHOOL, QUESTIONS, (msg("Which papers do people have to bring?"),)),))


def test_a_call_sheet_asks_in_the_language_of_the_service_and_tells_of_nobody() -> None:
    words = bilingual("th", "en")
    text = written(call_sheet(SHEET, words, layout()))
    assert words.first.gettext(str(QUESTIONS[0])) in text
    for sentence in (str(QUESTIONS[0]), "Which papers", "Riverbank School", "555-0110", "Yes", "No", "Who answered"):
        assert sentence in text, sentence
    assert "Do not say that a family waits" in text
    assert REFERENCE not in text


@pytest.mark.parametrize("first", LANGUAGES)
def test_five_places_to_call_stay_together_place_by_place(first: str) -> None:
    sheet = CallSheet(date(2026, 11, 24), SHEET.calls * 5)
    assert pages_of(render(call_sheet(sheet, bilingual(first, "en"), layout()))) <= 2
