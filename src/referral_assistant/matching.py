"""Match a family's needs with services: three lists, always in the same order, each entry with its reasons.

`MatchIndex` prepares the services for one day; `match` reads one family against them; `ranking` has the order.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import overload

from referral_assistant.columns import Columns, Reading, mask_of, masks_of, positions_of, union
from referral_assistant.completions import settle
from referral_assistant.disclosure import (
    Duty,
    Judgement,
    Safety,
    newest_check,
    without_a_clock,
)
from referral_assistant.eligibility import Outcome, Rule, rule_of
from referral_assistant.facts import (
    Facts,
    changed_of_household,
    changed_of_person,
    depends_on,
    unknown_of_household,
    unknown_of_person,
)
from referral_assistant.household import Household, Person
from referral_assistant.probes import probes
from referral_assistant.ranking import ANYWHERE, Nearness, Ranking
from referral_assistant.service import Service


@dataclass(frozen=True, slots=True)
class Match:
    """One service for one need. `people` are positions in `household.people`; `rank` counts from 1 within its list."""

    service: Service
    need: str
    people: tuple[int, ...]
    safety: Safety
    outcome: Outcome
    rank: int
    judgement: Judgement
    rule: Rule


class MatchIndex:
    """The services of a directory, judged and compiled for one day. Tombstones (`is_listed` false) are not in it.

    BY_CLOCK: the day is the computer's own. Where a check is dated after it, the clock is wrong (`clock_behind` is the
    day of the newest check): nothing is confirmed then.
    """

    def __init__(
        self,
        services: Sequence[Service],
        on: date,
        duties: Callable[[Service], Sequence[Duty]] = lambda _service: (),
        *,
        by_clock: bool = False,
    ) -> None:
        self.on = on
        self.services = sorted((service for service in services if service.is_listed), key=lambda one: one.id)
        count = len(self.services)
        self.count = count
        self.rules = [rule_of(service, on) for service in self.services]
        newest = newest_check(row for one in self.services for row in one.disclosure) if by_clock else None
        self.judgements = [one.judged(on, duties(one)) for one in self.services]
        self.clock_behind: date | None = None
        if newest and newest > on:
            self.clock_behind = newest
            self.judgements = [without_a_clock(one, newest) for one in self.judgements]
        self.columns = Columns(self.rules)
        self.running = mask_of((i for i, one in enumerate(self.services) if one.is_open_for_referral), count)
        self.safe = {
            safety: mask_of((i for i, judged in enumerate(self.judgements) if judged.safety is safety), count)
            for safety in Safety
        }
        self.for_need = masks_of(count, ((need, i) for i, one in enumerate(self.services) for need in one.needs))
        self.ranking = Ranking(self.services, self.judgements, on)


@dataclass(frozen=True, slots=True)
class NeedResult:
    """For one need: which services are open to the family, possibly open, and in what order each list stands."""

    need: str
    people: tuple[int, ...]
    surely: int
    possibly: int
    candidates: int


Entry = tuple[int, NeedResult]
"""A line of a list before it is looked at: the position of its service, and the need."""


class MatchList(Sequence[Match]):
    """A ranked list that is put into order when it is first looked at, and whose entries are made one by one."""

    def __init__(self, results: Results, masks: Sequence[int]) -> None:
        self._results = results
        self._masks = masks

    def __len__(self) -> int:
        return sum(mask.bit_count() for mask in self._masks)

    @cached_property
    def _entries(self) -> list[Entry]:
        return [
            (index, need)
            for need, mask in zip(self._results.needs, self._masks, strict=True)
            for index in self._results.ordered(need, mask)
        ]

    @overload
    def __getitem__(self, position: int) -> Match: ...

    @overload
    def __getitem__(self, position: slice) -> list[Match]: ...

    def __getitem__(self, position: int | slice) -> Match | list[Match]:
        places = range(len(self))[position]
        if isinstance(places, range):
            return [self._built(place) for place in places]
        return self._built(places)

    def _built(self, place: int) -> Match:
        return self._results.build(self._entries[place], place + 1)

    def __iter__(self) -> Iterator[Match]:
        return (self[position] for position in range(len(self._entries)))


@dataclass(frozen=True)
class Results:
    """The three lists of FORMATS section 4 for one family, over one index."""

    index: MatchIndex
    household: Household
    readings: tuple[dict[tuple[bool, Facts], Reading], ...]
    needs: tuple[NeedResult, ...]
    near: Nearness
    possible_for: tuple[int, ...] = field(default=())

    @cached_property
    def matches(self) -> MatchList:
        """Safe by dated evidence, and open to the family or possibly so."""
        return self._list(lambda need: need.possibly & self.index.running & self.confirmed)

    @cached_property
    def call_first(self) -> MatchList:
        """Possibly open, but nobody has confirmed that status does not matter."""
        return self._list(lambda need: need.possibly & self.index.running & self.index.safe[Safety.UNCONFIRMED])

    @cached_property
    def left_out(self) -> MatchList:
        """Asks for status, is closed, or is not for this family."""
        return self._list(
            lambda need: (
                need.candidates
                & (self.index.safe[Safety.ASKS] | ~self.index.running | (need.candidates & ~need.possibly))
            )
        )

    @cached_property
    def undecided(self) -> int:
        """How many services, over all needs, a further answer could still decide."""
        return sum((need.possibly & ~need.surely & self.worth_asking).bit_count() for need in self.needs)

    @property
    def worth_asking(self) -> int:
        """Services for which an answer can change anything: they run and do not ask for status."""
        return self.index.running & ~self.index.safe[Safety.ASKS]

    @property
    def confirmed(self) -> int:
        """Services whose safety rests on dated evidence."""
        return self.index.safe[Safety.NOT_ASKED] | self.index.safe[Safety.PROTECTED]

    def _list(self, chosen: Callable[[NeedResult], int]) -> MatchList:
        return MatchList(self, [chosen(need) & need.candidates for need in self.needs])

    def ordered(self, need: NeedResult, mask: int) -> list[int]:
        """Return the positions of the services of MASK, best for NEED first."""
        languages = self.household.languages or frozenset()
        return self.index.ranking.order(need.surely & mask, mask, languages, self.near)

    def best(self, need: NeedResult, mask: int) -> list[Match]:
        """Return the first of the services of MASK for NEED, with those as good as it in all but freshness."""
        languages = self.household.languages or frozenset()
        found = self.index.ranking.best(need.surely & mask, mask, languages, self.near)
        return [self.build((index, need), place) for place, index in enumerate(found, 1)]

    def build(self, entry: Entry, rank: int) -> Match:
        """Make the match for an entry of one of the lists."""
        index, need = entry
        outcome = (
            Outcome.YES if need.surely >> index & 1 else Outcome.UNKNOWN if need.possibly >> index & 1 else Outcome.NO
        )
        people = tuple(
            position for position in need.people if outcome is Outcome.NO or self.possible_for[position] >> index & 1
        )
        judgement = self.index.judgements[index]
        return Match(
            self.index.services[index],
            need.need,
            people or need.people,
            judgement.safety,
            outcome,
            rank,
            judgement,
            self.index.rules[index],
        )


def match(
    index: MatchIndex,
    household: Household,
    urgency: Mapping[str, int] | None = None,
    near: Nearness = ANYWHERE,
    before: Results | None = None,
) -> Results:
    """Match every need of HOUSEHOLD. URGENCY ranks needs, smaller first, then as it lists them; the rest come last.

    BEFORE is an earlier answer over the same index: only what was said otherwise since is looked at again.
    """
    readings = _readings(index, household, before)
    combined = [index.columns.combine(reading.values()) for reading in readings]
    wanted = _by_urgency(household.needs, urgency or {})
    doubtful = index.columns.entangled(_unknown(index, household))
    trials = tuple(probes(household)) if doubtful else ()
    needs = tuple(_need_result(index, household, need, combined, doubtful, trials) for need in wanted)
    return Results(index, household, readings, needs, near, tuple(possibly for _, possibly in combined))


def _unknown(index: MatchIndex, household: Household) -> frozenset[str]:
    """Name the facts that are not known well enough for the services of the index."""
    told = [
        unknown_of_person(person) - {"age"}
        if person.age_months and not index.columns.tells_apart(*person.age_months)
        else unknown_of_person(person)
        for person in household.people
    ]
    return unknown_of_household(household).union(*told)


def _by_urgency(needs: Iterable[str], urgency: Mapping[str, int]) -> list[str]:
    listed = {need: place for place, need in enumerate(urgency)}
    return sorted(needs, key=lambda need: (urgency.get(need, math.inf), listed.get(need, 0), need))


FactsKey = tuple[bool, Facts]
PersonReadings = tuple[dict[FactsKey, Reading], ...]
Combined = list[tuple[int, int]]


def _readings(index: MatchIndex, household: Household, before: Results | None) -> PersonReadings:
    shared = [key for key in index.columns.by_facts if not key[0]]
    own = [key for key in index.columns.by_facts if key[0]]
    people = household.people
    if before is None or before.index is not index or len(before.household.people) != len(people):
        return _read(index, household, shared, [own] * len(people), ({},) * len(people))
    by_all = changed_of_household(before.household, household)
    by_one = [changed_of_person(old, new) for old, new in zip(before.household.people, people, strict=True)]
    touched = by_all.union(*by_one)
    return _read(
        index,
        household,
        [key for key in shared if _depends(key, touched)],
        [[key for key in own if _depends(key, by_all | changed)] for changed in by_one],
        before.readings,
    )


def _read(
    index: MatchIndex,
    household: Household,
    shared: Iterable[FactsKey],
    own: Iterable[Iterable[FactsKey]],
    known: PersonReadings,
) -> PersonReadings:
    """Read the facts that all share once, and OWN facts person by person; the rest is KNOWN."""
    columns = index.columns
    for_all = {facts: columns.read(facts, NOBODY, household) for facts in shared}
    return tuple(
        old | for_all | {facts: columns.read(facts, person, household) for facts in wanted}
        for person, wanted, old in zip(household.people, own, known, strict=True)
    )


def _depends(key: FactsKey, changed: frozenset[str]) -> bool:
    return any(depends_on(key[1], fact) for fact in changed)


NOBODY = Person()
"""Stands in where a literal is not about one person."""


def _need_result(
    index: MatchIndex, household: Household, need: str, combined: Combined, doubtful: int, trials: Sequence[Household]
) -> NeedResult:
    """Join what is known of those who have the need; look closely where Kleene may be too cautious (DOUBTFUL)."""
    people = tuple(position for position, person in enumerate(household.people) if need in person.needs)
    candidates = index.for_need.get(need, 0)
    surely, possibly = _for_any(combined, people, candidates)
    for position in positions_of(possibly & ~surely & doubtful):
        outcome = settle(index.rules[position], people, household, trials)
        if outcome is Outcome.YES:
            surely |= 1 << position
        elif outcome is Outcome.NO:
            possibly &= ~(1 << position)
    return NeedResult(need, people, surely, possibly, candidates)


def _for_any(combined: Combined, people: tuple[int, ...], candidates: int) -> tuple[int, int]:
    return (
        union(combined[position][0] for position in people) & candidates,
        union(combined[position][1] for position in people) & candidates,
    )
