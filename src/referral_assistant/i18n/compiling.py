"""Compile a catalogue: translations, who reviewed which of them, and how much of the language is there, in one .mo file.

gettext's own contexts hold what is said about a sentence, so that one file of a known format carries all of it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

REVIEWED, ABOUT, COUNTS = "reviewed", "catalogue", "counts"
"""Contexts that hold no translations: `REVIEWED` gives the role and the day by sentence, `ABOUT` the counts."""
MARK = "reviewed: "
"""How a comment in a .po file begins that says who read a translation, by role, and when."""


_HEADER = "Content-Type: text/plain; charset=utf-8\nPlural-Forms: {plural_forms}\n"


class _Messages(list[Any]):
    """What `write_mo` asks of a catalogue: Babel's own leaves out the plural forms of a language that CLDR does not know."""

    charset = "utf-8"


def compiled(catalogue: Any) -> bytes:
    """Return a Babel catalogue as the content of a .mo file; nothing fuzzy is kept."""
    said = sentences_of(catalogue)
    for message in said:
        if is_translated(message) and (mark := mark_of(message)):
            put(catalogue, sentence_of(message), mark, REVIEWED)
    return written(catalogue, len(said))


def written(catalogue: Any, sentences: int) -> bytes:
    """Return the content of a .mo file that says how many SENTENCES there are, how many translated, how many reviewed."""
    from babel.messages.catalog import Message
    from babel.messages.mofile import write_mo

    done = [sentence_of(message) for message in sentences_of(catalogue) if is_translated(message)]
    read = sum(1 for sentence in done if catalogue.get(sentence, context=REVIEWED) is not None)
    put(catalogue, COUNTS, f"{sentences} {len(done)} {read}", ABOUT)
    messages: Any = _Messages([Message("", _HEADER.format(plural_forms=catalogue.plural_forms)), *list(catalogue)[1:]])
    content = BytesIO()
    write_mo(content, messages, use_fuzzy=False)
    return content.getvalue()


def put(
    catalogue: Any, sentence: str | tuple[str, ...], text: str | tuple[str, ...], context: str | None = None
) -> None:
    """Let a Babel catalogue say TEXT for a sentence, whatever it said before; its `add` alone would keep that."""
    catalogue.delete(sentence, context)
    catalogue.add(sentence, text, context=context)


def sentences_of(catalogue: Any) -> list[Any]:
    """Return the messages of a Babel catalogue that are there to be translated."""
    return [message for message in catalogue if message.id and not message.context]


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
