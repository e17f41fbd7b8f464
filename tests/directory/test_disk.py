"""A full disk, a read-only folder, a second program: one sentence each, and nothing that was acknowledged is lost (P5)."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Self

import pytest

from referral_assistant.directory import Directory
from referral_assistant.errors import StorageError
from tests.directory.samples import service, uuid, write_json


class FailingStream:
    """A stream onto a failing disk."""

    def __init__(self, stream: IO[bytes], disk: FailingDisk) -> None:
        self._stream = stream
        self._disk = disk

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, content: bytes) -> int:
        self._disk.room -= len(content)
        if self._disk.room < 0:
            self._stream.write(content[: self._disk.room])
            raise OSError(self._disk.fault, os.strerror(self._disk.fault))
        return self._stream.write(content)


class FailingDisk:
    """A disk that has room for so many bytes more."""

    def __init__(self, room: int, fault: int = errno.ENOSPC) -> None:
        self.room = room
        self.fault = fault
        self._fdopen = os.fdopen

    def fdopen(self, *arguments: Any, **named: Any) -> Any:
        return FailingStream(self._fdopen(*arguments, **named), self)


def _edit(directory: Directory, kind: str, place: Path) -> str | None:
    if kind == "save":
        return directory.save("service", service(1, name="New name", description="y" * 300))
    if kind == "undo":
        return directory.undo(directory.history()[0].id)
    many = [service(number, description=f"{number} " * 30) for number in range(80)]
    return directory.apply(directory.prepare_import(write_json(place / "many.json", many)))


@pytest.mark.parametrize("kind", ["save", "undo", "import"])
def test_a_disk_that_fills_up_at_any_byte_changes_nothing(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    with Directory.open(folder, "Clinic A") as directory:
        directory.save("service", service(1))
        directory.save("service", service(1, name="Old name"))
        before = directory.head
        records = [record.data for record in directory.records("service")]
        room, failed = 0, 0
        while True:
            disk = FailingDisk(room)
            with monkeypatch.context() as patch:
                patch.setattr(os, "fdopen", disk.fdopen)
                try:
                    edit = _edit(directory, kind, tmp_path)
                    break
                except StorageError as error:
                    said = str(error)
            failed += 1
            told = (
                f"The disk is full: nothing was saved in {folder / 'directory.git'}. Free some space, then save again."
            )
            assert said == told
            assert directory.head == before
            assert [record.data for record in directory.records("service")] == records
            room += 17 if kind != "import" else 1499
        assert edit is not None
        assert failed > 5
    assert not list(folder.rglob(".writing-*"))
    with Directory.open(folder, "Clinic A") as again:
        assert again.head == edit


@pytest.mark.parametrize("kind", ["hsds-json", "hsds-tabular", "csv", "xlsx"])
def test_an_export_that_finds_no_room_leaves_the_old_file(
    kind: str, directory: Directory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory.save("service", service(1))
    target = tmp_path / ("all" if kind == "hsds-tabular" else "all.file")
    directory.export(target, kind)
    before = _content(target)
    directory.save("service", service(2))
    monkeypatch.setattr(os, "fdopen", FailingDisk(40).fdopen)
    with pytest.raises(StorageError, match="The disk is full"):
        directory.export(target, kind)
    assert _content(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["data", target.name])


def _content(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in ([path] if path.is_file() else sorted(path.iterdir()))]


# A real disk, where the machine lets us make one


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder on a disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or _run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place):
        pytest.skip("this machine does not let a test make a small disk")
    yield place
    _run("umount", "-l", place)


def _run(*command: str | Path) -> int:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode
    except OSError:
        return 1


def test_a_real_disk_that_is_full(small_disk: Path, tmp_path: Path) -> None:
    folder = small_disk / "data"
    done: dict[str, str] = {}
    said = ""
    with Directory.open(folder, "Clinic A") as directory:
        for number in range(2000):
            try:
                edit = directory.save("service", service(number, description=f"{number} " * 200))
            except StorageError as error:
                said = str(error)
                break
            done[uuid(number)] = str(edit)
    assert len(done) > 5
    assert re.fullmatch(r"The disk is full: .* Free some space, then .*", said)
    assert _run("mount", "-o", "remount,size=20m", small_disk) == 0
    with Directory.open(folder, "Clinic A") as again:
        edits = {edit.id for edit in again.history()}
        assert set(done.values()) <= edits
        held = {record.id for record in again.records("service")}
        assert set(done) <= held
        assert {one.id for one in again.services()} == held
        again.apply(again.prepare_import(write_json(tmp_path / "more.json", [service(5000)])))
        assert again.show(uuid(5000)).name == "Service 5000"


def test_an_import_that_does_not_fit_leaves_the_directory_as_it_was(small_disk: Path, tmp_path: Path) -> None:
    import random

    chance = random.Random(1)
    many = [service(n, description=chance.randbytes(2000).hex()) for n in range(400)]
    with Directory.open(small_disk / "data", "Clinic A") as directory:
        directory.save("service", service(9000))
        before = directory.head
        with pytest.raises(StorageError, match="The disk is full: nothing was saved"):
            directory.apply(directory.prepare_import(write_json(tmp_path / "many.json", many)))
        assert directory.head == before
        assert [one.id for one in directory.services()] == [uuid(9000)]
    with Directory.open(small_disk / "data", "Clinic A") as again:
        assert [one.id for one in again.services()] == [uuid(9000)]
        assert again.save("service", service(9001)) is not None


def test_a_folder_that_cannot_be_written(small_disk: Path) -> None:
    folder = small_disk / "data"
    with Directory.open(folder, "Clinic A") as directory:
        directory.save("service", service(1))
    assert _run("mount", "-o", "remount,ro", small_disk) == 0
    for place in (folder, small_disk / "another"):
        with pytest.raises(StorageError, match=r"The folder .* cannot be written. Choose another data folder"):
            Directory.open(place, "Clinic A")


def test_a_folder_that_can_be_written_no_longer(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    directory.save("service", service(1))
    before = directory.head
    monkeypatch.setattr(os, "fdopen", FailingDisk(0, errno.EROFS).fdopen)
    with pytest.raises(StorageError, match=r"The folder .* cannot be written. Choose another data folder"):
        directory.save("service", service(2))
    assert directory.head == before
    assert [one.id for one in directory.services()] == [uuid(1)]
    assert directory.show(uuid(1)).name == "Service 1"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_that_this_user_may_not_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError, match="cannot be written"):
        Directory.open(tmp_path / "data", "Clinic A")


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StorageError, match="cannot be used"):
        Directory.open(tmp_path / "data", "Clinic A")


# Two programs


def test_a_second_program_is_told_so(directory: Directory) -> None:
    script = (
        "import sys; from pathlib import Path; from referral_assistant.directory import Directory\n"
        "from referral_assistant.errors import StorageError\n"
        "try: Directory.open(Path(sys.argv[1]), 'Clinic B')\n"
        "except StorageError as error: print(error); sys.exit(1)\n"
    )
    started = [sys.executable, "-c", script, str(directory.folder)]
    second = subprocess.run(started, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert second.stdout.strip() == (
        f"Another window or program is using the directory in {directory.folder}. Close it, then try again."
    )
    assert second.stderr == ""
    directory.close()
    assert subprocess.run(started, capture_output=True, text=True, check=False).returncode == 0


def test_the_same_program_twice_is_told_so_too(directory: Directory) -> None:
    with pytest.raises(StorageError, match="Another window or program"):
        Directory.open(directory.folder, "Clinic A")
    directory.save("service", service())


def test_a_failed_opening_lets_go(directory: Directory) -> None:
    directory.save("service", service())
    folder = directory.folder
    directory.close()
    head = folder / "directory.git" / "refs" / "heads" / "main"
    good = head.read_bytes()
    head.write_bytes(b"")
    with pytest.raises(StorageError):
        Directory.open(folder, "Clinic A")
    head.write_bytes(good)
    Directory.open(folder, "Clinic A").close()
