"""What a region is made of. Every fact that can hurt when it is wrong has a source, a day it was checked, a day to review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from referral_assistant.message import Message


@dataclass(frozen=True, slots=True)
class Sourced:
    """Where a fact was found, when it was checked, and until when it may be relied on."""

    source: str
    checked_on: date
    review_by: date

    def is_current(self, on: date) -> bool:
        """Say whether the fact may be shown as a fact on that day; past it, only with its age."""
        return on <= self.review_by


@dataclass(frozen=True, slots=True)
class Right:
    """What a family may ask for. `refused_in_practice`: print its number and date, so that it can be shown."""

    id: str
    text: Message
    needs: tuple[str, ...]
    article: str
    basis: Sourced
    refused_in_practice: bool = False


@dataclass(frozen=True, slots=True)
class DutyToReport:
    """Who must report whom, to whom. It holds every service that it may cover at UNCONFIRMED until a person asked there.

    `providers` and `need_groups` say which services it covers; empty means all.
    """

    id: str
    title: str
    providers: tuple[str, ...]
    need_groups: tuple[str, ...]
    to_whom: str
    practice_differs: bool
    basis: Sourced


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """A limit of confidentiality that must be said before a sensitive question: who must report what."""

    id: str
    text: Message
    need_groups: tuple[str, ...]
    basis: Sourced


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number to call. `kind`: emergency, ambulance, police, child, violence, migrants, mental."""

    kind: str
    name: Message
    number: str
    hours: str
    languages: tuple[str, ...]
    basis: Sourced


@dataclass(frozen=True, slots=True)
class Area:
    """A place of the region: its names as directories write them, the larger place, and what is within reach."""

    id: str
    names: tuple[str, ...]
    parent: str | None = None
    within_reach: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """One region. `country` is ISO 3166-1 alpha-2, empty for none; `week_starts` an iCalendar day."""

    id: str
    name: Message
    country: str
    languages: tuple[str, ...]
    currency: str
    paper: str
    week_starts: str
    phone_region: str
    vaccine_schedule: str
    rights: tuple[Right, ...]
    duties_to_report: tuple[DutyToReport, ...]
    confidentiality: tuple[Confidentiality, ...]
    helplines: tuple[Helpline, ...]
    areas: tuple[Area, ...]
    after_use: Message | None = None

    def rights_for(self, need: str, on: date) -> tuple[Right, ...]:
        """Return the rights behind a need that are still current on a day."""
        group = need.partition(".")[0]
        return tuple(
            right for right in self.rights if right.basis.is_current(on) and ({need, group} & set(right.needs))
        )
