"""A place as the family meets it: safety with its evidence, when, where, at what cost, why it fits, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant import clock
from referral_assistant.condition import Evidence
from referral_assistant.disclosure import NO_PAPER, PAPERS, Safety, papers_asked, papers_recorded
from referral_assistant.eligibility import Outcome
from referral_assistant.message import Message, msg
from referral_assistant.reasons import PAPER_NAMES, Finding, LeftOutBecause
from referral_assistant.service import Service
from referral_assistant.ui.desk import Place
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Card, IconLine, Rule
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, RECORD, SECOND, SECTION
from referral_assistant.ui.text import Text, Words
from referral_assistant.ui.visit import opening, place_facts
from referral_assistant.ui.visit.result_cards import badge, for_whom, state_in_words
from referral_assistant.ui.visit.script import CallBand, Script

if TYPE_CHECKING:
    from referral_assistant.session import Explained

_MOST_NOT_NEEDED = 3


class PlaceRecord(Card):
    """Everything that is known about one place for one need."""

    def __init__(self, page: Screen, entry: Explained, *, choosing: bool = False) -> None:
        super().__init__(page.look)
        self._page, self._look, self._desk, self._entry = page, page.look, page.desk, entry
        self._on = page.desk.sitting.visit.on
        self._call: CallBand | None = None
        self.setObjectName("record")
        self.column.setSpacing(6)
        self.compare = self._to_compare(choosing=choosing)
        self._add_head()
        if choosing:
            self._title(msg("Choose the other place in the list."))
        self._add_facts()
        self._add_reasons()
        self._add_call()
        self._add_papers()
        self._add_card_door()
        self.column.addStretch(1)

    # Head

    def _add_head(self) -> None:
        look, desk, service = self._look, self._desk, self._entry.match.service
        self.column.addWidget(Text(service.name, desk.tag, look.px(RECORD), bold=True, wraps=True))
        for local in service.local_names[:2]:
            if local.name and local.name != service.name:
                self._quiet(local.name, local.language)
        summary = self._in_our_language(service)
        self._quiet(summary or service.organization)
        state, day = state_in_words(desk, self._entry)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(badge(look, state, desk, day=day))
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeading)

    def _to_compare(self, *, choosing: bool) -> Button:
        """Lead to two places side by side; while the other one is chosen, the way back."""
        message, icon = (msg("Back to the place"), "arrow_back") if choosing else (msg("Compare two"), "list")
        button = Button(self._look, *self._page.words(message), kind=Kind.QUIET, icon=icon, size=SECOND)
        button.setObjectName("compare")
        return button

    def _in_our_language(self, service: Service) -> str:
        found = [local.summary for local in service.local_names if local.language == self._desk.tag and local.summary]
        return found[0] if found else service.summary

    def _quiet(self, text: str, tag: str = "") -> None:
        if text:
            colour = self._look.colours.second
            self.column.addWidget(Text(text, tag or self._desk.tag, self._look.px(SECOND), wraps=True, colour=colour))

    # Facts

    def _add_facts(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        across = 2 if not self._look.small and self._look.scale == 1 else 1
        for column in range(across):
            grid.setColumnStretch(column, 1)
        for place, (icon, text) in enumerate(self._facts()):
            line = IconLine(self._look, icon, text, self._desk.tag, size=SECOND)
            grid.addWidget(line, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(grid)
        self.column.addWidget(Rule(self._look))

    def _facts(self) -> list[tuple[str, str]]:
        desk, service = self._desk, self._entry.match.service
        catalog = desk.catalog
        unknown = desk.say(msg("not on record"))
        hours = place_facts.hours(desk, service, self._on)
        until = opening.open_until(service, clock.now())
        if until:
            hours = f"{desk.say(msg('Open now, until {time}', time=catalog.clock(until)))}\n{hours}"
        costs, spoken = place_facts.cost(desk, service), place_facts.spoken(desk, service)
        enter = desk.in_a_row(service.how_to_enter, service.whom_to_ask_for)
        facts = [
            ("clock", hours or desk.say(msg("Hours: {what}", what=unknown))),
            ("pin", self._where(service) or desk.say(msg("Address: {what}", what=unknown))),
            ("phone", desk.in_a_row(*service.phones[:2]) or desk.say(msg("Telephone: {what}", what=unknown))),
            ("coin", costs or desk.say(msg("Cost: {what}", what=unknown))),
            ("speech", spoken or desk.say(msg("Languages: {what}", what=unknown))),
            ("door", enter or desk.say(msg("How to enter: {what}", what=unknown))),
        ]
        if service.interpreters:
            facts.append(("languages", service.interpreters))
        if service.waiting:
            facts.append(("history", service.waiting))
        return facts

    def _where(self, service: Service) -> str:
        if service.confidential:
            return self._desk.say(msg("The address is kept secret: call first"))
        parts = [
            (spot.address or ", ".join(filter(None, (spot.name, spot.area))), spot.directions) for spot in service.spots
        ]
        return "\n".join(dict.fromkeys(text for pair in parts[:2] for text in pair if text))

    # Reasons

    def _add_reasons(self) -> None:
        entry = self._entry
        findings = entry.findings
        colours = self._look.colours
        groups = (
            (Outcome.NO, msg("Why it was left out"), "close", colours.danger.ink),
            (Outcome.YES, msg("Also known") if entry.because else msg("Why it fits"), "check", colours.safe.ink),
            (Outcome.UNKNOWN, msg("Still to find out"), "question", colours.ask_first.ink),
        )
        self._quiet(for_whom(self._desk, entry))
        if entry.because is LeftOutBecause.CLOSED:
            self._title(groups[0][1])
            state, _ = state_in_words(self._desk, entry)
            self._line("close", self._desk.say(state.words), colours.second)
        for outcome, title, icon, tone in groups:
            fitting = [finding for finding in findings if finding.outcome is outcome]
            if fitting:
                self._title(title)
                for finding in fitting:
                    self._add_reason(finding, icon, tone)
        change = entry.would_fit_if
        if change:
            self._line("info", self._desk.say(change.message), colours.accent)
            for service in entry.helps_with_paper[:2]:
                text = self._desk.say(msg("{place} helps to get it", place=service.name))
                self._line("certificate", text, colours.second)

    def _title(self, message: Message) -> None:
        self.column.addSpacing(6)
        self.column.addWidget(Text(*self._page.words(message), self._look.px(BODY + 1), bold=True, wraps=True))

    def _line(self, icon: str, text: str, tone: str, under: str = "") -> None:
        look = self._look
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Pictogram(icon, look.px(20), tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(text, self._desk.tag, look.px(BODY), wraps=True))
        if under:
            words.addWidget(Text(under, self._desk.tag, look.px(14), wraps=True, colour=look.colours.second))
        row.addLayout(words, 1)
        self.column.addWidget(line)

    def _add_reason(self, finding: Finding, icon: str, tone: str) -> None:
        self._line(icon, self._desk.say(finding.message), tone, self._evidence(finding.evidence))

    def _evidence(self, evidence: Evidence) -> str:
        """Say where it stands: the quote, the source, the day, and how long it holds."""
        desk = self._desk
        parts = [f"“{evidence.quote}”" if evidence.quote else "", evidence.source]
        if evidence.checked_on:
            parts.append(_unbroken(desk.say(msg("checked {day}", day=evidence.checked_on))))
        until = self._good_until(evidence)
        if until:
            parts.append(_unbroken(desk.say(msg("good until {day}", day=until))))
        return desk.in_a_row(*parts)

    def _good_until(self, evidence: Evidence) -> date | None:
        judged = self._entry.match.judgement
        if self._entry.match.safety < Safety.NOT_ASKED:
            return None
        return next((row.good_until for row in judged.because if row.evidence == evidence), None)

    # The telephone, and what to bring

    def _add_call(self) -> None:
        if not self._entry.questions:
            return
        self._title(msg("Ask on the telephone"))
        self._quiet(self._desk.say(msg("Do not say who the family is.")))
        self.column.addWidget(Script(self._page, self._entry.match.service, self._entry.questions))
        self.column.addSpacing(6)
        self._call = CallBand(self._desk, self._entry)
        self.column.addWidget(self._call)

    def renew_call(self) -> None:
        """Show the other one of the two clicks where the first one stood."""
        if self._call is None:
            return
        before, self._call = self._call, CallBand(self._desk, self._entry)
        self.column.replaceWidget(before, self._call)
        before.hide()
        before.setParent(None)
        before.deleteLater()
        self._call.show()
        self._call.take_focus()

    def _add_papers(self) -> None:
        rows = self._entry.match.service.disclosure
        if self._entry.because or not papers_recorded(rows):
            return
        asked = [row.value for row in papers_asked(rows, self._on) if row.value != NO_PAPER]
        self._title(msg("What to bring"))
        for paper in dict.fromkeys(asked):
            self._line("page", self._desk.say(PAPER_NAMES[paper]), self._look.colours.second)
        if not asked:
            self._line("check", self._desk.say(msg("No paper is asked")), self._look.colours.safe.ink)
        self._line_not_needed(asked)

    def _add_card_door(self) -> None:
        """Lead from a need for vaccines to the children's cards."""
        if self._entry.because or not self._entry.match.need.startswith("vaccines."):
            return
        button = Button(self._look, *self._page.words(msg("Read the vaccination cards")), icon="syringe")
        button.setObjectName("cards")
        button.clicked.connect(lambda: self._desk.enter(Place.VACCINES))
        self.column.addSpacing(8)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _line_not_needed(self, asked: Iterable[str]) -> None:
        spared = [self._desk.say(PAPER_NAMES[paper]) for paper in PAPERS if paper not in set(asked)]
        text = self._desk.say(msg("Not needed: {papers}", papers=self._desk.catalog.listed(spared[:_MOST_NOT_NEEDED])))
        self._line("close", text, self._look.colours.second)


def _unbroken(text: str) -> str:
    """Keep a day on one line."""
    return text.replace(" ", "\u00a0")


class NothingRecord(Card):
    """What remains when no place is left for a need: what can be done, the rights, whom to call."""

    def __init__(self, page: Screen, need: str | None) -> None:
        super().__init__(page.look)
        self.setObjectName("record")
        self._page, self._look, self._desk = page, page.look, page.desk
        self.column.setSpacing(8)
        if need is None:
            self._both(msg("Choose a need first"), RECORD, bold=True)
            self.column.addStretch(1)
            return
        known = self._desk.session.needs.by_id[need]
        self._both(known.name, RECORD, bold=True)
        none = page.words(msg("No place in this directory is left for it."))
        self.column.addWidget(Text(*none, self._look.px(SECOND), wraps=True, colour=self._look.colours.second))
        self.column.addWidget(Rule(self._look))
        self._both(known.if_nothing, BODY)
        self._add_rights(need)
        self._add_helplines()
        self.column.addStretch(1)

    def _both(self, message: Message, size: float, *, bold: bool = False) -> None:
        first, second = self._page.words(message), self._page.second(message)
        self.column.addWidget(Text(*first, self._look.px(size), bold=bold, wraps=True))
        if second:
            colour = self._look.colours.second
            self.column.addWidget(Text(*second, self._look.px(SECOND), wraps=True, colour=colour))

    def _add_rights(self, need: str) -> None:
        rights = self._desk.session.region.rights_for(need, self._desk.sitting.visit.on)
        if not rights:
            return
        self._both(msg("What the law says"), SECTION, bold=True)
        for right in rights[:3]:
            self.column.addWidget(IconLine(self._look, "scales", *self._page.words(right.text)))
            second = self._page.second(right.text)
            if second:
                self._indented(second)
            day = self._desk.say(msg("checked {day}", day=right.basis.checked_on))
            self._indented(Words(self._desk.in_a_row(right.article, day), self._desk.tag))

    def _indented(self, words: Words) -> None:
        text = Text(*words, self._look.px(14), wraps=True, colour=self._look.colours.second)
        row = QHBoxLayout()
        row.addSpacing(self._look.px(20) + 10)
        row.addWidget(text, 1)
        self.column.addLayout(row)

    def _add_helplines(self) -> None:
        lines = self._desk.session.region.helplines
        if not lines:
            return
        self._both(msg("Numbers to call"), SECTION, bold=True)
        for line in lines[:4]:
            text = f"{line.number}  {self._desk.say(line.name)}"
            self.column.addWidget(IconLine(self._look, "phone", text, self._desk.tag))
