"""Read papers back: what two extractors say, what stands where, what a person would see."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable

import pypdfium2
import pytest

from referral_assistant.letters.blocks import Document, Paper, Paragraph, Text
from referral_assistant.letters.clean import lines_of
from referral_assistant.letters.line import Line, set_lines
from referral_assistant.letters.page import render

WIDE = 1e9
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ONE_LINE = 1_000_000.0

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed")


def comparable(text: str) -> str:
    """Return TEXT as docs/letters.md compares it: NFC, without unseen controls, white space collapsed."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def poppler(pdf: bytes) -> list[str]:
    """Return what `pdftotext` says, page by page."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def pdfium(pdf: bytes) -> list[str]:
    """Return what pdfium (Chrome, Edge) says, page by page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def one_a_page(sentences: Iterable[str], language: str, paper: Paper = Paper.A4) -> bytes:
    """Return a file with each of SENTENCES on a page of its own."""
    return render([Document("Test", language, paper, (Paragraph(Text(text, language)),)) for text in sentences])


def lines(text: str, language: str, width: float = WIDE, *, bold: bool = False) -> list[Line]:
    """Return TEXT set into lines of WIDTH, in 1/1000 em."""
    return [line for part in lines_of(text) for line in set_lines(part, language, bold=bold, width=width)]


def shown(text: str, language: str) -> str:
    """Return the characters of TEXT as they stand on one line, from left to right, each letter with its marks."""
    (line,) = lines(text, language)
    pieces = []
    for run in line.runs:
        starts = list(dict.fromkeys(glyph[1] for glyph in run.glyphs))
        ends = dict(zip(sorted(starts), [*sorted(starts)[1:], run.end], strict=True))
        pieces += [line.text[start - line.offset : ends[start] - line.offset] for start in starts]
    return "".join(pieces)
