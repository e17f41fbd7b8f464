"""Directories for the tests of this folder: an empty one for each test, and the real ones, imported once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from referral_assistant.directory import Directory
from tests.directory.sources import folder, imported

Held = Callable[[str], Directory]


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Directory]:
    """Yield an empty directory in a folder of its own."""
    with Directory.open(tmp_path / "data", "Clinic A") as opened:
        yield opened


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """Yield a function that opens a real directory as it was imported; for reading and exporting only."""
    opened: dict[str, Directory] = {}

    def open_real(name: str) -> Directory:
        if name not in opened:
            opened[name] = Directory.open(tmp_path_factory.mktemp("real"), "Clinic A")
            imported(opened[name], folder(name), "source")
        return opened[name]

    yield open_real
    for one in opened.values():
        one.close()
