"""Put names into the order in which readers of a language look for them: ICU's collation with CLDR's rules.

`icu4py` brings ICU's libraries and no collator; the C functions are ICU's stable interface and are called in the very
libraries that `icu4py` has loaded, so that one ICU breaks lines and sorts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from ctypes import CDLL, POINTER, byref, c_char_p, c_int, c_int32, c_uint8, c_uint16, c_void_p, create_string_buffer
from functools import cache
from pathlib import Path
from typing import Any

SortKey = Callable[[str], bytes]
# A name is told apart within its first letters; nothing from outside makes a key of a megabyte.
_LONGEST = 500
_ROOM = 64
# Where the wheels of each platform keep the library: Linux, macOS, Windows.
_PLACES = (
    ("icu4py.libs", "libicui18n*.so*"),
    ("icu4py/.dylibs", "libicui18n*.dylib"),
    ("icu4py.libs", "icuin*.dll"),
)


def sort_key(tag: str) -> SortKey:
    """Return the function that gives the key by which a name is sorted in a language (`my`, `zh_Hans`).

    Where ICU's collator cannot be reached, names are sorted without accents and case, by code point.
    """
    collator = _collator(tag)
    if collator is None:
        return _plain
    return lambda text: _by_icu(collator, text)


def has_collation() -> bool:
    """Say whether ICU's collator was found."""
    return _collator("en") is not None


def _plain(text: str) -> bytes:
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return f"{bare}\0{text}".encode("utf-8", "replace")


def _by_icu(collator: _Collator, text: str) -> bytes:
    units = text[:_LONGEST].encode("utf-16-le", "replace")
    count = len(units) // 2
    source = (c_uint16 * max(count, 1)).from_buffer_copy(units or b"\0\0")
    room = _ROOM + 8 * count
    while True:
        target = (c_uint8 * room)()
        needed = collator.key(collator.handle, source, count, target, room)
        if needed <= room:
            # Names that ICU holds for equal still stand in one order.
            return bytes(target[:needed]) + text.encode("utf-8", "replace")
        room = needed


class _Collator:
    """An open collator of one language; it stays open as long as the program runs."""

    def __init__(self, library: Any, version: str, tag: str) -> None:
        start = getattr(library, f"ucol_open_{version}")
        start.argtypes, start.restype = (c_char_p, POINTER(c_int)), c_void_p
        status = c_int(0)
        self.handle = c_void_p(start(create_string_buffer(tag.encode("ascii")), byref(status)))
        if status.value > 0 or not self.handle:
            raise OSError(status.value, "ucol_open")
        self.key = getattr(library, f"ucol_getSortKey_{version}")
        self.key.argtypes = (c_void_p, POINTER(c_uint16), c_int32, POINTER(c_uint8), c_int32)
        self.key.restype = c_int32


@cache
def _collator(tag: str) -> _Collator | None:
    try:
        from icu4py import _version, breakers

        assert breakers is not None, "it loads the libraries"
        version = _version.icu_version.partition(".")[0]
        path = next(iter(_found()), None)
        return _Collator(CDLL(str(path)), version, tag) if path else None
    except (ImportError, OSError, AttributeError):
        return None


def _found() -> list[Path]:
    import icu4py

    above = Path(icu4py.__file__).parent.parent
    return [path for folder, pattern in _PLACES for path in sorted((above / folder).glob(pattern))]
