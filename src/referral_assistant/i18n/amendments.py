"""What speakers corrected or approved in a clinic: one JSON file a language in the data folder, laid over what ships.

It holds only sentences that a person has read, each with the role and the day. A newer review that ships wins.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import msgspec

from referral_assistant import paths
from referral_assistant.errors import StorageError
from referral_assistant.i18n import mo_file
from referral_assistant.i18n.catalog import Catalog, judged
from referral_assistant.i18n.compiling import counted, put
from referral_assistant.message import msg

FOLDER = "translations"


@dataclass(frozen=True, slots=True)
class Amendment:
    """The reviewed translation of a sentence: its plural forms, or one; who read it, by role, and when."""

    texts: tuple[str, ...]
    by: str
    on: date
    plural: str | None = None
    on_paper: bool = True

    @property
    def mark(self) -> str:
        """Role and day, as catalogues write them."""
        return f"{self.by}, {self.on.isoformat()}"


def file_of(folder: Path, tag: str) -> Path:
    """Return where a data folder keeps what was reviewed of a language."""
    return folder / FOLDER / f"{tag}.json"


def read_amendments(folder: Path, tag: str) -> dict[str, Amendment]:
    """Return what a data folder holds for a language, by the English sentence. Raises StorageError for a damaged file."""
    path = file_of(folder, tag)
    if not path.is_file():
        return {}
    try:
        return _decoded(path.read_bytes())
    except (OSError, ValueError, msgspec.MsgspecError) as fault:
        raise StorageError(
            msg("{file} cannot be read: {fault}.", file=str(path), fault=str(fault)),
            msg("Take the file away or put a copy of it in its place; what ships with the program is used then."),
        ) from fault


def _decoded(content: bytes) -> dict[str, Amendment]:
    held = msgspec.json.decode(content, type=dict[str, Amendment])
    if not all(one.texts and all(one.texts) for one in held.values()):
        raise ValueError("a sentence without its translation")
    return held


def write_amendments(folder: Path, tag: str, held: Mapping[str, Amendment]) -> None:
    """Keep what was reviewed of a language. Raises StorageError when the folder cannot be written."""
    path = file_of(folder, tag)
    content = msgspec.json.format(msgspec.json.encode(dict(sorted(held.items()))), indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, content)
    except OSError as fault:
        raise StorageError(
            msg("{file} cannot be written: {fault}.", file=str(path), fault=fault.strerror or str(fault)),
            msg("Make room on the disk, or choose another data folder with --data."),
        ) from fault


def amended(shipped: Catalog, domain: str, held: Mapping[str, Amendment]) -> Catalog:
    """Return a catalogue with what was reviewed in the clinic laid over what ships."""
    path = paths.translations() / shipped.language.tag / "LC_MESSAGES" / f"{domain}.mo"
    newer = {english: one for english, one in held.items() if _is_wanted(shipped, domain, english, one)}
    if not newer or not path.is_file():
        return shipped
    entries = mo_file.read(path.read_bytes())
    for english, one in newer.items():
        put(entries, (english, one.plural) if one.plural else english, one.texts, one.mark)
    content = mo_file.write(counted(entries, shipped.counts.sentences))
    return judged(shipped.language, _gettext.GNUTranslations(BytesIO(content)))


def _is_wanted(shipped: Catalog, domain: str, english: str, one: Amendment) -> bool:
    if domain == "letters" and not one.on_paper:
        return False
    return shipped.review_of(english).rpartition(", ")[2] <= one.on.isoformat()
