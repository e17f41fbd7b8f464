"""Read `resources/text-guard/`: one file a language, loaded when its script first turns up in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from referral_assistant import paths
from referral_assistant.errors import InputError
from referral_assistant.i18n.phrases import Phrase, PhraseBook, PhraseError, Spelling
from referral_assistant.message import msg

KINDS = ("status", "nationality", "religion", "ethnicity")
COUNTRIES = "countries.toml"
ACCENTED = "Latn-VN"
_SCRIPTS = {
    "Latn": "a-z",
    "Arab": "\u0600-\u06ff",
    "Mymr": "\u1000-\u109f",
    "Thai": "\u0e00-\u0e7f",
    "Laoo": "\u0e80-\u0eff",
    "Khmr": "\u1780-\u17ff",
    "Hani": "\u2e80-\u9fff\uf900-\ufaff",
    "Beng": "\u0980-\u09ff",
    "Deva": "\u0900-\u097f",
    "Taml": "\u0b80-\u0bff",
    "Sinh": "\u0d80-\u0dff",
}
_PRESENT = {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}
_TABLES = {
    "language": {"before", "after"},
    "place": {"before", "after"},
    "person": {"before", "after"},
    "harmless": {"phrases"},
    "suggest": set(KINDS),
} | {kind: {"phrases", "names", "unsure"} for kind in KINDS}


class Role(StrEnum):
    """What a phrase does.

    TELLS gives away by itself. A NAME does, unless a language or a thing is meant; an UNSURE name only where a person is
    meant. HARMLESS words take what they touch out. The others are what stands before or after a name and tells which it is.
    """

    TELLS = "phrases"
    NAME = "names"
    UNSURE = "unsure"
    HARMLESS = "harmless"
    LANGUAGE_BEFORE = "language.before"
    LANGUAGE_AFTER = "language.after"
    PLACE_BEFORE = "place.before"
    PLACE_AFTER = "place.after"
    PERSON_BEFORE = "person.before"
    PERSON_AFTER = "person.after"
    AND = "and"


@dataclass(frozen=True)
class GuardWords:
    """The phrases of some languages, and which of these put the noun first."""

    book: PhraseBook
    languages: frozenset[str]
    noun_first: frozenset[str]


def scripts_of(text: str, *, accents: bool = False) -> frozenset[str]:
    """Return the scripts (ISO 15924) that occur in a folded text, as far as we have words for them.

    With ACCENTS the Latin script counts as that of Vietnamese alone.
    """
    if text.isascii():
        return frozenset({"Latn"})
    letters = "".join(set(text))
    found = frozenset(script for script, present in _PRESENT.items() if present.search(letters))
    return found - {"Latn"} | {ACCENTED} if accents else found


@lru_cache(maxsize=64)
def load_guard_words(scripts: frozenset[str]) -> GuardWords:
    """Return the words for texts in these scripts. Raises InputError naming the file and the entry that is wrong."""
    tables = {tag: table for tag, table in _tables().items() if scripts & set(table["scripts"])}
    phrases = [phrase for tag in tables for phrase in _phrases(tag, accents=ACCENTED in scripts)]
    prefixes = tuple(prefix for table in tables.values() for prefix in table.get("prefixes", ()))
    noun_first = frozenset(tag for tag, table in tables.items() if table["noun_first"])
    return GuardWords(PhraseBook(phrases, prefixes), frozenset(tables), noun_first)


def guard_folder() -> Path:
    """Return where the words lie."""
    return paths.resources() / "text-guard"


def languages() -> list[str]:
    """Return the languages that there are words for."""
    return sorted(path.stem for path in guard_folder().glob("*.toml") if path.name != COUNTRIES)


@lru_cache(maxsize=1)
def neutral_wordings() -> dict[str, dict[str, str]]:
    """Return, by language and kind, what to write instead."""
    return {tag: dict(_table(guard_folder() / f"{tag}.toml").get("suggest", {})) for tag in languages()}


@lru_cache(maxsize=64)
def _phrases(tag: str, *, accents: bool) -> tuple[Phrase, ...]:
    return tuple(read_phrases(_tables()[tag], tag, accents=accents))


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    countries = _table(guard_folder() / COUNTRIES)
    tables = {}
    for tag in languages():
        table = _table(guard_folder() / f"{tag}.toml")
        lists = table.setdefault("lists", {})
        lists["country"] = [*lists.get("country", ()), *countries.get(tag, ())]
        tables[tag] = table
    return tables


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise InputError(msg("{file} cannot be read: {fault}.", file=path.name, fault=str(fault))) from fault


def read_phrases(table: Mapping[str, Any], name: str, *, accents: bool = False) -> Iterator[Phrase]:
    """Yield the phrases of one file. Raises InputError for one that cannot be read."""
    spelling = Spelling(table["lists"], table.get("endings", False), tuple(table.get("prefixes", ())), accents)
    try:
        for source, role, kind in _entries(table):
            yield Phrase(source, spelling, role, kind, name)
    except (PhraseError, KeyError, TypeError) as fault:
        raise InputError(msg("{file} cannot be read: {fault}.", file=f"{name}.toml", fault=str(fault))) from fault


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, Role, str]]:
    for section, known in _TABLES.items():
        entries: Mapping[str, Sequence[str]] = table.get(section, {})
        if unknown := set(entries) - known:
            raise KeyError(f"[{section}] knows no “{min(unknown)}”")
        for column, sources in () if section == "suggest" else entries.items():
            if section in KINDS:
                role, kind = Role(column), section
            else:
                role, kind = Role.HARMLESS if section == "harmless" else Role(f"{section}.{column}"), ""
            yield from ((source, role, kind) for source in sources)
    yield from ((source, Role.AND, "") for source in table["lists"].get("and", ()))
