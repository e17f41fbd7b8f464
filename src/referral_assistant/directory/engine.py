"""Open SQLite through sqlcipher3, so that FTS5 and its version are the same on every platform."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from referral_assistant.errors import StorageError
from referral_assistant.message import msg

if TYPE_CHECKING:
    from sqlite_utils import Database


def index_faults() -> tuple[type[Exception], ...]:
    """Return the classes of what a damaged or locked file makes the engine, or the reading of its answers, raise."""
    import msgspec
    import sqlcipher3.dbapi2

    return (sqlcipher3.dbapi2.DatabaseError, msgspec.MsgspecError, UnicodeDecodeError)


def disk_fault(error: Exception, folder: Path) -> StorageError | None:
    """Return what to tell when ERROR comes from the disk and not from a damaged file."""
    said = str(error)
    if "full" in said:
        return StorageError(
            msg("The disk is full: lists and search in {folder} do not show the last change yet.", folder=str(folder)),
            msg("The change itself is kept. Free some space, then open the directory again."),
        )
    if "readonly" in said or "unable to open" in said:
        return StorageError(
            msg("The folder {folder} cannot be written.", folder=str(folder)),
            msg("Choose another data folder, or ask whoever looks after this computer."),
        )
    return None


def broken(folder: Path, error: Exception) -> StorageError:
    """Say that the index cannot even be built anew."""
    return StorageError(
        msg("The folder {folder} cannot be used: {reason}.", folder=str(folder), reason=str(error)),
        msg("Check that the disk is connected and in order."),
    )


def open_database(path: Path) -> Database:
    """Open the file at PATH; made when it is not there."""
    import sqlcipher3.dbapi2

    # sqlite-utils looks for pysqlite3 before it takes the SQLite of the interpreter.
    sys.modules["pysqlite3"] = sqlcipher3.dbapi2
    from sqlite_utils import Database

    database = Database(sqlcipher3.dbapi2.connect(str(path), check_same_thread=False))
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA cache_size = -16000")
    database.execute("PRAGMA temp_store = MEMORY")
    return database
