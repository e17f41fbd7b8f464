"""One criterion of a service: who can use it, as a question about one attribute, with its evidence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Bounds = tuple[float, float]
"""A closed interval; numbers of a family are never below zero."""


class Scope(StrEnum):
    """Whom a condition speaks of: the person with the need, the household, or anyone in the family."""

    PERSON = "person"
    HOUSEHOLD = "household"
    ANY_PERSON = "any_person"


class Operator(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    BETWEEN = "between"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


class Kind(StrEnum):
    """What sort of value an attribute has, and so how it is compared."""

    AGE = "age"
    COUNT = "count"
    AMOUNT = "amount"
    FLAG = "flag"
    CHOICE = "choice"
    SET = "set"
    PLACE = "place"


PERSON_ATTRIBUTES = {
    "age_years": Kind.AGE,
    "age_months": Kind.AGE,
    "sex": Kind.CHOICE,
    "pregnant": Kind.FLAG,
    "weeks_pregnant": Kind.COUNT,
    "breastfeeding": Kind.FLAG,
    "months_since_birth": Kind.COUNT,
    "disability": Kind.FLAG,
    "school": Kind.CHOICE,
}
HOUSEHOLD_ATTRIBUTES = {
    "area": Kind.PLACE,
    "language": Kind.SET,
    "size": Kind.COUNT,
    "income_month": Kind.AMOUNT,
    "income_month_per_person": Kind.AMOUNT,
    "can_pay": Kind.FLAG,
    "insured": Kind.FLAG,
    "receives": Kind.SET,
    "children_under_5": Kind.COUNT,
    "children_under_18": Kind.COUNT,
    "open_to_all": Kind.FLAG,
}
KINDS = PERSON_ATTRIBUTES | HOUSEHOLD_ATTRIBUTES
CHOICES = {
    "sex": ("female", "male", "other"),
    "school": ("none", "pre_primary", "primary", "lower_secondary", "upper_secondary", "finished"),
}
NUMERIC = frozenset({Kind.AGE, Kind.COUNT, Kind.AMOUNT})
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_NUMERIC_ONLY = frozenset(
    {Operator.BETWEEN, Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE_THAN, Operator.LESS_THAN}
)


class ConditionError(ValueError):
    """A condition that cannot be read; the text says which part and what would do."""


@dataclass(frozen=True, slots=True)
class Test:
    """One question about one attribute, in a form that is compared and hashed quickly.

    Numbers hold inside one of `spans` (ascending, with gaps between them); flags, choices and sets when the value is
    (or meets) one of `values`. Ages are in completed months. `is_not` turns the answer of each person round, `excludes`
    (an `exclude` row) that of the whole test: "anyone is not 5" is not the same as "nobody is 5".
    """

    __test__ = False  # not a test of pytest's

    scope: Scope
    attribute: str
    operator: Operator
    value: str
    spans: tuple[Bounds, ...] = ()
    values: frozenset[str] = frozenset()
    excludes: bool = False

    @property
    def is_not(self) -> bool:
        """Whether what is compared must differ."""
        return self.operator is Operator.IS_NOT

    @property
    def kind(self) -> Kind:
        """What sort of value the attribute has."""
        return KINDS[self.attribute]

    @property
    def rule(self) -> str:
        """The rule in the words of the sheet, as in `age_years between 6..14`."""
        return f"{'not ' if self.excludes else ''}{self.attribute} {self.operator} {self.value}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands and when a person last checked it."""

    source: str = ""
    checked_on: date | None = None
    quote: str = ""


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True)
class Condition:
    """One row of `conditions.csv`: a test, the group it belongs to, its evidence and the days on which it holds."""

    test: Test
    group: str = "1"
    evidence: Evidence = NO_EVIDENCE
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Say whether the row counts on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def parse_test(scope: str, attribute: str, operator: str, value: str, polarity: str = "require") -> Test:
    """Read the five cells that make a test. Raises ConditionError naming the cell that is wrong."""
    if scope not in set(Scope):
        raise ConditionError(f"scope “{scope}” is not one of {', '.join(Scope)}")
    attributes = HOUSEHOLD_ATTRIBUTES if scope == Scope.HOUSEHOLD else PERSON_ATTRIBUTES
    if attribute not in attributes:
        raise ConditionError(f"attribute “{attribute}” is not one of {', '.join(attributes)} (scope {scope})")
    if operator not in set(Operator):
        raise ConditionError(f"operator “{operator}” is not one of {', '.join(Operator)}")
    if polarity not in {"require", "exclude", ""}:
        raise ConditionError(f"polarity “{polarity}” is neither require nor exclude")
    op = Operator(operator)
    excludes = polarity == "exclude"
    kind = attributes[attribute]
    if kind in NUMERIC:
        return Test(Scope(scope), attribute, op, value, _spans(attribute, kind, op, value), excludes=excludes)
    if op in _NUMERIC_ONLY:
        raise ConditionError(f"operator “{operator}” needs a number, and {attribute} is none")
    return Test(Scope(scope), attribute, op, value, values=_values(attribute, kind, op, value), excludes=excludes)


def _values(attribute: str, kind: Kind, operator: Operator, value: str) -> frozenset[str]:
    parts = [part.strip() for part in (value.split("|") if operator is Operator.ONE_OF else [value])]
    if not all(parts):
        raise ConditionError(f"value of {attribute} is empty")
    if kind is Kind.FLAG:
        if any(part.lower() not in _FLAGS for part in parts):
            raise ConditionError(f"value “{value}” of {attribute} is neither yes nor no")
        return frozenset("yes" if _FLAGS[part.lower()] else "no" for part in parts)
    if attribute in CHOICES and not set(parts) <= set(CHOICES[attribute]):
        raise ConditionError(f"value “{value}” of {attribute} is not one of {', '.join(CHOICES[attribute])}")
    return frozenset(fold_place(part) if kind is Kind.PLACE else part for part in parts)


def fold_place(name: str) -> str:
    """Fold the name of a place so that "Mae Sot", "mae-sot" and "MAE SOT " are the same."""
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _spans(attribute: str, kind: Kind, operator: Operator, value: str) -> tuple[Bounds, ...]:
    if operator is not Operator.ONE_OF:
        return (_bounds(attribute, kind, operator, value),)
    step = 0 if kind is Kind.AMOUNT else 1
    merged: list[Bounds] = []
    for low, high in sorted(_bounds(attribute, kind, Operator.IS, part) for part in value.split("|")):
        if merged and low <= merged[-1][1] + step:
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return tuple(merged)


def _bounds(attribute: str, kind: Kind, operator: Operator, value: str) -> Bounds:
    if operator is Operator.BETWEEN:
        first, dots, last = value.partition("..")
        if not dots:
            raise ConditionError(f"value “{value}” of {attribute} is not of the form 6..14")
        low, high = _number(attribute, first), _number(attribute, last)
        if low > high:
            raise ConditionError(f"value “{value}” of {attribute} runs backwards")
    else:
        low = high = _number(attribute, value)
    low, high = _in_units(attribute, kind, low, high)
    return {
        Operator.AT_LEAST: (low, math.inf),
        Operator.AT_MOST: (0.0, high),
        Operator.MORE_THAN: (_next_above(kind, high), math.inf),
        Operator.LESS_THAN: (0.0, _next_below(kind, low)),
    }.get(operator, (low, high))


def _in_units(attribute: str, kind: Kind, low: float, high: float) -> Bounds:
    """Ages are compared in completed months: 7 years is 84 to 95 of them; half a year is 6."""
    if kind is not Kind.AGE:
        return low, high
    in_months = 12 if attribute == "age_years" else 1
    rest_of_the_year = 11 if in_months == 12 and high.is_integer() else 0
    return math.ceil(low * in_months), math.floor(high * in_months) + rest_of_the_year


def _next_above(kind: Kind, number: float) -> float:
    return math.nextafter(number, math.inf) if kind is Kind.AMOUNT else math.floor(number) + 1


def _next_below(kind: Kind, number: float) -> float:
    return math.nextafter(number, -math.inf) if kind is Kind.AMOUNT else math.ceil(number) - 1


def _number(attribute: str, text: str) -> float:
    try:
        number = float(text.strip())
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        raise ConditionError(f"value “{text.strip()}” of {attribute} is not a number")
    return number
