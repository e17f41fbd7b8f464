"""Find what must keep its order inside right-to-left text: telephone numbers, codes, ranges.

UAX #9 alone prints `02-123-4567` as `4567-123-02`: a wrong number on paper.
"""

from __future__ import annotations

import re

_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2212"
_PHONE_DIGITS = 7
# Digits joined by dashes, colons, slashes, dots, brackets, or single spaces; a sign or an area code may come first.
_NUMBER = re.compile(f"[+#*]?\\(?[+]?[{_DIGIT}]+\\)?(?:[ \u00a0]?[{_DASHES}/.:+×]?[ \u00a0]?\\(?[{_DIGIT}]+\\)?)*")
_CODE = re.compile(f"(?<![A-Za-z{_DIGIT}])[A-Za-z{_DIGIT}]+(?:[{_DASHES}/.:_#][A-Za-z{_DIGIT}]+)+")
_TIGHT = re.compile(f"[+#*]?[{_DIGIT}]+(?:[{_DASHES}/.:+×][{_DIGIT}]+)*")
_ANY_DIGIT = re.compile(f"[{_DIGIT}]")


def isolated(text: str) -> list[tuple[int, int]]:
    """Return the spans (start, end) of TEXT whose characters must stand from left to right, in order, not overlapping."""
    found = sorted(
        [*_numbers(text), *(match.span() for match in _CODE.finditer(text) if _ANY_DIGIT.search(match.group()))]
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [span for span in merged if span[1] - span[0] > 1]


def _numbers(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _NUMBER.finditer(text):
        whole = match.group()
        spaced = " " in whole or "\u00a0" in whole or "(" in whole or ")" in whole
        if not spaced or _is_telephone(whole):
            start, end = match.span()
            found.append((start, end - (whole.count(")") > whole.count("(") and whole.endswith(")"))))
        else:
            found.extend((match.start() + part.start(), match.start() + part.end()) for part in _TIGHT.finditer(whole))
    return found


def _is_telephone(whole: str) -> bool:
    balanced = whole.count("(") == whole.count(")")
    return balanced and (whole[0] in "+#*" or len(_ANY_DIGIT.findall(whole)) >= _PHONE_DIGITS)
