"""The slip at the foot of a letter: what became of the referral, by reference alone. No person stands on it."""

from __future__ import annotations

from dataclasses import replace

from referral_assistant.letters.blocks import (
    QR,
    Block,
    Checklist,
    Column,
    Columns,
    CutLine,
    Foot,
    Paragraph,
    Size,
    Text,
    Weight,
)
from referral_assistant.letters.contents import Sender
from referral_assistant.letters.discreet import kept_quiet
from referral_assistant.letters.words import Bilingual, shortened
from referral_assistant.message import msg

_BLANK = 20.0


def return_slip(reference: str, sender: Sender, words: Bilingual, qr: QR | None = None) -> Foot:
    """Return the slip as the foot of the last page, with the QR symbol when one is wanted."""
    phone = kept_quiet(shortened(sender.phone, 60))
    how = (
        msg("Give this slip to the family, or call {number}: say only the reference.", number=phone)
        if phone
        else msg("Give this slip to the family.")
    )
    code = Paragraph(Text(reference, words.tag, Size.HEADING, Weight.BOLD))
    left: tuple[Block, ...] = (
        code,
        *words.lines(msg("Answer"), Size.SMALL, Weight.BOLD),
        *words.lines(how, Size.SMALL),
    )
    ticks = Checklist(
        (
            words.tick(msg("Seen on"), blank=_BLANK),
            words.tick(msg("Accepted")),
            words.tick(msg("Next date"), blank=_BLANK),
            words.tick(msg("We asked for immigration papers")),
            words.tick(msg("Refused, because"), blank=_BLANK),
        ),
        2,
    )
    symbol = (Column((replace(qr, size=22),), 0.1),) if qr else ()
    return Foot((CutLine(), Columns((Column(left, 2), Column((ticks,), 4), *symbol))))
