"""What each column of a list is: guessed, corrected by a person, with ten rows as they will become."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.coming import Coming
from referral_assistant.ui.directory.found import KIND_WORDS
from referral_assistant.ui.directory.state import Room
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.surface import Card, Rule
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND, SECTION
from referral_assistant.ui.text import Text

_LONGEST = 120


class ColumnsPage(Screen):
    """Shows the columns of one table and what its rows become."""

    def __init__(self, desk: Desk, room: Room, coming: Coming) -> None:
        super().__init__(desk)
        self.room, self.coming = room, coming
        self.table = coming.tables[min(coming.table, len(coming.tables) - 1)]
        self.set_head(msg("What is in each column?"))
        self._add_table_choice()
        panes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        if self.look.scale > 1:
            panes.setDirection(QBoxLayout.Direction.TopToBottom)
        panes.setSpacing(16)
        self._columns, self._rows = Card(self.look, 20), Card(self.look, 20)
        for card in (self._columns, self._rows):
            panes.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(panes)
        self.body.addStretch(1)
        self._fill_columns()
        self._fill_rows()

    # The table

    def _add_table_choice(self) -> None:
        count = self.desk.catalog.ngettext("{count} row", "{count} rows", self.table.rows)
        words = msg("{file}: {rows}. Correct what was guessed wrong.", file=self.table.file, rows=count)
        self.body.addWidget(Text(*self.words(words), self.look.px(BODY), wraps=True, colour=self.look.colours.second))
        row = QHBoxLayout()
        row.setSpacing(16)
        if len(self.coming.tables) > 1:
            entries = [(table.file, position) for position, table in enumerate(self.coming.tables)]
            tables = Select(self.look, self.desk.say(msg("Table")), self.desk.tag, entries)
            tables.setObjectName("table")
            tables.choose(self.coming.table)
            tables.currentIndexChanged.connect(self._on_table)
            row.addWidget(Labelled(self.look, self.words(msg("Table")), tables))
        label = msg("Each row is")
        entries_of_kinds = [(self.desk.say(KIND_WORDS[kind]), kind) for kind in KIND_WORDS]
        kinds = Select(self.look, self.desk.say(label), self.desk.tag, entries_of_kinds)
        kinds.setObjectName("rows-are")
        kinds.setMinimumWidth(self.look.px(260))
        kinds.choose(self.coming.mapping(self.table).kind)
        kinds.currentIndexChanged.connect(lambda _: self._on_kind(str(kinds.currentData())))
        row.addWidget(Labelled(self.look, self.words(label), kinds))
        row.addStretch(1)
        self.body.addLayout(row)

    def _on_table(self, position: int) -> None:
        self.coming.table = position
        self.room.turned.emit()

    def _on_kind(self, kind: str) -> None:
        from referral_assistant.session.importing import with_kind

        mapping = with_kind(self.table, self.coming.mapping(self.table), kind)
        self.coming.mappings[self.table.signature] = mapping
        self._fill_columns()
        self._fill_rows()

    # The columns

    def _fill_columns(self) -> None:
        empty(self._columns.column)
        self._columns.column.addWidget(_title(self.desk, msg("Columns")))
        self._selects: dict[str, Select] = {}
        for position, header in enumerate(self.table.header):
            if position:
                self._columns.column.addWidget(Rule(self.look))
            self._columns.column.addWidget(self._column_row(position, header))

    def _column_row(self, position: int, header: str) -> QWidget:
        from referral_assistant.directory.hsds.fields import fields_of

        mapping = self.coming.mapping(self.table)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(header[:_LONGEST], self.desk.tag, self.look.px(BODY), bold=True, wraps=True))
        cells = (cells[position] for cells in self.table.samples if len(cells) > position)
        sample = next((cell.strip() for cell in cells if cell.strip()), "")
        if sample:
            text = " ".join(sample.split())[:60]
            words.addWidget(
                Text(text, self.desk.tag, self.look.px(SECOND), wraps=True, colour=self.look.colours.second)
            )
        row.addLayout(words, 1)
        keep = (self.desk.say(msg("Keep, but do not use")), "")
        fields = [(self.desk.say(one.label), one.target_in(mapping.kind)) for one in fields_of(mapping.kind)]
        select = Select(
            self.look, self.desk.say(msg("What “{column}” is", column=header)), self.desk.tag, [keep, *fields]
        )
        select.setObjectName(f"column-{position}")
        select.setFixedWidth(self.look.px(190 if self.look.small else 230))
        select.choose(mapping.target(header))
        select.currentIndexChanged.connect(lambda _: self._on_column(header, str(select.currentData())))
        self._selects[header] = select
        row.addWidget(select, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _on_column(self, header: str, target: str) -> None:
        from referral_assistant.session.importing import put

        mapping = put(self.table, self.coming.mapping(self.table), header, target)
        self.coming.mappings[self.table.signature] = mapping
        for name, select in self._selects.items():
            select.choose(mapping.target(name))
            select.update()
        self._fill_rows()

    # What the rows become

    def _fill_rows(self) -> None:
        from referral_assistant.directory.hsds.becoming import become

        mapping, desk = self.coming.mapping(self.table), self.desk
        column = self._rows.column
        empty(column)
        column.addWidget(_title(desk, msg("The first rows, as they will become")))
        rows = become(self.table, mapping) if mapping.has_name else []
        if not rows:
            column.addWidget(self._second(desk.say(msg("Choose the column that holds the name."))))
        for position, one in enumerate(rows):
            if position:
                column.addWidget(Rule(self.look))
            name = one.name or desk.say(msg("No name: this row cannot come in"))
            column.addWidget(Text(name[:_LONGEST], desk.tag, self.look.px(BODY), bold=True, wraps=True))
            for target, text in one.values:
                column.addWidget(self._second(_told(desk, mapping.kind, target, text)))
        unplaced = [name for name in self.table.header if not mapping.target(name)]
        if unplaced:
            names = ", ".join(unplaced)[:400]
            column.addSpacing(8)
            words = msg("Kept with each place and not used: {columns}", columns=names)
            column.addWidget(self._second(desk.say(words)))
        self._foot()

    def _second(self, text: str) -> Text:
        return Text(text, self.desk.tag, self.look.px(SECOND), wraps=True, colour=self.look.colours.second)

    def _foot(self) -> None:
        ready = self.coming.columns_fit
        note = msg("Nothing is changed until you accept it.") if ready else msg("One column must be the name.")
        self.set_foot(back=msg("Leave it"), primary=msg("See what would change"), note=note, ready=ready)

    # Keys

    def primary(self) -> None:
        """See what would change."""
        if self.coming.columns_fit:
            self.room.read_by_columns()

    def go_back(self) -> None:
        """Leave the import; nothing of it stays."""
        self.room.leave_import()

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("Says what each column of your table is, and shows ten rows as they will become."),
            msg("It is remembered for the next table with the same columns, once you accept the import."),
        )


def _title(desk: Desk, message: Message) -> Text:
    return Text(desk.say(message), desk.tag, desk.look.px(SECTION), bold=True, wraps=True)


def _told(desk: Desk, kind: str, target: str, text: str) -> str:
    from referral_assistant.directory.hsds.fields import label_of

    value = " ".join(text.split())[:_LONGEST]
    return desk.say(msg("{field}: {value}", field=label_of(kind, target), value=value))
