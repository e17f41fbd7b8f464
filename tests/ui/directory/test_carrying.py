"""Bringing in and taking out: nothing acts before a yes, cancel leaves nothing, bad files say one sentence."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant import paths
from referral_assistant.errors import StorageError
from referral_assistant.message import msg
from referral_assistant.session import Session
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.screen import DirectoryScreen
from referral_assistant.ui.directory.state import Page, Room
from tests.ui.rooms import named, press, show, words

EXAMPLE = paths.resources() / "example-directory"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Return a copy of the example directory with two rows that cannot be read."""
    folder = tmp_path / "from-clinic"
    shutil.copytree(EXAMPLE, folder)
    with (folder / "disclosure.csv").open("a", encoding="utf-8") as stream:
        stream.write("0c4cab87-1833-5736-bf2e-dae5763dce9a,asks_statuz,no,visit,X,2026-09-01,\n")
        stream.write("0c4cab87-1833-5736-bf2e-dae5763dce9a,asks_status,no,visit,X,2026-19-01,\n")
    return folder


def importing(qtbot: QtBot, desk: Desk) -> tuple[DirectoryScreen, Room]:
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    screen.room.turn(Page.IMPORT)
    return screen, screen.room


def wait(qtbot: QtBot, room: Room) -> None:
    qtbot.waitUntil(lambda: room.job is None, timeout=15000)


def test_the_preview_shows_everything_and_changes_nothing(qtbot: QtBot, empty_desk: Desk, sent: Path) -> None:
    screen, room = importing(qtbot, empty_desk)
    room.prepare(sent)
    assert "Reading the file" in words(screen)
    wait(qtbot, room)
    said = words(screen)
    assert room.preview
    assert f"{len(room.preview.safer)} places would become safer on the sender's word" in said
    assert "On the word of: " in said
    assert "Nothing is changed until you accept it." in said
    press(screen, "part-unreadable")
    said = words(named(screen, "entries-unreadable"))
    bad = [one.line for one in room.preview.unreadable]
    assert bad[1] == bad[0] + 1 > 100
    assert f"disclosure.csv, line {bad[0]}, fact" in said
    assert "“asks_statuz” is not one of" in said
    assert f"disclosure.csv, line {bad[1]}, checked_on" in said
    assert empty_desk.session.directory.head is None


def test_accepting_brings_it_in_and_can_be_undone(qtbot: QtBot, empty_desk: Desk, sent: Path) -> None:
    screen, room = importing(qtbot, empty_desk)
    room.prepare(sent)
    wait(qtbot, room)
    assert room.preview
    count = room.preview.records.service
    assert f"Bring in {count} places" in words(screen)
    press(screen, "primary")
    wait(qtbot, room)
    assert empty_desk.session.count() == count > 50
    assert room.page is Page.BROWSE
    assert f"{count} places were brought in." in words(screen)
    press(screen, "undo")
    assert empty_desk.session.count() == 0


def test_leaving_it_leaves_nothing(qtbot: QtBot, empty_desk: Desk, sent: Path) -> None:
    screen, room = importing(qtbot, empty_desk)
    room.prepare(sent)
    wait(qtbot, room)
    screen.go_back()
    assert room.preview is None
    assert empty_desk.session.directory.head is None


def test_cancel_stops_reading_and_leaves_nothing(
    qtbot: QtBot, empty_desk: Desk, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, room = importing(qtbot, empty_desk)
    began, may_go_on, real = threading.Event(), threading.Event(), empty_desk.session.prepare_import

    def held(path: Path, report: Callable[[int, int], None] | None = None, **how: Any) -> Any:
        began.set()
        may_go_on.wait(5)
        return real(path, report=report, **how)

    monkeypatch.setattr(empty_desk.session, "prepare_import", held)
    room.prepare(sent)
    assert began.wait(5)
    press(screen, "cancel")
    may_go_on.set()
    wait(qtbot, room)
    assert room.preview is None
    assert room.import_fault is None
    assert empty_desk.session.directory.head is None
    assert named(screen, "primary").isVisibleTo(screen)


def test_a_bad_file_says_one_sentence_in_place(qtbot: QtBot, empty_desk: Desk, tmp_path: Path) -> None:
    screen, room = importing(qtbot, empty_desk)
    bad = tmp_path / "bad.json"
    bad.write_text("{", "utf-8")
    room.prepare(bad)
    wait(qtbot, room)
    said = words(named(screen, "fault"))
    assert "bad.json is no whole JSON file (line 1)." in said
    assert not [one for one in screen.findChildren(QWidget) if one.isWindow()]


def test_the_same_file_again_is_nothing_new(qtbot: QtBot, desk: Desk) -> None:
    screen, room = importing(qtbot, desk)
    shutil.copytree(EXAMPLE, copy := desk.session.folder / "again")
    room.prepare(copy)
    wait(qtbot, room)
    assert "There is nothing new in it." in words(screen)
    assert screen.findChild(QWidget, "primary") is None


@pytest.mark.parametrize("kind", ["hsds-json", "hsds-tabular", "csv", "xlsx"])
def test_a_copy_is_written_and_keeps_secret_places_at_home(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    screen.room.turn(Page.EXPORT)
    asked: list[str] = []

    def chosen(_owner: object, _catalog: object, _title: object, name: str) -> Path:
        asked.append(name)
        return tmp_path / name

    monkeypatch.setattr(choose, "save_file", chosen)
    press(screen, f"kind-{kind}")
    press(screen, "primary")
    wait(qtbot, screen.room)
    assert asked == [f"directory.{ {'hsds-json': 'json', 'hsds-tabular': 'zip'}.get(kind, kind) }"]
    assert (tmp_path / asked[0]).stat().st_size > 1000
    assert f"The copy is written: {asked[0]}" in words(screen)
    if kind == "hsds-json":
        secret = desk.session.show("4c6b423e-4b35-5870-b7d4-15669b93e1b0")
        assert secret["service_at_locations"]
        assert secret["service_at_locations"][0]["location_id"] not in (tmp_path / asked[0]).read_text("utf-8")


def test_secret_places_go_out_only_with_a_warning(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    screen.room.turn(Page.EXPORT)
    warning = "Whoever gets this file can find the shelters in it."
    assert warning not in words(screen)
    press(screen, "secrets")
    assert warning in words(screen)
    monkeypatch.setattr(choose, "save_file", lambda *_: tmp_path / "all.json")
    press(screen, "primary")
    wait(qtbot, screen.room)
    secret = desk.session.show("4c6b423e-4b35-5870-b7d4-15669b93e1b0")
    assert secret["service_at_locations"][0]["location_id"] in (tmp_path / "all.json").read_text("utf-8")


def test_a_copy_that_cannot_be_written_says_so(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    screen.room.turn(Page.EXPORT)

    def full(*_: object, **__: object) -> None:
        raise StorageError(msg("The disk is full."), msg("Make room, then try again."))

    monkeypatch.setattr(Session, "export", full)
    monkeypatch.setattr(choose, "save_file", lambda *_: tmp_path / "all.json")
    press(screen, "primary")
    wait(qtbot, screen.room)
    assert "The disk is full." in words(screen)
    assert screen.room.page is Page.EXPORT


def test_the_dialog_remembers_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.setHistory([str(tmp_path)])
    choose.forget(dialog)
    # Qt itself puts the folder that is open into the list: the home folder, whatever was chosen.
    assert dialog.history() == [QDir.homePath()]
    assert dialog.directory().absolutePath() == QDir.homePath()
