"""How true the directory is, month by month: which needs are covered where, and what is in date. From its own history."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

from referral_assistant import __version__, clock
from referral_assistant.disclosure import Safety
from referral_assistant.paths import write_atomically
from referral_assistant.service import Service
from referral_assistant.session.browse import judged_today
from referral_assistant.session.verification import areas_of

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

FILE = "health.json"
MOST_MONTHS = 24
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Health:
    """The directory on one day, judged by the rules of today.

    `listed` places run; of these `confirmed` are known, in date, not to ask for status; `asks` are known to. `covered`
    and `places`: by need, and by area, how many places are confirmed of how many there are.
    """

    on: str
    listed: int
    confirmed: int
    asks: int
    needs: Mapping[str, tuple[int, int]]
    areas: Mapping[str, tuple[int, int]]

    @property
    def share(self) -> float:
        """Which share of the places is confirmed, 0 to 1."""
        return self.confirmed / self.listed if self.listed else 0.0


def health(session: Session, on: date | None = None, report: Report | None = None) -> list[Health]:
    """Return the directory at the end of each month that has a history, and today last. REPORT may raise to stop.

    What was measured once is kept in a small file under the edit it was measured at: only new months are read.
    """
    today = on or clock.today()
    edits = [(edit.id, edit.on.astimezone().date()) for edit in session.directory.history(limit=_EVERY)]
    if on is None:
        # The clock of this computer, or of another, may have been set back since: what there is, is there today.
        edits = [(edit, min(day, today)) for edit, day in edits]
    moments = _month_ends(edits, today)
    kept = _kept(session)
    past = session.directory.on_disk.as_it_was(session.needs.reached)
    found: dict[str, Health] = {}
    for done, (day, edit) in enumerate(moments):
        if report:
            report(done, len(moments))
        name = f"{edit} {day.isoformat()} {session.region.id}"
        found[name] = kept.get(name) or measure(session, past.services(edit), day)
    if any(name not in kept for name in found):
        _keep(session, found)
    return list(found.values())


_EVERY = 1_000_000


def _month_ends(edits: Iterable[tuple[str, date]], today: date) -> list[tuple[date, str]]:
    """Return (day, the edit that held then) for the last day of each month, the oldest first, and for today."""
    newest_first = list(edits)
    if not newest_first:
        return []
    days, first = [today], newest_first[-1][1]
    end = today.replace(day=1) - timedelta(days=1)
    while end >= first and len(days) < MOST_MONTHS:
        days.append(end)
        end = end.replace(day=1) - timedelta(days=1)
    held = [(day, next((edit for edit, on in newest_first if on <= day), "")) for day in reversed(days)]
    return [(day, edit) for day, edit in held if edit]


def measure(session: Session, services: Iterable[Service], on: date) -> Health:
    """Measure the directory as it would be judged on a day."""
    needs: dict[str, list[int]] = {}
    areas: dict[str, list[int]] = {}
    listed = confirmed = asks = 0
    for service in services:
        if not service.is_open_for_referral:
            continue
        safety = judged_today(session, service, on).safety
        good = safety >= Safety.NOT_ASKED
        listed, confirmed, asks = listed + 1, confirmed + good, asks + (safety is Safety.ASKS)
        for table, names in ((needs, service.needs), (areas, areas_of(service))):
            for name in names:
                counts = table.setdefault(name, [0, 0])
                counts[0] += good
                counts[1] += 1
    return Health(on.isoformat(), listed, confirmed, asks, _pairs(needs), _pairs(areas))


def _pairs(table: Mapping[str, list[int]]) -> dict[str, tuple[int, int]]:
    return {name: (good, every) for name, (good, every) in sorted(table.items())}


def health_as_json(found: Iterable[Health]) -> list[dict[str, Any]]:
    """Return it as the command line prints it: by need and area, confirmed places and all places."""
    return [
        {
            "on": one.on,
            "listed": one.listed,
            "confirmed": one.confirmed,
            "asks": one.asks,
            "share": round(one.share, 3),
            "needs": {name: {"confirmed": good, "places": every} for name, (good, every) in one.needs.items()},
            "areas": {name: {"confirmed": good, "places": every} for name, (good, every) in one.areas.items()},
        }
        for one in found
    ]


# What was measured before


def _version(session: Session) -> str:
    """Name what a measure depends on besides the records: the rules of the program, and the list of needs."""
    return f"{__version__} {crc32(repr(session.needs.all).encode()):08x}"


def _kept(session: Session) -> dict[str, Health]:
    try:
        table = json.loads((session.folder / FILE).read_text("utf-8"))
        if table["version"] != _version(session):
            return {}
        return {str(name): _read(one) for name, one in table["months"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _read(one: Mapping[str, Any]) -> Health:
    tables = ({str(name): (int(good), int(every)) for name, (good, every) in one[key].items()} for key in _TABLES)
    needs, areas = tables
    return Health(str(one["on"]), int(one["listed"]), int(one["confirmed"]), int(one["asks"]), needs, areas)


_TABLES = ("needs", "areas")


def _keep(session: Session, found: Mapping[str, Health]) -> None:
    """Keep it; a folder that cannot be written only means that it is measured again."""
    table = {"version": _version(session), "months": {name: asdict(one) for name, one in found.items()}}
    try:
        write_atomically(session.folder / FILE, json.dumps(table, ensure_ascii=False).encode("utf-8"))
    except OSError:
        return
