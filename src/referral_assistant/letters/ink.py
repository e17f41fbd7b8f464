"""What a laid-out block is: pieces of some height, with lines of text and drawings at places inside them.

Places are points from the top left corner; y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from referral_assistant.letters.line import Line
from referral_assistant.letters.pdf import number
from referral_assistant.letters.png import Image

BLACK, GREY, WHITE = 0.0, 0.35, 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """An element of the structure tree: what a screen reader reads. Inks that share a tag are one element."""

    role: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class TextInk:
    """A set line; X is its left end and Y its baseline."""

    x: float
    y: float
    line: Line
    size: float
    tag: Tag
    grey: float = BLACK


@dataclass(frozen=True, slots=True)
class Drawing:
    """PDF path operators, relative to (X, Y) with y downwards; without a tag it is decoration."""

    x: float
    y: float
    operators: str
    tag: Tag | None = None
    image: Image | None = None
    height: float = 0


Ink = TextInk | Drawing


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never cut: its height, the stretchable room above it, and whether it must stay with the next piece."""

    height: float
    inks: tuple[Ink, ...]
    gap: float = 0
    glued: bool = False
    foot: bool = False


def moved(inks: tuple[Ink, ...], x: float, y: float) -> tuple[Ink, ...]:
    """Return INKS moved right by X and down by Y."""
    return tuple(replace(ink, x=ink.x + x, y=ink.y + y) for ink in inks) if x or y else inks


def stacked(pieces: list[Piece]) -> Piece:
    """Return PIECES one under the other as one piece; the first one's gap becomes its own."""
    inks: list[Ink] = []
    y = 0.0
    for index, piece in enumerate(pieces):
        y += piece.gap if index else 0
        inks += moved(piece.inks, 0, y)
        y += piece.height
    return Piece(y, tuple(inks), pieces[0].gap if pieces else 0, bool(pieces) and pieces[-1].glued)


def divided(piece: Piece, room: float) -> list[Piece]:
    """Cut PIECE, which is higher than ROOM, between its lines; a frame around more than that is left out."""
    inks = [ink for ink in piece.inks if isinstance(ink, TextInk) or ink.height <= room]
    parts: list[Piece] = []
    while inks:
        top = min(_reach(ink)[0] for ink in inks)
        fitting = [ink for ink in inks if _reach(ink)[1] - top <= room] or inks[:1]
        height = max(_reach(ink)[1] for ink in fitting) - top
        parts.append(Piece(height, moved(tuple(fitting), 0, -top), 0 if parts else piece.gap))
        inks = [ink for ink in inks if ink not in fitting]
    return parts


def _reach(ink: Ink) -> tuple[float, float]:
    """Return the top and the bottom of INK."""
    if isinstance(ink, Drawing):
        return ink.y, ink.y + ink.height
    return ink.y - ink.line.ascent * ink.size, ink.y + ink.line.descent * ink.size


def beside(columns: list[tuple[float, Piece]]) -> Piece:
    """Return pieces side by side, each at its x, as one piece."""
    inks = [ink for x, piece in columns for ink in moved(piece.inks, x, 0)]
    return Piece(
        max((piece.height for _, piece in columns), default=0),
        tuple(inks),
        max((piece.gap for _, piece in columns), default=0),
    )


def rule(x: float, y: float, width: float, *, thickness: float = 0.5, grey: float = GREY, dash: str = "") -> Drawing:
    """Return a line across."""
    dashed = f"[{dash}]0 d " if dash else ""
    return Drawing(x, y, f"{number(grey)} G {number(thickness)} w {dashed}0 0 m {number(width)} 0 l S")


def frame(
    width: float, height: float, *, thickness: float, fill: float | None, radius: float = 0, grey: float = BLACK
) -> Drawing:
    """Return a rectangle at the origin, with round corners when RADIUS, filled when FILL, stroked when THICKNESS."""
    shape = _rounded(width, height, radius) if radius else f"0 0 {number(width)} {number(height)} re"
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[
        fill is not None, thickness > 0
    ]
    filled = f"{number(fill)} g " if fill is not None else ""
    return Drawing(0, 0, f"{filled}{number(grey)} G {number(thickness)} w {shape} {paint}", height=height)


def _rounded(width: float, height: float, radius: float) -> str:
    r = min(radius, width / 2, height / 2)
    k = r * 0.4477
    w, h = width, height
    corners = (
        f"{number(r)} 0 m {number(w - r)} 0 l {number(w - k)} 0 {number(w)} {number(k)} {number(w)} {number(r)} c",
        f"{number(w)} {number(h - r)} l {number(w)} {number(h - k)} {number(w - k)} {number(h)} {number(w - r)} {number(h)} c",
        f"{number(r)} {number(h)} l {number(k)} {number(h)} 0 {number(h - k)} 0 {number(h - r)} c",
        f"0 {number(r)} l 0 {number(k)} {number(k)} 0 {number(r)} 0 c h",
    )
    return " ".join(corners)
