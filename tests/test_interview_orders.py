"""Asking what settles most beats every fixed order of questions, on the example directory.

What is measured is what a family has to bear: the services still undecided, added up over fifteen questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest

from referral_assistant import interview
from referral_assistant.household import Household, Person, Place, School, Sex
from referral_assistant.interview import next_questions
from referral_assistant.matching import MatchIndex, Results, match
from referral_assistant.session import Session
from tests.example import DAY, example_session

_OF_PERSON = {
    "age": ("age_months",),
    "sex": ("sex",),
    "pregnancy": ("pregnant", "weeks_pregnant"),
    "breastfeeding": ("breastfeeding",),
    "months_since_birth": ("months_since_birth",),
    "disability": ("disability",),
    "school": ("school",),
}
_OF_FAMILY = {
    "size": "size", "area": "area", "language": "languages", "income_month": "income_month", "can_pay": "can_pay",
    "insured": "insured", "receives": "receives", "papers": "papers",
}  # fmt: skip
FACTS = (*_OF_PERSON, *_OF_FAMILY)
_FACT_OF = {"age_years": "age", "pregnant": "pregnancy", "weeks_pregnant": "pregnancy"}
# The best fixed order that a search over these families found (each time the question that leaves least undecided).
SEARCHED = (
    "age", "insured", "pregnancy", "sex", "area", "income_month", "size", "receives", "can_pay", "breastfeeding",
    "months_since_birth", "disability", "papers", "language", "school",
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """The example directory, and families of which everything is known."""

    index: MatchIndex
    families: tuple[Household, ...]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with example_session(tmp_path_factory.mktemp("orders")) as session:
        random = Random(1)
        families = tuple(some_family(random, session) for _ in range(10))
        yield World(session.index(DAY, by_clock=False), families)


def some_family(random: Random, session: Session) -> Household:
    age = random.choice((7, 20, 50, 80, 90, 130, 160, 190, 250, 380, 500, 870))
    sex = random.choice((Sex.FEMALE, Sex.MALE))
    may = sex is Sex.FEMALE and 170 < age < 540
    pregnant = may and random.random() < 0.4
    person = Person(
        age_months=(age, age),
        sex=sex,
        pregnant=pregnant,
        weeks_pregnant=(random.choice((12, 30, 36)),) * 2 if pregnant else None,
        breastfeeding=may and random.random() < 0.3,
        months_since_birth=(3, 3) if may and random.random() < 0.3 else (1000, 1000),
        disability=random.random() < 0.2,
        school=random.choice(list(School)),
        needs=tuple(random.sample(sorted(session.needs.ids), 5)),
    )
    return session.surroundings.place(
        Household(
            (person,),
            size=random.choice((1, 3, 6)),
            area=Place(random.choice(("mae-lin", "ban-rai", "pha-noi"))),
            languages=frozenset({random.choice(("my", "th", "km", "shn"))}),
            income_month=(random.choice((2000, 9000, 20000)),) * 2,
            can_pay=random.random() < 0.5,
            insured=random.random() < 0.5,
            receives=frozenset(random.choice(((), ("food_aid",), ("cash_aid",)))),
            papers=frozenset(random.choice(((), ("photo_id",), ("birth_or_school_record",)))),
        )
    )


def beginning(truth: Household) -> Household:
    return Household((Person(needs=truth.people[0].needs),))


def told(household: Household, truth: Household, fact: str) -> Household:
    """Answer one question truthfully."""
    if fact in _OF_FAMILY:
        said: dict[str, Any] = {_OF_FAMILY[fact]: getattr(truth, _OF_FAMILY[fact])}
        return replace(household, **said)
    about = {field: getattr(truth.people[0], field) for field in _OF_PERSON[fact]}
    return replace(household, people=(replace(household.people[0], **about),))


def borne(world: World, truth: Household, order: Sequence[str] | None) -> int:
    """Add up what is undecided before and after each question; without an ORDER, of those that settle most."""
    results = match(world.index, beginning(truth))
    total, asked = results.undecided, set[str]()
    for step in range(len(FACTS)):
        fact = order[step] if order else best_of(results, asked)
        if fact and results.undecided:
            asked.add(fact)
            results = match(world.index, told(results.household, truth, fact), before=results)
        total += results.undecided
    return total


def best_of(results: Results, asked: set[str]) -> str | None:
    facts = (_FACT_OF.get(one.attribute, one.attribute) for one in next_questions(results, {}) if one.settles > 0)
    return next((fact for fact in facts if fact not in asked), None)


def test_asking_what_settles_most_beats_fixed_orders(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # The rule to stop at two services is for families; here every order goes on as far as it can.
    monkeypatch.setattr(interview, "FEWEST_WORTH_ASKING", 0)
    ours = sum(borne(world, truth, None) for truth in world.families)
    random = Random(2)
    orders = [SEARCHED, *(tuple(random.sample(FACTS, len(FACTS))) for _ in range(30))]
    fixed = [sum(borne(world, truth, order) for truth in world.families) for order in orders]
    mean = sum(fixed[1:]) / len(fixed[1:])
    assert ours <= mean * 2 / 3
    assert ours <= min(fixed) * 1.1
