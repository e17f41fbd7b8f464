"""A small language for phrases that a person can read and extend, and finding thousands of them in a text at once.

- Words are written as they are; case, accents and letter variants do not matter (`folding`).
- `word*` may go on (undocument* finds undocumented). In a language whose words take endings this is the rule: then `word.` ends.
- `over~stay` may be written together, apart or with a hyphen; `~from` may be joined to the word before it.
- `(came|went in)` is a choice; `[the]` may be missing; `<person>` stands for a list of the same file.
- `#` stands for a number, `:` any pause (a colon, a comma, a bracket).
- `…` lets up to four other words stand between (twelve letters in a script without spaces), never a pause or an end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from referral_assistant.i18n.folding import is_dense
from referral_assistant.i18n.phrase_parts import NUMBER, Choice, Joint, Literal, Part, Parts, Words
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

    def sure_words(self, common: Collection[str] = ()) -> list[Literal]:
        """Return words of which one begins a word of the text wherever the phrase stands; nothing when none is sure to."""
        if self.prefixed or any(_hides(part) for part in self.parts):
            return []
        keys = self.key_words(common)
        return [] if any(key.dense or key.text == NUMBER for key in keys) else keys


def _hides(part: Part) -> bool:
    """Say whether a part may stand in the middle of a word of the text."""
    loose = part.joint not in {Joint.FIRST, Joint.APART} or part.dense or part.choice.joined
    return loose or any(_hides(inner) for parts in part.choice.longer for inner in parts)


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
        self._dull = _Dull(lambda word: not self._is_key(word))

    def among(self, words: AbstractSet[str]) -> bool:
        """Say whether one of the folded words is a key of some phrase; in doubt, yes."""
        return bool(self._dull.without(words))

    def _is_key(self, word: str) -> bool:
        known = self._prefixed or is_dense(word[0]) or word in self._whole or word.startswith(self._stems)
        return known or (self._numbers and word.isdecimal())


class _Dull:
    """Words that were looked at before and say nothing: left out of a text at once."""

    def __init__(self, says_nothing: Callable[[str], bool]) -> None:
        self._says_nothing = says_nothing
        self._known: set[str] = set()

    def without(self, words: AbstractSet[str]) -> AbstractSet[str]:
        """Return those of WORDS that may say something."""
        rest = words - self._known
        dull = set(filter(self._says_nothing, rest))
        if len(self._known) < _REMEMBERED:
            self._known |= dull
        return rest - dull


class Found(NamedTuple):
    """A phrase that stands in a folded text, from `start` to `end`."""

    start: int
    end: int
    phrase: Phrase


class PhraseBook:
    """Many phrases, found in one walk over the words of a text."""

    def __init__(self, phrases: Sequence[Phrase], prefixes: Sequence[str] = (), common: Collection[str] = ()) -> None:
        """COMMON: words that are everywhere, and tell nothing of whether a phrase is there."""
        self._whole: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        self._awaited = _Awaited(phrases, common)
        for phrase in phrases:
            for literal in phrase.begins:
                book = self._whole if literal.whole else self._stems
                book.setdefault(literal.text[:_LONGEST], []).append(phrase)
        self._likely: dict[str, Sequence[Phrase]] = {}
        self._prefixes = tuple(sorted(prefixes, key=len, reverse=True))
        self._dull = _Dull(self._begins_nothing)

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        return _lengths_of(self._stems)

    def find(self, text: str) -> list[Found]:
        """Return every phrase that stands in a folded TEXT; phrases may overlap."""
        return self.find_in(Words(text))

    def find_in(self, words: Words) -> list[Found]:
        """Return every phrase that stands in a text whose words are known."""
        found: list[Found] = []
        telling = self._dull.without(words.vocabulary)
        if not telling:
            return found
        possible = self._awaited.possible(words)
        awaited = self._awaited.phrases
        for word, start, _ in words.tokens:
            if word not in telling:
                continue
            if likely := self._beginning_with(word):
                _try([one for one in likely if one not in awaited or one in possible], words, start, word, found)
            if is_dense(word[0]):
                for place in range(1, len(word)):
                    rest = word[place : place + _LONGEST]
                    if likely := self._beginning_with(rest):
                        _try(
                            [one for one in likely if one not in awaited or one in possible],
                            words,
                            start + place,
                            rest,
                            found,
                        )
            for prefix in self._prefixes:
                if len(word) > len(prefix) + 1 and word.startswith(prefix):
                    rest = word[len(prefix) :]
                    likely = [phrase for phrase in self._beginning_with(rest) if phrase.prefixed]
                    _try(
                        [one for one in likely if one not in awaited or one in possible],
                        words,
                        start + len(prefix),
                        rest,
                        found,
                    )
        return found

    def _begins_nothing(self, word: str) -> bool:
        """Say whether no phrase begins at a word, nor behind a prefix of it or in the middle of a script without spaces."""
        return not (is_dense(word[0]) or word.startswith(self._prefixes) or self._beginning_with(word))

    def _beginning_with(self, word: str) -> Sequence[Phrase]:
        """Return the phrases that may begin with a word, or with the beginning of one; remembered."""
        known = self._likely.get(word)
        if known is not None:
            return known
        likely = list(self._whole.get(word, ()))
        if word.isdecimal():
            likely += self._whole.get(NUMBER, ())
        likely += _by_stem(self._stems, self._lengths, word)
        if len(self._likely) < _REMEMBERED:
            self._likely[word] = tuple(likely)
        return likely


class _Awaited:
    """Phrases that each are sure to have a certain word: where none of it is, they are never tried."""

    def __init__(self, phrases: Sequence[Phrase], common: Collection[str]) -> None:
        self._whole: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        self.phrases: set[Phrase] = set()
        for phrase in phrases:
            keys = [] if phrase.one_word else phrase.sure_words(common)
            if keys:
                self.phrases.add(phrase)
            for literal in keys:
                book = self._whole if literal.whole else self._stems
                book.setdefault(literal.text, []).append(phrase)
        self._lengths = _lengths_of(self._stems)
        self._dull = _Dull(lambda word: not self._awaiting(word))

    def possible(self, words: Words) -> AbstractSet[Phrase]:
        """Return those of `phrases` that may stand among WORDS."""
        return {phrase for word in self._dull.without(words.vocabulary) for phrase in self._awaiting(word)}

    def _awaiting(self, word: str) -> list[Phrase]:
        return [*self._whole.get(word, ()), *_by_stem(self._stems, self._lengths, word)]


def _lengths_of(stems: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for stem in stems:
        lengths.setdefault(stem[0], set()).add(len(stem))
    return {letter: tuple(sorted(some)) for letter, some in lengths.items()}


def _by_stem(stems: Mapping[str, Sequence[Phrase]], lengths: Mapping[str, Sequence[int]], word: str) -> list[Phrase]:
    found: list[Phrase] = []
    for length in lengths.get(word[0], ()):
        if length > len(word):
            break
        found += stems.get(word[:length], ())
    return found


def _try(likely: Sequence[Phrase], words: Words, start: int, word: str, found: list[Found]) -> None:
    """Add to FOUND those of the phrases that stand at START, where WORD does."""
    for phrase in likely:
        end = start + len(word) if phrase.one_word else words.end(phrase.parts, start)
        if end > start:
            found.append(Found(start, end, phrase))
