"""Write docs/pictures/letters: every hard sentence as the file shows it, beside the same from the outlines of HarfBuzz's glyphs.

`python -m tests.letters.pictures [LANGUAGE ...]`
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from referral_assistant.letters.blocks import Document, Paper, Paragraph, Text
from referral_assistant.letters.page import render
from referral_assistant.letters.paginate import pages_of
from tests.letters.drawn import reference_page
from tests.letters.hard_sentences import NEIGHBOURS, SENTENCES

FOLDER = Path(__file__).resolve().parents[2] / "docs/pictures/letters"
ALL = {**SENTENCES, **NEIGHBOURS}
SCALE = 1.6
_HEAD = 22
_TITLES = ("as the file shows it (pdfium)", "the outlines of HarfBuzz's glyphs")


def picture(language: str) -> Image.Image:
    """Return the sentences of LANGUAGE twice, side by side."""
    document = Document("Test", language, Paper.A5, tuple(Paragraph(Text(text, language)) for text in ALL[language]))
    page = pages_of(document)[0]
    halves = [_raster(render(document)), _raster(reference_page(page, language))]
    bottom = max(half.point(lambda value: 255 - value).getbbox()[3] for half in halves) + 12  # type: ignore[index]
    margin = round(30 * SCALE)
    width = halves[0].width - 2 * margin
    both = Image.new("L", (2 * width + 2, bottom - margin + _HEAD), 255)
    draw = ImageDraw.Draw(both)
    for index, (half, title) in enumerate(zip(halves, _TITLES, strict=True)):
        both.paste(half.crop((margin, margin, margin + width, bottom)), (index * (width + 2), _HEAD))
        draw.text((index * (width + 2) + 6, 5), title, fill=110)
    draw.line((width, 0, width, both.height), fill=170)
    return both


def _raster(pdf: bytes) -> Image.Image:
    """Draw the page larger and shrink it: at this size pdfium would move letters to whole dots."""
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image.Image = document[0].render(scale=3 * SCALE, grayscale=True).to_pil()
        return image.convert("L").resize((image.width // 3, image.height // 3), Image.Resampling.LANCZOS)


def main(languages: list[str]) -> None:
    """Write the pictures of LANGUAGES, or of all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in languages or ALL:
        picture(language).quantize(16).save(FOLDER / f"{language}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
