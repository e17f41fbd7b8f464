"""Take all or some of an import; what would make a place safer is accepted by itself; ours or the source's value."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from referral_assistant.directory import Choice, Directory, Key
from referral_assistant.directory.choosing import held_back, with_fields, with_needed
from referral_assistant.directory.merge import differences
from referral_assistant.directory.sheets import attribute_of
from referral_assistant.disclosure import Safety
from tests.directory.samples import location, organization, phone, service, uuid, write_json
from tests.directory.sources import imported

DAY = date(2026, 11, 23)
SAFE = "s,asks_status,no,phone_call,Clinic X,2026-11-01\ns,shares_with_authorities,no,phone_call,Clinic X,2026-11-01\n"


def package(folder: Path, disclosure: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "services.csv").write_text("id,name\ns,School\nt,Clinic\n", "utf-8")
    (folder / "disclosure.csv").write_text(f"service_id,fact,value,evidence,source,checked_on\n{disclosure}", "utf-8")
    return folder


def key(number: int, kind: str = "service") -> Key:
    return Key(kind, uuid(number))


def safety(directory: Directory, name: str) -> Safety:
    found = next(one for one in directory.services() if one.name == name)
    return found.judged(DAY).safety


def test_nothing_chosen_leaves_nothing(directory: Directory, tmp_path: Path) -> None:
    preview = directory.prepare_import(write_json(tmp_path / "a.json", [service(1)]))
    assert directory.apply(preview, Choice(frozenset())) is None
    assert directory.head is None
    assert not list(directory.folder.glob("directory.git/refs/imports/*"))


def test_a_service_comes_with_what_it_points_at(directory: Directory, tmp_path: Path) -> None:
    one = service(
        1, organization=organization(1000), service_at_locations=[{"id": uuid(9), "location": location(2000)}]
    )
    file = write_json(tmp_path / "a.json", [one, service(2, organization=organization(1001))])
    preview = directory.prepare_import(file)
    assert with_needed(preview, [key(1)]) == {key(1), key(1000, "organization"), key(2000, "location")}
    directory.apply(preview, Choice(frozenset({key(1)})))
    assert [one.organization for one in directory.services()] == ["Organization 1000"]
    assert directory.services()[0].spots[0].name == "Place 2000"
    assert {one.name for one in directory.prepare_import(file).new} == {"Service 2", "Organization 1001"}


def test_what_was_left_out_of_a_change_is_offered_again(directory: Directory, tmp_path: Path) -> None:
    imported(directory, write_json(tmp_path / "a.json", [service(1), service(2)]))
    file = write_json(tmp_path / "a.json", [service(1, email="a@b.org"), service(2, email="c@d.org")])
    directory.apply(directory.prepare_import(file), Choice(frozenset({key(1)})))
    assert "email" not in directory.show(uuid(2)).data
    again = directory.prepare_import(file)
    assert [(one.key, one.fields[0].after) for one in again.changed] == [(key(2), "c@d.org")]


def test_each_record_knows_its_file(directory: Directory, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    write_json(folder / "east.json", [service(1)])
    write_json(folder / "west.json", [service(2)])
    preview = directory.prepare_import(folder)
    assert {one.name: one.file for one in preview.new} == {"Service 1": "east.json", "Service 2": "west.json"}
    assert preview.files == ("east.json", "west.json")


# Safer only when a person says so


def test_a_place_comes_in_without_the_senders_word(directory: Directory, tmp_path: Path) -> None:
    path = package(tmp_path / "p", SAFE)
    preview = directory.prepare_import(path, on=DAY)
    (safer,) = preview.safer
    directory.apply(preview, Choice(safer=frozenset()))
    assert {one.name for one in directory.services()} == {"School", "Clinic"}
    assert safety(directory, "School") is Safety.UNCONFIRMED
    # It is announced again, and can be accepted then.
    again = directory.prepare_import(path, on=DAY)
    assert [one.service_id for one in again.safer] == [safer.service_id]
    directory.apply(again, Choice(safer=frozenset({safer.service_id})))
    assert safety(directory, "School") is Safety.NOT_ASKED


def test_a_warning_comes_in_even_when_the_word_does_not(directory: Directory, tmp_path: Path) -> None:
    warned = SAFE + "t,asks_status,yes,phone_call,Clinic X,2026-11-01\n"
    directory.apply(directory.prepare_import(package(tmp_path / "p", warned), on=DAY), Choice(safer=frozenset()))
    assert safety(directory, "Clinic") is Safety.ASKS


def test_a_yes_of_ours_outlives_a_row_of_the_same_id_that_says_no() -> None:
    ours = {"id": "s", "attributes": [_row("a", "yes")]}
    theirs = {"id": "s", "attributes": [_row("a", "no"), _row("b", "no"), _row("c", "yes"), {"id": "n", "value": "x"}]}
    kept = held_back(theirs, ours)
    assert [one["id"] for one in kept["attributes"]] == ["a", "c", "n"]
    assert kept["attributes"][0] == ours["attributes"][0]
    assert held_back({"id": "s", "attributes": [_row("b", "no")]}, None) == {"id": "s"}


def _row(identity: str, value: str) -> dict[str, Any]:
    return {
        "id": identity,
        "link_type": "disclosure",
        "value": f'{{"fact": "asks_status", "value": "{value}", "evidence": "visit", "source": "X", "checked_on": "2026-11-01"}}',
        "taxonomy_term": {"taxonomy": "Referral Assistant"},
    }


# Ours, while the source says otherwise


def corrected(directory: Directory, tmp_path: Path) -> Path:
    sent = service(1, email="old@b.org", phones=[phone("1", 3000), phone("2", 3001)])
    file = write_json(tmp_path / "a.json", [sent])
    imported(directory, file)
    ours = {**directory.show(uuid(1)).data, "email": "new@b.org", "phones": [phone("9", 3000)]}
    directory.save("service", ours)
    return file


def test_a_correction_survives_and_is_shown_as_a_difference(directory: Directory, tmp_path: Path) -> None:
    file = corrected(directory, tmp_path)
    for _ in range(2):
        preview = directory.prepare_import(file)
        (kept,) = preview.kept
        assert [(one.field, one.before, one.after) for one in kept.kept if one.field == "email"] == [
            ("email", "new@b.org", "old@b.org")
        ]
        assert preview.is_empty
        directory.apply(preview)
        assert directory.show(uuid(1)).data["email"] == "new@b.org"


def test_a_correction_survives_a_new_edition_that_changes_something_else(directory: Directory, tmp_path: Path) -> None:
    corrected(directory, tmp_path)
    newer = service(1, email="old@b.org", description="Now with tea", phones=[phone("1", 3000), phone("2", 3001)])
    file = write_json(tmp_path / "a.json", [newer])
    directory.apply(directory.prepare_import(file))
    held = directory.show(uuid(1)).data
    assert (held["email"], held["description"], [one["number"] for one in held["phones"]]) == (
        "new@b.org",
        "Now with tea",
        ["9"],
    )
    assert {one.field for one in directory.prepare_import(file).kept[0].kept} >= {"email"}


def test_the_sources_value_is_taken_field_by_field(directory: Directory, tmp_path: Path) -> None:
    file = corrected(directory, tmp_path)
    preview = directory.prepare_import(file)
    number = next(one.field for one in preview.kept[0].kept if one.field.endswith("/number"))
    edit = directory.apply(preview, Choice(theirs=frozenset({(key(1), number)})))
    held = directory.show(uuid(1)).data
    assert (held["email"], held["phones"][0]["number"]) == ("new@b.org", "1")
    assert number not in {one.field for one in directory.prepare_import(file).kept[0].kept}
    directory.undo(str(edit))
    assert directory.show(uuid(1)).data["phones"][0]["number"] == "9"


def test_taking_every_value_of_the_source_leaves_no_difference(directory: Directory, tmp_path: Path) -> None:
    file = corrected(directory, tmp_path)
    preview = directory.prepare_import(file)
    directory.apply(preview, Choice(theirs=frozenset((key(1), one.field) for one in preview.kept[0].kept)))
    assert directory.prepare_import(file).kept == ()
    assert [one["number"] for one in directory.show(uuid(1)).data["phones"]] == ["1", "2"]


def test_what_was_taken_out_here_can_be_taken_back(directory: Directory, tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.json", [service(1), service(2)])
    imported(directory, file)
    first = directory.save("service", service(3))
    directory._write({key(1).path: None}, "Take out")
    assert first
    preview = directory.prepare_import(file)
    (gone,) = preview.kept
    directory.apply(preview, Choice(theirs=frozenset({(gone.key, gone.kept[0].field)})))
    assert directory.show(uuid(1)).name == "Service 1"


def test_taking_the_sources_value_takes_no_warning_away(directory: Directory, tmp_path: Path) -> None:
    path = package(tmp_path / "p", "s,asks_status,no,phone_call,Clinic X,2026-10-01\n")
    directory.apply(directory.prepare_import(path, on=DAY))
    school = next(one for one in directory.services() if one.name == "School")
    held = directory.show(school.id).data
    said = {"fact": "asks_status", "value": "yes", "evidence": "visit", "source": "X", "checked_on": "2026-11-20"}
    warning = attribute_of("disclosure", school.id, said)
    directory.save("service", {**held, "name": "Our school", "attributes": [warning]})
    preview = directory.prepare_import(path, on=DAY)
    (kept,) = preview.kept
    directory.apply(preview, Choice(theirs=frozenset((kept.key, one.field) for one in kept.kept)))
    after = directory.service(school.id)
    assert after
    assert after.name == "School"
    assert after.judged(DAY).safety is Safety.ASKS
    assert {one["id"] for one in directory.show(school.id).data["attributes"] if one["link_type"] == "disclosure"} == {
        warning["id"]
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": 1}, {"a": 2, "b": "x"}),
        ({"a": 1, "b": 2}, {"a": 1}),
        ({"k": [{"id": "12345678-a", "n": 1, "m": 2}]}, {"k": [{"id": "12345678-a", "n": 2}]}),
        ({"k": [{"id": "12345678-a"}]}, {"k": [{"id": "12345678-a"}, {"id": "22345678-a", "n": 1}]}),
        ({"k": [{"id": "12345678-a"}]}, {}),
        ({}, {"k": [{"id": "12345678-a", "n": 1}]}),
        ({"o": {"x": 1, "y": 2}}, {"o": {"x": 3}}),
        (
            {"k": [{"id": "12345678-a", "l": [{"id": "32345678-a", "n": 1}]}]},
            {"k": [{"id": "12345678-a", "l": [{"id": "32345678-a", "n": 2}]}]},
        ),
        ({"s": ["a"]}, {"s": ["b", "c"]}),
        ({"k": [{"id": "12345678-a", "n": 1}, {"id": "12345678-b"}]}, {"k": [{"id": "12345678-a", "n": 2}]}),
    ],
)
def test_all_differences_taken_make_it_the_same(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert with_fields(before, differences(before, after)) == after
