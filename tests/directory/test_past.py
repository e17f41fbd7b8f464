"""Who touched what and when: from a list in the index that is never wrong, whatever happened to the index."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from referral_assistant.directory import Directory, Key
from referral_assistant.directory.merge import FieldChange, differences
from referral_assistant.directory.record import key_of
from referral_assistant.errors import InputError
from tests.directory.samples import service, uuid, write_json


def by_walking(directory: Directory, number: int) -> list[tuple[str, tuple[FieldChange, ...]]]:
    """Return the edits of a record as a walk over every commit finds them."""
    path, found = Key("service", uuid(number)).path, []
    for commit in directory._store.log():
        parent = commit.parents[0] if commit.parents else None
        key = key_of(path)
        assert key
        if directory._store.sha(path, commit.id) != directory._store.sha(path, parent):
            found.append((commit.id, differences(directory._data(key, parent), directory._data(key, commit.id))))
    return found


def edited(directory: Directory, tmp_path: Path) -> None:
    directory.apply(directory.prepare_import(write_json(tmp_path / "a.json", [service(n) for n in range(6)])))
    for round_ in range(4):
        for number in range(3):
            directory.save("service", service(number, description=f"v{round_}"))
    directory.join(uuid(3), uuid(4))
    directory.undo(directory.history(uuid(1))[0].id)


@pytest.mark.parametrize("lost", ["nothing", "the index", "half of the list", "all of the list"])
def test_the_list_says_what_a_walk_finds(lost: str, directory: Directory, tmp_path: Path) -> None:
    edited(directory, tmp_path)
    if lost == "the index":
        directory._index.rebuild()
    elif lost != "nothing":
        least = 7 if lost.startswith("half") else 0
        directory._index.database.execute("DELETE FROM edit WHERE number > ?", [least])
        directory._index.database.execute("DELETE FROM touched WHERE number > ?", [least])
    for number in range(6):
        told = [(edit.id, edit.fields) for edit in directory.history(uuid(number))]
        assert told == by_walking(directory, number)
    directory.save("service", service(2, description="later"))
    assert directory.history(uuid(2))[0].fields[0].after == "later"


def test_history_put_back_from_a_backup_is_what_counts(directory: Directory, tmp_path: Path) -> None:
    edited(directory, tmp_path)
    earlier = directory.history()[5].id
    directory.history(uuid(0))
    directory._store._set("refs/heads/main", earlier)
    directory._index.catch_up()
    directory.save("service", service(0, description="another way"))
    assert [(edit.id, edit.fields) for edit in directory.history(uuid(0))] == by_walking(directory, 0)


def test_an_edit_names_what_it_touched(directory: Directory, tmp_path: Path) -> None:
    edited(directory, tmp_path)
    whole = directory.history()
    keys, count = directory.touched(whole[-1].id, most=4)
    assert (len(keys), count) == (4, 6)
    (key,), _ = directory.touched(whole[0].id)
    assert key == Key("service", uuid(1))
    assert directory.touched("f" * 40) == ([], 0)


def test_a_record_that_was_taken_out_still_has_its_history(directory: Directory, tmp_path: Path) -> None:
    edited(directory, tmp_path)
    assert [edit.summary for edit in directory.history(uuid(4))] == [
        "Join Service 4 into Service 3",
        "Import from a: 6 new, 0 changed",
    ]
    directory.restore(uuid(4), directory.history(uuid(4))[1].id)
    assert directory.show(uuid(4)).name == "Service 4"


def test_a_record_as_it_was_after_an_edit_or_at_a_moment(directory: Directory) -> None:
    directory.save("service", service(1, description="first"))
    second = directory.save("service", service(1, description="second"))
    directory.save("service", service(1, description="third"))
    assert directory.restore(uuid(1), str(second)) is not None
    assert directory.show(uuid(1)).data["description"] == "second"
    assert directory.restore(uuid(1), str(second)) is None
    assert directory.restore(uuid(1), datetime.now(UTC) + timedelta(days=1)) is None
    with pytest.raises(InputError, match="was not in the directory then"):
        directory.restore(uuid(1), datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(InputError, match="There is no edit"):
        directory.restore(uuid(1), "0000")


@pytest.mark.parametrize("wanted", ["", "abc", "%%%%", "' OR 1", "zzzzzz"])
def test_no_such_edit(wanted: str, directory: Directory) -> None:
    directory.save("service", service(1))
    with pytest.raises(InputError, match="There is no edit"):
        directory.undo(wanted)
