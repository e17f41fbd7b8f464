"""What every test gets: no network, the offscreen window, the shared data or a skip with its reason."""

from __future__ import annotations

import os
import socket  # noqa: TID251 - to block it
from pathlib import Path

import pytest

from tests.shared_data import SHARED, WHY_SKIPPED

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class NetworkTouchedError(AssertionError):
    """A test tried to open a socket (P4)."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every new internet socket raise; Qt's own local sockets stay."""

    class Refusing(socket.socket):
        """A class and no function: `ssl` inherits from it when some library first imports it during a test."""

        def __init__(self, family: int = -1, *arguments: int, **named: int) -> None:
            if family in (socket.AF_INET, socket.AF_INET6, -1):
                raise NetworkTouchedError("a socket was opened: nothing reaches the network (P4)")
            super().__init__(family, *arguments, **named)

    monkeypatch.setattr(socket, "socket", Refusing)


@pytest.fixture
def shared() -> Path:
    """Return the folder of shared data, or skip."""
    if SHARED is None:
        pytest.skip(WHY_SKIPPED)
    return SHARED
