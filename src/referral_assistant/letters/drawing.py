"""Pictograms, QR symbols and pictures as PDF operators."""

from __future__ import annotations

from referral_assistant.letters.blocks import QR, Pictogram, Picture, Text
from referral_assistant.letters.ink import Drawing, Piece, Tag
from referral_assistant.letters.path import operators
from referral_assistant.letters.pdf import number
from referral_assistant.letters.png import read
from referral_assistant.letters.style import MILLIMETRE

_QUIET_ZONE = 4


def pictogram(block: Pictogram) -> tuple[float, Piece]:
    """Return the width and the piece of a drawing."""
    left, top, width, height = block.box
    scale = block.height * MILLIMETRE / height if height > 0 else 1.0
    paint = f"{number(block.stroke)} w 1 J 1 j {{}} S" if block.stroke > 0 else "{} f*"
    matrix = f"{scale:.5f} 0 0 {scale:.5f} {number(-left * scale)} {number(-top * scale)} cm"
    clip = f"0 0 {number(width * scale)} {number(height * scale)} re W n"
    drawn = " ".join(paint.format(operators(path)) for path in block.paths)
    return width * scale, Piece(
        height * scale,
        (Drawing(0, 0, f"{clip} {matrix} 0 g 0 G {drawn}", _tag(block.alternative), height=height * scale),),
    )


def qr(block: QR) -> tuple[float, Piece]:
    """Return the width and the piece of a QR symbol, one rectangle for each run of dark modules."""
    side = block.size * MILLIMETRE
    count = len(block.modules) + 2 * _QUIET_ZONE
    parts = []
    for y, row in enumerate(block.modules):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                parts.append(f"{x + _QUIET_ZONE} {y + _QUIET_ZONE} {end - x} 1 re")
            x = max(end, x + 1)
    scale = side / count
    return side, Piece(
        side,
        (
            Drawing(
                0,
                0,
                f"{scale:.5f} 0 0 {scale:.5f} 0 0 cm 0 g {' '.join(parts)} f",
                _tag(block.alternative),
                height=side,
            ),
        ),
    )


def picture(block: Picture) -> tuple[float, Piece]:
    """Return the width and the piece of a PNG. Raises InputError when it is not one that we can print."""
    image = read(block.png)
    height = block.height * MILLIMETRE
    width = height * image.width / image.height
    # The page is flipped so that y grows downwards; an image stands on its foot.
    place = f"{number(width)} 0 0 {number(-height)} 0 {number(height)} cm"
    return width, Piece(height, (Drawing(0, 0, place, _tag(block.alternative), image, height),))


def _tag(text: Text | None) -> Tag | None:
    return Tag("Figure", text.language, text.content) if text is not None else None
