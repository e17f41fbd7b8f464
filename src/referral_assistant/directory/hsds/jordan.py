"""Read the GeoJSON of UNHCR's Services Advisor (Jordan, 2015): one feature is one activity of a partner at a place."""

from __future__ import annotations

import json
import re
from typing import Any

from referral_assistant.directory.hsds.draft import WHERE, Draft, Drafts, Where
from referral_assistant.directory.hsds.ids import term
from referral_assistant.directory.hsds.table import Table
from referral_assistant.directory.hsds.week import days_of, time_of
from referral_assistant.message import msg

TAXONOMY = "UNHCR Services Advisor"
DIALECT = "services-advisor"
_ARABIC = re.compile("[\u0600-\u06ff]")
_PLAIN = frozenset(
    {
        "locationName",
        "partnerName",
        "comments",
        "activityName",
        "startDate",
        "endDate",
        "indicators",
        "activityCategory",
    }
)
_LOCAL_NAME = term("local_name", "The name (and one sentence) in another language, as JSON.")


def take_feature(feature: Draft, where: Where, drafts: Drafts) -> None:
    """Take one feature: its service, its partner as organization, its place as location."""
    told: Draft = feature["properties"]
    partner, place = str(told.get("partnerName") or ""), str(told.get("locationName") or "")
    name = str(told.get("activityName") or "")
    if not name:
        drafts.complain(where, "activityName", msg("is missing, and every {kind} needs one", kind="service"))
        return
    drafts.dialect = DIALECT
    service: Draft = {WHERE: where, "id": str(feature.get("id") or f"{partner}/{place}/{name}"), "name": name}
    service["description"] = _description(told)
    if partner:
        service["organization_id"] = partner
        drafts.once("organization", {WHERE: where, "id": partner, "name": partner})
    if (spot := _place(feature, place, where, drafts)) is not None:
        service["service_at_locations"] = [{"location_id": spot}]
    options = {_group(key): _options(value) for key, value in told.items() if isinstance(value, dict)}
    service |= _words(options, told)
    service["schedules"] = _schedules(options, told)
    service["attributes"] = _attributes(told)
    if unchosen := _unchosen(told):
        service["x_not_chosen"] = unchosen
    if {**drafts.once("service", service), WHERE: where} != service:
        # Many features share an id and differ in the activity: each activity is a service of its own.
        apart = {**service, "id": f"{service['id']}/{told.get('activity', name)}"}
        if {**drafts.once("service", apart), WHERE: where} != apart:
            drafts.complain(where, "id", msg("repeats the id {id} and differs from it", id=apart["id"]))


def translate(table: Table, drafts: Drafts) -> bool:
    """Take a table of two columns (English, Arabic) as names in the second language. Returns whether it was one."""
    pairs = [table.header, *(cells for _, cells in table.rows)]
    known = {str(cells[0]).strip(): str(cells[1]).strip() for cells in pairs if len(cells) == 2}
    if not any(_ARABIC.search(value) for value in known.values()):
        return False
    for service in drafts.records["service"]:
        if (name := known.get(service["name"])) and _ARABIC.search(name):
            value = json.dumps({"language": "ar", "name": name}, ensure_ascii=False, sort_keys=True)
            service["attributes"].append({"link_type": "local_name", "value": value, "taxonomy_term": _LOCAL_NAME})
    drafts.extras["services_advisor_translations"] = [{"en": key, "ar": value} for key, value in known.items()]
    return True


def _place(feature: Draft, name: str, where: Where, drafts: Drafts) -> str | None:
    geometry = feature.get("geometry")
    spot = geometry.get("coordinates") if isinstance(geometry, dict) else None
    coordinates = spot if isinstance(spot, list) and len(spot) >= 2 else []
    if not name and not coordinates:
        return None
    identity = f"{name} {coordinates}"
    draft: Draft = {WHERE: where, "id": identity, "name": name or str(coordinates), "location_type": "physical"}
    draft |= {"longitude": coordinates[0], "latitude": coordinates[1]} if coordinates else {}
    address = {"id": identity, "address_1": name, "city": name, "country": "JO", "address_type": "physical"}
    drafts.once("location", {**draft, "addresses": [address]} if name else draft)
    return identity


def _description(told: Draft) -> str:
    parts = [str(told.get("comments") or "").strip(), "\n".join(f"· {one}" for one in _options(told.get("indicators")))]
    return "\n".join(filter(None, parts))


def _group(key: str) -> str:
    return re.sub(r"^\d+\.\s*", "", key).strip().lower()


def _options(value: Any) -> list[str]:
    return [str(key) for key, chosen in value.items() if chosen] if isinstance(value, dict) else []


def _unchosen(told: Draft) -> Draft:
    """Return the boxes that stand in the file without a tick, by group."""
    boxes = {key: [str(one) for one, chosen in value.items() if not chosen] for key, value in _boxes(told)}
    return {key: names for key, names in boxes.items() if names}


def _boxes(told: Draft) -> list[tuple[str, Draft]]:
    return [(key, value) for key, value in told.items() if isinstance(value, dict)]


def _words(options: dict[str, list[str]], told: Draft) -> Draft:
    """Say in HSDS's free text fields what the check boxes say; the boxes themselves stay as attributes."""
    needs = options.get("registration type requirement", [])
    eligibility = [
        ("Intake", "intake criteria"),
        ("Nationality", "nationality"),
        ("Registration", "registration type requirement"),
        ("Coverage", "coverage"),
    ]
    entering = [
        ("Accessibility", "accessibility"),
        ("Referral method", "referral method"),
        ("Next step", "immediate next step  response after referal"),
        ("Response", "response delay after referrals"),
        ("Availability", "availability"),
    ]
    said: Draft = {
        "eligibility_description": _sentences(eligibility, options),
        "application_process": _sentences(entering, options),
        "required_documents": [{"document": one} for one in needs if one != "No Requirement"],
    }
    if told.get("Referral required"):
        said["application_process"] += f" Referral required: {told['Referral required']}."
    return said


def _sentences(parts: list[tuple[str, str]], options: dict[str, list[str]]) -> str:
    return " ".join(f"{label}: {', '.join(options[key])}." for label, key in parts if options.get(key))


def _schedules(options: dict[str, list[str]], told: Draft) -> list[Draft]:
    opens = [time_of(re.sub(r"(?i)(?<=:\d\d)[ap]m", "", one)) for one in options.get("office open at", [])]
    closes = [time_of(re.sub(r"(?i)close at |(?<=:\d\d)[ap]m", "", one)) for one in options.get("office close at", [])]
    row: Draft = {"valid_from": told.get("startDate"), "valid_to": told.get("endDate")}
    if days := [day for one in options.get("availability day", []) for day in days_of(one.replace(" only", ""))]:
        row |= {"byday": ",".join(dict.fromkeys(days)), "freq": "WEEKLY"}
    row |= {"opens_at": opens[0]} if opens and opens[0] else {}
    row |= {"closes_at": closes[0]} if closes and closes[0] else {}
    said = [
        *options.get("availability day", []),
        *options.get("office open at", []),
        *options.get("office close at", []),
    ]
    row |= {"description": ", ".join(said)} if said else {}
    return [row] if any(row.values()) else []


def _attributes(told: Draft) -> list[Draft]:
    found = [_attribute("activityCategory", str(told["activityCategory"]))] if told.get("activityCategory") else []
    for key, value in told.items():
        if isinstance(value, dict):
            found += [_attribute(key, option) for option in _options(value)]
        elif key not in _PLAIN and value not in (None, ""):
            found.append({**_attribute(key, key), "value": str(value)})
    return found


def _attribute(group: str, option: str) -> Draft:
    return {
        "link_type": group,
        "taxonomy_term": {"id": f"{group}/{option}", "name": option, "description": group, "taxonomy": TAXONOMY},
    }
