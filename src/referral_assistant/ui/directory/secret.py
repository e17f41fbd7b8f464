"""Where a secret place is: behind one press of its own, on the screen alone, gone when another place is looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.message import msg
from referral_assistant.session.secret_places import open_knowingly
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band
from referral_assistant.ui.style import BODY, SECOND
from referral_assistant.ui.text import Text


class SecretPlace(QWidget):
    """Offers to show where a service's secret places are; pressed again, it hides them."""

    def __init__(self, desk: Desk, service_id: str) -> None:
        super().__init__()
        self._desk, self._service_id = desk, service_id
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 8)
        self._hide()

    def _clear(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            part = item.widget() if item else None
            if part is not None:
                part.hide()
                part.deleteLater()

    def _hide(self) -> None:
        self._clear()
        desk = self._desk
        texts = (
            desk.say(msg("Where this secret place is stays hidden.")),
            desk.say(msg("Show it only when nobody else can see the screen.")),
        )
        band = Band(desk.look, texts, desk.tag, icon="lock", tone=desk.look.colours.calm)
        show = Button(desk.look, desk.say(msg("Show it")), desk.tag, kind=Kind.WITHDRAWS, size=SECOND)
        show.setObjectName("show-secret")
        show.clicked.connect(self._show)
        band.row.addWidget(show)
        self._column.addWidget(band)
        band.show()

    def _show(self) -> None:
        desk = self._desk
        try:
            spots = open_knowingly(desk.session, self._service_id)
        except ReferralError:
            spots = ()
        self._clear()
        told = [part for spot in spots for part in (spot.name, spot.address, spot.directions) if part]
        texts = (desk.say(msg("This is not printed, exported or found by a search.")), "")
        band = Band(desk.look, texts, desk.tag, icon="lock", tone=desk.look.colours.danger)
        for text in told or [desk.say(msg("Nobody has recorded where it is."))]:
            band.words.addWidget(Text(text, desk.tag, desk.look.px(BODY), wraps=True))
        hide = Button(desk.look, desk.say(msg("Hide it")), desk.tag, size=SECOND)
        hide.setObjectName("hide-secret")
        hide.clicked.connect(self._hide)
        band.row.addWidget(hide)
        self._column.addWidget(band)
        band.show()
        hide.setFocus()
