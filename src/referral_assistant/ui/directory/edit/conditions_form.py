"""Who can use it, as groups of small forms: all of these, or else these; open to all is a choice of its own, never a blank."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant import clock
from referral_assistant.condition import PERSON_ATTRIBUTES
from referral_assistant.directory.editable import Fault
from referral_assistant.directory.sheet_rows import CriterionRow, criterion_faults
from referral_assistant.directory.sheet_rows import criterion_rows as rows_from
from referral_assistant.directory.sheet_rows import put_criteria as written
from referral_assistant.directory.sheets import RowError
from referral_assistant.message import Message, msg
from referral_assistant.reasons import sentence_of
from referral_assistant.ui.directory.edit.criterion import Criterion, CriterionFields, scope_of
from referral_assistant.ui.directory.edit.part import Offer, Part, Told
from referral_assistant.ui.parts.surface import Surface
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Text

__all__ = ["ConditionsPart", "rows_from", "written"]

_OPEN = {"scope": "household", "attribute": "open_to_all", "operator": "is", "value": "yes"}
_WHO: tuple[Offer, ...] = (
    ("unknown", msg("Nobody has recorded it")),
    ("everyone", msg("Open to everyone")),
    ("some", msg("Only some people")),
)
_SCOPES: tuple[Offer, ...] = (("person", msg("The person who comes")), ("any_person", msg("Anyone in the family")))
_POLARITIES: tuple[Offer, ...] = (("require", msg("It is for them")), ("exclude", msg("It is not for them")))


class ConditionsPart(Part):
    """The rows of who can use a service, in their groups, with the whole of it as one plain sentence on top."""

    name = "who"

    def __init__(self, page: Screen, rows: Sequence[CriterionRow]) -> None:
        super().__init__(page, rows)
        self._set_aside: dict[str, tuple[CriterionRow, ...]] = {}
        self._wants_some = False
        self.renew()

    # The three answers

    @property
    def who(self) -> str:
        """Which of the three answers the rows give: unknown, everyone, some."""
        if not self.rows:
            return "some" if self._wants_some else "unknown"
        return "everyone" if all(_is_open(row) for row in self.rows) else "some"

    def _on_who(self, who: str) -> None:
        before = self.who
        if who == before:
            self.renew()
            return
        self._set_aside[before] = self.rows
        self._wants_some, self.opened = who == "some", None
        rows = self._set_aside.get(who, ())
        if who == "everyone" and not rows:
            rows = (self.blank().but(**_OPEN),)
            self.opened = 0
        if who == "some" and not rows:
            rows = (self.blank(),)
            self.opened = 0
        self.take(rows)

    def build(self) -> None:
        """Lay out the three answers and the groups."""
        offers = _WHO
        self.choices(0, "answer", msg("Who can use it?"), offers, self.column, self.who, self._on_who)
        self._whole = Text("", self.desk.tag, self.look.px(SECOND), wraps=True, colour=self.look.colours.second)
        self._whole.setObjectName(f"{self.name}-whole")
        self.column.addWidget(self._whole)
        if self.who == "everyone":
            super().build()
        elif self.who == "some":
            self._add_groups()

    def _add_groups(self) -> None:
        groups = self._groups()
        for place, (group, positions) in enumerate(groups.items()):
            if place:
                self.label(msg("or else"), self.column)
            box = Surface(self.look.colours.ground, self.look.colours.line)
            column = QVBoxLayout(box)
            column.setContentsMargins(12, 10, 12, 12)
            column.setSpacing(8)
            if len(positions) > 1:
                self.label(msg("All of these"), column)
            self.add_cards(positions, column)
            line = QHBoxLayout()
            more = self.add_button(f"and-{place}", msg("And also"), line)
            more.clicked.connect(lambda _=False, group=group: self.add(self.blank().but(group=group)))
            line.addStretch(1)
            column.addLayout(line)
            self.column.addWidget(box)
        line = QHBoxLayout()
        add = self.add_button("add", msg("Or else") if groups else msg("Add who it is for"), line)
        add.clicked.connect(self.add_blank)
        line.addStretch(1)
        self.column.addLayout(line)

    def _groups(self) -> dict[str, list[int]]:
        groups: dict[str, list[int]] = {}
        for position, row in enumerate(self.rows):
            groups.setdefault(_group(row), []).append(position)
        return groups

    def refresh(self) -> None:
        """Say the whole of it again."""
        self._whole.set_text(self.say(self.sentence()))

    def sentence(self) -> Message:
        """Say who can use it, groups and all, in one plain sentence."""
        if not self.rows:
            return msg("Until someone records it, it is never taken as open to everyone.")
        groups = [self._group_sentence(positions) for positions in self._groups().values()]
        told = [one for one in groups if one is not None]
        if not told:
            return msg("Say who it is for.")
        whole = told[0]
        for one in told[1:]:
            whole = msg("{one}, or else: {other}", one=whole, other=one)
        return msg("Who fits: {who}", who=whole)

    def _group_sentence(self, positions: Sequence[int]) -> Message | None:
        whole: Message | None = None
        for position in positions:
            said = _sentence(self.rows[position])
            if said is not None:
                whole = said if whole is None else msg("{one}, and: {other}", one=whole, other=said)
        return whole

    # Rows

    def blank(self) -> CriterionRow:
        """Make a row in a group of its own, checked today."""
        taken = {_group(row) for row in self.rows}
        group = next(str(number) for number in range(1, len(taken) + 2) if str(number) not in taken)
        return CriterionRow(group=group, polarity="require", checked_on=clock.today().isoformat())

    def faults(self, row: CriterionRow) -> Sequence[Fault]:
        """Say what keeps a row from counting."""
        return criterion_faults(row)

    def told(self, row: CriterionRow) -> Told:
        """Say a row as the record does."""
        said = _sentence(row)
        if said is None:
            unread = msg("A row that cannot be read") if row.kept is not None else msg("Not written yet")
            return Told(self.say(unread), icon="question", tone=self.look.colours.ask_first)
        test = row.read()
        span = _span_words(test.valid_from, test.valid_to)
        day = test.evidence.checked_on
        behind = (
            self.say(span) if span else "",
            f"“{test.evidence.quote}”" if test.evidence.quote else "",
            test.evidence.source,
            self.say(msg("checked {day}", day=day)) if day else "",
        )
        return Told(self.say(said), self.desk.in_a_row(*behind), "people", self.look.colours.calm)

    def _row(self, position: int) -> CriterionRow:
        row = self.rows[position]
        assert isinstance(row, CriterionRow)
        return row

    def fill(self, position: int, row: CriterionRow, column: QVBoxLayout) -> None:
        """Lay out the questions of a row."""
        if row.attribute != "open_to_all":
            criterion = Criterion(row.attribute, row.operator, row.value)
            if row.attribute in PERSON_ATTRIBUTES:
                self._add_choice(position, "scope", msg("Who must fit?"), _SCOPES, column)
            CriterionFields(self, position, criterion, self._criterion(position)).add(column)
            if row.attribute:
                self._add_choice(position, "polarity", msg("Are they let in?"), _POLARITIES, column)
        if row.attribute:
            self._add_evidence(position, row, column)

    def _add_choice(
        self, position: int, cell: str, label: Message, offers: Sequence[Offer], column: QVBoxLayout
    ) -> None:
        chosen = getattr(self._row(position), cell) or offers[0][0]

        def on_chosen(value: str) -> None:
            self.put(position, self._row(position).but(**{cell: value}), again=True)
            self.renew()

        self.choices(position, cell, label, offers, column, chosen, on_chosen)

    def _criterion(self, position: int) -> Any:
        def change(criterion: Criterion, again: bool) -> None:
            row = self._row(position)
            scope = scope_of(criterion.attribute, row.scope)
            cells = {"attribute": criterion.attribute, "operator": criterion.operator, "value": criterion.value}
            self.put(position, row.but(scope=scope, **cells), again=again)

        return change

    def _add_evidence(self, position: int, row: CriterionRow, column: QVBoxLayout) -> None:
        self._add_text(position, "quote", msg("In their own words"), row.quote, column)
        self._add_text(position, "source", msg("Who said so, or where it stands"), row.source, column)
        self._add_day(position, "checked_on", msg("On which day?"), row.checked_on, column, today=True)
        line = QHBoxLayout()
        line.setSpacing(12)
        self._add_day(position, "valid_from", msg("Only from"), row.valid_from, line)
        self._add_day(position, "valid_to", msg("Only until"), row.valid_to, line)
        column.addLayout(line)

    def _add_text(self, position: int, cell: str, label: Message, text: str, column: QVBoxLayout) -> None:
        def on_written(written_text: str) -> None:
            self.put(position, self._row(position).but(**{cell: written_text}))

        self.field(position, cell, label, text, column, on_written)

    def _add_day(self, position: int, cell: str, label: Message, text: str, into: Any, *, today: bool = False) -> None:
        def on_day(day: str) -> None:
            self.put(position, self._row(position).but(**{cell: day}))

        self.day(position, cell, label, text, into, on_day, today=today)


def _is_open(row: CriterionRow) -> bool:
    return row.attribute == "open_to_all" and row.value == "yes" and row.polarity != "exclude" and row.operator == "is"


def _group(row: CriterionRow) -> str:
    return row.group.strip() or "1"


def _sentence(row: CriterionRow) -> Message | None:
    try:
        return sentence_of(row.read().test)
    except RowError:
        return None


def _span_words(first: date | None, last: date | None) -> Message | None:
    if first and last:
        return msg("from {first} to {last}", first=first, last=last)
    if first:
        return msg("from {day}", day=first)
    return msg("until {day}", day=last) if last else None
