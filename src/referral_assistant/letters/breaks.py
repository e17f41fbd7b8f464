"""Where a line may end: ICU's opportunities, never inside a grapheme, never inside a Burmese or Khmer stack."""

from __future__ import annotations

# A cut must not stand before these (virama, coeng, asat, sara am, joiners) …
_NOT_BEFORE = frozenset("\u1039\u17d2\u103a\u0e33\u0eb3\u200c\u200d")
# … nor after these: ICU does not know that a joiner holds a Sinhala cluster together.
_NOT_AFTER = frozenset("\u1039\u17d2\u200d")


def opportunities(text: str, language: str) -> frozenset[int]:
    """Return the indices of TEXT before which a line may start, as code points (not UTF-16), the ends excluded."""
    if text.isascii():
        return _after_spaces(text)
    return _by_icu(text, language)


def graphemes(text: str) -> list[int]:
    """Return the start index of each grapheme of TEXT and its length at the end."""
    if text.isascii():
        return list(range(len(text) + 1))
    from icu4py.breakers import CharacterBreaker

    starts = [0]
    for part in CharacterBreaker(text, "en"):
        starts.append(starts[-1] + len(part))
    return [at for at in starts if _allowed(text, at)]


def _after_spaces(text: str) -> frozenset[int]:
    """Find breaks in plain ASCII: after spaces, and after a hyphen between letters."""
    found = set()
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        if after != " " and (
            before == " " or (before == "-" and after.isalpha() and text[index - 2 : index - 1].isalpha())
        ):
            found.add(index)
    return frozenset(found)


def _by_icu(text: str, language: str) -> frozenset[int]:
    from icu4py.breakers import LineBreaker

    found = set()
    at = 0
    for part in LineBreaker(text, language.replace("_", "-")):
        at += len(part)
        if at < len(text) and _allowed(text, at):
            found.add(at)
    return frozenset(found.intersection(graphemes(text)))


def _allowed(text: str, at: int) -> bool:
    return at == 0 or at >= len(text) or (text[at] not in _NOT_BEFORE and text[at - 1] not in _NOT_AFTER)
