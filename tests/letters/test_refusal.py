"""A character that no bundled font has refuses the paper and is named: never a box, never a blank."""

from __future__ import annotations

from itertools import pairwise

import pytest

from referral_assistant.errors import InputError
from referral_assistant.letters.blocks import (
    Badge,
    Block,
    Box,
    Checklist,
    Column,
    Columns,
    Document,
    Field,
    Fields,
    Foot,
    Footer,
    Heading,
    Pair,
    Paper,
    Paragraph,
    Sheet,
    Text,
    Tick,
    Together,
    Weight,
    WritingLines,
)
from referral_assistant.letters.breaks import graphemes
from referral_assistant.letters.fonts import library
from referral_assistant.letters.page import render
from referral_assistant.letters.shape import Run
from tests.letters.hard_sentences import SENTENCES
from tests.letters.reading import lines, one_a_page, pdfium
from tests.letters.reference import outline

MISSING = [
    ("\U0001f600", "U+1F600 GRINNING FACE"), ("א", "U+05D0 HEBREW LETTER ALEF"), ("ა", "U+10D0 GEORGIAN LETTER AN"),
    ("가", "U+AC00 HANGUL SYLLABLE GA"), ("అ", "U+0C05 TELUGU LETTER A"), ("ᨀ", "U+1A00 BUGINESE LETTER KA"),
    ("\U00020000", "U+20000 CJK UNIFIED IDEOGRAPH-20000"), ("㿿", "U+3FFF"), ("\ue000", "U+E000"), ("\U000f0000", "U+F0000"),
    ("\u0378", "U+0378"), ("⠁", "U+2801 BRAILLE PATTERN DOTS-1"), ("𝔸", "U+1D538 MATHEMATICAL DOUBLE-STRUCK CAPITAL A"),
]  # fmt: skip
HOLE = Text("before \U0001f600 after", "en")
FINE = Text("fine", "en")


@pytest.mark.parametrize(("character", "name"), MISSING)
@pytest.mark.parametrize("language", ["en", "my", "ur", "zh_Hans"])
def test_the_character_is_named(character: str, name: str, language: str) -> None:
    with pytest.raises(InputError) as raised:
        one_a_page([f"{SENTENCES[language][0]} {character}"], language)
    assert f"“{character}” ({name}" in str(raised.value)
    assert "Write that word in another way" in str(raised.value)


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(HOLE), Heading(HOLE), Heading(FINE, HOLE), Pair(FINE, HOLE), Fields((Field(FINE, HOLE),)),
        Fields((Field(FINE, FINE, second_value=HOLE),)), Checklist((Tick(HOLE),)), Checklist((Tick(FINE, second=HOLE),)),
        WritingLines(HOLE), Badge(HOLE), Box((Paragraph(HOLE),)), Together((Box((Paragraph(HOLE),)),)), Foot((Paragraph(HOLE),)),
        Columns((Column((Paragraph(FINE),)), Column((Badge(HOLE),)))),
    ],
    ids=lambda block: type(block).__name__,
)  # fmt: skip
def test_in_every_kind_of_block(block: Block) -> None:
    document = Document("Test", "en", Paper.A6, (block,))
    with pytest.raises(InputError, match="GRINNING FACE"):
        render(document)
    with pytest.raises(InputError, match="GRINNING FACE"):
        render(Sheet((Document("Test", "en", Paper.A6, (Paragraph(FINE),)), document)))


def test_in_the_footer() -> None:
    with pytest.raises(InputError, match="GRINNING FACE"):
        render(Document("Test", "en", Paper.A6, (Paragraph(FINE),), Footer(HOLE)))


def test_the_first_of_several_is_named() -> None:
    with pytest.raises(InputError, match="HEBREW LETTER BET"):
        one_a_page(["a ב א"], "en")


def test_a_name_that_bold_lacks_is_printed_in_regular() -> None:
    """The bold Chinese font is cut to a smaller set than the regular one."""
    name = "喆"
    bold = [line for part in ("王" + name,) for line in lines(part, "zh_Hans", bold=True)]
    stems = {run.font.path.stem for line in bold for run in line.runs}
    assert stems == {"NotoSansSC-GB2312-Bold", "NotoSansSC-GBK-Regular"}
    text = Text("王" + name, "zh_Hans", weight=Weight.BOLD)
    assert "王" + name in pdfium(render(Document("Test", "zh_Hans", Paper.A6, (Paragraph(text),))))[0]


def test_any_language_may_stand_in_any_other() -> None:
    everything = " ".join(sentences[0] for sentences in SENTENCES.values())
    for language in SENTENCES:
        assert one_a_page([everything], language)


def test_a_language_that_nobody_knows_is_set_by_its_characters() -> None:
    (line,) = lines("Ꞌyomi မြန်မာ العربية", "qaa")
    assert {run.font.script for run in line.runs} == {"Latn", "Mymr", "Arab"}


def test_every_letter_that_is_drawn_has_ink() -> None:
    """Nothing that a font claims to have is blank: that would be a box of the other kind."""
    for language, sentences in SENTENCES.items():
        for text in sentences:
            for line in lines(text, language):
                clusters = sorted({glyph[1] - line.offset for run in line.runs for glyph in run.glyphs})
                inked = {glyph[1] - line.offset for run in line.runs for glyph in run.glyphs if has_ink(run, glyph[0])}
                bases = [at for at in graphemes(line.text) if at in clusters]
                for start, end in pairwise([*bases, len(line.text)]):
                    if line.text[start:end].strip(" \u00a0\u3000\u200c\u200d"):
                        assert any(at in inked for at in range(start, end)), (text, line.text[start:end])


def has_ink(run: Run, glyph: int) -> bool:
    name, _, weight = run.font.path.stem.rpartition("-")
    return bool(outline(name, glyph, weight))


def test_all_fonts_of_the_table_ship() -> None:
    for key in library()._fonts:
        assert library().font(key, bold=False) is not None
