"""The languages: the family's by its own name in its own script, the one that is spoken, and the window's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from referral_assistant.i18n import LANGUAGES, Language, language_of
from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.language_state import LEGEND, share_of, sign_of, state_of
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.parts.field import Entry, Labelled, Select
from referral_assistant.ui.parts.pressable import Kind, Pressable, Tick
from referral_assistant.ui.parts.surface import Rule
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import RECORD, SECOND
from referral_assistant.ui.text import Text, Words

SPOKEN = ("ksw", "pwo", "kyu", "shn", "mnw", "kac", "rhg", "hmn", "kmr", "ckb", "uz", "so", "am", "ti", "sw", "fr")
"""Languages that families speak and for which there is no catalogue yet (ISO 639), besides those that there are."""


class LanguagesScreen(Screen):
    """Own names on cards; a search in English; what is spoken may differ from what is read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tallest = 0
        self._found: list[Language] = []
        self._search = self._search_field()
        self.set_head(msg("Which language does the family read?"), self._search)
        self._grid = QGridLayout()
        self._grid.setSpacing(self.look.gap if self.look.small else 12)
        self.body.addLayout(self._grid)
        self._show("")
        self.body.addWidget(Text(*self.words(LEGEND), self.look.px(14), wraps=True, colour=self.look.colours.second))
        self.body.addWidget(Rule(self.look))
        self._add_others()
        self.body.addStretch(1)
        self.set_foot(
            primary=msg("Who is here"),
            back=msg("Back"),
            note=msg("The letter and this window can speak it. Only this visit remembers it."),
        )

    def help(self) -> tuple[Message, ...]:
        """Say what this page is for."""
        return (
            msg("Turn the screen and let the family point to their language. Everything is then shown in both."),
            msg("If nobody reads, choose the language they speak best; pictures and reading aloud help."),
        )

    def _search_field(self) -> Entry:
        name = self.desk.say(msg("Search a language"))
        field = Entry(self.look, name, self.desk.tag, hint=name, icon="search")
        field.setObjectName("search")
        field.setMinimumWidth(self.look.px(240))
        field.textChanged.connect(self._show)
        return field

    def search(self) -> None:
        """Put the cursor into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, wanted: str) -> None:
        empty(self._grid)
        across = 4 if self.look.small or self.look.scale > 1 else 5
        found = self._found = [one for one in LANGUAGES.values() if _fits(one, wanted, self.desk)]
        for place, language in enumerate(found):
            self._grid.addWidget(self._card(language), place // across, place % across)
        for column in range(across):
            self._grid.setColumnStretch(column, 1)
        for row in range(-(-len(found) // across)):
            self._grid.setRowMinimumHeight(row, self._tallest)
        if not found:
            nothing = msg("No language of that name. Try the name in English, or choose one that is near.")
            self._grid.addWidget(Text(*self.words(nothing), self.look.px(16), wraps=True), 0, 0, 1, across)

    def _card(self, language: Language) -> LanguageCard:
        card = LanguageCard(self.desk, language)
        chosen = language_of(self.desk.sitting.visit.language)
        card.setChecked(chosen is not None and chosen.tag == language.tag)
        card.clicked.connect(lambda _=False, tag=language.tag: self._on_read(tag))
        self._tallest = max(self._tallest, card.sizeHint().height())
        return card

    def _on_read(self, tag: str) -> None:
        now = language_of(self.desk.sitting.visit.language)
        self.desk.speak_with_family(None if now and now.tag == tag else tag)

    def _add_others(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        spoken = self.words(msg("Language they speak"))
        row.addWidget(Labelled(self.look, spoken, self._spoken(spoken)), 1)
        window = self.words(msg("This window speaks"))
        row.addWidget(Labelled(self.look, window, self._window(window)), 1)
        row.addStretch(1)
        self.body.addLayout(row)

    def _spoken(self, label: Words) -> Select:
        desk = self.desk
        named = sorted((desk.catalog.language_name(tag), tag) for tag in (*LANGUAGES, *SPOKEN))
        offers: list[tuple[str, object]] = [(desk.say(msg("The same language")), None)]
        offers += named
        field = Select(self.look, label.text, label.tag, offers)
        field.choose(desk.sitting.visit.spoken_language)
        field.setObjectName("spoken")
        field.activated.connect(lambda _: self._on_spoken(field.currentData()))
        return field

    def _on_spoken(self, tag: object) -> None:
        self.desk.change(self.desk.sitting.speaking(str(tag) if tag else None))

    def _window(self, label: Words) -> Select:
        offers = [(language.own_name, language.tag) for language in LANGUAGES.values()]
        field = Select(self.look, label.text, label.tag, offers)
        field.choose(self.desk.tag)
        field.setObjectName("window-language")
        field.activated.connect(lambda _: self.desk.speak(str(field.currentData())))
        return field

    def primary(self) -> None:
        """Choose what was searched for; else go on to the people, or back to where the languages were opened from."""
        if self._search.hasFocus() and self._search.text().strip() and self._found:
            self._on_read(self._found[0].tag)
        else:
            self.desk.leave_languages()

    def go_back(self) -> None:
        """Go back to where the languages were opened from."""
        self.desk.leave_aside()


class LanguageCard(Pressable):
    """A language by its own name, and under it the name in the window's language."""

    def __init__(self, desk: Desk, language: Language) -> None:
        look = desk.look
        known = desk.catalog.language_name(language.tag)
        state = state_of(desk, language.tag)
        said = [language.own_name, known, *([desk.say(state)] if state else [])]
        super().__init__(look, Kind.CARD, ", ".join(said), checkable=True)
        self.setObjectName(f"reads-{language.tag}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(0)
        size = look.px(18 if look.small or look.scale > 1 else RECORD - 2)
        own = QHBoxLayout()
        own.setSpacing(2)
        own.addWidget(self.inked(Text(language.own_name, language.tag, size, bold=True)), 1)
        if state:
            own.addWidget(sign_of(desk))
        column.addLayout(own)
        row = QHBoxLayout()
        share = share_of(desk, language.tag)
        under = known if share is None else desk.in_a_row(known, f"{desk.catalog.number(share)} %")
        name = Text(under, desk.tag, look.px(13 if look.small else SECOND), wraps=True)
        row.addWidget(self.inked(name, "second"), 1)
        row.addWidget(Tick(self))
        column.addLayout(row)


def _fits(language: Language, wanted: str, desk: Desk) -> bool:
    names = (language.own_name, language.english_name, language.tag, desk.catalog.language_name(language.tag))
    return any(wanted.strip().casefold() in name.casefold() for name in names)
