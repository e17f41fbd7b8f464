"""The turned screen (F11): large, in the family's language alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from referral_assistant.ui.desk import Desk


class TurnedScreen(QWidget):
    """Shows needs, or the question, to the family."""

    turned_back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
