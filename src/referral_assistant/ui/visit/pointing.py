"""Needs to point at on the turned screen: by the family, or by a child in its own words and with its own yes.

What only the person may hear about is chosen once it was asked who listens. Nothing but needs is kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from referral_assistant.household import Person
from referral_assistant.message import Message, msg
from referral_assistant.need import Need
from referral_assistant.ui.visit import who
from referral_assistant.ui.visit.alone import ANSWERS, WATCHED, WHO_LISTENS, needs_privacy
from referral_assistant.ui.visit.big_card import CARD, BigCard

if TYPE_CHECKING:
    from referral_assistant.ui.visit.turned import TurnedScreen

_GROUP_OF_LIMITS = "protection"
_ICONS = ("check", "close", "arrow_forward")


class Pointing:
    """Fills the turned screen with needs. A child is asked first whether it wants to, each time anew."""

    def __init__(self, screen: TurnedScreen) -> None:
        self._screen, self._desk = screen, screen.desk
        self._waits: Need | None = None
        self._child_said_yes = False

    @property
    def child(self) -> int | None:
        """The child that the screen is turned to: the one for whom needs are chosen below."""
        position, people = self._desk.sitting.needs_of, self._desk.sitting.people
        if position is None or position >= len(people) or not who.is_child(people[position]):
            return None
        return position

    def build(self) -> None:
        """Put what comes next: who listens, the child's own yes, or the needs."""
        if self._waits is not None:
            self._add_who_listens(self._waits)
        elif self.child is None:
            self._add_needs()
        elif self._child_said_yes:
            self._add_childs_needs()
        else:
            self._add_assent()

    # The family

    def _add_needs(self) -> None:
        needs = self._desk.session.needs
        self._screen.title(msg("What would help most?"))
        for group in needs.groups:
            self._screen.heading(group.name)
            self._screen.cards([self._card(need, need.name) for need in needs.all if need.group == group.id])

    def _card(self, need: Need, name: Message, *, child: bool = False) -> BigCard:
        screen = self._screen
        card = BigCard(screen.look, screen.catalog, need.pictogram, screen.say(name), mark=True, child=child)
        card.setObjectName(f"turned-{need.id}")
        card.setChecked(self._desk.sitting.has_need(need.id, self._desk.sitting.needs_of))
        card.clicked.connect(lambda wanted: self._on_need(card, need, wanted))
        return card

    def _on_need(self, card: BigCard, need: Need, wanted: bool) -> None:
        if wanted and needs_privacy(need) and not self._desk.sitting.asked_alone:
            card.setChecked(False)
            self._waits = need
            self._begin()
        else:
            self._choose(need, wanted=wanted)

    def _choose(self, need: Need, *, wanted: bool) -> None:
        sitting = self._desk.sitting
        if not sitting.people:
            sitting = sitting.add(Person())
        whom = who.concerned(need.who, sitting.people)
        self._desk.change(sitting.set_need(need.id, sitting.needs_of, whom, wanted=wanted))

    def _begin(self) -> None:
        self._screen.build()
        self._screen.to_top()

    # Who listens

    def _add_who_listens(self, need: Need) -> None:
        screen = self._screen
        screen.title(WHO_LISTENS)
        screen.line(WATCHED)
        self._add_limits(need.group)
        cards = []
        for (name, message, _), icon in zip(ANSWERS, _ICONS, strict=True):
            screen.speak(screen.say(message))
            card = BigCard(screen.look, screen.catalog, icon, screen.say(message))
            card.setObjectName(f"turned-{name}")
            card.clicked.connect(lambda _=False, goes_on=name == ANSWERS[0][0]: self._on_alone(goes_on=goes_on))
            cards.append(card)
        screen.cards(cards)

    def _on_alone(self, *, goes_on: bool) -> None:
        """Choose the need that waited only when nobody listens; else it is as if it had not been touched."""
        need, self._waits = self._waits, None
        if need is not None and goes_on:
            self._desk.sitting = replace(self._desk.sitting, asked_alone=True)
            self._choose(need, wanted=True)
        self._begin()

    def _add_limits(self, group: str) -> None:
        for limit in self._desk.session.region.confidentiality:
            if group in limit.need_groups:
                self._screen.line(limit.text, CARD, quiet=False)

    # A child

    def _add_assent(self) -> None:
        """Say to a child what this is, what stays between us and what not, and ask whether it wants to."""
        screen = self._screen
        screen.title(msg("Would you like to show us what would help you?"))
        screen.line(msg("You decide. You can stop at any time, and nobody will be angry."), CARD, quiet=False)
        screen.line(msg("We keep only what you point at, to find help for you."), CARD, quiet=False)
        self._add_limits(_GROUP_OF_LIMITS)
        cards = []
        for name, icon, message in (("yes", "check", msg("Yes, I want to")), ("no", "close", msg("No, not now"))):
            screen.speak(screen.say(message))
            card = BigCard(screen.look, screen.catalog, icon, screen.say(message), child=True)
            card.setObjectName(f"turned-child-{name}")
            cards.append(card)
        cards[0].clicked.connect(self._on_child_said_yes)
        cards[1].clicked.connect(screen.turned_back)
        screen.cards(cards)

    def _on_child_said_yes(self) -> None:
        self._child_said_yes = True
        self._begin()

    def _add_childs_needs(self) -> None:
        screen = self._screen
        screen.title(msg("What would help you?"))
        cards = []
        for need in self._desk.session.needs.all:
            if need.child_says is not None:
                screen.speak(screen.say(need.child_says))
                cards.append(self._card(need, need.child_says, child=True))
        screen.cards(cards)
