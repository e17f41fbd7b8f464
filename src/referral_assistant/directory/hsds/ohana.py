"""Bring Ohana's tables (one place a service, lists in cells) into the rows of HSDS."""

from __future__ import annotations

import re
from typing import Any

from referral_assistant.directory.hsds.draft import WHERE, Draft
from referral_assistant.directory.hsds.table import Table

Rows = dict[str, list[Draft]]
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")


# Columns that Ohana has and no version of HSDS.
_OWN = frozenset(
    ["admin_emails", "audience", "accepted_payments", "date_incorporated", "vanity_number", "country_prefix"]
)


def is_ohana(tables: list[tuple[str, Table]]) -> bool:
    """Say whether the tables are Ohana's: they have columns that no version of HSDS has."""
    columns = {column for _, table in tables for column in table.header}
    return bool(columns & _OWN) and not columns & {"location_type", "eligibility_description"}


def adapt_ohana(rows: Rows) -> None:
    """Change prepared ROWS in place."""
    for term in rows.get("taxonomy_term", []):
        if "id" not in term and "taxonomy_id" in term:
            term["id"] = term.pop("taxonomy_id")
    for organization in rows.get("organization", []):
        _adapt_organization(organization)
    places = {place.get("id"): place for place in rows.get("location", [])}
    for place in rows.get("location", []):
        _adapt_place(place)
    for service in rows.get("service", []):
        _adapt_service(service, places, rows)
    for schedule in rows.get("schedule", []):
        for column in ("valid_from", "valid_to"):
            if column in schedule:
                schedule[column] = _american(schedule[column])


def _adapt_organization(organization: Draft) -> None:
    # Four digits anywhere in the cell: Ohana spells the day of incorporation in many ways.
    if (started := re.search(r"\b\d{4}\b", organization.get("date_incorporated", ""))) is not None:
        organization["year_incorporated"] = started[0]
    _spread(organization, "funding_sources", "funding", "source")


def _adapt_place(place: Draft) -> None:
    place["location_type"] = "virtual" if place.get("virtual", "").lower() in {"true", "t", "yes", "1"} else "physical"
    place |= {"url": place.pop("website")} if "website" in place else {}
    _spread(place, "accessibility", "accessibility", "description")
    _spread(place, "languages", "languages", "name")


def _adapt_service(service: Draft, places: dict[Any, Draft], rows: Rows) -> None:
    link = {"service_id": service.get("id", "")}
    place = places.get(service.get("location_id"))
    if "location_id" in service:
        told = {**link, "location_id": service.pop("location_id"), "id": f"service {service.get('id')}"}
        rows.setdefault("service_at_location", []).append({**told, WHERE: service[WHERE]})
    if place and "organization_id" not in service and "organization_id" in place:
        service["organization_id"] = place["organization_id"]
    if "eligibility" in service:
        service["eligibility_description"] = service.pop("eligibility")
    _spread(service, "required_documents", "required_documents", "document")
    _spread(service, "service_areas", "service_areas", "name")
    _spread(service, "languages", "languages", "name")
    _spread(service, "funding_sources", "funding", "source")
    for payment in _parts(service.pop("accepted_payments", "")):
        rows.setdefault("payment", []).append({**link, "payment": payment, WHERE: service[WHERE]})


def _spread(owner: Draft, column: str, key: str, name: str) -> None:
    """Turn a cell that lists several things into children of OWNER."""
    if parts := _parts(owner.pop(column, "")):
        owner[key] = [{name: part} for part in parts]


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def _american(text: str) -> str:
    """Ohana writes months first."""
    found = _SLASHED.fullmatch(text.strip())
    if not found:
        return text
    year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
    return f"{year}-{int(found[1]):02}-{int(found[2]):02}"
