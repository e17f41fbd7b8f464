"""Load `resources/fine-print/`: one file a language; phrases by what they say, loaded when their script turns up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from referral_assistant import paths
from referral_assistant.disclosure import PAPERS
from referral_assistant.errors import InputError
from referral_assistant.i18n.everyday import languages_of
from referral_assistant.i18n.guard_words import scripts_of
from referral_assistant.i18n.phrase_parts import TOKEN
from referral_assistant.i18n.phrases import Found, KeyWords, Phrase, PhraseBook, PhraseError, Spelling, Words
from referral_assistant.message import msg

LIST_HEADS = "says.list_heads"
_CUES = ("says.", "harmless.")
_SAYS = "demands demands_after required obliges negated_before negated_after no needed refuses contrasts helps describes alternatives list_heads"
_SECTIONS: Mapping[str, frozenset[str]] = {
    "asks": frozenset({"only", "always", "sure", "likely", "if_required", "lacking"}),
    "citizens": frozenset({"words", "others"}),
    "papers": frozenset(PAPERS),
    "open": frozenset({"phrases"}),
    "harmless": frozenset({"phrases"}),
    "says": frozenset(_SAYS.split()),
}
_OTHERS = frozenset({"scripts", "lists", "endings", "prefixes", "common", "conditions"})


class FinePrintWords:
    """The phrases for some languages: `signs` say something, `cues` say how it is meant and where a list begins."""

    def __init__(self, phrases: Sequence[Phrase], prefixes: Sequence[str], common: Collection[str]) -> None:
        signs = [phrase for phrase in phrases if not phrase.role.startswith(_CUES)]
        self.signs = PhraseBook(signs, prefixes, common)
        self.cues = PhraseBook([phrase for phrase in phrases if phrase.role.startswith(_CUES)], prefixes, common)
        self.heads = PhraseBook([phrase for phrase in phrases if phrase.role == LIST_HEADS], prefixes, common)
        self._keys = KeyWords(signs, common)

    def signs_in(self, sentence: Words) -> list[Found]:
        """Return what the words of a sentence say; a sentence without a telling word is passed over."""
        return self.signs.find_in(sentence) if self.may_say(sentence.vocabulary) else []

    def may_say(self, words: AbstractSet[str]) -> bool:
        """Say whether there is a word among WORDS without which nothing is said."""
        return self._keys.among(words)


def fine_print_words(text: str) -> FinePrintWords | None:
    """Return the words for the languages in which a folded text can be; None when it can say nothing in any."""
    scripts = scripts_of(text)
    written = _written_in(scripts)
    if not _of_languages(written).may_say(set(TOKEN.findall(text))):
        return None
    return _of_languages(languages_of(text, written)[1] if scripts == {"Latn"} else written)


@lru_cache(maxsize=64)
def _written_in(scripts: frozenset[str]) -> frozenset[str]:
    return frozenset(tag for tag, table in _tables().items() if scripts & set(table["scripts"]))


def fine_print_folder() -> Path:
    """Return where the words lie."""
    return paths.resources() / "fine-print"


def languages() -> list[str]:
    """Return the languages that there are words for."""
    return sorted(path.stem for path in fine_print_folder().glob("*.toml"))


@lru_cache(maxsize=64)
def _of_languages(tags: frozenset[str]) -> FinePrintWords:
    tables = [_tables()[tag] for tag in sorted(tags)]
    phrases = [phrase for tag in sorted(tags) for phrase in _phrases(tag)]
    prefixes = tuple(prefix for table in tables for prefix in table.get("prefixes", ()))
    common = {word for table in tables for word in table.get("common", ())}
    return FinePrintWords(phrases, prefixes, common)


@cache
def _phrases(tag: str) -> tuple[Phrase, ...]:
    return tuple(read_fine_phrases(_tables()[tag], tag))


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return {tag: _table(fine_print_folder() / f"{tag}.toml") for tag in languages()}


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise InputError(msg("{file} cannot be read: {fault}.", file=path.name, fault=str(fault))) from fault


def read_fine_phrases(table: Mapping[str, Any], name: str) -> Iterator[Phrase]:
    """Yield the phrases of one file. Raises InputError naming it and the entry that cannot be read."""
    try:
        spelling = Spelling(table.get("lists", {}), table.get("endings", False), tuple(table.get("prefixes", ())))
        for source, role, kind in _entries(table):
            yield Phrase(source, spelling, role, kind, name)
    except (PhraseError, KeyError, TypeError) as fault:
        raise InputError(msg("{file} cannot be read: {fault}.", file=f"{name}.toml", fault=str(fault))) from fault


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if unknown := set(table) - set(_SECTIONS) - _OTHERS:
        raise KeyError(f"“{min(unknown)}” is no section")
    for section, known in _SECTIONS.items():
        entries = table.get(section, {})
        if unknown := set(entries) - known:
            raise KeyError(f"[{section}] knows no “{min(unknown)}”")
        for column, sources in entries.items():
            if not isinstance(sources, list):
                raise TypeError(f"{section}.{column} is no list")
            yield from ((source, f"{section}.{column}", column) for source in sources)
    for source, condition in table.get("conditions", {}).items():
        if not _CONDITION.fullmatch(condition):
            raise KeyError(f"condition “{condition}” is not of the form age_years between #..#")
        yield source, "condition", condition


_CONDITION = re.compile(r"[a-z_0-9]+ (?:is|between|at_least|at_most|more_than|less_than) \S+")
