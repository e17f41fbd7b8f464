"""What can be wrong with a catalogue: what the program checks in a sheet that comes back, and what only a file can have."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

# Only these may be left as they are in English: names, codes and signs that every language writes alike.
_SAME_EVERYWHERE = re.compile(r"[\W\d_]*|.*(AIRS|HSDS|JSON|CSV|XLSX|PDF|USB|A4|A5|A6|QR|UTF-8).*")


def mistakes_in(path: Path) -> Iterator[str]:
    """Yield one line for every mistake of a catalogue file (`translations/TAG/LC_MESSAGES/DOMAIN.po`)."""
    import polib

    from referral_assistant.session.review_checks import faults_of

    tag = path.parts[-3]
    for entry in polib.pofile(str(path)):
        translations = list(entry.msgstr_plural.values()) or [entry.msgstr]
        where = f"{tag}/{path.name}: “{entry.msgid[:60]}”"
        if "fuzzy" in entry.flags:
            yield f"{where}: is marked fuzzy"
        if not any(translations):
            continue
        if not all(translations):
            yield f"{where}: lacks a plural form"
        for text in filter(None, translations):
            english = entry.msgid_plural or entry.msgid
            found = faults_of(english, text, tag, exact_fields=not entry.msgid_plural)
            yield from (f"{where}: {fault}" for fault in found)


def untranslated(path: Path) -> list[str]:
    """Return the sentences of a catalogue that have no translation, or only a copy of the English."""
    import polib

    return [
        entry.msgid
        for entry in polib.pofile(str(path))
        if not (entry.msgstr or (all(entry.msgstr_plural.values()) and entry.msgstr_plural))
        or (entry.msgstr == entry.msgid and not _SAME_EVERYWHERE.fullmatch(entry.msgid) and len(entry.msgid) > 12)
    ]
