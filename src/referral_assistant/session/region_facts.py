"""Regions as a coalition's lawyer looks at them: every fact with its source and dates, what is past its review, own files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referral_assistant.errors import InputError
from referral_assistant.regions import Region, load_region, read_region, region_ids
from referral_assistant.regions.region import Sourced

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

FOLDER = "regions"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a region: what kind, which, what it rests on."""

    kind: str
    name: str
    basis: Sourced


def facts_of(region: Region) -> Iterator[Fact]:
    """Yield every fact of a region that has a source."""
    yield from (Fact("right", one.id, one.basis) for one in region.rights)
    yield from (Fact("duty to report", one.id, one.basis) for one in region.duties_to_report)
    yield from (Fact("confidentiality", one.id, one.basis) for one in region.confidentiality)
    yield from (Fact("helpline", f"{one.number} {one.name}", one.basis) for one in region.helplines)


def past_review(region: Region, on: date) -> list[Fact]:
    """Return the facts that are older than their review date: no paper prints them until somebody looks again."""
    return [fact for fact in facts_of(region) if not fact.basis.is_current(on)]


def regions_of(session: Session) -> tuple[list[Region], list[InputError]]:
    """Return the regions to choose from, a clinic's own files included, and why some of those cannot be read."""
    own = session.folder / FOLDER
    regions, faults = [], []
    for name in region_ids(own):
        try:
            regions.append(load_region(name, own))
        except InputError as fault:
            faults.append(fault)
    return regions, faults


def region_for(session: Session, path: Path | None) -> Region:
    """Return the region in use, or the one in a file. Raises InputError naming what is wrong in the file."""
    return session.region if path is None else read_region(path)


def fact_as_json(fact: Fact, on: date) -> dict[str, Any]:
    """Return a fact as JSON."""
    return {
        "kind": fact.kind, "name": fact.name, "source": fact.basis.source, "checked_on": fact.basis.checked_on.isoformat(),
        "review_by": fact.basis.review_by.isoformat(), "past_review": not fact.basis.is_current(on),
    }  # fmt: skip


def fact_as_line(fact: Fact, on: date) -> str:
    """Return a fact on one line; one that is past its review says so first."""
    age = f"checked {fact.basis.checked_on}, review by {fact.basis.review_by}"
    late = "" if fact.basis.is_current(on) else "PAST ITS REVIEW  "
    return f"{late}{fact.kind}: {fact.name}  ({age}; {fact.basis.source})"
