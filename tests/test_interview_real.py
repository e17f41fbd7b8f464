"""The same measurement on real directories: their own services and needs, with generated conditions and families.

What real directories do not hold are conditions that a program can read: those are generated, seeded, of all kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from referral_assistant import interview
from referral_assistant.condition import Condition
from referral_assistant.disclosure import DisclosureRow
from referral_assistant.household import Household
from referral_assistant.matching import MatchIndex, match
from referral_assistant.service import Service, Status
from referral_assistant.session import Session
from tests.example import DAY
from tests.rows import asked, told
from tests.shared_data import SHARED, WHY_SKIPPED
from tests.test_interview_orders import FACTS, World, beginning, borne, some_family
from tests.test_interview_orders import told as answered

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)]
DIRECTORIES = {
    "unhcr-jordan-2015": "compiled.json",
    "florida-social-services": "",
    "dc-social-services": "2022-06-v2.0",
    "ilao-illinois-legal-aid": "input",
}
FAMILIES, ORDERS = 8, 30


@dataclass(frozen=True)
class Figures:
    """What families have to bear: by our order, by the mean of fixed orders, by the best fixed order found."""

    services: int
    ours: int
    mean: float
    best: int


def one_condition(random: Random) -> tuple[str, dict[str, str]]:
    """Make a row. Ages lead, as they do in what the program reads in these very directories; then places and incomes."""
    low = random.choice((0, 3, 5, 6, 12, 15, 18, 25, 60))
    kinds: list[tuple[int, str, str]] = [
        (11, f"age_years between {low}..{low + random.choice((2, 5, 9, 14, 40))}", "person"),
        (3, f"age_years at_least {random.choice((15, 18, 60))}", "person"),
        (5, f"area one_of {random.choice(('mae-lin', 'ban-rai', 'mae-lin|ban-rai', 'pha-noi'))}", "household"),
        (4, f"income_month at_most {random.choice((3000, 8000, 12000, 25000))}", "household"),
        (1, f"income_month_per_person at_most {random.choice((1500, 4000))}", "household"),
        (1, f"size at_least {random.choice((2, 4))}", "household"),
        (2, f"sex is {random.choice(('female', 'male'))}", "person"),
        (1, "pregnant is yes", "person"),
        (1, f"weeks_pregnant at_least {random.choice((12, 28))}", "person"),
        (1, "breastfeeding is yes", "person"),
        (1, f"months_since_birth at_most {random.choice((6, 12))}", "person"),
        (1, "disability is yes", "person"),
        (
            1,
            f"school one_of {random.choice(('none|pre_primary', 'primary', 'lower_secondary|upper_secondary'))}",
            "person",
        ),
        (1, f"language one_of {random.choice(('my', 'th|my', 'km', 'shn|my'))}", "household"),
        (1, f"insured is {random.choice(('yes', 'no'))}", "household"),
        (1, f"can_pay is {random.choice(('yes', 'no'))}", "household"),
        (1, f"receives is_not {random.choice(('food_aid', 'cash_aid'))}", "household"),
        (1, "children_under_5 at_least 1", "household"),
    ]
    weights = [weight for weight, _, _ in kinds]
    _, text, scope = random.choices(kinds, weights)[0]
    return text, {"scope": scope}


def with_conditions(one: Service, random: Random) -> Service:
    conditions: list[Condition] = []
    for group in range(random.choice((1, 1, 1, 2))):
        for _ in range(random.choice((1, 1, 2, 3))):
            text, how = one_condition(random)
            conditions.append(asked(text, str(group), **how))  # type: ignore[arg-type]
    rows: list[DisclosureRow] = [told(f"asks_status {random.choice(('no', 'no', 'no', 'yes'))} visit 2026-11-01")]
    if random.random() < 0.3:
        paper = random.choice(("photo_id", "birth_or_school_record", "none"))
        rows.append(told(f"asks_paper {paper} visit 2026-11-01"))
    # One of the directories calls all its services inactive: whether they run is left aside here.
    return replace(one, conditions=tuple(conditions), disclosure=tuple(rows), status=Status.ACTIVE)


@pytest.fixture(scope="module", params=sorted(DIRECTORIES))
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    assert SHARED is not None
    name = str(request.param)
    source: Path = SHARED / "data" / "directories" / name / DIRECTORIES[name]
    with Session.open(tmp_path_factory.mktemp("real"), region="example") as session:
        session.apply_import(session.prepare_import(source, name))
        random = Random(name)
        services = [with_conditions(one, random) for one in session.services]
        index = MatchIndex(services, DAY)
        offered = sorted(need for need, mask in index.for_need.items() if mask.bit_count() >= 5)
        families = tuple(_about(some_family(random, session), offered, random) for _ in range(FAMILIES))
        yield World(index, families)


def _about(family: Household, offered: list[str], random: Random) -> Household:
    needs = tuple(random.sample(offered, min(5, len(offered))))
    return replace(family, people=(replace(family.people[0], needs=needs),))


def best_order_found(world: World) -> tuple[str, ...]:
    """Search a fixed order that knows these families: each time the question that leaves least undecided."""
    states = [(truth, match(world.index, beginning(truth))) for truth in world.families]
    order: list[str] = []
    while len(order) < len(FACTS):
        tried = {
            fact: [
                (truth, match(world.index, answered(now.household, truth, fact), before=now)) for truth, now in states
            ]
            for fact in FACTS
            if fact not in order
        }
        left = {fact: sum(now.undecided for _, now in after) for fact, after in tried.items()}
        order.append(min(left, key=lambda fact: (left[fact], fact)))
        states = tried[order[-1]]
    return tuple(order)


def figures(world: World) -> Figures:
    ours = sum(borne(world, truth, None) for truth in world.families)
    random = Random(2)
    orders = [best_order_found(world), *(tuple(random.sample(FACTS, len(FACTS))) for _ in range(ORDERS))]
    fixed = [sum(borne(world, truth, order) for truth in world.families) for order in orders]
    return Figures(world.index.count, ours, sum(fixed[1:]) / ORDERS, min(fixed))


def test_asking_what_settles_most_beats_fixed_orders(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # The two rules to stop are for families; here every order goes on as far as it can.
    monkeypatch.setattr(interview, "FEWEST_WORTH_ASKING", 0)
    monkeypatch.setattr(interview, "_TOP", 1_000_000)
    found = figures(world)
    print(found)
    assert found.services > 20
    assert found.ours <= found.mean * 2 / 3
    assert found.ours <= found.best * 1.1
