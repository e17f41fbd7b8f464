"""The card as a table: antigens down, doses across, the answer beside each line in both languages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.household import Seen
from referral_assistant.message import Message, msg
from referral_assistant.session.vaccine_cards import Card, DoseShown, Line
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.parts.surface import Badge, Rule
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import Look
from referral_assistant.ui.text import Text, Words
from referral_assistant.ui.vaccines.cell import DoseCell
from referral_assistant.ui.vaccines.state import Note
from referral_assistant.ui.vaccines.words import SAID, tone_of
from referral_assistant.vaccination import ASKED_ABOUT, STANDINGS, Standing, Status

FEWEST_COLUMNS, MOST_COLUMNS = 3, 4
_NAME = 116


class DoseTable(QWidget):
    """One line an antigen. `written` comes with (antigen, place of the dose or None, text) when a cell was changed."""

    written = Signal(str, object, str)

    def __init__(self, page: Screen, card: Card, note: Note) -> None:
        super().__init__()
        self._page, self._look = page, page.look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._columns = 0
        self._lines: list[LineView] = []
        self.follow(card, note)

    def follow(self, card: Card, note: Note) -> None:
        """Show a card as it is now; only the lines that changed are made anew."""
        # More doses than fit across stand in a second row of the same line.
        most = 2 if self._look.scale > 1 else 3 if self._look.small else MOST_COLUMNS
        columns = min(max(FEWEST_COLUMNS, card.most_doses + 1), most)
        if columns != self._columns or len(card.lines) != len(self._lines):
            self._begin(columns)
        for place, line in enumerate(card.lines):
            if place < len(self._lines) and self._lines[place].line == line:
                continue
            view = LineView(self, self._page, line, note, self._columns)
            if place < len(self._lines):
                old = self._lines[place]
                self._column.replaceWidget(old, view)
                old.hide()
                old.setParent(None)
                old.deleteLater()
                self._lines[place] = view
            else:
                self._column.addWidget(view)
                self._lines.append(view)
            view.show()

    def _begin(self, columns: int) -> None:
        empty(self._column)
        self._columns, self._lines = columns, []
        grid = grid_of(self._look, columns)
        number = self._page.desk.catalog.number
        heads = [self._page.words(msg("Against"))]
        heads += [Words(number(count), self._page.desk.tag) for count in range(1, columns + 1)]
        for column, words in enumerate(heads):
            text = Text(*words, self._look.px(14), bold=True, wraps=True, colour=self._look.colours.second)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(text, 0, column)
        self._column.addLayout(grid)


def grid_of(look: Look, columns: int) -> QGridLayout:
    """Make a grid whose columns stand below those of every other: one for the name, then equal ones for the doses."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, look.px(_NAME))
    for column in range(1, columns + 1):
        grid.setColumnStretch(column, 1)
    return grid


class LineView(QWidget):
    """The line of one antigen."""

    def __init__(self, table: DoseTable, page: Screen, line: Line, note: Note, columns: int) -> None:
        super().__init__()
        self.line = line
        self._table, self._page, self._look, self._note = table, page, page.look, note
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Rule(self._look))
        grid = grid_of(self._look, columns)
        grid.addWidget(self._name(line), 0, 0, Qt.AlignmentFlag.AlignTop)
        for number in range(len(line.doses) + 1):
            dose = line.doses[number] if number < len(line.doses) else None
            below, across = divmod(number, columns)
            grid.addWidget(self._cell(line, number, dose), below, across + 1, Qt.AlignmentFlag.AlignTop)
        # A column without anything in it would lose its gap, and the columns would not stand below each other.
        for across in range(len(line.doses) + 1, columns):
            grid.addWidget(QWidget(), 0, across + 1)
        column.addLayout(grid)
        column.addWidget(self._answer(line))

    def _name(self, line: Line) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        name = line.answer.antigen.name
        width = self._look.px(_NAME)
        names = [Text(*self._page.words(name), self._look.px(15), bold=True, wraps=True)]
        if second := self._page.second(name):
            names.append(Text(*second, self._look.px(14), wraps=True, colour=self._look.colours.second))
        for text in names:
            # The grid does not ask how high a name is at this width.
            text.setMinimumHeight(text.heightForWidth(width))
            column.addWidget(text)
        column.addStretch(1)
        block.setFixedWidth(width)
        return block

    def _cell(self, line: Line, column: int, shown: DoseShown | None) -> QWidget:
        desk, antigen = self._page.desk, line.answer.antigen
        day = desk.catalog.day(shown.dose.on) if shown and shown.dose.on else ""
        if shown and shown.dose.on is None:
            day = desk.say(msg("no date"))
        typed = self._note.as_typed(shown.dose.on) if shown and shown.dose.on else ""
        name = desk.say(msg("{antigen}, dose {number}", antigen=antigen.name, number=column + 1))
        cell = DoseCell(self._look, name, desk.tag, shown, day, typed)
        cell.setObjectName(f"cell-{antigen.id}-{column + 1}")
        cell.entered.connect(lambda: self._on_entered(cell, antigen.id))
        cell.left.connect(lambda: self._on_left(cell, antigen.id))
        block = QWidget()
        block.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        rows = QVBoxLayout(block)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(1)
        rows.addWidget(cell)
        for message in _about(shown):
            cell.setAccessibleDescription(desk.say(message))
            if not shown or shown.standing is not Standing.COUNTS:
                rows.addWidget(Text(*self._page.words(message), self._look.px(13), wraps=True, colour=self._ink(shown)))
        rows.addStretch(1)
        return block

    def _ink(self, shown: DoseShown | None) -> str:
        colours = self._look.colours
        fails = shown is not None and shown.standing not in {None, Standing.COUNTS, Standing.EXTRA}
        return colours.ask_first.ink if fails else colours.second

    def _answer(self, line: Line) -> QWidget:
        answer, look = line.answer, self._look
        block = QWidget()
        block.setObjectName(f"answer-{answer.antigen.id}")
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        said = SAID[answer.status]
        top = QHBoxLayout()
        top.setSpacing(12)
        tone = tone_of(answer.status, look.colours)
        badge = Badge(look, *self._page.words(said.words), icon=said.icon, tone=tone)
        top.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(Text(*self._page.words(answer.why), look.px(14), wraps=True), 1)
        column.addLayout(top)
        if second := self._second(said.words, answer.why, answer.status):
            column.addWidget(Text(*second, look.px(14), wraps=True, colour=look.colours.second))
        return block

    def _second(self, status_words: Message, why: Message, status: Status) -> Words | None:
        """Say to the family what is to be asked about with its reason, and of the rest only how it stands."""
        status_said, why_said = self._page.second(status_words), self._page.second(why)
        if status in ASKED_ABOUT and why_said:
            return why_said if not status_said else Words(f"{status_said.text} · {why_said.text}", why_said.tag)
        return status_said

    # Writing

    def _on_entered(self, cell: DoseCell, antigen: str) -> None:
        if cell.is_new:
            self._tell(cell, antigen)
        else:
            cell.focusNextChild()

    def _on_left(self, cell: DoseCell, antigen: str) -> None:
        if cell.is_new and self.isVisible():
            self._tell(cell, antigen)
        else:
            cell.back()

    def _tell(self, cell: DoseCell, antigen: str) -> None:
        self._table.written.emit(antigen, cell.dose.place if cell.dose else None, cell.text().strip())


def _about(shown: DoseShown | None) -> list[Message]:
    if shown is None:
        return []
    said = [] if shown.standing is None else [STANDINGS[shown.standing]]
    return [*said, msg("told, not on a card")] if shown.dose.seen is Seen.TOLD else said
