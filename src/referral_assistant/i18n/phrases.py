"""A small language for phrases that a person can read and extend, and finding thousands of them in a text at once.

- Words are written as they are; case, accents and letter variants do not matter (`folding`).
- `word*` may go on (undocument* finds undocumented). In a language whose words take endings this is the rule: then `word.` ends.
- `over~stay` may be written together, apart or with a hyphen.
- `(came|went in)` is a choice; `[the]` may be missing; `<person>` stands for a list of the same file.
- `~from` may be joined to the word before it.
- `:` stands for any pause (a colon, a comma, a bracket).
- `…` lets up to four other words stand between (about twelve letters in a script without spaces), never a pause or the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from referral_assistant.i18n.folding import DENSE, PAUSE, fold, is_dense

_TOKEN = re.compile(f"[{DENSE}]+|[^ .,'\\-{DENSE}]+")
_PIECES = re.compile(r"\s*(…|\(|\)|\[|\]|\||<[^<>]+>|[^\s…()\[\]|<>]+)")
_BETWEEN_WORDS = "[ '\\-]+"
_GAP = "(?:[ '\\-]+[^ .,'\\-]+){0,4}?"
_DENSE_GAP = "[^.,]{0,12}?"
_WORD = f"[^ .,'\\-{DENSE}]"


class PhraseError(ValueError):
    """A phrase that cannot be read; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the words of one file are spelt: lists by name, whether words take endings, what may stand joined before a word."""

    lists: Mapping[str, Sequence[str]]
    endings: bool = False
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """How a phrase may begin: a whole word, or the beginning of one."""

    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A compiled piece: its pattern, how it may begin, whether it may be missing, a gap, a pause, joined on."""

    pattern: str
    begins: tuple[Literal, ...]
    optional: bool = False
    gap: bool = False
    pause: bool = False
    joined: bool = False


class Phrase:
    """One phrase, compiled when it is first tried; `role`, `kind` and `language` are its owner's."""

    __slots__ = ("_regex", "begins", "kind", "language", "pattern", "prefixed", "role", "source")

    def __init__(self, source: str, spelling: Spelling, role: str = "", kind: str = "", language: str = "") -> None:
        """Read SOURCE. Raises PhraseError."""
        parts = _read(source, spelling)
        self.source, self.role, self.kind, self.language = source, role, kind, language
        self.pattern = _joined(parts, spelling)
        self.begins = _begins(parts)
        self.prefixed = bool(spelling.prefixes)
        self._regex: re.Pattern[str] | None = None
        if not self.begins or any(not literal.text for literal in self.begins):
            raise PhraseError(f"“{source}” does not begin with a word")

    def end(self, text: str, start: int) -> int:
        """Return where the phrase ends when it begins at START of a folded text; -1 when it does not."""
        if self._regex is None:
            self._regex = re.compile(self.pattern)
        found = self._regex.match(text, start)
        return found.end() if found else -1


@dataclass(frozen=True, slots=True)
class Found:
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
                book.setdefault(literal.text, []).append(phrase)
        self._prefixes = tuple(sorted(prefixes, key=len, reverse=True))

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = {}
        for stem in self._stems:
            lengths.setdefault(stem[0], set()).add(len(stem))
        return {letter: tuple(sorted(some)) for letter, some in lengths.items()}

    def find(self, text: str) -> Iterator[Found]:
        """Yield every phrase that stands in a folded TEXT; phrases may overlap."""
        for token in _TOKEN.finditer(text):
            word, start = token[0], token.start()
            if is_dense(word[0]):
                for place in range(len(word)):
                    yield from self._at(text, start + place, word[place : place + 24], prefixed=False)
                continue
            yield from self._at(text, start, word, prefixed=False)
            for prefix in self._prefixes:
                if len(word) > len(prefix) + 1 and word.startswith(prefix):
                    yield from self._at(text, start + len(prefix), word[len(prefix) :], prefixed=True)

    def _at(self, text: str, start: int, word: str, *, prefixed: bool) -> Iterator[Found]:
        for phrase in self._whole.get(word, ()):
            yield from _tried(phrase, text, start, prefixed=prefixed)
        for length in self._lengths.get(word[0], ()):
            if length > len(word):
                break
            for phrase in self._stems.get(word[:length], ()):
                yield from _tried(phrase, text, start, prefixed=prefixed)


def _tried(phrase: Phrase, text: str, start: int, *, prefixed: bool) -> Iterator[Found]:
    if (phrase.prefixed or not prefixed) and (end := phrase.end(text, start)) > start:
        yield Found(start, end, phrase)


def _read(source: str, spelling: Spelling) -> list[_Part]:
    pieces = _PIECES.findall(source)
    parts, rest = _sequence(pieces, 0, spelling, source)
    if rest != len(pieces):
        raise PhraseError(f"“{source}”: a bracket too many")
    return parts


def _sequence(pieces: list[str], place: int, spelling: Spelling, source: str) -> tuple[list[_Part], int]:
    """Read pieces up to a closing bracket or a bar."""
    parts: list[_Part] = []
    while place < len(pieces) and pieces[place] not in {")", "]", "|"}:
        piece = pieces[place]
        if piece in {"(", "["}:
            part, place = _bracket(pieces, place, spelling, source)
            parts.append(part)
            continue
        if piece == "…":
            parts.append(_Part("", (), optional=True, gap=True))
        elif piece.startswith("<"):
            parts.append(_listed(piece[1:-1], spelling, source))
        else:
            parts.append(_word(piece, spelling, source))
        place += 1
    return parts, place


def _bracket(pieces: list[str], place: int, spelling: Spelling, source: str) -> tuple[_Part, int]:
    closing = ")" if pieces[place] == "(" else "]"
    choices: list[list[_Part]] = []
    while True:
        parts, place = _sequence(pieces, place + 1, spelling, source)
        choices.append(parts)
        if place >= len(pieces):
            raise PhraseError(f"“{source}”: a bracket is not closed")
        if pieces[place] == closing:
            return _choice(choices, spelling, optional=closing == "]"), place + 1
        if pieces[place] != "|":
            raise PhraseError(f"“{source}”: brackets do not fit")


def _listed(name: str, spelling: Spelling, source: str) -> _Part:
    if name not in spelling.lists:
        raise PhraseError(f"“{source}”: there is no list <{name}>")
    return _choice([_read(entry, spelling) for entry in spelling.lists[name]], spelling, optional=False)


def _choice(choices: list[list[_Part]], spelling: Spelling, *, optional: bool) -> _Part:
    begins = tuple(literal for parts in choices for literal in _begins(parts))
    # Longest first: a choice must not stop at the shorter of two words that begin alike.
    patterns = sorted((_joined(parts, spelling) for parts in choices), key=len, reverse=True)
    pause = any(part.pause for parts in choices for part in parts)
    joined = any(parts[0].joined for parts in choices if parts)
    return _Part(f"(?:{'|'.join(dict.fromkeys(patterns))})", begins, optional, pause=pause, joined=joined)


def _begins(parts: Sequence[_Part]) -> tuple[Literal, ...]:
    begins: list[Literal] = []
    for part in parts:
        begins += part.begins
        if not part.optional:
            return tuple(dict.fromkeys(begins))
    return ()


def _word(piece: str, spelling: Spelling, source: str) -> _Part:
    goes_on = piece.endswith("*") or (spelling.endings and not piece.endswith("."))
    plain = piece.rstrip("*.")
    if fold(plain).text == PAUSE:
        return _Part(PAUSE, (), pause=True)
    joined, plain = plain.startswith("~"), plain.removeprefix("~")
    syllables = [fold(syllable).text.strip() for syllable in plain.replace("\u200c", "~").split("~")]
    if not all(syllables) or "*" in plain:
        raise PhraseError(f"“{source}”: “{piece}” is no word")
    pattern = "[ \\-]?".join(re.escape(syllable) for syllable in syllables)
    last = syllables[-1][-1]
    dense = is_dense(last)
    if not dense:
        pattern += f"{_WORD}*" if goes_on else f"(?!{_WORD})"
    whole = not goes_on and len(syllables) == 1 and not dense and not is_dense(syllables[0][0])
    return _Part(pattern, (Literal(_first_token(syllables[0], source), whole),), joined=joined)


def _first_token(text: str, source: str) -> str:
    found = _TOKEN.search(text)
    if not found:
        raise PhraseError(f"“{source}”: “{text}” is no word")
    return found[0][:24]


def _joined(parts: Sequence[_Part], spelling: Spelling) -> str:
    """Join the patterns of parts, with what may stand between words before each but the first."""
    prefix = f"(?:{'|'.join(spelling.prefixes)})?" if spelling.prefixes else ""
    pattern = ""
    for place, part in enumerate(parts):
        if part.gap:
            pattern += _DENSE_GAP if _dense_around(parts, place) else _GAP
        elif not place:
            pattern += f"(?:{part.pattern})?" if part.optional else part.pattern
        else:
            between = _between(parts, place)
            following = f"{between}{prefix}{part.pattern}"
            pattern += f"(?:{following})?" if part.optional else following
    return pattern


def _between(parts: Sequence[_Part], place: int) -> str:
    if parts[place].pause or parts[place - 1].pause:
        return " ?"
    return f"(?:{_BETWEEN_WORDS})?" if _may_touch(parts, place) else _BETWEEN_WORDS


def _may_touch(parts: Sequence[_Part], place: int) -> bool:
    before = next((part for part in reversed(parts[:place]) if part.begins), None)
    return (
        before is None or before.optional or parts[place].joined or _starts_dense(parts[place]) or _starts_dense(before)
    )


def _dense_around(parts: Sequence[_Part], place: int) -> bool:
    return any(_starts_dense(part) for part in (*parts[:place][-1:], *parts[place + 1 :][:1]))


def _starts_dense(part: _Part) -> bool:
    return any(is_dense(literal.text[0]) for literal in part.begins)
