"""What a visit leaves unmet, ready to be counted at its end: need and area only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from referral_assistant.session.visit import UnmetNeed, VisitResults

if TYPE_CHECKING:
    from referral_assistant.session.session import Session


def unmet(session: Session, results: VisitResults) -> tuple[UnmetNeed, ...]:
    """Return the needs for which no place is left, each with the region's area; a place it does not know is not told."""
    area = session.surroundings.area_id(results.visit.household)
    return tuple(UnmetNeed(need, area) for need in results.unmet_needs)
