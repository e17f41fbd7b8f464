"""How far a language is, on the cards that offer it: a draft, a part of it, or read by a native speaker."""

from __future__ import annotations

from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.pictogram import Pictogram

LEGEND = msg("A pencil: a draft that no native speaker has read yet.")
_ICON = "pencil"


def state_of(desk: Desk, tag: str) -> Message | None:
    """Return what to say of a language beside its name; None when there is nothing to warn of."""
    if not desk.session.catalog(tag).is_draft:
        return None
    share = share_of(desk, tag)
    return msg("draft") if share is None else msg("draft, {percent} % translated", percent=share)


def share_of(desk: Desk, tag: str) -> int | None:
    """Return how much of a language is there, in percent; None when all of it is."""
    catalog = desk.session.catalog(tag)
    return 100 * catalog.counts.translated // catalog.counts.sentences if catalog.is_partial else None


def sign_of(desk: Desk) -> Pictogram:
    """Return the small sign of a draft; the words are in the accessible name of its card."""
    return Pictogram(_ICON, desk.look.px(16), desk.look.colours.ask_first.ink)
