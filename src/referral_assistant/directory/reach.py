"""Which needs a service record reaches through the terms that it carries (resources/needs.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def needs_reached(record: Mapping[str, Any]) -> frozenset[str]:
    """Return the needs that RECORD's taxonomy terms and keywords reach."""
    _ = record
    return frozenset()
