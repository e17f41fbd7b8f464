"""Drafts on the disk: what a person is writing, kept a moment after each change, so that nothing dies with the program.

One file a record in the data folder, whole or not at all. It holds records of the directory, never anything of a family.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.hsds.ids import is_canonical
from referral_assistant.directory.schema import RECORD_KINDS, misshapen
from referral_assistant.errors import StorageError
from referral_assistant.message import msg
from referral_assistant.paths import sync_folder, write_atomically
from referral_assistant.session.editing import Draft, Piece, Unfit
from referral_assistant.session.fields import FIELDS

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

FOLDER = "drafts"
_VERSION = 1
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft that was begun and neither saved nor thrown away."""

    id: str
    kind: str
    name: str
    is_new: bool
    on: datetime

    def as_json(self) -> dict[str, Any]:
        """Return it as `drafts --json` prints it."""
        return {"id": self.id, "kind": self.kind, "name": self.name, "new": self.is_new, "on": self.on.isoformat()}


def keep(session: Session, draft: Draft) -> None:
    """Keep a draft on the disk; one that changes nothing is not kept. Raises StorageError when the disk refuses."""
    if not draft.is_changed:
        discard(session, draft.id)
        return
    path = _path(session, draft.id)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in path.parent.glob(".*.part"):  # of a program that died while it wrote
            left.unlink(missing_ok=True)
        write_atomically(path, json.dumps(_as_json(draft), ensure_ascii=True).encode())
    except OSError as fault:
        raise StorageError(
            msg("What you write is not kept on the disk: {fault}.", fault=fault.strerror or str(fault)),
            msg("Save soon, or make room."),
        ) from fault


def discard(session: Session, record_id: str) -> None:
    """Throw a draft away; nothing happens when there is none."""
    path = _path(session, record_id)
    with suppress(OSError):
        path.unlink()
        sync_folder(path.parent)


def begun(session: Session, record_id: str) -> Draft | None:
    """Return the draft of a record as it was last kept; None when there is none that can be read."""
    return _read(_path(session, record_id))


def unfinished(session: Session) -> list[Unfinished]:
    """Return every draft that waits, newest first."""
    found = []
    for path in sorted((session.folder / FOLDER).glob("*.json")):
        draft = _read(path) if is_canonical(path.stem) else None
        if draft is None or draft.id != path.stem:
            continue
        with suppress(OSError):
            when = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            subject = draft.subject
            found.append(Unfinished(draft.id, subject.kind, subject.name, subject.base is None, when))
    return sorted(found, key=lambda one: one.on, reverse=True)


def _path(session: Session, record_id: str) -> Path:
    name = record_id.lower()
    assert is_canonical(name), "a draft is named by the id of its record"
    return session.folder / FOLDER / f"{name}.json"


def _as_json(draft: Draft) -> dict[str, Any]:
    return {
        "version": _VERSION,
        "id": draft.id,
        "pieces": [{"kind": one.kind, "base": one.base, "now": one.now} for one in draft.pieces],
        "unfit": [[one.record_id, one.field, one.text] for one in draft.unfit],
        "accepted": sorted(draft.accepted),
    }


def _read(path: Path) -> Draft | None:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        told = json.loads(path.read_bytes())
        return _draft(told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _draft(told: Mapping[str, Any]) -> Draft | None:
    """Read a draft without trusting it: the file may be damaged, or of a later version."""
    if told["version"] != _VERSION:
        return None
    pieces = tuple(Piece(one["kind"], one["base"], one["now"]) for one in told["pieces"])
    for piece in pieces:
        records = [record for record in (piece.base, piece.now) if record is not None]
        if piece.kind not in RECORD_KINDS or any(misshapen(piece.kind, record) for record in records):
            return None
    draft = Draft(
        str(told["id"]),
        pieces,
        tuple(Unfit(str(record), str(name), str(text)) for record, name, text in told["unfit"]),
        frozenset(map(str, told["accepted"])),
    )
    kinds = {one.id: one.kind for one in pieces}
    fits = all(one.field in FIELDS.get(kinds.get(one.record_id, ""), {}) for one in draft.unfit)
    return draft if draft.id in kinds and fits else None
