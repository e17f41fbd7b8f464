"""What a person may need, and which services' own terms and words point to it (resources/needs.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from referral_assistant.errors import InputError
from referral_assistant.message import Message, msg

OWN_TAXONOMY = "Referral Assistant"
"""The taxonomy of our own attributes (docs/hsds-profile.md)."""


@dataclass(frozen=True, slots=True)
class Need:
    """One need. `urgency`: smaller is sooner. `discreet`: paper must not tell. `who`: whom it can concern.

    `child_says` is the need in a child's own words, for those that a child may point at.
    `name` and `explanation` are read by the family; `if_nothing` says what remains possible without any service.
    """

    id: str
    name: Message
    explanation: Message
    pictogram: str
    urgency: int
    who: tuple[str, ...]
    discreet: bool
    if_nothing: Message
    terms: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    child_says: Message | None = None

    @property
    def group(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Kind:
    """A named kind: a group of needs, or a help that a family may already get."""

    id: str
    name: Message


@dataclass(frozen=True)
class Needs:
    """All needs, with what maps a directory's own terms to them."""

    all: tuple[Need, ...]
    groups: tuple[Kind, ...]
    receives: tuple[Kind, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of FORMATS section 3."""
        return frozenset(need.id for need in self.all)

    @cached_property
    def by_id(self) -> Mapping[str, Need]:
        """Each need under its id."""
        return {need.id: need for need in self.all}

    @cached_property
    def urgency(self) -> Mapping[str, int]:
        """How soon each need is seen to; smaller is sooner."""
        return {need.id: need.urgency for need in self.all}

    def reached(self, record: Mapping[str, Any]) -> frozenset[str]:
        """Return the needs that an HSDS service record reaches, by what a person said of it and by its terms.

        Words count only where nobody said what it is for: those of its name and terms, else those of its description.
        """
        said = frozenset(str(one.get("value")) for one in record.get("attributes") or () if _is_own(one)) & self.ids
        terms = [str(term) for term in _term_names(record)]
        found = said.union(*(self._by_term.get(fold(term), ()) for term in terms))
        if said:
            return found
        found = found.union(*(self.mentioned(text) for text in (str(record.get("name", "")), *terms)))
        return found or self.mentioned(str(record.get("description") or "")[:4000])

    def mentioned(self, text: str) -> frozenset[str]:
        """Return the needs whose keywords stand in TEXT as whole words."""
        found = self._keywords.findall(fold(text))
        return frozenset(need for word in found for need in self._by_keyword[word])

    @cached_property
    def _by_term(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for need in self.all:
            for term in need.terms:
                table.setdefault(fold(term), []).append(need.id)
        return table

    @cached_property
    def _by_keyword(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for need in self.all:
            for word in need.keywords:
                table.setdefault(fold(word), []).append(need.id)
        return table

    @cached_property
    def _keywords(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_keyword, key=lambda word: (-len(word), word))
        spaced = "|".join(re.escape(word) for word in longest_first if word.isascii())
        dense = "|".join(re.escape(word) for word in longest_first if not word.isascii())
        # Words of scripts without spaces have no edges to look for.
        return re.compile(f"(?<![a-z])(?:{spaced or '(?!)'})(?![a-z])|(?:{dense or '(?!)'})")


def fold(text: str) -> str:
    """Fold case and white space, and `&` to `and`, so that directories' spellings meet."""
    return " ".join(text.casefold().replace("&", " and ").split())


def _is_own(attribute: Mapping[str, Any]) -> bool:
    """Say whether an attribute is one of our own facts, whose words are no terms of the sender's."""
    return (attribute.get("taxonomy_term") or {}).get("taxonomy") == OWN_TAXONOMY


def _term_names(record: Mapping[str, Any]) -> Iterable[object]:
    for attribute in record.get("attributes") or ():
        if not _is_own(attribute):
            yield (attribute.get("taxonomy_term") or {}).get("name") or ""
            yield attribute.get("label") or ""


def load_needs(text: str, file: str = "needs.toml") -> Needs:
    """Read needs.toml. Raises InputError naming FILE and the entry that is wrong."""
    try:
        table = tomllib.loads(text)
        return Needs(
            tuple(_need(entry) for entry in table["need"]),
            tuple(Kind(entry["id"], msg(entry["name"])) for entry in table["group"]),
            tuple(Kind(entry["id"], msg(entry["name"])) for entry in table["receives"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as fault:
        raise InputError(msg("{file} cannot be read: {fault}.", file=file, fault=str(fault))) from fault


def _need(entry: Mapping[str, Any]) -> Need:
    try:
        return Need(
            id=entry["id"],
            name=msg(entry["name"]),
            explanation=msg(entry["explanation"]),
            pictogram=entry["pictogram"],
            urgency=entry["urgency"],
            who=tuple(entry["who"]),
            discreet=entry.get("discreet", False),
            if_nothing=msg(entry["if_nothing"]),
            terms=tuple(entry.get("terms", ())),
            keywords=tuple(entry.get("keywords", ())),
            child_says=msg(entry["child_says"]) if "child_says" in entry else None,
        )
    except KeyError as fault:
        raise KeyError(f"{entry.get('id', 'an entry')} lacks {fault}") from fault
