"""Rows of the sheets in short: `told("asks_status no visit 2026-10-12")`, `asked("age_years between 6..14")`."""

from __future__ import annotations

from datetime import date
from typing import Any

from referral_assistant.condition import HOUSEHOLD_ATTRIBUTES, Condition, Evidence, Test, parse_test
from referral_assistant.disclosure import DisclosureRow, Fact, Source
from referral_assistant.household import Household, Person
from referral_assistant.matching import MatchIndex, Results, match
from referral_assistant.service import Service

ON = date(2026, 11, 24)
NEED = "health.primary"


def one_test(text: str, *, scope: str = "", excludes: bool = False) -> Test:
    """Read `attribute operator value`; of the household where the attribute is one of its own."""
    attribute, operator, value = text.split(" ", 2)
    scope = scope or ("household" if attribute in HOUSEHOLD_ATTRIBUTES else "person")
    return parse_test(scope, attribute, operator, value, "exclude" if excludes else "require")


def asked(text: str, group: str = "1", *, scope: str = "", excludes: bool = False, **days: date) -> Condition:
    """Make a row of `conditions.csv`, checked by someone."""
    test = one_test(text, scope=scope, excludes=excludes)
    return Condition(test, group, Evidence("the leaflet", date(2026, 10, 1), "its words"), **days)


def told(text: str, *, source: str = "a caseworker", only_if: str = "") -> DisclosureRow:
    """Make a row of `disclosure.csv` from `fact value evidence day`; the day may be missing."""
    fact, value, how, *day = text.split()
    checked = date.fromisoformat(day[0]) if day else None
    return DisclosureRow(
        Fact(fact), value, Source(how), Evidence(source, checked), one_test(only_if) if only_if else None
    )


SAFE = (told("asks_status no visit 2026-11-01"),)


def service(*conditions: Condition, identity: str = "a", **fields: Any) -> Service:
    """Make a service for `NEED`, safe unless FIELDS say otherwise."""
    made: dict[str, Any] = {
        "name": identity,
        "organization": "House",
        "needs": frozenset({NEED}),
        "disclosure": SAFE,
        "conditions": conditions,
    }
    return Service(id=identity, **(made | fields))


def family(*people: Person, **fields: Any) -> Household:
    """Make a family whose people all have `NEED`, unless they have another."""
    from dataclasses import replace

    return Household(tuple(one if one.needs else replace(one, needs=(NEED,)) for one in people), **fields)


def matched(services: Service | list[Service], household: Household, on: date = ON, **named: Any) -> Results:
    """Match at once."""
    listed = services if isinstance(services, list) else [services]
    return match(MatchIndex(listed, on), household, **named)
