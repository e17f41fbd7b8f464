"""Tell what a table holds by its columns, when its name does not: `valid_org.csv` is still a table of organizations."""

from __future__ import annotations

import re
from functools import cache

from referral_assistant.directory.schema import kinds

# Table name, its kind, the columns that older versions and Ohana have beside those of 3.2, and the telling ones.
_SIGNS = (
    (
        "organizations",
        "organization",
        "url accreditations licenses date_incorporated funding_sources",
        "tax_id tax_status legal_status year_incorporated date_incorporated",
    ),
    (
        "services",
        "service",
        (
            "location_id accepted_payments eligibility keywords audience languages funding_sources required_documents "
            "service_areas website taxonomy_ids"
        ),
        "application_process fees_description interpretation_services accepted_payments eligibility_description",
    ),
    (
        "locations",
        "location",
        "accessibility admin_emails email languages virtual website",
        "location_type admin_emails transportation",
    ),
    ("phones", "phone", "department number_type vanity_number country_prefix language", "number"),
    ("contacts", "contact", "", "title department"),
    ("holiday_schedules", "schedule", "start_date end_date closed", "start_date"),
    ("regular_schedules", "schedule", "weekday", "weekday byday dtstart"),
    ("mail_addresses", "address", "", "address_1"),
    ("physical_addresses", "address", "address_3 address_4", "address_1"),
    ("taxonomy", "taxonomy_term", "parent_name vocabulary term", "parent_id taxonomy_id"),
    ("programs", "program", "", "organization_id"),
)


def table_by_columns(stem: str, header: tuple[str, ...]) -> str:
    """Return the name of the HSDS table whose columns HEADER has and no others; empty when none, or when several fit.

    STEM, the file's own name, decides where the columns alone do not: post goes to a mail address, people to another.
    """
    columns = {name.strip().lower() for name in header}
    if not columns & {"id", "taxonomy_id"}:
        return ""
    words = re.split(r"[^a-z]+", stem.lower())
    for table, kind, more, telling in _SIGNS:
        if not columns <= _known(kind, more) or not columns & set(telling.split()):
            continue
        if table in {"mail_addresses", "programs"} and not {table[:4], table[:7]} & set(words):
            continue
        return table
    return ""


@cache
def _known(kind: str, more: str) -> frozenset[str]:
    return frozenset(column.name for column in kinds()[kind].columns) | frozenset(more.split())
