"""Long work, told where it happens: what, how much, and the way to stop it. The window stays usable."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.state import Room
from referral_assistant.ui.parts.pressable import Button
from referral_assistant.ui.parts.surface import Band


class Progress(QProgressBar):
    """A bar that fills; without a measure it only moves."""

    def __init__(self, name: str, *, measured: bool) -> None:
        super().__init__()
        self.setObjectName("progress")
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setRange(0, 1000 if measured else 0)

    def follow(self, done: int, total: int) -> None:
        """Show how much is done."""
        self.setRange(0, max(total, 1))
        self.setValue(done)


def working_band(desk: Desk, room: Room, what: Message) -> Band:
    """Say what is under way. A write cannot be stopped, so it has no Cancel."""
    look = desk.look
    band = Band(look, (desk.say(what), ""), desk.tag, icon="clock", tone=look.colours.calm)
    bar = Progress(desk.say(what), measured=not room.writing)
    band.words.addSpacing(4)
    band.words.addWidget(bar)
    if not room.writing:
        room.progressed.connect(bar.follow)
        cancel = Button(look, desk.say(msg("Cancel")), desk.tag)
        cancel.setObjectName("cancel")
        cancel.clicked.connect(room.cancel)
        band.row.addWidget(cancel)
    return band
