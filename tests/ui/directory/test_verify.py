"""A round of calls in the window: by keys alone, kept after every answer, taken back, typed in from the sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from referral_assistant import clock
from referral_assistant.disclosure import Fact, Safety
from referral_assistant.session.verification_round import Heard, open_round
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.directory.screen import DirectoryScreen
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.verify import VerifyPage
from referral_assistant.ui.main_window import MainWindow
from tests.ui.conftest import settle
from tests.ui.rooms import named, press, show, words


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[VerifyPage]:
    """Return the page of calls; the screen around it lives as long."""
    room = Room.of(desk)
    room.page = Page.VERIFY
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    assert isinstance(screen.page, VerifyPage)
    yield screen.page
    screen.close()


def begin(qtbot: QtBot, page: VerifyPage, count: int = 5) -> None:
    page.calls.count = count
    press(page, "primary")
    qtbot.waitUntil(lambda: page.calls.round is not None, timeout=5000)
    settle()
    page.setFocus()


def key(page: VerifyPage, *keys: Qt.Key) -> None:
    for one in keys:
        QTest.keyClick(page, one)
        settle()


def heard(desk: Desk) -> list[Heard | None]:
    found = open_round(desk.session)
    assert found is not None
    return [call.heard for call in found.calls]


def test_the_start_says_whom_it_would_call_and_why(qtbot: QtBot, page: VerifyPage) -> None:
    qtbot.waitUntil(lambda: "no confirmed place covers in" in words(page), timeout=5000)
    assert "places to call" in words(page)
    page.calls.chosen = type(page.calls.chosen)("Ban Rai")
    page.calls.list_due()
    qtbot.waitUntil(lambda: "Harvest Hall classes" in words(page) and "Health Post 3" not in words(page), timeout=5000)


def test_one_key_an_answer_and_the_next_place_comes(qtbot: QtBot, desk: Desk, page: VerifyPage) -> None:
    begin(qtbot, page)
    assert page.calls.round is not None
    first, second = (page.calls.name_of(place) for place in (0, 1))
    assert first in words(page)
    assert "Do people need to show an identity" in words(page)
    key(page, Qt.Key.Key_1)
    assert f"{second}" in words(named(page, "call"))
    assert "written down" in words(page)
    assert "1 of 5" in words(page)
    key(page, Qt.Key.Key_2, Qt.Key.Key_7)
    assert heard(desk)[:3] == [Heard.NOT_ASKED, Heard.ASKS, Heard.NO_ANSWER]
    services = [desk.session.service(call.service) for call in page.calls.round.calls[:3]]
    assert services[0].judged(clock.today()).safety >= Safety.NOT_ASKED
    assert services[1].judged(clock.today()).safety is Safety.ASKS


def test_papers_are_ticked_by_keys_and_status_is_still_asked(qtbot: QtBot, desk: Desk, page: VerifyPage) -> None:
    begin(qtbot, page)
    assert page.calls.round is not None
    place = page.calls.round.calls[0].service
    key(page, Qt.Key.Key_4)
    assert not named(page, "primary").isEnabled()
    key(page, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_Return)
    asked = {row.value for row in desk.session.service(place).disclosure if row.fact is Fact.ASKS_PAPER}
    assert {"photo_id", "income_proof"} <= asked
    assert page.calls.place == 0
    key(page, Qt.Key.Key_1)
    assert page.calls.place == 1
    assert desk.session.service(place).judged(clock.today()).safety >= Safety.NOT_ASKED


def test_no_paper_and_some_paper_exclude_each_other(qtbot: QtBot, desk: Desk, page: VerifyPage) -> None:
    begin(qtbot, page)
    key(page, Qt.Key.Key_4, Qt.Key.Key_1, Qt.Key.Key_7)
    assert page.calls.papers == ("none",)
    key(page, Qt.Key.Key_2)
    assert page.calls.papers == ("residence_proof",)
    key(page, Qt.Key.Key_Escape)
    assert not page.calls.asks_papers
    assert heard(desk) == [None] * 5


def test_what_is_typed_from_the_sheet_is_confirmed(qtbot: QtBot, desk: Desk, page: VerifyPage) -> None:
    begin(qtbot, page)
    for typed in ("3 1", "4-5"):
        field = named(page, "typed")
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        settle()
        assert f"Row {typed[0]}, {page.calls.name_of(int(typed[0]) - 1)}" in words(page).replace("\u2066", "").replace(
            "\u2069", ""
        )
    assert heard(desk) == [None, None, Heard.NOT_ASKED, Heard.CLOSED, None]
    assert page.calls.place == 0


@pytest.mark.parametrize("typed", ["", "7", "9 1", "1 8", "0 1", "a b", "1 1 1", "999999999999"])
def test_what_is_no_row_is_said(qtbot: QtBot, desk: Desk, page: VerifyPage, typed: str) -> None:
    begin(qtbot, page)
    assert not page.calls.type_in(typed)
    settle()
    assert "Type a row from 1 to 5" in words(page)
    assert heard(desk) == [None] * 5


def test_skip_comes_back_and_the_round_ends(qtbot: QtBot, desk: Desk, page: VerifyPage) -> None:
    begin(qtbot, page)
    key(page, Qt.Key.Key_Return)
    assert page.calls.place == 1
    for _ in range(5):
        key(page, Qt.Key.Key_1)
    assert "This round is done" in words(page)
    press(page, "primary")
    settle()
    assert page.calls.round is None


def test_it_goes_on_where_it_was_left(qtbot: QtBot, desk: Desk, page: VerifyPage) -> None:
    begin(qtbot, page)
    key(page, Qt.Key.Key_1, Qt.Key.Key_1)
    again = VerifyPage(Desk(desk.session), Room.of(Desk(desk.session)))
    qtbot.addWidget(again)
    assert "2 of 5" in words(again)
    assert again.calls.place == 2


def test_ctrl_z_takes_the_last_answer_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    desk.go(Place.DIRECTORY)
    room = Room.of(desk)
    room.turn(Page.VERIFY)
    room.calling.count = 5
    room.calling.begin()
    qtbot.waitUntil(lambda: room.calling.round is not None and not room.calling.beginning, timeout=5000)
    settle()
    found = room.calling.round
    assert found is not None
    before = desk.session.show(found.calls[0].service)
    room.calling.press(1)
    settle()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert desk.session.show(found.calls[0].service) == before
    assert room.calling.place == 0
    assert heard(desk) == [None] * 5


def test_a_record_that_is_gone_does_not_stop_the_round(qtbot: QtBot, desk: Desk, page: VerifyPage) -> None:
    begin(qtbot, page)
    assert page.calls.round is not None
    calls = page.calls.round.calls
    page.calls.round = type(page.calls.round)(
        page.calls.round.started, (type(calls[0])("11111111-1111-4111-8111-111111111111"), *calls[1:])
    )
    page.renew()
    settle()
    assert "no longer in the directory" in words(page)
    key(page, Qt.Key.Key_1)
    assert "There is no service" in words(page)
    key(page, Qt.Key.Key_Return)
    assert page.calls.place == 1
