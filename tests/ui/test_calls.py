"""A call about a place: what to say, the answer in two clicks, the lists at once; and: are we alone with the person?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from referral_assistant import clock
from referral_assistant.disclosure import Fact, Safety, Source, papers_recorded
from referral_assistant.reasons import LeftOutBecause
from referral_assistant.session import Explained
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.visit import found
from referral_assistant.ui.visit.calls import Call
from referral_assistant.ui.visit.script import CallBand, spoken_there
from tests.ui.conftest import Press, settle
from tests.ui.test_results import a_child_and_a_mother, cards, said_in
from tests.ui.test_visit import words_on


def head(desk: Desk) -> object:
    return desk.session.directory.head


def look_at_one_to_call(desk: Desk, position: int = 0) -> Explained:
    entry = desk.results().call_first[position]
    found.look(desk, entry.match.service.id, entry.match.need)
    desk.go(Place.RESULTS)
    settle()
    return entry


def at_a_call(desk: Desk) -> Explained:
    a_child_and_a_mother(desk)
    return look_at_one_to_call(desk)


def where(desk: Desk, entry: Explained) -> str:
    results, wanted = desk.results().results, (entry.match.service.id, entry.match.need)
    lists = {"found": results.matches, "call": results.call_first, "left out": results.left_out}
    (name,) = [name for name, matches in lists.items() if found.position_of(matches, wanted) is not None]
    return name


def test_a_no_on_the_telephone_is_dated_evidence_and_the_place_is_offered_at_once(
    window: MainWindow, desk: Desk, press: Press
) -> None:
    entry = at_a_call(desk)
    before = head(desk)
    press("answer-not_asked")
    assert head(desk) == before, "the first click writes nothing"
    assert where(desk, entry) == "call"
    press("way-phone_call")
    rows = desk.session.service(entry.match.service.id).disclosure
    (row,) = [one for one in rows if one.how is Source.PHONE_CALL and one.evidence.checked_on == clock.today()]
    assert (row.fact, row.value) == (Fact.ASKS_STATUS, "no")
    assert where(desk, entry) == "found"
    said = words_on(window)
    assert "Written down." in said
    assert f"{entry.match.service.name} · It now stands among the places that fit." in said
    assert "Ask on the telephone" not in said, "the record is that of the same place, now safe"
    card = window.findChild(QAbstractButton, f"place-{entry.match.service.id}-{entry.match.need}")
    assert card is not None
    assert card.isChecked()


def test_what_was_written_down_can_be_undone_where_it_is_told(window: MainWindow, desk: Desk, press: Press) -> None:
    entry = at_a_call(desk)
    order = cards(window)
    press("answer-not_asked")
    press("way-phone_call")
    assert cards(window) != order
    press("undo")
    assert where(desk, entry) == "call"
    assert cards(window) == order
    assert "Undone." in words_on(window)
    assert window.findChild(QAbstractButton, "undo") is None
    assert window.findChild(CallBand) is not None, "it can be answered again"


@pytest.mark.parametrize("answer", ["asks", "shares"])
def test_a_place_that_asks_or_passes_on_is_offered_no_more(
    window: MainWindow, desk: Desk, press: Press, answer: str
) -> None:
    entry = at_a_call(desk)
    press(f"answer-{answer}")
    press("way-phone_call")
    assert where(desk, entry) == "left out"
    (now,) = [one for one in desk.results().left_out if one.match.service.id == entry.match.service.id][:1]
    assert now.match.safety is Safety.ASKS
    assert now.because is LeftOutBecause.ASKS_STATUS
    assert "It is left out now, and offered to no family." in words_on(window)
    assert not [name for name in cards(window) if entry.match.service.id in name]
    press("undo")
    assert where(desk, entry) == "call"


def test_a_closed_place_is_left_out_as_closed(window: MainWindow, desk: Desk, press: Press) -> None:
    entry = at_a_call(desk)
    press("answer-closed")
    press("way-phone_call")
    left = {one.match.service.id: one for one in desk.results().left_out}
    assert left[entry.match.service.id].because is LeftOutBecause.CLOSED
    assert "It is left out now, and offered to no family." in words_on(window)


def test_no_answer_writes_nothing(window: MainWindow, desk: Desk, press: Press) -> None:
    entry = at_a_call(desk)
    before = head(desk)
    press("no-answer")
    assert head(desk) == before
    assert where(desk, entry) == "call"
    assert "No answer: nothing was written down." in words_on(window)
    assert window.findChild(QAbstractButton, "undo") is None
    assert window.findChild(CallBand) is not None


def test_a_first_click_never_counts_for_another_place(window: MainWindow, desk: Desk, press: Press) -> None:
    a_child_and_a_mother(desk, tuple(one.id for one in desk.session.needs.all))
    first = look_at_one_to_call(desk)
    press("answer-not_asked")
    results = desk.results().call_first
    services = [one.match.service.id for one in results]
    other = next(place for place, one in enumerate(services) if one != first.match.service.id)
    look_at_one_to_call(desk, other)
    assert Call.of(desk).answer is None
    assert window.findChild(QWidget, "way-phone_call") is None
    assert window.findChild(QWidget, "answer-not_asked") is not None


def test_back_takes_the_first_click_back(window: MainWindow, desk: Desk, press: Press) -> None:
    at_a_call(desk)
    press("answer-asks")
    press("way-back")
    press("answer-not_asked")
    assert "They do not ask" in words_on(window)


def test_the_script_is_in_the_language_spoken_there_and_in_ours(window: MainWindow, desk: Desk) -> None:
    entry = at_a_call(desk)
    assert entry.match.service.languages == {"th"}
    thai = desk.session.catalog("th")
    said = words_on(window)
    for question in entry.questions:
        assert thai.say(question) != desk.say(question)
        assert thai.say(question) in said
        assert desk.say(question) in said
    assert entry.match.service.phones[0] in said


def test_where_they_speak_our_language_we_ask_in_it(window: MainWindow, desk: Desk) -> None:
    service = desk.session.services[0]
    ours = replace(service, languages=frozenset({"en", "th"}))
    nobody_knows = replace(service, languages=frozenset())
    without_catalogue = replace(service, languages=frozenset({"xyz"}))
    for one in (ours, nobody_knows, without_catalogue):
        assert spoken_there(desk, one) is desk.catalog
    theirs = replace(service, languages=frozenset({"th", "xyz"}))
    assert spoken_there(desk, theirs).language.tag == "th"


def test_the_end_of_a_visit_forgets_whom_it_called(window: MainWindow, desk: Desk, press: Press) -> None:
    entry = at_a_call(desk)
    press("answer-not_asked")
    press("way-phone_call")
    desk.end_visit()
    call = Call.of(desk)
    assert (call.told, call.answer, call._about) == (None, None, None)
    settle()
    assert entry.match.service.name not in words_on(window)


# Alone with the person


def at_the_needs(desk: Desk) -> None:
    desk.go(Place.NEEDS)
    settle()


def test_whether_we_are_alone_is_asked_once_before_a_need_of_safety(
    window: MainWindow, desk: Desk, press: Press
) -> None:
    at_the_needs(desk)
    press("need-protection.violence")
    assert not desk.sitting.needs, "not chosen before it is answered"
    band = window.findChild(QWidget, "alone")
    assert band is not None
    said = said_in(band)
    assert "Is there anybody here who should not hear this? An interpreter is fine." in said
    assert desk.say(desk.session.region.confidentiality[0].text) in said
    assert "F9 covers this window at once" in said
    press("alone-yes")
    assert desk.sitting.needs == ("protection.violence",)
    assert window.findChild(QWidget, "alone") is None
    press("need-protection.child")
    assert window.findChild(QWidget, "alone") is None
    assert set(desk.sitting.needs) == {"protection.violence", "protection.child"}


def test_when_we_are_not_alone_nothing_is_chosen_and_it_is_asked_again(
    window: MainWindow, desk: Desk, press: Press
) -> None:
    at_the_needs(desk)
    press("need-protection.violence")
    press("alone-no")
    assert not desk.sitting.needs
    card = window.findChild(QAbstractButton, "need-protection.violence")
    assert card is not None
    assert not card.isChecked()
    press("need-protection.violence")
    press("alone-skip")
    assert desk.sitting.needs == ("protection.violence",)
    assert card.isChecked()


def test_keys_answer_whether_we_are_alone(window: MainWindow, desk: Desk, press: Press) -> None:
    at_the_needs(desk)
    press("need-protection.violence")
    focused = window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "alone-yes"
    QTest.keyClick(focused, Qt.Key.Key_2)
    settle()
    assert not desk.sitting.needs
    press("need-protection.violence")
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_1)
    settle()
    assert desk.sitting.needs == ("protection.violence",)


def test_every_discreet_need_asks_and_no_other(window: MainWindow, desk: Desk, press: Press) -> None:
    at_the_needs(desk)
    for need in desk.session.needs.all:
        press(f"need-{need.id}")
        asked = window.findChild(QWidget, "alone") is not None
        assert asked == (need.discreet or need.group == "protection"), need.id
        press("alone-no") if asked else press(f"need-{need.id}")
    assert not desk.sitting.needs


def test_the_next_visit_asks_again(window: MainWindow, desk: Desk, press: Press) -> None:
    at_the_needs(desk)
    press("need-protection.violence")
    press("alone-yes")
    desk.end_visit()
    at_the_needs(desk)
    press("need-protection.violence")
    assert window.findChild(QWidget, "alone") is not None


# Two places side by side


def test_two_places_stand_side_by_side(window: MainWindow, desk: Desk, press: Press) -> None:
    a_child_and_a_mother(desk)
    first, second = desk.results().matches[0], desk.results().call_first[0]
    press(f"place-{first.match.service.id}-{first.match.need}")
    press("compare")
    assert "Choose the other place in the list." in words_on(window)
    card = window.findChild(QAbstractButton, f"place-{second.match.service.id}-{second.match.need}")
    assert card is not None
    card.click()
    settle()
    compared = window.findChild(QWidget, "compared")
    assert compared is not None
    said = said_in(compared)
    for entry in (first, second):
        assert entry.match.service.name in said
        assert desk.say(entry.findings[0].message) in said
    assert "Not asked about status" in said
    assert "Check is due" in said or "Not confirmed: call first" in said
    press("compare-end")
    assert window.findChild(QWidget, "compared") is None
    assert second.match.service.name in words_on(window)


def test_what_nobody_recorded_is_said_where_two_are_compared(window: MainWindow, desk: Desk, press: Press) -> None:
    a_child_and_a_mother(desk, tuple(one.id for one in desk.session.needs.all))
    bare = next(one for one in desk.results().call_first if not papers_recorded(one.match.service.disclosure))
    other = desk.results().matches[0]
    found.look(desk, bare.match.service.id, bare.match.need)
    desk.go(Place.RESULTS)
    settle()
    press("compare")
    press(f"place-{other.match.service.id}-{other.match.need}")
    compared = window.findChild(QWidget, "compared")
    assert compared is not None
    assert "not on record" in said_in(compared)


def test_choosing_the_other_place_can_be_given_up(window: MainWindow, desk: Desk, press: Press) -> None:
    a_child_and_a_mother(desk)
    press("compare")
    press("compare")
    assert "Compare two" in words_on(window)
    other = desk.results().matches[1].match
    press(f"place-{other.service.id}-{other.need}")
    assert window.findChild(QWidget, "compared") is None
