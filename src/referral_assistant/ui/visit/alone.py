"""Before a need that only the person may hear about: who listens, what must be told by law, how to hide the screen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from referral_assistant.message import Message, msg
from referral_assistant.need import Need
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Text

_ALONE = "protection"
WHO_LISTENS = msg("Is there anybody here who should not hear this? An interpreter is fine.")
WATCHED = msg("If someone is watching, stop here and leave. Come back when it is safe.")
HIDES = msg("F9 covers this window at once, and brings it back.")
ANSWERS = (
    ("alone-yes", msg("Nobody: go on"), Kind.PLAIN),
    ("alone-no", msg("Somebody: not now"), Kind.PLAIN),
    ("alone-skip", msg("Skip"), Kind.QUIET),
)
NOT_ALONE = 1
"""Which of the three answers leaves the need unchosen."""


def needs_privacy(need: Need) -> bool:
    """Say whether a need is asked about only when nobody else listens."""
    return need.discreet or need.group == _ALONE


class AloneBand(Band):
    """Asks who listens; "not now" leaves the need unchosen, everything else chooses it."""

    answered = Signal(bool)

    def __init__(self, page: Screen, need: Need) -> None:
        look, desk = page.look, page.desk
        super().__init__(
            look, (desk.say(WHO_LISTENS), desk.say(WATCHED)), desk.tag, icon="shield", tone=look.colours.ask_first
        )
        self.setObjectName("alone")
        for limit in desk.session.region.confidentiality:
            if need.group in limit.need_groups:
                self._say(page, limit.text)
        self._say(page, HIDES)
        self.words.addSpacing(8)
        self._answers = Wrapping(8)
        self.words.addLayout(self._answers)
        for position, (name, message, kind) in enumerate(ANSWERS):
            button = self._add_answer(page, name, message, kind)
            button.clicked.connect(lambda _=False, position=position: self.answered.emit(position != NOT_ALONE))

    def _say(self, page: Screen, message: Message) -> None:
        second = page.second(message)
        self.words.addWidget(Text(*page.words(message), page.look.px(SECOND), wraps=True))
        if second:
            colour = page.look.colours.second
            self.words.addWidget(Text(*second, page.look.px(SECOND), wraps=True, colour=colour))

    def _add_answer(self, page: Screen, name: str, message: Message, kind: Kind) -> Button:
        button = Button(page.look, *page.words(message), kind=kind, size=SECOND)
        button.setObjectName(name)
        self._answers.addWidget(button)
        return button

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        found = self.findChild(QWidget, "alone-yes")
        assert found is not None
        return found
