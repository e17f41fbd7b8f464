"""The list for a vaccination session: numbers instead of children, what to ask about for each, and the totals to plan by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from referral_assistant.i18n import Catalog
from referral_assistant.letters.blocks import (
    Block,
    Document,
    Fields,
    Rule,
    Size,
    Together,
    Weight,
)
from referral_assistant.letters.contents import Layout
from referral_assistant.letters.parts import foot_line, notices
from referral_assistant.letters.vaccine_slip import QUESTIONS
from referral_assistant.letters.words import Bilingual, Phrase, plain
from referral_assistant.message import Message, msg

_SAID_IN_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Listed:
    """One child by number: the age in completed months, if it is known, and what to ask about."""

    number: int
    months: int | None
    asks: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """How many children an antigen is to be asked about for; `decides` of them are for the vaccinator to decide."""

    id: str
    name: Message
    asks: int
    decides: int


@dataclass(frozen=True, slots=True)
class VaccineList:
    """What stands on the list."""

    on: date
    children: tuple[Listed, ...]
    totals: tuple[Total, ...]
    judged: Message
    warning: Message | None = None


def vaccine_list(found: VaccineList, words: Bilingual, layout: Layout) -> Document:
    """Return the list."""
    rows = tuple(words.field(_child(one), one.asks or msg("nothing to ask today")) for one in found.children)
    blocks: tuple[Block, ...] = (
        words.heading(msg("Vaccines to ask about"), 1),
        *words.lines((msg("{day}", day=found.on), msg("Children: {count}", count=len(found.children)))),
        *words.lines(QUESTIONS),
        *notices(layout, words),
        Together((words.heading(msg("Totals")), *_totals(found, words))),
        Rule(),
        words.heading(msg("One by one")),
        Fields(rows, 0.2),
        *words.lines(found.judged, Size.SMALL),
        *(words.lines(found.warning, weight=Weight.BOLD) if found.warning else ()),
    )
    day = words.first.day(found.on)
    return Document(day, words.tag, layout.paper, blocks, foot_line(day, words), layout.large)


def _child(one: Listed) -> Phrase:
    def said(catalog: Catalog) -> Message:
        parts = [catalog.number(one.number)]
        if one.months is not None and one.months < _SAID_IN_MONTHS:
            parts.append(catalog.ngettext("{count} month", "{count} months", one.months))
        elif one.months is not None:
            parts.append(catalog.ngettext("{count} year", "{count} years", one.months // 12))
        return plain("  ·  ".join(parts))

    return said


def _totals(found: VaccineList, words: Bilingual) -> tuple[Block, ...]:
    if not found.totals:
        return words.lines(msg("By this schedule nothing is due today."))
    return (Fields(tuple(words.field(one.name, _number(one)) for one in found.totals), 0.5),)


def _number(one: Total) -> tuple[Phrase, ...]:
    asks = _counted(one.asks)
    if not one.decides:
        return (asks,)
    return (asks, msg("of these the vaccinator decides: {count}", count=one.decides))


def _counted(count: int) -> Phrase:
    return lambda catalog: plain(catalog.number(count))
