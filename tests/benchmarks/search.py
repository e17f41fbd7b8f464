"""Searching as you type in a large directory, beside bare FTS5 with the same words and the same limit.

`bench search [SERVICES] [--json]`; 100 000 services when no number is named.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from referral_assistant.directory import Directory
from referral_assistant.directory.fold import fold, words
from tests.benchmarks._records import write_directory

TARGETS = {"p95_ms": 20.0, "to_floor": 1.5}
_LIMIT = 20


def run(arguments: list[str]) -> int:
    """Measure; return 0 when every target is met."""
    options = argparse.ArgumentParser("bench search")
    options.add_argument("services", nargs="?", type=int, default=100_000)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, Directory.open(Path(folder) / "data", "Clinic") as directory:
        file = Path(folder) / "directory.json"
        write_directory(file, chosen.services)
        directory.apply(directory.prepare_import(file))
        result = {"services": chosen.services, **_measured(directory, Path(folder))}
    print(json.dumps(result) if chosen.json else _lines(result))
    return int(any(result[name] > most for name, most in TARGETS.items()))


def _measured(directory: Directory, folder: Path) -> dict[str, Any]:
    typed = list(_typed([service.name for service in directory.services()]))
    bare = _bare(directory, folder)
    ours: list[tuple[float, float]] = []
    floor: list[tuple[float, float]] = []
    # One after the other, so that both meet the same machine.
    for text in typed:
        floor.append(_milliseconds(lambda text=text: bare(text)))  # type: ignore[misc]
        ours.append(_milliseconds(lambda text=text: directory.search(text, _LIMIT)))  # type: ignore[misc]
    wall, worked = zip(*ours, strict=True)
    bare_worked = [worked for _, worked in floor]
    return {
        "queries": len(typed),
        "median_ms": median(worked),
        "p95_ms": quantiles(worked, n=20)[-1],
        "p95_wall_ms": quantiles(wall, n=20)[-1],
        "floor_p95_ms": quantiles(bare_worked, n=20)[-1],
        "to_floor": quantiles(worked, n=20)[-1] / quantiles(bare_worked, n=20)[-1],
    }


def _typed(names: list[str]) -> Iterator[str]:
    """Yield what stands in the box after each letter, for names by chance, and for common words in two scripts."""
    chance = Random(2)
    for text in [*(" ".join(chance.choice(names).split()[:2]) for _ in range(25)), "clinic children", "ကလေး", "ဆေးခန်း"]:
        yield from (text[:length] for length in range(1, len(text) + 1) if not text[:length].endswith(" "))


def _bare(directory: Directory, folder: Path) -> Callable[[str], list[Any]]:
    """Return a search by nothing but FTS5 over the same texts: the rows that match, best first."""
    import sqlcipher3.dbapi2 as sqlite

    database = sqlite.connect(str(folder / "bare.sqlite"))
    database.execute("CREATE VIRTUAL TABLE words USING fts5(name, organization, text, prefix='1 2 3')")
    rows = directory._index.database.execute("SELECT number, name, organization, text FROM service")
    database.executemany(
        "INSERT INTO words (rowid, name, organization, text) VALUES (?, ?, ?, ?)",
        ((number, fold(name), fold(owner), fold(text)) for number, name, owner, text in rows),
    )
    database.commit()

    def search(text: str) -> list[Any]:
        wanted = words(text)
        query = " ".join([*(f'"{word}"' for word in wanted[:-1]), f'"{wanted[-1]}"*'])
        sql = "SELECT rowid, name, organization, text FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
        return list(database.execute(sql, (query, _LIMIT)))

    return search


def _milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long WORK took by the clock, and by the processor: on a busy machine only the second says something."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000


def _lines(result: dict[str, Any]) -> str:
    missed = [name for name, most in TARGETS.items() if result[name] > most]
    return (
        f"search as you type in {result['services']} services, {result['queries']} queries: median {result['median_ms']:.1f} ms, "
        f"p95 {result['p95_ms']:.1f} ms ({result['p95_wall_ms']:.1f} by the clock), {result['to_floor']:.2f} x bare FTS5 (p95 {result['floor_p95_ms']:.1f} ms)"
        f"{'   MISSED: ' + ', '.join(missed) if missed else ''}"
    )
