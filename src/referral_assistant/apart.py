"""How close two places are to each other: by coordinates, else by the same address or the same area."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import asin, cos, radians, sin, sqrt

from referral_assistant.condition import fold_place
from referral_assistant.service import Service, Spot

CLOSE_METRES = 1500
_WITHIN_AN_AREA = 30
_METRES_A_MINUTE = 50
"""A walk with children, and no street is straight."""
_EARTH = 6_371_000


@dataclass(frozen=True, slots=True)
class Apart:
    """How far two places are from each other: METRES in a straight line, or in the same AREA, or neither: one address."""

    metres: float | None = None
    area: str = ""

    @property
    def minutes(self) -> int:
        """How long the way takes on foot, roughly."""
        if self.metres is None:
            return _WITHIN_AN_AREA if self.area else 0
        return round(self.metres / _METRES_A_MINUTE)


def apart_by(first: Service, second: Service) -> Apart | None:
    """Say how two places are close: by coordinates, else by the same address or area; None when they are not.

    What must stay secret is close to nothing.
    """
    if first.confidential or second.confidential:
        return None
    near = [found for one, other in product(first.spots, second.spots) if (found := _apart(one, other))]
    return min(near, key=lambda one: one.minutes, default=None)


def _apart(one: Spot, other: Spot) -> Apart | None:
    if one.address and fold_place(one.address) == fold_place(other.address):
        return Apart()
    here, there = _coordinates(one), _coordinates(other)
    if here and there:
        metres = _distance(here, there)
        return Apart(metres) if metres <= CLOSE_METRES else None
    if one.area and fold_place(one.area) == fold_place(other.area):
        return Apart(area=one.area)
    return None


def _coordinates(spot: Spot) -> tuple[float, float] | None:
    return None if spot.latitude is None or spot.longitude is None else (spot.latitude, spot.longitude)


def _distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the length of the great circle in metres (haversine)."""
    north, east = radians(there[0] - here[0]), radians(there[1] - here[1])
    around = sin(north / 2) ** 2 + cos(radians(here[0])) * cos(radians(there[0])) * sin(east / 2) ** 2
    return 2 * _EARTH * asin(sqrt(around))
