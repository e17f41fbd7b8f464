"""What a visit shows: the three lists with their reasons, and the questions worth asking. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from referral_assistant.disclosure import Safety
from referral_assistant.eligibility import Outcome
from referral_assistant.household import Visit
from referral_assistant.interview import Choice, NextQuestion
from referral_assistant.matching import Match, MatchList, Results
from referral_assistant.message import Message
from referral_assistant.reasons import (
    Finding,
    LeftOutBecause,
    WouldFitIf,
    clock_sentence,
    findings_for,
    telephone_questions,
    why_left_out,
    would_fit_if,
)
from referral_assistant.service import Service

NEED_FOR_PAPER = {"birth_or_school_record": "papers.birth"}
"""The need whose services help to get a paper."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A match with everything that the desk says about it."""

    match: Match
    findings: tuple[Finding, ...]
    because: LeftOutBecause | None = None
    would_fit_if: WouldFitIf | None = None
    helps_with_paper: tuple[Service, ...] = ()
    questions: tuple[Message, ...] = ()


class ExplainedList(Sequence[Explained]):
    """A list of matches that are explained when they are looked at."""

    def __init__(self, matches: MatchList, explain: Callable[[Match], Explained]) -> None:
        self._matches = matches
        self._explain = explain

    def __len__(self) -> int:
        return len(self._matches)

    @overload
    def __getitem__(self, position: int) -> Explained: ...

    @overload
    def __getitem__(self, position: slice) -> list[Explained]: ...

    def __getitem__(self, position: int | slice) -> Explained | list[Explained]:
        if isinstance(position, slice):
            return [self._explain(match) for match in self._matches[position]]
        return self._explain(self._matches[position])

    def __iter__(self) -> Iterator[Explained]:
        return (self._explain(match) for match in self._matches)


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """What is counted of a need that nobody met: the need and the area of the region, nothing about anyone."""

    need: str
    area: str | None


@dataclass(frozen=True)
class VisitResults:
    """The three lists for one visit. REACHABLE are the folded names of areas that the family could go to."""

    visit: Visit
    results: Results
    reachable: frozenset[str] = frozenset()

    @cached_property
    def matches(self) -> ExplainedList:
        """Safe by dated evidence."""
        return ExplainedList(self.results.matches, self._explain)

    @cached_property
    def call_first(self) -> ExplainedList:
        """Not confirmed: each with what to ask on the telephone."""
        return ExplainedList(self.results.call_first, self._explain)

    @cached_property
    def left_out(self) -> ExplainedList:
        """Left out, each with the reason."""
        return ExplainedList(self.results.left_out, self._explain)

    @property
    def clock_warning(self) -> Message | None:
        """What to say above the lists when the computer's clock stands before the newest check; nothing is confirmed then."""
        behind = self.results.index.clock_behind
        return clock_sentence(behind) if behind else None

    @property
    def undecided(self) -> int:
        """How many services further answers could still decide."""
        return self.results.undecided

    @cached_property
    def unmet_needs(self) -> tuple[str, ...]:
        """Needs for which no service is left but those that ask for status, are closed or do not fit."""
        useful = self.results.worth_asking
        unmet = {one.need for one in self.results.needs if not one.possibly & one.candidates & useful}
        return tuple(need for need in self.visit.household.needs if need in unmet)

    def _explain(self, match: Match) -> Explained:
        household = self.visit.household
        people = tuple(household.people[position] for position in match.people)
        found = findings_for(match.service, match.rule, match.judgement, people, household, self.visit.on)
        is_open = match.service.is_open_for_referral
        if match.safety is Safety.ASKS or match.outcome is Outcome.NO or not is_open:
            because = why_left_out(match.service, match.rule, match.judgement, people, household)
            change = None
            if because in {LeftOutBecause.CONDITION, LeftOutBecause.AREA}:
                change = would_fit_if(match.rule, people, household, self.visit.on, self.reachable)
            return Explained(match, found, because, change, self._helps(change))
        questions = telephone_questions(match.rule, people, household) if match.safety is Safety.UNCONFIRMED else ()
        return Explained(match, found, questions=questions)

    def _helps(self, change: WouldFitIf | None) -> tuple[Service, ...]:
        """Find safe services that help to get the paper that is missing."""
        if change is None or change.attribute != "papers" or change.value not in NEED_FOR_PAPER:
            return ()
        index = self.results.index
        wanted = index.for_need.get(NEED_FOR_PAPER[change.value], 0) & index.running & self.results.confirmed
        return tuple(service for place, service in enumerate(index.services) if wanted >> place & 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ready to be put: its words, why we ask, and the words of each answer."""

    question: NextQuestion
    about: str
    text: Message
    why: Message
    choices: tuple[tuple[Message, Choice], ...]

    @property
    def settles(self) -> int:
        """How many services an answer is expected to settle."""
        return round(self.question.settles)
