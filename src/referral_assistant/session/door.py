"""How safe a service would be by the rows that somebody is writing: the real reading, the real judge, the real duties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.reading import read_service
from referral_assistant.directory.sheet_rows import DoorRow, put_door
from referral_assistant.disclosure import Judgement
from referral_assistant.errors import InputError
from referral_assistant.session.browse import judged_today

if TYPE_CHECKING:
    from referral_assistant.session.session import Session


def judged_with(
    session: Session, record: Mapping[str, Any] | None, rows: Sequence[DoorRow], on: date | None = None
) -> Judgement:
    """Judge a service record as a visit would once ROWS stood in it. Without a record every duty of the region counts."""
    told = {"id": "", "name": "", **(record or {})}
    organization = _held(session, "organization", told.get("organization_id"))
    links = (one.get("location_id") for one in told.get("service_at_locations", ()))
    places = [place for place in (_held(session, "location", one) for one in links) if place is not None]
    needs = session.needs.reached(told)
    return judged_today(session, read_service(put_door(told, rows), organization, places, needs), on)


def _held(session: Session, kind: str, record_id: Any) -> Mapping[str, Any] | None:
    """Return a record of the directory; None while it is only in the draft, or where a link points at nothing."""
    try:
        found = session.directory.show(str(record_id)) if record_id else None
    except InputError:
        return None
    return found.data if found is not None and found.kind == kind else None
