"""Draw a set line so that its text comes out of the PDF again.

Left to right: the whole line in one `/ActualText`. Right to left: recipe R of docs/letters.md, which makes poppler's
`pdftotext` give the logical order: glyphs in visual order, a code for each character, and invisible right-to-left marks
where poppler would otherwise join numbers into left-to-right text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from referral_assistant.letters.embedding import HIDDEN, EmbeddedFont
from referral_assistant.letters.fonts import Font
from referral_assistant.letters.line import Line
from referral_assistant.letters.pdf import number, text_string
from referral_assistant.letters.shape import Glyph, Run

Fonts = Callable[[Font], EmbeddedFont]
_RLM, _LRM = HIDDEN, "\u200e"
_NUM = frozenset(("L", "EN", "AN", "ES", "ET", "CS"))
_RIGHT = frozenset(("R", "AL"))
# How many more right-to-left marks than needed tip poppler's count of a page.
_TIP = 20
_NASTALIQ = "nastaliq"


@dataclass(frozen=True, slots=True)
class Atom:
    """A letter with its marks as it stands on the line: its characters and its glyphs from left to right."""

    text: str
    glyphs: tuple[Glyph, ...]
    run: Run
    kind: str

    @property
    def is_right(self) -> bool:
        return self.kind in _RIGHT


def draw(line: Line, x: float, y: float, size: float, fonts: Fonts, *, right_page: bool) -> str:
    """Return the operators that draw LINE with its left end at X, Y points. `right_page`: poppler reads it right to left."""
    if not line.runs:
        return ""
    if line.is_plain:
        return _plain(line, x, y, size, fonts, right_page=right_page)
    return _right_to_left(line, x, y, size, fonts)


def page_mark(lines: list[Line], x: float, y: float, fonts: Fonts) -> str:
    """Return one invisible glyph whose text tips poppler's count of a page's letters to right-to-left."""
    kinds = [unicodedata.bidirectional(character) for line in lines for character in line.text]
    surplus = kinds.count("L") - sum(kind in _RIGHT for kind in kinds)
    if surplus < 0:
        return ""
    font = next(run.font for line in lines for run in line.runs)
    pen = _Pen(fonts, 1)
    pen.move(font)
    pen.hidden()
    marks = text_string(_RLM * (surplus + _TIP))
    return f"/Span<</ActualText{marks}>>BDC BT 1 0 0 1 {number(x)} {number(y)} Tm {pen.finish()} ET EMC\n"


def _plain(line: Line, x: float, y: float, size: float, fonts: Fonts, *, right_page: bool) -> str:
    pen = _Pen(fonts, size)
    for run in line.runs:
        pen.move(run.font)
        glyphs = run.glyphs
        for index, glyph in enumerate(glyphs):
            start = glyph[1]
            if index and glyphs[index - 1][1] == start:
                text = ""
            else:
                text = line.text[start - line.offset : _next_cluster(glyphs, index, run.end) - line.offset]
            pen.show(glyph, text)
    actual = text_string(line.text + _LRM if right_page else line.text)
    return f"/Span<</ActualText{actual}>>BDC BT 1 0 0 1 {number(x)} {number(y)} Tm {pen.finish()} ET EMC\n"


def _next_cluster(glyphs: list[Glyph], index: int, end: int) -> int:
    start = glyphs[index][1]
    for following in range(index + 1, len(glyphs)):
        if glyphs[following][1] != start:
            return glyphs[following][1]
    return end


class _Pen:
    """Collects the operators of one text object, joining glyphs that follow each other without a shift."""

    def __init__(self, fonts: Fonts, size: float) -> None:
        self._fonts = fonts
        self._size = number(size)
        self._scale = size / 1000
        self._embedded: EmbeddedFont | None = None
        self._pieces: list[str] = []
        self._row: list[str] = []
        self._codes: list[str] = []
        self._shift = 0
        self._rise = 0

    def move(self, font: Font) -> None:
        """Go on in FONT."""
        if self._embedded is None or self._embedded.font is not font:
            self._flush()
            self._embedded = self._fonts(font)
            self._pieces.append(f"/{self._embedded.name} {self._size} Tf")

    def show(self, glyph: Glyph, text: str) -> None:
        """Draw GLYPH, which copies out as TEXT."""
        gid, _, advance, x_offset, y_offset, _ = glyph
        embedded = self._embedded
        assert embedded is not None
        if y_offset != self._rise:
            self._flush()
            self._rise = y_offset
            self._pieces.append(f"{number(y_offset * self._scale)} Ts")
        shift = self._shift - x_offset
        if shift:
            if self._codes:
                self._row.append(f"<{''.join(self._codes)}>")
                self._codes = []
            self._row.append(str(shift))
        self._codes.append(embedded.code(gid, text))
        self._shift = embedded.width(gid, text) - advance + x_offset

    def hidden(self) -> None:
        """Put a right-to-left mark on the baseline at this place without drawing anything."""
        assert self._embedded is not None
        space = self._embedded.font.handle.get_nominal_glyph(0x20) or 0
        self._settle()
        self._pieces.append(f"3 Tr<{self._embedded.code(space, HIDDEN)}>Tj 0 Tr")

    def span(self, actual: str, atoms: Sequence[Atom]) -> None:
        """Draw ATOMS in a span that copies out as ACTUAL.

        An extractor takes the place of a span from its first and its last glyph: hidden ones at both ends keep raised
        and shifted marks from moving it off the line.
        """
        self._flush()
        self._pieces.append(f"/Span<</ActualText{text_string(actual)}>>BDC")
        self.hidden()
        for atom in atoms:
            for glyph in atom.glyphs:
                self.show(glyph, "")
        self.hidden()
        self._pieces.append("EMC")

    def finish(self) -> str:
        """Return the operators."""
        self._flush()
        if self._rise:
            self._pieces.append("0 Ts")
        return " ".join(self._pieces)

    def _flush(self) -> None:
        """Write what was collected; a shift that is still owed is kept for what follows."""
        if self._codes:
            self._row.append(f"<{''.join(self._codes)}>")
            self._codes = []
        if self._row:
            self._pieces.append(f"[{''.join(self._row)}]TJ")
            self._row = []

    def _settle(self) -> None:
        """Write what was collected and the shift that is owed, and go back to the baseline."""
        self._flush()
        if self._shift:
            self._pieces.append(f"[{self._shift}]TJ")
            self._shift = 0
        if self._rise:
            self._pieces.append("0 Ts")
            self._rise = 0


def _right_to_left(line: Line, x: float, y: float, size: float, fonts: Fonts) -> str:
    pen = _Pen(fonts, size)
    before: Atom | None = None
    atoms = list(_atoms(line))
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        pen.move(atom.run.font)
        if _needs_mark(atom, before):
            pen.hidden()
        end = index + 1
        if _joins_word(atom):
            while end < len(atoms) and _joins_word(atoms[end]):
                end += 1
            pen.span("".join(joined.text[::-1] for joined in atoms[index:end]), atoms[index:end])
        else:
            _letter(pen, atom)
        before = atoms[end - 1]
        index = end
    return f"BT 1 0 0 1 {number(x)} {number(y)} Tm {pen.finish()} ET\n"


def _needs_mark(atom: Atom, before: Atom | None) -> bool:
    if atom.kind not in _NUM or (before is not None and before.is_right):
        return False
    return before is None or bool(atom.run.level % 2 or before.run.level % 2)


def _joins_word(atom: Atom) -> bool:
    """Tell whether ATOM is set in Nastaliq: its baseline slopes, and anything finer than a word is taken apart by poppler."""
    return atom.run.font.key == _NASTALIQ and atom.is_right


def _letter(pen: _Pen, atom: Atom) -> None:
    if len(atom.glyphs) == 1 and len(atom.text) == 1:
        pen.show(atom.glyphs[0], atom.text)
    else:
        pen.span(atom.text[::-1] if atom.run.level % 2 else atom.text, [atom])


def _atoms(line: Line) -> Iterator[Atom]:
    """Return the letters of LINE from left to right, marks with their base."""
    for run in line.runs:
        starts = sorted({glyph[1] for glyph in run.glyphs})
        owner: dict[int, int] = {}
        base = starts[0] if starts else 0
        for start in starts:
            if unicodedata.category(line.text[start - line.offset]) not in ("Mn", "Me", "Cf"):
                base = start
            owner[start] = base
        bases = sorted(set(owner.values()))
        ends = dict(zip(bases, [*bases[1:], run.end], strict=True))
        groups: dict[int, list[Glyph]] = {}
        for glyph in run.glyphs:
            groups.setdefault(owner[glyph[1]], []).append(glyph)
        for start, glyphs in groups.items():
            text = line.text[start - line.offset : ends[start] - line.offset]
            yield Atom(text, tuple(glyphs), run, unicodedata.bidirectional(text[0]))
