"""What stands on paper beside the referral itself: who refers, rights, helplines, steps, calls. Plain values, no rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from referral_assistant.i18n import Catalog
from referral_assistant.letters.blocks import Paper
from referral_assistant.message import Message
from referral_assistant.referral import Agreed, Door
from referral_assistant.service import Service


@dataclass(frozen=True, slots=True)
class Sender:
    """The clinic that refers. `hours`: when it is safe to call; `logo` a PNG; `closing` its own last sentence by language."""

    name: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    signature_line: str = ""
    logo: bytes | None = None
    closing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatedRight:
    """A right with where it stands and when that was last checked."""

    text: Message
    article: str
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class HelpNumber:
    """A number to call, and when someone answers."""

    name: Message
    number: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What the region adds to a paper: the right behind the need, whom to call, and what using a service means later."""

    rights: tuple[StatedRight, ...] = ()
    help_numbers: tuple[HelpNumber, ...] = ()
    after_use: Message | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One place of the family's plan. `gives`: the papers to get here that a later step asks for.

    `day`: when to go. `together`, of the first step of a day: why its steps make one trip.
    """

    service: Service
    door: Door
    needs: tuple[Agreed[Message], ...] = ()
    pictogram: Agreed[str] | None = None
    call_first: bool = False
    gives: tuple[Message, ...] = ()
    day: date | None = None
    together: Callable[[Catalog], Message] | None = None


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need for which no place was found, and what remains possible."""

    need: Agreed[Message]
    if_nothing: Message


@dataclass(frozen=True, slots=True)
class Plan:
    """The family's services in the order in which to go, under one reference."""

    reference: str
    on: date
    steps: tuple[Step, ...]
    unmet: tuple[Unmet, ...] = ()


@dataclass(frozen=True, slots=True)
class RightsCard:
    """The rights of a region, for the pocket."""

    region: Message
    on: date


@dataclass(frozen=True, slots=True)
class Call:
    """A service to telephone, and what to ask there: what a yes or a no answers, and what needs words."""

    service: Service
    yes_or_no: tuple[Message, ...] = ()
    in_words: tuple[Message, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class CallSheet:
    """The services to telephone; it says nothing about any family.

    With ANSWERS it is the sheet of a round: each call has a number and a box for each answer, to be typed in afterwards,
    and SCRIPT, what to ask everywhere, stands once at the top.
    """

    on: date
    calls: tuple[Call, ...]
    answers: tuple[Message, ...] = ()
    script: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class ClinicCopy:
    """What the clinic may keep: which reference went to which service in which week."""

    reference: str
    service: str
    week: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paper looks. `example`: the directory is invented, and the paper says so. `qr`: add the symbol."""

    paper: Paper
    large: bool = False
    example: bool = False
    qr: bool = False
