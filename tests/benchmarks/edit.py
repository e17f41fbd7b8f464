"""An edit in a large directory, from the click to the disk; building its index anew; and how much memory services take.

`bench edit [RECORDS] [--json]`; 50 000 records when no number is named.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from referral_assistant.directory import Directory
from tests.benchmarks._records import write_directory

TARGETS = {"edit_ms": 30.0, "rebuild_s": 20.0, "mb_of_10000_services": 250.0}


def run(arguments: list[str]) -> int:
    """Measure; return 0 when every target is met."""
    options = argparse.ArgumentParser("bench edit")
    options.add_argument("records", nargs="?", type=int, default=50_000)
    options.add_argument("--json", action="store_true")
    options.add_argument("--memory", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args(arguments)
    if chosen.memory:
        print(_memory(chosen.memory))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        result = {"records": chosen.records, **_edited(Path(folder), chosen.records), **_held(Path(folder))}
    print(json.dumps(result) if chosen.json else _lines(result))
    return int(any(result[name] > most for name, most in TARGETS.items()))


def _edited(folder: Path, records: int) -> dict[str, Any]:
    file = folder / "directory.json"
    write_directory(file, records * 10 // 21)
    with Directory.open(folder / "data", "Clinic") as directory:
        directory.apply(directory.prepare_import(file))
        services = [record for record, _ in zip(directory.records("service"), range(40), strict=False)]
        times, syncs = [], []
        for number, record in enumerate(services):
            changed = {**record.data, "name": f"Name {number}", "alert": "Ring twice"}
            start = time.perf_counter()
            directory.save("service", changed)
            times.append(time.perf_counter() - start)
            syncs.append(_sync(folder))
        # By processor time: it waits for nothing, and the machine may be busy with something else.
        start = time.process_time()
        directory._index.rebuild()
        rebuilt = time.process_time() - start
    # Six waits for the disk are in an edit: the objects, their folders, the reference and its folder, each safe before the next.
    return {
        "edit_ms": median(times) * 1000,
        "one_sync_ms": median(syncs) * 1000,
        "edit_to_sync": median(times) / median(syncs),
        "rebuild_s": rebuilt,
    }


def _sync(folder: Path) -> float:
    """Return how long this disk takes to make a small file safe."""
    with (folder / "sync").open("wb") as stream:
        stream.write(b"x" * 500)
        start = time.perf_counter()
        os.fsync(stream.fileno())
        return time.perf_counter() - start


def _held(folder: Path) -> dict[str, Any]:
    """Return the memory of a process that opened 10 000 services and keeps them all."""
    file = folder / "services.json"
    write_directory(file, 10_000)
    with Directory.open(folder / "services", "Clinic") as directory:
        directory.apply(directory.prepare_import(file))
    command = [sys.executable, "-m", "tests.benchmarks", "edit", "--memory", str(folder / "services")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {"mb_of_10000_services": float(done.stdout)}


def _memory(folder: Path) -> float:
    from tests.benchmarks.importing import _peak

    with Directory.open(folder, "Clinic") as directory:
        services = directory.services()
        assert len(services) == 10_000
        assert directory.search("clinic")
        return _peak()


def _lines(result: dict[str, Any]) -> str:
    missed = [name for name, most in TARGETS.items() if result[name] > most]
    return (
        f"edit and save one of {result['records']} records: {result['edit_ms']:.1f} ms "
        f"({result['edit_to_sync']:.1f} x one fsync of this disk, {result['one_sync_ms']:.1f} ms); "
        f"index built anew in {result['rebuild_s']:.1f} s; 10 000 services in {result['mb_of_10000_services']:.0f} MB"
        f"{'   MISSED: ' + ', '.join(missed) if missed else ''}"
    )
