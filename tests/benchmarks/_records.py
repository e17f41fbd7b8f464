"""Directories by chance as HSDS JSON: words of several scripts, organizations shared by services, a place each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

_LATIN = [
    "clinic",
    "school",
    "children",
    "mothers",
    "legal",
    "advice",
    "shelter",
    "food",
    "language",
    "health",
    "rights",
    "work",
]
_BURMESE = ["ကလေး", "ဆေးခန်း", "ကျောင်း", "ကျန်းမာရေး", "အကူအညီ", "မိခင်", "အလုပ်", "ပညာရေး"]
_SYLLABLES = [first + second for first in "bdfghklmnprstv" for second in ("a", "e", "i", "o", "u", "ai", "ou")]


def syllables() -> list[str]:
    """Return what invented words are made of."""
    return _SYLLABLES


def write_directory(path: Path, services: int) -> int:
    """Write SERVICES services, one organization to ten of them and one place to each, to PATH. Returns the records."""
    owners = max(services // 10, 1)
    with path.open("w", encoding="utf-8") as stream:
        stream.write("[\n")
        for number, service in enumerate(_services(services, owners)):
            stream.write((",\n" if number else "") + json.dumps(service, ensure_ascii=False))
        stream.write("\n]\n")
    return 2 * services + owners


def _services(count: int, owners: int) -> Iterator[dict[str, Any]]:
    chance = Random(1)
    words = _LATIN + ["".join(chance.choices(_SYLLABLES, k=3)) for _ in range(5000)]

    def uuid() -> str:
        return str(UUID(int=chance.getrandbits(128), version=4))

    def text(length: int) -> str:
        picked = chance.choices(words, k=length)
        return " ".join(picked if chance.random() < 0.9 else [*picked[2:], chance.choice(_BURMESE)])

    organizations = [{"id": uuid(), "name": text(3).title(), "description": text(12)} for _ in range(owners)]
    for _ in range(count):
        street = {"id": uuid(), "address_1": f"{chance.randrange(200)} {text(2)}", "city": chance.choice(words)}
        address = {**street, "state_province": "X", "postal_code": "1", "country": "TH", "address_type": "physical"}
        place = {"id": uuid(), "name": text(2), "location_type": "physical", "latitude": 16.7, "longitude": 98.5}
        yield {
            "id": uuid(),
            "name": text(4).title(),
            "description": text(40),
            "status": "active",
            "eligibility_description": text(10),
            "organization": chance.choice(organizations),
            "phones": [{"id": uuid(), "number": f"02-{chance.randrange(1000)}-{chance.randrange(10000):04}"}],
            "schedules": [{"id": uuid(), "byday": "MO,TU,FR", "opens_at": "08:00:00", "closes_at": "16:00:00"}],
            "service_at_locations": [{"id": uuid(), "location": {**place, "addresses": [address]}}],
        }
