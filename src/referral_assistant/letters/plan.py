"""The family's plan: all places on one sheet, in the order in which to go; what gives a paper stands before what asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from referral_assistant.letters import place
from referral_assistant.letters.blocks import (
    Badge,
    Block,
    Box,
    Column,
    Columns,
    Document,
    Paragraph,
    Rule,
    Size,
    Text,
    Together,
    Tone,
    Weight,
)
from referral_assistant.letters.contents import Around, Layout, Plan, Sender, Step, Unmet
from referral_assistant.letters.icons import icon
from referral_assistant.letters.parts import closing, foot_line, head, help_lines, not_needed, notices, to_bring
from referral_assistant.letters.slip import CALL_FIRST, TURNED_AWAY
from referral_assistant.letters.words import Bilingual, plain, several
from referral_assistant.message import msg


def plan(content: Plan, sender: Sender, around: Around, words: Bilingual, layout: Layout) -> Document:
    """Return the plan for the family to keep."""
    blocks: tuple[Block, ...] = (
        head(sender, content.reference, content.on, words),
        *notices(layout, words),
        Rule(),
        words.heading(msg("Our plan"), 1),
        *_steps(content, words),
        *(_unmet(one, words) for one in content.unmet),
        Together((Box((*words.lines(TURNED_AWAY), *help_lines(around.help_numbers[:2], words))),)),
        *closing(sender, words),
    )
    footer = foot_line(content.reference, words)
    return Document(content.reference, words.tag, layout.paper, blocks, footer, layout.large)


def _steps(content: Plan, words: Bilingual) -> Iterator[Block]:
    """Put the steps under their days; those without one, between or after them, under words of their own."""
    days = any(step.day for step in content.steps)
    before: date | None = None
    for number, step in enumerate(content.steps, 1):
        block = _step(number, step, content.on, words)
        begins = number == 1 or step.day != before
        before = step.day
        yield Together((*_day(step, words), block)) if days and begins else block


def _day(step: Step, words: Bilingual) -> tuple[Block, ...]:
    day = step.day
    if day is None:
        return (words.heading(msg("Ask first on which day to go")),)
    heading = words.heading(lambda catalog: plain(catalog.weekday_and_day(day)))
    return (heading, *(words.lines(step.together, Size.SMALL) if step.together else ()))


def _step(number: int, step: Step, on: date, words: Bilingual) -> Block:
    left: list[Block] = [Paragraph(Text(str(number), words.tag, Size.TITLE, Weight.BOLD))]
    if step.pictogram:
        left.append(icon(step.pictogram.value, 7))
    middle = (*_first_this(number, words), *_what(step, words))
    right = (*_where(step, words), *_when(step, on, words), *_take(step, words))
    return Box((Columns((Column(tuple(left), 1), Column(middle, 8), Column(right, 8)), 4),))


def _first_this(number: int, words: Bilingual) -> tuple[Block, ...]:
    if number > 1:
        return ()
    second = words.under(msg("First this"))
    return (Badge(words.text(msg("First this"), weight=Weight.BOLD)), *((Paragraph(second),) if second else ()))


def _what(step: Step, words: Bilingual) -> tuple[Block, ...]:
    first, others = place.names(step.service, words.catalogs)
    blocks: list[Block] = []
    if step.needs:
        blocks += words.lines([need.value for need in step.needs], Size.BODY)
    blocks.append(Paragraph(words.text(first, Size.LEAD, Weight.BOLD)))
    if below := [part for part in (others, place.organization(step.service)) if part]:
        blocks.append(Paragraph(words.text(below, Size.SMALL, tone=Tone.QUIET)))
    for paper in step.gives:
        blocks += words.lines(msg("Get this paper here: {paper}", paper=paper), weight=Weight.BOLD)
    if step.call_first:
        blocks += words.lines(CALL_FIRST, weight=Weight.BOLD)
    return tuple(blocks)


def _where(step: Step, words: Bilingual) -> list[Block]:
    said = [part for part in (*place.where(step.service)[:1], place.directions(step.service)) if part]
    return [Paragraph(words.text(said, Size.SMALL))] if said else []


def _when(step: Step, on: date, words: Bilingual) -> list[Block]:
    """Return the hours in the family's language only, and the number, which needs none."""
    hours = place.opening(step.service, on)[:2]
    phone = place.phones(step.service)
    if len(hours) == 1 and phone:
        return [Paragraph(words.text((*hours, plain(phone)), weight=Weight.BOLD))]
    lines = [*hours, *([plain(phone)] if phone else [])]
    return [Paragraph(words.text(line, weight=Weight.BOLD)) for line in lines]


def _take(step: Step, words: Bilingual) -> list[Block]:
    blocks = [*words.lines((msg("To bring"), *several(to_bring(step.door))), Size.SMALL)]
    if (sentence := not_needed(step.door)) and not step.call_first:
        blocks += words.lines(sentence, Size.SMALL)
    return blocks


def _unmet(one: Unmet, words: Bilingual) -> Block:
    return Together(
        (
            *words.lines((msg("No place found yet"), one.need.value), weight=Weight.BOLD),
            *words.lines(one.if_nothing),
        )
    )
