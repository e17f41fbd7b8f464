"""Take the text of a JSON file apart into its objects, each with its line: a list, a page, one a line, or one object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from referral_assistant.directory.hsds.draft import Drafts, Where
from referral_assistant.errors import InputError
from referral_assistant.message import msg

_SPACE = re.compile(r"[\s,]*")
_COLON = re.compile(r"\s*:\s*")
_PAGE_KEYS = ("contents", "content", "items", "data", "results", "features")
_DECODER = json.JSONDecoder()


class Found(NamedTuple):
    """One value of a file, its line, and the lines of the objects in its lists, by key."""

    line: int
    value: Any
    lines: dict[str, list[int]]


def json_values(file: str, content: str, drafts: Drafts) -> Iterator[Found]:
    """Yield each object: the elements of a list or a page, the lines of NDJSON, or the one value.

    Raises InputError when the file is empty, cut off or no JSON. A broken line of NDJSON is reported to DRAFTS.
    """
    stripped = content.lstrip("\ufeff \t\r\n")
    if not stripped:
        raise InputError(msg("{file} is empty.", file=file), msg("Ask the sender for the file again."))
    if stripped[0] not in "[{":
        raise _not_json(file, 1)
    reader = _Reader(file, content, len(content) - len(stripped))
    if stripped[0] == "[":
        for line, value in reader.elements():
            yield from (Found(line, one, {}) for one in (value if isinstance(value, list) else [value]))
        return
    try:
        whole = reader.members()
    except InputError:
        if not _looks_like_lines(stripped):
            raise
        whole = None
    if whole is None or reader.rest().strip():
        yield from _lines(file, content, drafts)
    else:
        yield from _unwrapped(whole)


class _Reader:
    """Walks through the text of one file and counts lines on the way."""

    def __init__(self, file: str, content: str, start: int) -> None:
        self._file, self._content, self._here = file, content, start
        self._line, self._counted = 1, 0

    def rest(self) -> str:
        """Return what was not read."""
        return self._content[self._here :]

    def elements(self) -> Iterator[tuple[int, Any]]:
        """Yield (line, value) of the list that starts here, and step over it."""
        self._here += 1
        while True:
            self._skip(_SPACE)
            if self._next() == "]":
                self._here += 1
                return
            yield self._line_here(), self._decode()

    def members(self) -> Found:
        """Read the object that starts here."""
        line = self._line_here()
        value: dict[str, Any] = {}
        lines: dict[str, list[int]] = {}
        self._here += 1
        while True:
            self._skip(_SPACE)
            if self._next() == "}":
                self._here += 1
                return Found(line, value, lines)
            key = self._decode()
            if not isinstance(key, str) or not self._skip(_COLON):
                raise self._fault()
            if self._next() == "[":
                told = list(self.elements())
                value[key], lines[key] = [one for _, one in told], [number for number, _ in told]
            else:
                value[key] = self._decode()

    def _next(self) -> str:
        return self._content[self._here : self._here + 1]

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        if (found := pattern.match(self._content, self._here)) is None:
            return False
        self._here = found.end()
        return True

    def _decode(self) -> Any:
        try:
            value, self._here = _DECODER.raw_decode(self._content, self._here)
        except json.JSONDecodeError as error:
            raise _not_json(self._file, error.lineno) from error
        except ValueError as error:
            # A number of more digits than Python is willing to read.
            raise _not_json(self._file, self._line_here()) from error
        return value

    def _line_here(self) -> int:
        self._line += self._content.count("\n", self._counted, self._here)
        self._counted = self._here
        return self._line

    def _fault(self) -> InputError:
        return _not_json(self._file, self._line_here())


def _looks_like_lines(stripped: str) -> bool:
    lines = stripped.splitlines()
    return len(lines) > 1 and sum(line.startswith("{") and line.rstrip().endswith("}") for line in lines[:50]) > 1


def _lines(file: str, content: str, drafts: Drafts) -> Iterator[Found]:
    good = 0
    for line, text in enumerate(content.splitlines(), start=1):
        if not text.strip():
            continue
        try:
            value = json.loads(text)
        except ValueError as error:
            if line == 1 and not good:
                raise _not_json(file, line) from error
            drafts.complain(Where(file, line), "", msg("is not JSON and was left out"))
            continue
        good += 1
        yield Found(line, value, {})


def _unwrapped(whole: Found) -> Iterator[Found]:
    for key in _PAGE_KEYS:
        if key in whole.lines and ("name" not in whole.value or key == "features"):
            for line, value in zip(whole.lines[key], whole.value[key], strict=True):
                yield Found(line, value, {})
            return
    yield whole


def _not_json(file: str, line: int) -> InputError:
    return InputError(
        msg("{file} is no whole JSON file (line {line}).", file=file, line=line),
        msg("Copy it again from where it came from; it may have been cut off."),
    )
