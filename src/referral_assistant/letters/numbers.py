"""Find what must keep its order inside right-to-left text: telephone numbers, codes, dates, ranges.

UAX #9 alone prints `02-123-4567` as `4567-123-02`: a wrong number on paper.
"""

from __future__ import annotations

import re

_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2212"
_SPACE = "[ \u00a0\u202f]"
_AREA = f"\\([+]?{_DIGIT}{{1,5}}\\){_SPACE}?"
_PHONE_DIGITS = 7
# Digits joined without a space: 12/4, 5–9, 08:30–16:00, 1,200.50, +66-2-123.
_TIGHT = re.compile(f"[+#*]?{_DIGIT}+(?:[{_DASHES}/.,:+×]{_DIGIT}+)*")
# Groups of digits with single spaces or dashes between them and an area code in brackets: (02) 8123-4567, +66 81 234 5678.
_SPACED = re.compile(
    f"(?<![{_DASHES}/.,:×])(?<!{_DIGIT})"
    f"(?>[+#*]?(?:{_AREA})?{_DIGIT}+(?:(?:{_SPACE}|[{_DASHES}.])(?:{_AREA})?{_DIGIT}+)*)"
    f"(?![/,:×]{_DIGIT})"
)
_CODE = re.compile(f"(?<![A-Za-z])(?<!{_DIGIT})(?:[A-Za-z]|{_DIGIT})+(?:[{_DASHES}/.:_#](?:[A-Za-z]|{_DIGIT})+)+")
# A number with its unit in Latin letters: 500 mg, 37.5 °C.
_UNIT = f"(?:°[CF]|(?:[kmµ]?g|mcg|[cdm]?[lL]|[ckm]?m|mmol|kcal|IU)(?:/[A-Za-z]+)?)(?![A-Za-z]|{_DIGIT})"
_MEASURE = re.compile(f"{_DIGIT}+(?:[.,]{_DIGIT}+)*{_SPACE}?{_UNIT}")
_ANY_DIGIT = re.compile(_DIGIT)
_STARTS = frozenset("+#*(0\u0660\u06f0")


def isolated(text: str) -> list[tuple[int, int]]:
    """Return the spans (start, end) of TEXT whose characters must stand from left to right, in order, not overlapping."""
    if not _ANY_DIGIT.search(text):
        return []
    found = [match.span() for match in _TIGHT.finditer(text)]
    found += [match.span() for match in _MEASURE.finditer(text)]
    found += [match.span() for match in _SPACED.finditer(text) if _is_telephone(match.group())]
    found += [match.span() for match in _CODE.finditer(text) if _ANY_DIGIT.search(match.group())]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [(start, end) for start, end in merged if not _holds_together(text[start:end])]


def _holds_together(whole: str) -> bool:
    """Tell whether UAX #9 keeps the order of WHOLE by itself, and a percent sign beside it where readers expect it."""
    return all(character in ".,:/" or character.isdigit() for character in whole)


def _is_telephone(whole: str) -> bool:
    """Tell a number in groups from numbers that happen to stand side by side, such as a year and a day."""
    return whole[0] in _STARTS or len(_ANY_DIGIT.findall(whole)) >= _PHONE_DIGITS
