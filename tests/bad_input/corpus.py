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


def _nested_zip() -> bytes:
    inner = _zip({"services.csv": _HEAD + b"1,A,x,active\n"})
    return _zip({"inner.zip": inner})


def _zip_of_many_files() -> bytes:
    return _zip({f"{number}.csv": b"id,name\n" for number in range(6000)})


def _zip_with_other_compression() -> bytes:
    content = bytearray(_zip({"services.csv": _HEAD + b"1,A,x,active\n" * 50}))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = content.index(mark) + offset
        content[place : place + 2] = (97).to_bytes(2, "little")
    return bytes(content)


def _zip_with_wrong_checksum() -> bytes:
    content = bytearray(_zip({"services.csv": _HEAD + b"1,A,x,active\n"}, compression=zipfile.ZIP_STORED))
    content[content.index(b"1,A,x")] ^= 1
    return bytes(content)


def _zip_with_endless_directory() -> bytes:
    content = bytearray(_zip({"services.csv": _HEAD}))
    end = content.index(b"PK\x05\x06")
    content[end + 10 : end + 12] = (65_000).to_bytes(2, "little")
    return bytes(content)


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _deep_folders(path: Path) -> None:
    """A directory further down than anyone keeps one."""
    bottom = path.joinpath(*"abcdefgh")
    bottom.mkdir(parents=True)
    (bottom / "services.csv").write_bytes(_HEAD + b"1,A,x,active\n")


def _workbook(*rows: tuple[Any, ...], title: str = "services") -> Callable[[Path], None]:
    def make(path: Path) -> None:
        from openpyxl import Workbook

        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = title
        for row in rows:
            sheet.append(list(row))
        book.save(path)

    return make


def _locked_workbook() -> bytes:
    # What a spreadsheet program writes when a password is set: an OLE container, no zip.
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


def _features(count: int, **properties: Any) -> list[dict[str, Any]]:
    return [{"type": "Feature", "id": number, "properties": properties, "geometry": None} for number in range(count)]


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
    # Part of a directory, alone
    Bad("contacts.csv", _file(b"id,organization_id,name,title,department\n1,1,Ann,Nurse,Ward\n")),
    Bad("phones.csv", _file(b"id,service_id,number\n1,1,555\n")),
    Bad("export-of-addresses.csv", _file(b"id,location_id,address_1,city\n1,1,Street,Town\n")),
    Bad("taxonomy.csv", _file(b"id,name,parent_id\n1,Food,\n")),
    Bad("schedules.csv", _file(b"id,service_id,byday,opens_at\n1,1,MO,08:00\n")),
    Bad("service_at_location.csv", _file(b"id,service_id,location_id\n1,1,1\n")),
    Bad("hollow-services", _folder(services__csv=_HEAD, phones__csv=b"id,number\n")),
    Bad("services.csv", _file(_HEAD)),
    Bad("only-a-package", _folder(datapackage__json=b'{"name": "x", "resources": []}')),
    Bad("taxonomy.json", _json({"id": "1", "name": "Needs", "description": "x", "version": "1"})),
    Bad("taxonomy-terms.json", _json([{"id": "1", "name": "Food", "taxonomy": "x", "parent_id": None}])),
    # JSON of other things
    Bad("null.json", _file(b"null")),
    Bad("text.json", _file(b'"a text"')),
    Bad("truth.json", _file(b"true")),
    Bad("empty-object.json", _file(b"{}")),
    Bad("nested-lists.json", _file(b"[[[[]]]]")),
    Bad("trailing.json", _file(b'{"id": "1", "name": "A", "status": "active"} trailing')),
    Bad("single-quotes.json", _file(b"[{'id': '1', 'name': 'A'}]")),
    Bad("comment.json", _file(b"// a comment\n[]")),
    Bad("no-closing.json", _file(b'[{"id": "1", "name": "A", "status": "active"}')),
    Bad("no-colon.json", _file(b'{"services" [1]}')),
    Bad("key-is-number.json", _file(b'{1: "x"}')),
    Bad("html.json", _file(b"<!DOCTYPE html><html><body>Please log in</body></html>")),
    Bad("geojson-of-trees.json", _json({"type": "FeatureCollection", "features": _features(3, species="oak")})),
    Bad("openapi.json", _json({"openapi": "3.1.0", "info": {"title": "x"}, "paths": {}})),
    Bad("deep-object.json", _file(b'{"a":' * 5000 + b"1" + b"}" * 5000)),
    Bad("half-a-letter.json", _file('[{"name": "မြ'.encode()[:-1])),
    Bad(
        "ten-thousand-digits.json",
        _file(b'[{"id": "1", "name": "A", "status": "active", "fees": ' + b"9" * 10_000 + b"}]"),
    ),
    Bad("lines.ndjson", _file(b"nonsense\nmore nonsense\n")),
    # Tables of other things
    Bad("bank.csv", _file(b"date,amount,balance\n2026-01-01,5.00,10.00\n")),
    Bad("one-word.csv", _file(b"hello\n")),
    Bad("no-names.csv", _file(b"1,2,3\n4,5,6\n")),
    Bad("quote-only.csv", _file(b'"')),
    Bad("html.csv", _file(b"<html><body><table><tr><td>x</td></tr></table></body></html>")),
    Bad("zeros.csv", _file(bytes(5000))),
    Bad("marks-only.csv", _file(b"\xef\xbb\xbf")),
    Bad("utf16-mark-only.csv", _file(b"\xff\xfe")),
    Bad("commas.csv", _file(b",,,,\n,,,,\n")),
    # Archives
    Bad("nested.zip", _file(_nested_zip())),
    Bad("many-files.zip", _file(_zip_of_many_files())),
    Bad("other-compression.zip", _file(_zip_with_other_compression())),
    Bad("wrong-checksum.zip", _file(_zip_with_wrong_checksum())),
    Bad("endless.zip", _file(_zip_with_endless_directory())),
    Bad("hollow.zip", _file(_zip({}))),
    Bad("only-readme.zip", _file(_zip({"README.txt": b"hello", "LICENSE.txt": b"x"}))),
    Bad("climbing-inside.zip", _file(_zip({"a/../../services.csv": _HEAD}))),
    Bad("share.zip", _file(_zip({"\\\\host\\share\\services.csv": _HEAD}))),
    Bad("empty-entry.zip", _file(_zip({"services.csv": b""}))),
    Bad("zip-in-disguise.csv", _file(b"PK\x03\x04" + bytes(300))),
    Bad("rar.zip", _file(b"Rar!\x1a\x07\x00" + bytes(300))),
    Bad("empty.csv.gz", _file(gzip.compress(b""))),
    Bad("twice.json.gz", _file(gzip.compress(gzip.compress(b"[]")))),
    # Workbooks
    Bad("empty.xlsx", _workbook()),
    Bad("only-header.xlsx", _workbook(("id", "name", "status"))),
    Bad("bank.xlsx", _workbook(("date", "amount"), ("2026-01-01", 5), title="money")),
    Bad("locked.xlsx", _file(_locked_workbook())),
    Bad("cut.xlsx", _file(_zip({"xl/workbook.xml": b"x" * 5000})[:900])),
    Bad("old.xls", _file(_locked_workbook())),
    # XML
    Bad("empty.xml", _file(b"")),
    Bad("blank.xml", _file(b"   ")),
    Bad("two-roots.xml", _file(b"<Source/><Source/>")),
    Bad("no-agency.xml", _file(b"<Source><Agencies/></Source>")),
    Bad("wrong-nesting.xml", _file(b"<Source><Agency></Source></Agency>")),
    Bad("null-in.xml", _file(b"<Source><Agency><Name>A\0B</Name></Agency></Source>")),
    Bad(
        "lying-encoding.xml",
        _file(b'<?xml version="1.0" encoding="utf-8"?><Source><Agency><Name>\xff\xfe</Name></Agency></Source>'),
    ),
    Bad(
        "hidden-entities.xml",
        _file("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x [<!ENTITY e 'y'>]><Source/>".encode("utf-16")),
    ),
    # Places
    Bad("loop.csv", _loop),
    Bad("pipe.csv", _fifo),
    Bad("name with “quotes” and \u202e.csv", _file(b"")),
    Bad("x" * 120 + ".csv", _file(b"")),
    Bad("a-folder-of-folders", lambda path: (path / "a" / "b" / "c").mkdir(parents=True)),
    Bad("deep-folders", _deep_folders),
    Bad("hidden-files", _folder(**{".services__csv": _HEAD})),
    Bad("office-locks", _folder(**{"~$services__xlsx": b"x"})),
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


def workbook(*rows: tuple[Any, ...], title: str = "services") -> Callable[[Path], None]:
    """Make a workbook of one sheet."""
    return _workbook(*rows, title=title)


def xml(inner: str) -> Callable[[Path], None]:
    """Make an AIRS file of one agency."""
    return _file(f"<Source><Agency><Key>1</Key><Name>A</Name>{inner}</Agency></Source>".encode())


def features(*told: dict[str, Any]) -> Callable[[Path], None]:
    """Make a file of the Services Advisor."""
    return _json([{"type": "Feature", **one} for one in told])


def raw(content: bytes) -> Callable[[Path], None]:
    """Make a file of these bytes."""
    return _file(content)


def all_refused(folder: Path) -> Iterator[tuple[Bad, Path]]:
    """Make every refused input in FOLDER."""
    for bad in REFUSED:
        path = folder / bad.name
        bad.make(path)
        yield bad, path
