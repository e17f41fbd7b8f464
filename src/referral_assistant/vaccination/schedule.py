"""A vaccine schedule as a value: antigens, series of doses, ages, intervals, skips and live-vaccine conflicts.

The model can hold WHO's tables, a poster on a clinic's wall, and the CDC's logic specification for US practice (which is
what it is tested with). What a schedule does not use is empty and costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum

from referral_assistant.household import Sex
from referral_assistant.message import Message
from referral_assistant.vaccination.period import NO_TIME, Period

Products = frozenset[str]
NO_PRODUCTS: Products = frozenset()


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which a rule is in force: from `since` up to, not including, `until`."""

    since: int = 0
    until: int = date.max.toordinal()

    def holds(self, day: int) -> bool:
        """Say whether the rule is in force on DAY."""
        return self.since <= day < self.until


ALWAYS = Validity()


@dataclass(frozen=True, slots=True)
class AgeRule:
    """Ages for one dose. `absolute` is when a dose counts at the earliest, `minimum` when it is given at the earliest.

    `recommended` is when it falls due and `overdue` when it is late; from `maximum` on it is not given.
    """

    absolute: Period | None = None
    minimum: Period | None = None
    recommended: Period | None = None
    overdue: Period | None = None
    maximum: Period | None = None
    validity: Validity = ALWAYS


NO_AGES = AgeRule()


@dataclass(frozen=True, slots=True)
class Interval:
    """Time since another dose: the one before, the one that was target dose `since_dose`, or the last of `products`.

    `urgent` marks catching up: the interval alone decides, also where other antigens of one injection would wait.
    """

    since_dose: int | None = None
    products: Products = NO_PRODUCTS
    absolute: Period | None = None
    minimum: Period | None = None
    recommended: Period | None = None
    overdue: Period | None = None
    urgent: bool = False
    validity: Validity = ALWAYS


class SkipBy(Enum):
    AGE = "age"
    INTERVAL = "interval"
    COUNT = "count"
    COMPLETED = "completed series"


class Compare(Enum):
    MORE = "greater than"
    EQUAL = "equal to"
    LESS = "less than"


@dataclass(frozen=True, slots=True)
class SkipCondition:
    """One reason for which a dose is not needed; ages and days bound the doses that COUNT counts, or the age itself."""

    by: SkipBy
    begin: Period | None = None
    end: Period | None = None
    after: Period | None = None
    compare: Compare = Compare.MORE
    count: int = 0
    products: Products = NO_PRODUCTS
    only_valid: bool = False
    days: Validity = ALWAYS
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SkipSet:
    conditions: tuple[SkipCondition, ...]
    needs_all: bool = True
    validity: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Skip:
    """When a target dose is passed over: looking back at doses given, looking ahead at what is due, or both."""

    sets: tuple[SkipSet, ...]
    needs_all: bool = False
    looking_back: bool = True
    looking_ahead: bool = True


@dataclass(frozen=True, slots=True)
class AgeWindow:
    """Ages from `begin` up to, not including, `end`."""

    begin: Period | None = None
    end: Period | None = None


EVERY_AGE = AgeWindow()


@dataclass(frozen=True, slots=True)
class TargetDose:
    """One dose of a series. `accepts` are the products that count, with the ages at which they do; empty is any.

    `planned` are the products that would be given next (for conflicts between live vaccines). `ask` is why the vaccinator
    decides about this dose, from the age `ask_from` on.
    """

    ages: tuple[AgeRule, ...] = ()
    intervals: tuple[Interval, ...] = ()
    allowable: tuple[Interval, ...] = ()
    accepts: Mapping[str, tuple[AgeWindow, ...]] = field(default_factory=dict)
    planned: Products = NO_PRODUCTS
    inadvertent: Products = NO_PRODUCTS
    skips: tuple[Skip, ...] = ()
    recurring: bool = False
    season: Validity | None = None
    ask: Message | None = None
    ask_from: Period = NO_TIME


class SeriesKind(StrEnum):
    STANDARD = "standard"
    RISK = "risk"
    EVALUATION_ONLY = "evaluation only"


@dataclass(frozen=True, slots=True)
class Series:
    """One way to protection against an antigen: its doses in order, and who takes it.

    `starts` bounds the age at the first dose. `group`, `equivalent`, `kind`, `is_default`, `by_product` and `rank` decide
    between series of a schedule that chooses the best one (`Choice.BEST`). `only_after` names the brands that this series is
    for: every dose given so far is of one of them.
    """

    name: str
    doses: tuple[TargetDose, ...]
    starts: AgeWindow = EVERY_AGE
    sexes: frozenset[Sex] | None = None
    group: str = ""
    equivalent: frozenset[str] = frozenset()
    kind: SeriesKind = SeriesKind.STANDARD
    is_default: bool = False
    by_product: bool = False
    rank: int = 0
    only_after: Products = NO_PRODUCTS


class Choice(Enum):
    """How one of several series is chosen."""

    BY_START = "the age at the first dose"
    BEST = "the one that is furthest on"


@dataclass(frozen=True, slots=True)
class Course:
    """What must be given against one thing: its series, and every product that holds it (with ages, if it depends).

    `vaccine` names it where an antigen has more than one course.
    """

    name: str
    products: Mapping[str, AgeWindow]
    series: tuple[Series, ...]
    choice: Choice = Choice.BY_START
    immune_if_born_before: int = 0
    vaccine: Message | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two live vaccines too close: the later one, `begin` to `end` after the earlier, does not count.

    After a dose that counted the time is up at `end_after_valid`.
    """

    begin: Period
    end: Period
    end_after_valid: Period


Conflicts = Mapping[str, Mapping[str, Conflict]]
"""Product given -> product given before it -> their conflict."""
