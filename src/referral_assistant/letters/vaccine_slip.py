"""The slip for the vaccinator: what to ask about, by what it was judged, and where to go. Nothing about who the child is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from referral_assistant.letters import place
from referral_assistant.letters.blocks import (
    Block,
    Box,
    Column,
    Columns,
    Document,
    Paragraph,
    Pictogram,
    Size,
    Text,
    Together,
    Tone,
    Weight,
)
from referral_assistant.letters.contents import Layout
from referral_assistant.letters.parts import foot_line, not_needed, notices
from referral_assistant.letters.slip import CALL_FIRST
from referral_assistant.letters.timeline import AXIS, RADIUS, Mark, Row, Timeline, axis_path, row_path, shape
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import Message, msg
from referral_assistant.referral import Door
from referral_assistant.service import Service

QUESTIONS = msg("These are questions. The vaccinator decides.")
# Millimetres: the width of the marks is what the label's share of the page leaves.
_LABEL_SHARE, _GAP, _ROW_HIGH, _SIGN = 0.34, 2.0, 3.0, 2.6
_MARGIN = {105.0: 7, 148.0: 12, 80.0: 4}
_UNITS = 100.0
"""Units of a drawing in a millimetre, so that two decimals are fine enough."""


@dataclass(frozen=True, slots=True)
class VaccinePlace:
    """A service that vaccinates, and what is known of its door."""

    service: Service
    door: Door


@dataclass(frozen=True, slots=True)
class VaccineSlip:
    """What stands on the slip, in this order."""

    on: date
    title: Message
    asks: tuple[Message, ...]
    notes: tuple[Message, ...]
    long_notes: int = 1
    timeline: Timeline | None = None
    where: VaccinePlace | None = None


def vaccine_slip(slip: VaccineSlip, words: Bilingual, layout: Layout) -> Document:
    """Return the slip."""
    blocks: tuple[Block, ...] = (
        words.heading(slip.title, 1),
        *_asks(slip.asks, words),
        *words.lines((QUESTIONS, slip.notes[0])),
        *_where(slip, words),
        *_timeline(slip.timeline, words, layout),
        *(block for note in _notes(slip) for block in words.lines(note, Size.SMALL)),
        *notices(layout, words),
    )
    day = words.first.day(slip.on)
    return Document(day, words.tag, layout.paper, blocks, foot_line(day, words), layout.large)


def _asks(asks: Sequence[Message], words: Bilingual) -> tuple[Block, ...]:
    if not asks:
        return ()
    return (Box(tuple(block for ask in asks for block in words.lines(ask, Size.BODY, Weight.BOLD)), Tone.STRONG),)


def _notes(slip: VaccineSlip) -> tuple[tuple[Message, ...], ...]:
    """Return how it is known and what comes next in one line, by what it was judged in another, then any warning."""
    short = slip.notes[1 : -slip.long_notes]
    return (short, *((note,) for note in slip.notes[-slip.long_notes :]))


def _where(slip: VaccineSlip, words: Bilingual) -> tuple[Block, ...]:
    if slip.where is None:
        return ()
    service, door = slip.where.service, slip.where.door
    first, _ = place.names(service, words.catalogs)
    blocks: list[Block] = [Paragraph(words.text(first, Size.LEAD, Weight.BOLD))]
    if found := [*place.where(service)[:1], *place.opening(service, slip.on)[:2]]:
        blocks.append(Paragraph(words.text(found)))
    if phone := place.phones(service):
        blocks.append(Paragraph(Text(phone, words.tag, Size.BODY, Weight.BOLD)))
    says = not_needed(door)
    blocks += words.lines(CALL_FIRST if says is None else says, weight=Weight.BOLD)
    return (Together((Box(tuple(blocks)),)),)


def _timeline(timeline: Timeline | None, words: Bilingual, layout: Layout) -> tuple[Block, ...]:
    if timeline is None:
        return ()
    inner = layout.paper.value[0] - 2 * _MARGIN.get(layout.paper.value[0], 16)
    width = (inner - _GAP) * (1 - _LABEL_SHARE)
    mirrored = words.first.language.right_to_left
    rows = [_row(row, timeline, width, words, mirrored=mirrored) for row in timeline.rows]
    return (Together((*rows, _axis(timeline, width, words, mirrored=mirrored), *_legend(timeline.used, words))),)


def _row(row: Row, timeline: Timeline, width: float, words: Bilingual, *, mirrored: bool) -> Block:
    path = row_path(row, timeline, width * _UNITS, _ROW_HIGH * _UNITS, mirrored=mirrored)
    says = ", ".join(words.first.say(mark.value) for _, mark in row.marks)
    drawing = Pictogram(
        (path,), (0, 0, width * _UNITS, _ROW_HIGH * _UNITS), _ROW_HIGH, alternative=Text(says, words.tag)
    )
    name = Paragraph(words.text(row.name, Size.SMALL))
    return Columns((Column((name,), _LABEL_SHARE), Column((drawing,), 1 - _LABEL_SHARE)), _GAP)


def _axis(timeline: Timeline, width: float, words: Bilingual, *, mirrored: bool) -> Block:
    high, radius = _ROW_HIGH * _UNITS, RADIUS * _ROW_HIGH * _UNITS
    path = axis_path(timeline, width * _UNITS, high, mirrored=mirrored, radius=radius)
    ages = Text(" · ".join(age for _, age in timeline.ticks), words.tag)
    drawing = Pictogram((path,), (0, 0, width * _UNITS, high), _ROW_HIGH, alternative=ages)
    label = Paragraph(words.text(AXIS, Size.SMALL, tone=Tone.QUIET))
    return Columns((Column((label,), _LABEL_SHARE), Column((drawing,), 1 - _LABEL_SHARE)), _GAP)


def _legend(marks: Sequence[Mark], words: Bilingual) -> tuple[Block, ...]:
    return tuple(
        Columns(tuple(Column((_meaning(mark, words),)) for mark in marks[at : at + 3]))
        for at in range(0, len(marks), 3)
    )


def _meaning(mark: Mark, words: Bilingual) -> Block:
    side = _SIGN * _UNITS
    sign = Pictogram((shape(mark, side / 2, side / 2, side * 0.4),), (0, 0, side, side), _SIGN)
    return Columns((Column((sign,), 0.12), Column((Paragraph(words.text(mark.value, Size.SMALL)),), 1)), 1)
