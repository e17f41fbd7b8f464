"""What time it is at the desk: asked in one place, so that a test can stand on a day of its own."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """Return the day of this computer."""
    return date.today()  # noqa: TID251


def now() -> datetime:
    """Return the time on the clinic's wall: without a zone, as opening hours are."""
    return datetime.now()  # noqa: DTZ005
