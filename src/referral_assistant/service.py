"""A service as a family meets it: what for, for whom, what it asks at the door, when, where, at what cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from referral_assistant.condition import Condition
from referral_assistant.disclosure import DisclosureRow, Duty, Judgement, judge, newest_check
from referral_assistant.geography import Point, distance_km, point_of

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Hours that go over midnight leave at least so many hours of the day closed.
_SHORTEST_NIGHT = 8


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

    def open_at(self, moment: datetime) -> bool | None:
        """Say whether this line has the service open at a moment; None when it does not tell days and times."""
        if not self.days or self.opens is None or self.closes is None or self._is_doubtful:
            return None
        return self._covers(moment, moment.date()) or self._covers(moment, moment.date() - timedelta(days=1))

    @property
    def _is_doubtful(self) -> bool:
        """Whether it would be open for most of two days: 08:00 to 04:00 was meant for the afternoon, as likely as not."""
        assert self.opens is not None
        assert self.closes is not None
        return self.closes < self.opens and (self.opens.hour - self.closes.hour) < _SHORTEST_NIGHT

    def _covers(self, moment: datetime, day: date) -> bool:
        """Say whether the opening that begins on DAY, and may last over midnight, covers a moment."""
        assert self.opens is not None
        assert self.closes is not None
        holds = (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
        if not holds or _WEEK[day.weekday()] not in self.days:
            return False
        # It closes on the next day when the hour of closing is not after that of opening: 20:00 to 06:00, 00:00 to 00:00.
        over = day + timedelta(days=1) if self.closes <= self.opens else day
        return datetime.combine(day, self.opens) <= moment <= datetime.combine(over, self.closes)


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
    """What the desk needs of one HSDS service, its organization and its places; the whole record stays in the directory."""

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

    def open_at(self, moment: datetime) -> bool | None:
        """Say whether it is open at a moment of its own clock; None when its hours do not tell."""
        if not self.is_open_for_referral:
            return False
        told = [line.open_at(moment) for line in self.hours]
        if True in told:
            return True
        return None if None in told or not told else False

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
