"""One directory told in every shape of JSON and CSV that the standard allows gives the same records."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from referral_assistant.directory import Directory
from tests.directory.samples import at, location, organization, service, uuid, write_json
from tests.directory.sources import imported

Data = dict[str, Any]
OWNER = organization(1000, website="http://owner.org", phones=[{"id": uuid(3000), "number": "111"}])
PLACE = location(2000, addresses=[{"id": uuid(3100), "address_1": "1 Street", "address_type": "physical"}])
SERVICE = service(1, description="Help", schedules=[{"id": uuid(3200), "byday": "MO", "opens_at": "08:00:00"}])
LINK = {key: value for key, value in at(2000).items() if key == "id"}


def _whole() -> Data:
    return {**SERVICE, "organization": OWNER, "service_at_locations": [{**LINK, "location": PLACE}]}


def _by_organization() -> Data:
    return {**OWNER, "services": [{**SERVICE, "service_at_locations": [{**LINK, "location": PLACE}]}]}


def _flat() -> dict[str, list[Data]]:
    return {
        "organizations": [OWNER],
        "locations": [PLACE],
        "services": [{**SERVICE, "organization_id": uuid(1000), "service_at_locations": [at(2000)]}],
    }


def _rows() -> dict[str, list[Data]]:
    """The same as rows that point at each other, as the official tabular.json has them."""
    without = {"phones", "addresses", "schedules"}

    def bare(one: Data) -> Data:
        return {key: value for key, value in one.items() if key not in without}

    return {
        "organizations.csv": [bare(OWNER)],
        "locations.csv": [bare(PLACE)],
        "services.csv": [{**bare(SERVICE), "organization_id": uuid(1000)}],
        "service_at_location.csv": [{**at(2000), "service_id": uuid(1)}],
        "phones.csv": [{**OWNER["phones"][0], "organization_id": uuid(1000)}],
        "addresses.csv": [{**PLACE["addresses"][0], "location_id": uuid(2000)}],
        "schedules.csv": [{**SERVICE["schedules"][0], "service_id": uuid(1)}],
    }


def _write(content: Any) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / "told.json").write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return folder / "told.json"

    return write


def _write_tables(folder: Path) -> Path:
    import csv

    for name, rows in _rows().items():
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _write_many(folder: Path) -> Path:
    for name, one in (
        ("a", OWNER),
        ("b", PLACE),
        ("c", {**SERVICE, "organization_id": uuid(1000), "service_at_locations": [at(2000)]}),
    ):
        (folder / f"{name}.json").write_text(json.dumps(one))
    return folder


SHAPES: dict[str, Callable[[Path], Path]] = {
    "one object": _write(_whole()),
    "a list": _write([_whole()]),
    "a page": _write({"total_items": 1, "total_pages": 1, "empty": False, "contents": [_whole()]}),
    "a page of another program": _write({"count": 1, "results": [_whole()]}),
    "a line each": _write(f"{json.dumps(OWNER)}\n\n{json.dumps(_whole())}\n"),
    "with a byte order mark": _write("\ufeff" + json.dumps([_whole()])),
    "nested by organization": _write([_by_organization()]),
    "nested by link": _write([{**LINK, "service": {**SERVICE, "organization": OWNER}, "location": PLACE}]),
    "told twice": _write([_whole(), _by_organization(), PLACE]),
    "flat lists": _write(_flat()),
    "rows": _write(_rows()),
    "tables": _write_tables,
    "a file each": _write_many,
}


def _records(directory: Directory) -> dict[str, Data]:
    return {
        one.id: dict(one.data) for kind in ("organization", "service", "location") for one in directory.records(kind)
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_the_same_directory(shape: str, directory: Directory, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    preview = imported(directory, SHAPES[shape](folder), "source")
    assert preview.unreadable == ()
    assert _records(directory) == {
        uuid(1000): OWNER,
        uuid(2000): PLACE,
        uuid(1): {**SERVICE, "organization_id": uuid(1000), "service_at_locations": [at(2000)]},
    }


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        # 2.x and Open Referral UK 1.0
        ({"regular_schedules": [{"id": uuid(7), "byday": "MO"}]}, {"schedules": [{"id": uuid(7), "byday": "MO"}]}),
        ({"fundings": [{"id": uuid(7), "source": "city"}]}, {"funding": [{"id": uuid(7), "source": "city"}]}),
        ({"languages": [{"id": uuid(7), "language": "Thai"}]}, {"languages": [{"id": uuid(7), "name": "Thai"}]}),
        (
            {"service_areas": [{"id": uuid(7), "service_area": "Tak"}]},
            {"service_areas": [{"id": uuid(7), "name": "Tak"}]},
        ),
        (
            {"eligibilitys": [{"id": "1", "eligibility": "All children", "minimum_age": 6}]},
            {"eligibility_description": "All children", "minimum_age": 6},
        ),
        (
            {"service_taxonomys": [{"id": uuid(7), "taxonomy": {"id": uuid(8), "name": "Food", "vocabulary": "OE"}}]},
            {
                "attributes": [
                    {
                        "id": uuid(7),
                        "link_type": "taxonomy",
                        "taxonomy_term": {"id": uuid(8), "name": "Food", "taxonomy": "OE"},
                    }
                ]
            },
        ),
        # 3.0 to 3.3: what one version adds or drops stays what it is
        ({"fees": "none", "wait_time": "a week"}, {"fees": "none", "wait_time": "a week"}),
        (
            {"additional_urls": [{"id": uuid(7), "url": "http://a.org"}]},
            {"additional_urls": [{"id": uuid(7), "url": "http://a.org"}]},
        ),
        ({"not_yet_invented": {"a": [1, {"b": "c"}]}}, {"not_yet_invented": {"a": [1, {"b": "c"}]}}),
    ],
)
def test_older_and_newer_names(older: Data, newer: Data, directory: Directory, tmp_path: Path) -> None:
    imported(directory, write_json(tmp_path / "a.json", [service(1, **older)]))
    assert directory.show(uuid(1)).data == service(1, **newer)


def test_a_summary_and_the_whole_are_put_together(directory: Directory, tmp_path: Path) -> None:
    summary = {key: SERVICE[key] for key in ("id", "name", "status")}
    imported(directory, write_json(tmp_path / "a.json", [summary, SERVICE, summary]))
    assert directory.show(uuid(1)).data == SERVICE


def test_the_lines_of_a_page_are_those_of_the_file(directory: Directory, tmp_path: Path) -> None:
    page = {"contents": [service(1), service(2, minimum_age="young"), 5, service(3, name="")]}
    (tmp_path / "page.json").write_text(json.dumps(page, indent=1))
    text = (tmp_path / "page.json").read_text().splitlines()
    reported = {(one.line, one.field) for one in directory.prepare_import(tmp_path / "page.json").unreadable}
    starts = [number for number, line in enumerate(text, 1) if line.strip() in ("{", "5,")][1:]
    assert reported == {(starts[1], "minimum_age"), (starts[2], ""), (starts[3], "name")}


# The Services Advisor after 2015


ACTIVITY: Data = {
    "id": 7,
    "originalId": "7",
    "name": "Catch-up classes",
    "organization": {"name": "ACME"},
    "servicesProvided": ["1736"],
    "location": {"type": "Feature", "geometry": {"type": "Point", "coordinates": [32.97, 39.92]}},
    "nationality": "Other nationalities",
    "intakeCriteria": "Children 6 up to 12 y/o",
    "referralMethod": "Referral is not required",
    "legalDocumentsRequired": "ID card, School record",
    "hotlinePhone": "555 000",
    "publicAddress": "1234 Easy Street",
    "additionalDetails": "4 hours each working day.",
    "officeHours": [{"name": "Monday", "time": "09:00-12:00, 13:00-17:00"}],
}


def test_the_newer_services_advisor(directory: Directory, tmp_path: Path) -> None:
    preview = imported(directory, write_json(tmp_path / "compiled.json", [ACTIVITY]))
    assert preview.unreadable == ()
    (found,) = directory.services()
    assert (found.name, found.organization, found.summary) == ("Catch-up classes", "ACME", "4 hours each working day.")
    assert (found.spots[0].latitude, found.spots[0].address) == (39.92, "1234 Easy Street")
    assert [(hours.days, str(hours.opens), str(hours.closes)) for hours in found.hours] == [
        (("MO",), "09:00:00", "12:00:00"),
        (("MO",), "13:00:00", "17:00:00"),
    ]
    data = directory.show(found.id).data
    assert [one["document"] for one in data["required_documents"]] == ["ID card", "School record"]
    assert data["x_advisor"]["servicesProvided"] == ["1736"]
    assert found.phones == ("555 000",)
