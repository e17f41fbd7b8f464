"""Where a place is: read from everything that people copy, asked about where it is in doubt."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral_assistant.session.coordinates import CoordinatesError, Point, read_coordinates
from referral_assistant.session.fields import field_of

MAE_SOT = Point(16.7133, 98.5716)


@pytest.mark.parametrize(
    "text",
    [
        "16.7133, 98.5716",
        "16.7133,98.5716",
        "16.7133 98.5716",
        "(16.7133, 98.5716)",
        "16,7133; 98,5716",
        "16,7133 98,5716",
        "16,7133, 98,5716",
        "16.7133°N, 98.5716°E",
        "16.7133° N 98.5716° E",
        "N16.7133 E98.5716",
        "N 16.7133, E 98.5716",
        "98.5716E, 16.7133N",
        "16°42'47.88\"N 98°34'17.76\"E",
        "16° 42′ 47.88″ N, 98° 34′ 17.76″ E",
        "16 42.798' N, 98 34.296' E",
        "၁၆.၇၁၃၃၊ ၉၈.၅၇၁၆".replace("၊", ","),
        "١٦٫٧١٣٣، ٩٨٫٥٧١٦",
        "\u200e16.7133, 98.5716\u202c",
        "geo:16.7133,98.5716?z=17",
        "https://www.google.com/maps/place/Clinic/@16.7,98.5,17z/data=!3m1!4b1!4m6!3d16.7133!4d98.5716",
        "https://www.google.com/maps/@16.7133,98.5716,17z",
        "https://maps.google.com/?q=16.7133,98.5716",
        "https://www.google.com/maps/search/?api=1&query=16.7133%2C98.5716",
        "https://www.openstreetmap.org/#map=17/16.7133/98.5716",
        "https://www.openstreetmap.org/?mlat=16.7133&mlon=98.5716#map=17/1/2",
        "https://maps.apple.com/?ll=16.7133,98.5716&q=Clinic",
    ],
)
def test_a_point_is_read(text: str) -> None:
    assert read_coordinates(text) == MAE_SOT


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("33.9S, 151.2E", Point(-33.9, 151.2)),
        ("-33.9 151.2", Point(-33.9, 151.2)),
        ("12.5 N 70 W", Point(12.5, -70)),
        ("6°10'S 106°49'E", Point(-6.1666667, 106.8166667)),
    ],
)
def test_south_and_west_are_below_zero(text: str, point: Point) -> None:
    assert read_coordinates(text) == point


@pytest.mark.parametrize(
    ("text", "said", "meant"),
    [
        ("98.5716, 16.7133", "No place is that far north. Did you mean 16.7133, 98.5716?", MAE_SOT),
        ("16.7133", "Write the two numbers of the point", None),
        ("1, 2, 3, 4, 5", "Write the two numbers of the point", None),
        ("behind the market", "Write the two numbers of the point", None),
        ("200, 300", "There is no such place on Earth.", None),
        ("0, 0", "This point lies in the sea off Africa.", None),
        ("16.7N, 98.5N", "One number says how far north or south", None),
        ("16°75'N 98°34'E", "Minutes and seconds go up to 59.", None),
        ("https://goo.gl/maps/abc", "This link does not say where the point is.", None),
        ("9" * 500, "That is too long.", None),
        ("N16.7N, 98.5", "Write each letter once", None),
    ],
)
def test_what_is_no_point_is_asked_about(text: str, said: str, meant: Point | None) -> None:
    with pytest.raises(CoordinatesError) as caught:
        read_coordinates(text)
    assert str(caught.value).startswith(said)
    assert caught.value.meant == meant


def test_nothing_is_nothing() -> None:
    assert read_coordinates("  ") is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_written_is_read_again(north: float, east: float) -> None:
    point = Point(round(north, 7), round(east, 7))
    if point != (0, 0):
        found = read_coordinates(f"{point.latitude:.7f}, {point.longitude:.7f}")
        assert found is not None
        assert found == point
        assert read_coordinates(str(found)) == pytest.approx(point, abs=1e-6)


@given(st.one_of(st.text(max_size=100), st.from_regex(re.compile(r"[NSEWnsew0-9.,;°'\" +-]{0,40}"), fullmatch=True)))
def test_any_text_is_a_point_or_gets_a_sentence(text: str) -> None:
    with suppress(CoordinatesError):
        found = read_coordinates(text)
        assert found is None or (abs(found.latitude) <= 90 and abs(found.longitude) <= 180)


def test_a_place_is_pasted_as_one_field_and_untouched_numbers_stay() -> None:
    field = field_of("location", "coordinates")
    held = {"id": "1", "latitude": 16.71330000004, "longitude": 98}
    assert field.cell.read(held) == "16.7133, 98"
    written = field.cell.write(held, field.tidy("https://www.google.com/maps/@16.5,98.25,17z"))
    assert written == {"id": "1", "latitude": 16.5, "longitude": 98.25}
    assert field.cell.write(written, "") == {"id": "1"}
    assert field.cell.read({"id": "1", "latitude": 16.5}) == "16.5"
    assert str(field.wrong("98.5, 16.5")) == "No place is that far north. Did you mean 16.5, 98.5?"
    assert field.wrong("") is None
