"""Read words that were spelt to pass unnoticed: u n d o c u m e n t e d, und0cumented, v!sa."""

from __future__ import annotations

import re

from referral_assistant.i18n.folding import Folded, fold_placed

_LEET = {"0": "o", "1": "i", "!": "i", "|": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "7": "t"}
# A word of letters with stand-ins inside; a stand-in at its end is punctuation or a number.
_DISGUISED = re.compile(r"(?<!\w)[@$0134]?[^\W\d_]+(?:[013457@$!|]+[^\W\d_]+)+(?!\w)")
_SPELT_OUT = re.compile(r"(?<!\w)[^\W\d_](?:([ ._\-*·])[^\W\d_])(?:\1[^\W\d_]){2,}(?!\w)")


def undisguised(text: str) -> Folded | None:
    """Return TEXT folded with disguised words in plain letters; None when there are none."""
    swapped = {place for found in _DISGUISED.finditer(text) for place in range(*found.span()) if text[place] in _LEET}
    dropped = {
        place for found in _SPELT_OUT.finditer(text) for place in range(*found.span()) if text[place] == found[1]
    }
    if not swapped and not dropped:
        return None
    placed = [
        (_LEET[letter] if place in swapped else letter, place)
        for place, letter in enumerate(text)
        if place not in dropped
    ]
    return fold_placed(text, placed)
