"""The plan of the week in the window, and a comparison that outlives the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton

from referral_assistant.session.papers_week import week_of
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit.compare import Compared
from referral_assistant.ui.visit.record import PlaceRecord
from referral_assistant.ui.visit.week import WeekCard
from tests.test_scenarios import FOLDER as SCENARIOS
from tests.ui.conftest import Press, settle
from tests.ui.walk import seat_a_family

DAY = date(2026, 11, 24)


def results(desk: Desk) -> None:
    seat_a_family(desk)
    desk.sitting = replace(desk.sitting, visit=replace(desk.sitting.visit, on=DAY, day_given=True))
    desk.go(Place.RESULTS)
    settle()


def said(window: MainWindow) -> str:
    card = window.findChild(WeekCard)
    assert card is not None
    return "\n".join(label.said() for label in card.findChildren(Text))


def test_the_plan_stands_beside_the_list(window: MainWindow, desk: Desk, press: Press) -> None:
    results(desk)
    assert window.findChild(WeekCard) is None
    press("see-week")
    text = said(window)
    week = week_of(desk.session, desk.results())
    assert week.trips
    for trip in week.trips:
        assert desk.catalog.weekday_and_day(trip.day) in text
        for stop in trip.stops:
            assert stop.errand.service.name in text
    private = [one.errand.service.name for one in week.unplanned if one.why == "private"]
    assert private
    assert "Stays private" in text
    assert not [name for name in private if name in text]


def test_the_plan_outlives_another_language_and_a_card_leads_away(window: MainWindow, desk: Desk, press: Press) -> None:
    results(desk)
    press("see-week")
    desk.speak("ar")
    settle()
    assert window.findChild(WeekCard) is not None
    desk.speak("en")
    settle()
    card = next(one for one in window.findChildren(QAbstractButton) if one.objectName().startswith("place-"))
    card.click()
    settle()
    assert window.findChild(WeekCard) is None
    assert window.findChild(PlaceRecord) is not None


def test_the_primary_prints_the_plan(window: MainWindow, desk: Desk, press: Press) -> None:
    results(desk)
    press("see-week")
    press("primary")
    assert desk.place is Place.LETTER
    assert desk.sitting.letter.kind == "plan"


def test_nothing_to_carry_nothing_to_print(window: MainWindow, desk: Desk, press: Press) -> None:
    results(desk)
    people = tuple(replace(one, needs=("protection.violence",)) for one in desk.sitting.people)
    desk.change(desk.sitting.with_people(people))
    desk.go(Place.RESULTS)
    settle()
    press("see-week")
    primary = window.findChild(QAbstractButton, "primary")
    assert primary is not None
    assert not primary.isEnabled()


def test_a_comparison_outlives_the_page(window: MainWindow, desk: Desk, press: Press) -> None:
    results(desk)
    press("compare")
    for switch in ("ar", "en"):
        desk.speak(switch)
        settle()
    assert desk.sitting.beside is not None
    first = desk.sitting.beside
    other = next(
        one
        for one in window.findChildren(QAbstractButton)
        if one.objectName().startswith("place-") and first[0] not in one.objectName()
    )
    other.click()
    settle()
    assert window.findChild(Compared) is not None
    desk.go(Place.NEEDS)
    settle()
    desk.go(Place.RESULTS)
    desk.speak("my")
    settle()
    assert window.findChild(Compared) is not None
    press("compare-end")
    assert window.findChild(Compared) is None
    assert desk.sitting.beside is None


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("almost-six", "It will fit from"),
        ("doctor-far-away", "within reach"),
        ("expecting-with-schoolboy", "helps to get it"),
    ],
)
def test_what_it_would_take_is_said_where_a_place_was_left_out(
    window: MainWindow, desk: Desk, press: Press, scenario: str, said: str
) -> None:
    path = SCENARIOS / f"{scenario}.toml"
    desk.change(replace(desk.sitting, visit=desk.session.read_family(path.read_bytes(), path.name)))
    wanted = [one for one in desk.results().left_out if one.would_fit_if]
    desk.sitting = replace(desk.sitting, sees_left_out=True)
    desk.go(Place.RESULTS)
    settle()
    told = []
    for one in wanted:
        press(f"place-{one.match.service.id}-{one.match.need}")
        record = window.findChild(PlaceRecord)
        assert record is not None
        told.append(" ".join(label.said() for label in record.findChildren(Text)))
        assert one.would_fit_if is not None
        assert desk.say(one.would_fit_if.message).replace("\u00a0", " ") in told[-1].replace("\u00a0", " ")
    assert said in " ".join(told)
