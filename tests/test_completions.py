"""Where Kleene's logic is too cautious: the answer must come from every way of completing what is not known."""

from __future__ import annotations

from typing import Any

import pytest

from referral_assistant.completions import settle, ways_of_person
from referral_assistant.condition import Condition
from referral_assistant.eligibility import Outcome, rule_of
from referral_assistant.facts import (
    depends_on,
    entangled_facts,
    facts_of,
    unknown_of_household,
    unknown_of_person,
)
from referral_assistant.facts import tests_of as every_test_of
from referral_assistant.household import Household, Person, Place, Sex
from referral_assistant.probes import STEPS, probes
from tests.rows import ON, asked, one_test, service, told

YES, UNKNOWN, NO = Outcome.YES, Outcome.UNKNOWN, Outcome.NO


def two(first: str, second: str, **named: Any) -> tuple[Condition, ...]:
    return asked(first, **named), asked(second, group="2", **named)


def both(first: str, second: str, **named: Any) -> tuple[Condition, ...]:
    return asked(first, **named), asked(second, **named)


_ALWAYS = {
    "age": two("age_years less_than 5", "age_years at_least 5"),
    "age in months and years": two("age_months at_most 59", "age_years at_least 5"),
    "sex": two("sex is female", "sex is_not female"),
    "excluded and asked": (asked("sex is female"), asked("sex is female", group="2", excludes=True)),
    "school": two("school one_of none|pre_primary|primary", "school one_of lower_secondary|upper_secondary|finished"),
    "pregnancy": two("pregnant is yes", "pregnant is no"),
    "weeks": two("weeks_pregnant at_least 0", "pregnant is no"),
    "since birth": two("months_since_birth at_most 6", "months_since_birth is_not 3"),
    "breastfeeding": two("breastfeeding is yes", "breastfeeding is no"),
    "disability": two("disability is yes", "disability is no"),
    "size": two("size less_than 3", "size at_least 3"),
    "income": two("income_month less_than 500", "income_month at_least 500"),
    "income, and an amount for each": two("income_month less_than 500", "income_month_per_person at_least 0"),
    "who can pay": two("can_pay is yes", "can_pay is no"),
    "insured": two("insured is yes", "insured is no"),
    "receives": two("receives is food_aid", "receives is_not food_aid"),
    "language": two("language is my", "language is_not my"),
    "area": two("area is Mae Lin", "area is_not Mae Lin"),
    "children": two("children_under_5 at_least 1", "children_under_5 is 0"),
    "older children": two("children_under_18 more_than 2", "children_under_18 at_most 2"),
    "children of the children": two("children_under_18 at_least 1", "children_under_5 is 0"),
    "anyone": two("sex is female", "sex is_not female", scope="any_person"),
}
_NEVER = {
    "age": both("age_years less_than 5", "age_years at_least 5"),
    "sex": both("sex is female", "sex is male"),
    "weeks of no pregnancy": both("weeks_pregnant at_least 5", "pregnant is no"),
    "size": both("size less_than 3", "size at_least 3"),
    "income": both("income_month less_than 500", "income_month at_least 500"),
    "too much for each": both("income_month at_most 500", "income_month_per_person more_than 500"),
    "receives": both("receives is food_aid", "receives is_not food_aid"),
    "area": both("area is Mae Lin", "area is_not Mae Lin"),
    "more young children than children": both("children_under_5 at_least 2", "children_under_18 at_most 1"),
    "more children than people": both("children_under_5 at_least 3", "size at_most 2"),
    "nobody and she": (asked("sex is female"), asked("sex is female", scope="any_person", excludes=True)),
}


@pytest.mark.parametrize("conditions", _ALWAYS.values(), ids=_ALWAYS)
def test_what_holds_however_it_is(conditions: tuple[Condition, ...]) -> None:
    assert settle(rule_of(service(*conditions), ON), (0,), Household((Person(),))) is YES


@pytest.mark.parametrize("conditions", _NEVER.values(), ids=_NEVER)
def test_what_cannot_be(conditions: tuple[Condition, ...]) -> None:
    assert settle(rule_of(service(*conditions), ON), (0,), Household((Person(),))) is NO


def test_a_gap_of_one_number_is_seen() -> None:
    rule = rule_of(
        service(*two("income_month_per_person less_than 1000", "income_month_per_person more_than 1000")), ON
    )
    assert settle(rule, (0,), Household((Person(),))) is UNKNOWN
    assert settle(rule, (0,), Household((Person(),), size=1, income_month=(999, 1001))) is UNKNOWN
    assert settle(rule, (0,), Household((Person(),), size=2, income_month=(999, 1001))) is YES


def test_an_amount_for_each_cannot_take_every_value() -> None:
    rule = rule_of(service(asked("income_month_per_person between 2000..2400")), ON)
    assert settle(rule, (0,), Household((Person(), Person()), income_month=(5000, 5000))) is NO
    assert settle(rule, (0,), Household((Person(), Person()), income_month=(4800, 4800))) is UNKNOWN
    assert settle(rule, (0,), Household((Person(), Person()), income_month=(100000, 100000))) is UNKNOWN


def test_papers_asked_of_one_or_the_other() -> None:
    rows = (
        told("asks_paper photo_id visit 2026-11-01", only_if="age_years at_least 15"),
        told("asks_paper photo_id visit 2026-11-01", only_if="age_years less_than 15"),
    )
    rule = rule_of(service(asked("open_to_all is yes"), disclosure=rows), ON)
    assert settle(rule, (0,), Household((Person(),), papers=frozenset())) is NO
    assert settle(rule, (0,), Household((Person(),), papers=frozenset({"photo_id"}))) is YES
    assert settle(rule, (0,), Household((Person(),))) is UNKNOWN


def test_a_large_place_is_one_of_its_parts_or_none() -> None:
    inside = frozenset({frozenset({"mae lin", "แม่ลิน"}), frozenset({"ban rai"})})
    saraya = Household((Person(),), area=Place("Saraya", frozenset({"saraya"}), inside))
    two_at_once = rule_of(service(*both("area is Mae Lin", "area is Ban Rai")), ON)
    assert settle(two_at_once, (0,), saraya) is NO
    same_by_two_names = rule_of(service(*two("area is Mae Lin", "area is_not แม่ลิน")), ON)
    assert settle(same_by_two_names, (0,), saraya) is YES
    some = rule_of(service(*two("area is Mae Lin", "area is Ban Rai")), ON)
    assert settle(some, (0,), saraya) is UNKNOWN


def test_people_are_completed_together_where_one_looks_at_all() -> None:
    conditions = (asked("sex is female"), asked("sex is female", group="2", scope="any_person", excludes=True))
    rule = rule_of(service(*conditions), ON)
    pair = Household((Person(), Person()), size=2)
    assert settle(rule, (0, 1), pair) is YES
    assert settle(rule, (0,), pair) is UNKNOWN
    assert settle(rule, (0, 1), Household((Person(), Person()))) is UNKNOWN


def test_too_many_ways_are_unknown_not_wrong() -> None:
    texts = ["food_aid", "cash_aid", "shelter", "rent_aid", "school_aid", "health_cover", "child_benefit", "a", "b"]
    conditions = [asked(f"receives is {one}", group=str(place)) for place, one in enumerate(texts)]
    conditions += [asked(f"receives is_not {one}", group="x") for one in texts]
    conditions += [asked(f"language is {one}", group=str(place)) for place, one in enumerate(texts)]
    conditions += [asked(f"language is_not {one}", group="x") for one in texts]
    rule = rule_of(service(*conditions), ON)
    assert settle(rule, (0,), Household((Person(),))) is UNKNOWN


def test_ways_are_those_that_tests_tell_apart() -> None:
    tests = [one_test("age_years at_least 18"), one_test("age_years less_than 5")]
    ways = ways_of_person(Person(), ["age"], tests)
    assert len(ways) == 3
    assert len(ways_of_person(Person(age_months=(216, 400)), ["age"], tests)) == 1
    assert len(ways_of_person(Person(), ["age", "sex"], [*tests, one_test("sex is male")])) == 6
    assert ways_of_person(Person(), [], tests) == [Person()]


def test_facts() -> None:
    assert facts_of(one_test("age_years is 5")) == ("age",)
    assert facts_of(one_test("age_years is 5", scope="any_person")) == ("age", "size")
    assert facts_of(one_test("children_under_5 is 1")) == ("age", "size")
    assert facts_of(one_test("open_to_all is yes")) == ()
    assert facts_of(one_test("weeks_pregnant is 5")) == facts_of(one_test("pregnant is yes")) == ("pregnancy",)
    assert depends_on(("paper:photo_id", "age"), "papers")
    assert depends_on(("paper:photo_id", "age"), "age")
    assert not depends_on(("age",), "papers")


def test_entangled_facts() -> None:
    def entangled(*conditions: Condition, **fields: Any) -> set[str]:
        return set(entangled_facts(rule_of(service(*conditions, **fields), ON)))

    assert entangled(*two("age_years less_than 5", "age_months at_least 60")) == {"age"}
    assert entangled(*two("age_years less_than 5", "age_years less_than 5")) == set()
    assert entangled(*two("age_years less_than 5", "sex is male")) == set()
    assert entangled(asked("income_month_per_person at_most 5")) == {"income_month", "size"}
    only_if = told("asks_paper photo_id visit 2026-11-01", only_if="age_years at_least 15")
    assert entangled(asked("age_years at_most 20"), disclosure=(only_if,)) == {"age"}
    either = told("asks_paper photo_id visit 2026-11-01", only_if="sex is male")
    assert entangled(disclosure=(only_if, either)) == {"papers"}


def test_tests_of_a_rule_include_those_that_say_of_whom_a_paper_is_asked() -> None:
    only_if = told("asks_paper photo_id visit 2026-11-01", only_if="age_years at_least 15")
    plain = told("asks_paper income_proof visit 2026-11-01")
    rule = rule_of(service(asked("sex is male"), disclosure=(only_if, plain)), ON)
    assert set(every_test_of(rule)) == {one_test("sex is male"), one_test("age_years at_least 15")}


def test_what_is_unknown_of_a_person() -> None:
    everything = {"age", "sex", "pregnancy", "breastfeeding", "months_since_birth", "disability", "school"}
    assert unknown_of_person(Person()) == everything
    assert "age" in unknown_of_person(Person(age_months=(5, 6)))
    assert "age" not in unknown_of_person(Person(age_months=(5, 5)))
    assert "pregnancy" in unknown_of_person(Person(pregnant=True))
    assert "pregnancy" not in unknown_of_person(Person(pregnant=False))
    assert "pregnancy" not in unknown_of_person(Person(pregnant=True, weeks_pregnant=(5, 5)))
    assert unknown_of_person(Person(sex=Sex.MALE)) == everything - {"sex"}


def test_what_is_unknown_of_a_household() -> None:
    everything = {"size", "area", "language", "income_month", "can_pay", "insured", "receives", "papers"}
    assert unknown_of_household(Household((Person(),))) == everything
    assert "size" not in unknown_of_household(Household((Person(),), size=1))
    assert "size" in unknown_of_household(Household((Person(),), size=2))
    assert "area" not in unknown_of_household(Household(area=Place("x", frozenset({"x"}))))
    assert "area" in unknown_of_household(Household(area=Place("x", may_be=frozenset({frozenset({"y"})}))))
    assert "receives" not in unknown_of_household(Household(receives=frozenset()))


def test_probes_leave_nothing_open_and_change_nothing_that_was_said() -> None:
    told_of = Person(age_months=(5, 8), sex=Sex.OTHER)
    family = Household((told_of, Person()), size=(3, 4), income_month=(100, 200), papers=frozenset({"photo_id"}))
    found = list(probes(family))
    assert len(found) == STEPS
    for probe in found:
        assert unknown_of_household(probe) == frozenset()
        assert all(unknown_of_person(person) == frozenset() for person in probe.people)
        assert isinstance(probe.size, int)
        assert 3 <= probe.size <= 4
        assert probe.size == len(probe.people)
        assert 5 <= (probe.people[0].age_months or (0, 0))[0] <= 8
        assert probe.people[0].sex is Sex.OTHER
        assert 100 <= (probe.income_month or (0, 0))[0] <= 200
        assert probe.papers == frozenset({"photo_id"})
    assert len({probe.people[1].age_months for probe in found}) == STEPS
