"""Set a paragraph into lines: levels, fonts, shaping, breaks, visual order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from referral_assistant.i18n import LANGUAGES
from referral_assistant.letters import bidi, breaks
from referral_assistant.letters.fonts import EM, Font, library
from referral_assistant.letters.itemise import itemise
from referral_assistant.letters.numbers import isolated
from referral_assistant.letters.shape import Run, part, shape

RIGHT_TO_LEFT = frozenset(("ar", "fa", "ps", "ur", "rhg", "prs", "ug", "ckb", "he"))
"""Languages of directories and of speakers, whether or not there is a catalogue."""
# What steers order or breaks and is not drawn; ZWJ and ZWNJ shape letters and stay.
_DROPPED = frozenset("\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff")
# How far a letter may leave the box of its line, in font sizes, before the line is made higher.
_OVERSHOOT = 0.25
_LRI, _PDI = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Line:
    """One set line. `text` is what it says in logical order; `runs` stand from left to right.

    Clusters of the runs count from the paragraph's start: `offset` is where this line's text starts. `width` is in
    1/1000 em; `ascent` and `descent` are shares of the font size.
    """

    text: str
    offset: int
    base: int
    runs: tuple[Run, ...]
    width: int
    ascent: float
    descent: float

    @property
    def is_plain(self) -> bool:
        """Tell whether every character stands from left to right."""
        return self.base == 0 and all(run.level == 0 for run in self.runs)


def direction(language: str) -> int:
    """Return 1 for a language that is written from right to left, else 0; `rhg_Latn` says that it is in Latin letters."""
    known = LANGUAGES.get(language)
    if known is not None:
        return int(known.right_to_left)
    name, _, script = language.partition("_")
    return int(name in RIGHT_TO_LEFT and script != "Latn")


def set_lines(text: str, language: str, *, bold: bool, width: float) -> list[Line]:
    """Set TEXT (one clean line of input) into lines of at most WIDTH, in 1/1000 em; at least one line comes back."""
    return _Paragraph(text, language, bold).lines(width)


class _Paragraph:
    """A paragraph, resolved and shaped once; lines are cut from it."""

    def __init__(self, text: str, language: str, bold: bool) -> None:
        self.language = language
        self.base = direction(language)
        spans = isolated(text)
        cuts = breaks.opportunities(text, language).difference(
            at for start, end in spans for at in range(start + 1, end)
        )
        levels = _levels(text, self.base, spans)
        if _DROPPED.isdisjoint(text):
            self.text, self.cuts = text, cuts
        else:
            self.text, levels, self.cuts = _without_controls(text, levels, cuts)
        chain = library().chain(language, bold=bold)
        self.levels = levels
        self.codes = [ord(character) for character in self.text]
        self.primary = chain.primary
        self.runs = [
            shape(self.codes, item.start, item.end, item.font, item.level, language)
            for item in itemise(self.text, levels, chain)
        ]
        self.starts = [run.start for run in self.runs]
        self.reach = self._reach()

    def _reach(self) -> list[int]:
        """Return how wide the text before each character is."""
        advances = [0] * len(self.text)
        for run in self.runs:
            for glyph in run.glyphs:
                advances[glyph[1]] += glyph[2]
        return list(accumulate(advances, initial=0))

    @cached_property
    def _divisions(self) -> list[int]:
        """Return where a word may be cut when it must: between graphemes and between clusters."""
        clusters = {glyph[1] for run in self.runs for glyph in run.glyphs}
        return [at for at in breaks.graphemes(self.text) if at in clusters or at == len(self.text)]

    def lines(self, width: float) -> list[Line]:
        """Cut lines greedily; a word wider than a line is cut between graphemes."""
        made = []
        start = position = 0
        cuts = [*sorted(self.cuts), len(self.text)]
        while start < len(self.text):
            while cuts[position] <= start:
                position += 1
            start, line = self._next(start, position, cuts, width)
            made.append(line)
        return made or [self._line(0, 0)]

    def _next(self, start: int, position: int, cuts: list[int], width: float) -> tuple[int, Line]:
        """Return the line from START, and where what follows it starts; CUTS from POSITION on are where it may end."""
        last = position
        while last < len(cuts) and self._visible(start, cuts[last]) <= width:
            last += 1
        # Cutting may change glyphs, and so the width.
        for index in range(last - 1, max(position, last - 8) - 1, -1):
            line = self._line(start, cuts[index])
            if line.width <= width:
                return cuts[index], line
        return self._divided(start, cuts[position], width)

    def _visible(self, start: int, end: int) -> int:
        """Return the width of text[start:end] without the spaces at its end."""
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return self.reach[end] - self.reach[start]

    def _divided(self, start: int, end: int, width: float) -> tuple[int, Line]:
        """Cut text[start:end], a word that is wider than the line, where it fits; at least one letter comes onto a line."""
        inside = self._divisions
        first = bisect_right(inside, start)
        last = bisect_right(inside, end, first)
        fitting = bisect_right(inside, self.reach[start] + width, first, last, key=self.reach.__getitem__)
        at = inside[max(fitting - 1, first)]
        line = self._line(start, at)
        while line.width > width and fitting - 1 > first:
            fitting -= 1
            at = inside[fitting - 1]
            line = self._line(start, at)
        while at < end and self.text[at] == " ":
            at += 1
        return at, line

    def _line(self, start: int, end: int) -> Line:
        while end > start and self.text[end - 1] == " ":
            end -= 1
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_left(self.starts, end, first)
        pieces = [self._piece(run, start, end) for run in self.runs[first:last]] if start < end else []
        runs = self._ordered(pieces, start, end)
        fonts = {run.font for run in pieces} | {self.primary}
        return Line(
            self.text[start:end], start, self.base, tuple(runs), sum(run.width for run in runs), *_height(fonts, pieces)
        )

    def _piece(self, run: Run, start: int, end: int) -> Run:
        cut = part(run, start, end)
        if cut is not None:
            return cut
        return self._shaped(run.font, run.level, max(start, run.start), min(end, run.end), start, end)

    def _shaped(self, font: Font, level: int, start: int, end: int, first: int, last: int) -> Run:
        """Shape text[start:end] with text[first:last], its line, as the context; clusters count from the paragraph's start."""
        run = shape(self.codes[first:last], start - first, end - first, font, level, self.language)
        glyphs = [(gid, at + first, width, x, y, unsafe) for gid, at, width, x, y, unsafe in run.glyphs]
        return Run(font, level, start, end, glyphs)

    def _ordered(self, pieces: list[Run], start: int, end: int) -> list[Run]:
        """Put PIECES from left to right, by the levels of this line (L1, L2)."""
        if self.levels is None:
            return pieces
        levels = bidi.line_levels(self.text[start:end], self.levels[start:end], self.base)
        split = [again for piece in pieces for again in self._by_level(piece, levels, start, end)]
        return [split[index] for index in bidi.visual_order([run.level for run in split])]

    def _by_level(self, run: Run, levels: list[int], start: int, end: int) -> list[Run]:
        """Cut RUN where L1 changed the level inside it."""
        inside = levels[run.start - start : run.end - start]
        if all(level == run.level for level in inside):
            return [run]
        bounds = [0, *(at for at in range(1, len(inside)) if inside[at] != inside[at - 1]), len(inside)]
        return [
            self._shaped(run.font, inside[a], run.start + a, run.start + b, start, end) for a, b in pairwise(bounds)
        ]


def _height(fonts: set[Font], runs: list[Run]) -> tuple[float, float]:
    """Return how far a line reaches above and below its baseline: more than its fonts say when marks are piled up."""
    ascent, descent = max(font.ascent for font in fonts), max(font.descent for font in fonts)
    for run in runs:
        for gid, _, _, _, rise, _ in run.glyphs:
            if rise:
                top, bottom = run.font.extents(gid)
                ascent = max(ascent, (rise + top) / EM - _OVERSHOOT)
                descent = max(descent, (bottom - rise) / EM - _OVERSHOOT)
    return ascent, descent


def _levels(text: str, base: int, spans: list[tuple[int, int]]) -> list[int] | None:
    """Return the level of each character, or None when all stand from left to right."""
    if text.isascii() and not base:
        return None
    if not base and not bidi.has_right_to_left(bidi.classes(text)):
        return None
    if not spans:
        return bidi.levels(text, base)
    return _isolated_levels(text, base, spans)


def _isolated_levels(text: str, base: int, spans: list[tuple[int, int]]) -> list[int]:
    """Resolve TEXT with SPANS isolated; inside them everything stands from left to right."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], _LRI, text[start:end], _PDI]
        at = end
    pieces.append(text[at:])
    found = bidi.levels("".join(pieces), base)
    kept: list[int] = []
    at = 0
    for index, (start, end) in enumerate(spans):
        kept += found[at + 2 * index : start + 2 * index]
        # An Arabic-Indic number would still fall apart at its dash: inside, the level of the isolate holds for all.
        outer = found[start + 2 * index]
        kept += [(outer + 2) & ~1] * (end - start)
        at = end
    return kept + found[at + 2 * len(spans) :]


def _without_controls(
    text: str, levels: list[int] | None, cuts: frozenset[int]
) -> tuple[str, list[int] | None, frozenset[int]]:
    """Drop what is not drawn, and move levels and breaks along."""
    kept = [index for index, character in enumerate(text) if character not in _DROPPED]
    moved = {old: new for new, old in enumerate(kept)}
    following = len(kept)
    places = [0] * (len(text) + 1)
    for index in range(len(text), -1, -1):
        following = moved.get(index, following)
        places[index] = following
    return (
        "".join(text[index] for index in kept),
        [levels[index] for index in kept] if levels is not None else None,
        frozenset(places[cut] for cut in cuts) - {0, len(kept)},
    )


def to_points(units: float, size: float) -> float:
    """Convert 1/1000 em at SIZE points into points."""
    return units * size / EM
