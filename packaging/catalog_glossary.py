"""How far the catalogues agree with the terms of published ones: `catalogs glossary [GLOSSARY.tsv]` prints it by language.

A sentence counts when it is, as it stands, a term of the glossary. It agrees when it says the same as one of the sources:
equal, one inside the other, or alike by three fifths of its letters (spelling and endings differ between catalogues).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import catalogs

# Terms whose English means something else in the sources than here: a relative position, a web page's visits, map signs.
OTHER_SENSE = frozenset(
    {"relative", "visit", "copies", "stamp", "baby", "breastfeeding", "pregnant", "history", "none", "skip", "safety"}
)
_ALIKE = 60
_NOT_LETTERS = re.compile(r"[\s.,:;!?…。،۔()（）/·-]+")
_UNIFIED = str.maketrans({"ي": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ی"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """One language: terms that the glossary has, those that agree, and (English, ours, theirs) of the others."""

    language: str
    terms: int
    agreed: int
    differing: tuple[tuple[str, str, str], ...]

    @property
    def percent(self) -> int:
        """The share that agrees."""
        return round(100 * self.agreed / self.terms) if self.terms else 100


def bare(text: str) -> str:
    """Return the letters of a term: no case, no signs, no marks that spellings leave out at will."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_UNIFIED)
    kept = (
        one
        for one in folded
        if unicodedata.category(one) != "Cf" and one not in "\u093c\u09bc" and not "\u064b" <= one <= "\u0655"
    )
    return _NOT_LETTERS.sub(" ", "".join(kept)).strip()


def agreement(language: str, glossary: Path) -> Agreement:
    """Compare a language's catalogue with a glossary file (columns key, en, lang, translation, …, note)."""
    import polib
    from rapidfuzz import fuzz

    known: dict[str, set[str]] = defaultdict(set)
    with glossary.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            note = row["note"] or ""
            if row["lang"] == language and not re.search("longer phrase|ambiguous|Dari|sense may differ", note):
                for term in (row["key"].replace("_", " "), row["en"]):
                    known[bare(term)].add(bare(row["translation"]))
    terms, differing = 0, []
    for entry in polib.pofile(str(catalogs.catalogue(language, "app"))):
        theirs = known.get(bare(entry.msgid), set()) - {""}
        if entry.msgid_plural or not entry.msgstr or not theirs or bare(entry.msgid) in OTHER_SENSE:
            continue
        terms += 1
        ours = bare(entry.msgstr)
        if not any(ours in one or one in ours or fuzz.ratio(ours, one) >= _ALIKE for one in theirs):
            differing.append((entry.msgid, entry.msgstr, " / ".join(sorted(theirs)[:3])))
    return Agreement(language, terms, terms - len(differing), tuple(differing))


def print_agreement(glossary: Path) -> int:
    """Print one line a language, and below it what differs."""
    from referral_assistant.i18n import LANGUAGES

    for tag in LANGUAGES:
        found = agreement(tag, glossary) if tag != "en" else None
        if found is not None and found.terms:
            print(f"{tag:8} {found.agreed} of {found.terms}, {found.percent} %")
            for english, ours, theirs in found.differing:
                print(f"    {english}: {ours}  (sources: {theirs})")
    return 0
