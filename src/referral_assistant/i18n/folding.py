"""Fold text of any script for matching words, and find the way back from a match to what was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain

# After folding only five characters are not part of a word: space, hyphen, apostrophe, comma (a pause) and full stop (an end).
SPACE, JOIN, APOSTROPHE, PAUSE, END = " ", "-", "'", ",", "."
# Scripts that write without spaces: Thai, Lao, Myanmar, Khmer, Han, Kana.
DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff"
)
_IS_DENSE = re.compile(f"[{DENSE}]")
_LOOSE = re.compile(f"(?<=[{DENSE}]) +(?=[{DENSE}])")
_ENDS = frozenset(".!?;\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\u2026。！？；।॥။۔؟؛។៕")
_APOSTROPHES = frozenset("'’‘`´ʼʻ′＇")
_JOINS = frozenset("-‐‑‒–−")
_SPACES = frozenset('"“”„«»_*~°\t')
_ARABIC = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىيئېۍۑێ", "ی"),
    **dict.fromkeys("ؤۇۋۆ", "و"),
    **dict.fromkeys("ةۀۃھہەۂ", "ه"),
    **dict.fromkeys("كڪ", "ک"),
    "ګ": "گ",
    "ء": "",
    "ـ": "",
}
# Looks alike: typed by mistake or to hide a word from a program.
_LATIN_OF = dict(zip("аеорсухіјѕԁкмтнвαοερικυν", "aeopcyxijsdkmthbaoepikuv", strict=True)) | {
    "đ": "d",
    "ı": "i",
    "ł": "l",
}
_TRADITIONAL = "難證簽國緬護語無過請遞拒見滿許證員導籍錫蘭漢維爾羅興亞裔華僑黑戶偷渡遣返邊穆斯蘭聖經會醫院館廟學術電話東漢藥師陽陰對來這應該們說講譯遊黨軍佔庫爾敘尼亞蘇丹孟加拉達緝"
_SIMPLIFIED = "难证签国缅护语无过请递拒见满许证员导籍锡兰汉维尔罗兴亚裔华侨黑户偷渡遣返边穆斯兰圣经会医院馆庙学术电话东汉药师阳阴对来这应该们说讲译游党军占库尔叙尼亚苏丹孟加拉达缉"
_FIXED = {**_ARABIC, **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)), "ँ": "ं", "ঁ": "ং"}
# Marks that people leave out or that change with the keyboard: Latin and Greek accents, Arabic vowels, nukta.
_DROPPED_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc\u0a3c]")
_MYANMAR_ZERO = re.compile("၀(?=[\u1000-\u103f])")
# What Persian joins without touching ("afghani-ha") is a word of its own here.
_JOINED = re.compile("(?<=[\u0600-\u06ff])\u200c")
_DOTTED = re.compile(
    r"(?<=[0-9])[,٬](?=[0-9]{3}(?![0-9]))|(?<![^\W_])(?:[^\W\d_]\.){2,}|(?<![^\W_])[^\W\d_]\.(?=[^\W\d_](?![^\W_]))"
)
_DOTS = ".,٬"
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
# What only Vietnamese writes, in decomposed form: breve, hook, horn, dot below, barred d, a tone on a circumflex.
_VIETNAMESE = re.compile("[\u0306\u0309\u031b\u0323đ]|\u0302[\u0300\u0301\u0303]")
_FOLDED: dict[str, str] = {}
_ACCENTED: dict[str, str] = {}
# Letters that fold to one letter, whatever stands beside them.
_ALONE: dict[int, str] = {}
_KNOWN_ALONE: set[str] = set()


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origin` says for each of its characters where it stands in `source` (None: at the same place)."""

    text: str
    source: str
    origin: tuple[int, ...] | None = None

    def typed(self, start: int, end: int) -> str:
        """Return what was typed between two places of the folded text."""
        if self.origin is None:
            return self.source[start:end].strip()
        last = self.origin[end] if end < len(self.origin) else len(self.source)
        first = self.origin[start]
        last = max(last, self.origin[end - 1] + 1)
        return self.source[first:last].strip(" \t\r\n\u200b\u200c\u200d.,;:!?،。၊။।-\"'“”()")


def fold(text: str, *, accents: bool = False) -> Folded:
    """Fold TEXT: one case, one form of each letter and digit, few kinds of punctuation, no hidden characters, no accents.

    With ACCENTS, Latin letters keep them, decomposed. The composed and the decomposed form of a text fold to the same.
    """
    if not accents and _letter_by_letter(text):
        return _undotted(text.translate(_ALONE), text)
    return fold_placed(text, [(letter, place) for place, letter in enumerate(text)], accents=accents)


def fold_placed(source: str, placed: list[tuple[str, int]], *, accents: bool = False) -> Folded:
    """Fold characters that each know their place in SOURCE: some may have been changed or left out on the way."""
    placed = _without_dots(_ordered([(part, place) for letter, place in placed for part in _decomposed(letter)]))
    one_form = _accented if accents else _folded
    folded = [(small, place) for letter, place in placed for small in one_form(letter)]
    text = "".join(letter for letter, _ in folded)
    if _IS_DENSE.search(text):
        folded = _closed_up(folded, text)
        text = "".join(letter for letter, _ in folded)
    return Folded(text, source, tuple(place for _, place in folded))


def is_dense(letter: str) -> bool:
    """Say whether a folded character belongs to a script that writes without spaces."""
    return letter > "\u0dff" and _IS_DENSE.match(letter) is not None


def is_vietnamese(text: str) -> bool:
    """Say whether TEXT is Vietnamese written with its accents, without which many of its words mean something else."""
    words = unicodedata.normalize("NFD", text).casefold().split()
    return any(map(_VIETNAMESE.search, words)) and 5 * sum(not word.isascii() for word in words) > 2 * len(words)


def _letter_by_letter(text: str) -> bool:
    """Say whether every letter of TEXT becomes one, whatever stands beside it; `_ALONE` then says which."""
    letters = set(text)
    for letter in letters - _KNOWN_ALONE:
        small = _folded(letter)
        if len(small) != 1 or _combines(letter) or _combines(small) or is_dense(small):
            return False
        _KNOWN_ALONE.add(letter)
        _ALONE[ord(letter)] = small
    return True


def _undotted(folded: str, source: str) -> Folded:
    """Leave out the full stops of abbreviations and the commas of thousands, where each letter stands for one typed."""
    pieces, kept, here = [], [], 0
    for found in _DOTTED.finditer(source):
        for place in range(found.start(), found.end()):
            if source[place] in _DOTS:
                pieces.append(folded[here:place])
                kept.append(range(here, place))
                here = place + 1
    if not kept:
        return Folded(folded, source)
    return Folded("".join((*pieces, folded[here:])), source, tuple(chain(*kept, range(here, len(source)))))


def _decomposed(letter: str) -> str:
    return letter if letter < "\u00c0" else unicodedata.normalize("NFD", letter)


def _accented(letter: str) -> str:
    found = _ACCENTED.get(letter)
    if found is None:
        flat = unicodedata.normalize("NFKD", letter).casefold()
        marked = flat == "đ" or _LATIN_MARKS.search(flat)
        found = _ACCENTED[letter] = flat if marked else _folded(letter)
    return found


def _folded(letter: str) -> str:
    found = _FOLDED.get(letter)
    if found is None:
        found = _FOLDED[letter] = _fold_letter(letter)
    return found


def _fold_letter(letter: str) -> str:
    if (mark := _punctuation(letter)) is not None:
        return mark
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    parts = (_FIXED.get(part, _LATIN_OF.get(part, part)) for part in _DROPPED_MARKS.sub("", flat))
    return "".join(map(_plain, parts))


def _plain(part: str) -> str:
    if len(part) != 1 or part.isalpha():
        return part
    digit = unicodedata.digit(part, None)
    if digit is not None:
        return str(digit)
    mark = _punctuation(part)
    return part if mark is None else mark


def _punctuation(letter: str) -> str | None:
    """Return what punctuation folds to; None for what can be part of a word."""
    for mark, letters in ((END, _ENDS), (APOSTROPHE, _APOSTROPHES), (JOIN, _JOINS), (SPACE, _SPACES)):
        if letter in letters:
            return mark
    kind = unicodedata.category(letter)
    if kind[0] == "Z":
        return SPACE
    if kind in {"Cf", "Cc", "Cs", "Co", "Cn"} or 0xFE00 <= ord(letter) <= 0xFE0F:
        return ""
    return PAUSE if kind[0] in "PS" and letter not in _LATIN_OF else None


def _without_dots(placed: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Leave out the full stops of abbreviations and the commas of thousands; mend what depends on its neighbour."""
    text = "".join(letter for letter, _ in placed)
    for pattern, sign, mended in ((_MYANMAR_ZERO, "၀", "ဝ"), (_JOINED, "\u200c", SPACE)):
        for found in pattern.finditer(text) if sign in text else ():
            placed[found.start()] = (mended, placed[found.start()][1])
    bases = [place for place, letter in enumerate(text) if not _combines(letter)]
    plain = "".join(text[place] for place in bases)
    gone = {
        bases[index]
        for found in _DOTTED.finditer(plain)
        for index in range(found.start(), found.end())
        if plain[index] in _DOTS
    }
    return [one for place, one in enumerate(placed) if place not in gone] if gone else placed


def _combines(letter: str) -> int:
    return unicodedata.combining(letter) if letter > "\u02ff" else 0


def _ordered(parts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put marks that may stand in any order into the canonical one."""
    ranks = [_combines(letter) for letter, _ in parts]
    start = 0
    while start < len(ranks):
        end = start
        while end < len(ranks) and ranks[end]:
            end += 1
        if end - start > 1:
            order = sorted(range(start, end), key=ranks.__getitem__)
            parts[start:end] = [parts[place] for place in order]
        start = end + 1
    return parts


def _closed_up(folded: list[tuple[str, int]], text: str) -> list[tuple[str, int]]:
    """Leave out spaces between letters of scripts that need none: people put them anywhere."""
    gone = {place for found in _LOOSE.finditer(text) for place in range(found.start(), found.end())}
    return [one for place, one in enumerate(folded) if place not in gone] if gone else folded
