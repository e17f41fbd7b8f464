"""One criterion as fields: what it depends on, how it is compared, with what. Only what the vocabulary allows is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant.condition import (
    CHOICES,
    HOUSEHOLD_ATTRIBUTES,
    KINDS,
    NUMERIC,
    PERSON_ATTRIBUTES,
    Kind,
    Operator,
)
from referral_assistant.directory.editable import western_digits
from referral_assistant.i18n import LANGUAGES
from referral_assistant.message import Message, msg
from referral_assistant.reasons import WORDS
from referral_assistant.ui.directory.edit.part import Offer, Part
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.pressable import Choice, Mark
from referral_assistant.ui.text import Words

ATTRIBUTES: dict[str, Message] = {
    "age_years": msg("Age in years"),
    "age_months": msg("Age in months"),
    "sex": msg("Women or men"),
    "pregnant": msg("Pregnancy"),
    "weeks_pregnant": msg("Weeks of pregnancy"),
    "breastfeeding": msg("Breastfeeding"),
    "months_since_birth": msg("Months since she gave birth"),
    "disability": msg("Disability"),
    "school": msg("School so far"),
    "area": msg("Where the family stays"),
    "language": msg("Language that they speak"),
    "size": msg("Size of the family"),
    "income_month": msg("Income a month"),
    "income_month_per_person": msg("Income a month for each person"),
    "can_pay": msg("Whether they can pay"),
    "insured": msg("Health cover"),
    "receives": msg("Help that they already get"),
    "children_under_5": msg("Children under 5"),
    "children_under_18": msg("Children under 18"),
}
"""What a criterion can depend on; "open to all" is none of them, but a choice of its own."""
OPERATORS: dict[Operator, Message] = {
    Operator.BETWEEN: msg("from … to …"),
    Operator.AT_LEAST: msg("at least"),
    Operator.AT_MOST: msg("at most"),
    Operator.MORE_THAN: msg("more than"),
    Operator.LESS_THAN: msg("less than"),
    Operator.IS: msg("exactly"),
    Operator.IS_NOT: msg("not"),
    Operator.ONE_OF: msg("one of several"),
}
YES_NO: tuple[Offer, ...] = (("yes", msg("Yes")), ("no", msg("No")))
assert ATTRIBUTES.keys() == KINDS.keys() - {"open_to_all"}


@dataclass(frozen=True, slots=True)
class Criterion:
    """The three cells of a criterion, as text."""

    attribute: str = ""
    operator: str = ""
    value: str = ""

    @staticmethod
    def read(text: str) -> Criterion:
        """Read `age_years at_least 15`; what is missing stays blank."""
        return Criterion(*text.split(None, 2)) if text.strip() else Criterion()

    def __str__(self) -> str:
        return " ".join(part for part in (self.attribute, self.operator, self.value) if part)

    def of(self, attribute: str) -> Criterion:
        """Return the criterion about something else, with what is compared most often."""
        kind = KINDS.get(attribute)
        if kind in NUMERIC:
            return Criterion(attribute, Operator.BETWEEN if kind is Kind.AGE else Operator.AT_LEAST)
        return Criterion(attribute, Operator.IS, "yes" if kind is Kind.FLAG else "")

    @property
    def values(self) -> tuple[str, ...]:
        """What it is compared with, one by one."""
        return tuple(one.strip() for one in self.value.split("|") if one.strip())

    def with_values(self, values: tuple[str, ...]) -> Criterion:
        """Return the criterion about these values: one is `is`, several are `one_of`; a "not" of one stays."""
        if len(values) > 1:
            return replace(self, operator=Operator.ONE_OF, value="|".join(values))
        one = Operator.IS if self.operator in {Operator.ONE_OF, ""} else self.operator
        return replace(self, operator=one, value="".join(values))


Change = Callable[[Criterion, bool], None]
"""Takes the changed criterion, and whether the form has other fields now."""


class CriterionFields:
    """Lays the fields of one criterion into a form of PART; EACH change goes to CHANGE."""

    def __init__(self, part: Part, position: int, criterion: Criterion, change: Change) -> None:
        self._part, self._position, self._criterion, self._change = part, position, criterion, change
        part.keeps.append(self)

    def add(self, column: QVBoxLayout) -> None:
        """Add the fields."""
        part, criterion = self._part, self._criterion
        offers = [(part.say(msg("Choose")), "")] + [(part.say(said), name) for name, said in ATTRIBUTES.items()]
        self._select(
            "attribute", msg("What does it depend on?"), offers, criterion.attribute, column
        ).activated.connect(self._on_attribute)
        kind = KINDS.get(criterion.attribute)
        if kind is None:
            return
        if kind in NUMERIC:
            self._add_numbers(column)
        elif kind is Kind.FLAG:
            label = ATTRIBUTES.get(criterion.attribute, msg("Answer"))
            part.choices(self._position, "value", label, YES_NO, column, criterion.value, self._on_flag)
        elif kind is Kind.PLACE or (kind is Kind.SET and criterion.attribute == "language"):
            self._add_names(column)
        else:
            self._add_boxes(column)

    def _select(
        self, cell: str, label: Message, offers: list[tuple[str, str]], chosen: str, column: QVBoxLayout
    ) -> Select:
        part = self._part
        select = Select(part.look, part.say(label), part.desk.tag, offers)
        select.setObjectName(f"{part.name}-{self._position}-{cell}")
        select.choose(chosen)
        column.addWidget(Labelled(part.look, part.words(label), select))
        part.hold_faults(self._position, cell, column)
        return select

    def _tell(self, criterion: Criterion, *, again: bool) -> None:
        if criterion != self._criterion:
            self._criterion = criterion
            self._change(criterion, again)

    def _on_attribute(self, index: int) -> None:
        select = self._part.findChild(Select, f"{self._part.name}-{self._position}-attribute")
        attribute = str(select.itemData(index) or "") if isinstance(select, Select) else ""
        if attribute != self._criterion.attribute:
            self._tell(Criterion().of(attribute), again=True)

    def _on_flag(self, value: str) -> None:
        self._tell(replace(self._criterion, operator=Operator.IS, value=value), again=True)

    # Numbers

    def _add_numbers(self, column: QVBoxLayout) -> None:
        part, criterion = self._part, self._criterion
        offers = [(part.say(said), str(operator)) for operator, said in OPERATORS.items()]
        operators = self._select("operator", msg("How is it compared?"), offers, criterion.operator, column)
        operators.activated.connect(lambda index: self._on_operator(str(operators.itemData(index))))
        row = QHBoxLayout()
        row.setSpacing(12)
        if criterion.operator == Operator.BETWEEN:
            low, _, high = criterion.value.partition("..")
            part.field(
                self._position, "value", msg("Lowest"), low.strip(), row, lambda text: self._on_end(text, first=True)
            )
            part.field(
                self._position, "to", msg("Highest"), high.strip(), row, lambda text: self._on_end(text, first=False)
            )
        else:
            label = msg("Numbers, with commas") if criterion.operator == Operator.ONE_OF else msg("Number")
            shown = ", ".join(criterion.values) if criterion.operator == Operator.ONE_OF else criterion.value
            part.field(self._position, "value", label, shown, row, self._on_number)
        column.addLayout(row)

    def _on_operator(self, operator: str) -> None:
        low, dots, high = self._criterion.value.partition("..")
        value = self._criterion.value
        if operator == Operator.BETWEEN and not dots:
            value = f"{low}..{low}" if low.strip().isdecimal() else ""
        elif operator != Operator.BETWEEN and dots:
            value = high if operator in {Operator.AT_MOST, Operator.LESS_THAN} else low
        self._tell(Criterion(self._criterion.attribute, operator, value.strip()), again=True)

    def _on_end(self, text: str, *, first: bool) -> None:
        low, _, high = self._criterion.value.partition("..")
        ends = (_number(text), high.strip()) if first else (low.strip(), _number(text))
        self._tell(replace(self._criterion, value="..".join(ends) if any(ends) else ""), again=False)

    def _on_number(self, text: str) -> None:
        if self._criterion.operator == Operator.ONE_OF:
            text = "|".join(one for one in (_number(part) for part in _cut(text)) if one)
        self._tell(replace(self._criterion, value=_number(text)), again=False)

    # Names

    def _add_names(self, column: QVBoxLayout) -> None:
        """Add the known names as boxes, and a line for those that we do not know."""
        known = list(self._known())
        others = [value for value in self._criterion.values if value not in {name for name, _ in known}]
        self._add_boxes(column)
        label = msg("Other places, with commas") if self._criterion.attribute == "area" else msg("Others, with commas")
        shown = ", ".join(others)
        self._part.field(self._position, "others", label, shown, column, self._on_others)

    def _known(self) -> Iterator[tuple[str, Words]]:
        """Yield the names to choose from, with their words."""
        part, attribute = self._part, self._criterion.attribute
        if attribute == "area":
            for area in part.desk.session.region.areas:
                yield area.names[0], Words(area.names[0], part.desk.tag)
        elif attribute == "language":
            wanted = (*part.desk.session.region.languages, *self._criterion.values)
            for tag in dict.fromkeys(one for one in wanted if one in LANGUAGES):
                yield tag, Words(part.desk.catalog.language_name(tag), part.desk.tag)
        elif attribute == "receives":
            for kind in part.desk.session.needs.receives:
                yield kind.id, part.words(kind.name)
        else:
            for value in CHOICES[attribute]:
                yield value, part.words(WORDS[value])

    def _add_boxes(self, column: QVBoxLayout) -> None:
        part = self._part
        row = Wrapping(4)
        for value, said in self._known():
            box = Choice(part.look, said, None, mark=Mark.BOX, card=False)
            box.setObjectName(f"{part.name}-{self._position}-value-{value}")
            box.setChecked(value in self._criterion.values)
            box.clicked.connect(lambda chosen, value=value: self._on_box(value, chosen=chosen))
            row.addWidget(box)
        column.addLayout(row)
        part.hold_faults(self._position, "value", column)

    def _on_box(self, value: str, *, chosen: bool) -> None:
        kept = tuple(one for one in self._criterion.values if one != value)
        self._tell(self._criterion.with_values((*kept, value) if chosen else kept), again=False)

    def _on_others(self, text: str) -> None:
        known = {name for name, _ in self._known()}
        kept = tuple(one for one in self._criterion.values if one in known)
        added = tuple(dict.fromkeys(one.replace("|", " ").strip() for one in _cut(text)))
        self._tell(self._criterion.with_values((*kept, *(one for one in added if one))), again=False)


def _number(text: str) -> str:
    """Write a number as the sheet has it: western digits, no spaces between thousands."""
    told = western_digits(text).replace("\u066b", ".").replace("\u066c", "").strip()
    close = told.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    return close if close.replace(".", "", 1).isdecimal() else told


def _cut(text: str) -> list[str]:
    for comma in "،၊，、;؛":
        text = text.replace(comma, ",")
    return [one.strip() for one in text.split(",")]


def scope_of(attribute: str, before: str = "") -> str:
    """Say whom a criterion is about: the family, or the person unless it was anyone in the family BEFORE."""
    if attribute in HOUSEHOLD_ATTRIBUTES:
        return "household"
    return before if attribute in PERSON_ATTRIBUTES and before in {"person", "any_person"} else "person"
