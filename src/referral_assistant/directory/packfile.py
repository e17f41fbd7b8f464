"""Make Git objects fast and safely: many as one pack, few as loose files, always whole or not at all."""

from __future__ import annotations

import hashlib
import os
import struct
import tempfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from referral_assistant.paths import sync_folder

_TYPES = {"commit": 1, "tree": 2, "blob": 3}
FEW = 48


class GitObject(NamedTuple):
    """An object to be written: type, content, and its SHA-1 in hex."""

    type: str
    content: bytes
    sha: str


def git_object(kind: str, content: bytes) -> GitObject:
    """Make an object of CONTENT."""
    header = f"{kind} {len(content)}\0".encode()
    return GitObject(kind, content, hashlib.sha1(header + content, usedforsecurity=False).hexdigest())


def write_objects(objects_folder: Path, objects: Iterable[GitObject]) -> bool:
    """Write OBJECTS into a repository's object folder and bring them to disk. Returns whether a pack was made."""
    unique = {entry.sha: entry for entry in objects}
    if len(unique) > FEW:
        _write_pack(objects_folder / "pack", list(unique.values()))
        return True
    for entry in unique.values():
        _write_loose(objects_folder, entry)
    return False


def sweep(objects_folder: Path) -> None:
    """Remove what an interrupted write left behind."""
    for folder in (objects_folder, objects_folder / "pack"):
        for left in folder.glob(".writing-*"):
            left.unlink(missing_ok=True)


def _write_loose(objects_folder: Path, entry: GitObject) -> None:
    target = objects_folder / entry.sha[:2] / entry.sha[2:]
    if target.exists():
        return
    folder_is_new = not target.parent.exists()
    target.parent.mkdir(exist_ok=True)
    content = f"{entry.type} {len(entry.content)}\0".encode() + entry.content
    _write_new(objects_folder, target, zlib.compress(content, 1))
    sync_folder(target.parent)
    if folder_is_new:
        sync_folder(objects_folder)


def _write_new(temporary_in: Path, target: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".writing-", dir=temporary_in)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o444)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_pack(folder: Path, objects: list[GitObject]) -> None:
    from dulwich.pack import write_pack_index_v2

    folder.mkdir(exist_ok=True)
    stream = BytesIO()
    stream.write(b"PACK" + struct.pack(">LL", 2, len(objects)))
    entries = []
    for entry in objects:
        offset = stream.tell()
        chunk = _pack_header(_TYPES[entry.type], len(entry.content)) + zlib.compress(entry.content, 1)
        stream.write(chunk)
        entries.append((bytes.fromhex(entry.sha), offset, zlib.crc32(chunk)))
    checksum = hashlib.sha1(stream.getbuffer(), usedforsecurity=False).digest()
    stream.write(checksum)
    entries.sort()
    name = hashlib.sha1(b"".join(sha for sha, _, _ in entries), usedforsecurity=False).hexdigest()
    index = BytesIO()
    write_pack_index_v2(index, entries, checksum)
    # A pack counts only once its index is there: the index comes last.
    _write_new(folder, folder / f"pack-{name}.pack", stream.getvalue())
    _write_new(folder, folder / f"pack-{name}.idx", index.getvalue())
    sync_folder(folder)


def _pack_header(kind: int, size: int) -> bytes:
    first, size = (kind << 4) | (size & 15), size >> 4
    out = bytearray()
    while size:
        out.append(first | 0x80)
        first, size = size & 0x7F, size >> 7
    out.append(first)
    return bytes(out)
