"""What the columns of a list mean: a person can say so, it is remembered by the header, and ten rows show it first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from referral_assistant.directory import ColumnMapping, Directory, PlainTable, UnplacedError
from referral_assistant.directory.hsds.becoming import become
from referral_assistant.directory.hsds.fields import FIELDS, KINDS, fields_of, label_of, target_of, word_of
from referral_assistant.directory.hsds.mapping import signature
from referral_assistant.directory.remembered import Apart, Mapped

HEADER = ("Where", "Call us", "Street Address", "Days", "Remarks")
ROWS = [(f"House {n}", f"02-123-456{n}", f"{n} Main St", "Mon-Fri", "ring twice") for n in range(12)]
MAPPING = ColumnMapping(
    "service", (("Where", "service.name"), ("Call us", "phone.number"), ("Days", "schedule.description"))
)


def listed(path: Path, header: tuple[str, ...] = HEADER, rows: Sequence[tuple[str, ...]] = ROWS) -> Path:
    path.write_text("\n".join(",".join(row) for row in (header, *rows)), "utf-8")
    return path


def unplaced(directory: Directory, path: Path) -> PlainTable:
    with pytest.raises(UnplacedError) as caught:
        directory.prepare_import(path)
    (table,) = caught.value.tables
    return table


def test_a_list_without_a_known_name_says_so_and_shows_its_guesses(directory: Directory, tmp_path: Path) -> None:
    table = unplaced(directory, listed(tmp_path / "list.csv"))
    assert (table.header, table.rows, len(table.samples), table.chosen) == (HEADER, 12, 10, False)
    assert dict(table.mapping.columns)["Call us"] == "phone.number"
    assert dict(table.mapping.columns)["Street Address"] == "address.address_1"
    assert table.unplaced == ("Where", "Remarks")


def test_a_chosen_mapping_is_what_comes_in(directory: Directory, tmp_path: Path) -> None:
    path = listed(tmp_path / "list.csv")
    preview = directory.prepare_import(path, mappings={signature(HEADER): MAPPING})
    assert preview.tables[0].chosen
    directory.apply(preview)
    house = next(one for one in directory.services() if one.name == "House 3")
    assert house.phones == ("02-123-4563",)
    assert house.hours[0].note == "Mon-Fri"
    assert house.spots == ()
    # What was not placed is kept under its own name.
    assert directory.show(house.id).data["Street Address"] == "3 Main St"


def test_it_is_remembered_by_the_header_however_that_is_spelt(directory: Directory, tmp_path: Path) -> None:
    Mapped(directory.folder).remember(HEADER, MAPPING)
    again = listed(
        tmp_path / "b.csv",
        ("remarks", "WHERE ", "Street  Address", "Days", "call us"),
        [("x", "Hut", "1", "Sun", "02-555-1234")],
    )
    preview = directory.prepare_import(again)
    assert preview.tables[0].chosen
    assert [one.name for one in preview.new] == ["Hut"]
    directory.apply(preview)
    assert directory.services()[0].phones == ("02-555-1234",)
    Mapped(directory.folder).forget(HEADER)
    unplaced(directory, again)


def test_a_mapping_without_a_name_brings_nothing_in(directory: Directory, tmp_path: Path) -> None:
    path = listed(tmp_path / "list.csv")
    Mapped(directory.folder).remember(HEADER, ColumnMapping("service", (("Call us", "phone.number"),)))
    assert unplaced(directory, path).chosen


@pytest.mark.parametrize(
    "content", ["", "{", "[1, 2]", '{"a": 1}', '[{"kind": "spoon", "columns": {}}]', "[" * 100_000]
)
def test_a_damaged_memory_is_nothing_remembered_and_is_not_thrown_away(content: str, directory: Directory) -> None:
    file = directory.folder / "columns.json"
    file.write_text(content, "utf-8")
    assert Mapped(directory.folder).by_signature == {}
    Mapped(directory.folder).remember(HEADER, MAPPING)
    assert Mapped(directory.folder).by_signature[signature(HEADER)].target("Where") == "service.name"
    readable = content.startswith("[") and len(content) < 1000
    assert (directory.folder / "columns.damaged").exists() is not readable


def test_directory_formats_are_not_overruled_by_a_list_with_the_same_header(
    directory: Directory, tmp_path: Path
) -> None:
    folder = tmp_path / "hsds"
    folder.mkdir()
    (folder / "services.csv").write_text("id,name,organization_id\n1,School,o\n", "utf-8")
    (folder / "organizations.csv").write_text("id,name\no,Red House\n", "utf-8")
    mapping = ColumnMapping("service", (("id", "service.name"),))
    preview = directory.prepare_import(folder, mappings={signature(("id", "name", "organization_id")): mapping})
    assert {one.name for one in preview.new} == {"School", "Red House"}
    assert preview.tables == ()


def test_ten_rows_are_shown_as_they_will_become(directory: Directory, tmp_path: Path) -> None:
    rows = [("Hut", "02-555-1234; 02-555-1235", "1 Main St", "Sun", "x"), ("", "02-555-1236", "", "", "")]
    table = unplaced(directory, listed(tmp_path / "list.csv", rows=rows))
    mapping = ColumnMapping("service", (*MAPPING.columns, ("Street Address", "address.address_1")))
    first, second = become(table, mapping)
    assert first.name == "Hut"
    assert first.values == (
        ("phone.number", "02-555-1234"),
        ("phone.number", "02-555-1235"),
        ("schedule.description", "Sun"),
        ("address.address_1", "1 Main St"),
    )
    assert first.kept == (("Remarks", "x"),)
    assert second.name == ""
    assert [str(one) for one in second.faults] == ["is missing, and every service needs one"]


def test_what_is_shown_is_what_comes_in(directory: Directory, tmp_path: Path) -> None:
    path = listed(tmp_path / "list.csv")
    shown = become(unplaced(directory, path), MAPPING)
    directory.apply(directory.prepare_import(path, mappings={signature(HEADER): MAPPING}))
    held = {one.name: one for one in directory.services()}
    for row in shown:
        values = dict(row.values)
        assert held[row.name].phones == (values["phone.number"],)
        assert held[row.name].hours[0].note == values["schedule.description"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_has_one_target_and_back(kind: str) -> None:
    words = [one.word for one in fields_of(kind)]
    targets = [one.target_in(kind) for one in fields_of(kind)]
    assert len(set(words)) == len(words)
    assert len(set(targets)) == len(targets)
    for field in fields_of(kind):
        assert target_of(kind, field.word) == field.target_in(kind)
        assert word_of(kind, field.target_in(kind)) == field.word
        assert label_of(kind, field.target_in(kind)) == field.label


def test_every_guess_can_be_said_in_words(directory: Directory) -> None:
    from referral_assistant.directory.hsds.columns import _HEADERS, _placed

    for kind in KINDS:
        for target in _HEADERS:
            placed = _placed(kind, target)
            if placed.partition(".")[0] in {kind, "address", "phone"} and target.startswith("*"):
                assert any(one.target_in(kind) == placed for one in FIELDS), placed


def test_who_is_not_the_same_is_remembered_both_ways_round(directory: Directory) -> None:
    Apart(directory.folder).add("b", "a")
    assert Apart(directory.folder).pairs == {("a", "b")}
    Apart(directory.folder).discard("a", "b")
    assert Apart(directory.folder).pairs == set()
    (directory.folder / "not-the-same.json").write_text(json.dumps([["a"], "x", ["a", 1], ["d", "c"]]), "utf-8")
    assert Apart(directory.folder).pairs == {("c", "d")}
