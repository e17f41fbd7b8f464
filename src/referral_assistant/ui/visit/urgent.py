"""What cannot wait for the questions: three kinds of urgency, whom to call, what to do until help comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referral_assistant import clock
from referral_assistant.message import Message, msg
from referral_assistant.regions import Helpline, Region

if TYPE_CHECKING:
    from referral_assistant.service import Service
    from referral_assistant.session import Session

MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Urgency:
    """One kind: its words, which helplines answer it (best first), which needs it stands for, what to do meanwhile."""

    id: str
    icon: str
    name: Message
    signs: Message
    helplines: tuple[str, ...]
    needs: frozenset[str]
    advice: tuple[tuple[str, Message], ...]


URGENT: tuple[Urgency, ...] = (
    Urgency(
        "danger",
        "hand",
        msg("Someone is in danger"),
        msg("Hurt, threatened or held, or a child is missing."),
        ("police", "violence", "child", "trafficking", "migrants", "emergency"),
        frozenset({"protection.violence", "protection.child", "protection.trafficking"}),
        (
            ("screen_off", msg("F9 covers this window at once, and brings it back.")),
            ("exit", msg("“End visit” forgets everything that was said here.")),
            ("page", msg("Give a number to remember, no paper.")),
            ("door", msg("If someone is watching, stop here and leave. Come back when it is safe.")),
        ),
    ),
    Urgency(
        "labour",
        "mother",
        msg("A birth is starting"),
        msg("Pains that come and go, water, or bleeding."),
        ("ambulance", "emergency"),
        frozenset({"health.maternal", "health.emergency"}),
        (
            ("phone", msg("Call first. Questions can wait.")),
            ("people", msg("Stay with her and keep her warm.")),
        ),
    ),
    Urgency(
        "sick",
        "baby",
        msg("A child or adult is very sick"),
        msg("Does not drink, does not wake up, has fits, or breathes hard."),
        ("ambulance", "emergency"),
        frozenset({"health.emergency", "health.child"}),
        (
            ("phone", msg("Call first. Questions can wait.")),
            ("ambulance", msg("Go now if you can go faster than help comes.")),
        ),
    ),
)


def urgency(name: str) -> Urgency | None:
    """Find a kind of urgency by its id."""
    return next((one for one in URGENT if one.id == name), None)


def numbers_for(kind: Urgency, region: Region) -> tuple[Helpline, ...]:
    """Return the region's helplines for a kind of urgency, the nearest to it first."""
    fitting = [line for line in region.helplines if line.kind in kind.helplines]
    return tuple(sorted(fitting, key=lambda line: kind.helplines.index(line.kind)))


def places_for(kind: Urgency, session: Session) -> Sequence[Service]:
    """Return a few open places of the directory that help with it, can be called, and do not ask about status."""
    from referral_assistant.disclosure import Safety

    index = session.index(clock.today())
    found = [
        service
        for service, judged in zip(index.services, index.judgements, strict=True)
        if service.needs & kind.needs
        and judged.safety >= Safety.NOT_ASKED
        and service.is_open_for_referral
        and service.phones
        and not service.confidential
    ]
    return sorted(found, key=lambda one: (-len(one.needs & kind.needs), one.id))[:MOST_PLACES]
