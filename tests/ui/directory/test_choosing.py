"""Say what columns are, tick what comes in, mend, take the source's value: on the pages of an import."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant import paths
from referral_assistant.disclosure import Safety
from referral_assistant.session.browse import judged_today
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.screen import DirectoryScreen
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.ticking import TickRow
from referral_assistant.ui.parts.field import Select
from tests.directory.samples import phone, service, uuid, write_json
from tests.ui import rooms
from tests.ui.rooms import named, show

EXAMPLE = paths.resources() / "example-directory"


def importing(qtbot: QtBot, desk: Desk, path: Path) -> tuple[DirectoryScreen, Room]:
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    screen.room.turn(Page.IMPORT)
    screen.room.prepare(path)
    wait(qtbot, screen.room)
    return screen, screen.room


def wait(qtbot: QtBot, room: Room) -> None:
    qtbot.waitUntil(lambda: room.job is None, timeout=15000)


def words(root: QWidget) -> str:
    QCoreApplication.processEvents()
    return rooms.words(root)


def press(root: QWidget, name: str) -> None:
    QCoreApplication.processEvents()
    rooms.press(root, name)
    QCoreApplication.processEvents()


def choose(root: QWidget, name: str, value: object) -> None:
    select = named(root, name)
    assert isinstance(select, Select)
    select.setCurrentIndex(next(at for at in range(select.count()) if select.itemData(at) == value))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("Where,Call us,Days,Remarks\nHut,02-555-1234,Sun,ring\nHouse,02-555-1235,Mon,\n", "utf-8")
    return path


# Columns


def test_the_columns_are_asked_before_anything_else(qtbot: QtBot, empty_desk: Desk, table: Path) -> None:
    screen, room = importing(qtbot, empty_desk, table)
    said = words(screen)
    assert "What is in each column?" in said
    assert "Choose the column that holds the name." in said
    assert "One column must be the name." in said
    primary = named(screen, "primary")
    assert isinstance(primary, QAbstractButton)
    assert not primary.isEnabled()
    choose(screen, "column-0", "service.name")
    choose(screen, "column-2", "schedule.description")
    said = words(screen)
    assert "Hut" in said
    assert "Opening hours: Sun" in said
    assert "Kept with each place and not used: Call us, Remarks" in said
    choose(screen, "column-1", "phone.number")
    assert "Telephone: 02-555-1234" in words(screen)
    press(screen, "primary")
    wait(qtbot, room)
    assert "Bring in 2 places" in words(screen)
    assert not (empty_desk.session.folder / "columns.json").exists()
    press(screen, "primary")
    wait(qtbot, room)
    assert {one.name: one.phones for one in empty_desk.session.directory.services()} == {
        "Hut": ("02-555-1234",),
        "House": ("02-555-1235",),
    }


def test_they_are_remembered_and_can_be_looked_at_again(qtbot: QtBot, empty_desk: Desk, table: Path) -> None:
    screen, room = importing(qtbot, empty_desk, table)
    choose(screen, "column-0", "service.name")
    press(screen, "primary")
    wait(qtbot, room)
    press(screen, "primary")
    wait(qtbot, room)
    room.turn(Page.IMPORT)
    room.prepare(table)
    wait(qtbot, room)
    assert "There is nothing new in it." in words(screen)
    press(screen, "columns")
    assert "What is in each column?" in words(screen)
    choose(screen, "column-3", "service.description")
    press(screen, "primary")
    wait(qtbot, room)
    assert "Accept 1 change" in words(screen)


def test_leaving_the_columns_leaves_nothing(qtbot: QtBot, empty_desk: Desk, table: Path) -> None:
    screen, room = importing(qtbot, empty_desk, table)
    choose(screen, "column-0", "service.name")
    screen.go_back()
    assert room.coming is None
    assert empty_desk.session.directory.head is None
    assert not (empty_desk.session.folder / "columns.json").exists()


def test_a_field_moves_from_one_column_to_another(qtbot: QtBot, empty_desk: Desk, table: Path) -> None:
    screen, _ = importing(qtbot, empty_desk, table)
    choose(screen, "column-0", "service.name")
    choose(screen, "column-3", "service.name")
    first = named(screen, "column-0")
    assert isinstance(first, Select)
    assert first.currentData() == ""
    choose(screen, "rows-are", "organization")
    last = named(screen, "column-3")
    assert isinstance(last, Select)
    assert last.currentData() == "organization.name"


# Ticks


def test_only_what_is_ticked_comes_in(qtbot: QtBot, empty_desk: Desk, tmp_path: Path) -> None:
    screen, room = importing(qtbot, empty_desk, write_json(tmp_path / "a.json", [service(n) for n in range(1, 4)]))
    press(screen, "tick-1")
    assert "Bring in 2 places" in words(screen)
    press(screen, "tick-none")
    assert "Nothing is ticked." in words(screen)
    assert not named(screen, "primary").isEnabled()
    press(screen, "tick-2")
    press(screen, "primary")
    wait(qtbot, room)
    assert [one.name for one in empty_desk.session.directory.services()] == ["Service 3"]
    assert "1 place was brought in." in words(screen)


def test_a_long_list_is_narrowed_by_kind_and_words(qtbot: QtBot, empty_desk: Desk) -> None:
    screen, room = importing(qtbot, empty_desk, EXAMPLE)
    press(screen, "part-new")
    assert room.coming
    every = room.coming.count
    choose(screen, "narrow-kind", "organization")
    press(screen, "tick-none")
    assert room.coming.preview
    organizations = room.coming.preview.records.organization
    assert room.coming.count == every - organizations
    choose(screen, "narrow-kind", "")
    find = named(screen, "narrow-text")
    assert isinstance(find, QLineEdit)
    find.setText("mae lin")
    qtbot.waitUntil(
        lambda: all("mae lin" in row.accessibleName().casefold() for row in screen.findChildren(TickRow)), timeout=8000
    )
    press(screen, "tick-none")
    assert 0 < room.coming.count < every - organizations


def test_by_file(qtbot: QtBot, empty_desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    write_json(folder / "east.json", [service(1)])
    write_json(folder / "west.json", [service(2)])
    screen, room = importing(qtbot, empty_desk, folder)
    choose(screen, "narrow-file", "west.json")
    press(screen, "tick-none")
    press(screen, "primary")
    wait(qtbot, room)
    assert [one.name for one in empty_desk.session.directory.services()] == ["Service 1"]


# Safer


def test_nothing_is_safer_until_it_is_ticked(qtbot: QtBot, empty_desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, folder := tmp_path / "sent")
    screen, room = importing(qtbot, empty_desk, folder)
    assert room.preview
    chosen = room.preview.safer[1].service_id
    others = {one.service_id for one in room.preview.safer} - {chosen}
    press(screen, "part-safer")
    press(screen, "tick-1")
    press(screen, "primary")
    wait(qtbot, room)
    session = empty_desk.session
    safe = {one.id for one in session.services if judged_today(session, one).safety > Safety.UNCONFIRMED}
    assert safe == {chosen}
    assert "1 is offered as safe on the sender's word." in words(screen)
    room.turn(Page.IMPORT)
    room.prepare(folder)
    wait(qtbot, room)
    assert room.preview
    assert {one.service_id for one in room.preview.safer} == others


# Ours or theirs


def test_the_source_still_says_otherwise(qtbot: QtBot, empty_desk: Desk, tmp_path: Path) -> None:
    session = empty_desk.session
    file = write_json(tmp_path / "a.json", [service(1, email="old@b.org", phones=[phone("1")])])
    session.apply_import(session.prepare_import(file))
    session.directory.save("service", {**session.show(uuid(1)), "email": "new@b.org", "phones": [phone("9")]})
    screen, room = importing(qtbot, empty_desk, file)
    press(screen, "part-kept")
    said = words(screen)
    assert "Yours is kept. Tick a line to take what the source says instead." in said
    assert "Yours: E-mail: new@b.org" in said
    assert "The source still says: E-mail: old@b.org" in said
    assert screen.findChild(QWidget, "primary") is None
    press(screen, "tick-0")
    assert "Accept 1 change" in words(screen)
    press(screen, "primary")
    wait(qtbot, room)
    held = session.show(uuid(1))
    assert (held["email"], held["phones"][0]["number"]) == ("old@b.org", "9")


# Mending


def test_broken_text_is_mended_when_somebody_says_so(qtbot: QtBot, empty_desk: Desk, tmp_path: Path) -> None:
    names = ["CafÃ©", "က်န္းမာေရး ေဆးခန္း"]
    file = write_json(tmp_path / "a.json", [service(n, name=name) for n, name in enumerate(names, 1)])
    screen, room = importing(qtbot, empty_desk, file)
    assert "2 texts were broken on their way" in words(screen)
    press(screen, "part-broken")
    assert "→ Café" in words(screen)
    press(screen, "mend")
    wait(qtbot, room)
    assert "2 texts come in mended" in words(screen)
    press(screen, "mend")
    wait(qtbot, room)
    assert "2 texts were broken on their way" in words(screen)
    press(screen, "mend")
    wait(qtbot, room)
    press(screen, "primary")
    wait(qtbot, room)
    assert {one.name for one in empty_desk.session.directory.services()} == {"Café", "ကျန်းမာရေး ဆေးခန်း"}


# Faults


def test_a_full_disk_says_so_and_keeps_what_was_ticked(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, room = importing(qtbot, empty_desk, write_json(tmp_path / "a.json", [service(n) for n in range(1, 4)]))
    press(screen, "tick-1")
    real = paths.write_atomically

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr("referral_assistant.directory.store.write_atomically", full)
    press(screen, "primary")
    wait(qtbot, room)
    assert "The disk is full: nothing was saved" in words(screen)
    assert empty_desk.session.directory.head is None
    monkeypatch.setattr("referral_assistant.directory.store.write_atomically", real)
    press(screen, "primary")
    wait(qtbot, room)
    assert [one.name for one in empty_desk.session.directory.services()] == ["Service 1", "Service 3"]


def test_columns_that_cannot_be_remembered_do_not_undo_the_import(qtbot: QtBot, empty_desk: Desk, table: Path) -> None:
    screen, room = importing(qtbot, empty_desk, table)
    (empty_desk.session.folder / "columns.json").mkdir(parents=True)
    (empty_desk.session.folder / "columns.damaged" / "x").mkdir(parents=True)
    choose(screen, "column-0", "service.name")
    press(screen, "primary")
    wait(qtbot, room)
    press(screen, "primary")
    wait(qtbot, room)
    assert len(empty_desk.session.directory.services()) == 2
    assert "2 places were brought in." in words(screen)
