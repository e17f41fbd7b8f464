"""The turned screen speaks the family's language alone, in its direction, and what is pointed at is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from referral_assistant.session import Session
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.text import Text, stray_labels
from referral_assistant.ui.visit.turned import BigCard, TurnedScreen
from tests.ui.conftest import settle
from tests.ui.test_labels import cut_labels
from tests.ui.walk import make_longer, seat_a_family


def turn(window: MainWindow) -> TurnedScreen:
    QTest.keyClick(window, Qt.Key.Key_F11)
    settle()
    turned = window.findChild(TurnedScreen)
    assert turned is not None
    return turned


def card(turned: TurnedScreen, name: str) -> QAbstractButton:
    found = turned.findChild(QAbstractButton, name)
    assert found is not None
    return found


def test_needs_are_pointed_at(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk, "my")
    desk.go(Place.NEEDS)
    settle()
    turned = turn(window)
    assert turned.geometry() == window.rect()
    card(turned, "turned-basics.food").click()
    assert "basics.food" in desk.sitting.needs
    QTest.keyClick(turned, Qt.Key.Key_Escape)
    settle()
    assert window.findChild(TurnedScreen) is None
    below = window.findChild(QAbstractButton, "need-basics.food")
    assert below is not None
    assert below.isChecked()


def test_it_speaks_one_language(
    window: MainWindow, desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = make_longer(session, monkeypatch)
    seat_a_family(desk, tag)
    for place in (Place.START, Place.NEEDS, Place.QUESTIONS):
        desk.go(place)
        settle()
        turned = turn(window)
        said = [label.said() for label in turned.findChildren(Text) if any(one.isalpha() for one in label.said())]
        assert said
        assert all(text.endswith("Ẫģ̈") for text in said), said
        assert not cut_labels(turned)
        assert not stray_labels(turned)
        QTest.keyClick(window, Qt.Key.Key_F11)
        settle()


def test_it_runs_in_the_familys_direction(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk, "ar")
    desk.go(Place.NEEDS)
    settle()
    turned = turn(window)
    assert turned.layoutDirection() is Qt.LayoutDirection.RightToLeft
    first, second = card(turned, "turned-education.enrolment"), card(turned, "turned-education.language")
    assert first.mapTo(turned, first.rect().topLeft()).x() > second.mapTo(turned, second.rect().topLeft()).x()
    label = next(one for one in first.findChildren(Text))
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    assert all(one.height() >= 96 for one in turned.findChildren(BigCard))


def test_the_question_can_be_answered_there(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk, "ar")
    desk.go(Place.QUESTIONS)
    settle()
    asked = desk.next_asked()
    assert asked is not None
    turned = turn(window)
    card(turned, "turned-answer-1").click()
    assert desk.sitting.household == asked.choices[0][1].household
    settle()
    card(turned, "turn-back").click()
    settle()
    assert window.findChild(TurnedScreen) is None
    assert desk.place is Place.QUESTIONS


def test_the_blank_page_covers_the_turned_screen_too(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk, "my")
    desk.go(Place.NEEDS)
    settle()
    turned = turn(window)
    QTest.keyClick(turned, Qt.Key.Key_F9)
    settle()
    assert window.cover.is_blank
    assert not isinstance(window.childAt(window.rect().center()), TurnedScreen | BigCard)
    QTest.keyClick(window, Qt.Key.Key_F9)
    settle()
    assert window.findChild(TurnedScreen) is turned
