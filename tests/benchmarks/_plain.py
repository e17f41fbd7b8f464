"""The same conditions without unknowns: as a plain loop, and as three other rule engines take them."""

from __future__ import annotations

import importlib
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from referral_assistant.condition import Scope, Test
from referral_assistant.household import Household, Person
from referral_assistant.matching import MatchIndex

Facts = dict[str, Any]
Groups = tuple[tuple[Test, ...], ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """A service of the loop: what it is for, whether it may be offered, and its groups of tests."""

    id: str
    needs: frozenset[str]
    offered: bool
    groups: Groups


def plain_services(index: MatchIndex) -> list[Plain]:
    """Take the services of an index without what is unknown of them; papers are left aside."""
    offered = index.running & ~index.safe[min(index.safe)]
    return [
        Plain(one.id, one.needs, bool(offered >> place & 1), tuple(tests for group in index.rules[place].groups if (tests := _tests(group))))
        for place, one in enumerate(index.services)
    ]  # fmt: skip


def _tests(group: Iterable[object]) -> tuple[Test, ...]:
    return tuple(literal for literal in group if isinstance(literal, Test))


def key_of(test: Test) -> str:
    """Name the fact that a test looks at; the only test of anyone here asks for the youngest."""
    if test.scope is Scope.ANY_PERSON:
        return "youngest"
    return "age" if test.attribute in {"age_years", "age_months"} else test.attribute


def facts_of(person: Person, household: Household) -> Facts:
    """Say everything of a person with plain yes and no; what is unknown is taken to be no, or nothing."""
    ages = [one.age_months[0] for one in household.people if one.age_months]
    size = int(household.size_span[0])
    return {
        "age": person.age_months[0] if person.age_months else 0,
        "youngest": min(ages),
        "sex": str(person.sex or ""),
        "pregnant": "yes" if person.pregnant else "no",
        "weeks_pregnant": person.weeks_pregnant[0] if person.weeks_pregnant else -1,
        "months_since_birth": person.months_since_birth[0] if person.months_since_birth else -1,
        "breastfeeding": "yes" if person.breastfeeding else "no",
        "disability": "yes" if person.disability else "no",
        "school": str(person.school or "none"),
        "area": household.area.name.lower() if household.area else "",
        "language": min(household.languages or {""}),
        "size": size,
        "income_month": 9000,
        "income_month_per_person": 9000 / size,
        "children_under_5": sum(age < 60 for age in ages),
        "children_under_18": sum(age < 216 for age in ages),
        "can_pay": "no",
        "insured": "no",
        "receives": "",
        "open_to_all": "yes",
    }


def loop(services: Sequence[Plain], household: Household, facts: Sequence[Facts]) -> list[tuple[str, str]]:
    """Match as anyone would write it: for each service, need, person and group, all of its tests."""
    found = []
    wanted = set(household.needs)
    for one in services:
        if not one.offered or not one.needs & wanted:
            continue
        for need in one.needs & wanted:
            for person, known in zip(household.people, facts, strict=True):
                if need in person.needs and any(all(holds(test, known) for test in group) for group in one.groups):
                    found.append((one.id, need))
                    break
    return found


def count_open(services: Iterable[Plain], facts: Facts) -> int:
    """Count the services whose conditions hold, whatever they are for."""
    return sum(any(all(holds(test, facts) for test in group) for group in one.groups) for one in services)


def holds(test: Test, facts: Facts) -> bool:
    """Answer one test with yes or no."""
    value = facts[key_of(test)]
    if test.values:
        is_so = value in test.values
    else:
        low, high = test.spans[0]
        is_so = low <= value <= high
    return is_so is not (test.is_not or test.excludes)


# --- others ----------------------------------------------------------------------------------------------------------

Ask = Callable[[Facts], int]
Engine = Callable[[Sequence[Plain]], Ask]


def rule_engine(services: Sequence[Plain]) -> Ask:
    """Compile one rule a service for `rule-engine`."""
    engine: Any = importlib.import_module("rule_engine")
    rules = [engine.Rule(_written(one.groups, _in_rule_engine)) for one in services]
    return lambda facts: sum(rule.matches(facts) for rule in rules)


def json_logic(services: Sequence[Plain]) -> Ask:
    """Write one rule a service for `json-logic`."""
    ask: Any = importlib.import_module("json_logic").jsonLogic
    rules = [{"or": [{"and": [_in_json_logic(test) for test in group]} for group in one.groups]} for one in services]
    return lambda facts: sum(bool(ask(rule, facts)) for rule in rules)


def opa(services: Sequence[Plain]) -> Ask:
    """Write one policy for OPA, evaluated in this process by `opa-eval` (regorus)."""
    engine: Any = importlib.import_module("opa_eval").OpaEval
    rules = [f'open contains "{one.id}" if {{ {_in_rego(group)} }}' for one in services for group in one.groups]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "policy.rego"
        path.write_text("\n".join(["package p", "import rego.v1", *rules]))
        policy = engine(str(path), query="data.p.open")
    return lambda facts: len(policy.evaluate_parsed(json.dumps(facts)))


ENGINES: dict[str, tuple[str, Engine]] = {
    "rule-engine": ("rule_engine", rule_engine),
    "json-logic": ("json_logic", json_logic),
    "OPA (opa-eval)": ("opa_eval", opa),
}


def _written(groups: Groups, write: Callable[[Test], str]) -> str:
    return " or ".join("(" + " and ".join(write(test) for test in group) + ")" for group in groups)


def _in_rule_engine(test: Test) -> str:
    key, turned = key_of(test), test.is_not or test.excludes
    if test.values:
        words = ", ".join(f'"{word}"' for word in sorted(test.values))
        return f"{'not ' if turned else ''}({key} in [{words}])"
    low, high = test.spans[0]
    return f"({key} >= {low}" + (f" and {key} <= {high})" if high < float("inf") else ")")


def _in_json_logic(test: Test) -> dict[str, Any]:
    value = {"var": key_of(test)}
    if test.values:
        said: dict[str, Any] = {"in": [value, sorted(test.values)]}
        return {"!": [said]} if test.is_not or test.excludes else said
    low, high = test.spans[0]
    return {"<=": [low, value, high]} if high < float("inf") else {">=": [value, low]}


def _in_rego(group: tuple[Test, ...]) -> str:
    lines = []
    for test in group:
        key, turned = f"input.{key_of(test)}", test.is_not or test.excludes
        if test.values:
            words = ", ".join(f'"{word}"' for word in sorted(test.values))
            lines.append(f"{'not ' if turned else ''}{key} in {{{words}}}")
        else:
            low, high = test.spans[0]
            lines.append(f"{key} >= {low}" + (f"; {key} <= {high}" if high < float("inf") else ""))
    return "; ".join(lines)
