"""The plan of a week: urgent first, papers before what asks for them, one trip where that can be, nothing guessed."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from referral_assistant.apart import Apart, apart_by
from referral_assistant.open_hours import WEEK, Window, windows_on
from referral_assistant.service import Hours, Spot
from referral_assistant.trips import DAYS, MOST_STOPS, URGENT, Errand, Trip, Week, Why, plan_week
from tests.rows import service

ON = date(2026, 11, 24)
"""A Tuesday."""
HERE = Spot(area="Mae Lin", latitude=16.7100, longitude=98.5700)
NEXT_DOOR = Spot(area="Mae Lin", latitude=16.7140, longitude=98.5700)
FAR = Spot(area="Pha Noi", latitude=16.8000, longitude=98.6200)
EVERY_DAY = Hours(WEEK, time(9), time(15))


def errand(
    name: str, *days: str, spot: Spot = HERE, opens: int = 9, closes: int = 15, urgency: int = 4, **fields: object
) -> Errand:
    lines = (Hours(days, time(opens), time(closes)),) if days else ()
    one = service(identity=name, spots=(spot,), hours=lines)
    return Errand(one, (f"need.{name}",), urgency, **fields)  # type: ignore[arg-type]


def told(week: Week) -> list[str]:
    """Write a plan in short: "WE school+food"."""
    return [
        f"{WEEK[trip.day.weekday()]} {'+'.join(stop.errand.service.id for stop in trip.stops)}" for trip in week.trips
    ]


def left(week: Week) -> dict[str, str]:
    return {one.errand.service.id: str(one.why) for one in week.unplanned}


def test_one_trip_where_places_are_close_and_open_on_the_same_day() -> None:
    week = plan_week([errand("school", *WEEK), errand("food", "FR", spot=NEXT_DOOR), errand("cash", "FR", "SA")], ON)
    assert told(week) == ["FR school+cash+food"]
    trip = week.trips[0]
    assert trip.day == date(2026, 11, 27)
    assert trip.together == Window(time(9), time(15))
    assert trip.apart is not None
    assert trip.apart.minutes == 9


def test_places_that_are_far_apart_are_two_trips_on_two_days() -> None:
    assert told(plan_week([errand("a", *WEEK), errand("b", *WEEK, spot=FAR)], ON)) == ["WE a", "TH b"]


def test_two_trips_on_one_day_are_told_when_there_is_no_other() -> None:
    week = plan_week([errand("a", "FR"), errand("b", "FR", spot=FAR)], ON)
    assert told(week) == ["FR a", "FR b"]
    assert [trip.crowded for trip in week.trips] == [False, True]


def test_what_is_urgent_is_not_put_off_for_one_trip() -> None:
    urgent, other = errand("clinic", *WEEK, urgency=URGENT), errand("food", "FR")
    assert told(plan_week([other, urgent], ON)) == ["TU clinic", "FR food"]
    assert told(plan_week([other, errand("clinic", *WEEK, urgency=URGENT + 1)], ON)) == ["FR clinic+food"]


def test_on_a_day_that_is_taken_only_what_cannot_wait_at_all_is_added() -> None:
    first = errand("clinic", *WEEK, urgency=0)
    assert told(plan_week([first, errand("food", *WEEK, spot=FAR, urgency=1)], ON)) == ["TU clinic", "WE food"]
    assert told(plan_week([first, errand("food", *WEEK, spot=FAR, urgency=0)], ON)) == ["TU clinic", "TU food"]


def test_of_today_only_what_is_left_counts() -> None:
    urgent = errand("clinic", "TU", "TH", urgency=0)
    assert told(plan_week([urgent], ON, time(14, 30))) == ["TU clinic"]
    assert told(plan_week([urgent], ON, time(14, 31))) == ["TH clinic"]


def test_the_same_day_of_the_next_week_is_in_reach() -> None:
    assert plan_week([errand("a", "TU")], ON).trips[0].day == ON + timedelta(days=DAYS)


def test_a_paper_is_fetched_on_an_earlier_day() -> None:
    office = errand("office", *WEEK, gives=("birth",), urgency=6)
    school = errand("school", *WEEK, waits_for=("birth",), urgency=3)
    assert told(plan_week([school, office], ON)) == ["WE office", "TH school"]
    assert told(plan_week([office, school, errand("food", "TH", "FR")], ON)) == ["TH office+food", "FR school"]
    hurry = errand("school", *WEEK, waits_for=("birth",), urgency=0)
    assert told(plan_week([errand("food", "SA"), office, hurry], ON)) == ["TU office", "WE school", "SA food"]


def test_what_waits_for_a_paper_joins_a_trip_that_is_planned_already() -> None:
    office = errand("office", "WE", gives=("birth",), urgency=5)
    school = errand("school", *WEEK, waits_for=("birth",), urgency=5)
    assert told(plan_week([errand("food", "FR"), office, school], ON)) == ["WE office", "FR food+school"]


def test_nothing_is_planned_before_its_paper_can_be_there() -> None:
    office, school = errand("office", gives=("birth",)), errand("school", *WEEK, waits_for=("birth",))
    assert left(plan_week([office, school], ON)) == {"office": "hours_unknown", "school": "paper_first"}


def test_nobody_is_sent_where_something_is_unknown() -> None:
    secret = Errand(service(identity="secret", spots=(Spot(confidential=True),), hours=(EVERY_DAY,)), ("n",), 0)
    week = plan_week(
        [
            secret,
            errand("quiet", *WEEK, private=True),
            errand("hall", *WEEK, call_first=True),
            errand("desk"),
            errand("season", *WEEK),
            Errand(service(identity="gone", hours=(Hours(WEEK, time(9), time(12), valid_to=ON),)), ("n",), 3),
        ],
        ON,
    )
    assert told(week) == ["WE season"]
    assert left(week) == {
        "secret": "private",
        "quiet": "private",
        "hall": "call_first",
        "desk": "hours_unknown",
        "gone": "not_open",
    }
    assert [one.errand.service.id for one in week.first] == ["secret"]


def test_the_way_is_walked_in_time() -> None:
    early, late = errand("early", "WE", opens=8, closes=10), errand("late", "WE", opens=9, closes=12)
    assert told(plan_week([late, early], ON)) == ["WE early+late"]
    clash = errand("early", "WE", opens=8, closes=9), errand("other", "WE", opens=8, closes=9)
    assert [len(trip.stops) for trip in plan_week(clash, ON).trips] == [1, 1]
    assert told(plan_week([errand("a", "WE", opens=8, closes=16), errand("b", "WE", opens=14)], ON)) == ["WE a+b"]
    # Between two that are open hours apart one would only wait.
    waits = errand("a", "WE", opens=8, closes=10), errand("b", "WE", opens=14, closes=16)
    assert told(plan_week(waits, ON)) == ["WE a", "WE b"]
    soon = errand("a", "WE", opens=8, closes=10), errand("b", "WE", opens=11, closes=13)
    after = plan_week(soon, ON).trips
    assert [len(trip.stops) for trip in after] == [2]
    assert after[0].together is None
    brief = plan_week([errand("a", "WE", opens=8, closes=10), errand("b", "WE", opens=9, closes=12)], ON).trips[0]
    assert brief.together == Window(time(9), time(10))


def test_more_than_three_places_a_day_are_too_many() -> None:
    week = plan_week([errand(name, "WE", "TH") for name in "abcd"], ON)
    assert told(week) == ["WE a+b+c", "TH d"]


def test_by_day_where_that_is_possible() -> None:
    always = Errand(service(identity="a", hours=(Hours(WEEK, time(0), time(23, 59)),)), ("n",), 4)
    night = Errand(service(identity="b", hours=(Hours(WEEK, time(22), time(6)),)), ("n",), 4)
    assert plan_week([always], ON).trips[0].stops[0].windows == (Window(time(7), time(21)),)
    assert plan_week([night], ON).trips[0].stops[0].windows == (Window(time(22), time(23, 59)),)


def by(first: Spot, second: Spot) -> Apart | None:
    return apart_by(service(identity="a", spots=(first,)), service(identity="b", spots=(second,)))


def test_close_is_by_coordinates_then_by_address_then_by_area() -> None:
    assert by(HERE, FAR) is None
    assert by(Spot(area="Town"), Spot(area=" town")) == Apart(area="Town")
    assert by(Spot(area="Town"), Spot(area="Village")) is None
    assert by(Spot(address="1 Road", area="x"), Spot(address="1 road", area="y")) == Apart()
    assert by(Spot(), Spot()) is None
    # Both in one large area, but the map says that they are far: the map decides.
    assert by(HERE, Spot(area="Mae Lin", latitude=17.5, longitude=98.5700)) is None
    assert by(Spot(area="Mae Lin"), HERE) == Apart(area="Mae Lin")
    assert by(HERE, Spot(confidential=True)) is None
    # Half a pair of coordinates is none.
    assert by(Spot(area="Town", latitude=16.0), Spot(area="Town", longitude=98.0)) == Apart(area="Town")
    in_one_area, at_one_door = Apart(area="Town"), Apart()
    assert (in_one_area.minutes, at_one_door.minutes) == (30, 0)
    one_degree = by(Spot(latitude=0, longitude=0), Spot(latitude=0.01, longitude=0))
    assert one_degree is not None
    assert one_degree.metres is not None
    assert abs(one_degree.metres - 1112) < 1


SPOTS = (HERE, NEXT_DOOR, FAR, Spot(area="Mae Lin"), Spot(confidential=True), Spot())


@some.composite
def errands(draw: some.DrawFn) -> list[Errand]:
    made = []
    for number in range(draw(some.integers(1, 7))):
        days = draw(some.sets(some.sampled_from(WEEK)))
        opens = draw(some.integers(0, 20))
        papers = {"gives": ("p",)} if number == 0 else {"waits_for": ("p",)} if draw(some.booleans()) else {}
        made.append(
            errand(
                f"s{number}",
                *(day for day in WEEK if day in days),
                spot=draw(some.sampled_from(SPOTS)),
                opens=opens,
                closes=opens + draw(some.integers(1, 3)),
                urgency=draw(some.integers(0, 6)),
                call_first=draw(some.integers(0, 5)) == 0,
                **papers,
            )
        )
    return made


@settings(max_examples=300, deadline=None)
@given(errands(), some.integers(0, 23))
def test_what_every_plan_keeps(given_errands: list[Errand], hour: int) -> None:
    week = plan_week(given_errands, ON, time(hour))
    assert week == plan_week(given_errands, ON, time(hour))
    planned = [stop.errand.service.id for trip in week.trips for stop in trip.stops]
    assert sorted(planned + list(left(week))) == sorted(one.service.id for one in given_errands)
    days = {stop.errand.service.id: trip.day for trip in week.trips for stop in trip.stops}
    for trip in week.trips:
        _check_trip(trip)
        for stop in trip.stops:
            assert not stop.errand.call_first
            assert trip.day > ON or (stop.errand.urgency <= URGENT and stop.windows[0].opens >= time(hour))
            assert not stop.errand.waits_for or days["s0"] < trip.day
    assert all(one.day <= other.day for one, other in pairwise(week.trips))
    assert all(one.why is Why.PRIVATE for one in week.unplanned if one.errand.service.confidential)


def _check_trip(trip: Trip) -> None:
    assert 1 <= len(trip.stops) <= MOST_STOPS
    assert ON <= trip.day <= ON + timedelta(days=DAYS)
    for stop in trip.stops:
        recorded = windows_on(stop.errand.service, trip.day)
        assert stop.windows
        assert all(any(one.opens <= w.opens < w.closes <= one.closes for one in recorded) for w in stop.windows)
    for one, other in combinations(trip.stops, 2):
        assert apart_by(one.errand.service, other.errand.service)


def test_what_has_one_secret_place_is_close_to_nothing() -> None:
    mixed = service(identity="a", spots=(HERE, Spot(confidential=True)))
    open_to_see = service(identity="b", spots=(HERE,))
    assert apart_by(mixed, open_to_see) is None
    assert apart_by(open_to_see, mixed) is None
    assert apart_by(open_to_see, open_to_see) is not None


def test_of_several_places_the_nearest_counts() -> None:
    branches = service(identity="a", spots=(NEXT_DOOR, Spot(area="Mae Lin"), HERE))
    near = apart_by(branches, service(identity="b", spots=(HERE,)))
    assert near is not None
    assert near.minutes == 0


def test_distances_are_those_of_the_globe() -> None:
    """One hundredth of a degree to the east is 1 112 m on the equator, and half of that at sixty degrees."""
    for north, metres in ((0, 1112), (60, 556)):
        east = by(Spot(latitude=north, longitude=10), Spot(latitude=north, longitude=10.01))
        assert east is not None
        assert east.metres is not None
        assert abs(east.metres - metres) < 1
    slanting = by(Spot(latitude=0, longitude=0), Spot(latitude=0.008, longitude=0.006))
    assert slanting is not None
    assert slanting.metres is not None
    assert abs(slanting.metres - 1112) < 1
    limit = 1500 / 111_195
    assert by(Spot(latitude=0, longitude=0), Spot(latitude=limit * 0.999, longitude=0)) is not None
    assert by(Spot(latitude=0, longitude=0), Spot(latitude=limit * 1.001, longitude=0)) is None
