"""A round of calls: begin one, telephone one place after the other, one key an answer, go on tomorrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.session.papers_round import ON_PAPER
from referral_assistant.session.verification_round import Round
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.door import told_band
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.verify_call import AnswerCard, CallCard
from referral_assistant.ui.directory.verify_start import StartCard
from referral_assistant.ui.directory.verify_state import KEYS
from referral_assistant.ui.directory.working import Progress
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Card
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND, TITLE
from referral_assistant.ui.text import Text

_DIGITS = {Qt.Key(Qt.Key.Key_1.value + position): position for position in range(len(KEYS))}


class VerifyPage(Screen):
    """Builds itself anew from what the calls keep, after every answer."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room, self.calls = room, room.calling
        self.calls.open()
        self.build()
        self.calls.changed.connect(self.renew)

    def build(self) -> None:
        """Fill the page: whom to call, the place on the telephone, or what the round brought."""
        calls = self.calls
        self.set_head(msg("Calls"), self._progress() if calls.round else None)
        if calls.told:
            self.body.addWidget(told_band(self.desk, self.room, calls.told))
        if calls.round is None:
            self.body.addWidget(StartCard(self, calls))
        elif calls.place is None:
            self.body.addWidget(self._result())
        else:
            self.body.addLayout(self._call(calls.place))
        if calls.round is not None:
            self.body.addLayout(self._beside(calls.round))
        self.body.addStretch(1)
        self._foot()

    def _progress(self) -> QWidget:
        """Say how far the round is."""
        found = self.calls.round
        assert found is not None
        block = QWidget()
        block.setFixedWidth(self.look.px(220))
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        number = self.desk.catalog.number
        said = msg("{done} of {total}", done=number(found.done), total=number(len(found.calls)))
        words = Text(*self.words(said), self.look.px(BODY), bold=True)
        words.setObjectName("round-progress")
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignTrailing)
        bar = Progress(self.desk.say(said), measured=True)
        bar.follow(found.done, len(found.calls))
        column.addWidget(bar)
        return block

    def _call(self, place: int) -> QHBoxLayout:
        panes = QHBoxLayout()
        panes.setSpacing(16 if self.look.small else 24)
        panes.addWidget(CallCard(self, self.calls, place), 3, Qt.AlignmentFlag.AlignTop)
        panes.addWidget(AnswerCard(self, self.calls), 2, Qt.AlignmentFlag.AlignTop)
        return panes

    def _result(self) -> Card:
        """Say what the round brought, by answer."""
        card = Card(self.look)
        card.column.addWidget(Text(*self.words(msg("This round is done")), self.look.px(TITLE), bold=True, wraps=True))
        found = self.calls.round
        assert found is not None
        for heard in KEYS:
            count = sum(call.heard is heard for call in found.calls)
            if count:
                number = self.desk.catalog.number(count)
                words = self.desk.in_a_row(number, self.desk.say(ON_PAPER[heard]))
                card.column.addWidget(Text(words, self.desk.tag, self.look.px(BODY), wraps=True))
        kept = msg("Every answer stands in its record, with the day and your clinic.")
        colour = self.look.colours.second
        card.column.addWidget(Text(*self.words(kept), self.look.px(SECOND), wraps=True, colour=colour))
        return card

    # Foot

    def _foot(self) -> None:
        calls = self.calls
        if calls.round is None:
            primary, ready = msg("Begin the round"), not calls.beginning
            note = msg("A round stays as it was begun, until you begin another one.")
        elif calls.asks_papers:
            primary, ready = msg("Write down"), bool(calls.papers)
            note = msg("Tick every paper that they ask for.")
        elif calls.place is None:
            primary, ready = msg("Plan another round"), True
            note = msg("Every answer stands in its record, with the day and your clinic.")
        else:
            answered = calls.round.calls[calls.place].is_done
            primary, ready = (msg("Next place") if answered else msg("Later, go on")), True
            note = msg("Kept after every answer: stop whenever you like, and go on tomorrow.")
        self.set_foot(
            back=msg("Directory"),
            primary=primary,
            ready=ready,
            note=note,
            icon="phone" if calls.round is None else "arrow_forward",
        )

    def _beside(self, found: Round) -> Wrapping:
        """Offer what can be done beside the calls."""
        back = Button(self.look, *self.words(msg("Take back")), kind=Kind.QUIET, icon="undo", size=SECOND)
        back.setObjectName("take-back")
        back.setEnabled(bool(found.steps))
        back.clicked.connect(self.calls.take_back)
        sheet = Button(self.look, *self.words(msg("Call sheet")), kind=Kind.QUIET, icon="printer", size=SECOND)
        sheet.setObjectName("call-sheet")
        sheet.setEnabled(not found.is_finished)
        sheet.clicked.connect(self.print_paper)
        row = Wrapping()
        for button in (back, sheet):
            row.addWidget(button)
        return row

    # Keys

    def primary(self) -> None:
        """Begin, write the papers down, or go on to the next place."""
        calls = self.calls
        if calls.round is None:
            calls.begin()
        elif calls.asks_papers:
            calls.write_papers()
        elif calls.place is None:
            calls.put_away()
        else:
            calls.go_on()

    def go_back(self) -> None:
        """Go back from the papers to the answers, else to the directory; the round stays."""
        if self.calls.asks_papers:
            self.calls.leave_papers()
        else:
            self.calls.told = None
            self.room.turn(Page.BROWSE)

    def take_back(self) -> bool:
        """Take the last answer back."""
        self.calls.take_back()
        return True

    def print_paper(self) -> None:
        """Go to the call sheet."""
        if self.calls.round is not None and not self.calls.round.is_finished:
            self.room.turn(Page.CALL_SHEET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take an answer by the keys 1 to 7."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        position = _DIGITS.get(Qt.Key(event.key()))
        if plain and position is not None and self.calls.place is not None:
            self.calls.press(position)
        else:
            super().keyPressEvent(event)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("Calls first the places that answer most where the fewest are confirmed, or soon no longer are."),
            msg("One key an answer, 1 to 7; Enter goes on; Ctrl and Z takes the last answer back."),
            msg("Ask in general. Do not say that a family waits, and name nobody."),
            msg("On paper: print the call sheet, and type the row and the answer afterwards."),
        )
