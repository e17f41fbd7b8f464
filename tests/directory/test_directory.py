"""Save, look back, undo, restore: every edit is kept with what was before and after (P5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from referral_assistant.directory import Directory, FieldChange, commits
from referral_assistant.errors import InputError
from tests.directory.samples import at, location, organization, phone, service, uuid


def test_history_tells_each_field_before_and_after(directory: Directory) -> None:
    directory.save("service", service(1, description="Old", phones=[phone("111")]))
    directory.save("service", service(1, description="New", phones=[phone("222")], alert="Ring"), "Heard by telephone")
    newest, oldest = directory.history(uuid(1))
    assert (newest.by, newest.summary) == ("Clinic A", "Heard by telephone")
    assert newest.fields == (
        FieldChange("alert", None, "Ring"),
        FieldChange("description", "Old", "New"),
        FieldChange(f"phones/{uuid(3000)[:8]}/number", "111", "222"),
    )
    assert oldest.summary == "Add Service 1"
    assert FieldChange("name", None, "Service 1") in oldest.fields
    assert datetime.now(UTC) - newest.on < timedelta(minutes=1)


def test_history_of_a_record_leaves_out_edits_of_others(directory: Directory) -> None:
    directory.save("service", service(1))
    directory.save("service", service(2))
    directory.save("service", service(1, name="Again"))
    assert [edit.summary for edit in directory.history(uuid(1))] == ["Change Again", "Add Service 1"]
    assert [edit.summary for edit in directory.history()] == ["Change Again", "Add Service 2", "Add Service 1"]
    assert [edit.summary for edit in directory.history(limit=1)] == ["Change Again"]


def test_the_same_again_is_no_edit(directory: Directory) -> None:
    assert directory.save("service", service(1)) is not None
    assert directory.save("service", service(1)) is None
    assert len(directory.history()) == 1


def test_undo_is_an_edit_of_its_own_and_can_be_undone(directory: Directory) -> None:
    directory.save("service", service(1, name="First"))
    second = directory.save("service", service(1, name="Second"))
    undone = directory.undo(str(second))
    assert directory.show(uuid(1)).name == "First"
    assert directory.history()[0].summary == "Undo: Change Second"
    directory.undo(str(undone))
    assert directory.show(uuid(1)).name == "Second"
    assert len(directory.history()) == 4


def test_undo_of_an_older_edit_keeps_what_came_since(directory: Directory) -> None:
    directory.save("service", service(1, phones=[phone("111")]))
    wrong = directory.save("service", service(1, phones=[phone("999")]))
    directory.save("service", service(1, phones=[phone("999")], alert="Ring twice"))
    directory.undo(str(wrong))
    held = directory.show(uuid(1)).data
    assert (held["phones"][0]["number"], held["alert"]) == ("111", "Ring twice")


def test_undo_of_what_was_changed_again_is_refused_with_the_way_out(directory: Directory) -> None:
    directory.save("service", service(1, name="One"))
    second = directory.save("service", service(1, name="Two"))
    directory.save("service", service(1, name="Three"))
    before = directory.head
    with pytest.raises(
        InputError, match=r"“Three” was changed again since, in the same place. Undo the later edit first"
    ):
        directory.undo(str(second))
    assert directory.head == before


def test_undo_twice_has_nothing_left_to_undo(directory: Directory) -> None:
    directory.save("service", service(1, name="One"))
    second = directory.save("service", service(1, name="Two"))
    assert directory.undo(str(second)) is not None
    assert directory.undo(str(second)) is None


def test_undo_of_an_addition_takes_the_record_out_and_its_history_stays(directory: Directory) -> None:
    first = directory.save("service", service(1))
    directory.undo(str(first))
    assert directory.services() == []
    with pytest.raises(InputError, match="There is no record"):
        directory.show(uuid(1))
    assert [edit.summary for edit in directory.history(uuid(1))] == ["Undo: Add Service 1", "Add Service 1"]


def test_restore_brings_back_what_a_record_was_at_a_moment(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 3, 5, 7)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moments.pop(0)

    monkeypatch.setattr(commits, "datetime", Clock)
    for name in ("January", "March", "May"):
        directory.save("service", service(1, name=name))
    directory.restore(uuid(1), datetime(2026, 4, 1, tzinfo=UTC))
    assert directory.show(uuid(1)).name == "March"
    assert directory.history()[0].summary == "Restore March"
    with pytest.raises(InputError, match=r"was not in the directory then. Choose a later day"):
        directory.restore(uuid(1), datetime(2025, 1, 1, tzinfo=UTC))


def test_an_id_may_be_shortened_while_it_is_clear(directory: Directory) -> None:
    directory.save("service", service(1))
    directory.save("service", service(2))
    assert directory.show(uuid(1)[:-1] + "1").id == uuid(1)
    with pytest.raises(InputError, match=r"fits several records. Give more of the id"):
        directory.show(uuid(1)[:8])
    for nonsense in ("", "zzz", "%", "' OR 1=1 --", "\0"):
        with pytest.raises(InputError, match="There is no record"):
            directory.show(nonsense)


def test_an_edit_may_be_shortened_too(directory: Directory) -> None:
    edit = directory.save("service", service(1))
    for nonsense in ("", "abc", "zzzzzz", str(edit)[:3]):
        with pytest.raises(InputError, match="There is no edit"):
            directory.undo(nonsense)
    assert directory.undo(str(edit)[:8]) is not None


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("service", {"id": "not a uuid", "name": "x"}),
        ("service", {"id": "../../../../etc/passwd", "name": "x"}),
        ("service", {"name": "x"}),
        ("service", {"id": uuid(1), "name": ""}),
        ("organization", {"id": uuid(1)}),
        ("phone", {"id": uuid(1), "name": "x"}),
        ("service", {"id": uuid(1), "name": "x", "phones": "555"}),
        ("service", {"id": uuid(1), "name": "x", "phones": [{"number": "no id"}]}),
    ],
)
def test_what_is_no_record_is_not_saved(kind: str, data: dict[str, object], directory: Directory) -> None:
    with pytest.raises(InputError, match="This is not a"):
        directory.save(kind, data)
    assert directory.head is None


def test_a_place_needs_no_name_and_a_link_may_lead_nowhere_yet(directory: Directory) -> None:
    directory.save("location", {"id": uuid(2000), "location_type": "physical"})
    directory.save("service", service(1, service_at_locations=[at(2000), at(2001)], organization_id=uuid(1000)))
    (found,) = directory.services()
    assert (len(found.spots), found.organization) == (1, "")
    directory.save("organization", organization(1000))
    directory.save("location", location(2001))
    (found,) = directory.services()
    assert ([spot.name for spot in found.spots], found.organization) == (["", "Place 2001"], "Organization 1000")


def test_names_for_an_editor_to_choose_from(directory: Directory) -> None:
    directory.save("organization", organization(1001, name="Beta"))
    directory.save("organization", organization(1000, name="Alpha"))
    assert directory.names("organization") == [(uuid(1000), "Alpha"), (uuid(1001), "Beta")]
