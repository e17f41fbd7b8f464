"""Open what a person chose (file, folder, zip, gz) without trusting it: bounded, no links, no way out of the folder."""

from __future__ import annotations

import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from referral_assistant.directory.hsds.draft import Unreadable
from referral_assistant.errors import InputError
from referral_assistant.message import msg

MOST_BYTES = 400 * 1024 * 1024
MOST_FILES = 5000
DEEPEST_FOLDER = 5
_RATIO = 200
_RATIO_COUNTS_FROM = 8 * 1024 * 1024
# What Python raises over an archive that is damaged, cut off or of a kind it does not know.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
_READABLE = (".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".geojson", ".xml", ".xlsx")
# What a name may not carry into a sentence: line ends, and signs that turn the direction of what follows.
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\ud800-\udfff]")
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROSE = ("license", "licence", "readme", "copying", "notice")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a parcel: its path inside (`/` between folders), its size in bytes as far as known, and its content."""

    name: str
    size: int
    read: Callable[[], bytes]
    guessed_ending: str = ""

    @property
    def folder(self) -> str:
        """The folder inside the parcel; empty at the top."""
        return self.name.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """The file's name without folder and ending, in lower case."""
        return PurePosixPath(self.name.removesuffix(".gz")).stem.lower()

    @property
    def ending(self) -> str:
        """The ending in lower case, `.gz` not counted."""
        return self.guessed_ending or PurePosixPath(self.name.removesuffix(".gz")).suffix.lower()


@dataclass(frozen=True, slots=True)
class Parcel:
    """The readable files of what was chosen, sorted by name, and what was left aside."""

    name: str
    members: tuple[Member, ...]
    left_aside: tuple[Unreadable, ...] = ()


def open_parcel(path: Path) -> Parcel:
    """Look into PATH. Raises InputError in one sentence when it is missing, empty, damaged or hostile."""
    try:
        if path.is_dir():
            return _folder(path)
        if not path.exists():
            raise InputError(msg("{file} is not there.", file=shown(path.name)), msg("Check the name and the folder."))
        if not path.is_file():
            raise InputError(
                msg("{file} is not a file.", file=shown(path.name)), msg("Choose a file, a folder or a zip.")
            )
        size = path.stat().st_size
        if size == 0:
            raise InputError(msg("{file} is empty.", file=shown(path.name)), msg("Ask the sender for the file again."))
        if size > MOST_BYTES:
            raise _too_big(path.name)
        if _starts_with(path, _OLD_WORKBOOK):
            raise InputError(
                msg("{file} is an old spreadsheet, or one that is locked with a password.", file=shown(path.name)),
                msg("Open it in a spreadsheet program, save it as XLSX without a password and try again."),
            )
        if path.suffix.lower() == ".zip" or (path.suffix.lower() != ".xlsx" and _starts_with(path, b"PK\x03\x04")):
            return _zip(path)
        return Parcel(shown(path.name), (Member(shown(path.name), size, lambda: _read(path), _guessed_ending(path)),))
    except OSError as error:
        raise InputError(
            msg("{file} cannot be read: {reason}.", file=shown(path.name), reason=error.strerror or str(error)),
            msg("Check that you may open it and that the disk is in order."),
        ) from error


def unpack(name: str, packed: bytes) -> bytes:
    """Unpack gzip data, at most MOST_BYTES. Raises InputError when it is damaged or a bomb."""
    try:
        unpacker = zlib.decompressobj(wbits=31)
        content = unpacker.decompress(packed, MOST_BYTES)
    except zlib.error as error:
        raise _damaged(name) from error
    if unpacker.unconsumed_tail or _is_bomb(len(content), len(packed)):
        raise _bomb(name)
    if not unpacker.eof:
        raise _damaged(name)
    return content


def shown(name: str) -> str:
    """Return a file's name as it may stand in a sentence."""
    return _UNSEEN.sub("\ufffd", name)


def _starts_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(mark)) == mark


def _guessed_ending(path: Path) -> str:
    """Look into a single file whose name does not say what it is."""
    if PurePosixPath(path.name.removesuffix(".gz")).suffix.lower() in _READABLE:
        return ""
    with path.open("rb") as stream:
        start = stream.read(200).removeprefix(b"\xef\xbb\xbf").lstrip()
    return {b"{": ".json", b"[": ".json", b"<": ".xml"}.get(start[:1], "")


def _read(path: Path) -> bytes:
    content = path.read_bytes()
    return unpack(path.name, content) if content[:2] == b"\x1f\x8b" else content


def _folder(path: Path) -> Parcel:
    members, aside, total = [], [], 0
    for file in _walk(path, path, 0):
        name = file.relative_to(path).as_posix()
        if file.is_symlink():
            aside.append(Unreadable(shown(name), 0, "", msg("is a link to another place; links are not followed")))
        elif _is_wanted(name):
            size = file.stat().st_size
            total += size
            members.append(Member(shown(name), size, lambda file=file: _read(file)))  # type: ignore[misc]
        if total > MOST_BYTES or len(members) > MOST_FILES:
            raise _too_big(path.name)
    if not members:
        raise InputError(
            msg("The folder {file} holds no file that can be read.", file=shown(path.name)),
            msg("Choose a folder with CSV, JSON, XML or XLSX files."),
        )
    return Parcel(shown(path.name), tuple(sorted(members, key=lambda member: member.name)), tuple(aside))


def _walk(folder: Path, top: Path, depth: int) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(("~$", ".", "__MACOSX")):
            continue
        if entry.is_symlink() or entry.is_file():
            yield entry
        elif entry.is_dir() and depth < DEEPEST_FOLDER:
            yield from _walk(entry, top, depth + 1)


def _is_wanted(name: str) -> bool:
    pure = PurePosixPath(name.removesuffix(".gz"))
    return pure.suffix.lower() in _READABLE and not pure.stem.lower().startswith(_PROSE)


def _zip(path: Path) -> Parcel:
    try:
        archive = zipfile.ZipFile(path)
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except ZIP_FAULTS as error:
        raise _damaged(path.name) from error
    _check_entries(path.name, entries)
    wanted = [entry for entry in entries if _is_wanted(entry.filename) and "__MACOSX" not in entry.filename]
    if not wanted:
        raise InputError(
            msg("{file} holds no file that can be read.", file=shown(path.name)),
            msg("A zip should hold CSV, JSON, XML or XLSX files."),
        )
    members = [
        Member(shown(entry.filename), entry.file_size, lambda entry=entry: _entry(path.name, archive, entry))  # type: ignore[misc]
        for entry in sorted(wanted, key=lambda entry: entry.filename)
    ]
    return Parcel(shown(path.name), tuple(members))


def _check_entries(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise InputError(
            msg("{file} holds {count} files.", file=shown(name), count=len(entries)),
            msg("Choose one folder or zip with one directory."),
        )
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise _bomb(name)
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise InputError(
                msg(
                    "{file} holds “{entry}”, which points outside of the zip.",
                    file=shown(name),
                    entry=shown(entry.filename),
                ),
                msg("Nothing was taken from it. Ask the sender for a clean file."),
            )
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise InputError(
                msg(
                    "{file} holds “{entry}”, which is a link to another place.",
                    file=shown(name),
                    entry=shown(entry.filename),
                ),
                msg("Nothing was taken from it. Ask the sender for a clean file."),
            )
        if entry.flag_bits & 1:
            raise InputError(
                msg("{file} is locked with a password.", file=shown(name)),
                msg("Unpack it first, then choose the folder."),
            )
        if _is_bomb(entry.file_size, entry.compress_size):
            raise _bomb(name)


def _entry(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(entry) as stream:
            content = stream.read(entry.file_size + 1)
    except ZIP_FAULTS as error:
        raise _damaged(name) from error
    if len(content) > entry.file_size:
        raise _bomb(name)
    return unpack(entry.filename, content) if content[:2] == b"\x1f\x8b" else content


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > _RATIO_COUNTS_FROM and unpacked > _RATIO * max(packed, 1)


def _bomb(name: str) -> InputError:
    return InputError(
        msg("{file} would unpack to far more than a directory ever needs.", file=shown(name)),
        msg("Nothing was taken from it. Ask the sender what it is."),
    )


def _too_big(name: str) -> InputError:
    return InputError(
        msg("{file} is larger than {megabytes} MB.", file=shown(name), megabytes=MOST_BYTES // 1024 // 1024),
        msg("Split it, or choose one folder with one directory."),
    )


def _damaged(name: str) -> InputError:
    return InputError(
        msg("{file} is damaged or was cut off.", file=shown(name)), msg("Copy it again from where it came from.")
    )
