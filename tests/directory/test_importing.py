"""An import is a preview first; accepted, it is one edit; what we corrected stays, and nothing is safer by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from referral_assistant.directory import Choice, Counts, Directory, FieldChange, Key
from referral_assistant.disclosure import Safety
from referral_assistant.errors import InputError
from tests.directory.samples import organization, phone, service, uuid, write_json
from tests.directory.sources import imported

DAY = date(2026, 11, 23)
SAFE = "s,asks_status,no,phone_call,Clinic X,2026-11-01\ns,shares_with_authorities,no,phone_call,Clinic X,2026-11-01\n"


def _package(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def test_a_preview_writes_nothing(directory: Directory, tmp_path: Path) -> None:
    preview = directory.prepare_import(write_json(tmp_path / "a.json", [service(1, organization=organization())]))
    assert (preview.source, preview.records) == ("a", Counts(organization=1, service=1))
    assert {(one.kind, one.name) for one in preview.new} == {
        ("service", "Service 1"),
        ("organization", "Organization 1000"),
    }
    assert directory.head is None
    assert directory.services() == []


def test_accepted_it_is_one_edit_that_can_be_undone(directory: Directory, tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.json", [service(n) for n in range(5)])
    edit = directory.apply(directory.prepare_import(file))
    assert [one.summary for one in directory.history()] == ["Import from a: 5 new, 0 changed"]
    directory.undo(str(edit))
    assert directory.services() == []
    # Undone, it can come again.
    preview = directory.prepare_import(file)
    assert len(preview.new) == 5
    directory.apply(preview)
    assert len(directory.services()) == 5


def test_an_undone_second_import_counts_as_never_sent(directory: Directory, tmp_path: Path) -> None:
    imported(directory, write_json(tmp_path / "a.json", [service(1, name="Old")]))
    second = directory.apply(directory.prepare_import(write_json(tmp_path / "a.json", [service(1, name="New")])))
    directory.undo(str(second))
    preview = directory.prepare_import(tmp_path / "a.json")
    assert [change.fields for change in preview.changed] == [(FieldChange("name", "Old", "New"),)]


def test_a_new_edition_changes_what_we_did_not_touch(directory: Directory, tmp_path: Path) -> None:
    imported(
        directory, write_json(tmp_path / "a.json", [service(1, alert="a", email="old@b.org", phones=[phone("1")])])
    )
    held = directory.show(uuid(1)).data
    directory.save("service", {**held, "alert": "ours", "phones": [phone("1"), phone("2", 3001)]})
    new = [service(1, alert="theirs", email="new@b.org", phones=[phone("1"), phone("3", 3002)])]
    preview = directory.prepare_import(write_json(tmp_path / "a.json", new))
    (change,) = preview.changed
    assert {one.field for one in change.fields} == {"email", f"phones/{uuid(3002)}"}
    assert change.kept == (FieldChange("alert", "ours", "theirs"),)
    directory.apply(preview)
    merged = directory.show(uuid(1)).data
    assert (merged["alert"], merged["email"]) == ("ours", "new@b.org")
    assert {one["number"] for one in merged["phones"]} == {"1", "2", "3"}


def test_what_a_source_no_longer_has_stays(directory: Directory, tmp_path: Path) -> None:
    imported(directory, write_json(tmp_path / "a.json", [service(1), service(2)]))
    preview = imported(directory, write_json(tmp_path / "a.json", [service(1)]))
    assert preview.gone == 1
    assert len(directory.services()) == 2


def test_what_we_took_out_does_not_come_back(directory: Directory, tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.json", [service(1)])
    imported(directory, file)
    imported(directory, write_json(tmp_path / "b.json", [service(2)]))
    # Taken out by hand, in an edit of its own.
    directory._write({Key("service", uuid(1)).path: None}, "Take out")
    preview = directory.prepare_import(file)
    assert preview.is_empty
    assert [change.id for change in preview.kept] == [uuid(1)]


def test_a_second_source_adds_and_takes_nothing_away(directory: Directory, tmp_path: Path) -> None:
    imported(directory, write_json(tmp_path / "a.json", [service(1, alert="a", phones=[phone("1")])]), "one")
    imported(
        directory, write_json(tmp_path / "b.json", [service(1, email="b@b.org", phones=[phone("2", 3001)])]), "two"
    )
    held = directory.show(uuid(1)).data
    assert (held["alert"], held["email"]) == ("a", "b@b.org")
    assert {one["number"] for one in held["phones"]} == {"1", "2"}


def test_only_what_a_person_chooses(directory: Directory, tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.json", [service(1), service(2)])
    directory.apply(directory.prepare_import(file), Choice(frozenset({Key("service", uuid(2))})))
    assert [one.id for one in directory.services()] == [uuid(2)]
    again = directory.prepare_import(file)
    assert [one.id for one in again.new] == [uuid(1)]
    assert again.same == 1


def test_a_preview_of_yesterday_is_refused(directory: Directory, tmp_path: Path) -> None:
    preview = directory.prepare_import(write_json(tmp_path / "a.json", [service(1)]))
    directory.save("service", service(2))
    with pytest.raises(InputError, match=r"The directory changed since this preview was made. Make the preview again"):
        directory.apply(preview)


def test_ids_of_a_source_stay_the_same_and_are_kept(directory: Directory, tmp_path: Path) -> None:
    folder = _package(tmp_path / "old", services="id,name\n17,Clinic\n", organizations="id,name\n17,Owner\n")
    imported(directory, folder)
    (found,) = directory.services()
    (marks,) = [one for one in directory.show(found.id).data["attributes"] if one["link_type"] == "source_id"]
    assert (marks["value"], marks["label"]) == ("17", "old")
    assert directory.prepare_import(folder).is_empty
    assert len(directory.prepare_import(folder, "another").new) == 2


def test_cancelling_leaves_nothing(directory: Directory, tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.json", [service(n) for n in range(1000)])
    seen: list[tuple[int, int]] = []

    class CancelledError(Exception):
        pass

    def report(done: int, total: int) -> None:
        seen.append((done, total))
        if done > 500:
            raise CancelledError

    with pytest.raises(CancelledError):
        directory.prepare_import(file, report=report)
    assert directory.head is None
    assert seen == sorted(seen)
    assert all(0 <= done <= total == 1000 for done, total in seen)


def test_progress_ends_at_the_end(directory: Directory, tmp_path: Path) -> None:
    seen: list[int] = []
    directory.prepare_import(write_json(tmp_path / "a.json", [service(1)]), report=lambda done, _: seen.append(done))
    assert seen[-1] == 1000


# The three sheets


def _with_sheets(folder: Path, disclosure: str = SAFE) -> Path:
    return _package(
        folder,
        services="id,name\ns,Clinic\n",
        needs="service_id,need\ns,health.primary\n",
        conditions=(
            "service_id,group,scope,attribute,operator,value,polarity,quote,source,checked_on\n"
            's,1,person,age_years,between,6..14,require,"Children of 6 to 14",leaflet,2026-01-02\n'
        ),
        disclosure=f"service_id,fact,value,evidence,source,checked_on\n{disclosure}",
    )


def test_sheets_say_whom_they_would_make_safer_and_who_says_so(directory: Directory, tmp_path: Path) -> None:
    preview = directory.prepare_import(_with_sheets(tmp_path / "p"), "Partner", on=DAY)
    (safer,) = preview.safer
    assert (safer.service, safer.before, safer.after) == ("Clinic", Safety.UNCONFIRMED, Safety.NOT_ASKED)
    assert safer.checked_by == ("Clinic X · 2026-11-01 · Partner",)
    directory.apply(preview)
    (found,) = directory.services()
    assert found.needs == {"health.primary"}
    assert [(one.test.attribute, one.test.value) for one in found.conditions] == [("age_years", "6..14")]
    assert found.conditions[0].evidence.quote == "Children of 6 to 14"
    assert {one.fact.value for one in found.disclosure} == {"asks_status", "shares_with_authorities"}
    assert directory.prepare_import(tmp_path / "p", "Partner", on=DAY).is_empty


def test_without_rows_nothing_is_safer(directory: Directory, tmp_path: Path) -> None:
    said = "Everyone is welcome, whatever the papers. We never ask for status. Firewall: law."
    file = write_json(tmp_path / "a.json", [service(1, eligibility_description=said, description=said)])
    preview = directory.prepare_import(file, on=DAY)
    assert preview.safer == ()


def test_rows_of_the_sheets_alone_join_a_service_that_is_held(directory: Directory, tmp_path: Path) -> None:
    directory.save("service", service(1))
    folder = _package(tmp_path / "p", needs=f"service_id,need\n{uuid(1)},legal.advice\n")
    preview = imported(directory, folder)
    assert [change.id for change in preview.changed] == [uuid(1)]
    assert directory.services()[0].needs == {"legal.advice"}


def test_a_yes_of_ours_is_not_undone_by_their_older_no(directory: Directory, tmp_path: Path) -> None:
    imported(directory, _with_sheets(tmp_path / "p", "s,asks_status,yes,family_report,Us,2026-11-20\n"), "Partner")
    preview = directory.prepare_import(_with_sheets(tmp_path / "p"), "Partner", on=DAY)
    assert preview.safer == ()


def test_what_the_next_clinic_gets_does_not_name_our_source(directory: Directory, tmp_path: Path) -> None:
    imported(directory, _with_sheets(tmp_path / "p"), "Our secret partner")
    directory.export(tmp_path / "out.json", "hsds-json")
    rows = [a["value"] for a in _objects(tmp_path / "out.json")[0]["attributes"] if a["link_type"] == "disclosure"]
    assert len(rows) == 2
    assert not any("received_from" in row for row in rows)


def _objects(path: Path) -> list[dict[str, Any]]:
    import json

    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


def test_a_link_to_a_confidential_place_outlives_a_file_that_leaves_it_out(
    directory: Directory, tmp_path: Path
) -> None:
    folder = _package(
        tmp_path / "p",
        services="id,name\ns,Shelter\n",
        locations="id,name,location_type\nl,Hidden,physical\n",
        service_at_location="id,service_id,location_id\nk,s,l\n",
        attributes="id,link_id,link_entity,link_type,value,taxonomy_term_id\na,l,location,confidential,yes,t\n",
        taxonomy_terms="id,name,description,taxonomy\nt,confidential,x,Referral Assistant\n",
    )
    imported(directory, folder, "Partner")
    assert directory.services()[0].confidential
    directory.export(tmp_path / "out", "hsds-tabular")
    assert directory.prepare_import(tmp_path / "out", "Partner").changed == ()
