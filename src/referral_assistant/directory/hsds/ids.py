"""Where ids come from: UUIDs stay, ids of a source become UUIDs that are the same at every import (docs/hsds-profile.md)."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid5

from referral_assistant.directory.schema import NOT_RECORDED

NAMESPACE = UUID("5b0d2f0e-6a52-5c0f-9d5f-2f7a3b6c1e44")
TAXONOMY = "Referral Assistant"
# Kinds that a table must name though nobody recorded which: a row of its own stands for that.
FILLERS = ("organization", "location", "taxonomy_term", "unit")
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_CANONICAL = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch


def is_canonical(text: str) -> bool:
    """Say whether TEXT is a UUID in small letters, as it is kept."""
    return len(text) == 36 and _CANONICAL(text) is not None


def is_uuid(text: str) -> bool:
    """Say whether TEXT is a UUID."""
    return _UUID.fullmatch(text) is not None


def derived_id(seed: str) -> str:
    """Return the UUIDv5 of a text in our namespace. Half a surrogate pair, which no text can hold, counts as `?`."""
    return str(uuid5(NAMESPACE, seed if seed.isascii() else seed.encode("utf-8", "replace").decode()))


def new_id(source: str, kind: str, old: str) -> str:
    """Return OLD when it is a UUID, else the UUIDv5 that this source's id always gets."""
    return old.lower() if is_uuid(old) else derived_id(f"{source}/{kind}/{old}")


def filler_id(kind: str) -> str:
    """Return the id of the row that stands for "nobody recorded which" where a table must name one."""
    return derived_id(f"{kind}/{NOT_RECORDED}")


def stand_in_id(organization: str, program: str) -> str:
    """Return the id of the sub-organization that holds a second program of an organization in a table.

    The official table schema lets an organization stand in one row of `programs.csv` only.
    """
    return derived_id(f"stand-in/{organization}/{program}")


def term(name: str, description: str) -> dict[str, Any]:
    """Make a term of this program's own vocabulary (docs/hsds-profile.md)."""
    return {"id": derived_id(f"term/{name}"), "name": name, "description": description, "taxonomy": TAXONOMY}
