"""Where a card is typed in: whose it is, then vaccine and date, line after line. Enter goes on; no mouse is needed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.household import Seen, Sex
from referral_assistant.message import Message, msg
from referral_assistant.session.vaccine_cards import DoseShown, antigens_of, is_known, suggestions
from referral_assistant.ui.parts.arrange import Wrapping, empty, show
from referral_assistant.ui.parts.pressable import Button, Choice, Kind, Mark
from referral_assistant.ui.parts.surface import Band, Card, Rule
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Text, Words
from referral_assistant.ui.vaccines.cell import BAR, Asked, entry_width
from referral_assistant.ui.vaccines.state import Room
from referral_assistant.ui.visit import who
from referral_assistant.vaccination.card_dates import Order

_SEXES = ((Sex.FEMALE, msg("Girl")), (Sex.MALE, msg("Boy")), (None, msg("Not said")))
_ORDERS = {
    Order.DAY_FIRST: msg("Dates on this card: day, month, year"),
    Order.MONTH_FIRST: msg("Dates on this card: month, day, year"),
    Order.YEAR_FIRST: msg("Dates on this card: year, month, day"),
}
_OLDEST_MONTHS = 35


class EntryPane(Card):
    """The child and the line that is typed next."""

    done = Signal()
    """Enter in an empty line: there is nothing more on this card."""

    def __init__(self, page: Screen, room: Room) -> None:
        super().__init__(page.look, 18)
        margins = self.column.contentsMargins()
        self._widest = entry_width(page.look) - 2 * BAR - 4 - margins.left() - margins.right()
        self._page, self._room, self._look, self._desk = page, room, page.look, page.desk
        child = room.child
        assert child is not None
        self._child = child
        self.column.setSpacing(10)
        self._whole, self._short = QWidget(), QVBoxLayout()
        self._fields = QVBoxLayout(self._whole)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setSpacing(10)
        self.column.addLayout(self._short)
        self.column.addWidget(self._whole)
        self._add_child()
        self.column.addWidget(Rule(self._look))
        self._add_line()
        self._question = QVBoxLayout()
        self.column.addLayout(self._question)
        self._below = QVBoxLayout()
        self._below.setSpacing(6)
        self.column.addLayout(self._below)
        self._add_facts()
        self.column.addStretch(1)
        self.follow()
        if self._is_tight() and self._is_aged():
            self._fold_child()

    def begin(self) -> None:
        """Put the cursor where the next thing is typed."""
        if self._is_aged():
            self._to_vaccine()
        else:
            self.born.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _is_aged(self) -> bool:
        child = self._room.child
        if child is None:
            return False
        return child.born is not None or who.exact_months(child) is not None or who.exact_years(child) is not None

    def _is_tight(self) -> bool:
        return self._look.small or self._look.scale > 1

    def _to_vaccine(self) -> None:
        """Go on to the vaccine; where there is little room, one line is left of who the child is."""
        if self._is_tight() and self._is_aged():
            self._fold_child()
        self.vaccine.edit.setFocus(Qt.FocusReason.TabFocusReason)
        show(self.vaccine)

    def _fold_child(self) -> None:
        child = self._room.child
        assert child is not None
        empty(self._short)
        said = who.in_words(child, self._desk.catalog)
        change = Button(self._look, said, self._desk.tag, icon="pencil", size=SECOND, widest=self._widest)
        change.setObjectName("change-child")
        change.clicked.connect(self._unfold_child)
        self._short.addWidget(change)
        self._whole.hide()

    def _unfold_child(self) -> None:
        empty(self._short)
        self._whole.show()
        self.born.edit.setFocus(Qt.FocusReason.TabFocusReason)

    # The child

    def _add_child(self) -> None:
        day = self._child.born
        self.born = Asked(self._look, self._page.words(msg("Born")), "born", hint=self._desk.say(msg("as on the card")))
        place = self._room.place
        assert place is not None
        if day:
            typed = self._room.note(place).as_typed(day)
            self.born.edit.setText(typed or self._desk.catalog.day(day))
        self._born_told = self.born.edit.text()
        self.born.edit.entered.connect(self._on_born)
        self.born.edit.left.connect(self._read_born)
        self._fields.addWidget(self.born)
        self._add_age()
        row = Wrapping(8)
        for sex, message in _SEXES:
            button = Button(self._look, *self._page.words(message), checkable=True, size=SECOND)
            button.setObjectName(f"child-{sex.value if sex else 'unsaid'}")
            button.setChecked(self._child.sex is sex)
            button.clicked.connect(lambda _=False, sex=sex: self._on_sex(sex))
            row.addWidget(button)
        self._fields.addLayout(row)

    def _add_age(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.age = Asked(self._look, self._page.words(msg("or age")), "child-age")
        months = who.exact_months(self._child)
        self._in_months = months is not None and months <= _OLDEST_MONTHS
        number = months if self._in_months else who.exact_years(self._child)
        if number is None and months is not None:
            number = months // 12
        self.age.edit.setText("" if number is None else self._desk.catalog.number(number))
        self.age.edit.textEdited.connect(lambda _: self._on_age())
        self.age.edit.entered.connect(self._to_vaccine)
        self.age.edit.setMaximumWidth(self._look.px(84))
        row.addWidget(self.age)
        units = QWidget()
        units.setLayout(beside := Wrapping(8))
        for name, message, in_months in (("years", msg("Years"), False), ("months", msg("Months"), True)):
            button = Button(self._look, *self._page.words(message), checkable=True, size=SECOND)
            button.setObjectName(f"child-{name}")
            button.setChecked(self._in_months is in_months)
            button.clicked.connect(lambda _=False, in_months=in_months: self._on_unit(in_months=in_months))
            beside.addWidget(button)
        row.addWidget(units, 1, Qt.AlignmentFlag.AlignBottom)
        self._fields.addLayout(row)

    def _on_born(self) -> None:
        empty_line = not self.born.edit.text().strip()
        if self._read_born():
            if empty_line:
                self.age.edit.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self._to_vaccine()

    def _read_born(self) -> bool:
        """Take in the day of birth when it is new; say whether one can go on."""
        text = self.born.edit.text()
        if text == self._born_told:
            return self._room.unsure is None
        self._born_told = text
        wrong = self._room.read_born(text)
        self.born.say(self._page.words(wrong) if wrong else None)
        return wrong is None and self._room.unsure is None

    def _on_sex(self, sex: Sex | None) -> None:
        self._room.say_sex(sex)
        for one, _ in _SEXES:
            button = self.findChild(Button, f"child-{one.value if one else 'unsaid'}")
            assert button is not None
            button.setChecked(one is sex)

    def _on_unit(self, *, in_months: bool) -> None:
        self._in_months = in_months
        for name, holds in (("years", not in_months), ("months", in_months)):
            button = self.findChild(Button, f"child-{name}")
            assert button is not None
            button.setChecked(holds)
        self._on_age()

    def _on_age(self) -> None:
        text, child = self.age.edit.text().strip(), self._room.child
        assert child is not None
        if not text:
            return
        most = 36 * 12 if self._in_months else who.OLDEST
        number = int(text) if text.isdecimal() else most + 1
        wrong = msg("Write the age as a number.") if number > most else None
        self.age.say(self._page.words(wrong) if wrong else None)
        if wrong is None:
            self.born.edit.clear()
            self._born_told = ""
            self._room.say((who.with_months if self._in_months else who.with_years)(child, number))

    # The line

    def _add_line(self) -> None:
        self.vaccine = Asked(
            self._look, self._page.words(msg("Vaccine")), "vaccine", hint=self._desk.say(msg("as on the card"))
        )
        self.vaccine.edit.entered.connect(self._on_vaccine)
        self.vaccine.edit.textEdited.connect(self._on_typing)
        self.column.addWidget(self.vaccine)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(0)
        self.column.addLayout(self._offers)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.date = Asked(self._look, self._page.words(msg("Day")), "dose-date")
        self.date.edit.entered.connect(self._on_date)
        row.addWidget(self.date, 1)
        self.told = Button(self._look, *self._page.words(msg("Told")), checkable=True, size=SECOND)
        self.told.setObjectName("told")
        self.told.setAccessibleDescription(self._desk.say(msg("told, not on a card")))
        row.addWidget(self.told, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(row)

    def _on_typing(self, text: str) -> None:
        self.vaccine.say(None)
        self._offer([] if is_known(text) else list(suggestions(text)))

    def _offer(self, names: list[str]) -> None:
        empty(self._offers)
        for number, name in enumerate(names, 1):
            button = Button(self._look, name, self._desk.tag, kind=Kind.QUIET, size=SECOND)
            button.setObjectName(f"offer-{number}")
            button.clicked.connect(lambda _=False, name=name: self._take_name(name))
            self._offers.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _take_name(self, name: str) -> None:
        self.vaccine.edit.setText(name)
        self._offer([])
        self._on_vaccine()

    def _on_vaccine(self) -> None:
        name = self.vaccine.edit.text().strip()
        if not name:
            self.done.emit()
            return
        if not is_known(name):
            offers = list(suggestions(name))
            wrong = msg("This name is not known. Choose one below.") if offers else msg("This name is not known.")
            self.vaccine.say(self._page.words(wrong))
            self._offer(offers)
            return
        self._offer([])
        filled = antigens_of(self._room.schedule, name)
        says = [self._desk.say(one.name) for one in filled]
        words = Words(", ".join(says), self._desk.tag) if says else self._page.words(msg("Not in this schedule"))
        self.vaccine.say(words, self._look.colours.calm, "check" if says else "info")
        self.date.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_date(self) -> None:
        """Take the dose in and stay for the next of the same vaccine; an empty line goes back to the vaccine."""
        name, text = self.vaccine.edit.text().strip(), self.date.edit.text().strip()
        if not text or not name:
            self.date.say(None)
            self.vaccine.edit.setFocus(Qt.FocusReason.TabFocusReason)
            self.vaccine.edit.selectAll()
            return
        if not is_known(name):
            self._on_vaccine()
            self.vaccine.edit.setFocus(Qt.FocusReason.TabFocusReason)
            return
        wrong = self._room.read_dose(name, text, Seen.TOLD if self.told.isChecked() else Seen.CARD)
        self.date.say(self._page.words(wrong) if wrong else None)
        if wrong is None and self._room.unsure is None:
            self.date.edit.clear()

    # What stands below

    def follow(self) -> None:
        """Show the question about a date, how the card is written, what is not in the schedule, what is to be weighed."""
        self._show_question()
        empty(self._below)
        place = self._room.place
        if place is None:
            return
        self._add_habit(place)
        self._add_undated()
        for shown in self._room.card(place).others:
            self._below.addWidget(self._other(shown))

    def _show_question(self) -> None:
        had = self._question.count() > 0
        empty(self._question)
        asked = self._room.unsure
        if asked is None:
            if had:
                self.date.edit.clear()
                if self.vaccine.edit.text():
                    self.date.edit.setFocus(Qt.FocusReason.TabFocusReason)
                else:
                    self._to_vaccine()
            return
        texts = (self._desk.say(msg("Which day is “{text}”?", text=asked.text)), self._desk.say(_ONCE))
        band = Band(self._look, texts, self._desk.tag, icon="question", tone=self._look.colours.calm)
        band.setObjectName("which-day")
        rows = QVBoxLayout()
        rows.setSpacing(6)
        for number, reading in enumerate(asked.readings[:4], 1):
            words = f"{self._desk.catalog.number(number)}   {self._desk.catalog.day(reading.day)}"
            button = Button(self._look, words, self._desk.tag, size=SECOND)
            button.setObjectName(f"day-{number}")
            button.clicked.connect(lambda _=False, number=number: self._room.choose(number - 1))
            rows.addWidget(button)
        none = Button(self._look, *self._page.words(msg("None of these")), kind=Kind.QUIET, size=SECOND)
        none.setObjectName("day-none")
        none.clicked.connect(self._room.drop_question)
        rows.addWidget(none)
        band.words.addSpacing(4)
        band.words.addLayout(rows)
        self._question.addWidget(band)
        band.show()
        first = band.findChild(Button, "day-1")
        assert first is not None
        first.setFocus(Qt.FocusReason.TabFocusReason)
        # When the layout has taken it in.
        QTimer.singleShot(0, band, lambda: show(band))

    def _add_habit(self, place: int) -> None:
        habit = self._room.note(place).habit
        if habit.order is None:
            return
        row = QHBoxLayout()
        words = self._page.words(_ORDERS[habit.order])
        row.addWidget(Text(*words, self._look.px(14), wraps=True, colour=self._look.colours.second), 1)
        change = Button(self._look, *self._page.words(msg("Ask again")), kind=Kind.QUIET, size=14)
        change.setObjectName("ask-order-again")
        change.clicked.connect(self._room.forget_habit)
        row.addWidget(change)
        self._below.addLayout(row)

    def _add_undated(self) -> None:
        words = self._page.words(msg("The day is not known"))
        button = Button(self._look, *words, kind=Kind.QUIET, size=14, widest=self._widest)
        button.setObjectName("no-date")
        button.clicked.connect(self._on_undated)
        self._below.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_undated(self) -> None:
        name = self.vaccine.edit.text().strip()
        if not is_known(name):
            self.vaccine.say(self._page.words(msg("Write the vaccine first.")))
            self.vaccine.edit.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._room.add_undated(name, Seen.TOLD if self.told.isChecked() else Seen.CARD)
        self.vaccine.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.vaccine.edit.selectAll()

    def _other(self, shown: DoseShown) -> QWidget:
        block = QWidget()
        row = QHBoxLayout(block)
        row.setContentsMargins(0, 0, 0, 0)
        day = shown.dose.on
        said: Message = msg("{vaccine}: not in this schedule", vaccine=shown.dose.vaccine)
        words = Words(self._desk.say(said) + (f" · {self._desk.catalog.day(day)}" if day else ""), self._desk.tag)
        row.addWidget(Text(*words, self._look.px(14), wraps=True, colour=self._look.colours.second), 1)
        out = Button(self._look, "", self._desk.tag, kind=Kind.QUIET, icon="close")
        out.setAccessibleName(self._desk.say(msg("Take out: {vaccine}", vaccine=shown.dose.vaccine)))
        out.clicked.connect(lambda: self._room.take_out(shown.place))
        row.addWidget(out)
        return block

    # What a health worker has to weigh

    def _add_facts(self) -> None:
        place = self._room.place
        assert place is not None
        told = self._room.note(place).facts
        words = self._page.words(msg("Something to weigh?"))
        fold = Button(self._look, *words, kind=Kind.QUIET, icon="stethoscope", size=14, widest=self._widest)
        fold.setObjectName("facts")
        self.column.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeading)
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        hint = self._page.words(msg("Only what they tell on their own. It stays on this screen and is never printed."))
        column.addWidget(Text(*hint, self._look.px(14), wraps=True, colour=self._look.colours.second))
        for fact, sentence in self._room.schedule.facts.items():
            box = Choice(self._look, self._page.words(sentence), None, mark=Mark.BOX, card=False)
            box.setObjectName(f"fact-{fact}")
            box.setChecked(fact in told)
            box.toggled.connect(lambda holds, fact=fact: self._room.say_fact(fact, holds=holds))
            column.addWidget(box)
        block.setVisible(bool(told))
        fold.clicked.connect(lambda: block.setVisible(not block.isVisible()))
        self.column.addWidget(block)


_ONCE = msg("Asked once for this card.")
