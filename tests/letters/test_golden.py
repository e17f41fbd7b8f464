"""Papers as they were when a person last looked: as readable text, and as pictures with a tolerance.

When they are meant to change: `RENEW_GOLDENS=1 python -m pytest tests/letters/test_golden.py`, then look at every picture
and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from referral_assistant.letters.blocks import Document, Paper
from referral_assistant.letters.page import render
from tests.letters.demo import demo
from tests.letters.golden import written

FOLDER = Path(__file__).resolve().parents[1] / "golden/letters"
RENEW = bool(os.environ.get("RENEW_GOLDENS"))
# Dots to an inch of the pictures, and how far a dot may be from the ink that it belongs to.
SCALE, NEAR = 0.75, 3
MOST_STRAY = 110

PAPERS: dict[str, Document] = {
    **{
        f"{first}-{second}": demo(first, second)
        for first, second in (("en", "my"), ("en", "ar"), ("en", "ur"), ("km", "en"), ("th", "en"))
    },
    "ur-en-a5": demo("ur", "en", Paper.A5),
    "my-en-roll": demo("my", "en", Paper.ROLL_80),
    "ar-en-large": demo("ar", "en", large=True),
}


@pytest.mark.parametrize("name", PAPERS)
def test_places(name: str) -> None:
    path = FOLDER / f"{name}.txt"
    found = written(PAPERS[name])
    if RENEW:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAPERS)
def test_pictures(name: str) -> None:
    with pypdfium2.PdfDocument(render(PAPERS[name])) as opened:
        pages = [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in opened]
    if RENEW:
        for old in FOLDER.glob(f"{name}-*.png"):
            old.unlink()
        for number, page in enumerate(pages, start=1):
            page.quantize(16).save(FOLDER / f"{name}-{number}.png", optimize=True)
    stored = sorted(FOLDER.glob(f"{name}-*.png"))
    assert len(stored) == len(pages)
    for path, page in zip(stored, pages, strict=True):
        with Image.open(path) as golden:
            assert stray(page, golden.convert("L")) < MOST_STRAY, path.name


def stray(first: Image.Image, second: Image.Image) -> int:
    """Return how dark the darkest dot of one picture is that has none like it near in the other; 255 for another size."""
    if first.size != second.size:
        return 255
    found = 0
    for one, other in ((first, second), (second, first)):
        near = other.filter(ImageFilter.MinFilter(NEAR))
        found = max(found, *ImageChops.subtract(near, one).tobytes())
    return found


def test_a_line_that_moved_shows() -> None:
    with pypdfium2.PdfDocument(render(PAPERS["en-my"])) as opened:
        page = opened[0].render(scale=SCALE, grayscale=True).to_pil().convert("L")
    assert stray(page, ImageChops.offset(page, 0, 4)) > MOST_STRAY
    assert stray(page, page.crop((0, 0, page.width, page.height - 1))) == 255
    assert stray(page, page) == 0
