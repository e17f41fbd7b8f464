"""The family's slip: where, when, how to get there, what to bring and what not, what it costs, whom to ask for."""

from __future__ import annotations

from collections.abc import Sequence

from referral_assistant.i18n import Catalog
from referral_assistant.letters import place
from referral_assistant.letters.blocks import (
    Block,
    Box,
    Column,
    Columns,
    Document,
    Heading,
    Paper,
    Paragraph,
    Rule,
    Size,
    Text,
    Together,
    Tone,
    Weight,
)
from referral_assistant.letters.contents import Around, Layout, Sender
from referral_assistant.letters.discreet import kept_quiet
from referral_assistant.letters.icons import icon
from referral_assistant.letters.letter import language_phrases
from referral_assistant.letters.parts import foot_line, help_lines, not_needed, notices, to_bring
from referral_assistant.letters.symbol import symbol
from referral_assistant.letters.words import Bilingual, Phrase, several, shortened
from referral_assistant.message import Message, msg
from referral_assistant.referral import Agreed, Referral

CALL_FIRST = msg("Call before you go: nobody has confirmed yet what they ask for.")
TURNED_AWAY = msg("If they send you away, it is not your fault. Come back to us.")
_ICON = {Paper.A6: 5.0, Paper.A5: 6.5, Paper.ROLL_80: 5.0}


def slip(referral: Referral, sender: Sender, around: Around, words: Bilingual, layout: Layout) -> Document:
    """Return the slip that the family keeps, and shows at the door."""
    rows = [*_where(referral, words), *_what_to_take(referral, words)]
    short = [*_cost(referral, words), *_whom(referral, words)]
    blocks: tuple[Block, ...] = (
        _top(referral, words, layout),
        *notices(layout, words),
        Rule(),
        *(_row(name, content, layout) for name, content in rows),
        *_side_by_side(short, layout),
        Together((Box(_turned_away(sender, around, words, discreet=referral.discreet)),)),
    )
    return Document(
        referral.reference, words.tag, layout.paper, blocks, foot_line(referral.reference, words), layout.large
    )


def _top(referral: Referral, words: Bilingual, layout: Layout) -> Block:
    blocks = _names(referral, words)
    if layout.qr:
        # Beside the name there is room for it; below, it would cost a page.
        return Columns((Column(blocks, 3), Column((symbol(referral.reference, referral.service.id),), 0.1)))
    if referral.pictogram and not referral.discreet:
        return Columns(
            (Column((icon(referral.pictogram.value, _ICON[layout.paper] * 1.8),), 0.1), Column(blocks, 3)), 3
        )
    return Together(blocks)


def _names(referral: Referral, words: Bilingual) -> tuple[Block, ...]:
    """Return what it is about and the name of the place; on discreet paper only the organization, if that tells nothing."""
    service = referral.service
    if referral.discreet:
        name = kept_quiet(shortened(service.organization, 100))
        return (Heading(words.text(name), level=1),) if name else (words.heading(msg("To remember"), 1),)
    first, others = place.names(service, words.catalogs)
    below = [part for part in (others, place.organization(service)) if part]
    blocks: list[Block] = []
    if referral.need:
        blocks += words.lines(referral.need.value, Size.LEAD)
    blocks.append(Paragraph(words.text(first, Size.HEADING, Weight.BOLD)))
    if below:
        blocks.append(Paragraph(words.text(below, Size.BODY, tone=Tone.QUIET)))
    return tuple(blocks)


Row = tuple[str, tuple[Block, ...]]


def _where(referral: Referral, words: Bilingual) -> list[Row]:
    service, discreet = referral.service, referral.discreet
    rows: list[Row] = []
    places = _quiet(place.where(service), discreet=discreet)
    if places:
        rows.append(("pin", tuple(Paragraph(words.text(one)) for one in places)))
    elif service.phones:
        rows.append(("pin", words.lines(msg("The address is not on paper. Call, and they tell you the way."))))
    if route := _quiet((place.directions(service),), discreet=discreet):
        rows.append(("bus", tuple(Paragraph(words.text(one)) for one in route)))
    if entering := _quiet((place.how_to_enter(service),), discreet=discreet):
        rows.append(("door", (Paragraph(words.text(entering[0])),)))
    if hours := [phrase for phrase in place.opening(service, referral.on) if _may_stand(phrase, discreet=discreet)]:
        rows.append(("clock", tuple(Paragraph(words.text(phrase)) for phrase in hours)))
    if phone := place.phones(service):
        rows.append(("phone", (Paragraph(Text(phone, words.tag, Size.LEAD, Weight.BOLD)),)))
    return rows


def _what_to_take(referral: Referral, words: Bilingual) -> list[Row]:
    door = referral.door
    rows: list[Row] = []
    if door.not_asked_checked_on is None:
        rows.append(("question", words.lines(CALL_FIRST, weight=Weight.BOLD)))
    label: Phrase = msg("To bring")
    bring = words.lines((label, *several(to_bring(door))))
    nothing_more = not_needed(door)
    rows.append(("page", (*bring, *(words.lines(nothing_more) if nothing_more else ()))))
    return rows


def _cost(referral: Referral, words: Bilingual) -> list[Row]:
    price = place.cost(referral.service)
    return [("coin", words.lines(price))] if _may_stand(price, discreet=referral.discreet) else []


def _whom(referral: Referral, words: Bilingual) -> list[Row]:
    rows: list[Row] = []
    if whom := _quiet((place.whom_to_ask(referral.service),), discreet=referral.discreet):
        rows.append(("hand", words.lines(msg("Ask for: {whom}", whom=whom[0]))))
    if referral.language:
        rows.append(("speech", words.lines(_spoken(referral.language, referral.interpreter))))
    return rows


def _spoken(language: Agreed[str], interpreter: Agreed[bool] | None) -> tuple[Phrase, ...]:
    """Say it so that the family can point at it."""

    def speaks(catalog: Catalog) -> Message:
        return msg("I speak {language}.", language=catalog.language_name(language.value))

    return (speaks, *language_phrases(language, interpreter)[1:])


def _turned_away(sender: Sender, around: Around, words: Bilingual, *, discreet: bool) -> tuple[Block, ...]:
    blocks = [*words.lines(TURNED_AWAY)]
    contact: list[Phrase] = [part for part in (shortened(sender.name, 80), shortened(sender.phone, 60)) if part]
    if discreet:
        contact = [part for part in contact if isinstance(part, str) and kept_quiet(part)]
    if contact:
        blocks.append(Paragraph(words.text(contact, weight=Weight.BOLD)))
    return (*blocks, *help_lines(around.help_numbers[:1], words, named=not discreet))


def _side_by_side(rows: Sequence[Row], layout: Layout) -> tuple[Block, ...]:
    """Put short rows in pairs, except in large print and on the narrow roll."""
    each = 1 if layout.large or layout.paper is Paper.ROLL_80 else 2
    return tuple(
        Columns(tuple(Column((_row(name, content, layout),)) for name, content in rows[at : at + each]))
        for at in range(0, len(rows), each)
    )


def _row(name: str, content: tuple[Block, ...], layout: Layout) -> Block:
    height = _ICON[layout.paper] * (1.6 if layout.large else 1)
    return Columns((Column((icon(name, height),), 0.1), Column(content, 3)), 3)


def _quiet(texts: Sequence[str], *, discreet: bool) -> tuple[str, ...]:
    return tuple(text for text in texts if text and (not discreet or kept_quiet(text)))


def _may_stand(phrase: Phrase, *, discreet: bool) -> bool:
    return not discreet or not isinstance(phrase, str) or bool(kept_quiet(phrase))
