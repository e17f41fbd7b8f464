"""Pieces to pages: one page wherever it can be one, else as few as needed with the reference on each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from referral_assistant.errors import InputError
from referral_assistant.letters.blocks import Document, Footer, Paper, Sheet
from referral_assistant.letters.flow import flow
from referral_assistant.letters.ink import Drawing, Ink, Piece, TextInk, divided, moved, stacked
from referral_assistant.letters.line import direction
from referral_assistant.letters.style import LONGEST_ROLL, MILLIMETRE, Style, style_of
from referral_assistant.letters.typeset import text_pieces, width_of
from referral_assistant.message import fill, msg

MOST_PAGES = 60
# How far the room between blocks may shrink before a second page is begun.
_SQUEEZES = (1.0, 0.75, 0.5, 0.3)
# Nothing is cut off that is narrower than this, in points.
_EDGE = 9.0
# (size of the letters, room between things): what is tried, in this order, to save a second page.
_TRIES = ((1.0, 0.5), (0.94, 0.4), (0.86, 0.3))
# What room between things is taken to be part of the height, when a try is judged to be hopeless.
_OF_IT_ROOM = 0.15


@dataclass(frozen=True, slots=True)
class Page:
    """One page in points, with its inks placed on it."""

    width: float
    height: float
    inks: tuple[Ink, ...]


def pages_of(paper: Document | Sheet) -> list[Page]:
    """Lay out a document, or a sheet of small ones."""
    return _impose(paper) if isinstance(paper, Sheet) else _pages(paper)


def _pages(document: Document) -> list[Page]:
    style, pieces, room = _laid_out(document)
    parts = _one_page(pieces, room)
    if parts is None:
        style, parts, room = _smaller(document, pieces, room) or (style, fill_pages(pieces, room), room)
    if len(parts) > MOST_PAGES:
        raise _too_many(len(parts))
    return [_page(document, style, part, room, index + 1, len(parts)) for index, part in enumerate(parts)]


def _smaller(document: Document, pieces: list[Piece], room: float) -> tuple[Style, list[list[Piece]], float] | None:
    """Return DOCUMENT on one page with somewhat smaller letters and less room, or None; large print stays large."""
    height = stacked(pieces).height
    for scale, tight in () if document.large_print else _TRIES:
        if height * scale * (1 - _OF_IT_ROOM) <= room:
            style, smaller, new_room = _laid_out(document, scale, tight)
            if parts := _one_page(smaller, new_room):
                return style, parts, new_room
    return None


def _laid_out(document: Document, scale: float = 1.0, tight: float = 1.0) -> tuple[Style, list[Piece], float]:
    """Return the style, the pieces set in it, and the height that they may fill."""
    style = style_of(document, right=bool(direction(document.language)), scale=scale, room=tight)
    footer = _footer(document.footer, style, 1, 1)
    room = style.height - 2 * style.margin - (footer.height + style.gap if footer else 0)
    pieces: list[Piece] = []
    height = 0.0
    for block in document.blocks:
        flowed = flow(block, style.inner_width, style)
        height += sum(piece.height for piece in flowed)
        if height > room * MOST_PAGES:
            raise _too_many(int(height // room) + 1)
        pieces += flowed
    return style, pieces, room


def _too_many(count: int) -> InputError:
    return InputError(
        msg("The letter would have {count} pages (at most {limit}).", count=count, limit=MOST_PAGES), msg("Shorten it.")
    )


def _one_page(pieces: list[Piece], room: float) -> list[list[Piece]] | None:
    """Return all PIECES on one page, with less room between them if it must be, or None."""
    for squeeze in _SQUEEZES:
        tight = [replace(piece, gap=piece.gap * squeeze) for piece in pieces]
        if stacked(tight).height <= room:
            return [tight]
    return None


def fill_pages(pieces: list[Piece], room: float) -> list[list[Piece]]:
    """Fill page after page; what is glued together moves together when it fits on one page."""
    pages: list[list[Piece]] = [[]]
    used = 0.0
    for group in _groups(
        [part for piece in pieces for part in ([piece] if piece.height <= room else divided(piece, room))]
    ):
        height = sum(piece.gap + piece.height for piece in group)
        parts = [group] if height <= room else _parted(group, room)
        for part in parts:
            needed = sum(piece.gap + piece.height for piece in part)
            if pages[-1] and used + needed > room:
                pages.append([])
                used = 0.0
            used += needed - (0 if pages[-1] else part[0].gap)
            pages[-1].extend(part)
    return pages


def _parted(group: list[Piece], room: float) -> list[list[Piece]]:
    """Part what is glued together but too high for a page; what follows a heading begins below it all the same."""
    *heads, last = group
    left = room - sum(piece.gap + piece.height for piece in heads) - last.gap
    cut = divided(last, left) if heads and left >= room / 2 else []
    if not cut:  # Too little room below the heading, or a drawing alone, which cannot be cut.
        return [[piece] for piece in group]
    return [[*heads, cut[0]], *([piece] for piece in cut[1:])]


def _groups(pieces: list[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    glued = False
    for piece in pieces:
        if glued:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        glued = piece.glued
    return groups


def _page(document: Document, style: Style, pieces: list[Piece], room: float, page: int, pages: int) -> Page:
    body = stacked([piece for piece in pieces if not piece.foot])
    foot = stacked([piece for piece in pieces if piece.foot])
    footer = _footer(document.footer, style, page, pages)
    height = style.height
    if document.paper is Paper.ROLL_80:
        used = stacked(pieces).height
        room = used
        height = min(LONGEST_ROLL, used + 2 * style.margin + (footer.height + style.gap if footer else 0))
    inks = [
        *moved(body.inks, style.margin, style.margin),
        *moved(foot.inks, style.margin, style.margin + room - foot.height),
    ]
    if footer:
        inks += moved(footer.inks, style.margin, height - style.margin - footer.height)
    return Page(style.width, height, tuple(inks))


def _footer(footer: Footer | None, style: Style, page: int, pages: int) -> Piece | None:
    if footer is None:
        return None
    reference = stacked(text_pieces(footer.reference, style.inner_width, style, gap=0))
    if footer.pages is None or pages == 1:
        return reference
    content = fill(footer.pages.content, {"page": str(page), "pages": str(pages)})
    number = stacked(text_pieces(replace(footer.pages, content=content), style.inner_width, style, gap=0))
    if _meet(reference, number):
        return stacked([reference, number])
    return Piece(max(reference.height, number.height), (*reference.inks, *number.inks))


def _meet(one: Piece, other: Piece) -> bool:
    """Tell whether texts of two pieces would stand on each other in one row."""
    spans = [
        [(ink.x, ink.x + width_of(ink.line, ink.size)) for ink in piece.inks if isinstance(ink, TextInk)]
        for piece in (one, other)
    ]
    return any(left < end and start < right for left, right in spans[0] for start, end in spans[1])


def _impose(sheet: Sheet) -> list[Page]:
    """Put the pages of small documents on larger sheets, in rows, with lines to cut along."""
    width, height = (side * MILLIMETRE for side in sheet.paper.value)
    small = [page for document in sheet.documents for page in _pages(document)]
    if not small:
        return [Page(width, height, ())]
    cell_width, cell_height = max(page.width for page in small), max(page.height for page in small)
    if _room(height, width, cell_width, cell_height) > _room(width, height, cell_width, cell_height):
        width, height = height, width
    across, down = int((width + 1) // cell_width), int((height + 1) // cell_height)
    if not across or not down:
        raise InputError(
            msg("The slips are larger than the sheet that they are to go on."), msg("Choose a larger sheet.")
        )
    each = across * down
    return [
        _sheet(small[at : at + each], width, height, cell_width, cell_height, across)
        for at in range(0, len(small), each)
    ]


def _room(width: float, height: float, cell_width: float, cell_height: float) -> int:
    """Count the cells that fit on a sheet; a point of tolerance, since two A6 are not quite as wide as an A4."""
    return int((width + 1) // cell_width) * int((height + 1) // cell_height)


def _sheet(pages: list[Page], width: float, height: float, cell_width: float, cell_height: float, across: int) -> Page:
    inks: list[Ink] = []
    for index, page in enumerate(pages):
        inks += moved(page.inks, index % across * cell_width, index // across * cell_height)
    rows = -(-len(pages) // across)
    dashed = "0.35 G 0.5 w [4 3]0 d"
    inks += [
        Drawing(column * cell_width, 0, f"{dashed} 0 0 m 0 {height:.2f} l S")
        for column in range(1, across + 1)
        if column * cell_width < width - _EDGE
    ]
    inks += [
        Drawing(0, row * cell_height, f"{dashed} 0 0 m {width:.2f} 0 l S")
        for row in range(1, rows + 1)
        if row * cell_height < height - _EDGE
    ]
    return Page(width, height, tuple(inks))
