"""Pages of the letters, drawn a second time from the outlines in the font files."""

from __future__ import annotations

from typing import Any

import uharfbuzz

from referral_assistant.letters.ink import TextInk
from referral_assistant.letters.line import Line
from referral_assistant.letters.paginate import Page
from referral_assistant.letters.pdf import Writer
from referral_assistant.letters.shape import Run
from tests.letters.reference import face, features, outline


def reference_page(page: Page, language: str) -> bytes:
    """Return PAGE's lines as filled outlines: each run shaped anew by HarfBuzz, its line as the context."""
    pieces = []
    for ink in page.inks:
        assert isinstance(ink, TextInk)
        scale = ink.size / 1000
        pieces.append(f"q {scale:.5f} 0 0 {scale:.5f} {ink.x:.2f} {page.height - ink.y:.2f} cm")
        pieces += _line(ink.line, language)
        pieces.append("Q")
    writer = Writer()
    catalog, tree, leaf = writer.reserve(), writer.reserve(), writer.reserve()
    content = writer.stream(" ".join(pieces).encode("ascii"))
    writer.put(
        leaf,
        f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {page.width:.2f} {page.height:.2f}]/Contents {content} 0 R>>",
    )
    writer.put(tree, f"<</Type/Pages/Count 1/Kids[{leaf} 0 R]>>")
    writer.put(catalog, f"<</Type/Catalog/Pages {tree} 0 R>>")
    return writer.finish(catalog, writer.add("<</Title(reference)>>"))


def _line(line: Line, language: str) -> list[str]:
    pieces = []
    pen = 0
    for run in line.runs:
        name, _, weight = run.font.path.stem.rpartition("-")
        for gid, x, y, advance in _shaped(line, run, name, weight, language):
            if shape := outline(name, gid, weight):
                pieces.append(f"q 1 0 0 1 {pen + x} {y} cm {shape} f Q")
            pen += advance
    return pieces


def _shaped(line: Line, run: Run, name: str, weight: str, language: str) -> list[tuple[int, int, int, int]]:
    buffer: Any = uharfbuzz.Buffer()
    start, end = run.start - line.offset, run.end - line.offset
    buffer.add_str(line.text, start, end - start)
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.script = run.font.script
    buffer.language = language.replace("_", "-")
    uharfbuzz.shape(face(name, weight)[1], buffer, features(name, language))
    return [
        (info.codepoint, place.x_offset, place.y_offset, place.x_advance)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
