"""The turned screen (F11): large, in the family's language alone, for the family to point at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.household import Person
from referral_assistant.i18n import Catalog
from referral_assistant.message import Message, msg
from referral_assistant.need import Need
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.parts.arrange import ARROWS, empty, move_focus
from referral_assistant.ui.parts.pressable import Button, Kind, Mark, MarkBox, Pressable
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import ScrollColumn
from referral_assistant.ui.style import Look
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit import asking, who

_TITLE, _CARD, _SIGNS = 40, 24, 18
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


class TurnedScreen(QWidget):
    """Needs to point at, the question with its answers, or the urgent cards: whatever the page below is about."""

    turned_back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self._catalog = desk.family or desk.catalog
        self._question: asking.Question | None = None
        self.setObjectName("turned")
        mirrored = self._catalog.language.right_to_left
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        self._column = QVBoxLayout(content)
        edge = self._look.margin + 8
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(self._look.gap + 8)
        outer.addWidget(ScrollColumn(content), 1)
        outer.addLayout(self._foot())
        self._build()

    # What it shows

    def _build(self) -> None:
        empty(self._column)
        self._question = None
        place = self._desk.place
        if place in {Place.QUESTIONS, Place.RESULTS} and (question := asking.next_question(self._desk)):
            self._question = question
            self._add_question(question)
        elif place is Place.START:
            self._add_urgent()
        else:
            self._add_needs()
        self._column.addStretch(1)

    def _say(self, message: Message) -> str:
        return self._catalog.say(message)

    def _title(self, text: str) -> None:
        size = self._look.px(_TITLE if not self._look.small else 32)
        self._column.addWidget(Text(text, self._catalog.language.tag, size, bold=True, wraps=True))

    def _add_needs(self) -> None:
        self._title(self._say(msg("What would help most?")))
        for group in self._desk.session.needs.groups:
            name = Text(self._say(group.name), self._catalog.language.tag, self._look.px(_CARD), wraps=True)
            name.set_colour(self._look.colours.second)
            self._column.addWidget(name)
            needs = [need for need in self._desk.session.needs.all if need.group == group.id]
            self._column.addLayout(self._grid([self._need(need) for need in needs]))

    def _need(self, need: Need) -> BigCard:
        card = BigCard(self._look, self._catalog, need.pictogram, self._say(need.name), mark=True)
        card.setObjectName(f"turned-{need.id}")
        card.setChecked(self._desk.sitting.has_need(need.id, self._desk.sitting.needs_of))
        card.clicked.connect(lambda wanted, need=need: self._on_need(need, wanted))
        return card

    def _on_need(self, need: Need, wanted: bool) -> None:
        sitting = self._desk.sitting
        if not sitting.people:
            sitting = sitting.add(Person())
        whom = who.concerned(need.who, sitting.people)
        self._desk.change(sitting.set_need(need.id, sitting.needs_of, whom, wanted=wanted))

    def _add_question(self, question: asking.Question) -> None:
        asked = question.asked
        self._title(asking.question_text(self._desk, asked, self._catalog))
        why = Text(self._say(asked.why), self._catalog.language.tag, self._look.px(_SIGNS), wraps=True)
        why.set_colour(self._look.colours.second)
        self._column.addWidget(why)
        answers = [asking.answer_text(self._desk, asked, one, self._catalog) for one in range(len(asked.choices))]
        cards = []
        for position, text in enumerate(answers):
            card = BigCard(self._look, self._catalog, "", text)
            card.setObjectName(f"turned-answer-{position + 1}")
            card.clicked.connect(lambda _=False, position=position: self._answer(position))
            cards.append(card)
        for message in (msg("Not sure"), msg("Rather not say")):
            card = BigCard(self._look, self._catalog, "question", self._say(message))
            card.clicked.connect(self._pass_over)
            cards.append(card)
        self._column.addLayout(self._grid(cards))

    def _answer(self, position: int) -> None:
        if self._question and position < len(self._question.asked.choices):
            asking.give(self._desk, self._question.asked.choices[position][1])
            self._build()

    def _pass_over(self) -> None:
        if self._question:
            asking.pass_over(self._desk, self._question.asked)
            self._build()

    def _add_urgent(self) -> None:
        from referral_assistant.ui.visit.urgent import URGENT, numbers_for

        self._title(self._say(msg("Does anyone need help right now?")))
        cards = []
        for kind in URGENT:
            card = BigCard(self._look, self._catalog, kind.icon, self._say(kind.name), self._say(kind.signs))
            lines = numbers_for(kind, self._desk.session.region)
            if lines:
                card.add_number(lines[0].number)
            cards.append(card)
        self._column.addLayout(self._grid(cards))

    def _grid(self, cards: list[BigCard]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self._look.gap)
        across = 2 if self._look.scale > 1 or self._look.small else 3
        for place, card in enumerate(cards):
            grid.addWidget(card, place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(self._look.margin, 8, self._look.margin, 8)
        row.addStretch(1)
        back = Button(self._look, self._say(msg("Turn back")), self._catalog.language.tag, icon="return")
        back.setObjectName("turn-back")
        back.clicked.connect(self.turned_back)
        row.addWidget(back)
        return row

    # Keys and ground

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc turns back; 1 2 3 answer; arrows move."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.turned_back.emit()
        elif key in ARROWS:
            move_focus(self, key)
        elif key in _DIGITS and self._question:
            self._answer(_DIGITS.index(key))
        else:
            event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover everything below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.colours.ground))
        painter.end()


class BigCard(Pressable):
    """A card that can be pointed at across a table."""

    def __init__(
        self, look: Look, catalog: Catalog, icon: str, text: str, under: str = "", *, mark: bool = False
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
            top.addWidget(self.inked(Pictogram(icon, look.px(48), "")))
        top.addStretch(1)
        if mark:
            top.addWidget(MarkBox(self, Mark.BOX), 0, Qt.AlignmentFlag.AlignTop)
        if icon or mark:
            self._column.addLayout(top)
        else:
            self._column.addStretch(1)
        self._column.addWidget(self.inked(Text(text, self._tag, look.px(_CARD), bold=True, wraps=True)))
        if under:
            self._column.addWidget(self.inked(Text(under, self._tag, look.px(_SIGNS), wraps=True), "second"))
        self._column.addStretch(1)

    def add_number(self, number: str) -> None:
        """Put a telephone number under the words."""
        self._column.addWidget(Text(number, "en", self.look.px(34), bold=True, colour=self.look.colours.danger.ink))
