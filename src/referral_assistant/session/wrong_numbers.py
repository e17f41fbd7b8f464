"""Telephone numbers at which somebody else answers: marked in the record, printed no more, until another is written there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from referral_assistant.directory.hsds.ids import derived_id, term
from referral_assistant.directory.reading import WRONG_NUMBER

_TERM = term(WRONG_NUMBER, "Somebody else answers at the telephone number that is the value; see docs/hsds-profile.md.")


def with_wrong_numbers(record: Mapping[str, Any], numbers: Iterable[str], clinic: str, on: date) -> dict[str, Any]:
    """Return the record with a mark for each of NUMBERS: who found out, and when. The number itself stays."""
    marks = [_mark(str(record["id"]), number, clinic, on) for number in numbers]
    fresh = {mark["id"] for mark in marks}
    kept = [one for one in record.get("attributes", ()) if one.get("id") not in fresh]
    return {**record, "attributes": [*kept, *marks]}


def _mark(record_id: str, number: str, clinic: str, on: date) -> dict[str, Any]:
    identity = derived_id(f"{record_id}/{WRONG_NUMBER}/{number}")
    checked = {
        "id": derived_id(f"{identity}/checked"),
        "last_action_date": on.isoformat(),
        "last_action_type": "checked",
        "field_name": "number",
        "previous_value": number,
        "replacement_value": WRONG_NUMBER,
        "updated_by": clinic,
    }
    return {
        "id": identity,
        "link_type": WRONG_NUMBER,
        "value": number,
        "taxonomy_term": _TERM,
        "metadata": [checked],
    }
