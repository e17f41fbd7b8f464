"""What a visit shows, on the example directory: lists with reasons, places and duties of the region, the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from referral_assistant.disclosure import Safety
from referral_assistant.eligibility import Outcome
from referral_assistant.household import Household, Person, Place, Sex, Visit
from referral_assistant.matching import MatchIndex, match
from referral_assistant.ranking import Nearness
from referral_assistant.regions import load_region
from referral_assistant.service import Provider, Service
from referral_assistant.session import Session
from referral_assistant.session.answers import match_as_json, match_as_text
from referral_assistant.session.places import Surroundings, covers
from referral_assistant.session.visit import VisitResults
from tests.example import DAY, example_session
from tests.rows import asked, family, service, told


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with example_session(tmp_path_factory.mktemp("visit")) as opened:
        yield opened


def visit(*needs: str, on: date = DAY, **said: object) -> Visit:
    person = Person(needs=needs, **said)  # type: ignore[arg-type]
    return Visit(Household((person,), papers=frozenset()), on, "my", day_given=True)


def names(entries: object) -> list[str]:
    return [one.match.service.name for one in entries]  # type: ignore[attr-defined]


# --- the lists -------------------------------------------------------------------------------------------------------


def test_every_list_is_explained_when_it_is_looked_at(session: Session) -> None:
    results = session.match(visit("education.enrolment", age_months=(84, 84)))
    first = results.matches[0]
    assert first.match.service.name == "School enrolment, Mae Lin School"
    assert first.findings[0].evidence.quote == "Children from 6 to 14 may start on any school day."
    assert first.because is None
    assert len(results.matches) == len(list(results.matches)) == 2
    assert results.matches[-1].match.rank == 2


def test_a_missing_record_names_who_helps_to_get_one(session: Session) -> None:
    results = session.match(replace(visit("education.enrolment", age_months=(84, 84)), household=_in("ban-rai", 84)))
    village = next(one for one in results.left_out if "Ban Rai" in one.match.service.name)
    assert village.would_fit_if is not None
    assert village.would_fit_if.value == "birth_or_school_record"
    assert [one.name for one in village.helps_with_paper] == [
        "Birth registration, Town Office",
        "Birth registration help",
    ]
    other = next(one for one in results.left_out if one.match.service.name == "Secondary school places")
    assert other.helps_with_paper == ()


def _in(area: str, months: int) -> Household:
    return Household(
        (Person(age_months=(months, months), needs=("education.enrolment",)),), area=Place(area), papers=frozenset()
    )


def test_call_first_has_its_questions_and_what_is_left_out_has_none(session: Session) -> None:
    results = session.match(visit("health.mental", "legal.labour", age_months=(400, 400)))
    assert names(results.call_first) == ["Hospital counselling room"]
    assert len(results.call_first[0].questions) == 3
    assert results.matches[0].questions == ()
    assert results.left_out[0].questions == ()
    assert str(results.left_out[0].because) == "asks_status"
    assert results.left_out[0].would_fit_if is None


def test_unmet_needs(session: Session) -> None:
    closed = session.match(
        Visit(Household((Person(needs=("language.interpreter",)),), languages=frozenset({"th"})), DAY)
    )
    assert closed.unmet_needs == ("language.interpreter",)
    assert session.match(visit("health.mental", age_months=(40, 40))).unmet_needs == ()
    assert session.match(visit("education.early", age_months=(400, 400))).unmet_needs == ("education.early",)
    two = Household((Person(age_months=(400, 400), needs=("vaccines.routine", "education.early")),))
    assert session.match(Visit(two, DAY, day_given=True)).unmet_needs == ("vaccines.routine", "education.early")


def test_what_only_asks_for_status_is_an_unmet_need() -> None:
    asks = service(asked("open_to_all is yes"), disclosure=(told("asks_status yes visit"),))
    household = family(Person())
    results = VisitResults(Visit(household, DAY), match(MatchIndex([asks], DAY), household))
    assert results.unmet_needs == ("health.primary",)
    assert results.undecided == 0


# --- the clock -------------------------------------------------------------------------------------------------------


def test_a_clock_before_the_newest_check_confirms_nothing(session: Session) -> None:
    early = replace(visit("education.enrolment", age_months=(84, 84), on=date(2026, 11, 9)), day_given=False)
    results = session.match(early)
    assert names(results.matches) == []
    assert "School enrolment, Mae Lin School" in names(results.call_first)
    assert str(results.clock_warning).startswith("The date of this computer is before a check of 2026-11-10.")
    said = [str(finding.message) for finding in results.call_first[0].findings]
    assert str(results.clock_warning) in said


def test_the_command_line_calls_a_wrong_clock_out(session: Session) -> None:
    early = replace(visit("education.enrolment", age_months=(84, 84), on=date(2026, 11, 9)), day_given=False)
    english = session.catalog("en")
    answer = match_as_json(session, session.match(early), english)
    assert answer["clock_warning"].startswith("The date of this computer is before a check of 10 Nov")
    assert answer["clock_warning"] in match_as_text(session, session.match(early), english)
    in_time = session.match(visit("education.enrolment", age_months=(84, 84)))
    assert "clock_warning" not in match_as_json(session, in_time, english)


def test_a_day_that_a_person_named_is_no_clock(session: Session) -> None:
    named = session.match(visit("education.enrolment", age_months=(84, 84), on=date(2026, 11, 9)))
    assert named.clock_warning is None
    assert "School enrolment, Mae Lin School" in names(named.matches)
    in_time = session.match(replace(visit("education.enrolment", age_months=(84, 84)), day_given=False))
    assert in_time.clock_warning is None
    assert len(in_time.matches) == 2


# --- the region ------------------------------------------------------------------------------------------------------

SARAYA = Surroundings(load_region("example"))


def test_a_place_goes_by_all_its_names_and_by_those_around_it() -> None:
    for name in ("mae-lin", "Mae Lin", "MAE LIN", "แม่ลิน"):
        area = SARAYA.place(Household(area=Place(name))).area
        assert area is not None
        assert area.name == name
        assert area.is_also == frozenset({"mae lin", "แม่ลิน", "saraya"})
        assert area.may_be == frozenset()


def test_of_a_large_place_the_family_is_in_one_part_or_none() -> None:
    area = SARAYA.place(Household(area=Place("Saraya"))).area
    assert area is not None
    assert area.is_also == frozenset({"saraya"})
    parts = {frozenset({"mae lin", "แม่ลิน"}), frozenset({"ban rai", "บ้านไร่"}), frozenset({"pha noi", "ผาน้อย"})}
    assert area.may_be == parts


def test_a_place_that_the_region_does_not_know_keeps_its_name() -> None:
    area = SARAYA.place(Household(area=Place("Some-Where"))).area
    assert area == Place("Some-Where", frozenset({"some where"}))
    assert SARAYA.place(Household()).area is None


def test_what_is_near() -> None:
    def near(name: str | None) -> Nearness:
        return SARAYA.nearness(SARAYA.place(Household(area=Place(name) if name else None)))

    assert near("mae-lin") == Nearness(frozenset({"mae lin", "แม่ลิน"}), frozenset({"ban rai", "บ้านไร่"}))
    assert near("Some Where") == Nearness(frozenset({"some where"}))
    assert near(None) == Nearness()


def test_an_income_in_another_currency_is_unknown() -> None:
    poor = Household(income_month=(900, 900), currency="USD")
    assert SARAYA.place(poor).income_month is None
    assert SARAYA.place(poor).currency == "USD"
    assert SARAYA.place(replace(poor, currency="THB")).income_month == (900, 900)
    assert SARAYA.place(replace(poor, currency=None)).currency == "THB"
    anywhere = Surroundings(load_region("no-country"))
    assert anywhere.place(poor).income_month == (900, 900)


def under(region: str, provider: Provider, *needs: str, country: str = "") -> int:
    one = Service("a", "a", "h", needs=frozenset(needs), provider=provider, country=country)
    return len(Surroundings(load_region(region)).duties_of(one))


def test_duties_go_by_provider_need_and_country() -> None:
    assert under("example", Provider.GOVERNMENT, "money.work") == 1
    assert under("example", Provider.UNKNOWN, "money.work") == 1
    assert under("example", Provider.NGO, "money.work") == 0
    assert under("example", Provider.GOVERNMENT, "health.primary") == 0
    assert under("example", Provider.GOVERNMENT) == 1
    assert under("malaysia", Provider.GOVERNMENT, "health.primary") == 1
    assert under("no-country", Provider.GOVERNMENT, "health.primary", country="my") == 1
    assert under("thailand", Provider.GOVERNMENT, "health.primary", country="MY") == 1
    assert under("malaysia", Provider.GOVERNMENT, "health.primary", country="MY") == 1
    assert under("no-country", Provider.GOVERNMENT, "health.primary", country="TH") == 0


def test_a_duty_for_all_covers_all() -> None:
    (duty,) = load_region("example").duties_to_report
    everyone = replace(duty, providers=(), need_groups=())
    assert covers(everyone, Service("a", "a", "h", needs=frozenset({"legal.advice"}), provider=Provider.NGO))


def test_a_duty_holds_in_a_visit_until_somebody_asked_there(session: Session) -> None:
    results = session.match(visit("money.work", age_months=(400, 400)))
    (held,) = results.call_first
    assert held.match.service.name == "Town work office"
    assert held.match.safety is Safety.UNCONFIRMED
    assert any("Employment Circular 7" in str(finding.message) for finding in held.findings)


# --- languages and questions -----------------------------------------------------------------------------------------


def test_languages_of_a_visit_count(session: Session) -> None:
    spoken = Visit(Household((Person(needs=("language.interpreter",)),)), DAY, "en", None, "shn", day_given=True)
    assert names(session.match(spoken).matches) == ["An interpreter by telephone"]
    assert session.match(spoken).matches[0].match.outcome is Outcome.YES


def test_questions_are_put_in_words_of_the_person(session: Session) -> None:
    child = Person(label="first child", needs=("education.enrolment", "vaccines.routine", "health.child"))
    results = session.match(Visit(Household((child,)), DAY, day_given=True))
    first = session.next_questions(results)[0]
    assert first.about == "first child"
    assert str(first.text) == "How old is first child?"
    assert str(first.why) == "Many places are for certain ages."
    assert first.settles >= 2
    assert str(first.choices[-1][0]).endswith(" or more")
    nobody = session.match(Visit(Household((replace(child, label=""),)), DAY, day_given=True))
    assert str(session.next_questions(nobody)[0].text) == "How old is this person?"
    assert session.next_questions(nobody)[0].about == "person 1"


def test_an_answer_is_taken_in_and_not_asked_again(session: Session) -> None:
    child = Person(needs=("education.enrolment", "vaccines.routine", "health.child"))
    before = Visit(Household((child,)), DAY, day_given=True)
    question = session.next_questions(session.match(before))[0]
    after = session.answer(before, question.choices[1][1])
    assert after.household.people[0].age_months is not None
    left = session.next_questions(session.match(after))
    assert all(one.question.attribute != "age_years" or one.settles < question.settles for one in left)


def test_the_family_as_a_whole_is_asked_without_a_name(session: Session) -> None:
    adult = Person(age_months=(400, 400), sex=Sex.MALE, needs=("health.primary",))
    asked_next = session.next_questions(session.match(Visit(Household((adult,)), DAY, day_given=True)))
    assert (asked_next[0].question.attribute, asked_next[0].about) == ("area", "household")
    assert str(asked_next[0].text) == "In which area do you stay at the moment?"
