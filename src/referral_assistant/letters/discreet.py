"""Discreet paper: no word on it, in any language, may tell what somebody needs (resources/letters/discreet-words.toml)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache

from referral_assistant.errors import InputError
from referral_assistant.i18n import LANGUAGES
from referral_assistant.letters.pdf import objects_of
from referral_assistant.message import msg
from referral_assistant.paths import resources

_WITHOUT_SPACES = frozenset({"Mymr", "Thai", "Laoo", "Khmr", "Hans"})
_PREFIXED = frozenset({"Arab"})  # "the", "and", "with" are written together with the word
_STANDS_ALONE = 3
_WHITE = re.compile(r"\s+")
_NOT_ARABIC = re.compile("[^\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+")
_TAGGED = re.compile(rb"<FEFF([0-9A-F]*)>")


def telling(text: str, also: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words in TEXT that tell a need, of the list or of ALSO; empty when it keeps quiet."""
    folded = _fold(text)
    dense = _WHITE.sub("", folded)
    found = dict.fromkeys(match.group() for match in _spaced_words().finditer(folded))
    found |= dict.fromkeys(word for word in _dense_words() if word in dense)
    found |= dict.fromkeys(one for one in also if (word := _fold(one)) and (word in folded or _dense(word) in dense))
    return tuple(found)


def kept_quiet(text: str) -> str:
    """Return TEXT from the directory if it tells nothing, else nothing."""
    return "" if telling(text) else text


def refuse_if_telling(pdf: bytes, also: Iterable[str] = ()) -> None:
    """Read the text of a finished PDF back, and raise InputError naming the words if one of them tells a need."""
    found = telling(text_of(pdf), also)
    if found:
        raise InputError(
            msg("This paper must not tell what it is about, but it would say: {words}.", words=", ".join(found)),
            msg("Leave the note out, or choose another place or another language."),
        )


def text_of(pdf: bytes) -> str:
    """Return every text of a PDF of ours: what its pages show, read both ways, and what its tags and its title say."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    tagged = [bytes.fromhex(text.decode("ascii")).decode("utf-16-be") for text in _TAGGED.findall(objects_of(pdf))]
    # Right-to-left lines may come out of a page in the order in which they are drawn.
    drawn = [_NOT_ARABIC.sub(" ", page[::-1]) for page in pages]
    return "\n".join([*pages, *drawn, *tagged])


def _fold(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).casefold()
    seen = "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")
    return _WHITE.sub(" ", seen).strip()


def _dense(text: str) -> str:
    """Return TEXT without white space if its script has none, else something that is found nowhere."""
    return "\0" if text.isascii() else _WHITE.sub("", text)


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    """Return (script, folded word) for every word of the list."""
    table = tomllib.loads((resources() / "letters" / "discreet-words.toml").read_text("utf-8"))
    return tuple((LANGUAGES[tag].script, _fold(word)) for tag, words in table.items() for word in words)


@cache
def _dense_words() -> tuple[str, ...]:
    return tuple(_WHITE.sub("", word) for script, word in _listed() if script in _WITHOUT_SPACES)


@cache
def _spaced_words() -> re.Pattern[str]:
    parts = []
    for script, word in _listed():
        if script not in _WITHOUT_SPACES:
            start = "" if script in _PREFIXED else r"(?<!\w)"
            parts.append(f"{start}{re.escape(word)}" + (r"(?!\w)" if len(word) <= _STANDS_ALONE else ""))
    # The longest first, so that the word that is named is the one that was written.
    return re.compile("|".join(sorted(parts, key=len, reverse=True)))
