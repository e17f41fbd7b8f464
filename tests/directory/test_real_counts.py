"""What the program counts in the real directories is what an independent reading of the files counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from referral_assistant.directory import Counts, Directory
from tests.directory.sources import folder, ids, imported, needs_shared, new_id, real, tables

pytestmark = [real, needs_shared]


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Directory]:
    with Directory.open(tmp_path / "data", "Clinic A") as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("dc-social-services/2022-06-v2.0", (227, 1134, 607)),
        ("dc-social-services/2021-09a-v2.0", (57, 501, 220)),
        ("ohana-sample/data/sample-csv", (8, 23, 22)),
        ("sample-hsds-datapackage-1.1/simple", (10, 13, 10)),
        ("sample-hsds-datapackage-1.1/all_resources", (10, 13, 10)),
    ],
)
def test_every_id_of_the_tables_is_one_record(name: str, known: tuple[int, int, int], directory: Directory) -> None:
    counted = [set(ids(name, table)) for table in ("organizations", "services", "locations")]
    assert tuple(map(len, counted)) == known
    assert imported(directory, folder(name)).records == Counts(*known)
    for kind, expected in zip(("organization", "service", "location"), counted, strict=True):
        source = Path(name).name
        assert {one.id for one in directory.records(kind)} == {new_id(source, kind, old) for old in expected}


def test_two_packages_in_one_folder_are_put_together(directory: Directory) -> None:
    preview = imported(directory, folder("dc-social-services"))
    older, newer = "dc-social-services/2021-09a-v2.0", "dc-social-services/2022-06-v2.0"
    both = [{*ids(older, table), *ids(newer, table)} for table in ("organizations", "services", "locations")]
    assert preview.records == Counts(*map(len, both))
    later = {row.cells["id"]: row.cells for row in tables(newer)["services"]}
    shared = min(set(ids(older, "services")) & set(later))
    held = directory.show(new_id("dc-social-services", "service", shared)).data
    assert held["name"] == later[shared]["name"]
    assert held["status"] == later[shared]["status"]


def test_florida_has_a_place_for_every_row(directory: Directory) -> None:
    name = "florida-social-services"
    preview = imported(directory, folder(name))
    assert preview.records == Counts(
        organization=len(set(ids(name, "organizations", "organization_uuid"))),
        service=len(set(ids(name, "services", "service_uuid"))),
        location=len(set(ids(name, "locations", "location_uuid"))),
    )


def test_illinois_before_its_own_transformation(directory: Directory) -> None:
    name = "ilao-illinois-legal-aid/input"
    preview = imported(directory, folder(name))
    named = [row for row in tables(name)["services"] if "Title" in row.cells]
    assert preview.records == Counts(
        organization=len(tables(name)["organizations"]), service=len(named), location=len(tables(name)["locations"])
    )


def test_illinois_after_it(directory: Directory) -> None:
    name = "ilao-illinois-legal-aid/output"
    preview = imported(directory, folder(name))
    owners = {row.cells["organization_id"] for row in tables(name)["postal_addresses"]}
    assert preview.records == Counts(
        organization=len(set(ids(name, "organizations"))),
        service=len([row for row in tables(name)["services"] if "name" in row.cells]),
        # HSDS has no address without a place: each address of an organization is a place of its own.
        location=len(set(ids(name, "locations"))) + len(owners),
    )


def test_jordan_is_one_service_an_activity(directory: Directory) -> None:
    features = json.loads((folder("unhcr-jordan-2015") / "compiled.json").read_text("utf-8"))
    told = [one["properties"] for one in features]
    preview = imported(directory, folder("unhcr-jordan-2015"))
    places = {(one["properties"]["locationName"], str(one["geometry"]["coordinates"])) for one in features}
    assert preview.records == Counts(
        organization=len({one["partnerName"] for one in told}), service=len(features), location=len(places)
    )
    assert len(features) == 562
    assert len({one["id"] for one in features}) == 549
    arabic = [one for one in directory.services() if any(name.language == "ar" for name in one.local_names)]
    assert len(arabic) > 300


def test_british_columbia_is_one_agency(directory: Directory) -> None:
    preview = imported(directory, folder("bc211-one-agency"))
    assert preview.records == Counts(organization=1, service=1, location=2)
    (service,) = directory.services()
    assert service.phones == ("604-534-1155",)
    assert service.confirmed_on is not None
    assert service.confirmed_on.isoformat() == "2016-04-14"
    site = next(spot for spot in service.spots if spot.latitude)
    assert (site.latitude, site.longitude) == (49.087284, -122.607918)
    assert site.address == "203-5171 221A Street, Langley, BC, V2Y 0A2"


@pytest.mark.parametrize("mocks", ["V3.0-UK-Default", "V3.0-UK-Fail", "V3.0-UK-Test", "V3.0-UK-Warn"])
def test_open_referral_uk_tells_one_record_in_many_files(mocks: str, directory: Directory) -> None:
    path = folder("oruk-3.0-mocks") / "OpenReferralApi" / "Mocks" / mocks
    owners, services = _named_in_json(path)
    preview = imported(directory, path)
    assert preview.records == Counts(organization=len(owners), service=1, location=1)
    assert {one.name for one in directory.services()} == {"Community Counselling"}
    nameless = [one for one in preview.unreadable if one.field == "name" and "missing" in str(one.reason)]
    assert len(nameless) == len(services) - 1
    assert all(one.file == "service_list.json" and one.line > 1 for one in nameless)


def _named_in_json(path: Path) -> tuple[set[str], set[str]]:
    """Return the ids of every organization and every service that the files of a folder tell."""
    owners: set[str] = set()
    services: set[str] = set()
    for file in path.glob("*.json"):
        whole = json.loads(file.read_text("utf-8"))
        kind = file.stem.removesuffix("_list").removesuffix("_full")
        for one in whole.get("contents", [whole]):
            if kind == "organization":
                owners.add(one["id"])
                services |= {service["id"] for service in one.get("services", ())}
            elif kind in {"service", "service_at_location"}:
                service = one.get("service", one)
                services.add(service["id"])
                owners |= {service["organization"]["id"]} if "organization" in service else set()
    return owners, services
