"""What happened, told without saying where a secret place is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from referral_assistant.cli import main
from referral_assistant.directory.hsds.ids import term
from referral_assistant.directory.secrets import HIDDEN
from referral_assistant.session import Session
from referral_assistant.session.history import history_of, history_of_all, names_in, restore
from referral_assistant.session.import_answers import changes_as_json, changes_as_lines
from tests.directory.samples import at, location, organization, service, uuid, write_json

STREET = "7 Hidden Lane"
SECRET = {"id": uuid(70), "link_type": "confidential", "value": "yes", "taxonomy_term": term("confidential", "Secret.")}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "data") as opened:
        yield opened


def shelter(session: Session, marked: str) -> None:
    """Keep a shelter whose place (or whose service) is marked, with two addresses in its past."""
    place = location(2000, addresses=[{"id": uuid(71), "address_1": STREET}], transportation=f"Behind {STREET}")
    session.directory.save("location", place)
    house = service(1, service_at_locations=[at(2000)], x_street=STREET, description="A house for women")
    session.directory.save("service", house)
    if marked == "place":
        session.directory.save("location", {**place, "attributes": [SECRET], "latitude": 7.1234})
    else:
        session.directory.save("service", {**house, "attributes": [SECRET], "x_street": f"{STREET}, upstairs"})


def values(fields: Any) -> str:
    return json.dumps([[one.field, one.before, one.after] for one in fields])


@pytest.mark.parametrize("marked", ["place", "service"])
def test_where_a_secret_place_is_stays_hidden_until_it_is_opened(marked: str, session: Session) -> None:
    shelter(session, marked)
    past = history_of(session, uuid(2000))
    assert past.hides
    told = "".join(values(edit.fields) for edit in past.edits)
    assert STREET not in told
    assert "7.1234" not in told
    assert HIDDEN in json.loads(values(past.edits[-1].fields))[0]
    opened = history_of(session, uuid(2000), secrets=True)
    assert not opened.hides
    assert STREET in "".join(values(edit.fields) for edit in opened.edits)


def test_what_a_secret_service_tells_of_its_place_stays_hidden(session: Session) -> None:
    shelter(session, "service")
    past = history_of(session, uuid(1))
    told = "".join(values(edit.fields) for edit in past.edits)
    assert STREET not in told
    assert "A house for women" in told


def test_a_mark_that_was_lifted_hides_what_stood_then(session: Session) -> None:
    shelter(session, "place")
    held = dict(session.show(uuid(2000)))
    del held["attributes"]
    session.directory.save("location", held)
    assert history_of(session, uuid(2000)).hides


def test_an_open_place_hides_nothing(session: Session) -> None:
    session.directory.save("location", location(2000, addresses=[{"id": uuid(71), "address_1": STREET}]))
    past = history_of(session, uuid(2000))
    assert not past.hides
    assert STREET in values(past.edits[0].fields)


def test_the_directory_names_what_was_touched_but_no_secret_place(session: Session, tmp_path: Path) -> None:
    shelter(session, "place")
    session.apply_import(
        session.prepare_import(
            write_json(tmp_path / "a.json", [service(n, organization=organization()) for n in range(5, 9)])
        )
    )
    first, second, *_ = history_of_all(session).edits
    assert names_in(session, first.id) == (["Service 5", "Service 6", "Service 7", "Service 8", "Organization 1000"], 5)
    assert names_in(session, second.id) == ([], 1)


def test_an_import_list_tells_no_secret_address(session: Session, tmp_path: Path) -> None:
    shelter(session, "place")
    moved = location(2000, addresses=[{"id": uuid(71), "address_1": f"{STREET}, new door"}])
    preview = session.prepare_import(
        write_json(tmp_path / "a.json", [service(1, service_at_locations=[{**at(2000), "location": moved}])])
    )
    assert any(one.kind == "location" for one in preview.changed)
    assert STREET not in json.dumps(changes_as_json(session, preview))
    assert STREET not in "\n".join(changes_as_lines(session, preview))


def test_restored_at_the_end_of_a_day(session: Session) -> None:
    session.directory.save("service", service(1, description="first"))
    session.directory.save("service", service(1, description="second"))
    assert restore(session, uuid(1), datetime.now(UTC).date()) is None
    first = history_of(session, uuid(1)).edits[1]
    assert restore(session, uuid(1), edit=first.id)
    assert session.show(uuid(1))["description"] == "first"


def test_from_the_command_line(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    shelter(session, "place")
    session.directory.save("service", service(2, description="first"))
    session.directory.save("service", service(2, description="second"))
    edit = history_of(session, uuid(2)).edits[1].id
    folder = str(session.folder)
    session.close()
    del session.__dict__["directory"]

    def run(*words: str, status: int = 0) -> str:
        assert main(["--data", folder, *words]) == status
        out, err = capsys.readouterr()
        return err if status else out

    told = run("history", uuid(2000))
    assert STREET not in told
    assert f"{HIDDEN}: where a secret place is. --show-secret shows it." in told
    assert STREET in run("history", uuid(2000), "--show-secret")
    assert "Change Service 2" in run("history")
    assert len(json.loads(run("history", "--json", "--limit", "2"))) == 2
    assert "Restored by edit" in run("restore", uuid(2), "--edit", edit[:12])
    assert json.loads(run("show", uuid(2)))["description"] == "first"
    assert "Nothing to restore" in run("restore", uuid(2), "--on", datetime.now(UTC).date().isoformat())
    assert "was not in the directory then. Choose a later day." in run(
        "restore", uuid(2), "--on", "2020-01-01", status=1
    )
    assert "is not a day such as" in run("restore", uuid(2), "--on", "yesterday", status=1)
    assert "Say when: --on DATE or --edit EDIT." in run("restore", uuid(2), status=2)
