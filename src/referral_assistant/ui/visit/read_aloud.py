"""The button that reads a text aloud; it is there only where the system has a voice for the language."""

from __future__ import annotations

from collections.abc import Callable

from referral_assistant.i18n import Catalog
from referral_assistant.message import msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.arrange import hide_or_show
from referral_assistant.ui.parts.pressable import Button, Kind


class ReadAloud(Button):
    """Reads what TEXT says when it is pressed, in the language of CATALOG; pressed again, it is silent at once."""

    def __init__(self, desk: Desk, catalog: Catalog, text: Callable[[], str], *, kind: Kind = Kind.PLAIN) -> None:
        tag = catalog.language.tag
        super().__init__(desk.look, catalog.say(msg("Read aloud")), tag, kind=kind, icon="speaker", checkable=True)
        self.setObjectName("read-aloud")
        self._aloud, self._tag, self._text = desk.aloud, tag, text
        self.clicked.connect(self._on_clicked)
        self._aloud.changed.connect(self._follow)
        self._aloud.look()
        self._follow()

    def _on_clicked(self) -> None:
        if self._aloud.is_speaking:
            self._aloud.stop()
        else:
            self._aloud.read(self._text(), self._tag)
        self._follow()

    def _follow(self) -> None:
        """Be there when there is a voice, and show whether it speaks; a button that does nothing helps nobody."""
        hide_or_show(self, there=self._aloud.voice_for(self._tag) is not None)
        self.setChecked(self._aloud.is_speaking)
