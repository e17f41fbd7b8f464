"""`check`: what in the directory needs a person's eye, in the words of FORMATS section 6."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from referral_assistant import clock
from referral_assistant.cli import main
from referral_assistant.directory import Key
from referral_assistant.disclosure import Safety
from referral_assistant.session import Session
from referral_assistant.session.check import check, problems

SERVICES = """id,name,status,assured_date,eligibility_description,description,minimum_age,maximum_age
1,Quiet room,active,2020-01-01,,We never ask about immigration status.
2,Clinic,active,,Bring your national identity card or work permit.,
3,Old clinic,inactive,,Bring your passport and visa.,
4,Kitchen,active,,,Open to everyone regardless of immigration status.
5,Youth club,active,,,For children ages 6 to 14.,60,12
6,Choir,active,,,Ages 18 and over.,18,
"""
PHONES = "id,service_id,number\n1,5,12\n2,6,02 123 4567\n"
CONDITIONS = """service_id,group,scope,attribute,operator,value,polarity
5,a,person,age_years,at_least,18,
5,a,person,age_years,less_than,5,
6,a,person,age_years,at_least,18,
6,b,person,age_years,less_than,5,
"""
NEEDS = "service_id,need\n2,health.primary\n4,basics.food\n"
DISCLOSURE = """service_id,fact,value,evidence,source,checked_on
2,asks_status,no,website,Leaflet,2026-11-01
4,asks_status,yes,visit,Clinic B,2026-11-01
4,asks_status,no,visit,Clinic B,2026-11-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    package = tmp_path / "package"
    package.mkdir()
    (package / "services.csv").write_text(SERVICES, "utf-8")
    (package / "phones.csv").write_text(PHONES, "utf-8")
    (package / "conditions.csv").write_text(CONDITIONS, "utf-8")
    (package / "needs.csv").write_text(NEEDS, "utf-8")
    (package / "disclosure.csv").write_text(DISCLOSURE, "utf-8")
    with Session.open(tmp_path / "data") as session:
        session.apply_import(session.prepare_import(package, "Clinic B"))
    return tmp_path / "data"


def _found(folder: Path) -> dict[str, set[tuple[str, str, str | None]]]:
    with Session.open(folder) as session:
        names = {service.id: service.name for service in session.services}
        found: dict[str, set[tuple[str, str, str | None]]] = {}
        for one in session.check():
            assert set(one) - {"other", "kind", "why"} == {"service_id", "field", "problem", "proposal", "words"}
            assert (one["problem"] == "proposal") == (one["proposal"] is not None) == (one["words"] is not None)
            found.setdefault(names[one["service_id"]], set()).add((one["field"], one["problem"], one["proposal"]))
        return found


def test_what_is_missing_stale_or_contradictory_is_named(folder: Path) -> None:
    found = _found(folder)
    assert {
        ("needs", "unreachable", None), ("conditions", "missing", None), ("disclosure", "missing", None),
        ("phones", "missing", None), ("schedules", "missing", None), ("locations", "missing", None),
        ("assured_date", "stale", None),
    } <= found["Quiet room"]  # fmt: skip
    assert ("disclosure", "contradictory", None) in found["Kitchen"]
    assert ("needs", "unreachable", None) not in found["Kitchen"]


def test_fine_print_is_proposed_with_its_words(folder: Path) -> None:
    found = _found(folder)
    assert ("eligibility_description", "proposal", "asks_status") in found["Clinic"]
    assert ("description", "proposal", "explicitly_open") in found["Quiet room"]


def test_what_is_recorded_is_not_proposed_again(folder: Path) -> None:
    assert ("description", "proposal", "explicitly_open") not in _found(folder)["Kitchen"]
    assert ("description", "proposal", "condition:age_years between 6..14") in _found(folder)["Youth club"]
    assert ("description", "proposal", "condition:age_years at_least 18") not in _found(folder)["Choir"]


def test_what_cannot_be_is_named(folder: Path) -> None:
    found = _found(folder)
    assert {("minimum_age", "invalid", None), ("phones", "invalid", None)} <= found["Youth club"]
    assert ("conditions", "contradictory", None) in found["Youth club"]
    assert not {problem for _, problem, _ in found["Choir"]} & {"invalid", "contradictory"}


def test_fine_print_lowers_what_a_website_says(folder: Path) -> None:
    with Session.open(folder) as session:
        assert session.search("clinic")[0].safety is Safety.UNCONFIRMED
    assert ("disclosure", "unconfirmed", None) in _found(folder)["Clinic"]


def test_of_what_is_closed_nothing_is_missed(folder: Path) -> None:
    found = _found(folder)["Old clinic"]
    assert ("status", "closed", None) in found
    assert ("eligibility_description", "proposal", "asks_status") in found
    assert not {problem for _, problem, _ in found} & {"missing", "stale", "expired", "unconfirmed"}


def test_the_command_line_says_it_both_ways(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "check", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["problem"] for one in told} >= {"missing", "stale", "proposal", "unconfirmed", "contradictory"}
    assert main(["--data", str(folder), "check"]) == 0
    assert "asks_status" in capsys.readouterr().out


def test_likely_duplicates_are_named_when_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Session.open(folder) as session:
        first = next(service for service in session.services if service.name == "Choir")
        twin = {**session.show(first.id), "id": "11111111-1111-4111-8111-111111111111"}
        session.directory.save("service", twin)
        assert not [one for one in session.check() if one["problem"] == "duplicate"]
        (found,) = [one for one in check(session, duplicates=True) if one["problem"] == "duplicate"]
        assert {found["service_id"], found["other"]} == {first.id, twin["id"]}
    assert main(["--data", str(folder), "check", "--duplicates"]) == 0
    assert "duplicate" in capsys.readouterr().out


def test_a_damaged_record_is_named_and_the_others_are_still_checked(folder: Path) -> None:
    with Session.open(folder) as session:
        victim = next(service for service in session.services if service.name == "Choir")
        session.directory.save("service", {**session.show(victim.id), "alert": "So that it lies in a file of its own"})
        sha = session.directory._store.sha(Key("service", victim.id).path, session.directory.head)
    assert sha
    (folder / "directory.git" / "objects" / sha[:2] / sha[2:]).chmod(0o644)
    (folder / "directory.git" / "objects" / sha[:2] / sha[2:]).write_bytes(b"x")
    with Session.open(folder) as session:
        found = session.check()
    (damaged,) = [one for one in found if one["problem"] == "damaged"]
    assert (damaged["service_id"], damaged["field"]) == (victim.id, "record")
    assert damaged["why"]
    assert len({one["service_id"] for one in found}) == 6


def test_the_check_tells_how_far_it_is_and_can_be_stopped(folder: Path) -> None:
    with Session.open(folder) as session:
        told: list[tuple[int, int]] = []
        assert list(problems(session, clock.today(), duplicates=True, report=lambda *one: told.append(one)))
        assert (0, 6) in told

        def stop(done: int, total: int) -> None:
            raise InterruptedError(done, total)

        with pytest.raises(InterruptedError):
            list(problems(session, clock.today(), report=stop))
