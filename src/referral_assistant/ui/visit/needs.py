"""What would help: a card for every need, in both languages, for the whole family or for one of them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.household import Person
from referral_assistant.message import Message, msg
from referral_assistant.need import Kind as Group
from referral_assistant.need import Need
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.parts.arrange import Wrapping, edges, hide_or_show
from referral_assistant.ui.parts.field import Select
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band
from referral_assistant.ui.screen import Screen, ScrollColumn
from referral_assistant.ui.style import SECOND, SECTION
from referral_assistant.ui.text import Text
from referral_assistant.ui.visit import who
from referral_assistant.ui.visit.alone import NOT_ALONE, AloneBand, needs_privacy
from referral_assistant.ui.visit.need_cards import GroupItem, NeedCard


class NeedsScreen(Screen):
    """Groups at the start edge, the cards beside them; the urgent question stands above."""

    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._person: int | None = desk.sitting.needs_of
        self._cards: dict[str, NeedCard] = {}
        self._heads: dict[str, QWidget] = {}
        self._items: dict[str, GroupItem] = {}
        self._limits: dict[str, list[Band]] = {}
        self._alone: tuple[AloneBand, Need] | None = None
        self._childs_turn: Button | None = None
        self._add_head()
        self._column = QVBoxLayout()
        self._scroller = ScrollColumn(self._all_groups())
        self._scroller.verticalScrollBar().valueChanged.connect(self._mark_groups)
        sides = QHBoxLayout()
        sides.setSpacing(self.look.gap)
        if not self.look.small:
            sides.addWidget(self._index())
        sides.addWidget(self._scroller, 1)
        self.body.addLayout(sides, 1)
        self._refresh_foot()
        self._mark_groups()

    def _mark_groups(self) -> None:
        """Mark in the index the group that is in sight, and how much was chosen in each."""
        top = self._scroller.verticalScrollBar().value() + self.look.px(48)
        above = [name for name, head in self._heads.items() if head.y() <= top]
        chosen = self.desk.sitting.needs
        for name, item in self._items.items():
            count = sum(1 for need in chosen if need.partition(".")[0] == name)
            item.mark(name == (above[-1] if above else ""), self.desk.catalog.number(count) if count else "")

    def _add_head(self) -> None:
        """Put title, people and the urgent question; on a small screen that question scrolls with the cards."""
        edge, top = self.look.margin, self.body.contentsMargins().top()
        edges(self.body, edge, top, 0, 0)
        inner = QVBoxLayout()
        edges(inner, 0, 0, edge, 0)
        inner.setSpacing(self.look.gap)
        self.body.addLayout(inner)
        people = self._people() if len(self.desk.sitting.people) > 1 else None
        title = QHBoxLayout()
        title.setSpacing(16)
        title.addWidget(self.headline(msg("What would help most?")), 1 if self.look.small else 0)
        if self.look.small:
            title.addWidget(self._jump())
        elif people:
            title.addLayout(people, 1)
            people = None
        inner.addLayout(title)
        if people:
            inner.addLayout(people)
        if not self.look.small:
            inner.addWidget(self._urgent())

    def _jump(self) -> Select:
        groups = [(self.desk.say(group.name), group.id) for group in self.desk.session.needs.groups]
        field = Select(self.look, self.desk.say(msg("Go to")), self.desk.tag, groups)
        field.setObjectName("jump")
        field.setMinimumWidth(self.look.px(230))
        field.activated.connect(lambda _: self._scroll_to(str(field.currentData())))
        return field

    def help(self) -> tuple[Message, ...]:
        """Say what this page is for."""
        return (
            msg("Choose what would help. Choosing tells no one, and a choice can be taken back."),
            msg("The pictures and the second line are for the family: turn the screen with F11."),
            msg("Choose one child above, and the turned screen lets that child say what would help."),
        )

    # For whom

    def _people(self) -> Wrapping:
        row = Wrapping(8, at_end=not self.look.small)
        group = QButtonGroup(self)
        whole = self._for_whom(None, self.desk.say(msg("Whole family")), "family")
        people = self.desk.sitting.people
        for button in (whole, *(self._for_one(position, person) for position, person in enumerate(people))):
            group.addButton(button)
            row.addWidget(button)
        row.addWidget(self._turn_to_child())
        return row

    def _turn_to_child(self) -> Button:
        """Offer, while a child is looked at, to let it speak for itself."""
        button = self._childs_turn = Button(
            self.look, *self.words(msg("Let the child point")), icon="hand", kind=Kind.QUIET, size=SECOND
        )
        button.setObjectName("childs-turn")
        button.clicked.connect(self.desk.turn_wanted)
        self._offer_childs_turn()
        return button

    def _offer_childs_turn(self) -> None:
        people = self.desk.sitting.people
        is_child = self._person is not None and self._person < len(people) and who.is_child(people[self._person])
        if self._childs_turn is not None:
            hide_or_show(self._childs_turn, there=is_child)

    def _for_one(self, position: int, person: Person) -> Button:
        words = who.in_words(person, self.desk.catalog)
        return self._for_whom(position, words, who.role_of(person).icon)

    def _for_whom(self, position: int | None, words: str, icon: str) -> Button:
        button = Button(self.look, words, self.desk.tag, icon=icon, checkable=True, size=SECOND)
        button.setObjectName("for-all" if position is None else f"for-{position}")
        button.setChecked(self._person == position)
        button.clicked.connect(lambda: self._on_for(position))
        return button

    def _on_for(self, position: int | None) -> None:
        self._person = position
        self.desk.sitting = replace(self.desk.sitting, needs_of=position)
        self._offer_childs_turn()
        for need, card in self._cards.items():
            card.setChecked(self.desk.sitting.has_need(need, position))

    # The urgent question

    def _urgent(self) -> Band:
        first, second = msg("Anyone very ill or in danger right now?"), None
        said = self.second(first)
        second = said.text if said else ""
        band = Band(
            self.look, (self.desk.say(first), second), self.desk.tag, icon="triangle", tone=self.look.colours.danger
        )
        button = Button(self.look, *self.words(msg("Yes, help first")), kind=Kind.WITHDRAWS)
        button.setObjectName("help-first")
        button.clicked.connect(lambda: self.desk.go(Place.START))
        band.row.addWidget(button)
        return band

    # Groups and cards

    def _index(self) -> QWidget:
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setSpacing(0)
        for group in self.desk.session.needs.groups:
            item = GroupItem(self, group)
            item.clicked.connect(lambda _=False, name=group.id: self._scroll_to(name))
            self._items[group.id] = item
            rows.addWidget(item)
        rows.addStretch(1)
        rows.setContentsMargins(0, 0, 0, self.look.gap)
        area = ScrollColumn(column)
        area.setFixedWidth(self.look.px(216))
        return area

    def _scroll_to(self, group: str) -> None:
        bar = self._scroller.verticalScrollBar()
        bar.setValue(self._heads[group].y())
        first = next(card for need, card in self._cards.items() if need.partition(".")[0] == group)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _all_groups(self) -> QWidget:
        column = QWidget()
        self._column = QVBoxLayout(column)
        edges(self._column, 0, 0, self.look.margin, 24)
        self._column.setSpacing(self.look.gap)
        if self.look.small:
            self._column.addWidget(self._urgent())
        for group in self.desk.session.needs.groups:
            self._add_group(group)
        self._column.addStretch(1)
        return column

    def _add_group(self, group: Group) -> None:
        head = self._heads[group.id] = QWidget()
        lines = QVBoxLayout(head)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Text(*self.words(group.name), self.look.px(SECTION), bold=True, wraps=True))
        second = self.second(group.name)
        if second:
            lines.addWidget(Text(*second, self.look.px(SECOND), wraps=True, colour=self.look.colours.second))
        self._column.addWidget(head)
        self._limits[group.id] = self._limits_of(group.id)
        for band in self._limits[group.id]:
            self._column.addWidget(band)
        grid = QGridLayout()
        grid.setSpacing(self.look.gap if self.look.small else 12)
        across = 2 if self.look.scale > 1 else 3
        needs = [need for need in self.desk.session.needs.all if need.group == group.id]
        for place, need in enumerate(needs):
            grid.addWidget(self._card(need), place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        self._column.addLayout(grid)

    def _limits_of(self, group: str) -> list[Band]:
        """Say the limits of confidentiality before what is sensitive, in both languages."""
        bands = []
        for limit in self.desk.session.region.confidentiality:
            if group in limit.need_groups:
                second = self.second(limit.text)
                band = Band(
                    self.look,
                    (self.desk.say(msg("Say this first")), self.desk.say(limit.text)),
                    self.desk.tag,
                    icon="info",
                    tone=self.look.colours.calm,
                )
                if second:
                    colour = self.look.colours.second
                    band.words.addWidget(Text(*second, self.look.px(SECOND), wraps=True, colour=colour))
                bands.append(band)
        return bands

    def _card(self, need: Need) -> NeedCard:
        card = self._cards[need.id] = NeedCard(self, need)
        card.setChecked(self.desk.sitting.has_need(need.id, self._person))
        card.clicked.connect(lambda wanted: self._on_need(need, wanted))
        return card

    def _on_need(self, need: Need, wanted: bool) -> None:
        if wanted and needs_privacy(need) and not self.desk.sitting.asked_alone:
            self._cards[need.id].setChecked(False)
            self._ask_alone(need)
        else:
            self._set_need(need, wanted)

    # Alone with the person

    def _ask_alone(self, need: Need) -> None:
        """Ask above the cards of the group, once in a visit; the limits that stand there are said in it."""
        self._end_asking()
        band = AloneBand(self, need)
        band.answered.connect(self._on_alone)
        self._alone = band, need
        for limit in self._limits[need.group]:
            limit.hide()
        self._column.insertWidget(self._column.indexOf(self._heads[need.group]) + 1, band)
        band.show()
        column = self._scroller.widget()
        if column is not None:
            column.adjustSize()
        self._scroller.verticalScrollBar().setValue(self._heads[need.group].y())
        band.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_asking(self) -> None:
        if self._alone is None:
            return
        band, need = self._alone
        self._alone = None
        self._cards[need.id].setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(band)
        band.hide()
        band.setParent(None)
        band.deleteLater()
        for limit in self._limits[need.group]:
            limit.show()

    def _on_alone(self, goes_on: bool) -> None:
        """Choose the need that waited, or leave it for when nobody listens."""
        if self._alone is None:
            return
        _, need = self._alone
        self._end_asking()
        if goes_on:
            self.desk.sitting = replace(self.desk.sitting, asked_alone=True)
            self._cards[need.id].setChecked(True)
            self._set_need(need, wanted=True)

    def answer(self, position: int) -> bool:
        """Answer whether we are alone: yes, no, skip."""
        if self._alone is None:
            return False
        self._on_alone(position != NOT_ALONE)
        return True

    def _set_need(self, need: Need, wanted: bool) -> None:
        sitting = self.desk.sitting
        if not sitting.people:
            # Nobody was named: the need is someone's all the same.
            sitting = sitting.add(Person())
        whom = who.concerned(need.who, sitting.people)
        self.desk.change(sitting.set_need(need.id, self._person, whom, wanted=wanted))
        self._refresh_foot()
        self._mark_groups()

    def _refresh_foot(self) -> None:
        count = len(self.desk.sitting.needs)
        self.set_foot(
            primary=msg("Go on"),
            back=msg("People"),
            note=msg("Choosing a need tells no one. Nothing is stored.") if count else msg("Choose at least one need."),
            ready=count > 0,
            primary_text=self._go_on(count),
        )

    def _go_on(self, count: int) -> str:
        if not count:
            return self.desk.say(msg("Go on"))
        return self.desk.catalog.ngettext("Go on with {count} need", "Go on with {count} needs", count)

    def primary(self) -> None:
        """Go on to the questions."""
        self.desk.go(Place.QUESTIONS)

    def go_back(self) -> None:
        """Go back to the people."""
        self.desk.go(Place.PEOPLE)
