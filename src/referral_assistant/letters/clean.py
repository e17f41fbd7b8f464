"""Make any outside text safe to set: bounded, normalised, and with nothing in it that acts unseen."""

from __future__ import annotations

import re
import unicodedata

from referral_assistant.errors import InputError
from referral_assistant.message import msg

LIMIT = 20_000
_SHOWN = "\N{REPLACEMENT CHARACTER}"
_MOST_MARKS = 8
_LINES = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, lone surrogates, non-characters, and the two overrides that make text lie about its order.
_NEUTRALISED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202d\u202e\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffb\U000e0001-\U000e007f]"
)
_DOTTED_CIRCLE = "\N{DOTTED CIRCLE}"


def lines_of(content: str) -> list[str]:
    """Return the lines of CONTENT in NFC, with controls and overrides made visible; an empty line stays.

    Spaces at the ends of a line do not. Raises InputError for a text longer than `LIMIT` characters.
    """
    if len(content) > LIMIT:
        raise InputError(
            msg(
                "A text of {count} characters is too long for a letter (at most {limit}).",
                count=len(content),
                limit=LIMIT,
            ),
            msg("Shorten it."),
        )
    if content.isascii() and content.isprintable():
        return [content.strip(" ")]
    return [_safe(line) for line in _LINES.split(content)]


def _safe(line: str) -> str:
    line = _NEUTRALISED.sub(_SHOWN, line.replace("\t", " "))
    return _interrupted(unicodedata.normalize("NFC", line)).strip(" ")


def _interrupted(line: str) -> str:
    """Put a dotted circle under a mark without a letter, and after each pile of marks when more follow.

    Else they would stand on what is beside them, or leave their line.
    """
    pieces: list[str] = []
    start, count = 0, _MOST_MARKS
    for index, character in enumerate(line):
        if unicodedata.category(character) not in ("Mn", "Me"):
            count = _MOST_MARKS if character == " " else 0
        elif count == _MOST_MARKS:
            pieces += [line[start:index], _DOTTED_CIRCLE]
            start, count = index, 1
        else:
            count += 1
    return "".join(pieces) + line[start:] if pieces else line
