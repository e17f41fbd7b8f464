"""Write PDF objects: numbered, compressed, with a cross-reference table; the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import zlib

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Writer:
    """Collects objects by number; `reserve` gives a number before the content is known."""

    def __init__(self) -> None:
        self._objects: list[bytes | None] = []

    def reserve(self) -> int:
        """Return the number of an object that `put` fills later."""
        self._objects.append(None)
        return len(self._objects)

    def put(self, number: int, body: str | bytes) -> int:
        """Set object NUMBER to BODY and return NUMBER."""
        self._objects[number - 1] = body if isinstance(body, bytes) else body.encode("latin-1")
        return number

    def add(self, body: str | bytes) -> int:
        """Add BODY as a new object and return its number."""
        return self.put(self.reserve(), body)

    def stream(self, content: bytes, entries: str = "") -> int:
        """Add CONTENT as a compressed stream whose dictionary also has ENTRIES; return its number."""
        packed = zlib.compress(content, 6)
        head = f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>stream\n".encode("latin-1")
        return self.add(head + packed + b"\nendstream")

    def finish(self, root: int, info: int) -> bytes:
        """Return the file: its identity is the hash of its content."""
        pieces = [_HEADER]
        at = len(_HEADER)
        places = []
        for number, body in enumerate(self._objects, start=1):
            assert body is not None, number
            piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            places.append(at)
            pieces.append(piece)
            at += len(piece)
        identity = hashlib.sha256(b"".join(pieces)).hexdigest()[:32].upper()
        count = len(places) + 1
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        trailer = f"trailer\n<</Size {count}/Root {root} 0 R/Info {info} 0 R/ID[<{identity}><{identity}>]>>\nstartxref\n{at}\n%%EOF\n"
        pieces.append(b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer.encode("latin-1"))
        return b"".join(pieces)


def number(value: float) -> str:
    """Return VALUE as a short decimal with two places at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def text_string(text: str) -> str:
    """Return TEXT as a PDF text string, in UTF-16 with its mark."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
