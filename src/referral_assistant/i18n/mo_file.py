r"""gettext's compiled catalogues (.mo): read and written as a mapping, contexts included, whatever language it is.

A key is the English; `context\x04English` in a context; of a plural pair both, with \0 between, as are its translations. The
empty key holds the header. Babel's reader garbles contexts, and its writer leaves out plural forms that CLDR does not know.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

CONTEXT, PLURAL = "\x04", "\0"
_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")
_PLACE = struct.Struct("<2I")


def write(entries: Mapping[str, str]) -> bytes:
    """Return the content of a .mo file, the keys in the order that gettext searches."""
    pairs = sorted((key.encode(), text.encode()) for key, text in entries.items())
    count, tables = len(pairs), _HEADER.size
    at = tables + 2 * count * _PLACE.size
    places, texts = b"", b""
    for side in (0, 1):
        for pair in pairs:
            places += _PLACE.pack(len(pair[side]), at + len(texts))
            texts += pair[side] + b"\0"
    head = _HEADER.pack(_MAGIC, 0, count, tables, tables + count * _PLACE.size, 0, at)
    return head + places + texts


def read(content: bytes) -> dict[str, str]:
    """Return what a .mo file that `write` made holds. Raises ValueError for anything else."""
    if len(content) < _HEADER.size or _HEADER.unpack_from(content)[0] != _MAGIC:
        raise ValueError("not a compiled catalogue")
    _, _, count, keys, values, _, _ = _HEADER.unpack_from(content)
    found = {}
    for position in range(count):
        pair = []
        for table in (keys, values):
            length, at = _PLACE.unpack_from(content, table + position * _PLACE.size)
            pair.append(content[at : at + length].decode())
        found[pair[0]] = pair[1]
    return found
