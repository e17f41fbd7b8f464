"""Read phrases as people write them (see `phrases`) into parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from referral_assistant.i18n.folding import PAUSE, fold, is_dense
from referral_assistant.i18n.phrase_parts import NUMBER, TOKEN, Choice, Joint, Literal, Part, Parts

_PIECES = re.compile(r"\s*(…|\(|\)|\[|\]|\||<[^<>]+>|[^\s…()\[\]|<>]+)")


class PhraseError(ValueError):
    """A phrase that cannot be read; the text says which and why."""


@dataclass(frozen=True)
class Spelling:
    """How the words of one file are spelt: lists by name, whether words take endings and keep accents, joined prefixes."""

    lists: Mapping[str, Sequence[str]]
    endings: bool = False
    prefixes: tuple[str, ...] = ()
    accents: bool = False
    _known: dict[str, Choice] = field(default_factory=dict, compare=False, repr=False)

    def listed(self, name: str, source: str) -> Choice:
        """Return a list as a choice, read once. Raises PhraseError when there is none of that name."""
        if name not in self._known:
            if name not in self.lists:
                raise PhraseError(f"“{source}”: there is no list <{name}>")
            self._known[name] = _choice([read(entry, self) for entry in self.lists[name]])
        return self._known[name]


def read(source: str, spelling: Spelling) -> list[Part]:
    """Return the parts of a phrase. Raises PhraseError."""
    reader = _Reader(source, _PIECES.findall(source), spelling)
    parts = reader.sequence()
    if reader.place != len(reader.pieces):
        raise PhraseError(f"“{source}”: a bracket too many")
    return parts


def begins(parts: Sequence[Part]) -> tuple[Literal, ...]:
    """Return the words that a phrase may begin with; nothing when it may begin with anything."""
    found: list[Literal] = []
    for part in parts:
        found += part.choice.begins
        if not part.optional:
            return tuple(dict.fromkeys(found)) if part.choice.begins else ()
    return ()


class _Reader:
    """Walks over the pieces of one phrase."""

    def __init__(self, source: str, pieces: list[str], spelling: Spelling) -> None:
        self.source, self.pieces, self.spelling = source, pieces, spelling
        self.place = 0

    def sequence(self) -> list[Part]:
        """Read up to a closing bracket or a bar."""
        parts: list[Part] = []
        gap = False
        while self.place < len(self.pieces) and self.pieces[self.place] not in {")", "]", "|"}:
            piece = self.pieces[self.place]
            self.place += 1
            if piece == "…":
                gap = True
                continue
            for part in self._parts_of(piece):
                parts.append(self._joined(part, parts, gap=gap))
                gap = False
        return parts

    def _parts_of(self, piece: str) -> list[Part]:
        if piece in {"(", "["}:
            return [Part(self._bracket(piece), optional=piece == "[")]
        if piece.startswith("<"):
            return [Part(self.spelling.listed(piece[1:-1], self.source))]
        parts = _word(piece, endings=self.spelling.endings, accents=self.spelling.accents)
        if not parts:
            raise PhraseError(f"“{self.source}”: “{piece}” is no word")
        return [replace(part) for part in parts]

    def _bracket(self, opening: str) -> Choice:
        choices = []
        while True:
            choices.append(self.sequence())
            closing = self.pieces[self.place] if self.place < len(self.pieces) else ""
            self.place += 1
            if closing == (")" if opening == "(" else "]"):
                return _choice(choices)
            if closing != "|":
                raise PhraseError(f"“{self.source}”: a bracket is not closed")

    def _joined(self, part: Part, before: list[Part], *, gap: bool) -> Part:
        if not before:
            if gap:
                raise PhraseError(f"“{self.source}” begins with a gap")
            return part
        last = before[-1]
        part.gap = gap
        part.dense = _starts_dense(part.choice) or _starts_dense(last.choice)
        part.prefixes = self.spelling.prefixes
        loose = part.dense or part.choice.joined or all(one.optional for one in before)
        paused = part.choice.pause or last.choice.pause
        part.joint = Joint.PAUSED if paused else Joint.MAYBE if loose else Joint.APART
        return part


def _choice(choices: Sequence[Sequence[Part]]) -> Choice:
    """Put several wordings together; those of one word are looked up, not tried one by one."""
    whole: set[str] = set()
    stems: set[str] = set()
    longer: list[Parts] = []
    for parts in choices:
        only = parts[0].choice if len(parts) == 1 and not parts[0].optional else None
        if only is None:
            longer.append(tuple(parts))
        else:
            whole |= only.whole
            stems |= only.stems
            longer += only.longer
    longer.sort(key=len, reverse=True)
    by_whole, by_stem = _by_first_word(longer)
    return Choice(
        whole=frozenset(whole),
        stems=frozenset(stems),
        longer=tuple(longer),
        longer_by_whole=by_whole,
        longer_by_stem=by_stem,
        number=any(parts[0].choice.number for parts in choices if len(parts) == 1),
        pause=any(part.choice.pause for parts in choices for part in parts[:1]),
        joined=any(part.choice.joined for parts in choices for part in parts[:1]),
        begins=tuple(dict.fromkeys(one for parts in choices for one in begins(parts))),
        lengths=_lengths(stems | by_stem.keys()),
    )


def _by_first_word(
    longer: Sequence[Parts],
) -> tuple[dict[str, tuple[Parts, ...]], dict[str, tuple[Parts, ...]]]:
    by_whole: dict[str, tuple[Parts, ...]] = {}
    by_stem: dict[str, tuple[Parts, ...]] = {}
    for parts in longer:
        for literal in begins(parts):
            book = by_whole if literal.whole else by_stem
            book[literal.text] = (*book.get(literal.text, ()), parts)
    return by_whole, by_stem


@cache
def _word(piece: str, *, endings: bool, accents: bool) -> tuple[Part, ...]:
    """Read one written word; `over~stay*` is a choice of one word and two. Nothing when it is no word."""
    goes_on = piece.endswith("*") or (endings and not piece.endswith("."))
    plain = piece.rstrip("*.")
    joined = plain.startswith("~")
    syllables = plain.removeprefix("~").replace("\u200c", "~").split("~")
    if plain == NUMBER:
        return (Part(Choice(number=True, begins=(Literal(NUMBER, whole=True),))),)
    if fold(plain).text == PAUSE:
        return (Part(Choice(pause=True)),)
    if "*" in plain or not all(syllables):
        return ()
    apart = [literal for syllable in syllables for literal in _literals(syllable, accents=accents)]
    if not apart:
        return ()
    if goes_on:
        apart[-1] = replace(apart[-1], whole=False)
    parts = _in_a_row(apart, joined=joined)
    if len(syllables) == 1:
        return tuple(parts)
    together = _literals("".join(syllables), accents=accents)
    together[-1] = replace(together[-1], whole=not goes_on and not together[-1].dense)
    return (Part(_choice([parts, _in_a_row(together, joined=joined)])),)


def _literals(text: str, *, accents: bool) -> list[Literal]:
    tokens = TOKEN.findall(fold(text, accents=accents).text)
    return [Literal(token, whole=not is_dense(token[0]), dense=is_dense(token[0])) for token in tokens]


def _in_a_row(literals: Sequence[Literal], *, joined: bool) -> list[Part]:
    parts = []
    for place, literal in enumerate(literals):
        loose = literal.dense or (place and literals[place - 1].dense)
        joint = Joint.FIRST if not place else Joint.MAYBE if loose else Joint.APART
        parts.append(Part(_single(literal, joined=joined and not place), joint))
    return parts


def _single(literal: Literal, *, joined: bool) -> Choice:
    stems = set() if literal.whole else {literal.text}
    return Choice(
        whole=frozenset({literal.text}) if literal.whole else frozenset(),
        stems=frozenset(stems),
        joined=joined,
        begins=(literal,),
        lengths=_lengths(stems),
    )


def _lengths(stems: set[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for stem in stems:
        lengths.setdefault(stem[0], set()).add(len(stem))
    return {letter: tuple(sorted(some, reverse=True)) for letter, some in lengths.items()}


def _starts_dense(choice: Choice) -> bool:
    return any(literal.dense for literal in choice.begins)
