"""Load a region's TOML file, and say which entry is wrong when one is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from referral_assistant.errors import InputError
from referral_assistant.message import msg
from referral_assistant.paths import resources
from referral_assistant.regions.region import Area, Confidentiality, DutyToReport, Helpline, Region, Right, Sourced

EVERYWHERE = "no-country"
"""The Convention on the Rights of the Child holds where a country has nothing of its own recorded."""


def region_ids(own: Path | None = None) -> tuple[str, ...]:
    """Return the ids of the regions that ship and of those in OWN, a clinic's folder of region files, sorted."""
    shipped = {path.stem for path in (resources() / "regions").glob("*.toml")}
    return tuple(sorted(shipped | ({path.stem for path in own.glob("*.toml")} if own else set())))


def load_region(region: str, own: Path | None = None) -> Region:
    """Load a region by its id, with the rights that hold everywhere after its own; a file in OWN comes before ours.

    Raises InputError for an unknown id, and naming the entry for a file of the clinic's that is wrong.
    """
    if region not in region_ids(own):
        raise InputError(
            msg("There is no region “{region}”.", region=region[:80]),
            msg("There are: {regions}.", regions=", ".join(region_ids(own))),
        )
    file = own / f"{region}.toml" if own else None
    return read_region(file) if file is not None and file.is_file() else _shipped(region)


def read_region(path: Path) -> Region:
    """Read a region file that a clinic wrote. Raises InputError naming the file and what is wrong in it."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(msg("{file} is larger than a region file can be.", file=path.name))
        text = path.read_text("utf-8")
    except UnicodeDecodeError as fault:
        raise InputError(msg("{file} is not text in UTF-8.", file=path.name), msg("Save it again as UTF-8.")) from fault
    except OSError as fault:
        raise InputError(
            msg("{file} cannot be read: {fault}.", file=path.name, fault=fault.strerror or str(fault)),
            msg("Check the name and try again."),
        ) from fault
    own = parse_region(text, path.name)
    if own.id != path.stem:
        raise InputError(
            msg("{file} calls itself “{id}”.", file=path.name, id=own.id[:80]),
            msg("Name the file after its id, with .toml at the end."),
        )
    return _with_everywhere(own)


@cache
def _shipped(region: str) -> Region:
    path = resources() / "regions" / f"{region}.toml"
    return _with_everywhere(parse_region(path.read_text("utf-8"), path.name))


def _with_everywhere(own: Region) -> Region:
    return own if own.id == EVERYWHERE else replace(own, rights=(*own.rights, *_shipped(EVERYWHERE).rights))


def parse_region(text: str, file: str) -> Region:
    """Read the text of a region file. Raises InputError naming FILE and the entry."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        raise InputError(msg("{file} is not TOML: {fault}.", file=file, fault=str(fault))) from fault
    try:
        _check_texts(table)
        return _region(table)
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError(
            msg("{file}: an entry is wrong or lacks {fault}.", file=file, fault=str(fault)),
            msg("See docs/data.md for what every entry needs."),
        ) from fault


LARGEST = 1_000_000
_TEXTS = frozenset(
    {"id", "name", "text", "title", "article", "source", "number", "hours", "country", "to_whom", "after_use", "kind"}
)


def _check_texts(table: Mapping[str, Any]) -> None:
    for key, value in table.items():
        if key in _TEXTS and not isinstance(value, str):
            raise TypeError(f"{key}: a text in quotation marks")
        for inner in value if isinstance(value, list) else ():
            if isinstance(inner, dict):
                _check_texts(inner)


def _region(table: Mapping[str, Any]) -> Region:
    return Region(
        id=table["id"],
        name=msg(table["name"]),
        country=table.get("country", ""),
        languages=tuple(table.get("languages", ())),
        currency=table.get("currency", ""),
        paper=table.get("paper", "a4"),
        week_starts=table.get("week_starts", "MO"),
        phone_region=table.get("country", ""),
        vaccine_schedule=table.get("vaccine_schedule", "who-generic"),
        rights=tuple(_right(one) for one in table.get("right", ())),
        duties_to_report=tuple(_duty(one) for one in table.get("duty_to_report", ())),
        confidentiality=tuple(
            Confidentiality(one["id"], msg(one["text"]), tuple(one["need_groups"]), _basis(one))
            for one in table.get("confidentiality", ())
        ),
        helplines=tuple(_helpline(one) for one in table.get("helpline", ())),
        areas=tuple(
            Area(one["id"], tuple(one["names"]), one.get("parent"), tuple(one.get("within_reach", ())))
            for one in table.get("area", ())
        ),
        after_use=msg(table["after_use"]) if "after_use" in table else None,
    )


def _basis(entry: Mapping[str, Any]) -> Sourced:
    checked, review = entry["checked_on"], entry["review_by"]
    if type(checked) is not date or type(review) is not date or not entry["source"]:
        raise ValueError(f"{entry.get('id', 'an entry')}: source, checked_on and review_by")
    return Sourced(entry["source"], checked, review)


def _right(entry: Mapping[str, Any]) -> Right:
    return Right(
        entry["id"],
        msg(entry["text"]),
        tuple(entry["needs"]),
        entry["article"],
        _basis(entry),
        entry.get("refused_in_practice", False),
    )


def _duty(entry: Mapping[str, Any]) -> DutyToReport:
    return DutyToReport(
        entry["id"],
        entry["title"],
        tuple(entry["providers"]),
        tuple(entry["need_groups"]),
        entry["to_whom"],
        entry.get("practice_differs", False),
        _basis(entry),
    )


def _helpline(entry: Mapping[str, Any]) -> Helpline:
    return Helpline(
        entry["kind"],
        msg(entry["name"]),
        entry["number"],
        entry.get("hours", ""),
        tuple(entry.get("languages", ())),
        _basis(entry),
    )
