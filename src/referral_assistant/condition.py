"""One criterion of a service: who can use it, as a question about one attribute, with its evidence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Bounds = tuple[float, float]


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

    Numbers hold when `low <= x <= high`; flags, choices and sets when the value is (or meets) one of `values`.
    Ages are in completed months. `negated` turns the answer round (`is_not`, or an `exclude` row).
    """

    __test__ = False  # not a test of pytest's

    scope: Scope
    attribute: str
    operator: Operator
    value: str
    low: float = -math.inf
    high: float = math.inf
    values: frozenset[str] = frozenset()
    negated: bool = False

    @property
    def kind(self) -> Kind:
        """What sort of value the attribute has."""
        return PERSON_ATTRIBUTES.get(self.attribute) or HOUSEHOLD_ATTRIBUTES[self.attribute]

    @property
    def rule(self) -> str:
        """The rule in the words of the sheet, as in `age_years between 6..14`."""
        turned = self.negated != (self.operator is Operator.IS_NOT)
        return f"{'not ' if turned else ''}{self.attribute} {self.operator} {self.value}"


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
    negated = (op is Operator.IS_NOT) != (polarity == "exclude")
    kind = attributes[attribute]
    if kind in NUMERIC:
        low, high = _bounds(attribute, kind, op, value)
        return Test(Scope(scope), attribute, op, value, low, high, negated=negated)
    if op in _NUMERIC_ONLY:
        raise ConditionError(f"operator “{operator}” needs a number, and {attribute} is none")
    return Test(Scope(scope), attribute, op, value, values=_values(attribute, kind, op, value), negated=negated)


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


def _bounds(attribute: str, kind: Kind, operator: Operator, value: str) -> Bounds:
    if operator is Operator.ONE_OF:
        return _one_of_bounds(attribute, kind, value)
    if operator is Operator.BETWEEN:
        first, dots, last = value.partition("..")
        if not dots:
            raise ConditionError(f"value “{value}” of {attribute} is not of the form 6..14")
        low, high = _number(attribute, first), _number(attribute, last)
        if low > high:
            raise ConditionError(f"value “{value}” of {attribute} runs backwards")
    else:
        low = high = _number(attribute, value)
    in_months = 12 if attribute == "age_years" else 1
    first_unit = math.ceil(low * in_months) if kind is Kind.AGE else low
    whole_year = in_months == 12 and high.is_integer()
    last_unit = math.floor(high * in_months) + (11 if whole_year else 0) if kind is Kind.AGE else high
    beyond, below = (1, 1) if kind is not Kind.AMOUNT else (_ulp(high), _ulp(low))
    return {
        Operator.AT_LEAST: (first_unit, math.inf),
        Operator.AT_MOST: (-math.inf, last_unit),
        Operator.MORE_THAN: (math.floor(last_unit) + 1 if kind is not Kind.AMOUNT else last_unit + beyond, math.inf),
        Operator.LESS_THAN: (-math.inf, math.ceil(first_unit) - 1 if kind is not Kind.AMOUNT else first_unit - below),
    }.get(operator, (first_unit, last_unit))


def _one_of_bounds(attribute: str, kind: Kind, value: str) -> Bounds:
    numbers = sorted(_number(attribute, part) for part in value.split("|"))
    if numbers != list(range(int(numbers[0]), int(numbers[0]) + len(numbers))):
        raise ConditionError(f"value “{value}” of {attribute} has gaps; write one row a group instead")
    return _bounds(attribute, kind, Operator.BETWEEN, f"{numbers[0]}..{numbers[-1]}")


def _ulp(number: float) -> float:
    return math.ulp(number) or math.ulp(1.0)


def _number(attribute: str, text: str) -> float:
    try:
        number = float(text.strip())
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        raise ConditionError(f"value “{text.strip()}” of {attribute} is not a number")
    return number
