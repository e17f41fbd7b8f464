"""Bits and positions: the same answers for thousands of services at once as for one."""

from __future__ import annotations

from random import Random

import pytest

from referral_assistant.columns import Columns, is_personal, mask_of, positions_of, union
from referral_assistant.eligibility import UNRECORDED, Literal, Outcome, PaperTest, Rule, answer_rule
from referral_assistant.household import Household, Person, Sex
from tests.rows import one_test


@pytest.mark.parametrize("positions", [[], [0], [7], [8], [0, 1, 63, 64, 65, 199]])
def test_masks_and_positions(positions: list[int]) -> None:
    mask = mask_of(positions, 200)
    assert mask == sum(1 << position for position in positions)
    assert positions_of(mask) == positions


def test_union() -> None:
    assert union([]) == 0
    assert union([0b001, 0b100]) == 0b101


def test_whose_answer_differs_from_person_to_person() -> None:
    assert is_personal(one_test("sex is male"))
    assert not is_personal(one_test("sex is male", scope="any_person"))
    assert not is_personal(one_test("size is 3"))
    assert not is_personal(PaperTest("photo_id"))
    assert is_personal(PaperTest("photo_id", one_test("age_years at_least 15")))
    assert not is_personal(PaperTest("photo_id", one_test("size at_least 5")))
    assert not is_personal(UNRECORDED)


ADULT, CHILD = one_test("age_years at_least 18"), one_test("age_years less_than 18")
PEOPLE = (Person(age_months=(400, 400)), Person(age_months=(40, 40)), Person(), Person(sex=Sex.FEMALE))


def read_all(columns: Columns, person: Person, household: Household) -> tuple[int, int]:
    return columns.combine(columns.read(facts, person, household) for facts in columns.by_facts)


def rules_by_chance(count: int) -> list[Rule]:
    random = Random(1)
    literals: list[Literal] = [
        ADULT,
        CHILD,
        one_test("sex is female"),
        one_test("size at_least 3"),
        PaperTest("photo_id"),
        UNRECORDED,
    ]
    rare = one_test("disability is yes")
    return [
        Rule(((rare, ADULT), (rare,)))
        if index % 1500 == 3
        else Rule(tuple(tuple(random.sample(literals, random.choice((1, 2)))) for _ in range(random.choice((1, 2, 3)))))
        for index in range(count)
    ]


def test_as_one_by_one_also_where_a_literal_is_rare() -> None:
    rules = rules_by_chance(4000)
    columns = Columns(rules)
    kept_as_positions = [column for some in columns.by_facts.values() for column in some if column.positions]
    assert {column.literal for column in kept_as_positions} == {one_test("disability is yes")}
    for person in (*PEOPLE, Person(disability=True), Person(disability=False)):
        household = Household((person,), size=2)
        surely, possibly = read_all(columns, person, household)
        for index, rule in enumerate(rules):
            outcome = answer_rule(rule, person, household)
            assert bool(surely >> index & 1) == (outcome is Outcome.YES)
            assert bool(possibly >> index & 1) == (outcome is not Outcome.NO)


def test_layers() -> None:
    columns = Columns([Rule(((ADULT,),)), Rule(((ADULT,), (CHILD,))), Rule(())])
    assert (columns.count, columns.layers) == (3, 2)
    assert columns.has_layer == [0b011, 0b010]
    assert read_all(columns, PEOPLE[0], Household()) == (0b011, 0b011)
    assert read_all(columns, PEOPLE[1], Household()) == (0b010, 0b010)
    assert read_all(columns, PEOPLE[2], Household()) == (0b000, 0b011)
    assert Columns([]).combine([]) == (0, 0)


def test_where_kleene_may_be_too_cautious() -> None:
    columns = Columns([Rule(((ADULT,), (CHILD,))), Rule(((ADULT, CHILD),)), Rule(((ADULT,),))])
    assert columns.entangled(["age", "sex"]) == 0b011
    assert columns.entangled(["sex"]) == 0
    assert columns.entangled([]) == 0
