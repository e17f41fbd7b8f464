"""Slips from a family file: one for each child, with the place to go, and nothing that tells who the child is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from referral_assistant import cli, paths
from referral_assistant.errors import InputError
from referral_assistant.household import Dose, Household, Person, Place, Seen, Sex, Visit
from referral_assistant.session import Session
from referral_assistant.session.papers_vaccines import slips_of_family
from referral_assistant.settings import Settings, save_settings
from tests.letters.papers import pages_of, words_of

ON = date(2026, 11, 24)
BABY = Person(
    "baby",
    born=date(2026, 3, 20),
    age_months=(8, 8),
    sex=Sex.FEMALE,
    doses=(Dose("BCG", date(2026, 3, 21)), Dose("Penta", date(2026, 5, 5)), Dose("PCV", None, Seen.TOLD)),
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("slips")
    save_settings(folder, Settings(region="example", example=True))
    with Session.open(folder) as opened:
        opened.apply_import(opened.prepare_import(paths.resources() / "example-directory", "example directory"))
        yield opened


def visit(*people: Person) -> Visit:
    return Visit(Household(people, area=Place("Mae Lin")), ON, day_given=True)


def test_the_slip_names_a_place_that_asks_for_no_paper(session: Session) -> None:
    slip = slips_of_family(session, visit(Person("mother", age_months=(348, 359)), BABY))
    assert len(slip) == 1
    where = slip[0].where
    assert where is not None
    assert "vaccines.routine" in where.service.needs
    assert where.door.not_asked_checked_on is not None
    assert len(slip[0].asks) <= 6


def test_nothing_on_it_tells_who_the_child_is(session: Session) -> None:
    text = words_of(session.vaccine_slips(visit(BABY), language="en"))
    assert "No need to start again: doses already given count." in text
    assert "A card was seen; some doses were told and are not on it." in text
    assert "WHO routine immunization for children" in text
    for secret in ("baby", "girl", "female", "20 Mar", "21 Mar", "5 May", "8 months", "Mother", "Penta"):
        assert secret not in text, secret


def test_a_family_without_children_is_told_so(session: Session) -> None:
    with pytest.raises(InputError):
        session.vaccine_slips(visit(Person("mother", age_months=(348, 359))), language="en")


def test_the_command_line_writes_it(session: Session, tmp_path: Path) -> None:
    data = shutil.copytree(session.folder, tmp_path / "data")
    family = tmp_path / "family.toml"
    family.write_text(
        'on = 2026-11-24\narea = "Mae Lin"\n[[people]]\nlabel = "child"\nborn = 2024-02-01\n'
        '[[people]]\nlabel = "baby"\nage_months = 3\n',
        "utf-8",
    )
    output = tmp_path / "slips.pdf"
    arguments = ["letter", str(family), "--kind", "vaccine-slip", "--language", "en", "-o", str(output)]
    assert cli.main(["--data", str(data), *arguments]) == 0
    assert pages_of(output.read_bytes()) >= 2
