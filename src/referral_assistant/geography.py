"""How far and in which direction one point lies from another; nothing of it needs a map."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, isfinite, radians, sin, sqrt

from referral_assistant.errors import InputError
from referral_assistant.message import Message, msg

_EARTH_KM = 6371.0088
_COMPASS = (
    msg("north"), msg("north-east"), msg("east"), msg("south-east"),
    msg("south"), msg("south-west"), msg("west"), msg("north-west"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth in degrees (WGS 84); north and east are positive."""

    latitude: float
    longitude: float


def point_of(latitude: float | None, longitude: float | None) -> Point | None:
    """Return the point of two numbers; None when one is missing, out of range, or both are the zero of an empty cell."""
    if latitude is None or longitude is None or not (isfinite(latitude) and isfinite(longitude)):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180 or (latitude == 0 and longitude == 0):
        return None
    return Point(latitude, longitude)


def read_point(text: str) -> Point:
    """Read `16.71,98.57`. Raises InputError for what is no point."""
    try:
        latitude, longitude = (float(part) for part in text.replace(";", ",").split(","))
        point = point_of(latitude, longitude)
    except ValueError:
        point = None
    if point is None:
        raise InputError(
            msg("“{value}” is no place such as 16.71,98.57.", value=text[:60]),
            msg("Write the latitude, a comma, and the longitude, in degrees."),
        )
    return point


def distance_km(here: Point, there: Point) -> float:
    """Return the distance over the ground, as a bird flies, in kilometres."""
    lat1, lat2 = radians(here.latitude), radians(there.latitude)
    across = sin(radians(there.longitude - here.longitude) / 2) ** 2
    whole = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * across
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(whole)))


def bearing(here: Point, there: Point) -> float:
    """Return the direction in which to set out, in degrees clockwise from north."""
    lat1, lat2 = radians(here.latitude), radians(there.latitude)
    east = radians(there.longitude - here.longitude)
    towards = atan2(sin(east) * cos(lat2), cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(east))
    return degrees(towards) % 360


def compass(here: Point, there: Point) -> Message:
    """Name the direction as one of eight points of the compass."""
    return _COMPASS[round(bearing(here, there) / 45) % 8]
