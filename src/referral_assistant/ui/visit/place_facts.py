"""What is on record about a place, in words; empty where nobody has recorded it."""

from __future__ import annotations

from datetime import date

from referral_assistant.disclosure import NO_PAPER, papers_asked, papers_recorded
from referral_assistant.message import msg
from referral_assistant.reasons import PAPER_NAMES
from referral_assistant.service import Service
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.words import cost_text, languages_text
from referral_assistant.ui.visit import opening


def hours(desk: Desk, service: Service, on: date) -> str:
    """Say when it is open, a line for each time."""
    return "\n".join(opening.in_full(service, on, desk.catalog))


def cost(desk: Desk, service: Service) -> str:
    """Say what it costs."""
    if service.free:
        return desk.say(msg("Free"))
    return " · ".join(dict.fromkeys(filter(None, (cost_text(desk.catalog, one) for one in service.costs))))


def spoken(desk: Desk, service: Service) -> str:
    """Name the languages spoken there."""
    return languages_text(desk.catalog, service.languages)


def papers(desk: Desk, service: Service, on: date) -> str:
    """Name the papers asked at the door, or say that none is."""
    if not papers_recorded(service.disclosure):
        return ""
    asked = dict.fromkeys(row.value for row in papers_asked(service.disclosure, on) if row.value != NO_PAPER)
    if not asked:
        return desk.say(msg("No paper is asked"))
    return desk.catalog.listed([desk.say(PAPER_NAMES[paper]) for paper in asked])
