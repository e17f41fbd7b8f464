"""Open SQLite through sqlcipher3, so that FTS5 and its version are the same on every platform."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def database_error() -> type[Exception]:
    """Return the class of everything that the engine raises."""
    import sqlcipher3.dbapi2

    error: type[Exception] = sqlcipher3.dbapi2.DatabaseError
    return error


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
