"""What can be wrong with a catalogue: fields, plurals, markup, characters that no bundled font has, words that blame."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

_FIELD = re.compile(r"\{[a-z_0-9]*\}")
_MARKUP = re.compile(r"</?[a-z][^>]*>|&[a-z]+;|\*\*")
# Only these may be left as they are in English: names, codes and signs that every language writes alike.
_SAME_EVERYWHERE = re.compile(r"[\W\d_]*|.*(AIRS|HSDS|JSON|CSV|XLSX|PDF|USB|A4|A5|A6|QR|UTF-8).*")


def mistakes_in(path: Path) -> Iterator[str]:
    """Yield one line for every mistake of a catalogue file (`translations/TAG/LC_MESSAGES/DOMAIN.po`)."""
    import polib

    tag = path.parts[-3]
    file = polib.pofile(str(path))
    blaming = words_that_blame(tag)
    for entry in file:
        translations = list(entry.msgstr_plural.values()) or [entry.msgstr]
        where = f"{tag}/{path.name}: “{entry.msgid[:60]}”"
        if "fuzzy" in entry.flags:
            yield f"{where}: is marked fuzzy"
        if not any(translations):
            continue
        if not all(translations):
            yield f"{where}: lacks a plural form"
        for text in translations:
            english = entry.msgid_plural or entry.msgid
            found = faults_of(english, text, tag, blaming, exact_fields=not entry.msgid_plural)
            yield from (f"{where}: {fault}" for fault in found)


def faults_of(english: str, text: str, tag: str, blaming: tuple[str, ...], *, exact_fields: bool) -> Iterator[str]:
    """Yield what is wrong with one translation; a plural form may leave out the number (EXACT_FIELDS false)."""
    wanted, given = set(_FIELD.findall(english)), set(_FIELD.findall(text))
    if given - wanted or (exact_fields and given != wanted):
        yield f"fields are {sorted(given)}, not {sorted(wanted)}"
    if _MARKUP.search(text):
        yield "holds markup"
    if text != text.strip() and english == english.strip():
        yield "begins or ends with a space"
    if uncovered := _uncovered(text, tag):
        yield f"no bundled font has {' '.join(f'U+{ord(letter):04X}' for letter in uncovered)}"
    for word in blaming:
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else re.escape(word), text.lower()):
            yield f"holds “{word}”, which blames"


def _uncovered(text: str, tag: str) -> list[str]:
    from referral_assistant.letters.fonts import is_invisible, library

    chain = library().chain(tag, bold=False)
    return sorted({one for one in text if not is_invisible(one) and not one.isspace() and chain.font_of(one) is None})


def words_that_blame(tag: str) -> tuple[str, ...]:
    """Return the words that no catalogue of a language may hold (translations/refused-words.toml)."""
    table = tomllib.loads((ROOT / "translations" / "refused-words.toml").read_text("utf-8"))
    return tuple(word.lower() for word in table.get(tag, ()))


def untranslated(path: Path) -> list[str]:
    """Return the sentences of a catalogue that have no translation, or only a copy of the English."""
    import polib

    return [
        entry.msgid
        for entry in polib.pofile(str(path))
        if not (entry.msgstr or (all(entry.msgstr_plural.values()) and entry.msgstr_plural))
        or (entry.msgstr == entry.msgid and not _SAME_EVERYWHERE.fullmatch(entry.msgid) and len(entry.msgid) > 12)
    ]
