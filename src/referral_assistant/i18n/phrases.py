"""A small language for phrases that a person can read and extend, and finding thousands of them in a text at once.

- Words are written as they are; case, accents and letter variants do not matter (`folding`).
- `word*` may go on (undocument* finds undocumented). In a language whose words take endings this is the rule: then `word.` ends.
- `over~stay` may be written together, apart or with a hyphen; `~from` may be joined to the word before it.
- `(came|went in)` is a choice; `[the]` may be missing; `<person>` stands for a list of the same file.
- `#` stands for a number, `:` any pause (a colon, a comma, a bracket).
- `…` lets up to four other words stand between (twelve letters in a script without spaces), never a pause or an end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from referral_assistant.i18n.folding import is_dense
from referral_assistant.i18n.phrase_parts import NUMBER, Choice, Literal, Parts, Words
from referral_assistant.i18n.phrase_reader import PhraseError, Spelling, begins, read

__all__ = ["Found", "KeyWords", "Literal", "Phrase", "PhraseBook", "PhraseError", "Spelling", "Words"]
_LONGEST = 24
_REMEMBERED = 50_000


class Phrase:
    """One phrase; `role`, `kind` and `language` are its owner's."""

    __slots__ = ("begins", "kind", "language", "one_word", "parts", "prefixed", "role", "source")

    def __init__(self, source: str, spelling: Spelling, role: str = "", kind: str = "", language: str = "") -> None:
        """Read SOURCE. Raises PhraseError."""
        self.source, self.role, self.kind, self.language = source, role, kind, language
        self.parts: Parts = read(source, spelling)
        self.begins = begins(self.parts)
        self.prefixed = bool(spelling.prefixes)
        # Such a phrase ends where its word ends: nothing is left to try.
        self.one_word = (
            len(self.parts) == len(self.begins) == 1 and not self.begins[0].dense and self.begins[0].text != NUMBER
        )
        if not self.begins:
            raise PhraseError(f"“{source}” does not begin with a word")

    def end(self, text: str, start: int) -> int:
        """Return where the phrase ends when it begins at START of a folded text; -1 when it does not."""
        return Words(text).end(self.parts, start)

    def key_words(self, common: Collection[str] = ()) -> list[Literal]:
        """Return words of which one stands wherever the phrase does, as rare ones as it has.

        The longer a word is, the rarer; those in COMMON are everywhere.
        """
        return _keys(self.parts, common)


def _keys(parts: Parts, common: Collection[str]) -> list[Literal]:
    sure = [_alternatives(part.choice, common) for part in parts if part.choice.begins and not part.optional]
    return max(sure, key=lambda keys: (min(_rarity(one, common) for one in keys), -len(keys)), default=[])


def _alternatives(choice: Choice, common: Collection[str]) -> list[Literal]:
    dense = any(literal.dense for literal in choice.begins)
    found = [Literal(text, whole=True) for text in choice.whole]
    found += [Literal(text, whole=False, dense=dense) for text in choice.stems]
    found += [Literal(NUMBER, whole=True)] if choice.number else []
    return found + [one for parts in choice.longer for one in _keys(parts, common)]


def _rarity(literal: Literal, common: Collection[str]) -> int:
    if literal.text == NUMBER:
        return -1
    return 0 if literal.text in common else len(literal.text)


class KeyWords:
    """Tells quickly whether any of many phrases can stand in a text at all."""

    def __init__(self, phrases: Sequence[Phrase], common: Collection[str] = ()) -> None:
        keys = {literal for phrase in phrases for literal in phrase.key_words(common)}
        self._whole = {literal.text for literal in keys if literal.whole}
        self._stems = tuple({literal.text for literal in keys if not literal.whole})
        self._numbers = NUMBER in self._whole
        self._prefixed = any(phrase.prefixed for phrase in phrases)
        self._known: dict[str, bool] = {}

    def among(self, words: Iterable[str]) -> bool:
        """Say whether one of the folded words is a key of some phrase; in doubt, yes."""
        return any(map(self._is_key, words))

    def _is_key(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            known = self._prefixed or is_dense(word[0]) or word in self._whole or word.startswith(self._stems)
            known = known or (self._numbers and word.isdecimal())
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known


class Found(NamedTuple):
    """A phrase that stands in a folded text, from `start` to `end`."""

    start: int
    end: int
    phrase: Phrase


class PhraseBook:
    """Many phrases, found in one walk over the words of a text."""

    def __init__(self, phrases: Sequence[Phrase], prefixes: Sequence[str] = ()) -> None:
        self._whole: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for literal in phrase.begins:
                book = self._whole if literal.whole else self._stems
                book.setdefault(literal.text[:_LONGEST], []).append(phrase)
        self._likely: dict[str, Sequence[Phrase]] = {}
        self._prefixes = tuple(sorted(prefixes, key=len, reverse=True))

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = {}
        for stem in self._stems:
            lengths.setdefault(stem[0], set()).add(len(stem))
        return {letter: tuple(sorted(some)) for letter, some in lengths.items()}

    def find(self, text: str) -> list[Found]:
        """Return every phrase that stands in a folded TEXT; phrases may overlap."""
        return self.find_in(Words(text))

    def find_in(self, words: Words) -> list[Found]:
        """Return every phrase that stands in a text whose words are known."""
        found: list[Found] = []
        for word, start, _ in words.tokens:
            likely = self._likely.get(word)
            if likely is None:
                likely = self._beginning_with(word)
            if likely:
                _try(likely, words, start, word, found)
            if is_dense(word[0]):
                for place in range(1, len(word)):
                    rest = word[place : place + _LONGEST]
                    if likely := self._beginning_with(rest):
                        _try(likely, words, start + place, rest, found)
            for prefix in self._prefixes:
                if len(word) > len(prefix) + 1 and word.startswith(prefix):
                    rest = word[len(prefix) :]
                    likely = [phrase for phrase in self._beginning_with(rest) if phrase.prefixed]
                    _try(likely, words, start + len(prefix), rest, found)
        return found

    def _beginning_with(self, word: str) -> Sequence[Phrase]:
        """Return the phrases that may begin with a word, or with the beginning of one; remembered."""
        known = self._likely.get(word)
        if known is not None:
            return known
        likely = list(self._whole.get(word, ()))
        if word.isdecimal():
            likely += self._whole.get(NUMBER, ())
        for length in self._lengths.get(word[0], ()):
            if length > len(word):
                break
            likely += self._stems.get(word[:length], ())
        if len(self._likely) < _REMEMBERED:
            self._likely[word] = tuple(likely)
        return likely


def _try(likely: Sequence[Phrase], words: Words, start: int, word: str, found: list[Found]) -> None:
    """Add to FOUND those of the phrases that stand at START, where WORD does."""
    for phrase in likely:
        end = start + len(word) if phrase.one_word else words.end(phrase.parts, start)
        if end > start:
            found.append(Found(start, end, phrase))
