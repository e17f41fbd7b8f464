"""Searches that a person named, to be made again: a small file in the data folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from referral_assistant.disclosure import Safety
from referral_assistant.errors import InputError, StorageError
from referral_assistant.geography import Point, point_of
from referral_assistant.i18n.text_guard import check_text
from referral_assistant.message import msg
from referral_assistant.paths import write_atomically
from referral_assistant.session.narrowing import Narrowed

if TYPE_CHECKING:
    from pathlib import Path

    from referral_assistant.session.session import Session

FILE = "saved-searches.json"
MOST, LONGEST = 50, 60


@dataclass(frozen=True, slots=True)
class Saved:
    """A search under the name that a person gave it."""

    name: str
    narrowed: Narrowed


def saved_searches(session: Session) -> tuple[Saved, ...]:
    """Return the saved searches in the order in which they were saved.

    An entry that cannot be read is passed over. Raises StorageError when the file is no JSON, so that it is not silently
    written over.
    """
    path = session.folder / FILE
    if not path.is_file():
        return ()
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise StorageError(
            msg("{file} cannot be read: {fault}.", file=str(path), fault=str(fault)[:200]),
            msg("Move the file away: only the saved searches are in it."),
        ) from fault
    rows = told if isinstance(told, list) else []
    return tuple(saved for row in rows[:MOST] if (saved := _read(row)) is not None)


def saved_search(session: Session, name: str) -> Narrowed:
    """Return the search of a name. Raises InputError naming those that there are."""
    every = saved_searches(session)
    found = next((one.narrowed for one in every if one.name.casefold() == name.strip().casefold()), None)
    if found is None:
        known = ", ".join(one.name for one in every) or "—"
        raise InputError(
            msg("There is no saved search “{name}”.", name=name[:LONGEST]), msg("There are: {known}.", known=known)
        )
    return found


def save_search(session: Session, name: str, narrowed: Narrowed) -> None:
    """Keep a search under a name; one of the same name gives way.

    Raises InputError for a name that is empty or too long, for words that would tell what must not be written down, and when
    there are too many.
    """
    wanted = " ".join(name.split())
    if not wanted or len(wanted) > LONGEST:
        raise InputError(msg("A saved search needs a name of at most {limit} letters.", limit=LONGEST))
    for text in (wanted, narrowed.text):
        if check_text(text).reveals:
            raise InputError(
                msg("This would write down what must not be written down."), msg("Choose other words for it.")
            )
    kept = [one for one in saved_searches(session) if one.name.casefold() != wanted.casefold()]
    if len(kept) >= MOST:
        raise InputError(msg("There are {count} saved searches already.", count=len(kept)), msg("Take one away first."))
    _write(session.folder, [*kept, Saved(wanted, narrowed)])


def forget_search(session: Session, name: str) -> None:
    """Take a saved search away. Raises InputError when there is none of that name."""
    saved_search(session, name)
    _write(session.folder, [one for one in saved_searches(session) if one.name.casefold() != name.strip().casefold()])


def _write(folder: Path, every: Sequence[Saved]) -> None:
    content = json.dumps([saved_as_json(one) for one in every], ensure_ascii=False, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / FILE, f"{content}\n".encode())
    except OSError as fault:
        raise StorageError(
            msg(
                "The saved searches cannot be written to {folder}: {fault}.",
                folder=str(folder),
                fault=fault.strerror or "",
            ),
            msg("Check that the disk is not full and that the folder may be changed."),
        ) from fault


def saved_as_json(saved: Saved) -> dict[str, Any]:
    """Tell a saved search as the file holds it: its name, and what it narrows by."""
    narrowed, default = saved.narrowed, Narrowed()
    row: dict[str, Any] = {"name": saved.name}
    for one in fields(Narrowed):
        value = getattr(narrowed, one.name)
        if value != getattr(default, one.name):
            row[one.name] = _plain(value)
    return row


def _plain(value: object) -> object:
    if isinstance(value, Safety):
        return value.name
    return [value.latitude, value.longitude] if isinstance(value, Point) else value


def _read(row: object) -> Saved | None:
    """Read one row; what it says beyond our fields, or in another kind, counts for nothing."""
    if not isinstance(row, Mapping) or not isinstance(row.get("name"), str) or not row["name"].strip():
        return None
    safety, near = row.get("safety"), row.get("near")
    days, far = row.get("fresh_days"), row.get("within_km")
    text = {key: str(row.get(key) or "")[:200] for key in ("text", "need", "area", "language")}
    return Saved(
        row["name"].strip()[:LONGEST],
        Narrowed(
            **text,
            safety=Safety.__members__.get(str(safety)),
            free=row.get("free") is True,
            open_now=row.get("open_now") is True,
            fresh_days=days if isinstance(days, int) and not isinstance(days, bool) and 0 < days < 10_000 else None,
            near=_point(near),
            unlisted=row.get("unlisted") is True,
            within_km=float(far) if isinstance(far, int | float) and not isinstance(far, bool) and far > 0 else None,
        ),
    )


def _point(value: object) -> Point | None:
    numbers = value if isinstance(value, list) and len(value) == 2 else (None, None)
    usable = [one for one in numbers if isinstance(one, int | float) and not isinstance(one, bool)]
    return point_of(*usable) if len(usable) == 2 else None
