"""Compile a catalogue: translations, who reviewed which of them, and how much of the language is there, in one .mo file.

gettext's own contexts hold what is said about a sentence, so that one file of a known format carries all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from referral_assistant.i18n.mo_file import CONTEXT, PLURAL, write

REVIEWED, ABOUT, COUNTS = "reviewed", "catalogue", "counts"
"""Contexts that hold no translations: `REVIEWED` gives the role and the day by sentence, `ABOUT` the counts."""
MARK = "reviewed: "
"""How a comment in a .po file begins that says who read a translation, by role, and when."""
_HEADER = "Content-Type: text/plain; charset=utf-8\nPlural-Forms: {plural_forms}\n"


def compiled(catalogue: Any) -> bytes:
    """Return a Babel catalogue as the content of a .mo file; nothing fuzzy is kept."""
    entries = {"": _HEADER.format(plural_forms=catalogue.plural_forms)}
    sentences = [message for message in catalogue if message.id]
    for message in sentences:
        if is_translated(message):
            put(entries, message.id, message.string, mark_of(message))
    return write(counted(entries, len(sentences)))


def put(
    entries: dict[str, str], sentence: str | tuple[str, ...], text: str | tuple[str, ...], reviewed: str = ""
) -> None:
    """Let a compiled catalogue say TEXT for a sentence; REVIEWED tells who read it and when."""
    entries[_joined(sentence)] = _joined(text)
    if reviewed:
        entries[f"{REVIEWED}{CONTEXT}{sentence if isinstance(sentence, str) else sentence[0]}"] = reviewed


def _joined(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else PLURAL.join(text)


def counted(entries: Mapping[str, str], sentences: int) -> dict[str, str]:
    """Return ENTRIES with the counts: SENTENCES to translate, how many are, how many of these a speaker has read."""
    done = {key.partition(PLURAL)[0] for key in entries if key and CONTEXT not in key}
    mark = f"{REVIEWED}{CONTEXT}"
    read = done & {key.removeprefix(mark) for key in entries if key.startswith(mark)}
    return {**entries, f"{ABOUT}{CONTEXT}{COUNTS}": f"{sentences} {len(done)} {len(read)}"}


def is_translated(message: Any) -> bool:
    """Say whether a Babel message has its translation, in every plural form."""
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(texts) and all(texts) and not message.fuzzy


def sentence_of(message: Any) -> str:
    """Return the English of a Babel message: of a plural pair the first."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def mark_of(message: Any) -> str:
    """Return who read the translation of a Babel message and when, from its comment; empty for a draft."""
    marks = [line.removeprefix(MARK) for line in message.user_comments if line.startswith(MARK)]
    return marks[0].strip() if marks else ""
