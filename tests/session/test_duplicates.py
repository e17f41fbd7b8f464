"""Likely pairs side by side; made one they can be made two again; what is not the same is not offered again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from referral_assistant.cli import main
from referral_assistant.directory.hsds.ids import term
from referral_assistant.errors import InputError
from referral_assistant.session import Session
from referral_assistant.session.duplicates import keep_apart, likely_pairs, make_one
from tests.directory.samples import at, location, organization, phone, service, uuid

SECRET = {"id": uuid(70), "link_type": "confidential", "value": "yes", "taxonomy_term": term("confidential", "Secret.")}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "data") as opened:
        opened.directory.save("organization", organization(1000))
        address = {"id": uuid(71), "address_1": "7 Main Street", "city": "Town"}
        opened.directory.save("location", location(2000, name="House", addresses=[address]))
        common = {"name": "Hope House", "phones": [phone("055-123456", 3000)]}
        opened.directory.save(
            "service",
            service(1, **common, organization_id=uuid(1000), service_at_locations=[at(2000)], email="a@b.org"),
        )
        opened.directory.save("service", service(2, **{**common, "name": "Hope Hous"}, service_at_locations=[at(2000)]))
        opened.directory.save("service", service(3, name="Legal aid"))
        yield opened


def test_a_pair_says_why_and_where_it_differs(session: Session) -> None:
    found = likely_pairs(session, "service")
    (pair,) = found.pairs
    assert found.count == 1
    assert {str(one) for one in pair.because} == {"name", "telephone", "street"}
    assert [(one.field, one.before, one.after) for one in pair.differing] == [
        ("name", "Hope House", "Hope Hous"),
        ("email", "a@b.org", None),
        ("organization", "Organization 1000", None),
    ]


def test_made_one_and_two_again(session: Session) -> None:
    edit = make_one(session, uuid(1), uuid(2))
    assert {one.name for one in session.services} == {"Hope House", "Legal aid"}
    held = session.show(uuid(1))
    assert held["alternate_name"] == "Hope Hous"
    assert uuid(2) in {one["value"] for one in held["attributes"]}
    session.undo(str(edit))
    session.read_again()
    assert {one.name for one in session.services} == {"Hope House", "Hope Hous", "Legal aid"}
    assert [edit.summary for edit in session.history(uuid(2))] == [
        "Undo: Join Hope Hous into Hope House",
        "Join Hope Hous into Hope House",
        "Add Hope Hous",
    ]


def test_not_the_same_is_remembered_and_can_be_forgotten(session: Session) -> None:
    keep_apart(session, uuid(2), uuid(1))
    assert likely_pairs(session, "service").count == 0
    keep_apart(session, uuid(1), uuid(2), again=True)
    assert likely_pairs(session, "service").count == 1
    with pytest.raises(InputError, match="cannot be compared"):
        keep_apart(session, uuid(1), uuid(1000))
    with pytest.raises(InputError, match="cannot be compared"):
        keep_apart(session, uuid(1), uuid(1))


def test_where_a_secret_place_is_is_not_told(session: Session) -> None:
    held = dict(session.show(uuid(2)))
    session.directory.save("service", {**held, "attributes": [SECRET], "x_street": "7 Hidden Lane"})
    for pair in likely_pairs(session, "service").pairs:
        told = json.dumps([[one.field, one.before, one.after] for one in pair.differing])
        assert "Hidden Lane" not in told
        assert "Main Street" not in told


def test_from_the_command_line(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(session.folder)
    session.close()
    del session.__dict__["directory"]

    def run(*words: str, status: int = 0) -> str:
        assert main(["--data", folder, *words]) == status
        out, err = capsys.readouterr()
        return err if status else out

    (pair,) = json.loads(run("duplicates", "--json"))["pairs"]
    assert (pair["first"]["name"], pair["second"]["name"]) == ("Hope House", "Hope Hous")
    assert "the same: name, telephone, street" in run("duplicates")
    assert "0 pairs." in run("duplicates", "--kind", "organization")
    run("not-the-same", uuid(1), uuid(2))
    assert "0 pairs." in run("duplicates")
    run("not-the-same", uuid(1), uuid(2), "--again")
    told = run("merge", uuid(1), uuid(2))
    assert "makes two of it again." in told
    run("undo", told.split("undo ")[1].split()[0])
    assert json.loads(run("show", uuid(2)))["name"] == "Hope Hous"
    assert "cannot be one record" in run("merge", uuid(1), uuid(1000), status=1)
    assert "There is no record" in run("merge", uuid(1), uuid(999), status=1)
