"""Add what is not there yet to a draft: a service from nothing or like another, its organization, places, contacts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.reading import TOMBSTONE
from referral_assistant.directory.sheets import RECEIVED_FROM, attribute_of, is_warning, rows_of, sheet_of
from referral_assistant.errors import InputError
from referral_assistant.message import msg
from referral_assistant.service import Status
from referral_assistant.session.cells import put as put_cell
from referral_assistant.session.editing import Draft, Json, Piece, new_id, open_record, places_of
from referral_assistant.session.guarding import texts

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

_NOT_COPIED = frozenset({TOMBSTONE, "source_id", "joined_id", "local_name"})
_OF_THAT_DAY = ("assured_date", "assurer_email", "metadata", "last_modified", "capacities", "alert")


def new_service() -> Draft:
    """Begin a service from nothing."""
    service = {"id": new_id(), "name": "", "status": str(Status.ACTIVE)}
    return Draft(service["id"], (Piece("service", None, service),))


def new_record(kind: str) -> Draft:
    """Begin an organization or a place that stands alone."""
    record: dict[str, Any] = {"id": new_id(), "name": ""}
    if kind == "location":
        record["location_type"] = "physical"
    return Draft(record["id"], (Piece(kind, None, record),))


def duplicate(session: Session, service_id: str, name: str = "") -> Draft:
    """Begin a service like another, with ids of its own. Raises InputError when it is no service.

    What was found out about the other one makes this one no safer: only warnings are copied.
    """
    old = open_record(session, service_id)
    if old.subject.kind != "service":
        raise InputError(msg("“{name}” is no service.", name=old.subject.name), msg("Only a service can be copied."))
    record = old.subject.now
    identity = new_id()
    copy = {key: value for key, value in record.items() if key not in _OF_THAT_DAY}
    copy = {key: _with_new_ids(value) if key != "attributes" else value for key, value in copy.items()}
    copy |= {"id": identity, "name": name or str(msg("{name} (copy)", name=str(record["name"])))}
    attributes = [_copied(one, identity) for one in record.get("attributes", ()) if _is_copied(one)]
    copy = put_cell(copy, "attributes", attributes)
    beside = tuple(one for one in old.pieces if one.kind != "service")
    draft = Draft(identity, (Piece("service", None, copy), *beside))
    # What stands in the other record was read when it was written there.
    return replace(draft, accepted=frozenset(text for _, _, text in texts(draft)))


def _is_copied(attribute: Json) -> bool:
    if attribute.get("link_type") in _NOT_COPIED:
        return False
    return sheet_of(attribute) != "disclosure" or is_warning(attribute)


def _copied(attribute: Json, service_id: str) -> dict[str, Any]:
    sheet = sheet_of(attribute)
    for _, row in rows_of({"attributes": [attribute]}) if sheet else ():
        kept = {name: text for name, text in row.items() if name != RECEIVED_FROM}
        try:
            return attribute_of(sheet, service_id, kept)
        except ValueError:
            break
    return {**attribute, "id": new_id()}


def _with_new_ids(value: Any) -> Any:
    """Return the children under a key with ids of their own; what they point at stays."""
    if not isinstance(value, list):
        return value
    return [_child(one) if isinstance(one, Mapping) else one for one in value]


def _child(child: Json) -> dict[str, Any]:
    rest = {key: _with_new_ids(value) for key, value in child.items() if key not in {"metadata", "service_id"}}
    return {**rest, "id": new_id()}


def choose_organization(session: Session, draft: Draft, organization_id: str) -> Draft:
    """Put the service under an organization of the directory. Raises InputError when there is none of that id."""
    found = open_record(session, organization_id)
    if found.subject.kind != "organization":
        raise InputError(
            msg("“{name}” is no organization.", name=found.subject.name), msg("Search for one and copy its id.")
        )
    return _under(draft, found.subject)


def add_organization(draft: Draft, name: str) -> Draft:
    """Put the service under an organization that is not in the directory yet."""
    return _under(draft, Piece("organization", None, {"id": new_id(), "name": name}))


def without_organization(draft: Draft) -> Draft:
    """Take the service out of its organization, which stays in the directory."""
    return _under(draft, None)


def _under(draft: Draft, organization: Piece | None) -> Draft:
    now = put_cell(draft.subject.now, "organization_id", organization.id if organization else "")
    others = tuple(one for one in draft.pieces if one.kind != "organization")
    gone = {one.id for one in draft.pieces if one.kind == "organization"}
    unfit = tuple(one for one in draft.unfit if one.record_id not in gone)
    added = (organization,) if organization else ()
    return replace(draft, pieces=(*others, *added), unfit=unfit).with_record(draft.id, now)


def add_place(draft: Draft, name: str = "", country: str = "") -> Draft:
    """Give the service one more place, that is not in the directory yet."""
    identity = new_id()
    place: dict[str, Any] = {"id": identity, "location_type": "physical", "name": name}
    place["addresses"] = [put_cell({"id": new_id(), "address_type": "physical"}, "country", country)]
    return _at(draft, Piece("location", None, put_cell(place, "name", name)))


def choose_place(session: Session, draft: Draft, location_id: str) -> Draft:
    """Give the service one more place, that is in the directory. Raises InputError when there is none of that id."""
    found = open_record(session, location_id)
    if found.subject.kind != "location":
        raise InputError(msg("“{name}” is no place.", name=found.subject.name), msg("Search for one and copy its id."))
    if found.id in places_of(draft.subject.now):
        return draft
    return _at(draft, found.subject)


def _at(draft: Draft, place: Piece) -> Draft:
    service = draft.subject.now
    links = [*service.get("service_at_locations", ()), {"id": new_id(), "location_id": place.id}]
    return replace(draft, pieces=(*draft.pieces, place)).with_record(
        draft.id, {**service, "service_at_locations": links}
    )


def leave_place(draft: Draft, location_id: str) -> Draft:
    """Take a place away from the service; a place of the directory stays there, as it was.

    Raises InputError when the service is not given there.
    """
    service = draft.subject.now
    if location_id not in places_of(service):
        raise InputError(
            msg("“{name}” is not given at a place “{id}”.", name=draft.subject.name, id=location_id[:80]),
            msg("It is given at: {ids}.", ids=", ".join(places_of(service)) or "–"),
        )
    links = [one for one in service.get("service_at_locations", ()) if one.get("location_id") != location_id]
    pieces = tuple(one for one in draft.pieces if one.id != location_id)
    unfit = tuple(one for one in draft.unfit if one.record_id != location_id)
    rest = replace(draft, pieces=pieces, unfit=unfit)
    return rest.with_record(draft.id, put_cell(service, "service_at_locations", links))
