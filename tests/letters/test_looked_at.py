"""What a look at every kind of paper in every language found: kept as it was put right."""

from __future__ import annotations

import re

from referral_assistant.i18n import Catalog
from referral_assistant.letters.blocks import (
    Block,
    Box,
    Column,
    Columns,
    Document,
    Heading,
    Paper,
    Paragraph,
    Text,
    WritingLines,
)
from referral_assistant.letters.contents import HelpNumber
from referral_assistant.letters.flow import flow
from referral_assistant.letters.ink import Drawing, TextInk
from referral_assistant.letters.paginate import pages_of
from referral_assistant.letters.parts import help_lines
from referral_assistant.letters.style import style_of
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import msg


def _document(*blocks: Block) -> Document:
    return Document("Paper", "en", Paper.A6, blocks, large_print=True)


def test_lines_to_write_on_end_level_whatever_their_labels() -> None:
    labels = ("Stamp", "Signature of whoever answers, or the mark of that person")
    block = Columns(tuple(Column((WritingLines(Text(label, "en"), None, 1, 12),)) for label in labels))
    (piece,) = flow(block, 300, style_of(_document(), right=False))
    lines = [ink.y + ink.height for ink in piece.inks if isinstance(ink, Drawing)]
    texts = {ink.y for ink in piece.inks if isinstance(ink, TextInk)}
    assert len(lines) == 2
    assert len(texts) > 1
    assert abs(lines[0] - lines[1]) < 0.01


def test_a_heading_is_not_left_alone_where_its_box_needs_a_page() -> None:
    heading = Heading(Text("Ask the vaccinator, when she has a moment, about these vaccines and doses:", "en"))
    box = Box(tuple(Paragraph(Text(f"Vaccine {number}: dose {number}", "en")) for number in range(1, 15)))
    first, *rest = pages_of(_document(heading, box))
    assert rest
    assert sum(isinstance(ink, TextInk) for ink in first.inks) > 10


def test_letters_keep_off_the_frame_beside_them_when_gaps_shrink() -> None:
    style = style_of(_document(), right=False, room=0.3)
    (piece,) = flow(Box((Paragraph(Text("Come back to us.", "en")),)), 200, style)
    text = next(ink for ink in piece.inks if isinstance(ink, TextInk))
    assert text.x >= 0.4 * text.size


def test_short_hours_are_not_cut_and_sentences_need_no_dot_between_them() -> None:
    words = Bilingual(Catalog.load("en", "letters"), None)
    (line,) = help_lines((HelpNumber(msg("{name}", name="Ambulance"), "555-0100", "24 h"),), words)
    assert isinstance(line, Paragraph)
    assert "24\u00a0h" in line.text.content
    assert re.fullmatch(
        r"I speak Lao\. An interpreter is needed\.",
        words.text((msg("I speak {language}.", language="Lao"), msg("An interpreter is needed."))).content,
    )
