"""What cannot be read is named with file, line, field and reason; the rest comes in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from referral_assistant.directory import Directory, Preview
from tests.bad_input.corpus import SERVICE, features, one_service, raw, services, tables, workbook, xml

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


_ID = SERVICE["id"]
_SHEET = b"service_id,fact,value,evidence,source,checked_on,only_if\n"
_CONDITIONS = b"service_id,group,scope,attribute,operator,value,polarity,quote,source,checked_on,valid_from\n"
_ACTIVITY = {"activityName": "Class", "partnerName": "P", "locationName": "L"}


def _sheet(name: str, content: bytes) -> Make:
    return tables(services=b"id,name\n1,A\n", **{name: content})


def _place(**fields: Any) -> Make:
    place = {"id": "2d3a7f0e-6a52-4c0f-9d5f-2f7a3b6c1e44", "location_type": "physical", **fields}
    return one_service(service_at_locations=[{"id": _ID, "location": place}])


MORE: tuple[tuple[str, Make, int, tuple[tuple[int, str, str], ...]], ...] = (
    # Encodings and line ends
    ("with-mark", services(b"1,A,x,active", header=b"\xef\xbb\xbfid,name,description,status\n"), 1, ()),
    ("utf-16", tables(services="id,name\n1,ဆေးခန်း\n".encode("utf-16")), 1, ()),
    ("utf-16-without-mark", tables(services="id,name\n1,Clinic of the town\n".encode("utf-16-le")), 1, ()),
    ("semicolons", tables(services=b"id;name;status\n1;A;active\n"), 1, ()),
    ("tabs", tables(services=b"id\tname\tstatus\n1\tA\tactive\n"), 1, ()),
    ("old-mac-lines", tables(services=b"id,name\r1,A\r2,B\r"), 2, ()),
    (
        "lines-in-cells",
        tables(services=b'id,name,description\n1,A,"one\ntwo\r\nthree"\n2,,x\n'),
        1,
        ((5, "name", "missing"),),
    ),
    ("blank-lines", tables(services=b"\n\nid,name\n\n1,A\n\n\n2,B\n"), 2, ()),
    ("upper-case-columns", tables(services=b"ID,Name,STATUS\n1,A,active\n"), 1, ()),
    ("unnamed-column", tables(services=b"id,name,,\n1,A,x,y\n"), 1, ()),
    ("invalid-utf8-in-the-middle", tables(services=b"id,name\n1,Caf\xe9 central du quartier\n2,B\n"), 2, ()),
    # Ids
    ("id-is-a-list", one_service(id=["a"]), 1, ()),
    ("id-is-true", one_service(id=True), 1, ()),
    ("id-is-null", one_service(id=None), 1, ()),
    ("id-is-huge", one_service(id="x" * 100_000), 1, ()),
    ("id-climbs", one_service(id="../../../../tmp/evil"), 1, ()),
    ("id-with-null", one_service(id="a\0b"), 1, ()),
    (
        "one-id-two-names.json",
        raw(json.dumps([SERVICE, {**SERVICE, "name": "Other"}], indent=0).encode()),
        1,
        ((7, "name", "differs from what line 2"),),
    ),
    (
        "one-id-two-kinds",
        tables(services=b"id,name\n1,A\n", organizations=b"id,name\n1,B\n", locations=b"id,name\n1,C\n"),
        1,
        (),
    ),
    ("two-children-one-id", one_service(phones=[{"id": "1", "number": "5"}, {"id": "1", "number": "6"}]), 1, ()),
    # Numbers, days, times
    (
        "nan-latitude",
        raw(b'[{"id":"a","location_type":"physical","latitude":NaN,"longitude":1}]'),
        0,
        ((1, "latitude", "nan"),),
    ),
    ("no-such-latitude", _place(latitude=123.0, longitude=-200), 1, ((1, "latitude", "123"), (1, "longitude", "-200"))),
    ("text-latitude", _place(latitude="north"), 1, ((1, "latitude", "north"),)),
    ("true-age", one_service(minimum_age=True), 1, ((1, "minimum_age", "not a number"),)),
    (
        "huge-number",
        raw(b'[{"id":"a","status":"active","name":"A","minimum_age":' + b"9" * 400 + b"}]"),
        1,
        ((1, "minimum_age", "not a number"),),
    ),
    ("thousand-digits", raw(b'[{"id":"a","status":"active","name":"A","other":' + b"9" * 4000 + b"}]"), 1, ()),
    ("time-25", one_service(schedules=[{"opens_at": "25:00"}]), 1, ((1, "opens_at", "25:00"),)),
    ("word-as-time", one_service(schedules=[{"opens_at": "noon"}]), 1, ((1, "opens_at", "noon"),)),
    ("freq-daily", one_service(schedules=[{"freq": "DAILY"}]), 1, ((1, "freq", "DAILY"),)),
    ("year-99999", one_service(assured_date="99999-01-01"), 1, ((1, "assured_date", "99999"),)),
    ("buddhist-year", one_service(assured_date="2569-11-24"), 1, ((1, "assured_date", "our time"),)),
    ("date-is-a-list", one_service(assured_date=["2026"]), 1, ((1, "assured_date", "2026"),)),
    # Shapes
    ("attributes-object", one_service(attributes={"a": 1}), 1, ((1, "attributes", "not a list"),)),
    ("organization-is-text", one_service(organization="Red house"), 1, ()),
    ("links-of-text", one_service(service_at_locations=["somewhere"]), 1, ()),
    (
        "unit-is-text",
        one_service(capacities=[{"available": 1, "updated": "2026-01-01", "unit": "beds"}]),
        1,
        ((1, "unit", "not an object"),),
    ),
    ("name-is-object", one_service(name={"en": "Clinic"}), 0, ((1, "name", "not text"), (1, "name", "missing"))),
    ("name-is-number", one_service(name=7), 1, ()),
    (
        "deep-children",
        one_service(phones=[{"number": "5", "languages": [{"name": "x", "attributes": [{"value": _DEEP}]}]}]),
        1,
        ((1, "value", "not text"), (1, "value", "too deeply")),
    ),
    ("a-hundred-thousand-telephones", one_service(phones=[{"number": str(n)} for n in range(100_000)]), 1, ()),
    (
        "organization-of-itself",
        tables(services=b"id,name,organization_id\n1,A,1\n", organizations=b"id,name\n1,A\n"),
        1,
        (),
    ),
    (
        "term-above-itself",
        tables(services=b"id,name\n1,A\n", taxonomy_terms=b"id,name,description,parent_id\n1,T,x,1\n"),
        1,
        (),
    ),
    # Hostile text
    ("formula", one_service(name="=HYPERLINK(1)"), 1, ()),
    ("turned-round", one_service(name="Clinic \u202e gnp.exe"), 1, ()),
    ("line-separators", one_service(name="A\u2028B\u2029C\u0085D"), 1, ()),
    ("thousand-marks", one_service(name="A" + "\u0301" * 5000), 1, ()),
    ("git-trailer", one_service(name="A\n\nAs-sent: refs/heads/main 0 0"), 1, ()),
    ("path-in-name", one_service(name="/etc/passwd"), 1, ()),
    ("braces-in-name", one_service(name="{name} {0} %s"), 1, ()),
    # The three sheets
    (
        "evidence-of-hope",
        _sheet("disclosure", _SHEET + b"1,asks_status,no,hope,x,2026-01-01,\n"),
        1,
        ((2, "evidence", "hope"),),
    ),
    (
        "fact-unknown",
        _sheet("disclosure", _SHEET + b"1,asks_religion,no,law,x,2026-01-01,\n"),
        1,
        ((2, "fact", "asks_religion"),),
    ),
    (
        "only-if-nonsense",
        _sheet("disclosure", _SHEET + b"1,asks_paper,photo_id,law,x,2026-01-01,grown up\n"),
        1,
        ((2, "only_if", "grown up"),),
    ),
    (
        "condition-unknown",
        _sheet("conditions", _CONDITIONS + b"1,1,person,height,is,1,,,x,2026-01-01,\n"),
        1,
        ((2, "attribute", "height"),),
    ),
    (
        "condition-status",
        _sheet("conditions", _CONDITIONS + b"1,1,person,nationality,is,x,,,x,2026-01-01,\n"),
        1,
        ((2, "attribute", "nationality"),),
    ),
    (
        "condition-of-nobody",
        _sheet("conditions", _CONDITIONS + b"1,1,neighbour,sex,is,female,,,x,2026-01-01,\n"),
        1,
        ((2, "scope", "neighbour"),),
    ),
    (
        "condition-backwards",
        _sheet("conditions", _CONDITIONS + b"1,1,person,age_years,between,14..6,,,x,2026-01-01,\n"),
        1,
        ((2, "value", "14..6"),),
    ),
    (
        "condition-without-day",
        _sheet("conditions", _CONDITIONS + b"1,1,person,sex,is,female,,,x,last week,\n"),
        1,
        ((2, "checked_on", "last week"),),
    ),
    ("need-twice", _sheet("needs", b"service_id,need\n1,legal.advice\n1,legal.advice\n"), 1, ()),
    ("need-empty", _sheet("needs", b"service_id,need\n1,\n"), 1, ((2, "need", ""),)),
    # Other formats
    (
        "day-in-a-workbook.xlsx",
        workbook(("id", "name", "assured_date"), (1, "A", date(2026, 1, 2)), (2, "B", "tomorrow")),
        2,
        ((3, "assured_date", "tomorrow"),),
    ),
    ("error-in-a-workbook.xlsx", workbook(("id", "name", "email"), (1, "A", "#REF!")), 1, ((2, "email", "#REF!"),)),
    (
        "nameless-agency.xml",
        raw(b"<Source><Agency><Key>1</Key></Agency><Agency><Name>B</Name></Agency></Source>"),
        0,
        ((0, "name", "missing"),),
    ),
    ("secret-telephone.xml", xml('<Phone Confidential="true"><PhoneNumber>555</PhoneNumber></Phone>'), 0, ()),
    (
        "activity-nameless",
        features({"id": 1, "properties": {"partnerName": "P"}}, {"id": 2, "properties": _ACTIVITY}),
        1,
        ((1, "activityName", "missing"),),
    ),
    ("activity-nowhere", features({"id": 1, "properties": {"activityName": "Class"}, "geometry": None}), 1, ()),
    (
        "activity-off-the-map",
        features({"id": 1, "properties": _ACTIVITY, "geometry": {"coordinates": ["x", None]}}),
        1,
        ((1, "longitude", "x"),),
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


@pytest.mark.parametrize(("name", "make", "count", "reported"), CASES + MORE, ids=[case[0] for case in CASES + MORE])
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
