"""Where things are: what ships with the program, and the folder that holds a clinic's data."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the folder of what ships with the program: beside the sources in a checkout, inside the package else."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "resources"


def translations() -> Path:
    """Return the folder of compiled catalogues."""
    inside = _PACKAGE / "translations"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "translations"


def data_folder(chosen: str | Path | None = None) -> Path:
    """Return the data folder: CHOSEN, else `REFERRAL_ASSISTANT_DATA`, else the platform's own place. Not created."""
    if chosen or (chosen := os.environ.get("REFERRAL_ASSISTANT_DATA")):
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("referral-assistant", appauthor=False)


def write_atomically(path: Path, content: bytes) -> None:
    """Write CONTENT to PATH so that a reader, or a power cut, sees the old file or the new one, whole.

    A link stays a link. What is no file (a device, a pipe) is written into, never replaced: as root, a file in its
    place would break the computer. Raises OSError when the folder is missing, read-only or full; PATH is then as it was.
    """
    path = path.resolve() if path.is_symlink() else path
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb", buffering=0) as device:
            device.write(content)
        return
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in FOLDER survive a power cut, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
