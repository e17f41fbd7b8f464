"""What is said about an antigen, as a question for the vaccinator; never as an order to give something."""

from __future__ import annotations

from datetime import date

from referral_assistant.message import Message, msg
from referral_assistant.vaccination.evaluation import Standing
from referral_assistant.vaccination.period import Period

AGE = msg("the exact age")
DATES = msg("the days of doses that have no date")
TOLD = msg("doses that were told and are not on a card")
SEX = msg("whether it is a girl or a boy")
NOT_NOW = msg("At this age it is not given any more by this schedule.")
NO_RESTART = msg("No need to start again: doses already given count.")

STANDINGS = {
    Standing.COUNTS: msg("counts"),
    Standing.TOO_YOUNG: msg("too early: before the youngest age"),
    Standing.TOO_SOON: msg("too early: too soon after the dose before"),
    Standing.DUPLICATE: msg("written twice"),
    Standing.LIVE_TOO_CLOSE: msg("too soon after another live vaccine"),
    Standing.OTHER_PRODUCT: msg("another vaccine than this dose needs"),
    Standing.TOO_LATE: msg("after the age for it"),
    Standing.EXTRA: msg("one more than this schedule asks for"),
}


def due(counted: int, dose: int) -> Message:
    """Say that a dose is due."""
    return msg("Doses that count: {counted}. Ask the vaccinator about dose {dose}.", counted=counted, dose=dose)


def overdue(counted: int, dose: int, since: date) -> Message:
    """Say that a dose is late."""
    return msg(
        "Doses that count: {counted}. Dose {dose} was due from {day}. Ask the vaccinator about it.",
        counted=counted,
        dose=dose,
        day=since,
    )


def not_yet(counted: int, since: date) -> Message:
    """Say from when the next dose is due."""
    return msg("Doses that count: {counted}. The next one comes from {day}.", counted=counted, day=since)


def of_vaccine(vaccine: Message, why: Message) -> Message:
    """Say which of several vaccines against the same illness a sentence is about."""
    return msg("{vaccine}: {why}", vaccine=vaccine, why=why)


def complete(counted: int) -> Message:
    """Say that no more doses are needed."""
    return msg("Doses that count: {counted}. By this schedule no more are needed.", counted=counted)


def depends_on(what: Message) -> Message:
    """Say which unknown leaves it to the vaccinator."""
    return msg("It depends on {what}. Ask the vaccinator.", what=what)


def for_children(younger_than: Period) -> Message:
    """Say that a schedule is not for adults."""
    return msg("This schedule is for people under {years} years.", years=younger_than.months // 12)


def without_number(status: str, since: date | None, why: Message) -> Message:
    """Say the same where the unknown changes only how many doses count, or the day."""
    if status == "not_yet" and since is not None:
        return msg("The next dose comes from {day}.", day=since)
    if status in {"due", "overdue"}:
        return msg("Ask the vaccinator about the next dose.")
    return msg("By this schedule no more doses are needed.") if status == "complete" else why
