"""One person: age as a number or roughly, sex if they wish, what applies. Everything can be left open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant.household import Person, School, Sex
from referral_assistant.message import Message, msg
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.field import Entry, Labelled, Select
from referral_assistant.ui.parts.pressable import Button, Choice, Kind, Mark
from referral_assistant.ui.parts.surface import Card, Rule
from referral_assistant.ui.style import RECORD, SECOND
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit import who

if TYPE_CHECKING:
    from referral_assistant.ui.visit.people import PeopleScreen

SCHOOLS: dict[School, Message] = {
    School.NONE: msg("no school so far"),
    School.PRE_PRIMARY: msg("pre-school"),
    School.PRIMARY: msg("primary school"),
    School.LOWER_SECONDARY: msg("lower secondary school"),
    School.UPPER_SECONDARY: msg("upper secondary school"),
    School.FINISHED: msg("school finished"),
}
_SEXES = ((Sex.FEMALE, msg("Female")), (Sex.MALE, msg("Male")), (Sex.OTHER, msg("Another")), (None, msg("Not said")))


class PersonCard(Card):
    """What is known of the person looked at."""

    def __init__(self, page: PeopleScreen, position: int) -> None:
        super().__init__(page.look, 20)
        self._page, self._look, self._desk = page, page.look, page.desk
        self._person = page.desk.sitting.people[position]
        self.column.setSpacing(8)
        self._add_head()
        self._add_age()
        self._add_sex()
        if who.is_child(self._person) and not self._is_baby():
            self._add_school()
        self._add_what_applies()

    def _is_baby(self) -> bool:
        return self._person.age_months is not None and self._person.age_months[1] < 36

    def _add_head(self) -> None:
        row = QHBoxLayout()
        self._name = Text(
            who.in_words(self._person, self._desk.catalog), self._desk.tag, self._look.px(RECORD), bold=True
        )
        row.addWidget(self._name, 1)
        remove = Button(self._look, *self._page.words(msg("Remove")), kind=Kind.QUIET, icon="close")
        remove.setObjectName("remove")
        remove.clicked.connect(self._page.remove)
        row.addWidget(remove)
        self.column.addLayout(row)
        hint = self._page.words(msg("Only what helps to find a place. Skip anything."))
        self.column.addWidget(Text(*hint, self._look.px(SECOND), wraps=True, colour=self._look.colours.second))
        self.column.addWidget(Rule(self._look))

    def _label(self, message: Message) -> None:
        self.column.addSpacing(0 if self._look.small else 4)
        self.column.addWidget(Text(*self._page.words(message), self._look.px(SECOND), bold=True, wraps=True))

    def _keep(self, person: Person, *, again: bool = True) -> None:
        self._person = person
        self._name.set_text(who.in_words(person, self._desk.catalog))
        self._page.said(person, again=again)

    # Age

    def _add_age(self) -> None:
        self._label(msg("Age"))
        months = who.exact_months(self._person)
        self._in_months = self._is_baby() if months is None else months < 36
        row = Wrapping(8)
        row.addWidget(self._step("minus", msg("Younger"), -1))
        self._field = Entry(self._look, self._desk.say(msg("Age")), self._desk.tag)
        self._field.setObjectName("age")
        self._field.setFixedWidth(self._look.px(72))
        number = months if self._in_months else who.exact_years(self._person)
        self._field.setText("" if number is None else self._desk.catalog.number(number))
        self._field.textEdited.connect(self._on_typed)
        row.addWidget(self._field)
        row.addWidget(self._step("plus", msg("Older"), 1))
        self._units = [
            self._unit("years", msg("Years"), chosen=not self._in_months),
            self._unit("months", msg("Months"), chosen=self._in_months),
        ]
        for unit in self._units:
            row.addWidget(unit)
        self.column.addLayout(row)
        self._add_bands()

    def _step(self, icon: str, name: Message, by: int) -> Button:
        button = Button(self._look, "", self._desk.tag, icon=icon)
        button.setAccessibleName(self._desk.say(name))
        button.setObjectName(f"age-{icon}")
        button.clicked.connect(lambda: self._on_step(by))
        return button

    def _unit(self, name: str, message: Message, *, chosen: bool) -> Button:
        button = Button(self._look, *self._page.words(message), checkable=True)
        button.setObjectName(f"age-{name}")
        button.setChecked(chosen)
        button.clicked.connect(lambda: self._on_unit(in_months=name == "months"))
        return button

    def _number(self) -> int | None:
        text = self._field.text().strip()
        return int(text) if text.isdecimal() else None

    def _on_unit(self, *, in_months: bool) -> None:
        self._in_months = in_months
        for unit, holds in zip(self._units, (not in_months, in_months), strict=True):
            unit.setChecked(holds)
        self._on_typed()

    def _on_step(self, by: int) -> None:
        start = self._number()
        if start is None:
            low = (self._person.age_months or (0, 0))[0]
            start = int(low if self._in_months else low // 12) - (by > 0)
        most = 35 if self._in_months else who.OLDEST
        self._field.setText(self._desk.catalog.number(min(max(start + by, 0), most)))
        self._on_typed()

    def _on_typed(self) -> None:
        number = self._number()
        most = 36 * 12 if self._in_months else who.OLDEST
        wrong = bool(self._field.text().strip()) and (number is None or number > most)
        self._field.setProperty("wrong", wrong)
        self._field.style().polish(self._field)
        if wrong:
            return
        if number is None:
            self._keep(who.with_band(self._person, None), again=False)
        else:
            aged = who.with_months if self._in_months else who.with_years
            self._keep(aged(self._person, number), again=False)

    def _add_bands(self) -> None:
        row = Wrapping(8)
        for band in who.bands_of(self._person):
            button = Button(self._look, who.band_in_words(band, self._desk.catalog), self._desk.tag, checkable=True)
            button.setObjectName(f"age-band-{band[0]}")
            button.setChecked(self._person.age_months == band)
            chosen = None if button.isChecked() else band
            button.clicked.connect(lambda _=False, band=chosen: self._keep(who.with_band(self._person, band)))
            row.addWidget(button)
        self._label(msg("Or about"))
        self.column.addLayout(row)

    # Sex, school, what applies

    def _add_sex(self) -> None:
        self._label(msg("Sex, if they wish to say"))
        row = Wrapping(8)
        for sex, message in _SEXES:
            button = Button(self._look, *self._page.words(message), checkable=True)
            button.setObjectName(f"sex-{sex.value if sex else 'none'}")
            button.setChecked(self._person.sex is sex)
            button.clicked.connect(lambda _=False, sex=sex: self._keep(replace(self._person, sex=sex)))
            row.addWidget(button)
        self.column.addLayout(row)

    def _add_school(self) -> None:
        label = self._page.words(msg("School so far"))
        offers: list[tuple[str, object]] = [(self._desk.say(msg("Not said")), None)]
        offers += [(self._desk.say(message), school) for school, message in SCHOOLS.items()]
        field = Select(self._look, label.text, label.tag, offers)
        field.choose(self._person.school)
        field.setObjectName("school")
        field.activated.connect(lambda _: self._on_school(field.currentData()))
        self.column.addSpacing(4)
        self.column.addWidget(Labelled(self._look, label, field))

    def _on_school(self, school: object) -> None:
        self._keep(replace(self._person, school=school if isinstance(school, School) else None), again=False)

    def _add_what_applies(self) -> None:
        rows: list[tuple[str, Message, bool, Callable[[bool], Person]]] = []
        person = self._person
        if who.may_be_pregnant(person) and not who.is_child(person):
            rows += [
                ("pregnant", msg("Pregnant"), bool(person.pregnant), self._pregnant),
                ("birth", msg("Gave birth this year"), person.months_since_birth is not None, self._gave_birth),
                ("breastfeeding", msg("Breastfeeding"), bool(person.breastfeeding), self._breastfeeding),
            ]
        support = msg("Finds it hard to see, hear, walk, learn or remember")
        rows.append(("disability", support, bool(person.disability), self._disability))
        self._label(msg("Does this apply?"))
        column = QVBoxLayout()
        column.setSpacing(0)
        self.column.addLayout(column)
        for name, message, holds, said in rows:
            choice = Choice(
                self._look, self._page.words(message), self._page.second(message), mark=Mark.BOX, card=False
            )
            choice.setObjectName(f"applies-{name}")
            choice.setChecked(holds)
            choice.clicked.connect(lambda chosen, said=said: self._keep(said(chosen), again=False))
            column.addWidget(choice)

    # What is not ticked stays unknown: unknown is never no.

    def _pregnant(self, holds: bool) -> Person:
        return replace(self._person, pregnant=True if holds else None)

    def _gave_birth(self, holds: bool) -> Person:
        return replace(self._person, months_since_birth=(0, 11) if holds else None)

    def _breastfeeding(self, holds: bool) -> Person:
        return replace(self._person, breastfeeding=True if holds else None)

    def _disability(self, holds: bool) -> Person:
        return replace(self._person, disability=True if holds else None)
