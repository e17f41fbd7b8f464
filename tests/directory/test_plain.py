"""Any list of services: columns are told by what stands above them, else by what stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from referral_assistant.directory import Directory
from referral_assistant.directory.hsds.columns import guess_columns
from referral_assistant.directory.hsds.plain import guess_mapping
from referral_assistant.directory.hsds.table import Table
from tests.directory.sources import imported

HEADER = (
    "Agency",
    "Program Name",
    "Street Address",
    "City",
    "Phone",
    "Web site",
    "Hours of Operation",
    "Languages spoken",
    "Who can use",
    "Remarks",
)
ROW = [
    "Red House",
    "Night shelter",
    "1 Main St",
    "Town",
    "555-1234; 555-9999",
    "red.org",
    "Daily 8-5",
    "Thai; Burmese",
    "Women",
    "ring twice",
]


def _table(header: tuple[str, ...], *rows: list[str]) -> Table:
    return Table("list.csv", header, [(number, row) for number, row in enumerate(rows, 2)])


def test_headers_are_understood() -> None:
    assert guess_columns("service", _table(HEADER, ROW)) == {
        "Agency": "organization.name",
        "Program Name": "service.name",
        "Street Address": "address.address_1",
        "City": "address.city",
        "Phone": "phone.number",
        "Web site": "service.url",
        "Hours of Operation": "schedule.description",
        "Languages spoken": "language.name",
        "Who can use": "service.eligibility_description",
    }


def test_contents_are_understood_where_headers_say_nothing() -> None:
    rows = [[f"Place {n}", f"a{n}@b.org", f"http://c{n}.org", f"02-123-000{n}"] for n in range(5)]
    guessed = guess_columns("service", _table(("Name", "X", "Y", "Z"), *rows))
    assert guessed == {"Name": "service.name", "X": "service.email", "Y": "service.url", "Z": "phone.number"}


@pytest.mark.parametrize("numbers", [["၀၅၅-၁၂၃၄၅၆"] * 4, ["๐๕๕ ๑๒๓๔๕๖"] * 4, ["٠٥٥ ١٢٣٤٥٦"] * 4])
def test_telephones_in_the_digits_of_any_script(numbers: list[str]) -> None:
    rows = [[f"Place {at}", number] for at, number in enumerate(numbers)]
    assert guess_columns("service", _table(("Name", "?"), *rows))["?"] == "phone.number"


def test_what_has_no_name_is_no_list() -> None:
    assert guess_mapping("x", _table(("date", "amount"), ["2026-01-01", "5"])) is None
    assert guess_mapping("x", _table(("id", "title", "parent_id"), ["1", "Food", ""])) is None


def test_a_list_becomes_services_with_their_organizations_and_places(directory: Directory, tmp_path: Path) -> None:
    other = ["Red House", "Day centre", "1 Main St", "Town", "", "", "", "", "", ""]
    lines = [",".join(f'"{cell}"' for cell in row) for row in (list(HEADER), ROW, other)]
    (tmp_path / "list.csv").write_text("\n".join(lines))
    preview = imported(directory, tmp_path / "list.csv")
    assert (preview.records.organization, preview.records.service, preview.unreadable) == (1, 2, ())
    shelter = next(one for one in directory.services() if one.name == "Night shelter")
    assert (shelter.organization, shelter.phones) == ("Red House", ("555-1234", "555-9999"))
    assert shelter.spots[0].address == "1 Main St, Town"
    assert shelter.languages == {"Thai", "Burmese"}
    assert shelter.hours[0].note == "Daily 8-5"
    data = directory.show(shelter.id).data
    assert (data["eligibility_description"], data["Remarks"], data["url"]) == ("Women", "ring twice", "http://red.org")
    assert directory.prepare_import(tmp_path / "list.csv").is_empty


def test_our_own_list_for_people_comes_back(directory: Directory, tmp_path: Path) -> None:
    lines = [",".join(f'"{cell}"' for cell in row) for row in (list(HEADER), ROW)]
    (tmp_path / "list.csv").write_text("\n".join(lines))
    imported(directory, tmp_path / "list.csv")
    directory.export(tmp_path / "for-people.csv", "csv")
    with Directory.open(tmp_path / "other", "Clinic B") as other:
        preview = imported(other, tmp_path / "for-people.csv")
        assert preview.unreadable == ()
        (found,) = other.services()
        (held,) = directory.services()
        assert (found.id, found.name, found.organization, found.phones) == (
            held.id,
            held.name,
            held.organization,
            held.phones,
        )
