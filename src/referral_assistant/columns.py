"""The conditions of a whole directory as columns of bits: one bit a service, so that thousands are judged at once.

Services keep their order; bit `i` speaks of service `i`. A service with several groups of conditions has one bit in
each of as many layers. A literal that few services have is kept as positions instead of bits.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from referral_assistant.condition import Kind, Scope, Test
from referral_assistant.eligibility import YOUNG, Literal, Outcome, PaperTest, Rule, answer
from referral_assistant.facts import Facts, facts_of
from referral_assistant.household import Household, Person
from referral_assistant.interplay import interplay

Masks = list[int]
"""One mask for each layer."""
_RARE = 1024
"""Bits of a literal that fewer than one in 1024 services have would fill the memory of a small laptop."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where a literal stands: for each layer, either bits or positions."""

    literal: Literal
    bits: tuple[tuple[int, int], ...]
    positions: tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of every service for one person: `no[k]` and `unknown[k]` for the groups of layer k."""

    no: Masks
    unknown: Masks


class Columns:
    """The rules of all services, turned by ninety degrees."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.count = len(rules)
        self.layers = max((len(rule.groups) for rule in rules), default=0)
        self.has_layer = [
            mask_of((index for index, rule in enumerate(rules) if len(rule.groups) > layer), self.count)
            for layer in range(self.layers)
        ]
        self._entangled = _masks_of_facts(rules)
        self.by_facts: dict[tuple[bool, Facts], list[Column]] = {}
        for column in _columns(rules, self.count):
            self.by_facts.setdefault((is_personal(column.literal), facts_of(column.literal)), []).append(column)
        self.ages = _age_cuts(column.literal for some in self.by_facts.values() for column in some)

    def tells_apart(self, low: float, high: float) -> bool:
        """Say whether any literal tells ages of LOW to HIGH months apart."""
        return bisect(self.ages, low) < bisect(self.ages, high)

    def entangled(self, facts: Iterable[str]) -> int:
        """Return the services about which Kleene may be too cautious while FACTS are unknown."""
        return union(self._entangled.get(fact, 0) for fact in facts)

    def read(self, facts: tuple[bool, Facts], person: Person, household: Household) -> Reading:
        """Answer the literals over FACTS for one person, in all services at once."""
        reading = Reading([0] * self.layers, [0] * self.layers)
        sparse: dict[tuple[bool, int], list[int]] = {}
        for column in self.by_facts[facts]:
            outcome = answer(column.literal, person, household)
            if outcome is Outcome.YES:
                continue
            target = reading.no if outcome is Outcome.NO else reading.unknown
            for layer, bits in column.bits:
                target[layer] |= bits
            for layer, positions in column.positions:
                sparse.setdefault((outcome is Outcome.NO, layer), []).extend(positions)
        for (is_no, layer), found in sparse.items():
            (reading.no if is_no else reading.unknown)[layer] |= mask_of(found, self.count)
        return reading

    def combine(self, readings: Iterable[Reading]) -> tuple[int, int]:
        """Join readings by AND within groups and OR over them; returns the services that are (open, possibly open)."""
        no, unknown = [0] * self.layers, [0] * self.layers
        for reading in readings:
            for layer in range(self.layers):
                no[layer] |= reading.no[layer]
                unknown[layer] |= reading.unknown[layer]
        surely = possibly = 0
        for layer, has in enumerate(self.has_layer):
            may = has & ~no[layer]
            possibly |= may
            surely |= may & ~unknown[layer]
        return surely, possibly


def _age_cuts(literals: Iterable[Literal]) -> list[float]:
    """Return the ages at which an answer may change, lowest first: the first month of the next side."""
    tests = [literal.only_if if isinstance(literal, PaperTest) else literal for literal in literals]
    ages = [test for test in tests if isinstance(test, Test) and test.kind is Kind.AGE]
    edges = {cut for test in ages for low, high in test.spans for cut in (low, high + 1)}
    return sorted(edges | set(YOUNG.values()))


def is_personal(literal: Literal) -> bool:
    """Say whether a literal's answer differs from person to person."""
    if isinstance(literal, PaperTest):
        return literal.only_if is not None and literal.only_if.scope is Scope.PERSON
    return isinstance(literal, Test) and literal.scope is Scope.PERSON


def _masks_of_facts(rules: Sequence[Rule]) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for index, rule in enumerate(rules):
        for fact in frozenset().union(*interplay(rule)):
            places.setdefault(fact, []).append(index)
    return {fact: mask_of(found, len(rules)) for fact, found in places.items()}


def union(masks: Iterable[int]) -> int:
    """Join masks by OR."""
    return reduce(or_, masks, 0)


def mask_of(positions: Iterable[int], count: int) -> int:
    """Return the number whose bits at POSITIONS (all below COUNT) are set."""
    octets = bytearray(count // 8 + 1)
    for position in positions:
        octets[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(octets, "little")


def masks_of(count: int, pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return for each key the number whose bits at its positions (all below COUNT) are set."""
    positions: dict[str, list[int]] = {}
    for key, position in pairs:
        positions.setdefault(key, []).append(position)
    return {key: mask_of(found, count) for key, found in positions.items()}


_ANY_BIT = re.compile(rb"[^\0]")
_BITS = [[bit for bit in range(8) if octet >> bit & 1] for octet in range(256)]


def positions_of(mask: int) -> list[int]:
    """Return the positions of the bits that are set, lowest first."""
    octets = mask.to_bytes((mask.bit_length() + 7) // 8, "little")
    places = [hit.start() for hit in _ANY_BIT.finditer(octets)]
    return [place * 8 + bit for place in places for bit in _BITS[octets[place]]]


def _columns(rules: Sequence[Rule], count: int) -> Iterable[Column]:
    places: dict[Literal, dict[int, list[int]]] = {}
    for index, rule in enumerate(rules):
        for layer, group in enumerate(rule.groups):
            for literal in set(group):
                places.setdefault(literal, {}).setdefault(layer, []).append(index)
    for literal, layers in places.items():
        dense = {layer: found for layer, found in layers.items() if len(found) * _RARE >= count}
        yield Column(
            literal,
            tuple((layer, mask_of(found, count)) for layer, found in dense.items()),
            tuple((layer, tuple(found)) for layer, found in layers.items() if layer not in dense),
        )
