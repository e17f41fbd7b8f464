"""What speakers corrected or approved in a clinic: one .po file a language in the data folder, laid over what ships.

It holds only sentences that a person has read, each with the role and the day. A newer review that ships wins.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from referral_assistant import paths
from referral_assistant.errors import StorageError
from referral_assistant.i18n.catalog import Catalog, counted
from referral_assistant.i18n.compiling import MARK, REVIEWED, mark_of, put, sentence_of, written
from referral_assistant.message import msg

FOLDER = "translations"
_ON_PAPER = "letters"


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
    return folder / FOLDER / f"{tag}.po"


def read_amendments(folder: Path, tag: str) -> dict[str, Amendment]:
    """Return what a data folder holds for a language, by the English sentence. Raises StorageError for a damaged file."""
    from babel.messages.pofile import PoFileError, read_po

    path = file_of(folder, tag)
    if not path.is_file():
        return {}
    try:
        read = read_po(BytesIO(path.read_bytes()), abort_invalid=True)
        return {
            sentence_of(one): _amendment(one, mark_of(one)) for one in read if one.id and one.string and mark_of(one)
        }
    except (OSError, ValueError, PoFileError) as fault:
        raise StorageError(
            msg("{file} cannot be read: {fault}.", file=str(path), fault=str(fault)),
            msg("Take the file away or put a copy of it in its place; what ships with the program is used then."),
        ) from fault


def _amendment(message: Any, mark: str) -> Amendment:
    by, _, on = mark.rpartition(", ")
    plural = None if isinstance(message.id, str) else message.id[1]
    texts = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return Amendment(texts, by, date.fromisoformat(on), plural, _ON_PAPER in message.auto_comments)


def write_amendments(folder: Path, tag: str, held: Mapping[str, Amendment]) -> None:
    """Keep what was reviewed of a language. Raises StorageError when the folder cannot be written."""
    from babel.messages.catalog import Catalog as Sentences
    from babel.messages.pofile import write_po

    sentences = Sentences(project="Referral Assistant", charset="utf-8", fuzzy=False)
    for english, one in sorted(held.items()):
        said = (english, one.plural) if one.plural else english
        text = one.texts if one.plural else one.texts[0]
        comments = [_ON_PAPER] if one.on_paper else []
        sentences.add(said, text, auto_comments=comments, user_comments=[f"{MARK}{one.mark}"])
    content = BytesIO()
    write_po(content, sentences, omit_header=False, width=0)
    path = file_of(folder, tag)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, content.getvalue())
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
    from babel.messages.mofile import read_mo

    with path.open("rb") as stream:
        sentences = read_mo(stream)
    for english, one in newer.items():
        put(sentences, (english, one.plural) if one.plural else english, one.texts if one.plural else one.texts[0])
        put(sentences, english, one.mark, REVIEWED)
    content = written(sentences, shipped.counts.sentences)
    return counted(shipped.language, _gettext.GNUTranslations(BytesIO(content)))


def _is_wanted(shipped: Catalog, domain: str, english: str, one: Amendment) -> bool:
    if domain == "letters" and not one.on_paper:
        return False
    return shipped.review_of(english).rpartition(", ")[2] <= one.on.isoformat()
