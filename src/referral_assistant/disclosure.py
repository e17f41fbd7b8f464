"""What a service asks at the door, how we know, and how safe that makes it on a given day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum

from referral_assistant.condition import NO_EVIDENCE, Evidence, Test


class Safety(IntEnum):
    """How safe a service is for a family without status; greater is safer."""

    ASKS = 0
    UNCONFIRMED = 1
    NOT_ASKED = 2
    PROTECTED = 3


class Fact(StrEnum):
    ASKS_STATUS = "asks_status"
    SHARES = "shares_with_authorities"
    FIREWALL = "firewall"
    ASKS_PAPER = "asks_paper"


class Source(StrEnum):
    """How a fact came to be known (the column `evidence`)."""

    LAW = "law"
    POLICY = "policy"
    PHONE_CALL = "phone_call"
    VISIT = "visit"
    FAMILY_REPORT = "family_report"
    WEBSITE = "website"


PAPERS = (
    "photo_id",
    "residence_proof",
    "income_proof",
    "birth_or_school_record",
    "social_security_number",
    "other_document",
)
NO_PAPER = "none"
VALUES = {
    Fact.ASKS_STATUS: ("yes", "no"),
    Fact.SHARES: ("yes", "no"),
    Fact.FIREWALL: ("law", "policy", "none"),
    Fact.ASKS_PAPER: (*PAPERS, NO_PAPER),
}
DAYS_IN_DATE = {
    Source.LAW: 365,
    Source.POLICY: 365,
    Source.PHONE_CALL: 180,
    Source.VISIT: 180,
    Source.WEBSITE: 180,
    Source.FAMILY_REPORT: 90,
}
_UNDOES_A_YES = frozenset({Source.LAW, Source.POLICY, Source.PHONE_CALL, Source.VISIT})
_SEEN_THERE = frozenset({Source.PHONE_CALL, Source.VISIT})


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One row of `disclosure.csv`. `only_if`: the paper is asked only of those for whom the test holds."""

    fact: Fact
    value: str
    how: Source
    evidence: Evidence = NO_EVIDENCE
    only_if: Test | None = None

    @property
    def is_demand(self) -> bool:
        """Whether the row says that something is asked or passed on (a "yes")."""
        if self.fact is Fact.ASKS_PAPER:
            return self.value != NO_PAPER
        return self.fact is not Fact.FIREWALL and self.value == "yes"

    def counts(self, on: date) -> bool:
        """Say whether the row is evidence at all on that day: dated, not after it, with a source."""
        checked = self.evidence.checked_on
        return checked is not None and checked <= on and bool(self.evidence.source.strip())

    @property
    def good_until(self) -> date | None:
        """The last day on which the row is in date."""
        checked = self.evidence.checked_on
        if checked is None:
            return None
        return date.fromordinal(min(checked.toordinal() + DAYS_IN_DATE[self.how], date.max.toordinal()))

    def in_date(self, on: date) -> bool:
        """Say whether the row counts and has not expired on that day."""
        until = self.good_until
        return self.counts(on) and until is not None and on <= until


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty to report that a service falls under, by the region's law or circular."""

    title: str
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Judgement:
    """How safe a service is on a day, with the rows that decided it, and why it is not safer.

    What kept an otherwise good answer down: a duty to report, words of the record itself, checks that are too old or
    that cannot be read, a computer whose clock stands before the newest check (`clock_behind`: the day of that check).
    """

    safety: Safety
    because: tuple[DisclosureRow, ...] = ()
    duty: Duty | None = None
    suspicious_words: tuple[str, ...] = ()
    expired: tuple[DisclosureRow, ...] = ()
    unreadable: tuple[str, ...] = ()
    clock_behind: date | None = None


def judge(
    rows: Iterable[DisclosureRow],
    on: date,
    *,
    duties: Iterable[Duty] = (),
    suspicious_words: tuple[str, ...] = (),
    unreadable: tuple[str, ...] = (),
) -> Judgement:
    """Judge the safety of a service from its rows on a day (the table of FORMATS section 2).

    DUTIES are the region's duties to report that the service falls under. SUSPICIOUS_WORDS are words of the record's
    free text that suggest that status matters, UNREADABLE are rows that might say so: they can lower the answer, never
    raise it.
    """
    rows = tuple(sorted(rows, key=_order))
    demands = standing_demands(rows, on)
    if demands:
        return Judgement(Safety.ASKS, demands)
    refusals = [row for row in rows if row.fact is Fact.ASKS_STATUS and not row.is_demand]
    good = tuple(row for row in refusals if row.in_date(on))
    if not good:
        return Judgement(Safety.UNCONFIRMED, expired=tuple(row for row in refusals if row.counts(on)))
    if unreadable:
        return Judgement(Safety.UNCONFIRMED, good, unreadable=unreadable)
    if suspicious_words and all(row.how is Source.WEBSITE for row in good):
        return Judgement(Safety.UNCONFIRMED, good, suspicious_words=suspicious_words)
    for duty in duties:
        if not any(row.how in _SEEN_THERE and _checked(row) > duty.checked_on for row in good):
            return Judgement(Safety.UNCONFIRMED, good, duty=duty)
    best = max(good, key=_checked)
    keeps = _newest([row for row in rows if row.fact is Fact.SHARES and not row.is_demand and row.in_date(on)])
    wall = _firewall(rows, on)
    if keeps and wall:
        return Judgement(Safety.PROTECTED, (best, keeps, wall))
    return Judgement(Safety.NOT_ASKED, (best,))


def without_a_clock(judgement: Judgement, newest: date) -> Judgement:
    """Lower what was judged by a clock that stands before NEWEST, the day of a check that was made."""
    if judgement.safety <= Safety.UNCONFIRMED:
        return judgement
    return replace(judgement, safety=Safety.UNCONFIRMED, clock_behind=newest)


def newest_check(rows: Iterable[DisclosureRow]) -> date | None:
    """Return the day of the newest check, of whatever it found."""
    return max((row.evidence.checked_on for row in rows if row.evidence.checked_on), default=None)


def standing_demands(rows: Iterable[DisclosureRow], on: date) -> tuple[DisclosureRow, ...]:
    """Return the rows by which the service asks for status, passes it on, or asks for a social security number."""
    rows = tuple(rows)
    asked = [
        row
        for fact in (Fact.ASKS_STATUS, Fact.SHARES)
        for row in rows
        if row.fact is fact and row.is_demand and not _undone(row, rows, on)
    ]
    return (*asked, *(row for row in papers_asked(rows, on) if row.value == "social_security_number"))


def papers_asked(rows: Iterable[DisclosureRow], on: date) -> tuple[DisclosureRow, ...]:
    """Return the papers that the service asks, by its newest rows; a paper asked without a usable date always counts."""
    rows = tuple(row for row in rows if row.fact is Fact.ASKS_PAPER)
    usable = [row for row in rows if row.evidence.checked_on and row.evidence.checked_on <= on]
    dated = [row for row in usable if row.is_demand or (row.counts(on) and row.how in _UNDOES_A_YES)]
    newest = max((_checked(row) for row in dated), default=None)
    return tuple(
        row
        for row in rows
        if row.is_demand and (row not in usable or _checked(row) == newest or _only_websites_since(row, dated))
    )


def papers_recorded(rows: Iterable[DisclosureRow]) -> bool:
    """Say whether anybody recorded what papers are asked, "none" included."""
    return any(row.fact is Fact.ASKS_PAPER for row in rows)


def _only_websites_since(row: DisclosureRow, dated: list[DisclosureRow]) -> bool:
    """A social security number, once asked, is not undone by newer rows that no person heard or saw there."""
    later = [other for other in dated if _checked(other) > _checked(row)]
    strong = any(other.how in _UNDOES_A_YES for other in later)
    return row.value == "social_security_number" and bool(later) and not strong


def _undone(demand: DisclosureRow, rows: tuple[DisclosureRow, ...], on: date) -> bool:
    """A yes is undone only by a later no by law, policy, telephone call or visit; one without a date, never."""
    when = demand.evidence.checked_on
    if when is None or when > on:
        return False
    return any(
        row.fact is demand.fact
        and not row.is_demand
        and row.how in _UNDOES_A_YES
        and row.counts(on)
        and _checked(row) > when
        for row in rows
    )


def _firewall(rows: tuple[DisclosureRow, ...], on: date) -> DisclosureRow | None:
    """Return the newest firewall in date that no word of its own day, or of a later one, denies."""
    told = [row for row in rows if row.fact is Fact.FIREWALL and row.counts(on)]
    denied = max((_checked(row) for row in told if row.value == "none"), default=date.min)
    return _newest([row for row in told if row.value != "none" and row.in_date(on) and _checked(row) > denied])


def _newest(rows: list[DisclosureRow]) -> DisclosureRow | None:
    return max(rows, key=_checked, default=None)


_STRENGTH = {how: place for place, how in enumerate(Source)}


def _order(row: DisclosureRow) -> tuple[str, str, int, date, str, str, str]:
    """Put rows into one order, however the record happens to hold them: by strength of evidence, then by text."""
    only_if = row.only_if.rule if row.only_if else ""
    return (
        row.fact, row.value, _STRENGTH[row.how], _checked(row), row.evidence.source, row.evidence.quote, only_if
    )  # fmt: skip


def _checked(row: DisclosureRow) -> date:
    return row.evidence.checked_on or date.min


def next_expiry(rows: Iterable[DisclosureRow], on: date) -> date | None:
    """Return the day after which the answer of today's evidence would change, if no one checks again."""
    ends = [row.good_until for row in rows if row.in_date(on)]
    return min((end for end in ends if end), default=None)
