"""How large and how far apart things are on each paper, in points."""

from __future__ import annotations

from dataclasses import dataclass

from referral_assistant.letters.blocks import Document, Paper, Size, Text

MILLIMETRE = 72 / 25.4
# PDF readers need not accept longer pages (ISO 32000-1, annex C): a longer roll is cut into several.
LONGEST_ROLL = 14_000.0
_LARGE = 1.6
_NASKH, _IN_NASKH = 1.12, frozenset(("ar", "fa", "ps", "prs", "ckb", "ug"))
_SCALES: dict[Paper, tuple[float, ...]] = {
    Paper.A4: (8, 10, 11.5, 12.5, 17, 44),
    Paper.LETTER: (8, 10, 11.5, 12.5, 17, 44),
    Paper.A5: (7.5, 9.5, 10.5, 11.5, 15, 36),
    Paper.A6: (6.5, 8, 9, 9.5, 12, 28),
    Paper.ROLL_80: (7, 8.5, 9.5, 10, 12.5, 26),
}
_MARGINS = {Paper.A4: 16, Paper.LETTER: 16, Paper.A5: 12, Paper.A6: 7, Paper.ROLL_80: 4}


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points of one document; `gap` is the usual room between blocks, `right` whether the page starts right."""

    sizes: dict[Size, float]
    width: float
    height: float
    margin: float
    gap: float
    right: bool

    @property
    def inner_width(self) -> float:
        return self.width - 2 * self.margin

    def size_of(self, text: Text) -> float:
        """Return the size of TEXT in points: Naskh letters are small for their size."""
        return self.sizes[text.size] * (_NASKH if text.language.partition("_")[0] in _IN_NASKH else 1.0)


def style_of(document: Document, *, right: bool, scale: float = 1.0, room: float = 1.0) -> Style:
    """Return the style for a document's paper, large print included; SCALE and ROOM shrink letters and gaps to fit."""
    width, height = document.paper.value
    factor = (_LARGE if document.large_print else 1.0) * scale
    sizes = {size: points * factor for size, points in zip(Size, _SCALES[document.paper], strict=True)}
    return Style(
        sizes,
        width * MILLIMETRE,
        height * MILLIMETRE or LONGEST_ROLL,
        _MARGINS[document.paper] * MILLIMETRE,
        sizes[Size.BODY] * 0.55 * room,
        right,
    )
