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
from referral_assistant.vaccination.products import fold_name
from tests.vaccines.cdc import Group, UsSchedule

_GROUPS = {
    "DTAP": "DTaP/Tdap/Td", "HIB": "Hib", "PCV": "Pneumococcal", "POL": "Polio", "ROTA": "Rotavirus", "VAR": "Varicella",
    "FLU": "Influenza", "MCV": "Meningococcal", "ZOSTER": "Zoster", "MENB": "Meningococcal B", "MENING": "Meningococcal", "JE": "Japanese Encephalitis", "YF": "Yellow Fever",
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


def judge(case: Case, schedule: UsSchedule, on: date, *, asked_anew: bool = False) -> Verdict:
    """Judge a case's group on a day.

    A forecast is made on the case's assessment day, all doses of the case being known: a day before it is read off that
    forecast, a later day is judged anew. ASKED_ANEW judges every day by what was known and given on that day alone.
    """
    name = group_name(case, schedule)
    if name is None:
        return Verdict("not_judged")
    made_on, group = (on if asked_anew else max(on, case.on)), schedule.groups[name]
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
    own = schedule.groups.get(group_name(case, schedule) or "")
    found = _standings(own, child, last, schedule) if own else {}
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


def group_name(case: Case, schedule: UsSchedule) -> str | None:
    """Return the group of a case as the supporting data names it; None when they know no such group."""
    wanted = fold_name(_GROUPS.get(case.group.upper(), case.group))
    return next((name for name in schedule.groups if fold_name(name) == wanted), None)


def _of_all(verdicts: list[str]) -> str:
    """A dose is valid when it is for one antigen of the group."""
    return "Valid" if "Valid" in verdicts else verdicts[0] if verdicts else "Not Valid"


@dataclass
class Score:
    """Counts for one group, or for all of them."""

    wanted: int = 0
    recalled: int = 0
    unwanted: int = 0
    early: int = 0
    early_asked_anew: int = 0
    exact: int = 0
    doses: int = 0
    doses_agreed: int = 0

    def as_json(self) -> dict[str, float | None]:
        """Return rates; None where nothing was asked."""
        return {
            "recall": _rate(self.recalled, self.wanted),
            "early": _rate(self.early, self.unwanted),
            "dose_agreement": _rate(self.doses_agreed, self.doses),
            "status_agreement": _rate(self.exact, self.wanted + self.unwanted),
            "early_asked_anew": _rate(self.early_asked_anew, self.unwanted),
        }


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


_CALLED = frozenset({"due", "overdue"})


def measure(
    schedule: UsSchedule, cases: Sequence[Case], assertions: Sequence[Assertion]
) -> tuple[Score, dict[str, Score], list[str]]:
    """Score the engine: over all, by group, and a line for whatever differs."""
    total, groups, differences = Score(), {case.group: Score() for case in cases}, []
    by_id = {case.id: case for case in cases}
    for one in assertions:
        if (case := by_id.get(one.case)) is None:
            continue
        verdict = judge(case, schedule, one.on)
        anew = judge(case, schedule, one.on, asked_anew=True)
        for score in (total, groups[case.group]):
            _count(score, one.want, verdict.status, anew.status)
        if (one.want in _CALLED) != (verdict.status in _CALLED):
            differences.append(f"{case.id} {case.group} on {one.on}: {one.want} wanted, {verdict.status} ({case.name})")
    for case in cases:
        for (day, cvx, _name, expected), found in zip(case.doses, dose_verdicts(case, schedule), strict=True):
            for score in (total, groups[case.group]):
                score.doses += 1
                score.doses_agreed += expected == found
            if expected != found:
                differences.append(
                    f"{case.id} {case.group} dose {cvx} of {day}: {expected} wanted, {found} ({case.name})"
                )
    return total, groups, differences


def _count(score: Score, want: str, status: str, anew: str) -> None:
    if want in _CALLED:
        score.wanted += 1
        score.recalled += status in _CALLED
    else:
        score.unwanted += 1
        score.early += status in _CALLED
        score.early_asked_anew += anew in _CALLED
    score.exact += status == want or (want == "none" and status not in _CALLED)
