"""The places: three lists that are never mixed, each entry with its evidence, and what remains when nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from referral_assistant.disclosure import Safety
from referral_assistant.session import Session
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit.record import NothingRecord, PlaceRecord
from referral_assistant.ui.visit.who import ROLES, newcomer, with_years
from tests.ui.conftest import Press, settle
from tests.ui.test_visit import words_on
from tests.ui.walk import seat_a_family

EVERYTHING = ("education.enrolment", "health.primary", "money.cash", "money.work", "basics.shelter", "vaccines.routine")


def a_child_and_a_mother(desk: Desk, needs: tuple[str, ...] = EVERYTHING) -> None:
    sitting = desk.sitting.add(newcomer(ROLES[0], ())).add(with_years(newcomer(ROLES[2], ()), 7))
    for need in needs:
        sitting = sitting.set_need(need, None, (0, 1), wanted=True)
    desk.change(sitting)
    desk.go(Place.RESULTS)
    settle()


def cards(window: MainWindow) -> list[str]:
    """Return the object names of the places in the list."""
    found = window.findChildren(QAbstractButton)
    return [one.objectName() for one in found if one.objectName().startswith("place-") and one.isVisibleTo(window)]


def said_in(part: QWidget) -> str:
    return "\n".join(label.said() for label in part.findChildren(Text)).replace("\u00a0", " ")


def test_who_asks_for_status_is_never_offered(window: MainWindow, desk: Desk, press: Press) -> None:
    a_child_and_a_mother(desk)
    results = desk.results()
    asking = {one.match.service.id for one in results.left_out if one.match.safety is Safety.ASKS}
    assert asking, "the example directory has such places"
    offered = " ".join(cards(window))
    assert not [service for service in asking if service in offered]
    press("see-left-out")
    assert [service for service in asking if service in " ".join(cards(window))]
    assert "Asks about status" in words_on(window)
    primary = window.findChild(QAbstractButton, "primary")
    assert primary is not None
    assert not primary.isEnabled()
    assert "No letter is written to a place that was left out." in words_on(window)
    press("see-found")
    assert offered == " ".join(cards(window))


def test_unknown_is_a_group_of_its_own(window: MainWindow, desk: Desk) -> None:
    a_child_and_a_mother(desk)
    said = words_on(window)
    results = desk.results()
    unknown = [one for one in results.matches if one.match.outcome.name == "UNKNOWN"]
    sure = len(results.matches) - len(unknown)
    assert unknown
    assert f"{sure} places fit" in said or f"{sure} place fits" in said
    assert "May fit: something is still unknown" in said
    assert "Call before you go" in said


def test_every_place_says_how_safe_it_is_since_when_and_why(window: MainWindow, desk: Desk, press: Press) -> None:
    a_child_and_a_mother(desk)
    for entry in list(desk.results().matches)[:6]:
        match = entry.match
        press_card(window, f"place-{match.service.id}-{match.need}")
        record = window.findChild(PlaceRecord)
        assert record is not None
        said = said_in(record)
        assert match.service.name in said
        assert "checked" in said
        assert "good until" in said
        for finding in entry.findings:
            assert desk.say(finding.message) in said
            assert finding.evidence.source in said


def press_card(window: MainWindow, name: str) -> None:
    card = window.findChild(QAbstractButton, name)
    if card is None:  # further down the list
        more = [one for one in window.findChildren(QAbstractButton) if one.accessibleName().startswith("Show ")]
        more[0].click()
        settle()
        card = window.findChild(QAbstractButton, name)
    assert card is not None, name
    card.click()
    settle()


def test_not_confirmed_comes_with_questions_for_the_telephone(window: MainWindow, desk: Desk, press: Press) -> None:
    a_child_and_a_mother(desk)
    entry = desk.results().call_first[0]
    press_card(window, f"place-{entry.match.service.id}-{entry.match.need}")
    said = words_on(window)
    assert "Ask on the telephone" in said
    assert all(desk.say(question) in said for question in entry.questions)
    assert "Not confirmed: call before you go." in said
    press("call-sheet")
    assert desk.place is Place.LETTER
    assert desk.sitting.letter.kind == "call-sheet"
    assert desk.sitting.service_id == entry.match.service.id


def test_the_letter_gets_the_place_that_was_looked_at(window: MainWindow, desk: Desk, press: Press) -> None:
    a_child_and_a_mother(desk)
    second = desk.results().matches[1].match
    press_card(window, f"place-{second.service.id}-{second.need}")
    press("primary")
    assert (desk.sitting.service_id, desk.sitting.need_of_service) == (second.service.id, second.need)
    desk.go(Place.RESULTS)
    settle()
    record = window.findChild(PlaceRecord)
    assert record is not None
    assert second.service.name in said_in(record)


def test_a_secret_address_is_not_shown(window: MainWindow, desk: Desk) -> None:
    a_child_and_a_mother(desk, ("protection.violence", "basics.shelter"))
    secret = next(one for one in desk.results().matches if one.match.service.confidential)
    press_card(window, f"place-{secret.match.service.id}-{secret.match.need}")
    assert "The address is kept secret: call first" in words_on(window)


@pytest.fixture
def empty_desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk on a folder without any place, in the example region."""
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "settings.toml").write_text('region = "example"\n', "utf-8")
    with Session.open(folder) as session:
        yield Desk(session)


def test_when_nothing_is_found_it_says_what_remains(empty_desk: Desk) -> None:
    window = MainWindow(empty_desk)
    window.show()
    seat_a_family(empty_desk)
    empty_desk.go(Place.RESULTS)
    settle()
    record = window.findChild(NothingRecord)
    assert record is not None
    said = said_in(record)
    need = empty_desk.session.needs.by_id[empty_desk.results().unmet_needs[0]]
    assert str(need.if_nothing) in said
    assert "Numbers to call" in said
    assert "555-" in said
    school = next(
        one for one in window.findChildren(QAbstractButton) if one.objectName() == "nothing-education.enrolment"
    )
    school.click()
    settle()
    assert "Every child may go to school in Saraya" in words_on(window)
    assert "The directory is empty" in words_on(window)
    window.close()


def test_a_clock_that_stands_behind_is_told_above_the_list(window: MainWindow, desk: Desk) -> None:
    from datetime import date

    desk.change(replace(desk.sitting, visit=replace(desk.sitting.visit, on=date(2020, 1, 1))))
    a_child_and_a_mother(desk)
    warning = desk.results().clock_warning
    assert warning is not None
    assert desk.say(warning) in words_on(window)
    assert not desk.results().matches
