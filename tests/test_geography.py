"""Distances and directions against values worked out elsewhere; what is no point is said."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from referral_assistant.errors import InputError
from referral_assistant.geography import Point, bearing, compass, distance_km, point_of, read_point

points = some.builds(Point, some.floats(-89, 89), some.floats(-179, 179))


def test_known_distances() -> None:
    # Great circle on the mean sphere: Paris to London, and one degree of the equator.
    assert distance_km(Point(48.8566, 2.3522), Point(51.5074, -0.1278)) == pytest.approx(343.5, abs=0.5)
    assert distance_km(Point(0, 10), Point(0, 11)) == pytest.approx(math.radians(1) * 6371.0088)


@pytest.mark.parametrize(
    ("there", "word"),
    [
        (Point(17, 98), "north"), (Point(16, 99), "east"), (Point(15, 98), "south"), (Point(16, 97), "west"),
        (Point(16.1, 98.1), "north-east"), (Point(15.9, 97.9), "south-west"),
        (Point(15.9, 98.1), "south-east"), (Point(16.1, 97.9), "north-west"),
    ],
)  # fmt: skip
def test_the_compass(there: Point, word: str) -> None:
    assert str(compass(Point(16, 98), there)) == word


@given(points, points)
def test_as_far_there_as_back_and_never_farther_than_half_round(one: Point, other: Point) -> None:
    there, back = distance_km(one, other), distance_km(other, one)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= math.pi * 6371.01
    assert 0 <= bearing(one, other) < 360 + 1e-9


@pytest.mark.parametrize("text", ["", "16.7", "16,7,98", "north,east", "91,0", "0,181", "nan,nan", "inf,0", "0,0"])
def test_what_is_no_point_is_said(text: str) -> None:
    with pytest.raises(InputError, match="is no place such as"):
        read_point(text)


def test_points() -> None:
    assert read_point(" 16.71, 98.57 ") == Point(16.71, 98.57)
    assert point_of(None, 1.0) is None
    assert point_of(0.0, 98.0) == Point(0.0, 98.0)
