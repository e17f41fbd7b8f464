"""Blocks to pieces: each kind of block has one small function here or in `rows`."""

from __future__ import annotations

from dataclasses import replace

from referral_assistant.letters import rows
from referral_assistant.letters.blocks import (
    QR,
    Arrangement,
    Badge,
    Block,
    Box,
    Checklist,
    Column,
    Columns,
    CutLine,
    Fields,
    Foot,
    Heading,
    Pair,
    Paragraph,
    Pictogram,
    Picture,
    Rule,
    Size,
    Spacer,
    Text,
    Together,
    Tone,
    Weight,
    WritingLines,
)  # fmt: skip
from referral_assistant.letters.drawing import pictogram, picture, qr
from referral_assistant.letters.ink import BLACK, GREY, WHITE, Drawing, Piece, beside, frame, moved, rule, stacked
from referral_assistant.letters.style import MILLIMETRE, Style
from referral_assistant.letters.typeset import clean_lines, mark, text_pieces, width_of

_BOX_TONES = {Tone.QUIET: (0.6, None), Tone.STRONG: (1.6, None), Tone.INK: (0.0, 0.92)}
# A side-by-side pair higher than this part of the page is set one under the other, so that it can be cut.
_HIGHEST_PAIR = 0.4
# A column that is narrower than this many letters holds no text.
_NARROWEST = 1.2


def flow(block: Block, width: float, style: Style) -> list[Piece]:
    """Return BLOCK as pieces of WIDTH points, in the order in which they are read."""
    match block:
        case Paragraph(text):
            return text_pieces(text, width, style)
        case Heading():
            return _heading(block, width, style)
        case Pair():
            return _pair(block, width, style)
        case Fields():
            return rows.fields(block, width, style)
        case Checklist():
            return rows.checklist(block, width, style)
        case WritingLines():
            return rows.writing_lines(block, width, style)
        case Columns():
            return _columns(block, width, style)
        case Box() | Together() | Foot():
            return _group(block, width, style)
        case _:
            return [_single(block, width, style)]


def _single(block: Block, width: float, style: Style) -> Piece:
    match block:
        case Rule():
            return Piece(0.5, (rule(0, 0.25, width),), style.gap)
        case CutLine():
            return _cut_line(width, style)
        case Spacer(height):
            return Piece(height * MILLIMETRE, ())
        case Badge():
            return _badge(block, width, style)
        case Pictogram():
            return _placed(pictogram(block), width, style)
        case Picture():
            return _placed(picture(block), width, style)
        case QR():
            return _placed(qr(block), width, style)
    raise TypeError(block)


def _heading(block: Heading, width: float, style: Style) -> list[Piece]:
    role = f"H{max(1, min(block.level, 6))}"
    gap = style.gap * (1.6 if block.level > 1 else 0.4)
    wanted = Size.TITLE if block.level == 1 else Size.HEADING
    pieces = text_pieces(_as_heading(block.text, wanted), width, style, role=role, gap=gap, label=True)
    if block.second is not None:
        second = Size.HEADING if block.level == 1 else Size.BODY
        pieces += text_pieces(_as_heading(block.second, second), width, style, role=role, gap=0, label=True)
    return [replace(piece, glued=True) for piece in pieces]


def _as_heading(text: Text, size: Size) -> Text:
    return replace(text, size=size if text.size is Size.BODY else text.size, weight=Weight.BOLD)


def _pair(block: Pair, width: float, style: Style) -> list[Piece]:
    second = [*text_pieces(block.second, width, style)]
    if block.arrangement is Arrangement.SIDE_BY_SIDE:
        gutter = style.gap * 2
        half = (width - gutter) / 2
        halves = [stacked(text_pieces(text, half, style)) for text in (block.first, block.second)]
        if max(piece.height for piece in halves) <= style.height * _HIGHEST_PAIR:
            places = (half + gutter, 0.0) if style.right else (0.0, half + gutter)
            return [beside(list(zip(places, halves, strict=True)))]
    first = text_pieces(block.first, width, style)
    return [*first[:-1], replace(first[-1], glued=True), replace(second[0], gap=style.gap * 0.25), *second[1:]]


def _columns(block: Columns, width: float, style: Style) -> list[Piece]:
    """Return the columns as one piece, or one under the other where a text would have no room beside the others."""
    gap = block.gap * MILLIMETRE
    widths = _widths(block, width - gap * (len(block.columns) - 1))
    narrow = style.sizes[Size.BODY] * _NARROWEST
    texts = [not all(map(_drawn_width, column.blocks)) for column in block.columns]
    if any(part < min(narrow, width) and text for part, text in zip(widths, texts, strict=True)):
        return [piece for column in block.columns for inner in column.blocks for piece in flow(inner, width, style)]
    placed = []
    x = width if style.right else 0.0
    lowest = max((_label_height(column, part, style) for column, part in zip(block.columns, widths, strict=True)))
    for column, part in zip(block.columns, widths, strict=True):
        pieces = [
            piece
            for inner in column.blocks
            for piece in (
                rows.writing_lines(inner, part, style, label_height=lowest)
                if isinstance(inner, WritingLines)
                else flow(inner, part, style)
            )
        ]
        placed.append((x - part if style.right else x, stacked(pieces)))
        x += (-part - gap) if style.right else (part + gap)
    return [beside(placed)]


def _label_height(column: Column, width: float, style: Style) -> float:
    """Return how high the label of lines to write on is: beside each other they all begin below the highest."""
    only = column.blocks[0] if len(column.blocks) == 1 else None
    return rows.label_height(only, width, style) if isinstance(only, WritingLines) else 0.0


def _widths(block: Columns, free: float) -> list[float]:
    """Share FREE points among the columns; a drawing gets its own width first, as long as half is left for the others."""
    shares = [max(column.share, 0.01) for column in block.columns]
    natural = [_natural(column) for column in block.columns]
    if sum(natural) > free / 2:
        natural = [0.0] * len(natural)
    widths = [free * share / sum(shares) for share in shares]
    fixed = {index for index, width in enumerate(widths) if width < natural[index]}
    left = free - sum(natural[index] for index in fixed)
    total = sum(share for index, share in enumerate(shares) if index not in fixed)
    return [natural[index] if index in fixed else left * share / total for index, share in enumerate(shares)]


def _natural(column: Column) -> float:
    """Return the width in points that the drawings of COLUMN want."""
    return max((_drawn_width(block) for block in column.blocks), default=0.0)


def _drawn_width(block: Block) -> float:
    match block:
        case Pictogram():
            return pictogram(block)[0]
        case Picture():
            return picture(block)[0]
        case QR():
            return qr(block)[0]
        case _:
            return 0.0


def _group(block: Box | Together | Foot, width: float, style: Style) -> list[Piece]:
    padding = style.gap * 0.9 if isinstance(block, Box) else 0.0
    # Gaps shrink to save a page; letters must not touch the frame beside them.
    side = max(padding, style.sizes[Size.SMALL] * 0.6) if isinstance(block, Box) else 0.0
    pieces = [piece for inner in block.blocks for piece in flow(inner, width - 2 * side, style)]
    if not pieces:
        return []
    if isinstance(block, Together) and block.room != 1:
        pieces = [pieces[0], *(replace(piece, gap=piece.gap * block.room) for piece in pieces[1:])]
    whole = stacked(pieces)
    highest = style.height - 2 * style.margin - 3 * style.gap
    if isinstance(block, Foot) and whole.height <= highest:
        return [replace(whole, foot=True, glued=False)]
    if whole.height + 2 * padding > highest:
        return [replace(piece, inks=moved(piece.inks, side, 0)) for piece in pieces]
    if not isinstance(block, Box):
        return [whole]
    thickness, fill = _BOX_TONES[block.tone]
    height = whole.height + 2 * padding
    border = frame(width, height, thickness=thickness, fill=fill, radius=3)
    return [Piece(height, (border, *moved(whole.inks, side, padding)), style.gap)]


def _cut_line(width: float, style: Style) -> Piece:
    size = style.sizes[Size.SMALL]
    scissors = text_pieces(mark("✂", "en", Size.SMALL), width, style, role="Artifact")[0]
    middle = scissors.height / 2
    line = rule(size * 1.4, middle, width - size * 1.4, dash="4 3")
    return Piece(scissors.height, (*scissors.inks, line), style.gap)


def _badge(block: Badge, width: float, style: Style) -> Piece:
    size = style.size_of(block.text)
    padding = size * 0.5
    dark = block.tone is Tone.STRONG
    lines = clean_lines(block.text, width - 2 * padding, size)
    inner = min(width - 2 * padding, max(width_of(line, size) for line in lines) + 0.01)
    text = stacked(text_pieces(block.text, inner, style, grey=WHITE if dark else BLACK))
    height = text.height + padding * 0.4
    if height > style.height * _HIGHEST_PAIR:
        return stacked(text_pieces(block.text, width, style))
    border = frame(
        inner + 2 * padding, height, thickness=0.8, fill=BLACK if dark else None, radius=height / 2,
        grey=GREY if block.tone is Tone.QUIET else BLACK,
    )  # fmt: skip
    x = width - inner - 2 * padding if style.right else 0.0
    return Piece(height, moved((border, *moved(text.inks, padding, padding * 0.2)), x, 0), style.gap)


def _placed(drawn: tuple[float, Piece], width: float, style: Style) -> Piece:
    """Put a drawing at the side where the page starts, smaller when it is wider than its column."""
    own, piece = drawn
    scale = min(1.0, width / own, (style.height - 2 * style.margin - 4 * style.gap) / piece.height)
    inks = tuple(
        replace(ink, operators=f"{scale:.4f} 0 0 {scale:.4f} 0 0 cm {ink.operators}", height=ink.height * scale)
        if scale < 1 and isinstance(ink, Drawing)
        else ink
        for ink in piece.inks
    )
    return Piece(piece.height * scale, moved(inks, width - own * scale if style.right else 0.0, 0), style.gap)
