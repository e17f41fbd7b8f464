"""One call: whom, why, what to say in their language; and the seven answers, each under one key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from referral_assistant import clock
from referral_assistant.message import Message, msg
from referral_assistant.session.browse import judged_today
from referral_assistant.session.papers_round import ON_PAPER
from referral_assistant.session.verification import questions_for
from referral_assistant.ui.directory.verify_state import KEYS, PAPER_KEYS, Calling, paper_name
from referral_assistant.ui.directory.words import area_of, state_of
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.field import Entry
from referral_assistant.ui.parts.pressable import Button, Choice, Mark
from referral_assistant.ui.parts.surface import Badge, Card, IconLine, Rule
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, RECORD, SECOND, SECTION
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit import place_facts
from referral_assistant.ui.visit.script import Script


class CallCard(Card):
    """The place on the telephone."""

    def __init__(self, page: Screen, calls: Calling, place: int) -> None:
        super().__init__(page.look)
        desk, look = page.desk, page.look
        self.setObjectName("call")
        service = calls.service
        row = msg("Row {row}", row=desk.catalog.number(place + 1))
        colour = look.colours.second
        self.column.addWidget(Text(*page.words(row), look.px(SECOND), wraps=True, colour=colour))
        if service is None:
            gone = msg("This place is no longer in the directory.")
            self.column.addWidget(Text(*page.words(gone), look.px(BODY), wraps=True))
            return
        self.column.addWidget(Text(service.name, desk.tag, look.px(RECORD), bold=True, wraps=True))
        below = desk.in_a_row(service.organization, area_of(service))
        if below:
            self.column.addWidget(Text(below, desk.tag, look.px(SECOND), wraps=True, colour=colour))
        state = state_of(service, judged_today(desk.session, service))
        badge = Badge(look, desk.say(state.words), desk.tag, icon=state.icon, tone=state.hues(look.colours))
        self.column.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeading)
        if hours := place_facts.hours(desk, service, clock.today()):
            self.column.addWidget(IconLine(look, "clock", hours, desk.tag, size=SECOND))
        self.column.addWidget(Rule(look))
        general = msg("Ask in general. Do not say that a family waits, and name nobody.")
        self.column.addWidget(Text(*page.words(general), look.px(SECOND), wraps=True, colour=colour))
        self.column.addWidget(Script(page, service, questions_for(service), SECTION))


class AnswerCard(Card):
    """The seven answers, or the papers that are asked; and the line for what comes from the sheet."""

    def __init__(self, page: Screen, calls: Calling) -> None:
        super().__init__(page.look, 20)
        self._page, self._calls = page, calls
        self.setObjectName("answers")
        if calls.asks_papers:
            self._title(msg("Which papers do they ask for?"))
            self._add_papers()
        else:
            self._title(msg("What did they say?"))
            self._add_answers()
            self._add_typing()

    def _title(self, message: Message) -> None:
        self.column.addWidget(Text(*self._page.words(message), self._page.look.px(BODY), bold=True, wraps=True))

    def _add_answers(self) -> None:
        self.column.addLayout(answers := Wrapping())
        for position, heard in enumerate(KEYS):
            button = Button(self._page.look, self._numbered(position, ON_PAPER[heard]), self._page.desk.tag, size=BODY)
            button.setObjectName(f"heard-{heard.value}")
            button.clicked.connect(lambda _=False, position=position: self._calls.press(position))
            answers.addWidget(button)

    def _add_papers(self) -> None:
        for position, paper in enumerate(PAPER_KEYS):
            words = self._numbered(position, paper_name(paper)), self._page.desk.tag
            box = Choice(self._page.look, words, None, mark=Mark.BOX, card=False)
            box.setObjectName(f"paper-{paper}")
            box.setChecked(paper in self._calls.papers)
            box.clicked.connect(lambda _=False, paper=paper: self._calls.tick(paper))
            self.column.addWidget(box)

    def _numbered(self, position: int, message: Message) -> str:
        return self._page.desk.in_a_row(self._page.desk.catalog.number(position + 1), self._page.desk.say(message))

    def _add_typing(self) -> None:
        page = self._page
        words = page.words(msg("From the call sheet: row and answer, as 7 2"))
        self.column.addWidget(Rule(page.look))
        self.column.addWidget(Text(*words, page.look.px(SECOND), wraps=True, colour=page.look.colours.second))
        self.typed = TypedRow(page, words.text)
        self.typed.returnPressed.connect(self._on_typed)
        self.column.addWidget(self.typed)

    def _on_typed(self) -> None:
        self._calls.type_in(self.typed.text())


class TypedRow(Entry):
    """Where rows of the sheet are typed; Enter takes one, and the next can follow at once."""

    def __init__(self, page: Screen, name: str) -> None:
        super().__init__(page.look, name, page.desk.tag, hint="7 2", icon="pencil")
        self.setObjectName("typed")
        self.setMaxLength(12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from the page, which would go on to the next place."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
