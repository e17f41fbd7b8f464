"""The booklet in the window: true pages, narrowed, stopped, saved; and secret places behind one press of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from referral_assistant.session.secret_places import open_knowingly
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.booklet import BookletPage
from referral_assistant.ui.directory.screen import DirectoryScreen
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.text import stray_labels
from tests.ui.directory.test_browse import find, opened
from tests.ui.rooms import named, press, show, words
from tests.ui.test_labels import cut_labels


def booklet(qtbot: QtBot, desk: Desk, size: tuple[int, int] = (1190, 736)) -> tuple[DirectoryScreen, BookletPage]:
    Room.of(desk).page = Page.EXPORT
    screen = DirectoryScreen(desk)
    show(qtbot, screen, size)
    press(screen, "booklet")
    page = screen.page
    assert isinstance(page, BookletPage)
    return screen, page


def made(qtbot: QtBot, page: BookletPage) -> None:
    qtbot.waitUntil(lambda: page.writing.paper is not None and page.pane.preview.pages > 0, timeout=30000)


def choose_entry(page: BookletPage, name: str, value: str) -> None:
    field = named(page, name)
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def test_the_pages_are_shown_and_the_very_bytes_saved(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, page = booklet(qtbot, desk)
    made(qtbot, page)
    whole = page.pane.preview.pages
    choose_entry(page, "need", "legal")
    made(qtbot, page)
    qtbot.waitUntil(lambda: page.pane.preview.pages < whole, timeout=10000)
    monkeypatch.setattr(choose, "save_file", lambda *_: tmp_path / "b.pdf")
    press(page, "save")
    assert page.writing.paper is not None
    assert (tmp_path / "b.pdf").read_bytes() == page.writing.paper.pdf
    screen.go_back()
    assert Room.of(desk).page is Page.EXPORT


def test_it_can_be_stopped_and_made_again(qtbot: QtBot, desk: Desk) -> None:
    _, page = booklet(qtbot, desk)
    assert page.writing.busy
    press(page, "stop")
    assert (page.writing.busy, page.writing.paper) == (False, None)
    assert "The booklet was stopped." in words(page)
    press(page, "again")
    made(qtbot, page)
    assert "The booklet was stopped." not in words(page)


def test_nothing_to_print_is_said(qtbot: QtBot, desk: Desk) -> None:
    _, page = booklet(qtbot, desk)
    choose_entry(page, "need", "protection.trafficking")
    choose_entry(page, "area", "Ban Rai")
    qtbot.waitUntil(lambda: not page.writing.busy, timeout=30000)
    assert page.writing.paper is not None or "No place would stand in this booklet." in words(page)


@pytest.mark.parametrize("tag", ["en", "ar", "my"])
def test_nothing_is_cut_on_a_small_screen(qtbot: QtBot, desk: Desk, tag: str) -> None:
    desk.speak(tag)
    screen, page = booklet(qtbot, desk, (934, 544))
    # What changes its words takes its place when the window comes round to it.
    qtbot.waitUntil(lambda: not cut_labels(screen), timeout=3000)
    made(qtbot, page)
    qtbot.waitUntil(lambda: not cut_labels(screen), timeout=3000)
    assert not stray_labels(screen)


def test_a_secret_place_is_opened_by_one_press_of_its_own_and_hidden_again(qtbot: QtBot, desk: Desk) -> None:
    _, page = opened(qtbot, desk)
    secret = next(one for one in desk.session.services if one.confidential and open_knowingly(desk.session, one.id))
    spot = open_knowingly(desk.session, secret.id)[0]
    find(qtbot, page, secret.name)
    assert spot.address
    assert spot.address not in words(page)
    press(page.record, "show-secret")
    assert spot.address in words(page.record)
    press(page.record, "hide-secret")
    assert spot.address not in words(page.record)
    press(page.record, "show-secret")
    find(qtbot, page, "School enrolment")
    find(qtbot, page, secret.name)
    assert spot.address not in words(page.record)
