"""Clumsy and hostile words on the command line: one sentence, the documented exit status, nothing half done."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from referral_assistant.cli import main
from referral_assistant.session import Session
from tests.directory.samples import service, write_json
from tests.session.test_editing import HOUSE, RECORDS, SERVICE

Run = Callable[..., str]
NO_TEXT = "\udcff\udcfe"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Session.open(tmp_path / "data") as opened:
        opened.directory.save_together(RECORDS, "Begin")
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a hand that types a command, expects a status, and reads what was said."""

    def typed(*words: str | Path, status: int = 0) -> str:
        code = main(["--data", str(data), *map(str, words)])
        out, err = capsys.readouterr()
        assert code == status, err
        if status == 1:
            assert len(err.splitlines()) == 1
        return out if status == 0 else err

    return typed


def edits(data: Path) -> int:
    with Session.open(data) as opened:
        return len(opened.history())


@pytest.mark.parametrize(
    "words",
    [
        ("show", NO_TEXT),
        ("history", NO_TEXT, "--json"),
        ("undo", NO_TEXT),
        ("search", NO_TEXT),
        ("edit", SERVICE, "--set", f"name={NO_TEXT}"),
        ("add", "service", "--name", NO_TEXT),
        ("merge", SERVICE, NO_TEXT),
        ("--region", NO_TEXT, "health"),
    ],
)
def test_bytes_that_are_no_text_are_refused(run: Run, data: Path, words: tuple[str, ...]) -> None:
    assert "is no readable text. Type it again." in run(*words, status=1)
    assert edits(data) == 1


def test_a_file_may_have_a_name_of_any_bytes(run: Run, tmp_path: Path) -> None:
    name = tmp_path / f"{NO_TEXT}.json"
    name.write_text('{"people": [{"needs": ["health.child"]}]}', "utf-8")
    assert json.loads(run("match", name, "--json"))["on"]


@pytest.mark.parametrize("command", ["show", "history", "undo", "hours"])
def test_an_id_of_any_length_is_answered_in_a_short_sentence(run: Run, command: str) -> None:
    assert len(run(command, "a" * 100_000, status=1)) < 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Etc/GMT-14"])
def test_the_ends_of_the_calendar_are_days_too(run: Run, monkeypatch: pytest.MonkeyPatch, day: str, zone: str) -> None:
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        if day < "2000":
            run("restore", SERVICE, "--on", day, status=1)
        else:
            assert run("restore", SERVICE, "--on", day).startswith("Nothing to restore")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_place_that_the_service_has_not_cannot_be_left(run: Run, data: Path) -> None:
    said = run("edit", SERVICE, "--leave-place", "x" * 500, status=1)
    assert "is not given at a place" in said
    assert HOUSE in said
    assert edits(data) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("history", ""),
        ("edit", SERVICE, "--organization", ""),
        ("edit", SERVICE, "--place", ""),
        ("edit", SERVICE, "--leave-place", ""),
        ("add", "service", "--name", "New", "--organization", ""),
        ("add", "service", "--name", "New", "--place", ""),
        ("drafts", "--save", ""),
        ("drafts", "--discard", ""),
        ("searches", "--forget", ""),
        ("search", "clinic", "--save", ""),
        ("search", "clinic", "--saved", ""),
        ("search", "clinic", "--near", ""),
    ],
)
def test_an_empty_answer_is_not_taken_for_none(run: Run, data: Path, words: tuple[str, ...]) -> None:
    run(*words, status=1)
    assert edits(data) == 1


def test_several_imports_are_answered_in_one_document(run: Run, tmp_path: Path) -> None:
    first = write_json(tmp_path / "first.json", [service(1)])
    second = write_json(tmp_path / "second.json", [service(2)])
    answers = json.loads(run("import", first, second, "--json"))
    assert [one["new"] > 0 for one in answers] == [True, True]
    assert json.loads(run("import", first, "--json"))["new"] == 0


def test_what_came_in_before_a_fault_is_answered_for(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = write_json(tmp_path / "first.json", [service(1)])
    assert main(["--data", str(data), "import", str(first), str(tmp_path / "missing.json"), "--json"]) == 1
    out, err = capsys.readouterr()
    assert [one["commit"] is not None for one in json.loads(out)] == [True]
    assert "missing.json" in err
