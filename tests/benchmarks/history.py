"""The history of one record among thousands of edits: from the list in the index, and beside it by walking every commit.

`bench history [EDITS] [--json]`; 4 000 edits when no number is named.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from referral_assistant.directory import Directory
from referral_assistant.directory.record import Key, pack

TARGETS = {"history_ms": 50.0, "whole_ms": 50.0, "first_after_rebuild_ms_per_edit": 5.0}
_RECORDS = 5000


def run(arguments: list[str]) -> int:
    """Measure; return 0 when every target is met."""
    options = argparse.ArgumentParser("bench history")
    options.add_argument("edits", nargs="?", type=int, default=4000)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, Directory.open(Path(folder) / "data", "Clinic") as directory:
        result = {"edits": chosen.edits, **_measured(directory, chosen.edits)}
    print(json.dumps(result) if chosen.json else "\n".join(f"{name}: {value:.3g}" for name, value in result.items()))
    return int(any(result[name] > most for name, most in TARGETS.items()))


def _measured(directory: Directory, edits: int) -> dict[str, Any]:
    from tests.directory.samples import service, uuid

    directory._write({Key("service", uuid(n)).path: pack(service(n)) for n in range(_RECORDS)}, "Fill")
    for number in range(edits):
        directory.save("service", service(number % (_RECORDS // 4), description=f"v{number}"))
    wanted = uuid(7)
    found, history = _timed(lambda: directory.history(wanted))
    _, whole = _timed(lambda: directory.history(limit=60))
    walked, walk = _timed(lambda: _by_walking(directory, wanted))
    assert [edit.id for edit in found] == walked
    directory._index.rebuild()
    _, first = _timed(lambda: directory.history(wanted))
    return {
        "history_ms": history,
        "whole_ms": whole,
        "walk_ms": walk,
        "first_after_rebuild_ms_per_edit": first / edits,
    }


def _timed(work: Any) -> tuple[Any, float]:
    start = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - start) * 1000


def _by_walking(directory: Directory, wanted: str) -> list[str]:
    """Find the edits as history did before there was a list: the floor that it is measured beside."""
    store, path = directory._store, Key("service", wanted).path
    return [
        commit.id
        for commit in store.log()
        if store.sha(path, commit.id) != store.sha(path, commit.parents[0] if commit.parents else None)
    ]
