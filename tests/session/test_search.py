"""Searching with everything that narrows: each filter means what it says, nothing found says what to drop, saved searches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from referral_assistant import clock
from referral_assistant.cli import main
from referral_assistant.disclosure import Safety
from referral_assistant.errors import InputError, StorageError
from referral_assistant.geography import Point, distance_km
from referral_assistant.open_hours import is_open_at
from referral_assistant.session import Session
from referral_assistant.session.browse import Listed, browse, find, judged_today
from referral_assistant.session.narrowing import By, Narrowed
from referral_assistant.session.saved_searches import (
    FILE,
    MOST,
    forget_search,
    save_search,
    saved_search,
    saved_searches,
)
from tests.example import DAY, example_session

SCHOOL = Point(16.71, 98.57)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with example_session(tmp_path_factory.mktemp("search")) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "data") as opened:
        yield opened


def found(session: Session, **narrowed: Any) -> list[Listed]:
    return find(session, Narrowed(**narrowed), 1000, on=DAY)


def test_what_is_free_is_recorded_as_free_and_the_others_are_not_in_it(session: Session) -> None:
    free = {one.service.id for one in found(session, free=True)}
    assert free == {one.id for one in session.services if one.is_listed and one.free is True}
    assert 0 < len(free) < session.count()


@pytest.mark.parametrize("tag", ["my", "MY", "my-MM"])
def test_a_language_however_its_tag_is_written(session: Session, tag: str) -> None:
    ids = {one.service.id for one in found(session, language=tag)}
    assert ids == {one.id for one in session.services if "my" in one.languages}


def test_the_nearest_come_first_and_what_tells_no_place_comes_last(session: Session) -> None:
    listed = found(session, near=SCHOOL)
    assert len(listed) == session.count()
    far = [one.service.distance_from(SCHOOL) for one in listed]
    known = [one for one in far if one is not None]
    assert known == sorted(known)
    assert far[: len(known)] == known
    for one in listed[: len(known)]:
        points = [spot.point for spot in one.service.spots]
        assert one.service.distance_from(SCHOOL) == min(distance_km(SCHOOL, point) for point in points if point)


def test_no_farther_than(session: Session) -> None:
    near = found(session, near=SCHOOL, within_km=2)
    assert near
    assert all((one.service.distance_from(SCHOOL) or 99) <= 2 or one.service.distance_from(SCHOOL) == 0 for one in near)
    assert len(near) < session.count()
    assert not any(one.service.confidential and one.service.distance_from(SCHOOL) is None for one in near)


def test_a_secret_place_has_no_distance(session: Session) -> None:
    for one in session.services:
        if one.spots and all(spot.confidential for spot in one.spots):
            assert one.distance_from(SCHOOL) is None


def test_open_now_is_what_is_surely_open(session: Session) -> None:
    now = datetime.now()  # noqa: DTZ005 - the clock on the wall
    listed = {one.service.id for one in find(session, Narrowed(open_now=True), 1000)}
    surely = {one.id for one in session.services if is_open_at(one, now)}
    later = {one.id for one in session.services if is_open_at(one, now + timedelta(minutes=2))}
    assert listed & surely & later == surely & later


def test_hours_of_the_clock_on_the_wall(session: Session) -> None:
    school = session.service("0d94911b-c3a5-5abf-9594-d9fd6b7f4ea4")
    monday = datetime(2026, 11, 23)  # noqa: DTZ001
    assert is_open_at(school, monday.replace(hour=8))
    assert is_open_at(school, monday.replace(hour=16))
    assert not is_open_at(school, monday.replace(hour=16, minute=1))
    assert not is_open_at(school, monday.replace(hour=9) - timedelta(days=1))


def test_fresh_is_what_somebody_confirmed_lately(session: Session) -> None:
    recent = found(session, fresh_days=30)
    assert 0 < len(recent) < session.count()
    for one in session.services:
        heard = one.last_heard_of
        assert (one.id in {listed.service.id for listed in recent}) == (
            heard is not None and heard >= DAY - timedelta(days=30)
        )


def test_safety_is_judged_with_the_duties_to_report(session: Session) -> None:
    for safety in Safety:
        ids = {one.service.id for one in found(session, safety=safety)}
        assert ids == {
            one.id for one in session.services if one.is_listed and judged_today(session, one, DAY).safety is safety
        }


# What to loosen


def test_nothing_found_says_what_each_filter_costs_counted_and_not_guessed(session: Session) -> None:
    asked = Narrowed("school", need="legal.advice", area="Ban Rai", free=True)
    listing = browse(session, asked, on=DAY)
    assert listing.found == ()
    assert listing.looser
    for way in listing.looser:
        assert way.count == len(find(session, asked.without(way.by), 1000, on=DAY)) > 0
    counts = [way.count for way in listing.looser]
    assert counts == sorted(counts, reverse=True)


def test_one_word_of_several_can_be_too_many(session: Session) -> None:
    (way,) = [way for way in browse(session, Narrowed("zebra school"), on=DAY).looser if way.by is By.WORD]
    assert (way.word, way.narrowed.text) == ("zebra", "school")
    assert way.count == len(find(session, Narrowed("school"), 1000, on=DAY))


def test_what_would_find_nothing_either_is_not_offered(session: Session) -> None:
    listing = browse(session, Narrowed("zebra", near=SCHOOL, within_km=5), on=DAY)
    assert [way.by for way in listing.looser] == [By.TEXT]


def test_where_something_is_found_nothing_is_to_be_dropped(session: Session) -> None:
    assert browse(session, Narrowed("school"), on=DAY).looser == ()


# Saved searches

EVERYTHING = Narrowed(
    "ဆေးခန်း", "health.primary", "Mae Lin", Safety.NOT_ASKED, "my", True, True, 90, Point(16.71, 98.57), 12.5
)


def test_a_saved_search_comes_back_whole(empty: Session) -> None:
    save_search(empty, "Near, free", EVERYTHING)
    save_search(empty, "Plain", Narrowed("school"))
    assert saved_search(empty, "near, FREE ") == EVERYTHING
    assert [one.name for one in saved_searches(empty)] == ["Near, free", "Plain"]
    forget_search(empty, "plain")
    assert [one.name for one in saved_searches(empty)] == ["Near, free"]


def test_the_same_name_is_the_same_search(empty: Session) -> None:
    save_search(empty, "Mine", Narrowed("a"))
    save_search(empty, "mine", Narrowed("b"))
    assert [(one.name, one.narrowed.text) for one in saved_searches(empty)] == [("mine", "b")]


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_is_wanted(empty: Session, name: str) -> None:
    with pytest.raises(InputError, match="needs a name"):
        save_search(empty, name, Narrowed("x"))


@pytest.mark.parametrize("texts", [("undocumented family", "school"), ("school", "undocumented Rohingya mother")])
def test_what_must_not_be_written_down_is_not(empty: Session, texts: tuple[str, str]) -> None:
    with pytest.raises(InputError, match="must not be written down"):
        save_search(empty, texts[0], Narrowed(texts[1]))
    assert not (empty.folder / FILE).exists()


def test_there_is_an_end_to_them(empty: Session) -> None:
    for number in range(MOST):
        save_search(empty, f"Search {number}", Narrowed("x"))
    with pytest.raises(InputError, match="50 saved searches already"):
        save_search(empty, "One more", Narrowed("x"))


def test_a_damaged_file_is_said_and_not_written_over(empty: Session) -> None:
    empty.folder.mkdir(exist_ok=True)
    (empty.folder / FILE).write_text("[{", "utf-8")
    with pytest.raises(StorageError, match="Move the file away"):
        save_search(empty, "Mine", Narrowed("x"))
    assert (empty.folder / FILE).read_text("utf-8") == "[{"


@pytest.mark.parametrize(
    "row",
    [
        {"name": "A", "fresh_days": "many", "near": ["x", 2], "within_km": True, "safety": "SAFE", "more": 1},
        {"name": "A", "fresh_days": -1, "near": [999, 2], "within_km": -2, "safety": 3, "free": "yes", "text": None},
        {"name": "A", "near": [1], "safety": None},
    ],
)
def test_a_hostile_row_narrows_by_nothing(empty: Session, row: dict[str, Any]) -> None:
    empty.folder.mkdir(exist_ok=True)
    (empty.folder / FILE).write_text(json.dumps([row, {"name": 5}, "x", None]), "utf-8")
    (saved,) = saved_searches(empty)
    assert saved.narrowed == Narrowed()


# The command line


def ran(session: Session, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    session.close()
    session.__dict__.pop("directory", None)
    status = main(["--data", str(session.folder), "--region", "example", *arguments])
    return status, *capsys.readouterr()


def test_the_command_finds_what_the_window_finds(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("search", "--need", "health.primary", "--free", "--near", "16.71,98.57", "--within", "3", "--json")
    status, out, _ = ran(session, capsys, *asked)
    rows = json.loads(out)
    assert status == 0
    wanted = find(session, Narrowed(need="health.primary", free=True, near=SCHOOL, within_km=3), 20)
    assert [row["service_id"] for row in rows] == [one.service.id for one in wanted]
    assert [row["distance_km"] for row in rows] == sorted(row["distance_km"] for row in rows)
    assert {"service_id", "service", "organization", "area", "safety", "snippet"} <= rows[0].keys()


def test_the_command_says_what_to_drop(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ran(session, capsys, "search", "zebra school", "--area", "Mae Lin")
    assert status == 0
    assert "Without the word “zebra”: " in out


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (("x", "--need", "health"), 1, "There is no need “health”"),
        (("x", "--near", "here"), 1, "“here” is no place such as 16.71,98.57"),
        (("x", "--within", "3"), 2, "--within needs --near"),
        (("x", "--saved", "Mine"), 1, "There is no saved search “Mine”"),
        (("x", "--fresh", "0"), 2, "--fresh"),
    ],
)
def test_the_command_says_what_is_wrong(
    session: Session, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], status: int, sentence: str
) -> None:
    left, _, err = ran(session, capsys, "search", *asked)
    assert left == status
    assert sentence in err


def test_distances_are_told_from_the_clinic_when_its_place_is_known(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    session.change_settings(replace(session.settings, coordinates=(16.71, 98.57)))
    status, out, _ = ran(session, capsys, "search", "school", "--within", "1", "--json")
    session.change_settings(replace(session.settings, coordinates=None))
    assert status == 0
    assert json.loads(out)[0]["distance_km"] == 0


def test_searches_are_saved_listed_and_forgotten(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(session, capsys, "search", "clinic", "--free", "--save", "Free clinics")[0] == 0
    assert "Free clinics  (text, free)" in ran(session, capsys, "searches")[1]
    status, out, _ = ran(session, capsys, "search", "--saved", "free clinics", "--limit", "1", "--json")
    assert (status, len(json.loads(out))) == (0, 1)
    assert ran(session, capsys, "searches", "--forget", "Free clinics")[1] == ""


def test_today_is_the_day(session: Session) -> None:
    assert browse(session, Narrowed()).found == browse(session, Narrowed(), on=clock.today()).found
