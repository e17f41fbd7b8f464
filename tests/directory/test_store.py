"""The repository is plain Git: one commit an edit, readable with git, and faults of the disk are told in one sentence."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from referral_assistant.directory import Directory, commits
from referral_assistant.directory.store import MAIN, Store, open_store
from referral_assistant.errors import StorageError
from tests.directory.samples import location, organization, service, uuid, write_json


def _git(data: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", data / "directory.git", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path, "Clinic A")


def test_one_edit_is_one_commit_that_git_reads(directory: Directory) -> None:
    for number in range(3):
        directory.save("service", service(1, name=f"Name {number}"))
    directory.save("organization", organization())
    directory.undo(directory.history()[0].id)
    edits = directory.history()
    lines = _git(directory.folder, "log", "--first-parent", "--format=%H|%an|%s|%ct").splitlines()
    assert [line.split("|")[:3] for line in lines] == [[edit.id, "Clinic A", edit.summary] for edit in edits]
    assert [int(line.split("|")[3]) for line in lines] == [int(edit.on.timestamp()) for edit in edits]
    shown = _git(directory.folder, "show", f"{edits[2].id}:service/{_shard(uuid(1))}/{uuid(1)}.json")
    assert '"name": "Name 2"' in shown


def _shard(identity: str) -> str:
    from zlib import crc32

    return f"{crc32(identity.encode()) & 255:02x}"


def test_git_finds_nothing_to_mend(directory: Directory, tmp_path: Path) -> None:
    many = [service(number, description="x" * number) for number in range(200)]
    directory.apply(directory.prepare_import(write_json(tmp_path / "many.json", many), "a source / with: signs"))
    directory.save("service", service(7, name="Name\0with\x1bcontrol\ud800 signs"))
    directory.save("location", location(name="ทดสอบ สถานที่"))
    assert _git(directory.folder, "fsck", "--full", "--strict").replace("notice: HEAD", "").strip() == ""


def test_git_clones_it(directory: Directory, tmp_path: Path) -> None:
    directory.save("service", service())
    subprocess.run(["git", "clone", "-q", directory.folder / "directory.git", tmp_path / "clone"], check=True)
    assert [path.stem for path in (tmp_path / "clone").rglob("*.json")] == [uuid(1)]


def test_it_reads_on_after_git_has_packed_everything(directory: Directory, tmp_path: Path) -> None:
    many = [service(number) for number in range(60)]
    directory.apply(directory.prepare_import(write_json(tmp_path / "many.json", many)))
    directory.save("service", service(1, name="Changed"))
    before = directory.history()
    folder = directory.folder
    directory.close()
    _git(folder, "gc", "--quiet", "--prune=now")
    assert not (folder / "directory.git" / MAIN).exists()
    with Directory.open(folder, "Clinic A") as again:
        assert again.history() == before
        assert again.show(uuid(1)).name == "Changed"
        assert again.prepare_import(tmp_path / "many.json").is_empty
        again.save("service", service(2, name="Changed too"))
        assert again.history()[1:] == before
    assert "Changed too" in _git(folder, "log", "-1", "--format=%s")


@pytest.mark.parametrize("clinic", ["Clinic <a@b.c>", "Klinik \n Müller", "\0", "", "医院 🏥"])
def test_any_name_of_a_clinic_is_a_valid_author(clinic: str, tmp_path: Path) -> None:
    with Directory.open(tmp_path, clinic) as directory:
        directory.save("service", service())
        by = directory.history()[0].by
    assert by.strip()
    assert not set("<>\n\0") & set(by)
    _git(tmp_path, "fsck", "--strict")


def test_a_clock_that_jumps_back_does_not_turn_history_round(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = [datetime(2026, 11, 23, 12, tzinfo=UTC), datetime(1999, 1, 1, tzinfo=UTC)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moments.pop(0)

    monkeypatch.setattr(commits, "datetime", Clock)
    directory.save("service", service(1, name="First"))
    directory.save("service", service(1, name="Second"))
    newest, oldest = directory.history(uuid(1))
    assert (newest.fields[0].after, oldest.on) == ("Second", datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert newest.on >= oldest.on


def test_nothing_changed_is_no_commit(store: Store) -> None:
    first = store.write({"service/00/a.json": b"1"}, "One")
    assert store.write({"service/00/a.json": b"1"}, "Again") is None
    assert store.write({"service/00/b.json": None}, "Take out what is not there") is None
    assert store.head() == first
    assert store.write({"service/00/a.json": None}, "Out") is not None
    assert list(store.files(store.head())) == []


def test_changes_between_two_commits(store: Store) -> None:
    first = store.write({"a/1": b"1", "a/2": b"2", "b/3": b"3"}, "One")
    second = store.write({"a/2": b"two", "b/3": None, "c/4": b"4"}, "Two")
    changes = {path: (bool(before), bool(after)) for path, before, after in store.changes(first, second)}
    assert changes == {"a/2": (True, True), "b/3": (True, False), "c/4": (False, True)}
    assert dict(store.files(second)).keys() == {"a/1", "a/2", "c/4"}


def test_a_message_cannot_fake_a_move(store: Store) -> None:
    fake = f"Name\n\nAs-sent: refs/heads/main {'0' * 40} {'1' * 40}"
    commit = store.write({"a": b"1"}, fake)
    assert store.commit(str(commit)).moves == ()


# Damage


def _damage(file: Path) -> None:
    file.chmod(0o644)
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    file.write_bytes(bytes(content))


def _object(data: Path, sha: str) -> Path:
    return data / "directory.git" / "objects" / sha[:2] / sha[2:]


def test_a_damaged_record_is_named_and_the_rest_opens(directory: Directory) -> None:
    for number in (1, 2):
        directory.save("service", service(number))
    folder = directory.folder
    sha = directory._store.sha(f"service/{_shard(uuid(1))}/{uuid(1)}.json", directory.head)
    directory.close()
    _damage(_object(folder, str(sha)))
    (folder / "index.sqlite").unlink()
    with Directory.open(folder, "Clinic A") as again:
        assert [one.id for one in again.services()] == [uuid(2)]
        assert [(key.id, "damaged" in why) for key, why in again.damage] == [(uuid(1), True)]
        with pytest.raises(StorageError, match=r"A part of the directory on disk is damaged .* from your backup"):
            again.show(uuid(1))
        # Written anew, it is whole again.
        again.save("service", service(1, name="Mended"))
        assert again.damage == []
        assert again.show(uuid(1)).name == "Mended"


@pytest.mark.parametrize("part", ["commit", "tree"])
def test_a_damaged_commit_or_tree_is_said_plainly(part: str, directory: Directory) -> None:
    directory.save("service", service())
    folder, head = directory.folder, str(directory.head)
    sha = head if part == "commit" else directory._store.commit(head).tree
    directory.close()
    _damage(_object(folder, sha))
    (folder / "index.sqlite").unlink()
    with pytest.raises(StorageError, match=f"damaged \\({part} {sha[:12]}\\). Copy the folder .* from your backup"):
        Directory.open(folder, "Clinic A")


@pytest.mark.parametrize("content", [b"", b"\0" * 41, b"ref: refs/heads/main\n", b"abc\n", b"\xff\xfe"])
def test_a_damaged_reference_is_said_plainly(content: bytes, directory: Directory) -> None:
    directory.save("service", service())
    folder = directory.folder
    directory.close()
    (folder / "directory.git" / MAIN).write_bytes(content)
    with pytest.raises(StorageError, match="damaged"):
        Directory.open(folder, "Clinic A")


def test_a_damaged_pack_is_said_plainly(directory: Directory, tmp_path: Path) -> None:
    many = [service(number, description=f"text {number}") for number in range(100)]
    directory.apply(directory.prepare_import(write_json(tmp_path / "many.json", many)))
    folder = directory.folder
    directory.close()
    (folder / "index.sqlite").unlink()
    for pack in (folder / "directory.git" / "objects" / "pack").glob("*.pack"):
        _damage(pack)
    with pytest.raises(StorageError, match="damaged"), Directory.open(folder, "Clinic A") as again:
        list(again.records("service"))


def test_a_repository_half_made_is_finished(tmp_path: Path) -> None:
    (tmp_path / "directory.git" / "objects").mkdir(parents=True)
    (tmp_path / "directory.git" / "config").write_text("[core]\n")
    with Directory.open(tmp_path, "Clinic A") as directory:
        directory.save("service", service())
    _git(tmp_path, "fsck", "--strict")


def test_records_from_a_backup_count_more_than_the_index(directory: Directory, tmp_path: Path) -> None:
    import shutil

    directory.save("service", service(1, name="Old"))
    shutil.copytree(directory.folder / "directory.git", tmp_path / "backup.git")
    directory.save("service", service(1, name="New"))
    folder = directory.folder
    directory.close()
    shutil.rmtree(folder / "directory.git")
    shutil.copytree(tmp_path / "backup.git", folder / "directory.git")
    with Directory.open(folder, "Clinic A") as again:
        assert [one.name for one in again.services()] == ["Old"]
        assert [hit.service for hit in again.search("Old")] == ["Old"]
        assert again.search("New") == []


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"name": "no id"}', b'{"id": 5, "name": "x"}', b'{"id": "x", "name": "x", "phones": 5}']
)
def test_a_record_changed_by_hand_into_nonsense_does_not_keep_the_rest_closed(
    content: bytes, directory: Directory
) -> None:
    directory.save("service", service(2))
    folder, path = directory.folder, f"service/{_shard(uuid(1))}/{uuid(1)}.json"
    directory.close()
    open_store(folder, "by hand").write({path: content}, "By hand")
    with Directory.open(folder, "Clinic A") as again:
        assert [one.id for one in again.services()] == [uuid(2)]
        assert [key.id for key, _ in again.damage] == [uuid(1)]
