"""The conditions of a whole directory as columns of bits: one bit a service, so that thousands are judged at once.

Services keep their order; bit `i` speaks of service `i`. A service with several groups of conditions has one bit in
each of as many layers. A literal that few services have is kept as positions instead of bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from referral_assistant.completions import entangled_facts, facts_of
from referral_assistant.condition import Scope, Test
from referral_assistant.eligibility import Literal, Outcome, PaperTest, Rule, answer
from referral_assistant.household import Household, Person

Facts = tuple[str, ...]
Masks = list[int]
"""One mask for each layer."""
_RARE = 64
"""A literal in fewer than one in 64 services is cheaper as positions than as bits."""


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
        self.entangled = mask_of((index for index, rule in enumerate(rules) if entangled_facts(rule)), self.count)
        self.by_facts: dict[tuple[bool, Facts], list[Column]] = {}
        for column in _columns(rules, self.count):
            self.by_facts.setdefault((is_personal(column.literal), facts_of(column.literal)), []).append(column)

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


def is_personal(literal: Literal) -> bool:
    """Say whether a literal's answer differs from person to person."""
    if isinstance(literal, PaperTest):
        return literal.only_if is not None and literal.only_if.scope is Scope.PERSON
    return isinstance(literal, Test) and literal.scope is Scope.PERSON


def mask_of(positions: Iterable[int], count: int) -> int:
    """Return the number whose bits at POSITIONS (all below COUNT) are set."""
    octets = bytearray(count // 8 + 1)
    for position in positions:
        octets[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(octets, "little")


def positions_of(mask: int) -> list[int]:
    """Return the positions of the bits that are set, lowest first."""
    return [position for position, bit in enumerate(f"{mask:b}"[::-1]) if bit == "1"]


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
