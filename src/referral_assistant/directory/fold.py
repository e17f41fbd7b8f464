"""Fold text for searching: accents, Arabic letter forms, digits and width vanish; scripts without spaces are found out."""

from __future__ import annotations

import re
import unicodedata

_ARABIC = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىيئ", "ی"),
    **dict.fromkeys("ؤ", "و"),
    **dict.fromkeys("ةۀۃ", "ه"),
    **dict.fromkeys("ك", "ک"),
    "ـ": None,
    "\u200c": None,
    "\u200d": None,
    "\u200b": None,
}
_ARABIC_MARKS = {chr(code): None for code in (*range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6EE))}
_DIGITS = {chr(base + digit): str(digit) for base in (0x660, 0x6F0, 0x966, 0x9E6, 0x1040, 0xE50) for digit in range(10)}
_TABLE = str.maketrans({**_ARABIC, **_ARABIC_MARKS, **_DIGITS})
# Scripts that write without spaces: Thai, Lao, Tibetan, Myanmar, Khmer, Han, Kana.
_DENSE = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff]"
)
_DENSE_RUN = re.compile(f"(?:{_DENSE.pattern})+")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"\w[\w\u0300-\u036f\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u0e00-\u0eff]*")


def fold(text: str) -> str:
    """Return TEXT as it is searched: compatibility forms, no case, no Latin accents, one form of each Arabic letter."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)
    bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", bare)


def is_dense(text: str) -> bool:
    """Say whether TEXT has letters of a script that writes without spaces."""
    return not text.isascii() and _DENSE.search(text) is not None


def words(text: str) -> list[str]:
    """Split what a person typed into folded words; everything that is not a letter, mark or digit parts them."""
    return _WORD.findall(fold(text))


def pairs(text: str) -> str:
    """Return every two neighbouring letters of the scripts without spaces in folded TEXT, as words of their own."""
    found = (run[at : at + 2] for run in _DENSE_RUN.findall(text) for at in range(len(run)))
    return " ".join(dict.fromkeys(found))
