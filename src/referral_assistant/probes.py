"""A few full completions of a family, spread wide: enough to show of most services that they are truly undecided.

One completion in which a service is not open proves that it is not surely open; one in which it is, that it is not
surely closed. Only the few services that no probe shows undecided need the exact look of `completions.settle`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from referral_assistant.household import Household, Person, Place, School, Sex, Span

_AGES = (0, 30, 66, 126, 190, 400, 800)
_INCOMES = (0.0, 1e9, 500.0, 3000.0, 8000.0, 20000.0, 60000.0)
_WEEKS = (4, 38, 14, 26, 30, 20, 34)
STEPS = len(_AGES)


def probes(household: Household) -> Iterator[Household]:
    """Yield `STEPS` completions of every unknown fact of HOUSEHOLD."""
    for step in range(STEPS):
        yield replace(
            household,
            people=tuple(_probe_person(person, step) for person in household.people),
            size=household.size or len(household.people) + (step % 3),
            area=household.area or Place("", is_also=frozenset()),
            languages=household.languages if household.languages is not None else frozenset(),
            income_month=_pick(household.income_month, _INCOMES, step),
            can_pay=household.can_pay if household.can_pay is not None else bool(step % 2),
            insured=household.insured if household.insured is not None else bool(step // 2 % 2),
            receives=household.receives if household.receives is not None else frozenset(),
            papers=household.papers if household.papers is not None else frozenset(),
        )


def _probe_person(person: Person, step: int) -> Person:
    pregnant = person.pregnant
    if pregnant is None:
        pregnant = person.weeks_pregnant is not None or bool(step % 2)
    return replace(
        person,
        age_months=_pick(person.age_months, _AGES, step),
        sex=person.sex or tuple(Sex)[step % 3],
        pregnant=pregnant,
        weeks_pregnant=_pick(person.weeks_pregnant, _WEEKS, step) if pregnant else None,
        breastfeeding=person.breastfeeding if person.breastfeeding is not None else bool(step // 2 % 2),
        disability=person.disability if person.disability is not None else bool(step // 3 % 2),
        school=person.school or tuple(School)[step % len(School)],
    )


def _pick(span: Span | None, values: tuple[float, ...], step: int) -> Span:
    low, high = span or (0, float("inf"))
    if span is not None and low == high:
        return span
    value = min(max(values[step], low), high)
    return (value, value)


def unknown_of_person(person: Person) -> frozenset[str]:
    """Name the facts that one person has not said, in the words of `completions.facts_of`."""
    pregnancy = person.pregnant is None or (person.pregnant and _is_open(person.weeks_pregnant))
    return _chosen(
        age=_is_open(person.age_months),
        sex=person.sex is None,
        pregnancy=pregnancy,
        breastfeeding=person.breastfeeding is None,
        months_since_birth=_is_open(person.months_since_birth),
        disability=person.disability is None,
        school=person.school is None,
    )


def unknown_of_household(household: Household) -> frozenset[str]:
    """Name the facts that the family as a whole has not said; a fact that one person has not said is not among them."""
    return _chosen(
        size=household.size is None,
        area=household.area is None,
        language=household.languages is None,
        income_month=_is_open(household.income_month),
        can_pay=household.can_pay is None,
        insured=household.insured is None,
        receives=household.receives is None,
        papers=household.papers is None,
    )


def _chosen(**unsaid: bool) -> frozenset[str]:
    return frozenset(fact for fact, is_unsaid in unsaid.items() if is_unsaid)


def _is_open(span: Span | None) -> bool:
    return span is None or span[0] < span[1]
