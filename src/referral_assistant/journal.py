"""What the program did, for whoever has to mend it: a short file of event names, never of values (P1, P2).

An entry is an event from a closed list and a count or an error's class. Free text cannot get in, so no name, answer,
search or file name can.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

FILE = "journal.txt"
MOST_BYTES = 200_000


class Event(StrEnum):
    STARTED = "started"
    IMPORTED = "imported"
    EXPORTED = "exported"
    EDITED = "edited"
    UNDONE = "undone"
    INDEX_REBUILT = "index rebuilt"
    LETTER_MADE = "letter made"
    FAILED = "failed"


def note(folder: Path, event: Event, count: int = 0, fault: type[BaseException] | None = None) -> None:
    """Append one entry to the journal of a data folder. A journal that cannot be written never stops the work."""
    path = folder / FILE
    line = f"{datetime.now().astimezone():%Y-%m-%d} {event} {count} {fault.__name__ if fault else ''}".rstrip()
    try:
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            path.unlink()
        with path.open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")
    except OSError:
        return
