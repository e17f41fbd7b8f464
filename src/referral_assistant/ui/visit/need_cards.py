"""The cards of the needs, and the groups in the index beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.need import Kind as Group
from referral_assistant.need import Need
from referral_assistant.ui.parts.pressable import Kind, Mark, MarkBox, Pressable
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND, TITLE, Colours
from referral_assistant.ui.text import Text

GROUP_ICONS = {
    "education": "school",
    "health": "stethoscope",
    "vaccines": "syringe",
    "money": "banknote",
    "papers": "certificate",
    "legal": "scales",
    "protection": "shield",
    "basics": "bowl",
    "language": "speech",
}


class NeedCard(Pressable):
    """A need: pictogram, name, the same in the family's language, a box in the far corner."""

    def __init__(self, page: Screen, need: Need) -> None:
        look = page.look
        first, second = page.words(need.name), page.second(need.name)
        name = first.text if second is None else f"{first.text}, {second.text}"
        super().__init__(look, Kind.CARD, name, checkable=True)
        self._page, self._explanation = page, page.desk.say(need.explanation)
        self.setObjectName(f"need-{need.id}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleDescription(self._explanation)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.inked(Text(*first, look.px(BODY if look.small else TITLE), bold=True, wraps=True)))
        if second:
            names.addWidget(self.inked(Text(*second, look.px(SECOND), wraps=True), "second"))
        names.addStretch(1)
        picture = self.inked(Pictogram(need.pictogram, look.px(28 if look.small else 40), "", flush=True))
        box = MarkBox(self, Mark.BOX)
        if look.small:
            self._lie(picture, names, box)
        else:
            self._stand(picture, names, box)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Explain the need in the foot while it is pointed at."""
        self._page.note_in_foot(self._explanation)
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Explain the need in the foot to those who come by key."""
        self._page.note_in_foot(self._explanation)
        super().focusInEvent(event)

    def _lie(self, picture: QWidget, names: QVBoxLayout, box: QWidget) -> None:
        """Put picture, names and box side by side: low, for small screens."""
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 10)
        row.setSpacing(12)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(names, 1)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)

    def _stand(self, picture: QWidget, names: QVBoxLayout, box: QWidget) -> None:
        """Put the picture and the box above the names."""
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 14, 14)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(picture)
        top.addStretch(1)
        top.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addLayout(names, 1)


class GroupItem(Pressable):
    """A group of needs in the index: press to see its cards."""

    def __init__(self, page: Screen, group: Group) -> None:
        look = page.look
        words = page.words(group.name)
        self._in_sight = False
        super().__init__(look, Kind.QUIET, words.text)
        self.setObjectName(f"group-{group.id}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self.inked(Pictogram(GROUP_ICONS.get(group.id, "list"), look.px(20), "")))
        self._word = Text(*words, look.px(SECOND), wraps=True)
        row.addWidget(self.inked(self._word), 1)
        self._count = Text("", "en", look.px(14), bold=True)
        row.addWidget(self.inked(self._count, "count"))

    def mark(self, in_sight: bool, count: str) -> None:
        """Show whether the group is in sight, and how much was chosen in it."""
        if count != self._count.said():
            self._count.set_text(count)
        if in_sight != self._in_sight:
            self._in_sight = in_sight
            self._word.set_bold(in_sight)
            self._colour_all()

    def _ink(self, role: str) -> str:
        colours = self.look.colours
        return colours.accent if role == "count" or self._in_sight else colours.second

    def _surface(self, colours: Colours) -> tuple[str, str, float]:
        return (colours.tint if self._in_sight or self._hovered else "", "", 0)
