"""Blocks to pieces."""

from __future__ import annotations

from referral_assistant.letters.blocks import Block, Heading, Paragraph
from referral_assistant.letters.ink import Piece
from referral_assistant.letters.style import Style
from referral_assistant.letters.typeset import text_pieces


def flow(block: Block, width: float, style: Style) -> list[Piece]:
    """Return BLOCK as pieces of WIDTH points."""
    match block:
        case Heading():
            return text_pieces(block.text, width, style)
        case Paragraph():
            return text_pieces(block.text, width, style)
    return []
