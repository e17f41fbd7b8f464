"""Say a mixed line to pdfium (Chrome, Edge) so that it copies out in logical order.

Pdfium cuts a line into segments of strong left, strong right, weak and neutral characters. When there are at least as many
of strong right as of strong left it turns the order of the segments around, and neutral characters that follow right ones
are mirrored and taken apart (`½` becomes `1/2`). `spoken` undoes all this beforehand.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

_LRM, _WEAK = "\u200e", "\u2060"
_SEGMENTS = {
    "L": "left", "R": "right", "AL": "right",
    **dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), "weak"),
}  # fmt: skip
_MIRRORED = "()[]{}<>«»≤≥‹›“”‘’"
_MIRROR = dict(zip(_MIRRORED[::2], _MIRRORED[1::2], strict=True))
_MIRROR |= {b: a for a, b in _MIRROR.items()}


def spoken(text: str) -> str:
    """Return what pdfium must be told so that it reads TEXT: the same spaces, signs mirrored, marks at both ends."""
    pieces = [_LRM]
    current = "left"
    counts = {"left": 1, "right": 0}
    for kind, group in groupby(text, key=_segment):
        piece = "".join(group)
        if kind in counts:
            current = kind
            counts[kind] += 1
        elif kind == "neutral" and current == "right":
            if _is_taken_apart(piece):
                pieces.append(_LRM)
                current = "left"
                counts["left"] += 1
            else:
                piece = "".join(_MIRROR.get(character, character) for character in piece)
        pieces.append(piece)
    # A mark at the end also keeps it from taking a hyphen away.
    pieces += [_WEAK + _LRM] * max(counts["right"] - counts["left"] + 1, 1)
    return "".join(pieces)


def _segment(character: str) -> str:
    return _SEGMENTS.get(unicodedata.bidirectional(character), "neutral")


def _is_taken_apart(piece: str) -> bool:
    return any(
        character not in _MIRROR and (unicodedata.decomposition(character) or unicodedata.mirrored(character))
        for character in piece
    )
