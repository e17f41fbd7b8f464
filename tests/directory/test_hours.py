"""Opening hours: what is typed is read or asked about, a week comes back as it was, what is not understood is not lost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral_assistant.directory.hours import (
    Every,
    Line,
    line_faults,
    lines_of,
    put_lines,
    week_of,
    with_hours,
    with_week,
)
from referral_assistant.directory.hours_text import HoursError, read_spans, read_week, spans_text
from referral_assistant.directory.hsds.week import DAYS
from referral_assistant.directory.reading import read_service
from referral_assistant.directory.record import pack
from referral_assistant.directory.schema import kinds

SERVICE = "0d3b48b5-5f3d-557e-9ba7-1138a0724cec"


def weekly(
    byday: str = "MO,TU,WE,TH,FR", opens: str = "08:00:00", closes: str = "16:00:00", **more: Any
) -> dict[str, Any]:
    return {"id": f"{byday}{opens}", "freq": "WEEKLY", "byday": byday, "opens_at": opens, "closes_at": closes, **more}


def record(*schedules: dict[str, Any]) -> dict[str, Any]:
    return {"id": SERVICE, "name": "Clinic", "schedules": list(schedules)}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8-12, 13-17", "08:00–12:00, 13:00–17:00"),
        ("08:00–16:30", "08:00–16:30"),
        ("8-12 13-17", "08:00–12:00, 13:00–17:00"),
        ("13-17; 8-12", "08:00–12:00, 13:00–17:00"),
        ("8.30 - 12", "08:30–12:00"),
        ("8h30-12h", "08:30–12:00"),
        ("8am-4pm", "08:00–16:00"),
        ("9-5pm", "09:00–17:00"),
        ("1-5pm", "13:00–17:00"),
        ("9:00 a.m. to 12:30 p.m.", "09:00–12:30"),
        ("0800-1630", "08:00–16:30"),
        ("٨-١٢، ١٣-١٧", "08:00–12:00, 13:00–17:00"),
        ("၈:၀၀-၁၂:၀၀၊ ၁၃:၀၀-၁၆:၀၀", "08:00–12:00, 13:00–16:00"),
        ("๘.๐๐ - ๑๖.๓๐", "08:00–16:30"),
        ("8:00\u202fAM – 5:00\u202fPM", "08:00–17:00"),
        ("noon to 5pm", "12:00–17:00"),
        ("24h", "00:00–23:59"),
        ("0-24", "00:00–23:59"),
        ("closed", ""),
        ("  ", ""),
    ],
)
def test_hours_are_read_in_many_forms(typed: str, read: str) -> None:
    assert spans_text(read_spans(typed)) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("8", "“8” is no time. Write it such as 08:00–12:00, 13:00–16:30."),
        ("8-", "“8-” is no time."),
        ("8-12-13", "“8-12-13” is no time."),
        ("25-26", "“25” is no time."),
        ("8:75-9", "“8:75” is no time."),
        ("mornings", "“mornings” is no time."),
        ("8-5", "It closes before it opens. Did you mean 08:00–17:00?"),
        ("22-6", "Over midnight, write two: 22:00–24:00 here and 00:00–06:00 on the next day."),
        ("8-11pm", "Morning or evening? Write 08:00–23:00 or 20:00–23:00."),
        ("8-12, 11-13", "08:00–12:00 and 11:00–13:00 overlap."),
        ("13pm-14pm", "“13pm” is no time."),
        ("8-12 " * 100, "That is too long for one day."),
    ],
)
def test_what_cannot_be_read_is_asked_about(typed: str, said: str) -> None:
    with pytest.raises(HoursError) as caught:
        read_spans(typed)
    assert str(caught.value).startswith(said)


@given(st.text(max_size=120))
def test_any_text_is_hours_or_a_sentence(text: str) -> None:
    for read in (read_spans, read_week):
        with suppress(HoursError):
            assert read(text) is not None


@given(st.text("0123456789:.-–, apmhto;/&MTWFSmonfri", max_size=60))
def test_what_is_read_is_read_again_the_same(text: str) -> None:
    try:
        spans = read_spans(text)
    except HoursError:
        return
    assert read_spans(spans_text(spans)) == spans
    assert all("00:00" <= one.opens < one.closes <= "23:59" for one in spans)


def test_a_whole_week_is_read_from_one_line() -> None:
    week = read_week("mon-fri 08:00-16:30; sat 8-12")
    assert {day: spans_text(spans) for day, spans in week.items()} == {
        **dict.fromkeys(DAYS[:5], "08:00–16:30"),
        "SA": "08:00–12:00",
        "SU": "",
    }


@pytest.mark.parametrize("text", ["", "8-12", "someday 8-12", "mon 8-12; mon 13-15", "mon-fri", "mon 8-12 tue 9-10"])
def test_a_week_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(HoursError):
        read_week(text)


# A record and back

clocks = st.sampled_from(
    ["07:00:00", "08:00:00", "08:00", "12:00:00", "13:30:00", "16:00:00", "23:59:00", "12:00:00+07:00", "8:00"]
)
schedules = st.fixed_dictionaries(
    {"id": st.uuids().map(str)},
    optional={
        "freq": st.sampled_from(["WEEKLY", "MONTHLY", "YEARLY", ""]),
        "byday": st.sampled_from(["MO", "MO,TU,WE", "2TU", "1MO,3MO", "-1FR", "1MO,2TU", "MO,MO", "XX", "", "5MO"]),
        "interval": st.sampled_from([1, 2, 3]),
        "opens_at": clocks,
        "closes_at": clocks,
        "valid_from": st.sampled_from(["2026-01-01", "2026-13-01"]),
        "valid_to": st.sampled_from(["2026-12-31"]),
        "dtstart": st.just("2026-01-05"),
        "until": st.just("2026-12-31"),
        "count": st.just(3),
        "bymonthday": st.just("1,15"),
        "description": st.sampled_from(["By appointment", ""]),
        "notes": st.just("Ring twice"),
        "x_unknown": st.just({"a": [1]}),
        "attributes": st.just([]),
    },
)


@given(st.lists(schedules, max_size=6))
def test_untouched_schedules_are_byte_for_byte_the_same(found: list[dict[str, Any]]) -> None:
    before = record(*found)
    lines = lines_of(before)
    assert pack(put_lines(before, lines)) == pack(before)
    assert with_week(lines, week_of(lines)) == lines


@given(
    st.lists(schedules, max_size=6),
    st.sampled_from(DAYS),
    st.sampled_from(["8-12, 13-17", "", "08:00–16:00", "8-", "7-12"]),
)
def test_one_changed_day_changes_nothing_else(found: list[dict[str, Any]], day: str, text: str) -> None:
    lines = lines_of(record(*found))
    after = with_week(lines, {day: text})
    before_week, week = week_of(lines), week_of(after)
    assert {one: week[one] for one in DAYS if one != day} == {one: before_week[one] for one in DAYS if one != day}
    try:
        assert read_spans(week[day]) == read_spans(text)
    except HoursError:
        assert week[day] == text.strip()
    assert all(after[at] == line for at, line in enumerate(lines) if not line.in_grid)
    # What was written can be read back as what it was, the half-typed included.
    again = lines_of(put_lines(record(), after))
    assert week_of(again) == week


def test_a_day_joins_a_line_that_says_the_same_and_leaves_one_that_says_more() -> None:
    lines = lines_of(record(weekly("MO,TU"), weekly("WE", description="Women only")))
    after = with_week(lines, {"SA": "8-16"})
    assert [line.days for line in after] == [("MO", "TU", "SA"), ("WE",)]
    written = put_lines(record(), after)["schedules"]
    assert written[0] == weekly("MO,TU") | {"byday": "MO,TU,SA"}
    assert written[1] == weekly("WE", description="Women only")
    gone = with_week(after, {"WE": ""})
    assert [line.every for line in gone] == [Every.WEEK, Every.GONE]
    assert put_lines(record(), gone)["schedules"] == [written[0]]


def test_new_hours_are_whole_hsds() -> None:
    after = put_lines({"id": SERVICE}, with_week((), {"MO": "8-12, 13-16:30", "TU": "8-12"}))
    assert [(one["byday"], one["opens_at"], one["closes_at"], one["freq"]) for one in after["schedules"]] == [
        ("MO,TU", "08:00:00", "12:00:00", "WEEKLY"),
        ("MO", "13:00:00", "16:30:00", "WEEKLY"),
    ]
    columns = {column.name for column in kinds()["schedule"].columns}
    assert all(set(one) <= columns for one in after["schedules"])
    assert len({one["id"] for one in after["schedules"]}) == 2


@pytest.mark.parametrize(
    ("schedule", "every"),
    [
        (weekly("2TU", freq="MONTHLY"), Every.MONTH),
        (weekly("1MO,3MO", freq="MONTHLY"), Every.MONTH),
        (weekly("-1FR", freq="MONTHLY"), Every.MONTH),
        (weekly("1MO,2TU", freq="MONTHLY"), Every.AS_IT_IS),
        (weekly("TU", interval=2, dtstart="2026-01-06"), Every.FORTNIGHT),
        (weekly("TU", interval=3), Every.AS_IT_IS),
        (weekly("MO", until="2026-12-31"), Every.AS_IT_IS),
        (weekly("MO", opens="22:00:00", closes="06:00:00"), Every.AS_IT_IS),
        (weekly("MO", opens="08:00:00+07:00"), Every.AS_IT_IS),
        ({"id": "1", "description": "By appointment"}, Every.AS_IT_IS),
        ({"id": "1"}, Every.AS_IT_IS),
    ],
)
def test_each_schedule_is_known_for_what_it_is(schedule: dict[str, Any], every: Every) -> None:
    (line,) = lines_of(record(schedule))
    assert line.every is every
    assert not line.in_grid


def test_every_second_tuesday_of_the_month_and_every_second_week_are_written() -> None:
    monthly = Line(Every.MONTH, ("TU",), "08:00", "12:00", ("2", "4"))
    fortnight = Line(Every.FORTNIGHT, ("FR",), "08:00", "12:00", start="2026-11-27")
    first, second = put_lines({"id": SERVICE}, (monthly, fortnight))["schedules"]
    assert (first["freq"], first["byday"]) == ("MONTHLY", "2TU,4TU")
    assert (second["freq"], second["interval"], second["dtstart"], second["byday"]) == ("WEEKLY", 2, "2026-11-27", "FR")
    assert [replace(line, kept=None) for line in lines_of(record(first, second))] == [monthly, fortnight]


def test_a_closure_is_marked_and_comes_back() -> None:
    holiday = Line(Every.CLOSED, valid_from="2027-04-13", valid_to="2027-04-15", note="Songkran")
    (written,) = put_lines({"id": SERVICE}, (holiday,))["schedules"]
    assert "opens_at" not in written
    assert written["attributes"][0]["link_type"] == "closed"
    (again,) = lines_of(record(written))
    assert replace(again, kept=None) == holiday
    assert put_lines(record(), (again,))["schedules"] == [written]


def test_half_typed_hours_survive_a_restart_and_are_a_fault() -> None:
    after = with_week(lines_of(record(weekly())), {"TU": "8-"})
    again = lines_of(put_lines(record(), after))
    assert week_of(again)["TU"] == "8-"
    assert [fault.blocks for line in after for fault in line_faults(line)] == [True]
    # What came like that from somewhere else, and nobody touched, does not keep the rest from being saved.
    assert [fault.blocks for line in again for fault in line_faults(line)] == [False]
    mended = with_week(again, {"TU": "08:00–16:00"})
    assert put_lines(record(), mended)["schedules"][0]["byday"] == "MO,TU,WE,TH,FR"


def test_several_spans_make_several_lines() -> None:
    line = Line(Every.MONTH, ("TU",), ordinals=("1",))
    assert [one.span for one in with_hours(line, "8-12, 13-17")] == list(read_spans("8-12, 13-17"))
    (unread,) = with_hours(line, "later")
    assert unread.typed == "later"
    assert [fault.column for fault in line_faults(unread)] == ["hours"]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (Line(Every.MONTH, ("TU",), "08:00", "12:00"), "ordinals"),
        (Line(Every.FORTNIGHT, ("TU",), "08:00", "12:00"), "start"),
        (Line(Every.WEEK, (), "08:00", "12:00"), "days"),
        (Line(Every.WEEK, ("MO",), "08:00", "12:00", valid_from="soon"), "valid_from"),
        (Line(Every.CLOSED, valid_from="2026-05-01", valid_to="2026-04-01"), "valid_to"),
        (Line(Every.CLOSED, valid_to="2026-04-01"), "valid_from"),
    ],
)
def test_a_line_says_what_is_wrong(line: Line, column: str) -> None:
    assert [fault.column for fault in line_faults(line) if fault.blocks] == [column]


def test_a_marked_closure_is_read_as_closed() -> None:
    holiday = Line(Every.CLOSED, valid_from="2027-04-13", valid_to="2027-04-15", note="Songkran")
    written = put_lines({"id": SERVICE, "name": "Clinic"}, (*lines_of(record(weekly())), holiday))
    week, closed = read_service(written, None, ()).hours
    assert (week.closed, closed.closed) == (False, True)
    assert closed.valid_to == date(2027, 4, 15)
