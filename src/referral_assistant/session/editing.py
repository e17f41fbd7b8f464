"""Edit a record with all that belongs to it: open it as a value, see what changed, save everything as one edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from referral_assistant import journal
from referral_assistant.directory import FieldChange
from referral_assistant.directory.merge import differences, merge
from referral_assistant.directory.reading import is_confidential
from referral_assistant.errors import InputError
from referral_assistant.message import Message, msg
from referral_assistant.session.fields import FIELDS, field_of

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """One record of a draft: as it was kept when the draft began (None: it is new), and as it is to be."""

    kind: str
    base: Json | None
    now: Json

    @property
    def id(self) -> str:
        """The record."""
        return str(self.now["id"])

    @property
    def name(self) -> str:
        """The name for people; empty when it has none yet."""
        return str(self.now.get("name") or "")

    @property
    def is_changed(self) -> bool:
        """Whether saving would write it."""
        return self.base != self.now


@dataclass(frozen=True, slots=True)
class Unfit:
    """A text that a field cannot take, as it was typed: it waits in the draft until it is put right."""

    record_id: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person is writing: a record and those that belong to it. `accepted`: texts that she kept on purpose."""

    id: str
    pieces: tuple[Piece, ...]
    unfit: tuple[Unfit, ...] = ()
    accepted: frozenset[str] = frozenset()

    @property
    def subject(self) -> Piece:
        """The record whose page it is."""
        return self.piece(self.id)

    def piece(self, record_id: str) -> Piece:
        """Return a record of the draft. Raises KeyError when it holds none of that id."""
        found = next((one for one in self.pieces if one.id == record_id), None)
        if found is None:
            raise KeyError(record_id)
        return found

    def of_kind(self, kind: str) -> tuple[Piece, ...]:
        """Return the records of a kind."""
        return tuple(one for one in self.pieces if one.kind == kind)

    @property
    def is_changed(self) -> bool:
        """Whether anything was written that is not kept yet."""
        return bool(self.unfit) or any(one.is_changed for one in self.pieces)

    def with_record(self, record_id: str, now: Json) -> Draft:
        """Return the draft with a record as it is to be."""
        pieces = tuple(replace(one, now=now) if one.id == record_id else one for one in self.pieces)
        return replace(self, pieces=pieces)


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different in one record, field by field."""

    kind: str
    id: str
    name: str
    is_new: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field that cannot be saved as it stands, and what to do."""

    record_id: str
    field: str
    sentence: Message


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Records that changed in the directory after the draft began: what changed there, and what both changed.

    In `both`, `before` is what the draft says and `after` what the directory says.
    """

    there: tuple[Changed, ...]
    both: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """The edit that keeps a draft; None when there was nothing to keep."""

    edit: str | None


def open_record(session: Session, record_id: str) -> Draft:
    """Open a record: a service with its organization and places, or another record alone. Raises InputError."""
    record = session.directory.show(record_id)
    pieces = [Piece(record.kind, record.data, record.data)]
    if record.kind == "service":
        for kind, identity in _beside(record.data):
            if (held := _held(session, kind, identity)) is not None:
                pieces.append(Piece(kind, held, held))
    return Draft(record.id, tuple(pieces))


def _beside(service: Json) -> Iterator[tuple[str, str]]:
    if service.get("organization_id"):
        yield "organization", str(service["organization_id"])
    yield from dict.fromkeys(("location", one) for one in places_of(service))


def places_of(service: Json) -> list[str]:
    """Return the ids of the places where a service is given."""
    return [str(one["location_id"]) for one in service.get("service_at_locations", ()) if one.get("location_id")]


def _held(session: Session, kind: str, record_id: str) -> Json | None:
    """Return a record as the directory holds it; None when there is none (a link may point at nothing)."""
    try:
        found = session.directory.show(record_id)
    except InputError:
        return None
    return found.data if found.kind == kind and found.id == record_id.lower() else None


def value(draft: Draft, record_id: str, name: str) -> str:
    """Return what stands in a field: what was typed, be it unfit."""
    waiting = next((one.text for one in draft.unfit if (one.record_id, one.field) == (record_id, name)), None)
    if waiting is not None:
        return waiting
    piece = draft.piece(record_id)
    return field_of(piece.kind, name).cell.read(piece.now)


def put(draft: Draft, record_id: str, name: str, text: str) -> Draft:
    """Write a text into a field. One that it cannot take waits as unfit; `wrongs` says what to do about it."""
    piece = draft.piece(record_id)
    field = field_of(piece.kind, name)
    others = tuple(one for one in draft.unfit if (one.record_id, one.field) != (record_id, name))
    tidy = field.tidy(text)
    if field.wrong(text) is not None:
        return replace(draft, unfit=(*others, Unfit(record_id, name, text)))
    rest = replace(draft, unfit=others)
    if field.tidy(field.cell.read(piece.now)) == tidy:
        return rest
    return rest.with_record(record_id, field.cell.write(piece.now, tidy))


def wrongs(draft: Draft) -> tuple[Wrong, ...]:
    """Return what must be put right before the draft can be saved."""
    told = [
        Wrong(one.record_id, one.field, sentence)
        for one in draft.unfit
        if (sentence := field_of(draft.piece(one.record_id).kind, one.field).wrong(one.text)) is not None
    ]
    waiting = {(one.record_id, one.field) for one in told}
    for piece in draft.pieces:
        named = FIELDS[piece.kind]["name"]
        missing = named.wrong(piece.name)
        if missing is not None and (piece.id, "name") not in waiting:
            told.append(Wrong(piece.id, "name", missing))
    return tuple(told)


def changes(draft: Draft) -> tuple[Changed, ...]:
    """Return what saving would change, record by record."""
    return tuple(
        Changed(one.kind, one.id, one.name, one.base is None, differences(one.base, one.now))
        for one in draft.pieces
        if one.is_changed
    )


def overtaken(session: Session, draft: Draft) -> Overtaken | None:
    """Say what changed in the directory since the draft began; None when nothing that it touches did."""
    there: list[Changed] = []
    both: list[FieldChange] = []
    for piece in draft.pieces:
        held = _held(session, piece.kind, piece.id)
        if held in (piece.base, piece.now):
            continue
        there.append(Changed(piece.kind, piece.id, piece.name, held is None, differences(piece.base, held)))
        both += merge(piece.base or {}, piece.now, held or {}).conflicts
    return Overtaken(tuple(there), tuple(both)) if there else None


def brought_up(session: Session, draft: Draft, *, mine: bool = True) -> Draft:
    """Return the draft on top of what the directory holds now; where both changed a field, MINE stands, or theirs."""
    pieces = []
    for piece in draft.pieces:
        held = _held(session, piece.kind, piece.id)
        if held is None or held == piece.base:
            pieces.append(replace(piece, base=held))
        else:
            pair = (piece.now, held) if mine else (held, piece.now)
            pieces.append(Piece(piece.kind, held, merge(piece.base or {}, *pair).result))
    return replace(draft, pieces=tuple(pieces))


def save(session: Session, draft: Draft, summary: str = "") -> Saved | Overtaken:
    """Keep a draft as one edit; nothing is written over what changed since it began.

    Raises InputError when something must be put right first, StorageError when the disk refuses.
    """
    from referral_assistant.session import drafts

    wrong = wrongs(draft)
    if wrong:
        kind = draft.piece(wrong[0].record_id).kind
        raise InputError(
            msg("{field}: {what}", field=field_of(kind, wrong[0].field).label, what=wrong[0].sentence),
            msg("Then save again."),
        )
    past = overtaken(session, draft)
    if past is not None:
        return past
    records = [(one.kind, one.now) for one in draft.pieces if one.is_changed]
    edit = session.directory.save_together(records, summary or _summary(draft)) if records else None
    drafts.discard(session, draft.id)
    if edit:
        journal.note(session.folder, journal.Event.EDITED)
        session.read_again()
    return Saved(edit)


def _summary(draft: Draft) -> str:
    """Say in a few words what an edit does, as history keeps it; a place that is kept secret is not named."""
    subject = draft.subject
    verb = "Add" if subject.base is None else "Change"
    others = [_named(one) for one in draft.pieces if one.is_changed and one.id != subject.id]
    beside = f" (with {', '.join(others)})" if others and subject.is_changed else ""
    name = _named(subject) if subject.is_changed or not others else ", ".join(others)
    return f"{verb} {name}{beside}"[:300]


def _named(piece: Piece) -> str:
    return "a place kept secret" if is_secret(piece) else piece.name or f"a {piece.kind}"


def is_secret(piece: Piece) -> bool:
    """Say whether a place must not be named or shown, or must not have been when the draft began."""
    return piece.kind == "location" and any(is_confidential(record or {}) for record in (piece.base, piece.now))


def new_id() -> str:
    """Return an id for a record or a child that a person adds."""
    return str(uuid4())
