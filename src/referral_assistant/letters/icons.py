"""The program's own pictograms as blocks (resources/icons/pictograms.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from referral_assistant.letters.blocks import Pictogram, Text
from referral_assistant.paths import resources

_STROKE = 1.75
_UNKNOWN = "question"


@cache
def _paths() -> Mapping[str, str]:
    table = tomllib.loads((resources() / "icons" / "pictograms.toml").read_text("utf-8"))
    paths: Mapping[str, str] = table["paths"]
    return paths


def icon(name: str, height: float, alternative: Text | None = None) -> Pictogram:
    """Return a pictogram of HEIGHT millimetres; without ALTERNATIVE it only decorates what is said beside it."""
    return Pictogram((_paths().get(name, _paths()[_UNKNOWN]),), height=height, stroke=_STROKE, alternative=alternative)
