"""Notice numbers that only some papers bear: a Thai identity number, a Myanmar registration card, a UNHCR file."""

from __future__ import annotations

import re
from collections.abc import Iterator

_THIRTEEN = re.compile(r"(?<![0-9])[0-9](?:[ \-]?[0-9]){12}(?![0-9])")
_PAPERS = re.compile(
    r"(?<![^ .,'\-])(?:"
    r"[0-9]{1,2} ?,? ?[a-z]{3,9} ?,? ?\(?,? ?(?:n|naing|c|p|e|ae|pyu|thi) ?,? ?[0-9]{6}"  # 12/OUKAMA(N)123456
    r"|[0-9]{1,2},[\u1000-\u1049]{3,12},?\(?(?:နိုင်|ဧည့်|ပြု|သ|စ),?[0-9]{6}"
    r"|[0-9]{3}-[0-9]{2}c[0-9]{5}"  # a UNHCR file: 123-45C67890
    r"|a ?,? ?-?[0-9]{3}[ \-]?[0-9]{3}[ \-]?[0-9]{3}"  # a United States "A-number"
    r")(?![a-z0-9])"
)


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where such numbers stand in a folded text."""
    for found in _THIRTEEN.finditer(text):
        if _is_thai_identity([int(digit) for digit in found[0] if digit.isdigit()]):
            yield found.span()
    for found in _PAPERS.finditer(text):
        yield found.span()


def _is_thai_identity(digits: list[int]) -> bool:
    """The thirteenth digit checks the twelve before it; telephone numbers of thirteen digits mostly fail."""
    weighed = sum(digit * (13 - place) for place, digit in enumerate(digits[:12]))
    return digits[:2] != [0, 0] and (11 - weighed % 11) % 10 == digits[12]
