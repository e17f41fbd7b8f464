"""Read AIRS/211 XML (agency, site, service at a site) as far as the public samples go; the rest is kept beside."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from io import BytesIO
from typing import Any

from referral_assistant.directory.hsds.draft import WHERE, Draft, Drafts, Where
from referral_assistant.directory.hsds.ids import term
from referral_assistant.directory.hsds.parcel import Member
from referral_assistant.errors import InputError
from referral_assistant.message import msg

_DEEPEST = 60
_MOST_ELEMENTS = 20_000_000
_CONFIDENTIAL = term("confidential", "The address must not be shown, printed, exported or sent.")
_FAX = frozenset({"fax"})
_USED = frozenset(
    [
        "Key",
        "Name",
        "AgencyDescription",
        "SiteDescription",
        "Description",
        "AKA",
        "AgencyLocation",
        "PhysicalAddress",
        "MailingAddress",
        "Phone",
        "URL",
        "Email",
        "Site",
        "SiteService",
        "Taxonomy",
        "TimeOpen",
        "Languages",
    ]
)


def read_xml(member: Member, drafts: Drafts) -> None:
    """Read an XML member into DRAFTS. Raises InputError when it is damaged or hostile."""
    content = member.read()
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", content.replace(b"\0", b"")[:100_000], re.IGNORECASE):
        raise InputError(
            msg("{file} defines its own document type or entities, which a directory does not need.", file=member.name),
            msg("Nothing was taken from it. Ask the sender for a plain export."),
        )
    for agency in _agencies(member, content):
        _take_agency(agency, Where(member.name), drafts)


def _agencies(member: Member, content: bytes) -> Any:
    depth = count = 0
    try:
        for event, element in ET.iterparse(BytesIO(content), events=("start", "end")):  # noqa: S314
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > _DEEPEST or count > _MOST_ELEMENTS:
                raise InputError(
                    msg("{file} is nested too deeply to be a directory.", file=member.name),
                    msg("Ask the sender what it is."),
                )
            if event == "end" and _tag(element) == "Agency":
                yield element
                element.clear()
    except ET.ParseError as error:
        raise InputError(
            msg("{file} is no whole XML file (line {line}).", file=member.name, line=error.position[0]),
            msg("Copy it again from where it came from; it may have been cut off."),
        ) from error
    except (LookupError, ValueError) as error:
        raise InputError(
            msg("{file} is written in an encoding that nobody can read.", file=member.name),
            msg("Ask the sender for a file in UTF-8."),
        ) from error


def _take_agency(agency: ET.Element, where: Where, drafts: Drafts) -> None:
    identity = _text(agency, "Key") or _text(agency, "Name")
    organization: Draft = {WHERE: where, "id": identity, "name": _text(agency, "Name")}
    organization |= {"description": _text(agency, "AgencyDescription"), "alternate_name": _also_known(agency)}
    organization |= {"website": _inner(agency, "URL", "Address"), "email": _inner(agency, "Email", "Address")}
    organization |= {"phones": _phones(agency, where, drafts), "x_airs": _rest(agency)}
    drafts.records["organization"].append(organization)
    for position, place in enumerate(_all(agency, "AgencyLocation"), start=1):
        _take_place(place, f"{identity} agency {position}", identity, where, drafts)
    for site in _all(agency, "Site"):
        key = _text(site, "Key") or f"{identity} {_text(site, 'Name')}"
        _take_place(site, key, identity, where, drafts)
        for service in _all(site, "SiteService"):
            _take_service(service, key, identity, where, drafts)


def _take_place(site: ET.Element, identity: str, owner: str, where: Where, drafts: Drafts) -> None:
    addresses, secret = [], False
    for tag, kind in (("PhysicalAddress", "physical"), ("MailingAddress", "postal")):
        for address in _all(site, tag):
            secret = secret or address.get("Confidential", "").lower() == "true"
            lines = [_text(address, f"Line{number}") for number in range(2, 6)]
            addresses.append(
                {
                    "address_1": _text(address, "Line1"),
                    "address_2": ", ".join(filter(None, lines)),
                    "city": _text(address, "City"),
                    "state_province": _text(address, "State"),
                    "region": _text(address, "County"),
                    "postal_code": _text(address, "ZipCode"),
                    "country": _text(address, "Country"),
                    "address_type": kind,
                }
            )
    name = _text(site, "Name")
    if not name and not addresses:
        return
    place: Draft = {WHERE: where, "id": identity, "organization_id": owner, "name": name, "addresses": addresses}
    place |= {"description": _text(site, "SiteDescription"), "alternate_name": _also_known(site)}
    place |= {"phones": _phones(site, where, drafts), "x_airs": _rest(site)}
    for spot in _all(site, "SpatialLocation"):
        place |= {"latitude": _text(spot, "Latitude"), "longitude": _text(spot, "Longitude")}
    if secret:
        place["attributes"] = [{"link_type": "confidential", "value": "yes", "taxonomy_term": _CONFIDENTIAL}]
    drafts.records["location"].append(place)


def _take_service(element: ET.Element, place: str, owner: str, where: Where, drafts: Drafts) -> None:
    identity = _text(element, "Key") or f"{place} {_text(element, 'Name')}"
    link: Draft = {"id": f"{identity} at {place}", "location_id": place}
    hours = _text(element, "TimeOpen") or " ".join(_texts(element, "TimeOpen"))
    told: Draft = {
        WHERE: where,
        "id": identity,
        "organization_id": owner,
        "name": _text(element, "Name"),
        "description": _text(element, "Description"),
        "alternate_name": _also_known(element),
        "url": _inner(element, "URL", "Address"),
        "email": _inner(element, "Email", "Address"),
        "phones": _phones(element, where, drafts),
        "service_at_locations": [],
        "schedules": [{"description": hours}] if hours else [],
        "languages": [{"name": name} for name in _texts(element, "Languages")],
        "service_areas": [{"name": name} for area in _all(element, "GeographicAreaServed") if (name := _area(area))],
        "assured_date": next((one.get("DateLastVerified") for one in _all(element, "ResourceInfo")), None),
        "attributes": [_term(code) for code in _all(element, "Taxonomy")],
        "x_airs": _rest(element),
    }
    held = drafts.once("service", told)
    held["service_at_locations"].append(link)
    differing = {key: told[key] for key in told if key[0] != "\0" and told[key] != held.get(key)}
    differing.pop("service_at_locations", None)
    if differing:
        link["x_at_this_site"] = differing


def _area(element: ET.Element) -> str:
    return ", ".join(text for part in element if (text := (part.text or "").strip()))


def _term(taxonomy: ET.Element) -> Draft:
    code = _text(taxonomy, "Code")
    name = _text(taxonomy, "Name") or code
    named = {"id": code, "code": code, "name": name, "taxonomy": "AIRS/211 LA County"}
    return {"link_type": "taxonomy", "taxonomy_term": named}


def _phones(element: ET.Element, where: Where, drafts: Drafts) -> list[Draft]:
    found = []
    for phone in _all(element, "Phone"):
        number = _text(phone, "PhoneNumber")
        if not number:
            continue
        if phone.get("Confidential", "").lower() == "true":
            drafts.remark(where, msg("a telephone number marked confidential was left out"), "Phone")
            continue
        kind = _text(phone, "Type")
        told = {"number": number, "type": "fax" if kind.lower() in _FAX else "voice"}
        told |= {"extension": _text(phone, "Extension"), "description": _text(phone, "Description") or kind}
        found.append(told)
    return found


def _also_known(element: ET.Element) -> str:
    names = [_text(one, "Name") for one in _all(element, "AKA") if _text(one, "Confidential").lower() != "true"]
    return ", ".join(filter(None, names))


def _rest(element: ET.Element) -> Any:
    """Return what no field of HSDS took, as plain objects."""
    kept: Draft = {f"@{name}": value for name, value in element.attrib.items()}
    for child in element:
        tag = _tag(child)
        if tag not in _USED and (value := _plain(child)) not in ("", {}):
            kept.setdefault(tag, []).append(value)
    return kept


def _plain(element: ET.Element) -> Any:
    text = (element.text or "").strip()
    inner: Draft = {f"@{name}": value for name, value in element.attrib.items()}
    for child in element:
        if (value := _plain(child)) not in ("", {}):
            inner.setdefault(_tag(child), []).append(value)
    if not inner:
        return text
    return {**inner, "text": text} if text else inner


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(element: ET.Element, tag: str) -> list[ET.Element]:
    return [child for child in element if _tag(child) == tag]


def _text(element: ET.Element, tag: str) -> str:
    return next((child.text.strip() for child in _all(element, tag) if child.text and child.text.strip()), "")


def _texts(element: ET.Element, tag: str) -> list[str]:
    return [text for child in _all(element, tag) for one in child.iter() if (text := (one.text or "").strip())]


def _inner(element: ET.Element, outer: str, tag: str) -> str:
    return next((found for child in _all(element, outer) if (found := _text(child, tag))), "")
