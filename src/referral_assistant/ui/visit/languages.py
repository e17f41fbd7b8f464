"""The page languages."""

from __future__ import annotations

from referral_assistant.message import msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.screen import Screen


class LanguagesScreen(Screen):
    """A page of the visit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.set_head(msg("Who is here today?"))
        self.body.addStretch(1)
        self.set_foot(primary=msg("Next"), note=msg("No names here. Closing the visit forgets the family."))
