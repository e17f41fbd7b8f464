"""Make Git objects fast and safely: many as one pack, few as loose files, always whole or not at all."""

from __future__ import annotations

import hashlib
import os
import struct
import tempfile
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

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


def write_objects(objects_folder: Path, unique: Mapping[str, GitObject]) -> bool:
    """Write objects (by id) into a repository's object folder and bring them to disk. Returns whether a pack was made."""
    if len(unique) > FEW:
        _put(objects_folder / "pack", _pack(list(unique.values())))
        return True
    loose = {}
    for entry in unique.values():
        content = f"{entry.type} {len(entry.content)}\0".encode() + entry.content
        loose[f"{entry.sha[:2]}/{entry.sha[2:]}"] = _deflated(content)
    _put(objects_folder, {name: content for name, content in loose.items() if not (objects_folder / name).exists()})
    return False


def sweep(objects_folder: Path) -> None:
    """Remove what an interrupted write left behind."""
    for folder in (objects_folder, objects_folder / "pack"):
        for left in folder.glob(".writing-*"):
            left.unlink(missing_ok=True)


def _put(folder: Path, files: dict[str, bytes]) -> None:
    """Write FILES (name -> content) into FOLDER, one after the other in their order, so that a power cut cannot undo it."""
    targets = [folder / name for name in files]
    parents = dict.fromkeys([folder, *(target.parent for target in targets)])
    for parent in parents:
        parent.mkdir(exist_ok=True)
    written: list[Path] = []
    try:
        written.extend(_temporary(folder, content) for content in files.values())
        _sync(written)
        for temporary, target in zip(written, targets, strict=True):
            temporary.replace(target)
    except BaseException:
        for temporary in written:
            temporary.unlink(missing_ok=True)
        raise
    if os.name != "nt":
        _sync(list(parents))


def _temporary(folder: Path, content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=".writing-", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o444 if os.name != "nt" else 0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _sync(places: list[Path]) -> None:
    """Bring files or folders to disk, all at once: a disk does several in little more time than one."""
    if not places:
        return
    with ThreadPoolExecutor(max_workers=min(len(places), 8)) as pool:
        for done in [pool.submit(_sync_one, place) for place in places]:
            done.result()


def _sync_one(place: Path) -> None:
    # Windows syncs only what may be written, POSIX also what may be read.
    descriptor = os.open(place, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _pack(objects: list[GitObject]) -> dict[str, bytes]:
    """Return the two files of a pack. It counts only once its index is there: the index comes last."""
    from dulwich.pack import write_pack_index_v2

    stream = BytesIO()
    stream.write(b"PACK" + struct.pack(">LL", 2, len(objects)))
    entries = []
    for entry in objects:
        offset = stream.tell()
        chunk = _pack_header(_TYPES[entry.type], len(entry.content)) + _deflated(entry.content)
        stream.write(chunk)
        entries.append((bytes.fromhex(entry.sha), offset, zlib.crc32(chunk)))
    checksum = hashlib.sha1(stream.getbuffer(), usedforsecurity=False).digest()
    stream.write(checksum)
    entries.sort()
    name = hashlib.sha1(b"".join(sha for sha, _, _ in entries), usedforsecurity=False).hexdigest()
    index = BytesIO()
    write_pack_index_v2(index, entries, checksum)
    return {f"pack-{name}.pack": stream.getvalue(), f"pack-{name}.idx": index.getvalue()}


def _deflated(content: bytes) -> bytes:
    """Compress: a record fits into a small window, and a small one takes half the time to set up."""
    return zlib.compress(content, 1, 13 if len(content) <= 8192 else 15)


def _pack_header(kind: int, size: int) -> bytes:
    first, size = (kind << 4) | (size & 15), size >> 4
    out = bytearray()
    while size:
        out.append(first | 0x80)
        first, size = size & 0x7F, size >> 7
    out.append(first)
    return bytes(out)
