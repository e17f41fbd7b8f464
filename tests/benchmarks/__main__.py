"""Run the benchmarks: all, or `python -m tests.benchmarks NAME [ARGUMENT...]`."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable
from typing import cast

import tests.benchmarks as here


def main(arguments: list[str]) -> int:
    names = sorted(module.name for module in pkgutil.iter_modules(here.__path__) if not module.name.startswith("_"))
    if not arguments:
        return max((_run(name, []) for name in names), default=0)
    if arguments[0] not in names:
        print(f"No benchmark is called {arguments[0]}. There are: {', '.join(names)}.")
        return 2
    return _run(arguments[0], arguments[1:])


def _run(name: str, arguments: list[str]) -> int:
    module = importlib.import_module(f"tests.benchmarks.{name}")
    return cast("Callable[[list[str]], int]", module.run)(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
