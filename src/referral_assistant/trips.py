"""The plan of a week: which places to go to on which day, and in one trip where they are close and open together.

Urgent things come first. A paper is fetched on a day before the place that asks for it. Nobody is sent to a place whose
hours are not known, that must be called first, or that must stay private: those are listed with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from functools import reduce
from itertools import combinations, pairwise, permutations

from referral_assistant.apart import Apart, apart_by
from referral_assistant.open_hours import Window, common, has_hours, windows_on
from referral_assistant.service import Service

DAYS = 7
"""How many days after today a plan reaches."""
MOST_STOPS = 3
"""More than three places a day are too many with children."""
URGENT = 1
"""Needs of this urgency and below are for today where it can be, and never put off for the sake of one trip."""
_DAY = Window(time(7), time(21))
_AT_A_PLACE, _LEAST_AT_A_PLACE = 45, 30
_WORTH_TELLING, _LONGEST_WAIT = 60, 90


class Why(StrEnum):
    """Why a place stands on no day."""

    PRIVATE = "private"
    CALL_FIRST = "call_first"
    HOURS_UNKNOWN = "hours_unknown"
    NOT_OPEN = "not_open"
    PAPER_FIRST = "paper_first"


@dataclass(frozen=True, slots=True)
class Errand:
    """A place to go to, for which needs. `waits_for`: papers that it asks for and that another errand `gives`."""

    service: Service
    needs: tuple[str, ...]
    urgency: int
    gives: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    call_first: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the day of its trip, and when it is open then."""

    errand: Errand
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Trip:
    """A day out: the stops in the order in which to go, the widest way between two, when all of them are open.

    `crowded`: an earlier trip, not close to this one, is on the same day, because no other day was left.
    """

    day: date
    stops: tuple[Stop, ...]
    apart: Apart | None = None
    together: Window | None = None
    crowded: bool = False


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A place without a day, and why."""

    errand: Errand
    why: Why


@dataclass(frozen=True, slots=True)
class Week:
    """The trips in the order of their days, and what stands on no day."""

    first_day: date
    trips: tuple[Trip, ...] = ()
    unplanned: tuple[Unplanned, ...] = ()

    @property
    def first(self) -> tuple[Unplanned, ...]:
        """What is urgent though it has no day: it stands before the trips."""
        return tuple(one for one in self.unplanned if _comes_first(one))

    @property
    def last(self) -> tuple[Unplanned, ...]:
        """What has no day and can wait: it stands after the trips."""
        return tuple(one for one in self.unplanned if not _comes_first(one))


def _comes_first(one: Unplanned) -> bool:
    return one.errand.urgency <= URGENT and one.why is not Why.PAPER_FIRST


def plan_week(errands: Sequence[Errand], first_day: date, earliest: time = time(0)) -> Week:
    """Plan the seven days after FIRST_DAY; on that day itself only what is urgent is done, and nothing before EARLIEST.

    The same errands give the same plan: equals stand in the order given.
    """
    planner = _Planner(first_day, earliest, errands)
    planner.plan()
    trips = sorted(planner.trips, key=lambda trip: trip.day)
    days = [trip.day for trip in trips]
    said = (replace(trip, crowded=trip.day in days[:place]) for place, trip in enumerate(trips))
    return Week(first_day, tuple(said), tuple(planner.unplanned))


class _Planner:
    """Takes the errands one by one, the most urgent first, and finds each its day."""

    def __init__(self, first_day: date, earliest: time, errands: Sequence[Errand]) -> None:
        self._days = [first_day + timedelta(days=number) for number in range(DAYS + 1)]
        self._earliest = earliest
        self._given: dict[str, date] = {}
        self.trips: list[Trip] = []
        self.unplanned: list[Unplanned] = []
        self._waiting: list[Errand] = []
        for errand in _urgent_first(errands):
            reason = _never(errand)
            if reason:
                self.unplanned.append(Unplanned(errand, reason))
            else:
                self._waiting.append(errand)

    def plan(self) -> None:
        """Give every errand its day, or the reason why it has none."""
        while self._waiting:
            errand = next((one for one in self._waiting if self._has_papers(one)), None)
            if errand is None:
                self.unplanned += [Unplanned(one, Why.PAPER_FIRST) for one in self._waiting]
                return
            self._waiting.remove(errand)
            days = self._days_of(errand)
            if not days:
                self.unplanned.append(Unplanned(errand, Why.NOT_OPEN))
            elif not self._join(errand, days):
                self._begin(errand, days)

    def _has_papers(self, errand: Errand) -> bool:
        return all(paper in self._given for paper in errand.waits_for)

    def _days_of(self, errand: Errand) -> list[date]:
        """Return the days on which an errand can be done, after those on which its papers are fetched."""
        days = self._days if errand.urgency <= URGENT else self._days[1:]
        after = max((self._given[paper] for paper in errand.waits_for), default=None)
        return [day for day in days if (after is None or day > after) and self._windows(errand.service, day)]

    def _windows(self, service: Service, day: date) -> tuple[Window, ...]:
        """Return when one can go there: by day where that is possible, and long enough before it closes."""
        found = windows_on(service, day)
        by_day = common(found, (_DAY,)) or found
        if day == self._days[0]:
            by_day = common(by_day, (Window(self._earliest, time(23, 59)),))
        return tuple(one for one in by_day if _length(one) >= _LEAST_AT_A_PLACE)

    def _join(self, errand: Errand, days: Sequence[date]) -> bool:
        """Add an errand to a trip that goes close by on one of its days."""
        for place, trip in enumerate(self.trips):
            if trip.day in _soonest(errand, days) and (
                longer := self._trip(trip.day, [*(one.errand for one in trip.stops), errand])
            ):
                self.trips[place] = longer
                self._note_papers(longer)
                return True
        return False

    def _begin(self, errand: Errand, days: Sequence[date]) -> None:
        """Begin a trip on the day on which most of the others can be done as well; of equals, on the first.

        A day that has a trip already is taken only when there is no other, or when nothing can wait.
        """
        taken = {trip.day for trip in self.trips} if errand.urgency else set[date]()
        free = [day for day in days if day not in taken] or days
        trips = [self._fullest(errand, day) for day in _soonest(errand, free)]
        best = max(trips, key=lambda trip: len(trip.stops))
        self.trips.append(best)
        going = [stop.errand for stop in best.stops]
        self._waiting = [one for one in self._waiting if one not in going]
        self._note_papers(best)

    def _fullest(self, errand: Errand, day: date) -> Trip:
        going = [errand]
        trip = self._trip(day, going)
        for other in self._waiting:
            if self._has_papers(other) and day in _soonest(other, self._days_of(other)):
                longer = self._trip(day, [*going, other])
                if longer:
                    going.append(other)
                    trip = longer
        assert trip is not None  # Its own windows are long enough: a trip to one place can always be made.
        return trip

    def _trip(self, day: date, errands: Sequence[Errand]) -> Trip | None:
        """Make a trip to places that are all close to each other; None when they are not, or time runs out."""
        if len(errands) > MOST_STOPS:
            return None
        apart = [apart_by(one.service, other.service) for one, other in combinations(errands, 2)]
        if None in apart:
            return None
        stops = [Stop(one, self._windows(one.service, day)) for one in errands]
        way = max((one for one in apart if one), key=lambda one: one.minutes, default=None)
        order = _order(stops)
        if order is None:
            return None
        return Trip(day, order, way, _together(stops))

    def _note_papers(self, trip: Trip) -> None:
        for stop in trip.stops:
            for paper in stop.errand.gives:
                self._given.setdefault(paper, trip.day)


def _soonest(errand: Errand, days: Sequence[date]) -> Sequence[date]:
    """Leave only the first of DAYS to what is urgent."""
    return days[:1] if errand.urgency <= URGENT else days


def _urgent_first(errands: Sequence[Errand]) -> list[Errand]:
    """Put urgent errands first; what fetches a paper is as urgent as what waits for it."""
    raised = list(errands)
    for _ in errands:
        soonest = {paper: one.urgency for one in sorted(raised, key=_less_urgent) for paper in one.waits_for}
        raised = [
            replace(one, urgency=min([one.urgency, *(soonest[paper] for paper in one.gives if paper in soonest)]))
            for one in raised
        ]
    return sorted(raised, key=lambda one: one.urgency)


def _less_urgent(errand: Errand) -> int:
    return -errand.urgency


def _never(errand: Errand) -> Why | None:
    if errand.private or errand.service.confidential:
        return Why.PRIVATE
    if errand.call_first:
        return Why.CALL_FIRST
    return None if has_hours(errand.service) else Why.HOURS_UNKNOWN


def _order(stops: Sequence[Stop]) -> tuple[Stop, ...] | None:
    """Return the order that is done soonest; None when a place would have closed whichever way one goes."""
    finished = [(end, place, order) for place, order in enumerate(permutations(stops)) if (end := _finish(order))]
    return min(finished, key=lambda one: one[:2])[2] if finished else None


def _together(stops: Sequence[Stop]) -> Window | None:
    """Return the longest time in which several places are all open; a moment is not worth telling."""
    shared = reduce(common, (stop.windows for stop in stops)) if len(stops) > 1 else ()
    longest = max(shared, key=_length, default=None)
    return longest if longest and _length(longest) >= _WORTH_TELLING else None


def _finish(stops: Sequence[Stop]) -> int | None:
    """Walk through the stops; the minute of the day at which the last is done. None: one is shut, or the wait is long."""
    ways = [0, *(_way(one, other) for one, other in pairwise(stops))]
    starts: list[int] = []
    for stop, way in zip(stops, ways, strict=True):
        ready = starts[-1] + _AT_A_PLACE + way if starts else 0
        possible = [max(ready, first) for first, last in _starts(stop) if max(ready, first) <= last]
        if not possible:
            return None
        starts.append(min(possible))
    return starts[-1] + _AT_A_PLACE if _waiting(stops, ways, starts[-1]) <= _LONGEST_WAIT else None


def _waiting(stops: Sequence[Stop], ways: Sequence[int], start_of_last: int) -> int:
    """Return how long one waits between the stops when one sets out as late as can be."""
    waits, after = 0, start_of_last
    for stop, way in zip(reversed(stops[:-1]), reversed(ways), strict=False):
        latest = after - way - _AT_A_PLACE
        start = max(min(latest, last) for first, last in _starts(stop) if first <= latest)
        waits += latest - start
        after = start
    return waits


def _starts(stop: Stop) -> list[tuple[int, int]]:
    """Return between which minutes of the day one can arrive."""
    return [(_minutes(one.opens), _minutes(one.closes) - _LEAST_AT_A_PLACE) for one in stop.windows]


def _way(one: Stop, other: Stop) -> int:
    apart = apart_by(one.errand.service, other.errand.service)
    return apart.minutes if apart else 0


def _length(window: Window) -> int:
    return _minutes(window.closes) - _minutes(window.opens)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
