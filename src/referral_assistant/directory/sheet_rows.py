"""Rows of the sheets `conditions` and `disclosure` while a person edits them; an untouched row stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, ClassVar, Self

from referral_assistant.condition import KINDS, NUMERIC, Condition, Operator
from referral_assistant.directory.editable import Fault, Kept, day_fault, day_from, span_fault, told_of
from referral_assistant.directory.hsds.ids import derived_id
from referral_assistant.directory.sheets import (
    COLUMNS,
    RECEIVED_FROM,
    RowError,
    condition_of,
    disclosure_of,
    row_text,
    rows_of,
    sheet_of,
    unchecked_attribute_of,
)
from referral_assistant.disclosure import DisclosureRow, Fact
from referral_assistant.message import Message, msg

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _SheetRow:
    sheet: ClassVar[str]

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return COLUMNS[cls.sheet]

    @property
    def cells(self) -> dict[str, str]:
        """The filled cells by the column of the sheet."""
        told = {name: str(getattr(self, name)).strip() for name in self.columns()}
        return {name: value for name, value in told.items() if value}

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written yet."""
        return not self.cells

    def but(self, **cells: str) -> Self:
        """Return the row with other text in some cells."""
        return replace(self, **cells)


@dataclass(frozen=True, slots=True)
class DoorRow(_SheetRow):
    """One row of what a service asks at the door, cell by cell as text. `kept`: the attribute it was read from."""

    sheet: ClassVar[str] = "disclosure"
    fact: str = ""
    value: str = ""
    evidence: str = ""
    source: str = ""
    checked_on: str = ""
    only_if: str = ""
    kept: Kept = field(default=None, hash=False)

    def read(self) -> DisclosureRow:
        """Read the row as the judge does. Raises RowError."""
        return disclosure_of(self.cells)


@dataclass(frozen=True, slots=True)
class CriterionRow(_SheetRow):
    """One row of who can use a service, cell by cell as text. `kept`: the attribute it was read from."""

    sheet: ClassVar[str] = "conditions"
    group: str = "1"
    scope: str = ""
    attribute: str = ""
    operator: str = ""
    value: str = ""
    polarity: str = ""
    quote: str = ""
    source: str = ""
    checked_on: str = ""
    valid_from: str = ""
    valid_to: str = ""
    kept: Kept = field(default=None, hash=False)

    @property
    def is_blank(self) -> bool:
        """Whether nothing but the group was written yet."""
        return not (self.cells.keys() - {"group"})

    def read(self) -> Condition:
        """Read the row as matching does. Raises RowError."""
        return condition_of(self.cells)


def door_rows(record: Record) -> tuple[DoorRow, ...]:
    """Read the rows of the door out of a service record; one that cannot be read is there, and blank."""
    return tuple(DoorRow(**_cells(DoorRow, one), kept=one) for one in _attributes(record, "disclosure"))


def criterion_rows(record: Record) -> tuple[CriterionRow, ...]:
    """Read the rows of who can use it out of a service record; one that cannot be read is there, and blank."""
    found = _attributes(record, "conditions")
    return tuple(CriterionRow(**{"group": "", **_cells(CriterionRow, one)}, kept=one) for one in found)


def _attributes(record: Record, sheet: str) -> Iterator[dict[str, Any]]:
    return (one for one in record.get("attributes", ()) if sheet_of(one) == sheet)


def _cells(kind: type[_SheetRow], attribute: Record) -> dict[str, str]:
    names = {one.name for one in fields(kind)} - {"kept"}
    return {name: value for name, value in _kept_cells(attribute).items() if name in names}


def _kept_cells(attribute: Kept) -> dict[str, str]:
    return next((row for _, row in rows_of({"attributes": [attribute]})), {}) if attribute else {}


def put_door(record: Record, rows: Sequence[DoorRow]) -> dict[str, Any]:
    """Return the service record with these rows in place of those it has.

    An untouched row is the very attribute it was; what a row or its attribute holds beside our columns stays. A row
    that is still wrong is written as it is and counts as "not known"; `door_faults` names it.
    """
    return _put(record, rows, "disclosure")


def put_criteria(record: Record, rows: Sequence[CriterionRow]) -> dict[str, Any]:
    """Return the service record with these rows in place of those it has, as `put_door` does."""
    return _put(record, rows, "conditions")


def _put(record: Record, rows: Sequence[DoorRow] | Sequence[CriterionRow], sheet: str) -> dict[str, Any]:
    waiting = [_attribute(str(record["id"]), row) for row in rows if row.kept is not None or not row.is_blank]
    attributes: list[dict[str, Any]] = []
    # Row by row into the places that rows of the sheet have; what is left comes last.
    for one in record.get("attributes", ()):
        if sheet_of(one) != sheet:
            attributes.append(one)
        elif waiting:
            attributes.append(waiting.pop(0))
    alone = _each_once([*attributes, *waiting], sheet)
    rest = {key: value for key, value in record.items() if key != "attributes"}
    return {**rest, "attributes": alone} if alone or "attributes" in record else rest


def _each_once(attributes: Sequence[dict[str, Any]], sheet: str) -> list[dict[str, Any]]:
    """Equal rows are one row, as they are when they come from two senders."""
    found: list[dict[str, Any]] = []
    for one in attributes:
        if sheet_of(one) != sheet or one not in found:
            found.append(one)
    return found


def _is_untouched(row: DoorRow | CriterionRow) -> bool:
    before = _kept_cells(row.kept)
    same = {name: before[name].strip() for name in row.columns() if before.get(name, "").strip()} == row.cells
    return row.kept is not None and same


def _attribute(service_id: str, row: DoorRow | CriterionRow) -> dict[str, Any]:
    """Make the attribute of a row; the one that was kept when nothing was changed."""
    if row.kept is not None and _is_untouched(row):
        return dict(row.kept)
    before = _kept_cells(row.kept)
    # What a sender vouched for was another row; this one is ours.
    beside = {name: value for name, value in before.items() if name not in (*row.columns(), RECEIVED_FROM)}
    made = unchecked_attribute_of(row.sheet, service_id, row.cells)
    if row.kept is None:
        return made
    if beside:
        made["value"] = row_text({**beside, **row.cells})
    other = {name: value for name, value in row.kept.items() if name not in {*made, "label", "metadata"}}
    dated = derived_id(f"{row.kept.get('id')}/checked")
    told = [one for one in row.kept.get("metadata", ()) if one.get("id") != dated] + made.pop("metadata", [])
    return {**other, **made, **({"metadata": told} if told else {})}


# What is wrong with a row, in words

_ANSWERS = {
    Fact.ASKS_STATUS: msg("Say whether they ask."),
    Fact.SHARES: msg("Say whether they pass it on."),
    Fact.FIREWALL: msg("Say what protects who comes, or that nothing does."),
    Fact.ASKS_PAPER: msg("Say which paper, or that they ask for none."),
}


def door_faults(row: DoorRow) -> tuple[Fault, ...]:
    """Say what keeps a row of the door from counting, each with what to do."""
    return told_of(_door_faults(row), untouched=_is_untouched(row))


def _door_faults(row: DoorRow) -> Sequence[Fault | None]:
    if row.fact not in set(Fact):
        return [Fault("fact", msg("Say what it is about, or take the row out."))]
    found = [_answer_fault(row), _reading_fault(row, "only_if"), day_fault("checked_on", row.checked_on)]
    if not row.evidence:
        found.append(Fault("evidence", msg("Say how you know.")))
    if not row.source.strip():
        found.append(Fault("source", msg("Say who said so. Without it, the row makes nothing safer."), blocks=False))
    if not row.checked_on.strip():
        found.append(
            Fault("checked_on", msg("Say on which day. Without it, the row makes nothing safer."), blocks=False)
        )
    return found


def _answer_fault(row: DoorRow) -> Fault | None:
    return Fault("value", _ANSWERS[Fact(row.fact)]) if not row.value else _reading_fault(row, "value")


def _reading_fault(row: DoorRow | CriterionRow, column: str) -> Fault | None:
    try:
        row.read()
    except RowError as error:
        # Of the door's rows, the only value that is typed is that of "only for some".
        if error.column == column or (column == "only_if" and error.column not in row.columns()):
            return Fault(column, _what_to_do(row, column))
    return None


def _what_to_do(row: DoorRow | CriterionRow, column: str) -> Message:
    if column == "only_if":
        return msg("Say of whom they ask it, or choose “everyone”.")
    kind = KINDS.get(row.attribute) if isinstance(row, CriterionRow) else None
    if column != "value" or kind is None:
        return msg("This cannot be read. Choose it again.")
    if kind not in NUMERIC:
        return msg("Choose one of the answers.")
    if row.cells.get("operator") == Operator.BETWEEN:
        return msg("Write two numbers, the lower one first.")
    return msg("Write a number, such as {example}.", example="5")


_MISSING: dict[str, Message] = {
    "attribute": msg("Say what it depends on, or take it out."),
    "operator": msg("Say how it is compared."),
    "value": msg("Say which, or how many."),
}


def criterion_faults(row: CriterionRow) -> tuple[Fault, ...]:
    """Say what keeps a row of who can use it from counting, each with what to do."""
    return told_of(_criterion_faults(row), untouched=_is_untouched(row))


def _criterion_faults(row: CriterionRow) -> Sequence[Fault | None]:
    missing = next((name for name in _MISSING if not getattr(row, name).strip()), "")
    if missing:
        return [Fault(missing, _MISSING[missing])]
    found = [_reading_fault(row, name) for name in ("scope", "attribute", "operator", "value", "polarity")]
    found += [day_fault(name, getattr(row, name)) for name in ("checked_on", "valid_from", "valid_to")]
    found.append(span_fault("valid_to", row.valid_from, row.valid_to))
    if not row.source.strip():
        found.append(Fault("source", msg("Say who said so, or where it stands."), blocks=False))
    return found


def future_fault(column: str, text: str, today: date) -> Fault | None:
    """Say what to do when a check lies in the future: it counts for nothing until then."""
    found = day_from(text)
    if found and found > today:
        return Fault(column, msg("This day is still to come. Until then the row makes nothing safer."), blocks=False)
    return None
