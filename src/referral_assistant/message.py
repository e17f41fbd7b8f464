"""Sentences that are translated later: an English pattern and the values that go into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

Value = "str | int | float | date | Message"


@dataclass(frozen=True, slots=True)
class Message:
    """One translatable sentence.

    `text` is the English pattern with `{name}` fields, at once the msgid of the catalogue. `values` fill the fields;
    a value that is itself a `Message` is translated first. `str()` gives English.
    """

    text: str
    values: Mapping[str, str | int | float | date | Message] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill(self.text, {name: str(value) for name, value in self.values.items()})

    def __hash__(self) -> int:
        return hash((self.text, tuple(sorted((name, str(value)) for name, value in self.values.items()))))


def msg(text: str, /, **values: str | float | date | Message) -> Message:
    """Make a `Message` from a literal: `msg("Open until {time}", time="16:00")`. Extraction finds the literal."""
    return Message(text, MappingProxyType(values))


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """Put VALUES into the `{name}` fields of PATTERN, once, and nothing else: no attributes, no format codes.

    A field without a value stays as it stands, so that a wrong translation shows instead of crashing.
    """
    parts = []
    rest = pattern
    while rest:
        before, brace, after = rest.partition("{")
        parts.append(before)
        name, close, tail = after.partition("}")
        if not brace:
            break
        if close and name in values:
            parts.append(values[name])
            rest = tail
        else:
            parts.append("{")
            rest = after
    return "".join(parts)
