"""A paper as text that a person can read in a diff: each line with its place, size, fonts and direction, each drawing."""

from __future__ import annotations

import hashlib

from referral_assistant.letters.blocks import Document
from referral_assistant.letters.ink import Drawing, Ink, TextInk
from referral_assistant.letters.paginate import pages_of


def written(document: Document) -> str:
    """Return DOCUMENT page by page, one ink a line; places are points from the top left corner."""
    rows = []
    for number, page in enumerate(pages_of(document), start=1):
        rows.append(f"page {number}: {page.width:.1f} x {page.height:.1f}")
        rows += [f"  {_row(ink)}" for ink in page.inks]
    return "\n".join(rows) + "\n"


def _row(ink: Ink) -> str:
    place = f"{ink.x:7.2f} {ink.y:7.2f}"
    role = f"{ink.tag.role}.{ink.tag.language}" if ink.tag else "-"
    if isinstance(ink, Drawing):
        digest = hashlib.sha256(ink.operators.encode()).hexdigest()[:8]
        shown = ink.operators if len(ink.operators) <= 60 else f"{ink.operators[:40]} … {len(ink.operators)} {digest}"
        return f"{place} {role:12} {'image' if ink.image else 'drawing'} {shown}"
    line = ink.line
    width = line.width * ink.size / 1000
    fonts = ",".join(dict.fromkeys(run.font.path.stem.replace("Noto", "").replace("-Regular", "") for run in line.runs))
    glyphs = hashlib.sha256(repr([run.glyphs for run in line.runs]).encode()).hexdigest()[:6]
    direction = "".join("<" if run.level % 2 else ">" for run in line.runs)
    grey = f" grey {ink.grey}" if ink.grey else ""
    assert isinstance(ink, TextInk)
    return f"{place} {role:12} {ink.size:g}pt {width:.2f} wide {fonts} {direction} {glyphs}{grey} | {line.text}"
