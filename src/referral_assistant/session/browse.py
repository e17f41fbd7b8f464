"""Look through the directory: what was found, with its safety as a visit would judge it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from referral_assistant import clock
from referral_assistant.directory import Filters, Hit
from referral_assistant.disclosure import Judgement
from referral_assistant.service import Service
from referral_assistant.session.narrowing import By, Looser, Narrowed, looser, moment_of

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

MOST = 200
# Safety is judged after the search, so a search that is narrowed by it reads more than it shows.
_MOST_READ = 20_000
Report = Callable[[int, int], None]

__all__ = ["MOST", "By", "Listed", "Listing", "Looser", "Narrowed", "browse", "find", "judged_today"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A service of the list and its safety today, duties to report and suspicious words included."""

    service: Service
    judgement: Judgement
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a search found: at most `MOST`, and whether there is more. Nothing found: what to drop, by what it would find."""

    found: tuple[Listed, ...]
    more: bool
    empty_directory: bool
    looser: tuple[Looser, ...] = ()


def browse(session: Session, narrowed: Narrowed, report: Report | None = None, on: date | None = None) -> Listing:
    """Search and judge. REPORT may raise to stop, as soon as nobody waits for the answer any more."""
    listed = find(session, narrowed, MOST + 1, report, on)
    empty = not listed and not narrowed.narrows and not session.directory.search("", 1, Filters(unlisted=True))
    drop = () if listed or not narrowed.narrows else _counted(session, narrowed, report, on)
    return Listing(tuple(listed[:MOST]), len(listed) > MOST, empty, drop)


def find(
    session: Session, narrowed: Narrowed, limit: int, report: Report | None = None, on: date | None = None
) -> list[Listed]:
    """Return at most LIMIT services that fit, best first, or the nearest first when a point was named."""
    found: list[Listed] = []
    for listed in _judged(session, narrowed, limit, report, on):
        if narrowed.unlisted and listed.service.is_listed:
            continue
        if narrowed.safety is None or listed.judgement.safety is narrowed.safety:
            found.append(listed)
        if len(found) >= limit:
            break
    return found


def _judged(
    session: Session, narrowed: Narrowed, limit: int, report: Report | None, on: date | None
) -> Iterator[Listed]:
    now = moment_of(on)
    read = limit if narrowed.safety is None and not narrowed.unlisted else _MOST_READ
    for position, hit in enumerate(session.directory.search(narrowed.text, read, narrowed.filters(now))):
        if report and position % 50 == 0:
            report(position, read)
        service = session.directory.service(hit.service_id)
        if service is not None:
            judged = judged_today(session, service, now.date())
            yield Listed(service, judged, replace(hit, safety=judged.safety))


def _counted(session: Session, narrowed: Narrowed, report: Report | None, on: date | None) -> tuple[Looser, ...]:
    """Search again without each of the things, and keep what would find anything, most first."""
    ways = looser(narrowed)
    counted = []
    for position, way in enumerate(ways):
        if report:
            report(position, len(ways))
        count = len(find(session, way.narrowed, MOST + 1, report, on))
        counted.append(replace(way, count=min(count, MOST), more=count > MOST))
    return tuple(sorted((way for way in counted if way.count), key=lambda way: -way.count))


def judged_today(session: Session, service: Service, on: date | None = None) -> Judgement:
    """Judge a service as a visit would."""
    return service.judged(on or clock.today(), session.surroundings.duties_of(service))
