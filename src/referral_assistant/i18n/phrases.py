"""A small language for phrases that a person can read and extend, and finding thousands of them in a text at once.

- Words are written as they are; case, accents and letter variants do not matter (`folding`).
- `word*` may go on (undocument* finds undocumented). In a language whose words take endings this is the rule: then `word.` ends.
- `over~stay` may be written together, apart or with a hyphen; `~from` may be joined to the word before it.
- `(came|went in)` is a choice; `[the]` may be missing; `<person>` stands for a list of the same file.
- `#` stands for a number, `:` any pause (a colon, a comma, a bracket).
- `…` lets up to four other words stand between (twelve letters in a script without spaces), never a pause or an end.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from referral_assistant.i18n.folding import is_dense
from referral_assistant.i18n.phrase_parts import NUMBER, Literal, Parts, Words
from referral_assistant.i18n.phrase_reader import PhraseError, Spelling, begins, read

__all__ = ["Found", "Literal", "Phrase", "PhraseBook", "PhraseError", "Spelling"]
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
        self._likely: dict[str, tuple[Phrase, ...]] = {}
        self._prefixes = tuple(sorted(prefixes, key=len, reverse=True))

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = {}
        for stem in self._stems:
            lengths.setdefault(stem[0], set()).add(len(stem))
        return {letter: tuple(sorted(some)) for letter, some in lengths.items()}

    def find(self, text: str) -> list[Found]:
        """Return every phrase that stands in a folded TEXT; phrases may overlap."""
        words = Words(text)
        found: list[Found] = []
        for word, start, _ in words.tokens:
            if is_dense(word[0]):
                for place in range(len(word)):
                    self._try(words, start + place, word[place : place + _LONGEST], found)
                continue
            self._try(words, start, word, found)
            for prefix in self._prefixes:
                if len(word) > len(prefix) + 1 and word.startswith(prefix):
                    self._try(words, start + len(prefix), word[len(prefix) :], found, prefixed=True)
        return found

    def _try(self, words: Words, start: int, word: str, found: list[Found], *, prefixed: bool = False) -> None:
        """Add to FOUND the phrases that begin with WORD at START."""
        likely = self._likely.get(word)
        if likely is None:
            likely = self._beginning_with(word)
            if len(self._likely) < _REMEMBERED:
                self._likely[word] = likely
        for phrase in likely:
            if phrase.prefixed or not prefixed:
                end = start + len(word) if phrase.one_word else words.end(phrase.parts, start)
                if end > start:
                    found.append(Found(start, end, phrase))

    def _beginning_with(self, word: str) -> tuple[Phrase, ...]:
        likely = list(self._whole.get(word, ()))
        if word.isdecimal():
            likely += self._whole.get(NUMBER, ())
        for length in self._lengths.get(word[0], ()):
            if length > len(word):
                break
            likely += self._stems.get(word[:length], ())
        return tuple(likely)
