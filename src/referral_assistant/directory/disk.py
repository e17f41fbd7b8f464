"""What a disk can do to us, told in one sentence each."""

from __future__ import annotations

import errno
from pathlib import Path

from referral_assistant.errors import StorageError
from referral_assistant.message import msg


class told:  # noqa: N801  (reads as a verb: with told(folder): ...)
    """Turn what the system says about a disk into one sentence and a next step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        """Start listening."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Translate an OSError; let everything else through."""
        if not isinstance(error, OSError):
            return
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise full(self._folder) from error
        where = str(self._folder)
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            raise StorageError(
                msg("The folder {folder} cannot be written.", folder=where),
                msg("Choose another data folder, or ask whoever looks after this computer."),
            ) from error
        raise StorageError(
            msg("The folder {folder} cannot be used: {reason}.", folder=where, reason=error.strerror or str(error)),
            msg("Check that the disk is connected and in order."),
        ) from error


def full(folder: Path) -> StorageError:
    """Say that a disk is full."""
    return StorageError(
        msg("The disk is full: nothing was saved in {folder}.", folder=str(folder)),
        msg("Free some space, then save again."),
    )


def damaged(folder: Path, kind: str, sha: str) -> StorageError:
    """Say that a stored part cannot be read, and where it may still be."""
    return StorageError(
        msg("A part of the directory on disk is damaged ({kind} {id}).", kind=kind, id=sha[:12]),
        msg(
            "Copy the folder {folder} from your backup, or receive a bundle from a clinic that has the same directory.",
            folder=str(folder),
        ),
    )
