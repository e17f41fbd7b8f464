"""Blocks to PDF bytes: `render` is what everybody calls."""

from __future__ import annotations

from collections.abc import Sequence

from referral_assistant.letters.blocks import Document, Sheet
from referral_assistant.letters.compile import write
from referral_assistant.letters.paginate import pages_of


def render(document: Document | Sheet | Sequence[Document | Sheet]) -> bytes:
    """Return DOCUMENT, or several in one file, as PDF: the same input gives the same bytes, and nothing tells who or when.

    Raises InputError when a character is in no font (it is named), or a text or the whole is too long.
    """
    papers = [document] if isinstance(document, Document | Sheet) else list(document)
    first = papers[0].documents[0] if isinstance(papers[0], Sheet) else papers[0]
    return write([page for paper in papers for page in pages_of(paper)], title=first.title, language=first.language)
