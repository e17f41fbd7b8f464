"""Notice free text that gives away status, nationality, religion or ethnicity, before it is kept or printed (P1).

What to notice is data: `resources/text-guard/`, one file a language, readable by the people who speak it (docs/text-guard.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from referral_assistant.i18n.everyday import languages_of
from referral_assistant.i18n.folding import DENSE, Folded, fold, is_vietnamese
from referral_assistant.i18n.guard_numbers import numbers_in
from referral_assistant.i18n.guard_words import Role, load_guard_words, neutral_wordings, scripts_of
from referral_assistant.i18n.phrases import Found
from referral_assistant.i18n.undisguise import undisguised
from referral_assistant.i18n.zawgyi import is_burmese, misplaced, to_unicode

_PIECE = 1000
_OVERLAP = 150
_NEAR = 80
_ENOUGH = 100
_WORDS = re.compile(f"[{DENSE}]{{1,4}}|[^ .,'\\-{DENSE}]+")
_BREAK = re.compile("[.,]")
_SPACE = re.compile(r"\s")
_SENTENCE_END = re.compile(r"(?<=[.!?;।॥۔؟])\s+|(?<=[。！？။])|[\n\u2028\u2029]+")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# How many words may stand between a name and what tells its sense.
_REACH = {
    Role.LANGUAGE_BEFORE: 2,
    Role.LANGUAGE_AFTER: 1,
    Role.PLACE_BEFORE: 2,
    Role.PLACE_AFTER: 1,
    Role.PERSON_BEFORE: 1,
    Role.PERSON_AFTER: 1,
}
_BEFORE = frozenset({Role.LANGUAGE_BEFORE, Role.PLACE_BEFORE, Role.PERSON_BEFORE})
_PERSON = frozenset({Role.PERSON_BEFORE, Role.PERSON_AFTER})
_LANGUAGE = frozenset({Role.LANGUAGE_BEFORE, Role.LANGUAGE_AFTER})
_NAMES = frozenset({Role.NAME, Role.UNSURE})
_SPOKEN = frozenset({"nationality", "ethnicity"})


class Kind(StrEnum):
    """What a text gives away."""

    STATUS = "status"
    NATIONALITY = "nationality"
    RELIGION = "religion"
    ETHNICITY = "ethnicity"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text seems to give something away, by which of its words, and what first of all."""

    reveals: bool
    words: tuple[str, ...] = ()
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """Words that give something away: what, where in the folded text, and as they were typed."""

    kind: str
    start: int
    typed: str


def check_text(text: str) -> Verdict:
    """Say whether TEXT, in any of our languages, seems to reveal status, nationality, religion or ethnicity."""
    told: list[_Told] = []
    for piece in _pieces(text):
        told += _in_piece(piece)
        if len(told) > _ENOUGH:
            break
    if not told:
        return Verdict(reveals=False)
    first = next((one for one in told if one.kind == Kind.STATUS), told[0])
    return Verdict(reveals=True, words=tuple(dict.fromkeys(one.typed for one in told)), kind=Kind(first.kind))


def neutral_wording(kind: Kind, language: str) -> str:
    """Return what to write instead, in a language of ours (English for any other)."""
    wordings = neutral_wordings()
    ours = wordings.get(language) or wordings.get(language.partition("_")[0]) or wordings["en"]
    return ours.get(str(kind)) or wordings["en"][str(kind)]


def _pieces(text: str) -> Iterator[str]:
    """Cut text into sentences, since each may be in another language, and very long ones between words."""
    for sentence in _SENTENCE_END.split(text):
        start = 0
        while len(sentence) - start > _PIECE:
            cut = _between_words(sentence, start + _PIECE - _OVERLAP, start + _PIECE)
            yield sentence[_between_words(sentence, max(0, start - _OVERLAP), start) if start else 0 : cut]
            start = cut
        yield sentence[_between_words(sentence, max(0, start - _OVERLAP), start) if start else 0 :]


def _between_words(text: str, first: int, last: int) -> int:
    """Return a place between FIRST and LAST where no word is cut, as early as there is one; else LAST."""
    found = _SPACE.search(text, first, last)
    return found.start() if found else last


def _in_piece(text: str) -> list[_Told]:
    if not text.isascii() and is_vietnamese(text):
        return _in_folded(fold(text, accents=True), accents=True)
    told = _in_folded(fold(_as_unicode(text) if is_burmese(text) else text))
    if not told and (open_text := undisguised(text)) is not None:
        told = _in_folded(open_text)
    return told


def _as_unicode(text: str) -> str:
    """Return Burmese that was typed for the Zawgyi font in Unicode, anything else as it is."""
    shown = _UNSEEN.sub("", text)
    better = to_unicode(shown)
    return better if misplaced(better) * 4 < misplaced(shown) else text


def _in_folded(folded: Folded, *, accents: bool = False) -> list[_Told]:
    words = load_guard_words(scripts_of(folded.text, accents=accents))
    known, likely = languages_of(folded.text, words.languages)
    # Where two languages know a name, that of the line is asked first.
    found = sorted(
        words.book.find(folded.text), key=lambda one: (one.start, -one.end, one.phrase.language not in known)
    )
    harmless = [one for one in found if one.phrase.role is Role.HARMLESS]
    told = [one for one in found if one.phrase.role is Role.TELLS and not _touched(one, harmless)]
    names = [one for one in found if one.phrase.role in _NAMES and one.phrase.language in likely]
    names = [one for one in names if not _touched(one, harmless)]
    cues = [one for one in found if one.phrase.role in _REACH and one.phrase.language in likely]
    ands = [one for one in found if one.phrase.role is Role.AND]
    told += _revealing(_outermost(names), cues, ands, folded.text, words.noun_first)
    spans = [_Told(one.phrase.kind, one.start, folded.typed(one.start, one.end)) for one in _outermost(told)]
    spans += [_Told(Kind.STATUS, start, folded.typed(start, end)) for start, end in numbers_in(folded.text)]
    return sorted(spans, key=lambda one: one.start)


def _touched(one: Found, harmless: Sequence[Found]) -> bool:
    return any(other.start <= one.start < other.end or other.start < one.end <= other.end for other in harmless)


def _outermost(found: Sequence[Found]) -> list[Found]:
    """Keep of overlapping finds the one that begins first, and of those the longest."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _revealing(
    names: list[Found], cues: Sequence[Found], ands: Sequence[Found], text: str, noun_first: frozenset[str]
) -> list[Found]:
    """Return the names by which a person is meant, not a language, a place or a thing."""
    senses = [_sense(name, cues, text, noun_first) for name in names]
    _spread(names, senses, ands, text)
    return [
        name
        for name, sense in zip(names, senses, strict=True)
        if sense in _PERSON or (sense is None and name.phrase.role is Role.NAME)
    ]


def _sense(name: Found, cues: Sequence[Found], text: str, noun_first: frozenset[str]) -> Role | None:
    """Return the role of what stands nearest to a name; of two as near, that on the side where the noun stands, or the longer."""
    best: tuple[int, bool, int, bool] | None = None
    sense = None
    for cue in cues:
        if not name.start - _NEAR < cue.start < name.end + _NEAR:
            continue
        role = cue.phrase.role
        before = role in _BEFORE
        if cue.end > name.start if before else cue.start < name.end:
            continue
        between = text[cue.end : name.start] if before else text[name.end : cue.start]
        if _BREAK.search(between):
            continue
        distance = len(_WORDS.findall(between))
        noun_side = before == (cue.phrase.language in noun_first)
        rank = (distance, not noun_side, cue.start - cue.end, role in _PERSON)
        if distance <= _REACH[Role(role)] and (best is None or rank < best):
            best, sense = rank, Role(role)
    return sense


def _spread(names: Sequence[Found], senses: list[Role | None], ands: Sequence[Found], text: str) -> None:
    """Let "speaks Karen and Burmese" and "Karen and Burmese interpreter" hold for both names."""
    places = [place for place in range(1, len(names)) if _linked(names[place - 1], names[place], ands, text)]
    for here in places:
        if senses[here - 1] in _LANGUAGE and senses[here] not in _PERSON and _spoken(names[here - 1], names[here]):
            senses[here] = Role.LANGUAGE_BEFORE
    for here in reversed(places):
        if senses[here] in {Role.LANGUAGE_AFTER, Role.PLACE_AFTER} and senses[here - 1] not in _PERSON:
            senses[here - 1] = senses[here]


def _spoken(*names: Found) -> bool:
    return all(name.phrase.kind in _SPOKEN for name in names)


def _linked(one: Found, other: Found, ands: Sequence[Found], text: str) -> bool:
    """Say whether nothing but "and", "or", commas and the like stands between two names."""
    between = text[one.end : other.start]
    for link in ands:
        if one.end <= link.start and link.end <= other.start:
            between = between.replace(text[link.start : link.end], " ")
    return not between.strip(" ,'-")
