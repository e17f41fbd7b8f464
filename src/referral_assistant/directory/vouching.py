"""Rows of the three sheets on their way in: put to their services, with the source that vouches for them (P3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from referral_assistant.directory.comparing import Findings, Held
from referral_assistant.directory.hsds.draft import WHERE, Drafts, Where
from referral_assistant.directory.hsds.settle import Settled, Settler
from referral_assistant.directory.preview import Safer
from referral_assistant.directory.record import Key, unpack
from referral_assistant.directory.sheets import (
    RECEIVED_FROM,
    RowError,
    attribute_of,
    check_row,
    disclosure_of,
    row_text,
    rows_of,
    sheet_of,
)
from referral_assistant.disclosure import Duty, Safety, judge
from referral_assistant.message import msg


def attach_sheets(settler: Settler, drafts: Drafts, settled: Settled, held: Held, source: str) -> None:
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


def _vouch(service: dict[str, Any], source: str, held: Held, drafts: Drafts) -> None:
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


def safer(findings: Findings, held: Held, on: date, duties: Sequence[Duty]) -> list[Safer]:
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
