"""Families and services by chance, with few numbers and many unknowns, so that rules meet each other often."""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random
from typing import Any

from referral_assistant.condition import Condition, Evidence, parse_test
from referral_assistant.disclosure import DisclosureRow, Fact, Source
from referral_assistant.family import read_family
from referral_assistant.household import Household
from referral_assistant.regions import load_region
from referral_assistant.service import Service
from referral_assistant.session.places import Surroundings
from tests.oracle import SCHOOLS, Family, Row, scope_of

ON = date(2026, 11, 24)
NEED = "health.primary"
PAPERS = ("birth_or_school_record", "photo_id")
_YEARS, _MONTHS, _WEEKS, _SINCE = (0, 2, 5, 6, 17, 18, 40), (6, 12, 60, 71), (12, 28, 36), (0, 3, 6)
_MONEY, _EACH = (500, 3000, 9000), (500, 1000, 2500)
_AREAS, _TAGS, _KINDS = ("Mae Lin", "ban-rai", "Saraya"), ("my", "ksw"), ("food_aid", "cash_aid")
_NUMBERS = ("is", "is_not", "between", "at_least", "at_most", "more_than", "less_than", "one_of")
_WORDS = ("is", "is_not", "one_of")
_CHOICES: dict[str, tuple[Any, ...]] = {
    "age_years": _YEARS,
    "age_months": _MONTHS,
    "weeks_pregnant": _WEEKS,
    "months_since_birth": _SINCE,
    "size": (1, 2, 3),
    "children_under_5": (0, 1, 2),
    "children_under_18": (0, 1, 2),
    "income_month": _MONEY,
    "income_month_per_person": _EACH,
    "sex": ("female", "male"),
    "school": SCHOOLS[:3],
    "area": _AREAS,
    "language": _TAGS,
    "receives": _KINDS,
}
_FLAGS = ("pregnant", "breastfeeding", "disability", "can_pay", "insured", "open_to_all")
_OF_PEOPLE = (
    "age_years", "age_months", "sex", "pregnant", "weeks_pregnant", "breastfeeding", "months_since_birth", "disability",
    "school",
)  # fmt: skip
_OF_HOUSEHOLDS = (
    "area", "language", "size", "income_month", "can_pay", "insured", "receives", "children_under_5",
    "children_under_18", "open_to_all",
)  # fmt: skip


def cell(random: Random, attribute: str) -> tuple[str, str]:
    """Return an operator and a value that fit an attribute."""
    if attribute in _FLAGS:
        return random.choice(("is", "is_not")), random.choice(("yes", "no"))
    values = _CHOICES[attribute]
    if isinstance(values[0], str):
        operator = random.choice(_WORDS)
        chosen = random.sample(values, 2) if operator == "one_of" else [random.choice(values)]
        return operator, "|".join(chosen)
    operator = random.choice(_NUMBERS)
    low, high = sorted(random.choices(values, k=2))
    if operator == "between":
        return operator, f"{low}..{high}"
    return operator, f"{low}|{high}" if operator == "one_of" else str(low)


def condition(random: Random, attributes: tuple[tuple[str, str], ...]) -> Row:
    """Return one row of `conditions.csv` about one of ATTRIBUTES (scope, attribute)."""
    scope, attribute = random.choice(attributes)
    operator, value = cell(random, attribute)
    row = {"scope": scope, "attribute": attribute, "operator": operator, "value": value, "group": "1"}
    row["polarity"] = "exclude" if random.random() < 0.2 else "require"
    if random.random() < 0.1:
        day = ON + timedelta(days=random.choice((-1, 0, 1)))
        row[random.choice(("valid_from", "valid_to"))] = day.isoformat()
    return row


def conditions(random: Random) -> list[Row]:
    """Return the rows of a service: one to three groups over a few attributes, so that they entangle."""
    pool = [("person", one) for one in _OF_PEOPLE] * 2
    pool += [("any_person", one) for one in _OF_PEOPLE] + [("household", one) for one in _OF_HOUSEHOLDS] * 2
    chosen = random.sample(pool, random.choice((1, 1, 2, 2, 3)))
    if random.random() < 0.3:
        chosen.append(random.choice((("any_person", "age_years"), ("household", "children_under_5"))))
    if random.random() < 0.1:
        chosen = [("household", "income_month_per_person"), ("household", random.choice(("income_month", "size")))]
    rows = []
    for group in range(random.choice((1, 1, 2, 2, 3))):
        rows += [condition(random, tuple(chosen)) | {"group": str(group)} for _ in range(random.choice((1, 2, 2, 3)))]
    return [] if random.random() < 0.02 else rows


def papers(random: Random) -> list[Row]:
    """Return rows of `disclosure.csv` about papers."""
    rows = []
    for _ in range(random.choice((0, 0, 0, 0, 1, 1, 2))):
        row = {"fact": "asks_paper", "value": random.choice((*PAPERS, "none")), "source": "someone"}
        row["evidence"] = random.choice(("visit", "phone_call", "website", "family_report"))
        row["checked_on"] = (ON - timedelta(days=random.choice((-3, 2, 9, 9)))).isoformat()
        if row["value"] != "none" and random.random() < 0.4:
            attribute = random.choice(("age_years", "pregnant", "insured", "sex", "children_under_5"))
            row["only_if"] = " ".join((attribute, *cell(random, attribute)))
        rows.append(row)
    return rows


def family(random: Random) -> Family:
    """Return a family file: up to three people, much of whom is not said."""
    told: Family = {"on": ON.isoformat(), "people": [_person(random) for _ in range(random.choice((1, 1, 2, 2, 3)))]}
    told["people"][0]["needs"] = [NEED]
    listed = len(told["people"])
    household = {
        "size": random.choice((listed, listed, listed + 1)),
        "income_month": random.choice((499, 3000, 9000, [2000, 9000])),
        "can_pay": random.random() < 0.5,
        "insured": random.random() < 0.5,
        "receives": random.choice(([], ["food_aid"], ["cash_aid", "other_help"])),
    }
    told["household"] = {key: value for key, value in household.items() if random.random() < 0.5}
    for key, values in (
        ("language", _TAGS), ("spoken_language", _TAGS), ("area", (*_AREAS, "Pha Noi", "Elsewhere")),
        ("papers", ([], ["photo_id"], [*PAPERS])),
    ):  # fmt: skip
        if random.random() < 0.4:
            told[key] = random.choice(values)
    return told


def _person(random: Random) -> Family:
    age = random.choice(
        ({}, {}, {"age_years": 5}, {"age_years": 17}, {"age_years": [4, 6]}, {"age_months": 60}, {"age_months": 5})
    )
    person = {
        "sex": random.choice(("female", "male", "other")),
        "pregnant": random.random() < 0.5,
        "breastfeeding": random.random() < 0.5,
        "months_since_birth": random.choice((0, 4, [2, 7])),
        "disability": random.random() < 0.5,
        "school": random.choice(SCHOOLS),
    }
    told: Family = {key: value for key, value in person.items() if random.random() < 0.4} | age
    if told.get("pregnant", True) and random.random() < 0.3:
        told["weeks_pregnant"] = random.choice((28, [20, 30]))
    if random.random() < 0.3:
        told["needs"] = [NEED]
    return told


# --- the same, as the program reads it -------------------------------------------------------------------------------

SARAYA = Surroundings(load_region("example"))


def read(told: Family) -> Household:
    """Read a family file as a session would."""
    visit = read_family(json.dumps(told).encode(), "family.json", frozenset({NEED}), ON)
    return SARAYA.place(visit.household)


def service(identity: str, rows: list[Row], disclosure: list[Row]) -> Service:
    """Make a service of rows."""
    return Service(
        id=identity,
        name=identity,
        organization="",
        needs=frozenset({NEED}),
        conditions=tuple(read_condition(row) for row in rows),
        disclosure=tuple(read_disclosure(row) for row in disclosure),
    )


def read_condition(row: Row) -> Condition:
    """Read a row of `conditions.csv`."""
    test = parse_test(row["scope"], row["attribute"], row["operator"], row["value"], row["polarity"])
    days = [date.fromisoformat(row[key]) if row.get(key) else None for key in ("valid_from", "valid_to")]
    return Condition(test, row["group"], Evidence(), *days)


def read_disclosure(row: Row) -> DisclosureRow:
    """Read a row of `disclosure.csv`."""
    only_if = None
    if row.get("only_if"):
        attribute, operator, value = row["only_if"].split(" ", 2)
        only_if = parse_test(scope_of(attribute), attribute, operator, value)
    checked = date.fromisoformat(row["checked_on"]) if row["checked_on"] else None
    return DisclosureRow(
        Fact(row["fact"]), row["value"], Source(row["evidence"]), Evidence(row["source"], checked), only_if
    )
