"""Turn bytes into text: byte order marks, UTF-8, then a guess that is said aloud; mojibake is flagged, never repaired."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 256 * 1024
# UTF-8 bytes that were read as Windows-1252: a lead byte seen as a letter, a continuation byte seen as a sign.
_MOJIBAKE = re.compile("[ÂÃâØÙÐÑà][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text, the encoding it was read as, and whether that was a guess."""

    content: str
    encoding: str
    guessed: bool = False


def decode(data: bytes) -> Text:
    """Decode DATA. Never fails: what no encoding explains becomes U+FFFD and is a guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Text(data.decode(encoding, "replace").removeprefix("\ufeff"), encoding)
    try:
        return Text(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def repaired(text: str) -> str | None:
    """Return what TEXT would be if it is UTF-8 that was once read as Windows-1252; None when it does not look so."""
    if not _MOJIBAKE.search(text):
        return None
    try:
        better = b"".join(_byte(character) for character in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return better if better != text else None


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _guess(data: bytes) -> Text:
    if _looks_like_utf16(data):
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return Text(data.decode(encoding, "replace"), encoding, guessed=True)
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    return Text(data.decode(encoding, "replace"), encoding, guessed=True)


def _looks_like_utf16(data: bytes) -> bool:
    head = data[:400]
    return len(head) > 8 and max(head[::2].count(0), head[1::2].count(0)) > len(head) * 0.4
