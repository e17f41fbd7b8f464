"""The plan of the week for a visit on the example directory: in words, as JSON, on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from referral_assistant import clock
from referral_assistant.household import Household, Visit
from referral_assistant.i18n import Catalog
from referral_assistant.letters.discreet import text_of
from referral_assistant.session import Session
from referral_assistant.session.answers import match_as_json, match_as_text
from referral_assistant.session.papers_plan import stops
from referral_assistant.session.papers_week import week_of
from tests.example import example_session

FAMILY = """
language = "my"
area = "mae-lin"
on = 2026-11-24
papers = []
[[people]]
label = "mother"
age_years = 31
sex = "female"
pregnant = true
needs = ["health.maternal", "money.cash", "protection.violence"]
[[people]]
label = "first child"
age_years = 7
needs = ["education.enrolment", "vaccines.routine"]
[[people]]
label = "baby"
age_months = 8
needs = ["vaccines.routine", "basics.food"]
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with example_session(tmp_path_factory.mktemp("week")) as opened:
        yield opened


def plain(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f]+", " ", text)


def test_the_json_names_days_reasons_and_what_has_none(session: Session) -> None:
    results = session.match(session.read_family(FAMILY.encode(), "family.toml"))
    week = match_as_json(session, results, Catalog.load("en"))["week"]
    assert json.loads(json.dumps(week)) == week
    trips = [(trip["on"], [stop["service"] for stop in trip["stops"]]) for trip in week["trips"]]
    assert trips[:2] == [
        ("2026-11-24", ["Antenatal day, Health Post 3"]),
        ("2026-11-25", ["School enrolment, Mae Lin School", "A meal every noon"]),
    ]
    assert week["trips"][1]["message"] == ("About 5 minutes on foot from each other; all open from 11:00 to 13:00")
    assert week["trips"][0]["stops"][0]["hours"] == [["09:00", "12:00"]]
    # What must stay private has no name and no day, and is not silently missing either.
    private = [one for one in week["unplanned"] if one["why"] == "private"]
    assert private == [{"needs": ["protection.violence"], "why": "private", "message": private[0]["message"]}]
    assert match_as_json(session, results, Catalog.load("en"))["week"] == week


def test_every_safe_place_of_the_plan_is_in_the_lists(session: Session) -> None:
    results = session.match(session.read_family(FAMILY.encode(), "family.toml"))
    offered = {one.service.id for one in results.results.matches}
    for trip in week_of(session, results).trips:
        assert {stop.errand.service.id for stop in trip.stops} <= offered


def test_the_terminal_tells_it_too(session: Session) -> None:
    results = session.match(session.read_family(FAMILY.encode(), "family.toml"))
    said = match_as_text(session, results, Catalog.load("en"))
    plan = said[said.index("Plan of the week") :]
    assert "Wednesday 25 November: About 5 minutes on foot from each other" in plan
    assert "1. School enrolment, Mae Lin School · Going to school · 08:00 – 16:00" in plan
    assert "– Violence: Stays private" in plan


def test_the_paper_has_the_days_and_nothing_private(session: Session, tmp_path: Path) -> None:
    visit = session.read_family(FAMILY.encode(), "family.toml")
    paper = plain(text_of(session.letter(session.order(visit, language="en", kind="plan", second=""))))
    wanted = (
        "Tuesday 24 November",
        "Antenatal day",
        "Wednesday 25 November",
        "About 5 minutes on foot from each other; all open from 11:00 to 13:00",
        "Mae Lin School",
        "A meal every noon",
    )
    places = [paper.index(one) for one in wanted]
    assert places == sorted(places)
    for told in ("Violence", "private", "Safe house"):
        assert told not in paper


def test_of_places_that_are_as_good_the_one_that_answers_more_is_chosen(tmp_path: Path) -> None:
    with Session.open(tmp_path / "data", region="example") as session:
        folder = tmp_path / "two"
        folder.mkdir()
        (folder / "organizations.csv").write_text("id,name,description\no,House,x\n", "utf-8")
        (folder / "services.csv").write_text(
            "id,organization_id,name,status,assured_date\n"
            "a,o,Food only,active,2026-11-20\nb,o,Food and clothes,active,2026-11-01\nc,o,Clothes,active,2026-11-20\n",
            "utf-8",
        )
        (folder / "needs.csv").write_text(
            "service_id,need\na,basics.food\nb,basics.food\nb,basics.clothes\nc,basics.clothes\n", "utf-8"
        )
        (folder / "conditions.csv").write_text(
            "service_id,group,scope,attribute,operator,value,polarity,quote,source,checked_on\n"
            + "".join(f"{one},1,household,open_to_all,is,yes,require,q,s,2026-11-01\n" for one in "abc"),
            "utf-8",
        )
        asks = {"a": "no", "b": "no", "c": "no"}
        rows = "".join(f"{one},asks_status,{value},visit,someone,2026-11-01\n" for one, value in asks.items())
        head = "service_id,fact,value,evidence,source,checked_on\n"
        (folder / "disclosure.csv").write_text(head + rows, "utf-8")
        session.apply_import(session.prepare_import(folder, "test"))
        needs = '[[people]]\nneeds = ["basics.food", "basics.clothes"]\n'
        visit = session.read_family(f"on = 2026-11-24\n{needs}".encode(), "family.toml")
        results = session.match(visit)
        assert next(one.service.name for one in results.results.matches if one.need == "basics.food") == "Food only"
        found, unmet = stops(results, session.match, visit.household.needs, frozenset())
        assert [(one.service.name, sorted(one.needs)) for one in found] == [
            ("Food and clothes", ["basics.clothes", "basics.food"])
        ]
        assert unmet == []
        # Never at the cost of what ranks: a paper asked makes it the worse place for either need.
        (folder / "disclosure.csv").write_text(
            head + rows + "b,asks_paper,photo_id,visit,someone,2026-11-01\n", "utf-8"
        )
        session.apply_import(session.prepare_import(folder, "test"))
        found, _ = stops(session.match(visit), session.match, visit.household.needs, frozenset())
        assert {one.service.name for one in found} == {"Food only", "Clothes"}


def test_today_counts_only_what_is_left_of_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime.combine(date(2026, 11, 24), time(11, 45)))
    visit = session.read_family(FAMILY.encode(), "family.toml")
    said = week_of(session, session.match(visit))
    own_clock = week_of(session, session.match(replace(visit, day_given=False)))
    maternal = [
        next(trip.day for trip in week.trips for stop in trip.stops if "health.maternal" in stop.errand.needs)
        for week in (said, own_clock)
    ]
    assert maternal == [date(2026, 11, 24), date(2026, 12, 1)]


def test_what_nobody_meets_is_counted_by_need_and_area_alone(session: Session) -> None:
    text = (
        'on = 2026-11-24\narea = "{area}"\n[[people]]\nlabel = "boy"\nage_years = 9\nneeds = ["protection.trafficking"]'
    )
    for area, told in (("Pha Noi", "pha-noi"), ("Behind the old mill", None)):
        visit = session.read_family(text.format(area=area).encode(), "family.toml")
        results = session.match(replace(visit, household=_without_services(session, visit)))
        answer = match_as_json(session, results, Catalog.load("en"))
        assert answer["unmet"] == [{"need": need, "area": told} for need in results.unmet_needs]
        assert answer["unmet"]
        assert "Nothing found for: " in match_as_text(session, results, Catalog.load("en"))


def _without_services(session: Session, visit: Visit) -> Household:
    """Give the boy a need that no service of the directory meets."""
    met = {need for one in session.services for need in one.needs}
    unmet = sorted(session.needs.ids - met)
    possible = unmet or [need for need in sorted(session.needs.ids) if session.match(_asking(visit, need)).unmet_needs]
    return _asking(visit, possible[0]).household


def _asking(visit: Visit, need: str) -> Visit:
    person = replace(visit.household.people[0], needs=(need,))
    return replace(visit, household=replace(visit.household, people=(person,)))
