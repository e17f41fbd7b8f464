"""An independent judge agrees on more than ten thousand cases: nothing unsound, nothing over-cautious.

Beside it: what must not matter does not, and knowing more never turns an answer round.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from referral_assistant.disclosure import Duty, judge
from referral_assistant.eligibility import Outcome
from referral_assistant.matching import MatchIndex, Results, match
from tests import oracle
from tests.oracle import Family, Row
from tests.oracle_cases import NEED, ON, conditions, family, papers, read, read_disclosure, service

_ROUNDS, _SERVICES = 53, 20


def outcomes(results: Results) -> list[str]:
    """Name the outcome for each service, in the order of the index."""
    need = results.needs[0]
    return [
        Outcome(2 if need.surely >> place & 1 else need.possibly >> place & 1).name
        for place in range(results.index.count)
    ]


def matched(rows: list[tuple[list[Row], list[Row]]], told: Family) -> list[str]:
    services = [service(f"{place:03}", *both) for place, both in enumerate(rows)]
    return outcomes(match(MatchIndex(services, ON), read(told)))


@pytest.mark.parametrize("seed", range(10))
def test_the_judge_agrees(seed: int) -> None:
    random, judged = Random(seed), 0
    for _ in range(_ROUNDS):
        rows = [(conditions(random), papers(random)) for _ in range(_SERVICES)]
        told = family(random)
        for both, outcome in zip(rows, matched(rows, told), strict=True):
            wanted = oracle.outcome(told, NEED, *both, ON)
            judged += wanted is not None
            assert wanted in {None, outcome}, (told, both)
    # Ten seeds: more than 10 000 cases; the rest had too many families to try them all.
    assert judged >= 1000


def disclosure(random: Random) -> list[Row]:
    """Return up to five rows of any kind, close together in time and near to every expiry."""
    rows = []
    for _ in range(random.choice((0, 1, 2, 3, 4, 5))):
        fact = random.choice(("asks_status", "asks_status", "shares_with_authorities", "firewall", "asks_paper"))
        values = {"firewall": ("law", "policy", "none"), "asks_paper": ("none", "photo_id", oracle.SSN)}
        days = random.choice((-1, 0, 1, 2, 3, 90, 91, 180, 181, 365, 366))
        checked = (ON - timedelta(days=days)).isoformat() if random.random() < 0.9 else ""
        rows.append(
            {
                "fact": fact,
                "value": random.choice(values.get(fact, ("yes", "no", "no", "no"))),
                "evidence": random.choice(("law", "policy", "phone_call", "visit", "family_report", "website")),
                "source": "someone" if random.random() < 0.9 else "",
                "checked_on": checked,
            }
        )
    return rows


def test_the_judge_agrees_about_safety() -> None:
    random, seen = Random(5), set()
    for _ in range(12_000):
        rows = disclosure(random)
        duties = [ON - timedelta(days=random.choice((1, 2, 100)))] if random.random() < 0.3 else []
        words = ("citizens",) if random.random() < 0.3 else ()
        judged = judge(
            [read_disclosure(row) for row in rows],
            ON,
            duties=[Duty("duty", "law", day) for day in duties],
            suspicious_words=words,
        )
        wanted = oracle.safety(rows, ON, duties, text_suggests_otherwise=bool(words))
        assert judged.safety.name == wanted, (rows, duties, words)
        seen.add(wanted)
    assert seen == {"ASKS", "UNCONFIRMED", "NOT_ASKED", "PROTECTED"}


def some_cases(seed: int, count: int = 40) -> list[tuple[list[tuple[list[Row], list[Row]]], Family]]:
    random = Random(seed)
    return [([(conditions(random), papers(random)) for _ in range(6)], family(random)) for _ in range(count)]


def test_all_at_once_is_one_by_one() -> None:
    for rows, told in some_cases(21):
        assert matched(rows, told) == [matched([both], told)[0] for both in rows]


def test_the_order_of_rows_and_groups_changes_nothing() -> None:
    random = Random(3)
    for rows, told in some_cases(22):
        shuffled = [(random.sample(some, len(some)), random.sample(other, len(other))) for some, other in rows]
        assert matched(rows, told) == matched(shuffled, told)


def test_the_order_of_people_changes_nothing() -> None:
    random = Random(4)
    for rows, told in some_cases(23):
        people = random.sample(told["people"], len(told["people"]))
        assert matched(rows, told) == matched(rows, {**told, "people": people})


_MORE: dict[str, tuple[Any, ...]] = {
    "age_years": (3, 17, 40),
    "sex": ("female", "male"),
    "pregnant": (True, False),
    "breastfeeding": (True, False),
    "months_since_birth": (0, 5),
    "disability": (True, False),
    "school": ("none", "primary"),
}


def with_one_more_fact(random: Random, told: Family) -> Family:
    """Say one thing more about someone, or about the family."""
    place = random.randrange(len(told["people"]))
    person = dict(told["people"][place])
    open_keys = [key for key in _MORE if key not in person]
    if {"age_months", "age_years"} & set(person):
        open_keys = [key for key in open_keys if key != "age_years"]
    if "weeks_pregnant" in person:
        open_keys = [key for key in open_keys if key != "pregnant"]
    if open_keys and random.random() < 0.6:
        key = random.choice(open_keys)
        person[key] = random.choice(_MORE[key])
        return {**told, "people": [*told["people"][:place], person, *told["people"][place + 1 :]]}
    household = dict(told["household"])
    household.setdefault("size", len(told["people"]) + random.choice((0, 1)))
    household.setdefault("income_month", random.choice((400, 2000, 8000)))
    more = {"papers": random.choice(([], ["photo_id"]))} if "papers" not in told else {}
    return {**told, "household": household, **more}


def test_knowing_more_never_turns_an_answer_round() -> None:
    random, turned, kept = Random(6), 0, 0
    for rows, told in some_cases(24, 120):
        before = matched(rows, told)
        after = matched(rows, with_one_more_fact(random, told))
        for old, new in zip(before, after, strict=True):
            assert old in {"UNKNOWN", new}
            turned, kept = turned + (old != new), kept + (old == new)
    assert turned > 20
    assert kept > 20


def test_a_row_added_to_a_group_never_lets_more_in() -> None:
    random = Random(8)
    for rows, told in some_cases(25):
        stricter = [([*some, *conditions(random)[:1]], other) for some, other in rows]
        stricter = [([{**row, "group": "1"} for row in some], other) for some, other in stricter]
        before = matched([([{**row, "group": "1"} for row in some], other) for some, other in rows], told)
        for old, new, (some, _) in zip(before, matched(stricter, told), rows, strict=True):
            if some and all("valid_from" not in row and "valid_to" not in row for row in some):
                assert Outcome[new] <= Outcome[old]


def test_a_further_group_never_keeps_anyone_out() -> None:
    random = Random(9)
    for rows, told in some_cases(26):
        wider = [([*some, *({**row, "group": "new"} for row in conditions(random)[:1])], other) for some, other in rows]
        for old, new, (some, _) in zip(matched(rows, told), matched(wider, told), rows, strict=True):
            if any(not days(row) for row in some):
                assert Outcome[new] >= Outcome[old]


def days(row: Row) -> str:
    return row.get("valid_from", "") + row.get("valid_to", "")


def test_cases_are_of_every_kind() -> None:
    random = Random(0)
    rows = [row for _ in range(400) for row in conditions(random)]
    assert {row["scope"] for row in rows} == {"person", "any_person", "household"}
    assert len({row["attribute"] for row in rows}) == 20
    assert {row["operator"] for row in rows} == {
        "is", "is_not", "one_of", "between", "at_least", "at_most", "more_than", "less_than"
    }  # fmt: skip
    assert {row["polarity"] for row in rows} == {"require", "exclude"}
