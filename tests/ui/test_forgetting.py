"""The end of a visit forgets everything; one key covers the window with a page that says nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QWidget

from referral_assistant import clock
from referral_assistant.household import Household, Person
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import TITLE, MainWindow
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.shell.blank import BlankPage
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit.sitting import Sitting
from tests.ui.conftest import Press, settle
from tests.ui.test_visit import at
from tests.ui.walk import seat_a_family, walk

FAMILY_WORDS = ("Mother", "29", "Pregnant", "မြန်မာ", "Mae Lin")


def test_ending_asks_once_and_forgets(
    others: list[QWidget], earlier: list[object], window: MainWindow, desk: Desk, press: Press
) -> None:
    seat_a_family(desk, "my")
    for _ in walk(desk):
        pass
    desk.go(Place.PEOPLE)
    settle()
    press("end-visit")
    assert desk.sitting.people, "nothing is forgotten before the question is answered"
    press("keep-visit")
    assert at(desk) is Place.PEOPLE
    press("end-visit")
    press("forget-visit")
    assert at(desk) is Place.START
    said = list(_everything_shown(others))
    assert not [word for word in FAMILY_WORDS if any(word in text for text in said)]
    held = _held() - {id(one) for one in earlier}
    assert not [one for one in gc.get_objects() if id(one) in held]


@pytest.fixture
def earlier() -> list[object]:
    """Return what other tests still hold of their families; kept, so that no id is used again."""
    gc.collect()
    ids = _held()
    return [one for one in gc.get_objects() if id(one) in ids]


def _held() -> set[int]:
    """Find everything in memory that a family has said."""
    gc.collect()
    return {
        id(one)
        for one in gc.get_objects()
        if (isinstance(one, Person) and (one.label or one.needs))
        or (isinstance(one, Household) and one.area)
        or (isinstance(one, Sitting) and one.visit.language)
    }


def test_pages_that_were_left_are_let_go(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk, "my")
    for _ in range(3):
        for _ in walk(desk):
            pass
        desk.dress(dark=not desk.look.colours.ground.startswith("#1"))
        settle()
    gc.collect()
    live = [one for one in gc.get_objects() if isinstance(one, Screen) and one.desk is desk]
    assert len(live) <= 2


@pytest.fixture
def others(qapp: QApplication) -> list[QWidget]:
    """Return the widgets that other tests have left."""
    settle()
    return QApplication.allWidgets()


def _everything_shown(others: list[QWidget]) -> Iterator[str]:
    """Yield every text of every living widget, hidden ones included, but of those of OTHERS."""
    for widget in set(QApplication.allWidgets()) - set(others):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
        if isinstance(widget, QLabel | QLineEdit):
            yield widget.text()
        if isinstance(widget, Text):
            yield widget.said()
        if isinstance(widget, QComboBox):
            yield widget.currentText()


def test_an_empty_visit_ends_without_a_question(window: MainWindow, desk: Desk, press: Press) -> None:
    press("end-visit")
    assert window.findChild(QWidget, "forget-visit") is None


def test_closing_the_window_remembers_its_size_and_nothing_else(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk, "my")
    window.resize(1111, 777)
    settle()
    window.close()
    kept = (desk.session.folder / "settings.toml").read_text("utf-8")
    assert "window_size = [1111, 777]" in kept
    assert "mother" not in kept
    assert 'language = "my"' not in kept


def test_one_key_covers_and_one_brings_back(window: MainWindow, desk: Desk, press: Press) -> None:
    seat_a_family(desk, "my")
    desk.go(Place.PEOPLE)
    settle()
    field = window.findChild(QLineEdit, "age")
    assert field is not None
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F9)
    blank = window.findChild(BlankPage)
    assert blank is not None
    assert blank.isVisible()
    assert blank.geometry() == window.rect()
    assert window.childAt(window.rect().center()) is blank
    assert TITLE not in window.windowTitle()
    assert not blank.findChildren(QLabel)
    _nothing_gets_through(window, desk, blank)
    QTest.keyClick(blank, Qt.Key.Key_F9)
    settle()
    assert window.findChild(BlankPage) is None
    assert window.windowTitle() == TITLE
    assert window.focusWidget() is field


def _nothing_gets_through(window: MainWindow, desk: Desk, blank: BlankPage) -> None:
    before = desk.sitting
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_5):
        QTest.keyClick(window.focusWidget() or blank, key)
    QTest.keyClick(blank, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(blank, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, blank.rect().topLeft())
    settle()
    assert desk.place is Place.PEOPLE
    assert desk.sitting == before
    assert window.findChild(BlankPage) is blank
    assert window.focusWidget() is blank


def test_the_blank_page_follows_the_window_and_outlives_a_change_below(window: MainWindow, desk: Desk) -> None:
    desk.blanked.emit()
    settle()
    window.resize(1024, 600)
    desk.dress(dark=True)
    settle()
    blank = window.findChild(BlankPage)
    assert blank is not None
    assert blank.geometry() == window.rect()
    assert window.childAt(window.rect().center()) is blank


def test_the_key_works_in_a_dialog_too(window: MainWindow) -> None:
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    settle()
    handle = dialog.windowHandle()
    window.furnishing._on_other_window(handle)  # type: ignore[union-attr]
    QTest.keyClick(handle, Qt.Key.Key_F9)
    settle()
    assert window.findChild(BlankPage) is not None
    assert not dialog.isVisible()


def test_a_window_left_open_over_night_begins_the_next_visit_on_its_own_day(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 24))
    desk.end_visit()
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 25))
    assert not desk.visit_holds_words
    desk.speak("my")
    assert not desk.visit_holds_words
    desk.go(Place.START)
    assert desk.sitting.visit.on == date(2026, 11, 25)
    seat_a_family(desk, "my")
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 26))
    desk.go(Place.PEOPLE)
    assert desk.sitting.visit.on == date(2026, 11, 25), "what the family was told stays as it was told"
