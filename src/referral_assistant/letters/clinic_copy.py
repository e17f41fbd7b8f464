"""The clinic's own copy, only on request: the reference, the service, the week. Nothing else."""

from __future__ import annotations

from referral_assistant.letters.blocks import Document, Fields, Size, Weight
from referral_assistant.letters.contents import ClinicCopy, Layout
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import msg


def clinic_copy(copy: ClinicCopy, words: Bilingual, layout: Layout) -> Document:
    """Return the copy that the clinic keeps."""
    year, week = copy.week
    rows = (
        words.field(msg("Reference"), copy.reference, Size.TITLE, Weight.BOLD),
        words.field(msg("To"), copy.service),
        words.field(msg("Week"), f"{year}-W{week:02}"),
    )
    return Document(copy.reference, words.tag, layout.paper, (Fields(rows, 0.26),))
