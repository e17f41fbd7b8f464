"""What in the directory needs a person's eye: `check` (FORMATS section 6). Each problem is a word that stays the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.fine_print import proposals_of
from referral_assistant.disclosure import DisclosureRow, Fact, Safety
from referral_assistant.service import Service

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

_STALE_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at. `proposal` and `words` are there when `problem` is "proposal": what free text says."""

    service_id: str
    field: str
    problem: str
    proposal: str | None = None
    words: list[str] | None = None


def check(session: Session, on: date | None = None) -> list[dict[str, Any]]:
    """Return every problem of every service that is listed and not closed, as FORMATS section 6 writes them."""
    day = on or date.today()
    records = {record.id: record.data for record in session.directory.records("service")}
    return [
        asdict(problem)
        for service in session.services
        if service.is_listed and service.is_open_for_referral
        for problem in _problems(session, service, records.get(service.id, {}), day)
    ]


def _problems(session: Session, service: Service, data: Mapping[str, Any], on: date) -> Iterator[Problem]:
    yield from (Problem(service.id, field, problem) for field, problem in _missing(service))
    yield from (Problem(service.id, "disclosure", problem) for problem in _about_evidence(session, service, on))
    if service.confirmed_on is None or on - service.confirmed_on > _STALE_AFTER:
        yield Problem(service.id, "assured_date", "stale")
    for field, proposal in proposals_of(data):
        yield Problem(service.id, field, "proposal", proposal.text, list(proposal.words))


def _missing(service: Service) -> Iterator[tuple[str, str]]:
    if not service.needs:
        yield "needs", "unreachable"
    if service.unreadable_conditions:
        yield "conditions", "unreadable"
    elif not service.conditions:
        yield "conditions", "missing"
    if not service.phones:
        yield "phones", "missing"
    if not service.hours:
        yield "schedules", "missing"
    if not service.spots:
        yield "locations", "missing"


def _about_evidence(session: Session, service: Service, on: date) -> Iterator[str]:
    judgement = service.judged(on, session.surroundings.duties_of(service))
    if service.unreadable_disclosure:
        yield "unreadable"
    if not any(row.fact is Fact.ASKS_STATUS for row in service.disclosure):
        yield "missing"
    elif judgement.expired:
        yield "expired"
    elif judgement.safety is Safety.UNCONFIRMED:
        yield "duty_to_report" if judgement.duty else "unconfirmed"
    if _contradicts(service.disclosure):
        yield "contradictory"


def _contradicts(rows: tuple[DisclosureRow, ...]) -> bool:
    """Say whether two rows of one fact and one day say yes and no."""
    told: dict[tuple[Fact, date | None], set[bool]] = {}
    for row in rows:
        if row.fact in {Fact.ASKS_STATUS, Fact.SHARES}:
            told.setdefault((row.fact, row.evidence.checked_on), set()).add(row.is_demand)
    return any(len(both) > 1 for both in told.values())
