"""Write HSDS 3.2 JSON: services with everything nested, then organizations and places that no service names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from referral_assistant.directory.record import pack
from referral_assistant.directory.schema import Kind, kinds

if TYPE_CHECKING:
    from referral_assistant.directory.export import Holding

Data = dict[str, Any]


def as_json(holding: Holding) -> bytes:
    """Return one JSON list, valid by the official schemas. Required text that nobody recorded is an empty text."""
    objects = [_service(holding, data) for _, data in sorted(holding.services.items())]
    named = {data.get("organization_id") for data in holding.services.values()}
    objects += [
        {**_complete("organization", data), "services": []}
        for one, data in sorted(holding.organizations.items())
        if one not in named
    ]
    linked = {
        link.get("location_id") for data in holding.services.values() for link in data.get("service_at_locations", ())
    }
    objects += [_complete("location", data) for one, data in sorted(holding.locations.items()) if one not in linked]
    return pack(objects)


def _service(holding: Holding, data: Data) -> Data:
    nested = {key: value for key, value in data.items() if key not in {"organization_id", "service_at_locations"}}
    organization = holding.organizations.get(data.get("organization_id", ""))
    if organization is not None:
        nested["organization"] = organization
        program = next((one for one in organization.get("programs", ()) if one["id"] == data.get("program_id")), None)
        if program is not None:
            nested["program"] = program
    if links := data.get("service_at_locations"):
        nested["service_at_locations"] = [_link(holding, link) for link in links]
    return _complete("service", nested)


def _link(holding: Holding, link: Data) -> Data:
    place = holding.locations.get(link.get("location_id", ""))
    if place is None:
        return link
    return {**{key: value for key, value in link.items() if key != "location_id"}, "location": place}


def _complete(kind: str, data: Data) -> Data:
    """Give required texts that are missing an empty value, here and in everything nested."""
    described: Kind = kinds()[kind]
    whole = dict(data)
    for column in described.columns:
        if column.required and column.name not in whole and column.type == "text":
            whole[column.name] = ""
    for key, child in described.lists.items():
        if key in whole and isinstance(whole[key], list):
            whole[key] = [_complete(child, one) if isinstance(one, dict) else one for one in whole[key]]
    for key, child in described.objects.items():
        if isinstance(whole.get(key), dict):
            whole[key] = _complete(child, whole[key])
    return whole
