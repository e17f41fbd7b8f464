"""The question that stands above the results: both languages, why it is asked, equal answers, and a way past it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant.message import msg
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Surface
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND, SECTION, TITLE
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit import asking

_BESIDE = 470


class QuestionBand(Surface):
    """Short answers stand beside the question, long ones under it."""

    answered = Signal(int)
    passed = Signal()

    def __init__(self, page: Screen, question: asking.Question) -> None:
        look = page.look
        tone = look.colours.calm
        super().__init__(tone.ground, tone.edge)
        self._look = look
        outer = QVBoxLayout(self)
        high = 8 if look.small else 12
        outer.setContentsMargins(16, high, 12, high)
        outer.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Pictogram("question", look.px(24), tone.ink), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(*question.text, look.px(TITLE if look.small else SECTION), bold=True, wraps=True))
        if question.second:
            words.addWidget(Text(*question.second, look.px(SECOND), wraps=True, colour=look.colours.second))
        settles = page.desk.catalog.ngettext(
            "One answer settles about {count} place", "One answer settles about {count} places", question.asked.settles
        )
        why = f"{question.why.text} {settles}."
        words.addWidget(Text(why, page.desk.tag, look.px(14), wraps=True, colour=tone.ink))
        row.addLayout(words, 1)
        buttons = self._buttons(page, question)
        few = sum(button.sizeHint().width() + 8 for button in buttons) <= look.px(_BESIDE)
        answers: QHBoxLayout | Wrapping = QHBoxLayout() if few else Wrapping(8)
        answers.setSpacing(8)
        for button in buttons:
            answers.addWidget(button)
        outer.addLayout(row)
        if few:
            row.addLayout(answers)
        else:
            outer.addLayout(answers)

    def _buttons(self, page: Screen, question: asking.Question) -> list[Button]:
        """Make the answers, the honest "not sure", and the way past."""
        buttons = []
        for position, (first, _) in enumerate(question.answers):
            button = Button(self._look, *first)
            button.setObjectName(f"answer-{position + 1}")
            button.clicked.connect(lambda _=False, position=position: self.answered.emit(position))
            buttons.append(button)
        for name, message, kind in (("not-sure", msg("Not sure"), Kind.PLAIN), ("skip", msg("Skip"), Kind.QUIET)):
            button = Button(self._look, *page.words(message), kind=kind)
            button.setObjectName(name)
            button.clicked.connect(self.passed)
            buttons.append(button)
        return buttons
