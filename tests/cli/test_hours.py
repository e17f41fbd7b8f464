"""Opening hours from the command line: shown, written as one edit, refused with a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from referral_assistant import paths
from referral_assistant.cli import main
from referral_assistant.session import Session
from referral_assistant.session.hours import hours_as_lines

SCHOOL = "0d94911b-c3a5-5abf-9594-d9fd6b7f4ea4"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "data"
    with Session.open(folder) as session:
        session.apply_import(session.prepare_import(paths.resources() / "example-directory", "example"))
    return folder


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "data"))


def run(data: Path, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert main(["--data", str(data), "hours", *words]) == status
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return out if status == 0 else err


def test_a_week_is_shown_and_written_as_one_edit(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, capsys, SCHOOL).startswith("MO  08:00–16:00\n")
    said = run(data, capsys, SCHOOL, "--set", "mon-fri 8-12, 13-16:30; sat 8-12")
    assert said.startswith("Saved by edit ")
    assert "FR  08:00–12:00, 13:00–16:30\nSA  08:00–12:00\nSU  closed\n" in said
    with Session.open(data) as session:
        assert len(session.history(SCHOOL)) == 2
        assert len(session.service(SCHOOL).hours) == 2
    assert "Nothing to do" in run(data, capsys, SCHOOL, "--set", "mon-fri 8-12, 13-16:30; sat 8-12")


def test_what_cannot_be_read_is_refused_with_a_sentence(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, capsys, SCHOOL, "--set", "mon 8-5", status=1) == (
        "The hours cannot be read. It closes before it opens. Did you mean 08:00–17:00?\n"
    )
    assert "names no day" in run(data, capsys, SCHOOL, "--set", "8-12", status=1)
    assert run(data, capsys, "no such thing", status=1)
    with Session.open(data) as session:
        organization = session.show(SCHOOL)["organization_id"]
        assert len(session.history(SCHOOL)) == 1
    assert "is an organization" in run(data, capsys, organization, "--set", "mon 8-12", status=1)
    assert run(data, capsys, organization) == "Nobody has recorded its hours.\n"


def test_what_comes_beside_the_week_is_said_too() -> None:
    def said(**schedule: object) -> list[str]:
        return hours_as_lines({"id": "1", "schedules": [{"id": "2", **schedule}]})

    clocks = {"opens_at": "08:00:00", "closes_at": "12:00:00"}
    assert said(freq="MONTHLY", byday="2TU,-1TU", **clocks) == ["second, last TU of the month 08:00–12:00"]
    assert said(freq="WEEKLY", interval=2, byday="FR", dtstart="2026-11-27", **clocks) == [
        "every second FR 08:00–12:00 from 2026-11-27"
    ]
    assert said(freq="WEEKLY", byday="FR", valid_from="2027-06-01", valid_to="2027-08-31", **clocks) == [
        "FR 08:00–12:00 from 2027-06-01 until 2027-08-31"
    ]
    assert said(description="Closed for Songkran", valid_from="2027-04-13") == [
        "closed from 2027-04-13 Closed for Songkran"
    ]
    assert said(description="By appointment") == ["description By appointment"]
