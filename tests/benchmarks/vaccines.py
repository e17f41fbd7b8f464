"""Vaccines: the CDC's published cases through our engine, and how long 10 000 children take.

`bench vaccines [--xml FOLDER --cases FILE --as-of FILE] [--json] [--differences]`; without files, those of the shared data.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from referral_assistant.household import Dose, Person, Sex
from referral_assistant.paths import resources
from referral_assistant.session.vaccines import product_names
from referral_assistant.vaccination import Schedule, judge, read_schedule
from tests.shared_data import SHARED, WHY_SKIPPED
from tests.vaccines.cdc import load
from tests.vaccines.cdc_cases import measure, read_assertions, read_cases

CHILDREN = 10_000
ON = date(2026, 11, 23)
_CARD = (
    ("BCG", 1), ("HepB", 1), ("Penta", 44), ("OPV", 44), ("PCV13", 44), ("Rota", 44), ("Penta", 75), ("OPV", 75),
    ("PCV", 75), ("Penta", 105), ("OPV", 105), ("IPV", 105), ("MR", 280), ("MR", 460), ("DTP", 500), ("JE", 280),
)  # fmt: skip


def run(arguments: list[str]) -> int:
    """Print the scores and the times."""
    parser = argparse.ArgumentParser(prog="bench vaccines")
    parser.add_argument("--xml", type=Path)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--as-of", type=Path, dest="as_of")
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--differences", action="store_true", help="list every case that differs")
    chosen = parser.parse_args(arguments)
    named = [one for one in (chosen.xml, chosen.cases, chosen.as_of) if one is not None]
    if 0 < len(named) < 3:
        print("Name all three: --xml FOLDER --cases FILE --as-of FILE.")
        return 2
    answer: dict[str, Any] = {}
    if not named:
        answer["seconds_for_10000_children"] = round(time_children(children(CHILDREN)), 2)
        named = _shared_files()
    if named:
        xml, cases, as_of = named
        total, groups, differences = measure(load(xml), read_cases(cases), read_assertions(as_of))
        answer |= total.as_json() | {"per_antigen": {name: one.as_json() for name, one in sorted(groups.items())}}
        if chosen.differences:
            answer["differences"] = differences
    else:
        answer["left_out"] = WHY_SKIPPED
    print(json.dumps(answer, indent=2) if chosen.as_json else "\n".join(_lines(answer)))
    return 0


def _shared_files() -> list[Path]:
    if SHARED is None:
        return []
    folder = SHARED / "vaccines/cdc"
    names = ("supporting-data-4.64-xml", "cases-v4.28-third.json", "as-of-assertions-third.json")
    return [folder / name for name in names]


def _lines(answer: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in answer.items() if name not in {"per_antigen", "differences"}]
    for name, one in answer.get("per_antigen", {}).items():
        lines.append(f"  {name:12}" + "  ".join(f"{key} {value}" for key, value in one.items() if value is not None))
    return [*lines, *answer.get("differences", ())]


def children(number: int) -> list[Person]:
    """Make up children of 0 to 15 years with the cards they could have."""
    chance = random.Random(7)
    made = []
    for _ in range(number):
        born = ON - timedelta(days=chance.randrange(15 * 365))
        doses = [
            Dose(vaccine, born + timedelta(days=day + chance.randrange(20)))
            for vaccine, day in _CARD[: chance.randrange(len(_CARD))]
            if chance.random() < 0.9
        ]
        given = tuple(dose for dose in doses if dose.on and dose.on <= ON)
        made.append(Person(born=born, sex=chance.choice((Sex.FEMALE, Sex.MALE)), doses=given))
    return made


def who_generic() -> Schedule:
    """Read the schedule that ships."""
    return read_schedule((resources() / "vaccines/who-generic.toml").read_bytes(), "who-generic.toml")


def time_children(people: Sequence[Person]) -> float:
    """Return the seconds of processor time that all of them take, every antigen."""
    schedule, names = who_generic(), product_names()
    start = time.process_time()
    for person in people:
        judge(schedule, person, ON, ON, names)
    return time.process_time() - start
