"""The history page: back to any state, the whole directory, secret places hidden until they are opened knowingly."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.screen import DirectoryScreen
from referral_assistant.ui.directory.state import Page
from tests.ui.rooms import SCHOOL, named, press, show, words

SHELTER = "4c6b423e-4b35-5870-b7d4-15669b93e1b0"


def opened(qtbot: QtBot, desk: Desk, record: str) -> DirectoryScreen:
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    screen.room.look_at(record)
    screen.room.turn(Page.HISTORY)
    qtbot.waitUntil(lambda: "Import from example directory" in words(screen), timeout=5000)
    return screen


def test_back_to_how_it_was_and_back_again(qtbot: QtBot, desk: Desk) -> None:
    session = desk.session
    before = dict(session.show(SCHOOL))
    session.directory.save("service", {**before, "alert": "Closed on Friday"})
    session.directory.save("service", {**before, "alert": "Closed for good"})
    screen = opened(qtbot, desk, SCHOOL)
    edits = session.history(SCHOOL)
    assert screen.findChild(QWidget, f"restore-{edits[0].id[:12]}") is None
    press(screen, f"restore-{edits[1].id[:12]}")
    qtbot.waitUntil(lambda: "It is as it was then." in words(screen), timeout=5000)
    assert session.show(SCHOOL)["alert"] == "Closed on Friday"
    press(screen, "undo")
    qtbot.waitUntil(lambda: session.show(SCHOOL)["alert"] == "Closed for good", timeout=5000)


def test_as_it_was_on_a_day(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, desk, SCHOOL)
    field = named(screen, "restore-day")
    assert isinstance(field, QLineEdit)
    field.setText("yesterday")
    press(screen, "restore-on")
    assert "Type the day as year, month, day: 2026-11-23." in words(screen)
    field.setText("2001-01-01")
    press(screen, "restore-on")
    qtbot.waitUntil(lambda: "was not in the directory then" in words(screen), timeout=5000)
    field.setText(datetime.now(UTC).date().isoformat())
    press(screen, "restore-on")
    qtbot.waitUntil(lambda: "It is so already: nothing was changed." in words(screen), timeout=5000)


def test_the_whole_directory(qtbot: QtBot, desk: Desk) -> None:
    desk.session.directory.save("service", {**desk.session.show(SCHOOL), "alert": "Closed on Friday"})
    screen = opened(qtbot, desk, SHELTER)
    assert "School enrolment" not in words(screen)
    press(screen, "other-history")
    qtbot.waitUntil(lambda: "Change School enrolment" in words(screen), timeout=5000)
    assert "more" in words(screen)
    press(screen, "other-history")
    qtbot.waitUntil(lambda: "Change School enrolment" not in words(screen), timeout=5000)


def test_a_secret_place_is_shown_only_knowingly(qtbot: QtBot, desk: Desk) -> None:
    shelter = desk.session.show(SHELTER)
    desk.session.directory.save("service", {**shelter, "x_street": "7 Hidden Lane"})
    screen = opened(qtbot, desk, SHELTER)
    hidden = "Where this secret place is stays hidden."
    qtbot.waitUntil(lambda: hidden in words(screen), timeout=5000)
    assert "7 Hidden Lane" not in words(screen)
    press(screen, "show-secret")
    qtbot.waitUntil(lambda: "7 Hidden Lane" in words(screen), timeout=5000)
