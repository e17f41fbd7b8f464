"""The whole visit, by mouse and by keys alone; going back loses nothing; what is taken back is taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from referral_assistant.errors import StorageError
from referral_assistant.household import Person, Sex
from referral_assistant.message import msg
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit.need_cards import GroupItem
from tests.ui.conftest import Press, settle


def at(desk: Desk) -> Place:
    """Return where the desk is; asked anew each time."""
    return desk.place


def age_of(desk: Desk, position: int) -> object:
    """Return what is known of an age."""
    return desk.sitting.people[position].age_months


def words_on(window: MainWindow) -> str:
    """Return everything that can be read in the window."""
    return "\n".join(label.said() for label in window.findChildren(Text) if label.isVisibleTo(window))


def type_key(window: MainWindow, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(window.focusWidget() or window, key)
        settle()


def tab_to(window: MainWindow, name: str) -> None:
    """Reach a part by the tab key alone."""
    for _ in range(300):
        focused = window.focusWidget()
        if focused is not None and focused.objectName() == name:
            return
        type_key(window, Qt.Key.Key_Tab)
    raise AssertionError(f"the tab key does not reach {name}")


def test_by_mouse(window: MainWindow, desk: Desk, press: Press) -> None:
    press("primary")
    assert at(desk) is Place.LANGUAGES
    press("reads-my")
    press("primary")
    assert at(desk) is Place.PEOPLE
    press("add-mother")
    press("add-child")
    field = window.findChild(QLineEdit, "age")
    assert field is not None
    QTest.keyClicks(field, "7")
    settle()
    assert age_of(desk, 1) == (84, 95)
    press("person-0")
    press("applies-pregnant")
    assert desk.sitting.people[0].pregnant is True
    press("primary")
    press("need-education.enrolment")
    press("need-health.maternal")
    assert desk.sitting.people[1].needs == ("education.enrolment",)
    assert desk.sitting.people[0].needs == ("health.maternal",)
    press("primary")
    assert at(desk) is Place.QUESTIONS
    press("primary")
    assert at(desk) is Place.RESULTS
    assert "Not asked" in words_on(window)


def test_by_keys_alone(window: MainWindow, desk: Desk) -> None:
    type_key(window, Qt.Key.Key_Return)
    tab_to(window, "reads-ar")
    type_key(window, Qt.Key.Key_Space)
    assert desk.sitting.visit.language == "ar"
    type_key(window, Qt.Key.Key_Return)
    tab_to(window, "add-mother")
    type_key(window, Qt.Key.Key_Space)
    tab_to(window, "age")
    QTest.keyClicks(window.focusWidget(), "31")
    type_key(window, Qt.Key.Key_Return)
    assert at(desk) is Place.NEEDS
    tab_to(window, "need-education.enrolment")
    type_key(window, Qt.Key.Key_Right)
    type_key(window, Qt.Key.Key_Space)
    assert desk.sitting.needs == ("education.language",)
    type_key(window, Qt.Key.Key_Return)
    assert at(desk) is Place.QUESTIONS
    type_key(window, Qt.Key.Key_Return)
    assert at(desk) is Place.RESULTS
    type_key(window, Qt.Key.Key_Escape, 3)
    assert at(desk) is Place.PEOPLE
    assert age_of(desk, 0) == (31 * 12, 31 * 12 + 11)
    assert desk.sitting.needs == ("education.language",)


def test_arrows_go_where_they_point(window: MainWindow, desk: Desk) -> None:
    desk.go(Place.LANGUAGES)
    settle()
    tab_to(window, "reads-my")
    type_key(window, Qt.Key.Key_Right)
    assert _focused(window) == "reads-th"
    type_key(window, Qt.Key.Key_Down)
    type_key(window, Qt.Key.Key_Up)
    assert _focused(window) == "reads-th"
    type_key(window, Qt.Key.Key_Left)
    assert _focused(window) == "reads-my"


def _focused(window: MainWindow) -> str:
    focused = window.focusWidget()
    return focused.objectName() if focused else ""


def test_back_and_forth_keeps_every_answer(window: MainWindow, desk: Desk, press: Press) -> None:
    desk.speak_with_family("my")
    desk.go(Place.PEOPLE)
    settle()
    for name in ("add-mother", "applies-breastfeeding", "add-baby", "age-band-6", "sex-female"):
        press(name)
    desk.go(Place.NEEDS)
    settle()
    press("need-vaccines.routine")
    kept = desk.sitting.visit
    for place in (Place.QUESTIONS, Place.RESULTS, Place.NEEDS, Place.PEOPLE, Place.LANGUAGES, Place.START):
        desk.go(place)
        settle()
    desk.speak("ar")
    desk.dress(dark=True, large=True)
    settle()
    assert desk.sitting.visit.household == kept.household
    assert desk.sitting.people[1].sex is Sex.FEMALE
    assert age_of(desk, 1) == (6, 11)


def test_a_step_that_was_reached_can_be_opened_again(window: MainWindow, desk: Desk, press: Press) -> None:
    desk.go(Place.NEEDS)
    settle()
    press("step-people")
    assert at(desk) is Place.PEOPLE
    results = window.findChild(QWidget, "step-results")
    assert results is not None
    assert not results.isEnabled()


def test_keys_answer_the_question(window: MainWindow, desk: Desk, press: Press) -> None:
    _with_open_questions(desk)
    desk.go(Place.QUESTIONS)
    settle()
    asked = desk.next_asked()
    assert asked is not None
    type_key(window, Qt.Key.Key_2)
    assert desk.sitting.household == asked.choices[1][1].household
    press("take-back")
    assert desk.next_asked() == asked
    for _ in range(30):
        if desk.next_asked() is None:
            break
        press("not-sure")
    assert desk.next_asked() is None
    assert "Nothing more needs asking" in words_on(window)


def test_the_band_above_the_results_can_be_answered_and_skipped(window: MainWindow, desk: Desk, press: Press) -> None:
    _with_open_questions(desk)
    desk.go(Place.RESULTS)
    settle()
    first = desk.next_asked()
    assert first is not None
    type_key(window, Qt.Key.Key_1)
    assert desk.sitting.household == first.choices[0][1].household
    second = desk.next_asked()
    assert second is not None
    press("skip")
    assert desk.next_asked() != second
    assert (second.question.attribute, second.question.person) in desk.sitting.skipped


def _with_open_questions(desk: Desk) -> None:
    from referral_assistant.ui.visit.who import ROLES, newcomer

    wanted = ("education.enrolment", "health.primary", "money.food", "basics.food", "legal.advice")
    sitting = desk.sitting.add(newcomer(ROLES[0], ())).add(newcomer(ROLES[2], ()))
    for need in wanted:
        sitting = sitting.set_need(need, None, (0, 1), wanted=True)
    desk.change(sitting)


def test_ctrl_z_takes_back_the_last_answer(window: MainWindow, desk: Desk, press: Press) -> None:
    desk.go(Place.PEOPLE)
    settle()
    press("add-mother")
    press("add-father")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert [person.label for person in desk.sitting.people] == ["mother"]


def test_rooms_by_number_and_the_visit_where_it_was_left(window: MainWindow, desk: Desk) -> None:
    desk.go(Place.NEEDS)
    desk.go(Place.LANGUAGES)
    settle()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert at(desk) is Place.NEEDS


def test_help_says_what_the_page_is_for(window: MainWindow, desk: Desk) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    settle()
    assert "What is this page?" in words_on(window)
    type_key(window, Qt.Key.Key_Escape)
    assert "What is this page?" not in words_on(window)
    assert at(desk) is Place.START


def test_the_window_changes_direction_while_it_stands(window: MainWindow, desk: Desk) -> None:
    desk.speak("ar")
    settle()
    assert QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    rail = window.frame.rail
    assert rail.mapTo(window, rail.rect().topLeft()).x() > window.width() // 2
    desk.speak("en")
    settle()
    assert rail is not window.frame.rail
    assert window.frame.rail.x() == 0


def test_the_index_of_needs_shows_where_we_are_and_what_was_chosen(
    window: MainWindow, desk: Desk, press: Press
) -> None:
    desk.change(desk.sitting.add(Person("child", age_months=(84, 95))))
    desk.go(Place.NEEDS)
    settle()
    for name in ("need-basics.food", "need-basics.shelter", "group-basics"):
        press(name)
    item = window.findChild(GroupItem, "group-basics")
    assert item is not None
    assert item._in_sight
    assert item._count.said() == "2"
    assert not [one for one in window.findChildren(GroupItem) if one is not item and one._in_sight]


def test_limits_of_confidentiality_stand_before_what_is_sensitive(window: MainWindow, desk: Desk) -> None:
    desk.go(Place.NEEDS)
    settle()
    limit = desk.say(desk.session.region.confidentiality[0].text)
    said = next(label for label in window.findChildren(Text) if label.said() == limit)
    card = window.findChild(QWidget, "need-protection.violence")
    assert card is not None
    top = said.mapTo(window, said.rect().topLeft()).y()
    assert top < card.mapTo(window, card.rect().topLeft()).y()


def test_a_fault_of_the_world_stands_on_the_page(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch, press: Press
) -> None:
    def fail(_visit: object) -> None:
        raise StorageError(msg("The disk is gone."), msg("Put it back."))

    monkeypatch.setattr(desk.session, "match", fail)
    desk.change(desk.sitting.add(Person("child", needs=("basics.food",))))
    desk.go(Place.RESULTS)
    settle()
    assert "The disk is gone." in words_on(window)
    assert "Put it back." in words_on(window)
    monkeypatch.undo()
    press("primary")
    assert "The disk is gone." not in words_on(window)
    assert desk.sitting.needs == ("basics.food",)


def test_a_need_is_explained_where_the_note_stands(window: MainWindow, desk: Desk) -> None:
    desk.go(Place.NEEDS)
    settle()
    tab_to(window, "need-education.enrolment")
    assert desk.say(desk.session.needs.by_id["education.enrolment"].explanation) in words_on(window)


def test_search_goes_to_the_directory_where_a_page_has_none(window: MainWindow, desk: Desk) -> None:
    desk.go(Place.QUESTIONS)
    settle()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert at(desk) is Place.DIRECTORY
    assert isinstance(window.focusWidget(), QLineEdit)
