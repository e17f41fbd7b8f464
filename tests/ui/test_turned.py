"""The turned screen speaks the family's language alone, in its direction, and what is pointed at is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from referral_assistant.session import Session
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.text import Text, stray_labels
from referral_assistant.ui.visit import asking
from referral_assistant.ui.visit.big_card import BigCard
from referral_assistant.ui.visit.turned import TurnedScreen
from tests.ui.conftest import Press, settle
from tests.ui.speech import ESPEAK, Speech, until
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


# What only the person may hear about


@pytest.mark.parametrize("answer", ["alone-no", "alone-skip"])
def test_who_listens_is_asked_before_what_is_private(window: MainWindow, desk: Desk, answer: str) -> None:
    desk.go(Place.NEEDS)
    settle()
    turned = turn(window)
    card(turned, "turned-protection.violence").click()
    settle()
    assert not desk.sitting.needs, "not chosen before it is answered"
    said = " ".join(label.said() for label in turned.findChildren(Text))
    assert "Is there anybody here who should not hear this? An interpreter is fine." in said
    assert desk.say(desk.session.region.confidentiality[0].text) in said
    card(turned, f"turned-{answer}").click()
    settle()
    assert not desk.sitting.needs
    assert not card(turned, "turned-protection.violence").isChecked()
    card(turned, "turned-protection.violence").click()
    settle()
    card(turned, "turned-alone-yes").click()
    settle()
    assert desk.sitting.needs == ("protection.violence",)
    assert card(turned, "turned-protection.violence").isChecked()
    card(turned, "turned-protection.child").click()
    settle()
    assert set(desk.sitting.needs) == {"protection.violence", "protection.child"}


def test_every_private_need_asks_on_the_turned_screen(window: MainWindow, desk: Desk) -> None:
    desk.go(Place.NEEDS)
    settle()
    turned = turn(window)
    for need in desk.session.needs.all:
        card(turned, f"turned-{need.id}").click()
        settle()
        asked = turned.findChild(QAbstractButton, "turned-alone-no")
        assert (asked is not None) == (need.discreet or need.group == "protection"), need.id
        if asked:
            asked.click()
            settle()
    assert not [one for one in desk.sitting.needs if desk.session.needs.by_id[one].discreet]


# A child's own voice


def turned_to_the_child(window: MainWindow, desk: Desk, language: str | None = None) -> TurnedScreen:
    seat_a_family(desk, language)
    desk.sitting = replace(desk.sitting, needs_of=1)
    desk.go(Place.NEEDS)
    settle()
    return turn(window)


def test_a_child_is_asked_whether_it_wants_to_and_told_the_limits(window: MainWindow, desk: Desk) -> None:
    before = desk.sitting
    turned = turned_to_the_child(window, desk)
    said = " ".join(label.said() for label in turned.findChildren(Text))
    assert desk.say(desk.session.region.confidentiality[0].text) in said
    assert "You can stop at any time" in said
    assert not [one for one in turned.findChildren(QAbstractButton) if "." in one.objectName()], "no need is shown yet"
    card(turned, "turned-child-no").click()
    settle()
    assert window.findChild(TurnedScreen) is None
    assert before != desk.sitting


def test_two_taps_and_only_a_need_is_kept(window: MainWindow, desk: Desk) -> None:
    turned = turned_to_the_child(window, desk)
    before = desk.sitting
    card(turned, "turned-child-yes").click()
    settle()
    food = card(turned, "turned-basics.food")
    assert food.accessibleName() == "Enough to eat"
    food.click()
    child = before.people[1]
    assert desk.sitting == before.change(1, replace(child, needs=(*child.needs, "basics.food")))
    shown = {one.objectName().removeprefix("turned-") for one in turned.findChildren(BigCard)}
    assert shown == {need.id for need in desk.session.needs.all if need.child_says}
    assert "protection.violence" in shown
    assert not shown & {"money.remittance", "legal.detention", "health.sexual"}


def test_a_child_can_stop_at_any_time_and_is_asked_again(window: MainWindow, desk: Desk) -> None:
    turned = turned_to_the_child(window, desk)
    card(turned, "turned-child-yes").click()
    settle()
    card(turned, "turned-skip").click()
    settle()
    assert window.findChild(TurnedScreen) is None
    assert turn(window).findChild(QAbstractButton, "turned-child-yes") is not None


def test_what_hurts_a_child_waits_for_who_listens(window: MainWindow, desk: Desk) -> None:
    turned = turned_to_the_child(window, desk)
    card(turned, "turned-child-yes").click()
    settle()
    card(turned, "turned-protection.child").click()
    settle()
    assert not desk.sitting.has_need("protection.child", 1)
    card(turned, "turned-alone-yes").click()
    settle()
    assert desk.sitting.has_need("protection.child", 1)
    assert not desk.sitting.has_need("protection.child", 0)


def test_the_needs_page_leads_there(window: MainWindow, desk: Desk, press: Press) -> None:
    seat_a_family(desk)
    desk.go(Place.NEEDS)
    settle()
    button = window.findChild(QAbstractButton, "childs-turn")
    assert button is not None
    assert button.isHidden()
    press("for-0")
    assert button.isHidden(), "the mother is no child"
    press("for-1")
    press("childs-turn")
    turned = window.findChild(TurnedScreen)
    assert turned is not None
    assert card(turned, "turned-child-yes").isVisible()


@pytest.mark.parametrize("tag", ["en", "ar", "my", "longer"])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 600)])
def test_nothing_of_the_childs_screen_is_cut(
    window: MainWindow,
    desk: Desk,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    tag: str,
    size: tuple[int, int],
) -> None:
    language = make_longer(session, monkeypatch) if tag == "longer" else tag
    window.resize(*size)
    settle()
    desk.dress(large=True)
    settle()
    turned = turned_to_the_child(window, desk, language)
    for name in ("turned-child-yes", "turned-protection.child", "turned-alone-yes"):
        assert not cut_labels(turned)
        assert not stray_labels(turned)
        card(turned, name).click()
        settle()


# Reading aloud


def test_without_a_voice_there_is_no_button(window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    desk.go(Place.NEEDS)
    settle()
    assert card(turn(window), "read-aloud").isHidden()


def test_a_voice_reads_what_stands_there_and_is_silent_under_the_blank_page(
    window: MainWindow, desk: Desk, speech: Speech
) -> None:
    folder = speech("espeak-ng", ESPEAK.replace("my ", "en ") + " 5  xx  long")
    turned = turned_to_the_child(window, desk)
    until(lambda: not desk.aloud.is_looking)
    settle()
    button = card(turned, "read-aloud")
    assert not button.isHidden()
    button.click()
    until(lambda: (folder / "told.json").exists() and not desk.aloud.is_speaking)
    told = (folder / "told.json").read_text()
    assert "Would you like to show us what would help you?" in told
    assert "Yes, I want to" in told
    quiets: list[Callable[[], object]] = [window.cover.toggle_blank, window.cover.turn, desk.end_visit]
    for quiet in quiets:
        desk.aloud.read("a long story", "en")
        assert desk.aloud.is_speaking
        quiet()
        settle()
        assert not desk.aloud.is_speaking


def test_the_question_is_read_on_its_page_too(window: MainWindow, desk: Desk, speech: Speech) -> None:
    folder = speech("espeak-ng", ESPEAK.replace("my ", "en "))
    seat_a_family(desk)
    desk.go(Place.QUESTIONS)
    settle()
    until(lambda: not desk.aloud.is_looking)
    settle()
    button = window.findChild(QAbstractButton, "read-aloud")
    assert button is not None
    button.click()
    until(lambda: (folder / "told.json").exists() and not desk.aloud.is_speaking)
    asked = desk.next_asked()
    assert asked is not None
    assert asking.question_text(desk, asked, desk.catalog) in json.loads((folder / "told.json").read_text())[0]
