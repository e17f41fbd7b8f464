"""Cut a paragraph into runs of one font and one level, by script and font coverage."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from referral_assistant.letters.fonts import Chain, Font, is_invisible, refuse

_LATIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%+")


@dataclass(frozen=True, slots=True)
class Item:
    """A run of text[start:end] in one font at one embedding level."""

    font: Font
    level: int
    start: int
    end: int


def itemise(text: str, levels: list[int] | None, chain: Chain) -> list[Item]:
    """Return the runs of TEXT in logical order. Raises InputError naming a character that no font has."""
    fonts = _fonts(text, chain)
    items: list[Item] = []
    start = 0
    for index in range(1, len(text) + 1):
        same = index < len(text) and fonts[index] is fonts[start] and (levels is None or levels[index] == levels[start])
        if not same:
            items.append(Item(fonts[start], levels[start] if levels else 0, start, index))
            start = index
    return items


def _fonts(text: str, chain: Chain) -> list[Font]:
    """Return the font of each character: letters choose, and what lies between joins a neighbour when it can."""
    found: list[Font | None] = [_letter_font(character, chain) for character in text]
    _join_words(text, found, chain)
    index = 0
    while index < len(text):
        if found[index] is not None:
            index += 1
            continue
        end = index
        while end < len(text) and found[end] is None:
            end += 1
        _between(text, found, index, end, chain)
        index = end
    return [font for font in found if font is not None]


def _letter_font(character: str, chain: Chain) -> Font | None:
    """Return the font of a letter, a script's own mark or an ASCII digit; None for what many scripts share."""
    if character in _LATIN:
        return chain.latin
    if chain.is_shared(character):
        return None
    font = chain.font_of(character)
    if font is None:
        raise refuse(character)
    return font


def _join_words(text: str, found: list[Font | None], chain: Chain) -> None:
    """Set each word of one script in one font where one has all of it: its letters join, and marks find their base."""
    start = 0
    for index in range(1, len(text) + 1):
        first = found[start]
        here = found[index] if index < len(text) else None
        if first is not None and here is not None and here.script == first.script:
            continue
        if first is not None and any(font is not None and font.key != first.key for font in found[start:index]):
            font = chain.font_of_all(text[start:index])
            if font is not None and font.script == first.script:
                found[start:index] = [font] * (index - start)
        start = index


def _between(text: str, found: list[Font | None], start: int, end: int, chain: Chain) -> None:
    """Choose fonts for text[start:end], which holds no letter: word by word, so that a word of signs stays in one font."""
    before = found[start - 1] if start else None
    after = found[end] if end < len(text) else None
    index = start
    while index < end:
        stop = index + 1
        if text[index] != " ":
            while stop < end and text[stop] != " ":
                stop += 1
        _word(text, found, index, stop, [before or after or chain.primary, after, chain.primary, chain.latin], chain)
        index = stop


def _word(text: str, found: list[Font | None], start: int, end: int, wanted: list[Font | None], chain: Chain) -> None:
    word = text[start:end]
    if word == " ":
        wanted = _by_space(found[start - 1] if start else None, wanted)
    font = next((font for font in wanted if font and all(map(font.covers, word))), None)
    if font is None and not all(any(font and font.covers(character) for font in wanted) for character in word):
        font = chain.font_of_all(word)  # signs that the neighbours lack, as from one hand as possible
    if font is not None:
        found[start:end] = [font] * (end - start)
        _carry(text, found, start, font, chain)
        return
    for index in range(start, end):
        single = next((font for font in wanted if font and font.covers(text[index])), None) or chain.font_of(
            text[index]
        )
        if single is None:
            raise refuse(text[index])
        before = found[index - 1] if index else None
        found[index] = before if before and is_invisible(text[index]) else single


def _by_space(before: Font | None, wanted: list[Font | None]) -> list[Font | None]:
    """Put the font with the wider space first, where a space parts two: that of Nastaliq is for its own words."""
    after = wanted[1]
    if before is None or after is None or after is before or not after.covers(" "):
        return wanted
    return [after, *wanted] if after.advance(after.space) > before.advance(before.space) else wanted


def _carry(text: str, found: list[Font | None], start: int, font: Font, chain: Chain) -> None:
    """Keep a letter and its shared combining mark in one font, when one has both."""
    if not start or found[start - 1] is font or not unicodedata.category(text[start]).startswith("M"):
        return
    both = chain.font_of_all(text[start - 1 : start + 1])
    if both is not None:
        found[start - 1] = found[start] = both
