"""Every sentence of a language as a reviewer meets it: the English, the translation, where it stands, who has read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from referral_assistant import paths
from referral_assistant.i18n.amendments import Amendment
from referral_assistant.i18n.compiling import REVIEWED, sentence_of
from referral_assistant.i18n.mo_file import CONTEXT, PLURAL, read


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its English (and plural), the translation in every plural form, the files it stands in.

    `texts` hold "" where there is no translation yet. `review` says by role and day who read it, "" for a draft.
    """

    english: str
    plural: str | None
    texts: tuple[str, ...]
    places: tuple[str, ...]
    on_paper: bool
    review: str = ""

    @property
    def is_translated(self) -> bool:
        """Whether there is a translation, in every plural form."""
        return all(self.texts)


def sentences_of(tag: str, held: Mapping[str, Amendment]) -> list[Sentence]:
    """Return every sentence of a language in the order of the templates; HELD is what was reviewed in the clinic."""
    book = _compiled(tag)
    on_paper = {sentence_of(one) for one in _template("letters")}
    found = []
    for wanted in _template("app"):
        english = sentence_of(wanted)
        plural = None if isinstance(wanted.id, str) else str(wanted.id[1])
        texts, review = _shipped(book, english, plural)
        ours = held.get(english)
        if ours is not None and review.rpartition(", ")[2] <= ours.on.isoformat():
            texts, review = ours.texts, ours.mark
        places = tuple(str(place) for place, _ in wanted.locations)
        found.append(Sentence(english, plural, texts, places, english in on_paper, review))
    return found


def _shipped(book: Mapping[str, str], english: str, plural: str | None) -> tuple[tuple[str, ...], str]:
    text = book.get(f"{english}{PLURAL}{plural}" if plural else english)
    if text is None:
        return ("",) * (_forms_of(book) if plural else 1), ""
    return tuple(text.split(PLURAL)), book.get(f"{REVIEWED}{CONTEXT}{english}", "")


def _forms_of(book: Mapping[str, str]) -> int:
    found = re.search(r"nplurals=(\d+)", book.get("", ""))
    return int(found.group(1)) if found else 1


def _compiled(tag: str) -> dict[str, str]:
    path = paths.translations() / tag / "LC_MESSAGES" / "app.mo"
    return read(path.read_bytes()) if path.is_file() else {}


@cache
def _template(domain: str) -> tuple[Any, ...]:
    from babel.messages.pofile import read_po

    with (paths.translations() / f"{domain}.pot").open("rb") as stream:
        return tuple(one for one in read_po(stream) if one.id)
