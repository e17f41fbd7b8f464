"""A card that can be pointed at across a table, on the turned screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from referral_assistant.i18n import Catalog
from referral_assistant.ui.parts.pressable import Kind, Mark, MarkBox, Pressable
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.style import Look
from referral_assistant.ui.text import Text

CARD, SIGNS = 24, 18
_PICTURE, _FOR_A_CHILD = 48, 72


class BigCard(Pressable):
    """A card that can be pointed at across a table."""

    def __init__(
        self,
        look: Look,
        catalog: Catalog,
        icon: str,
        text: str,
        under: str = "",
        *,
        mark: bool = False,
        child: bool = False,
    ) -> None:
        super().__init__(look, Kind.CARD, text, checkable=mark)
        self._tag = catalog.language.tag
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(look.px(96 if look.small else 120))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 18, 20, 18)
        self._column.setSpacing(6)
        top = QHBoxLayout()
        if icon:
            top.addWidget(self.inked(Pictogram(icon, look.px(_FOR_A_CHILD if child else _PICTURE), "")))
        top.addStretch(1)
        if mark:
            top.addWidget(MarkBox(self, Mark.BOX), 0, Qt.AlignmentFlag.AlignTop)
        if icon or mark:
            self._column.addLayout(top)
        else:
            self._column.addStretch(1)
        self._column.addWidget(self.inked(Text(text, self._tag, look.px(CARD), bold=True, wraps=True)))
        if under:
            self._column.addWidget(self.inked(Text(under, self._tag, look.px(SIGNS), wraps=True), "second"))
        self._column.addStretch(1)

    def add_number(self, number: str) -> None:
        """Put a telephone number under the words."""
        self._column.addWidget(Text(number, "en", self.look.px(34), bold=True, colour=self.look.colours.danger.ink))
