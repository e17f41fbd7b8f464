"""What an export could not take along, so that nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from referral_assistant.message import Message, msg

if TYPE_CHECKING:
    from referral_assistant.session.session import Session


def not_in_it(session: Session, path: Path, kind: str | None = None) -> Message | None:
    """Say which tables beside records an export to PATH leaves out; None when it leaves out none."""
    from referral_assistant.directory.export import left_out
    from referral_assistant.session.session import format_of

    left = left_out(session.directory, kind or format_of(path))
    if not left:
        return None
    tables = ", ".join(f"{name.replace('_', ' ')} ({rows})" for name, rows in left)
    return msg("Not in it: {tables}. Only tables (a folder or a zip) take them along.", tables=tables)
