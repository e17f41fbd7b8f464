"""Every filled cell of every real directory is found again in the export, together with the rest of its row (P5)."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from referral_assistant.directory import Directory
from tests.directory.conftest import Held
from tests.directory.sources import (
    Row,
    flat,
    folder,
    imported,
    leaves,
    needs_shared,
    new_id,
    real,
    renderings,
    rows_of_csv,
    tables,
    words,
)

pytestmark = [real, needs_shared, pytest.mark.slow]
KINDS = {
    "services": "service",
    "organizations": "organization",
    "locations": "location",
    "services_at_location": "service_at_location",
    "service_attributes": "attribute",
    "physical_addresses": "address",
    "postal_addresses": "address",
    "addresses": "address",
    "mail_addresses": "address",
    "regular_schedules": "schedule",
    "holiday_schedules": "schedule",
    "schedules": "schedule",
    "accessibility_for_disabilities": "accessibility",
    "phones": "phone",
    "contacts": "contact",
    "programs": "program",
    "languages": "language",
    "taxonomy": "taxonomy_term",
    "taxonomy_terms": "taxonomy_term",
    "required_documents": "required_document",
    "service_areas": "service_area",
    "payments_accepted": "attribute",
    "metadata": "metadata",
    "meta_table_descriptions": "meta_table_description",
    "funding": "funding",
}
# The directory, and how many rows the program itself says it left out (a row without the one thing that makes it one).
DIRECTORIES = {
    "dc-social-services/2022-06-v2.0": 0,
    "dc-social-services/2021-09a-v2.0": 0,
    "florida-social-services": 0,
    "ilao-illinois-legal-aid/input": 1,
    "ilao-illinois-legal-aid/output": 20,
    "ohana-sample/data/sample-csv": 0,
    "sample-hsds-datapackage-1.1/simple": 0,
    "sample-hsds-datapackage-1.1/all_resources": 0,
}


class Export:
    """What came out again: each record with all that is nested in it, and each row of the tables beside the records."""

    def __init__(self, units: Iterator[list[str]]) -> None:
        self._holding: dict[str, set[int]] = defaultdict(set)
        self._words: dict[str, set[int]] = defaultdict(set)
        for number, unit in enumerate(units):
            for value in unit:
                self._holding[value].add(number)
                for word in words(value):
                    self._words[word].add(number)

    def units(self, cell: str) -> set[int]:
        """Return the units that hold a cell, in one piece or taken apart into the words of a list or an address."""
        whole = set().union(*(self._holding.get(one, set()) for one in renderings(cell)))
        pieces = words(cell)
        if len(pieces) < 2:
            return whole
        return whole | set.intersection(*(self._words.get(piece, set()) for piece in pieces))

    def units_of_any(self, values: set[str]) -> set[int]:
        """Return the units that hold one of VALUES."""
        return set().union(*(self._holding.get(one, set()) for one in values))


def _exported(directory: Directory, place: Path) -> Export:
    directory.export(place / "all.json", "hsds-json")
    directory.export(place / "all", "hsds-tabular")
    records = json.loads((place / "all.json").read_text("utf-8"))
    tables_beside = sorted((place / "all").glob("*.csv"))
    return Export(iter([*map(list, map(leaves, records)), *rows_of_csv(tables_beside)]))


def _is_key(column: str) -> bool:
    return column == "id" or column.endswith(("_id", "_uuid", "recordid", "taxonomy_parent_name", " ID", "-ID"))


def _target(column: str) -> str:
    """Return the kind that a key column points at."""
    return "organization" if column == "Organization ID" else column.removesuffix("_id")


def _is_name_of_another(row: Row, column: str) -> bool:
    """Say whether a column repeats the name of the record that a key beside it points at."""
    return column == "organization_name" and row.table != "organizations"


def _lost(row: Row, source: str, export: Export, repeated: set[str]) -> Iterator[tuple[str, int, str, str]]:
    """Yield the cells of a row that no one unit of the export holds together."""
    facts = {column: cell for column, cell in row.cells.items() if not _is_key(column)}
    for column in [name for name in facts if _is_name_of_another(row, name)]:
        if not export.units(facts.pop(column)):
            yield row.table, row.line, column, row.cells[column]
    together: set[int] | None = None
    for column, cell in facts.items():
        held = export.units(cell)
        together = held if together is None else together & held
        if not together:
            yield row.table, row.line, column, cell
            return
    for column, cell in row.cells.items():
        # A 0 is how these sources write "none"; of an id that several rows share only one row can keep it; eligibility
        # has no rows of its own since version 3.
        if not _is_key(column) or cell == "0" or (column == "id" and (cell in repeated or row.table == "eligibility")):
            continue
        if not _key_is_kept(column, cell, row, source, export, together):
            yield row.table, row.line, column, cell


def _key_is_kept(column: str, cell: str, row: Row, source: str, export: Export, together: set[int] | None) -> bool:
    kind = KINDS.get(row.table, "") if column == "id" else _target(column)
    others = [part for name, keys in row.cells.items() if name != "id" and _is_key(name) for part in words(keys)]
    for part in words(cell):
        spellings = [part, f"{row.table} {part}", *(f"{part}@{other}" for other in others)]
        values = {flat(cell), part, part.lower(), *(new_id(source, kind, one) for one in spellings)}
        values |= {new_id(source, "taxonomy_term", part)}
        held = export.units_of_any(values)
        if not held or (together is not None and not held & together):
            return False
    return True


@pytest.mark.parametrize("name", DIRECTORIES)
def test_every_filled_cell_comes_out_again(name: str, tmp_path: Path) -> None:
    with Directory.open(tmp_path / "data", "Clinic A") as directory:
        preview = imported(directory, folder(name))
        export = _exported(directory, tmp_path)
    said = {(one.file.removesuffix(".csv"), one.line) for one in preview.unreadable if "is missing" in str(one.reason)}
    assert len(said) == DIRECTORIES[name]
    cells = 0
    lost: list[tuple[str, int, str, str]] = []
    for table, found in tables(name).items():
        count = Counter(row.cells.get("id", "") for row in found)
        repeated = {one for one, times in count.items() if times > 1}
        for row in found:
            cells += len(row.cells)
            if (table, row.line) not in said:
                lost += _lost(row, preview.source, export, repeated)
    assert lost == []
    assert cells > 300


def _told_by_feature(feature: dict[str, Any]) -> Iterator[str]:
    """Yield what a feature of the Services Advisor says: its texts and numbers, and the label of every box."""
    told = dict(feature["properties"])
    for key, value in told.items():
        if isinstance(value, dict):
            yield key if key != "indicators" else ""
            yield from value
        else:
            yield str(value)
    yield from map(str, feature["geometry"]["coordinates"])


def test_every_box_of_jordan_comes_out_again(held: Held, tmp_path: Path) -> None:
    export = _exported(held("unhcr-jordan-2015"), tmp_path)
    features = json.loads((folder("unhcr-jordan-2015") / "compiled.json").read_text("utf-8"))
    for feature in features:
        together = [export.units(text) for text in _told_by_feature(feature) if text.strip()]
        # Thirteen ids stand for two activities each: the second is known by both numbers.
        both = f"{feature['id']}/{feature['properties']['activity']}"
        together.append(export.units_of_any({str(feature["id"]), both}))
        assert set.intersection(*together), feature["id"]


def test_every_arabic_name_of_jordan_comes_out_again(held: Held, tmp_path: Path) -> None:
    export = _exported(held("unhcr-jordan-2015"), tmp_path)
    reported = held("unhcr-jordan-2015").prepare_import(folder("unhcr-jordan-2015")).unreadable
    with (folder("unhcr-jordan-2015") / "data.csv").open(encoding="utf-8-sig", newline="") as stream:
        for line, cells in enumerate(csv.reader(stream), 1):
            if line in {one.line for one in reported}:
                assert len(cells) != 2
                continue
            held_by = [export.units(cell) for cell in cells if cell.strip()]
            assert set.intersection(*held_by), (line, cells)


def test_every_text_of_british_columbia_comes_out_again(held: Held, tmp_path: Path) -> None:
    export = _exported(held("bc211-one-agency"), tmp_path)
    (packed,) = folder("bc211-one-agency").glob("*.gz")
    source = ET.fromstring(gzip.decompress(packed.read_bytes()))
    texts = {text for one in source.find("Agency").iter() if (text := flat(one.text or ""))}  # type: ignore[union-attr]
    values = {flat(value) for one in source.find("Agency").iter() for value in one.attrib.values()}  # type: ignore[union-attr]
    # The kinds of telephones that have no number, and whether an address is secret, are in the shape of the record.
    empty = {"After Hours", "Business Line", "Hotline", "Out of area", "false"}
    assert {one for one in texts | values if not export.units(one)} <= empty
    assert len(texts) > 40


@pytest.mark.parametrize(
    "name", ["oruk-3.0-mocks/OpenReferralApi/Mocks/V3.0-UK-Default", "../../hsds/spec/3.2/examples"]
)
@pytest.mark.parametrize("file", ["service_full.json", "organization_full.json", "service_at_location_full.json"])
def test_every_value_of_an_object_comes_out_again(name: str, file: str, tmp_path: Path) -> None:
    path = folder(name) / file
    if not path.exists():
        path = path.with_name(file.replace("_full", ""))
    with Directory.open(tmp_path / "data", "Clinic A") as directory:
        imported(directory, path)
        export = _exported(directory, tmp_path)
    told = set(leaves(json.loads(path.read_text("utf-8"))))
    assert {one for one in told if not export.units(one)} == set()
    assert len(told) > 40
