"""What can be wrong with a translation: fields, markup, length, script, characters that no font has, words that blame."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache

from referral_assistant import paths
from referral_assistant.i18n import LANGUAGES
from referral_assistant.letters.words import script_of
from referral_assistant.message import Message, msg

_FIELD = re.compile(r"\{[a-z_0-9]*\}")
_MARKUP = re.compile(r"</?[a-z][^>]*>|&[a-z]+;|\*\*")
_LONGEST = 3
"""How many times the English a translation may be long, beside `_SPARE` letters: more would never fit its place."""
_SPARE = 40


def faults_of(english: str, text: str, tag: str, *, exact_fields: bool) -> Iterator[Message]:
    """Yield what is wrong with one translation; a plural form may leave out the number (EXACT_FIELDS false)."""
    wanted, given = set(_FIELD.findall(english)), set(_FIELD.findall(text))
    if given - wanted or (exact_fields and given != wanted):
        yield msg("its fields must be {wanted}, not {given}", wanted=_named(wanted), given=_named(given))
    if _MARKUP.search(text):
        yield msg("it holds markup")
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        yield msg("it holds signs that cannot be seen")
    if text != text.strip() and english == english.strip():
        yield msg("it begins or ends with a space")
    if len(text) > _LONGEST * len(english) + _SPARE:
        yield msg("it is far longer than the English")
    if (script := _other_script(text, tag)) is not None:
        yield msg("it is written in another script ({script})", script=script)
    if uncovered := uncovered_in(text, tag):
        signs = " ".join(f"U+{ord(letter):04X}" for letter in uncovered)
        yield msg("no bundled font has {signs}", signs=signs)
    for word in blaming_in(text, tag):
        yield msg("it holds “{word}”, which blames", word=word)


def _named(fields: set[str]) -> str:
    return ", ".join(sorted(fields)) or "none"


def _other_script(text: str, tag: str) -> str | None:
    """Return the script of a text that holds no letter of its language's own; None where it does, or in Latin names alone."""
    own = LANGUAGES[tag].script
    bare = _FIELD.sub("", text)
    scripts = [found for letter in bare if letter.isalpha() and (found := script_of(letter))]
    if not scripts or own in scripts:
        return None
    # A name or a code may stand alone in Latin letters in any language.
    others = [script for script in scripts if script != "Latn"]
    return (others[0] if others else None) if len(bare.split()) < 3 else (others or scripts)[0]


def uncovered_in(text: str, tag: str) -> list[str]:
    """Return the characters of a text that no font of its language draws."""
    from referral_assistant.letters.fonts import is_invisible, library

    chain = library().chain(tag, bold=False)
    return sorted({one for one in text if not is_invisible(one) and not one.isspace() and chain.font_of(one) is None})


def blaming_in(text: str, tag: str) -> list[str]:
    """Return the words of a text that no catalogue of a language may hold (translations/refused-words.toml)."""
    lowered = text.lower()
    return [
        word
        for word in _refused().get(tag, ()) + (_refused().get(tag.partition("_")[0], ()) if tag.count("_") else ())
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else re.escape(word), lowered)
    ]


@cache
def _refused() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((paths.translations() / "refused-words.toml").read_text("utf-8"))
    return {tag: tuple(word.lower() for word in words) for tag, words in table.items()}
