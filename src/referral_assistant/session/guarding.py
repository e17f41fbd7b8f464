"""Read what a person wrote into a draft before it is kept: words that tell about status, nationality, religion (P1).

The guard shows words and lets the person decide: "we help whoever has no papers" is said of a place, and is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from referral_assistant.session.editing import Draft, Json, Piece, changes

_CODES = """
    id number url website email code link_type taxonomy_term metadata byday freq wkst country address_type label interval
    location_type status currency opens_at closes_at valid_from valid_to dtstart until updated unit type extension order
    uri organization_id location_id service_id program_id assured_date last_modified
"""
_CODES_OF_ROWS = """
    fact value evidence checked_on only_if group scope attribute operator polarity valid_from valid_to received_from language
"""
_CODED, _CODED_CELLS = frozenset(_CODES.split()), frozenset(_CODES_OF_ROWS.split())
_WORD = re.compile("[a-z_.]+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A text that seems to tell what must not be written about a family, by which words, and where it stands."""

    record_id: str
    path: str
    text: str
    words: tuple[str, ...]


def doubts(draft: Draft) -> tuple[Doubt, ...]:
    """Return the texts of a draft that seem to tell something and that nobody has kept on purpose yet."""
    return tuple(
        Doubt(record_id, path, text, words)
        for record_id, path, text in texts(draft)
        if text not in draft.accepted and (words := _words(text))
    )


def accept(draft: Draft, text: str) -> Draft:
    """Return the draft with a text that a person keeps on purpose: it is about the place, not about a family."""
    return replace(draft, accepted=draft.accepted | {text})


def without_doubts(draft: Draft, found: Iterable[Doubt]) -> Draft:
    """Return the draft without the texts in doubt: what may lie on the disk before a person has decided."""
    pieces = {one.id: one for one in draft.pieces}
    told = list(found)
    for doubt in told:
        piece = pieces[doubt.record_id]
        pieces[doubt.record_id] = replace(piece, now=_taken_back(piece, doubt.path.split("/")))
    unfit = tuple(one for one in draft.unfit if not _words(one.text))
    return replace(draft, pieces=tuple(pieces.values()), unfit=unfit)


def texts(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield (record, path, text) for every free text that a draft changes."""
    for changed in changes(draft):
        for one in changed.fields:
            key = one.field.rpartition("/")[2]
            before = set(_told(key, one.before))
            for text in _told(key, one.after):
                if text not in before:
                    yield changed.id, one.field, text


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    from referral_assistant.i18n.text_guard import check_text

    return check_text(text).words


def _told(key: str, held: Any) -> Iterator[str]:
    """Yield the free texts in a value; codes, numbers and days are none."""
    if key in _CODED:
        return
    if isinstance(held, str):
        yield from _inner(held) if key == "value" else [held]
    elif isinstance(held, Mapping):
        for name, inner in held.items():
            yield from _told(str(name), inner)
    elif isinstance(held, list):
        for inner in held:
            yield from _told("", inner)


def _inner(value: str) -> list[str]:
    """Return the texts of an attribute's value, which may be a row of a sheet as JSON."""
    try:
        row = json.loads(value)
    except (ValueError, RecursionError):
        return [] if _WORD.fullmatch(value) else [value]
    if not isinstance(row, dict):
        return []
    return [text for name, text in row.items() if isinstance(text, str) and name not in _CODED_CELLS]


def _taken_back(piece: Piece, path: list[str]) -> Json:
    """Return the record with one field, or one child of a list, as it was when the draft began."""
    key, base = path[0], piece.base or {}
    rest = {name: held for name, held in piece.now.items() if name != key}
    before, now = base.get(key), piece.now.get(key)
    if len(path) == 1 or not isinstance(now, list):
        if before is None and key == "name":
            return {**rest, key: ""}
        return {**rest, **({key: before} if before is not None else {})}
    was = {one.get("id"): one for one in before or ()}
    kept = [one if not str(one.get("id")).startswith(path[1]) else was.get(one.get("id")) for one in now]
    return {**rest, key: [one for one in kept if one is not None]}
