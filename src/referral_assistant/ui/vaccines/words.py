"""What each answer is called on the screen, with its pictogram and tone."""

from __future__ import annotations

from dataclasses import dataclass

from referral_assistant.message import Message, msg
from referral_assistant.ui.style import Colours, Tone
from referral_assistant.vaccination import Status


@dataclass(frozen=True, slots=True)
class Said:
    """How a status is said."""

    words: Message
    icon: str


SAID: dict[Status, Said] = {
    Status.OVERDUE: Said(msg("Late: ask"), "triangle"),
    Status.DUE: Said(msg("Ask today"), "syringe"),
    Status.VACCINATOR_DECIDES: Said(msg("The vaccinator decides"), "question"),
    Status.NOT_YET: Said(msg("Not yet"), "clock"),
    Status.COMPLETE: Said(msg("Nothing more by this schedule"), "check"),
    Status.NOT_IN_SCHEDULE: Said(msg("Not in this schedule"), "minus"),
}


def tone_of(status: Status, colours: Colours) -> Tone:
    """Return the tone of a status; what is to be asked about has the tone of a question to settle, never of danger."""
    if status in {Status.OVERDUE, Status.DUE}:
        return colours.ask_first
    if status is Status.VACCINATOR_DECIDES:
        return colours.calm
    if status is Status.COMPLETE:
        return colours.safe
    return Tone(colours.second, colours.idle, colours.line)
