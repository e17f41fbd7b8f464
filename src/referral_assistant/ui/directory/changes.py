"""Say in words what an edit, or an import, changes in a record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from referral_assistant.directory import FieldChange
from referral_assistant.directory.sheets import RowError, condition_of, disclosure_of, rows_of
from referral_assistant.reasons import sentence_of, sentence_of_row
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.facts import behind

_LONGEST = 160


def change_lines(changes: Iterable[FieldChange], desk: Desk) -> Iterable[str]:
    """Say in one line each what an edit changed."""
    for change in changes:
        before, after = _value(change.before, desk), _value(change.after, desk)
        own = _is_own(change.before) or _is_own(change.after)
        name = "" if own else f"{_field_name(change.field)}: "
        if before and after:
            yield f"{name}{before} → {after}"
        elif after:
            yield f"+ {name}{after}"
        elif before:
            yield f"− {name}{before}"


def _field_name(field: str) -> str:
    """Name a field without the ids of children: `phones/1a2b3c4d/number` is `phones number`."""
    parts = [part for part in field.split("/") if not (len(part) in {8, 36} and _is_hex(part.replace("-", "")))]
    return " ".join(parts).replace("_", " ")


def _is_hex(text: str) -> bool:
    return all(letter in "0123456789abcdef" for letter in text)


def _is_own(value: Any) -> bool:
    return isinstance(value, dict) and any(True for _ in rows_of({"attributes": [value]}))


def _value(value: Any, desk: Desk) -> str:
    if isinstance(value, dict):
        for sheet, row in rows_of({"attributes": [value]}):
            return _row(sheet, row, desk)
        kept = [str(value[key]) for key in ("name", "number", "document", "option", "amount") if value.get(key)]
        return " ".join(kept or [_told(value.get("value"))])[:_LONGEST] or "…"
    if isinstance(value, list):
        return ", ".join(_value(one, desk) for one in value)[:_LONGEST]
    return "" if value is None else " ".join(str(value).split())[:_LONGEST]


def _told(value: Any) -> str:
    """Read a value that is itself JSON, such as a name in another language."""
    try:
        found = json.loads(str(value or ""))
    except (ValueError, RecursionError):
        return str(value or "")
    return " ".join(str(one) for one in found.values()) if isinstance(found, dict) else str(value)


def _row(sheet: str, row: dict[str, str], desk: Desk) -> str:
    catalog, needs = desk.catalog, desk.session.needs.by_id
    try:
        if sheet == "disclosure":
            read = disclosure_of(row)
            return f"{catalog.say(sentence_of_row(read))} ({behind(read, catalog)})"
        if sheet == "conditions":
            return catalog.say(sentence_of(condition_of(row).test))
    except RowError:
        return " ".join(row.values())[:_LONGEST]
    need = row.get("need", "")
    return catalog.say(needs[need].name) if need in needs else need
