"""The table of FORMATS section 2: how safe a service is, from its rows, on a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest

from referral_assistant.disclosure import (
    DAYS_IN_DATE,
    PAPERS,
    VALUES,
    DisclosureRow,
    Duty,
    Fact,
    Safety,
    Source,
    judge,
    newest_check,
    next_expiry,
    papers_asked,
    papers_recorded,
    standing_demands,
    without_a_clock,
)
from tests.rows import ON, told

ASKS, UNCONFIRMED, NOT_ASKED, PROTECTED = Safety.ASKS, Safety.UNCONFIRMED, Safety.NOT_ASKED, Safety.PROTECTED
SSN = "social_security_number"
LAW = "asks_status no law 2026-09-01; shares_with_authorities no law 2026-09-01; "

_TABLE = {
    "nothing recorded": (UNCONFIRMED, ""),
    "only papers": (UNCONFIRMED, "asks_paper none visit 2026-11-01"),
    "only what is passed on": (UNCONFIRMED, "shares_with_authorities no law 2026-11-01"),
    "only a firewall": (UNCONFIRMED, "firewall law law 2026-11-01"),
    "does not ask": (NOT_ASKED, "asks_status no visit 2026-11-01"),
    "does not ask, says a family": (NOT_ASKED, "asks_status no family_report 2026-11-01"),
    "does not ask, says its website": (NOT_ASKED, "asks_status no website 2026-11-01"),
    "does not ask, undated": (UNCONFIRMED, "asks_status no visit"),
    "does not ask, dated tomorrow": (UNCONFIRMED, "asks_status no visit 2026-11-25"),
    "does not ask, dated today": (NOT_ASKED, "asks_status no visit 2026-11-24"),
    "asks": (ASKS, "asks_status yes website 2026-11-01"),
    "asks, undated": (ASKS, "asks_status yes family_report"),
    "asks, dated tomorrow": (ASKS, "asks_status yes visit 2026-11-25"),
    "asks, ten years ago": (ASKS, "asks_status yes visit 2016-11-25"),
    "passes on": (ASKS, "shares_with_authorities yes website 2026-11-01"),
    "passes on, does not ask": (ASKS, "shares_with_authorities yes visit 2020-01-01; asks_status no law 2026-11-01"),
    "asks for the number": (ASKS, f"asks_paper {SSN} website 2026-11-01; asks_status no visit 2026-11-20"),
    "asks for the number, undated": (ASKS, f"asks_paper {SSN} website; asks_status no visit 2026-11-20"),
    "asked for the number once": (
        NOT_ASKED,
        f"asks_paper {SSN} visit 2026-01-01; asks_paper photo_id visit 2026-02-01; asks_status no visit 2026-11-20",
    ),
    "asked for the number once, a website names another paper": (
        ASKS,
        f"asks_paper {SSN} visit 2026-01-01; asks_paper photo_id website 2026-02-01; asks_status no visit 2026-11-20",
    ),
    "a website says no paper after the number": (
        ASKS,
        f"asks_paper {SSN} visit 2026-01-01; asks_paper none website 2026-02-01; asks_status no visit 2026-11-20",
    ),
    "a visit finds no paper after the number": (
        NOT_ASKED,
        f"asks_paper {SSN} visit 2026-01-01; asks_paper none visit 2026-02-01; asks_status no visit 2026-11-20",
    ),
    "a yes undone by a visit": (NOT_ASKED, "asks_status yes visit 2026-03-01; asks_status no visit 2026-09-20"),
    "a yes undone by law": (NOT_ASKED, "asks_status yes visit 2026-03-01; asks_status no law 2026-09-20"),
    "a yes undone by policy": (NOT_ASKED, "asks_status yes visit 2026-03-01; asks_status no policy 2026-09-20"),
    "a yes undone by telephone": (NOT_ASKED, "asks_status yes visit 2026-03-01; asks_status no phone_call 2026-09-20"),
    "not by a family": (ASKS, "asks_status yes visit 2026-03-01; asks_status no family_report 2026-09-20"),
    "not by a website": (ASKS, "asks_status yes visit 2026-03-01; asks_status no website 2026-09-20"),
    "not by an undated no": (ASKS, "asks_status yes visit 2026-03-01; asks_status no visit"),
    "not by a no of the same day": (ASKS, "asks_status yes visit 2026-03-01; asks_status no visit 2026-03-01"),
    "not by a no of tomorrow": (ASKS, "asks_status yes visit 2026-03-01; asks_status no visit 2026-11-25"),
    "not by a no about something else": (
        ASKS,
        "asks_status yes visit 2026-03-01; shares_with_authorities no visit 2026-09-20",
    ),
    "an undated yes is never undone": (ASKS, "asks_status yes visit; asks_status no visit 2026-09-20"),
    "undone, then too old": (UNCONFIRMED, "asks_status yes visit 2024-03-01; asks_status no visit 2025-09-20"),
    "undone, and asked again": (
        ASKS,
        "asks_status yes visit 2026-01-01; asks_status no visit 2026-02-01; asks_status yes family_report 2026-03-01",
    ),
    "protected by law": (
        PROTECTED,
        LAW + "firewall law law 2026-09-01",
    ),
    "protected by policy": (
        PROTECTED,
        "asks_status no visit 2026-09-01; shares_with_authorities no visit 2026-09-01; firewall policy policy 2026-09-01",
    ),
    "not protected: may pass on": (NOT_ASKED, "asks_status no law 2026-09-01; firewall law law 2026-09-01"),
    "not protected: no wall": (NOT_ASKED, LAW),
    "not protected: the wall is denied": (
        NOT_ASKED,
        LAW + "firewall none visit 2026-09-01",
    ),
    "not protected: the wall was taken down": (
        NOT_ASKED,
        LAW + "firewall law law 2026-09-01;firewall none visit 2026-09-02",
    ),
    "not protected: denied on the same day": (
        NOT_ASKED,
        LAW + "firewall law law 2026-09-01;firewall none visit 2026-09-01",
    ),
    "protected: built again": (
        PROTECTED,
        LAW + "firewall none visit 2026-08-01;firewall law law 2026-09-01",
    ),
    "not protected: denied twice, built in between": (
        NOT_ASKED,
        LAW + "firewall none visit 2026-07-01; firewall law law 2026-08-01; firewall none visit 2026-09-01",
    ),
    "not protected: the wall is too old": (
        NOT_ASKED,
        LAW + "firewall law law 2025-11-23",
    ),
    "not protected: what is passed on is too old": (
        NOT_ASKED,
        "asks_status no law 2026-09-01; shares_with_authorities no visit 2026-05-27; firewall law law 2026-09-01",
    ),
    "not protected: a wall of tomorrow": (
        NOT_ASKED,
        LAW + "firewall law law 2026-11-25",
    ),
}


def rows_of(text: str) -> tuple[DisclosureRow, ...]:
    return tuple(told(row.strip()) for row in text.split(";") if row.strip())


@pytest.mark.parametrize(("safety", "text"), _TABLE.values(), ids=_TABLE)
def test_table(safety: Safety, text: str) -> None:
    assert judge(rows_of(text), ON).safety is safety


@pytest.mark.parametrize("text", [text for _, text in _TABLE.values() if text.count(";") < 4])
def test_the_order_of_rows_changes_nothing(text: str) -> None:
    judged = {judge(rows, ON) for rows in permutations(rows_of(text))}
    assert len(judged) == 1


@pytest.mark.parametrize("how", Source)
def test_evidence_is_in_date_to_its_last_day(how: Source) -> None:
    days = {"law": 365, "policy": 365, "phone_call": 180, "visit": 180, "website": 180, "family_report": 90}[how]
    assert DAYS_IN_DATE[how] == days
    row = told(f"asks_status no {how} 2026-01-01")
    last = date(2026, 1, 1) + timedelta(days=days)
    assert row.good_until == last
    assert judge([row], last).safety is NOT_ASKED
    assert judge([row], last + timedelta(days=1)).safety is UNCONFIRMED
    assert judge([row], last + timedelta(days=1)).expired == (row,)
    assert judge([row], date(2025, 12, 31)).safety is UNCONFIRMED
    assert judge([row], date(2025, 12, 31)).expired == ()


def test_a_source_is_wanted_for_a_no_but_not_for_a_yes() -> None:
    assert judge([told("asks_status no visit 2026-11-01", source=" ")], ON).safety is UNCONFIRMED
    assert judge([told("asks_status yes visit 2026-11-01", source="")], ON).safety is ASKS
    undone = [told("asks_status yes visit 2026-10-01"), told("asks_status no visit 2026-11-01", source="")]
    assert judge(undone, ON).safety is ASKS


def test_a_website_alone_does_not_outweigh_the_record_itself() -> None:
    words = ("national identity card",)
    website, visit = told("asks_status no website 2026-11-01"), told("asks_status no visit 2026-10-01")
    held = judge([website], ON, suspicious_words=words)
    assert (held.safety, held.suspicious_words, held.because) == (UNCONFIRMED, words, (website,))
    assert judge([website], ON).safety is NOT_ASKED
    assert judge([website, visit], ON, suspicious_words=words).safety is NOT_ASKED
    old = told("asks_status no visit 2025-10-01")
    assert judge([website, old], ON, suspicious_words=words).safety is UNCONFIRMED
    assert judge([told("asks_status no law 2026-11-01")], ON, suspicious_words=words).safety is NOT_ASKED


def test_a_row_that_cannot_be_read_might_be_a_yes() -> None:
    good = told("asks_status no visit 2026-11-01")
    held = judge([good], ON, unreadable=("evidence “letter” is not one of law",))
    assert (held.safety, held.unreadable) == (UNCONFIRMED, ("evidence “letter” is not one of law",))
    assert judge([told("asks_status yes visit")], ON, unreadable=("x",)).safety is ASKS


CIRCULAR = Duty("Circular 10", "Ministry of Health", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("text", "safety"),
    [
        ("asks_status no visit 2026-06-02", NOT_ASKED),
        ("asks_status no phone_call 2026-06-02", NOT_ASKED),
        ("asks_status no visit 2026-06-01", UNCONFIRMED),
        ("asks_status no visit 2026-05-31", UNCONFIRMED),
        ("asks_status no law 2026-06-02", UNCONFIRMED),
        ("asks_status no policy 2026-06-02", UNCONFIRMED),
        ("asks_status no website 2026-06-02", UNCONFIRMED),
        ("asks_status no family_report 2026-09-02", UNCONFIRMED),
        ("asks_status yes visit 2026-06-02", ASKS),
        (
            "asks_status no law 2026-09-01; shares_with_authorities no law 2026-09-01; firewall law law 2026-09-01",
            UNCONFIRMED,
        ),
        (
            "asks_status no visit 2026-09-01; shares_with_authorities no law 2026-09-01; firewall law law 2026-09-01",
            PROTECTED,
        ),
        ("", UNCONFIRMED),
    ],
)
def test_a_duty_to_report_holds_until_someone_asked_there(text: str, safety: Safety) -> None:
    judged = judge(rows_of(text), ON, duties=[CIRCULAR])
    assert judged.safety is safety
    held_back = safety is UNCONFIRMED and bool(text)
    assert judged.duty == (CIRCULAR if held_back else None)


def test_every_duty_must_be_met() -> None:
    later = Duty("Circular 11", "Ministry of Health", date(2026, 9, 1))
    rows = [told("asks_status no visit 2026-08-01")]
    assert judge(rows, ON, duties=[CIRCULAR]).safety is NOT_ASKED
    assert judge(rows, ON, duties=[CIRCULAR, later]).duty == later


def test_a_visit_that_is_too_old_does_not_meet_a_duty() -> None:
    old = Duty("Circular 9", "Ministry of Health", date(2025, 1, 1))
    rows = rows_of("asks_status no visit 2025-02-01; asks_status no law 2026-09-01")
    assert judge(rows, ON, duties=[old]).safety is UNCONFIRMED


def test_what_an_answer_rests_on() -> None:
    yes = told("asks_status yes visit 2026-03-01")
    assert judge([yes, told("asks_status no visit 2026-02-01")], ON).because == (yes,)
    newest = told("asks_status no visit 2026-10-01")
    assert judge([told("asks_status no law 2026-09-01"), newest], ON).because == (newest,)
    rows = rows_of(
        "asks_status no law 2026-09-01; shares_with_authorities no law 2026-09-01; firewall law law 2026-09-01"
    )
    assert judge(rows, ON).because == rows
    assert judge([], ON).because == ()


def test_of_several_words_the_newest_is_shown() -> None:
    rows = rows_of(
        "asks_status no law 2026-08-01; asks_status no law 2026-09-01; shares_with_authorities no law 2026-08-01;"
        "shares_with_authorities no law 2026-09-01; firewall law law 2026-08-01; firewall law law 2026-09-01"
    )
    assert [row.evidence.checked_on for row in judge(rows, ON).because] == [date(2026, 9, 1)] * 3


def test_the_newest_check() -> None:
    rows = rows_of("asks_status no visit; asks_status yes visit 2026-08-01; asks_paper none website 2026-09-01")
    assert newest_check(rows) == date(2026, 9, 1)
    assert newest_check(rows[:1]) is None
    assert newest_check([]) is None


def test_demands_that_stand() -> None:
    asks, shares, number = rows_of(
        f"asks_status yes visit 2026-03-01; shares_with_authorities yes visit; asks_paper {SSN} visit 2026-03-01"
    )
    assert standing_demands([number, shares, asks], ON) == (asks, shares, number)
    assert standing_demands(rows_of("asks_status no visit 2026-03-01; firewall none visit 2026-03-01"), ON) == ()


_PAPERS = {
    "": set(),
    "asks_paper none visit 2026-11-01": set(),
    "asks_paper photo_id visit 2026-11-01": {"photo_id"},
    "asks_paper photo_id visit 2020-11-01": {"photo_id"},
    "asks_paper photo_id visit": {"photo_id"},
    "asks_paper photo_id visit 2026-11-25": {"photo_id"},
    "asks_paper photo_id visit 2026-10-01; asks_paper residence_proof website 2026-11-01": {"residence_proof"},
    "asks_paper photo_id visit 2026-11-01; asks_paper residence_proof website 2026-11-01": {
        "photo_id",
        "residence_proof",
    },
    "asks_paper photo_id visit 2026-10-01; asks_paper none phone_call 2026-11-01": set(),
    "asks_paper photo_id visit 2026-11-01; asks_paper none phone_call 2026-11-01": {"photo_id"},
    "asks_paper photo_id visit 2026-10-01; asks_paper none website 2026-11-01": {"photo_id"},
    "asks_paper photo_id visit 2026-10-01; asks_paper none family_report 2026-11-01": {"photo_id"},
    "asks_paper photo_id visit 2026-10-01; asks_paper none visit 2026-11-25": {"photo_id"},
    "asks_paper photo_id visit; asks_paper none visit 2026-11-01": {"photo_id"},
    "asks_paper photo_id visit; asks_paper income_proof visit 2026-11-01": {"photo_id", "income_proof"},
}


@pytest.mark.parametrize(
    ("text", "asked"),
    _PAPERS.items(),
    ids=lambda value: ", ".join(sorted(value))[:60] if isinstance(value, set) else str(value)[:60],
)
def test_papers_of_the_newest_rows(text: str, asked: set[str]) -> None:
    rows = rows_of(text)
    assert {row.value for row in papers_asked(rows, ON)} == asked
    assert {row.value for row in papers_asked(reversed(rows), ON)} == asked
    assert papers_recorded(rows) is bool(text)


def test_a_no_without_a_source_takes_no_paper_away() -> None:
    rows = [told("asks_paper photo_id visit 2026-10-01"), told("asks_paper none visit 2026-11-01", source="")]
    assert {row.value for row in papers_asked(rows, ON)} == {"photo_id"}


def test_papers_recorded_looks_at_papers_alone() -> None:
    assert not papers_recorded([told("asks_status no visit 2026-11-01")])


def test_the_values_that_a_row_may_have() -> None:
    assert {fact: set(values) for fact, values in VALUES.items()} == {
        "asks_status": {"yes", "no"},
        "shares_with_authorities": {"yes", "no"},
        "firewall": {"law", "policy", "none"},
        "asks_paper": {
            "photo_id", "residence_proof", "income_proof", "birth_or_school_record", SSN, "other_document", "none"
        },
    }  # fmt: skip


def test_what_is_a_demand() -> None:
    assert told("asks_status yes visit").is_demand
    assert not told("asks_status no visit").is_demand
    assert told("shares_with_authorities yes visit").is_demand
    assert not told("firewall law law").is_demand
    assert not told("asks_paper none visit").is_demand
    assert all(DisclosureRow(Fact.ASKS_PAPER, paper, Source.VISIT).is_demand for paper in PAPERS)


def test_the_next_day_on_which_the_answer_would_change() -> None:
    rows = rows_of("asks_status no visit 2026-11-01; asks_status no family_report 2026-11-01; asks_status no visit")
    assert next_expiry(rows, ON) == date(2026, 11, 1) + timedelta(days=90)
    assert next_expiry(rows_of("asks_status no visit 2020-01-01"), ON) is None


def test_a_date_at_the_end_of_time_is_no_crash() -> None:
    row = told("asks_status no visit 9999-12-31")
    assert row.good_until == date.max
    assert judge([row], date.max).safety is NOT_ASKED
    assert judge([row], ON).safety is UNCONFIRMED


def test_without_a_clock_nothing_is_confirmed() -> None:
    newest = date(2026, 12, 1)
    confirmed = judge([told("asks_status no visit 2026-11-01")], ON)
    held = without_a_clock(confirmed, newest)
    assert (held.safety, held.clock_behind, held.because) == (UNCONFIRMED, newest, confirmed.because)
    for judgement in (judge([], ON), judge([told("asks_status yes visit")], ON)):
        assert without_a_clock(judgement, newest) == judgement


def test_safer_is_greater() -> None:
    assert ASKS < UNCONFIRMED < NOT_ASKED < PROTECTED
