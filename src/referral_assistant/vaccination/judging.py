"""What to ask the vaccinator about: a person's doses held against a schedule, every unknown tried at both its ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from referral_assistant.household import Person, Seen, Sex
from referral_assistant.message import Message
from referral_assistant.vaccination import sentences, turning
from referral_assistant.vaccination.answering import ASKED_ABOUT, Answer, Asked, Status
from referral_assistant.vaccination.choosing import Progress
from referral_assistant.vaccination.evaluation import ASSUMED, Child, Given, Standing
from referral_assistant.vaccination.plan import Antigen, Schedule
from referral_assistant.vaccination.products import ProductNames
from referral_assistant.vaccination.schedule import Conflicts

PREGNANCY = "pregnancy"


class DoseJudged(NamedTuple):
    """A dose of the card for one antigen: what became of it, and which dose it was, if it counts."""

    place: int
    antigen: str
    standing: Standing
    number: int | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answers for one person, the doses one by one, and names on the card that are not known.

    Doses are judged where the day of birth is known; doses that were told are judged apart from those of a card.
    """

    answers: tuple[Answer, ...]
    doses: tuple[DoseJudged, ...]
    unknown_vaccines: tuple[str, ...]
    has_told_doses: bool


@dataclass(frozen=True, slots=True)
class _Variant:
    """One way in which what is unknown could be; the numbers say which end of each unknown it is."""

    child: Child
    told: int = 0
    dates: int = 0
    sex: int = 0
    age: int = 0


@dataclass(frozen=True, slots=True)
class _Doses:
    """The doses as the engine takes them. `told` are the places of doses that are not on a card."""

    dated: tuple[Given, ...]
    undated: tuple[Given, ...]
    told: frozenset[int]
    unknown: tuple[str, ...]


def judge(
    schedule: Schedule,
    person: Person,
    as_of: date,
    on: date,
    products: ProductNames,
    facts: frozenset[str] = frozenset(),
) -> Judgement:
    """Hold PERSON, whose age is as on the day AS_OF, against SCHEDULE on the day ON; FACTS are ids of `schedule.facts`.

    An unknown age, sex or date, and doses that were only told, are tried at both ends: where the answers differ the
    vaccinator decides.
    """
    asked = Asked(schedule, on.toordinal(), facts | {PREGNANCY} if person.pregnant else facts)
    doses = _doses(person, on, products)
    births = turning.births(person, as_of)
    variants = _variants(person, doses, births, asked.today)
    answers: list[Answer] = []
    judged: list[DoseJudged] = []
    for antigen in schedule.antigens:
        courses = asked.courses(antigen, variants[0].child)
        answers.append(_answer(asked, antigen, courses, variants, births))
        if len(births) == 1 and person.doses:
            judged += _judged(antigen, courses, lambda place: place not in doses.told)
            if doses.told:
                with_told = next(one.child for one in variants if one.told)
                judged += _judged(antigen, asked.courses(antigen, with_told), doses.told.__contains__)
    return Judgement(tuple(answers), tuple(judged), doses.unknown, bool(doses.told))


def _doses(person: Person, on: date, products: ProductNames) -> _Doses:
    dated: list[Given] = []
    undated: list[Given] = []
    told, unknown = set(), []
    for place, dose in enumerate(person.doses):
        held = products.find(dose.vaccine)
        if not held:
            unknown.append(dose.vaccine)
        if dose.seen is Seen.TOLD:
            told.add(place)
        if dose.on is None:
            undated += [Given(ASSUMED, component, place) for component in held]
        elif dose.on <= on:
            dated += [Given(dose.on.toordinal(), component, place) for component in held]
    return _Doses(tuple(dated), tuple(undated), frozenset(told), tuple(dict.fromkeys(unknown)))


def _variants(person: Person, doses: _Doses, births: Sequence[int], today: int) -> list[_Variant]:
    sexes = (person.sex,) if person.sex is not None else (Sex.FEMALE, Sex.MALE)
    return [
        _Variant(Child(born, given, sex), told, dates, sex_number, age)
        for told in range(2 if doses.told else 1)
        for sex_number, sex in enumerate(sexes)
        for age, born in enumerate(births)
        for dates, given in enumerate(_ways_of_dating(doses, bool(told), born, today))
    ]


def _ways_of_dating(doses: _Doses, with_told: bool, born: int, today: int) -> Iterator[tuple[Given, ...]]:
    """Yield the doses; where some have no date: with those given at birth, given today, and given at a right time."""
    dated, undated = (
        tuple(dose for dose in some if with_told or dose.place not in doses.told)
        for some in (doses.dated, doses.undated)
    )
    if not undated:
        yield tuple(sorted(dated))
        return
    for day in (born, today, ASSUMED):
        yield tuple(sorted((*dated, *(dose._replace(day=day) for dose in undated))))


def _judged(antigen: Antigen, courses: Sequence[Progress], wanted: Callable[[int], bool]) -> Iterator[DoseJudged]:
    for one in courses:
        number = 0
        for dose, standing in zip(one.walk.given, one.walk.standings, strict=True):
            counts = standing is Standing.COUNTS
            number += counts
            if wanted(dose.place):
                yield DoseJudged(dose.place, antigen.id, standing, number if counts else None)


def _answer(
    asked: Asked,
    antigen: Antigen,
    courses: Sequence[Progress],
    variants: Sequence[_Variant],
    births: Sequence[int],
) -> Answer:
    """Answer for one antigen; COURSES are those of the first variant."""
    first = asked.of_courses(antigen, courses, variants[0].child)
    if len(variants) == 1:
        return first
    found = [first, *(asked.of_child(antigen, variant.child) for variant in variants[1:])]
    if any(one.status is not first.status for one in found):
        return _undecided(variants, found)
    for child, unknown in _between(asked, antigen, variants, births):
        found.append(asked.of_child(antigen, child))
        if found[-1].status is not first.status:
            return _depends_on(found, unknown)
    return _common(found)


def _between(
    asked: Asked, antigen: Antigen, variants: Sequence[_Variant], births: Sequence[int]
) -> Iterator[tuple[Child, Message]]:
    """Yield the children between the ends of an unknown for whom the answer could be another one, and the unknown."""
    conflicts = asked.schedule.conflicts
    for variant in variants:
        child = variant.child
        if len(births) > 1 and not variant.age:
            for born in turning.turning_births(antigen, child, births[0], births[-1], asked.today):
                yield replace(child, born=born), sentences.AGE
        undated = {dose.place for dose in child.given if dose.day == ASSUMED and _concerns(antigen, dose, conflicts)}
        if undated:
            for day in turning.turning_days(antigen, child, asked.today, conflicts):
                for places in [undated] if len(undated) == 1 else [undated, *({place} for place in undated)]:
                    given = (one._replace(day=day) if one.place in places else one for one in child.given)
                    yield replace(child, given=tuple(sorted(given))), sentences.DATES


def _concerns(antigen: Antigen, dose: Given, conflicts: Conflicts) -> bool:
    """Say whether a dose is against this antigen, or a live vaccine that one against it has to keep away from."""
    return any(
        dose.product in course.products
        or any(dose.product in conflicts.get(product, ()) for product in course.products)
        for course in antigen.courses
    )


_CAUSES: tuple[tuple[Message, Callable[[_Variant], int]], ...] = (
    (sentences.TOLD, lambda variant: variant.told),
    (sentences.DATES, lambda variant: variant.dates),
    (sentences.SEX, lambda variant: variant.sex),
    (sentences.AGE, lambda variant: variant.age),
)


def _undecided(variants: Sequence[_Variant], found: Sequence[Answer]) -> Answer:
    """Name the unknown that alone changes the answer, else the first that there is."""
    present = [(text, end) for text, end in _CAUSES if any(map(end, variants))]
    for text, end in present:
        others = [other for _text, other in present if other is not end]
        alone = {
            answer.status
            for variant, answer in zip(variants, found, strict=True)
            if not any(other(variant) for other in others)
        }
        if len(alone) > 1:
            return _depends_on(found, text)
    return _depends_on(found, present[0][0])


def _depends_on(found: Sequence[Answer], what: Message) -> Answer:
    return Answer(
        found[0].antigen,
        Status.VACCINATOR_DECIDES,
        sentences.depends_on(what),
        counted=found[0].counted,
        may_be_due=any(one.status in ASKED_ABOUT and one.may_be_due for one in found),
    )


def _common(found: Sequence[Answer]) -> Answer:
    """Answer what all the variants say; a dose number or a sentence that is not the same in all is left out."""
    first = found[0]
    if all(one == first for one in found):
        return first
    latest = max(found, key=lambda one: one.since or date.min)
    return latest._replace(
        dose=first.dose if all(one.dose == first.dose for one in found) else None,
        why=sentences.without_number(first.status, latest.since, latest.why),
    )
