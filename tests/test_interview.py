"""The question that settles most, never an absurd one, never one again that was passed over."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest

from referral_assistant.condition import HOUSEHOLD_ATTRIBUTES, PERSON_ATTRIBUTES, Condition
from referral_assistant.errors import InputError
from referral_assistant.household import Household, Person, Place, School, Sex
from referral_assistant.interview import Choice, NextQuestion, bands, next_questions, top_is_settled
from referral_assistant.matching import match
from referral_assistant.paths import resources
from referral_assistant.service import Service, Status
from referral_assistant.session.questions import load_questions
from tests.rows import asked, family, matched, one_test, service, told

SOMEONE = Person()


def offers(*texts: str, **fields: Any) -> list[Service]:
    """Make two services a condition, so that an answer settles enough to be worth asking."""
    return [service(asked(text), identity=f"{text} {number}", **fields) for text in texts for number in range(2)]


def ask(services: list[Service], household: Household, **named: Any) -> tuple[NextQuestion, ...]:
    return next_questions(matched(services, household), named.pop("sensitivity", {}), **named)


def attributes(services: list[Service], household: Household, **named: Any) -> list[str]:
    return [question.attribute for question in ask(services, household, **named)]


# --- bands -----------------------------------------------------------------------------------------------------------


def test_bands_are_cut_at_thresholds() -> None:
    tests = [one_test("age_years between 6..14"), one_test("age_years at_least 18"), one_test("age_years at_most 5")]
    assert bands((0, 1571), tests) == [(0, 71), (72, 179), (180, 215), (216, 1571)]
    assert bands((100, 200), tests) == [(100, 179), (180, 200)]
    assert bands((72, 179), tests) == [(72, 179)]
    assert bands((0, 1571), []) == [(0, 1571)]


def test_bands_keep_the_thresholds_that_most_share() -> None:
    rare = [one_test(f"size at_least {number}") for number in range(2, 12)]
    shared = [one_test(f"size at_least {number}") for number in (20, 30)]
    cut = [low for low, _ in bands((1, 100), rare + shared + shared)]
    assert len(cut) == 6
    assert {20, 30} < set(cut)


def test_bands_of_amounts_leave_no_amount_on_two_sides() -> None:
    assert bands((0, 1e12), [one_test("income_month less_than 12000")]) == [(0, 11999), (12000, 1e12)]
    assert bands((0, 1e12), [one_test("income_month at_most 8300")]) == [(0, 8300), (8301, 1e12)]
    assert bands((0, 1e12), [one_test("income_month more_than 8300")]) == [(0, 8300), (8301, 1e12)]


# --- which question --------------------------------------------------------------------------------------------------


def test_the_question_that_settles_most_comes_first() -> None:
    services = offers("age_years at_least 18", "age_years at_most 5", "disability is yes")
    first, second = ask(services, family(SOMEONE))
    assert (first.attribute, first.person, first.settles) == ("age_years", 0, 4)
    assert (second.attribute, second.settles) == ("disability", 2)


def test_what_it_settles_is_the_mean_over_its_answers() -> None:
    services = [
        *offers("age_years at_least 18", "age_years between 6..14"),
        service(asked("age_years at_most 17"), asked("disability is yes"), identity="x"),
    ]
    for question in ask(services, family(SOMEONE)):
        left = [matched(services, choice.household).undecided for choice in question.choices]
        assert question.settles == pytest.approx(5 - sum(left) / len(left))


def test_sensitivity_divides() -> None:
    services = offers("age_years at_least 18", "disability is yes")
    assert attributes(services, family(SOMEONE)) == ["age_years", "disability"]
    sensitivity = {"age_years": 4.0, "disability": 1.0}
    assert attributes(services, family(SOMEONE), sensitivity=sensitivity) == ["disability", "age_years"]
    (question,) = ask(offers("disability is yes"), family(SOMEONE), sensitivity={"disability": 4})
    assert (question.settles, question.score) == (2, 0.5)


def test_ties_go_by_name_and_then_by_person() -> None:
    services = offers("disability is yes", "insured is no", "can_pay is no")
    assert attributes(services, family(SOMEONE)) == ["can_pay", "disability", "insured"]
    both = ask(offers("disability is yes"), family(SOMEONE, Person(label="b")))
    assert [question.person for question in both] == sorted(question.person or 0 for question in both)


def test_one_answer_for_less_than_two_services_is_not_worth_a_breath() -> None:
    assert attributes([service(asked("disability is yes"))], family(SOMEONE)) == []
    assert attributes(offers("disability is yes"), family(SOMEONE)) == ["disability"]


def test_it_stops_when_the_five_best_of_every_need_are_settled() -> None:
    settled = [service(asked("open_to_all is yes"), identity=f"open {number}") for number in range(5)]
    undecided = offers("disability is yes")
    assert attributes([*settled[:4], *undecided], family(SOMEONE)) == ["disability"]
    assert attributes([*settled, *undecided], family(SOMEONE)) == []
    assert top_is_settled(matched([*settled, *undecided], family(SOMEONE)))
    assert not top_is_settled(matched([*settled[:4], *undecided], family(SOMEONE)))
    assert top_is_settled(matched([], family(SOMEONE)))


def test_services_that_no_answer_can_help_do_not_count() -> None:
    asks = (told("asks_status yes visit"),)
    assert attributes(offers("disability is yes", disclosure=asks), family(SOMEONE)) == []
    assert attributes(offers("disability is yes", status=Status.DEFUNCT), family(SOMEONE)) == []
    assert attributes(offers("disability is yes", disclosure=()), family(SOMEONE)) == ["disability"]


def test_what_was_passed_over_is_not_asked_again() -> None:
    services = offers("disability is yes", "insured is no")
    skipped = frozenset({("disability", 0)})
    assert attributes(services, family(SOMEONE), skipped=skipped) == ["insured"]
    assert attributes(services, family(SOMEONE), skipped=frozenset({("disability", 1)})) == ["disability", "insured"]
    assert attributes(services, family(SOMEONE), skipped=frozenset({("insured", None)})) == ["disability"]


def test_passing_over_leaves_it_unknown() -> None:
    household = family(SOMEONE)
    results = matched(offers("disability is yes"), household)
    next_questions(results, {}, frozenset({("disability", 0)}))
    assert results.household == household
    assert results.undecided == 2


def test_only_those_who_need_something_are_asked() -> None:
    household = Household((Person(needs=("health.primary",)), Person()))
    assert {question.person for question in ask(offers("disability is yes"), household)} == {0}


# --- choices ---------------------------------------------------------------------------------------------------------


def choices(text: str, person: Person = SOMEONE, **household: Any) -> tuple[Choice, ...]:
    return ask(offers(text), family(person, **household))[0].choices


def test_choices_are_of_the_kind_of_the_fact() -> None:
    assert [choice.value for choice in choices("sex is male")] == ["female", "male"]
    assert [choice.value for choice in choices("school is none")] == [school.value for school in School]
    for text in ("pregnant is yes", "breastfeeding is yes", "disability is yes", "can_pay is no", "insured is no"):
        assert [choice.value for choice in choices(text)] == [True, False]
    assert [choice.value for choice in choices("months_since_birth at_most 6")] == [(0, 6), (7, 1200)]
    assert [choice.value for choice in choices("size at_least 5")] == [(1, 4), (5, 100)]
    assert [choice.value for choice in choices("area one_of Mae Lin|Ban Rai")] == ["ban rai", "mae lin"]
    assert [choice.value for choice in choices("language one_of my|ksw")] == ["ksw", "my"]
    assert [choice.value for choice in choices("receives is_not food_aid")] == [frozenset(), "food_aid"]


def test_an_answer_is_kept_as_roughly_as_it_was_given() -> None:
    few, many = choices("size at_least 5")
    assert [few.household.size, many.household.size] == [(1, 4), (5, 100)]
    young = choices("age_years at_least 18")[0]
    assert young.household.people[0].age_months == (0, 215)


def test_a_pregnancy_is_asked_first_and_then_its_weeks() -> None:
    services = offers("weeks_pregnant at_least 28", "pregnant is yes")
    (first,) = ask(services, family(SOMEONE))
    assert first.attribute == "pregnant"
    (second,) = ask(services, family(Person(pregnant=True)))
    assert second.attribute == "weeks_pregnant"
    assert [choice.value for choice in second.choices] == [(0, 27), (28, 45)]
    assert second.choices[1].household.people[0].weeks_pregnant == (28, 45)


def test_papers_are_asked_as_what_one_would_show() -> None:
    rows = (told("asks_status no visit 2026-11-01"), told("asks_paper photo_id visit 2026-11-01"))
    services = [service(asked("open_to_all is yes"), identity=name, disclosure=rows) for name in "ab"]
    (question,) = ask(services, family(SOMEONE))
    assert question.attribute == "papers"
    assert [choice.value for choice in question.choices] == [frozenset(), "birth_or_school_record", "photo_id"]
    assert question.choices[2].household.papers == frozenset({"birth_or_school_record", "photo_id"})


def test_an_amount_for_each_is_asked_as_the_whole_when_the_size_is_known() -> None:
    services = offers("income_month_per_person less_than 2500")
    (question,) = ask(services, family(SOMEONE, size=4))
    assert [choice.value for choice in question.choices] == [(0, 9999), (10000, 1e12)]


def test_children_are_asked_by_age() -> None:
    (question,) = ask(offers("children_under_5 at_least 1"), family(SOMEONE, size=1))
    assert (question.attribute, [choice.value for choice in question.choices]) == ("age_years", [(0, 59), (60, 1571)])


# --- never an absurd question ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("pregnant is yes", Person(sex=Sex.MALE)),
        ("pregnant is yes", Person(age_months=(0, 107))),
        ("pregnant is yes", Person(age_months=(721, 721))),
        ("breastfeeding is yes", Person(sex=Sex.MALE)),
        ("breastfeeding is yes", Person(age_months=(40, 40))),
        ("months_since_birth at_most 6", Person(age_months=(900, 900))),
        ("weeks_pregnant at_least 28", Person(pregnant=False)),
        ("school is none", Person(age_months=(0, 35))),
        ("sex is female", Person(pregnant=True)),
        ("sex is female", Person(breastfeeding=True)),
        ("sex is female", Person(months_since_birth=(3, 3))),
        ("sex is female", Person(weeks_pregnant=(3, 3))),
    ],
)
def test_never_asked(text: str, person: Person) -> None:
    assert attributes(offers(text), family(person)) == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("pregnant is yes", Person(age_months=(108, 108))),
        ("pregnant is yes", Person(age_months=(720, 720), sex=Sex.FEMALE)),
        ("breastfeeding is yes", Person(sex=Sex.OTHER)),
        ("school is none", Person(age_months=(36, 36))),
        ("sex is female", Person(pregnant=False)),
    ],
)
def test_but_asked_where_it_can_be(text: str, person: Person) -> None:
    assert len(attributes(offers(text), family(person))) == 1


def test_what_was_said_is_not_asked() -> None:
    said: list[tuple[str, Household]] = [
        ("age_years at_least 18", family(Person(age_months=(400, 400)))),
        ("size at_least 5", family(SOMEONE, size=3)),
        ("area is Ban Rai", family(SOMEONE, area=Place("Saraya", may_be=frozenset({frozenset({"ban rai"})})))),
        ("language is my", family(SOMEONE, languages=frozenset({"th"}))),
        ("receives is food_aid", family(SOMEONE, receives=frozenset())),
        ("income_month at_most 500", family(SOMEONE, income_month=(100, 100))),
    ]
    for text, household in said:
        assert attributes(offers(text), household) == []
    assert attributes(offers("size at_least 5"), family(SOMEONE, size=(3, 8))) == ["size"]


# --- the words -------------------------------------------------------------------------------------------------------


def test_there_are_words_for_every_question_that_can_be_asked() -> None:
    questions = load_questions((resources() / "interview.toml").read_text("utf-8"))
    never_asked = {"age_months", "children_under_5", "children_under_18", "income_month_per_person", "open_to_all"}
    assert set(questions.by_attribute) == {*PERSON_ATTRIBUTES, *HOUSEHOLD_ATTRIBUTES, "papers"} - never_asked
    for question in questions.by_attribute.values():
        assert str(question.text).endswith("?")
        assert str(question.why).endswith(".")
        assert 1 <= question.sensitivity <= 5
        assert ("{who}" in question.text.text) == (question.attribute in PERSON_ATTRIBUTES)
    assert questions.sensitivity["income_month"] > questions.sensitivity["age_years"]


def test_every_choice_has_a_word() -> None:
    entries = {
        one["attribute"]: one for one in tomllib.loads((resources() / "interview.toml").read_text("utf-8"))["question"]
    }
    assert set(entries["school"]["words"]) == set(School)
    assert set(entries["sex"]["words"]) == {"female", "male"}
    assert set(entries["papers"]["words"]) == {"none", "birth_or_school_record", "photo_id"}
    kinds = {one["id"] for one in tomllib.loads((resources() / "needs.toml").read_text("utf-8"))["receives"]}
    assert set(entries["receives"]["words"]) == kinds | {"none"}


def test_no_question_touches_what_is_never_asked() -> None:
    text = (resources() / "interview.toml").read_text("utf-8")
    said = " ".join(f"{one['text']} {one['why']}" for one in tomllib.loads(text)["question"]).lower()
    for word in (
        "status",
        "nationality",
        "passport",
        "visa",
        "permit",
        "religion",
        "ethnic",
        "citizen",
        "born in",
        "come from",
    ):
        assert word not in said


@pytest.mark.parametrize("text", ["[[question", "", "[[question]]\nattribute = 'x'"])
def test_a_file_that_is_wrong_is_named(text: str) -> None:
    with pytest.raises(InputError, match=r"^interview.toml cannot be read: "):
        load_questions(text)


def test_one_more_answer_is_taken_in_as_if_all_were_read_again() -> None:
    conditions: list[tuple[Condition, ...]] = [
        (asked("age_years at_least 18"), asked("insured is no")),
        (asked("sex is female", scope="any_person"),),
        (asked("children_under_5 at_least 1"), asked("size at_least 3", group="2")),
        (asked("area is Ban Rai"),),
    ]
    services = [service(*rows, identity=str(place)) for place, rows in enumerate(conditions)]
    services.append(
        service(disclosure=(told("asks_paper photo_id visit 2026-11-01", only_if="age_years at_least 15"),))
    )
    before = matched(services, family(SOMEONE, Person(label="b")))
    changes: list[Household] = [
        replace(before.household, insured=False),
        replace(before.household, size=3),
        replace(before.household, papers=frozenset()),
        replace(before.household, area=Place("x", frozenset({"ban rai"}))),
        replace(
            before.household,
            people=(
                replace(before.household.people[0], age_months=(40, 40), sex=Sex.FEMALE),
                before.household.people[1],
            ),
        ),
        replace(before.household, people=before.household.people[:1]),
    ]
    for household in changes:
        again, anew = match(before.index, household, before=before), match(before.index, household)
        assert again.needs == anew.needs
        assert [one.service.id for one in again.matches] == [one.service.id for one in anew.matches]
    other = matched(services[:2], family(SOMEONE))
    assert match(before.index, before.household, before=other).needs == before.needs
