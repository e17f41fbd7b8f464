"""Shape one run of one font with HarfBuzz: glyphs from left to right, with the character that each stands for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from referral_assistant.letters.fonts import Font

# (glyph id, index of the first character of its cluster, advance, x offset, y offset, may not be cut before), in 1/1000 em.
Glyph = tuple[int, int, int, int, int, bool]
# HarfBuzz looks no further to either side.
_CONTEXT = 5
# The localised forms of Noto Naskh Arabic 2.004 give every language the four, six and seven of Urdu, Persian too.
_NASKH, _URDU_DIGITS = "naskh", frozenset(("ur", "sd", "ks"))
_PLAIN_DIGITS = {"locl": False}
_TAGS = {"zh_Hans": "zh-Hans"}


@dataclass(frozen=True, slots=True)
class Run:
    """text[start:end] in FONT, shaped; `glyphs` stand from left to right, also when `level` is odd."""

    font: Font
    level: int
    start: int
    end: int
    glyphs: list[Glyph]

    @property
    def width(self) -> int:
        """Return the sum of the advances, in 1/1000 em."""
        return sum(glyph[2] for glyph in self.glyphs)


def shape(codes: list[int], start: int, end: int, font: Font, level: int, language: str) -> Run:
    """Shape codes[start:end] with the rest of CODES as its context."""
    import uharfbuzz

    first = max(start - _CONTEXT, 0)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_codepoints(codes[first : end + _CONTEXT], start - first, end - start)
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.script = font.script
    buffer.language = _TAGS.get(language, language)
    uharfbuzz.shape(font.handle, buffer, _PLAIN_DIGITS if font.key == _NASKH and language not in _URDU_DIGITS else None)
    glyphs = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x_offset, y_offset, advance, _ = place.position
        glyphs.append((info.codepoint, info.cluster + first, advance, x_offset, y_offset, bool(info.flags.value & 1)))
    return Run(font, level, start, end, glyphs)


def part(run: Run, start: int, end: int) -> Run | None:
    """Return RUN cut to [start, end), or None when HarfBuzz says that the cut changes glyphs: then shape again."""
    if start <= run.start and end >= run.end:
        return run
    first, last = _glyphs_from(run, start), _glyphs_from(run, end)
    if not (_may_start(run, start, first) and _may_start(run, end, last)):
        return None
    glyphs = run.glyphs[last:first] if run.level % 2 else run.glyphs[first:last]
    return Run(run.font, run.level, max(start, run.start), min(end, run.end), glyphs)


def _glyphs_from(run: Run, at: int) -> int:
    """Return the index that parts the glyphs of what is before AT from the others: those stand behind it, or before it."""
    if run.level % 2:
        return bisect_left(run.glyphs, 1 - at, key=lambda glyph: -glyph[1])
    return bisect_left(run.glyphs, at, key=lambda glyph: glyph[1])


def _may_start(run: Run, at: int, index: int) -> bool:
    """Tell whether a line of its own may start at AT, where INDEX parts the glyphs."""
    if at <= run.start or at >= run.end:
        return True
    step = -1 if run.level % 2 else 1
    index -= step < 0
    found = False
    while 0 <= index < len(run.glyphs) and run.glyphs[index][1] == at:
        if run.glyphs[index][5]:
            return False
        found = True
        index += step
    return found
