"""The WHO-generic schedule: every cell of its table, both sides of every boundary, and the rule for the end of a month."""

from __future__ import annotations

from datetime import date

import pytest

from referral_assistant.household import Dose, Sex, completed_months
from referral_assistant.vaccination import Standing, Status
from referral_assistant.vaccination.period import Period, later, parse_period
from tests.vaccines.child import BORN, answer, at, card, judged, say

INFANT = ("Penta @ 6 weeks", "Penta @ 10 weeks", "Penta @ 14 weeks")


def _from(status: str, age: str) -> str:
    return f"{status} {at(age)}"


@pytest.mark.parametrize(
    ("age", "doses", "expected"),
    [
        ("0 days", (), "due 1"),
        ("7 days", (), "due 1"),
        ("8 days", (), "overdue 1"),
        ("28 days", (), "overdue 1"),
        ("29 days", (), "vaccinator_decides 1"),
        ("12 months", (), "vaccinator_decides 1"),
        ("9 years", (), "vaccinator_decides 1"),
        ("9 years", ("BCG @ 3 days",), "complete"),
        ("9 years", ("BCG @ 5 months",), "complete"),
    ],
)
def test_bcg(age: str, doses: tuple[str, ...], expected: str) -> None:
    assert say("bcg", age, *doses) == expected


@pytest.mark.parametrize(
    ("age", "doses", "expected"),
    [
        ("0 days", (), "due 1"),
        ("1 day", (), "due 1"),
        ("2 days", (), "overdue 1"),
        ("6 weeks - 1 day", ("HepB @ 0 days",), _from("not_yet 2", "6 weeks")),
        ("6 weeks", ("HepB @ 0 days",), "due 2"),
        ("10 weeks - 1 day", ("HepB @ 0 days", "Penta @ 6 weeks"), _from("not_yet 3", "10 weeks")),
        ("10 weeks", ("HepB @ 0 days", "Penta @ 6 weeks"), "due 3"),
        ("10 weeks", ("HepB @ 0 days", "Penta @ 6 weeks", "Penta @ 10 weeks"), "complete"),
        ("1 year", INFANT, "complete"),
        ("8 weeks", ("HepB @ 0 days", "HepB @ 27 days"), "due 2"),
        ("10 weeks", ("HepB @ 0 days", "HepB @ 28 days"), "due 3"),
        ("10 weeks", ("HepB @ 0 days", "HepB @ 27 days"), "overdue 2"),
        ("1 year", ("HepB @ 0 days", *INFANT), "complete"),
        # Started after the first birthday: 0, 1 and 6 months.
        ("12 months", (), "overdue 1"),
        ("6 years + 30 days", ("HepB @ 6 years",), _from("not_yet 2", "73 months")),
        ("73 months", ("HepB @ 6 years",), "due 2"),
        ("78 months - 1 day", ("HepB @ 6 years", "HepB @ 73 months"), _from("not_yet 3", "78 months")),
        ("78 months", ("HepB @ 6 years", "HepB @ 73 months"), "due 3"),
        ("78 months", ("HepB @ 6 years", "HepB @ 73 months", "HepB @ 78 months"), "complete"),
        # Started before it: no repeating, one that is left is enough.
        ("6 years", ("HepB @ 0 days", "Penta @ 6 weeks"), "overdue 3"),
    ],
)
def test_hepatitis_b(age: str, doses: tuple[str, ...], expected: str) -> None:
    assert say("hepatitis_b", age, *doses) == expected


OPV3 = ("bOPV @ 6 weeks", "bOPV @ 10 weeks", "bOPV @ 14 weeks")


@pytest.mark.parametrize(
    ("age", "doses", "expected"),
    [
        ("6 weeks - 1 day", (), _from("not_yet 1", "6 weeks")),
        ("6 weeks", (), "due 1"),
        ("6 weeks", ("OPV 0 @ 0 days",), "due 1"),
        ("10 weeks - 1 day", ("OPV @ 6 weeks",), _from("not_yet 2", "10 weeks")),
        ("10 weeks", ("OPV @ 6 weeks",), "due 2"),
        ("13 weeks", ("OPV @ 6 weeks", "OPV @ 10 weeks"), _from("not_yet 3", "14 weeks")),
        ("14 weeks", ("OPV @ 6 weeks", "OPV @ 10 weeks"), "due 3"),
        ("14 weeks", OPV3, "due 1"),  # the injection
        ("14 weeks + 1 day", (*OPV3, "IPV @ 14 weeks"), "not_yet 2 2016-10-16"),
        ("9 months", (*OPV3, "IPV @ 14 weeks"), "due 2"),
        ("9 months", (*OPV3, "IPV @ 14 weeks", "IPV @ 7 months"), _from("not_yet 2", "11 months")),  # 6 days too soon
        ("9 months", (*OPV3, "IPV @ 14 weeks", "IPV @ 8 months"), "complete"),
        ("9 months", (*OPV3, "IPV @ 13 weeks", "IPV @ 8 months"), _from("not_yet 2", "12 months")),
        ("12 years", ("OPV @ 6 weeks",), "overdue 2"),
        ("12 years", ("Polio @ 6 weeks", "Polio @ 10 weeks", "Polio @ 14 weeks"), "overdue 1"),
        ("12 years", ("IPV @ 2 months", "IPV @ 4 months", "IPV @ 6 months"), "vaccinator_decides"),
        ("12 years", ("IPV @ 4 months",), "overdue 1"),
    ],
)
def test_polio(age: str, doses: tuple[str, ...], expected: str) -> None:
    assert say("polio", age, *doses) == expected


LATE = ("DTP @ 2 years", "DTP @ 25 months")


@pytest.mark.parametrize(
    ("age", "doses", "expected"),
    [
        ("6 weeks - 1 day", (), _from("not_yet 1", "6 weeks")),
        ("6 weeks", (), "due 1"),
        ("10 weeks - 1 day", ("Penta @ 6 weeks",), _from("not_yet 2", "10 weeks")),
        ("10 weeks", ("Penta @ 6 weeks",), "due 2"),
        ("6 months - 1 day", ("Penta @ 6 weeks", "Penta @ 10 weeks"), "due 3"),
        ("6 months", ("Penta @ 6 weeks", "Penta @ 10 weeks"), "overdue 3"),
        ("12 months - 1 day", INFANT, _from("not_yet 4", "12 months")),
        ("12 months", INFANT, "due 4"),
        ("24 months - 1 day", INFANT, "due 4"),
        ("24 months", INFANT, "overdue 4"),
        ("4 years - 1 day", (*INFANT, "DTP @ 18 months"), _from("not_yet 5", "4 years")),
        ("4 years", (*INFANT, "DTP @ 18 months"), "due 5"),
        ("8 years - 1 day", (*INFANT, "DTP @ 18 months"), "due 5"),
        ("8 years", (*INFANT, "DTP @ 18 months"), "overdue 5"),
        ("9 years - 1 day", (*INFANT, "DTP @ 18 months", "DT @ 5 years"), _from("not_yet 6", "9 years")),
        ("9 years", (*INFANT, "DTP @ 18 months", "DT @ 5 years"), "due 6"),
        ("16 years", (*INFANT, "DTP @ 18 months", "DT @ 5 years"), "overdue 6"),
        ("16 years", (*INFANT, "DTP @ 18 months", "DT @ 5 years", "Td @ 10 years"), "complete"),
        # The first dose after the first birthday: 4 weeks, then 6 months.
        ("12 months", (), "overdue 1"),
        ("2 years + 27 days", ("DTP @ 2 years",), "not_yet 2 2018-04-07"),
        ("2 years + 28 days", ("DTP @ 2 years",), "due 2"),
        ("31 months - 1 day", LATE, _from("not_yet 3", "31 months")),
        ("31 months", LATE, "due 3"),
        ("31 months", ("DTP @ 12 months - 1 day", "DTP @ 25 months"), "overdue 3"),  # started in the first year
        ("31 months", ("DTP @ 12 months", "DTP @ 25 months"), "due 3"),
        # The whooping cough part past the seventh birthday.
        ("7 years - 1 day", (), "overdue 1"),
        ("7 years", (), "vaccinator_decides 1"),
        ("7 years", ("DTP @ 6 weeks",), "vaccinator_decides 2"),
        ("7 years", INFANT, "overdue 4"),
        ("9 years", ("Td @ 7 years", "Td @ 85 months", "Td @ 91 months"), "due 4"),
        ("3 years", ("Td @ 6 weeks", "Td @ 10 weeks"), "overdue 1"),  # the adult strength does not count in a baby
    ],
)
def test_dtp(age: str, doses: tuple[str, ...], expected: str) -> None:
    assert say("dtp", age, *doses) == expected


@pytest.mark.parametrize(
    ("antigen", "age", "doses", "expected"),
    [
        ("hib", "6 weeks - 1 day", (), _from("not_yet 1", "6 weeks")),
        ("hib", "6 weeks", (), "due 1"),
        ("hib", "10 weeks - 1 day", ("Hib @ 6 weeks",), _from("not_yet 2", "10 weeks")),
        ("hib", "14 weeks", ("Hib @ 6 weeks", "Hib @ 10 weeks"), "due 3"),
        ("hib", "14 weeks", INFANT, "complete"),
        ("hib", "13 months", ("Hib @ 12 months - 1 day",), "overdue 2"),
        ("hib", "13 months", ("Hib @ 12 months",), "complete"),
        ("hib", "12 months", (), "overdue 1"),
        ("hib", "5 years - 1 day", (), "overdue 1"),
        ("hib", "5 years", (), "not_in_schedule"),
        ("hib", "5 years", ("Hib @ 6 weeks",), "not_in_schedule"),
        ("pneumococcal", "6 weeks - 1 day", (), _from("not_yet 1", "6 weeks")),
        ("pneumococcal", "6 weeks", (), "due 1"),
        ("pneumococcal", "10 weeks", ("PCV13 @ 6 weeks",), "due 2"),
        ("pneumococcal", "14 weeks", ("PCV13 @ 6 weeks", "PCV13 @ 10 weeks"), "due 3"),
        ("pneumococcal", "1 year", ("PCV @ 6 weeks", "PCV @ 10 weeks", "PCV @ 14 weeks"), "complete"),
        ("pneumococcal", "15 months", ("PCV @ 12 months - 1 day", "PCV @ 14 months"), "overdue 3"),
        ("pneumococcal", "12 months + 55 days", ("PCV @ 12 months",), "not_yet 2 2017-05-05"),
        ("pneumococcal", "12 months + 56 days", ("PCV @ 12 months",), "due 2"),
        ("pneumococcal", "15 months", ("PCV @ 12 months", "PCV @ 14 months"), "complete"),
        ("pneumococcal", "25 months", ("PCV @ 24 months - 1 day",), "not_yet 2 2018-05-04"),
        ("pneumococcal", "25 months", ("PCV @ 24 months",), "complete"),
        ("pneumococcal", "5 years - 1 day", (), "overdue 1"),
        ("pneumococcal", "5 years", (), "not_in_schedule"),
    ],
)
def test_hib_and_pneumococcal(antigen: str, age: str, doses: tuple[str, ...], expected: str) -> None:
    assert say(antigen, age, *doses) == expected


@pytest.mark.parametrize(
    ("age", "doses", "expected"),
    [
        ("6 weeks - 1 day", (), _from("not_yet 1", "6 weeks")),
        ("6 weeks", (), "due 1"),
        ("24 months", (), "overdue 1"),
        ("24 months + 1 day", (), "not_in_schedule"),
        ("10 weeks - 1 day", ("Rotarix @ 6 weeks",), _from("not_yet 2", "10 weeks")),
        ("10 weeks", ("Rotarix @ 6 weeks",), "due 2"),
        ("14 weeks", ("Rotarix @ 6 weeks", "Rotarix @ 10 weeks"), "complete"),
        ("14 weeks", ("RotaTeq @ 6 weeks", "RotaTeq @ 10 weeks"), "due 3"),
        ("14 weeks", ("Rotavac @ 6 weeks", "Rotavac @ 10 weeks", "Rotavac @ 14 weeks"), "complete"),
        ("14 weeks", ("Rotarix @ 6 weeks", "RotaTeq @ 10 weeks"), "due 3"),
        ("14 weeks", ("Rota @ 6 weeks", "Rota @ 10 weeks"), "vaccinator_decides"),
        ("14 weeks", ("Rota @ 6 weeks", "Rota @ 10 weeks", "Rota @ 14 weeks"), "complete"),
    ],
)
def test_rotavirus(age: str, doses: tuple[str, ...], expected: str) -> None:
    assert say("rotavirus", age, *doses) == expected


@pytest.mark.parametrize(
    ("antigen", "age", "doses", "expected"),
    [
        ("measles", "9 months - 1 day", (), _from("not_yet 1", "9 months")),
        ("measles", "9 months", (), "due 1"),
        ("measles", "12 months", (), "overdue 1"),
        ("measles", "9 months", ("MR @ 9 months - 1 day",), _from("not_yet 1", "9 months + 27 days")),
        ("measles", "10 months", ("MR @ 9 months",), _from("not_yet 2", "15 months")),
        ("measles", "15 months - 1 day", ("MR @ 9 months",), _from("not_yet 2", "15 months")),
        ("measles", "15 months", ("MR @ 9 months",), "due 2"),
        ("measles", "19 months - 1 day", ("MR @ 9 months",), "due 2"),
        ("measles", "19 months", ("MR @ 9 months",), "overdue 2"),
        ("measles", "19 months", ("MR @ 9 months", "MMR @ 15 months"), "complete"),
        ("measles", "15 months", ("MR @ 9 months", "MMR @ 9 months + 27 days"), "due 2"),
        ("measles", "15 months", ("MR @ 9 months", "MMR @ 9 months + 28 days"), "complete"),
        ("measles", "8 years + 27 days", ("MMR @ 8 years",), "not_yet 2 2024-04-07"),
        ("measles", "8 years + 28 days", ("MMR @ 8 years",), "due 2"),
        ("measles", "17 years", (), "overdue 1"),
        ("rubella", "9 months - 1 day", (), _from("not_yet 1", "9 months")),
        ("rubella", "9 months", (), "due 1"),
        ("rubella", "9 months", ("MR @ 9 months",), "complete"),
        ("rubella", "17 years", ("Measles @ 9 months",), "overdue 1"),
        ("hpv", "9 years - 1 day", (), _from("not_yet 1", "9 years")),
        ("hpv", "9 years", (), "due 1"),
        ("hpv", "15 years - 1 day", (), "due 1"),
        ("hpv", "15 years", (), "vaccinator_decides 1"),
        ("hpv", "138 months - 1 day", ("HPV @ 11 years",), _from("not_yet 2", "138 months")),
        ("hpv", "138 months", ("HPV @ 11 years",), "due 2"),
        ("hpv", "12 years", ("HPV @ 11 years", "HPV @ 138 months - 1 day"), "due 2"),
        ("hpv", "12 years", ("HPV @ 11 years", "HPV @ 138 months"), "complete"),
        ("hpv", "16 years", ("HPV @ 15 years - 1 day",), "overdue 2"),
        ("japanese_encephalitis", "8 months - 1 day", (), _from("not_yet 1", "8 months")),
        ("japanese_encephalitis", "8 months", (), "vaccinator_decides 1"),
        ("japanese_encephalitis", "2 years", ("CD.JEVAX @ 9 months",), "complete"),
        ("japanese_encephalitis", "2 years", ("Ixiaro @ 9 months",), "vaccinator_decides"),
        ("japanese_encephalitis", "2 years", ("JE @ 9 months",), "vaccinator_decides"),
    ],
)
def test_measles_rubella_hpv_and_japanese_encephalitis(
    antigen: str, age: str, doses: tuple[str, ...], expected: str
) -> None:
    assert say(antigen, age, *doses) == expected


def test_hpv_is_for_girls_first() -> None:
    assert say("hpv", "10 years", sex=Sex.MALE) == "not_in_schedule"
    assert say("hpv", "10 years", sex=None) == "vaccinator_decides"


def test_a_dose_on_a_card_counts_once() -> None:
    found = judged(at("15 months"), card("MMR @ 9 months", "Measles @ 9 months", "MR @ 9 months + 10 days"))
    standings = [one.standing for one in found.doses if one.antigen == "measles"]
    assert standings == [Standing.COUNTS, Standing.DUPLICATE, Standing.TOO_SOON]
    assert answer("measles", found).dose == 2


def test_live_vaccines_of_other_days_keep_four_weeks_apart() -> None:
    too_close = judged(at("15 months"), card("Yellow fever @ 9 months", "MR @ 9 months + 27 days"))
    assert [one.standing for one in too_close.doses if one.antigen == "measles"] == [Standing.LIVE_TOO_CLOSE]
    for second in ("MR @ 9 months", "MR @ 9 months + 28 days"):
        kept = judged(at("15 months"), card("Yellow fever @ 9 months", second))
        assert [one.standing for one in kept.doses if one.antigen == "measles"] == [Standing.COUNTS]


def test_a_live_vaccine_given_lately_makes_the_next_one_wait() -> None:
    found = answer("measles", judged(at("9 months"), card("Varicella @ 9 months - 3 days")))
    assert (found.status, found.since) == (Status.NOT_YET, at("9 months + 25 days"))


def test_interrupted_series_goes_on_where_it_stopped() -> None:
    for age in ("18 months", "4 years", "6 years"):
        assert say("dtp", age, "Penta @ 6 weeks") == "overdue 2"
        assert say("polio", age, "OPV @ 6 weeks", "OPV @ 10 weeks") == "overdue 3"


# --- months ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        (date(2025, 8, 31), "6 months", date(2026, 2, 28)),
        (date(2023, 8, 31), "6 months", date(2024, 2, 29)),
        (date(2025, 1, 31), "1 month", date(2025, 2, 28)),
        (date(2025, 1, 30), "1 month", date(2025, 2, 28)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2024, 2, 29), "4 years", date(2028, 2, 29)),
        (date(2025, 2, 28), "1 month", date(2025, 3, 28)),
        (date(2025, 12, 31), "2 months", date(2026, 2, 28)),
        (date(2025, 10, 31), "1 month - 1 day", date(2025, 11, 29)),
        (date(2025, 3, 10), "6 weeks", date(2025, 4, 21)),
        (date(2025, 3, 10), "24 months + 1 day", date(2027, 3, 11)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, period: str, expected: date) -> None:
    assert date.fromordinal(later(day.toordinal(), parse_period(period))) == expected


@pytest.mark.parametrize("months", [1, 2, 6, 9, 12, 13, 24, 48])
def test_ages_agree_with_completed_months(months: int) -> None:
    """The day that `later` gives is the first on which so many months are completed."""
    for start in range(date(2023, 1, 25).toordinal(), date(2024, 3, 5).toordinal()):
        reached = date.fromordinal(later(start, Period(months)))
        born = date.fromordinal(start)
        assert completed_months(born, reached) == months
        assert completed_months(born, date.fromordinal(reached.toordinal() - 1)) == months - 1


@pytest.mark.parametrize("text", ["", "six weeks", "6", "6 weeks 4", "6 weeks and 1 day", "weeks", "6 fortnights"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        parse_period(text)


def test_a_child_of_the_29th_of_february() -> None:
    born = date(2024, 2, 29)
    assert say("measles", "9 months - 1 day", born=born) == "not_yet 1 2024-11-29"
    assert say("hib", "5 years", born=born) == "not_in_schedule"  # 28 February 2029
    on_the_day_before = judged(date(2029, 2, 27), born=born)
    assert answer("hib", on_the_day_before).status is Status.OVERDUE


def test_a_child_of_the_31st() -> None:
    born = date(2025, 8, 31)
    before, then = (
        answer("dtp", judged(on, card("DTP @ 6 weeks", "DTP @ 10 weeks", born=born), born=born))
        for on in (date(2026, 2, 27), date(2026, 2, 28))
    )
    assert (before.status, then.status) == (Status.DUE, Status.OVERDUE)


# --- what only a health worker can weigh --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fact",
    [
        "hiv",
        "immune_condition",
        "preterm",
        "low_birth_weight",
        "pregnancy",
        "contraindication",
        "tb_contact",
        "high_risk",
    ],
)
def test_a_clinical_fact_leaves_it_to_the_vaccinator(fact: str) -> None:
    from tests.vaccines.child import who

    found = judged(at("10 years"), facts=frozenset({fact}))
    concerned = [one for one in found.answers if fact in one.antigen.ask_facts]
    assert concerned
    assert {one.status for one in concerned} == {Status.VACCINATOR_DECIDES}
    assert {one.why for one in concerned} == {who().facts[fact]}


def test_pregnancy_counts_as_said_in_the_visit() -> None:
    found = judged(at("16 years"), card("MMR @ 9 months", "MMR @ 15 months"), pregnant=True)
    assert answer("measles", found).status is Status.COMPLETE
    assert answer("dtp", found).status is Status.VACCINATOR_DECIDES
    adult = judged(at("31 years"), pregnant=True)
    assert answer("dtp", adult).status is Status.VACCINATOR_DECIDES
    assert answer("measles", adult).status is Status.NOT_IN_SCHEDULE


@pytest.mark.parametrize(
    ("age", "status"), [("18 years - 1 day", Status.OVERDUE), ("18 years", Status.NOT_IN_SCHEDULE)]
)
def test_the_schedule_is_for_children(age: str, status: Status) -> None:
    assert answer("measles", judged(at(age))).status is status


def test_doses_of_the_same_day_before_birth_or_far_off_do_not_trip_it() -> None:
    odd = (Dose("OPV", date(1950, 1, 1)), Dose("OPV", BORN), Dose("OPV", at("6 weeks")), Dose("OPV", at("6 weeks")))
    assert say("polio", "8 weeks", "OPV @ 6 weeks") == f"not_yet 2 {at('10 weeks')}"
    found = judged(at("8 weeks"), odd)
    assert [one.standing for one in found.doses if one.antigen == "polio"] == [
        Standing.TOO_YOUNG,
        Standing.TOO_YOUNG,
        Standing.COUNTS,
        Standing.DUPLICATE,
    ]


@pytest.mark.parametrize("fact", ["hiv", "immune_condition"])
def test_what_is_complete_by_the_schedule_may_not_be_with_a_weak_immune_system(fact: str) -> None:
    doses = card("MMR @ 9 months", "MMR @ 15 months")
    assert answer("measles", judged(at("10 years"), doses)).status is Status.COMPLETE
    assert answer("measles", judged(at("10 years"), doses, facts=frozenset({fact}))).status is Status.VACCINATOR_DECIDES
