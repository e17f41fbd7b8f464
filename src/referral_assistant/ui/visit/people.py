"""Who is here: rows of people by role, what matters about one of them beside. No names, nothing required."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from referral_assistant.household import Person
from referral_assistant.household import Place as Stay
from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.pressable import Button, Kind, Pressable
from referral_assistant.ui.parts.surface import Chip, Rule
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND, SECTION, TARGET, TITLE
from referral_assistant.ui.text import Text, Words
from referral_assistant.ui.visit import who
from referral_assistant.ui.visit.person import PersonCard

LARGEST_FAMILY = 15


class PeopleScreen(Screen):
    """The list at the start edge, one person at the end edge."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._list = QVBoxLayout()
        self.build()
        self.set_foot(
            primary=msg("Choose needs"),
            back=msg("Back"),
            note=msg("No names here. Closing the visit forgets the family."),
        )

    def help(self) -> tuple[Message, ...]:
        """Say what this page is for."""
        return (
            msg("Say who is here by role and, if they like, by age: it decides which places fit."),
            msg("Nothing has to be filled in. Never write a name; nothing here asks about papers or origin."),
        )

    def build(self) -> None:
        """Put the list and the person looked at, or large cards when nobody has been named yet."""
        people = self.desk.sitting.people
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        if not people:
            self.set_head(msg("Who is here today?"))
            self.body.addLayout(self._invitation())
            self.body.addSpacing(8)
            self.body.addLayout(self._about_all())
            self.body.addStretch(1)
            return
        sides = QHBoxLayout()
        sides.setSpacing(self.look.gap * 2 if not self.look.small else 16)
        start = QVBoxLayout()
        start.setSpacing(self.look.gap)
        start.addWidget(self.headline(msg("Who is here today?")))
        start.addSpacing(0 if self.look.small else 8)
        start.addLayout(self._list)
        start.addLayout(self._add_more())
        start.addWidget(Rule(self.look))
        start.addLayout(self._about_all())
        start.addStretch(1)
        self._fill_list()
        sides.addLayout(start, 6)
        end = QVBoxLayout()
        end.addWidget(PersonCard(self, self.desk.sitting.person))
        end.addStretch(1)
        sides.addLayout(end, 5)
        self.body.addLayout(sides, 1)

    def said(self, person: Person, *, again: bool = False) -> None:
        """Keep what was said about the person looked at; AGAIN when the page must change with it."""
        sitting = self.desk.sitting
        self.desk.change(sitting.change(sitting.person, person))
        if again:
            self.renew()
        else:
            self._fill_list()

    def _fill_list(self) -> None:
        empty(self._list)
        for position, person in enumerate(self.desk.sitting.people):
            row = PersonRow(self, person, position)
            row.setChecked(position == self.desk.sitting.person)
            row.clicked.connect(lambda _=False, position=position: self._look_at(position))
            self._list.addWidget(row)

    def _look_at(self, position: int) -> None:
        self.desk.change(self.desk.sitting.look_at(position))
        self.renew()

    def _invitation(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self.look.gap)
        for place, role in enumerate(who.ROLES):
            card = RoleCard(self, role)
            card.clicked.connect(lambda _=False, role=role: self._add(role))
            grid.addWidget(card, place // 3, place % 3)
            grid.setColumnStretch(place % 3, 1)
        return grid

    def _add_more(self) -> Wrapping:
        row = Wrapping(8)
        lead = Text(*self.words(msg("Add")), self.look.px(16), colour=self.look.colours.second)
        lead.setMinimumHeight(TARGET)
        row.addWidget(lead)
        for role in who.ROLES:
            button = Button(self.look, *self.words(role.name), icon=role.icon)
            button.setObjectName(f"add-{role.id}")
            button.setAccessibleName(self.desk.say(msg("Add: {who}", who=role.name)))
            button.clicked.connect(lambda _=False, role=role: self._add(role))
            row.addWidget(button)
        return row

    def _add(self, role: who.Role) -> None:
        sitting = self.desk.sitting
        self.desk.change(sitting.add(who.newcomer(role, sitting.people)))
        self.renew()

    def remove(self) -> None:
        """Take out the person looked at."""
        self.desk.change(self.desk.sitting.remove(self.desk.sitting.person))
        self.renew()

    def _about_all(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        stay = self.words(msg("Where they stay"))
        row.addWidget(Labelled(self.look, stay, self._area(stay)), 1)
        size = self.words(msg("How many live together"))
        row.addWidget(Labelled(self.look, size, self._size(size)), 1)
        if not self.desk.sitting.people:
            row.addStretch(1)
        return row

    def _area(self, label: Words) -> Select:
        desk, held = self.desk, self.desk.sitting.household.area
        offers: list[tuple[str, object]] = [(desk.say(msg("Not said")), None)]
        offers += [(" · ".join(area.names), area.names[0]) for area in desk.session.region.areas]
        if held and held.name not in [value for _, value in offers]:
            offers.append((held.name, held.name))
        field = Select(self.look, label.text, label.tag, offers)
        field.choose(held.name if held else None)
        field.setObjectName("area")
        field.activated.connect(lambda _: self._on_area(field.currentData()))
        return field

    def _on_area(self, name: object) -> None:
        household = replace(self.desk.sitting.household, area=Stay(str(name)) if name else None)
        self.desk.change(self.desk.sitting.with_household(household))

    def _size(self, label: Words) -> Select:
        desk, held = self.desk, self.desk.sitting.household.size
        least = max(1, len(desk.sitting.people))
        offers: list[tuple[str, object]] = [(desk.say(msg("Not said")), None)]
        offers += [(desk.catalog.number(size), size) for size in range(least, LARGEST_FAMILY + 1)]
        field = Select(self.look, label.text, label.tag, offers)
        field.choose(max(held, least) if held else None)
        field.setObjectName("size")
        field.activated.connect(lambda _: self._on_size(field.currentData()))
        return field

    def _on_size(self, size: object) -> None:
        household = replace(self.desk.sitting.household, size=size if isinstance(size, int) else None)
        self.desk.change(self.desk.sitting.with_household(household))

    def primary(self) -> None:
        """Go on to the needs."""
        self.desk.go(Place.NEEDS)

    def go_back(self) -> None:
        """Go back to the first page."""
        self.desk.go(Place.START)


class RoleCard(Pressable):
    """A large card to name the first person with."""

    def __init__(self, page: Screen, role: who.Role) -> None:
        look = page.look
        first, second = page.words(role.name), page.second(role.name)
        super().__init__(look, Kind.CARD, page.desk.say(msg("Add: {who}", who=role.name)))
        self.setObjectName(f"add-{role.id}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        high = 10 if look.small else 18
        row.setContentsMargins(18, high, 18, high)
        row.setSpacing(16)
        row.addWidget(Pictogram(role.icon, look.px(32), look.colours.second, look.colours.idle))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.inked(Text(*first, look.px(SECTION), bold=True, wraps=True)))
        if second:
            words.addWidget(self.inked(Text(*second, look.px(SECOND), wraps=True), "second"))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(self.inked(Pictogram("plus", look.px(20), ""), "second"))


class PersonRow(Pressable):
    """One of the family: pictogram, role and age, the same in the family's language, chips with what matters."""

    def __init__(self, page: Screen, person: Person, position: int) -> None:
        look, desk = page.look, page.desk
        first = who.in_words(person, desk.catalog)
        super().__init__(look, Kind.CARD, first, checkable=True)
        self.setObjectName(f"person-{position}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._disc = Pictogram(who.role_of(person).icon, look.px(26 if look.small else 32), "", look.colours.idle)
        row = QHBoxLayout(self)
        high = 6 if look.small else 12
        row.setContentsMargins(16, high, 14, high)
        row.setSpacing(14)
        row.addWidget(self.inked(self._disc, "second"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.inked(Text(first, desk.tag, look.px(TITLE), bold=True, wraps=True)))
        family = desk.family
        if family and page.second(who.name_of(person)):
            other = Text(who.in_words(person, family), family.language.tag, look.px(SECOND), wraps=True)
            words.addWidget(self.inked(other, "second"))
        row.addLayout(words, 1)
        for message in _what_matters(person)[: 1 if look.small else 2]:
            row.addWidget(Chip(look, *page.words(message)))
        row.addWidget(self.inked(Pictogram("chevron_forward", look.px(18), "")), 0, Qt.AlignmentFlag.AlignVCenter)


def _what_matters(person: Person) -> list[Message]:
    said = [
        (person.pregnant, msg("Pregnant")),
        (person.months_since_birth is not None, msg("Gave birth this year")),
        (person.breastfeeding, msg("Breastfeeding")),
        (person.disability, msg("Needs support")),
        (person.school is not None and person.school.value == "none", msg("Not in school")),
    ]
    return [message for holds, message in said if holds]
