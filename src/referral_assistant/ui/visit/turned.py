"""The turned screen (F11): large, in the family's language alone, for the family to point at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.parts.arrange import ARROWS, empty, move_focus
from referral_assistant.ui.parts.pressable import Button
from referral_assistant.ui.screen import ScrollColumn
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit import asking
from referral_assistant.ui.visit.big_card import CARD, SIGNS, BigCard
from referral_assistant.ui.visit.pointing import Pointing
from referral_assistant.ui.visit.read_aloud import ReadAloud

_TITLE = 40
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


class TurnedScreen(QWidget):
    """Needs to point at, the question with its answers, or the urgent cards: whatever the page below is about."""

    turned_back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look = desk, desk.look
        self.catalog = desk.family or desk.catalog
        self._question: asking.Question | None = None
        self._pointing = Pointing(self)
        self._said: list[str] = []
        self.setObjectName("turned")
        mirrored = self.catalog.language.right_to_left
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        self._column = QVBoxLayout(content)
        edge = self.look.margin + 8
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(self.look.gap + 8)
        self._scroller = ScrollColumn(content)
        outer.addWidget(self._scroller, 1)
        outer.addLayout(self._foot())
        self.build()

    # What it shows

    def build(self) -> None:
        """Put what the page below is about, as things are now."""
        self.desk.aloud.stop()
        empty(self._column)
        self._question = None
        self._said = []
        place = self.desk.place
        if place in {Place.QUESTIONS, Place.RESULTS} and (question := asking.next_question(self.desk)):
            self._question = question
            self._add_question(question)
        elif place is Place.START:
            self._add_urgent()
        else:
            self._pointing.build()
        self._column.addStretch(1)

    def to_top(self) -> None:
        """Show what a new part begins with, and give it the keys."""
        self._scroller.verticalScrollBar().setValue(0)
        self.setFocus()

    def say(self, message: Message) -> str:
        """Say a message in the family's language."""
        return self.catalog.say(message)

    def title(self, message: Message) -> None:
        """Put a title, which is also what is read aloud first."""
        self._put_title(self.say(message))

    def _put_title(self, text: str) -> None:
        size = self.look.px(_TITLE if not self.look.small else 32)
        self.speak(text)
        self._column.addWidget(Text(text, self.catalog.language.tag, size, bold=True, wraps=True))

    def speak(self, text: str) -> None:
        """Add to what is read aloud when somebody asks for it."""
        self._said.append(text)

    def line(self, message: Message, size: float = SIGNS, *, quiet: bool = True) -> None:
        """Put a line of words under the title, to be read aloud too."""
        text = self.say(message)
        self.speak(text)
        colour = self.look.colours.second if quiet else ""
        self._column.addWidget(Text(text, self.catalog.language.tag, self.look.px(size), wraps=True, colour=colour))

    def heading(self, message: Message) -> None:
        """Put the name of a group of cards."""
        name = Text(self.say(message), self.catalog.language.tag, self.look.px(CARD), wraps=True)
        name.set_colour(self.look.colours.second)
        self._column.addWidget(name)

    def cards(self, cards: Sequence[BigCard]) -> None:
        """Put cards side by side."""
        self._column.addLayout(self._grid(cards))

    def _add_question(self, question: asking.Question) -> None:
        asked = question.asked
        self._put_title(asking.question_text(self.desk, asked, self.catalog))
        self.line(asked.why)
        answers = [asking.answer_text(self.desk, asked, one, self.catalog) for one in range(len(asked.choices))]
        cards = []
        for position, text in enumerate(answers):
            self.speak(text)
            card = BigCard(self.look, self.catalog, "", text)
            card.setObjectName(f"turned-answer-{position + 1}")
            card.clicked.connect(lambda _=False, position=position: self._answer(position))
            cards.append(card)
        for message in (msg("Not sure"), msg("Rather not say")):
            self.speak(self.say(message))
            card = BigCard(self.look, self.catalog, "question", self.say(message))
            card.clicked.connect(self._pass_over)
            cards.append(card)
        self.cards(cards)

    def _answer(self, position: int) -> None:
        if self._question and position < len(self._question.asked.choices):
            asking.give(self.desk, self._question.asked.choices[position][1])
            self.build()

    def _pass_over(self) -> None:
        if self._question:
            asking.pass_over(self.desk, self._question.asked)
            self.build()

    def _add_urgent(self) -> None:
        from referral_assistant.ui.visit.urgent import URGENT, numbers_for

        self.title(msg("Does anyone need help right now?"))
        cards = []
        for kind in URGENT:
            self.speak(f"{self.say(kind.name)}. {self.say(kind.signs)}")
            card = BigCard(self.look, self.catalog, kind.icon, self.say(kind.name), self.say(kind.signs))
            lines = numbers_for(kind, self.desk.session.region)
            if lines:
                card.add_number(lines[0].number)
            cards.append(card)
        self.cards(cards)

    def _grid(self, cards: Sequence[BigCard]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self.look.gap)
        across = 2 if self.look.scale > 1 or self.look.small else 3
        for place, card in enumerate(cards):
            grid.addWidget(card, place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        return grid

    # The foot: reading aloud, skipping, turning back

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(self.look.margin, 8, self.look.margin, 8)
        row.addWidget(ReadAloud(self.desk, self.catalog, lambda: "\n".join(self._said)))
        row.addStretch(1)
        if self._pointing.child is not None:
            skip = Button(self.look, self.say(msg("Skip")), self.catalog.language.tag, icon="close")
            skip.setObjectName("turned-skip")
            skip.clicked.connect(self.turned_back)
            row.addWidget(skip)
        back = Button(self.look, self.say(msg("Turn back")), self.catalog.language.tag, icon="return")
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
        painter.fillRect(self.rect(), QColor(self.look.colours.ground))
        painter.end()
