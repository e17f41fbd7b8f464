"""What a family agreed to share, with which service: consent is a type, and what was not agreed to has no value.

A letter takes `Agreed` values only. They are made by `Consent.share`, which gives `None` for a category that the family
did not tick; there is no other way to make one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import InitVar, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar, final

from referral_assistant.message import Message
from referral_assistant.service import Service

Fact = TypeVar("Fact")
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L: read aloud and typed back in
_REFERENCE = re.compile(f"[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}")


class Category(StrEnum):
    """What may be shared, as the family ticks it."""

    NEED = "need"
    ROLE = "role"
    AGE = "age"
    PREGNANCY = "pregnancy"
    DISABILITY = "disability"
    SCHOOLING = "schooling"
    LANGUAGE = "language"
    DOSES = "doses"
    FAMILY_SIZE = "family_size"
    NOTE = "note"


NECESSARY = frozenset({Category.NEED, Category.LANGUAGE})
"""Ticked at first: without them a letter says nothing. The family can untick them too."""


class _Proof:
    """Only this module can show it, and so make an `Agreed`."""


_PROOF = _Proof()


@final
@dataclass(frozen=True, slots=True)
class Agreed(Generic[Fact]):
    """A fact that the family agreed to share. Made by `Consent.share` alone."""

    value: Fact
    category: Category
    proof: InitVar[_Proof]

    def __post_init__(self, proof: _Proof) -> None:
        # An InitVar and no field, so that `dataclasses.replace` cannot put another value behind the same proof.
        if proof is not _PROOF:
            raise TypeError("an Agreed value is made by Consent.share, from what the family ticked")


@dataclass(frozen=True, slots=True)
class Consent:
    """The categories that the family ticked, for one service on one day."""

    agreed: frozenset[Category]

    def share(self, category: Category, value: Fact | None) -> Agreed[Fact] | None:
        """Release VALUE if its category was ticked and there is one; None else."""
        if category not in self.agreed or value is None:
            return None
        return Agreed(value, category, _PROOF)


class Priority(StrEnum):
    """How soon the service is asked to answer."""

    TODAY = "today"
    SOON = "soon"
    ROUTINE = "routine"

    @property
    def days(self) -> int:
        """Days to answer in."""
        return {Priority.TODAY: 0, Priority.SOON: 3, Priority.ROUTINE: 14}[self]


@dataclass(frozen=True, slots=True)
class SharedPerson:
    """One person as far as was agreed: each part is there only if its category was ticked."""

    role: Agreed[Message] | None = None
    age: Agreed[Message] | None = None
    pregnancy: Agreed[Message] | None = None
    disability: Agreed[Message] | None = None
    schooling: Agreed[Message] | None = None
    doses: tuple[Agreed[Message], ...] = ()

    @property
    def facts(self) -> tuple[Agreed[Message], ...]:
        """Everything that was agreed, in the order in which it is read."""
        one_each = (self.role, self.age, self.pregnancy, self.disability, self.schooling)
        return (*(fact for fact in one_each if fact is not None), *self.doses)


@dataclass(frozen=True, slots=True)
class Door:
    """What a service asks at the door, as far as the record proves it on the day of the visit.

    `not_asked_checked_on`: the day of the evidence that no immigration document is asked; None when there is none in date.
    `bring`: the papers that it asks; empty when it asks none; None when nobody recorded it.
    """

    not_asked_checked_on: date | None = None
    bring: tuple[Message, ...] | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral to one service under a random reference; it can be shown, printed and forgotten.

    `discreet`: the need must not be readable from the paper. `language` is a BCP 47 tag, `interpreter` whether the service
    is not known to speak it. Everything about the family is an `Agreed` value, or not there.
    """

    reference: str
    on: date
    service: Service
    door: Door = Door()
    need: Agreed[Message] | None = None
    pictogram: Agreed[str] | None = None
    people: tuple[SharedPerson, ...] = ()
    language: Agreed[str] | None = None
    interpreter: Agreed[bool] | None = None
    agreed: frozenset[Category] = frozenset()
    priority: Priority = Priority.ROUTINE
    discreet: bool = False
    note: Agreed[str] | None = None
    family_size: Agreed[Message] | None = None

    @property
    def answer_by(self) -> date:
        """The day by which the service is asked to answer."""
        return self.on + timedelta(days=self.priority.days)


def new_reference() -> str:
    """Make a random reference such as `K7QM-2XNB` (40 bits); it stands for nothing but itself."""
    letters = [secrets.choice(_LETTERS) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def is_reference(text: str) -> bool:
    """Say whether TEXT has the form of a reference."""
    return _REFERENCE.fullmatch(text) is not None


def categories(names: Iterable[str]) -> frozenset[Category]:
    """Read category names. Raises ValueError for one that is unknown."""
    return frozenset(Category(name) for name in names)
