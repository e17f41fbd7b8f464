"""The settings: parts at the start edge, one of them open; everything is kept as soon as it is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.parts.pressable import Kind, Pressable
from referral_assistant.ui.parts.surface import Band
from referral_assistant.ui.parts.written import Note
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen, ScrollColumn
from referral_assistant.ui.settings.keeping import Keeping, Part
from referral_assistant.ui.style import BODY, RECORD, SECOND, Look
from referral_assistant.ui.text import Text, Words

PARTS: dict[Part, tuple[str, Message, Message]] = {
    Part.CLINIC: ("pin", msg("Your clinic"), msg("Where it is, and the name that signs edits.")),
    Part.LETTERHEAD: ("page", msg("Letterhead"), msg("What stands on every letter about you.")),
    Part.WINDOW: ("eye", msg("This window"), msg("Language, size of text, light or dark.")),
    Part.LANGUAGES: ("languages", msg("Translations"), msg("Let native speakers make each language right.")),
    Part.LIMITS: ("shield", msg("What is protected"), msg("And what is not. Tell it to the family when they ask.")),
}


class PartButton(Pressable):
    """Opens a part."""

    def __init__(self, look: Look, words: Words, icon: str, name: str) -> None:
        super().__init__(look, Kind.QUIET, words.text, checkable=True)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self.inked(Pictogram(icon, look.px(22), "")))
        row.addWidget(self.inked(Text(*words, look.px(BODY), bold=True, wraps=True)), 1)

    def _ink(self, role: str) -> str:
        return super()._ink(role) if self.isChecked() else self.look.colours.second


class SettingsScreen(Screen):
    """Holds the open part."""

    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.keeping = Keeping.of(desk)
        panes = QHBoxLayout()
        panes.setSpacing(16 if self.look.small else 32)
        panes.addWidget(self._parts())
        end = QVBoxLayout()
        end.setSpacing(12)
        self._head = QVBoxLayout()
        self._head.setSpacing(2)
        end.addLayout(self._head)
        self._open = QVBoxLayout()
        end.addLayout(self._open, 1)
        panes.addLayout(end, 1)
        self.body.addLayout(panes, 1)
        self.part: QWidget | None = None
        self.keeping.turned.connect(self._show)
        self.keeping.kept.connect(self._on_kept)
        self.keeping.failed.connect(self._on_failed)
        self._show()

    def _parts(self) -> QWidget:
        pane = QWidget()
        pane.setFixedWidth(self.look.px(216 if self.look.small else 248))
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._group = QButtonGroup(self)
        self._buttons: dict[Part, PartButton] = {}
        for part, (icon, words, _) in PARTS.items():
            button = PartButton(self.look, self.words(words), icon, f"part-{part.value}")
            self._buttons[part] = button
            button.clicked.connect(lambda _=False, part=part: self.keeping.turn(part))
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        return pane

    def _show(self) -> None:
        empty(self._head)
        empty(self._open)
        self._buttons[self.keeping.part].setChecked(True)
        _, title, about = PARTS[self.keeping.part]
        row = QHBoxLayout()
        row.addWidget(Text(*self.words(title), self.look.px(RECORD), bold=True, wraps=True), 1)
        self._told = QVBoxLayout()
        row.addLayout(self._told)
        self._head.addLayout(row)
        self._head.addWidget(
            Text(*self.words(about), self.look.px(SECOND), wraps=True, colour=self.look.colours.second)
        )
        self.part = self._build(self.keeping.part)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(self.part)
        column.addStretch(1)
        if self.keeping.part is not Part.LIMITS:
            self.part.setMaximumWidth(self.look.px(820))
        self._scroller = ScrollColumn(page)
        self._open.addWidget(self._scroller)
        # At once, so that nothing flickers and the focus can go there.
        self._scroller.show()

    def _build(self, part: Part) -> QWidget:
        match part:
            case Part.CLINIC:
                from referral_assistant.ui.settings.clinic import ClinicPage

                return ClinicPage(self.desk, self.keeping)
            case Part.LETTERHEAD:
                from referral_assistant.ui.settings.letterhead import LetterheadPage

                return LetterheadPage(self.desk, self.keeping)
            case Part.WINDOW:
                from referral_assistant.ui.settings.window import WindowPage

                return WindowPage(self.desk, self.keeping)
            case Part.LANGUAGES:
                from referral_assistant.ui.settings.languages import LanguagesPage

                return LanguagesPage(self.desk, self.keeping.reviewing)
        from referral_assistant.ui.settings.limits import LimitsPage

        return LimitsPage(self.desk)

    def _on_kept(self) -> None:
        empty(self._told)
        note = Note(self.look, self.words(msg("Kept")), self.look.colours.safe, "check")
        note.setObjectName("kept")
        self._told.addWidget(note)
        note.show()

    def _on_failed(self, fault: ReferralError) -> None:
        empty(self._told)
        texts = self.desk.say(fault.sentence), self.desk.say(fault.next_step) if fault.next_step else ""
        band = Band(self.look, texts, self.desk.tag, icon="octagon", tone=self.look.colours.danger)
        band.setObjectName("fault")
        self._head.addWidget(band)
        band.show()

    def go_back(self) -> None:
        """Go back to the visit."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        self.desk.enter(Place.START)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg(
                "Set once what stands on letters and how the window looks. Everything is kept as soon as you choose it."
            ),
            msg("Nothing about any family is in the settings."),
        )
