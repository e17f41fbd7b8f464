"""Directories by chance for the benchmarks: services with conditions and disclosure, as varied as real ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from referral_assistant.condition import Condition, Evidence, parse_test
from referral_assistant.directory.sheets import NEEDS
from referral_assistant.disclosure import DisclosureRow, Fact, Source
from referral_assistant.household import Household, Person, Place, School, Sex
from referral_assistant.service import Service, Spot

DAY = date(2026, 11, 24)
AREAS = [f"Area {number}" for number in range(40)]
_ROWS: tuple[tuple[str, str, str, tuple[object, ...]], ...] = (
    ("person", "age_years", "between", ("0..5", "3..15", "6..14", "6..17", "12..18", "16..25", "18..60", "0..17")),
    ("person", "age_years", "at_least", (5, 12, 13, 15, 16, 18, 21, 60, 65)),
    ("person", "age_years", "at_most", (2, 5, 14, 15, 17, 18, 24)),
    ("person", "age_months", "at_most", (6, 12, 23, 59)),
    ("person", "sex", "is", ("female", "male")),
    ("person", "pregnant", "is", ("yes",)),
    ("person", "weeks_pregnant", "at_least", (12, 20, 28, 34)),
    ("person", "months_since_birth", "at_most", (3, 6, 12)),
    ("person", "breastfeeding", "is", ("yes",)),
    ("person", "disability", "is", ("yes",)),
    ("person", "school", "one_of", ("none|pre_primary", "primary|lower_secondary", "upper_secondary|finished")),
    ("any_person", "age_years", "at_most", (2, 4, 11, 17)),
    ("household", "area", "is", tuple(AREAS)),
    ("household", "area", "one_of", tuple(f"{AREAS[one]}|{AREAS[one + 1]}" for one in range(0, 38, 3))),
    ("household", "language", "one_of", ("my|ksw", "th", "km|lo", "ar")),
    ("household", "size", "at_least", (2, 3, 4, 5, 6)),
    ("household", "income_month", "less_than", tuple(range(2000, 32000, 1000))),
    ("household", "income_month_per_person", "less_than", (1000, 1500, 2000, 2500, 3000)),
    ("household", "children_under_5", "at_least", (1, 2)),
    ("household", "children_under_18", "at_least", (1, 2, 3)),
    ("household", "can_pay", "is", ("no", "yes")),
    ("household", "insured", "is", ("no", "yes")),
    ("household", "receives", "is_not", ("food_aid", "cash_aid", "rent_aid")),
    ("household", "open_to_all", "is", ("yes",)),
)
_PAPERS = ("none", "none", "photo_id", "residence_proof", "income_proof", "birth_or_school_record")


def directory(count: int, *, open_to_all: bool = True) -> list[Service]:
    """Make COUNT services: one to three needs, up to three groups of up to three conditions, up to four rows."""
    random, rows = Random(1), _ROWS if open_to_all else _ROWS[:-1]
    needs = sorted(NEEDS)
    return [
        Service(
            id=f"{number:08x}",
            name=f"Service {number}",
            organization=f"House {number % 500}",
            needs=frozenset(random.sample(needs, random.choice((1, 1, 1, 2, 3)))),
            conditions=_conditions(random, rows),
            disclosure=_disclosure(random),
            spots=(Spot(area=random.choice(AREAS)),),
            languages=frozenset(random.sample(("th", "my", "en", "ksw", "ar"), random.choice((1, 2)))),
            free=random.choice((True, True, None, False)),
            confirmed_on=DAY - timedelta(days=random.randrange(400)),
        )
        for number in range(count)
    ]


def _conditions(random: Random, every: Sequence[tuple[str, str, str, tuple[object, ...]]]) -> tuple[Condition, ...]:
    rows = []
    for group in range(random.choice((0, 1, 1, 1, 1, 2, 3))):
        for scope, attribute, operator, values in random.sample(every, random.choice((1, 1, 2, 3))):
            test = parse_test(scope, attribute, operator, str(random.choice(values)))
            rows.append(Condition(test, str(group), Evidence("leaflet", DAY)))
    return tuple(rows)


def _disclosure(random: Random) -> tuple[DisclosureRow, ...]:
    day = DAY - timedelta(days=random.randrange(400))
    how = random.choice(list(Source))
    rows = [DisclosureRow(Fact.ASKS_STATUS, random.choice(("no", "no", "no", "yes")), how, Evidence("someone", day))]
    rows.append(DisclosureRow(Fact.SHARES, "no", how, Evidence("someone", day)))
    only_if = parse_test("person", "age_years", "at_least", "15") if random.random() < 0.2 else None
    rows.append(DisclosureRow(Fact.ASKS_PAPER, random.choice(_PAPERS), how, Evidence("someone", day), only_if))
    return tuple(rows) if random.random() < 0.8 else ()


FAMILY = Household(
    people=(
        Person("mother", (372, 383), sex=Sex.FEMALE, needs=("health.maternal", "money.cash")),
        Person("father", (396, 407), sex=Sex.MALE, needs=("legal.labour",)),
        Person("girl", (144, 155), sex=Sex.FEMALE, school=School.PRIMARY, needs=("education.enrolment",)),
        Person("boy", (84, 95), needs=("education.enrolment", "vaccines.routine")),
        Person("baby", (7, 7), needs=("vaccines.routine", "health.child")),
    ),
    size=5,
    area=Place("Area 3", frozenset({"area 3"})),
    languages=frozenset({"my"}),
)
"""Five people who said about half of what could be asked."""
