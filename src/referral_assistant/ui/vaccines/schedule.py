"""Which schedule is judged by; and the clinic's own, written down as the poster on its wall shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant import clock
from referral_assistant.errors import ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.session.vaccine_cards import is_known, suggestions
from referral_assistant.session.vaccine_poster import (
    OWN,
    UNITS,
    PosterRow,
    own_poster,
    reviewed,
    save_poster,
)
from referral_assistant.session.vaccines import load_schedule, schedule_files
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.arrange import show
from referral_assistant.ui.parts.field import Select
from referral_assistant.ui.parts.pressable import Button, Choice, Kind, Mark
from referral_assistant.ui.parts.surface import Band, Card
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND, SECTION
from referral_assistant.ui.text import Text
from referral_assistant.ui.vaccines.cell import Asked
from referral_assistant.ui.vaccines.state import Page, Room

_UNITS = {"weeks": msg("weeks"), "months": msg("months"), "years": msg("years")}
_FIELDS = (
    ("name", msg("What the schedule is called")),
    ("source", msg("Whose schedule it is")),
    ("version", msg("Edition or year")),
    ("reviewed_by", msg("Compared with the poster by (a role, no name)")),
)
_MOST_ROWS = 30


@dataclass(slots=True)
class _RowFields:
    count: Asked
    unit: Select
    vaccines: Asked


class SchedulePage(Screen):
    """The schedules to choose from, and the grid."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room = room
        self.poster = room.draft or own_poster(desk.session)
        self._rows: list[_RowFields] = []
        self._fields: dict[str, Asked] = {}
        self.set_head(msg("Which schedule?"))
        self._add_choices()
        self._band = QVBoxLayout()
        self.body.addLayout(self._band)
        self.body.addWidget(self._make_grid())
        self.body.addStretch(1)
        self.set_foot(
            back=msg("Cards"),
            primary=msg("Confirm and use it"),
            icon="check",
            note=msg("Compare every line with the poster before you confirm."),
        )

    # The schedules

    def _add_choices(self) -> None:
        group = QButtonGroup(self)
        session = self.desk.session
        for name in schedule_files(session.folder):
            try:
                schedule = load_schedule(session.folder, name)
            except ReferralError:
                continue
            under = self.words(msg("{label}. {reviewed}", label=schedule.label, reviewed=reviewed(schedule)))
            card = Choice(self.look, self.words(schedule.name), under, mark=Mark.RING, card=True)
            card.setObjectName(f"schedule-{name}")
            card.setChecked(name == session.settings.vaccine_schedule)
            card.toggled.connect(lambda on, name=name: self._use(name) if on else None)
            group.addButton(card)
            self.body.addWidget(card)
            if warning := schedule.warning(self.room.on):
                words = (self.desk.say(warning), "")
                self.body.addWidget(
                    Band(self.look, words, self.desk.tag, icon="clock", tone=self.look.colours.ask_first)
                )

    def _use(self, name: str) -> None:
        try:
            settings = replace(self.desk.session.settings, vaccine_schedule=name)
            self.desk.session.change_settings(settings)
            self.room.read_schedule_again()
        except ReferralError as fault:
            self._tell(fault)

    # The grid

    def _make_grid(self) -> QWidget:
        card = Card(self.look, 20)
        card.column.setSpacing(12)
        title = self.words(msg("The poster on your wall"))
        card.column.addWidget(Text(*title, self.look.px(SECTION), bold=True, wraps=True))
        hint = self.words(msg("One line for each age, as on the poster: the age, then its vaccines with commas."))
        card.column.addWidget(Text(*hint, self.look.px(SECOND), wraps=True, colour=self.look.colours.second))
        self._grid = QVBoxLayout()
        self._grid.setSpacing(8)
        card.column.addLayout(self._grid)
        for row in self.poster.rows:
            self._add_row(row)
        self._add_row(None)
        more = Button(self.look, *self.words(msg("Another age")), kind=Kind.QUIET, icon="plus", size=SECOND)
        more.setObjectName("another-age")
        more.clicked.connect(lambda: self._add_row(None).count.edit.setFocus(Qt.FocusReason.TabFocusReason))
        card.column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        fields = QGridLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(10)
        across = 1 if self.look.scale > 1 else 2
        for place, (name, label) in enumerate(_FIELDS):
            field = Asked(self.look, self.words(label), f"poster-{name}")
            field.edit.setMaxLength(200)
            field.edit.setText(str(getattr(self.poster, name)))
            field.edit.entered.connect(field.edit.focusNextChild)
            field.edit.left.connect(self._keep)
            self._fields[name] = field
            fields.addWidget(field, place // across, place % across)
        card.column.addLayout(fields)
        return card

    def _add_row(self, row: PosterRow | None) -> _RowFields:
        number = len(self._rows) + 1
        block = QWidget()
        line = QHBoxLayout(block)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        age = Asked(self.look, self.words(msg("Age")), f"age-{number}")
        age.edit.setText("" if row is None else self.desk.catalog.number(row.count))
        age.setFixedWidth(self.look.px(84))
        words = self.words(msg("Unit"))
        unit = Select(self.look, words.text, words.tag, [(self.desk.say(_UNITS[one]), one) for one in UNITS])
        unit.setObjectName(f"unit-{number}")
        unit.choose(row.unit if row else "months")
        unit.setMinimumContentsLength(6)
        unit.activated.connect(lambda _: self._keep())
        vaccines = Asked(self.look, self.words(msg("Vaccines at this age")), f"vaccines-{number}")
        vaccines.edit.setMaxLength(300)
        vaccines.edit.setText(", ".join(row.vaccines) if row else "")
        fields = _RowFields(age, unit, vaccines)
        age.edit.entered.connect(lambda: vaccines.edit.setFocus(Qt.FocusReason.TabFocusReason))
        vaccines.edit.entered.connect(lambda: self._on_vaccines(fields))
        for edit in (age.edit, vaccines.edit):
            edit.left.connect(self._keep)
        if number > 1:
            age.hide_label()
            vaccines.hide_label()
        line.addWidget(age, 0, Qt.AlignmentFlag.AlignTop)
        side = QVBoxLayout()
        if number == 1:
            side.addSpacing(age.label_height())
        side.addWidget(unit)
        side.addStretch(1)
        line.addLayout(side)
        line.addWidget(vaccines, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(block)
        self._rows.append(fields)
        return fields

    def _on_vaccines(self, fields: _RowFields) -> None:
        """Check the line, and go on to the next age."""
        if not self._check(fields):
            return
        self._keep()
        place = self._rows.index(fields)
        following = self._rows[place + 1] if place + 1 < len(self._rows) else None
        if following is None and len(self._rows) < _MOST_ROWS:
            following = self._add_row(None)
        if following is not None:
            following.count.edit.setFocus(Qt.FocusReason.TabFocusReason)
            show(following.vaccines)

    def _check(self, fields: _RowFields) -> bool:
        """Say in place what is wrong with a line; whether it is right, or empty."""
        names = _names(fields.vaccines.edit.text())
        count = fields.count.edit.text().strip()
        wrong_age = bool(names or count) and not (count.isdecimal() and int(count) <= 120)
        fields.count.say(self.words(msg("A number")) if wrong_age else None)
        unknown = next((name for name in names if not is_known(name)), None)
        if unknown is None:
            fields.vaccines.say(None)
        else:
            near = ", ".join(suggestions(unknown))
            words = msg("This name is not known: {name}. Like it: {near}", name=unknown, near=near or "-")
            fields.vaccines.say(self.words(words))
        return not wrong_age and unknown is None

    # Keeping

    def _keep(self) -> None:
        """Keep what is written, so that it outlives a change of language; a poster is about no family."""
        rows = [
            PosterRow(int(one.count.edit.text()), str(one.unit.currentData()), _names(one.vaccines.edit.text()))
            for one in self._rows
            if one.count.edit.text().strip().isdecimal() and _names(one.vaccines.edit.text())
        ]
        said = {name: field.edit.text().strip() for name, field in self._fields.items()}
        self.poster = replace(self.poster, rows=tuple(rows), **said)  # type: ignore[arg-type]
        self.room.draft = self.poster

    def primary(self) -> None:
        """Confirm the poster as of today, keep it and judge by it."""
        self._keep()
        checked = [self._check(fields) for fields in self._rows]
        if not all(checked):
            return
        try:
            save_poster(self.desk.session, replace(self.poster, reviewed_on=clock.today()))
            self.desk.session.change_settings(replace(self.desk.session.settings, vaccine_schedule=OWN))
        except ReferralError as fault:
            self._tell(fault)
            return
        self.room.draft = None
        self.room.read_schedule_again()
        self.room.turn(Page.CARDS)

    def _tell(self, fault: ReferralError) -> None:
        texts = self.desk.say(fault.sentence), self.desk.say(fault.next_step) if fault.next_step else ""
        band = Band(self.look, texts, self.desk.tag, icon="octagon", tone=self.look.colours.danger)
        band.setObjectName("fault")
        while (item := self._band.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        self._band.addWidget(band)
        band.show()
        show(band)

    def go_back(self) -> None:
        """Go back to the cards; what was written stays."""
        self._keep()
        self.room.turn(Page.CARDS)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg(
                "The program judges by a schedule. The one that ships is the World Health Organization's, no country's own."
            ),
            msg("Write down the poster of your country once. Confirm it again every 12 months, or when it changes."),
        )


def _names(text: str) -> tuple[str, ...]:
    return tuple(
        name.strip() for name in text.replace("،", ",").replace("、", ",").replace("，", ",").split(",") if name.strip()
    )
