"""A country's facts as a coalition's lawyer can read and correct them: one TOML file a region, each fact with its source."""

from referral_assistant.regions.load import load_region, parse_region, read_region, region_ids
from referral_assistant.regions.region import Area, Confidentiality, DutyToReport, Helpline, Region, Right

__all__ = [
    "Area",
    "Confidentiality",
    "DutyToReport",
    "Helpline",
    "Region",
    "Right",
    "load_region",
    "parse_region",
    "read_region",
    "region_ids",
]
