"""`check-text`: one answer for each line, whatever the lines hold."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from referral_assistant.cli import main

KEYS = ["reveals", "words", "kind"]


def _answers(content: bytes, path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    path.write_bytes(content)
    assert main(["check-text", str(path), *options]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out.splitlines() if not options else said.out.split("\n")[:-1]


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (b"", []),
        (b"\n", [None]),
        (b"Mother is undocumented.\nNeeds a midwife.\n", ["status", None]),
        (b"Mother is undocumented.\r\nNeeds a midwife.", ["status", None]),
        ("\ufeffMother is undocumented.\n\n\n".encode(), ["status", None, None]),
        ("Needs a midwife.\u2028Mother is undocumented.\x0c\x85end".encode(), ["status"]),
        (b"\xff\xfe\x00 visa expired \x9c\nno \x1bpapers\x1b\n", ["status", "status"]),
        ("Family is \u202eMuslim\u202c.\n".encode(), ["religion"]),
    ],
)
def test_one_answer_a_line(
    content: bytes, kinds: list[str | None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [json.loads(line) for line in _answers(content, tmp_path / "notes.txt", capsys, "--json")]
    assert [list(one) for one in answers] == [KEYS] * len(kinds)
    assert [one["kind"] for one in answers] == kinds
    assert all(one["reveals"] == bool(one["words"]) == (one["kind"] is not None) for one in answers)


def test_people_are_told_of_the_lines_that_reveal_and_nothing_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = "Needs a midwife.\nno papers \x1b]0;title\x07 \u202e here\n".encode()
    (line,) = _answers(content, tmp_path / "notes.txt", capsys)
    assert line.startswith("status: no papers  ←  no papers")
    assert line.isprintable()


def test_any_bytes_have_an_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = random.Random(7).randbytes(60_000)
    answers = _answers(content, tmp_path / "noise.bin", capsys, "--json")
    assert len(answers) == content.count(b"\n") + (not content.endswith(b"\n"))


def test_a_thousand_lines_take_a_second(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        f"Family {number}: mother speaks Karen, two boys, {number % 7} coughs, call after two."
        for number in range(1000)
    ]
    _answers(b"warm", tmp_path / "notes.txt", capsys, "--json")
    start = time.process_time()
    assert len(_answers("\n".join(lines).encode(), tmp_path / "notes.txt", capsys, "--json")) == 1000
    assert time.process_time() - start < 1


def test_more_than_anybody_notes_is_refused_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "film.bin"
    path.write_bytes(b"\x00\xff" * 1_000_001)
    before = time.process_time()
    assert main(["check-text", str(path)]) == 1
    assert time.process_time() - before < 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "film.bin is longer than two megabytes" in said.err
