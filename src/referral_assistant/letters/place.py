"""What a directory record says of a place, ready for paper: its names, where, when, at what cost, whom to ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time

from referral_assistant.i18n import Catalog
from referral_assistant.letters.words import Phrase, plain, shortened
from referral_assistant.message import Message, msg
from referral_assistant.service import Hours, Service, Spot

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST = 160
_MOST_HOURS = 4


def name_in(service: Service, catalog: Catalog) -> str:
    """Return the name of SERVICE in a language, else the name it goes by."""
    wanted = catalog.language.bcp47.partition("-")[0].lower()
    for local in service.local_names:
        if local.language.replace("_", "-").partition("-")[0].lower() == wanted and local.name:
            return shortened(local.name, _LONGEST)
    return shortened(service.name, _LONGEST)


def names(service: Service, catalogs: Sequence[Catalog]) -> tuple[str, str]:
    """Return the name to print large, and every other name it can be asked for by, for the line below."""
    first = name_in(service, catalogs[0])
    others = [name_in(service, catalog) for catalog in catalogs[1:]]
    others += [shortened(service.name, _LONGEST), *(shortened(local.name, _LONGEST) for local in service.local_names)]
    different = [name for name in dict.fromkeys(others) if name and name != first]
    return first, " · ".join(different[:2])


def organization(service: Service) -> str:
    """Return who runs SERVICE, unless its name says that already."""
    name = shortened(service.organization, _LONGEST)
    return "" if not name or name.casefold() in service.name.casefold() else name


def where(service: Service) -> tuple[str, ...]:
    """Return the places of SERVICE, each as name and address; nothing of one that must stay secret."""
    if service.confidential:
        return ()
    return tuple(dict.fromkeys(filter(None, (_spot(spot) for spot in service.spots))))[:2]


def _spot(spot: Spot) -> str:
    parts = [spot.name, *(spot.address or spot.area).split(",")]
    # Nobody finds a door by its postal code.
    said = dict.fromkeys(part.strip() for part in parts if part.strip() and not part.strip().isdecimal())
    return shortened(", ".join(said), _LONGEST)


def directions(service: Service) -> str:
    """Return how to get to SERVICE; nothing when its place must stay secret."""
    if service.confidential:
        return ""
    return shortened(" ".join(dict.fromkeys(spot.directions for spot in service.spots if spot.directions)), _LONGEST)


def phones(service: Service) -> str:
    """Return the first telephone numbers of SERVICE."""
    return " · ".join(shortened(phone, 40) for phone in service.phones[:2])


def opening(service: Service, on: date) -> tuple[Phrase, ...]:
    """Return the opening hours that hold on a day or later, one phrase a line."""
    lines = [line for line in service.hours if line.valid_to is None or line.valid_to >= on]
    told = [line for line in dict.fromkeys(lines) if line.days or line.note or (line.closed and line.valid_from)]
    return tuple(_opening(line) for line in told[:_MOST_HOURS])


def _opening(line: Hours) -> Phrase:
    if line.closed:
        return lambda catalog: msg("Closed: {when}", when=_closed_when(line, catalog))
    if not line.every_week:
        return lambda catalog: msg(
            "Not every week: {when}", when=_days_and_times(line, catalog) or shortened(line.note, 60)
        )
    if not line.days:
        return shortened(line.note, _LONGEST)
    if line.opens == time(0) and line.closes in {time(23, 59), time(0)} and len(line.days) == len(_WEEK):
        return msg("Day and night")
    return lambda catalog: plain(_days_and_times(line, catalog))


def _days_and_times(line: Hours, catalog: Catalog) -> str:
    # Of "the second Tuesday of the month" at least the Tuesday is said, behind "not every week".
    days = ", ".join(_span(run, catalog) for run in _runs([day[-2:] for day in line.days]))
    if line.opens is None or line.closes is None:
        return days
    opens, closes = (catalog.clock(moment) for moment in (line.opens, line.closes))
    if catalog.language.right_to_left:
        # "8:00 AM" must stay in one piece, while the two times follow each other from the right.
        opens, closes = (f"\u2068{moment}\u2069" for moment in (opens, closes))
    return f"{days}  {opens} – {closes}"


def _closed_when(line: Hours, catalog: Catalog) -> str:
    days = ", ".join(_span(run, catalog) for run in _runs(line.days))
    dates = " – ".join(dict.fromkeys(catalog.day(day) for day in (line.valid_from, line.valid_to) if day))
    return "  ".join(part for part in (days, dates) if part) or shortened(line.note, _LONGEST)


def _runs(days: Sequence[str]) -> list[list[str]]:
    """Group days that follow each other: MO TU WE, FR."""
    runs: list[list[str]] = []
    for day in (day for day in _WEEK if day in days):
        if runs and _WEEK.index(day) == _WEEK.index(runs[-1][-1]) + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _span(run: Sequence[str], catalog: Catalog) -> str:
    if len(run) < len(_WEEK[:3]):
        return ", ".join(catalog.weekday(day) for day in run)
    return f"{catalog.weekday(run[0])} – {catalog.weekday(run[-1])}"


def cost(service: Service) -> Phrase:
    """Say what SERVICE costs: free only when the record says so."""
    if service.free:
        return msg("Free")
    for price in service.costs:
        if price.amount is not None and price.currency and price.amount > 0:
            return _amount(price.amount, price.currency, shortened(price.note, 60))
    note = next((price.note for price in service.costs if price.note), "")
    return shortened(note, _LONGEST) if note else msg("Ask the price first.")


def _amount(amount: float, currency: str, note: str) -> Callable[[Catalog], Message]:
    return lambda catalog: plain(" · ".join(filter(None, (catalog.money(amount, currency), note))))


def whom_to_ask(service: Service) -> str:
    """Return whom to ask for at SERVICE."""
    return shortened(service.whom_to_ask_for, _LONGEST)


def how_to_enter(service: Service) -> str:
    """Return how one enters: walk in, by appointment, with a number."""
    return shortened(service.how_to_enter, _LONGEST)
