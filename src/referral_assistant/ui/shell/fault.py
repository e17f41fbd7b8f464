"""When the world is at fault: what happened, what to do, and one button to try again."""

from __future__ import annotations

from referral_assistant.errors import ReferralError
from referral_assistant.message import msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.surface import Band
from referral_assistant.ui.screen import Screen


class FaultScreen(Screen):
    """Stands where the page would stand; everything that was said is still there."""

    def __init__(self, desk: Desk, fault: ReferralError) -> None:
        super().__init__(desk)
        self.set_head(msg("This page cannot be shown now"))
        texts = (desk.say(fault.sentence), desk.say(fault.next_step) if fault.next_step else "")
        self.body.addWidget(Band(self.look, texts, desk.tag, icon="octagon", tone=self.look.colours.danger))
        self.body.addStretch(1)
        note = msg("No names here. Closing the visit forgets the family.")
        self.set_foot(primary=msg("Try again"), icon="undo", note=note)

    def primary(self) -> None:
        """Try again."""
        self.desk.go(self.desk.place)
