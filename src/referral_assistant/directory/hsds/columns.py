"""Guess what the columns of a plain list mean: by their header first, by what stands in them second."""

from __future__ import annotations

import re
from collections.abc import Callable

from referral_assistant.directory.hsds.table import Table

_SAMPLE = 200
_ENOUGH = 0.7
# What people write above a column, folded to small letters and single blanks. `*` is the kind that the table is of.
_HEADERS = {
    "*.name": "name|title|name of service|service|program|programme|agency|organisation|organization|site|facility|field 2",
    "*.id": "id|uuid|key|record id|reference",
    "*.alternate_name": "alternate name|alternative name|aka|also known as|other name|acronym",
    "*.description": "description|body|about|details|summary|what we do|services offered|service type|additional information",
    "*.email": "email|e mail|email address|e mail address|contact email",
    "*.website": "website|website address|web site|url|web|web address|homepage|link",
    "service.status": "status|service status",
    "service.eligibility_description": (
        "eligibility|eligibility criteria|who can use|target group|target population|requirements|income eligibility|"
        "an individual must be one of these to qualify|income standard for eligibility|criteria"
    ),
    "service.application_process": "application process|how to apply|how to access|intake|intake process|access|referral process",
    "service.fees_description": "fees|cost|price|fee|charges|income eligibility and fees|flat fee description",
    "service.minimum_age": "min age|minimum age|age from",
    "service.maximum_age": "max age|maximum age|age to",
    "service.interpretation_services": "interpretation|interpretation services|interpreters",
    "organization.legal_status": "legal status",
    "organization.tax_id": "tax id|ein",
    "organization.year_incorporated": "year incorporated|founded",
    "phone.number": "phone|phone number|telephone|telephone number|tel|phones|contact number|phone numbers|mobile|mobile number|tel no|phone no",
    "phone.toll-free": "toll free phone number|toll free|hotline",
    "phone.tty": "tty phone number|tty",
    "phone.fax": "fax|fax number",
    "address.address_1": "address|street|street address|address 1|address line 1|physical address|location address|full address",
    "address.address_2": "address 2|address line 2",
    "address.city": "city|town|municipality|township",
    "address.state_province": "state|province|state province",
    "address.region": "region|county|district|governorate",
    "address.postal_code": "zip|zip code|postal code|postcode|zipcode",
    "address.country": "country",
    "spot.latitude": "latitude|lat",
    "spot.longitude": "longitude|lon|lng|long",
    "language.name": "language|languages|languages spoken",
    "service_area.name": "service area|service areas|area served|coverage|areas served",
    "required_document.document": "required documents|documents|documents required",
    "schedule.description": "hours|hours of operation|opening hours|schedule|office hours|opening times|days|opening days|days and hours|days open|open",
    "taxonomy_term.name": "category|categories|type of service|sector|taxonomy|service category",
}
_TARGETS = {header: target for target, headers in _HEADERS.items() for header in headers.split("|")}
_KINDS = {
    "organization": ("organization", "organisation", "agency", "provider", "partner", "org"),
    "location": ("location", "site", "place", "facility"),
    "service": ("service", "services", "program", "programme"),
}
_OWN_FIELDS = frozenset({"name", "id", "uuid", "description", "url", "email", "alternate name", "title", "website"})
_CONTENT: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("*.email", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+").fullmatch),
    ("*.website", re.compile(r"(?i)(?:https?://|www\.)\S+").fullmatch),
    ("phone.number", re.compile(r"[+(]?[\d၀-၉๐-๙٠-٩][\d၀-၉๐-๙٠-٩ ().\-/x+]{6,24}").fullmatch),
)


def guess_columns(kind: str, table: Table) -> dict[str, str]:
    """Return header -> target for every column of a table of KIND that can be placed; each target but notes once."""
    guessed: dict[str, str] = {}
    for header in table.header:
        target = _by_header(kind, header)
        if target and target not in guessed.values():
            guessed[header] = target
    for position, header in enumerate(table.header):
        if header in guessed:
            continue
        target = _by_content(kind, [cells[position] for _, cells in table.rows[:_SAMPLE] if len(cells) > position])
        if target and target not in guessed.values():
            guessed[header] = target
    return guessed


def _by_header(kind: str, header: str) -> str:
    folded = " ".join(re.sub(r"[^a-z0-9]+", " ", header.lower()).split())
    prefixed = _with_prefix(kind, folded)
    if prefixed is not None:
        return prefixed
    if (
        folded in {"organization", "organisation", "agency", "provider", "partner", "organization name"}
        and kind != "organization"
    ):
        return "organization.name"
    if folded in {"site", "facility", "place"} and kind == "service":
        return "location.name"
    if folded == "location":
        return "address.address_1"
    target = _TARGETS.get(folded, "")
    if target.startswith(("service.", "organization.")) and not target.startswith(f"{kind}."):
        return ""
    if kind == "location" and target.startswith(("language", "schedule")):
        return target
    if kind != "service" and target.startswith(
        ("language", "service_area", "required_document", "schedule", "taxonomy")
    ):
        return ""
    return _placed(kind, target)


def _with_prefix(kind: str, folded: str) -> str | None:
    """Place a header such as `agency name`, whose first word says what it belongs to; None when it has none."""
    for other, words in _KINDS.items():
        for word in words:
            rest = folded.removeprefix(f"{word} ").strip()
            if rest != folded and (rest in _OWN_FIELDS or (other == kind and rest in _TARGETS)):
                if rest in {"id", "uuid"}:
                    return f"{other}.id"
                return _placed(other, _TARGETS[rest]) if other == kind or rest in {"name", "title"} else ""
    return None


def _placed(kind: str, target: str) -> str:
    placed = target.replace("*", kind)
    if placed.endswith(".website") and kind != "organization":
        return f"{kind}.url"
    return "" if placed == "location.email" else placed


def _by_content(kind: str, cells: list[str]) -> str:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 3:
        return ""
    for target, fits in _CONTENT:
        if sum(bool(fits(cell)) for cell in filled) >= _ENOUGH * len(filled):
            return _placed(kind, target)
    return ""
