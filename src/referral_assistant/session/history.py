"""What happened to a record or to the directory, without telling where a secret place is; and bringing back what was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from referral_assistant import clock, journal
from referral_assistant.directory import Edit, Key
from referral_assistant.directory.secrets import SECRET_PLACE, is_secret, marks_secret, without_secrets

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

Report = Callable[[int, int], None]
MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Past:
    """The edits of a record, newest first. `hides`: whether values of a secret place are left out of them."""

    edits: tuple[Edit, ...]
    hides: bool = False


def history_of(
    session: Session, record_id: str, limit: int = 1000, report: Report | None = None, *, secrets: bool = False
) -> Past:
    """Return the edits of a record. SECRETS: with what tells where a secret place is, when a person opened it knowingly."""
    directory = session.directory
    key = directory.find(record_id)
    edits = directory.history(record_id, limit, report)
    edits = edits if secrets else _unnamed(session, edits)
    secret = is_secret(directory, key) or any(marks_secret(edit.fields) for edit in edits)
    if not secret or secrets:
        return Past(tuple(edits))
    return Past(tuple(replace(edit, fields=without_secrets(edit.fields, key.kind)) for edit in edits), hides=True)


def history_of_all(session: Session, limit: int = 1000) -> Past:
    """Return the newest edits of the whole directory."""
    return Past(tuple(_unnamed(session, session.directory.history(None, limit))))


def _unnamed(session: Session, edits: list[Edit]) -> list[Edit]:
    """Take the names of secret places out of what edits were called before anybody kept these secret."""
    for name in session.directory.secret_names():
        edits = [replace(edit, summary=edit.summary.replace(name, SECRET_PLACE)) for edit in edits]
    return edits


def names_in(session: Session, edit: str) -> tuple[list[str], int]:
    """Return the names of some records that an edit touched, services first, and how many there are in all."""
    keys, count = session.directory.touched(edit, MOST_NAMES)
    return [name for key in keys if (name := _name(session, key))], count


def restore(session: Session, record_id: str, on: date | None = None, edit: str | None = None) -> str | None:
    """Bring a record back as it was at the end of a day, or after an edit, as a new edit; returns the new edit's id.

    Returns None when it is so already. Raises InputError when it was not there then.
    """
    at = edit if edit is not None else _end_of(on or clock.today())
    restored = session.directory.restore(record_id, at)
    journal.note(session.folder, journal.Event.EDITED)
    session.read_again()
    return restored


def _end_of(day: date) -> datetime:
    """Return the last moment of a day on this computer's clock."""
    last = datetime.combine(day, time.max)
    try:
        return last.astimezone()
    except (OverflowError, ValueError):  # a first or a last day of the calendar: no zone can be reckoned there
        return last.replace(tzinfo=UTC)


def _name(session: Session, key: Key) -> str:
    """Name a record; a secret place is not named."""
    if key.kind == "location" and is_secret(session.directory, key):
        return ""
    data = session.directory.newest(key)
    return str(data.get("name") or "") if data else ""
