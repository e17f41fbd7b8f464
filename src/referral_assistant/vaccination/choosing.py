"""Which of several series counts for this child?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from referral_assistant.vaccination.evaluation import Child, Given, Walk, is_within, walk
from referral_assistant.vaccination.forecasting import Outcome, Outlook, look_ahead
from referral_assistant.vaccination.period import later
from referral_assistant.vaccination.schedule import EVERY_AGE, Choice, Conflicts, Course, Series, SeriesKind

_FAR = 10**9


class Progress(NamedTuple):
    """A series of a course, the doses held against it, and what comes next in it."""

    course: Course
    series: Series
    walk: Walk
    outlook: Outlook


def progress(course: Course, child: Child, on: int, conflicts: Conflicts) -> Progress | None:
    """Hold a child against the series of a course on the day ON; None when no series of it is for this child."""
    windows = course.products
    given = [
        dose
        for dose in child.given
        if (window := windows.get(dose.product)) is not None
        and (window is EVERY_AGE or is_within(window, dose.day, child.born))
    ]
    if course.choice is Choice.BY_START:
        return _by_start(course, given, child, on, conflicts)
    fitting = [one for one in course.series if one.sexes is None or child.sex in one.sexes]
    chosen = _best_of_groups(course, fitting, given, child, on, conflicts)
    if chosen and child.born < course.immune_if_born_before and chosen.outlook.outcome is not Outcome.COMPLETE:
        return Progress(course, chosen.series, chosen.walk, Outlook(Outcome.IMMUNE))
    return chosen


def _by_start(course: Course, given: Sequence[Given], child: Child, on: int, conflicts: Conflicts) -> Progress | None:
    """Take the series in whose window of ages the first dose that counts was given, or would be given ON."""
    for series in course.series:
        if series.sexes is not None and child.sex not in series.sexes:
            continue
        if series.only_after and not (given and all(dose.product in series.only_after for dose in given)):
            continue
        state = walk(series, given, child, conflicts)
        end = series.starts.end
        if end is not None:
            first = state.counted[0].day if state.counted else on
            if first >= later(child.born, end):
                continue
        return Progress(course, series, state, look_ahead(series, state, child, on, conflicts))
    return None


# --- the best series, by chapter 8 of the CDC's logic specification ------------------------------------------------


def _best_of_groups(
    course: Course, fitting: Sequence[Series], given: Sequence[Given], child: Child, on: int, conflicts: Conflicts
) -> Progress | None:
    groups: dict[str, list[Progress]] = {}
    complete: frozenset[str] = frozenset()
    for _again in range(2):  # the second time knowing which groups are complete
        groups = {}
        for series in fitting:
            state = walk(series, given, child, conflicts, complete)
            outlook = look_ahead(series, state, child, on, conflicts, complete)
            groups.setdefault(series.group, []).append(Progress(course, series, state, outlook))
        found = frozenset(
            group
            for group, members in groups.items()
            if any(member.outlook.outcome is Outcome.COMPLETE for member in members)
        )
        if found == complete:
            break
        complete = found
    chosen = {group: best for group, members in groups.items() if (best := _best(members, child, on))}
    kept = [one for one in chosen.values() if _is_kept(one, chosen)]
    return max(kept, key=lambda one: _usefulness(one, child, on), default=None)


def _is_kept(one: Progress, chosen: dict[str, Progress]) -> bool:
    if one.outlook.outcome is Outcome.COMPLETE:
        return True
    others = [chosen[group] for group in one.series.equivalent if group in chosen]
    if any(other.outlook.outcome is Outcome.COMPLETE for other in others):
        return False
    if one.series.kind is SeriesKind.RISK:
        return True
    return one.series.kind is SeriesKind.STANDARD and all(other.series.kind is not SeriesKind.RISK for other in others)


def _usefulness(one: Progress, child: Child, on: int) -> tuple[bool, bool, int, int]:
    """Put a series under way, or that the child is old enough to start, before a complete one, that before others."""
    outlook, begin = one.outlook, one.series.starts.begin
    is_old_enough = begin is None or on >= later(child.born, begin)
    is_open = outlook.outcome is Outcome.OPEN
    return (
        is_open and (is_old_enough or bool(one.walk.counted)),
        outlook.outcome is Outcome.COMPLETE,
        -outlook.due,
        -one.series.rank,
    )


def _best(members: Sequence[Progress], child: Child, on: int) -> Progress | None:
    scorable = [one for one in members if _is_scorable(one, members, child.born)]
    default = next((one for one in members if one.series.is_default), None)
    if not scorable:
        return default
    if len(scorable) == 1:
        return scorable[0]
    complete = [one for one in scorable if one.outlook.outcome is Outcome.COMPLETE]
    if complete:
        return _highest(complete, _score_complete, child, on)
    under_way = [one for one in scorable if one.walk.counted and one.outlook.outcome is Outcome.OPEN]
    if under_way:
        return _highest(under_way, _score_under_way, child, on)
    return default or _highest(scorable, _score_unstarted, child, on)


def _is_scorable(one: Progress, members: Sequence[Progress], born: int) -> bool:
    kind, series, counted = one.series.kind, one.series, one.walk.counted
    if kind is SeriesKind.EVALUATION_ONLY:
        return one.outlook.outcome is Outcome.COMPLETE
    if kind is SeriesKind.RISK:
        return True
    if counted:
        end = series.starts.end
        return end is None or counted[0].day < later(born, end)
    return all(not member.walk.counted and not member.series.is_default for member in members)


_Score = Callable[[Progress, Sequence[Progress], Child, int], int]


def _highest(members: Sequence[Progress], score: _Score, child: Child, on: int) -> Progress:
    return max(members, key=lambda one: (score(one, members, child, on), -one.series.rank))


def _rank_among(values: Sequence[int], mine: int, points: int) -> int:
    """Give POINTS for the only highest value, none for a shared one, and take them for a lower one."""
    if mine < max(values):
        return -points
    return points if values.count(mine) == 1 else 0


def _score_complete(one: Progress, members: Sequence[Progress], _child: Child, _on: int) -> int:
    return _rank_among([len(member.walk.counted) for member in members], len(one.walk.counted), 1)


def _score_under_way(one: Progress, members: Sequence[Progress], child: Child, on: int) -> int:
    all_valid = not one.walk.refused
    completable = _is_completable(one, child, on)
    left = [-_left(member) for member in members]
    ends = [-_end(member) if _is_completable(member, child, on) else -_FAR for member in members]
    return (
        (2 if one.series.by_product and all_valid else -2)
        + (3 if completable else -3)
        + _rank_among([len(member.walk.counted) for member in members], len(one.walk.counted), 2)
        + _rank_among(left, -_left(one), 2)
        + (_rank_among(ends, -_end(one), 1) if completable else -1)
    )


def _score_unstarted(one: Progress, members: Sequence[Progress], child: Child, on: int) -> int:
    starts = [-member.outlook.earliest for member in members]
    return (
        _rank_among(starts, -one.outlook.earliest, 1)
        + (1 if _is_completable(one, child, on) else -1)
        + (-1 if one.series.by_product else 1)
    )


def _left(one: Progress) -> int:
    return len(one.series.doses) - one.outlook.target


def _end(one: Progress) -> int:
    """Return the earliest day plus the longest minimum interval that is left."""
    start = one.outlook.earliest
    left = one.series.doses[one.outlook.target :]
    days = [later(start, each.minimum) for dose in left for each in dose.intervals if each.minimum is not None]
    return max(days, default=start)


def _is_completable(one: Progress, child: Child, on: int) -> bool:
    rules = one.series.doses[-1].ages
    rule = next((each for each in rules if each.validity.holds(on)), None)
    return rule is None or rule.maximum is None or _end(one) < later(child.born, rule.maximum)
