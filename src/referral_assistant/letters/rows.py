"""Rows: labels with values, tick boxes, lines to write on."""

from __future__ import annotations

from dataclasses import replace

from referral_assistant.letters.blocks import Checklist, Field, Fields, Text, Tick, Tone, WritingLines
from referral_assistant.letters.ink import GREY, Piece, TextInk, beside, moved, rule, stacked
from referral_assistant.letters.style import MILLIMETRE, Style
from referral_assistant.letters.typeset import mark, text_pieces, width_of

# A column of ticks is at least as wide as this many letters.
_NARROWEST = 6
_TICKED, _EMPTY = "☒", "☐"


def fields(block: Fields, width: float, style: Style) -> list[Piece]:
    """Return one piece for each row."""
    gutter = style.gap
    label_width = (width - gutter) * max(0.1, min(block.label_share, 0.9))
    value_width = width - gutter - label_width
    return [piece for row in block.rows for piece in _field(row, label_width, value_width, gutter, style)]


def _field(row: Field, label_width: float, value_width: float, gutter: float, style: Style) -> list[Piece]:
    gap = style.gap * 0.6
    label = stacked(_two(_label(row.label), row.second_label and _label(row.second_label), label_width, style, gap))
    value = stacked(_two(row.value, row.second_value, value_width, style, gap))
    places = (value_width + gutter, 0.0) if style.right else (0.0, label_width + gutter)
    if value.height < style.height * 0.4:
        return [replace(beside(list(zip(places, (label, value), strict=True))), gap=gap)]
    whole = label_width + gutter + value_width
    return [replace(label, glued=True), *_two(row.value, row.second_value, whole, style, gap)]


def _label(text: Text) -> Text:
    return replace(text, tone=Tone.QUIET)


def _two(first: Text, second: Text | None, width: float, style: Style, gap: float) -> list[Piece]:
    """Return one text, or two one under the other; an empty text takes no room when there is another."""
    pieces = text_pieces(first, width, style, gap=gap, label=True)
    if second is not None:
        pieces += text_pieces(second, width, style, gap=0, label=True)
    return pieces


def checklist(block: Checklist, width: float, style: Style) -> list[Piece]:
    """Return one piece for each row of ticks."""
    gutter = style.gap
    narrow = max((style.size_of(item.text) for item in block.items), default=1) * _NARROWEST
    columns = max(1, min(block.columns, int((width + gutter) // (narrow + gutter))))
    part = (width - gutter * (columns - 1)) / columns
    pieces = []
    for at in range(0, len(block.items), columns):
        row = [_tick(item, part, style) for item in block.items[at : at + columns]]
        places = [index * (part + gutter) for index in range(len(row))]
        if style.right:
            places = [width - part - place for place in places]
        pieces.append(replace(beside(list(zip(places, row, strict=True))), gap=style.gap * 0.5))
    return pieces


def _tick(item: Tick, width: float, style: Style) -> Piece:
    size = style.size_of(item.text)
    sign = text_pieces(mark(_TICKED if item.ticked else _EMPTY, item.text.language, item.text.size), width, style)[0]
    box = sign.inks[0]
    assert isinstance(box, TextInk)
    step = width_of(box.line, box.size) + size * 0.5
    blank = item.blank * MILLIMETRE
    text = _two(item.text, item.second, max(width - step, 1.0), style, 0)
    text = _with_blank(text, blank, width - step) if blank else text
    inner = stacked(text)
    left = 0.0 if style.right else step
    first = next((ink for ink in inner.inks if isinstance(ink, TextInk)), box)
    box = replace(box, size=min(box.size, first.size), y=first.y)
    placed = replace(box, x=width - width_of(box.line, box.size) if style.right else 0.0)
    height = max(inner.height, placed.y + box.line.descent * box.size)
    return Piece(height, (placed, *moved(inner.inks, left, 0)), style.gap)


def _with_blank(pieces: list[Piece], blank: float, width: float) -> list[Piece]:
    """Add room to write behind the last line when it fits there, else below."""
    last = pieces[-1]
    text = last.inks[0]
    assert isinstance(text, TextInk)
    own = width_of(text.line, text.size)
    gap = text.size * 0.4
    long = max(blank, 0.0)
    before, behind = text.x - gap, width - text.x - own - gap
    if long <= before and (text.line.base or long > behind):
        x = text.x - gap - long
    elif long <= behind:
        x = text.x + own + gap
    else:
        return [*pieces, Piece(text.size * 1.6, (rule(0, text.size * 1.4, min(long, width)),))]
    return [*pieces[:-1], replace(last, inks=(*last.inks, rule(x, text.y + 1, long)))]


def writing_lines(block: WritingLines, width: float, style: Style, *, label_height: float = 0.0) -> list[Piece]:
    """Return lines to write on, below their label, which takes LABEL_HEIGHT at least."""
    spacing = block.spacing * MILLIMETRE
    label = stacked(_writing_label(block, width, style))
    label = replace(label, height=max(label.height, label_height))
    lines = [Piece(spacing, (rule(0, spacing - 0.5, width, grey=GREY),)) for _ in range(max(1, block.count))]
    return [replace(stacked([label, *lines]), gap=style.gap)]


def label_height(block: WritingLines, width: float, style: Style) -> float:
    """Return how high the label of lines to write on is."""
    return stacked(_writing_label(block, width, style)).height


def _writing_label(block: WritingLines, width: float, style: Style) -> list[Piece]:
    labels = [text for text in (block.label, block.second_label) if text is not None]
    return [
        piece
        for index, text in enumerate(labels)
        for piece in text_pieces(text, width, style, gap=None if not index else 0, label=True)
    ]
