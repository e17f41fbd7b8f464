"""The lines about vaccines on a slip: what to ask the vaccinator about, at most six, and by what it was judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from referral_assistant.message import Message, msg
from referral_assistant.vaccination.answering import ASKED_ABOUT, Answer, Status
from referral_assistant.vaccination.judging import Judgement
from referral_assistant.vaccination.plan import Schedule
from referral_assistant.vaccination.sentences import NO_RESTART

MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class SlipLines:
    """What a slip prints, in this order. It says nothing about who the child is."""

    title: Message
    asks: tuple[Message, ...]
    notes: tuple[Message, ...]


def slip_lines(schedule: Schedule, judgement: Judgement, on: date, *, card_seen: bool) -> SlipLines:
    """Say in at most six lines what to ask about, most pressing first; then how it was judged, and what comes next."""
    asked = sorted(
        (one for one in judgement.answers if one.status in ASKED_ABOUT and one.may_be_due),
        key=lambda one: (ASKED_ABOUT.index(one.status), one.since or on),
    )
    shown = asked if len(asked) <= MOST_LINES else asked[: MOST_LINES - 1]
    asks = [_line(one) for one in shown]
    if len(shown) < len(asked):
        asks.append(msg("and about: {antigens}", antigens=_joined(asked[len(shown) :])))
    title = msg("Ask the vaccinator about:") if asks else msg("By this schedule nothing is due today.")
    return SlipLines(title, tuple(asks), _notes(schedule, judgement, on, card_seen))


def _line(answer: Answer) -> Message:
    name = answer.vaccine or answer.antigen.name
    if answer.status is Status.VACCINATOR_DECIDES and answer.is_private:
        return msg("{antigen}: the vaccinator decides.", antigen=name)
    if answer.status is Status.VACCINATOR_DECIDES:
        return msg("{antigen}: the vaccinator decides. {why}", antigen=name, why=answer.why)
    if answer.dose is None:
        return msg("{antigen}: the next dose", antigen=name)
    return msg("{antigen}: dose {dose}", antigen=name, dose=answer.dose)


def _notes(schedule: Schedule, judgement: Judgement, on: date, card_seen: bool) -> tuple[Message, ...]:
    notes = [NO_RESTART, _how_known(judgement, card_seen)]
    coming = sorted((one for one in judgement.answers if one.status is Status.NOT_YET), key=lambda one: one.since or on)
    notes += [
        msg("Next: {antigen} from {day}", antigen=one.antigen.name, day=one.since)
        for one in coming[:2]
        if one.since is not None
    ]
    notes.append(
        msg(
            "Judged on {day} by “{schedule}”, version {version}. {label}.",
            day=on,
            schedule=schedule.name,
            version=schedule.version,
            label=schedule.label,
        )
    )
    if warning := schedule.warning(on):
        notes.append(warning)
    return tuple(notes)


def _how_known(judgement: Judgement, card_seen: bool) -> Message:
    if card_seen and judgement.has_told_doses:
        return msg("A card was seen; some doses were told and are not on it.")
    if card_seen:
        return msg("A card was seen.")
    if judgement.has_told_doses:
        return msg("No card was seen; doses were told.")
    return msg("No card was seen: doses may have been given.")


def _joined(answers: list[Answer]) -> Message:
    """Join names into one message, so that each is translated."""
    joined = answers[0].antigen.name
    for one in answers[1:]:
        joined = msg("{list}, {one}", list=joined, one=one.antigen.name)
    return joined
