"""Whoever cannot use a mouse or does not see the screen gets everything: names, targets, the order of the tab key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import MainWindow
from tests.ui.conftest import settle
from tests.ui.walk import seat_a_family, walk

TARGET = 44


def reachable(root: QWidget) -> list[QWidget]:
    """Return what the tab key stops at."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.mark.parametrize("size", [(1280, 800), (1024, 600)], ids=["wide", "small"])
def test_everything_has_a_name_and_can_be_hit(window: MainWindow, desk: Desk, size: tuple[int, int]) -> None:
    window.resize(*size)
    seat_a_family(desk, "ar")
    for place in walk(desk):
        for widget in reachable(window):
            assert widget.accessibleName().strip(), (place, widget)
            smallest = min(widget.width(), widget.height())
            assert smallest >= TARGET, (place, widget.accessibleName(), widget.size().toTuple())


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_tab_key_reads_as_the_page_does(window: MainWindow, desk: Desk, tag: str) -> None:
    seat_a_family(desk)
    desk.speak(tag)
    for place in (Place.START, Place.LANGUAGES, Place.PEOPLE, Place.NEEDS, Place.QUESTIONS):
        desk.go(place)
        settle()
        page = window.frame.stage.page
        assert page is not None
        stops = _walk_by_tab(window, page)
        assert len(stops) == len({id(stop) for stop in stops})
        assert {id(stop) for stop in stops} == {id(stop) for stop in reachable(page)}
        for group in _siblings(stops):
            assert group == sorted(group, key=lambda one: _reading_place(one, page, mirrored=tag == "ar")), place


def _walk_by_tab(window: MainWindow, page: QWidget) -> list[QWidget]:
    page.setFocus()
    stops: list[QWidget] = []
    for _ in range(200):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            return stops
        stops.append(focused)
    raise AssertionError("the tab key never leaves the page")


def _siblings(stops: list[QWidget]) -> list[list[QWidget]]:
    """Group the stops that stand beside each other in one container: there, reading order is geometry."""
    groups: dict[int, list[QWidget]] = {}
    for stop in stops:
        groups.setdefault(id(stop.parentWidget()), []).append(stop)
    # Two columns of one page are read one after the other; rows of cards and buttons as lines are.
    return [group for group in groups.values() if len({type(one) for one in group}) == 1]


def _reading_place(widget: QWidget, page: QWidget, *, mirrored: bool) -> tuple[int, int]:
    middle = widget.mapTo(page, QPoint(widget.width() if mirrored else 0, widget.height() // 2))
    return (middle.y() // 8, -middle.x() if mirrored else middle.x())


def test_a_screen_reader_hears_both_languages_and_the_state(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk, "my")
    desk.go(Place.NEEDS)
    settle()
    card = window.findChild(QAbstractButton, "need-education.enrolment")
    assert card is not None
    assert card.isCheckable()
    assert card.isChecked()
    assert card.accessibleName().startswith("Going to school, ")
    assert card.accessibleDescription()


def test_fields_can_be_chosen_by_key(window: MainWindow, desk: Desk) -> None:
    desk.go(Place.PEOPLE)
    settle()
    area = window.findChild(QComboBox, "area")
    assert area is not None
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Down)
    QTest.keyClick(area, Qt.Key.Key_Down)
    settle()
    assert desk.sitting.household.area is not None
    assert desk.sitting.household.area.name == area.currentData()


def test_search_takes_english_and_own_names(window: MainWindow, desk: Desk) -> None:
    desk.go(Place.LANGUAGES)
    settle()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    for typed, found in (("burm", "reads-my"), ("اردو", "reads-ur"), ("ខ្មែរ", "reads-km")):
        field.setText(typed)
        settle()
        cards = [one.objectName() for one in window.findChildren(QAbstractButton) if one.objectName()[:6] == "reads-"]
        assert cards == [found]


def test_none_is_never_lost(qapp: QApplication) -> None:
    """PySide6 6.12.0 loses a reference to None at every call that returns nothing."""
    import sys

    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        widget.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 200
