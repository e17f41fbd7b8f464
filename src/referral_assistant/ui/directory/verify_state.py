"""What the calls keep while the window is open: the round, the place on the telephone, what was just written down."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from referral_assistant.disclosure import NO_PAPER, PAPERS
from referral_assistant.errors import ReferralError
from referral_assistant.i18n import isolated
from referral_assistant.message import Message, msg
from referral_assistant.reasons import PAPER_NAMES
from referral_assistant.service import Service
from referral_assistant.session.papers_round import ON_PAPER
from referral_assistant.session.verification import Chosen, ToCall, worklist
from referral_assistant.session.verification_round import (
    USUAL,
    Heard,
    Round,
    end_round,
    hear,
    open_round,
    skip,
    start_round,
    undo_last,
)
from referral_assistant.ui.background import Background, Latest
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.telling import Told, told_of

KEYS = tuple(Heard)
"""The answers in the order of the keys 1 to 7."""
PAPER_KEYS = (*PAPERS, NO_PAPER)
_TYPED = re.compile(r"\s*(\d{1,3})\s*[\s,;:.\-]\s*([1-7])\s*")


class Calling(QObject):
    """Holds a round of calls and writes the answers."""

    changed = Signal()
    listed = Signal(object)
    """Whom a round would call (list of ToCall)."""

    def __init__(self, desk: Desk, owner: QObject, forget: Callable[[], None]) -> None:
        """FORGET lets the window read the directory again after an answer."""
        super().__init__(owner)
        self._desk, self._forget = desk, forget
        self.chosen, self.count = Chosen(), USUAL
        self.told: Told | None = None
        self.round: Round | None = None
        self.place: int | None = None
        self.asks_papers = False
        self.papers: tuple[str, ...] = ()
        self.beginning = False
        self._background = Background(self)
        self._lists = Latest(self)
        self._lists.answered.connect(self.listed)

    # Where it stands

    def open(self) -> None:
        """Take up the round that is in the data folder, which the command line may have gone on with."""
        try:
            found = open_round(self._desk.session)
        except ReferralError as fault:
            found, self.told = None, told_of(fault)
        self.round = found if found is not None and found.calls else None
        if self.round is None or self.place is None or self.place >= len(self.round.calls):
            self.place = self.round.next_place() if self.round else None

    @property
    def service(self) -> Service | None:
        """The place on the telephone; None when all are called, or when it is gone from the directory."""
        if self.round is None or self.place is None:
            return None
        return self._desk.session.directory.service(self.round.calls[self.place].service)

    def name_of(self, place: int) -> str:
        """Name the place of a row."""
        assert self.round is not None
        found = self._desk.session.directory.service(self.round.calls[place].service)
        return found.name if found else "–"

    # Beginning

    def list_due(self) -> None:
        """Ask whom a round would call."""
        session, chosen = self._desk.session, self.chosen
        self._lists.ask(lambda _report: worklist(session, chosen))

    def begin(self) -> None:
        """Begin a round, in the background: a large directory takes a moment."""
        if self.beginning:
            return
        session, chosen, count = self._desk.session, self.chosen, self.count
        self.beginning, self.told = True, None
        job = self._background.start(lambda _report: start_round(session, chosen, count), write=True)
        job.succeeded.connect(self._on_begun)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)
        self.changed.emit()

    def put_away(self) -> None:
        """End the round; the answers stay."""
        try:
            end_round(self._desk.session)
        except ReferralError as fault:
            self.told = told_of(fault)
        self.round, self.place, self.told = None, None, None
        self.changed.emit()

    def _on_begun(self, found: object) -> None:
        assert isinstance(found, Round)
        self.round, self.place = found, found.next_place()

    def _on_failed(self, fault: object) -> None:
        assert isinstance(fault, ReferralError)
        self.told = told_of(fault)

    def _on_finished(self) -> None:
        self.beginning = False
        self.changed.emit()

    # Answers

    def press(self, position: int) -> None:
        """Take the answer of a key, or tick a paper while they are asked for."""
        if self.round is None or self.place is None:
            return
        if self.asks_papers:
            self.tick(PAPER_KEYS[position])
        elif KEYS[position] is Heard.PAPERS:
            self.asks_papers, self.papers = True, ()
            self.changed.emit()
        else:
            self.hear(self.place, KEYS[position])

    def tick(self, paper: str) -> None:
        """Take a paper, or take it away again; none and some exclude each other."""
        held = [one for one in self.papers if one != paper and (NO_PAPER not in {one, paper})]
        self.papers = tuple(held if paper in self.papers else [*held, paper])
        self.changed.emit()

    def write_papers(self) -> None:
        """Write the ticked papers down; the call goes on, since status is still to ask."""
        if self.place is not None and self.papers:
            self.hear(self.place, Heard.PAPERS, self.papers)

    def leave_papers(self) -> None:
        """Go back to the answers."""
        self.asks_papers, self.papers = False, ()
        self.changed.emit()

    def hear(self, place: int, heard: Heard, papers: tuple[str, ...] = ()) -> None:
        """Write an answer into the record and the round, and say so."""
        assert self.round is not None
        name = self.name_of(place)
        try:
            self.round = hear(self._desk.session, self.round, place, heard, papers)
        except ReferralError as fault:
            self.told = told_of(fault)
            self.changed.emit()
            return
        self.told = Told(self._what(place, name), self._said(heard, papers))
        self.asks_papers, self.papers = False, ()
        if heard is Heard.PAPERS and place == self.place:
            self.told = Told(self.told.first, msg("{what}. Now ask about status, or go on.", what=self._words(papers)))
        else:
            self.place = self.round.next_place()
        self._forget()
        self.changed.emit()

    def _what(self, place: int, name: str) -> Message:
        return msg("Row {row}, {name}: written down.", row=place + 1, name=isolated(name))

    def _said(self, heard: Heard, papers: tuple[str, ...]) -> Message:
        if heard is Heard.NO_ANSWER:
            return msg("No answer: it comes again later.")
        return msg("{value}", value=self._words(papers)) if papers else ON_PAPER[heard]

    def _words(self, papers: tuple[str, ...]) -> str:
        return self._desk.catalog.listed([self._desk.say(paper_name(paper)) for paper in papers])

    def go_on(self) -> None:
        """Leave a place for now; one that gave an answer already is done."""
        if self.round is None or self.place is None:
            return
        try:
            if not self.round.calls[self.place].is_done:
                self.round = skip(self._desk.session, self.round, self.place)
        except ReferralError as fault:
            self.told = told_of(fault)
        else:
            self.place, self.told = self.round.next_place(), None
        self.asks_papers, self.papers = False, ()
        self.changed.emit()

    def take_back(self) -> None:
        """Take the last answer back."""
        if self.round is None:
            return
        try:
            self.round, place = undo_last(self._desk.session, self.round)
        except ReferralError as fault:
            self.told = told_of(fault)
        else:
            self.told = Told(msg("Nothing is left to undo.") if place is None else msg("Taken back."))
            self.place = self.place if place is None else place
        self.asks_papers, self.papers = False, ()
        self._forget()
        self.changed.emit()

    def type_in(self, text: str) -> bool:
        """Take what was typed from the sheet, as "7 2"; say whether it could be read."""
        typed = _TYPED.fullmatch(text)
        if typed is None or self.round is None or not 1 <= int(typed[1]) <= len(self.round.calls):
            count = len(self.round.calls) if self.round else 0
            self.told = Told(
                msg("“{text}” is no row and answer of this sheet.", text=text.strip()[:20]),
                msg("Type a row from 1 to {count}, a space, and an answer from 1 to 7.", count=count),
                bad=True,
            )
            self.changed.emit()
            return False
        place, heard = int(typed[1]) - 1, KEYS[int(typed[2]) - 1]
        if heard is Heard.PAPERS:
            self.place, self.asks_papers, self.papers, self.told = place, True, (), None
            self.changed.emit()
        else:
            self.hear(place, heard)
        return True


def paper_name(paper: str) -> Message:
    """Name a paper that is asked, or that none is."""
    return msg("No paper is asked") if paper == NO_PAPER else PAPER_NAMES[paper]


Due = list[ToCall]
