"""The plan of the week beside the results: which places on which day, why together, and what has no day and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.parts.pressable import Kind, Pressable
from referral_assistant.ui.parts.surface import Card, IconLine, Rule
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, RECORD, SECOND, SECTION, TITLE
from referral_assistant.ui.text import Text

if TYPE_CHECKING:
    from referral_assistant.i18n import Catalog
    from referral_assistant.trips import Errand, Stop, Trip, Unplanned

TITLE_OF_WEEK = msg("Plan of the week")


class WeekDoor(Pressable):
    """Leads from the list to the plan."""

    def __init__(self, page: Screen) -> None:
        look, desk = page.look, page.desk
        first, under = page.words(TITLE_OF_WEEK), page.words(msg("Which places on which day, in few trips"))
        super().__init__(look, Kind.CARD, f"{first.text}. {under.text}", checkable=True)
        self.setObjectName("see-week")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setChecked(desk.sitting.sees_week)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self.inked(Pictogram("calendar", look.px(24), "")))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.inked(Text(*first, look.px(TITLE), bold=True, wraps=True)))
        if not look.small:
            words.addWidget(self.inked(Text(*under, look.px(SECOND), wraps=True), "second"))
        row.addLayout(words, 1)
        row.addWidget(self.inked(Pictogram("chevron_forward", look.px(18), "")), 0, Qt.AlignmentFlag.AlignVCenter)


class WeekCard(Card):
    """The trips of a week under their days; what is urgent and has no day stands before them, the rest after."""

    def __init__(self, page: Screen) -> None:
        from referral_assistant.session.papers_week import HOLIDAYS, week_of

        super().__init__(page.look)
        self.setObjectName("week")
        self._page, self._look, self._desk = page, page.look, page.desk
        self.column.setSpacing(6)
        week = week_of(page.desk.session, page.desk.results())
        self._both(TITLE_OF_WEEK, RECORD, bold=True)
        for one in week.first:
            self._add_unplanned(one)
        for trip in week.trips:
            self._add_trip(trip)
        if week.last:
            self.column.addWidget(Rule(self._look))
            self._both(msg("Without a day"), SECTION, bold=True)
            for one in week.last:
                self._add_unplanned(one)
        if not week.trips and not week.unplanned:
            self._both(msg("No place was found that could be planned."), BODY)
        self.column.addSpacing(6)
        self.column.addWidget(IconLine(self._look, "info", *page.words(HOLIDAYS), size=SECOND))
        self.column.addStretch(1)

    def _both(self, message: Message, size: float, *, bold: bool = False) -> None:
        first, second = self._page.words(message), self._page.second(message)
        self.column.addWidget(Text(*first, self._look.px(size), bold=bold, wraps=True))
        if second:
            self._quiet(*second)

    def _quiet(self, text: str, tag: str) -> None:
        colour = self._look.colours.second
        self.column.addWidget(Text(text, tag, self._look.px(SECOND), wraps=True, colour=colour))

    # Days

    def _add_trip(self, trip: Trip) -> None:
        from referral_assistant.session.papers_week import how_it_goes

        self.column.addWidget(Rule(self._look))
        self._add_day(trip.day)
        why = how_it_goes(trip, self._desk.catalog)
        if why:
            self._both(why, SECOND)
        for number, stop in enumerate(trip.stops, 1):
            self._add_stop(number, stop)

    def _add_day(self, day: date) -> None:
        name = self._desk.catalog.weekday_and_day(day)
        self.column.addWidget(Text(name, self._desk.tag, self._look.px(SECTION), bold=True, wraps=True))
        family = self._desk.family
        if family:
            self._quiet(family.weekday_and_day(day), family.language.tag)

    def _add_stop(self, number: int, stop: Stop) -> None:
        from referral_assistant.session.papers_week import after_papers, hours_in_words, papers_got

        desk, errand = self._desk, stop.errand
        words = self._row(errand, desk.catalog.number(number))
        words.addWidget(Text(errand.service.name, desk.tag, self._look.px(TITLE), bold=True, wraps=True))
        hours = hours_in_words(stop.windows, desk.catalog)
        self._second_line(words, desk.in_a_row(self._needs(errand, desk.catalog), hours))
        for message in (*papers_got(errand), *after_papers(errand)):
            words.addWidget(Text(*self._page.words(message), self._look.px(SECOND), wraps=True))

    # Without a day

    def _add_unplanned(self, one: Unplanned) -> None:
        from referral_assistant.session.papers_week import WHY_NO_DAY
        from referral_assistant.trips import Why

        desk = self._desk
        words = self._row(one.errand, "")
        needs = self._needs(one.errand, desk.catalog)
        # What stays private is named by nothing but the need, as on its card: a shelter's name is told alone.
        title = needs if one.why is Why.PRIVATE else one.errand.service.name
        words.addWidget(Text(title, desk.tag, self._look.px(TITLE), bold=True, wraps=True))
        if title != needs:
            self._second_line(words, needs)
        words.addWidget(
            Text(
                *self._page.words(WHY_NO_DAY[one.why]),
                self._look.px(SECOND),
                wraps=True,
                colour=self._look.colours.ask_first.ink,
            )
        )

    def _row(self, errand: Errand, number: str) -> QVBoxLayout:
        look = self._look
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        if number:
            row.addWidget(Text(number, self._desk.tag, look.px(TITLE), bold=True), 0, Qt.AlignmentFlag.AlignTop)
        picture = self._desk.session.needs.by_id[errand.needs[0]].pictogram
        row.addWidget(Pictogram(picture, look.px(24), look.colours.second), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        row.addLayout(words, 1)
        self.column.addWidget(line)
        return words

    def _second_line(self, words: QVBoxLayout, text: str) -> None:
        colour = self._look.colours.second
        words.addWidget(Text(text, self._desk.tag, self._look.px(SECOND), wraps=True, colour=colour))

    def _needs(self, errand: Errand, catalog: Catalog) -> str:
        return catalog.listed(self._desk.session.need_name(need, catalog) for need in errand.needs)
