"""Read the newer JSON of UNHCR's Services Advisor (Turkey and others, 2017): one object is one activity of a partner."""

from __future__ import annotations

from typing import Any

from referral_assistant.directory.hsds.draft import WHERE, Draft, Where
from referral_assistant.directory.hsds.week import days_of

_SIGNS = frozenset({"servicesProvided", "referralMethod", "intakeCriteria", "originalId", "publicAddress"})
# What becomes a field of HSDS. All of it but what is nested stays beside under its own name too.
_SENTENCES = {
    "eligibility_description": ("intakeCriteria", "nationality", "coverage"),
    "application_process": ("accessibility", "referralMethod", "referralNextSteps", "availability"),
    "description": ("additionalDetails", "comments"),
}


def is_advisor(value: Draft) -> bool:
    """Say whether an object is one of the Services Advisor."""
    return len(value.keys() & _SIGNS) >= 2


def records_of(value: Draft, where: Where) -> list[tuple[str, Draft]]:
    """Return (kind, record) of an object: the service first, then its partner and its place."""
    identity = str(value.get("id") or value.get("originalId") or value.get("name") or "")
    service: Draft = {WHERE: where, "id": identity, "name": value.get("name")}
    service |= {field: _joined(value, keys) for field, keys in _SENTENCES.items()}
    service |= {"url": value.get("infoLink"), "schedules": list(_hours(value))}
    service["phones"] = [{"number": number} for number in [value.get("hotlinePhone")] if number]
    if papers := value.get("legalDocumentsRequired"):
        service["required_documents"] = [{"document": paper} for paper in str(papers).split(", ")]
    found: list[tuple[str, Draft]] = [("service", service)]
    partner = value.get("organization")
    if isinstance(partner, dict) and (name := str(partner.get("name") or "")):
        service["organization_id"] = name
        found.append(("organization", {WHERE: where, **partner, "id": name, "name": name}))
    if place := _place(value, identity):
        service["service_at_locations"] = [{"location_id": place["id"]}]
        found.append(("location", {WHERE: where, **place}))
    nested = {"id", "name", "organization", "location", "officeHours"}
    service["x_advisor"] = {key: inner for key, inner in value.items() if key not in nested and inner not in (None, "")}
    return found


def _joined(value: Draft, keys: tuple[str, ...]) -> str:
    return "\n".join(str(value[key]) for key in keys if value.get(key))


def _place(value: Draft, identity: str) -> Draft | None:
    told = value.get("location")
    geometry = told.get("geometry") if isinstance(told, dict) else None
    spot = geometry.get("coordinates") if isinstance(geometry, dict) else None
    address = value.get("publicAddress")
    if not address and not (isinstance(spot, list) and len(spot) >= 2):
        return None
    place: Draft = {"id": f"{identity} place", "name": value.get("name"), "location_type": "physical"}
    if isinstance(spot, list) and len(spot) >= 2:
        place |= {"longitude": spot[0], "latitude": spot[1]}
    if address:
        place["addresses"] = [{"address_1": address, "address_type": "physical"}]
    return place


def _hours(value: Draft) -> Any:
    """Yield the hours of each day: "09:00-12:00, 13:00-17:00" is two of them."""
    for one in value.get("officeHours") or []:
        if not isinstance(one, dict):
            continue
        days = days_of(str(one.get("name") or ""))
        for span in str(one.get("time") or "").split(","):
            opens, dash, closes = span.strip().partition("-")
            row: Draft = {"description": f"{one.get('name')} {span.strip()}"}
            if days:
                row |= {"byday": ",".join(days), "freq": "WEEKLY"}
            yield row | ({"opens_at": opens.strip(), "closes_at": closes.strip()} if dash else {})
