"""What every part of a record shares while a person edits it: cells as text, faults beside them, children in their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from referral_assistant.directory.hsds.ids import derived_id
from referral_assistant.directory.hsds.values import RefusedValueError, day
from referral_assistant.directory.record import pack
from referral_assistant.directory.schema import Column
from referral_assistant.message import Message, msg

Kept = Mapping[str, Any] | None
"""What a row was read from, as the record holds it; None for a new row."""
_COLUMN = Column("day", "date")
# Thai, Lao and Khmer papers count years from the Buddha: 543 more than ours.
_BUDDHIST, _BUDDHIST_FROM = 543, 2400


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, and what to do. What does not `block` may be saved; it then counts for nothing."""

    column: str
    sentence: Message
    blocks: bool = True


def told_of(faults: Iterable[Fault | None], *, untouched: bool) -> tuple[Fault, ...]:
    """Return the faults that there are. What came as it is, and nobody touched, must not keep the rest from being saved."""
    found = [one for one in faults if one is not None]
    return tuple(replace(one, blocks=False) for one in found) if untouched else tuple(found)


def western_digits(text: str) -> str:
    """Write the digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(one)) if unicodedata.category(one) == "Nd" else one for one in text)


def day_from(text: str) -> date | None:
    """Read a day as it is typed, in any digits; None when it can be read in no way, or in two."""
    told = western_digits(text).strip()[:40]
    year, dash, rest = told.partition("-")
    if dash and year.isdecimal() and _BUDDHIST_FROM <= int(year) < _BUDDHIST_FROM + 400:
        told = f"{int(year) - _BUDDHIST}-{rest}"
    try:
        return date.fromisoformat(str(day(told, _COLUMN)))
    except RefusedValueError:
        return None


def tidy_day(text: str) -> str:
    """Write a day that can be read as ISO 8601; leave what cannot as it was typed."""
    found = day_from(text) if text.strip() else None
    return found.isoformat() if found else text.strip()


def day_fault(column: str, text: str) -> Fault | None:
    """Say what to do when a cell holds no day."""
    if not text.strip() or day_from(text):
        return None
    return Fault(column, msg("Write the day as year, month, day: {example}", example="2026-11-23"))


def span_fault(column: str, start: str, end: str) -> Fault | None:
    """Say what to do when a span of days ends before it begins."""
    first, last = day_from(start), day_from(end)
    if first and last and last < first:
        return Fault(column, msg("The last day is before the first. Change one of the two."))
    return None


def put_children(record: Mapping[str, Any], key: str, children: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the record with these children under KEY; without the key when there are none and it had none."""
    if not children and not record.get(key):
        return dict(record)
    kept = {name: value for name, value in record.items() if name != key}
    return {**kept, key: list(children)} if children else kept


def with_id(child: Mapping[str, Any], parent: str, kind: str, taken: set[str]) -> dict[str, Any]:
    """Give a new child an id from what it says, so that two clinics that add the same have added one."""
    if child.get("id"):
        taken.add(str(child["id"]))
        return dict(child)
    seed = f"{parent}/{kind}/{pack(child).decode()}"
    identity = derived_id(seed)
    count = 1
    while identity in taken:
        count += 1
        identity = derived_id(f"{seed}/{count}")
    taken.add(identity)
    return {"id": identity, **child}


def with_cells(kept: Kept, cells: Mapping[str, str]) -> dict[str, Any]:
    """Return what was kept with new text in some cells; a cell without text goes, other fields stay as they are."""
    child = dict(kept or {})
    for name, value in cells.items():
        if value.strip():
            child[name] = value.strip() if child.get(name) != value else value
        else:
            child.pop(name, None)
    return child
