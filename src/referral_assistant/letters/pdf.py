"""Write PDF objects: numbered, compressed, with a cross-reference stream; the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import re
import zlib

_LEVEL = 9
_PACKAGE = re.compile(rb"<</Length (\d+)/Filter/FlateDecode/Type/ObjStm[^\n]*>>stream\n")
_STREAM = re.compile(rb"stream\n.*?\nendstream", re.DOTALL)
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Writer:
    """Collects objects by number; `reserve` gives a number before the content is known."""

    def __init__(self) -> None:
        self._objects: list[bytes | None] = []
        self._streams: set[int] = set()

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
        packed = zlib.compress(content, _LEVEL)
        head = f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>stream\n".encode("latin-1")
        number = self.add(head + packed + b"\nendstream")
        self._streams.add(number)
        return number

    def finish(self, root: int, info: int) -> bytes:
        """Return the file: its identity is the hash of its content. All but ROOT, INFO and streams are packed together."""
        packed = [number for number in range(1, len(self._objects) + 1) if number not in {*self._streams, root, info}]
        package = self._package(packed)
        rows = {number: (2, package, index) for index, number in enumerate(packed)}
        pieces = [_HEADER]
        at = len(_HEADER)
        for number, body in enumerate(self._objects, start=1):
            if number not in rows:
                piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
                rows[number] = (1, at, 0)
                pieces.append(piece)
                at += len(piece)
        identity = hashlib.sha256(b"".join(pieces)).hexdigest()[:32].upper()
        last = len(self._objects) + 1
        table = [(0, 0, 65535), *(rows[number] for number in range(1, last)), (1, at, 0)]
        self.stream(
            b"".join(
                kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
                for kind, place, index in table
            ),
            f"/Type/XRef/W[1 4 2]/Size {last + 1}/Root {root} 0 R/Info {info} 0 R/ID[<{identity}><{identity}>]",
        )
        pieces.append(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, self._objects[-1], at))
        return b"".join(pieces)

    def _package(self, numbers: list[int]) -> int:
        """Pack the objects of NUMBERS into one stream and return its number."""
        places, bodies = [], []
        at = 0
        for number in numbers:
            body = self._objects[number - 1]
            assert body is not None, number
            places.append(f"{number} {at}")
            bodies.append(body)
            at += len(body) + 1
        head = " ".join(places).encode("ascii") + b" "
        return self.stream(head + b"\n".join(bodies), f"/Type/ObjStm/N {len(numbers)}/First {len(head)}")


def objects_of(pdf: bytes) -> bytes:
    """Return the objects of PDF, a file of ours, as they were before they were packed together."""
    packages = (
        zlib.decompress(pdf[found.end() : found.end() + int(found.group(1))]) for found in _PACKAGE.finditer(pdf)
    )
    return b"\n".join((_STREAM.sub(b"", pdf), *packages))


def number(value: float) -> str:
    """Return VALUE as a short decimal with two places at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def text_string(text: str) -> str:
    """Return TEXT as a PDF text string, in UTF-16 with its mark; lone surrogates become question marks."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
