"""The places: what fits, what to call first, what was left out and why; beside them everything about the one chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.directory.door import told_band
from referral_assistant.ui.parts.arrange import edges, show
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band
from referral_assistant.ui.screen import Screen, ScrollColumn
from referral_assistant.ui.style import BODY, SECOND, SECTION
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit import asking, found
from referral_assistant.ui.visit.calls import Call
from referral_assistant.ui.visit.compare import Compared
from referral_assistant.ui.visit.question_band import QuestionBand
from referral_assistant.ui.visit.record import NothingRecord, PlaceRecord
from referral_assistant.ui.visit.result_cards import NothingCard, PlaceCard
from referral_assistant.ui.visit.week import WeekCard, WeekDoor

if TYPE_CHECKING:
    from referral_assistant.session import Explained


class ResultsScreen(Screen):
    """The question band on top, the lists at the start edge, the record at the end edge."""

    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._question: asking.Question | None = None
        self._shown = found.FIRST
        self._call = Call.of(desk)
        self._call.clicked.connect(self._on_first_click)
        self._call.edited.connect(self._on_call)
        edges(self.body, self.look.margin, self.body.contentsMargins().top(), 0, 0)
        self.build()

    def help(self) -> tuple[Message, ...]:
        """Say what this page is for."""
        return (
            msg("First come the places that are known not to ask about status and that fit."),
            msg("“Call before you go” means that nobody has confirmed it: unknown is never yes."),
            msg("Places that ask about status are never offered. They stand with their reason under “left out”."),
        )

    def build(self) -> None:
        """Put everything from the results as they are now."""
        desk = self.desk
        self._question = asking.next_question(desk)
        self._looked = found.looked_at(desk)
        self._add_bands()
        sides = QHBoxLayout()
        sides.setSpacing(8)
        sides.addWidget(self._lists(), 0)
        sides.addWidget(self._record(), 1)
        self.body.addLayout(sides, 1)
        self._refresh_foot()

    def _add_bands(self) -> None:
        """Put the question, and what to know about the whole list."""
        inner = QVBoxLayout()
        edges(inner, 0, 0, self.look.margin, 0)
        inner.setSpacing(8)
        warning = self.desk.results().clock_warning
        if warning:
            words = (self.desk.say(warning), "")
            tone = self.look.colours.ask_first
            inner.addWidget(Band(self.look, words, self.desk.tag, icon="clock", tone=tone))
        if self._call.told:
            inner.addWidget(told_band(self.desk, self._call, self._call.told))
        if not self.desk.session.count():
            inner.addWidget(self._empty_directory())
        if self._question:
            band = QuestionBand(self, self._question)
            band.answered.connect(self.answer)
            band.passed.connect(self._on_passed)
            inner.addWidget(band)
        if inner.count():
            self.body.addLayout(inner)

    def _empty_directory(self) -> Band:
        words = (self.desk.say(msg("The directory is empty")), self.desk.say(msg("Bring in a list of places first.")))
        band = Band(self.look, words, self.desk.tag, icon="book", tone=self.look.colours.calm)
        button = Button(self.look, *self.words(msg("Directory")))
        button.setObjectName("to-directory")
        button.clicked.connect(lambda: self.desk.go(Place.DIRECTORY))
        band.row.addWidget(button)
        return band

    # The lists

    def _lists(self) -> QWidget:
        column = self._column = QWidget()
        rows = QVBoxLayout(column)
        edges(rows, 0, 0, 16, 16)
        rows.setSpacing(8)
        if self.desk.sitting.sees_left_out:
            self._add_left_out(rows)
        else:
            self._add_found(rows)
        rows.addStretch(1)
        area = self._scroller = ScrollColumn(column)
        area.setFixedWidth(self._list_width())
        return area

    def _list_width(self) -> int:
        return 424 if self.look.small else 560 if self.look.scale > 1 else 496

    def _add_found(self, rows: QVBoxLayout) -> None:
        results, catalog = self.desk.results(), self.desk.catalog
        fits, may = found.split(results)
        if results.visit.household.needs:
            door = WeekDoor(self)
            door.clicked.connect(self._see_week)
            rows.addWidget(door)
        title = catalog.ngettext("{count} place fits", "{count} places fit", len(fits))
        self._add_title(rows, title, self._left_out_button())
        self._add_cards(rows, results.matches, fits)
        if not fits and not may:
            none = self.words(msg("No place is known to be safe and to fit."))
            rows.addWidget(Text(*none, self.look.px(BODY), wraps=True, colour=self.look.colours.second))
        if may:
            self._add_group(rows, msg("May fit: something is still unknown"))
            self._add_cards(rows, results.matches, may)
        if len(results.call_first):
            self._add_group(rows, msg("Call before you go"))
            self._add_cards(rows, results.call_first, range(len(results.call_first)))
        if results.unmet_needs:
            self._add_group(rows, msg("Nothing found for"))
            for need in results.unmet_needs:
                card = NothingCard(self, need)
                card.setChecked(self._looked.need == need and not self.desk.sitting.sees_week)
                card.clicked.connect(lambda _=False, need=need: self._look_at(None, need))
                rows.addWidget(card)

    def _add_left_out(self, rows: QVBoxLayout) -> None:
        results, catalog = self.desk.results(), self.desk.catalog
        count = len(results.left_out)
        button = Button(self.look, *self.words(msg("Back to what fits")), kind=Kind.QUIET, size=SECOND)
        button.setObjectName("see-found")
        button.clicked.connect(lambda: self._see_left_out(opened=False))
        self._add_title(rows, catalog.ngettext("{count} left out", "{count} left out", count), button)
        self._add_cards(rows, results.left_out, range(count))

    def _left_out_button(self) -> Button | None:
        count = len(self.desk.results().left_out)
        if not count:
            return None
        text = self.desk.catalog.ngettext("{count} left out: see why", "{count} left out: see why", count)
        button = Button(self.look, text, self.desk.tag, kind=Kind.QUIET, size=SECOND)
        button.setObjectName("see-left-out")
        button.clicked.connect(lambda: self._see_left_out(opened=True))
        return button

    def _add_title(self, rows: QVBoxLayout, text: str, beside: QWidget | None) -> None:
        title = Text(text, self.desk.tag, self.look.px(SECTION + 1), bold=True, wraps=True)
        if beside is None:
            rows.addWidget(title)
        elif title.sizeHint().width() + beside.sizeHint().width() > self._list_width() - 24:
            rows.addWidget(title)
            rows.addWidget(beside, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            row = QHBoxLayout()
            row.addWidget(title, 1)
            row.addWidget(beside)
            rows.addLayout(row)

    def _add_group(self, rows: QVBoxLayout, message: Message) -> None:
        rows.addSpacing(6)
        rows.addWidget(
            Text(*self.words(message), self.look.px(BODY), bold=True, wraps=True, colour=self.look.colours.second)
        )

    def _add_cards(self, rows: QVBoxLayout, entries: Sequence[Explained], positions: Sequence[int]) -> None:
        for position in positions[: self._shown]:
            entry = entries[position]
            card = PlaceCard(self, entry)
            chosen = None if self.desk.sitting.sees_week else self._looked.place
            same = chosen is not None and chosen.match.service.id == entry.match.service.id
            card.setChecked(same and chosen is not None and chosen.match.need == entry.match.need)
            card.clicked.connect(lambda _=False, one=entry.match: self._look_at(one.service.id, one.need))
            rows.addWidget(card)
        more = len(positions) - self._shown
        if more > 0:
            text = self.desk.catalog.ngettext("Show {count} more", "Show {count} more", min(more, found.MORE))
            button = Button(self.look, text, self.desk.tag, kind=Kind.QUIET, icon="chevron_down")
            button.clicked.connect(self._on_more)
            rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_more(self) -> None:
        self._shown += found.MORE
        self._renew_lists()

    def _look_at(self, service: str | None, need: str) -> None:
        self._call.forget()
        found.look(self.desk, service, need)
        self._renew_lists()

    def _see_week(self) -> None:
        self._call.forget()
        found.look_at_week(self.desk)
        self._renew_lists()

    def _see_left_out(self, *, opened: bool) -> None:
        found.look_at_left_out(self.desk, opened=opened)
        self.renew()

    def _on_first_click(self) -> None:
        record = self.findChild(PlaceRecord)
        if record is not None:
            record.renew_call()

    def _on_call(self) -> None:
        """Show what was written down on the whole page, and lead to where the place stands now."""
        self._renew_lists()
        sitting = self.desk.sitting
        card = self.findChild(QWidget, f"place-{sitting.service_id}-{sitting.need_of_service}")
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            show(card)

    def _renew_lists(self) -> None:
        """Build again with the list where it was scrolled to."""
        scrolled = self._scroller.verticalScrollBar().value()
        self.renew()
        self._column.adjustSize()
        self._scroller.verticalScrollBar().setValue(scrolled)
        focused = self.window().focusWidget()
        if focused is not None and self._scroller.isAncestorOf(focused):
            show(focused)

    # The record and the foot

    def _record(self) -> QWidget:
        column = QWidget()
        rows = QVBoxLayout(column)
        edges(rows, 0, 0, self.look.margin, 16)
        rows.addWidget(WeekCard(self) if self.desk.sitting.sees_week else self._compared() or self._one_record())
        return ScrollColumn(column)

    def _one_record(self) -> QWidget:
        looked = self._looked
        if looked.place is None:
            return NothingRecord(self, looked.need)
        choosing = self.desk.sitting.beside is not None
        record = PlaceRecord(self, looked.place, choosing=choosing)
        record.compare.clicked.connect(lambda: self._compare(None if choosing else self._looked.place))
        return record

    def _compared(self) -> Compared | None:
        """Put the place looked at beside the one that it is compared with."""
        place, beside = self._looked.place, self.desk.sitting.beside
        first = found.entry_of(self.desk, beside) if beside else None
        if first is None or place is None or beside == (place.match.service.id, place.match.need):
            return None
        compared = Compared(self, first, place)
        compared.back.clicked.connect(lambda: self._compare(None))
        return compared

    def _compare(self, place: Explained | None) -> None:
        """Let the next card pressed be put beside PLACE, or end it."""
        found.compare(self.desk, place)
        self._renew_lists()

    def _refresh_foot(self) -> None:
        if self.desk.sitting.sees_week:
            note = msg("Nobody is sent where hours or safety are not known.")
            self.set_foot(primary=msg("Print the plan"), back=msg("Questions"), note=note, ready=self._can_be_planned())
        else:
            self._foot_of_place(self._looked)

    def _can_be_planned(self) -> bool:
        """Say whether anything may stand on a paper that is carried around."""
        needs = self.desk.session.needs.by_id
        return any(not needs[need].discreet for need in self.desk.sitting.needs)

    def _foot_of_place(self, looked: found.Looked) -> None:
        extras = []
        if looked.to_call:
            extras.append(self._extra("call-sheet", msg("Call sheet"), "phone"))
        note = msg("Only these answers were used. None is stored.")
        if looked.to_call:
            note = msg("Not confirmed: call before you go.")
        if looked.left_out:
            note = msg("No letter is written to a place that was left out.")
        rights = looked.place is None
        self.set_foot(
            primary=msg("Print their rights") if rights else msg("Write the letter"),
            back=msg("Questions"),
            note=note,
            ready=not looked.left_out,
            note_icon="question" if looked.to_call else "",
            extras=extras,
        )

    def _extra(self, kind: str, message: Message, icon: str) -> Button:
        button = Button(self.look, *self.words(message), icon=icon)
        button.setObjectName(kind)
        button.clicked.connect(lambda: self._write(kind))
        return button

    # What the keys run

    def answer(self, position: int) -> bool:
        """Answer the question of the band."""
        if self._question is None or position >= len(self._question.answers):
            return False
        asking.give(self.desk, self._question.asked.choices[position][1])
        self.renew()
        return True

    def _on_passed(self) -> None:
        if self._question:
            asking.pass_over(self.desk, self._question.asked)
            self.renew()

    def primary(self) -> None:
        """Write the plan of the week, the letter to the place looked at, or the card of rights when there is none."""
        if self.desk.sitting.sees_week:
            self._write_kind("plan")
            return
        self._write("letter" if self._looked.place else "rights")

    def _write(self, kind: str) -> None:
        looked, desk = self._looked, self.desk
        match = looked.place.match if looked.place else None
        found.look(desk, match.service.id if match else None, match.need if match else looked.need)
        self._write_kind(kind)

    def _write_kind(self, kind: str) -> None:
        desk = self.desk
        desk.change(replace(desk.sitting, letter=replace(desk.sitting.letter, kind=kind)))
        desk.go(Place.LETTER)

    def go_back(self) -> None:
        """Go back to what fits, or to the questions."""
        if self.desk.sitting.sees_left_out:
            self._see_left_out(opened=False)
        else:
            self.desk.go(Place.QUESTIONS)
