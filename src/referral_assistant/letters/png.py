"""Read a PNG far enough to put it into a PDF: no more than a logo needs, and bounded."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from referral_assistant.errors import InputError
from referral_assistant.message import msg

MOST_BYTES = 4_000_000
MOST_PIXELS = 2_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


@dataclass(frozen=True, slots=True)
class Image:
    """Raw samples, one byte a channel: grey or red, green, blue; transparency is laid on white."""

    width: int
    height: int
    space: str
    samples: bytes


def read(png: bytes) -> Image:
    """Return the picture in PNG. Raises InputError for what is damaged, too large, or of a kind that is not printed."""
    if not png.startswith(_SIGNATURE) or len(png) > MOST_BYTES:
        raise _refused()
    try:
        return _decode(_chunks(png))
    except (zlib.error, IndexError, KeyError, ValueError) as error:
        raise _refused() from error


def _refused() -> InputError:
    return InputError(
        msg("The picture cannot be printed: it is not a PNG of at most {side} pixels a side.", side=MOST_PIXELS),
        msg("Save it as a PNG with 8 bits a channel, not interlaced, and choose it again."),
    )


def _chunks(png: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = len(_SIGNATURE)
    while at + 8 <= len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        kind = png[at + 4 : at + 8]
        found[kind] = found.get(kind, b"") + png[at + 8 : at + 8 + length]
        at += length + 12
    return found


def _decode(chunks: dict[bytes, bytes]) -> Image:
    head = chunks[b"IHDR"]
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    depth, kind, interlaced = head[8], head[9], head[12]
    if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS or depth != 8 or interlaced:
        raise ValueError(depth)
    channels = _CHANNELS[kind]
    size = (width * channels + 1) * height
    raw = zlib.decompressobj().decompress(chunks[b"IDAT"], size)
    if len(raw) != size:
        raise ValueError(size)
    rows = _unfiltered(raw, width * channels, channels)
    return Image(width, height, *_flattened(rows, kind, chunks))


def _unfiltered(raw: bytes, stride: int, channels: int) -> bytes:
    """Undo the filter of each row (PNG specification, section 9)."""
    above = bytearray(stride)
    out = bytearray()
    for at in range(0, len(raw), stride + 1):
        row = bytearray(raw[at + 1 : at + 1 + stride])
        _undo(raw[at], row, above, channels)
        out += row
        above = row
    return bytes(out)


def _undo(method: int, row: bytearray, above: bytearray, channels: int) -> None:
    if method > 4:
        raise ValueError(method)
    for index in range(len(row) if method else 0):
        left = row[index - channels] if index >= channels else 0
        up = above[index]
        if method == 1:
            guess = left
        elif method == 2:
            guess = up
        elif method == 3:
            guess = (left + up) // 2
        else:
            guess = _paeth(left, up, above[index - channels] if index >= channels else 0)
        row[index] = (row[index] + guess) & 0xFF


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


def _flattened(samples: bytes, kind: int, chunks: dict[bytes, bytes]) -> tuple[str, bytes]:
    """Return the colour space and the samples without palette and transparency."""
    if kind == 3:
        palette, alpha = chunks[b"PLTE"], chunks.get(b"tRNS", b"")
        colours = [
            _on_white(palette[3 * index : 3 * index + 3], alpha[index] if index < len(alpha) else 255)
            for index in range(len(palette) // 3)
        ]
        return "/DeviceRGB", b"".join(colours[sample] for sample in samples)
    if kind in (4, 6):
        step = _CHANNELS[kind]
        pixels = (samples[at : at + step] for at in range(0, len(samples), step))
        return "/DeviceRGB" if kind == 6 else "/DeviceGray", b"".join(
            _on_white(pixel[:-1], pixel[-1]) for pixel in pixels
        )
    return "/DeviceRGB" if kind == 2 else "/DeviceGray", samples


def _on_white(colour: bytes, alpha: int) -> bytes:
    return bytes(255 - (255 - channel) * alpha // 255 for channel in colour)
