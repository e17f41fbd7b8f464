"""Killed at any moment, the directory opens again by itself: what was acknowledged is there, nothing is half done (P5)."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from referral_assistant.directory import Directory
from tests.directory.samples import service, uuid, write_json

MOMENTS = int(os.environ.get("REFERRAL_ASSISTANT_KILLS", "30"))
IMPORTED = range(60)
EDITED = range(100, 110)

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="a process is forked and killed"),
    pytest.mark.slow,
]


def _steps(directory: Directory, place: Path, first: int) -> Iterator[str]:
    """Work without end: import a file, edit, undo the edit, import the next, undo the import … Yield each as it is done."""
    for turn in count(first):
        file = write_json(place / f"batch-{turn % 7}.json", _batch(turn))
        brought = directory.apply(directory.prepare_import(file, "partner"))
        yield f"import {turn} {brought}"
        for number in random.sample(EDITED, 3):
            edit = directory.save("service", service(number, alert=f"turn {turn}"))
            yield f"save {turn} {edit}"
            if number % 3 == 0:
                yield f"undo {turn} {directory.undo(str(edit))}"
        if turn % 2 == 0:
            for one in (99, 200 + turn):
                yield f"save {turn} {directory.save('service', service(one, alert=f'twice {one} {turn}'))}"
            yield f"join {turn} {directory.join(uuid(99), uuid(200 + turn))}"
        if turn % 3 == 0:
            yield f"undo-import {turn} {directory.undo(str(brought))}"


def _batch(turn: int) -> list[dict[str, Any]]:
    return [service(number, description=f"batch {turn}") for number in IMPORTED]


def _work(data: Path, out: int, seed: int, first: int) -> None:
    """What the child does until it is killed: every line it writes is an acknowledgement."""
    random.seed(seed)
    with Directory.open(data, "Clinic A") as directory:
        os.write(out, b"ready\n")
        for step in _steps(directory, data.parent, first):
            os.write(out, step.encode() + b"\n")


def _killed(data: Path, seed: int, first: int) -> list[str]:
    """Run the child, kill it at a random moment, and return what it had acknowledged."""
    child, read = _forked(lambda out: _work(data, out, seed, first))
    told = _read_until(read, b"ready\n")
    select.select([], [], [], random.Random(seed).uniform(0.0, 0.4))
    os.kill(child, signal.SIGKILL)
    return _rest(child, read, told)[1:]


def _forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Start WORK(where to write) in a child; return the child and where to read."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            work(write)
        finally:
            os._exit(1)
    os.close(write)
    return child, read


def _rest(child: int, read: int, told: bytes = b"") -> list[str]:
    os.waitpid(child, 0)
    while chunk := os.read(read, 65536):
        told += chunk
    os.close(read)
    return told.decode().split("\n")[:-1]


def _read_until(stream: int, mark: bytes) -> bytes:
    told = b""
    while mark not in told:
        chunk = os.read(stream, 65536)
        assert chunk, "the child died by itself"
        told += chunk
    return told


def _assert_whole(directory: Directory, acknowledged: list[str]) -> None:
    edits = [edit.id for edit in directory.history()]
    said = [line.rsplit(" ", 1)[1] for line in acknowledged]
    done = [edit for edit in said if edit != "None"]
    assert set(done) <= set(edits)
    # At most the one edit that was under way is there beyond what was acknowledged.
    if done:
        assert edits.index(done[-1]) <= 1
    batches = {
        record.data.get("description") for record in directory.records("service") if int(record.id[-4:], 16) < 60
    }
    assert len(batches) <= 1, "an import is half done"


def _assert_index_agrees(directory: Directory) -> None:
    shown = sorted((one.id, one.name, one.summary) for one in directory.services())
    told = [(one.id, one.name, one.data.get("description", "")) for one in directory.records("service")]
    assert shown == sorted(told)
    assert {hit.service_id for hit in directory.search("Service", limit=500)} == {
        one.id for one in directory.records("service")
    }


def _assert_sources_in_step(directory: Directory, place: Path) -> None:
    """What counts as last sent by the partner is what the newest import that still stands brought."""
    held = next((one.data for one in directory.records("service") if one.id == uuid(0)), None)
    if held is None:
        return
    turn = int(str(held["description"]).split()[1])
    preview = directory.prepare_import(write_json(place / "again.json", _batch(turn)), "partner")
    assert preview.is_empty
    assert preview.kept == ()


def test_killed_at_random_moments(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = 1
    steps = 0
    for moment in range(MOMENTS):
        acknowledged = _killed(data, moment, first)
        steps += len(acknowledged)
        first += 1 + len([line for line in acknowledged if line.startswith("import")])
        with Directory.open(data, "Clinic A") as directory:
            _assert_whole(directory, acknowledged)
            _assert_index_agrees(directory)
            _assert_sources_in_step(directory, tmp_path)
            assert not list(data.rglob(".writing-*"))
            assert not list((data / "directory.git").rglob("*.part"))
    assert steps > MOMENTS // 2
    checked = subprocess.run(
        ["git", "-C", data / "directory.git", "fsck", "--full", "--strict"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    assert "error" not in checked.stderr


def _work_until_rename(data: Path, out: int, last: int) -> None:
    """Import, correct, import the next, undo it; die without a word before the rename of that number."""
    renames = count(1)
    real = Path.replace

    def counted(self: Path, target: Path) -> Path:
        if next(renames) == last:
            os._exit(9)
        return real(self, target)

    Path.replace = counted  # type: ignore[method-assign, assignment]
    with Directory.open(data, "Clinic A") as directory:
        for turn in (1, 2):
            file = write_json(data.parent / "batch.json", _batch(turn))
            brought = directory.apply(directory.prepare_import(file, "partner"))
            os.write(out, f"import {turn} {brought}\n".encode())
        undone = directory.undo(str(brought))
        os.write(out, f"undo 2 {undone}\nfinished 0 None\n".encode())


def test_died_before_every_rename(tmp_path: Path) -> None:
    acknowledged: list[str] = []
    for last in count(1):
        data = tmp_path / str(last) / "data"
        data.mkdir(parents=True)
        acknowledged = _rest(*_forked(lambda out, data=data, last=last: _work_until_rename(data, out, last)))  # type: ignore[misc]
        with Directory.open(data, "Clinic A") as directory:
            _assert_whole(directory, acknowledged)
            _assert_index_agrees(directory)
            _assert_a_correction_would_survive(directory, data.parent)
        if acknowledged[-1:] == ["finished 0 None"]:
            break
    assert last > 15


def _assert_a_correction_would_survive(directory: Directory, place: Path) -> None:
    """Correct one record and import once more what the partner sent last: a half-moved source would win here."""
    held = next((one for one in directory.records("service") if one.id == uuid(0)), None)
    if held is None:
        return
    turn = int(str(held.data["description"]).split()[1])
    directory.save("service", {**held.data, "description": "as we know it"})
    preview = directory.prepare_import(write_json(place / "again.json", _batch(turn)), "partner")
    assert preview.is_empty
    assert [one.id for one in preview.kept] == [uuid(0)]
