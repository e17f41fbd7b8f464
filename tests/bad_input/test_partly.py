"""What cannot be read is named with file, line, field and reason; the rest comes in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from referral_assistant.directory import Directory, Preview
from tests.bad_input.corpus import SERVICE, one_service, raw, services, tables

Make = Callable[[Path], None]
OTHER = {**SERVICE, "id": "1d3a7f0e-6a52-4c0f-9d5f-2f7a3b6c1e44", "name": "School"}
_DEEP: Any = "x"
for _ in range(60):
    _DEEP = [_DEEP]

# name, how it is made, how many services come in, what is reported as (line, field, a part of the reason)
CASES: tuple[tuple[str, Make, int, tuple[tuple[int, str, str], ...]], ...] = (
    ("repeated", services(b"1,A,x,active", b"1,B,y,active"), 1, ((3, "id", "repeats the id 1 of line 2"),)),
    ("repeated-same", services(b"1,A,x,active", b"1,A,x,active"), 1, ()),
    ("nameless", services(b"1,,x,active", b"2,B,y,active"), 1, ((2, "name", "is missing"),)),
    ("ragged-long", services(b"1,A,x,active,9,9", b"2,B,y,active", b"3,C,z,active"), 3, ((2, "", "6 cells"),)),
    ("ragged-short", services(b"1,A", b"2,B,y,active"), 2, ()),
    ("double-column", services(b"1,A,x,y", header=b"id,name,fees,fees\n"), 1, ((1, "fees", "stands twice"),)),
    ("open-quote", services(b'1,A,"x,active', b"2,B,y,active"), 1, ((3, "", "quotation mark"),)),
    ("bad-status", services(b"1,A,x,perhaps"), 1, ((2, "status", "perhaps"),)),
    ("null-bytes", services(b"1,A\0B,x,active"), 1, ()),
    ("year-zero", one_service(assured_date="0000-01-01"), 1, ((1, "assured_date", "0000-01-01"),)),
    ("year-one", one_service(assured_date="0001-01-01"), 1, ((1, "assured_date", "our time"),)),
    ("no-such-day", one_service(assured_date="2026-02-31"), 1, ((1, "assured_date", "2026-02-31"),)),
    ("ambiguous-day", one_service(assured_date="03/04/2026"), 1, ((1, "assured_date", "03/04/2026"),)),
    ("nan-age", raw(json.dumps([{**SERVICE, "minimum_age": float("nan")}]).encode()), 1, ((1, "minimum_age", "nan"),)),
    ("infinite-age", one_service(minimum_age="1e999"), 1, ((1, "minimum_age", "not a number"),)),
    ("bad-mail", one_service(email="a@b, c@d"), 1, ((1, "email", "not one e-mail"),)),
    ("bad-url", one_service(url="ask at the desk"), 1, ((1, "url", "not a web address"),)),
    ("script-url", one_service(url="javascript:alert(1)"), 1, ()),
    ("huge-field", one_service(description="x" * 10_000_000), 1, ((1, "description", "10000000 characters"),)),
    ("huge-unknown", one_service(other="x" * 10_000_000), 1, ((1, "other", "10000000 characters"),)),
    ("deep-unknown", one_service(other=_DEEP), 1, ((1, "other", "too deeply"),)),
    ("phones-no-list", one_service(phones="123"), 1, ((1, "phones", "not a list"),)),
    ("phones-of-text", one_service(phones=["123", {"number": "5"}]), 1, ((1, "phones", "not an object"),)),
    ("phone-without-number", one_service(phones=[{"type": "voice"}]), 1, ((1, "number", "is missing"),)),
    ("list-as-name", one_service(alternate_name=["a"]), 1, ((1, "alternate_name", "is not text"),)),
    ("surrogate", raw(b'[{"id":"a","status":"active","name":"A\\ud800"}]'), 1, ()),
    ("a-number-among-them", raw(json.dumps([SERVICE, 5, OTHER]).encode()), 2, ((1, "", "not an object"),)),
    (
        "broken-line.ndjson",
        raw(json.dumps(SERVICE).encode() + b"\n{oops\n" + json.dumps(OTHER).encode()),
        2,
        ((2, "", "not JSON"),),
    ),
    ("dangling", tables(services=b"id,name,organization_id\n1,A,77\n"), 1, ((2, "organization_id", "77"),)),
    ("orphan", tables(services=b"id,name\n1,A\n", phones=b"id,number\n1,555\n"), 1, ((2, "", "belongs to no record"),)),
    ("link", tables(services=b"id,name\n1,A\n", attributes=b"id,link_id\n1,9\n"), 1, ((2, "link_id", "9"),)),
    (
        "circle",
        tables(services=b"id,name\n1,A\n", organizations=b"id,name,parent_organization_id\n1,A,2\n2,B,1\n"),
        1,
        ((3, "parent_organization_id", "circle"),),
    ),
    (
        "own-parent",
        tables(services=b"id,name\n1,A\n", organizations=b"id,name,parent_organization_id\n1,A,1\n"),
        1,
        ((2, "parent_organization_id", "circle"),),
    ),
    (
        "wrong-need",
        tables(services=b"id,name\n1,A\n", needs=b"service_id,need\n1,a.unicorn\n"),
        1,
        ((2, "need", "a.unicorn"),),
    ),
    (
        "wrong-fact",
        tables(services=b"id,name\n1,A\n", disclosure=b"service_id,fact,value,evidence\n1,asks_status,maybe,law\n"),
        1,
        ((2, "value", "maybe"),),
    ),
    (
        "wrong-day",
        tables(
            services=b"id,name\n1,A\n",
            disclosure=b"service_id,fact,value,evidence,source,checked_on\n1,asks_status,no,law,x,soon\n",
        ),
        1,
        ((2, "checked_on", "soon"),),
    ),
    (
        "stray-row",
        tables(services=b"id,name\n1,A\n", needs=b"service_id,need\n9,legal.advice\n"),
        1,
        ((2, "service_id", "9"),),
    ),
)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    with Directory.open(tmp_path_factory.mktemp("data"), "Clinic A") as opened:
        yield opened


def _prepare(directory: Directory, folder: Path, name: str, make: Make) -> Preview:
    path = folder / name
    make(path)
    return directory.prepare_import(path)


@pytest.mark.parametrize(("name", "make", "count", "reported"), CASES, ids=[case[0] for case in CASES])
def test_the_rest_comes_in(
    name: str, make: Make, count: int, reported: tuple[tuple[int, str, str], ...], directory: Directory, tmp_path: Path
) -> None:
    preview = _prepare(directory, tmp_path, name, make)
    assert preview.records.service == count
    found = [(one.line, one.field, str(one.reason)) for one in preview.unreadable]
    assert [(line, field) for line, field, _ in found] == [(line, field) for line, field, _ in reported]
    assert all(part in reason for (_, _, reason), (_, _, part) in zip(found, reported, strict=True))


def test_a_guessed_encoding_is_said(directory: Directory, tmp_path: Path) -> None:
    row = "1,Café für Mütter und Väter,Öffnungszeiten täglich,active".encode("cp1252")
    preview = _prepare(directory, tmp_path, "old", services(row))
    assert preview.records.service == 1
    assert "not UTF-8" in str(preview.remarks[0].reason)


def test_garbled_text_is_flagged_and_not_repaired(directory: Directory, tmp_path: Path) -> None:
    garbled = "Café".encode().decode("cp1252")
    preview = _prepare(directory, tmp_path, "garbled.json", one_service(name=garbled))
    assert "Café" in str(preview.remarks[0].reason)
    assert preview.new[0].name == garbled


def test_markup_in_a_name_stays_text(directory: Directory, tmp_path: Path) -> None:
    name = "<script>alert(1)</script><b>Clinic</b>"
    assert _prepare(directory, tmp_path, "markup.json", one_service(name=name)).new[0].name == name


def test_a_link_in_a_folder_is_left_aside(directory: Directory, tmp_path: Path) -> None:
    path = tmp_path / "folder"
    services(b"1,A,x,active")(path)
    (path / "organizations.csv").symlink_to("/etc/passwd")
    preview = directory.prepare_import(path)
    assert preview.records.organization == 0
    assert [one.file for one in preview.unreadable] == ["organizations.csv"]
