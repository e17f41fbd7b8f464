"""Hold a data folder for one program at a time; the system lets go when the program dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from referral_assistant.errors import StorageError
from referral_assistant.message import msg


class FolderLock:
    """A lock on a folder, taken at once or refused in one sentence."""

    def __init__(self, folder: Path) -> None:
        self._stream: IO[bytes] | None = None
        path = folder / "directory.lock"
        stream = path.open("a+b")
        try:
            _take(stream)
        except OSError as error:
            stream.close()
            raise StorageError(
                msg("Another window or program is using the directory in {folder}.", folder=str(folder)),
                msg("Close it, then try again."),
            ) from error
        self._stream = stream

    def release(self) -> None:
        """Let go."""
        if self._stream:
            self._stream.close()
            self._stream = None


if sys.platform == "win32":  # pragma: no cover

    def _take(stream: IO[bytes]) -> None:
        import msvcrt

        os.lseek(stream.fileno(), 0, os.SEEK_SET)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:

    def _take(stream: IO[bytes]) -> None:
        import fcntl

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
