"""Shape one run of one font with HarfBuzz: glyphs from left to right, with the character that each stands for."""

from __future__ import annotations

from dataclasses import dataclass

from referral_assistant.letters.fonts import Font

# (glyph id, index of the first character of its cluster, advance, x offset, y offset, may not be cut before), in 1/1000 em.
Glyph = tuple[int, int, int, int, int, bool]
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

    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_codepoints(codes, start, end - start)
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.script = font.script
    buffer.language = _TAGS.get(language, language)
    uharfbuzz.shape(font.handle, buffer)
    glyphs = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x_offset, y_offset, advance, _ = place.position
        glyphs.append((info.codepoint, info.cluster, advance, x_offset, y_offset, bool(info.flags & 1)))
    return Run(font, level, start, end, glyphs)


def part(run: Run, start: int, end: int) -> Run | None:
    """Return RUN cut to [start, end), or None when HarfBuzz says that the cut changes glyphs: then shape again."""
    if start <= run.start and end >= run.end:
        return run
    glyphs = [glyph for glyph in run.glyphs if start <= glyph[1] < end]
    if _unsafe(run, glyphs, start) or _unsafe(run, [g for g in run.glyphs if g[1] >= end], end):
        return None
    return Run(run.font, run.level, max(start, run.start), min(end, run.end), glyphs)


def _unsafe(run: Run, glyphs: list[Glyph], at: int) -> bool:
    """Tell whether GLYPHS, those at or after AT, may not start a line of their own."""
    if at <= run.start or at >= run.end or not glyphs:
        return at > run.start and at < run.end and not glyphs
    first = min(glyph[1] for glyph in glyphs)
    return first != at or any(glyph[5] for glyph in glyphs if glyph[1] == first)
