"""Small directories made for a test."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

Data = dict[str, Any]


def uuid(number: int) -> str:
    """Return the UUID of a number."""
    return str(UUID(int=0x0D3A7F0E6A524C0F9D5F000000000000 + number))


def service(number: int = 1, **fields: Any) -> Data:
    """Make a service record."""
    return {"id": uuid(number), "name": f"Service {number}", "status": "active", **fields}


def organization(number: int = 1000, **fields: Any) -> Data:
    """Make an organization record."""
    return {"id": uuid(number), "name": f"Organization {number}", "description": "Helps.", **fields}


def location(number: int = 2000, **fields: Any) -> Data:
    """Make a location record."""
    return {"id": uuid(number), "name": f"Place {number}", "location_type": "physical", **fields}


def at(place: int, **fields: Any) -> Data:
    """Make a link to a place, as a service holds it."""
    return {"id": uuid(5000 + place), "location_id": uuid(place), **fields}


def phone(number: str, identity: int = 3000, **fields: Any) -> Data:
    """Make a telephone."""
    return {"id": uuid(identity), "number": number, **fields}


def write_json(path: Path, objects: Iterable[Data]) -> Path:
    """Write a list of HSDS objects."""
    path.write_text(json.dumps(list(objects), ensure_ascii=False), "utf-8")
    return path
