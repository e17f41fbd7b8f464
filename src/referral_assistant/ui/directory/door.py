"""At the door, in two clicks: what was found out, and how we know. It stands on top of every record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant.disclosure import DAYS_IN_DATE, Safety, Source
from referral_assistant.message import Message, msg
from referral_assistant.session.browse import Listed
from referral_assistant.session.evidence import Answer
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.telling import Telling, Told
from referral_assistant.ui.directory.words import HOW, WORDS
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band, Surface
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.style import BODY, SECOND, Tone
from referral_assistant.ui.text import Text

ANSWERS = (Answer.NOT_ASKED, Answer.ASKS, Answer.SHARES, Answer.CLOSED)
WAYS = ((Source.PHONE_CALL, "phone"), (Source.VISIT, "door"))


class DoorBand(Surface):
    """Says what is known about the door and takes a new answer; TELLING writes it and tells everyone."""

    def __init__(self, desk: Desk, telling: Telling, listed: Listed) -> None:
        self._desk, self._telling, self._listed = desk, telling, listed
        first, second, tone, icon = self._standing()
        super().__init__(tone.ground, tone.edge)
        look = desk.look
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 14)
        row.setSpacing(14)
        row.addWidget(Pictogram(icon, look.px(24), tone.ink), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        row.addLayout(column, 1)
        column.addWidget(Text(desk.say(first), desk.tag, look.px(BODY), bold=True, wraps=True))
        if second:
            column.addWidget(Text(desk.say(second), desk.tag, look.px(SECOND), wraps=True, colour=look.colours.second))
        column.addSpacing(8)
        self._flow = Wrapping()
        column.addLayout(self._flow)
        self._fill()

    # What is known

    def _standing(self) -> tuple[Message, Message | None, Tone, str]:
        """Return two lines, the tone and the pictogram for what is known, or for the second click."""
        colours = self._desk.look.colours
        if self._telling.answer is not None:
            return msg("How do you know?"), WORDS[self._telling.answer], colours.calm, "question"
        judged, service = self._listed.judgement, self._listed.service
        if not service.is_open_for_referral:
            return (
                msg("It is not offered to families."),
                None,
                Tone(colours.second, colours.ground, colours.line),
                "close",
            )
        if judged.safety is Safety.ASKS:
            second = msg("Only a later law, policy, call or visit that says no brings it back.")
            return msg("It is never offered to a family."), second, colours.danger, "octagon"
        if judged.safety is Safety.UNCONFIRMED:
            return (*self._unconfirmed(), colours.ask_first, "question")
        until = min((row.good_until for row in judged.because if row.good_until), default=None)
        good = msg("What is known is good until {day}.", day=until) if until else None
        return msg("Did you find out something new?"), good, colours.calm, "question"

    def _unconfirmed(self) -> tuple[Message, Message]:
        judged = self._listed.judgement
        call = msg("Ask by telephone or go there, then write down what you found.")
        if judged.duty:
            duty = msg("A duty to report: {duty}", duty=judged.duty.title)
            return duty, msg("Only a call or a visit to this very place can say that it is safe.")
        if judged.suspicious_words:
            words = ", ".join(judged.suspicious_words)
            return msg("Its own text suggests otherwise: {words}", words=words), call
        if judged.expired:
            return msg("The last check is too old to rely on"), msg("Until it is renewed, a visit shows “call first”.")
        return msg("Nobody has recorded whether it asks about status"), call

    # The two clicks

    def _fill(self) -> None:
        if self._telling.answer is not None:
            for source, icon in WAYS:
                days = self._desk.catalog.ngettext("{count} day", "{count} days", DAYS_IN_DATE[source])
                button = self._button(f"way-{source}", HOW[source], icon)
                button.setToolTip(self._desk.say(msg("It then holds for {days}.", days=days)))
                button.clicked.connect(lambda _=False, source=source: self._on_way(source))
            back = self._button("way-back", msg("Back"), "", Kind.QUIET)
            back.clicked.connect(lambda: self.choose(None))
            return
        for answer in self.answers:
            button = self._button(f"answer-{answer.name.lower()}", WORDS[answer], "")
            button.clicked.connect(lambda _=False, answer=answer: self.choose(answer))

    def _button(self, name: str, words: Message, icon: str, kind: Kind = Kind.PLAIN) -> Button:
        look = self._desk.look
        button = Button(look, self._desk.say(words), self._desk.tag, kind=kind, icon=icon, size=SECOND)
        button.setObjectName(name)
        button.setEnabled(not self._telling.writing)
        self._flow.addWidget(button)
        return button

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What can be answered now."""
        return ANSWERS if self._listed.service.is_open_for_referral else (Answer.OPEN_AGAIN,)

    def choose(self, answer: Answer | None) -> None:
        """First click: what was found out; None goes back."""
        self._telling.choose(answer)

    def press(self, position: int) -> bool:
        """Answer by a number key; say whether there was such an answer."""
        if self._telling.answer is None:
            if position < len(self.answers):
                self.choose(self.answers[position])
                return True
        elif position < len(WAYS):
            self._on_way(WAYS[position][0])
            return True
        return False

    def _on_way(self, source: Source) -> None:
        """Second click: how we know; it is written at once."""
        assert self._telling.answer is not None
        self._telling.record(self._listed.service.id, self._telling.answer, source)


def told_band(desk: Desk, telling: Telling, told: Told) -> Band:
    """Say what just happened, with the way to undo it."""
    colours = desk.look.colours
    tone, icon = (colours.danger, "octagon") if told.bad else (colours.safe, "check")
    texts = desk.say(told.first), desk.say(told.second) if told.second else ""
    band = Band(desk.look, texts, desk.tag, icon=icon, tone=tone)
    edit = told.edit
    if edit:
        undo = Button(desk.look, desk.say(msg("Undo")), desk.tag, icon="undo", size=SECOND)
        undo.setObjectName("undo")
        undo.clicked.connect(lambda: telling.undo(edit, told.service_id))
        band.row.addWidget(undo)
    return band
