"""Every key of a family file (FORMATS section 1), in TOML and in JSON; what is not said stays unknown."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import Any

import pytest

from referral_assistant.family import read_family
from referral_assistant.household import Dose, Household, Person, Place, School, Seen, Sex, Visit
from tests.rows import ON

NEEDS = frozenset({"health.maternal", "education.enrolment", "vaccines.routine"})
_EVERYTHING = b"""
language = "my"
second_language = "en"
spoken_language = "ksw"
area = "mae-sot"
on = 2026-11-23
currency = "THB"
papers = ["birth_or_school_record"]

[household]
size = 5
income_month = 9000
can_pay = false
insured = false
receives = ["food_aid"]

[[people]]
label = "mother"
age_years = 31
sex = "female"
pregnant = true
weeks_pregnant = 28
breastfeeding = false
months_since_birth = 4
disability = false
school = "none"
needs = ["health.maternal"]

[[people]]
label = "first child"
age_years = 7
needs = ["education.enrolment", "vaccines.routine"]
doses = [{ vaccine = "measles", on = 2020-05-02, seen = "card" }, { vaccine = "bOPV", seen = "told" }, { vaccine = "DTP" }]
"""


def read(content: str | bytes | dict[str, Any]) -> Visit:
    if isinstance(content, dict):
        content = json.dumps(content)
    content = content if isinstance(content, bytes) else content.encode()
    return read_family(content, "family.toml", NEEDS, ON)


def person(**told: Any) -> Person:
    return read({"people": [told]}).household.people[0]


def test_every_key() -> None:
    visit = read(_EVERYTHING)
    mother = Person(
        label="mother",
        age_months=(372, 383),
        sex=Sex.FEMALE,
        pregnant=True,
        weeks_pregnant=(28, 28),
        breastfeeding=False,
        months_since_birth=(4, 4),
        disability=False,
        school=School.NONE,
        needs=("health.maternal",),
    )
    child = Person(
        label="first child",
        age_months=(84, 95),
        needs=("education.enrolment", "vaccines.routine"),
        doses=(
            Dose("measles", date(2020, 5, 2), Seen.CARD),
            Dose("bOPV", None, Seen.TOLD),
            Dose("DTP", None, Seen.CARD),
        ),
    )
    household = Household(
        people=(mother, child),
        size=5,
        area=Place("mae-sot"),
        languages=frozenset({"my", "ksw"}),
        income_month=(9000, 9000),
        can_pay=False,
        insured=False,
        receives=frozenset({"food_aid"}),
        papers=frozenset({"birth_or_school_record"}),
        currency="THB",
    )
    assert visit == Visit(household, date(2026, 11, 23), "my", "en", "ksw", day_given=True)


def test_the_same_shape_in_json() -> None:
    table = tomllib.loads(_EVERYTHING.decode())
    as_json = json.dumps(table, default=lambda value: value.isoformat())
    assert read(as_json) == read(_EVERYTHING)
    assert read(b"\xef\xbb\xbf" + as_json.encode()) == read(_EVERYTHING)
    assert read("\n  " + as_json) == read(_EVERYTHING)


@pytest.mark.parametrize("content", ["", "\n", "# nothing\n", "{}", " {} ", "[household]\n", '{"people": []}'])
def test_what_is_not_said_is_unknown(content: str) -> None:
    assert read(content) == Visit(Household(), ON, None, None, None, day_given=False)


def test_of_a_person_nothing_need_be_said() -> None:
    assert person() == Person()
    assert read('{"household": {"size": null}, "people": [{"sex": null}]}').household == Household((Person(),))


@pytest.mark.parametrize(
    ("told", "months"),
    [
        ({"age_years": 7}, (84, 95)),
        ({"age_years": [6, 9]}, (72, 119)),
        ({"age_years": 0}, (0, 11)),
        ({"age_years": 130}, (1560, 1571)),
        ({"age_months": 7}, (7, 7)),
        ({"age_months": [7, 9]}, (7, 9)),
        ({"born": "2026-01-14"}, (10, 10)),
        ({"born": "2026-11-24"}, (0, 0)),
        ({"born": "2020-11-25"}, (71, 71)),
    ],
)
def test_ages(told: dict[str, Any], months: tuple[int, int]) -> None:
    assert person(**told).age_months == months


def test_a_birthday_is_kept_for_what_it_will_change() -> None:
    assert person(born="2020-12-20").born == date(2020, 12, 20)
    assert person(age_years=5).born is None


@pytest.mark.parametrize("sex", Sex)
def test_sexes(sex: Sex) -> None:
    assert person(sex=sex.value).sex is sex


@pytest.mark.parametrize("school", School)
def test_schools(school: School) -> None:
    assert person(school=school.value).school is school


@pytest.mark.parametrize("key", ["pregnant", "breastfeeding", "disability"])
def test_flags_of_a_person(key: str) -> None:
    assert getattr(person(**{key: True}), key) is True
    assert getattr(person(**{key: False}), key) is False


def test_bands() -> None:
    assert person(weeks_pregnant=[12, 14]).weeks_pregnant == (12, 14)
    assert person(months_since_birth=[0, 3]).months_since_birth == (0, 3)
    assert read({"household": {"income_month": [5000, 10000]}}).household.income_month == (5000, 10000)
    assert read({"household": {"income_month": 12.5}}).household.income_month == (12.5, 12.5)


def test_none_is_not_unknown() -> None:
    assert read({"papers": []}).household.papers == frozenset()
    assert read({}).household.papers is None
    assert read({"household": {"receives": []}}).household.receives == frozenset()
    assert read({}).household.receives is None


def test_languages_are_those_read_and_spoken() -> None:
    assert read({"language": "my"}).household.languages == frozenset({"my"})
    assert read({"spoken_language": "ksw"}).household.languages == frozenset({"ksw"})
    assert read({"second_language": "en"}).household.languages is None
    assert read({"language": "zh-Hans"}).language == "zh-Hans"
    assert read({"language": "zh_Hans"}).language == "zh_Hans"


def test_needs_keep_their_order_and_come_once() -> None:
    told = ["vaccines.routine", "education.enrolment", "vaccines.routine"]
    assert person(needs=told).needs == ("vaccines.routine", "education.enrolment")


def test_text_is_stripped_and_currencies_are_in_capitals() -> None:
    assert person(label="  aunt ").label == "aunt"
    assert read({"area": " Mae Sot "}).household.area == Place("Mae Sot")
    assert read({"area": "  "}).household.area is None
    assert read({"currency": "thb"}).household.currency == "THB"


def test_the_day_is_today_unless_it_is_named() -> None:
    today, named = read({}), read({"on": "2024-02-29"})
    assert today == Visit(Household(), ON)
    assert named == Visit(Household(), date(2024, 2, 29), day_given=True)
    assert read("on = 2024-02-29").on == date(2024, 2, 29)


def test_a_family_may_be_larger_than_those_who_are_listed() -> None:
    visit = read({"household": {"size": 100}, "people": [{}] * 3})
    assert visit.household.size == 100
    assert list(visit.household.size_span) == [100, 100]
    assert len(read({"people": [{}] * 100}).household.people) == 100


def test_labels_that_tell_nothing_are_kept() -> None:
    for label in ("first child", "Grandmother Daw Aye", "aunt", "the one who limps", "အမေ", "second baby"):
        visit = read_family(f'[[people]]\nlabel = "{label}"\n'.encode(), "family.toml", frozenset(), ON)
        assert visit.household.people[0].label == label
