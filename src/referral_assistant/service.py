"""A service as a family meets it: what for, for whom, what it asks at the door, when, where, at what cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from referral_assistant.condition import Condition
from referral_assistant.disclosure import DisclosureRow, Duty, Judgement, judge, newest_check
from referral_assistant.geography import Point, distance_km, point_of


class Status(StrEnum):
    """Whether a service runs (HSDS `service.status`, and our own tombstones)."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"
    NOT_OURS = "not ours"
    DO_NOT_LIST = "do not list us"


class Provider(StrEnum):
    """Who runs a service, as far as duties to report go by it."""

    GOVERNMENT = "government"
    NGO = "ngo"
    FAITH = "faith"
    UN = "un"
    PRIVATE = "private"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hours:
    """One line of opening hours. `days` as in HSDS `byday` (MO … SU); empty: see `note`.

    `every_week` False: it does not hold each week, or nobody can tell. `closed`: the line says when nobody is there.
    """

    days: tuple[str, ...] = ()
    opens: time | None = None
    closes: time | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    every_week: bool = True
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """One price. `amount` None: see `note`. `free` only when the record says so."""

    amount: float | None = None
    currency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a service is given. `confidential`: the address is not in here at all, only that it is withheld."""

    name: str = ""
    address: str = ""
    area: str = ""
    directions: str = ""
    latitude: float | None = None
    longitude: float | None = None
    confidential: bool = False

    @property
    def point(self) -> Point | None:
        """Where it lies, when the record tells."""
        return point_of(self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class LocalName:
    """The name and the one-sentence description in another language (BCP 47)."""

    language: str
    name: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """What the desk needs of one HSDS service, its organization and its places; the whole record stays in the directory.

    At `wrong_phones` somebody else answers: they are for mending only, and `phones` are without them.
    """

    id: str
    name: str
    organization: str
    needs: frozenset[str] = frozenset()
    summary: str = ""
    local_names: tuple[LocalName, ...] = ()
    status: Status = Status.ACTIVE
    provider: Provider = Provider.UNKNOWN
    country: str = ""
    conditions: tuple[Condition, ...] = ()
    unreadable_conditions: tuple[str, ...] = ()
    disclosure: tuple[DisclosureRow, ...] = ()
    unreadable_disclosure: tuple[str, ...] = ()
    suspicious_words: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    phones: tuple[str, ...] = ()
    wrong_phones: tuple[str, ...] = ()
    hours: tuple[Hours, ...] = ()
    costs: tuple[Cost, ...] = ()
    languages: frozenset[str] = frozenset()
    interpreters: str = ""
    how_to_enter: str = ""
    whom_to_ask_for: str = ""
    capacity_available: float | None = None
    capacity_checked: date | None = None
    waiting: str = ""
    free: bool | None = None
    confirmed_on: date | None = None
    source: str = ""

    @property
    def is_open_for_referral(self) -> bool:
        """Whether the service runs and wants to be listed."""
        return self.status is Status.ACTIVE

    @property
    def is_listed(self) -> bool:
        """Whether the service may be shown at all, be it as closed."""
        return self.status not in {Status.NOT_OURS, Status.DO_NOT_LIST}

    @property
    def confidential(self) -> bool:
        """Whether any of its places must stay secret."""
        return any(spot.confidential for spot in self.spots)

    @property
    def last_heard_of(self) -> date | None:
        """The newest day on which somebody confirmed anything of the record."""
        days = (self.confirmed_on, newest_check(self.disclosure))
        return max((day for day in days if day), default=None)

    def distance_from(self, here: Point) -> float | None:
        """Return how far its nearest place lies, in kilometres; None when no place that may be told has coordinates."""
        points = (spot.point for spot in self.spots if not spot.confidential)
        return min((distance_km(here, point) for point in points if point), default=None)

    def judged(self, on: date, duties: Iterable[Duty] = ()) -> Judgement:
        """Judge how safe the service is on a day, under the duties to report that it falls under."""
        return judge(
            self.disclosure,
            on,
            duties=duties,
            suspicious_words=self.suspicious_words,
            unreadable=self.unreadable_disclosure,
        )
