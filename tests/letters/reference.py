"""What HarfBuzz itself makes of a text, by fonts opened anew, without any code of the letters: the measure for their glyphs.

`word_glyphs` shapes one word alone. `outlines` turns glyphs of a font file into PDF paths, so that a page drawn from them
can be laid over the page that the letters wrote.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz

FONTS = Path(__file__).resolve().parents[2] / "resources/fonts"
# Blocks of Unicode and the font that must set their letters, whatever the language (Arabic letters: see `font_for`).
_BLOCKS = (
    (0x0041, 0x024F, "NotoSans"), (0x1E00, 0x1EFF, "NotoSans"), (0x0900, 0x097F, "NotoSansDevanagari"),
    (0x0980, 0x09FF, "NotoSansBengali"), (0x0B80, 0x0BFF, "NotoSansTamil"), (0x0D80, 0x0DFF, "NotoSansSinhala"),
    (0x0E00, 0x0E7F, "NotoSansThai"), (0x0E80, 0x0EFF, "NotoSansLao"), (0x1000, 0x109F, "NotoSansMyanmar"),
    (0xA9E0, 0xA9FF, "NotoSansMyanmar"), (0xAA60, 0xAA7F, "NotoSansMyanmar"), (0x1200, 0x139F, "NotoSansEthiopic"),
    (0x1780, 0x17FF, "NotoSansKhmer"), (0x4E00, 0x9FFF, "NotoSansSC-GBK"), (0x0600, 0x06FF, "NotoNaskhArabic"),
    (0x0750, 0x077F, "NotoNaskhArabic"), (0x10D00, 0x10D3F, "NotoSansHanifiRohingya"),
)  # fmt: skip
# Chinese sets the Latin letters that came with it, Urdu is Nastaliq.
_OF_LANGUAGE = {("zh_Hans", "NotoSans"): "NotoSansSC-GBK", ("ur", "NotoNaskhArabic"): "NotoNastaliqUrdu"}
_JOINERS = "\u200c\u200d"
_TAGS = {"zh_Hans": "zh-Hans", "rhg_Latn": "rhg-Latn"}


@dataclass(frozen=True, slots=True)
class Word:
    """Letters, marks and joiners of one script: text[start:end], and the font that must set them."""

    start: int
    end: int
    text: str
    font: str


def font_for(character: str, language: str) -> str | None:
    """Return the font that must set CHARACTER when it is a letter or mark of one script, else None."""
    if unicodedata.category(character)[0] not in "LM":
        return None
    code = ord(character)
    name = next((font for first, last, font in _BLOCKS if first <= code <= last), None)
    return _OF_LANGUAGE.get((language, name), name) if name else None


def words(text: str, language: str) -> Iterator[Word]:
    """Return the words of TEXT: what stands together in one script."""
    start = 0
    while start < len(text):
        font = font_for(text[start], language)
        end = start + 1
        while font and end < len(text) and (text[end] in _JOINERS or font_for(text[end], language) == font):
            end += 1
        if font:
            yield Word(start, end, text[start:end], font)
        start = end


@cache
def face(name: str, weight: str = "Regular") -> tuple[Any, Any]:
    """Return the face and a font of 1 000 units an em of a file in resources/fonts."""
    opened = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONTS / f"{name}-{weight}.ttf")))
    font = uharfbuzz.Font(opened)
    font.scale = (1000, 1000)
    return opened, font


def features(name: str, language: str) -> dict[str, bool]:
    """Return what HarfBuzz is told beside its defaults: Noto Naskh would give Persian the digits of Urdu."""
    return {"locl": False} if name == "NotoNaskhArabic" and language != "ur" else {}


def word_glyphs(word: Word, language: str, weight: str = "Regular") -> list[int]:
    """Return the glyph ids that HarfBuzz gives WORD, from left to right."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word.text)
    buffer.guess_segment_properties()
    buffer.language = _TAGS.get(language, language)
    uharfbuzz.shape(face(word.font, weight)[1], buffer, features(word.font, language))
    return [info.codepoint for info in buffer.glyph_infos]


@cache
def outline(name: str, glyph: int, weight: str = "Regular") -> str:
    """Return the outline of GLYPH as PDF path operators in 1/1000 em, curves made cubic."""
    pieces: list[str] = []
    at = [0.0, 0.0]

    def move(x: float, y: float, _: object) -> None:
        at[:] = x, y
        pieces.append(f"{x:.0f} {y:.0f} m")

    def line(x: float, y: float, _: object) -> None:
        at[:] = x, y
        pieces.append(f"{x:.0f} {y:.0f} l")

    def curve(cx: float, cy: float, x: float, y: float, _: object) -> None:
        ax, ay = at[0] + (cx - at[0]) * 2 / 3, at[1] + (cy - at[1]) * 2 / 3
        bx, by = x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3
        at[:] = x, y
        pieces.append(f"{ax:.2f} {ay:.2f} {bx:.2f} {by:.2f} {x:.0f} {y:.0f} c")

    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(move)
    draw.set_line_to_func(line)
    draw.set_quadratic_to_func(curve)
    draw.set_close_path_func(lambda _: pieces.append("h"))
    face(name, weight)[1].draw_glyph(glyph, draw, None)
    return " ".join(pieces)
