"""The example directory in a data folder of its own, imported once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from referral_assistant.paths import resources
from referral_assistant.session import Session

DAY = date(2026, 11, 24)


def example_session(folder: Path) -> Session:
    """Open a session in FOLDER with the example directory and its region."""
    session = Session.open(folder, region="example")
    session.apply_import(session.prepare_import(resources() / "example-directory", "example directory"))
    return session
