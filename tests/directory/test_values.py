"""Single values: what fits is tidied, what does not fit is refused with the reason, nothing is bent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral_assistant.directory.hsds.values import CHECKS, RefusedValueError
from referral_assistant.directory.hsds.week import days_of, time_of
from referral_assistant.directory.schema import Column

GOOD: list[tuple[str, Any, Any]] = [
    ("date", "2026-11-23", "2026-11-23"),
    ("date", "2026-1-3", "2026-01-03"),
    ("date", "2026-11-23T08:00:00Z", "2026-11-23"),
    ("date", "January 3, 2026", "2026-01-03"),
    ("date", "3 Jan 2026", "2026-01-03"),
    ("date", "23.11.2026", "2026-11-23"),
    ("date", "11/23/2026", "2026-11-23"),
    ("date", "05/05/2026", "2026-05-05"),
    ("datetime", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z"),
    ("datetime", "2026-11-23", "2026-11-23T00:00:00Z"),
    ("time", "08:00", "08:00:00"),
    ("time", "08:00:30+07:00", "08:00:30+07:00"),
    ("time", "5 pm", "17:00:00"),
    ("time", "12:30am", "00:30:00"),
    ("time", "24:00", "23:59:00"),
    ("uri", "example.org", "http://example.org"),
    ("uri", "https://a.org/ü?q=1", "https://a.org/%C3%BC?q=1"),
    ("uri", "mailto:a@b.org", "mailto:a@b.org"),
    ("email", "mailto:a@b.org", "a@b.org"),
    ("number", "5", 5),
    ("number", " 5.50 ", 5.5),
    ("number", 5.0, 5),
    ("number", "-98.5", -98.5),
    ("text", 5, "5"),
    ("text", True, "true"),
]
BAD: list[tuple[str, Any]] = [
    ("date", "05/04/2026"),
    ("date", "soon"),
    ("date", "2026-13-01"),
    ("date", "0000-01-01"),
    ("date", "1799-12-31"),
    ("date", "2300-01-01"),
    ("time", "25:00"),
    ("time", "13 pm"),
    ("time", "8"),
    ("uri", "ask at the desk"),
    ("uri", "a@b.org"),
    ("email", "a@b.org, c@d.org"),
    ("email", "a@b"),
    ("email", "someone"),
    ("number", "five"),
    ("number", "1e999"),
    ("number", float("nan")),
    ("number", True),
    ("number", 10**400),
    ("text", ["a"]),
    ("text", {"a": 1}),
    ("text", "x" * 200_001),
]


@pytest.mark.parametrize(("kind", "given_", "kept"), GOOD)
def test_what_fits_is_tidied(kind: str, given_: Any, kept: Any) -> None:
    assert CHECKS[kind](given_, Column("x", kind)) == kept


@pytest.mark.parametrize(("kind", "given_"), BAD)
def test_what_does_not_fit_is_refused(kind: str, given_: Any) -> None:
    with pytest.raises(RefusedValueError) as caught:
        CHECKS[kind](given_, Column("x", kind))
    assert len(str(caught.value.reason)) < 120


def test_a_choice_knows_its_synonyms() -> None:
    status = Column("status", "choice", choices=("active", "defunct", "temporarily closed"))
    assert [CHECKS["choice"](word, status) for word in ("ACTIVE", "closed", "temporarily_closed")] == [
        "active",
        "defunct",
        "temporarily closed",
    ]
    with pytest.raises(RefusedValueError):
        CHECKS["choice"]("perhaps", status)


def test_a_place_is_on_earth() -> None:
    assert CHECKS["number"]("-90", Column("latitude", "number")) == -90
    for name, value in (("latitude", 90.1), ("longitude", -180.5)):
        with pytest.raises(RefusedValueError, match="no place on Earth"):
            CHECKS["number"](value, Column(name, "number"))


@given(
    st.sampled_from(sorted(CHECKS)),
    st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.lists(st.text())),
)
def test_any_value_is_taken_or_refused(kind: str, value: Any) -> None:
    try:
        kept = CHECKS[kind](value, Column("x", kind, choices=("a",)))
    except RefusedValueError:
        return
    assert CHECKS[kind](kept, Column("x", kind, choices=("a",))) == kept


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("Monday", "MO"),
        ("Mon-Fri", "MO TU WE TH FR"),
        ("Monday – Wednesday, Sat", "MO TU WE SA"),
        ("Sat-Mon", "MO SA SU"),
        ("MO,TU", "MO TU"),
        ("Tues & Thurs", "TU TH"),
        ("1", "MO"),
        ("weekdays", "MO TU WE TH FR"),
        ("Daily", "MO TU WE TH FR SA SU"),
        ("when the door is open", ""),
        ("Monday-Thursday (closed at noon)", ""),
        ("", ""),
    ],
)
def test_days(said: str, days: str) -> None:
    assert " ".join(days_of(said)) == days


@given(st.text(max_size=20))
def test_a_time_is_a_time_or_nothing(text: str) -> None:
    found = time_of(text)
    assert found == "" or time_of(found) == found
