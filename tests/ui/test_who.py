"""People are named by role and age as far as they are known; what is unknown is not guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from referral_assistant.household import Person, Sex
from referral_assistant.i18n import Catalog
from referral_assistant.service import Hours, Service
from referral_assistant.ui.directory.words import WEEK, hours_text
from referral_assistant.ui.visit import opening, who

ENGLISH = Catalog.load("en")
MOTHER, FATHER, CHILD, BABY = (who.newcomer(who.ROLES[place], ()) for place in range(4))


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (MOTHER, "Mother"),
        (who.with_years(MOTHER, 29), "Mother, 29"),
        (who.with_band(MOTHER, (60 * 12, 120 * 12)), "Mother, 60 or more"),
        (replace(who.with_years(CHILD, 7), sex=Sex.MALE), "Boy, 7"),
        (who.with_band(CHILD, (60, 143)), "Child, 5 to 11"),
        (replace(who.with_months(BABY, 8), sex=Sex.FEMALE), "Baby girl, 8 months"),
        (who.with_months(BABY, 1), "Baby, 1 month"),
        (who.with_band(BABY, (0, 5)), "Baby, 0 to 5 months"),
        (who.with_months(CHILD, 84), "Child, 7"),
        (Person(), "Someone"),
        (Person("second child"), "Child"),
    ],
)
def test_in_words(person: Person, words: str) -> None:
    assert who.in_words(person, ENGLISH) == words


def test_two_children_are_told_apart_inside_a_sentence() -> None:
    boys = [replace(who.with_years(CHILD, age), sex=Sex.MALE) for age in (7, 9)]
    assert who.within_a_sentence(boys[0], boys[:1], ENGLISH) == "the boy"
    assert who.within_a_sentence(boys[1], boys, ENGLISH) == "the boy (9)"


def test_labels_are_roles_and_never_the_same() -> None:
    people: list[Person] = []
    for _ in range(3):
        people.append(who.newcomer(who.ROLES[2], people))
    assert [person.label for person in people] == ["child", "second child", "third child"]


def test_an_age_taken_back_is_unknown_again() -> None:
    assert who.with_band(who.with_years(CHILD, 7), None) == CHILD


@pytest.mark.parametrize(
    ("need", "concerned"),
    [
        (("child",), (2, 3)),
        (("adult",), (0, 1)),
        (("child", "adult"), (0, 1, 2, 3)),
        (("pregnant", "adult"), (0,)),
        (("pregnant",), (0,)),
    ],
)
def test_whom_a_need_can_concern(need: tuple[str, ...], concerned: tuple[int, ...]) -> None:
    assert who.concerned(need, (MOTHER, FATHER, CHILD, BABY)) == concerned


def test_a_need_that_fits_nobody_surely_is_kept_for_all() -> None:
    assert who.concerned(("child",), (MOTHER, FATHER)) == (0, 1)


def test_no_pregnancy_of_men_and_small_children() -> None:
    assert [who.may_be_pregnant(one) for one in (MOTHER, FATHER, who.with_years(CHILD, 7), Person())] == [
        True, False, False, True,
    ]  # fmt: skip


WEEKDAYS = Hours(("MO", "TU", "WE", "TH", "FR"), time(8), time(16))
CLOSED = Hours(valid_from=date(2026, 11, 20), valid_to=date(2026, 11, 30), note="Repairs", closed=True)
TUESDAY_NOON, SUNDAY = datetime(2026, 11, 24, 12), datetime(2026, 11, 29, 12)  # noqa: DTZ001 - the clock on the wall


@pytest.mark.parametrize(
    ("hours", "now", "said"),
    [
        ((WEEKDAYS,), TUESDAY_NOON, "Open now"),
        ((WEEKDAYS,), SUNDAY, "Mon – Fri"),
        ((Hours(("TU",), time(9), time(11)),), TUESDAY_NOON, "Tue"),
        ((Hours(WEEK, time(0), time(23, 59)),), SUNDAY, "Open now"),
        ((replace(WEEKDAYS, valid_to=TUESDAY_NOON.date()),), SUNDAY, ""),
        ((), TUESDAY_NOON, ""),
        ((WEEKDAYS, CLOSED), TUESDAY_NOON, "Closed today"),
        ((WEEKDAYS, replace(CLOSED, valid_to=date(2026, 11, 23))), TUESDAY_NOON, "Open now"),
        ((replace(WEEKDAYS, every_week=False),), TUESDAY_NOON, ""),
    ],
)
def test_when_a_place_is_open(hours: tuple[Hours, ...], now: datetime, said: str) -> None:
    assert opening.briefly(Service("1", "Clinic", "", hours=hours), now, ENGLISH) == said


def test_until_when_it_is_open() -> None:
    def until(now: datetime, *hours: Hours) -> time | None:
        return opening.open_until(Service("1", "Clinic", "", hours=hours), now)

    assert until(TUESDAY_NOON, WEEKDAYS) == time(16)
    assert until(SUNDAY, WEEKDAYS) is None
    assert until(SUNDAY, Hours(WEEK, time(0), time(23, 59))) is None
    assert until(TUESDAY_NOON, WEEKDAYS, CLOSED) is None
    assert until(TUESDAY_NOON, replace(WEEKDAYS, every_week=False)) is None


def test_hours_that_do_not_come_every_week_say_so() -> None:
    assert hours_text(ENGLISH, WEEKDAYS) == "Mon – Fri · 08:00 – 16:00"
    assert hours_text(ENGLISH, CLOSED) == "Closed: from 20 Nov 2026 to 30 Nov 2026 · Repairs"
    monthly = replace(WEEKDAYS, days=("2TU", "-1FR", "5MO"), every_week=False)
    said = "Not every week: Second Tue of the month, Last Fri of the month, 5MO · 08:00 – 16:00"
    assert hours_text(ENGLISH, monthly) == said
    second_week = replace(WEEKDAYS, days=("FR",), every_week=False, valid_from=date(2026, 11, 27))
    assert hours_text(ENGLISH, second_week) == "Not every week: Fri · 08:00 – 16:00 · from 27 Nov 2026"
