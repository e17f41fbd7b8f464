"""What in the directory needs a person's eye: by kind, the worst first, each with the one button that leads to mending it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.session.browse import Narrowed
from referral_assistant.session.check import Problem
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.quality_state import FIELDS, KINDS
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.working import Progress
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.parts.field import Entry
from referral_assistant.ui.parts.pressable import Button, Choice, Mark
from referral_assistant.ui.parts.surface import Band, Card, Rule
from referral_assistant.ui.screen import Screen, ScrollColumn
from referral_assistant.ui.style import BODY, SECOND, SECTION
from referral_assistant.ui.text import Text

MOST = 60
PAUSE = 150


class QualityPage(Screen):
    """Kinds at the start edge with their counts, the places of the chosen kind at the end edge."""

    scrolls = False

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room, self.quality = room, room.quality
        self.quality.open()
        self.build()
        self.quality.changed.connect(self.renew)

    def build(self) -> None:
        """Fill the page from what was found."""
        quality = self.quality
        if quality.job is not None:
            self.body.addWidget(self._working())
            self.body.addStretch(1)
        elif quality.found is None:
            stopped = msg("The check was stopped."), msg("Press “Check again” to look anew.")
            texts = self.desk.say(stopped[0]), self.desk.say(stopped[1])
            self.body.addWidget(Band(self.look, texts, self.desk.tag, icon="info", tone=self.look.colours.calm))
            self.body.addStretch(1)
        else:
            counts = quality.counts()
            if quality.kind not in counts:
                quality.kind = next(iter(counts), "")
            panes = QHBoxLayout()
            panes.setSpacing(16 if self.look.small else 24)
            kinds = ScrollColumn(self._kinds(counts))
            kinds.setFixedWidth(self.look.px(340))
            panes.addWidget(kinds)
            panes.addLayout(self._places(), 1)
            self.body.addLayout(panes, 1)
        self._foot()

    def _working(self) -> Band:
        texts = self.desk.say(msg("Looking through the directory")), ""
        band = Band(self.look, texts, self.desk.tag, icon="clock", tone=self.look.colours.calm)
        bar = Progress(texts[0], measured=True)
        self.quality.progressed.connect(bar.follow)
        band.words.addWidget(bar)
        cancel = Button(self.look, *self.words(msg("Cancel")))
        cancel.setObjectName("cancel")
        cancel.clicked.connect(self.quality.cancel)
        band.row.addWidget(cancel)
        return band

    def _kinds(self, counts: dict[str, int]) -> QWidget:
        card = Card(self.look, 12)
        card.column.setSpacing(2)
        card.column.addWidget(self.headline(msg("To look at")))
        group = QButtonGroup(card)
        for kind, count in counts.items():
            words = self.desk.say(KINDS[kind][0])
            number = self.desk.catalog.number(count)
            choice = Choice(self.look, (words, self.desk.tag), (number, self.desk.tag), mark=Mark.RING, card=False)
            choice.setObjectName(f"kind-{kind}")
            choice.setChecked(kind == self.quality.kind)
            choice.toggled.connect(partial(self._on_kind, kind))
            group.addButton(choice)
            card.column.addWidget(choice)
        if not counts:
            card.column.addWidget(Text(*self.words(msg("Nothing needs your eye.")), self.look.px(BODY), wraps=True))
        card.column.addStretch(1)
        return card

    def _places(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        words = self.words(msg("Only places with these words in their name"))
        self.filter = Entry(self.look, words.text, words.tag, hint=words.text, icon="search")
        self.filter.setObjectName("filter")
        self.filter.setText(self.quality.text)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self._on_filter)
        self.filter.textChanged.connect(self._soon.start)
        column.addWidget(self.filter)
        card = Card(self.look, 20)
        self._rows = card.column
        column.addWidget(ScrollColumn(card), 1)
        self._show_rows()
        return column

    def _show_rows(self) -> None:
        empty(self._rows)
        shown = self.quality.shown()
        count = self.desk.catalog.ngettext("{count} place to look at", "{count} places to look at", len(shown))
        title = Text(count, self.desk.tag, self.look.px(SECTION), bold=True, wraps=True)
        title.setObjectName("count")
        self._rows.addWidget(title)
        names = self.quality.names
        for problem in shown[:MOST]:
            self._rows.addWidget(Rule(self.look))
            self._rows.addLayout(self._row(problem, names.get(problem.service_id, problem.service_id)))
        if len(shown) > MOST:
            more = msg("The first {count}. Mend some, or type a name, to see others.", count=MOST)
            colour = self.look.colours.second
            self._rows.addWidget(Text(*self.words(more), self.look.px(SECOND), wraps=True, colour=colour))
        self._rows.addStretch(1)

    def _row(self, problem: Problem, name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(name, self.desk.tag, self.look.px(BODY), bold=True, wraps=True))
        colour = self.look.colours.second
        words.addWidget(Text(self._detail(problem), self.desk.tag, self.look.px(SECOND), wraps=True, colour=colour))
        row.addLayout(words, 1)
        _, mend, page = KINDS[problem.problem]
        button = Button(self.look, *self.words(mend), size=SECOND)
        button.setObjectName(f"mend-{problem.problem}-{problem.service_id}-{problem.field}")
        button.setAccessibleName(f"{self.desk.say(mend)}, {name}")
        button.clicked.connect(partial(self._mend, problem, page))
        row.addWidget(button)
        return row

    def _detail(self, problem: Problem) -> str:
        field = FIELDS.get(problem.field)
        said = self.desk.say(field) if field else ""
        words = ", ".join(f"“{word}”" for word in (problem.words or ())[:3])
        other = self.quality.names.get(problem.other, "") if problem.other else ""
        return self.desk.in_a_row(said, words, other, problem.why) or self.desk.say(KINDS[problem.problem][0])

    def _foot(self) -> None:
        health = Button(self.look, *self.words(msg("Over time")), icon="calendar", size=SECOND)
        health.setObjectName("health")
        health.clicked.connect(lambda: self.room.turn(Page.HEALTH))
        self.set_foot(
            back=msg("Directory"),
            primary=msg("Check again"),
            icon="eye",
            ready=self.quality.job is None,
            note=msg("What a text says is only a hint until you accept it."),
            extras=[health],
        )

    # What is done

    def _on_kind(self, kind: str, on: bool) -> None:
        if on:
            self.quality.kind = kind
            self._show_rows()

    def _on_filter(self) -> None:
        self.quality.text = self.filter.text()
        self._show_rows()

    def _mend(self, problem: Problem, page: Page, *_: object) -> None:
        """Go where the problem is mended: the record, its form, the calls, or an import."""
        self.room.narrowed = Narrowed(text=self.quality.names.get(problem.service_id, ""))
        self.room.look_at(problem.service_id)
        if page is Page.EDIT:
            self.room.edit(problem.service_id)
        else:
            self.room.turn(page)

    # Keys

    def primary(self) -> None:
        """Check again."""
        if self.quality.job is None:
            self.quality.check()

    def go_back(self) -> None:
        """Stop the check, else go back to the directory."""
        if self.quality.job is not None:
            self.quality.cancel()
        else:
            self.room.turn(Page.BROWSE)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("Everything in the directory that needs your eye, the worst first."),
            msg("Each has one button: it leads to where it is mended."),
        )
