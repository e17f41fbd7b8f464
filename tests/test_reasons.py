"""Every finding as a sentence with its evidence; why a place is left out; the one thing that can change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from referral_assistant.condition import (
    CHOICES,
    HOUSEHOLD_ATTRIBUTES,
    PERSON_ATTRIBUTES,
    Evidence,
    Kind,
    Operator,
    parse_test,
)
from referral_assistant.disclosure import PAPERS, Duty, judge
from referral_assistant.eligibility import UNRECORDED, PaperTest, rule_of
from referral_assistant.household import Household, Person, Place, School, Sex
from referral_assistant.reasons import (
    PAPER_NAMES,
    LeftOutBecause,
    WouldFitIf,
    clock_sentence,
    findings_for,
    rule_text,
    safety_findings,
    sentence_of,
    sentence_of_row,
    telephone_questions,
    why_left_out,
    would_fit_if,
)
from referral_assistant.service import Service, Status
from tests.rows import ON, asked, one_test, service, told

_SENTENCES = {
    "age_years between 6..14": "For people aged 6 to 14 years",
    "age_years at_least 18": "For people aged 18 or more years",
    "age_years less_than 18": "For people aged less than 18 years",
    "age_years more_than 69": "For people aged more than 69 years",
    "age_years is 7": "For people aged 7 years",
    "age_years one_of 5|7": "For people aged 5 or 7 years",
    "age_years is_not 7": "Not meant here: For people aged 7 years",
    "age_months at_most 12": "For people aged up to 12 months",
    "sex one_of female|other": "For women and girls or people of another gender",
    "sex is_not male": "Not meant here: For men and boys",
    "pregnant is yes": "For someone who is pregnant",
    "pregnant is no": "For someone who is not pregnant",
    "pregnant is_not yes": "For someone who is not pregnant",
    "weeks_pregnant at_least 28": "For a pregnancy of 28 or more weeks",
    "breastfeeding is yes": "For a mother who breastfeeds",
    "months_since_birth at_most 6": "For a mother up to 6 months after a birth",
    "disability is yes": "For a person with a disability",
    "school is none": "Schooling so far: no school so far",
    "area one_of Pha Noi|Ban Rai": "For people who stay in Pha Noi or Ban Rai",
    "language one_of my|ksw": "For people who speak မြန်မာ (Burmese) or ksw",
    "size at_least 5": "For a family of 5 or more people",
    "income_month at_most 8300": "For a family with up to 8300 a month",
    "income_month_per_person less_than 2500": "For a family with less than 2500 a month for each person",
    "can_pay is no": "For a family that cannot pay",
    "insured is yes": "For a family with health cover",
    "receives is food_aid": "For a family that already gets food help",
    "receives is_not cash_aid": "Not meant here: For a family that already gets cash help",
    "children_under_5 at_least 1": "For a family with 1 or more children under 5",
    "children_under_18 at_least 2": "For a family with 2 or more children under 18",
    "open_to_all is yes": "Open to everyone",
    "open_to_all is no": "Not open to everyone",
}


@pytest.mark.parametrize(("text", "sentence"), _SENTENCES.items())
def test_a_test_as_a_sentence(text: str, sentence: str) -> None:
    assert str(sentence_of(one_test(text))) == sentence


def test_scope_and_polarity_in_a_sentence() -> None:
    anyone: dict[str, Any] = {"scope": "any_person"}
    assert str(sentence_of(one_test("disability is yes", **anyone))) == (
        "Someone in the family fits: For a person with a disability"
    )
    assert str(sentence_of(one_test("disability is yes", **anyone, excludes=True))) == (
        "Not meant here: Someone in the family fits: For a person with a disability"
    )
    assert str(sentence_of(one_test("disability is_not yes", **anyone))) == (
        "Someone in the family fits: For a person without a disability"
    )
    assert str(sentence_of(one_test("sex is male", excludes=True))) == "Not meant here: For men and boys"
    assert str(sentence_of(one_test("sex is_not male", excludes=True))) == "For men and boys"
    assert str(sentence_of(one_test("insured is yes", excludes=True))) == "For a family without health cover"


def test_papers_and_nothing_recorded_as_sentences() -> None:
    assert str(sentence_of(PaperTest("photo_id"))) == "Asks for a photo ID"
    only = PaperTest("photo_id", one_test("age_years at_least 15"))
    assert str(sentence_of(only)) == "Asks for a photo ID of some: For people aged 15 or more years"
    assert str(sentence_of(UNRECORDED)) == "Nobody has recorded who can use it"
    assert rule_text(only) == "asks_paper photo_id only_if age_years at_least 15"
    assert rule_text(PaperTest("photo_id")) == "asks_paper photo_id"
    assert rule_text(UNRECORDED) == "unrecorded"
    assert rule_text(one_test("sex is male", excludes=True)) == "not sex is male"


def test_every_attribute_and_operator_has_a_sentence_without_a_raw_word() -> None:
    for attributes, scope in ((PERSON_ATTRIBUTES, "person"), (HOUSEHOLD_ATTRIBUTES, "household")):
        for attribute, kind in attributes.items():
            numeric = kind in {Kind.AGE, Kind.COUNT, Kind.AMOUNT}
            value = {Kind.FLAG: "yes", Kind.CHOICE: CHOICES.get(attribute, ("",))[0]}.get(kind, "3")
            for operator in Operator if numeric else (Operator.IS, Operator.IS_NOT, Operator.ONE_OF):
                cell = "3..5" if operator is Operator.BETWEEN else value
                sentence = str(sentence_of(parse_test(scope, attribute, operator, cell)))
                assert "_" not in sentence
                assert "{" not in sentence
    assert set(PAPER_NAMES) == set(PAPERS)


def findings(one: Service, people: Iterable[Person], household: Household | None = None) -> list[tuple[str, str, str]]:
    people = tuple(people)
    home = household or Household(people)
    found = findings_for(one, rule_of(one, ON), one.judged(ON), people, home, ON)
    return [(finding.rule, finding.outcome.name, str(finding.message)) for finding in found]


SAFE = ("asks_status no", "YES", "Does not ask about immigration status")
GIRL, BOY = Person(sex=Sex.FEMALE), Person(sex=Sex.MALE)


def test_findings_are_of_the_group_nearest_to_a_yes() -> None:
    one = service(asked("sex is male"), asked("disability is yes", group="2"), asked("sex is female", group="3"))
    assert findings(one, [GIRL]) == [("sex is female", "YES", "For women and girls"), SAFE]
    one = service(asked("sex is male"), asked("disability is yes"), asked("school is none", group="2"))
    assert findings(one, [GIRL])[0][:2] == ("school is none", "UNKNOWN")
    one = service(asked("sex is male"), asked("school is primary"), asked("school is none", group="2"))
    assert findings(one, [Person(sex=Sex.FEMALE, school=School.FINISHED)])[0][:2] == ("school is none", "NO")


def test_findings_are_of_the_person_nearest_to_a_yes() -> None:
    assert findings(service(asked("sex is female")), [BOY, GIRL])[0][1] == "YES"
    assert findings(service(asked("sex is female")), [BOY, Person()])[0][1] == "UNKNOWN"


def test_findings_carry_their_evidence() -> None:
    rows = (
        told("asks_paper photo_id phone_call 2026-10-15", only_if="age_years at_least 15"),
        told("asks_status no visit 2026-11-01"),
    )
    past = asked("disability is yes", valid_to=date(2026, 1, 1))
    one = service(asked("sex is female"), past, disclosure=rows)
    found = findings_for(one, rule_of(one, ON), one.judged(ON), [GIRL], Household((GIRL,)), ON)
    leaflet = Evidence("the leaflet", date(2026, 10, 1), "its words")
    assert [finding.evidence for finding in found] == [leaflet, rows[0].evidence, rows[1].evidence]
    (nothing, _) = findings_for(service(), rule_of(service(), ON), one.judged(ON), [GIRL], Household((GIRL,)), ON)
    assert nothing.evidence == Evidence()


def test_a_place_that_is_closed_or_full_says_so() -> None:
    closed = service(asked("sex is female"), status=Status.TEMPORARILY_CLOSED)
    assert findings(closed, [GIRL])[1] == ("status temporarily closed", "NO", "Closed at the moment")
    gone = service(asked("sex is female"), status=Status.DEFUNCT)
    assert findings(gone, [GIRL])[1] == ("status defunct", "NO", "Closed for good")

    def room(free: float | None, day: date | None) -> list[tuple[str, str, str]]:
        return findings(service(asked("sex is female"), capacity_available=free, capacity_checked=day), [GIRL])[1:-1]

    assert room(4, ON) == [("capacity 4", "YES", "Places free: 4")]
    assert room(0, ON) == [("capacity 0", "UNKNOWN", "No place was free: ask how long to wait")]
    assert room(4, date(2026, 11, 25)) == room(4, None) == room(None, ON) == []


def safety(text: str, **named: Any) -> list[tuple[str, str, str]]:
    rows = [told(row.strip()) for row in text.split(";") if row.strip()]
    found = safety_findings(judge(rows, ON, **named))
    return [(finding.rule, finding.outcome.name, str(finding.message)) for finding in found]


def test_what_safety_rests_on() -> None:
    assert safety("") == [("asks_status", "UNKNOWN", "Nobody has recorded whether it asks about status")]
    assert safety("asks_status no visit 2026-11-01") == [SAFE]
    assert safety("asks_status yes visit 2026-11-01; shares_with_authorities yes visit") == [
        ("asks_status yes", "NO", "Asks about immigration status"),
        ("shares_with_authorities yes", "NO", "Passes on who comes"),
    ]
    assert safety("asks_paper social_security_number visit 2026-11-01") == [
        ("asks_paper social_security_number", "NO", "Asks for a social security number")
    ]
    assert safety("asks_status no visit 2020-11-01") == [
        ("asks_status no", "UNKNOWN", "This check is too old to rely on")
    ]
    law = "asks_status no law 2026-09-01; shares_with_authorities no law 2026-09-01; firewall law law 2026-09-01"
    assert [sentence for _, _, sentence in safety(law)] == [
        "Does not ask about immigration status", "Does not pass on who comes", "Protected by law"
    ]  # fmt: skip


def test_what_holds_a_service_back() -> None:
    website = "asks_status no website 2026-11-01"
    held = ("asks_status no", "UNKNOWN", "Does not ask about immigration status")
    assert safety(website, suspicious_words=("citizens", "visa")) == [
        held, ("own_words", "UNKNOWN", "Its own text suggests otherwise: citizens, visa")
    ]  # fmt: skip
    assert safety(website, unreadable=("row 3",)) == [
        held, ("unreadable", "UNKNOWN", "A check that was recorded cannot be read: row 3")
    ]  # fmt: skip
    duty = Duty("Circular 10", "Ministry", date(2026, 6, 1))
    assert safety(website, duties=[duty]) == [held, ("duty_to_report", "UNKNOWN", "A duty to report: Circular 10")]
    (_, finding) = safety_findings(judge([told(website)], ON, duties=[duty]))
    assert finding.evidence == Evidence("Ministry", date(2026, 6, 1), "Circular 10")


def test_a_clock_that_cannot_be_right_is_called_out() -> None:
    from referral_assistant.disclosure import without_a_clock

    judged = without_a_clock(judge([told("asks_status no visit 2026-11-01")], ON), date(2026, 12, 3))
    assert [str(finding.message) for finding in safety_findings(judged)] == [
        "Does not ask about immigration status",
        "The date of this computer is before a check of 2026-12-03. Until it is right, nothing is confirmed",
    ]
    assert "2026-12-03" in str(clock_sentence(date(2026, 12, 3)))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("asks_status yes visit", "Asks about immigration status"),
        ("asks_status no visit", "Does not ask about immigration status"),
        ("shares_with_authorities yes visit", "Passes on who comes"),
        ("shares_with_authorities no visit", "Does not pass on who comes"),
        ("firewall law visit", "Protected by law"),
        ("firewall policy visit", "Protected by a written policy"),
        ("firewall none visit", "No law or policy protects who comes"),
        ("asks_paper none visit", "Asks for no paper"),
        ("asks_paper income_proof visit", "Asks for a proof of income"),
    ],
)
def test_a_row_as_a_sentence(text: str, sentence: str) -> None:
    assert str(sentence_of_row(told(text))) == sentence


HOME = Place("Mae Lin", frozenset({"mae lin", "saraya"}))


def left_out(one: Service, person: Person, **household: Any) -> LeftOutBecause:
    return why_left_out(one, rule_of(one, ON), one.judged(ON), (person,), Household((person,), **household))


def test_why_it_is_left_out() -> None:
    far, girls = asked("area is Ban Rai"), asked("sex is female")
    asks = (told("asks_status yes visit 2026-09-01"),)
    assert left_out(service(far, girls, disclosure=asks, status=Status.DEFUNCT), BOY, area=HOME) == "asks_status"
    assert left_out(service(far, girls, status=Status.DEFUNCT), BOY, area=HOME) == "closed"
    assert left_out(service(far), BOY, area=HOME) == "area"
    assert left_out(service(far, girls), BOY, area=HOME) == "condition"
    assert left_out(service(girls), BOY, area=HOME) == "condition"
    assert left_out(service(far, girls), GIRL, area=HOME) == "area"
    # Contradictory rows block nobody one by one; it is still a condition.
    assert left_out(service(girls, asked("sex is male")), Person()) == "condition"


def change(one: Service, *people: Person, near: Iterable[str] = (), **household: Any) -> WouldFitIf | None:
    return would_fit_if(rule_of(one, ON), people, Household(people, **household), ON, frozenset(near))


def paper(name: str, **named: Any) -> Any:
    return told(f"asks_paper {name} visit 2026-11-01", **named)


def test_a_paper_can_change() -> None:
    birth = service(asked("sex is female"), disclosure=(paper("birth_or_school_record"),))
    found = change(birth, GIRL, papers=frozenset())
    assert found is not None
    assert (found.attribute, found.value) == ("papers", "birth_or_school_record")
    assert str(found.message) == "It would fit with a birth or school record"
    assert change(birth, BOY, papers=frozenset()) is None
    assert change(birth, GIRL) is None
    two = service(asked("sex is female"), disclosure=(paper("photo_id"), paper("income_proof")))
    assert change(two, GIRL, papers=frozenset()) is None
    missing_one = change(two, GIRL, papers=frozenset({"photo_id"}))
    assert missing_one is not None
    assert missing_one.value == "income_proof"


def test_a_birthday_within_90_days_can_change() -> None:
    school = service(asked("age_years between 6..14"))

    def born(day: date) -> WouldFitIf | None:
        from referral_assistant.household import completed_months

        months = completed_months(day, ON)
        return change(school, Person(age_months=(months, months), born=day))

    found = born(date(2021, 2, 22))
    assert found is not None
    assert (found.attribute, found.value) == ("age_years", "2027-02-22")
    assert str(found.message) == "It will fit from 2027-02-22, by age"
    assert born(date(2020, 11, 25)) is not None
    assert born(date(2021, 2, 23)) is None
    assert born(date(2011, 11, 20)) is None
    assert change(school, Person(age_months=(71, 71))) is None


def test_a_neighbouring_area_within_reach_can_change() -> None:
    far = service(asked("area one_of Ban Rai|Pha Noi|Farther"))
    found = change(far, GIRL, near=["ban rai", "pha noi"], area=HOME)
    assert found is not None
    assert (found.attribute, found.value) == ("area", "Ban Rai|Pha Noi")
    assert str(found.message) == "It is for people in Ban Rai or Pha Noi, within reach"
    assert change(far, GIRL, near=["elsewhere"], area=HOME) is None
    assert change(service(asked("area is_not Mae Lin")), GIRL, near=["mae lin"], area=HOME) is None
    assert change(service(asked("area is Mae Lin", excludes=True)), GIRL, near=["mae lin"], area=HOME) is None


@pytest.mark.parametrize(
    ("text", "person", "household"),
    [
        ("sex is male", GIRL, {}),
        ("pregnant is yes", Person(pregnant=False), {}),
        ("disability is yes", Person(disability=False), {}),
        ("school is none", Person(school=School.FINISHED), {}),
        ("income_month at_most 100", GIRL, {"income_month": (200, 200)}),
        ("receives is_not food_aid", GIRL, {"receives": frozenset({"food_aid"})}),
        ("language is th", GIRL, {"languages": frozenset({"my"})}),
        ("size at_least 5", GIRL, {"size": 1}),
        ("insured is yes", GIRL, {"insured": False}),
        ("open_to_all is no", GIRL, {}),
    ],
)
def test_what_cannot_or_should_not_change_is_never_named(text: str, person: Person, household: dict[str, Any]) -> None:
    assert change(service(asked(text)), person, near=["ban rai"], **household) is None


def test_only_one_thing_may_stand_between() -> None:
    one = service(asked("area is Ban Rai"), disclosure=(paper("photo_id"),))
    assert change(one, GIRL, near=["ban rai"], area=HOME, papers=frozenset()) is None
    either = service(asked("sex is male"), asked("area is Ban Rai"), asked("area is Ban Rai", group="2"), disclosure=())
    found = change(either, GIRL, near=["ban rai"], area=HOME)
    assert found is not None
    anyone = service(asked("age_years at_least 6", scope="any_person"))
    born = Person(age_months=(71, 71), born=date(2020, 11, 25))
    assert change(anyone, born, size=1) is None


def questions(one: Service, person: Person = GIRL) -> list[str]:
    found = telephone_questions(rule_of(one, ON), (person,), Household((person,)))
    return [str(question) for question in found]


def test_what_to_ask_on_the_telephone() -> None:
    always = [
        "Do people need to show an identity or immigration document to use this service?",
        "Do you write down, or pass on to anyone, where people come from or what papers they have?",
    ]
    who, which = "Who can use this service: which ages, which area?", "Which papers do people have to bring?"
    assert questions(service(asked("sex is female"), disclosure=(paper("photo_id"),))) == always
    assert questions(service(asked("sex is female"))) == [*always, which]
    assert questions(service()) == [*always, who, which]
    assert not [one for one in questions(service()) if "family" in one.lower()]
