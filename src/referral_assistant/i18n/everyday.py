"""Tell languages that share a script apart by their everyday words (resources/everyday-words.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache

from referral_assistant import paths
from referral_assistant.i18n.folding import fold

_WORD = re.compile("[^ .,'\\-]+")


def languages_of(text: str, among: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return of some languages those in which a folded text seems to be, and those that are not far behind.

    A text with no everyday word, or next to none, may be in any of them.
    """
    hits = dict.fromkeys(among, 0)
    known = _languages_by_word()
    for word in known.keys() & set(_WORD.findall(text)):
        for tag in known[word]:
            if tag in hits:
                hits[tag] += 1
    most = max(hits.values(), default=0)
    likely = frozenset(tag for tag, count in hits.items() if most < 2 or count >= most - 1)
    return (likely if most < 2 else frozenset(tag for tag, count in hits.items() if count == most)), likely


@cache
def everyday_words() -> dict[str, frozenset[str]]:
    """Return the everyday words of each language, folded."""
    table = tomllib.loads((paths.resources() / "everyday-words.toml").read_text("utf-8"))
    return {tag: frozenset(fold(word).text for word in words) for tag, words in table.items()}


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for tag, words in everyday_words().items():
        for word in words:
            table[word] = (*table.get(word, ()), tag)
    return table
