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

from referral_assistant.errors import StorageError
from referral_assistant.message import msg
from referral_assistant.session.check import Problem
from referral_assistant.session.health import Health
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


def _measured(qtbot: QtBot, room: Room) -> None:
    qtbot.waitUntil(lambda: room.quality.measuring is None, timeout=10_000)
    settle()


def _two_months(*_: object, **__: object) -> list[Health]:
    tables = {"health.primary": (3, 4)}, {"Mae Lin": (3, 4)}
    return [Health(day, 4, good, 0, *tables) for day, good in (("2026-10-31", 1), ("2026-11-24", 3))]


def test_the_line_is_told_in_words(qtbot: QtBot, screen: DirectoryScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality_state, "health", _two_months)
    press(screen, "health")
    _measured(qtbot, screen.room)
    chart = screen.page.findChild(Chart)
    assert chart is not None
    assert "25 %" in chart.accessibleName()
    assert "75 %" in chart.accessibleName()
    assert screen.page.findChild(Text, "one-day") is None


def test_the_first_day_is_told_in_words_and_numbers(qtbot: QtBot, screen: DirectoryScreen) -> None:
    press(screen, "health")
    assert "Reading the history" in words(screen)
    _measured(qtbot, screen.room)
    assert isinstance(screen.page, HealthPage)
    assert screen.room.quality.months
    now = screen.room.quality.months[-1]
    assert f"{now.confirmed} of {now.listed}" in words(screen)
    assert "Mae Lin" in words(screen)
    assert f"{round(100 * now.share)} %" in words(screen)
    assert screen.page.findChild(Chart) is None
    assert "So far there is one day to show." in words(screen)
    QTest.keyClick(screen.page, Qt.Key.Key_Escape)
    settle()
    assert isinstance(screen.page, QualityPage)


def test_the_health_waits_for_a_check_that_is_under_way(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def long(*_: object, **__: object) -> Iterator[Problem]:
        go_on.wait(5)
        yield from ()

    monkeypatch.setattr(quality_state, "problems", long)
    room = Room.of(desk)
    room.page = Page.QUALITY
    opened = DirectoryScreen(desk)
    show(qtbot, opened)
    room.turn(Page.HEALTH)
    settle()
    assert "Reading the history" in words(opened)
    go_on.set()
    _measured(qtbot, room)
    assert room.quality.found == []
    assert "Share of places that are confirmed" in words(opened)


def test_a_measure_that_was_stopped_can_be_taken_again(
    qtbot: QtBot, screen: DirectoryScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_session: object, report: Report) -> list[Health]:
        while True:
            report(0, 1)

    with monkeypatch.context() as patch:
        patch.setattr(quality_state, "health", endless)
        press(screen, "health")
        press(screen, "cancel")
        _measured(qtbot, screen.room)
    assert "The measure was stopped." in words(screen)
    press(screen, "measure")
    _measured(qtbot, screen.room)
    assert "By area" in words(screen)


def test_a_measure_that_fails_says_why(qtbot: QtBot, screen: DirectoryScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> list[Health]:
        raise StorageError(msg("The history cannot be read."), msg("Bring a copy in."))

    monkeypatch.setattr(quality_state, "health", broken)
    press(screen, "health")
    _measured(qtbot, screen.room)
    assert "The history cannot be read." in words(screen)
    assert "Bring a copy in." in words(screen)


def test_a_directory_without_history_says_so(qtbot: QtBot, empty_desk: Desk) -> None:
    room = Room.of(empty_desk)
    room.page = Page.HEALTH
    opened = DirectoryScreen(empty_desk)
    show(qtbot, opened)
    _measured(qtbot, room)
    assert room.quality.months == []
    assert "Nothing was written yet" in words(opened)
