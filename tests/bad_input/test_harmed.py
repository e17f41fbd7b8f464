"""Good files, harmed at random: what comes is a preview or one sentence, never a crash, and what is accepted is whole."""

from __future__ import annotations

import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from referral_assistant.directory import Directory
from referral_assistant.errors import ReferralError
from tests.bad_input.corpus import SERVICE, workbook

ROUNDS = int(os.environ.get("REFERRAL_ASSISTANT_HARMED", "60"))
_PLACE = {
    "id": "2d3a7f0e-6a52-4c0f-9d5f-2f7a3b6c1e44",
    "name": "Hall",
    "location_type": "physical",
    "latitude": 1.5,
    "longitude": 2,
}
_OWNER = {
    "id": "3d3a7f0e-6a52-4c0f-9d5f-2f7a3b6c1e44",
    "name": "Owner",
    "description": "x",
    "phones": [{"number": "5"}],
}
_RICH: dict[str, Any] = {
    **SERVICE,
    "minimum_age": 5,
    "assured_date": "2026-01-02",
    "organization": _OWNER,
    "program": {"id": "p", "name": "Program"},
    "phones": [{"id": "1", "number": "555", "languages": [{"name": "Thai", "code": "th"}]}],
    "schedules": [{"byday": "MO", "opens_at": "08:00", "closes_at": "16:00"}],
    "service_at_locations": [{"id": "k", "location": _PLACE}],
    "attributes": [{"id": "a", "link_type": "x", "value": "y", "taxonomy_term": {"id": "t", "name": "Term"}}],
    "other": {"deep": [1, 2, {"id": "x"}]},
}
_TABLES = {
    "services.csv": b"id,name,organization_id,status\n1,Clinic,1,active\n2,School,1,active\n",
    "organizations.csv": b"id,name,parent_organization_id\n1,Owner,\n",
    "locations.csv": b"id,name,latitude\n1,Hall,1.5\n",
    "service_at_location.csv": b"id,service_id,location_id\n1,1,1\n",
    "phones.csv": b"id,service_id,number\n1,1,555\n",
    "attributes.csv": b"id,link_id,link_entity,taxonomy_term_id\n1,1,service,1\n",
    "taxonomy_terms.csv": b"id,name,parent_id,taxonomy\n1,Food,,x\n",
    "disclosure.csv": b"service_id,fact,value,evidence,source,checked_on\n1,asks_status,no,law,x,2026-01-01\n",
}
_XML = (
    b"<Source><Agency><Key>1</Key><Name>A</Name><Phone><PhoneNumber>5</PhoneNumber></Phone><Site><Key>2</Key><Name>B</Name>"
    b'<PhysicalAddress Confidential="true"><Line1>S</Line1></PhysicalAddress><SiteService><Key>3</Key><Name>C</Name>'
    b"<Taxonomy><Code>X</Code></Taxonomy></SiteService></Site></Agency></Source>"
)
_SPARE = [
    b'"',
    b"{}",
    b"[]",
    b"null",
    b"-1",
    b"1e999",
    b"NaN",
    b"\0",
    b"\xff",
    b",",
    b"\n",
    b"\\ud800",
    b"[[",
    b"</",
    b"&",
    b"PK",
]
_VALUES: tuple[Any, ...] = (
    None,
    5,
    -1.5,
    True,
    "",
    [],
    {},
    ["a"],
    [None],
    {"id": 1},
    [[]],
    [{}],
    {"a": {"b": [1]}},
    "\ud800",
    "\0",
    1e300,
    float("nan"),
    {"id": {"x": 1}},
    [{"id": [1]}],
)


def _archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in _TABLES.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _of_workbook(folder: Path) -> bytes:
    workbook(("id", "name", "status"), (1, "Clinic", "active"))(folder / "good.xlsx")
    return (folder / "good.xlsx").read_bytes()


def _bytes_harmed(content: bytes, chance: random.Random) -> bytes:
    harmed = bytearray(content)
    for _ in range(chance.randint(1, 10)):
        at = chance.randrange(max(len(harmed), 1))
        harm = chance.random()
        if harm < 0.3:
            harmed[at : at + 1] = bytes([chance.randrange(256)])
        elif harm < 0.6:
            harmed[at:at] = chance.choice(_SPARE)
        else:
            del harmed[at : at + chance.randint(1, 30)]
    return bytes(harmed) or b"x"


def _shape_harmed(content: bytes, chance: random.Random) -> bytes:
    value = json.loads(content)
    for _ in range(chance.randint(1, 4)):
        here: Any = value
        while isinstance(here, dict | list) and here:
            key = chance.choice(list(here) if isinstance(here, dict) else range(len(here)))
            if chance.random() < 0.4 or not isinstance(here[key], dict | list):
                here[key] = deepcopy(chance.choice(_VALUES))
                break
            here = here[key]
    return json.dumps(value).encode("utf-8", "surrogatepass")


Harm = Callable[[bytes, random.Random], bytes]
FILES: list[tuple[str, Callable[[Path], bytes], Harm]] = [
    ("shape.json", lambda _: json.dumps([_RICH, SERVICE]).encode(), _shape_harmed),
    (
        "tables.json",
        lambda _: json.dumps(
            {
                "services": [{**SERVICE, "organization_id": "1"}],
                "organizations": [_OWNER],
                "phones": [{"id": "1", "service_id": "x", "number": "5"}],
            }
        ).encode(),
        _shape_harmed,
    ),
    ("bytes.json", lambda _: json.dumps([_RICH]).encode(), _bytes_harmed),
    ("tables.zip", lambda _: _archive(), _bytes_harmed),
    ("list.xlsx", _of_workbook, _bytes_harmed),
    ("agency.xml", lambda _: _XML, _bytes_harmed),
]


@pytest.mark.parametrize(("name", "make", "harm"), FILES, ids=[file[0] for file in FILES])
def test_harmed_at_random(name: str, make: Callable[[Path], bytes], harm: Harm, tmp_path: Path) -> None:
    good = make(tmp_path)
    accepted = 0
    with Directory.open(tmp_path / "data", "Clinic A") as directory:
        for seed in range(ROUNDS):
            file = tmp_path / name
            file.write_bytes(harm(good, random.Random(seed)))
            try:
                preview = directory.prepare_import(file)
            except ReferralError:
                continue
            if not preview.is_empty and accepted < 8:
                accepted += 1
                directory.apply(preview)
                assert directory.prepare_import(file).is_empty
        assert directory.damage == []
        assert len(directory.services()) == sum(1 for _ in directory.records("service"))
        directory.export(tmp_path / "out.zip", "hsds-tabular")
        directory.export(tmp_path / "out.json", "hsds-json")
