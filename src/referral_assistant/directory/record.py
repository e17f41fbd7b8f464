"""How a record is kept: canonical JSON under a sharded path, so that equal records are equal bytes and edits are small."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from referral_assistant.directory.schema import RECORD_KINDS

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder()
_PATH = re.compile(rf"({'|'.join(RECORD_KINDS)})/[0-9a-f]{{2}}/([0-9a-f-]{{36}})\.json")


class Key(NamedTuple):
    """What names a record: its kind (organization, service, location) and its id."""

    kind: str
    id: str

    @property
    def path(self) -> str:
        """Where the record lies in the repository; spread by a hash, since many sources number their ids in a row."""
        return f"{self.kind}/{crc32(self.id.encode()) & 255:02x}/{self.id}.json"


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it is held: HSDS 3.2 JSON, children nested, other records by id."""

    kind: str
    id: str
    data: Mapping[str, Any]

    @property
    def key(self) -> Key:
        """What names it."""
        return Key(self.kind, self.id)

    @property
    def name(self) -> str:
        """The name for people; the id when it has none."""
        return str(self.data.get("name") or self.id)


def key_of(path: str) -> Key | None:
    """Return the record that a path of the repository holds; None when it is none."""
    found = _PATH.fullmatch(path)
    return Key(found[1], found[2]) if found else None


def pack(data: Mapping[str, Any] | list[Any]) -> bytes:
    """Write a record as canonical JSON: sorted keys, one line a value, so that `git diff` reads well."""
    try:
        return msgspec.json.format(_ENCODER.encode(data), indent=1) + b"\n"
    except UnicodeEncodeError:
        return msgspec.json.format(_ENCODER.encode(_without_surrogates(data)), indent=1) + b"\n"


def unpack(content: bytes) -> Any:
    """Read what `pack` wrote."""
    return _DECODER.decode(content)


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {_without_surrogates(key): _without_surrogates(inner) for key, inner in value.items()}
    return [_without_surrogates(inner) for inner in value] if isinstance(value, list) else value
