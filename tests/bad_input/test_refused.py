"""Every hostile or broken input gives its one sentence, and nothing changes (P6)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from referral_assistant.directory import Directory
from referral_assistant.directory.hsds.parcel import shown
from referral_assistant.errors import InputError
from tests.bad_input.corpus import REFUSED, Bad, services
from tests.bad_input.test_partly import CASES, MORE

NEEDS_POSIX = {"loop.csv", "pipe.csv", "links", "link.zip"}
ROOT = Path(__file__).resolve().parents[2]

_SENTENCES = dict(
    line.split("\t", 1) for line in (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()
)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    with Directory.open(tmp_path_factory.mktemp("data"), "Clinic A") as opened:
        yield opened


@pytest.mark.parametrize("bad", REFUSED, ids=[bad.name for bad in REFUSED])
def test_one_sentence(bad: Bad, directory: Directory, tmp_path: Path) -> None:
    if bad.name in NEEDS_POSIX and sys.platform == "win32":
        pytest.skip("this system has no such files")
    path = tmp_path / bad.name
    bad.make(path)
    with pytest.raises(InputError) as caught:
        directory.prepare_import(path)
    assert str(caught.value) == _SENTENCES[bad.name]
    assert caught.value.next_step is not None
    assert directory.head is None


def test_every_sentence_names_its_file() -> None:
    assert set(_SENTENCES) == {bad.name for bad in REFUSED}
    assert all(shown(name) in sentence for name, sentence in _SENTENCES.items())


def test_the_corpus_is_large_enough() -> None:
    """The directory of a whole coalition may come in any shape: at least 150 bad ones are held against their sentence."""
    assert len(REFUSED) >= 110
    assert len(REFUSED) + len(CASES) + len(MORE) >= 200
    assert len({bad.name for bad in REFUSED}) == len(REFUSED)


# The same from the command line


@pytest.mark.parametrize(
    "name",
    [
        "empty.json",
        "truncated.zip",
        "climbing.zip",
        "laughs.xml",
        "million-columns.csv",
        "photo.csv",
        "locked.xlsx",
        "missing.json",
    ],
)
def test_the_command_line_says_it_and_leaves_with_1(name: str, tmp_path: Path) -> None:
    bad = next(one for one in REFUSED if one.name == name)
    bad.make(tmp_path / name)
    data = tmp_path / "data"
    done = _command_line("--data", data, "import", tmp_path / name)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (1, "", _SENTENCES[name])
    again = _command_line("--data", data, "search", "x")
    assert (again.returncode, again.stdout.strip()) == (0, "Nothing found. Try fewer or shorter words.")


def test_the_command_line_lists_what_it_could_not_read(tmp_path: Path) -> None:
    services(b"1,A,x,active", b"1,B,y,active")(tmp_path / "folder")
    done = _command_line("--data", tmp_path / "data", "import", tmp_path / "folder")
    assert done.returncode == 0
    assert "services.csv, line 3, id: repeats the id 1 of line 2 and differs from it" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def _command_line(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "referral_assistant", *map(str, arguments)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
