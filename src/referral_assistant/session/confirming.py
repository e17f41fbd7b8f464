"""The day on which a part of a service was last confirmed: one dated line of HSDS metadata for each part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from referral_assistant.directory.hsds.ids import derived_id
from referral_assistant.message import Message, msg
from referral_assistant.session.cells import children, put

PARTS: dict[str, Message] = {
    "about": msg("What is this place?"),
    "needs": msg("What for"),
    "whom": msg("For whom"),
    "door": msg("At the door"),
    "entering": msg("How to enter"),
    "where": msg("Where, and how to get there"),
    "when": msg("When"),
    "closures": msg("Holidays and closures"),
    "waiting": msg("Room and waiting"),
    "cost": msg("Cost"),
    "languages": msg("Languages"),
    "contact": msg("Contact"),
}
"""The parts of a service in the order in which a family meets them."""
_TYPE = "confirmed"


def confirm(record: Mapping[str, Any], part: str, on: date, clinic: str) -> dict[str, Any]:
    """Return the service record with a part confirmed on a day, which takes the place of an earlier one."""
    identity = derived_id(f"{record['id']}/confirmed/{part}")
    line = {
        "id": identity,
        "resource_type": "service",
        "last_action_date": on.isoformat(),
        "last_action_type": _TYPE,
        "field_name": part,
        "updated_by": clinic,
    }
    return with_line(record, part, line)


def line_of(record: Mapping[str, Any], part: str) -> Mapping[str, Any] | None:
    """Return the line of metadata that says when a part was confirmed; None when there is none."""
    identity = derived_id(f"{record.get('id')}/confirmed/{part}")
    return next((one for one in children(record, "metadata") if one.get("id") == identity), None)


def with_line(record: Mapping[str, Any], part: str, line: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the service record with LINE about a part, or without any."""
    identity = derived_id(f"{record['id']}/confirmed/{part}")
    others = [one for one in children(record, "metadata") if one.get("id") != identity]
    return put(record, "metadata", [*others, *([dict(line)] if line else [])])


def confirmed_on(record: Mapping[str, Any], part: str) -> date | None:
    """Return the day on which a part, or the whole record, was last confirmed; None when nobody ever did."""
    days = [_day(record.get("assured_date"))]
    days += [
        _day(one.get("last_action_date"))
        for one in children(record, "metadata")
        if one.get("last_action_type") == _TYPE and one.get("field_name") == part
    ]
    return max((day for day in days if day), default=None)


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
