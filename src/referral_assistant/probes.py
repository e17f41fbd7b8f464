"""A few full completions of a family, spread wide: enough to show of most services that they are truly undecided.

One completion in which a service is not open proves that it is not surely open; one in which it is, that it is not
surely closed. Only the few services that no probe shows undecided need the exact look of `completions.settle`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from referral_assistant.disclosure import PAPERS
from referral_assistant.household import (
    ANY_AGE,
    ANY_AMOUNT,
    ANY_MONTHS_SINCE_BIRTH,
    ANY_WEEKS,
    Household,
    Person,
    Place,
    School,
    Sex,
    Span,
)

_AGES = (0, 30, 66, 126, 190, 400, 800)
_INCOMES = (0.0, 1e9, 500.0, 3000.0, 8000.0, 20000.0, 60000.0)
_WEEKS = (4, 38, 14, 26, 30, 20, 34)
_SINCE_BIRTH = (1, 1200, 4, 8, 18, 2, 40)
_PAPERS = [frozenset(PAPERS) if step in {0, 1, 4, 5} else frozenset[str]() for step in range(7)]
STEPS = len(_AGES)


def probes(household: Household) -> Iterator[Household]:
    """Yield `STEPS` completions of every unknown fact; those of whom nothing was said come after those listed."""
    for step in range(STEPS):
        fewest, most = household.size_span
        size = int(min(fewest + step % 3, most))
        others = [_probe_person(Person(), step + place) for place in range(size - len(household.people))]
        yield replace(
            household,
            people=(*(_probe_person(person, step) for person in household.people), *others),
            size=size,
            area=_place(household.area),
            languages=household.languages if household.languages is not None else frozenset(),
            income_month=_pick(household.income_month or ANY_AMOUNT, _INCOMES, step),
            can_pay=household.can_pay if household.can_pay is not None else bool(step % 2),
            insured=household.insured if household.insured is not None else bool(step // 2 % 2),
            receives=household.receives if household.receives is not None else frozenset(),
            papers=household.papers if household.papers is not None else _PAPERS[step],
        )


def _place(area: Place | None) -> Place:
    return replace(area, may_be=frozenset()) if area else Place("")


def _probe_person(person: Person, step: int) -> Person:
    step %= STEPS
    pregnant = person.pregnant
    if pregnant is None:
        pregnant = person.weeks_pregnant is not None or bool(step % 2)
    return replace(
        person,
        age_months=_pick(person.age_months or ANY_AGE, _AGES, step),
        sex=person.sex or tuple(Sex)[step % 3],
        pregnant=pregnant,
        weeks_pregnant=_pick(person.weeks_pregnant or ANY_WEEKS, _WEEKS, step) if pregnant else None,
        breastfeeding=person.breastfeeding if person.breastfeeding is not None else bool(step // 2 % 2),
        months_since_birth=_pick(person.months_since_birth or ANY_MONTHS_SINCE_BIRTH, _SINCE_BIRTH, step),
        disability=person.disability if person.disability is not None else bool(step // 3 % 2),
        school=person.school or tuple(School)[step % len(School)],
    )


def _pick(span: Span, values: tuple[float, ...], step: int) -> Span:
    value = min(max(values[step], span[0]), span[1])
    return (value, value)
