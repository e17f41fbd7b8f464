"""Properties of every paper: it is laid out inside its margins, nothing is lost, and what is on it can be read again."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from unicodedata import normalize

import pypdfium2
from hypothesis import HealthCheck, given, reject, settings

from referral_assistant.errors import InputError
from referral_assistant.letters.blocks import Block, Document, Paper, Sheet, Text
from referral_assistant.letters.clean import lines_of
from referral_assistant.letters.ink import TextInk, _reach
from referral_assistant.letters.line import _DROPPED, direction
from referral_assistant.letters.page import render
from referral_assistant.letters.paginate import Page, pages_of
from referral_assistant.letters.style import _MARGINS, MILLIMETRE
from tests.letters.made import contents, papers, texts
from tests.letters.reading import comparable, needs_poppler, one_a_page, pdfium, poppler

# More, and others each time: EXAMPLES=3000 python -m pytest tests/letters/test_any_paper.py
EXAMPLES = int(os.environ.get("EXAMPLES", "0"))
often = settings(
    max_examples=EXAMPLES or 60,
    deadline=None,
    derandomize=not EXAMPLES,
    database=None,
    suppress_health_check=list(HealthCheck),
)
# Ink may leave the box of its line by this part of the letters' size and this many points: a tail, half of a frame's line.
TAIL, EDGE = 0.5, 2.0


def texts_of(block: object) -> Iterator[Text]:
    """Return every text in BLOCK that is drawn, whatever holds it."""
    if isinstance(block, Text):
        yield block
    elif isinstance(block, tuple):
        for part in block:
            yield from texts_of(part)
    elif hasattr(block, "__dataclass_fields__"):
        for name in block.__dataclass_fields__:
            if name != "alternative":
                yield from texts_of(getattr(block, name))


def laid_out(document: Document) -> list[Page]:
    try:
        return pages_of(document)
    except InputError as error:
        assert "pages" in str(error)  # noqa: PT017 - nothing else may be wrong with these
        reject()


@often
@given(papers())
def test_nothing_is_drawn_outside_the_margins(document: Document) -> None:
    margin = _MARGINS[document.paper] * MILLIMETRE
    for page in laid_out(document):
        for ink in page.inks:
            if isinstance(ink, TextInk):
                assert ink.x >= margin - 0.01
                assert ink.x + ink.line.width * ink.size / 1000 <= page.width - margin + 0.01
                assert ink.y - ink.line.ascent * ink.size >= margin - 0.01
                assert ink.y + ink.line.descent * ink.size <= page.height - margin + 0.01


@often
@given(papers())
def test_no_ink_leaves_the_margins(document: Document) -> None:
    """Look at the paper: drawings, frames and letters with long tails too."""
    sizes = [ink.size for page in laid_out(document) for ink in page.inks if isinstance(ink, TextInk)]
    margin = _MARGINS[document.paper] * MILLIMETRE - EDGE - TAIL * max(sizes, default=0)
    with pypdfium2.PdfDocument(render(document)) as opened:
        for page in opened:
            image = page.render(scale=1, grayscale=True).to_pil().convert("L")
            ink = image.point(lambda value: 255 * (value < 200)).getbbox()
            if ink:
                assert ink[0] >= margin - 1
                assert ink[1] >= margin - 1
                assert ink[2] <= image.width - margin + 1
                assert ink[3] <= image.height - margin + 1


@often
@given(papers())
def test_no_character_is_lost(document: Document) -> None:
    pages = laid_out(document)
    drawn = Counter(
        character
        for page in pages
        for ink in page.inks
        if isinstance(ink, TextInk)
        for character in seen(ink.line.text)
    )
    wanted: Counter[str] = Counter()
    for text in texts_of(document.blocks):
        wanted.update(seen("".join(lines_of(text.content))))
    if document.footer:
        reference = seen("".join(lines_of(document.footer.reference.content)))
        wanted.update({character: count * len(pages) for character, count in Counter(reference).items()})
    assert not wanted - drawn
    added = Counter({character: count for character, count in (drawn - wanted).items() if character not in "☒☐✂/"})
    assert not {character for character in added if not character.isdigit()}


def seen(text: str) -> str:
    return "".join(character for character in text if character not in _DROPPED and not character.isspace())


def letters(text: str) -> Counter[str]:
    """Count the characters of TEXT, letters and marks apart: a direction's mark may have kept them from composing."""
    return Counter(seen(normalize("NFD", comparable(text))))


@needs_poppler
@often
@given(papers())
def test_what_is_on_a_page_can_be_read_again(document: Document) -> None:
    pages = laid_out(document)
    pdf = render(document)
    for page, by_poppler, by_pdfium in zip(pages, poppler(pdf), pdfium(pdf), strict=True):
        wanted = letters("\n".join(ink.line.text for ink in page.inks if isinstance(ink, TextInk)))
        assert letters(by_poppler) == wanted
        if max(wanted, default="") <= "\uffff":
            assert letters(by_pdfium) == wanted - Counter({"\ufffd": wanted["\ufffd"]})


@often
@given(papers())
def test_it_is_one_page_where_it_can_be_one(document: Document) -> None:
    pages = laid_out(document)
    if len(pages) > 1 and document.paper is not Paper.ROLL_80:
        height = pages[0].height - 2 * _MARGINS[document.paper] * MILLIMETRE
        bottoms = [max((_reach(ink)[1] for ink in page.inks), default=height) for page in pages]
        tops = [min((_reach(ink)[0] for ink in page.inks), default=0) for page in pages]
        assert sum(bottoms) - sum(tops) > height * 0.5
    assert all(page.inks for page in pages[1:])


@often
@given(texts)
def test_a_line_is_as_wide_as_it_says_and_never_wider_than_its_room(text: Text) -> None:
    from tests.letters.reading import lines

    for width in (700, 2_500, 9_000):
        for line in lines(text.content, text.language, width):
            assert line.width == sum(glyph[2] for run in line.runs for glyph in run.glyphs)
            assert line.width <= width or len(line.text) <= 12
            assert line.base == direction(text.language)


@often
@given(contents)
def test_the_same_text_is_read_the_same_alone_and_in_a_sheet(content: str) -> None:
    document = Document("Test", "my", Paper.A6, (block(content),))
    laid_out(document)
    alone, sheet = pdfium(render(document)), pdfium(render(Sheet((document,))))
    assert comparable(" ".join(alone)) == comparable(" ".join(sheet)) or len(alone) > 1
    assert one_a_page([content], "my") == one_a_page([content], "my")


def block(content: str) -> Block:
    from referral_assistant.letters.blocks import Paragraph

    return Paragraph(Text(content, "my"))
