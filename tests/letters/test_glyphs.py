"""The glyphs of every hard sentence are those that HarfBuzz gives, also when lines are cut, also in the file."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from referral_assistant.letters.blocks import Document, Paper, Paragraph, Text
from referral_assistant.letters.compile import write
from referral_assistant.letters.ink import TextInk
from referral_assistant.letters.line import Line
from referral_assistant.letters.page import render
from referral_assistant.letters.paginate import pages_of
from tests.letters.drawn import reference_page
from tests.letters.hard_sentences import NEIGHBOURS, RIGHT_TO_LEFT, SENTENCES
from tests.letters.reading import WIDE, lines
from tests.letters.reference import face, word_glyphs, words

ALL = {**SENTENCES, **NEIGHBOURS}
LANGUAGES = [
    "en",
    "my",
    "th",
    "lo",
    "km",
    "vi",
    "id",
    "ms",
    "fil",
    "zh_Hans",
    "bn",
    "hi",
    "ne",
    "ta",
    "si",
    "ur",
    "fa",
    "ps",
    "ar",
]
WIDTHS = (2_500, 6_000, 11_000)


def glyphs_of(line: Line, start: int, end: int) -> tuple[list[int], set[str]]:
    """Return the glyphs, from left to right, and the fonts that LINE draws for its text[start:end]."""
    found, fonts = [], set()
    for run in line.runs:
        for gid, cluster, *_ in run.glyphs:
            if start <= cluster - line.offset < end:
                found.append(gid)
                fonts.add(run.font.path.stem.rpartition("-")[0])
    return found, fonts


def differences(line: Line, language: str, weight: str = "Regular") -> list[str]:
    """Return the words of LINE whose glyphs or font are not HarfBuzz's."""
    wrong = []
    for word in words(line.text, language):
        drawn, fonts = glyphs_of(line, word.start, word.end)
        if fonts != {word.font} or drawn != word_glyphs(word, language, weight):
            wrong.append(f"{word.text} in {fonts}: {drawn}, not {word_glyphs(word, language, weight)} of {word.font}")
    return wrong


def test_every_language_has_twelve_sentences_and_they_are_hard() -> None:
    assert list(SENTENCES) == LANGUAGES
    for language, sentences in SENTENCES.items():
        assert len(sentences) >= 12, language
        assert len(set(sentences)) == len(sentences), language
        everything = "".join(sentences)
        assert any(map(str.isdigit, everything)), language
        assert any(character.isascii() and character.isalpha() for character in everything), language
        assert {"%", "٪"} & set(everything), language
        assert {"(", "（"} & set(everything), language
    assert {"en", "my", "vi", "fil", "bn", "ta", "si"} <= decomposed()


def decomposed() -> set[str]:
    """Return the languages that have a sentence which is not in NFC."""
    return {
        key for key, texts in SENTENCES.items() if not all(unicodedata.is_normalized("NFC", text) for text in texts)
    }


@pytest.mark.parametrize("language", ALL)
def test_glyphs_of_whole_lines_are_harfbuzzs(language: str) -> None:
    found = [line for text in ALL[language] for line in lines(text, language)]
    assert len(found) == len(ALL[language])
    assert not [difference for line in found for difference in differences(line, language)]
    assert sum(len(list(words(line.text, language))) for line in found) > 2 * len(found)


@pytest.mark.parametrize("language", SENTENCES)
def test_glyphs_of_bold_lines_are_harfbuzzs(language: str) -> None:
    if language == "zh_Hans":
        pytest.skip("a bold sign outside the common set is drawn in regular")
    for text in SENTENCES[language]:
        for line in lines(text, language, bold=True):
            assert not differences(line, language, "Bold")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ALL)
def test_glyphs_of_cut_lines_are_harfbuzzs(language: str, width: int) -> None:
    """A line is shaped as if the others were not there: no letter keeps the form that joined it to one on another line."""
    for text in ALL[language]:
        for line in lines(text, language, width):
            assert not differences(line, language), text


@pytest.mark.parametrize("width", [WIDE, *WIDTHS])
@pytest.mark.parametrize("language", ALL)
def test_no_box_and_every_character_is_drawn(language: str, width: float) -> None:
    for text in ALL[language]:
        for line in lines(text, language, width):
            drawn = {glyph[1] - line.offset for run in line.runs for glyph in run.glyphs}
            assert all(glyph[0] for run in line.runs for glyph in run.glyphs), text
            spans = sorted((run.start - line.offset, run.end - line.offset) for run in line.runs)
            assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])], text
            assert spans[-1][1] == len(line.text)
            assert all(any(start <= at < end for at in drawn) for start, end in spans)


@pytest.mark.parametrize("language", ["fa", "ps", "ar", "ckb"])
def test_four_six_and_seven_are_those_of_persian(language: str) -> None:
    """The font's localised forms would print those of Urdu in every language."""
    (line,) = lines("۴۶۷", language)
    font = face("NotoNaskhArabic")[1]
    assert [font.glyph_to_string(glyph[0]) for glyph in line.runs[0].glyphs] == ["uni06F4", "uni06F6", "uni06F7"]


def test_four_six_and_seven_are_those_of_urdu_in_urdu() -> None:
    (line,) = lines("۴۶۷", "ur")
    font = face("NotoNastaliqUrdu")[1]
    assert [font.glyph_to_string(glyph[0]) for glyph in line.runs[0].glyphs] == ["FourUrdu", "SixUrdu", "SevenUrdu"]


def test_a_run_stands_in_its_own_script() -> None:
    """What HarfBuzz is told decides how it reorders: a script of its own for each of these."""
    for language, script in {
        "ksw": "Mymr",
        "shn": "Mymr",
        "mnw": "Mymr",
        "rhg": "Rohg",
        "ti": "Ethi",
        "ckb": "Arab",
    }.items():
        for text in NEIGHBOURS[language]:
            (line,) = lines(text, language)
            assert script in {run.font.script for run in line.runs}, text
    for language in ("rhg_Latn", "cnh"):
        (line,) = lines(NEIGHBOURS[language][0], language)
        assert {run.font.script for run in line.runs} == {"Latn"}
        assert line.is_plain


@pytest.mark.parametrize("language", ALL)
def test_the_file_draws_what_harfbuzz_draws(language: str) -> None:
    """Lay the page of the file over a page of outlines, taken from the font files by ids and places of HarfBuzz's."""
    document = Document(
        "Test", language, Paper.ROLL_80, tuple(Paragraph(Text(text, language)) for text in ALL[language])
    )
    (page,) = pages_of(document)
    written = raster(render(document))
    assert written.getextrema() == (0, 255)
    assert astray(written, raster(reference_page(page, language))) < 60


def test_a_mark_a_little_out_of_place_shows() -> None:
    document = Document("Test", "my", Paper.ROLL_80, (Paragraph(Text("နံနက်", "my")),))
    (page,) = pages_of(document)
    ink = page.inks[0]
    assert isinstance(ink, TextInk)
    run = ink.line.runs[0]
    moved = [
        (gid, at, width, x - 120, y, unsafe) if not width else (gid, at, width, x, y, unsafe)
        for gid, at, width, x, y, unsafe in run.glyphs
    ]
    assert moved != run.glyphs
    wrong = replace(
        page, inks=(replace(ink, line=replace(ink.line, runs=(replace(run, glyphs=moved), *ink.line.runs[1:]))),)
    )
    assert astray(raster(write([wrong], title="Test", language="my")), raster(reference_page(page, "my"))) > 150


def raster(pdf: bytes) -> Image.Image:
    """Draw the page with 288 dots an inch, so that readers' care for thin lines does not count."""
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image.Image = document[0].render(scale=4, grayscale=True).to_pil()
        return image.convert("L")


def astray(first: Image.Image, second: Image.Image) -> int:
    """Return how dark the darkest ink of one image is that has no ink of the other within two dots."""
    assert first.size == second.size
    near = ImageFilter.MinFilter(5)
    found = 0
    for one, other in ((first, second), (second, first)):
        stray = ImageChops.subtract(other.filter(near), one).resize(smaller(one), Image.Resampling.BOX)
        found = max(found, *stray.tobytes())
    return found


def smaller(image: Image.Image) -> tuple[int, int]:
    """Return a third of a size: a single stray dot does not count."""
    return image.width // 3, image.height // 3


def test_right_to_left_is_known() -> None:
    from referral_assistant.letters.line import direction

    assert {language for language in ALL if direction(language)} == RIGHT_TO_LEFT
