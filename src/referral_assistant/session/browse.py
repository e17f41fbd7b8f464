"""Look through the directory: what was found, with its safety as a visit would judge it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from referral_assistant.directory import Filters
from referral_assistant.disclosure import Judgement, Safety
from referral_assistant.service import Service

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

MOST = 200
# Safety is judged after the search, so a search that is narrowed by it reads more than it shows.
_MOST_READ = 20_000
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What narrows the list; empty narrows nothing."""

    text: str = ""
    need: str = ""
    area: str = ""
    safety: Safety | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.text.strip() or self.need or self.area or self.safety is not None)


@dataclass(frozen=True, slots=True)
class Listed:
    """A service of the list and its safety today, duties to report and suspicious words included."""

    service: Service
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Listing:
    """What a search found: at most `MOST`, and whether there is more."""

    found: tuple[Listed, ...]
    more: bool
    empty_directory: bool


def browse(session: Session, narrowed: Narrowed, report: Report | None = None, on: date | None = None) -> Listing:
    """Search and judge. REPORT may raise to stop, as soon as nobody waits for the answer any more."""
    day = on or date.today()
    needs = frozenset({narrowed.need}) if narrowed.need else frozenset()
    filters = Filters(needs=needs, area=narrowed.area, on=day)
    limit = MOST + 1 if narrowed.safety is None else _MOST_READ
    listed: list[Listed] = []
    for position, hit in enumerate(session.directory.search(narrowed.text, limit, filters)):
        if report and position % 50 == 0:
            report(position, limit)
        service = session.directory.service(hit.service_id)
        if service is None:
            continue
        judged = judged_today(session, service, day)
        if narrowed.safety is None or judged.safety is narrowed.safety:
            listed.append(Listed(service, judged))
        if len(listed) > MOST:
            break
    empty = not listed and not narrowed.narrows and not session.directory.search("", 1, Filters(unlisted=True))
    return Listing(tuple(listed[:MOST]), len(listed) > MOST, empty)


def judged_today(session: Session, service: Service, on: date | None = None) -> Judgement:
    """Judge a service as a visit would."""
    return service.judged(on or date.today(), session.surroundings.duties_of(service))
