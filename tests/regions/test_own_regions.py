"""A clinic's own region file in its data folder: used before ours, and its mistakes named in one clear sentence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from referral_assistant import paths
from referral_assistant.cli import main
from referral_assistant.regions import load_region
from referral_assistant.session import Session
from referral_assistant.session.region_facts import past_review, regions_of

OWN = """
id = "mae-sot"
name = "Mae Sot"
country = "TH"

[[helpline]]
kind = "emergency"
name = "Ambulance"
number = "1669"
source = "asked on the telephone"
checked_on = 2025-01-01
review_by = 2025-07-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder with a region of its own."""
    (tmp_path / "regions").mkdir()
    (tmp_path / "regions" / "mae-sot.toml").write_text(OWN, "utf-8")
    return tmp_path


def test_a_region_of_ones_own_is_used_with_the_rights_that_hold_everywhere(folder: Path) -> None:
    with Session.open(folder, region="mae-sot") as session:
        assert [line.number for line in session.region.helplines] == ["1669"]
        assert session.region.rights == load_region("no-country").rights
        assert "mae-sot" in [one.id for one in regions_of(session)[0]]


def test_a_file_of_ones_own_comes_before_the_one_that_ships(folder: Path) -> None:
    text = (paths.resources() / "regions" / "thailand.toml").read_text("utf-8").replace('"1669"', '"1670"')
    (folder / "regions" / "thailand.toml").write_text(text, "utf-8")
    with Session.open(folder, region="thailand") as session:
        assert "1670" in [line.number for line in session.region.helplines]
    assert "1670" not in [line.number for line in load_region("thailand").helplines]


def test_a_fact_past_its_review_shows_as_such(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Session.open(folder, region="mae-sot") as session:
        assert [fact.name for fact in past_review(session.region, date(2025, 7, 2))] == ["1669 Ambulance"]
        assert past_review(session.region, date(2025, 7, 1)) == []
    arguments = ["--data", str(folder), "--region", "mae-sot", "region", "--on", "2025-07-02"]
    assert main(arguments) == 0
    assert "PAST ITS REVIEW  helpline: 1669 Ambulance" in capsys.readouterr().out
    assert main([*arguments, "--json"]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out) if one["past_review"]] == ["1669 Ambulance"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id = ", "is not TOML"),
        (b'id = "own"\nname = "Own"\n[[helpline]]\nkind = "child"\nname = "x"\nnumber = "1"\n', "lacks"),
        (b'id = "other"\nname = "Own"\n', "calls itself"),
        (b"\xff\xfe", "is not text in UTF-8"),
        (b"#" * 1_000_001, "larger than"),
        (None, "cannot be read"),
    ],
    ids=["broken", "no source", "another id", "no text", "too large", "absent"],
)
def test_a_mistake_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    assert main(["--data", str(tmp_path / "data"), "region", str(path)]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert "own.toml" in error
    assert len(error.splitlines()) == 1


def test_a_broken_file_leaves_the_other_regions_to_choose_from(folder: Path) -> None:
    (folder / "regions" / "broken.toml").write_text("id = ", "utf-8")
    with Session.open(folder) as session:
        regions, faults = regions_of(session)
    assert {"thailand", "mae-sot"} <= {one.id for one in regions}
    assert ["broken.toml" in str(fault) for fault in faults] == [True]
