"""The cards of the results: a place for a need with its safety and date, and a need for which nothing is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from referral_assistant import clock
from referral_assistant.disclosure import Safety
from referral_assistant.eligibility import Outcome
from referral_assistant.message import Message, msg
from referral_assistant.reasons import LeftOutBecause
from referral_assistant.ui.directory.words import State, area_of, checked_on, state_of
from referral_assistant.ui.parts.pressable import Kind, Pressable
from referral_assistant.ui.parts.surface import Badge
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND, TITLE, Look
from referral_assistant.ui.text import ElidedText, Text
from referral_assistant.ui.visit import opening, who

if TYPE_CHECKING:
    from referral_assistant.session import Explained
    from referral_assistant.ui.desk import Desk


def for_whom(desk: Desk, entry: Explained) -> str:
    """Name the need and the people that a place is for: "Going to school · Child, 7"."""
    need = desk.session.need_name(entry.match.need, desk.catalog)
    people = desk.sitting.people
    names = [who.in_words(people[one], desk.catalog) for one in entry.match.people if one < len(people)]
    return desk.in_a_row(need, *names)


def state_in_words(desk: Desk, entry: Explained) -> tuple[State, str]:
    """Return the state of a place and the date that belongs to it, in words."""
    match = entry.match
    state, day = state_of(match.service, match.judgement), checked_on(match.judgement)
    if match.safety is Safety.UNCONFIRMED:
        return state, "" if day is None else desk.say(msg("last checked {day}", day=day))
    if day is None:
        return state, desk.say(msg("no check on record"))
    if match.safety is Safety.ASKS:
        return state, desk.say(msg("reported {day}", day=day))
    return state, desk.say(msg("checked {day}", day=day))


class PlaceCard(Pressable):
    """A place for a need: name, when, for whom, safety with its date."""

    def __init__(self, page: Screen, entry: Explained) -> None:
        look, desk, service = page.look, page.desk, entry.match.service
        state, day = state_in_words(desk, entry)
        lines = for_whom(desk, entry)
        super().__init__(
            look, Kind.CARD, ". ".join((service.name, lines, f"{desk.say(state.words)} {day}".strip())), checkable=True
        )
        self.setObjectName(f"place-{service.id}-{entry.match.need}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        high = 8 if look.small else 12
        column.setContentsMargins(16, high, 14, high)
        column.setSpacing(4)
        column.addLayout(self._title(page, entry))
        need = QHBoxLayout()
        need.setSpacing(8)
        picture = desk.session.needs.by_id[entry.match.need].pictogram
        need.addWidget(self.inked(Pictogram(picture, look.px(18), ""), "second"))
        need.addWidget(self.inked(ElidedText(lines, desk.tag, look.px(SECOND)), "second"), 1)
        column.addLayout(need)
        column.addLayout(self._foot(page, entry, state, day))

    def _title(self, page: Screen, entry: Explained) -> QHBoxLayout:
        look, desk, service = page.look, page.desk, entry.match.service
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.inked(ElidedText(service.name, desk.tag, look.px(TITLE), bold=True)), 1)
        when = opening.briefly(service, clock.now(), desk.catalog)
        when_and_where = desk.in_a_row(when, area_of(service))
        if when_and_where:
            row.addWidget(self.inked(ElidedText(when_and_where, desk.tag, look.px(14)), "second"))
        return row

    def _foot(self, page: Screen, entry: Explained, state: State, day: str) -> QHBoxLayout:
        look, desk = page.look, page.desk
        row = QHBoxLayout()
        row.setSpacing(8)
        if entry.because is None or entry.because is LeftOutBecause.ASKS_STATUS:
            row.addWidget(badge(look, state, desk))
            if day and not look.small:
                row.addWidget(self.inked(ElidedText(day, desk.tag, look.px(14)), "second"))
        else:
            reason = why_not(entry)
            row.addWidget(self.inked(Pictogram("close", look.px(16), ""), "second"))
            row.addWidget(self.inked(ElidedText(desk.say(reason), desk.tag, look.px(14)), "second"), 1)
            return row
        row.addStretch(1)
        return row


class NothingCard(Pressable):
    """A need for which no place is left."""

    def __init__(self, page: Screen, need: str) -> None:
        look, desk = page.look, page.desk
        name = desk.session.need_name(need, desk.catalog)
        said = desk.say(msg("Nothing found: see what remains"))
        super().__init__(look, Kind.CARD, f"{name}. {said}", checkable=True)
        self.setObjectName(f"nothing-{need}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 14, 10)
        row.setSpacing(12)
        picture = desk.session.needs.by_id[need].pictogram
        row.addWidget(self.inked(Pictogram(picture, look.px(22), ""), "second"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.inked(Text(name, desk.tag, look.px(TITLE), bold=True, wraps=True)))
        words.addWidget(self.inked(Text(said, desk.tag, look.px(14), wraps=True), "second"))
        row.addLayout(words, 1)
        row.addWidget(self.inked(Pictogram("chevron_forward", look.px(18), "")), 0, Qt.AlignmentFlag.AlignVCenter)


def badge(look: Look, state: State, desk: Desk, *, day: str = "") -> Badge:
    """Make the badge of a state: icon, words and, where there is room, the date."""
    text = desk.in_a_row(desk.say(state.words), day)
    return Badge(look, text, desk.tag, icon=state.icon, tone=state.hues(look.colours))


def why_not(entry: Explained) -> Message:
    """Say in one sentence why a place was left out."""
    if entry.because is LeftOutBecause.CLOSED:
        return msg("Closed")
    if entry.would_fit_if:
        return entry.would_fit_if.message
    against = [finding.message for finding in entry.findings if finding.outcome is Outcome.NO]
    return against[0] if against else msg("Does not fit")
