"""Ohana's own test files: what is a whole directory comes in, what is a part of one is refused by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from referral_assistant.directory import Counts, Directory
from referral_assistant.errors import InputError
from tests.directory.sources import folder, imported, needs_shared, real, rows, tables
from tests.shared_data import SHARED

pytestmark = [real, needs_shared]
FIXTURES = "ohana-sample/spec/support/fixtures"
FILES = sorted(folder(FIXTURES).glob("*.csv")) if SHARED else []
# What the names of the files say that they hold.
RECORDS = {
    "organization": [
        "invalid_org",
        "org_with_2_digit_year",
        "org_with_invalid_date",
        "org_with_spelled_out_date",
        "valid_org",
    ],
    "location": ["invalid_location", "invalid_location_org", "locations", "valid_location"],
    "service": ["invalid_service", "invalid_service_location", "services", "valid_service"],
}
PARTS = {
    "contact": "contacts",
    "category": "taxonomy",
    "taxonomy": "taxonomy",
    "schedule": "schedules",
    "hs": "holiday schedules",
    "address": "addresses",
    "phone": "phones",
    "program": "programs",
    "programs": "programs",
}


def _part(file: Path) -> str | None:
    words = re.sub(r"_with_.*|_(location|org)$", "", file.stem).split("_")
    return next((PARTS[word] for word in reversed(words) if word in PARTS), None)


@pytest.mark.parametrize("file", [one for one in FILES if _part(one)], ids=lambda one: one.stem)
def test_a_part_of_a_directory_is_refused_by_name(file: Path, directory: Directory) -> None:
    if file.stem == "invalid_program_headers":
        pytest.skip("without its header row in order it is a list of names like any other")
    with pytest.raises(InputError) as caught:
        directory.prepare_import(file)
    assert f"{_part(file)}, and none of the services" in str(caught.value)


@pytest.mark.parametrize("file", [one for one in FILES if not _part(one)], ids=lambda one: one.stem)
def test_records_come_in_alone(file: Path, directory: Directory) -> None:
    found = list(rows(file))
    if not found:
        with pytest.raises(InputError, match="no rows"):
            directory.prepare_import(file)
        return
    kind = next(kind for kind, stems in RECORDS.items() if file.stem in stems)
    preview = directory.prepare_import(file)
    named = [row for row in found if "name" in row.cells or kind == "location"]
    assert preview.records == Counts(**{kind: len(named)})
    missing = {(one.line, one.field) for one in preview.unreadable if "missing" in str(one.reason)}
    assert missing == {(row.line, "name") for row in found if row not in named}
    assert all("points at" in str(one.reason) or "missing" in str(one.reason) for one in preview.unreadable)


def test_the_sample_is_read_as_families_meet_it(directory: Directory) -> None:
    name = "ohana-sample/data/sample-csv"
    imported(directory, folder(name))
    told = {"location_id", "funding_sources", "service_areas", "taxonomy_ids"}
    for row in [row for row in tables(name)["services"] if told <= set(row.cells)]:
        service = next(one for one in directory.services() if one.name == row.cells["name"])
        place = next(one for one in tables(name)["locations"] if one.cells["id"] == row.cells["location_id"])
        assert service.spots[0].name == place.cells["name"]
        data = directory.show(service.id).data
        assert [one["source"] for one in data["funding"]] == row.cells["funding_sources"].split(", ")
        assert [one["name"] for one in data["service_areas"]] == row.cells["service_areas"].split(", ")
        codes = {one.get("taxonomy_term", {}).get("code") for one in data["attributes"]} - {None}
        assert codes == set(row.cells["taxonomy_ids"].split(", "))
        break
    else:
        pytest.fail("no service of the sample tells all of this")
