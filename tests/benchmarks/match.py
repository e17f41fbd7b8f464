"""Matching: one family of five with ten thousand services and more, beside a plain loop and three other engines.

`bench match [--json]`. Other engines are measured when they can be imported: rule-engine, json-logic-qubit, opa-eval.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from referral_assistant.household import Household, Person, Visit
from referral_assistant.interview import next_questions
from referral_assistant.matching import MatchIndex, Results, match
from referral_assistant.session.visit import VisitResults
from tests.benchmarks._directories import DAY, FAMILY, directory
from tests.benchmarks._plain import ENGINES, count_open, facts_of, loop, plain_services

TARGETS = {
    "match_ms": 15.0,
    "match_to_loop": 2.0,
    "after_an_answer_ms": 5.0,
    "next_question_ms": 60.0,
    "findings_of_50_ms": 10.0,
    "match_100000_ms": 150.0,
}
STRANGERS = Household(
    tuple(replace(Person(label=one.label), needs=one.needs) for one in FAMILY.people), area=None, languages=None
)
"""The same five, of whom nothing is said but what they need."""


def run(arguments: list[str]) -> int:
    """Print the times, each with its target."""
    parser = argparse.ArgumentParser(prog="bench match")
    parser.add_argument("--json", action="store_true", dest="as_json")
    chosen = parser.parse_args(arguments)
    answer = measure()
    print(json.dumps(answer, indent=2) if chosen.as_json else "\n".join(_lines(answer)))
    return 0


def measure() -> dict[str, Any]:
    """Measure everything in one run; times are the best of several, in milliseconds."""
    index = MatchIndex(directory(10_000), DAY)
    listed = best(lambda: _lists(match(index, FAMILY)))
    plain = plain_services(index)
    facts = [facts_of(person, FAMILY) for person in FAMILY.people]
    looped = best(lambda: loop(plain, FAMILY, facts))
    results = match(index, FAMILY)
    answered = replace(FAMILY, insured=False)
    asked = match(MatchIndex(directory(10_000, open_to_all=False), DAY), STRANGERS)
    visit = VisitResults(Visit(FAMILY, DAY), results)
    answer: dict[str, Any] = {
        "match_ms": listed,
        "plain_loop_ms": looped,
        "match_to_loop": round(listed / looped, 2),
        "after_an_answer_ms": best(lambda: _lists(match(index, answered, before=results))),
        "next_question_ms": best(lambda: next_questions(asked, {}), 5),
        "findings_of_50_ms": best(lambda: visit.matches[:50]),
        "conditions_ms": best(lambda: conditions_of_all(index)),
        "others_ms": others(index),
        "services_listed": len(results.matches) + len(results.call_first) + len(results.left_out),
    }
    slowest = {name: took for name, took in answer["others_ms"].items() if took}
    answer["faster_than_others"] = {name: round(took / answer["conditions_ms"], 1) for name, took in slowest.items()}
    large = MatchIndex(directory(100_000), DAY)
    answer["match_100000_ms"] = best(lambda: _lists(match(large, FAMILY)), 5)
    return answer


def best(work: Callable[[], object], rounds: int = 15) -> float:
    """Return the shortest of several times, in milliseconds."""
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return round(min(times) * 1000, 2)


def _lists(results: Results) -> object:
    """Put into order what stands on the screen; what is left out is counted, and ordered when somebody opens it."""
    return results.matches[0], results.call_first[0], len(results.left_out)


def conditions_of_all(index: MatchIndex) -> list[tuple[int, int]]:
    """Answer the conditions of every service for five people, unknowns included: what the others are measured at."""
    columns = index.columns
    return [
        columns.combine(columns.read(facts, person, FAMILY) for facts in columns.by_facts) for person in FAMILY.people
    ]


def others(index: MatchIndex) -> dict[str, float | None]:
    """Time the same conditions in other engines, which know no unknowns; None where one is not installed."""
    services = [one for one in plain_services(index) if one.groups]
    facts = [facts_of(person, FAMILY) for person in FAMILY.people]
    expected = [count_open(services, one) for one in facts]
    took: dict[str, float | None] = {}
    for name, (module, engine) in ENGINES.items():
        if importlib.util.find_spec(module) is None:
            took[name] = None
            continue
        answer = engine(services)
        assert [answer(one) for one in facts] == expected, f"{name} was asked something else"
        took[name] = best(lambda ask=answer: [ask(one) for one in facts], 3)  # type: ignore[misc]
    return took


def _lines(answer: dict[str, Any]) -> list[str]:
    lines = [f"{name:<20}{value:>10}   target {TARGETS[name]}" for name, value in answer.items() if name in TARGETS]
    lines += [f"{name:<20}{answer[name]:>10}" for name in ("plain_loop_ms", "conditions_ms")]
    for name, took in answer["others_ms"].items():
        faster = answer["faster_than_others"].get(name)
        lines.append(f"{name:<20}{took} ms, {faster} times slower" if took else f"{name:<20}not installed")
    return lines
