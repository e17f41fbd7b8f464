"""Families of flesh and blood, each with what must come out, written so that a social worker can check it.

`NAME.toml` is a family file; `NAME.expected.toml` says what surely fits (best first), what may fit, whom to call first,
what is left out and why ("unless" names the one thing that can change), the first question, and needs nobody meets.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from referral_assistant.directory.sheets import NEEDS
from referral_assistant.eligibility import Outcome
from referral_assistant.household import Place, Visit, completed_months
from referral_assistant.reasons import WouldFitIf
from referral_assistant.session import Session
from referral_assistant.session.visit import Explained, VisitResults
from tests.example import example_session

FOLDER = Path(__file__).parent / "scenarios"
NAMES = sorted(path.name.removesuffix(".expected.toml") for path in FOLDER.glob("*.expected.toml"))
SECTIONS = ("fits", "may_fit", "call_first")


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with example_session(tmp_path_factory.mktemp("scenarios")) as opened:
        yield opened


def answer(session: Session, name: str) -> VisitResults:
    path = FOLDER / f"{name}.toml"
    return session.match(session.read_family(path.read_bytes(), path.name))


def expected(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.expected.toml").read_text("utf-8"))


def by_need(entries: list[Explained], words: Callable[[Explained], str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in entries:
        found.setdefault(one.match.need, []).append(words(one))
    return found


def name_of(one: Explained) -> str:
    return one.match.service.name


def with_outcome(one: Explained) -> str:
    return f"{name_of(one)}: {'fits' if one.match.outcome is Outcome.YES else 'may fit'}"


def why(one: Explained) -> str:
    change = one.would_fit_if
    return f"{one.because}, unless: {change.attribute} {change.value}" if change else str(one.because)


def told(session: Session, results: VisitResults) -> dict[str, Any]:
    left_out: dict[str, dict[str, str]] = {}
    for one in results.left_out:
        left_out.setdefault(one.match.need, {})[name_of(one)] = why(one)
    asked = session.next_questions(results)
    return {
        "fits": by_need([one for one in results.matches if one.match.outcome is Outcome.YES], name_of),
        "may_fit": by_need([one for one in results.matches if one.match.outcome is Outcome.UNKNOWN], name_of),
        "call_first": by_need(list(results.call_first), with_outcome),
        "left_out": left_out,
        "ask_next": f"{asked[0].question.attribute}: {asked[0].about}" if asked else "",
        "unmet": list(results.unmet_needs),
    }


@pytest.mark.parametrize("name", NAMES)
def test_scenario(name: str, session: Session) -> None:
    wanted = expected(name)
    assert wanted["story"]
    assert wanted["because"]
    wanted = {key: value for key, value in wanted.items() if key not in {"story", "because"}}
    assert told(session, answer(session, name)) == {"left_out": {}} | wanted


@pytest.mark.parametrize("name", NAMES)
def test_what_every_answer_keeps(name: str, session: Session) -> None:
    results = answer(session, name)
    for one in results.matches:
        assert one.match.safety.name in {"PROTECTED", "NOT_ASKED"}
        assert one.match.outcome is not Outcome.NO
        assert any(finding.evidence.checked_on for finding in one.findings)
    for one in results.call_first:
        assert one.match.safety.name == "UNCONFIRMED"
        assert one.questions
    for one in results.left_out:
        assert one.because
        assert any(finding.outcome is Outcome.NO for finding in one.findings)
    for entries in (results.matches, results.call_first, results.left_out):
        assert [one.match.rank for one in entries] == list(range(1, len(entries) + 1))


def test_every_need_has_its_scenario() -> None:
    needs = {need for name in NAMES for person in family(name)["people"] for need in person.get("needs", ())}
    assert sorted(NEEDS - needs) == []
    assert len(NAMES) >= 40


def family(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def test_every_family_has_its_expectation() -> None:
    files = {path.name for path in FOLDER.glob("*.toml")}
    assert files == {f"{name}.toml" for name in NAMES} | {f"{name}.expected.toml" for name in NAMES}


CHANGEABLE = {"papers", "area", "age_years", "age_months"}


@pytest.mark.parametrize("name", NAMES)
def test_what_it_would_take_is_true_and_can_be_done(name: str, session: Session) -> None:
    """With the one fact changed that is named, the place does fit; nothing is named that cannot or should not change."""
    results = answer(session, name)
    for one in results.left_out:
        change = one.would_fit_if
        if change is None:
            continue
        assert change.attribute in CHANGEABLE
        after = session.match(_changed(results.visit, change))
        entries = (*after.results.matches, *after.results.call_first)
        now = [entry for entry in entries if (entry.service.id, entry.need) == (one.match.service.id, one.match.need)]
        assert now, (name_of(one), change)
        if change.value == "birth_or_school_record":
            assert one.helps_with_paper
            assert all("papers.birth" in service.needs for service in one.helps_with_paper)


def _changed(visit: Visit, change: WouldFitIf) -> Visit:
    household = visit.household
    if change.attribute == "papers":
        return replace(visit, household=replace(household, papers=(household.papers or frozenset()) | {change.value}))
    if change.attribute == "area":
        return replace(visit, household=replace(household, area=Place(change.value.split("|")[0])))
    day = date.fromisoformat(change.value)
    assert (day - visit.on).days <= 90
    people = tuple(
        replace(one, age_months=(months := completed_months(one.born, day), months)) if one.born else one
        for one in household.people
    )
    return replace(visit, household=replace(household, people=people))


@pytest.mark.parametrize("name", NAMES)
def test_the_telephone_is_told_nothing_of_the_family(name: str, session: Session) -> None:
    """What is asked on the telephone is the same four sentences for everyone, and none of them holds a value."""
    for one in answer(session, name).call_first:
        assert {question.text for question in one.questions} <= ON_THE_TELEPHONE
        assert not [question for question in one.questions if question.values]


ON_THE_TELEPHONE = {
    "Do people need to show an identity or immigration document to use this service?",
    "Do you write down, or pass on to anyone, where people come from or what papers they have?",
    "Who can use this service: which ages, which area?",
    "Which papers do people have to bring?",
}
