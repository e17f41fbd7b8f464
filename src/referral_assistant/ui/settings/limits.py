"""What is protected and what is not, said plainly (P8)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.surface import Card
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.style import BODY, SECOND, SECTION, Tone
from referral_assistant.ui.text import Text

Line = tuple[str, Message, Message]
PROTECTED: tuple[Line, ...] = (
    (
        "people",
        msg("The family"),
        msg("What they say is only in the memory of this window. Ending the visit forgets it."),
    ),
    ("shield_check", msg("Status"), msg("It is never asked, kept or printed. A note that tells it is refused.")),
    ("lock", msg("No network"), msg("The program never connects to anything. Files go only where you carry them.")),
    ("page", msg("The file of a letter"), msg("It holds no author, no name of this computer, no time.")),
    (
        "history",
        msg("The directory"),
        msg("Every edit can be undone. Secret addresses stay out of search, letters and copies."),
    ),
)
NOT_PROTECTED: tuple[Line, ...] = (
    (
        "screen_off",
        msg("An open laptop"),
        msg("Whoever sits down at it sees the visit. F9 covers the screen, it does not lock it."),
    ),
    (
        "key",
        msg("Being made to open it"),
        msg("What is open can be seen by whoever makes you show it. End the visit when it is over."),
    ),
    ("printer", msg("The printer"), msg("Printers and their queues keep copies. Use your own, in your own room.")),
    ("receipt", msg("The paper"), msg("Whoever finds it can read it. Where paper is a danger, print none.")),
    (
        "save",
        msg("The disk"),
        msg("The system may write memory to the disk, and the directory lies there open. Encrypt the whole disk."),
    ),
)


class LimitsPage(QWidget):
    """Two cards: what is protected, and what is not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        colours = desk.look.colours
        row = QHBoxLayout(self) if not desk.look.small else QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(desk.look.gap)
        row.addWidget(self._card(msg("Protected"), PROTECTED, colours.safe), 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._card(msg("Not protected"), NOT_PROTECTED, colours.danger), 1, Qt.AlignmentFlag.AlignTop)

    def _card(self, title: Message, lines: tuple[Line, ...], tone: Tone) -> Card:
        desk, look = self._desk, self._desk.look
        card = Card(look)
        card.column.setSpacing(14)
        card.column.addWidget(Text(desk.say(title), desk.tag, look.px(SECTION), bold=True, colour=tone.ink))
        for icon, first, second in lines:
            row = QHBoxLayout()
            row.setSpacing(14)
            row.addWidget(Pictogram(icon, look.px(24), tone.ink), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(Text(desk.say(first), desk.tag, look.px(BODY), bold=True, wraps=True))
            words.addWidget(Text(desk.say(second), desk.tag, look.px(SECOND), wraps=True, colour=look.colours.second))
            row.addLayout(words, 1)
            card.column.addLayout(row)
        return card
