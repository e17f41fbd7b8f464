"""A paper with every kind of block in two languages: for goldens, and to look at. `python -m tests.letters.demo` writes PNGs."""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

from referral_assistant.letters.blocks import (
    QR,
    Align,
    Arrangement,
    Badge,
    Block,
    Box,
    Checklist,
    Column,
    Columns,
    CutLine,
    Document,
    Field,
    Fields,
    Foot,
    Footer,
    Heading,
    Pair,
    Paper,
    Paragraph,
    Pictogram,
    Picture,
    Rule,
    Size,
    Spacer,
    Text,
    Tick,
    Together,
    Tone,
    Weight,
    WritingLines,
)
from tests.letters.hard_sentences import SENTENCES

# A house, drawn with every command of a path.
HOUSE = (
    "M2 11L12 3l10 8V12H20v8a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-8H2Z",
    "M9 20C9 15 15 15 15 20S9 22 9 20Q10 18 12 18T14 20",
)


def demo_png() -> bytes:
    """Return a small picture with transparency."""
    rows = b"".join(
        b"\0" + b"".join(bytes((x * 16, y * 16, 128, 255 if (x + y) % 3 else 60)) for x in range(16)) for y in range(16)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 16, 16, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def demo(first: str, second: str, paper: Paper = Paper.A4, *, large: bool = False) -> Document:
    """Return a paper of every kind of block in FIRST and SECOND."""
    blocks = (*_head(first, second), *_body(first, second), *_drawings(first), *_foot(first, second))
    footer = Footer(
        Text("R-7K2-M9", "en", Size.SMALL, tone=Tone.QUIET),
        Text("{page} / {pages}", "en", Size.SMALL, align=Align.END, tone=Tone.QUIET),
    )
    return Document("Demonstration", first, paper, blocks, footer, large)


def _say(language: str, index: int, **style: object) -> Text:
    return Text(SENTENCES[language][index], language, **style)  # type: ignore[arg-type]


def _head(first: str, second: str) -> tuple[Block, ...]:
    return (
        Columns(
            (
                Column((Picture(demo_png(), 12, Text("logo", "en")),)),
                Column((Paragraph(_say(first, 8, size=Size.SMALL)), Badge(_say(second, 3, size=Size.SMALL))), 4),
            )
        ),
        Heading(_say(first, 3), _say(second, 3), level=1),
        Rule(),
        Pair(_say(first, 0), _say(second, 0)),
        Pair(_say(first, 1), _say(second, 1), Arrangement.STACKED),
    )


def _body(first: str, second: str) -> tuple[Block, ...]:
    return (
        Heading(_say(first, 5)),
        Fields(
            (
                Field(_say(first, 3), _say(second, 2)),
                Field(_say(first, 7), _say(first, 6), _say(second, 7), _say(second, 6)),
            ),
            0.35,
        ),
        Checklist(
            (
                Tick(_say(first, 4, size=Size.SMALL), ticked=True, second=_say(second, 4, size=Size.SMALL)),
                Tick(_say(first, 9, size=Size.SMALL), blank=20),
            ),
            columns=2,
        ),
        Box((Paragraph(_say(first, 2, weight=Weight.BOLD)), Paragraph(_say(second, 2, tone=Tone.QUIET))), Tone.INK),
        Box((Paragraph(_say(second, 11, align=Align.CENTER)),), Tone.STRONG),
    )


def _drawings(first: str) -> tuple[Block, ...]:
    modules = tuple(tuple((x * y + x + y) % 3 == 0 for x in range(11)) for y in range(11))
    return (
        Together(
            (
                Columns(
                    (
                        Column((Pictogram(HOUSE, height=14, alternative=Text("house", "en")),)),
                        Column((Pictogram(HOUSE, height=14, stroke=1.5),)),
                        Column((QR(modules, 20, Text("code", "en")),)),
                        Column((Paragraph(_say(first, 10, size=Size.LEAD)),), 3),
                    )
                ),
            )
        ),
        Spacer(2),
    )


def _foot(first: str, second: str) -> tuple[Block, ...]:
    return (
        WritingLines(_say(first, 5, size=Size.SMALL), _say(second, 5, size=Size.SMALL), 2, 7),
        Foot((CutLine(), Paragraph(_say(second, 8, size=Size.SMALL)))),
    )


def main(arguments: list[str]) -> None:
    """Write the pages of FIRST and SECOND as PNG into FOLDER."""
    import pypdfium2

    from referral_assistant.letters.page import render

    first, second, folder = arguments
    with pypdfium2.PdfDocument(render(demo(first, second))) as document:
        for index, page in enumerate(document, start=1):
            page.render(scale=2).to_pil().save(Path(folder) / f"{first}-{second}-{index}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
