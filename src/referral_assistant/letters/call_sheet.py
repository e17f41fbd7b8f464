"""The call sheet: which services to telephone, and what to ask, in the service's language. Nothing about any family."""

from __future__ import annotations

from datetime import date

from referral_assistant.letters import place
from referral_assistant.letters.blocks import (
    Block,
    Box,
    Checklist,
    Column,
    Columns,
    Document,
    Paragraph,
    Size,
    Text,
    Tone,
    Weight,
    WritingLines,
)
from referral_assistant.letters.contents import Call, CallSheet, Layout
from referral_assistant.letters.parts import foot_line, notices
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import Message, msg


def call_sheet(sheet: CallSheet, words: Bilingual, layout: Layout) -> Document:
    """Return the sheet for whoever telephones, for a family's places or for a round of them."""
    title = msg("Places to call")
    blocks: tuple[Block, ...] = (
        words.heading(title, 1),
        *words.lines(msg("Ask in general. Do not say that a family waits, and name nobody.")),
        *notices(layout, words),
        *_script(sheet, words),
        *(_row(call, sheet, words) if sheet.answers else _call(call, sheet.on, words) for call in sheet.calls),
    )
    name = words.first.gettext(title.text)
    return Document(name, words.tag, layout.paper, blocks, foot_line(words.first.day(sheet.on), words), layout.large)


def _script(sheet: CallSheet, words: Bilingual) -> tuple[Block, ...]:
    """Say once what to ask everywhere."""
    if not sheet.script:
        return ()
    asked = tuple(line for question in sheet.script for line in words.lines(question))
    after = words.lines(msg("Afterwards, type the number of the row, then that of the answer: 7 2"), Size.SMALL)
    return (Box((words.heading(msg("What to ask"), 2), *asked, *after)),)


def _call(call: Call, on: date, words: Bilingual) -> Block:
    return Box(
        (
            _whom(call, on, words),
            *(_yes_or_no(question, words) for question in call.yes_or_no),
            *(_in_words(question, words) for question in call.in_words),
            _told(words),
        )
    )


def _row(call: Call, sheet: CallSheet, words: Bilingual) -> Block:
    ticks = tuple(
        words.tick(msg("{number} {answer}", number=position, answer=answer))
        for position, answer in enumerate(sheet.answers, 1)
    )
    told = (msg("Day"), msg("Papers they ask"), msg("Who answered (their task)"))
    lines = tuple(Column((words.to_write(line),), 1 if line is told[0] else 2) for line in told)
    return Box((_whom(call, sheet.on, words), Checklist(ticks, 4), Columns(lines)))


def _whom(call: Call, on: date, words: Bilingual) -> Block:
    """Say whom to call, under which number, and when somebody is there."""
    service = call.service
    first, others = place.names(service, words.catalogs)
    numbered = f"{words.first.number(call.number)} · {first}" if call.number else first
    named: list[Block] = [Paragraph(words.text(numbered, Size.LEAD, Weight.BOLD))]
    if below := [part for part in (others, place.organization(service)) if part]:
        named.append(Paragraph(words.text(below, Size.SMALL, tone=Tone.QUIET)))
    reach: list[Block] = [Paragraph(Text(place.phones(service) or "–", words.tag, Size.LEAD, Weight.BOLD))]
    for phrase in place.opening(service, on)[:2]:
        reach += words.lines(phrase, Size.SMALL)
    return Columns((Column(tuple(named), 3), Column(tuple(reach), 2)))


def _told(words: Bilingual) -> Block:
    return Columns(
        (Column((words.to_write(msg("Day")),)), Column((words.to_write(msg("Who answered (their task)")),), 2))
    )


def _yes_or_no(question: Message, words: Bilingual) -> Block:
    ticks = Checklist((words.tick(msg("Yes")), words.tick(msg("No"))), 2)
    return Columns((Column(words.lines(question), 3), Column((ticks,), 2)))


def _in_words(question: Message, words: Bilingual) -> Block:
    return Columns((Column(words.lines(question), 3), Column((WritingLines(spacing=7),), 2)))
