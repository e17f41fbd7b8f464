"""Pictograms, QR symbols and pictures: SVG paths and PNG as far as papers need them; anything else is refused."""

from __future__ import annotations

import random
import struct
import time
import zlib

import pypdfium2
import pytest
from PIL import Image

from referral_assistant.errors import InputError
from referral_assistant.letters.blocks import (
    QR,
    Block,
    Document,
    Paper,
    Pictogram,
    Picture,
)
from referral_assistant.letters.ink import Piece
from referral_assistant.letters.page import render
from referral_assistant.letters.paginate import fill_pages
from referral_assistant.letters.path import operators
from referral_assistant.letters.png import MOST_PIXELS, read
from tests.letters.demo import demo_png


def drawn(block: Block, scale: float = 2) -> Image.Image:
    """Return what BLOCK looks like alone on a small paper, in grey."""
    with pypdfium2.PdfDocument(render(Document("Test", "en", Paper.A6, (block,)))) as opened:
        image: Image.Image = opened[0].render(scale=scale, grayscale=True).to_pil()
        return image.convert("L")


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    found = image.point(lambda value: 255 * (value < 128)).getbbox()
    assert found
    return found


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ("M1 2L3 4", "1 2 m 3 4 l"), ("m1 2 3 4", "1 2 m 4 6 l"), ("M1 2 3 4 5 6", "1 2 m 3 4 l 5 6 l"), ("M1 2H5V7", "1 2 m 5 2 l 5 7 l"),
        ("M1 2h5v7z", "1 2 m 6 2 l 6 9 l h"), ("M0 0C1 2 3 4 5 6", "0 0 m 1 2 3 4 5 6 c"), ("M0 0c1 2 3 4 5 6", "0 0 m 1 2 3 4 5 6 c"),
        ("M0 0C1 1 2 2 3 3S5 5 6 6", "0 0 m 1 1 2 2 3 3 c 4 4 5 5 6 6 c"), ("M0 0S5 5 6 6", "0 0 m 0 0 5 5 6 6 c"),
        ("M0 0Q3 3 6 0", "0 0 m 2 2 4 2 6 0 c"), ("M0 0Q3 3 6 0T12 0", "0 0 m 2 2 4 2 6 0 c 8 -2 10 -2 12 0 c"),
        ("M.5.5-1-1", "0.5 0.5 m -1 -1 l"), ("M1e1,2E0", "10 2 m"), ("M0 0A0 5 0 0 1 9 9", "0 0 m 9 9 l"), ("", ""),
        ("M0 0L1 1ZL2 2", "0 0 m 1 1 l h 2 2 l"),
    ],
)  # fmt: skip
def test_paths(data: str, wanted: str) -> None:
    assert operators(data) == wanted


@pytest.mark.parametrize(("flags", "centre"), [("0 0", (5, 0)), ("0 1", (0, 5)), ("1 0", (0, 5)), ("1 1", (5, 0))])
def test_arcs_go_the_way_that_the_flags_say(flags: str, centre: tuple[float, float]) -> None:
    """From (0, 0) to (5, 5) on a circle of radius 5: the short or the long way round, on this or that side."""
    numbers = [float(part) for part in operators(f"M0 0A5 5 0 {flags} 5 5").replace("m", "").replace("c", "").split()]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    assert [points[0], points[-1]] == [(0, 0), (5, 5)]
    for x, y in points[::3]:
        assert (x - centre[0]) ** 2 + (y - centre[1]) ** 2 == pytest.approx(25, abs=0.1)
    assert (len(points) > 4) == flags.startswith("1")


def test_flags_may_stand_together() -> None:
    assert operators("M0 0a1 1 0 012 2") == operators("M0 0a1 1 0 0 1 2 2")
    assert operators("M0 0a1 1 0 11.5.5") == operators("M0 0 a 1 1 0 1 1 0.5 0.5")


@pytest.mark.parametrize(
    "data",
    ["L", "M1", "1 2", "M1 2 X", "M1 2 L3", "M0 0Z1 1", "M1 2;rm -rf", "M nan nan", "M 1e999 2", "M1,2,,L", "Mé"],
)
def test_what_is_no_path_is_refused(data: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        operators(data)


def test_a_path_of_any_length_takes_bounded_time() -> None:
    start = time.monotonic()
    with pytest.raises(InputError):
        operators("M0 0" + "L1 1" * 100_000)
    operators("M0 0" + "a1 1 0 0 1 1 1" * 5_000)
    operators("M" * 1 + "0 0 " * 20_000)
    assert time.monotonic() - start < 5


def test_a_pictogram_fills_its_box() -> None:
    square = Pictogram(("M0 0H24V24H0Z",), height=20)
    left, top, right, bottom = ink(drawn(square, 10))
    assert (right - left) / 10 == pytest.approx(20 / 25.4 * 72, abs=0.3)
    assert (bottom - top) / 10 == pytest.approx(20 / 25.4 * 72, abs=0.3)
    assert (left / 10, top / 10) == pytest.approx((7 / 25.4 * 72,) * 2, abs=0.3)


def test_a_pictogram_stays_in_its_box() -> None:
    wild = Pictogram(("M-900 -900H900V900H-900Z",), height=20)
    assert ink(drawn(wild)) == pytest.approx(ink(drawn(Pictogram(("M0 0H24V24H0Z",), height=20))), abs=1)


def test_a_hole_is_a_hole() -> None:
    ring = drawn(Pictogram(("M0 0H24V24H0ZM6 6H18V18H6Z",), height=20), 4)
    left, top, right, bottom = ink(ring)
    assert ring.tobytes()[(top + bottom) // 2 * ring.width + (left + right) // 2] == 255


def test_strokes_are_round_and_as_thick_as_they_say() -> None:
    line = ink(drawn(Pictogram(("M4 12H20",), height=24, stroke=2), 10))
    assert (line[3] - line[1]) / 10 == pytest.approx(2 / 25.4 * 72, abs=0.3)
    assert (line[2] - line[0]) / 10 == pytest.approx(18 / 25.4 * 72, abs=0.3)


def test_a_view_box_may_start_anywhere() -> None:
    moved = Pictogram(("M100 100H124V124H100Z",), (100, 100, 24, 24), 20)
    assert ink(drawn(moved)) == ink(drawn(Pictogram(("M0 0H24V24H0Z",), height=20)))


def test_a_qr_symbol_is_drawn_module_by_module() -> None:
    random.seed(4)
    modules = tuple(tuple(random.random() < 0.5 for _ in range(21)) for _ in range(21))
    image = drawn(QR(modules, 58), 10)
    dots = image.tobytes()
    corner, module = 7 / 25.4 * 720, 58 / 25.4 * 720 / 29
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            at = (round(corner + (x + 4.5) * module), round(corner + (y + 4.5) * module))
            assert (dots[at[1] * image.width + at[0]] < 128) == dark, (x, y)
    quiet = image.crop((round(corner), round(corner), round(corner + 29 * module), round(corner + 3.8 * module)))
    assert set(quiet.tobytes()) == {255}


def png(
    width: int, height: int, kind: int, rows: bytes, *, depth: int = 8, interlaced: int = 0, more: bytes = b""
) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA", "P"])
@pytest.mark.parametrize("size", [(1, 1), (7, 5), (64, 33)])
def test_pictures_of_every_kind_are_read_as_pillow_reads_them(mode: str, size: tuple[int, int]) -> None:
    """Pillow chooses other filters for each row: all five occur in the larger ones."""
    from io import BytesIO

    random.seed(f"{mode}{size}")
    image = Image.frombytes("RGBA", size, random.randbytes(size[0] * size[1] * 4))
    image = image.convert("RGB").quantize(16) if mode == "P" else image.convert(mode)
    written = BytesIO()
    image.save(written, "PNG")
    if mode == "P" and size != (64, 33):
        return  # a small palette is written with fewer bits, which is refused
    if mode == "P":
        with pytest.raises(InputError):
            read(written.getvalue())
        return
    found = read(written.getvalue())
    on_white = Image.new("RGBA", size, "white")
    on_white.alpha_composite(image.convert("RGBA"))
    wanted = on_white.convert("L" if mode in ("L", "LA") else "RGB").tobytes()
    assert (found.width, found.height) == size
    assert max(abs(a - b) for a, b in zip(found.samples, wanted, strict=True)) <= 1


@pytest.mark.parametrize("method", range(5))
def test_every_filter_is_undone(method: int) -> None:
    rows = b"".join(bytes([method]) + bytes((x * 7 + y * 3) % 256 for x in range(12)) for y in range(4))
    from io import BytesIO

    data = png(4, 4, 2, rows)
    assert read(data).samples == Image.open(BytesIO(data)).tobytes()


def test_a_palette_with_transparency() -> None:
    table = b"PLTE" + bytes((255, 0, 0, 0, 0, 255))
    clear = b"tRNS" + bytes((0, 128))
    more = b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in (table, clear)
    )
    found = read(png(2, 1, 3, b"\0\0\1", more=more))
    assert found.samples == bytes((255, 255, 255, 127, 127, 255))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"GIF89a", demo_png()[:40], demo_png()[:-30], b"\x89PNG\r\n\x1a\n" * 2, png(0, 1, 2, b"\0"), png(1, 1, 5, b"\0\0"),
        png(MOST_PIXELS + 1, 1, 0, b"\0" * 9_000), png(1, 1, 2, b"\0", depth=16), png(1, 1, 2, b"\0\0\0\0", interlaced=1),
        png(2, 2, 2, b"\x09" + b"\0" * 13), png(2, 2, 0, b"\0"), png(1, 1, 3, b"\0\0"), png(2_000, 2_000, 6, b"\0" * 100),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_refused_and_told(data: bytes) -> None:
    with pytest.raises(InputError, match="cannot be printed") as raised:
        read(data)
    assert "8 bits a channel" in str(raised.value)


def test_a_bomb_is_unpacked_no_further_than_its_size() -> None:
    start = time.monotonic()
    assert len(read(png(100, 100, 2, b"\0" * 20_000_000)).samples) == 30_000
    with pytest.raises(InputError):
        read(b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000_000)
    assert time.monotonic() - start < 5


def test_damage_anywhere_is_refused_or_harmless() -> None:
    good = bytearray(demo_png())
    random.seed(7)
    for _ in range(400):
        bad = bytearray(good)
        for _ in range(random.randint(1, 6)):
            bad[random.randrange(len(bad))] = random.randrange(256)
        try:
            found = read(bytes(bad))
        except InputError:
            continue
        assert len(found.samples) == found.width * found.height * (3 if found.space == "/DeviceRGB" else 1)


def test_a_picture_stands_upright() -> None:
    rows = b"".join(b"\0" + (b"\0" if y < 4 else b"\xff") * 8 for y in range(8))
    image = drawn(Picture(png(8, 8, 0, rows), 20), 4)
    left, top, right, bottom = ink(image)
    assert (bottom - top) == pytest.approx((right - left) / 2, abs=2)
    assert top / 4 == pytest.approx(7 / 25.4 * 72, abs=1)


def test_what_cannot_be_cut_goes_to_the_next_page_below_its_heading() -> None:
    heading, drawing = Piece(130, (), glued=True), Piece(600, ())
    assert fill_pages([heading, drawing], 671) == [[heading], [drawing]]
