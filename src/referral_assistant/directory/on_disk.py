"""Records straight from the repository, past the index: what is damaged, and how services were at an earlier edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from referral_assistant.directory.intake import Needs
from referral_assistant.directory.reading import read_service
from referral_assistant.directory.record import Key, key_of, unpack
from referral_assistant.directory.schema import misshapen
from referral_assistant.directory.store import Store
from referral_assistant.errors import StorageError
from referral_assistant.service import Service


class OnDisk:
    """Reads the records of the newest edit, or of any."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def whole(self, kind: str) -> Iterator[tuple[Key, Mapping[str, Any] | None, str]]:
        """Yield (key, record, "") of each that can be read, (key, None, why) of each that cannot, sorted by path."""
        for path, sha in self._store.files(self._store.head()):
            key = key_of(path)
            if key is None or key.kind != kind:
                continue
            try:
                data = unpack(self._store.blob(sha))
            except StorageError as fault:
                yield key, None, str(fault.sentence)
            except ValueError as fault:
                yield key, None, str(fault)
            else:
                yield (key, data, "") if isinstance(data, dict) else (key, None, "no record")

    def as_it_was(self, needs: Needs) -> AsItWas:
        """Return a reader of the services of one edit after another; let it go when done, since it remembers."""
        return AsItWas(self._store, needs)


class AsItWas:
    """Reads the services of one edit after another; what did not change between two is read once."""

    def __init__(self, store: Store, needs: Needs) -> None:
        self._store, self._needs = store, needs
        self._records: dict[str, Any] = {}
        self._services: dict[tuple[str, ...], Service] = {}

    def services(self, commit: str) -> Iterator[Service]:
        """Yield every service that can be read as it was."""
        shas = {key: sha for path, sha in self._store.files(commit) if (key := key_of(path))}
        for key, sha in shas.items():
            data = self._record(key, sha) if key.kind == "service" else None
            if data is not None:
                yield self._service(data, sha, shas)

    def _service(self, data: Mapping[str, Any], sha: str, shas: Mapping[Key, str]) -> Service:
        owner = Key("organization", str(data.get("organization_id")))
        places = [Key("location", str(link.get("location_id"))) for link in data.get("service_at_locations", ())]
        held = [key for key in (owner, *places) if key in shas]
        known = (sha, *(shas[key] for key in held))
        found = self._services.get(known)
        if found is None:
            read = {key: self._record(key, shas[key]) for key in held}
            locations = [one for key in places if (one := read.get(key))]
            found = self._services[known] = read_service(data, read.get(owner), locations, self._needs(data))
        return found

    def _record(self, key: Key, sha: str) -> Any:
        """Return a record; None when it cannot be read."""
        if sha not in self._records:
            try:
                data = unpack(self._store.blob(sha))
            except (StorageError, ValueError):
                data = None
            self._records[sha] = None if data is None or misshapen(key.kind, data) else data
        return self._records[sha]
