"""Clumsy and hostile words on the command line: one sentence, the documented exit status, nothing half done."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from referral_assistant.cli import main
from referral_assistant.session import Session
from tests.directory.samples import service, write_json
from tests.session.test_editing import HOUSE, RECORDS, SERVICE

Run = Callable[..., str]
NO_TEXT = "\udcff\udcfe"
on_unix = pytest.mark.skipif(os.name == "nt", reason="zones, pipes, links and bytes in names are those of Unix")


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


def test_words_given_to_us_come_back_on_one_line(run: Run) -> None:
    assert run("search", "--need", "a\n\x1b[2Jb", status=1).startswith(r"There is no need “a\n\x1b[2Jb”.")


@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "a = " + "9" * 5_000])
def test_toml_that_python_chokes_on_is_a_file_at_fault(run: Run, data: Path, tmp_path: Path, text: str) -> None:
    odd = tmp_path / "odd.toml"
    odd.write_text(text, "utf-8")
    assert "odd.toml is not TOML: " in run("region", odd, status=1)
    (data / "vaccines").mkdir()
    odd.rename(data / "vaccines" / "odd.toml")
    family = tmp_path / "family.json"
    family.write_text('{"people": [{"age_years": 3}]}', "utf-8")
    assert "it cannot be read" in run("vaccines", family, "--schedule", "odd", status=1)
    (data / "settings.toml").write_text(text, "utf-8")
    assert "Mend the line, or move the file away" in run("health", status=1)


@pytest.mark.parametrize("words", [("match", "-", "--json"), ("check-text", "-", "--json")])
def test_a_closed_standard_input_is_named(run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert run(*words, status=1) == "Standard input is closed. Name a file instead of “-”.\n"


def test_without_a_standard_error_nothing_gets_into_the_answer(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr", None)
    assert main(["--data", str(data), "show", "nothing"]) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("words", [("import", ""), ("export", ""), ("--data", "", "health"), ("match", "")])
def test_an_empty_name_is_not_the_folder_we_are_in(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert "The name is empty." in run(*words, status=2)
    assert not list(here.iterdir())


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is always full")
def test_an_answer_that_finds_no_room_says_what_to_do(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, text: str, /) -> int:
            with open("/dev/full", "w", encoding="utf-8", buffering=1) as device:  # noqa: PTH123 - only a device
                return device.write(f"{text}\n")

    monkeypatch.setattr("sys.stdout", Full())
    assert main(["--data", str(data), "health", "--json"]) == 1
    assert "No space left on device. Check the disk, make room, and try again." in capsys.readouterr().err


@on_unix
def test_a_pipe_is_written_into_and_stays_a_pipe(data: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert main(["--data", str(data), "export", str(pipe), "--format", "csv"]) == 0
        assert os.read(reading, 10_000)
    finally:
        os.close(reading)
    assert pipe.is_fifo()


@on_unix
def test_a_link_stays_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "out.csv"
    link.symlink_to(tmp_path / "elsewhere" / "real.csv")
    run("export", link)
    assert link.is_symlink()
    assert link.read_bytes()


def test_an_export_never_takes_the_place_of_sheets_of_somebodys_own(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "mine"
    own.mkdir()
    (own / "accounts.csv").write_text("mine", "utf-8")
    assert "is not a directory that was exported" in run("export", own, "--format", "hsds-tabular", status=1)
    assert (own / "accounts.csv").read_text("utf-8") == "mine"
    run("export", tmp_path / "out", "--format", "hsds-tabular")
    run("export", tmp_path / "out", "--format", "hsds-tabular")


@on_unix
def test_a_file_may_have_a_name_of_any_bytes(run: Run, tmp_path: Path) -> None:
    name = tmp_path / f"{NO_TEXT}.json"
    name.write_text('{"people": [{"needs": ["health.child"]}]}', "utf-8")
    assert json.loads(run("match", name, "--json"))["on"]


@pytest.mark.parametrize("command", ["show", "history", "undo", "hours"])
def test_an_id_of_any_length_is_answered_in_a_short_sentence(run: Run, command: str) -> None:
    assert len(run(command, "a" * 100_000, status=1)) < 200


@on_unix
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
