"""Say in words what an edit changed: the field as the editor names it, what stood there, what stands there now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from referral_assistant.directory import FieldChange
from referral_assistant.directory.sheets import RowError, condition_of, disclosure_of, rows_of
from referral_assistant.message import Message, msg
from referral_assistant.reasons import sentence_of, sentence_of_row
from referral_assistant.session.confirming import PARTS
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.facts import behind
from referral_assistant.ui.directory.words import CLOSED, PROVIDERS, RUNNING, WAYS_IN, YES_NO

_LONGEST = 160
LABELS: dict[str, Message] = {
    "name": msg("Name"),
    "alternate_name": msg("Other name"),
    "description": msg("In one sentence"),
    "eligibility_description": msg("For whom"),
    "application_process": msg("How to enter"),
    "status": msg("State"),
    "alert": msg("Holidays, closed for now, moved"),
    "capacities": msg("Free places"),
    "wait_time": msg("How long one waits"),
    "fees_description": msg("What it costs"),
    "cost_options": msg("What it costs"),
    "languages": msg("Languages"),
    "interpretation_services": msg("Interpreters"),
    "required_documents": msg("Papers to bring"),
    "phones": msg("Telephone"),
    "email": msg("E-mail"),
    "url": msg("Website"),
    "website": msg("Website"),
    "schedules": msg("When"),
    "contacts": msg("Person or desk"),
    "service_at_locations": msg("Place"),
    "organization_id": msg("Organization"),
    "addresses": msg("Address"),
    "transportation": msg("How to get there"),
    "assured_date": msg("Last confirmed"),
    "latitude": msg("Latitude"),
    "longitude": msg("Longitude"),
}
"""Fields of HSDS as people read them; any other is said by its own name."""
OWN: dict[str, Message] = {
    "tombstone": msg("Closed"),
    "whom_to_ask_for": msg("Whom to ask for"),
    "entering": msg("How people come in"),
    "provider": msg("Who runs it"),
    "free": msg("Free of charge"),
    "confidential": msg("The address is kept secret"),
    "local_name": msg("Name in another language"),
}
"""Our own attributes by their link type."""
_CODES: dict[str, Message] = {
    **{str(status): words for status, words in CLOSED.items()},
    **{str(provider): words for provider, words in PROVIDERS.items()},
    **WAYS_IN,
    **RUNNING,
    **YES_NO,
}
_SAID_BY = ("name", "title", "number", "document", "option", "amount", "amount_description", "available", "email")
_LINES = ("address_1", "address_2", "city", "region", "state_province", "postal_code", "country")


def change_lines(changes: Iterable[FieldChange], desk: Desk) -> Iterable[str]:
    """Say in one line each what an edit changed."""
    for change in changes:
        before, after = _value(change.before, desk), _value(change.after, desk)
        name = label_of(change, desk)
        if before and after:
            yield f"{name}{before} → {after}"
        elif after:
            yield f"+ {name}{after}"
        elif before:
            yield f"− {name}{before}"


def label_of(change: FieldChange, desk: Desk) -> str:
    """Name the field, with a colon behind it; a row of the sheets is a sentence and needs no name."""
    held = change.after if isinstance(change.after, Mapping) else change.before
    if isinstance(held, Mapping):
        if any(True for _ in rows_of({"attributes": [held]})):
            return ""
        if held.get("last_action_type") == "confirmed":
            return f"{desk.say(msg('Right as of'))}: "
        if (own := OWN.get(str(held.get("link_type")))) is not None:
            return f"{desk.say(own)}: "
    first, _, rest = change.field.partition("/")
    label = LABELS.get(first)
    if label is None:
        return f"{_field_name(change.field)}: "
    inner = _field_name(rest)
    return (
        f"{desk.say(label)}: "
        if inner in {"", "number", "document", "code", "available"}
        else f"{desk.say(label)} ({inner}): "
    )


def _field_name(field: str) -> str:
    """Name a field without the ids of children: `phones/1a2b3c4d/number` is `phones number`."""
    parts = [part for part in field.split("/") if not (len(part) in {8, 36} and _is_hex(part.replace("-", "")))]
    return " ".join(parts).replace("_", " ")


def _is_hex(text: str) -> bool:
    return all(letter in "0123456789abcdef" for letter in text)


def _value(value: Any, desk: Desk) -> str:
    if isinstance(value, Mapping):
        return _child(value, desk)
    if isinstance(value, list):
        return ", ".join(_value(one, desk) for one in value)[:_LONGEST]
    text = "" if value is None else " ".join(str(value).split())[:_LONGEST]
    return desk.say(_CODES[text]) if text in _CODES else text


def _child(child: Mapping[str, Any], desk: Desk) -> str:
    for sheet, row in rows_of({"attributes": [child]}):
        return _row(sheet, row, desk)
    if child.get("last_action_type") == "confirmed":
        return _confirmed(child, desk)
    if "link_type" in child:
        return _value(_told(child.get("value")), desk) or "…"
    if child.get("code") and not child.get("name"):
        return desk.catalog.language_name(str(child["code"]))
    if child.get("opens_at") or child.get("byday"):
        times = " – ".join(str(child[key])[:5] for key in ("opens_at", "closes_at") if child.get(key))
        return " ".join(part for part in (str(child.get("byday") or ""), times) if part)
    kept = [str(child[key]) for key in (*_SAID_BY, *_LINES) if child.get(key) not in {None, ""}]
    return ", ".join(kept)[:_LONGEST] or "…"


def _confirmed(line: Mapping[str, Any], desk: Desk) -> str:
    part = PARTS.get(str(line.get("field_name")))
    try:
        day = desk.catalog.day(date.fromisoformat(str(line.get("last_action_date"))))
    except ValueError:
        day = str(line.get("last_action_date") or "")
    return desk.in_a_row(desk.say(part) if part else str(line.get("field_name")), day)


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
