"""The plan of the week for a visit: which places on which day, said in words, for the window, the command line and paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from referral_assistant import clock
from referral_assistant.apart import Apart
from referral_assistant.i18n import Catalog
from referral_assistant.message import Message, msg
from referral_assistant.open_hours import Window
from referral_assistant.reasons import PAPER_NAMES
from referral_assistant.session.papers_plan import Stop, stops
from referral_assistant.session.visit import VisitResults
from referral_assistant.trips import Errand, Trip, Unplanned, Week, Why, plan_week

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

Json = dict[str, Any]
_SOONEST_TOLD = 5
WHY_NO_DAY: dict[Why, Message] = {
    Why.PRIVATE: msg("Stays private: talk about it alone, it is on no plan"),
    Why.CALL_FIRST: msg("Call first: nobody has confirmed that it is safe"),
    Why.HOURS_UNKNOWN: msg("Its opening hours are not on record: ask when it is open"),
    Why.NOT_OPEN: msg("Not open in the next seven days"),
    Why.PAPER_FIRST: msg("Only once the paper is there that it asks for"),
}
HOLIDAYS = msg("Public holidays are known only where the place has named them.")

CROWDED = msg("Another trip on the same day: let two people go, or leave one for the week after")


def week_of(session: Session, results: VisitResults) -> Week:
    """Plan the days of a visit: the best place for each need, as few trips as can be, urgent things first."""
    found, _ = stops(results, session.match, results.visit.household.needs, frozenset())
    return week_of_stops(session, results, found)


def week_of_stops(session: Session, results: VisitResults, found: Sequence[Stop]) -> Week:
    """Plan the days for the places that were chosen."""
    errands = [_errand(session, stop) for stop in found]
    return plan_week(errands, results.visit.on, _now(results.visit.on, results.visit.day_given))


def _now(on: date, day_given: bool) -> time:
    """Return the clinic's time of day; of a day that a person named, the whole counts."""
    now = clock.now()
    return now.time() if not day_given and now.date() == on else time(0)


def _errand(session: Session, stop: Stop) -> Errand:
    needs = [session.needs.by_id[need] for need in stop.needs]
    return Errand(
        stop.service,
        stop.needs,
        min(need.urgency for need in needs),
        stop.gives,
        stop.waits_for,
        stop.call_first,
        any(need.discreet for need in needs),
    )


# In words


def how_it_goes(trip: Trip, catalog: Catalog) -> Message | None:
    """Say why the stops of a trip go together, with the times of CATALOG's language; None when there is nothing to say."""
    if trip.apart is None:
        return CROWDED if trip.crowded else None
    together = _together(trip, trip.apart, catalog)
    return msg("{why}. {remark}", why=together, remark=CROWDED) if trip.crowded else together


def _together(trip: Trip, way: Apart, catalog: Catalog) -> Message:
    apart = apart_in_words(way)
    if trip.together is None:
        return msg("{apart}; go in this order, because they are not all open at the same time", apart=apart)
    opens, closes = clock_times(trip.together, catalog)
    return msg("{apart}; all open from {opens} to {closes}", apart=apart, opens=opens, closes=closes)


def apart_in_words(apart: Apart) -> Message:
    """Say how far the places of a trip are from each other."""
    if apart.metres is not None:
        minutes = max(_SOONEST_TOLD, round(apart.minutes / _SOONEST_TOLD) * _SOONEST_TOLD)
        return msg("About {minutes} minutes on foot from each other", minutes=minutes)
    if apart.area:
        return msg("All in {area}", area=apart.area)
    return msg("All at the same address")


def after_papers(errand: Errand) -> tuple[Message, ...]:
    """Say which papers must be there before."""
    return tuple(msg("After you have {paper}", paper=PAPER_NAMES[paper]) for paper in errand.waits_for)


def papers_got(errand: Errand) -> tuple[Message, ...]:
    """Say which papers are fetched here for another place."""
    return tuple(msg("Get this paper here: {paper}", paper=PAPER_NAMES[paper]) for paper in errand.gives)


def clock_times(window: Window, catalog: Catalog) -> tuple[str, str]:
    """Write from when to when, as the language does."""
    return catalog.clock(window.opens), catalog.clock(window.closes)


def hours_in_words(windows: Sequence[Window], catalog: Catalog) -> str:
    """Write the hours of one day."""
    return catalog.listed(" – ".join(clock_times(window, catalog)) for window in windows)


# As JSON and as lines of text


def week_as_json(week: Week, catalog: Catalog) -> Json:
    """Answer the optional field `week` of `match --json` (docs/matching.md)."""
    return {
        "trips": [_trip_as_json(trip, catalog) for trip in week.trips],
        "unplanned": [_unplanned_as_json(one, catalog) for one in week.unplanned],
    }


def _trip_as_json(trip: Trip, catalog: Catalog) -> Json:
    why = how_it_goes(trip, catalog)
    return {
        "on": trip.day.isoformat(),
        "stops": [
            {
                "service_id": stop.errand.service.id,
                "service": stop.errand.service.name,
                "needs": list(stop.errand.needs),
                "hours": [[f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"] for one in stop.windows],
                "gets": list(stop.errand.gives),
                "after": list(stop.errand.waits_for),
            }
            for stop in trip.stops
        ],
        "message": catalog.say(why) if why else "",
    }


def _unplanned_as_json(one: Unplanned, catalog: Catalog) -> Json:
    service = (
        {} if one.why is Why.PRIVATE else {"service_id": one.errand.service.id, "service": one.errand.service.name}
    )
    return {
        "needs": list(one.errand.needs),
        **service,
        "why": str(one.why),
        "message": catalog.say(WHY_NO_DAY[one.why]),
    }


def week_as_lines(session: Session, week: Week, catalog: Catalog) -> list[str]:
    """Tell the plan to a person at a terminal."""
    if not week.trips and not week.unplanned:
        return []
    lines = ["", catalog.gettext("Plan of the week")]
    lines += [_unplanned_line(session, one, catalog) for one in week.first]
    for trip in week.trips:
        why = how_it_goes(trip, catalog)
        lines.append(f"  {catalog.weekday_and_day(trip.day)}" + (f": {catalog.say(why)}" if why else ""))
        for number, stop in enumerate(trip.stops, 1):
            hours = hours_in_words(stop.windows, catalog)
            lines.append(
                f"    {number}. {stop.errand.service.name} · {_needs(session, stop.errand, catalog)} · {hours}"
            )
            lines += [f"       {catalog.say(one)}" for one in (*papers_got(stop.errand), *after_papers(stop.errand))]
    lines += [_unplanned_line(session, one, catalog) for one in week.last]
    return [*lines, f"  {catalog.say(HOLIDAYS)}"]


def _unplanned_line(session: Session, one: Unplanned, catalog: Catalog) -> str:
    name = "" if one.why is Why.PRIVATE else f"{one.errand.service.name} · "
    return f"  – {name}{_needs(session, one.errand, catalog)}: {catalog.say(WHY_NO_DAY[one.why])}"


def _needs(session: Session, errand: Errand, catalog: Catalog) -> str:
    return catalog.listed(session.need_name(need, catalog) for need in errand.needs)
