"""Close a service without taking it out, and bring it back: a tombstone in the record that outlives every import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from referral_assistant import clock, journal
from referral_assistant.directory.hsds.ids import derived_id, term
from referral_assistant.directory.reading import TOMBSTONE, is_tombstone
from referral_assistant.errors import InputError
from referral_assistant.message import msg
from referral_assistant.service import Status

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

CLOSINGS: dict[str, Status] = {
    "closed": Status.DEFUNCT,
    "not-ours": Status.NOT_OURS,
    "do-not-list": Status.DO_NOT_LIST,
}
"""The ways to close a service, by the word of the command line."""
_TERM = term(
    TOMBSTONE, "The service is closed or must not be listed, whatever a source says later; see docs/hsds-profile.md."
)


@dataclass(frozen=True, slots=True)
class Said:
    """Who says so, and on which day."""

    clinic: str
    on: date


def close_service(session: Session, service_id: str, status: Status, on: date | None = None) -> str | None:
    """Close a service; it stays in the directory. Returns the edit's id, None when it is closed so already."""
    record = _service(session, service_id)
    return _save(session, closed(record, status, _said(session, on)), f"Close, {status}")


def reopen_service(session: Session, service_id: str) -> str | None:
    """Bring a closed service back; its evidence counts as it did. Returns the edit's id, None when it is open."""
    return _save(session, reopened(_service(session, service_id)), "Bring back")


def closed(record: Mapping[str, Any], status: Status, said: Said) -> dict[str, Any]:
    """Return the record with a tombstone; the very record when it has that one already."""
    stones = [one for one in record.get("attributes", ()) if is_tombstone(one)]
    if [one.get("value") for one in stones] == [status]:
        return dict(record)
    rest = [one for one in record.get("attributes", ()) if not is_tombstone(one)]
    return {**record, "attributes": [*rest, _tombstone(record, status, said)]}


def reopened(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record without a tombstone, running."""
    rest = [one for one in record.get("attributes", ()) if not is_tombstone(one)]
    kept = {key: value for key, value in record.items() if key != "attributes"}
    return {**kept, **({"attributes": rest} if rest else {}), "status": str(Status.ACTIVE)}


def tombstone_of(record: Mapping[str, Any]) -> Status | None:
    """Return what keeps a service closed; None when it is not closed for good."""
    for one in record.get("attributes", ()):
        if is_tombstone(one) and one.get("value") in set(Status):
            return Status(str(one["value"]))
    return None


def _tombstone(record: Mapping[str, Any], status: Status, said: Said) -> dict[str, Any]:
    identity = derived_id(f"{record['id']}/{TOMBSTONE}")
    dated = {
        "id": derived_id(f"{identity}/checked"),
        "last_action_date": said.on.isoformat(),
        "last_action_type": "checked",
        "field_name": "status",
        "previous_value": str(record.get("status") or ""),
        "replacement_value": str(status),
        "updated_by": said.clinic,
    }
    return {
        "id": identity,
        "link_type": TOMBSTONE,
        "value": str(status),
        "taxonomy_term": _TERM,
        "metadata": [dated],
    }


def _service(session: Session, service_id: str) -> Mapping[str, Any]:
    record = session.directory.show(service_id)
    if record.kind != "service":
        raise InputError(
            msg("“{name}” is no service, and only services are closed.", name=record.name),
            msg("Close the services that stand there, one by one."),
        )
    return record.data


def _save(session: Session, record: Mapping[str, Any], what: str) -> str | None:
    edit = session.directory.save("service", record, f"{what}: {record['name']}")
    if edit:
        journal.note(session.folder, journal.Event.EDITED)
        session.read_again()
    return edit


def _said(session: Session, on: date | None) -> Said:
    return Said(session.settings.clinic.strip() or "This clinic", on or clock.today())
