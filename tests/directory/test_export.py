"""Exports: valid, the same bytes twice, safe for a spreadsheet, and without what is confidential."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from referral_assistant.directory import Directory
from referral_assistant.errors import InputError
from tests.directory.samples import at, location, organization, phone, service, uuid
from tests.directory.sources import imported

SECRET = {
    "id": uuid(4000),
    "link_type": "confidential",
    "value": "yes",
    "taxonomy_term": {"id": uuid(4001), "name": "confidential", "description": "x", "taxonomy": "Referral Assistant"},
}
STREET = {
    "id": uuid(4100),
    "address_1": "7 Hidden Street",
    "city": "Nowhere",
    "state_province": "X",
    "postal_code": "1",
    "country": "TH",
    "address_type": "physical",
}
KINDS = [
    ("hsds-json", "all.json"),
    ("hsds-tabular", "all"),
    ("hsds-tabular", "all.zip"),
    ("csv", "all.csv"),
    ("xlsx", "all.xlsx"),
]


@pytest.fixture
def shelter(directory: Directory) -> Directory:
    """A directory with an open place and a hidden one."""
    directory.save("organization", organization(1000, phones=[phone("5550")]))
    secret = location(
        2000, name="Rose house", addresses=[STREET], attributes=[SECRET], transportation="Bus 7", latitude=1.5
    )
    directory.save("location", {**secret, "longitude": 100.25, "phones": [phone("5551", 3100)]})
    directory.save(
        "location",
        location(2001, name="Office", addresses=[{**STREET, "id": uuid(4101), "address_1": "1 Main Street"}]),
    )
    directory.save(
        "service", service(1, name="Shelter", organization_id=uuid(1000), service_at_locations=[at(2000), at(2001)])
    )
    directory.save(
        "service",
        service(2, name="Safe flat", attributes=[{**SECRET, "id": uuid(4200)}], service_at_locations=[at(2002)]),
    )
    directory.save(
        "location", location(2002, name="Flat", addresses=[{**STREET, "id": uuid(4102), "address_1": "9 Quiet Lane"}])
    )
    return directory


def _everything(path: Path) -> str:
    """Return every text in an export, unpacked."""
    files = [path.read_bytes()] if path.is_file() else [file.read_bytes() for file in path.iterdir()]
    texts = []
    for content in files:
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                texts += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        else:
            texts.append(content.decode("utf-8"))
    return "\n".join(texts)


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_what_is_confidential_stays_at_home(kind: str, name: str, shelter: Directory, tmp_path: Path) -> None:
    shelter.export(tmp_path / name, kind)
    text = _everything(tmp_path / name)
    for secret in ("7 Hidden Street", "9 Quiet Lane", "Rose house", "Bus 7", "100.25", "5551"):
        assert secret not in text
    for told in ("Shelter", "Safe flat", "1 Main Street"):
        assert told in text


@pytest.mark.parametrize(("kind", "name"), KINDS[:3])
def test_unless_asked_for(kind: str, name: str, shelter: Directory, tmp_path: Path) -> None:
    shelter.export(tmp_path / name, kind, confidential=True)
    text = _everything(tmp_path / name)
    assert all(secret in text for secret in ("7 Hidden Street", "9 Quiet Lane", "Rose house", "Bus 7", "100.25"))
    with Directory.open(tmp_path / "other", "Clinic B") as other:
        imported(other, tmp_path / name)
        assert {one.name for one in other.services() if one.confidential} == {"Shelter", "Safe flat"}


def test_what_is_confidential_is_not_found(shelter: Directory) -> None:
    for words in ("hidden", "rose house", "quiet lane", "bus 7"):
        assert shelter.search(words) == []
    hits = shelter.search("shelter")
    assert [hit.service for hit in hits] == ["Shelter"]
    assert not any("Hidden" in hit.snippet or "Hidden" in hit.area or "Rose" in hit.snippet for hit in hits)
    spots = [spot for one in shelter.services() for spot in one.spots if spot.confidential]
    assert [(spot.name, spot.address, spot.area, spot.latitude) for spot in spots] == [("", "", "", None)] * 2


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_the_same_directory_gives_the_same_bytes(kind: str, name: str, shelter: Directory, tmp_path: Path) -> None:
    shelter.export(tmp_path / name, kind)
    (tmp_path / "again").mkdir()
    shelter.export(tmp_path / "again" / name, kind)
    if kind == "xlsx":
        assert _everything(tmp_path / name) == _everything(tmp_path / "again" / name)
    elif (tmp_path / name).is_dir():
        for file in (tmp_path / name).iterdir():
            assert file.read_bytes() == (tmp_path / "again" / name / file.name).read_bytes()
    else:
        assert (tmp_path / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_kind_that_does_not_exist_names_those_that_do(directory: Directory, tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"“pdf” is no kind of export. Choose one of hsds-json, hsds-tabular, csv, xlsx"
    ):
        directory.export(tmp_path / "x", "pdf")


def test_a_folder_of_other_things_is_not_overwritten(directory: Directory, tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday" / "beach.jpg").write_bytes(b"x")
    with pytest.raises(
        InputError, match=r"holiday is there already and is not a directory that was exported. Choose another name"
    ):
        directory.export(tmp_path / "holiday", "hsds-tabular")
    assert (tmp_path / "holiday" / "beach.jpg").read_bytes() == b"x"


def test_an_older_export_gives_way_whole(directory: Directory, tmp_path: Path) -> None:
    directory.save("service", service(1, phones=[phone("1")]))
    directory.export(tmp_path / "all", "hsds-tabular")
    assert (tmp_path / "all" / "phones.csv").exists()
    directory.save("service", service(1))
    directory.export(tmp_path / "all", "hsds-tabular")
    assert not (tmp_path / "all" / "phones.csv").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_empty_directory_exports(directory: Directory, tmp_path: Path) -> None:
    for kind, name in KINDS:
        directory.export(tmp_path / name, kind)
    assert json.loads((tmp_path / "all.json").read_text()) == []
    assert (tmp_path / "all" / "datapackage.json").exists()


# Lists for people


def _csv(directory: Directory, place: Path) -> list[dict[str, str]]:
    directory.export(place / "list.csv", "csv")
    return list(csv.DictReader(io.StringIO((place / "list.csv").read_text("utf-8-sig"), newline="")))


def test_a_list_says_what_a_person_wants_to_know(directory: Directory, tmp_path: Path) -> None:
    directory.save("organization", organization(1000, name="Owner", website="http://owner.org"))
    hours = {"id": uuid(4300), "byday": "MO,FR", "opens_at": "08:00:00", "closes_at": "16:30:00"}
    directory.save("location", location(2000, addresses=[{**STREET, "region": "North"}]))
    directory.save(
        "service",
        service(
            1,
            name="ဆေးခန်း",
            organization_id=uuid(1000),
            service_at_locations=[at(2000)],
            phones=[phone("02-123", extension=5)],
            schedules=[hours],
            languages=[{"id": uuid(4400), "code": "my"}],
            eligibility_description="All children",
            fees_description="Free",
        ),
    )
    (row,) = _csv(directory, tmp_path)
    assert row["name"] == "ဆေးခန်း"
    assert row["organization"] == "Owner"
    assert row["address"] == "7 Hidden Street, Nowhere, X, 1"
    assert (row["area"], row["phone"], row["hours"]) == ("North", "02-123 ext. 5", "MO FR 08:00–16:30")
    assert (row["languages"], row["eligibility"], row["fees"]) == ("my", "All children", "Free")
    assert row["website"] == "http://owner.org"


@pytest.mark.parametrize("evil", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|x", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(evil: str, directory: Directory, tmp_path: Path) -> None:
    directory.save("service", service(1, name=evil, description=evil))
    (row,) = _csv(directory, tmp_path)
    assert row["name"][0] not in "=@+-\t\r"
    directory.export(tmp_path / "list.xlsx", "xlsx")
    book = load_workbook(tmp_path / "list.xlsx")
    assert all(cell.data_type != "f" for sheet in book for line in sheet for cell in line)


def test_telephone_numbers_stay_as_they_are_written(directory: Directory, tmp_path: Path) -> None:
    directory.save("service", service(1, phones=[phone("+66 2 123 4567")]))
    (row,) = _csv(directory, tmp_path)
    assert row["phone"] == "+66 2 123 4567"


def test_a_workbook_comes_back_with_its_sheets(directory: Directory, tmp_path: Path) -> None:
    rows: dict[str, Any] = {
        "services.csv": "id,name\ns,Clinic\n",
        "needs.csv": "service_id,need\ns,health.primary\n",
        "disclosure.csv": "service_id,fact,value,evidence,source,checked_on\ns,asks_status,no,visit,Us,2026-11-01\n",
        "conditions.csv": "service_id,group,scope,attribute,operator,value,polarity,quote,source,checked_on\ns,1,person,sex,is,female,,,us,2026-11-01\n",
    }
    (tmp_path / "in").mkdir()
    for name, text in rows.items():
        (tmp_path / "in" / name).write_text(text)
    imported(directory, tmp_path / "in")
    directory.export(tmp_path / "list.xlsx", "xlsx")
    with Directory.open(tmp_path / "other", "Clinic B") as other:
        preview = imported(other, tmp_path / "list.xlsx")
        assert preview.unreadable == ()
        (found,) = other.services()
        (held,) = directory.services()
        assert (found.needs, found.name) == (held.needs, held.name)
        assert found.conditions == held.conditions
        assert found.disclosure == held.disclosure
        assert found.id == held.id


def test_signs_that_a_workbook_cannot_hold_are_left_out(directory: Directory, tmp_path: Path) -> None:
    directory.save("service", service(1, name="Bell\x07 and \x00null", description="x" * 100_000))
    directory.export(tmp_path / "list.xlsx", "xlsx")
    sheet = load_workbook(tmp_path / "list.xlsx")["services"]
    assert sheet["B2"].value == "Bell and null"
    assert len(sheet["E2"].value) <= 32_767
