"""The first page: does anyone need help right now? One press shows the numbers to call."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.parts.pressable import Button, Kind, Pressable
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND, SECTION, TITLE
from referral_assistant.ui.text import Text


class StartScreen(Screen):
    """Three cards for what cannot wait; everything else goes on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.build()

    def help(self) -> tuple[Message, ...]:
        """Say what this page is for."""
        return (
            msg("Danger, a birth or a very sick child come before any question: one press shows the numbers to call."),
            msg("When nobody needs help right now, go on."),
        )

    def build(self) -> None:
        """Put the question, the three cards and, when one is chosen, the numbers."""
        from referral_assistant.ui.visit.urgent import URGENT, urgency

        self.set_head(msg("Does anyone need help right now?"), self._language_button())
        cards = QHBoxLayout()
        cards.setSpacing(self.look.gap)
        chosen = urgency(self.desk.sitting.urgent)
        for kind in URGENT:
            card = UrgentCard(self, kind.icon, kind.name, kind.signs, tall=chosen is None)
            card.setObjectName(f"urgent-{kind.id}")
            card.setChecked(kind is chosen)
            card.clicked.connect(lambda _=False, name=kind.id: self._choose(name))
            cards.addWidget(card, 1)
        self.body.addLayout(cards)
        if chosen:
            from referral_assistant.ui.visit.numbers import NumbersPanel

            self.body.addWidget(NumbersPanel(self, chosen))
        self.body.addStretch(1)
        self.set_foot(
            primary=msg("Help is on its way: go on") if chosen else msg("Nobody: go on"),
            note=msg("No names here. Closing the visit forgets the family."),
        )

    def _language_button(self) -> QWidget | None:
        if self.desk.sitting.language_chosen:
            return None
        button = Button(self.look, *self.words(msg("Family's language")), kind=Kind.QUIET, icon="languages")
        button.setObjectName("family-language")
        button.clicked.connect(lambda: self.desk.go(Place.LANGUAGES))
        return button

    def _choose(self, name: str) -> None:
        sitting = self.desk.sitting
        self.desk.change(replace(sitting, urgent="" if sitting.urgent == name else name))
        self.renew()

    def primary(self) -> None:
        """Go on to the languages, or to the people when a language is chosen already."""
        self.desk.go(Place.PEOPLE if self.desk.sitting.language_chosen else Place.LANGUAGES)


class UrgentCard(Pressable):
    """A large card: a pictogram, what it is, how to know it; in the family's language too."""

    def __init__(self, page: Screen, icon: str, name: Message, signs: Message, *, tall: bool) -> None:
        look = page.look
        first, second = page.words(name), page.second(name)
        super().__init__(look, Kind.CARD, f"{first.text}. {page.desk.say(signs)}", checkable=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        tone = look.colours.danger
        roomy = tall and not look.small
        column = QVBoxLayout(self)
        side, edge = (24, 26) if roomy else (18, 14)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(4)
        column.addWidget(Pictogram(icon, look.px(40 if roomy else 28), tone.ink, tone.ground))
        column.addSpacing(12 if roomy else 4)
        column.addWidget(self.inked(Text(*first, look.px(20 if roomy else SECTION), bold=True, wraps=True)))
        if second:
            column.addWidget(self.inked(Text(*second, look.px(TITLE if roomy else SECOND), wraps=True), "second"))
        if tall:
            column.addSpacing(4)
            column.addWidget(self.inked(Text(*page.words(signs), look.px(SECOND), wraps=True), "second"))
            other = page.second(signs)
            if other:
                column.addWidget(self.inked(Text(*other, look.px(14), wraps=True), "second"))
        column.addStretch(1)
