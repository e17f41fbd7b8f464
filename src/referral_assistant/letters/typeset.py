"""Texts to pieces: one piece a line, so that a page may end between any two but not after the first or before the last."""

from __future__ import annotations

from dataclasses import replace

from referral_assistant.letters.blocks import Align, Size, Text, Tone, Weight
from referral_assistant.letters.clean import lines_of
from referral_assistant.letters.ink import BLACK, GREY, Piece, Tag, TextInk
from referral_assistant.letters.line import Line, direction, set_lines, to_points
from referral_assistant.letters.style import Style


def text_pieces(
    text: Text,
    width: float,
    style: Style,
    *,
    role: str = "P",
    gap: float | None = None,
    grey: float | None = None,
    label: bool = False,
) -> list[Piece]:
    """Set TEXT into lines of WIDTH points; the first piece has the gap above it.

    A `label` of one line stands where the page starts, whatever its own direction, so that it stays beside what it labels.
    """
    size = style.size_of(text)
    width = max(width, 1.0)
    lines = clean_lines(text, width, size)
    widest = max(width_of(line, size) for line in lines)
    if widest > width:  # a letter wider than its column
        size *= width / widest * 0.99
        lines = clean_lines(text, width, size)
    tag = Tag(role, text.language, "\n".join(lines_of(text.content)))
    short = len(lines) <= 2 if text.align is Align.PAGE else label and len(lines) == 1 and text.align is Align.START
    side = style.right if short else None
    ink = grey if grey is not None else (GREY if text.tone is Tone.QUIET else BLACK)
    pieces = [
        Piece(
            (line.ascent + line.descent) * size,
            (TextInk(_left(line, text, width, size, side), line.ascent * size, line, size, tag, ink),),
        )
        for line in lines
    ]
    room = style.gap if gap is None else gap
    last = len(pieces) - 1
    return [
        replace(piece, gap=0 if index else room, glued=last > 0 and index != last and (index == 0 or index == last - 1))
        for index, piece in enumerate(pieces)
    ]


def clean_lines(text: Text, width: float, size: float) -> list[Line]:
    """Return the set lines of TEXT at SIZE points in WIDTH points."""
    room = max(width * 1000 / size, 1.0)
    bold = text.weight is Weight.BOLD
    return [line for part in lines_of(text.content) for line in set_lines(part, text.language, bold=bold, width=room)]


def width_of(line: Line, size: float) -> float:
    """Return the width of LINE in points."""
    return to_points(line.width, size)


def mark(character: str, language: str, size: Size = Size.BODY) -> Text:
    """Return a sign such as a tick box as a text."""
    return Text(character, language, size)


def _left(line: Line, text: Text, width: float, size: float, right: bool | None) -> float:
    free = width - width_of(line, size)
    if text.align is Align.CENTER:
        return free / 2
    if right is None:
        right = (text.align is Align.END) != bool(direction(text.language))
    return free if right else 0.0
