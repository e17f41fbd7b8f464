"""What in the directory needs a person's eye: `check` (FORMATS section 6). Each problem is a word that stays the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from referral_assistant import clock
from referral_assistant.condition import NUMERIC, Condition, Test
from referral_assistant.directory.fine_print import Proposal, Said, proposals_of
from referral_assistant.directory.fine_print.kept import KeptReadings
from referral_assistant.disclosure import DisclosureRow, Fact, Safety
from referral_assistant.service import Service

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

_STALE_AFTER = timedelta(days=365)
_DIGITS = range(3, 16)
_OLDEST = 120
_REPORTED = 100
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at; `problem` is one of the words below.

    `unreachable` no need points to the service · `missing` nothing is recorded · `stale` last confirmed over a year ago
    or never · `expired` the evidence is too old · `unconfirmed` what is recorded does not make it safe ·
    `wrong_number` somebody else answers there ·
    `duty_to_report` a law holds it back · `contradictory` two things cannot both be so · `unreadable` a stored row that
    no longer reads · `invalid` a value that cannot be · `closed` it does not run · `proposal` what its free text says ·
    `damaged` the record on disk cannot be read · `duplicate` it and `other` are likely the same.
    `kind` and `why` are for what is no service, or is damaged.
    """

    service_id: str
    field: str
    problem: str
    proposal: str | None = None
    words: tuple[str, ...] | None = None
    other: str = ""
    kind: str = "service"
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as FORMATS section 6 writes it; what is not there for every problem stands only where it is."""
        more = {"other": self.other, "kind": self.kind if self.kind != "service" else "", "why": self.why}
        return {
            "service_id": self.service_id,
            "field": self.field,
            "problem": self.problem,
            "proposal": self.proposal,
            "words": None if self.words is None else list(self.words),
            **{name: value for name, value in more.items() if value},
        }


def check(session: Session, on: date | None = None, *, duplicates: bool = False) -> list[dict[str, Any]]:
    """Return every problem of every service that is listed, as FORMATS section 6 writes them, by service."""
    return [problem.as_json() for problem in problems(session, on or clock.today(), duplicates=duplicates)]


def problems(
    session: Session, on: date, *, duplicates: bool = False, report: Report | None = None
) -> Iterator[Problem]:  # fmt: skip
    """Yield every problem of every service that is listed, then likely DUPLICATES. REPORT(done, total) may raise to stop."""
    services = {service.id: service for service in session.services if service.is_listed}
    damaged = {key: why for key, why in session.directory.damage if key.kind != "service"}
    with KeptReadings(session.folder) as readings:
        for done, (key, data, why) in enumerate(session.directory.on_disk.whole("service")):
            if report and done % _REPORTED == 0:
                report(done, len(session.services))
            if data is None:
                damaged[key] = why
            elif held := services.get(key.id):
                yield from _of_service(session, held, on, data, readings)
    for key, why in damaged.items():
        yield Problem(key.id, "record", "damaged", kind=key.kind, why=why)
    if duplicates:
        yield from _duplicates(session, services, report)


def _duplicates(session: Session, services: Mapping[str, Service], report: Report | None) -> Iterator[Problem]:
    for pair in session.directory.duplicates("service", report):
        if pair.first in services and pair.second in services:
            yield Problem(pair.first, "name", "duplicate", other=pair.second)


def _of_service(
    session: Session, service: Service, on: date, data: Mapping[str, Any], readings: KeptReadings
) -> Iterator[Problem]:
    """Yield the problems of one service; nobody need ring one that does not run, so that what it lacks is left out."""
    if not service.needs:
        yield Problem(service.id, "needs", "unreachable")
    if not service.is_open_for_referral:
        yield Problem(service.id, "status", "closed")
    else:
        for field, problem in _of_open(session, service, data, on):
            yield Problem(service.id, field, problem)
    for field, proposal in proposals_of(data, readings.read):
        if not _recorded(service, proposal):
            yield Problem(service.id, field, "proposal", proposal.text, proposal.words)


def _of_open(session: Session, service: Service, data: Mapping[str, Any], on: date) -> Iterator[tuple[str, str]]:
    yield from _missing(service)
    yield from _about_evidence(session, service, on)
    yield from _about_conditions(service)
    yield from _invalid(service, data)
    if service.confirmed_on is None or on - service.confirmed_on > _STALE_AFTER:
        yield "assured_date", "stale"


def _missing(service: Service) -> Iterator[tuple[str, str]]:
    if service.wrong_phones:
        yield "phones", "wrong_number"
    elif not service.phones:
        yield "phones", "missing"
    if not service.hours:
        yield "schedules", "missing"
    if not service.spots:
        yield "locations", "missing"


def _about_evidence(session: Session, service: Service, on: date) -> Iterator[tuple[str, str]]:
    judgement = service.judged(on, session.surroundings.duties_of(service))
    if service.unreadable_disclosure:
        yield "disclosure", "unreadable"
    if not any(row.fact is Fact.ASKS_STATUS for row in service.disclosure):
        yield "disclosure", "missing"
    elif judgement.expired:
        yield "disclosure", "expired"
    elif judgement.safety is Safety.UNCONFIRMED:
        yield "disclosure", "duty_to_report" if judgement.duty else "unconfirmed"
    if service.suspicious_words or _contradicts(service.disclosure):
        yield "disclosure", "contradictory"


def _contradicts(rows: tuple[DisclosureRow, ...]) -> bool:
    """Say whether two rows of one fact and one day say yes and no."""
    told: dict[tuple[Fact, date | None], set[bool]] = {}
    for row in rows:
        if row.fact in {Fact.ASKS_STATUS, Fact.SHARES}:
            told.setdefault((row.fact, row.evidence.checked_on), set()).add(row.is_demand)
    return any(len(both) > 1 for both in told.values())


def _about_conditions(service: Service) -> Iterator[tuple[str, str]]:
    if service.unreadable_conditions:
        yield "conditions", "unreadable"
    elif not service.conditions:
        yield "conditions", "missing"
    if _nobody_fits(service.conditions):
        yield "conditions", "contradictory"


def _nobody_fits(conditions: tuple[Condition, ...]) -> bool:
    """Say whether the rows of one group leave no number that fits all of them: 18 or more, and under 5."""
    tests: dict[tuple[str, str, str], list[Test]] = {}
    for condition in conditions:
        test = condition.test
        if test.kind in NUMERIC and not test.is_not and not test.excludes:
            tests.setdefault((condition.group, test.scope, test.attribute), []).append(test)
    return any(_apart(some) for some in tests.values() if len(some) > 1)


def _apart(tests: list[Test]) -> bool:
    lows = [min((low for low, _ in test.spans), default=-math.inf) for test in tests]
    highs = [max((high for _, high in test.spans), default=math.inf) for test in tests]
    return max(lows) > min(highs)


def _invalid(service: Service, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields that hold a value that cannot be."""
    if any(sum(letter.isdigit() for letter in number) not in _DIGITS for number in service.phones):
        yield "phones", "invalid"
    if any(cost.amount is not None and not 0 <= cost.amount < math.inf for cost in service.costs):
        yield "cost_options", "invalid"
    if any(hours.valid_from and hours.valid_to and hours.valid_from > hours.valid_to for hours in service.hours):
        yield "schedules", "invalid"
    if not _possible_ages(data):
        yield "minimum_age", "invalid"
    if service.capacity_available is not None and service.capacity_available < 0:
        yield "capacities", "invalid"


def _possible_ages(data: Mapping[str, Any]) -> bool:
    least, most = data.get("minimum_age"), data.get("maximum_age")
    ages = [age for age in (least, most) if isinstance(age, int | float)]
    return all(0 <= age <= _OLDEST for age in ages) and (len(ages) < 2 or ages[0] <= ages[1])


def _recorded(service: Service, proposal: Proposal) -> bool:
    """Say whether somebody has recorded already what the text says."""
    if proposal.said is Said.CONDITION:
        known = (condition.test for condition in service.conditions)
        return any(f"{test.attribute} {test.operator} {test.value}" == proposal.detail for test in known)
    if proposal.said is Said.ASKS_PAPER:
        return any(row.fact is Fact.ASKS_PAPER and row.value == proposal.detail for row in service.disclosure)
    asked = {row.is_demand for row in service.disclosure if row.fact is Fact.ASKS_STATUS}
    return (proposal.said is not Said.EXPLICITLY_OPEN) in asked
