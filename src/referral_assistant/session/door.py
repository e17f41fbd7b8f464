"""How safe a service would be by the rows that somebody is writing: the real reading, the real judge, the real duties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.reading import read_service
from referral_assistant.directory.sheet_rows import DoorRow, put_door
from referral_assistant.disclosure import Judgement
from referral_assistant.session.browse import judged_today

if TYPE_CHECKING:
    from referral_assistant.session.session import Session


def judged_with(
    session: Session, record: Mapping[str, Any] | None, rows: Sequence[DoorRow], on: date | None = None
) -> Judgement:
    """Judge a service record as a visit would once ROWS stood in it. Without a record every duty of the region counts."""
    told = {"id": "", "name": "", **(record or {})}
    service = read_service(put_door(told, rows), None, ())
    held = session.directory.service(str(told["id"])) if told["id"] else None
    if held is not None:
        service = replace(service, country=held.country, needs=service.needs | held.needs, provider=held.provider)
    return judged_today(session, service, on)
