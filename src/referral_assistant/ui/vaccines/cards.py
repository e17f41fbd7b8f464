"""The cards of children, one after the other: type at the start edge, read the answers at the end edge."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.household import Seen
from referral_assistant.message import Message, msg
from referral_assistant.session.papers_timeline import timeline_of
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.parts.arrange import Wrapping, edges, empty
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band, Card
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen, ScrollColumn
from referral_assistant.ui.style import PAGE, SECOND, TITLE
from referral_assistant.ui.text import Text
from referral_assistant.ui.vaccines.cell import beside_the_bar, entry_width
from referral_assistant.ui.vaccines.entry import EntryPane
from referral_assistant.ui.vaccines.state import Page, Room
from referral_assistant.ui.vaccines.table import DoseTable
from referral_assistant.ui.vaccines.timeline import TimelineView
from referral_assistant.ui.visit import who


class CardsPage(Screen):
    """One child's card, and the way to the next."""

    scrolls = False

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room = room
        self.body.setSpacing(8 if self.look.small else 14)
        self._add_head()
        self._add_warning()
        panes = QHBoxLayout()
        panes.setSpacing(12 if self.look.small else 20)
        self.entry = EntryPane(self, room)
        self.entry.done.connect(self._on_done)
        start = ScrollColumn(beside_the_bar(self.entry))
        start.setFixedWidth(entry_width(self.look))
        panes.addWidget(start)
        panes.addWidget(self._make_results(), 1)
        self.body.addLayout(panes, 1)
        self._show_results()
        room.changed.connect(self._on_changed)
        self._make_foot()

    def begin(self) -> None:
        """Put the cursor where the next thing is typed."""
        self.entry.begin()

    # Head: title, children

    def _add_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        chips = Wrapping(8)
        for number, place in enumerate(self.room.places):
            button = Button(self.look, self._named(number, place), self.desk.tag, checkable=True, size=SECOND)
            button.setObjectName(f"child-{number + 1}")
            button.setChecked(number == self.room.at)
            button.clicked.connect(lambda _=False, number=number: self.room.look_at(number))
            chips.addWidget(button)
        # On a small screen the foot's button does the same.
        add = Button(self.look, *self.words(msg("Another child")), kind=Kind.QUIET, icon="plus", size=SECOND)
        add.setObjectName("add-child")
        add.clicked.connect(self.room.add)
        if not self.look.small:
            chips.addWidget(add)
        remove = Button(self.look, *self.words(msg("Remove")), kind=Kind.QUIET, icon="close", size=SECOND)
        remove.setObjectName("remove-child")
        remove.clicked.connect(self.room.remove)
        chips.addWidget(remove)
        row.addLayout(chips, 1)
        if self.room.in_group:
            row.addWidget(self._plain("leave-group", msg("Back to the family"), "family", self._leave_group))
        else:
            row.addWidget(self._plain("group", msg("A group of children"), "people", self._enter_group))
        row.addWidget(self._plain("schedule", msg("Schedule"), "table", lambda: self.room.turn(Page.SCHEDULE)))
        self.body.addLayout(row)

    def _named(self, number: int, place: int) -> str:
        person, catalog = self.room.person(place), self.desk.catalog
        said = who.age_in_words(person, catalog) if self.room.in_group else who.in_words(person, catalog)
        return f"{catalog.number(number + 1)}   {said}".strip()

    def _plain(self, name: str, words: Message, icon: str, press: Callable[[], None]) -> Button:
        button = Button(self.look, *self.words(words), icon=icon, size=SECOND)
        button.setObjectName(name)
        button.clicked.connect(lambda _=False: press())
        return button

    def _enter_group(self) -> None:
        self.room.group_up(in_group=True)

    def _leave_group(self) -> None:
        self.room.group_up(in_group=False)

    def _add_warning(self) -> None:
        fault, warning = self.room.schedule_fault, self.room.schedule.warning(self.room.on)
        if fault is not None:
            texts = self.desk.say(fault.sentence), self.desk.say(msg("The schedule that ships is used instead."))
            self.body.addWidget(Band(self.look, texts, self.desk.tag, icon="octagon", tone=self.look.colours.danger))
        elif warning is not None:
            texts = self.desk.say(warning), ""
            self.body.addWidget(Band(self.look, texts, self.desk.tag, icon="clock", tone=self.look.colours.ask_first))

    # Results: table or timeline

    def _make_results(self) -> QWidget:
        block = Card(self.look, 18)
        top = QHBoxLayout()
        top.setSpacing(8)
        self._source = Text("", self.desk.tag, self.look.px(14), wraps=True, colour=self.look.colours.second)
        top.addWidget(self._source, 1)
        self._views = []
        for name, words in (("table", msg("Table")), ("timeline", msg("Timeline"))):
            button = Button(self.look, *self.words(words), checkable=True, size=SECOND)
            button.setObjectName(f"view-{name}")
            button.clicked.connect(lambda _=False, name=name: self._view(name))
            self._views.append(button)
            top.addWidget(button)
        block.column.addLayout(top)
        inner = QWidget()
        self._results = QVBoxLayout(inner)
        edges(self._results, 0, 0, 14, 0)
        block.column.addWidget(ScrollColumn(inner), 1)
        return block

    _viewed = "table"
    table: DoseTable | None = None

    def _view(self, name: str) -> None:
        self._viewed = name
        self._show_results()

    def _show_results(self) -> None:
        for button in self._views:
            button.setChecked(button.objectName() == f"view-{self._viewed}")
        place = self.room.place
        assert place is not None
        card = self.room.card(place)
        schedule = card.schedule
        said = msg(
            "{schedule}, version {version}. {label}.",
            schedule=schedule.name,
            version=schedule.version,
            label=schedule.label,
        )
        self._source.set_text(self.desk.say(said))
        if self._viewed == "table" and self.table is not None:
            self.table.follow(card, self.room.note(place))
            return
        empty(self._results)
        self.table = None
        if self._viewed == "table":
            self.table = DoseTable(self, card, self.room.note(place))
            self.table.written.connect(self._on_written)
            self._results.addWidget(self.table)
            self.table.show()
        else:
            self._show_timeline()
        self._results.addStretch(1)

    def _show_timeline(self) -> None:
        place = self.room.place
        assert place is not None
        timeline = timeline_of(self.room.card(place), self.room.on)
        if timeline is None:
            words = self.words(msg("For the timeline, write the day of birth or the age in months."))
            part: QWidget = Text(*words, self.look.px(TITLE), wraps=True, colour=self.look.colours.second)
        else:
            part = TimelineView(self, timeline)
        self._results.addWidget(part)
        part.show()

    def _on_written(self, antigen: str, place: object, text: str) -> None:
        if place is not None and not text:
            assert isinstance(place, int)
            self.room.take_out(place)
            return
        if not text:
            return
        wrong = self.room.read_dose(antigen, text, Seen.CARD, place if isinstance(place, int) else None)
        if wrong is not None:
            self.entry.date.say(self.words(wrong))

    def _on_changed(self) -> None:
        focused = self.window().focusWidget()
        name = focused.objectName() if focused else ""
        self.setUpdatesEnabled(False)
        self._show_results()
        self.entry.follow()
        self.setUpdatesEnabled(True)
        self._rename_chip()
        found = self.findChild(QWidget, name) if name.startswith("cell-") and self.room.unsure is None else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rename_chip(self) -> None:
        place = self.room.place
        chip = self.findChild(Button, f"child-{self.room.at + 1}")
        if place is not None and chip is not None:
            chip.label.set_text(self._named(self.room.at, place))
            chip.setAccessibleName(chip.label.said())
            chip.label.setMinimumWidth(chip.label.sizeHint().width())

    # Keys and foot

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+N the next child, with Shift the one before, Ctrl+T a dose that was told; the rest as everywhere."""
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        match event.key(), event.modifiers() & (control | shift):
            case Qt.Key.Key_N, held if held == control:
                self.room.next_child()
            case Qt.Key.Key_N, held if held == control | shift:
                self.room.previous_child()
            case Qt.Key.Key_T, held if held == control:
                self.entry.told.toggle()
            case _:
                super().keyPressEvent(event)

    def _make_foot(self) -> None:
        following = Button(self.look, *self.words(msg("Next child")), icon_after="arrow_forward")
        following.setObjectName("next-child")
        following.setAccessibleDescription("Ctrl+N")
        following.clicked.connect(self.room.next_child)
        self.set_foot(
            back=msg("Visit"),
            primary=msg("List for the session") if self.room.in_group else msg("Make the slip"),
            note=msg("No names here. Ending the visit forgets every card."),
            extras=[following],
        )

    def _on_done(self) -> None:
        """Leave an empty line: go to the button that comes next."""
        button = self.findChild(Button, "next-child")
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def primary(self) -> None:
        """Make the slip of this child, or the list of the group."""
        self.room.turn(Page.GROUP if self.room.in_group else Page.SLIP)

    def print_paper(self) -> None:
        """Go to the paper (Ctrl+P)."""
        self.primary()

    def search(self) -> None:
        """Put the cursor where the vaccine is typed (Ctrl+F)."""
        self.entry.vaccine.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def answer(self, position: int) -> bool:
        """Say which day was meant."""
        return self.room.choose(position)

    def go_back(self) -> None:
        """Leave the question out, or go to the visit; nothing is lost."""
        if self.room.unsure is not None:
            self.room.drop_question()
        else:
            self.desk.enter(Place.START)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("Type the card as it is written: vaccine, Enter, day, Enter. One vaccine fills all its lines."),
            msg(
                "An empty Enter goes back to the vaccine. Ctrl+N goes on to the next child, Ctrl+T marks a dose as told."
            ),
            msg("The answers are questions for the vaccinator, who decides. Nothing here is kept."),
        )


class NobodyPage(Screen):
    """No child yet: one sentence, one primary."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room = room
        colours = self.look.colours
        self.body.addStretch(2)
        drawing = Pictogram("syringe", self.look.px(48), colours.accent, colours.tint)
        self.body.addWidget(drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(8)
        for message, size, colour in (
            (msg("No child here yet"), PAGE, colours.ink),
            (
                msg("Take the card, type what stands on it, and see what to ask the vaccinator about."),
                TITLE,
                colours.second,
            ),
        ):
            text = Text(*self.words(message), self.look.px(size), bold=size == PAGE, wraps=True, colour=colour)
            text.centre()
            self.body.addWidget(text)
            if second := self.second(message):
                under = Text(*second, self.look.px(SECOND), wraps=True, colour=colours.second)
                under.centre()
                self.body.addWidget(under)
        self.body.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        self._primary = Button(self.look, *self.words(msg("Begin with a card")), kind=Kind.PRIMARY, icon="plus")
        self._primary.setObjectName("primary")
        self._primary.clicked.connect(self.primary)
        row.addWidget(self._primary)
        for name, words, icon, press in (
            ("group", msg("A group of children"), "people", lambda: room.group_up(in_group=True)),
            ("schedule", msg("Schedule"), "table", lambda: room.turn(Page.SCHEDULE)),
        ):
            button = Button(self.look, *self.words(words), icon=icon)
            button.setObjectName(name)
            button.clicked.connect(press)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(3)

    def primary(self) -> None:
        """Begin with a child."""
        self.room.add()

    def go_back(self) -> None:
        """Go to the visit."""
        self.desk.enter(Place.START)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (msg("Reads a child's vaccination card and says what to ask the vaccinator about."),)
