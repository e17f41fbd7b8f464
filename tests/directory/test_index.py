"""The index is built anew whenever it is missing, damaged, of another version or behind; nobody has to know."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from referral_assistant.directory import Directory, Filters
from referral_assistant.directory.store import open_store
from tests.directory.samples import at, location, organization, phone, service, uuid, write_json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed directory of 80 services."""
    objects = [service(n, description=f"text {n} " * 20, organization=organization(1000 + n % 7)) for n in range(80)]
    with Directory.open(tmp_path / "data", "Clinic A") as directory:
        directory.apply(directory.prepare_import(write_json(tmp_path / "all.json", objects)))
    return tmp_path / "data"


def _shows_everything(folder: Path) -> None:
    with Directory.open(folder, "Clinic A") as directory:
        assert {one.id for one in directory.services()} == {uuid(n) for n in range(80)}
        assert {one.organization for one in directory.services()} == {f"Organization {1000 + n}" for n in range(7)}
        assert len(directory.search("text", limit=100)) == 80
        assert directory.show(uuid(5)).name == "Service 5"
        directory.save("service", service(5, name="Changed"))
        assert [one.name for one in directory.services() if one.id == uuid(5)] == ["Changed"]


def _cut(index: Path) -> None:
    index.write_bytes(index.read_bytes()[: index.stat().st_size // 2])


def _noise(index: Path) -> None:
    index.write_bytes(random.Random(1).randbytes(20_000))


def _zeros(index: Path) -> None:
    content = bytearray(index.read_bytes())
    content[8192 : len(content) // 2] = bytes(len(content) // 2 - 8192)
    index.write_bytes(bytes(content))


def _another_program(index: Path) -> None:
    import sqlite3

    index.unlink()
    with sqlite3.connect(index) as made:
        made.execute("CREATE TABLE about (name TEXT, value TEXT)")


def _another_version(index: Path) -> None:
    import sqlite3

    made = sqlite3.connect(index)
    made.execute("UPDATE about SET value = '0' WHERE name = 'version'")
    made.commit()
    made.close()


@pytest.mark.parametrize(
    "harm",
    [Path.unlink, _cut, _noise, _zeros, lambda index: index.write_bytes(b""), _another_program, _another_version],
    ids=["missing", "cut off", "noise", "zeros inside", "empty", "of another program", "of another version"],
)
def test_it_mends_itself(harm: Callable[[Path], None], folder: Path) -> None:
    harm(folder / "index.sqlite")
    _shows_everything(folder)


def test_a_few_wrong_bytes_anywhere_never_stop_the_program(folder: Path) -> None:
    good = (folder / "index.sqlite").read_bytes()
    for seed in range(25):
        bad = bytearray(good)
        chance = random.Random(seed)
        for _ in range(40):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        (folder / "index.sqlite").write_bytes(bytes(bad))
        with Directory.open(folder, "Clinic A") as directory:
            directory.services()
            directory.search("text")
            directory.names("organization")


def test_it_catches_up_with_edits_of_another_hand(folder: Path) -> None:
    with Directory.open(folder, "Clinic A") as directory:
        path = f"service/{_shard(uuid(5))}/{uuid(5)}.json"
        gone = f"service/{_shard(uuid(6))}/{uuid(6)}.json"
    text = b'{"id": "%s", "name": "By hand", "status": "active"}' % uuid(5).encode()
    open_store(folder, "by hand").write({path: text, gone: None}, "By hand")
    with Directory.open(folder, "Clinic A") as directory:
        assert [hit.service for hit in directory.search("by hand")] == ["By hand"]
        assert uuid(6) not in {one.id for one in directory.services()}
        assert len(directory.services()) == 79


def _shard(identity: str) -> str:
    from zlib import crc32

    return f"{crc32(identity.encode()) & 255:02x}"


def test_a_change_of_an_organization_or_a_place_reaches_its_services(directory: Directory) -> None:
    directory.save("organization", organization(1000, name="Red house"))
    directory.save("location", location(2000, name="North", phones=[phone("111")]))
    directory.save("service", service(1, organization_id=uuid(1000), service_at_locations=[at(2000)]))
    directory.save("organization", organization(1000, name="Blue house"))
    directory.save("location", location(2000, name="South", phones=[phone("222")]))
    (found,) = directory.services()
    assert (found.organization, found.spots[0].name, found.phones) == ("Blue house", "South", ("222",))
    assert [hit.service_id for hit in directory.search("blue")] == [uuid(1)]
    assert [hit.service_id for hit in directory.search("south")] == [uuid(1)]
    assert directory.search("red") == directory.search("north") == []


def test_an_index_caught_up_says_what_one_built_anew_says(directory: Directory) -> None:
    chance = random.Random(3)
    for _ in range(60):
        number = chance.randrange(8)
        directory.save("organization", organization(1000 + number % 3, name=f"Org {chance.randrange(100)}"))
        directory.save(
            "service",
            service(number, name=f"N {chance.randrange(100)}", organization_id=uuid(1000 + chance.randrange(4))),
        )
        if number == 3:
            directory.undo(directory.history()[0].id)
    grown = sorted(directory.services(), key=lambda one: one.id)
    found = {word: {hit.service_id for hit in directory.search(word)} for word in ("n", "org", "5", "7")}
    directory._index.rebuild()
    assert sorted(directory.services(), key=lambda one: one.id) == grown
    assert {word: {hit.service_id for hit in directory.search(word)} for word in found} == found


def test_another_list_of_needs_counts_at_once(tmp_path: Path) -> None:
    def open_with(edition: str, need: str) -> Directory:
        return Directory.open(tmp_path, "Clinic A", lambda _: frozenset({need}), edition)

    with open_with("first", "health.child") as directory:
        directory.save("service", service(1))
        assert directory.services()[0].needs == {"health.child"}
    with open_with("second", "legal.advice") as directory:
        assert directory.services()[0].needs == {"legal.advice"}
        assert [hit.service_id for hit in directory.search("", filters=Filters(needs=frozenset({"legal.advice"})))]
