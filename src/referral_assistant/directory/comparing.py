"""Compare what a source sends with what it sent last and with what we hold: new, changed, same, kept as we have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from referral_assistant.directory.hsds.ids import derived_id
from referral_assistant.directory.hsds.mending import Mender
from referral_assistant.directory.hsds.settle import Settled
from referral_assistant.directory.merge import FieldChange, differences, merge, overlay
from referral_assistant.directory.packfile import GitObject, git_object
from referral_assistant.directory.preview import Change
from referral_assistant.directory.reading import is_confidential, is_tombstone
from referral_assistant.directory.record import Key, pack, unpack
from referral_assistant.directory.secrets import SECRET_PLACE
from referral_assistant.directory.sheets import is_warning
from referral_assistant.directory.store import Store


def ref_of(source: str) -> str:
    """Return the line of history that holds what a source last sent."""
    slug = re.sub(r"[^a-z0-9]+", "-", source.lower()).strip("-")[:40] or "source"
    return f"refs/imports/{slug}-{derived_id(source)[:8]}"


@dataclass(slots=True)
class Findings:
    """What comparing has found so far. FILE_OF tells the file that a record stands in, SECRET the places kept secret."""

    file_of: Callable[[str], str]
    secret: frozenset[str] = frozenset()
    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    same: int = 0
    writes: dict[str, GitObject] = field(default_factory=dict)
    as_sent: dict[str, GitObject] = field(default_factory=dict)


class Held:
    """What the directory holds, and what the source sent last time; read only where they differ."""

    def __init__(self, store: Store, ref: str) -> None:
        self._store = store
        self.ours = dict(store.files(store.head()))
        self.sent = dict(store.files(store.head(ref)))

    def ours_of(self, path: str) -> Any:
        """Return our record."""
        return unpack(self._store.blob(self.ours[path])) if path in self.ours else None

    def sent_of(self, path: str) -> Any:
        """Return what the source said last time."""
        return unpack(self._store.blob(self.sent[path])) if path in self.sent else None


def compare(
    settled: Settled,
    held: Held,
    findings: Findings,
    report: Callable[[int, int], None] | None,
    mender: Mender | None,
) -> None:
    """Sort the records of SETTLED into FINDINGS. MENDER: mends what comes in; what counts as sent stays as it was sent."""
    total = sum(map(len, settled.records.values()))
    done = 0
    for kind, records in settled.records.items():
        for identity in list(records):
            data = records.pop(identity)
            path = Key(kind, identity).path
            # What counts as sent is what the source said, be it broken: the next time it will say the same.
            sent = git_object("blob", pack(data))
            data = mender.mended(data) if mender else data
            blob = git_object("blob", pack(data)) if mender else sent
            findings.as_sent[path] = sent
            if path not in held.ours and path not in held.sent:
                findings.new.append(_change(Key(kind, identity), data, data, findings))
                findings.writes[path] = blob
            elif held.ours.get(path) == blob.sha:
                findings.same += 1
            else:
                _compare_one(Key(kind, identity), unpack(blob.content), blob.sha, held, findings)
            done += 1
            if report and done % 200 == 0:
                report(done, total)
    if report:
        report(total, total)


def _compare_one(key: Key, theirs: dict[str, Any], sha: str, held: Held, findings: Findings) -> None:
    ours, base = held.ours_of(key.path), held.sent_of(key.path)
    if ours is None:
        # The source sent it before and it was taken out here since: a local decision that an import does not undo.
        findings.same += 1
        gone = differences(None, theirs)[:1]
        findings.kept.append(_change(key, theirs, theirs, findings, kept=gone))
        return
    theirs = _with_tombstone(_with_secret_places(theirs, ours, held), ours)
    conflicts: tuple[FieldChange, ...] = ()
    if base is None:
        result = overlay(ours, theirs)
    elif held.sent[key.path] == sha:
        result, conflicts = ours, differences(ours, theirs)
    else:
        merged = merge(base, ours, theirs)
        result, conflicts = with_warnings(merged.result, ours), merged.conflicts
    fields = differences(ours, result)
    if all(one.field.endswith("/order") for one in fields):
        # The order of children means nothing in a table, and tables are how most directories travel.
        fields = ()
    change = _change(key, ours, result, findings, fields, conflicts)
    if fields:
        findings.changed.append(change)
        findings.writes[key.path] = git_object("blob", pack(result))
    else:
        findings.same += 1
    if conflicts:
        findings.kept.append(change)


def _change(
    key: Key,
    ours: Mapping[str, Any],
    result: Mapping[str, Any],
    findings: Findings,
    fields: tuple[FieldChange, ...] = (),
    kept: tuple[FieldChange, ...] = (),
) -> Change:
    """Say what happens to a record; a place that is secret before or after is not named."""
    secret = key.kind == "location" and (key.id in findings.secret or is_confidential(ours) or is_confidential(result))
    name = SECRET_PLACE if secret else name_of(result)
    return Change(key.kind, key.id, name, fields, kept, findings.file_of(key.id), secret)


def with_warnings(result: dict[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Give back what was said against a service: a sender who drops a row takes no warning away (P3)."""
    attributes = result.get("attributes", [])
    told = {one["id"] for one in attributes}
    dropped = [one for one in ours.get("attributes", ()) if one["id"] not in told and is_warning(one)]
    return {**result, "attributes": [*attributes, *dropped]} if dropped else result


def _with_tombstone(theirs: dict[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Give back our word that a service is closed or must not be listed: a sender who drops or changes it opens nothing.

    Only a person here brings it back (docs/hsds-profile.md).
    """
    stones = [one for one in ours.get("attributes", ()) if is_tombstone(one)]
    if not stones:
        return theirs
    attributes = [one for one in theirs.get("attributes", ()) if not is_tombstone(one)]
    return {**theirs, "attributes": [*attributes, *stones]}


def _with_secret_places(theirs: dict[str, Any], ours: Mapping[str, Any], held: Held) -> dict[str, Any]:
    """Give back the links to places that we hold as confidential: exports leave them out, which is no removal."""
    links = theirs.get("service_at_locations", [])
    told = {link["id"] for link in links}
    secret = [
        link
        for link in ours.get("service_at_locations", ())
        if link["id"] not in told and _is_secret(link.get("location_id"), ours, held)
    ]
    return {**theirs, "service_at_locations": [*links, *secret]} if secret else theirs


def _is_secret(location: Any, service: Mapping[str, Any], held: Held) -> bool:
    place = held.ours_of(Key("location", str(location)).path)
    return place is not None and (is_confidential(place) or is_confidential(service))


def compare_extras(settled: Settled, held: Held, findings: Findings, source: str) -> None:
    """Do the same with the tables beside the records, which belong to one source each."""
    slug = ref_of(source).rpartition("/")[2]
    for name, rows in settled.extras.items():
        path = f"extra/{slug}/{re.sub(r'[^A-Za-z0-9_.-]+', '_', name)[:80]}.json"
        blob = git_object("blob", pack(rows))
        findings.as_sent[path] = blob
        if rows and held.ours.get(path) != blob.sha:
            findings.writes[path] = blob


def name_of(data: Mapping[str, Any]) -> str:
    """Return the name of a record for people; its id when it has none."""
    return str(data.get("name") or data.get("id"))
