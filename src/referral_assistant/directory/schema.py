"""What HSDS 3.2 says a record may hold: kinds, columns, types, what nests in what (CC BY-SA 4.0, Open Referral)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

# Each: CSV file, columns (`*` required, `+` required in CSV only, then the type), children (`=` list, `>` object).
_TABLE = {
    "organization": (
        "organizations.csv",
        (
            "id*:uuid name* alternate_name description* email:email website:uri tax_status tax_id "
            "year_incorporated:number legal_status logo uri:uri parent_organization_id:uuid"
        ),
        (
            "additional_websites=url funding=funding contacts=contact phones=phone locations=location "
            "programs=program organization_identifiers=organization_identifier attributes=attribute "
            "metadata=metadata"
        ),
    ),
    "program": (
        "programs.csv",
        "id*:uuid organization_id+:uuid name* alternate_name description*",
        "attributes=attribute metadata=metadata",
    ),
    "service": (
        "services.csv",
        (
            "id*:uuid organization_id+:uuid program_id:uuid name* alternate_name description url:uri email:email "
            "status*:active|inactive|defunct|temporarily_closed interpretation_services application_process "
            "fees_description wait_time fees accreditations eligibility_description minimum_age:number "
            "maximum_age:number assured_date:date assurer_email:email licenses alert last_modified:datetime"
        ),
        (
            "additional_urls=url phones=phone schedules=schedule service_areas=service_area "
            "service_at_locations=service_at_location languages=language organization>organization "
            "funding=funding cost_options=cost_option program>program required_documents=required_document "
            "contacts=contact capacities=service_capacity attributes=attribute metadata=metadata"
        ),
    ),
    "attribute": (
        "attributes.csv",
        "id*:uuid link_id+:uuid taxonomy_term_id+:uuid link_type link_entity+ value label",
        "taxonomy_term>taxonomy_term metadata=metadata",
    ),
    "service_at_location": (
        "service_at_location.csv",
        "id*:uuid service_id+:uuid location_id+:uuid description",
        (
            "service_areas=service_area contacts=contact phones=phone schedules=schedule location>location "
            "attributes=attribute metadata=metadata"
        ),
    ),
    "location": (
        "locations.csv",
        (
            "id*:uuid location_type*:physical|postal|virtual url:uri organization_id:uuid name alternate_name "
            "description transportation latitude:number longitude:number external_identifier "
            "external_identifier_type"
        ),
        (
            "languages=language addresses=address contacts=contact accessibility=accessibility phones=phone "
            "schedules=schedule attributes=attribute metadata=metadata"
        ),
    ),
    "phone": (
        "phones.csv",
        (
            "id*:uuid location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid "
            "service_at_location_id:uuid number* extension:number type description"
        ),
        "languages=language attributes=attribute metadata=metadata",
    ),
    "contact": (
        "contacts.csv",
        (
            "id*:uuid organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid name "
            "title department email:email"
        ),
        "phones=phone attributes=attribute metadata=metadata",
    ),
    "address": (
        "addresses.csv",
        (
            "id*:uuid location_id:uuid attention address_1* address_2 city* region state_province* postal_code* "
            "country* address_type*:physical|postal|virtual"
        ),
        "attributes=attribute metadata=metadata",
    ),
    "schedule": (
        "schedules.csv",
        (
            "id*:uuid service_id:uuid location_id:uuid service_at_location_id:uuid valid_from:date valid_to:date "
            "dtstart:date timezone:number until:date count:number wkst:MO|TU|WE|TH|FR|SA|SU freq:WEEKLY|MONTHLY "
            "interval:number byday byweekno bymonthday byyearday description opens_at:time closes_at:time "
            "schedule_link:uri attending_type notes"
        ),
        "attributes=attribute metadata=metadata",
    ),
    "funding": (
        "funding.csv",
        "id*:uuid organization_id:uuid service_id:uuid source",
        "attributes=attribute metadata=metadata",
    ),
    "service_area": (
        "service_areas.csv",
        "id*:uuid service_id:uuid service_at_location_id:uuid name description extent extent_type uri",
        "attributes=attribute metadata=metadata",
    ),
    "required_document": (
        "required_documents.csv",
        "id*:uuid service_id:uuid document uri:uri",
        "attributes=attribute metadata=metadata",
    ),
    "language": (
        "languages.csv",
        "id*:uuid service_id:uuid location_id:uuid phone_id:uuid name code note",
        "attributes=attribute metadata=metadata",
    ),
    "accessibility": (
        "accessibility.csv",
        "id*:uuid location_id:uuid description details url:uri",
        "attributes=attribute metadata=metadata",
    ),
    "taxonomy_term": (
        "taxonomy_terms.csv",
        "id*:uuid code name* description* parent_id:uuid taxonomy language taxonomy_id:uuid term_uri:uri",
        "taxonomy_detail>taxonomy metadata=metadata",
    ),
    "metadata": (
        "metadata.csv",
        (
            "id*:uuid resource_id+:uuid resource_type+ last_action_date*:date last_action_type* field_name* "
            "previous_value* replacement_value* updated_by*"
        ),
        "",
    ),
    "meta_table_description": (
        "meta_table_descriptions.csv",
        "id*:uuid name language character_set",
        "attributes=attribute metadata=metadata",
    ),
    "cost_option": (
        "cost_options.csv",
        "id*:uuid service_id+:uuid valid_from:date valid_to:date option currency amount:number amount_description",
        "attributes=attribute metadata=metadata",
    ),
    "organization_identifier": (
        "organization_identifiers.csv",
        "id*:uuid organization_id+:uuid identifier_scheme identifier_type* identifier*",
        "attributes=attribute metadata=metadata",
    ),
    "taxonomy": (
        "taxonomies.csv",
        "id*:uuid name* description* uri:uri version",
        "metadata=metadata",
    ),
    "service_capacity": (
        "service_capacity.csv",
        "id*:uuid service_id+:uuid unit_id+:uuid available*:number maximum:number description updated*:datetime",
        "unit>unit attributes=attribute metadata=metadata",
    ),
    "unit": (
        "units.csv",
        "id*:uuid name* scheme identifier uri:uri",
        "attributes=attribute metadata=metadata",
    ),
    "url": (
        "url.csv",
        "id*:uuid label url*:uri organization_id:uuid service_id:uuid",
        "attributes=attribute metadata=metadata",
    ),
}
RECORD_KINDS = ("organization", "service", "location")
_TEXTS = frozenset({"name", "number", "link_type", "value", "organization_id", "location_id"})
_TARGETS = {"parent_id": "taxonomy_term", "parent_organization_id": "organization", "link_id": "", "resource_id": ""}
# Blank on purpose: how a required cell is written in CSV when nobody recorded it, and read back as nothing.
NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `type`: text, uuid, uri, email, number, date, time, datetime or choice (see `choices`)."""

    name: str
    type: str = "text"
    required: bool = False
    required_in_csv: bool = False
    choices: tuple[str, ...] = ()

    @property
    def target(self) -> str:
        """The kind that an id of this column points at; empty when the column is none or points at any kind."""
        if self.type != "uuid" or self.name == "id":
            return ""
        return _TARGETS.get(self.name, self.name.removesuffix("_id"))


@dataclass(frozen=True, slots=True)
class Kind:
    """One HSDS object: its CSV file, columns in order, lists of children and single nested objects by key."""

    name: str
    file: str
    columns: tuple[Column, ...]
    lists: dict[str, str] = field(default_factory=dict)
    objects: dict[str, str] = field(default_factory=dict)

    def column(self, name: str) -> Column | None:
        """Return the column of that name, if the standard has it."""
        return next((column for column in self.columns if column.name == name), None)


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind of HSDS 3.2 by name."""
    return {name: _kind(name, *parts) for name, parts in _TABLE.items()}


def _kind(name: str, file: str, columns: str, children: str) -> Kind:
    nested = [part.partition("=") if "=" in part else part.partition(">") for part in children.split()]
    return Kind(
        name,
        file,
        tuple(_column(part) for part in columns.split()),
        {key: kind for key, sign, kind in nested if sign == "="},
        {key: kind for key, sign, kind in nested if sign == ">"},
    )


def _column(part: str) -> Column:
    name, _, kind = part.partition(":")
    choices = tuple(choice.replace("_", " ") for choice in kind.split("|")) if kind.isupper() or "|" in kind else ()
    required = name.endswith("*")
    return Column(
        name.rstrip("*+"), "choice" if choices else kind or "text", required, required or name.endswith("+"), choices
    )


@cache
def parents() -> dict[str, dict[str, str]]:
    """Return, for each kind of child, the list key under which each kind of parent holds it."""
    found: dict[str, dict[str, str]] = {}
    for kind in kinds().values():
        for key, child in kind.lists.items():
            found.setdefault(child, {})[kind.name] = key
    found["location"] = {}
    return found


def misshapen(kind: str, data: object) -> str:
    """Say in a few words why DATA has not the shape of a record of KIND; empty when it has. Values are not judged."""
    return "" if _has_shape(kinds()[kind], data) else next(_faults(kinds()[kind], data), "")


def _has_shape(kind: Kind, data: object) -> bool:
    """Say the same as `_faults` without the words: it runs over every record whenever an index is built."""
    if type(data) is not dict or type(data.get("id")) is not str or (kind.name == "service" and "name" not in data):
        return False
    for key, value in data.items():
        if key in _TEXTS:
            if type(value) is not str:
                return False
        elif key in kind.lists:
            child = kinds()[kind.lists[key]]
            if type(value) is not list or not all(_has_shape(child, one) for one in value):
                return False
        elif key in kind.objects and not _has_shape(kinds()[kind.objects[key]], value):
            return False
    return True


def _faults(kind: Kind, data: object) -> Iterator[str]:
    if not isinstance(data, dict):
        yield f"a {kind.name} that is no object"
        return
    needed = ("id", "name") if kind.name == "service" else ("id",)
    yield from (f"a {kind.name} without {name}" for name in needed if not isinstance(data.get(name), str))
    yield from (f"{name} of a {kind.name} is no text" for name in _TEXTS & data.keys() if type(data[name]) is not str)
    for key in data.keys() & kind.lists.keys():
        if isinstance(data[key], list):
            for child in data[key]:
                yield from _faults(kinds()[kind.lists[key]], child)
        else:
            yield f"{key} of a {kind.name} is no list"
    for key in data.keys() & kind.objects.keys():
        yield from _faults(kinds()[kind.objects[key]], data[key])
