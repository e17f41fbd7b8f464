"""What must hold for every child: doses only help, time only presses, and an unknown covers every way it could be."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referral_assistant.household import Dose, Person, Seen, Sex, completed_months
from referral_assistant.session.vaccines import product_names
from referral_assistant.vaccination import Answer, Standing, Status, judge
from tests.vaccines.child import answer, judged, who

ON = date(2026, 11, 23)
VACCINES = (
    "BCG", "HepB", "Penta", "Hexaxim", "DTP", "Td", "DT", "OPV", "IPV", "PCV13", "Hib", "Rota", "Rotarix", "RotaTeq", "MR", "MMR",
    "Measles", "HPV", "JE", "CD.JEVAX", "Yellow fever", "Varicella",
)  # fmt: skip
URGENCY = {Status.COMPLETE: 0, Status.NOT_IN_SCHEDULE: 0, Status.NOT_YET: 1, Status.DUE: 2, Status.OVERDUE: 3}
QUICK = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

births = st.integers(0, 18 * 365).map(lambda days: ON - timedelta(days=days))
sexes = st.sampled_from([Sex.FEMALE, Sex.MALE])


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, list[Dose]]:
    """A day of birth, and doses on days when they are often given: months of life, give or take a few days."""
    born = draw(births)
    age = (ON - born).days
    days = st.one_of(st.integers(0, max(age, 0)), st.integers(0, 20).map(lambda four: min(four * 28, age)))
    doses = draw(st.lists(st.tuples(st.sampled_from(VACCINES), days), max_size=9))
    return born, sorted((Dose(name, born + timedelta(days=day)) for name, day in doses), key=lambda one: str(one.on))


@given(histories(), st.sampled_from(VACCINES), st.floats(0, 1), sexes)
@QUICK
def test_a_further_dose_that_counts_never_makes_an_antigen_more_due(
    history: tuple[date, list[Dose]], vaccine: str, when: float, sex: Sex
) -> None:
    """A further dose comes after the others: one put before them can change the age at the first dose, and so the path."""
    born, doses = history
    last = max((dose.on for dose in doses if dose.on), default=born)
    further = Dose(vaccine, last + timedelta(days=round(when * (ON - last).days)))
    before = judged(ON, doses, born=born, sex=sex)
    after = judged(ON, [*doses, further], born=born, sex=sex)
    counted = {one.antigen for one in after.doses if one.place == len(doses) and one.standing is Standing.COUNTS}
    for antigen in counted:
        was, now = answer(antigen, before), answer(antigen, after)
        if was.status in URGENCY and now.status in URGENCY:
            assert URGENCY[now.status] <= URGENCY[was.status], (antigen, was, now)


@given(histories(), st.integers(1, 900), sexes)
@QUICK
def test_time_never_turns_due_into_not_yet(history: tuple[date, list[Dose]], later: int, sex: Sex) -> None:
    born, doses = history
    person = Person(born=born, sex=sex, doses=tuple(doses))
    then = ON + timedelta(days=later)
    for was, now in zip(
        judge(who(), person, ON, ON, product_names()).answers,
        judge(who(), person, ON, then, product_names()).answers,
        strict=True,
    ):
        if was.status in {Status.DUE, Status.OVERDUE}:
            assert now.status is not Status.NOT_YET, (was, now)
            assert now.status is not Status.COMPLETE
        if was.status is Status.NOT_YET and was.since and then >= was.since:
            assert now.status is not Status.NOT_YET, (was, now)


@given(histories(), st.integers(0, 30), st.integers(0, 40), sexes)
@QUICK
def test_an_unknown_age_covers_every_age_inside_it(
    history: tuple[date, list[Dose]], below: int, above: int, sex: Sex
) -> None:
    born, doses = history
    months = completed_months(born, ON)
    span = (max(months - below, 0), months + above)
    unknown = judged(ON, doses, born=None, months=span, sex=sex).answers
    known = judged(ON, doses, born=born, sex=sex).answers
    for one, inside in zip(unknown, known, strict=True):
        assert _covers(one, inside), (one, inside)


@given(histories(), st.integers(0, 8), st.integers(0, 18 * 365), sexes)
@QUICK
def test_a_dose_without_a_date_covers_every_day_it_could_have_been(
    history: tuple[date, list[Dose]], place: int, day: int, sex: Sex
) -> None:
    born, doses = history
    if place >= len(doses):
        return
    without = [Dose(dose.vaccine) if count == place else dose for count, dose in enumerate(doses)]
    unknown = judged(ON, without, born=born, sex=sex).answers
    given_on = min(born + timedelta(days=day), ON)
    with_day = [Dose(dose.vaccine, given_on) if count == place else dose for count, dose in enumerate(doses)]
    for one, known in zip(unknown, judged(ON, with_day, born=born, sex=sex).answers, strict=True):
        assert _covers(one, known), (one, known)


@given(histories(), st.sets(st.integers(0, 8), max_size=4), sexes)
@QUICK
def test_doses_that_were_told_are_kept_apart(history: tuple[date, list[Dose]], places: set[int], sex: Sex) -> None:
    born, doses = history
    mixed = [
        Dose(dose.vaccine, dose.on, Seen.TOLD if place in places else Seen.CARD) for place, dose in enumerate(doses)
    ]
    found = judged(ON, mixed, born=born, sex=sex).answers
    by_card = judged(ON, [dose for dose in mixed if dose.seen is Seen.CARD], born=born, sex=sex).answers
    with_all = judged(ON, doses, born=born, sex=sex).answers
    for one, card, everything in zip(found, by_card, with_all, strict=True):
        assert _covers(one, card), (one, card)
        if card.status is not everything.status:
            assert one.status is Status.VACCINATOR_DECIDES


@given(histories(), st.integers(0, 215))
@QUICK
def test_nobody_s_age_and_sex_trip_it(history: tuple[date, list[Dose]], months: int) -> None:
    _born, doses = history
    for span in (None, (months, months), (months, 10**6)):
        for one in judged(ON, doses, born=None, months=span, sex=None).answers:
            assert str(one.why)


def _covers(unknown: Answer, known: Answer) -> bool:
    """The vaccinator decides, or it is the same."""
    return unknown.status in {Status.VACCINATOR_DECIDES, known.status}
