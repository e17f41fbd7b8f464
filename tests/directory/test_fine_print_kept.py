"""Readings that are kept say what reading anew says, of whatever text, and keep none of its words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from referral_assistant.directory.engine import open_database
from referral_assistant.directory.fine_print import Demand, Proposal, fine_print_of, kept, proposals_of, read_fine_print
from referral_assistant.directory.fine_print.kept import FILE, KeptReadings
from referral_assistant.session import Session
from referral_assistant.session.check import check
from tests.benchmarks._fine_print import write_varied

HARD = (
    "Traiga su pasaporte. Bring a passport, a visa or a work permit.",
    "Senior Service Network (SSN) helps. Bring your SSN and proof of citizenship.",
    "No papers? No problem! Ages 6–14.",
    "ကလေး ၅ နှစ် အောက်၊ မှတ်ပုံတင် ယူလာပါ။",
    "lone \ud800 surrogate, bring your passport",
    "",
)


class _Reader:
    """Reads, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str, demand: Demand = Demand.SAID) -> tuple[Proposal, ...]:
        self.asked.append(text)
        return read_fine_print(text, demand)


def _alike(folder: Path, texts: Iterable[tuple[str, Demand]]) -> None:
    """Hold three ways against each other: read, read and kept, taken from what was kept."""
    wanted = {one: read_fine_print(*one) for one in texts}
    reader = _Reader()
    for _ in range(2):
        with KeptReadings(folder, reader) as readings:
            assert {one: readings.read(*one) for one in wanted} == wanted
    assert any(wanted.values())
    # All but those whose words do not stand in the text as they were read: of "SSN", a network's name.
    assert len(reader.asked) <= len(wanted) * 1.02 + len(Demand)


def test_hard_texts(tmp_path: Path) -> None:
    _alike(tmp_path, [(text, demand) for text in HARD for demand in Demand])


def test_generated_directories(tmp_path: Path) -> None:
    write_varied(tmp_path / "made.json", 150)
    records = json.loads((tmp_path / "made.json").read_text("utf-8"))
    _alike(tmp_path, [(text, demand) for record in records for _, text, demand in fine_print_of(record)])


@pytest.mark.real
def test_the_labelled_lines(tmp_path: Path, shared: Path) -> None:
    rows = (shared / "safety-text" / "train.jsonl").read_text("utf-8").splitlines()[:1500]
    _alike(tmp_path, [(json.loads(row)["text"], demand) for row in rows for demand in (Demand.ALL, Demand.SAID)])


def test_check_of_the_example_directory_stays_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFERRAL_ASSISTANT_DATA", str(tmp_path / "data"))
    with Session.open_example() as session:
        anew = {
            (key.id, field, one.text, one.words)
            for key, data, _ in session.directory.on_disk.whole("service")
            for field, one in proposals_of(data or {})
        }
        first, second = check(session), check(session)
    assert json.dumps(first) == json.dumps(second)
    told = {(one["service_id"], one["field"], one["proposal"], tuple(one["words"])) for one in first if one["words"]}
    assert told
    assert told <= anew


def test_only_what_is_new_or_changed_is_read(tmp_path: Path) -> None:
    reader = _Reader()
    with KeptReadings(tmp_path, reader) as readings:
        readings.read("Bring your passport.")
        readings.read("A warm lunch.")
    with KeptReadings(tmp_path, reader) as readings:
        readings.read("Bring your passport.")
        readings.read("A warm supper.")
        readings.read("Bring your passport.", Demand.ALL)
    assert reader.asked == ["Bring your passport.", "A warm lunch.", "A warm supper.", "Bring your passport."]


def test_what_was_read_before_it_was_stopped_is_kept(tmp_path: Path) -> None:
    reader = _Reader()
    with pytest.raises(KeyboardInterrupt):
        _stopped_after_one(KeptReadings(tmp_path, reader))
    with KeptReadings(tmp_path, reader) as readings:
        readings.read("Bring your passport.")
    assert len(reader.asked) == 1


def _stopped_after_one(readings: KeptReadings) -> None:
    with readings:
        readings.read("Bring your passport.")
        raise KeyboardInterrupt


def test_no_word_of_a_text_is_kept(tmp_path: Path) -> None:
    with KeptReadings(tmp_path) as readings:
        assert readings.read("Bring your passport. It is the yellow house, Quince Lane 7.", Demand.ALL)
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert not [word for word in (b"yellow", b"Quince", b"passport", b"Bring") if word in written]


def test_another_edition_reads_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = _Reader()
    for edition in ("one", "two", "two"):
        monkeypatch.setattr(kept, "edition", lambda edition=edition: edition)
        with KeptReadings(tmp_path, reader) as readings:
            readings.read("Bring your passport.")
    assert len(reader.asked) == 2


def _rubbish(path: Path) -> None:
    path.write_bytes(b"no database at all" * 400)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _tampered(path: Path) -> None:
    database = open_database(path)
    with database.conn:
        database.conn.execute("UPDATE reading SET told = ''")
    database.close()


def _other_tables(path: Path) -> None:
    database = open_database(path)
    with database.conn:
        database.conn.execute("DROP TABLE reading")
    database.close()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [Path.unlink, _rubbish, _cut, _tampered, _other_tables, _folder])
def test_a_damaged_file_costs_time_and_nothing_else(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    wanted = read_fine_print("Bring your passport.", Demand.ALL)
    assert wanted
    with KeptReadings(tmp_path) as readings:
        readings.read("Bring your passport.", Demand.ALL)
    harm(tmp_path / FILE)
    for _ in range(2):
        with KeptReadings(tmp_path) as readings:
            assert readings.read("Bring your passport.", Demand.ALL) == wanted
