"""Compare and merge records field by field; lists of children go by the child's id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_ABSENT: Any = object()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: its path (`phones/1a2b3c4d/number`, a child by the beginning of its id) and both values, None when absent."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a three-way merge, and the fields where both sides changed the same thing differently.

    In a conflict `result` holds ours; `before` is ours, `after` theirs.
    """

    result: dict[str, Any]
    conflicts: tuple[FieldChange, ...]


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in a stable order."""
    return tuple(_differences("", before or {}, after or {}))


def merge(base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Merge THEIRS into OURS by what each changed since BASE."""
    conflicts: list[FieldChange] = []
    return Merged(_merge("", base, ours, theirs, conflicts), tuple(conflicts))


def overlay(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Lay THEIRS over OURS without a common past: their values win, what only we have stays."""
    result = dict(ours)
    for key, value in theirs.items():
        mine = ours.get(key, _ABSENT)
        if isinstance(value, Mapping) and isinstance(mine, Mapping):
            result[key] = overlay(mine, value)
        elif (kids := _by_id(value)) is not None and (held := _by_id(mine)) is not None:
            result[key] = [overlay(held[one], kids[one]) if one in kids else held[one] for one in held]
            result[key] += [kid for one, kid in kids.items() if one not in held]
        else:
            result[key] = value
    return result


def _differences(path: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        here = f"{path}{key}"
        old_kids, new_kids = _by_id(old if old is not None else []), _by_id(new if new is not None else [])
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _differences(f"{here}/", old, new)
        elif old_kids is not None and new_kids is not None and (old_kids or new_kids):
            yield from _differences_of_children(here, old_kids, new_kids)
        else:
            yield FieldChange(here, old, new)


def _differences_of_children(here: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[FieldChange]:
    changed = False
    labels = _labels({**old, **new})
    for one in labels:
        label = f"{here}/{labels[one]}"
        if one in old and one in new:
            for change in _differences(f"{label}/", old[one], new[one]):
                changed = True
                yield change
        else:
            changed = True
            yield FieldChange(label, old.get(one), new.get(one))
    if not changed:
        yield FieldChange(f"{here}/order", list(old), list(new))


def _merge(
    path: str, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], conflicts: list[FieldChange]
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key in {**ours, **theirs}:
        kept = _merge_value(
            f"{path}{key}", base.get(key, _ABSENT), ours.get(key, _ABSENT), theirs.get(key, _ABSENT), conflicts
        )
        if kept is not _ABSENT:
            result[key] = kept
    return result


def _merge_value(path: str, base: Any, ours: Any, theirs: Any, conflicts: list[FieldChange]) -> Any:
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return _merge(f"{path}/", base if isinstance(base, Mapping) else {}, ours, theirs, conflicts)
    ours_by_id = _by_id([] if ours is _ABSENT else ours)
    theirs_by_id = _by_id([] if theirs is _ABSENT else theirs)
    if ours_by_id is not None and theirs_by_id is not None:
        children = _merge_children(path, _by_id(base) or {}, ours_by_id, theirs_by_id, conflicts)
        return children or _ABSENT
    conflicts.append(FieldChange(path, _shown(ours), _shown(theirs)))
    return ours


def _merge_children(
    path: str, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], conflicts: list[FieldChange]
) -> list[Any]:
    kept = []
    labels = _labels({**base, **ours, **theirs})
    for one in {**ours, **theirs}:
        values = (base.get(one, _ABSENT), ours.get(one, _ABSENT), theirs.get(one, _ABSENT))
        child = _merge_value(f"{path}/{labels[one]}", *values, conflicts)
        if child is not _ABSENT:
            kept.append(child)
    return kept


def _labels(ids: Iterable[str]) -> dict[str, str]:
    """Name children by the beginning of their id; by the whole id where brothers begin alike, as numbered ids do."""
    known = list(ids)
    begun = Counter(one[:8] for one in known)
    return {one: one[:8] if begun[one[:8]] == 1 else one for one in known}


def _by_id(value: Any) -> dict[str, Any] | None:
    """Index a list of children by id; None when it is no such list."""
    if not isinstance(value, list):
        return None
    found = {child["id"]: child for child in value if isinstance(child, Mapping) and isinstance(child.get("id"), str)}
    return found if len(found) == len(value) else None


def _shown(value: Any) -> Any:
    return None if value is _ABSENT else value
