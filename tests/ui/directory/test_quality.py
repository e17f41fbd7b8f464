"""What needs a person's eye, in the window: grouped, narrowed, led to where it is mended, stopped, and over time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from referral_assistant.session.check import Problem
from referral_assistant.ui.background import Report
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory import quality_state
from referral_assistant.ui.directory.browse import BrowsePage
from referral_assistant.ui.directory.health import Chart, HealthPage
from referral_assistant.ui.directory.quality import MOST, QualityPage
from referral_assistant.ui.directory.screen import PAGES, DirectoryScreen
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.verify import VerifyPage
from referral_assistant.ui.text import Text
from tests.ui.conftest import settle
from tests.ui.rooms import named, press, show, words


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Iterator[DirectoryScreen]:
    room = Room.of(desk)
    room.page = Page.QUALITY
    opened = DirectoryScreen(desk)
    show(qtbot, opened)
    qtbot.waitUntil(lambda: room.quality.found is not None and room.quality.job is None, timeout=10_000)
    settle()
    yield opened
    opened.close()


def _count(screen: DirectoryScreen) -> str:
    count = named(screen, "count")
    assert isinstance(count, Text)
    return count.said()


def test_every_kind_has_words_a_count_and_a_way_to_mend_it(screen: DirectoryScreen) -> None:
    quality = screen.room.quality
    assert quality.found
    assert {problem.problem for problem in quality.found} <= set(quality_state.KINDS)
    for kind, count in quality.counts().items():
        press(screen, f"kind-{kind}")
        settle()
        assert str(count) in _count(screen)
        assert screen.findChild(type(named(screen, "primary")), f"mend-{kind}-{quality.shown()[0].service_id}-{quality.shown()[0].field}")  # fmt: skip


def test_typing_narrows_the_list(qtbot: QtBot, screen: DirectoryScreen) -> None:
    press(screen, "kind-expired")
    field = named(screen, "filter")
    assert isinstance(field, QLineEdit)
    name = screen.room.quality.names[screen.room.quality.shown()[0].service_id]
    QTest.keyClicks(field, name)
    qtbot.waitUntil(lambda: _count(screen) == "1 place to look at", timeout=5000)
    field.setText("no such place")
    qtbot.waitUntil(lambda: not screen.room.quality.shown(), timeout=5000)


def test_a_button_leads_to_the_record(qtbot: QtBot, screen: DirectoryScreen) -> None:
    press(screen, "kind-contradictory")
    problem = screen.room.quality.shown()[0]
    press(screen, f"mend-contradictory-{problem.service_id}-{problem.field}")
    assert isinstance(screen.page, BrowsePage)
    qtbot.waitUntil(lambda: screen.room.quality.names[problem.service_id] in words(screen), timeout=5000)
    assert screen.room.selected == problem.service_id


def test_what_is_missing_is_corrected_in_the_form(screen: DirectoryScreen) -> None:
    press(screen, "kind-missing")
    problem = screen.room.quality.shown()[0]
    press(screen, f"mend-missing-{problem.service_id}-{problem.field}")
    assert screen.room.page is Page.EDIT
    assert screen.room.editor is not None


def test_what_is_there_twice_is_compared(screen: DirectoryScreen) -> None:
    first, second = list(screen.room.quality.names)[:2]
    screen.room.quality.found = [Problem(first, "name", "duplicate", other=second)]
    screen.room.quality.changed.emit()
    settle()
    assert screen.room.quality.names[second] in words(screen)
    press(screen, f"mend-duplicate-{first}-name")
    assert screen.room.page is Page.DUPLICATES


def test_every_page_of_the_room_is_there(screen: DirectoryScreen) -> None:
    assert set(PAGES) == set(Page) - {Page.BROWSE}
    for page, name in PAGES.items():
        module, _, made = name.partition(":")
        assert hasattr(import_module(f"referral_assistant.ui.directory.{module}"), made), page


def test_a_check_that_is_too_old_leads_to_the_calls(screen: DirectoryScreen) -> None:
    press(screen, "kind-expired")
    problem = screen.room.quality.shown()[0]
    press(screen, f"mend-expired-{problem.service_id}-{problem.field}")
    assert isinstance(screen.page, VerifyPage)


def test_a_long_list_shows_its_beginning(screen: DirectoryScreen) -> None:
    quality = screen.room.quality
    quality.found = [Problem(f"{number}", "phones", "missing") for number in range(MOST + 40)]
    quality.changed.emit()
    settle()
    assert f"The first {MOST}." in words(screen)
    assert f"{MOST + 40} places to look at" in words(screen)


def test_it_can_be_stopped_and_begun_again(
    qtbot: QtBot, screen: DirectoryScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(*_: object, report: Report, **__: object) -> Iterator[Problem]:
        for done in range(1000):
            report(done, 1000)
            go_on.wait(0.01)
            yield Problem("1", "phones", "missing")

    monkeypatch.setattr(quality_state, "problems", slow)
    screen.room.quality.found = None
    screen.room.quality.check()
    settle()
    assert "Looking through the directory" in words(screen)
    press(screen, "cancel")
    qtbot.waitUntil(lambda: screen.room.quality.job is None, timeout=5000)
    settle()
    assert "The check was stopped." in words(screen)
    go_on.set()
    QTest.keyClick(screen.page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.room.quality.found is not None, timeout=10_000)


def test_the_health_is_told_in_words_and_numbers(qtbot: QtBot, screen: DirectoryScreen) -> None:
    press(screen, "health")
    qtbot.waitUntil(lambda: screen.room.quality.months is not None and screen.room.quality.job is None, timeout=10_000)
    settle()
    assert isinstance(screen.page, HealthPage)
    assert screen.room.quality.months
    now = screen.room.quality.months[-1]
    assert f"{now.confirmed} of {now.listed}" in words(screen)
    assert "Mae Lin" in words(screen)
    chart = screen.page.findChild(Chart)
    assert chart is not None
    assert f"{round(100 * now.share)} %" in chart.accessibleName()
    QTest.keyClick(screen.page, Qt.Key.Key_Escape)
    settle()
    assert isinstance(screen.page, QualityPage)
