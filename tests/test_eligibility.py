"""Who can use a service: every attribute and scope with a yes, a no and an unknown; groups, papers, rows out of force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from referral_assistant.disclosure import PAPERS
from referral_assistant.eligibility import (
    UNRECORDED,
    Literal,
    Outcome,
    PaperTest,
    Rule,
    answer,
    answer_group,
    answer_rule,
    fits,
    rule_of,
)
from referral_assistant.household import Household, Person, Place, School, Sex
from tests.rows import ON, asked, one_test, service, told

YES, UNKNOWN, NO = Outcome.YES, Outcome.UNKNOWN, Outcome.NO

# attribute operator value, then what is told of the person, then the answer
_PERSON: list[tuple[str, dict[str, Any], Outcome]] = [
    ("age_years between 6..14", {"age_months": (72, 72)}, YES),
    ("age_years between 6..14", {"age_months": (179, 179)}, YES),
    ("age_years between 6..14", {"age_months": (71, 71)}, NO),
    ("age_years between 6..14", {"age_months": (180, 180)}, NO),
    ("age_years between 6..14", {"age_months": (60, 71)}, NO),
    ("age_years between 6..14", {"age_months": (60, 72)}, UNKNOWN),
    ("age_years between 6..14", {"age_months": (179, 180)}, UNKNOWN),
    ("age_years between 6..14", {}, UNKNOWN),
    ("age_years between 0..130", {}, YES),
    ("age_years at_most 129", {}, UNKNOWN),
    ("age_years one_of 3|5", {"age_months": (48, 59)}, NO),
    ("age_years one_of 3|5", {"age_months": (47, 60)}, UNKNOWN),
    ("age_years one_of 3|5", {"age_months": (60, 71)}, YES),
    ("age_years is_not 5", {"age_months": (60, 71)}, NO),
    ("age_years is_not 5", {"age_months": (72, 83)}, YES),
    ("age_months at_most 6", {"age_months": (6, 6)}, YES),
    ("age_months at_most 6", {"age_months": (7, 7)}, NO),
    ("age_months at_most 6", {"age_months": (0, 11)}, UNKNOWN),
    ("sex is female", {"sex": Sex.FEMALE}, YES),
    ("sex is female", {"sex": Sex.OTHER}, NO),
    ("sex is female", {}, UNKNOWN),
    ("sex is_not male", {"sex": Sex.OTHER}, YES),
    ("sex one_of female|male|other", {}, YES),
    ("school is none", {"school": School.NONE}, YES),
    ("school one_of none|primary", {"school": School.PRE_PRIMARY}, NO),
    ("school is none", {}, UNKNOWN),
    ("pregnant is yes", {"pregnant": True}, YES),
    ("pregnant is yes", {"pregnant": False}, NO),
    ("pregnant is yes", {}, UNKNOWN),
    ("pregnant is yes", {"weeks_pregnant": (0, 12)}, YES),
    ("pregnant is no", {"weeks_pregnant": (0, 12)}, NO),
    ("pregnant one_of yes|no", {}, YES),
    ("weeks_pregnant at_least 28", {"weeks_pregnant": (28, 28)}, YES),
    ("weeks_pregnant at_least 28", {"weeks_pregnant": (27, 27)}, NO),
    ("weeks_pregnant at_least 28", {"pregnant": True}, UNKNOWN),
    ("weeks_pregnant at_least 28", {"pregnant": False}, NO),
    ("weeks_pregnant at_least 28", {}, UNKNOWN),
    ("weeks_pregnant at_least 0", {}, UNKNOWN),
    ("weeks_pregnant at_least 0", {"pregnant": True}, YES),
    ("weeks_pregnant at_most 45", {"pregnant": True}, YES),
    ("weeks_pregnant is_not 28", {"pregnant": False}, YES),
    ("weeks_pregnant is_not 28", {}, UNKNOWN),
    ("breastfeeding is yes", {"breastfeeding": True}, YES),
    ("breastfeeding is yes", {"breastfeeding": False}, NO),
    ("breastfeeding is yes", {}, UNKNOWN),
    ("months_since_birth at_most 6", {"months_since_birth": (6, 6)}, YES),
    ("months_since_birth at_most 6", {"months_since_birth": (7, 7)}, NO),
    ("months_since_birth at_most 6", {"months_since_birth": (6, 7)}, UNKNOWN),
    ("months_since_birth at_most 6", {}, UNKNOWN),
    ("months_since_birth at_least 0", {}, UNKNOWN),
    ("months_since_birth at_least 0", {"months_since_birth": (0, 1200)}, YES),
    ("disability is yes", {"disability": True}, YES),
    ("disability is no", {"disability": True}, NO),
    ("disability is yes", {}, UNKNOWN),
]


@pytest.mark.parametrize(("text", "said", "outcome"), _PERSON)
def test_a_person(text: str, said: dict[str, Any], outcome: Outcome) -> None:
    person = Person(**said)
    assert fits(one_test(text), person) is outcome
    assert answer(one_test(text), person, Household((person,))) is outcome
    assert answer(one_test(text, excludes=True), person, Household((person,))) is Outcome(2 - outcome)


_SARAYA = Place("Saraya", frozenset({"saraya"}), frozenset({frozenset({"mae lin"}), frozenset({"ban rai"})}))
_HOUSEHOLD: list[tuple[str, dict[str, Any], Outcome]] = [
    ("area is Mae Lin", {"area": Place("x", frozenset({"mae lin", "saraya"}))}, YES),
    ("area is Saraya", {"area": Place("x", frozenset({"mae lin", "saraya"}))}, YES),
    ("area is Ban Rai", {"area": Place("x", frozenset({"mae lin", "saraya"}))}, NO),
    ("area one_of Ban Rai|Mae Lin", {"area": Place("x", frozenset({"mae lin"}))}, YES),
    ("area is_not Mae Lin", {"area": Place("x", frozenset({"mae lin"}))}, NO),
    ("area is Mae Lin", {"area": _SARAYA}, UNKNOWN),
    ("area is Pha Noi", {"area": _SARAYA}, NO),
    ("area is Mae Lin", {}, UNKNOWN),
    ("language is my", {"languages": frozenset({"my"})}, YES),
    ("language is zh", {"languages": frozenset({"zh-Hans"})}, YES),
    ("language is zh-Hans", {"languages": frozenset({"zh"})}, NO),
    ("language is zh_hans", {"languages": frozenset({"zh-Hans"})}, YES),
    ("language is zh-Hans", {"languages": frozenset({"zh_Hans"})}, YES),
    ("language is zh", {"languages": frozenset({"zh_Hans"})}, YES),
    ("language is m", {"languages": frozenset({"my"})}, NO),
    ("language one_of ksw|my", {"languages": frozenset({"my", "th"})}, YES),
    ("language is my", {"languages": frozenset({"th"})}, NO),
    ("language is_not my", {"languages": frozenset({"th"})}, YES),
    ("language is my", {}, UNKNOWN),
    ("size at_least 5", {"size": 5}, YES),
    ("size at_least 5", {"size": 4}, NO),
    ("size at_least 5", {}, UNKNOWN),
    ("size at_least 1", {}, YES),
    ("size at_most 100", {}, YES),
    ("income_month less_than 12000", {"income_month": (11999.99, 11999.99)}, YES),
    ("income_month less_than 12000", {"income_month": (12000, 12000)}, NO),
    ("income_month less_than 12000", {"income_month": (5000, 12000)}, UNKNOWN),
    ("income_month less_than 12000", {}, UNKNOWN),
    ("income_month at_least 0", {}, YES),
    ("income_month_per_person less_than 2500", {"income_month": (9000, 9000), "size": 4}, YES),
    ("income_month_per_person less_than 2500", {"income_month": (10000, 10000), "size": 4}, NO),
    ("income_month_per_person less_than 2500", {"income_month": (9000, 10000), "size": 4}, UNKNOWN),
    ("income_month_per_person less_than 2500", {"income_month": (9000, 9000)}, UNKNOWN),
    ("income_month_per_person less_than 2500", {"income_month": (2000, 2000)}, YES),
    ("income_month_per_person more_than 2500", {"income_month": (2000, 2000)}, NO),
    ("income_month_per_person less_than 2500", {"size": 4}, UNKNOWN),
    ("can_pay is yes", {"can_pay": True}, YES),
    ("can_pay is yes", {"can_pay": False}, NO),
    ("can_pay is no", {}, UNKNOWN),
    ("insured is no", {"insured": False}, YES),
    ("insured is no", {"insured": True}, NO),
    ("insured is no", {"can_pay": False}, UNKNOWN),
    ("receives is food_aid", {"receives": frozenset({"food_aid", "shelter"})}, YES),
    ("receives is food_aid", {"receives": frozenset()}, NO),
    ("receives is_not food_aid", {"receives": frozenset()}, YES),
    ("receives one_of food_aid|cash_aid", {"receives": frozenset({"cash_aid"})}, YES),
    ("receives is food_aid", {}, UNKNOWN),
    ("open_to_all is yes", {}, YES),
    ("open_to_all is no", {}, NO),
]


@pytest.mark.parametrize(("text", "said", "outcome"), _HOUSEHOLD)
def test_a_household(text: str, said: dict[str, Any], outcome: Outcome) -> None:
    household = Household((Person(),), **said)
    assert answer(one_test(text), Person(), household) is outcome
    assert answer(one_test(text, excludes=True), Person(), household) is Outcome(2 - outcome)


def child(months: int) -> Person:
    return Person(age_months=(months, months))


@pytest.mark.parametrize(
    ("text", "people", "size", "outcome"),
    [
        ("children_under_5 at_least 1", [child(59)], 1, YES),
        ("children_under_5 at_least 1", [child(60)], 1, NO),
        ("children_under_5 at_least 1", [child(60)], 2, UNKNOWN),
        ("children_under_5 at_least 1", [child(60)], None, UNKNOWN),
        ("children_under_5 at_least 1", [child(59)], None, YES),
        ("children_under_5 at_most 1", [child(59), child(1)], None, NO),
        ("children_under_5 is 1", [child(59), Person()], 2, UNKNOWN),
        ("children_under_5 at_least 2", [child(59), child(60)], 3, UNKNOWN),
        ("children_under_5 at_least 3", [child(59), child(60)], 3, NO),
        ("children_under_18 at_least 2", [child(215), child(59)], 2, YES),
        ("children_under_18 at_least 2", [child(216), child(59)], 2, NO),
        ("children_under_18 at_least 2", [Person(age_months=(215, 216)), child(59)], 2, UNKNOWN),
        ("children_under_18 one_of 0|2", [child(59)], 1, NO),
        ("children_under_18 one_of 0|1", [Person()], 1, YES),
    ],
)
def test_children(text: str, people: list[Person], size: int | None, outcome: Outcome) -> None:
    assert answer(one_test(text), people[0], Household(tuple(people), size=size)) is outcome


GIRL, BOY = Person(sex=Sex.FEMALE), Person(sex=Sex.MALE)


@pytest.mark.parametrize(
    ("people", "size", "outcome"),
    [
        ([GIRL, BOY], 2, YES),
        ([BOY], 1, NO),
        ([BOY], 2, UNKNOWN),
        ([BOY], None, UNKNOWN),
        ([BOY, Person()], 2, UNKNOWN),
        ([GIRL], None, YES),
        ([], None, UNKNOWN),
    ],
)
def test_anyone_in_the_family(people: list[Person], size: int | None, outcome: Outcome) -> None:
    household = Household(tuple(people), size=size)
    anyone, nobody = (one_test("sex is female", scope="any_person", excludes=turned) for turned in (False, True))
    assert answer(anyone, Person(), household) is outcome
    assert answer(nobody, Person(), household) is Outcome(2 - outcome)


def test_somebody_who_surely_is_there_is_as_everybody_is() -> None:
    of_some_sex = one_test("sex one_of female|male|other", scope="any_person")
    assert answer(of_some_sex, Person(), Household(())) is YES
    not_a_girl = one_test("sex is_not female", scope="any_person")
    assert answer(not_a_girl, Person(), Household((GIRL,), size=1)) is NO
    assert answer(not_a_girl, Person(), Household((GIRL, BOY), size=2)) is YES
    assert answer(not_a_girl, Person(), Household((GIRL,), size=2)) is UNKNOWN
    impossible = one_test("age_years less_than 0", scope="any_person")
    assert answer(impossible, Person(), Household(())) is NO
    # One more may be there, or not: then even what everybody is, is not sure of "anyone beside her".
    everybody = one_test("sex one_of female|male|other", scope="any_person")
    assert answer(everybody, Person(), Household((GIRL,))) is YES


@pytest.mark.parametrize(
    ("papers", "outcome"), [(None, UNKNOWN), ((), NO), (("photo_id",), YES), (("income_proof",), NO)]
)
def test_a_paper(papers: tuple[str, ...] | None, outcome: Outcome) -> None:
    household = Household((Person(),), papers=None if papers is None else frozenset(papers))
    assert answer(PaperTest("photo_id"), Person(), household) is outcome


@pytest.mark.parametrize(
    ("age", "papers", "outcome"),
    [
        ((180, 180), (), NO),
        ((180, 180), ("photo_id",), YES),
        ((180, 180), None, UNKNOWN),
        ((179, 179), (), YES),
        ((179, 179), None, YES),
        ((100, 200), (), UNKNOWN),
        ((100, 200), ("photo_id",), YES),
    ],
)
def test_a_paper_asked_of_some(age: tuple[int, int], papers: tuple[str, ...] | None, outcome: Outcome) -> None:
    household = Household((Person(),), papers=None if papers is None else frozenset(papers))
    paper = PaperTest("photo_id", one_test("age_years at_least 15"))
    assert answer(paper, Person(age_months=age), household) is outcome


def test_every_paper_can_be_asked() -> None:
    for paper in PAPERS:
        rule = rule_of(service(disclosure=(told(f"asks_paper {paper} visit 2026-11-01"),)), ON)
        assert PaperTest(paper) in rule.literals


def test_unrecorded_is_unknown() -> None:
    assert answer(UNRECORDED, Person(), Household()) is UNKNOWN


def test_groups_are_alternatives_and_their_rows_must_all_hold() -> None:
    a, b, c = (one_test(text) for text in ("sex is female", "disability is yes", "pregnant is yes"))
    rule = Rule(((a, b), (c,)))
    person = Person(sex=Sex.FEMALE, disability=True, pregnant=False)
    home = Household((person,))
    assert answer_rule(rule, person, home) is YES
    assert answer_group((a, b), person, home) is YES
    assert answer_group((a, b, c), person, home) is NO
    assert answer_group((), person, home) is YES
    assert answer_rule(rule, replace(person, disability=False), home) is NO
    assert answer_rule(rule, replace(person, disability=None), home) is UNKNOWN
    assert answer_rule(rule, replace(person, disability=False, pregnant=True), home) is YES
    assert answer_rule(rule, replace(person, disability=False, pregnant=None), home) is UNKNOWN
    assert answer_rule(Rule(()), person, home) is NO


FOR_GIRLS, FOR_MOTHERS = asked("sex is female"), asked("pregnant is yes", group="2")


def groups(*conditions: Any, **fields: Any) -> list[set[Literal]]:
    return [set(group) for group in rule_of(service(*conditions, **fields), ON).groups]


def test_a_rule_is_read_from_rows() -> None:
    assert groups() == [{UNRECORDED}]
    assert groups(FOR_GIRLS, FOR_MOTHERS) == [{FOR_GIRLS.test}, {FOR_MOTHERS.test}]
    assert groups(FOR_GIRLS, asked("disability is yes")) == [{FOR_GIRLS.test, one_test("disability is yes")}]


def test_papers_are_asked_in_every_group() -> None:
    rows = (told("asks_paper photo_id visit 2026-11-01", only_if="age_years at_least 15"),)
    paper = PaperTest("photo_id", one_test("age_years at_least 15"))
    assert groups(FOR_GIRLS, FOR_MOTHERS, disclosure=rows) == [{FOR_GIRLS.test, paper}, {FOR_MOTHERS.test, paper}]
    assert groups(disclosure=rows) == [{UNRECORDED, paper}]


def test_rows_out_of_force_do_not_count() -> None:
    past = asked("disability is yes", valid_to=date(2026, 11, 23))
    coming = asked("disability is yes", group="3", valid_from=date(2026, 11, 25))
    today = asked("insured is no", valid_from=ON, valid_to=ON)
    assert groups(FOR_GIRLS, past, coming, today) == [{FOR_GIRLS.test, today.test}]
    assert groups(past) == [{UNRECORDED}]


def test_a_row_that_cannot_be_read_may_be_a_way_in_or_one_more_thing_asked() -> None:
    found = groups(FOR_GIRLS, unreadable_conditions=("attribute “shoe” is not one of",))
    assert found == [{UNRECORDED, FOR_GIRLS.test}, {UNRECORDED}]
    rule = rule_of(service(FOR_GIRLS, unreadable_conditions=("x",)), ON)
    for person in (GIRL, BOY, Person()):
        assert answer_rule(rule, person, Household((person,))) is UNKNOWN
    no_paper = Household((GIRL,), papers=frozenset())
    asks = service(FOR_GIRLS, unreadable_conditions=("x",), disclosure=(told("asks_paper photo_id visit 2026-11-01"),))
    assert answer_rule(rule_of(asks, ON), GIRL, no_paper) is NO


def test_literals_of_a_rule() -> None:
    rule = rule_of(service(FOR_GIRLS, FOR_MOTHERS, asked("sex is female", group="2")), ON)
    assert rule.literals == {FOR_GIRLS.test, FOR_MOTHERS.test}
