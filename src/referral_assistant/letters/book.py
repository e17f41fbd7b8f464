"""A book of many pages: chapters in columns under running heads, rows that lead to a page, page numbers in any digits.

Letters want to be one page; a book wants to be found through. It is set by the same engine (`flow`), but paginated here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from itertools import chain

from referral_assistant.errors import InputError
from referral_assistant.letters.blocks import Align, Block, Document, Paper, Size, Text, Tone, Weight
from referral_assistant.letters.flow import flow
from referral_assistant.letters.ink import GREY, Ink, Piece, TextInk, moved, rule, stacked
from referral_assistant.letters.line import direction
from referral_assistant.letters.paginate import Page, fill_pages
from referral_assistant.letters.style import Style, style_of
from referral_assistant.letters.typeset import text_pieces, width_of
from referral_assistant.message import msg

MOST_PAGES = 1500
_COLUMN_GAP = 2.2
# A book is held in the hand, a letter is read over a desk: its letters are a little smaller.
_SCALE = 0.92
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A line that leads to the page on which TARGET stands; `level` 1 is set in a little."""

    text: Text
    target: str
    second: Text | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What stands together: blocks or rows. `anchors` name it for rows; `head` runs over the pages from here on."""

    content: tuple[Block | Row, ...]
    anchors: tuple[str, ...] = ()
    head: Text | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts that begin on a new page, in one column or two."""

    parts: tuple[Part, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Book:
    """Chapters in order. `number` writes a page number in the reader's digits; `foot` stands on every page but the first."""

    title: str
    language: str
    paper: Paper
    chapters: tuple[Chapter, ...]
    number: Callable[[int], str] = str
    foot: Text | None = None
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class _Marked(Piece):
    """A piece that somebody looks for, that leads to another, or from which on another head runs."""

    anchors: tuple[str, ...] = ()
    target: str = ""
    head: Text | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page before its numbers are known: the pieces of its columns and the head that runs over it."""

    columns: tuple[tuple[Piece, ...], ...]
    width: float
    head: Text | None


@dataclass
class _Layout:
    """The measures of one book."""

    book: Book
    style: Style = field(init=False)
    top: float = field(init=False, default=0)
    bottom: float = field(init=False, default=0)
    digits: float = field(init=False)

    def __post_init__(self) -> None:
        book = self.book
        document = Document(book.title, book.language, book.paper, (), None, book.large_print)
        self.style = style_of(document, right=bool(direction(book.language)), scale=_SCALE)
        heads = {part.head for chapter in book.chapters for part in chapter.parts if part.head is not None}
        gap = self.style.gap
        self.top = max((self.line(head).height for head in heads), default=0) + gap * 1.5
        foot = self.line(book.foot).height if book.foot else 0
        self.bottom = max(foot, self.line(self.page_number(8888)).height) + gap
        (wide,) = text_pieces(self._in_digits(8888), 1e6, self.style)[0].inks
        assert isinstance(wide, TextInk)
        self.digits = width_of(wide.line, wide.size) + gap

    @property
    def room(self) -> float:
        return self.style.height - 2 * self.style.margin - self.top - self.bottom

    def line(self, text: Text) -> Piece:
        return stacked(text_pieces(text, self.style.inner_width * 0.8, self.style, gap=0, role="Artifact"))

    def page_number(self, page: int) -> Text:
        return replace(self._in_digits(page), size=Size.BODY, weight=Weight.BOLD)

    def _in_digits(self, page: int) -> Text:
        return Text(self.book.number(page), self.book.language, align=Align.END)

    def width(self, columns: int) -> float:
        return (self.style.inner_width - (columns - 1) * self.style.gap * _COLUMN_GAP) / columns


def pages_of_book(book: Book, report: Report | None = None) -> list[Page]:
    """Lay out BOOK; REPORT(done, total) counts its parts and may raise to stop.

    Raises InputError when a character is in no font, or when there would be more than `MOST_PAGES`.
    """
    layout = _Layout(book)
    total = sum(len(chapter.parts) for chapter in book.chapters)
    sheets: list[_Sheet] = []
    done = 0
    for chapter in book.chapters:
        width = layout.width(chapter.columns)
        pieces: list[Piece] = []
        for part in chapter.parts:
            if report is not None and done % 10 == 0:
                report(done, total)
            pieces += _flowed(part, width, layout)
            done += 1
        sheets += _sheets(pieces, chapter, width, layout)
        if len(sheets) > MOST_PAGES:
            raise InputError(
                msg("The booklet would have more than {limit} pages.", limit=MOST_PAGES),
                msg("Choose one area or one need."),
            )
    numbers = {
        anchor: number
        for number, sheet in enumerate(sheets, 1)
        for piece in chain.from_iterable(sheet.columns)
        if isinstance(piece, _Marked)
        for anchor in piece.anchors
    }
    return [_page(sheet, number, numbers, layout) for number, sheet in enumerate(sheets, 1)]


def _flowed(part: Part, width: float, layout: _Layout) -> list[Piece]:
    pieces: list[Piece] = []
    for content in part.content:
        if isinstance(content, Row):
            pieces.append(_row(content, width, layout))
        else:
            pieces += flow(content, width, layout.style)
    if pieces and (part.anchors or part.head is not None):
        first = _marked(pieces[0])
        pieces[0] = replace(first, anchors=part.anchors, head=part.head)
    return pieces


def _marked(piece: Piece) -> _Marked:
    if isinstance(piece, _Marked):
        return piece
    return _Marked(**{one.name: getattr(piece, one.name) for one in fields(Piece)})


def _row(row: Row, width: float, layout: _Layout) -> Piece:
    """Set a row without its number, which is not known yet and always fits beside its last line."""
    style = layout.style
    inset = style.gap * 2.2 * row.level
    room = width - layout.digits - inset
    texts = [row.text, *([row.second] if row.second is not None else [])]
    pieces = [
        piece
        for index, text in enumerate(texts)
        for piece in text_pieces(text, room, style, gap=0 if index else style.gap * 0.5, label=True)
    ]
    whole = stacked(pieces)
    # Lines that keep to the right end where the column does; the others leave the room for the number at their right.
    left = layout.digits if style.right else inset
    return replace(_marked(whole), inks=moved(whole.inks, left, 0), target=row.target, glued=False)


def _sheets(pieces: list[Piece], chapter: Chapter, width: float, layout: _Layout) -> list[_Sheet]:
    """Fill column after column, and put as many on a page as the chapter has side by side."""
    columns = [tuple(column) for column in fill_pages(pieces, layout.room)]
    sheets: list[_Sheet] = []
    head: Text | None = None
    for at in range(0, len(columns), chapter.columns):
        these = tuple(columns[at : at + chapter.columns])
        heads = [piece.head for piece in chain.from_iterable(these) if isinstance(piece, _Marked) and piece.head]
        first = these[0][0] if these[0] else None
        opens = isinstance(first, _Marked) and first.head is not None
        shown = heads[0] if heads and (opens or head is None) else head
        head = heads[-1] if heads else head
        sheets.append(_Sheet(these, width, shown))
    return sheets


def _page(sheet: _Sheet, number: int, numbers: dict[str, int], layout: _Layout) -> Page:
    style = layout.style
    inks: list[Ink] = []
    step = sheet.width + style.gap * _COLUMN_GAP
    for index, column in enumerate(sheet.columns):
        x = style.margin + (style.inner_width - sheet.width - index * step if style.right else index * step)
        y = style.margin + layout.top
        for position, piece in enumerate(column):
            y += piece.gap if position else 0
            inks += moved(piece.inks, x, y)
            if isinstance(piece, _Marked) and piece.target in numbers:
                inks += moved(_leading(piece, numbers[piece.target], sheet.width, layout), x, y)
            y += piece.height
    if number > 1:
        inks += _around(sheet.head, number, layout)
    return Page(style.width, style.height, tuple(inks))


def _leading(piece: Piece, number: int, width: float, layout: _Layout) -> tuple[Ink, ...]:
    """Return the page number at the end of a row, and the dots that lead to it."""
    style = layout.style
    last = max((ink for ink in piece.inks if isinstance(ink, TextInk)), key=lambda ink: ink.y)
    text = Text(layout.book.number(number), layout.book.language, align=Align.END)
    (ink,) = text_pieces(text, width, style)[0].inks
    assert isinstance(ink, TextInk)
    own = width_of(ink.line, ink.size)
    x = 0.0 if style.right else width - own
    gap = style.gap * 0.6
    texts = [one for one in piece.inks if isinstance(one, TextInk) and one.y == last.y]
    left = min(one.x for one in texts)
    right = max(one.x + width_of(one.line, one.size) for one in texts)
    start, end = (own + gap, left - gap) if style.right else (right + gap, x - gap)
    dots = (rule(start, last.y - 0.5, end - start, thickness=0.6, grey=GREY, dash="0.6 3"),) if end > start else ()
    return (replace(ink, x=x, y=last.y), *dots)


def _around(head: Text | None, number: int, layout: _Layout) -> list[Ink]:
    """Return what stands over and under every page: where one is, the book's name, the number."""
    style = layout.style
    inks: list[Ink] = []
    inner = style.inner_width
    if head is not None:
        piece = layout.line(head)
        x = style.margin + (inner * 0.2 if style.right else 0)
        inks += moved(piece.inks, x, style.margin)
        inks.append(rule(style.margin, style.margin + layout.top - style.gap, inner))
    floor = style.height - style.margin
    page = stacked(text_pieces(layout.page_number(number), inner, style, gap=0, role="Artifact"))
    # The number stands at the end of the line whatever its digits are: at the outer edge of a page that starts there.
    ink = page.inks[0]
    assert isinstance(ink, TextInk)
    x = style.margin if style.right else style.margin + inner - width_of(ink.line, ink.size)
    inks.append(replace(ink, x=x, y=floor - page.height + ink.y))
    if layout.book.foot is not None:
        foot = layout.line(replace(layout.book.foot, size=Size.SMALL, tone=Tone.QUIET))
        inks += moved(foot.inks, style.margin + (inner * 0.2 if style.right else 0), floor - foot.height)
    return inks
