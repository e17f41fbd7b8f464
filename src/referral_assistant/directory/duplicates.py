"""Find records that are there twice: only those are compared that share a telephone, a street, a web address or a word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referral_assistant.directory.likeness import Card, Likeness, card, likeness
from referral_assistant.directory.reading import is_confidential

if TYPE_CHECKING:
    from referral_assistant.directory.directory import Directory

# From here on two records are shown to a person as duplicates.
LIKELY = 0.8
# A word or a street that so many share says nothing about any two of them.
_MOST_IN_A_BLOCK = 40
# A telephone that so many share still says something about two whose names are alike: those that stand side by side.
_STRONG, _WINDOW = ("phone ", "mail ", "web ", "text ", "name "), 6
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two records that are likely the same: how likely (0 to 1), and in what they agree."""

    first: str
    second: str
    score: float
    because: tuple[Likeness, ...]


def find_duplicates(cards: Sequence[Card], least: float = LIKELY, report: Report | None = None) -> list[Duplicate]:
    """Return the pairs of CARDS that are alike enough, likeliest first. REPORT(done, total) may raise to stop."""
    found = []
    for position, candidates in enumerate(_candidates(cards)):
        if report and position % 500 == 0:
            report(position, len(cards))
        for other in candidates:
            score, because = likeness(cards[position], cards[other])
            if score >= least:
                found.append(Duplicate(cards[position].id, cards[other].id, score, because))
    return sorted(found, key=lambda one: (-one.score, one.first, one.second))


def _candidates(cards: Sequence[Card]) -> Iterator[set[int]]:
    """Yield, for each card, the later ones that it shares a key with."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    keys = [set(_keys(one)) for one in cards]
    for position, own in enumerate(keys):
        for key in own:
            blocks[key].append(position)
    for key, block in blocks.items():
        if len(block) > _MOST_IN_A_BLOCK and key.startswith(_STRONG):
            block.sort(key=lambda other: cards[other].names[:1])
    for position, own in enumerate(keys):
        near: set[int] = set()
        for key in own:
            block = blocks[key]
            if len(block) <= _MOST_IN_A_BLOCK:
                near.update(block)
            elif key.startswith(_STRONG):
                near.update(_neighbours(position, block, cards))
        yield {other for other in near if other > position}


def _neighbours(position: int, block: list[int], cards: Sequence[Card]) -> list[int]:
    """Return those of a large block whose names stand next to this one's in the alphabet."""
    name = cards[position].names[:1]
    start = bisect_left(block, name, key=lambda other: cards[other].names[:1])
    return block[max(0, start - _WINDOW) : start + _WINDOW + 1]


def _keys(one: Card) -> Iterator[str]:
    """Yield what two duplicates are expected to share in one piece, whatever else is misspelt."""
    yield from (f"phone {number}" for number in one.phones)
    yield from (f"mail {email}" for email in one.emails)
    if one.web:
        yield f"web {one.web}"
    if len(one.text) >= 20:
        yield f"text {one.text[:80]}"
    numbered = [(re.findall(r"\d+", street), postal or town) for street, _, postal, town, _ in one.streets if street]
    for name in one.names:
        yield f"name {name}"
        words = sorted(set(name.split()), key=len, reverse=True)
        for word in words[:4]:
            # With a street beside it a short beginning is enough to keep a block small.
            yield from (f"at {number[0]} {place} {word[:2]}" for number, place in numbered if number)
        yield from (f"words {first[:5]} {second[:5]}" for first, second in _pairs(words[:4]))
    yield from (f"house {' '.join(number)} {place} {one.streets[0][0][:8]}" for number, place in numbered if number)


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for position, first in enumerate(words):
        yield from ((first, second) if first < second else (second, first) for second in words[position + 1 :])


def cards_of(directory: Directory, kind: str) -> list[Card]:
    """Make the cards of every record of a kind: with a service go its places, with an organization its places too.

    What is confidential is not compared: two shelters in one street are nobody's business.
    """
    places = {one.id: one.data for one in directory.records("location") if not is_confidential(one.data)}
    if kind == "location":
        return [
            card(
                one,
                [data.get("name")],
                [data],
                data.get("addresses", ()),
                [(data.get("latitude"), data.get("longitude"))],
            )
            for one, data in places.items()
        ]
    owned: defaultdict[str, list[str]] = defaultdict(list)
    for one, data in places.items():
        owned[str(data.get("organization_id", ""))].append(one)
    made = []
    for record in directory.records(kind):
        ids = owned[record.id] if kind == "organization" else _linked(record.data.get("service_at_locations", ()))
        spots = [places[one] for one in ids if one in places]
        made.append(
            card(
                record.id,
                [record.name, record.data.get("alternate_name")],
                [record.data],
                [address for spot in spots for address in spot.get("addresses", ())],
                [(spot.get("latitude"), spot.get("longitude")) for spot in spots],
            )
        )
    return made


def _linked(links: Iterable[dict[str, str]]) -> list[str]:
    return [link["location_id"] for link in links if "location_id" in link]
