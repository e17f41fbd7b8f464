"""The kinds of paper that are offered, and the cards to choose one by."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.letter.making import ALL_LETTERS, CALL_SHEET, LETTER, NO_PAPER, PLAN, RIGHTS, SLIPS
from referral_assistant.ui.parts.pressable import Kind, Mark, MarkBox, Pressable
from referral_assistant.ui.style import SECOND, Look
from referral_assistant.ui.text import Text, Words


@dataclass(frozen=True, slots=True)
class Card:
    """A kind of paper to choose: the kinds that it covers, its name and what is on it."""

    kinds: tuple[str, ...]
    first: Message
    second: Message


def cards_for(desk: Desk) -> tuple[list[Card], list[Card]]:
    """Return the kinds that are offered at once, and those behind "More papers"."""
    sitting = desk.sitting
    first: list[Card] = []
    if sitting.service_id:
        name = desk.session.service(sitting.service_id).name
        first.append(Card((LETTER,), msg("Letter for the service"), msg("{value}", value=name)))
        first.append(Card(SLIPS, msg("Slip for the family"), msg("Where, when, what to bring")))
    if sitting.needs:
        first.append(Card((PLAN,), msg("Plan for the family"), msg("All places on one sheet")))
        every = msg("One letter for each need, in one go")
        first.append(Card((ALL_LETTERS,), msg("All letters of this visit"), every))
    silent = Card((NO_PAPER,), msg("No paper"), msg("A number to remember, when paper is a danger"))
    rest = [
        Card((RIGHTS,), msg("Rights card"), msg("What the family may ask for, with the sources")),
        Card((CALL_SHEET,), msg("Call sheet"), msg("Places to call first, with the questions")),
    ]
    dangerous = any(desk.session.needs.by_id[need].discreet for need in sitting.needs)
    if dangerous:
        first.insert(0, silent)
    else:
        rest.append(silent)
    return first, rest


class KindCard(Pressable):
    """A kind of paper in half the width: a ring and its name; what is on it stands in the tooltip."""

    def __init__(self, look: Look, name: Words, about: str) -> None:
        super().__init__(look, Kind.CARD, f"{name.text}. {about}", checkable=True)
        self.setToolTip(about)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(MarkBox(self, Mark.RING))
        row.addWidget(self.inked(Text(*name, look.px(SECOND), bold=True, wraps=True)), 1)
