"""Every attribute, operator and polarity of `conditions.csv`, with what cannot be read."""

from __future__ import annotations

import math
from datetime import date

import pytest

from referral_assistant.condition import (
    CHOICES,
    HOUSEHOLD_ATTRIBUTES,
    PERSON_ATTRIBUTES,
    Condition,
    ConditionError,
    Kind,
    Operator,
    Scope,
    fold_place,
    parse_test,
)
from tests.rows import one_test as read

_MONTHS = [
    ("age_years is 7", [(84, 95)]),
    ("age_years between 6..14", [(72, 179)]),
    ("age_years between 0..0", [(0, 11)]),
    ("age_years at_least 18", [(216, math.inf)]),
    ("age_years at_most 14", [(0, 179)]),
    ("age_years more_than 14", [(180, math.inf)]),
    ("age_years less_than 18", [(0, 215)]),
    ("age_years at_least 0.5", [(6, math.inf)]),
    ("age_years at_most 2.5", [(0, 30)]),
    ("age_years more_than 2.5", [(31, math.inf)]),
    ("age_years less_than 0.5", [(0, 5)]),
    ("age_years between 0.5..5", [(6, 71)]),
    ("age_years one_of 5|6|7", [(60, 95)]),
    ("age_years one_of 7|5", [(60, 71), (84, 95)]),
    ("age_months is 60", [(60, 60)]),
    ("age_months between 12..71", [(12, 71)]),
    ("age_months at_most 6", [(0, 6)]),
    ("age_months more_than 6", [(7, math.inf)]),
    ("age_months less_than 6", [(0, 5)]),
]
_COUNTS = [
    ("size at_least 5", [(5, math.inf)]),
    ("size more_than 4", [(5, math.inf)]),
    ("size less_than 5", [(0, 4)]),
    ("size one_of 1|2|5", [(1, 2), (5, 5)]),
    ("children_under_5 between 1..3", [(1, 3)]),
    ("weeks_pregnant more_than 34", [(35, math.inf)]),
    ("weeks_pregnant less_than 12.5", [(0, 12)]),
    ("months_since_birth at_most 6", [(0, 6)]),
]


@pytest.mark.parametrize(("text", "spans"), _MONTHS + _COUNTS, ids=str)
def test_numbers(text: str, spans: list[tuple[float, float]]) -> None:
    assert list(read(text).spans) == spans


def test_amounts_have_no_next_number() -> None:
    ((low, high),) = read("income_month less_than 12000").spans
    assert low == 0
    assert high < 12000
    assert math.nextafter(high, math.inf) == 12000
    ((low, high),) = read("income_month more_than 8300").spans
    assert math.nextafter(low, 0) == 8300
    assert high == math.inf
    assert read("income_month at_most 8300").spans == ((0, 8300),)
    assert read("income_month at_least 8300").spans == ((8300, math.inf),)
    assert read("income_month one_of 100|101").spans == ((100, 100), (101, 101))
    assert read("income_month less_than 0").spans[0][1] < 0


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("pregnant is yes", {"yes"}),
        ("pregnant is TRUE", {"yes"}),
        ("pregnant is 0", {"no"}),
        ("pregnant one_of yes|no", {"yes", "no"}),
        ("sex one_of female|male", {"female", "male"}),
        ("school is_not finished", {"finished"}),
        ("language one_of my|ksw", {"my", "ksw"}),
        ("receives is food_aid", {"food_aid"}),
        ("area one_of Mae Sot| MAE-RAMAT ", {"mae sot", "mae ramat"}),
        ("open_to_all is yes", {"yes"}),
    ],
)
def test_words(text: str, values: set[str]) -> None:
    assert read(text).values == values
    assert read(text).spans == ()


def test_every_attribute_has_its_kind_and_can_be_read_in_its_scope() -> None:
    assert set(PERSON_ATTRIBUTES) & set(HOUSEHOLD_ATTRIBUTES) == set()
    for attributes, scopes in ((PERSON_ATTRIBUTES, ("person", "any_person")), (HOUSEHOLD_ATTRIBUTES, ("household",))):
        for attribute, kind in attributes.items():
            sample = {Kind.FLAG: "yes", Kind.CHOICE: CHOICES.get(attribute, ("",))[0]}.get(kind, "3")
            for scope in scopes:
                test = parse_test(scope, attribute, "is", sample)
                assert (test.kind, test.scope, test.attribute) == (kind, Scope(scope), attribute)


def test_polarity_and_is_not_are_two_things() -> None:
    assert not read("sex is male").excludes
    assert read("sex is male", excludes=True).excludes
    assert not parse_test("person", "sex", "is", "male", "").excludes
    assert read("sex is_not male").is_not
    assert not read("sex is male", excludes=True).is_not


def test_a_rule_is_written_as_in_the_sheet() -> None:
    assert read("age_years between 6..14").rule == "age_years between 6..14"
    assert read("age_years between 6..14", excludes=True).rule == "not age_years between 6..14"
    assert read("school is_not finished").rule == "school is_not finished"


_BAD = [
    (("family", "sex", "is", "male"), "scope “family” is not one of person, household, any_person"),
    (("person", "shoe_size", "is", "3"), "attribute “shoe_size” is not one of age_years, "),
    (("person", "income_month", "is", "3"), "attribute “income_month” is not one of age_years, "),
    (("household", "age_years", "is", "3"), "attribute “age_years” is not one of area, "),
    (("person", "sex", "equals", "male"), "operator “equals” is not one of is, is_not, "),
    (("person", "sex", "at_least", "male"), "operator “at_least” needs a number, and sex is none"),
    (("household", "area", "between", "a..b"), "operator “between” needs a number, and area is none"),
    (("person", "sex", "is", "man"), "value “man” of sex is not one of female, male, other"),
    (("person", "school", "one_of", "none|college"), "value “none|college” of school is not one of none, "),
    (("person", "pregnant", "is", "maybe"), "value “maybe” of pregnant is neither yes nor no"),
    (("household", "area", "is", "  "), "value of area is empty"),
    (("household", "language", "one_of", "my|"), "value of language is empty"),
    (("person", "age_years", "between", "6-14"), "value “6-14” of age_years is not of the form 6..14"),
    (("person", "age_years", "between", "14..6"), "value “14..6” of age_years runs backwards"),
    (("person", "age_years", "at_least", "six"), "value “six” of age_years is not a number"),
    (("person", "age_years", "at_least", "-1"), "value “-1” of age_years is not a number"),
    (("person", "age_years", "at_least", "inf"), "value “inf” of age_years is not a number"),
    (("person", "age_years", "at_least", "nan"), "value “nan” of age_years is not a number"),
    (("household", "size", "one_of", "3|x"), "value “x” of size is not a number"),
]


@pytest.mark.parametrize(("cells", "sentence"), _BAD, ids=[" ".join(cells) for cells, _ in _BAD])
def test_what_cannot_be_read_says_which_cell(cells: tuple[str, str, str, str], sentence: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_test(*cells)
    assert str(caught.value).startswith(sentence)


def test_a_wrong_polarity_is_named() -> None:
    with pytest.raises(ConditionError, match="polarity “deny” is neither require nor exclude"):
        parse_test("person", "sex", "is", "male", "deny")


def test_between_holds_at_both_ends_and_nowhere_else() -> None:
    test = read("size between 2..4")
    ((low, high),) = test.spans
    assert [size for size in range(8) if low <= size <= high] == [2, 3, 4]
    assert test.operator is Operator.BETWEEN


def test_a_row_counts_from_its_first_day_to_its_last() -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    row = Condition(read("size is 3"), valid_from=first, valid_to=last)
    assert row.in_force(first)
    assert row.in_force(last)
    assert not row.in_force(date(2026, 2, 28))
    assert not row.in_force(date(2026, 4, 1))
    assert Condition(read("size is 3")).in_force(first)
    assert Condition(read("size is 3"), valid_to=last).in_force(date.min)
    assert Condition(read("size is 3"), valid_from=first).in_force(date.max)


def test_places_are_folded() -> None:
    assert fold_place(" MAE_Sot ") == fold_place("mae-sot") == "mae sot"
    assert fold_place("แม่สอด") == "แม่สอด"
