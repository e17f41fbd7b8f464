"""Text out equals text in: by poppler's pdftotext and by pdfium, on pages alone, under another language and beside one.

docs/letters.md says what the numbers are and what no marking can cure.
"""

from __future__ import annotations

import re
from itertools import product

import pytest

from referral_assistant.letters.blocks import Arrangement, Document, Pair, Paper, Paragraph, Text
from referral_assistant.letters.embedding import EmbeddedFont
from referral_assistant.letters.extraction import draw
from referral_assistant.letters.fonts import Font
from referral_assistant.letters.page import render
from referral_assistant.letters.style import MILLIMETRE, style_of
from tests.letters.hard_sentences import NEIGHBOURS, RIGHT_TO_LEFT, SENTENCES
from tests.letters.reading import comparable, lines, needs_poppler, one_a_page, pdfium, poppler

ALL = {**SENTENCES, **NEIGHBOURS}
# Hanifi Rohingya lies beyond the plane that pdfium's table of directions knows: its words come out turned around.
TURNED_BY_PDFIUM = {"rhg"}
PARTNERS = ("en", "my", "th", "ar", "ur", "fa", "ps")


@needs_poppler
@pytest.mark.parametrize("language", SENTENCES)
def test_every_sentence_comes_out_exactly(language: str) -> None:
    pdf = one_a_page(SENTENCES[language], language)
    wanted = [comparable(text) for text in SENTENCES[language]]
    assert [comparable(text) for text in poppler(pdf)] == wanted
    assert [comparable(text) for text in pdfium(pdf)] == wanted


@needs_poppler
@pytest.mark.parametrize("language", NEIGHBOURS)
def test_languages_of_neighbours_come_out_exactly(language: str) -> None:
    pdf = one_a_page(NEIGHBOURS[language], language)
    wanted = [comparable(text) for text in NEIGHBOURS[language]]
    assert [comparable(text) for text in poppler(pdf)] == wanted
    if language not in TURNED_BY_PDFIUM:
        assert [comparable(text) for text in pdfium(pdf)] == wanted


@needs_poppler
def test_hanifi_rohingya_loses_nothing_in_pdfium() -> None:
    for text, read in zip(NEIGHBOURS["rhg"], pdfium(one_a_page(NEIGHBOURS["rhg"], "rhg")), strict=True):
        assert sorted(comparable(read).replace(" ", "")) == sorted(comparable(text).replace(" ", ""))


@needs_poppler
@pytest.mark.parametrize("language", ALL)
def test_narrow_lines_come_out_as_they_are_set(language: str) -> None:
    """Each line of a receipt is a line of both extractors."""
    sentences = ALL[language]
    pdf = one_a_page(sentences, language, Paper.ROLL_80)
    width = units(72, Paper.ROLL_80, language)
    for text, first, second in zip(sentences, poppler(pdf), pdfium(pdf), strict=True):
        wanted = [comparable(line.text) for line in lines(text, language, width)]
        assert [comparable(line) for line in first.splitlines() if comparable(line)] == wanted
        if language not in TURNED_BY_PDFIUM:
            assert [comparable(line) for line in second.splitlines() if comparable(line)] == wanted


@needs_poppler
@pytest.mark.parametrize(("first", "second"), [pair for pair in product(PARTNERS, repeat=2) if len(set(pair)) == 2])
def test_two_languages_one_under_the_other(first: str, second: str) -> None:
    pairs = list(zip(SENTENCES[first], SENTENCES[second], strict=False))
    pdf = render([document(one, first, two, second, Arrangement.STACKED) for one, two in pairs])
    assert [comparable(text) for text in pdfium(pdf)] == [comparable(f"{one} {two}") for one, two in pairs]
    for texts, read in zip(pairs, poppler(pdf), strict=True):
        # Poppler may take a short line at the left and one at the right for columns.
        assert comparable(read) in {comparable(" ".join(order)) for order in (texts, texts[::-1])}


@needs_poppler
@pytest.mark.parametrize(("first", "second"), [pair for pair in product(PARTNERS, repeat=2) if len(set(pair)) == 2])
def test_two_languages_side_by_side(first: str, second: str) -> None:
    """Lines that stand beside each other may come out in any order, but each whole and in its own order."""
    pairs = list(zip(SENTENCES[first], SENTENCES[second], strict=False))
    pdf = render([document(one, first, two, second, Arrangement.SIDE_BY_SIDE) for one, two in pairs])
    for (one, two), by_poppler, by_pdfium in zip(pairs, poppler(pdf), pdfium(pdf), strict=True):
        for language, text in ((first, one), (second, two)):
            for line in lines(text, language, units((210 - 32 - 11 / 72 * 25.4) / 2, Paper.A4, language)):
                assert comparable(line.text) in comparable(by_poppler)
                assert comparable(line.text) in comparable(by_pdfium)


def units(millimetres: float, paper: Paper, language: str) -> float:
    """Return a width on PAPER in 1/1000 of the size that text of LANGUAGE has there."""
    style = style_of(Document("Test", language, paper, ()), right=False)
    return millimetres * MILLIMETRE * 1000 / style.size_of(Text("", language))


def document(one: str, first: str, two: str, second: str, arrangement: Arrangement) -> Document:
    return Document("Test", first, Paper.A4, (Pair(Text(one, first), Text(two, second), arrangement),))


@needs_poppler
@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT & set(SENTENCES)))
def test_right_to_left_under_a_page_of_english(language: str) -> None:
    """Poppler decides a page's direction by counting: much more English must not turn the Arabic around."""
    english = [Paragraph(Text(text, "en")) for text in SENTENCES["en"]]
    pdf = render(
        [Document("Test", "en", Paper.A4, (*english, Paragraph(Text(text, language)))) for text in SENTENCES[language]]
    )
    for text, by_poppler, by_pdfium in zip(SENTENCES[language], poppler(pdf), pdfium(pdf), strict=True):
        for read in (by_poppler, by_pdfium):
            assert comparable(read).endswith(comparable(text))
            assert all(comparable(sentence) in comparable(read) for sentence in SENTENCES["en"])


@needs_poppler
@pytest.mark.parametrize(
    "text",
    [
        "½ (¼) … ™ № ℃",
        "“a” ‘b’ «c» ‹d›",
        "x < y > z ≤ 1 ≥ 2",
        "[a] {b} (c) – “d”",
        "a\u00a0b c",
        "100\u202f000 ÷ 3 × 2 ± 1",
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_signs_come_out_as_they_went_in(text: str, language: str) -> None:
    whole = f"كتاب {text} كتاب"
    pdf = one_a_page([whole], language)
    assert comparable(poppler(pdf)[0]) == comparable(whole)
    assert comparable(pdfium(pdf)[0]) == comparable(whole)


@needs_poppler
@pytest.mark.parametrize(
    "text",
    [
        "Ask مُحَمَّدٌ (12) now",
        "a قُرْآنٌ b",
        "عَلِيٌّ",
        "1 عَلِيٌّ 2",
        "well-",
        "قلم well-",
        "- قلم",
        "-",
        "قلم -",
        "#7 -؛",
        "x \u200fب–",
        "(بَ)",
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_marks_and_hyphens_at_the_edges_of_runs(text: str, language: str) -> None:
    pdf = one_a_page([text], language)
    assert comparable(poppler(pdf)[0]) == comparable(text)
    assert comparable(pdfium(pdf)[0]) == comparable(text)


@pytest.mark.parametrize("language", ["my", "ar", "th"])
def test_glyphs_that_measure_for_pdfium_say_spaces(language: str) -> None:
    """Firefox (pdf.js) would drop the text that is drawn left of any other sign, once the pen goes back."""
    fonts: dict[Font, EmbeddedFont] = {}

    def embedded(font: Font) -> EmbeddedFont:
        return fonts.setdefault(font, EmbeddedFont(font, f"F{len(fonts)}"))

    for text in SENTENCES[language]:
        (line,) = lines(text, language)
        for operators in re.findall(r"3 Tr(.*?)0 Tr", draw(line, 0, 0, 10, embedded, right_page=language == "ar")):
            for code in re.findall(r"<([0-9A-F]{4})>", re.sub(r"<FEFF[0-9A-F]*>", "", operators)):
                assert " " in {
                    font._pairs[int(code, 16)][1] for font in fonts.values() if int(code, 16) < len(font._pairs)
                }


def test_chrome_can_select_single_words() -> None:
    """Pdfium knows where each word of a mixed line stands: from right to left on the paper, in logical order in the text."""
    import pypdfium2

    text = "عيادة Mercy Clinic قريبة"
    with pypdfium2.PdfDocument(one_a_page([text], "ar")) as opened:
        page = opened[0].get_textpage()
        read = page.get_text_range()
        places = [page.get_charbox(read.index(word)) for word in ("عيادة", "Mercy", "Clinic", "قريبة")]
    middles = [(left + right) / 2 for left, _, right, _ in places]
    assert middles[0] > middles[2] > middles[1] > middles[3]
    assert all(top - bottom > 4 for _, bottom, _, top in places)
