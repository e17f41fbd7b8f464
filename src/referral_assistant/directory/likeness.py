"""How alike two records are, by name, telephone, web address, street and place, and in which words to say so."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz

from referral_assistant.directory.fold import fold

_STREET_WORDS = {
    long: short
    for short, words in {
        "st": "street str",
        "ave": "avenue av",
        "rd": "road",
        "dr": "drive",
        "hwy": "highway",
        "blvd": "boulevard",
        "ln": "lane",
        "pl": "place",
        "ct": "court",
        "sq": "square",
        "ste": "suite",
        "mt": "mount",
        "n": "north",
        "s": "south",
        "e": "east",
        "w": "west",
    }.items()
    for long in words.split()
}
_WEB = re.compile(r"^(?:\w+:/*)?(?:www\.)?")
_NEAR_METRES = 150


class Likeness(StrEnum):
    """One thing in which two records agree."""

    NAME = "name"
    PHONE = "telephone"
    WEB = "web address"
    EMAIL = "e-mail address"
    STREET = "street"
    SPOT = "spot on the map"
    TEXT = "description"


@dataclass(frozen=True, slots=True)
class Card:
    """What of a record counts when it is compared. Texts are folded; `streets` are (street, unit, postal code, town, kind)."""

    id: str
    names: tuple[str, ...]
    phones: frozenset[str] = frozenset()
    web: str = ""
    emails: frozenset[str] = frozenset()
    streets: tuple[tuple[str, str, str, str, str], ...] = ()
    spots: tuple[tuple[float, float], ...] = ()
    text: str = ""


def card(
    identity: str,
    names: Iterable[Any],
    holders: Iterable[Mapping[str, Any]],
    addresses: Iterable[Mapping[str, Any]],
    spots: Iterable[tuple[Any, Any]] = (),
) -> Card:
    """Make the card of a record. HOLDERS: the records whose telephones and web addresses are its own."""
    held = list(holders)
    numbers = (_digits(phone.get("number")) for holder in held for phone in holder.get("phones", ()))
    return Card(
        identity,
        tuple(dict.fromkeys(name for one in names if (name := _words(one)))),
        frozenset(number for number in numbers if len(number) >= 6),
        next((web for holder in held if (web := _web(holder.get("website") or holder.get("url")))), ""),
        frozenset(email for holder in held if (email := fold(str(holder.get("email") or "")))),
        tuple(dict.fromkeys(_street(one) for one in addresses)),
        tuple((float(x), float(y)) for x, y in spots if isinstance(x, int | float) and isinstance(y, int | float)),
        next((text for holder in held if (text := _words(holder.get("description")))), ""),
    )


def likeness(first: Card, second: Card) -> tuple[float, tuple[Likeness, ...]]:
    """Return how likely two cards are of the same thing (0 to 1), and in what they agree."""
    name = max((_alike(one, other) for one in first.names for other in second.names), default=-1.0)
    agreed = tuple(_agreements(first, second, name))
    return _judged(name, _streets_agree(first, second), _contradicts(first, second), frozenset(agreed)), agreed


def _judged(name: float, street: bool | None, contradicts: bool, agreed: frozenset[Likeness]) -> float:
    """Weigh: a street that differs is another place of the same people; a name that differs is other people there."""
    beside = len(agreed - {Likeness.NAME, Likeness.STREET})
    if street is False:
        return 0.6 if name >= 0.9 and Likeness.PHONE in agreed else 0.2
    if street is None:
        if name >= 0.85 and (beside or name == 1.0) and not contradicts:
            return 0.9
        # Nobody writes the same long sentence about two places with nearly the same name.
        if name >= 0.7 and Likeness.TEXT in agreed and not contradicts:
            return 0.85
        return 0.7 if name >= 0.85 and beside else 0.3
    # One street is one spot: that both say where it is on the map tells nothing more.
    beyond = beside - (Likeness.SPOT in agreed)
    if name >= 0.85 or (name >= 0.75 and beyond):
        return 0.95
    return 0.85 if name < 0 and beyond else 0.3


def _agreements(first: Card, second: Card, name: float) -> Iterator[Likeness]:
    if name >= 0.85:
        yield Likeness.NAME
    if first.phones & second.phones:
        yield Likeness.PHONE
    if first.web and second.web and fuzz.ratio(first.web, second.web) >= 75:
        yield Likeness.WEB
    if first.emails & second.emails:
        yield Likeness.EMAIL
    if _streets_agree(first, second):
        yield Likeness.STREET
    if any(_metres(one, other) <= _NEAR_METRES for one in first.spots for other in second.spots):
        yield Likeness.SPOT
    if len(first.text) >= 20 and first.text == second.text:
        yield Likeness.TEXT


def _contradicts(first: Card, second: Card) -> bool:
    """Say whether two cards without a street to compare by speak against each other all the same."""
    if bool(first.streets) != bool(second.streets):
        return True
    return bool(first.phones and second.phones and not first.phones & second.phones)


def _streets_agree(first: Card, second: Card) -> bool | None:
    """Say whether the two share a street; None when one of them tells none."""
    if not any(one[0] for one in first.streets) or not any(one[0] for one in second.streets):
        return None
    return any(_same_street(one, other) for one in first.streets for other in second.streets)


def _same_street(one: tuple[str, str, str, str, str], other: tuple[str, str, str, str, str]) -> bool:
    (street, unit, postal, town, kind), (street_2, unit_2, postal_2, town_2, kind_2) = one, other
    if not street or not street_2 or kind != kind_2 or unit != unit_2:
        return False
    if re.findall(r"\d+", street) != re.findall(r"\d+", street_2):
        return False
    near = bool(postal and postal == postal_2) or not town or not town_2 or fuzz.ratio(town, town_2) >= 80
    return near and fuzz.ratio(street, street_2) >= 88


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) / 100


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north = (one[0] - other[0]) * 111_320
    east = (one[1] - other[1]) * 111_320 * math.cos(math.radians(one[0]))
    return math.hypot(north, east)


def _words(text: Any) -> str:
    return " ".join(re.sub(r"[^\w\s]|_", " ", fold(str(text or ""))).split())


def _digits(number: Any) -> str:
    """Return the last digits: what comes before them changes with the country code and the zero instead of it."""
    return re.sub(r"\D", "", fold(str(number or "")))[-8:]


def _web(address: Any) -> str:
    return _WEB.sub("", fold(str(address or "").strip())).rstrip("/")


def _street(address: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    street, unit = (
        " ".join(_STREET_WORDS.get(word, word) for word in _words(address.get(line)).split())
        for line in ("address_1", "address_2")
    )
    kind = "postal" if address.get("address_type") == "postal" else ""
    return street, unit, _words(address.get("postal_code"))[:5], _words(address.get("city")), kind
