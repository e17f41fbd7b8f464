"""The rights card: what a family may ask for in this region, where it is written, and whether using it hurts later."""

from __future__ import annotations

from referral_assistant.letters.blocks import Block, Box, Document, Together, Weight
from referral_assistant.letters.contents import Around, Layout, RightsCard
from referral_assistant.letters.parts import foot_line, help_lines, notices, right_lines
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import msg


def rights_card(card: RightsCard, around: Around, words: Bilingual, layout: Layout) -> Document:
    """Return the card for the pocket, with sources, so that it can be shown at a door."""
    name = words.first.say(card.region)
    blocks: tuple[Block, ...] = (
        words.heading(msg("Your rights"), 1),
        *words.lines((card.region, msg("{day}", day=card.on))),
        *notices(layout, words),
        *(Together(right_lines(right, words)) for right in around.rights),
        *_later(around, words),
        # The numbers stand together: one alone on another page would be overlooked.
        Together(help_lines(around.help_numbers[:2], words)),
    )
    return Document(name, words.tag, layout.paper, blocks, foot_line(name, words), layout.large)


def _later(around: Around, words: Bilingual) -> tuple[Block, ...]:
    if around.after_use is None:
        return ()
    question = msg("Does using this hurt us later?")
    return (Box((*words.lines(question, weight=Weight.BOLD), *words.lines(around.after_use))),)
