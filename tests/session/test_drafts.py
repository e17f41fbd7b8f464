"""Drafts on the disk: kept after each change, whole after kill -9, offered again, gone when saved or thrown away."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from referral_assistant.errors import StorageError
from referral_assistant.session import Session, adding, drafts, editing
from tests.session.test_editing import HOUSE, RECORDS, SERVICE


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "data") as opened:
        opened.directory.save_together(RECORDS, "Begin")
        yield opened


def begun(session: Session, text: str = "Mine") -> editing.Draft:
    return editing.put(editing.open_record(session, SERVICE), SERVICE, "summary", text)


def test_a_draft_comes_back_as_it_was(session: Session) -> None:
    draft = editing.put(begun(session), HOUSE, "latitude", "north")
    drafts.keep(session, draft)
    assert drafts.begun(session, SERVICE) == draft
    (waiting,) = drafts.unfinished(session)
    assert (waiting.id, waiting.name, waiting.is_new) == (SERVICE, "Border clinic", False)


def test_a_draft_that_changes_nothing_any_more_goes(session: Session) -> None:
    drafts.keep(session, begun(session))
    drafts.keep(session, editing.open_record(session, SERVICE))
    assert drafts.begun(session, SERVICE) is None


def test_saving_or_throwing_away_ends_it(session: Session) -> None:
    drafts.keep(session, begun(session))
    assert isinstance(editing.save(session, begun(session)), editing.Saved)
    assert drafts.unfinished(session) == []
    drafts.keep(session, begun(session, "Other"))
    drafts.discard(session, SERVICE)
    drafts.discard(session, SERVICE)
    assert drafts.unfinished(session) == []


def test_a_new_service_is_found_again(session: Session) -> None:
    draft = adding.new_service()
    draft = editing.put(draft, draft.id, "name", "Night school")
    drafts.keep(session, draft)
    (waiting,) = drafts.unfinished(session)
    assert waiting.is_new
    assert drafts.begun(session, waiting.id) == draft


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 9}',
        b'{"version": 1, "id": 3, "pieces": [], "unfit": [], "accepted": []}',
        json.dumps(
            {
                "version": 1,
                "id": SERVICE,
                "pieces": [{"kind": "service", "base": None, "now": {"id": SERVICE, "name": 7}}],
                "unfit": [],
                "accepted": [],
            }
        ).encode(),
        b'{"version": 1, "id": "x", "pieces": [{"kind": "family", "base": null, "now": {"id": "x"}}], "unfit": [], "accepted": []}',
        b"[" * 100_000,
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_draft_is_passed_over(session: Session, content: bytes) -> None:
    drafts.keep(session, begun(session))
    (session.folder / "drafts" / f"{SERVICE}.json").write_bytes(content)
    assert drafts.begun(session, SERVICE) is None
    assert drafts.unfinished(session) == []


def test_strange_files_beside_drafts_are_passed_over(session: Session) -> None:
    drafts.keep(session, begun(session))
    kept = (session.folder / "drafts" / f"{SERVICE}.json").read_bytes()
    (session.folder / "drafts" / "notes.json").write_bytes(kept)
    (session.folder / "drafts" / f"{HOUSE}.json").write_bytes(kept)
    assert [one.id for one in drafts.unfinished(session)] == [SERVICE]


def test_a_disk_that_refuses_is_told_in_one_sentence(session: Session) -> None:
    (session.folder / "drafts").write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="not kept on the disk"):
        drafts.keep(session, begun(session))


_WRITE_WITHOUT_END = """
import sys
from itertools import count
from pathlib import Path
from referral_assistant.session import Session, drafts, editing
with Session.open(Path(sys.argv[1])) as session:
    draft = editing.open_record(session, sys.argv[2])
    for turn in count():
        draft = editing.put(draft, sys.argv[2], "summary", f"turn {turn} " + "long " * 2000)
        drafts.keep(session, draft)
        print(turn, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed")
def test_a_draft_survives_kill_9(session: Session) -> None:
    session.close()
    for after in (1, 7, 23):
        told = _killed_after(session.folder, after)
        with Session.open(session.folder) as opened:
            draft = drafts.begun(opened, SERVICE)
            assert draft is not None
            turn = int(editing.value(draft, SERVICE, "summary").split()[1])
            assert turn >= told, "what was acknowledged is there"
            assert [one.id for one in drafts.unfinished(opened)] == [SERVICE]
            assert opened.show(SERVICE)["description"] == "A clinic at the bridge."
            drafts.keep(opened, draft)
            assert [path.name for path in (session.folder / "drafts").iterdir() if path.suffix == ".part"] == []


def _killed_after(folder: Path, turns: int) -> int:
    """Write drafts in another process, kill it after so many; return the last one that it acknowledged."""
    command = [sys.executable, "-c", _WRITE_WITHOUT_END, str(folder), SERVICE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as child:
        assert child.stdout is not None
        last = -1
        while last < turns:
            assert select.select([child.stdout], [], [], 60)[0], "the other process says nothing"
            last = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().split()
    return int(rest[-1]) if rest else last
