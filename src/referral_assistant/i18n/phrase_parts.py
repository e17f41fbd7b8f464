"""The parts that a phrase is made of, and how they are matched with a folded text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Any

from referral_assistant.i18n.folding import APOSTROPHE, DENSE, JOIN, PAUSE, SPACE, is_dense

TOKEN = re.compile(f"[{DENSE}]+|[^ .,'\\-{DENSE}]+")
_JOINTS = frozenset({SPACE, JOIN, APOSTROPHE})
_SPACES = frozenset({SPACE})
_NEXT_WORD = re.compile("[ '\\-]+[^ .,'\\-]+")
# Vowel signs and tone marks of Thai, Lao, Burmese and Khmer: what stands before one is not the end of a syllable.
_SIGN = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3]")
NUMBER = "#"
_GAP_WORDS = 4
_GAP_LETTERS = 12


class Joint(IntEnum):
    """What must stand before a part: nothing (it is the first), a space or hyphen, maybe one, or a pause around it."""

    FIRST = 0
    APART = 1
    MAYBE = 2
    PAUSED = 3


@dataclass(frozen=True, slots=True)
class Literal:
    """One word: `whole`, or only how it begins. Words of a script without spaces need no edges."""

    text: str
    whole: bool
    dense: bool = False


@dataclass(slots=True)
class Choice:
    """One word of several, or one of several longer wordings."""

    whole: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    longer: tuple[Parts, ...] = ()
    longer_by_whole: dict[str, tuple[Parts, ...]] = field(default_factory=dict)
    longer_by_stem: dict[str, tuple[Parts, ...]] = field(default_factory=dict)
    pause: bool = False
    number: bool = False
    joined: bool = False
    begins: tuple[Literal, ...] = ()
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Part:
    """A choice and how it is joined to what stands before: after which gap, whether it may be missing."""

    choice: Choice
    joint: Joint = Joint.FIRST
    gap: bool = False
    optional: bool = False
    dense: bool = False
    prefixes: tuple[str, ...] = ()


Parts = Sequence[Part]
# What is still to come after the parts at hand: parts, from which of them on, and what comes after those.
Rest = tuple[Parts, int, Any]


class Words:
    """A folded text and its words by where they begin."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word once."""
        return frozenset(TOKEN.findall(self.text))

    @cached_property
    def tokens(self) -> list[tuple[str, int, int]]:
        """Every word, where it begins and where it ends."""
        return [(found[0], found.start(), found.end()) for found in TOKEN.finditer(self.text)]

    @cached_property
    def _words(self) -> dict[int, tuple[str, int]]:
        return {start: (word, end) for word, start, end in self.tokens}

    def at(self, place: int) -> tuple[str, int]:
        """Return the word that begins (or, in a script without spaces or behind a prefix, goes on) at a place."""
        found = self._words.get(place)
        if found is None:
            token = TOKEN.match(self.text, place)
            found = self._words[place] = (token[0], token.end()) if token else ("", place)
        return found

    def end(self, parts: Parts, start: int, place: int = 0, rest: Rest | None = None) -> int:
        """Return where parts end that begin at START, trying the longest words first; -1 when they do not stand there."""
        if place == len(parts):
            return start if rest is None else self.end(rest[0], start, rest[1], rest[2])
        part = parts[place]
        for after in self._starts(part, start):
            if (end := self._choice_end(part.choice, after, (parts, place + 1, rest))) >= 0:
                return end
        return self.end(parts, start, place + 1, rest) if part.optional else -1

    def _choice_end(self, choice: Choice, start: int, rest: Rest) -> int:
        if choice.pause and self.text.startswith(PAUSE, start):
            return self.end(rest[0], start + 1, rest[1], rest[2])
        word, last = self.at(start)
        if not word:
            return -1
        if choice.number and word.isdecimal() and (end := self.end(rest[0], last, rest[1], rest[2])) >= 0:
            return end
        for parts in choice.longer_by_whole.get(word, ()):
            if (end := self.end(parts, start, 0, rest)) >= 0:
                return end
        if word in choice.whole and (end := self.end(rest[0], last, rest[1], rest[2])) >= 0:
            return end
        lengths = choice.lengths.get(word[0])
        return self._stem_end(choice, start, rest, lengths) if lengths else -1

    def _stem_end(self, choice: Choice, start: int, rest: Rest, lengths: Sequence[int]) -> int:
        word, last = self.at(start)
        for length in lengths:
            if length > len(word):
                continue
            stem = word[:length]
            if stem in choice.stems:
                for after in self._after_stem(start, length, last):
                    if (end := self.end(rest[0], after, rest[1], rest[2])) >= 0:
                        return end
            for parts in choice.longer_by_stem.get(stem, ()):
                if (end := self.end(parts, start, 0, rest)) >= 0:
                    return end
        return -1

    def _after_stem(self, start: int, length: int, last: int) -> tuple[int, ...]:
        """Return where the word of a stem ends; one without spaces around it must not go on with a vowel sign."""
        after = start + length
        if not is_dense(self.text[start]):
            return (last, after)
        return () if _SIGN.match(self.text, after) else (after,)

    def _starts(self, part: Part, here: int) -> Sequence[int]:
        """Return where a part may begin, when the one before it ended HERE."""
        if part.joint is Joint.FIRST:
            return (here,)
        places = []
        for after in self._gaps(part, here) if part.gap else (here,):
            if (beyond := self._beyond(part, after)) >= 0:
                places.append(beyond)
                places += [beyond + len(prefix) for prefix in part.prefixes if self.text.startswith(prefix, beyond)]
        return places

    def _beyond(self, part: Part, after: int) -> int:
        joints = _SPACES if part.joint is Joint.PAUSED else _JOINTS
        beyond = after
        while self.text[beyond : beyond + 1] in joints:
            beyond += 1
        return beyond if beyond > after or part.joint is not Joint.APART else -1

    def _gaps(self, part: Part, here: int) -> list[int]:
        places = [here]
        if part.dense:
            for after in range(here + 1, min(here + _GAP_LETTERS, len(self.text)) + 1):
                if self.text[after - 1] in ".,":
                    break
                places.append(after)
            return places
        for _ in range(_GAP_WORDS):
            found = _NEXT_WORD.match(self.text, here)
            if not found:
                break
            here = found.end()
            places.append(here)
        return places
