"""The printed directory: languages, area, need and size at the start edge, the true pages at the end edge, print or save."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from referral_assistant.errors import InputError, ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.session.booklet import BookletOrder, write_booklet
from referral_assistant.session.papers_vaccines import SlipForm
from referral_assistant.ui.background import Report
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.verify_sheet import second_offered
from referral_assistant.ui.directory.working import Progress
from referral_assistant.ui.letter.making import Made, Outcome
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.pressable import Button
from referral_assistant.ui.parts.surface import Card, IconLine
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.vaccines.paper import PaperPage
from referral_assistant.ui.vaccines.writing import PaperWriting

_STOPPED = InputError(
    msg("The booklet was stopped."), msg("Choose one area or one need to make it shorter, or make it again.")
)


@dataclass(frozen=True, slots=True)
class BookletForm(SlipForm):
    """The languages and size of the booklet, and to what it is narrowed."""

    area: str = ""
    need: str = ""


class BookletWriting(PaperWriting):
    """Makes the booklet; a large directory takes some seconds, so it tells how far it is and can be stopped."""

    told_how_far = Signal(int, int)

    def __init__(self, desk: Desk, room: Room, form: BookletForm) -> None:
        super().__init__(desk, room, lambda _: bytes, form)
        self._makes.progressed.connect(self.told_how_far)

    @property
    def kind(self) -> str:
        """The kind of paper."""
        return "booklet"

    def make(self) -> None:
        """Make the booklet as it is wanted now; what was being made before is stopped."""
        self.paper = self.fault = self.verdict = self.told = None
        assert isinstance(self.form, BookletForm)
        form, session = self.form, self._desk.session
        order = BookletOrder(form.language, form.second, form.area, form.need, form.paper, form.large)

        def made(report: Report) -> Outcome:
            try:
                return Outcome(Made(write_booklet(session, order, report), discreet=False))
            except ReferralError as fault:
                return Outcome(None, fault)

        self._makes.ask(made)
        self.changed.emit()

    def stop(self) -> None:
        """Stop making it; nothing is left of it."""
        self._makes.forget()
        self.fault = _STOPPED
        self.changed.emit()


class BookletPage(PaperPage):
    """Shows the booklet and takes it to a printer or a file."""

    title = msg("Booklet")
    file_name = "places-that-help.pdf"
    back_to = msg("Take out")
    sizes = (("a4", msg("A4")), ("letter", msg("Letter (US)")), ("a5", msg("Middle (A5)")))

    def __init__(self, desk: Desk, room: Room) -> None:
        self._room = room
        paper = "letter" if desk.session.region.paper.lower() == "letter" else "a4"
        family = desk.family.language.tag if desk.family else desk.tag
        second = second_offered(desk)
        narrowed = room.narrowed
        form = BookletForm(family, "" if second == family else second, paper, False, narrowed.area, narrowed.need)
        super().__init__(desk, room, BookletWriting(desk, room, form))

    def fill_choices(self, card: Card) -> None:
        """Say what stands in it, and let it be narrowed."""
        for icon, message in (
            ("shield_check", msg("Places that do not ask first, then those to call first.")),
            ("lock", msg("Secret and closed places are never in it.")),
        ):
            card.column.addWidget(IconLine(self.look, icon, *self.words(message), size=SECOND))
        card.column.addWidget(self._far())
        session, say = self.desk.session, self.desk.say
        needs = [(say(one.name), one.id) for one in session.needs.groups]
        needs += [(say(one.name), one.id) for one in session.needs.all]
        areas = [(area, area) for area in session.directory.areas()]
        for label, name, entries in (
            (msg("Need"), "need", [(say(msg("Any need")), ""), *needs]),
            (msg("Area"), "area", [(say(msg("Any area")), ""), *areas]),
        ):
            card.column.addWidget(self._narrows(label, name, entries))

    def _narrows(self, label: Message, name: str, entries: list[tuple[str, str]]) -> Labelled:
        words = self.words(label)
        field = Select(self.look, words.text, words.tag, entries)
        field.setObjectName(name)
        field.choose(getattr(self.writing.form, name))
        field.activated.connect(lambda _: self._again(**{name: str(field.currentData() or "")}))
        return Labelled(self.look, words, field)

    def _far(self) -> QWidget:
        """Make the bar that tells how far it is, with the way to stop it or to begin again."""
        writing = self.writing
        assert isinstance(writing, BookletWriting)
        holder = Card(self.look, 12)
        self._bar = Progress(self.desk.say(msg("The pages are being made.")), measured=True)
        writing.told_how_far.connect(self._bar.follow)
        self._stop = Button(self.look, *self.words(msg("Cancel")), size=SECOND)
        self._stop.setObjectName("stop")
        self._stop.clicked.connect(writing.stop)
        self._begin = Button(self.look, *self.words(msg("Make it again")), size=SECOND)
        self._begin.setObjectName("again")
        self._begin.clicked.connect(writing.make)
        for part in (self._bar, self._stop, self._begin):
            holder.column.addWidget(part)
        self._progress = holder
        return holder

    def follow(self) -> None:
        """Show how far it is as long as it is being made."""
        busy, stopped = self.writing.busy, self.writing.fault is _STOPPED
        self._progress.setVisible(busy or stopped)
        self._bar.setVisible(busy)
        self._stop.setVisible(busy)
        self._begin.setVisible(stopped)
        super().follow()

    def leave(self) -> None:
        """Go back to the kinds of copies."""
        self._room.turn(Page.EXPORT)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("The directory as a booklet, by need and area, with all names at the end."),
            msg("What it says is true on the day it is made: print it again when many checks are old."),
        )
