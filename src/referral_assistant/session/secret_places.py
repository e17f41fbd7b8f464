"""Places that must stay secret: what is said of them unasked, and what a person sees who opens one knowingly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from referral_assistant.directory.reading import spot_of
from referral_assistant.directory.secrets import places_of, withheld
from referral_assistant.errors import ReferralError
from referral_assistant.service import Spot

if TYPE_CHECKING:
    from referral_assistant.session.session import Session


def told(session: Session, record_id: str, *, secrets: bool = False) -> tuple[dict[str, Any], bool]:
    """Return a record, and whether it was kept back that it is: a secret place is told whole only with SECRETS.

    Raises InputError when there is no such record.
    """
    record = session.directory.show(record_id)
    if secrets or not session.directory.is_secret(record.key):
        return dict(record.data), False
    return withheld(record.data), True


def open_knowingly(session: Session, service_id: str) -> tuple[Spot, ...]:
    """Return where the secret places of a service are, for a person who asked to see it; nothing keeps the answer."""
    record = session.directory.show(service_id)
    spots: list[Spot] = []
    for place in sorted(places_of(record.data)):
        try:
            held = session.directory.show(place)
        except ReferralError:
            continue
        if session.directory.is_secret(held.key):
            spots.append(spot_of(held.data))
    return tuple(spots)
