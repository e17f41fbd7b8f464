"""Cards typed in with the keys alone, dates asked about once, answers beside each line, and everything forgotten."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from referral_assistant.household import Dose, Seen
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.shell.blank import BlankPage
from referral_assistant.ui.text import Text
from referral_assistant.ui.vaccines.state import Room
from tests.ui.conftest import Press, settle
from tests.ui.test_access import TARGET, reachable
from tests.ui.test_labels import cut_labels
from tests.ui.walk import seat_a_family

CARD = "20/3/26\n", "1", "bcg\n", "21/3/26\n", "\n", "Penta\n", "5/5/26\n", "9/6/26\n", "\n", "ပိုလီယိုအစက်\n", "5/5/26\n"


def type_in(window: MainWindow, *lines: str) -> int:
    """Type with the keys alone, wherever the cursor is; returns how many keys it took."""
    keys = 0
    for line in lines:
        for letter in line:
            focused = window.focusWidget()
            assert focused is not None
            QApplication.sendEvent(focused, _pressed(letter))
            keys += 1
        settle()
    return keys


def _pressed(letter: str) -> QKeyEvent:
    kind, none = QKeyEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier
    if letter == "\n":
        return QKeyEvent(kind, Qt.Key.Key_Return, none)
    return QKeyEvent(
        kind, Qt.Key(ord(letter)) if letter.isdecimal() and letter.isascii() else Qt.Key.Key_unknown, none, letter
    )


def next_child(window: MainWindow) -> None:
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()


def begin(window: MainWindow, desk: Desk) -> Room:
    """Open the room and begin with a card, with the keys."""
    desk.go(Place.VACCINES)
    settle()
    type_in(window, "\n")
    return Room.of(desk)


def is_asking(room: Room) -> bool:
    return bool(room.unsure)


def words(window: MainWindow) -> str:
    return "\n".join(text.said() for text in window.findChildren(Text) if text.isVisibleTo(window))


def test_a_card_is_typed_in_with_the_keys_alone(window: MainWindow, desk: Desk) -> None:
    room = begin(window, desk)
    type_in(window, *CARD)
    child = desk.sitting.people[0]
    assert child.born == date(2026, 3, 20)
    assert tuple(child.age_months or ()) == (8, 8)
    assert [(dose.vaccine, dose.on) for dose in child.doses] == [
        ("bcg", date(2026, 3, 21)),
        ("Penta", date(2026, 5, 5)),
        ("Penta", date(2026, 6, 9)),
        ("ပိုလီယိုအစက်", date(2026, 5, 5)),
    ]
    assert all(dose.seen is Seen.CARD for dose in child.doses)
    filled = {line.answer.antigen.id for line in room.card(0).lines if line.doses}
    assert filled == {"bcg", "dtp", "hepatitis_b", "hib", "polio"}
    cell = window.findChild(QLineEdit, "cell-hib-2")
    assert cell is not None
    assert cell.text() == "9 Jun 2026"
    assert "Doses that count: 2. Dose 3 was due from" in words(window)


def test_ten_cards_in_a_row_take_few_keys(window: MainWindow, desk: Desk) -> None:
    begin(window, desk)
    keys = 0
    for _ in range(2):
        keys = type_in(window, *CARD) + 1
        next_child(window)
    assert len([one for one in desk.sitting.people if one.doses]) == 2
    # Forty words a minute are 200 keys; three quarters of ten minutes are left for reading.
    assert keys * 10 / 200 < 7.5


def test_the_order_of_dates_is_asked_once_a_card(window: MainWindow, desk: Desk) -> None:
    room = begin(window, desk)
    type_in(window, "2/3/26\n")
    assert is_asking(room)
    assert "Which day is “2/3/26”?" in words(window)
    type_in(window, "2")
    assert not is_asking(room)
    assert desk.sitting.people[0].born == date(2026, 2, 3)
    type_in(window, "BCG\n", "3/5/26\n")
    assert not is_asking(room)
    assert desk.sitting.people[0].doses[0].on == date(2026, 3, 5)
    assert "month, day, year" in words(window)
    next_child(window)
    type_in(window, "2/3/26\n")
    assert is_asking(room), "another card may be written in another order"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20/3/2569", date(2026, 3, 20)),
        ("๒๐/๓/๒๕๖๙", date(2026, 3, 20)),
        ("20 Mar 2026", date(2026, 3, 20)),
        ("2026-03-20", date(2026, 3, 20)),
        ("۱۴۰۴/۱۲/۲۹", date(2026, 3, 20)),
    ],
)
def test_dates_as_they_stand_on_the_card(window: MainWindow, desk: Desk, typed: str, day: date) -> None:
    begin(window, desk)
    type_in(window, f"{typed}\n")
    assert desk.sitting.people[0].born == day


def test_what_is_wrong_is_said_in_its_place(window: MainWindow, desk: Desk) -> None:
    begin(window, desk)
    type_in(window, "31/2/26\n")
    born = window.findChild(QLineEdit, "born")
    assert born is not None
    assert window.focusWidget() is born
    assert "Write it as it stands on the card" in born.accessibleDescription()
    born.selectAll()
    type_in(window, "20/3/26\n", "1", "Pentaa\n")
    vaccine = window.findChild(QLineEdit, "vaccine")
    assert vaccine is window.focusWidget()
    assert "not known" in words(window)
    QTest.keyClick(vaccine, Qt.Key.Key_Down)
    settle()
    type_in(window, "\n")
    assert vaccine.text() == "Penta"
    assert not desk.sitting.people[0].doses


def test_a_told_dose_is_kept_apart_and_an_unknown_day_is_allowed(window: MainWindow, desk: Desk, press: Press) -> None:
    begin(window, desk)
    type_in(window, "20/3/26\n", "1", "PCV\n")
    press("told")
    press("no-date")
    assert desk.sitting.people[0].doses == (Dose("PCV", None, Seen.TOLD),)
    assert "told, not on a card" in words(window)
    assert "no date" in [one.text() for one in window.findChildren(QLineEdit)]


def test_a_cell_can_be_written_over_and_emptied(window: MainWindow, desk: Desk) -> None:
    begin(window, desk)
    type_in(window, "20/3/26\n", "1")
    for typed, doses in (("15/10/26", [date(2026, 10, 15)]), ("16/10/26", [date(2026, 10, 16)]), ("", [])):
        cell = window.findChild(QLineEdit, "cell-measles-1")
        assert cell is not None
        cell.setFocus()
        cell.setText(typed)
        type_in(window, "\n")
        assert [dose.on for dose in desk.sitting.people[0].doses] == doses
    desk.take_back()
    settle()
    assert [dose.on for dose in desk.sitting.people[0].doses] == [date(2026, 10, 16)]


def test_answers_stand_in_both_languages_with_their_reason(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk, "my")
    desk.go(Place.VACCINES)
    settle()
    room = Room.of(desk)
    room.look_at(1)
    type_in(window, "20/3/26\n", "1")
    answer = window.findChild(QWidget, "answer-bcg")
    assert answer is not None
    said = [text.said() for text in answer.findChildren(Text)]
    assert "The vaccinator decides" in said
    assert any("More than 28 days after birth" in one for one in said)
    assert any("\u1000" <= letter <= "\u109f" for one in said for letter in one)


def test_what_is_to_be_weighed_stays_in_memory(window: MainWindow, desk: Desk, press: Press) -> None:
    room = begin(window, desk)
    type_in(window, "20/3/26\n", "1")
    press("facts")
    press("fact-hiv")
    assert room.note(0).facts == {"hiv"}
    assert "With HIV the vaccinator decides." in words(window)
    assert "hiv" not in repr(desk.sitting).lower()
    room.remove()
    room.add()
    assert not room.note(0).facts


def test_the_end_of_the_visit_forgets_every_card(window: MainWindow, desk: Desk, press: Press) -> None:
    room = begin(window, desk)
    type_in(window, *CARD)
    press("facts")
    press("fact-preterm")
    press("group")
    type_in(window, "1/8/2024\n", "1")
    assert room.group
    press("end-visit")
    assert room.group, "nothing is forgotten before the question is answered"
    press("forget-visit")
    assert not desk.sitting.people
    assert not room.group
    assert not room.in_group
    desk.go(Place.VACCINES)
    settle()
    assert "No child here yet" in words(window)
    typed = [one.text() for one in window.findChildren(QLineEdit)]
    assert not any(typed)
    for secret in ("2026", "Penta", "preterm"):
        assert secret not in repr(vars(room))


def test_a_group_alone_is_asked_about_before_it_is_forgotten(window: MainWindow, desk: Desk, press: Press) -> None:
    desk.go(Place.VACCINES)
    settle()
    press("group")
    assert desk.visit_holds_words
    press("end-visit")
    assert window.findChild(QWidget, "forget-visit") is not None


def test_one_key_covers_the_cards(window: MainWindow, desk: Desk) -> None:
    begin(window, desk)
    type_in(window, *CARD)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F9)
    settle()
    blank = window.findChild(BlankPage)
    assert blank is not None
    QTest.keyClick(blank, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(desk.sitting.people) == 1


def test_the_rail_and_a_need_lead_here(window: MainWindow, desk: Desk, press: Press) -> None:
    from referral_assistant.ui.visit import found

    seat_a_family(desk)
    match = next(one for one in desk.results().results.matches if one.need == "vaccines.routine")
    found.look(desk, match.service.id, match.need)
    desk.go(Place.RESULTS)
    settle()
    press("cards")
    assert desk.place is Place.VACCINES
    assert "3   Baby" in words(window)
    desk.go(Place.START)
    settle()
    press("rail-vaccines")
    assert desk.place is Place.VACCINES


@pytest.mark.parametrize("tag", ["en", "ar", "my"])
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_everything_can_be_named_hit_and_read(window: MainWindow, desk: Desk, tag: str, large: bool) -> None:
    desk.speak(tag)
    desk.speak_with_family("my" if tag == "en" else "en")
    window.resize(*((1024, 600) if not large else (1280, 800)))
    desk.dress(large=large)
    begin(window, desk)
    type_in(window, *CARD)
    for view in ("table", "timeline"):
        button = window.findChild(QWidget, f"view-{view}")
        assert button is not None
        button.click()  # type: ignore[attr-defined]
        settle()
        page = window.frame.stage.page
        assert page is not None
        for widget in reachable(page):
            assert widget.accessibleName().strip(), widget.objectName()
            assert widget.height() >= TARGET, (widget.objectName(), widget.height())
        assert not cut_labels(window)
