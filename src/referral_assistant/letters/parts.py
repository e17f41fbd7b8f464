"""What several papers share: the head, what is asked at the door, the rights, the notices, the foot line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from referral_assistant.letters.blocks import (
    Align,
    Badge,
    Block,
    Column,
    Columns,
    Footer,
    Paper,
    Paragraph,
    Picture,
    Size,
    Text,
    Tone,
    Weight,
)
from referral_assistant.letters.contents import HelpNumber, Layout, Sender, StatedRight
from referral_assistant.letters.discreet import kept_quiet
from referral_assistant.letters.icons import icon
from referral_assistant.letters.words import Bilingual, Phrase, plain, shortened
from referral_assistant.message import fill, msg
from referral_assistant.referral import Door

PAGES = msg("Page {page} of {pages}")
EXAMPLE = msg("Example: the places are invented")
DRAFT = "Translation not yet reviewed: {languages}"
PARTIAL = "Not translated in full, the rest is English: {languages}"
_LONGEST = 200
# So short as "24 h" it is not cut at the end of a line.
_SHORT_HOURS = 8


def head(sender: Sender, reference: str, on: date, words: Bilingual, *, discreet: bool = False) -> Block:
    """Return who refers at the start, the reference and the day at the end."""
    at_end = (
        Paragraph(Text(reference, words.tag, Size.TITLE, Weight.BOLD, Align.END)),
        Paragraph(words.text(msg("{day}", day=on), align=Align.END, tone=Tone.QUIET)),
    )
    return Columns(
        (*_logo(sender, discreet=discreet), Column(_from(sender, words, discreet=discreet), 3), Column(at_end, 2))
    )


def _logo(sender: Sender, *, discreet: bool) -> tuple[Column, ...]:
    if discreet:
        return (Column((icon("page", 11),), 0.1),)
    return (Column((Picture(sender.logo, 13),), 0.1),) if sender.logo else ()


def _from(sender: Sender, words: Bilingual, *, discreet: bool) -> tuple[Block, ...]:
    def said(text: str, longest: int = _LONGEST) -> str:
        return kept_quiet(shortened(text, longest)) if discreet else shortened(text, longest)

    blocks: list[Block] = []
    if name := said(sender.name):
        blocks.append(Paragraph(words.text(name, Size.LEAD, Weight.BOLD)))
    if address := said(sender.address):
        blocks.append(Paragraph(words.text(address, Size.SMALL, tone=Tone.QUIET)))
    contact = [part for part in (said(sender.phone, 60), said(sender.hours)) if part]
    if contact:
        blocks.append(Paragraph(words.text(contact, Size.SMALL)))
    return tuple(blocks)


def notices(layout: Layout, words: Bilingual) -> tuple[Block, ...]:
    """Say that the directory is an example, and which translations nobody has reviewed."""
    badge: tuple[Block, ...] = (Badge(words.text(EXAMPLE, Size.SMALL), Tone.QUIET),) if layout.example else ()
    draft = tuple(
        Paragraph(
            Text(
                fill(sentence, {"languages": ", ".join(languages)}), "en", Size.SMALL, align=Align.PAGE, tone=Tone.QUIET
            )
        )
        for sentence, languages in _standing(words)
        if languages
    )
    if badge and draft and not layout.large and layout.paper is not Paper.ROLL_80:
        return (Columns((Column(badge), Column(draft))),)
    return (*badge, *draft)


def _standing(words: Bilingual) -> tuple[tuple[str, Sequence[str]], ...]:
    known = words.standing
    if known is None:
        return ((DRAFT, [catalog.language.english_name for catalog in words.catalogs if catalog.is_draft]),)
    return (DRAFT, known.unreviewed), (PARTIAL, known.partial)


def foot_line(reference: str, words: Bilingual) -> Footer:
    """Return the last line of each page: the reference, and the pages when there are several."""
    # The fields stay: the page breaker fills them when it knows how many pages there are.
    pages = words.first.gettext(PAGES.text)
    tag = words.tag if words.first.has(PAGES.text) else "en"
    return Footer(
        Text(reference, words.tag, Size.SMALL, tone=Tone.QUIET),
        Text(pages, tag, Size.SMALL, align=Align.END, tone=Tone.QUIET),
    )


def not_needed(door: Door) -> Phrase | None:
    """Say that no immigration document is needed, with the day of the evidence; None when no evidence in date says so."""
    if door.not_asked_checked_on is None:
        return None
    return msg("No immigration document is needed for this service (checked {day}).", day=door.not_asked_checked_on)


def to_bring(door: Door) -> Phrase | Sequence[Phrase]:
    """Say what the service asks people to bring; that nothing is asked only when somebody recorded it."""
    if door.bring is None:
        return msg("Ask on the telephone what to bring.")
    return door.bring or msg("No papers.")


def right_lines(right: StatedRight, words: Bilingual) -> tuple[Block, ...]:
    """Return a right with the article and the source that it rests on, and the day these were checked."""
    named = right.source.partition(" (")[0].casefold() in right.article.casefold()
    source = "" if named else right.source
    basis: list[Phrase] = [right.article, *([source] if source else []), msg("checked {day}", day=right.checked_on)]
    return (*words.lines(right.text), Paragraph(words.text(basis, Size.SMALL, tone=Tone.QUIET)))


def help_lines(numbers: Sequence[HelpNumber], words: Bilingual, *, named: bool = True) -> tuple[Block, ...]:
    """Return one line a number: whom it reaches, unless the name would tell, the number, the hours."""
    blocks: list[Block] = []
    for one in numbers:
        name = (one.name,) if named else ()
        hours = one.hours.replace(" ", "\u00a0") if len(one.hours) <= _SHORT_HOURS else one.hours
        blocks += words.lines((*name, plain(one.number), *([hours] if hours else [])))
    return tuple(blocks)


def closing(sender: Sender, words: Bilingual) -> tuple[Block, ...]:
    """Return the clinic's own last sentence in the languages that it wrote it in."""
    found = [
        Paragraph(Text(shortened(text, _LONGEST * 2), catalog.language.tag))
        for catalog in words.catalogs
        if (text := sender.closing.get(catalog.language.tag, "").strip())
    ]
    return tuple(found)
