"""The slip for the vaccinator: questions, never orders; where to go; nothing about the child; a picture in shapes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from referral_assistant.letters.blocks import Paper, Pictogram
from referral_assistant.letters.page import render
from referral_assistant.letters.timeline import Mark, Row, Timeline, row_path, shape
from referral_assistant.letters.vaccine_slip import VaccinePlace, VaccineSlip, vaccine_slip
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import msg
from referral_assistant.referral import Door
from tests.letters.papers import SCHOOL, bilingual, english, layout, pages_of, written

ON = date(2026, 11, 24)
LINE = Timeline(
    (
        Row(msg("Measles"), ((0.8, Mark.OVERDUE), (0.9, Mark.DUE))),
        Row(msg("Polio"), ((0.1, Mark.GIVEN), (0.2, Mark.NOT_COUNTED), (0.97, Mark.NEXT))),
    ),
    0.9,
    ((0, "0"), (0.5, "½"), (0.8, "1")),
)
SLIP = VaccineSlip(
    ON,
    msg("Ask the vaccinator about:"),
    tuple(msg("{antigen}: dose {dose}", antigen=f"Vaccine {number}", dose=number) for number in range(1, 7)),
    (
        msg("No need to start again: doses already given count."),
        msg("A card was seen."),
        msg("Next: {antigen} from {day}", antigen="Polio", day=date(2026, 12, 20)),
        msg("This schedule is for people under {years} years.", years=18),
    ),
    timeline=LINE,
    where=VaccinePlace(SCHOOL, Door(date(2026, 10, 20), ())),
)


def made(slip: VaccineSlip = SLIP, words: Bilingual | None = None) -> str:
    return written(vaccine_slip(slip, words or english(), layout(Paper.A6)))


def test_it_asks_says_how_it_was_judged_and_where_to_go() -> None:
    text = made()
    for sentence in (
        "Ask the vaccinator about:", "Vaccine 6: dose 6", "These are questions. The vaccinator decides.",
        "No need to start again", "A card was seen. Next: Polio from 20 Dec 2026", "under 18 years", "Age in years",
        "given: ask if it counts", "Riverbank School", "555-0110", "No immigration document is needed", "24 Nov 2026",
    ):  # fmt: skip
        assert sentence in text, sentence
    assert pages_of(render(vaccine_slip(SLIP, english(), layout(Paper.A6)))) == 1


def test_nothing_in_it_is_an_order() -> None:
    text = made().lower()
    for word in ("give ", "administer", "must", "prescri", "should", "vaccinate with", "needs dose", "inject now"):
        assert word not in text, word


def test_without_evidence_it_says_to_call_first() -> None:
    text = made(replace(SLIP, where=VaccinePlace(SCHOOL, Door(None, None))))
    assert "nobody has confirmed yet" in text
    assert "immigration document" not in text


@pytest.mark.parametrize("first", ["en", "ar", "my", "th", "ur"])
def test_it_can_be_read_in_every_script(first: str) -> None:
    words = bilingual(first, "en" if first != "en" else "my")
    assert pages_of(render(vaccine_slip(SLIP, words, layout(Paper.A6)))) <= 3
    assert pages_of(render(vaccine_slip(SLIP, words, layout(Paper.A5, large=True)))) <= 4


def test_it_stands_without_a_picture_and_without_a_place() -> None:
    text = made(replace(SLIP, timeline=None, where=None, asks=()))
    assert "Age in years" not in text
    assert "Riverbank" not in text


def test_shapes_differ_without_colour_and_turn_with_the_page() -> None:
    drawn = {shape(mark, 10, 10, 5) for mark in Mark}
    assert len(drawn) == len(Mark)
    row = LINE.rows[0]
    assert row_path(row, LINE, 500, 30, mirrored=False) != row_path(row, LINE, 500, 30, mirrored=True)


def test_a_screen_reader_hears_the_marks() -> None:
    document = vaccine_slip(SLIP, english(), layout(Paper.A6))
    found = [text for text in _alternatives(document.blocks) if text]
    assert "was due from here, ask today" in found
    assert "0 · ½ · 1" in found


def _alternatives(blocks: object) -> list[str]:
    found = []
    for block in blocks if isinstance(blocks, tuple) else ():
        if isinstance(block, Pictogram) and block.alternative:
            found.append(block.alternative.content)
        for name in ("blocks", "columns"):
            found += _alternatives(getattr(block, name, ()))
    return found
