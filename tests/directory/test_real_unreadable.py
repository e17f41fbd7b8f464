"""Each cell and row that cannot be read is named with its file, line, field and reason, and no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from referral_assistant.directory import Directory
from referral_assistant.directory.hsds.draft import Unreadable
from tests.directory.sources import Row, folder, ids, needs_shared, real, tables

pytestmark = [real, needs_shared]
# Where a column of the tables of version 2 points: the table, and its column of ids.
TARGETS = {
    "organization_id": "organizations",
    "service_id": "services",
    "location_id": "locations",
    "contact_id": "contacts",
    "service_at_location_id": "services_at_location",
    "program_id": "programs",
}
DC = ["dc-social-services/2022-06-v2.0", "dc-social-services/2021-09a-v2.0"]
Place = tuple[str, int, str]


def _reported(directory: Directory, name: str) -> tuple[Unreadable, ...]:
    return directory.prepare_import(folder(name)).unreadable


def _known(name: str) -> dict[str, set[str]]:
    return {table: set(ids(name, table)) for table in TARGETS.values()}


def _astray(row: Row, known: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Yield (column, id) of everything that a row points at and that is not there."""
    for column, table in TARGETS.items():
        cell = row.cells.get(column, "")
        wanted = [cell] if cell in known[table] else re.split(r",\s*", cell)
        yield from ((column, one) for one in wanted if one not in known[table] and one not in {"", "0"})


@pytest.mark.parametrize("name", DC)
def test_every_reference_that_leads_nowhere_is_named(name: str, directory: Directory) -> None:
    known = _known(name)
    pairs = {(row.cells["service_id"], row.cells["location_id"]) for row in tables(name)["services_at_location"]}
    links = {(service, place) for service, place in pairs if place in known["locations"]}
    expected = Counter(
        (f"{table}.csv", row.line, column, one)
        for table, found in tables(name).items()
        for row in found
        # The hours of a service at a place go to the link of the two, and what that link lacks is named there.
        if table != "schedules" or (row.cells.get("service_id"), row.cells.get("location_id")) not in links
        for column, one in _astray(row, known)
    )
    reported = Counter(
        (one.file, one.line, "service_id" if one.field == "link_id" else one.field, str(one.reason.values["id"]))
        for one in _reported(directory, name)
        if "points at" in str(one.reason)
    )
    assert reported == expected
    assert sum(expected.values()) > 200


@pytest.mark.parametrize("name", DC)
def test_every_other_fault_is_really_in_the_file(name: str, directory: Directory) -> None:
    rows = {(f"{table}.csv", row.line): row for table, found in tables(name).items() for row in found}
    for one in _reported(directory, name):
        cells = rows[one.file, one.line].cells
        if "value" in one.reason.values:
            raw = cells.get(one.field) or cells.get({"website": "url"}.get(one.field, ""), "")
            assert raw.startswith(str(one.reason.values["value"]))
        elif "belongs to no record" in str(one.reason):
            assert not list(_astray(rows[one.file, one.line], _known(name)))
            owners = [cells.get(column, "0") for column in TARGETS if column in cells]
            assert set(owners) <= {"", "0"} or one.file == "programs.csv"


def test_illinois_says_what_its_rows_lack(directory: Directory) -> None:
    name = "ilao-illinois-legal-aid/output"
    reported = [(one.file, one.line, one.field) for one in _reported(directory, name) if "missing" in str(one.reason)]
    nameless = [("services.csv", row.line, "name") for row in tables(name)["services"] if "name" not in row.cells]
    numberless = [("phones.csv", row.line, "number") for row in tables(name)["phones"] if "number" not in row.cells]
    assert sorted(reported) == sorted(nameless + numberless)


def test_ohana_says_which_holidays_have_no_possible_year(directory: Directory) -> None:
    name = "ohana-sample/data/sample-csv"
    reported = {(one.file, one.line) for one in _reported(directory, name)}
    impossible = {
        ("holiday_schedules.csv", row.line)
        for row in tables(name)["holiday_schedules"]
        if not re.search(r"20\d\d|/\d\d$", row.cells["start_date"])
    }
    assert reported == impossible
