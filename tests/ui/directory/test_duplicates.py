"""The page of pairs: why, side by side, made one with a way back, or kept apart."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.screen import DirectoryScreen
from referral_assistant.ui.directory.state import Page
from tests.directory.samples import phone, service, uuid
from tests.ui.rooms import press, show, words


def opened(qtbot: QtBot, desk: Desk) -> DirectoryScreen:
    for number, name in ((1, "Hope House"), (2, "Hope Hous")):
        desk.session.directory.save("service", service(number, name=name, phones=[phone("055-123456")]))
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    screen.room.turn(Page.DUPLICATES)
    qtbot.waitUntil(lambda: "Hope Hous" in words(screen), timeout=8000)
    return screen


def test_two_become_one_and_two_again(qtbot: QtBot, empty_desk: Desk) -> None:
    screen, session = opened(qtbot, empty_desk), empty_desk.session
    said = words(screen)
    assert "The same or alike: name, telephone" in said
    press(screen, "second-0")
    qtbot.waitUntil(lambda: "They are one now; nothing that either said is lost." in words(screen), timeout=8000)
    assert [one.id for one in session.directory.services()] == [uuid(2)]
    press(screen, "undo")
    qtbot.waitUntil(lambda: "Hope House" in words(screen), timeout=8000)
    assert len(session.directory.services()) == 2


def test_not_the_same_stays_away(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = opened(qtbot, empty_desk)
    press(screen, "apart-0")
    qtbot.waitUntil(lambda: "No two of them look the same." in words(screen), timeout=8000)
    screen.go_back()
    screen.room.turn(Page.DUPLICATES)
    qtbot.waitUntil(lambda: "No two of them look the same." in words(screen), timeout=8000)
