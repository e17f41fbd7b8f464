"""The example directory holds what its README says, so that people can learn with it and tests can rely on it."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from referral_assistant.condition import HOUSEHOLD_ATTRIBUTES, PERSON_ATTRIBUTES, Operator, Scope
from referral_assistant.disclosure import Fact, Judgement, Safety, Source, papers_asked
from referral_assistant.need import Needs
from referral_assistant.paths import resources
from referral_assistant.service import Service, Status
from referral_assistant.session import Session
from tests.example import DAY, example_session

FOLDER = resources() / "example-directory"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with example_session(tmp_path_factory.mktemp("example")) as opened:
        yield opened


@pytest.fixture(scope="module")
def services(session: Session) -> dict[str, Service]:
    return {one.name: one for one in session.services}


def judged(session: Session, one: Service) -> Judgement:
    return one.judged(DAY, session.surroundings.duties_of(one))


def test_it_comes_in_whole(session: Session, tmp_path: Path) -> None:
    preview = session.prepare_import(FOLDER, "example directory")
    assert preview.is_empty
    assert preview.unreadable == ()
    with Session.open(tmp_path, region="example") as fresh:
        again = fresh.prepare_import(FOLDER, "example directory")
        assert list(again.unreadable) == []
        assert again.records.service == 68


def test_ids_are_those_of_the_first_release(services: dict[str, Service]) -> None:
    # Letters, scenarios and people's notes name them.
    assert services["School enrolment, Mae Lin School"].id == "0d94911b-c3a5-5abf-9594-d9fd6b7f4ea4"
    assert services["A safe place"].id == "4c6b423e-4b35-5870-b7d4-15669b93e1b0"


def test_every_need_has_a_service(services: dict[str, Service], session: Session) -> None:
    needs: Needs = session.needs
    reached = {need for one in services.values() for need in one.needs}
    assert reached == needs.ids
    running = {need for one in services.values() if one.is_open_for_referral for need in one.needs}
    assert running == needs.ids


def test_conditions_of_every_kind_each_with_its_words(services: dict[str, Service]) -> None:
    rows = [row for one in services.values() for row in one.conditions]
    assert {row.test.attribute for row in rows} == {*PERSON_ATTRIBUTES, *HOUSEHOLD_ATTRIBUTES}
    assert {row.test.scope for row in rows} == set(Scope)
    assert {row.test.operator for row in rows} == set(Operator)
    assert {row.test.excludes for row in rows} == {True, False}
    assert all(row.evidence.quote and row.evidence.source and row.evidence.checked_on for row in rows)
    assert {row.valid_from is None for row in rows} == {row.valid_to is None for row in rows} == {True, False}
    assert any(not one.conditions for one in services.values())
    assert any(len({row.group for row in one.conditions}) > 2 for one in services.values())


def test_evidence_of_every_kind(services: dict[str, Service], session: Session) -> None:
    rows = [row for one in services.values() for row in one.disclosure]
    assert {row.how for row in rows} == set(Source)
    assert {row.fact for row in rows} == set(Fact)
    assert {judged(session, one).safety for one in services.values()} == set(Safety)
    assert any(row.only_if for row in rows)
    assert any(row.evidence.checked_on is None for row in rows)
    assert max(row.evidence.checked_on for row in rows if row.evidence.checked_on) <= date(2026, 11, 24)


def safety(session: Session, one: Service) -> str:
    return judged(session, one).safety.name


def test_what_the_readme_promises(services: dict[str, Service], session: Session) -> None:
    expected = {
        "PROTECTED": ["School enrolment, Mae Lin School", "Emergency room", "School vaccine team", "Winter packs"],
        "NOT_ASKED": [
            "River Clinic, general", "School fund", "Health volunteer of Ban Rai", "Secondary school places", "COVID-19 vaccine",
        ],
        "UNCONFIRMED": [
            "Class for all", "Town nursery", "Health Post 3", "A roof for tonight", "Thai by the river", "Town work office",
            "Harvest Hall classes", "Hospital counselling room",
        ],
        "ASKS": ["Labour inspection desk", "Saraya Academy", "Family police desk", "Child benefit"],
    }  # fmt: skip
    for level, names in expected.items():
        assert {name: safety(session, services[name]) for name in names} == dict.fromkeys(names, level)
    for name in expected["UNCONFIRMED"][:4]:
        assert judged(session, services[name]).expired
    assert judged(session, services["Town work office"]).duty is not None
    assert [row.value for row in papers_asked(services["Child benefit"].disclosure, DAY)] == ["social_security_number"]
    assert [row.value for row in papers_asked(services["Vaccines, Health Post 3"].disclosure, DAY)] == [
        "birth_or_school_record"
    ]
    assert papers_asked(services["Food vouchers"].disclosure, DAY) == ()
    assert papers_asked(services["Mae Lin Hospital, outpatients"].disclosure, DAY)[0].only_if is not None
    assert services["River Clinic, old building"].status is Status.DEFUNCT
    assert services["Hospital interpreter desk"].status is Status.TEMPORARILY_CLOSED
    assert services["Town nursery"].capacity_available == 0
    assert (services["A roof for tonight"].capacity_available or 0) > 0
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert [name for names in expected.values() for name in names if name not in readme] == []


def test_a_secret_address_is_nowhere(services: dict[str, Service], session: Session) -> None:
    place = services["A safe place"]
    assert place.confidential
    assert not [spot for spot in place.spots if spot.address or spot.area or spot.name or spot.latitude]
    assert "Kept by the organization" not in str(session.search("Kept by the organization"))


def test_names_and_texts_are_in_the_towns_language_too(services: dict[str, Service]) -> None:
    for one in services.values():
        (local,) = one.local_names
        assert local.language == "th"
        for text in (local.name, local.summary):
            assert any("\u0e01" <= letter <= "\u0e5b" for letter in text), one.name


def test_hours_costs_and_languages(services: dict[str, Service]) -> None:
    open_ones = [one for one in services.values() if one.is_open_for_referral]
    assert all(one.hours or one.how_to_enter for one in open_ones if one.name != "Family police desk")
    assert {one.free for one in open_ones} == {True, False, None}
    assert {tag for one in open_ones for tag in one.languages} >= {"th", "my", "ksw", "shn", "en"}
    assert all(one.phones for one in open_ones)
    assert all(number.startswith("555-01") for one in open_ones for number in one.phones)


def test_all_of_it_says_that_it_is_an_example() -> None:
    rows = list(csv.DictReader((FOLDER / "disclosure.csv").open(encoding="utf-8", newline="")))
    assert all("(example)" in row["source"] for row in rows)


@pytest.mark.real
def test_it_is_valid_hsds(shared: Path) -> None:
    checked = subprocess.run(
        [sys.executable, shared / "hsds" / "validate.py", FOLDER, "--version", "3.2"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
