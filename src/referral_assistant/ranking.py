"""The order in which services stand: lexicographic, the same for everyone, without a score.

Urgency of the need (of two as urgent, the order of the list of needs), outcome, safety, papers asked, language, cost,
distance, freshness, id. Needs are put into order by `matching`; the rest is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from referral_assistant.columns import masks_of, positions_of, union
from referral_assistant.condition import fold_place
from referral_assistant.disclosure import PAPERS, Fact, Judgement, Safety, papers_asked
from referral_assistant.service import Service

# How many steps each part of a key has, the least important first; freshness and id, before them, have one a service.
_STEPS = (("distance", 4), ("cost", 3), ("language", 3), ("papers", len(PAPERS) + 2), ("safety", 4), ("outcome", 2))


@dataclass(frozen=True, slots=True)
class Nearness:
    """The places to prefer, folded by `fold_place`: where the family stays, and what is within reach of it."""

    here: frozenset[str] = frozenset()
    next_to_it: frozenset[str] = frozenset()


ANYWHERE = Nearness()
"""Nobody said where the family stays."""


class Ranking:
    """The order of the services of an index; a service is its position, and its key one number."""

    def __init__(self, services: Sequence[Service], judgements: Sequence[Judgement], on: date) -> None:
        self._services, self._judgements, self._on = services, judgements, on
        self._count = len(services)
        self._weights: dict[str, int] = {}
        weight = self._count
        for name, steps in _STEPS:
            self._weights[name] = weight
            weight *= steps
        spoken = ((tag, i) for i, one in enumerate(services) for tag in one.languages)
        placed = ((fold_place(spot.area), i) for i, one in enumerate(services) for spot in one.spots if spot.area)
        self._speaking = masks_of(self._count, spoken)
        self._located = masks_of(self._count, placed)

    def order(self, surely: int, possibly: int, languages: frozenset[str], near: Nearness) -> list[int]:
        """Return the services of POSSIBLY in their order; those in SURELY come first."""
        _, newest_first = self._fixed
        return [newest_first[key % self._count] for key in self._keys(surely, possibly, languages, near)]

    def best(self, surely: int, possibly: int, languages: frozenset[str], near: Nearness) -> list[int]:
        """Return, in their order, the services that only freshness and id set apart from the first."""
        _, newest_first = self._fixed
        keys = self._keys(surely, possibly, languages, near)
        alike = [key for key in keys if key // self._count == keys[0] // self._count]
        return [newest_first[key % self._count] for key in alike]

    def _keys(self, surely: int, possibly: int, languages: frozenset[str], near: Nearness) -> list[int]:
        fixed, _ = self._fixed
        family = self._family_key(languages, near)
        unsure = self._weights["outcome"]
        keys = [fixed[i] + family(i) for i in positions_of(possibly & surely)]
        keys += [fixed[i] + family(i) + unsure for i in positions_of(possibly & ~surely)]
        keys.sort()
        return keys

    @cached_property
    def _fixed(self) -> tuple[list[int], list[int]]:
        """Return the part of each service's key that no family changes, and the order of freshness and id."""
        newest_first = sorted(range(self._count), key=lambda i: (-self._freshness(i), self._services[i].id))
        place = [0] * self._count
        for rank, index in enumerate(newest_first):
            place[index] = rank
        weights = self._weights
        fixed = [
            (Safety.PROTECTED - judged.safety) * weights["safety"]
            + self._papers(one) * weights["papers"]
            + _cost(one) * weights["cost"]
            + place[i]
            for i, (one, judged) in enumerate(zip(self._services, self._judgements, strict=True))
        ]
        return fixed, newest_first

    def _papers(self, service: Service) -> int:
        asked = len({row.value for row in papers_asked(service.disclosure, self._on)})
        if asked:
            return asked + 1
        # A word that asks for nothing must be dated: otherwise nobody knows.
        rows = service.disclosure
        return 0 if any(row.fact is Fact.ASKS_PAPER and row.counts(self._on) for row in rows) else 1

    def _freshness(self, index: int) -> int:
        rows = [row.evidence.checked_on for row in self._judgements[index].because]
        days = [day.toordinal() for day in (*rows, self._services[index].confirmed_on) if day and day <= self._on]
        return max(days, default=0)

    def _family_key(self, languages: frozenset[str], near: Nearness) -> Callable[[int], int]:
        """Return the part of a service's key that goes by the family: its language, then the way there."""
        speaks = self._bits(mask for tag, mask in self._speaking.items() if _same_language(tag, languages))
        spoken, placed = self._bits(self._speaking.values()), self._bits(self._located.values())
        here = self._bits(self._located.get(name, 0) for name in near.here)
        next_to_it = self._bits(self._located.get(name, 0) for name in near.next_to_it)
        language, distance = self._weights["language"], self._weights["distance"]

        def key(i: int) -> int:
            place, bit = i >> 3, 1 << (i & 7)
            by_language = 0 if speaks[place] & bit else 2 if spoken[place] & bit else 1
            by_distance = 0 if here[place] & bit else 1 if next_to_it[place] & bit else 3 if placed[place] & bit else 2
            return by_language * language + by_distance * distance

        return key

    def _bits(self, masks: Iterable[int]) -> bytes:
        return union(masks).to_bytes(self._count // 8 + 1, "little")


def _same_language(tag: str, languages: frozenset[str]) -> bool:
    primary = tag.replace("_", "-").split("-")[0].lower()
    return any(primary == other.replace("_", "-").split("-")[0].lower() for other in languages)


def _cost(service: Service) -> int:
    return 1 if service.free is None else 0 if service.free else 2
