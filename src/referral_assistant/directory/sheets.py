"""Our own facts of a service: the rows of the three sheets of FORMATS section 2, and how they ride as HSDS attributes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from referral_assistant.condition import Condition, ConditionError, Evidence, parse_test
from referral_assistant.directory.hsds.ids import TAXONOMY, derived_id, term
from referral_assistant.disclosure import VALUES, DisclosureRow, Fact, Source

COLUMNS = {
    "needs": ("need",),
    "conditions": (
        "group",
        "scope",
        "attribute",
        "operator",
        "value",
        "polarity",
        "quote",
        "source",
        "checked_on",
        "valid_from",
        "valid_to",
    ),
    "disclosure": ("fact", "value", "evidence", "source", "checked_on", "only_if"),
}
NEEDS = frozenset(
    f"{area}.{name}"
    for area, names in {
        "education": "enrolment language early return special",
        "health": "primary child maternal mental chronic disability dental sexual emergency",
        "vaccines": "routine covid pregnancy",
        "money": "cash fees remittance food transport work",
        "papers": "birth school health_card",
        "legal": "advice detention labour",
        "protection": "violence child trafficking family_tracing",
        "basics": "food shelter clothes hygiene",
        "language": "interpreter lessons",
    }.items()
    for name in names.split()
)
# Written by an import, never by a sender: which source vouches for the row.
RECEIVED_FROM = "received_from"
LINK_TYPES = {"needs": "need", "conditions": "condition", "disclosure": "disclosure"}
_TERMS = {
    "needs": term("need", "What the service is for; the value is one of the needs of Referral Assistant."),
    "conditions": term("condition", "One row of who can use the service, as JSON; see docs/hsds-profile.md."),
    "disclosure": term(
        "disclosure", "One row of what the service asks at the door, as JSON; see docs/hsds-profile.md."
    ),
}


class RowError(ValueError):
    """A row of a sheet that cannot be read: the column that is wrong, and why."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column = column


def attribute_of(sheet: str, service_id: str, row: Mapping[str, str]) -> dict[str, Any]:
    """Make the attribute that carries ROW (columns of the sheet, without service_id). Raises RowError when it is wrong."""
    kept = _filled(sheet, row)
    check_row(sheet, kept)
    return _made(sheet, service_id, kept)


def unchecked_attribute_of(sheet: str, service_id: str, row: Mapping[str, str]) -> dict[str, Any]:
    """Make the attribute of a row that a person is still writing: what is wrong in it counts as "not known"."""
    return _made(sheet, service_id, _filled(sheet, row))


def _filled(sheet: str, row: Mapping[str, str]) -> dict[str, str]:
    return {name: row[name].strip() for name in (*COLUMNS[sheet], RECEIVED_FROM) if row.get(name, "").strip()}


def _made(sheet: str, service_id: str, kept: Mapping[str, str]) -> dict[str, Any]:
    told = {name: value for name, value in kept.items() if name != RECEIVED_FROM}
    value = kept["need"] if sheet == "needs" else row_text(kept)
    seed = json.dumps(told, ensure_ascii=True, sort_keys=True)
    attribute: dict[str, Any] = {
        "id": derived_id(f"{service_id}/{sheet}/{seed}"),
        "link_type": LINK_TYPES[sheet],
        "value": value,
        "taxonomy_term": _TERMS[sheet],
    }
    if sheet != "needs":
        attribute["label"] = _label(sheet, kept)
    if "checked_on" in kept:
        attribute["metadata"] = [_dated(attribute["id"], kept)]
    return attribute


def row_text(row: Mapping[str, str]) -> str:
    """Write a row as the value of its attribute."""
    return json.dumps(dict(row), ensure_ascii=False, sort_keys=True)


def rows_of(service: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (sheet, row) for every sheet row that a service record carries."""
    for attribute in service.get("attributes", ()):
        sheet = sheet_of(attribute)
        if sheet == "needs":
            yield sheet, {"need": str(attribute.get("value", ""))}
        elif sheet:
            row = _json_object(attribute.get("value"))
            if row is not None:
                yield sheet, row


def sheet_of(attribute: Mapping[str, Any]) -> str:
    """Return the sheet that an attribute is a row of; empty when it is none of ours."""
    if (attribute.get("taxonomy_term") or {}).get("taxonomy") != TAXONOMY:
        return ""
    return next((sheet for sheet, link in LINK_TYPES.items() if attribute.get("link_type") == link), "")


def check_row(sheet: str, row: Mapping[str, str]) -> None:
    """Raise RowError when a row says something that FORMATS does not know."""
    if sheet == "needs":
        if row.get("need", "") not in NEEDS:
            raise RowError("need", f"“{row.get('need', '')}” is no need of the list")
    elif sheet == "conditions":
        condition_of(row)
    else:
        disclosure_of(row)


def condition_of(row: Mapping[str, str]) -> Condition:
    """Read one row of `conditions`. Raises RowError."""
    scope, attribute, operator, value, polarity = (
        row.get(name, "") for name in ("scope", "attribute", "operator", "value", "polarity")
    )
    try:
        test = parse_test(scope, attribute, operator, value, polarity)
    except ConditionError as error:
        raise RowError(str(error).partition(" ")[0], str(error)) from error
    return Condition(
        test,
        row.get("group") or "1",
        Evidence(row.get("source", ""), _day(row, "checked_on"), row.get("quote", "")),
        _day(row, "valid_from"),
        _day(row, "valid_to"),
    )


def disclosure_of(row: Mapping[str, str]) -> DisclosureRow:
    """Read one row of `disclosure`. Raises RowError."""
    fact, value, how = (row.get(name, "").strip() for name in ("fact", "value", "evidence"))
    if fact not in set(Fact):
        raise RowError("fact", f"“{fact}” is not one of {', '.join(Fact)}")
    if value not in VALUES[Fact(fact)]:
        raise RowError("value", f"“{value}” is not one of {', '.join(VALUES[Fact(fact)])}")
    if how not in set(Source):
        raise RowError("evidence", f"“{how}” is not one of {', '.join(Source)}")
    only_if = None
    if row.get("only_if"):
        scope_less = row["only_if"].split(None, 2)
        if len(scope_less) != 3:
            raise RowError("only_if", f"“{row['only_if']}” is not of the form age_years at_least 15")
        only_if = _test_of_any_scope(*scope_less)
    evidence = Evidence(row.get("source", ""), _day(row, "checked_on"), row.get("quote", ""))
    return DisclosureRow(Fact(fact), value, Source(how), evidence, only_if)


def is_warning(attribute: Mapping[str, Any]) -> bool:
    """Say whether an attribute is a row that speaks against a service's safety, or one that cannot be read and might."""
    if sheet_of(attribute) != "disclosure":
        return False
    for _, row in rows_of({"attributes": [attribute]}):
        try:
            found = disclosure_of(row)
        except RowError:
            return True
        return found.is_demand or (found.fact is Fact.FIREWALL and found.value == "none")
    return True


def readable(rows: Iterable[dict[str, str]], sheet: str) -> tuple[list[Any], list[str]]:
    """Read stored rows of `conditions` or `disclosure`; those that cannot be read any more come back as text."""
    good: list[Any] = []
    bad: list[str] = []
    for row in rows:
        try:
            good.append(condition_of(row) if sheet == "conditions" else disclosure_of(row))
        except RowError as error:
            bad.append(str(error))
    return good, bad


def _test_of_any_scope(attribute: str, operator: str, value: str) -> Any:
    for scope in ("person", "household"):
        try:
            return parse_test(scope, attribute, operator, value)
        except ConditionError as error:
            last = error
    raise RowError("only_if", str(last))


def _day(row: Mapping[str, str], column: str) -> date | None:
    text = row.get(column, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RowError(column, f"“{text}” is not a date of the form 2026-11-23") from error


def _label(sheet: str, row: Mapping[str, str]) -> str:
    parts = ("attribute", "operator", "value") if sheet == "conditions" else ("fact", "value")
    return " ".join(row.get(part, "") for part in parts)


def _dated(attribute_id: str, row: Mapping[str, str]) -> dict[str, str]:
    """Say in HSDS's own terms when the row was checked, for readers that do not know our sheets."""
    checked = {
        "id": derived_id(f"{attribute_id}/checked"),
        "last_action_date": row["checked_on"],
        "last_action_type": "checked",
        "field_name": "value",
        "replacement_value": _label("disclosure" if "fact" in row else "conditions", row),
        "updated_by": row.get("source", ""),
    }
    return {name: value for name, value in checked.items() if value}


def _json_object(text: Any) -> dict[str, str] | None:
    try:
        found = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else None
