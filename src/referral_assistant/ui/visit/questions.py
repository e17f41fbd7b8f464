"""One question at a time: the one that settles most, with why it is asked. Every one can be passed over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.pressable import Button, Kind, Pressable
from referral_assistant.ui.parts.surface import Card, IconLine, Rule
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, PRIMARY, RECORD, SECOND, SECTION, TITLE, Look
from referral_assistant.ui.text import Text, Words
from referral_assistant.ui.visit import asking
from referral_assistant.ui.visit.found import split
from referral_assistant.ui.visit.read_aloud import ReadAloud

_KEYS = 3
PASSES: tuple[tuple[str, Message], ...] = (
    ("not-sure", msg("Not sure")),
    ("skip", msg("Skip")),
    ("not-say", msg("Rather not say")),
)


class QuestionsScreen(Screen):
    """The question at the start edge, what is found so far at the end edge."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._question: asking.Question | None = None
        self.build()

    def help(self) -> tuple[Message, ...]:
        """Say what this page is for."""
        return (
            msg("Each question is the one that settles most places. Nobody has to answer: skip what hurts."),
            msg("“Not sure” is an answer like the others. No question asks about papers of residence or origin."),
        )

    def build(self) -> None:
        """Put the next question, or say that nothing more needs asking."""
        self.desk.aloud.stop()
        self._question = asking.next_question(self.desk)
        sides = QHBoxLayout()
        sides.setSpacing(self.look.gap * 2 if not self.look.small else 16)
        start = QVBoxLayout()
        start.setSpacing(self.look.gap)
        if self._question:
            start.addWidget(QuestionCard(self, self._question))
            self._add_limits(start)
        else:
            start.addWidget(self.headline(msg("Nothing more needs asking")))
            more = self.words(msg("The places are found. Answers can still be changed: go back to the people."))
            start.addWidget(Text(*more, self.look.px(BODY), wraps=True, colour=self.look.colours.second))
        start.addStretch(1)
        sides.addLayout(start, 2)
        end = QVBoxLayout()
        end.setSpacing(8)
        end.addWidget(SoFar(self))
        if self.desk.can_take_back:
            back = Button(self.look, *self.words(msg("Take back the last answer")), kind=Kind.QUIET, icon="undo")
            back.setObjectName("take-back")
            back.clicked.connect(self.desk.take_back)
            end.addWidget(back, 0, Qt.AlignmentFlag.AlignLeading)
        end.addStretch(1)
        sides.addLayout(end, 1)
        self.body.addLayout(sides, 1)
        self.set_foot(
            primary=msg("See the places"),
            back=msg("Needs"),
            note=msg("Answers stay in this visit. None is stored."),
        )

    def _add_limits(self, column: QVBoxLayout) -> None:
        """Say the limits of confidentiality where the family's needs are sensitive."""
        groups = {need.partition(".")[0] for need in self.desk.sitting.needs}
        for limit in self.desk.session.region.confidentiality:
            if groups & set(limit.need_groups):
                column.addWidget(IconLine(self.look, "info", *self.words(limit.text), size=SECOND))

    def answer(self, position: int) -> bool:
        """Give the answer at a position."""
        if self._question is None or position >= len(self._question.answers):
            return False
        asking.give(self.desk, self._question.asked.choices[position][1])
        self.renew()
        return True

    def pass_over(self) -> None:
        """Leave the question open."""
        if self._question is not None:
            asking.pass_over(self.desk, self._question.asked)
            self.renew()

    def primary(self) -> None:
        """Go on to the places."""
        self.desk.go(Place.RESULTS)

    def go_back(self) -> None:
        """Go back to the needs."""
        self.desk.go(Place.NEEDS)


class QuestionCard(Card):
    """The question, why it is asked, its answers, and three ways past it."""

    def __init__(self, page: QuestionsScreen, question: asking.Question) -> None:
        super().__init__(page.look, 32)
        look = page.look
        self.column.setSpacing(6)
        size = look.px(RECORD if look.small else 26)
        self.column.addWidget(Text(*question.text, size, bold=True, wraps=True))
        if question.second:
            self.column.addWidget(Text(*question.second, look.px(SECTION), wraps=True, colour=look.colours.second))
        self.column.addSpacing(2)
        self.column.addWidget(IconLine(look, "info", *question.why, tone=look.colours.second, size=BODY))
        if question.second_why:
            why = Text(*question.second_why, look.px(SECOND), wraps=True, colour=look.colours.second)
            self.column.addWidget(why)
        settles = page.desk.catalog.ngettext(
            "One answer settles about {count} place", "One answer settles about {count} places", question.asked.settles
        )
        self.column.addWidget(IconLine(look, "check", settles, page.desk.tag, tone=look.colours.second, size=BODY))
        self.column.addSpacing(10 if not look.small else 4)
        self._add_answers(page, question)
        self.column.addSpacing(6)
        self.column.addWidget(Rule(look))
        row = Wrapping(8)
        for name, message in PASSES:
            kind = Kind.PLAIN if name == PASSES[0][0] else Kind.QUIET
            button = Button(look, *page.words(message), kind=kind)
            button.setObjectName(name)
            button.clicked.connect(page.pass_over)
            row.addWidget(button)
        row.addWidget(self._reading(page, question))
        self.column.addLayout(row)

    def _reading(self, page: QuestionsScreen, question: asking.Question) -> ReadAloud:
        """Read the question and its answers in the family's language, where it is there; else in the window's."""
        desk = page.desk
        catalog = desk.family if desk.family and question.second else desk.catalog
        asked = question.asked
        answers = [asking.answer_text(desk, asked, one, catalog) for one in range(len(asked.choices))]
        said = "\n".join((asking.question_text(desk, asked, catalog), *answers))
        return ReadAloud(desk, catalog, lambda: said, kind=Kind.QUIET)

    def _add_answers(self, page: QuestionsScreen, question: asking.Question) -> None:
        grid = QGridLayout()
        grid.setSpacing(page.look.gap if page.look.small else 12)
        count = len(question.answers)
        across = 1 if count == 1 else 3 if count == _KEYS else 2
        for position, (first, second) in enumerate(question.answers):
            button = AnswerButton(page.look, position, first, second)
            button.clicked.connect(lambda _=False, position=position: page.answer(position))
            grid.addWidget(button, position // across, position % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(grid)


class AnswerButton(Pressable):
    """An answer in both languages, with the key that gives it."""

    def __init__(self, look: Look, position: int, first: Words, second: Words | None) -> None:
        super().__init__(look, Kind.PLAIN, first.text if second is None else f"{first.text}, {second.text}")
        self.setObjectName(f"answer-{position + 1}")
        self.setMinimumHeight(look.px(PRIMARY))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 14, 8)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.inked(Text(*first, look.px(TITLE), bold=True, wraps=True)))
        if second and second.text != first.text:
            words.addWidget(self.inked(Text(*second, look.px(SECOND), wraps=True), "second"))
        words.addStretch(1)
        row.addLayout(words, 1)
        if position < _KEYS:
            row.addWidget(self.inked(Text(str(position + 1), "en", look.px(14)), "second"))


class SoFar(Card):
    """What is found so far, in numbers."""

    def __init__(self, page: Screen) -> None:
        super().__init__(page.look)
        look, results, catalog = page.look, page.desk.results(), page.desk.catalog
        self.column.addWidget(Text(*page.words(msg("So far")), look.px(SECTION), bold=True))
        fits, may = split(results)
        lines = (
            ("check", catalog.ngettext("{count} place fits", "{count} places fit", len(fits))),
            ("question", catalog.ngettext("{count} may fit", "{count} may fit", len(may))),
            (
                "phone",
                catalog.ngettext(
                    "{count} to call before you go", "{count} to call before you go", len(results.call_first)
                ),
            ),
        )
        tones = (look.colours.safe.ink, look.colours.accent, look.colours.ask_first.ink)
        for (icon, text), tone in zip(lines, tones, strict=True):
            self.column.addWidget(_count(look, icon, text, page.desk.tag, tone))


def _count(look: Look, icon: str, text: str, tag: str, tone: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(10)
    row.addWidget(Pictogram(icon, look.px(20), tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(text, tag, look.px(BODY), wraps=True), 1)
    return line
