"""Draw a set line so that its text comes out of the PDF again.

Left to right: the whole line in one `/ActualText`. Mixed or right to left: recipe R of docs/letters.md: glyphs in visual
order, one code for each character, and invisible marks where poppler's `pdftotext` would otherwise join or turn what
stands side by side.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from referral_assistant.letters.embedding import HIDDEN
from referral_assistant.letters.line import Line
from referral_assistant.letters.pdf import number, text_string
from referral_assistant.letters.pdfium import spoken
from referral_assistant.letters.pen import Fonts, Pen
from referral_assistant.letters.shape import Glyph, Run

_RLM, _LRM = HIDDEN, "\u200e"
_NUM = frozenset(("L", "EN", "AN", "ES", "ET", "CS"))
_DIGITS = frozenset(("EN", "AN", "ES", "ET", "CS"))
_RIGHT = frozenset(("R", "AL"))
# How many more marks than needed tip poppler's count of a page.
_TIP = 20
_NASTALIQ = "nastaliq"
_HYPHENS = ("-", "\u00ad", "\u2010", "\u2011")
_NO_BREAK_SPACE = "\u00a0"


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

    @property
    def visual(self) -> str:
        """Return the characters from left to right."""
        return self.text[::-1] if self.run.level % 2 else self.text


def draw(line: Line, x: float, y: float, size: float, fonts: Fonts, *, right_page: bool) -> str:
    """Return the operators that draw LINE with its left end at X, Y points. `right_page`: poppler reads it right to left."""
    if not line.runs:
        return ""
    at = f"1 0 0 1 {number(x)} {number(y)} Tm"
    # A space parts it from what stands beside it. With a mark behind it, poppler keeps the last sign in its place, and no
    # reader takes a hyphen away.
    behind = _LRM if right_page or line.text.endswith(_HYPHENS) else ""
    if line.is_plain or not any(map(_is_right, line.text)):
        return _told(f"{line.text}{behind} ", f"BT {at} {_plain(line, size, fonts)} ET")
    told = not line.base and (right_page or _has_number_in_right(line))
    drawn = f"BT {at} {_mixed(line, Pen(fonts, size, told=told), right_page=right_page)} ET"
    if not told:
        return f"{drawn}\n"
    text = turned(f"{line.text}{behind} ", right=right_page)
    return _told(text + _LRM if text.endswith(_HYPHENS) else text, drawn)


def _told(text: str, drawn: str) -> str:
    return f"/Span<</ActualText{text_string(text)}>>BDC {drawn} EMC\n"


def turned(text: str, *, right: bool) -> str:
    """Return what poppler must find from left to right so that it reads TEXT, on a page that it reads RIGHT to left or not.

    It takes a page of text apart into what runs to the right, up to a right-to-left letter, and what runs to the left, up
    to a letter or number of the other kind, and turns the latter around.
    """
    sections: list[str] = []
    leftward = right
    start = 0
    for index, character in enumerate(text):
        kind = unicodedata.bidirectional(character)
        if (kind in _NUM) if leftward else (kind in _RIGHT):
            sections.append(_section(text[start:index], leftward=leftward, right=right))
            start, leftward = index, not leftward
    sections.append(_section(text[start:], leftward=leftward, right=right))
    return "".join(reversed(sections) if right else sections)


def _section(text: str, *, leftward: bool, right: bool) -> str:
    # On a page from left to right a mark says where what runs to the left begins: with a space, a bracket, a letter's mark.
    return (text[::-1] if right else _RLM + text[::-1]) if leftward else text


def _has_number_in_right(line: Line) -> bool:
    """Tell whether a number stands among right-to-left letters, from where poppler would take it out."""
    return any(run.level > 1 for run in line.runs)


def reads_right_to_left(lines: list[Line]) -> bool:
    """Tell whether a page with LINES should be read from right to left."""
    return any(line.base and any(map(_is_right, line.text)) for line in lines)


def page_mark(lines: list[Line], x: float, y: float, fonts: Fonts) -> str:
    """Return one invisible glyph whose text tips poppler's count of a page's letters to the side where it starts."""
    text = "".join(line.text for line in lines)
    rights = sum(map(_is_right, text))
    if not rights:
        return ""
    right_page = reads_right_to_left(lines)
    kinds = [unicodedata.bidirectional(character) for character in text]
    # Its table is coarser than Unicode's: what we think is a mark may count as a letter, and our own marks do.
    missing = len(lines) + kinds.count("L") + kinds.count("NSM") - rights if right_page else rights - kinds.count("L")
    if missing < 0:
        return ""
    pen = Pen(fonts, 1)
    pen.move(next(run.font for line in lines for run in line.runs))
    pen.hidden(_RLM)
    marks = text_string((_RLM if right_page else _LRM) * (missing + _TIP))
    return f"/Span<</ActualText{marks}>>BDC BT 1 0 0 1 {number(x)} {number(y)} Tm {pen.finish()} ET EMC\n"


def _is_right(character: str) -> bool:
    """Tell whether poppler knows CHARACTER as right-to-left: its table ends with the Basic Multilingual Plane."""
    return unicodedata.bidirectional(character) in _RIGHT and character <= "\uffff"


def _plain(line: Line, size: float, fonts: Fonts) -> str:
    pen = Pen(fonts, size)
    if any(character > "\uffff" for character in line.text):
        pen.read_glyphs()
    elif len(line.runs) > 1 or any(glyph[4] for run in line.runs for glyph in run.glyphs):
        pen.move(line.runs[0].font)
        pen.room(line.width)
    for run in line.runs:
        pen.move(run.font)
        for start, end, glyphs in _clusters(run):
            text = line.text[start - line.offset : end - line.offset]
            for index, glyph in enumerate(glyphs):
                pen.show(glyph, "" if index else text)
    return pen.finish()


def _clusters(run: Run) -> Iterator[tuple[int, int, list[Glyph]]]:
    """Return the clusters of RUN from left to right: where their text starts and ends, and their glyphs."""
    groups: dict[int, list[Glyph]] = {}
    for glyph in run.glyphs:
        groups.setdefault(glyph[1], []).append(glyph)
    starts = sorted(groups)
    ends = dict(zip(starts, [*starts[1:], run.end], strict=True))
    for start, glyphs in groups.items():
        yield start, ends[start], glyphs


def _mixed(line: Line, pen: Pen, *, right_page: bool) -> str:
    atoms = list(_atoms(line))
    index = 0
    before: Atom | None = None
    pen.move(atoms[0].run.font)
    pen.asides(_words(line))
    while index < len(atoms):
        atom = atoms[index]
        pen.move(atom.run.font)
        if right_page and _needs_mark(atom, before):
            pen.hidden(_RLM)
        if not right_page and (mark := _side_mark(atom, before)):
            pen.hidden(mark)
        end = index + 1
        while _is_nastaliq(atom) and end < len(atoms) and _is_nastaliq(atoms[end]):
            end += 1
        if _is_nastaliq(atom):
            _word(pen, atoms[index:end])
        else:
            pen.cluster(_text_of(atoms, index), atom.glyphs)
        before = atoms[end - 1]
        index = end
    if atoms[-1].text in _HYPHENS:
        pen.hidden(_RLM if line.base else _LRM)
    pen.end_asides()
    return pen.finish()


def _words(line: Line) -> list[tuple[str, int, int]]:
    """Return what pdfium is told of each word in logical order, and where the word stands from and how wide it is."""
    places = _places(line)
    found: list[tuple[str, int, int]] = []
    start = 0
    for word, told in zip(line.text.split(" "), spoken(line.text).split(" "), strict=True):
        inside = [place for index in range(start, start + len(word)) if (place := places.get(index))]
        start += len(word) + 1
        left = min((place[0] for place in inside), default=0)
        right = max((place[1] for place in inside), default=0)
        # A space before the first and after every one: what stands beside this line has none.
        found.append((told + " " if found else f" {told} ", left, right - left))
    return found


def _places(line: Line) -> dict[int, tuple[int, int]]:
    """Return from where to where each cluster stands, by the index of its first character."""
    places: dict[int, tuple[int, int]] = {}
    x = 0
    for run in line.runs:
        for glyph in run.glyphs:
            at = glyph[1] - line.offset
            left, right = places.get(at, (x, x))
            places[at] = (min(left, x), max(right, x + glyph[2]))
            x += glyph[2]
    return places


def _side_mark(atom: Atom, before: Atom | None) -> str:
    """Return the mark that poppler needs between BEFORE and ATOM on a page that it reads from left to right."""
    was_right = before is not None and before.is_right
    if was_right and not atom.is_right and not atom.run.level % 2:
        return _LRM
    # A letter's marks stand left of it, where they would still belong to what comes before.
    return _RLM if atom.is_right and not was_right and not _is_right(atom.visual[0]) else ""


def _needs_mark(atom: Atom, before: Atom | None) -> bool:
    if atom.kind not in _NUM or (before is not None and before.is_right):
        return False
    return before is None or bool(atom.run.level % 2 or before.run.level % 2)


def _is_nastaliq(atom: Atom) -> bool:
    return atom.run.font.key == _NASTALIQ and atom.is_right


def _text_of(atoms: list[Atom], index: int) -> str:
    """Return the characters of an atom from left to right; a space inside a number does not break, so pdfium keeps its order."""
    atom = atoms[index]
    if atom.text == " " and not atom.run.level % 2 and 0 < index < len(atoms) - 1:
        sides = atoms[index - 1], atoms[index + 1]
        if all(side.kind in _DIGITS and not side.run.level % 2 for side in sides):
            return _NO_BREAK_SPACE
    return atom.visual


def _word(pen: Pen, atoms: list[Atom]) -> None:
    """Draw a word of Nastaliq: its glyphs stand on a slope that readers take apart, so its text lies on the baseline."""
    pen.layer("".join(atom.visual for atom in atoms), [glyph for atom in atoms for glyph in atom.glyphs])


def _atoms(line: Line) -> Iterator[Atom]:
    """Return the letters of LINE from left to right, marks with their base."""
    for run in line.runs:
        starts = sorted({glyph[1] for glyph in run.glyphs})
        owner: dict[int, int] = {}
        base = starts[0] if starts else 0
        for start in starts:
            if unicodedata.category(line.text[start - line.offset]) not in ("Mn", "Me"):
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
