"""A child by age, for tests: ages and times as words, held against the schedule that ships."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from referral_assistant.household import Dose, Person, Seen, Sex
from referral_assistant.paths import resources
from referral_assistant.session.vaccines import product_names
from referral_assistant.vaccination import Answer, Judgement, Schedule, judge, read_schedule
from referral_assistant.vaccination.period import later, parse_period

BORN = date(2016, 3, 10)


@cache
def who() -> Schedule:
    """Return the schedule that ships."""
    return read_schedule((resources() / "vaccines/who-generic.toml").read_bytes(), "who-generic.toml")


def at(age: str, born: date = BORN) -> date:
    """Return the day on which a child born on BORN is of an age such as "6 weeks - 1 day"."""
    return date.fromordinal(later(born.toordinal(), parse_period(age)))


def card(*doses: str, born: date = BORN, seen: Seen = Seen.CARD) -> tuple[Dose, ...]:
    """Return doses written as "OPV @ 6 weeks"; without an age the dose has no date."""
    made = []
    for text in doses:
        vaccine, _, age = text.partition(" @ ")
        made.append(Dose(vaccine, at(age, born) if age else None, seen))
    return tuple(made)


def judged(
    on: date,
    doses: Iterable[Dose] = (),
    *,
    born: date | None = BORN,
    sex: Sex | None = Sex.FEMALE,
    months: tuple[float, float] | None = None,
    pregnant: bool | None = None,
    facts: frozenset[str] = frozenset(),
    schedule: Schedule | None = None,
) -> Judgement:
    """Hold a child against the schedule that ships, or another."""
    person = Person(born=born, age_months=months, sex=sex, pregnant=pregnant, doses=tuple(doses))
    return judge(schedule or who(), person, on, on, product_names(), facts)


def answer(antigen: str, judgement: Judgement) -> Answer:
    """Pick the answer for one antigen."""
    return next(one for one in judgement.answers if one.antigen.id == antigen)


def say(antigen: str, age: str, *doses: str, sex: Sex | None = Sex.FEMALE, born: date = BORN) -> str:
    """Say the answer in short: "due 2", "not_yet 1 from 14 weeks" is "not_yet 1 2016-06-16"."""
    one = answer(antigen, judged(at(age, born), card(*doses, born=born), sex=sex, born=born))
    day = f" {one.since}" if str(one.status) == "not_yet" else ""
    return f"{one.status}{f' {one.dose}' if one.dose else ''}{day}"
