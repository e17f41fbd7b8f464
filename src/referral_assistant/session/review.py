"""What a native speaker is shown of each sentence, the most harmful first: English, draft, where it stands, terms, neighbours."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from referral_assistant import paths
from referral_assistant.i18n.sentences import Sentence

FORM = "  [form {number}]"
# What a wrong translation does: 3 can hurt a family, 2 sends it to the wrong door, 1 confuses.
_HARM = (
    (
        3,
        (
            "letters/",
            "referral.py",
            "session/papers",
            "session/agreed",
            "regions/",
            "vaccin",
            "ui/visit/start",
            "ui/letter",
        ),
    ),
    (2, ("needs.toml", "reasons.py", "interview.toml", "ui/visit")),
)
_WHERE = (
    ("resources/regions/", "rights and numbers of a country"), ("resources/letters/", "printed paper"), ("letters/", "printed paper"),
    ("session/papers", "printed paper"), ("resources/vaccines/", "vaccines"), ("vaccin", "vaccines"), ("interview.toml", "a question to the family"),
    ("needs.toml", "what a family may need"), ("reasons.py", "why a place fits"), ("ui/visit", "the visit, family and worker together"),
    ("ui/letter", "making a letter"), ("ui/directory", "the directory, for the worker"), ("ui/settings", "the settings, for the worker"),
    ("directory/", "about a file that comes in, for the worker"), ("ui/", "the window, for the worker"),
)  # fmt: skip
_MOST_TERMS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet: a sentence, or one plural form of it (`form` counts from 0, None when it has none)."""

    sentence: Sentence
    form: int | None
    where: str
    around: str
    terms: str
    harm: int

    @property
    def english(self) -> str:
        """The English, with the plural and the number of the form where there are several."""
        one = self.sentence
        return one.english if self.form is None else f"{one.english} / {one.plural}{FORM.format(number=self.form)}"

    @property
    def draft(self) -> str:
        """The translation as it is, "" when there is none."""
        return self.sentence.texts[self.form or 0]

    @property
    def key(self) -> tuple[str, int | None]:
        """The sentence and its form."""
        return self.sentence.english, self.form


def rows_of(tag: str, sentences: list[Sentence]) -> list[Row]:
    """Return every sentence of a language, the most harmful first, what was reviewed last among its equals."""
    around = _neighbours(sentences)
    rows = [row for one in sentences for row in _rows(one, around.get(one.english, ""), tag)]
    return sorted(rows, key=lambda row: (-row.harm, bool(row.sentence.review)))


def _rows(one: Sentence, around: str, tag: str) -> Iterator[Row]:
    harm = max((harm for harm, marks in _HARM for place in one.places for mark in marks if mark in place), default=1)
    named = (next((words for mark, words in _WHERE if mark in place), "") for place in one.places)
    where = ", ".join(dict.fromkeys(words for words in named if words))
    terms = _terms_in(one.english, tag)
    for form in range(len(one.texts)) if one.plural else (None,):
        yield Row(one, form, where, around, terms, harm)


def _neighbours(sentences: list[Sentence]) -> dict[str, str]:
    """Return, by sentence, those that stand before and after it in the same place."""
    by_place: dict[str, list[str]] = defaultdict(list)
    for one in sentences:
        by_place[one.places[0] if one.places else ""].append(one.english)
    found = {}
    for said in by_place.values():
        for at, english in enumerate(said):
            before, after = said[at - 1] if at else "", said[at + 1] if at + 1 < len(said) else ""
            found[english] = " … ".join(part for part in (before, f"[{english}]", after) if part)
    return found


def _terms_in(english: str, tag: str) -> str:
    lowered = english.lower()
    found = [
        f"{term}: {' / '.join(translations)}"
        for term, translations in glossary(tag).items()
        if re.search(rf"(?<!\w){re.escape(term)}(?!\w)", lowered)
    ]
    return "\n".join(found[:_MOST_TERMS])


@cache
def glossary(tag: str) -> dict[str, tuple[str, ...]]:
    """Return the terms that published catalogues translate into a language (translations/glossary.tsv), the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    with (paths.translations() / "glossary.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["language"] == tag:
                found[row["term"]].append(row["translation"])
    return {term: tuple(found[term]) for term in sorted(found, key=len, reverse=True)}
