"""Prepare an import: read, compare with what is held, three-way where the source was imported before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from referral_assistant.directory.hsds.dialect import read_parcel
from referral_assistant.directory.hsds.draft import WHERE, Drafts, Report, Unreadable, Where
from referral_assistant.directory.hsds.ids import derived_id
from referral_assistant.directory.hsds.mending import Mender
from referral_assistant.directory.hsds.parcel import open_parcel, shown
from referral_assistant.directory.hsds.settle import Settled, Settler
from referral_assistant.directory.merge import FieldChange, differences, merge, overlay
from referral_assistant.directory.packfile import GitObject, git_object
from referral_assistant.directory.preview import Change, Counts, Preview, Safer
from referral_assistant.directory.reading import is_confidential
from referral_assistant.directory.record import Key, key_of, pack, unpack
from referral_assistant.directory.sheets import (
    RECEIVED_FROM,
    RowError,
    attribute_of,
    check_row,
    disclosure_of,
    is_warning,
    row_text,
    rows_of,
    sheet_of,
)
from referral_assistant.directory.store import Store
from referral_assistant.disclosure import Duty, Safety, judge
from referral_assistant.errors import InputError
from referral_assistant.message import msg

_MOST_REMARKS = 200


def source_name(path: Path, source: str | None) -> str:
    """Return the name of a source: what the person said, else the name of the file or folder without its ending."""
    name = (source or "").strip() or re.sub(r"(\.gz|\.[A-Za-z]{3,7})+$", "", path.name) or "import"
    return name[:80]


def ref_of(source: str) -> str:
    """Return the line of history that holds what a source last sent."""
    slug = re.sub(r"[^a-z0-9]+", "-", source.lower()).strip("-")[:40] or "source"
    return f"refs/imports/{slug}-{derived_id(source)[:8]}"


@dataclass(slots=True)
class _Findings:
    """What comparing has found so far."""

    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    same: int = 0
    writes: dict[str, GitObject] = field(default_factory=dict)
    as_sent: dict[str, GitObject] = field(default_factory=dict)


def prepare(
    store: Store,
    path: Path,
    source: str | None,
    report: Report | None,
    on: date | None = None,
    duties: Sequence[Duty] = (),
    *,
    mend: bool = False,
) -> Preview:
    """Read PATH and say what it would change. Writes nothing. Raises InputError when there is nothing to read.

    MEND: text that was broken on its way comes in mended; otherwise it is only pointed out.
    """
    name = source_name(path, source)
    tell = _Progress(report)
    try:
        drafts = read_parcel(open_parcel(path))
    except OSError as error:
        raise InputError(
            msg("{file} cannot be read: {reason}.", file=shown(path.name), reason=error.strerror or str(error)),
            msg("Check that you may open it and that the disk is in order."),
        ) from error
    settler = Settler(name, drafts, tell.stage(0.1, 0.6))
    settled = settler.settle()
    held = _Held(store, ref_of(name))
    _attach_sheets(settler, drafts, settled, held, name)
    findings = _Findings()
    mender = Mender(data for records in settled.records.values() for data in records.values())
    broken = _broken(settled, mender, shown(path.name), mended=mend)
    counts = Counts(**{kind: len(found) for kind, found in settled.records.items()})
    _compare(settled, held, findings, tell.stage(0.6, 1.0), mender if mend and broken else None)
    _compare_extras(settled, held, findings, name)
    return Preview(
        source=name,
        path=str(path),
        new=tuple(findings.new),
        changed=tuple(findings.changed),
        same=findings.same,
        kept=tuple(findings.kept),
        gone=sum(1 for one in held.sent if key_of(one) and one not in findings.as_sent),
        unreadable=tuple(drafts.unreadable),
        remarks=(*drafts.remarks, *broken),
        records=counts,
        safer=tuple(_safer(findings, held, on or date.today(), duties)),
        based_on=store.head(),
        writes=findings.writes,
        as_sent=findings.as_sent,
    )


class _Progress:
    """Spread one progress report over several stages; total is always 1000."""

    def __init__(self, report: Report | None) -> None:
        self._report = report

    def stage(self, start: float, end: float) -> Callable[[int, int], None] | None:
        """Return a report for one stage."""
        report = self._report
        if report is None:
            return None
        return lambda done, total: report(int(1000 * (start + (end - start) * done / max(total, 1))), 1000)


class _Held:
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


def _compare(
    settled: Settled,
    held: _Held,
    findings: _Findings,
    report: Callable[[int, int], None] | None,
    mender: Mender | None,
) -> None:
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
                findings.new.append(Change(kind, identity, _name(data)))
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


def _compare_one(key: Key, theirs: dict[str, Any], sha: str, held: _Held, findings: _Findings) -> None:
    ours, base = held.ours_of(key.path), held.sent_of(key.path)
    if ours is None:
        # The source sent it before and it was taken out here since: a local decision that an import does not undo.
        findings.same += 1
        findings.kept.append(Change(key.kind, key.id, _name(theirs), kept=differences(None, theirs)[:1]))
        return
    theirs = _with_secret_places(theirs, ours, held)
    conflicts: tuple[FieldChange, ...] = ()
    if base is None:
        result = overlay(ours, theirs)
    elif held.sent[key.path] == sha:
        result, conflicts = ours, differences(ours, theirs)
    else:
        merged = merge(base, ours, theirs)
        result, conflicts = _with_warnings(merged.result, ours), merged.conflicts
    fields = differences(ours, result)
    if all(one.field.endswith("/order") for one in fields):
        # The order of children means nothing in a table, and tables are how most directories travel.
        fields = ()
    change = Change(key.kind, key.id, _name(result), fields, conflicts)
    if fields:
        findings.changed.append(change)
        findings.writes[key.path] = git_object("blob", pack(result))
    else:
        findings.same += 1
    if conflicts:
        findings.kept.append(change)


def _with_warnings(result: dict[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Give back what was said against a service: a sender who drops a row takes no warning away (P3)."""
    attributes = result.get("attributes", [])
    told = {one["id"] for one in attributes}
    dropped = [one for one in ours.get("attributes", ()) if one["id"] not in told and is_warning(one)]
    return {**result, "attributes": [*attributes, *dropped]} if dropped else result


def _with_secret_places(theirs: dict[str, Any], ours: Mapping[str, Any], held: _Held) -> dict[str, Any]:
    """Give back the links to places that we hold as confidential: exports leave them out, which is no removal."""
    links = theirs.get("service_at_locations", [])
    told = {link["id"] for link in links}
    secret = [
        link
        for link in ours.get("service_at_locations", ())
        if link["id"] not in told and _is_secret(link.get("location_id"), ours, held)
    ]
    return {**theirs, "service_at_locations": [*links, *secret]} if secret else theirs


def _is_secret(location: Any, service: Mapping[str, Any], held: _Held) -> bool:
    place = held.ours_of(Key("location", str(location)).path)
    return place is not None and (is_confidential(place) or is_confidential(service))


def _compare_extras(settled: Settled, held: _Held, findings: _Findings, source: str) -> None:
    slug = ref_of(source).rpartition("/")[2]
    for name, rows in settled.extras.items():
        path = f"extra/{slug}/{re.sub(r'[^A-Za-z0-9_.-]+', '_', name)[:80]}.json"
        blob = git_object("blob", pack(rows))
        findings.as_sent[path] = blob
        if rows and held.ours.get(path) != blob.sha:
            findings.writes[path] = blob


def _attach_sheets(settler: Settler, drafts: Drafts, settled: Settled, held: _Held, source: str) -> None:
    services = settled.records["service"]
    for sheet, rows in drafts.sheets.items():
        for row in rows:
            where: Where = row.pop(WHERE)
            identity = settler.id_of("service", row.get("service_id", ""))
            if identity not in services:
                ours = held.ours_of(Key("service", identity).path)
                if ours is None:
                    reason = msg(
                        "points at service {id}, which is not in the file", id=str(row.get("service_id", ""))[:80]
                    )
                    drafts.complain(where, "service_id", reason)
                    continue
                services[identity] = ours
            _attach(services, identity, sheet, row, where, drafts)
    for service in services.values():
        _vouch(service, source, held, drafts)


def _attach(
    services: dict[str, Any], identity: str, sheet: str, row: dict[str, Any], where: Where, drafts: Drafts
) -> None:
    try:
        attribute = attribute_of(sheet, identity, row)
    except RowError as error:
        drafts.complain(where, error.column, msg("{reason}", reason=str(error)))
        return
    held = services[identity].get("attributes", [])
    if all(one["id"] != attribute["id"] for one in held):
        services[identity] = {**services[identity], "attributes": [*held, attribute]}


def _vouch(service: dict[str, Any], source: str, held: _Held, drafts: Drafts) -> None:
    """Keep the source beside each row that it sent, unless we hold that very row already; name rows nobody can read."""
    ours: dict[str, Any] | None = None
    for attribute in service.get("attributes", ()):
        if sheet_of(attribute) not in {"conditions", "disclosure"}:
            continue
        if ours is None:
            known = held.ours_of(Key("service", service["id"]).path) or {}
            ours = {one["id"]: one for one in known.get("attributes", ())}
        for sheet, row in rows_of({"attributes": [attribute]}):
            if attribute["id"] in ours:
                attribute["value"] = ours[attribute["id"]]["value"]
            else:
                attribute["value"] = row_text({**row, RECEIVED_FROM: source})
            try:
                check_row(sheet, row)
            except RowError as error:
                drafts.complain(Where(str(service["name"])), error.column, msg("{reason}", reason=str(error)))


def _safer(findings: _Findings, held: _Held, on: date, duties: Sequence[Duty]) -> list[Safer]:
    """Find what would become safer, be it free of any duty to report or under the latest one of the region."""
    latest = sorted(duties, key=lambda duty: duty.checked_on)[-1:]
    found = []
    for path, blob in findings.writes.items():
        if not path.startswith("service/") or b'"disclosure"' not in blob.content:
            continue
        after = unpack(blob.content)
        ours = held.ours_of(path)
        pairs = [(_safety(ours, on, under), _safety(after, on, under)) for under in ((), latest)]
        rises = [(before, judged) for before, judged in pairs if judged > max(before, Safety.UNCONFIRMED)]
        if rises:
            checked = tuple(dict.fromkeys(_who(row) for sheet, row in rows_of(after) if sheet == "disclosure"))
            found.append(Safer(after["id"], after["name"], *rises[0], checked))
    return found


def _who(row: Mapping[str, str]) -> str:
    return " · ".join(row[part] for part in ("source", "checked_on", RECEIVED_FROM) if row.get(part))


def _safety(service: Any, on: date, duties: Sequence[Duty]) -> Safety:
    rows = []
    for sheet, row in rows_of(service or {}):
        if sheet == "disclosure":
            try:
                rows.append(disclosure_of(row))
            except RowError:
                continue
    return judge(rows, on, duties=duties).safety


def _broken(settled: Settled, mender: Mender, file: str, *, mended: bool) -> list[Unreadable]:
    """Say what text is broken, and what it would be; a person decides."""
    found = (
        Unreadable(file, 0, broken.field, broken.reason(_name(data), mended=mended))
        for records in settled.records.values()
        for data in records.values()
        for broken in mender.broken(data)
    )
    return list(islice(found, _MOST_REMARKS))


def _name(data: Mapping[str, Any]) -> str:
    return str(data.get("name") or data.get("id"))
