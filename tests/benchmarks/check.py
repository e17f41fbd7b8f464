"""`check` of a large directory whose texts are all different: the first time, and when what was read is kept.

`bench check [SERVICES] [--json]`; 50 000 services when no number is named.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from referral_assistant.directory.fine_print import read_fine_print
from referral_assistant.session import Session
from tests.benchmarks._fine_print import write_varied

TARGETS = {"first_s": 10.0, "again_s": 10.0}


def run(arguments: list[str]) -> int:
    """Measure; return 0 when every target is met."""
    options = argparse.ArgumentParser("bench check")
    options.add_argument("services", nargs="?", type=int, default=50_000)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        result = _measured(Path(folder), chosen.services)
    print(json.dumps(result) if chosen.json else _lines(result))
    return int(any(result[name] > most for name, most in TARGETS.items()))


def _measured(folder: Path, services: int) -> dict[str, Any]:
    file = folder / "directory.json"
    write_varied(file, services)
    with Session.open(folder / "data") as session:
        session.apply_import(session.prepare_import(file, "Sender"))
    first, again = _checked(folder), _checked(folder)
    return {"services": services, **first, "first_s": first["busy_s"], "again_s": again["busy_s"]}


def _checked(folder: Path) -> dict[str, Any]:
    """Check as a program that starts: nothing is remembered that was not kept."""
    read_fine_print.cache_clear()
    with Session.open(folder / "data") as session:
        started, worked = time.perf_counter(), time.process_time()
        problems = session.check()
        wall, busy = time.perf_counter() - started, time.process_time() - worked
    proposals = sum(problem["problem"] == "proposal" for problem in problems)
    # By processor time: it hardly waits, and the machine may be busy with something else.
    return {"problems": len(problems), "proposals": proposals, "busy_s": busy, "wall_s": wall}


def _lines(result: dict[str, Any]) -> str:
    missed = [name for name, most in TARGETS.items() if result[name] > most]
    return (
        f"check of {result['services']} services with texts that are all different: {result['first_s']:.1f} s "
        f"({result['wall_s']:.1f} by the clock), once read {result['again_s']:.1f} s, {result['problems']} problems, {result['proposals']} of them from fine print"
        f"{'   MISSED: ' + ', '.join(missed) if missed else ''}"
    )
