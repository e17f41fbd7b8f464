"""What every test gets: no network, the offscreen window, the shared data or a skip with its reason."""

from __future__ import annotations

import os
import socket  # noqa: TID251 - to block it
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from referral_assistant import clock
from tests.shared_data import SHARED, WHY_SKIPPED

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


TODAY = date(2026, 11, 24)
"""The day of every test that does not choose its own: the evidence of the example directory is in date."""


@pytest.fixture(autouse=True, scope="session")
def one_day() -> Iterator[None]:
    """Let the tests stand on one day and hour: what they find must not change with the calendar."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: TODAY)
        patch.setattr(clock, "now", lambda: datetime.combine(TODAY, time(10, 30)))
        yield


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
