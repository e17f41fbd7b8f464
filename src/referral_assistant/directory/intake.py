"""Records on their way into the index: read, joined with their organization and places, and turned into rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from referral_assistant.directory.fold import fold, is_dense, pairs
from referral_assistant.directory.hsds.ids import TAXONOMY
from referral_assistant.directory.reading import is_confidential, open_places, read_service
from referral_assistant.directory.record import Key, unpack
from referral_assistant.directory.schema import misshapen
from referral_assistant.directory.secrets import places_of
from referral_assistant.directory.store import Store
from referral_assistant.errors import StorageError
from referral_assistant.service import Service

Needs = Callable[[Mapping[str, Any]], frozenset[str]]
_MARK = b'"confidential"'
_ENCODE = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Line:
    """What the index holds of one service."""

    id: str
    name: str
    organization: str
    area: str
    status: str
    text: str
    packed: bytes
    spaced: tuple[str, str, str]
    dense: tuple[str, str] | None
    brief: tuple[str, str] | None
    needs: frozenset[str]
    targets: tuple[str, ...]


class Intake:
    """Reads what a commit holds. `odd`: records that cannot be read, with the reason in a few words.

    `secret`: the places that must stay secret; set it from `secrets` before `names` and `lines` are asked for.
    """

    def __init__(self, store: Store, head: str, changed: Mapping[Key, str | None], needs: Needs) -> None:
        """CHANGED: the blob of each record that is new or changed, None where it was taken out."""
        self._store = store
        self._head = head
        self._changed = changed
        self._needs = needs
        self._held: dict[Key, Any] = {}
        self.secret: frozenset[str] = frozenset()
        self.odd: dict[Key, str] = {}

    def secrets(self) -> Iterator[tuple[str, str]]:
        """Yield (place, record that says so) for each place that a changed record keeps secret."""
        for key, sha in self._changed.items():
            if sha is None or key.kind == "organization" or not self._mentions(sha):
                continue
            data = self._load(key, keep=False)
            if data and is_confidential(data):
                places = places_of(data) if key.kind == "service" else {key.id}
                yield from ((place, key.id) for place in sorted(places))

    def _mentions(self, sha: str) -> bool:
        try:
            return _MARK in self._store.blob(sha)
        except StorageError:
            return False

    def names(self, places: Iterable[str] = ()) -> Iterator[tuple[Key, str]]:
        """Yield each changed organization and place, and PLACES, with its name; a secret place has none here."""
        changed = (key for key, sha in self._changed.items() if sha is not None and key.kind != "service")
        for key in dict.fromkeys((*changed, *(Key("location", one) for one in places))):
            data = self._load(key)
            if data is not None or key in self._changed:
                yield key, "" if key.id in self.secret else str((data or {}).get("name", ""))

    def lines(self, services: Iterable[str]) -> Iterator[Line]:
        """Yield the line of each service that is there and can be read."""
        for one in services:
            key = Key("service", one)
            data = self._load(key, keep=False)
            if data is not None:
                yield self._line(data)

    def _load(self, key: Key, *, keep: bool = True) -> Any:
        if key in self._held:
            return self._held[key]
        sha = self._changed[key] if key in self._changed else self._store.sha(key.path, self._head)
        data = self._read(key, sha) if sha else None
        if keep:
            self._held[key] = data
        return data

    def _read(self, key: Key, sha: str) -> Any:
        try:
            data = unpack(self._store.blob(sha))
        except StorageError as error:
            self.odd[key] = str(error.sentence)
            return None
        except msgspec.MsgspecError as error:
            self.odd[key] = str(error)
            return None
        if fault := misshapen(key.kind, data):
            self.odd[key] = fault
            return None
        return data

    def _line(self, data: Any) -> Line:
        targets, organization, places = [], None, []
        if one := data.get("organization_id"):
            targets.append(one)
            organization = self._load(Key("organization", one))
        for link in data.get("service_at_locations", ()):
            if one := link.get("location_id"):
                targets.append(one)
                places.append(self._load(Key("location", one)))
        places = [place for place in places if place]
        service = read_service(data, organization, places, self._needs(data), self.secret)
        text = searched_text(data, organization, open_places(data, places, self.secret), service)
        others = f"{service.organization}\n" + " ".join(local.name for local in service.local_names)
        named, told = fold(f"{service.name}\n{others}"), fold(text)
        dense = is_dense(named) or is_dense(told)
        return Line(
            service.id,
            service.name,
            service.organization,
            area_of(service),
            service.status,
            text,
            _ENCODE(service),
            (fold(service.name), fold(others), told),
            (named, told) if dense else None,
            (pairs(named), pairs(told)) if dense else None,
            service.needs,
            tuple(targets),
        )


def area_of(service: Service) -> str:
    """Return the areas of a service's places, for lists."""
    return ", ".join(dict.fromkeys(spot.area for spot in service.spots if spot.area))


def searched_text(data: Any, organization: Any, shown: list[Any], service: Service) -> str:
    """Return the text by which a service is found, besides its names. SHOWN: its places that may be told."""
    parts = [data.get("alternate_name"), data.get("description")]
    parts += [local.summary for local in service.local_names]
    parts += [data.get(key) for key in ("eligibility_description", "application_process", "fees_description", "alert")]
    parts += [term.get("name") for a in data.get("attributes", ()) if _foreign(term := a.get("taxonomy_term") or {})]
    parts += sorted(service.needs)
    parts += [row.get("document") for row in data.get("required_documents", ())]
    parts += [row.get("name") for row in data.get("service_areas", ())]
    parts += [row.get("name") for holder in (data, *shown) for row in holder.get("languages", ())]
    parts += [(organization or {}).get("alternate_name")]
    parts += [f"{spot.name} {spot.address} {spot.area}" for spot in service.spots if not spot.confidential]
    parts += [place.get("alternate_name") for place in shown]
    parts += service.phones
    return "\n".join(dict.fromkeys(str(part) for part in parts if part))


def _foreign(term: Any) -> bool:
    return bool(term.get("name")) and term.get("taxonomy") != TAXONOMY
