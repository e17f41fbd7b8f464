"""A family to walk through the visit with, and a language that is longer than any."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import replace

import pytest

from referral_assistant.household import Place as Stay
from referral_assistant.i18n import LANGUAGES, Catalog
from referral_assistant.session import Session
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.visit.who import ROLES, newcomer, with_years

VISIT_PLACES = (Place.START, Place.LANGUAGES, Place.PEOPLE, Place.NEEDS, Place.QUESTIONS, Place.RESULTS)
NEEDS = ("education.enrolment", "health.maternal", "vaccines.routine", "money.cash", "protection.violence")


def seat_a_family(desk: Desk, language: str | None = None) -> None:
    """Let a mother, a child and a baby say what they need."""
    sitting = desk.sitting
    for role in (ROLES[0], ROLES[2], ROLES[3]):
        sitting = sitting.add(newcomer(role, sitting.people))
    mother = replace(with_years(sitting.people[0], 29), pregnant=True)
    sitting = sitting.change(0, mother).look_at(0)
    for need in NEEDS:
        sitting = sitting.set_need(need, None, (0, 1, 2), wanted=True)
    sitting = sitting.with_household(replace(sitting.household, area=Stay("Mae Lin")))
    desk.change(sitting.in_language(language))


class Longer(gettext.NullTranslations):
    """Every sentence half as long again, with marks above and below the line and marks of direction inside."""

    def gettext(self, message: str) -> str:
        return _longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _longer(msgid1 if n == 1 else msgid2)


def _longer(text: str) -> str:
    words = text.split()
    first = [f"\u2068{words[0]}\u2069"] if words else []
    return " ".join([*first, *words[1:], *(word for word in words[: len(words) // 2 + 1] if "{" not in word), "Ẫģ̈"])


def make_longer(session: Session, monkeypatch: pytest.MonkeyPatch, tag: str = "vi") -> str:
    """Let a language be the longer one; returns its tag."""
    real = session.catalog
    longer = Catalog(LANGUAGES[tag], Longer())
    monkeypatch.setattr(
        session, "catalog", lambda wanted, domain="app": longer if wanted == tag else real(wanted, domain)
    )
    return tag


def walk(desk: Desk) -> Iterator[Place]:
    """Go to every place of the visit, the plan of the week, what was left out and the urgent numbers included."""
    from tests.ui.conftest import settle

    for place in VISIT_PLACES:
        desk.go(place)
        settle()
        yield place
    desk.sitting = replace(desk.sitting, sees_week=True)
    desk.go(Place.RESULTS)
    settle()
    yield Place.RESULTS
    desk.sitting = replace(desk.sitting, sees_left_out=True, sees_week=False)
    desk.go(Place.RESULTS)
    settle()
    yield Place.RESULTS
    desk.sitting = replace(desk.sitting, sees_left_out=False, urgent="danger")
    desk.go(Place.START)
    settle()
    yield Place.START
