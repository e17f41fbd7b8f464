"""Ages in completed months, sizes, and that nothing dangerous has a place to be kept in."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from referral_assistant.household import (
    MOST_PEOPLE,
    Household,
    Person,
    Visit,
    completed_months,
    years_as_months,
)


@pytest.mark.parametrize(
    ("born", "on", "months"),
    [
        ((2026, 11, 24), (2026, 11, 24), 0),
        ((2026, 10, 25), (2026, 11, 24), 0),
        ((2026, 10, 24), (2026, 11, 24), 1),
        ((2025, 11, 25), (2026, 11, 24), 11),
        ((2025, 11, 24), (2026, 11, 24), 12),
        ((2024, 2, 29), (2025, 2, 28), 12),
        ((2024, 2, 29), (2025, 2, 27), 11),
        ((2026, 1, 31), (2026, 2, 28), 1),
        ((2026, 1, 31), (2026, 2, 27), 0),
        ((2026, 1, 30), (2026, 3, 30), 2),
        ((2026, 8, 31), (2026, 9, 30), 1),
        ((2009, 1, 24), (2026, 11, 24), 214),
    ],
)
def test_completed_months(born: tuple[int, int, int], on: tuple[int, int, int], months: int) -> None:
    assert completed_months(date(*born), date(*on)) == months


def test_the_last_day_of_time_is_no_crash() -> None:
    assert completed_months(date(9999, 1, 31), date.max) == 11


@pytest.mark.parametrize(
    ("years", "months"), [((7, 7), (84, 95)), ((6, 9), (72, 119)), ((0, 0), (0, 11)), ((0.5, 1.5), (6, 18))]
)
def test_years_are_a_span_of_months(years: tuple[float, float], months: tuple[float, float]) -> None:
    assert years_as_months(*years) == months


def test_size() -> None:
    two = (Person(), Person())
    assert Household(two).size_span == (2, MOST_PEOPLE)
    assert Household(two, size=2).size_span == (2, 2)
    assert Household(two, size=5).size_span == (5, 5)
    assert Household(two, size=(3, 4)).size_span == (3, 4)
    assert Household(two, size=(1, 4)).size_span == (2, 4)
    assert Household().size_span == (1, MOST_PEOPLE)


def test_needs_in_the_order_in_which_they_were_named() -> None:
    people = (Person(needs=("money.cash", "basics.food")), Person(needs=("basics.food", "legal.advice")))
    assert Household(people).needs == ("money.cash", "basics.food", "legal.advice")


def test_nothing_is_known_at_first() -> None:
    assert all(getattr(Person(), field.name) in {None, "", ()} for field in fields(Person))
    assert all(getattr(Household(), field.name) in {None, ()} for field in fields(Household))


def test_there_is_no_place_for_what_is_never_asked() -> None:
    names = {field.name for kind in (Person, Household, Visit) for field in fields(kind)}
    forbidden = (
        "name",
        "status",
        "nation",
        "citizen",
        "religi",
        "ethnic",
        "race",
        "passport",
        "visa",
        "address",
        "phone",
    )
    assert not [name for name in names for word in forbidden if word in name]
