"""Run the CDC's published cases (and days on which something is or is not due) through the engine."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from referral_assistant.household import Sex
from referral_assistant.vaccination.choosing import Progress, progress
from referral_assistant.vaccination.evaluation import Child, Given, Standing
from referral_assistant.vaccination.forecasting import Outcome
from tests.vaccines.cdc import Group, UsSchedule

_GROUPS = {
    "DTAP": "DTaP/Tdap/Td", "HIB": "Hib", "PCV": "Pneumococcal", "POL": "Polio", "ROTA": "Rotavirus", "VAR": "Varicella",
    "FLU": "Influenza", "MCV": "Meningococcal", "ZOSTER": "Zoster", "MENB": "Meningococcal B",
}  # fmt: skip
_VERDICTS = {Standing.COUNTS: "Valid", Standing.EXTRA: "Extraneous", Standing.TOO_LATE: "Extraneous"}


@dataclass(frozen=True)
class Case:
    id: str
    name: str
    group: str
    born: date
    sex: Sex | None
    on: date
    doses: tuple[tuple[date, str, str, str], ...]
    forecast: Mapping[str, Any]


@dataclass(frozen=True)
class Assertion:
    case: str
    on: date
    want: str


@dataclass(frozen=True)
class Verdict:
    """What the engine says of a group on a day; days are ordinals."""

    status: str
    earliest: int = 0
    due: int = 0
    late_from: int | None = None


def read_cases(path: Path) -> list[Case]:
    return [
        Case(
            one["id"],
            one["name"],
            one["group"],
            date.fromisoformat(one["dob"]),
            {"F": Sex.FEMALE, "M": Sex.MALE}.get(one["gender"]),
            date.fromisoformat(one["assess"]),
            tuple((date.fromisoformat(d["date"]), d["cvx"], d["name"], d["expect"]) for d in one["doses"]),
            one["forecast"],
        )
        for one in json.loads(path.read_text("utf-8"))
    ]


def read_assertions(path: Path) -> list[Assertion]:
    return [
        Assertion(one["case"], date.fromisoformat(one["on"]), one["want"])
        for one in json.loads(path.read_text("utf-8"))
    ]


def child_of(case: Case, schedule: UsSchedule, on: date) -> Child:
    """Return the child with the doses given up to the day ON."""
    given = [
        Given(day.toordinal(), schedule.product(cvx, name), place)
        for place, (day, cvx, name, _expected) in enumerate(case.doses)
        if day <= on
    ]
    return Child(case.born.toordinal(), tuple(sorted(given)), case.sex)


def judge(case: Case, schedule: UsSchedule, on: date) -> Verdict:
    """Judge a case's group on a day.

    A forecast is made on the case's assessment day, all doses of the case being known: a day before it is read off that
    forecast, a later day is judged anew.
    """
    made_on = max(on, case.on)
    group = schedule.groups[group_name(case)]
    child = child_of(case, schedule, made_on)
    found = [progress(course, child, made_on.toordinal(), schedule.conflicts) for course in group.courses]
    return merge([one for one in found if one], group, child, on.toordinal())


def merge(found: Sequence[Progress], group: Group, child: Child, on: int) -> Verdict:
    """Bring the antigens of a group together, by chapter 9 of the CDC's logic specification."""
    outcomes = {one.outlook.outcome for one in found}
    for outcome, status in ((Outcome.TOO_OLD, "too_old"), (Outcome.NOT_NEEDED, "not_needed")):
        if outcome in outcomes:
            return Verdict(status)
    opened = [one.outlook for one in found if one.outlook.outcome is Outcome.OPEN]
    if not opened:
        return Verdict("complete")
    if len(found) == 1:
        earliest = opened[0].earliest
    elif any(one.urgent for one in opened):
        last = max((dose.day for dose in child.given), default=0)
        earliest = max(min(one.earliest for one in opened), last)
    else:
        earliest = max(one.earliest for one in opened)
    due = max(min(one.due for one in opened), earliest)
    late = [one.late_from for one in opened if one.late_from is not None]
    late_from = max(min(late), earliest + 1) if late else None
    status = "not_yet" if on < due else "overdue" if late_from is not None and on >= late_from else "due"
    return Verdict(status, earliest, due, late_from)


def dose_verdicts(case: Case, schedule: UsSchedule) -> list[str]:
    """Say of each dose of a case, in the order of the case, whether it is valid: for its group, else for any other."""
    last = max([case.on, *(day for day, *_rest in case.doses)])
    child = child_of(case, schedule, last)
    own = schedule.groups[group_name(case)]
    found = _standings(own, child, last, schedule)
    for group in schedule.groups.values():
        if group is not own and len(found) < len(case.doses):
            found = {**_standings(group, child, last, schedule), **found}
    return [_of_all(found.get(place, [])) for place in range(len(case.doses))]


def _standings(group: Group, child: Child, on: date, schedule: UsSchedule) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for course in group.courses:
        one = progress(course, child, on.toordinal(), schedule.conflicts)
        if one is not None:
            for dose, standing in zip(one.walk.given, one.walk.standings, strict=True):
                found.setdefault(dose.place, []).append(_VERDICTS.get(standing, "Not Valid"))
    return found


def group_name(case: Case) -> str:
    """Return the group of a case as the supporting data names it."""
    return _GROUPS.get(case.group, case.group)


def _of_all(verdicts: list[str]) -> str:
    """A dose is valid when it is for one antigen of the group."""
    return "Valid" if "Valid" in verdicts else verdicts[0] if verdicts else "Not Valid"
