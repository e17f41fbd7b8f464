"""The fields that a column of a plain list can be put to: a word to type, the target, and the words for people."""

from __future__ import annotations

from dataclasses import dataclass

from referral_assistant.message import Message, msg

KINDS = ("service", "organization", "location")
_SERVICE, _NOT_PLACE, _PLACES = ("service",), ("service", "organization"), ("service", "location")
_WEB = {"organization": "organization.website", "service": "service.url", "location": "location.url"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `word` for the command line, `target` (`*` is the kind that a row is of), for which kinds of rows."""

    word: str
    target: str
    label: Message
    kinds: tuple[str, ...] = KINDS

    def target_in(self, kind: str) -> str:
        """Return the target in a list of KIND."""
        return _WEB[kind] if self.word == "website" else self.target.replace("*", kind)


FIELDS = (
    Field("name", "*.name", msg("Name")),
    Field("organization", "organization.name", msg("Organization that runs it"), _PLACES),
    Field("place", "location.name", msg("Name of the place"), _SERVICE),
    Field("other-name", "*.alternate_name", msg("Other name")),
    Field("description", "*.description", msg("What is done there")),
    Field("phone", "phone.number", msg("Telephone")),
    Field("hotline", "phone.toll-free", msg("Free telephone line")),
    Field("fax", "phone.fax", msg("Fax")),
    Field("email", "*.email", msg("E-mail"), _NOT_PLACE),
    Field("website", "*.website", msg("Website")),
    Field("address", "address.address_1", msg("Address")),
    Field("address-2", "address.address_2", msg("Address, second line")),
    Field("city", "address.city", msg("Town or township")),
    Field("region", "address.region", msg("District")),
    Field("province", "address.state_province", msg("Province or state")),
    Field("postal-code", "address.postal_code", msg("Postal code")),
    Field("country", "address.country", msg("Country (two letters)")),
    Field("latitude", "spot.latitude", msg("Latitude")),
    Field("longitude", "spot.longitude", msg("Longitude")),
    Field("hours", "schedule.description", msg("Opening hours"), _PLACES),
    Field("languages", "language.name", msg("Languages spoken there"), _PLACES),
    Field("interpreters", "service.interpretation_services", msg("Interpreters"), _SERVICE),
    Field("for-whom", "service.eligibility_description", msg("For whom it is"), _SERVICE),
    Field("age-from", "service.minimum_age", msg("Lowest age"), _SERVICE),
    Field("age-to", "service.maximum_age", msg("Highest age"), _SERVICE),
    Field("how-to-enter", "service.application_process", msg("How to enter"), _SERVICE),
    Field("fees", "service.fees_description", msg("What it costs"), _SERVICE),
    Field("documents", "required_document.document", msg("Papers that are asked for"), _SERVICE),
    Field("area", "service_area.name", msg("Area that is served"), _SERVICE),
    Field("category", "taxonomy_term.name", msg("Category"), _SERVICE),
    Field("status", "service.status", msg("Open or closed"), _SERVICE),
    Field("legal-status", "organization.legal_status", msg("Legal form"), ("organization",)),
    Field("id", "*.id", msg("Number or code of the row")),
    Field("organization-id", "organization.id", msg("Code of the organization"), _PLACES),
    Field("place-id", "location.id", msg("Code of the place"), _SERVICE),
)
KEPT = "keep"


def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the fields that a list of KIND can have."""
    return tuple(one for one in FIELDS if kind in one.kinds)


def target_of(kind: str, word: str) -> str | None:
    """Return the target that WORD (a field's word, or a target itself) means in a list of KIND; None when none.

    `keep` keeps a column without using it, which is the empty target.
    """
    wanted = word.strip().lower()
    if wanted == KEPT:
        return ""
    return next((one.target_in(kind) for one in fields_of(kind) if wanted in {one.word, one.target_in(kind)}), None)


def label_of(kind: str, target: str) -> Message:
    """Name a target for people."""
    found = next((one.label for one in fields_of(kind) if one.target_in(kind) == target), None)
    return found or msg("{value}", value=target.rpartition(".")[2].replace("_", " "))


def word_of(kind: str, target: str) -> str:
    """Return what to type on the command line for a target."""
    return next((one.word for one in fields_of(kind) if one.target_in(kind) == target), target or KEPT)
