"""Records that are likely there twice, side by side; made one, or remembered as not the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from referral_assistant import journal
from referral_assistant.directory import FieldChange, Key, Record
from referral_assistant.errors import InputError
from referral_assistant.message import msg

if TYPE_CHECKING:
    from referral_assistant.directory.likeness import Likeness
    from referral_assistant.session.session import Session

Report = Callable[[int, int], None]
KINDS = ("service", "organization", "location")
MOST = 200
# Where a record came from says nothing about what it is.
_BESIDE = frozenset({"id", "attributes", "metadata", "organization_id", "service_at_locations", "program_id"})
_LINES = ("address_1", "address_2", "city", "region", "state_province", "postal_code")
_NAMES = ("name", "number", "url", "document", "option", "amount", "description")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what names it, its name, and the sources that it came from."""

    key: Key
    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are likely the same: how likely (0 to 1), in what they agree, and where they differ.

    `differing`: `before` is the first one's, `after` the second one's, both as text; empty where one says nothing.
    """

    first: Side
    second: Side
    score: float
    because: tuple[Likeness, ...]
    differing: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The likeliest pairs, and how many there are in all."""

    pairs: tuple[Pair, ...]
    count: int


def likely_pairs(session: Session, kind: str, report: Report | None = None, most: int = MOST) -> Pairs:
    """Find the pairs of a kind that are likely the same, without those that a person said are not."""
    from referral_assistant.directory.remembered import Apart, pair_of

    apart = Apart(session.folder).pairs
    found = [one for one in session.directory.duplicates(kind, report) if pair_of(one.first, one.second) not in apart]
    pairs = []
    for one in found[:most]:
        shown = (session.directory.show(one.first), session.directory.show(one.second))
        # The one that says more stands first.
        first, second = sorted(shown, key=lambda record: (-len(record.data), record.id))
        differing = tuple(_differing(session, first, second))
        pairs.append(Pair(_side(first), _side(second), one.score, one.because, differing))
    return Pairs(tuple(pairs), len(found))


def make_one(session: Session, kept: str, other: str) -> str | None:
    """Make one record of two: the first stays and takes over all that the other told. Returns the edit's id."""
    edit = session.directory.join(kept, other)
    journal.note(session.folder, journal.Event.EDITED)
    session.read_again()
    return edit


def keep_apart(session: Session, first: str, second: str, *, again: bool = False) -> None:
    """Remember that two records are not the same; AGAIN: forget it, so that they are offered again."""
    from referral_assistant.directory.remembered import Apart

    one, other = session.directory.show(first), session.directory.show(second)
    if one.kind != other.kind or one.id == other.id:
        raise InputError(
            msg("“{first}” and “{second}” cannot be compared.", first=one.name, second=other.name),
            msg("Choose two services, two organizations or two places."),
        )
    apart = Apart(session.folder)
    if again:
        apart.discard(one.id, other.id)
    else:
        apart.add(one.id, other.id)


def _side(record: Record) -> Side:
    attributes = record.data.get("attributes", ())
    sources = (str(one.get("label", "")) for one in attributes if one.get("link_type") == "source_id")
    return Side(record.key, record.name, tuple(dict.fromkeys(filter(None, sources))))


def _differing(session: Session, first: Record, second: Record) -> Iterator[FieldChange]:
    from referral_assistant.directory.secrets import is_secret, without_secrets

    one, other = _told(session, first), _told(session, second)
    changes = [
        FieldChange(field, one.get(field), other.get(field))
        for field in dict.fromkeys((*one, *other))
        if one.get(field) != other.get(field)
    ]
    secret = is_secret(session.directory, first.key) or is_secret(session.directory, second.key)
    yield from without_secrets(changes, first.kind) if secret else changes


def _told(session: Session, record: Record) -> dict[str, str]:
    """Return what a record says, field by field as text, with its organization and the addresses of its places."""
    data = record.data
    told = {key: text for key, value in data.items() if key not in _BESIDE and (text := _text(value))}
    owner = session.directory.newest(Key("organization", str(data.get("organization_id", ""))))
    if owner:
        told["organization"] = str(owner.get("name", ""))
    if places := _addresses(session, data):
        told["service_at_locations"] = places
    return dict(sorted(told.items(), key=lambda item: (item[0] != "name", item[0])))


def _addresses(session: Session, data: Mapping[str, Any]) -> str:
    from referral_assistant.directory.secrets import is_secret

    keys = (Key("location", str(link.get("location_id", ""))) for link in data.get("service_at_locations", ()))
    places = (session.directory.newest(key) for key in keys if not is_secret(session.directory, key))
    return "; ".join(filter(None, (_text(place.get("addresses") or place.get("name")) for place in places if place)))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(dict.fromkeys(filter(None, map(_text, value))))
    if isinstance(value, Mapping):
        lines = [str(value[line]) for line in _LINES if value.get(line)]
        return ", ".join(lines) or next((str(value[name]) for name in _NAMES if value.get(name)), "")
    return " ".join(str(value).split()) if value is not None else ""
