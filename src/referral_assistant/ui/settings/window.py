"""The window: its language by its own name, the size of its text, light or dark."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.i18n import LANGUAGES
from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.language_state import LEGEND, sign_of, state_of
from referral_assistant.ui.parts.pressable import Choice, Kind, Mark, Pressable
from referral_assistant.ui.parts.surface import Card
from referral_assistant.ui.settings.keeping import Keeping
from referral_assistant.ui.style import BODY, SECOND, SECTION
from referral_assistant.ui.text import Text, Words


class LanguageCard(Pressable):
    """A language by its own name, in its own script."""

    def __init__(self, desk: Desk, tag: str) -> None:
        language, look, state = LANGUAGES[tag], desk.look, state_of(desk, tag)
        said = [language.own_name, language.english_name, *([desk.say(state)] if state else [])]
        super().__init__(look, Kind.CARD, ", ".join(said), checkable=True)
        self.setObjectName(f"language-{tag}")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        name = Text(language.own_name, tag, look.px(BODY), bold=True)
        name.centre()
        row.addWidget(self.inked(name), 1)
        if state:
            row.addWidget(sign_of(desk))


class WindowPage(QWidget):
    """What the window looks like; it changes at once."""

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk, self._keeping = desk, keeping
        look = desk.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.gap)
        languages = Card(look)
        languages.column.addWidget(Text(*self._say(msg("Language of the window")), look.px(SECTION), bold=True))
        languages.column.addLayout(self._languages())
        legend = Text(*self._say(LEGEND), look.px(SECOND), wraps=True, colour=look.colours.second)
        languages.column.addWidget(legend)
        column.addWidget(languages)
        sight = Card(look)
        sight.column.addWidget(Text(*self._say(msg("Easy to see")), look.px(SECTION), bold=True))
        settings = keeping.settings
        self.large = self._tick(msg("Large text"), "large-text", settings.large_text, self._on_large)
        self.dark = self._tick(msg("Dark, for a dim room"), "dark", settings.dark, self._on_dark)
        sight.column.addWidget(self.large)
        sight.column.addWidget(self.dark)
        column.addWidget(sight)

    def _say(self, message: Message) -> Words:
        return Words(self._desk.say(message), self._desk.tag)

    def _languages(self) -> QGridLayout:
        look = self._desk.look
        grid = QGridLayout()
        grid.setSpacing(8)
        across = 3 if look.scale > 1 else 4 if look.small else 5
        group = QButtonGroup(self)
        cards = [LanguageCard(self._desk, tag) for tag in LANGUAGES]
        tallest = max(card.sizeHint().height() for card in cards)
        for place, (tag, card) in enumerate(zip(LANGUAGES, cards, strict=True)):
            card.setMinimumHeight(tallest)
            card.setChecked(tag == self._desk.tag)
            card.clicked.connect(lambda _=False, tag=tag: self._on_language(tag))
            group.addButton(card)
            grid.addWidget(card, place // across, place % across)
        for side in range(across):
            grid.setColumnStretch(side, 1)
        return grid

    def _tick(self, message: Message, name: str, on: bool, press: object) -> Choice:
        tick = Choice(self._desk.look, self._say(message), None, mark=Mark.BOX, card=False)
        tick.setObjectName(name)
        tick.setChecked(on)
        tick.toggled.connect(press)
        return tick

    def _on_language(self, tag: str) -> None:
        if self._keeping.keep(replace(self._keeping.settings, window_language=tag)):
            self._desk.speak(tag)

    def _on_large(self, on: bool) -> None:
        if self._keeping.keep(replace(self._keeping.settings, large_text=on)):
            self._desk.dress(large=on)

    def _on_dark(self, on: bool) -> None:
        if self._keeping.keep(replace(self._keeping.settings, dark=on)):
            self._desk.dress(dark=on)
