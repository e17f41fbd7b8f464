"""The directory in the window: search as you type, filters, records, evidence in two clicks, history, keys."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant.disclosure import Safety
from referral_assistant.session.browse import Narrowed, judged_today
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.directory.browse import BrowsePage, EmptyPage
from referral_assistant.ui.directory.screen import DirectoryScreen
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.text import stray_labels
from tests.ui.rooms import SCHOOL, named, press, show, words

WORK_OFFICE = "Town work office"


def opened(qtbot: QtBot, desk: Desk) -> tuple[DirectoryScreen, BrowsePage]:
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    page = screen.page
    assert isinstance(page, BrowsePage)
    settle(qtbot, page)
    return screen, page


def settle(qtbot: QtBot, page: BrowsePage) -> None:
    qtbot.waitUntil(lambda: page.listing.settled and bool(page.listing.count.said()), timeout=5000)


def search(qtbot: QtBot, page: BrowsePage, text: str) -> list[str]:
    page.listing.field.setText(text)
    settle(qtbot, page)
    return [hit.service.name for hit in page.listing.hits.hits]


def safety(desk: Desk, service_id: str) -> Safety:
    return judged_today(desk.session, desk.session.service(service_id)).safety


def find(qtbot: QtBot, page: BrowsePage, name: str) -> str:
    search(qtbot, page, name)
    return page.listing.hits.hits[0].service.id


def test_opens_with_every_place_and_a_record(qtbot: QtBot, desk: Desk) -> None:
    _, page = opened(qtbot, desk)
    assert len(page.listing.hits.hits) == desk.session.count()
    assert page.listing.hits.hits[0].service.name in words(page.record)


@pytest.mark.parametrize(("text", "name"), [("vaccin", "Vaccines, Health Post 3"), ("ห้องเรียน", "Class for all")])
def test_finds_as_you_type_in_any_script(qtbot: QtBot, desk: Desk, text: str, name: str) -> None:
    _, page = opened(qtbot, desk)
    assert name in search(qtbot, page, text)


def test_nothing_found_says_what_to_loosen(qtbot: QtBot, desk: Desk) -> None:
    _, page = opened(qtbot, desk)
    assert search(qtbot, page, "zebra") == []
    assert page.listing.count.said() == "Nothing fits. Try fewer words, or take a filter away."


def test_a_way_on_is_counted_and_takes_up_the_search(qtbot: QtBot, desk: Desk) -> None:
    screen, page = opened(qtbot, desk)
    assert search(qtbot, page, "zebra school") == []
    assert named(page, "looser-0").accessibleName() == f"Without any words: {desk.session.count()} places"
    assert named(page, "looser-1").accessibleName().startswith("Without “zebra”: ")
    press(page, "looser-1")
    again = screen.page
    assert isinstance(again, BrowsePage)
    settle(qtbot, again)
    assert again.listing.field.text() == "school"
    assert again.listing.hits.hits


def test_more_filters_narrow_and_can_be_kept_under_a_name(qtbot: QtBot, desk: Desk) -> None:
    screen, page = opened(qtbot, desk)
    everything = len(page.listing.hits.hits)
    press(page, "more")
    press(page, "filter-free")
    settle(qtbot, page)
    free = len(page.listing.hits.hits)
    assert 0 < free < everything
    assert all(hit.service.free for hit in page.listing.hits.hits)
    page.listing.more._name.setText("Free places")
    press(page, "save-search")
    press(page, "filter-free")
    settle(qtbot, page)
    page.room.search_again(page.listing.narrowed())
    again = screen.page
    assert isinstance(again, BrowsePage)
    settle(qtbot, again)
    saved = again.listing.findChild(QComboBox, "saved")
    assert saved is not None
    assert saved.itemText(1) == "Free places"
    saved.setCurrentIndex(1)
    saved.activated.emit(1)
    last = screen.page
    assert isinstance(last, BrowsePage)
    settle(qtbot, last)
    assert len(last.listing.hits.hits) == free


def test_an_old_answer_never_overwrites_a_newer(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _, page = opened(qtbot, desk)
    slow, real = threading.Event(), desk.session.search

    def searching(text: str, *rest: Any) -> Any:
        if text == "school":
            slow.wait(3)
        return real(text, *rest)

    monkeypatch.setattr(desk.session, "search", searching)
    page.room.search(Narrowed("school"))
    page.room.search(Narrowed("legal"))
    slow.set()
    qtbot.waitUntil(lambda: not page.room.searching, timeout=5000)
    qtbot.wait(60)
    assert page.listing.hits.hits
    assert all("School" not in hit.service.name for hit in page.listing.hits.hits)


def test_filters_narrow_by_need_area_and_safety(qtbot: QtBot, desk: Desk) -> None:
    _, page = opened(qtbot, desk)
    everything = len(page.listing.hits.hits)
    page.listing.need.setCurrentIndex(page.listing.need.findData("legal.advice"))
    settle(qtbot, page)
    by_need = page.listing.hits.hits
    assert 0 < len(by_need) < everything
    assert all("legal.advice" in hit.service.needs for hit in by_need)
    page.listing.need.setCurrentIndex(0)
    page.listing.safety.setCurrentIndex(page.listing.safety.findData(Safety.ASKS))
    settle(qtbot, page)
    assert page.listing.hits.hits
    assert {hit.judgement.safety for hit in page.listing.hits.hits} == {Safety.ASKS}
    page.listing.safety.setCurrentIndex(0)
    page.listing.area.setCurrentIndex(page.listing.area.findData("Ban Rai"))
    settle(qtbot, page)
    assert 0 < len(page.listing.hits.hits) < everything


def test_two_clicks_change_the_safety_at_once_and_undo_takes_it_back(qtbot: QtBot, desk: Desk) -> None:
    _, page = opened(qtbot, desk)
    service_id = find(qtbot, page, WORK_OFFICE)
    assert safety(desk, service_id) is Safety.UNCONFIRMED
    press(page, "answer-not_asked")
    press(page, "way-phone_call")
    settle(qtbot, page)
    assert safety(desk, service_id) is Safety.NOT_ASKED
    assert page.listing.hits.hits[0].judgement.safety is Safety.NOT_ASKED
    assert "Written down." in words(page.record)
    press(page, "undo")
    settle(qtbot, page)
    assert safety(desk, service_id) is Safety.UNCONFIRMED


def test_the_keys_1_and_2_do_the_same(qtbot: QtBot, desk: Desk) -> None:
    screen, page = opened(qtbot, desk)
    service_id = find(qtbot, page, "School enrolment")
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_2)
    QTest.keyClick(page, Qt.Key.Key_2)
    settle(qtbot, page)
    assert safety(desk, service_id) is Safety.ASKS
    assert screen.answer(9) is False


def test_closed_is_one_of_the_answers_and_can_be_taken_back(qtbot: QtBot, desk: Desk) -> None:
    _, page = opened(qtbot, desk)
    service_id = find(qtbot, page, "School enrolment")
    press(page, "answer-closed")
    press(page, "way-visit")
    settle(qtbot, page)
    assert not desk.session.service(service_id).is_open_for_referral
    press(page, "answer-open_again")
    press(page, "way-phone_call")
    settle(qtbot, page)
    assert desk.session.service(service_id).is_open_for_referral


def test_a_secret_address_is_not_shown(qtbot: QtBot, desk: Desk) -> None:
    _, page = opened(qtbot, desk)
    secret = next(one for one in desk.session.services if one.confidential)
    find(qtbot, page, secret.name)
    assert "This address is kept secret. Ask by telephone." in words(page.record)


def test_history_shows_the_edit_in_words_and_undoes_it(qtbot: QtBot, desk: Desk) -> None:
    screen, page = opened(qtbot, desk)
    service_id = find(qtbot, page, WORK_OFFICE)
    press(page, "answer-asks")
    press(page, "way-visit")
    press(page, "history")
    history = screen.page
    qtbot.waitUntil(lambda: "Asks about immigration status" in words(history), timeout=5000)
    assert "They ask about status (visit)" in words(history)
    newest = desk.session.history(service_id)[0]
    press(history, f"undo-{newest.id[:12]}")
    assert safety(desk, service_id) is Safety.UNCONFIRMED
    screen.go_back()
    assert isinstance(screen.page, BrowsePage)


def test_esc_goes_back_one_thing_at_a_time(qtbot: QtBot, desk: Desk) -> None:
    screen, page = opened(qtbot, desk)
    desk.go(Place.DIRECTORY)
    search(qtbot, page, "school")
    press(page, "answer-asks")
    screen.go_back()
    assert page.room.answer is None
    screen.go_back()
    assert not page.listing.field.text()
    screen.go_back()
    assert desk.place is Place.START


def test_search_and_record_survive_that_the_page_is_built_again(qtbot: QtBot, desk: Desk) -> None:
    _, page = opened(qtbot, desk)
    search(qtbot, page, "school")
    page.listing.hits.setCurrentIndex(page.listing.hits.model().index(1, 0))
    chosen = page.room.selected
    again = DirectoryScreen(desk)
    show(qtbot, again)
    assert isinstance(again.page, BrowsePage)
    settle(qtbot, again.page)
    assert again.page.listing.field.text() == "school"
    assert again.page.room.selected == chosen


def test_an_empty_directory_says_what_to_do_next(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = DirectoryScreen(empty_desk)
    show(qtbot, screen)
    assert isinstance(screen.page, EmptyPage)
    assert "No places yet" in words(screen)
    with qtbot.waitSignal(empty_desk.example_wanted, timeout=1000):
        press(screen, "example")
    press(screen, "primary")
    assert Room.of(empty_desk).page is Page.IMPORT


def test_everything_is_plain_text_and_every_button_is_named(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = opened(qtbot, desk)
    assert not stray_labels(screen)
    for part in screen.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.objectName() != "places":
            assert part.accessibleName(), part.objectName()


def test_the_list_reads_out_whole_rows(qtbot: QtBot, desk: Desk) -> None:
    _, page = opened(qtbot, desk)
    model = page.listing.hits.model()
    first = page.listing.hits.hits[0]
    said = str(model.data(model.index(0, 0)))
    assert said.startswith(first.service.name)
    assert said.endswith(("Not asked about status", "Check is due", "Not confirmed: call first"))
    assert named(page, "search").accessibleName()


def test_a_record_shows_what_the_program_knows(qtbot: QtBot, desk: Desk) -> None:
    _, page = opened(qtbot, desk)
    find(qtbot, page, "School enrolment, Mae Lin School")
    assert page.room.selected == SCHOOL
    said = words(page.record)
    for label in ("What for", "For whom", "At the door", "Where", "When", "Cost", "Languages", "Contact"):
        assert label in said
