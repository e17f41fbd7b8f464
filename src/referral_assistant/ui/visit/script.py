"""What to say on the telephone, in the language that is spoken there, and the answer in two clicks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.i18n import Catalog, language_of
from referral_assistant.message import Message, msg
from referral_assistant.service import Service
from referral_assistant.session.browse import Listed
from referral_assistant.session.evidence import Answer
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.door import DoorBand
from referral_assistant.ui.parts.pressable import Kind
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit import found
from referral_assistant.ui.visit.calls import Call
from referral_assistant.ui.visit.read_aloud import ReadAloud

if TYPE_CHECKING:
    from referral_assistant.session import Explained


def spoken_there(desk: Desk, service: Service) -> Catalog:
    """Return the language to telephone in: the window's where they speak it, else one of theirs that we have."""
    theirs = {language.tag for tag in service.languages if (language := language_of(tag))}
    if not theirs or desk.tag in theirs:
        return desk.catalog
    usual = [language.tag for tag in desk.session.region.languages if (language := language_of(tag))]
    first = next((tag for tag in usual if tag in theirs), min(theirs))
    return desk.session.catalog(first)


class Script(QWidget):
    """The number, then the questions; each in their language, and under it in the window's."""

    def __init__(self, page: Screen, service: Service, questions: Iterable[Message], size: float = BODY) -> None:
        super().__init__()
        self._desk, self._look, self._size = page.desk, page.look, size
        self._spoken = spoken_there(page.desk, service)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        phones = page.desk.in_a_row(*service.phones[:2])
        if phones:
            self._line("phone").addWidget(Text(phones, page.desk.tag, page.look.px(size), bold=True, wraps=True))
        asked = tuple(questions)
        for question in asked:
            self._add(question)
        if self._spoken is not page.desk.catalog:
            said = "\n".join(self._spoken.say(one) for one in asked if self._spoken.has(one.text))
            # Whoever cannot read the script hears it, and says it after the voice.
            self._rows.addWidget(ReadAloud(page.desk, self._spoken, lambda: said, kind=Kind.QUIET))

    def _line(self, icon: str) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        picture = Pictogram(icon, self._look.px(20), self._look.colours.ask_first.ink)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        row.addLayout(words, 1)
        self._rows.addLayout(row)
        return words

    def _add(self, question: Message) -> None:
        look, desk = self._look, self._desk
        words = self._line("speech")
        ours = desk.say(question)
        spoken = self._spoken.say(question) if self._spoken.has(question.text) else ours
        tag = desk.tag if spoken == ours else self._spoken.language.tag
        words.addWidget(Text(spoken, tag, look.px(self._size), wraps=True))
        if spoken != ours:
            words.addWidget(Text(ours, desk.tag, look.px(SECOND), wraps=True, colour=look.colours.second))


class CallBand(DoorBand):
    """The band of the door, beside a visit: it also knows that nobody may answer the telephone."""

    def __init__(self, desk: Desk, entry: Explained) -> None:
        match = entry.match
        self._call, self._need = Call.of(desk), match.need
        self._call.be_about(match.service.id, match.need)
        super().__init__(desk, self._call, Listed(match.service, match.judgement))
        self.setObjectName("call-band")

    def _fill(self) -> None:
        super()._fill()
        if self._call.answer is None:
            nobody = self._button("no-answer", msg("No answer"), "", Kind.QUIET)
            nobody.clicked.connect(lambda: self._call.nobody_answered(self._listed.service.id))

    def choose(self, answer: Answer | None) -> None:
        """Keep looking at the place that is called, however the lists change."""
        found.look(self._desk, self._listed.service.id, self._need)
        super().choose(answer)

    def take_focus(self) -> None:
        """Let whoever goes by keys go on with the click that is due."""
        first = self._flow.itemAt(0)
        button = first.widget() if first else None
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
