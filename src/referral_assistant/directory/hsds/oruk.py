"""Names that Open Referral UK 1.0 and HSDS 2.x APIs use in JSON, brought to those of 3.x; all else stays."""

from __future__ import annotations

from typing import Any

from referral_assistant.directory.hsds.draft import Draft

_RENAMED = {
    "organization": {"url": "website"},
    "service": {
        "regular_schedules": "schedules",
        "fundings": "funding",
        "licences": "licenses",
        "deliverable_type": "deliverable_type",
    },
    "location": {"physical_addresses": "addresses", "accessibility_for_disabilities": "accessibility"},
    "service_at_location": {"regular_schedule": "schedules", "regular_schedules": "schedules"},
}
_CHILDREN = {
    "languages": {"language": "name"},
    "service_areas": {"service_area": "name"},
    "accessibility": {"accessibility": "description"},
}
_DAYS = {"byday", "weekday"}


def adapt_older(kind: str, value: Draft) -> Draft:
    """Return VALUE with today's names. A name that stands there already is not overwritten."""
    adapted = dict(value)
    for old, new in _RENAMED.get(kind, {}).items():
        if old in adapted and new not in adapted:
            adapted[new] = adapted.pop(old)
    for key, renamed in _CHILDREN.items():
        if isinstance(adapted.get(key), list):
            adapted[key] = [_renamed(child, renamed) for child in adapted[key]]
    if kind == "service":
        _adapt_service(adapted)
    for key in ("holiday_schedules", "holidayScheduleCollection"):
        if isinstance(adapted.get(key), list):
            holidays = [_holiday(child) for child in adapted.pop(key) if isinstance(child, dict)]
            adapted["schedules"] = [*adapted.get("schedules", []), *holidays]
    return adapted


def _renamed(child: Any, names: dict[str, str]) -> Any:
    if not isinstance(child, dict):
        return child
    return {names[key] if key in names and names[key] not in child else key: value for key, value in child.items()}


def _adapt_service(service: Draft) -> None:
    for row in _list(service.pop("eligibilitys", None) or service.pop("eligibilities", None)):
        service.setdefault("minimum_age", row.get("minimum_age"))
        service.setdefault("maximum_age", row.get("maximum_age"))
        if row.get("eligibility"):
            service.setdefault("eligibility_description", row["eligibility"])
    links = _list(service.pop("service_taxonomys", None) or service.pop("service_taxonomies", None))
    for row in links:
        term = row.get("taxonomy")
        if isinstance(term, dict):
            named = {("taxonomy" if key == "vocabulary" else key): inner for key, inner in term.items()}
            attribute = {"id": row.get("id"), "link_type": "taxonomy", "taxonomy_term": named}
            service["attributes"] = [*service.get("attributes", []), attribute]


def _holiday(row: Draft) -> Draft:
    names = {"start_date": "valid_from", "end_date": "valid_to"}
    adapted = {names.get(key, key): value for key, value in row.items() if key != "closed"}
    if row.get("closed") in {True, "true", "yes"}:
        adapted["description"] = "closed"
    return adapted


def _list(value: Any) -> list[Draft]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
