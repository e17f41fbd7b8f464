"""Files that are wrong on purpose; large ones are made here, not kept."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SERVICE: dict[str, Any] = {"id": "0d3a7f0e-6a52-4c0f-9d5f-2f7a3b6c1e44", "name": "Clinic", "status": "active"}
_HEAD = b"id,name,description,status\n"


@dataclass(frozen=True, slots=True)
class Bad:
    """One bad input: its file or folder name and how it is made in a folder."""

    name: str
    make: Callable[[Path], None]


def _file(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def _json(value: Any) -> Callable[[Path], None]:
    return _file(json.dumps(value).encode())


def _folder(**files: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.mkdir()
        for name, content in files.items():
            (path / name.replace("__", ".")).write_bytes(content)

    return make


def _zip(entries: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _link_in_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("services.csv")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def _locked_zip() -> bytes:
    content = bytearray(_zip({"services.csv": _HEAD}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        content[content.index(mark) + (6 if mark.endswith(b"\x04") else 8)] |= 1
    return bytes(content)


def _lying_zip() -> bytes:
    """A zip whose directory says that an entry is far smaller than it is."""
    content = bytearray(_zip({"services.csv": _HEAD + b"1,A,x,active\n" * 100_000}))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (100).to_bytes(4, "little")
    return bytes(content)


def _linked_folder(path: Path) -> None:
    path.mkdir()
    (path / "services.csv").symlink_to("/etc/passwd")


def _deep_json() -> bytes:
    return b'[{"id":"a","name":' + b"[" * 100_000 + b"]" * 100_000 + b"}]"


def _workbook_bomb() -> bytes:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + b" " * 500_000_000
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return stream.getvalue()


_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>
<Source><Agency><Name>&lol2;</Name></Agency></Source>"""
_OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Source><Agency><Name>&e;</Name></Agency></Source>"""

REFUSED: tuple[Bad, ...] = (
    Bad("missing.json", lambda path: None),
    Bad("empty.json", _file(b"")),
    Bad("empty.csv", _file(b"")),
    Bad("empty.zip", _file(b"")),
    Bad("blank.json", _file(b" \n\n ")),
    Bad("blank.csv", _file(b"\n\n\n")),
    Bad("only-header.csv", _file(b"foo,bar\n")),
    Bad("truncated.json", _file(json.dumps([SERVICE] * 20, indent=1).encode()[:-200])),
    Bad("truncated-object.json", _file(b'{"id": "x", "name": ')),
    Bad("not.json", _file(b"hello")),
    Bad("number.json", _file(b"5")),
    Bad("deep.json", _file(_deep_json())),
    Bad("other.json", _json({"weather": "fine", "days": [1, 2, 3]})),
    Bad("list-of-numbers.json", _json([1, 2, 3])),
    Bad("nothing.json", _json([])),
    Bad("truncated.zip", _file(_zip({"services.csv": os.urandom(5000)})[:2500])),
    Bad("noise.zip", _file(b"PK\x03\x04" + bytes(range(256)) * 20)),
    Bad("bomb.zip", _file(_zip({"services.csv": b"0" * 300_000_000}))),
    Bad("many-bombs.zip", _file(_zip({f"{n}.csv": b"0" * 7_000_000 for n in range(70)}))),
    Bad("lying.zip", _file(_lying_zip())),
    Bad("climbing.zip", _file(_zip({"../services.csv": _HEAD + b"1,A,x,active\n"}))),
    Bad("climbing-windows.zip", _file(_zip({"..\\..\\services.csv": _HEAD}))),
    Bad("absolute.zip", _file(_zip({"/etc/services.csv": _HEAD}))),
    Bad("drive.zip", _file(_zip({"C:/services.csv": _HEAD}))),
    Bad("link.zip", _file(_link_in_zip())),
    Bad("locked.zip", _file(_locked_zip())),
    Bad("no-tables.zip", _file(_zip({"photo.png": b"x"}))),
    Bad("truncated.csv.gz", _file(gzip.compress(_HEAD * 500)[:-9])),
    Bad("bomb.csv.gz", _file(gzip.compress(b"0" * 300_000_000, 9))),
    Bad("noise.csv.gz", _file(b"\x1f\x8b" + zlib.compress(b"x"))),
    Bad("million-columns.csv", _file(b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n1\n")),
    Bad("random.csv", _file(bytes(range(256)) * 40)),
    Bad("photo.csv", _file(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 30)),
    Bad("laughs.xml", _file(_LAUGHS)),
    Bad("outside.xml", _file(_OUTSIDE)),
    Bad("deep.xml", _file(b"<Source>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</Source>")),
    Bad("truncated.xml", _file(b"<Source><Agency><Key>1</Key><Name>A")),
    Bad("other.xml", _file(b"<html><body>hello</body></html>")),
    Bad("unknown-encoding.xml", _file(b'<?xml version="1.0" encoding="klingon"?><Source/>')),
    Bad("noise.xlsx", _file(b"PK\x03\x04" + b"x" * 500)),
    Bad("text.xlsx", _file(b"id,name\n1,A\n")),
    Bad("hollow.xlsx", _file(_zip({"[Content_Types].xml": b"<Types/>"}))),
    Bad("laughs.xlsx", _file(_zip({"xl/workbook.xml": _LAUGHS}))),
    Bad("bomb.xlsx", _file(_workbook_bomb())),
    Bad("empty-folder", _folder()),
    Bad("photos", _folder(a__png=b"x", b__jpg=b"y")),
    Bad("links", _linked_folder),
    Bad("hello.exe", _file(b"MZ" + bytes(500))),
)


def tables(**files: bytes) -> Callable[[Path], None]:
    """Make a folder of CSV files, by table name."""
    return _folder(**{f"{name}__csv": content for name, content in files.items()})


def services(*rows: bytes, header: bytes = _HEAD) -> Callable[[Path], None]:
    """Make a folder with one services table."""
    return tables(services=header + b"".join(row + b"\n" for row in rows))


def one_service(**fields: Any) -> Callable[[Path], None]:
    """Make a JSON file with one service."""
    return _json([{**SERVICE, **fields}])


def raw(content: bytes) -> Callable[[Path], None]:
    """Make a file of these bytes."""
    return _file(content)


def all_refused(folder: Path) -> Iterator[tuple[Bad, Path]]:
    """Make every refused input in FOLDER."""
    for bad in REFUSED:
        path = folder / bad.name
        bad.make(path)
        yield bad, path
