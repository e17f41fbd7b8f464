"""One place in the booklet: its names, one sentence, how safe it is and since when, and what to know before going."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, radians, sin

from referral_assistant.disclosure import Safety
from referral_assistant.i18n import Catalog
from referral_assistant.letters import place
from referral_assistant.letters.blocks import (
    Block,
    Column,
    Columns,
    Paragraph,
    Pictogram,
    Size,
    Spacer,
    Text,
    Together,
    Tone,
    Weight,
)
from referral_assistant.letters.icons import icon
from referral_assistant.letters.parts import to_bring
from referral_assistant.letters.words import Bilingual, Phrase, plain, several, shortened
from referral_assistant.message import Message, msg
from referral_assistant.referral import Door
from referral_assistant.service import Service

SIGNS: dict[Safety, tuple[str, Message]] = {
    Safety.PROTECTED: (
        "shield_check",
        msg("They do not ask about immigration status, and a law or a written rule keeps what they hear with them."),
    ),
    Safety.NOT_ASKED: (
        "check",
        msg("They do not ask about immigration status. Somebody checked, on the day that stands there."),
    ),
    Safety.UNCONFIRMED: (
        "question",
        msg("Nobody has confirmed yet what they ask for. Call before you go."),
    ),
}
_SHORT = {
    Safety.PROTECTED: msg("Status is not asked, and nothing is passed on"),
    Safety.NOT_ASKED: msg("Status is not asked"),
    Safety.UNCONFIRMED: msg("Not confirmed: call before you go"),
}
_ICON = 4.2
_TIGHT = 0.5
_LONGEST_SENTENCE = 200
_MOST_GROUPS = 3
# Sentences end so in the scripts of our languages; "St. Mary" is one place, so a capital alone begins no step.
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.;。။។।۔])\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that may be offered, or called first: judged on the day of the booklet.

    `far`: how far from the clinic and in which direction, where both places are known;
    `towards`: the same in degrees from north, for an arrow on a page that is held with north up. `for_whom`: sentences of one group must all hold, one group is enough; empty when nobody recorded it.
    """

    service: Service
    safety: Safety
    door: Door
    area: str
    needs: tuple[Message, ...]
    for_whom: tuple[tuple[Message, ...], ...] = ()
    far: Message | None = None
    towards: float = 0.0

    @property
    def anchor(self) -> str:
        """What rows of the contents and the index lead to."""
        return self.service.id

    @property
    def is_safe(self) -> bool:
        """Whether it stands among the places that do not ask."""
        return self.safety in {Safety.NOT_ASKED, Safety.PROTECTED}


def entry(one: Entry, shelf: Message, on: date, words: Bilingual, *, wide: bool) -> Block:
    """Return a place under the need that SHELF names; it stays on one page.

    WIDE: whether one may use it stands at the start, how to go there beside it; else one under the other.
    """
    service = one.service
    others = [need for need in one.needs if need != shelf]
    first: tuple[Block, ...] = (
        *_names(service, words),
        *_sentence(service, words),
        *([_line("hand", words.lines((msg("Also for"), *others)))] if others else []),
        _line("people", _for_whom(one, words)),
        _line("page", words.lines((msg("To bring"), *several(to_bring(one.door))))),
    )
    second: tuple[Block, ...] = (
        _safety(one, words),
        *_phone(service, words),
        *_texts("door", (place.how_to_enter(service), place.whom_to_ask(service)), words),
        *_texts("pin", place.where(service) or ((one.area,) if one.area else ()), words),
        *_texts("bus", steps(place.directions(service)), words),
        *([_with_arrow(one.towards, words.lines(one.far))] if one.far else []),
        *_hours(service, on, words),
        _line("coin", words.lines(place.cost(service))),
        *_languages(service, words),
    )
    if not wide:
        return Together((Spacer(2), *first, *second), _TIGHT)
    sides = tuple(Column((Together(side, _TIGHT),)) for side in (first, second))
    return Together((Spacer(2), Columns(sides)), _TIGHT)


def _line(name: str, content: tuple[Block, ...]) -> Columns:
    return Columns((Column((icon(name, _ICON),), 0.1), Column(content, 3)), 2.5)


def _names(service: Service, words: Bilingual) -> list[Block]:
    first, others = place.names(service, words.catalogs)
    blocks: list[Block] = [Paragraph(words.text(first, Size.LEAD, Weight.BOLD))]
    if below := [part for part in (others, place.organization(service)) if part]:
        blocks.append(Paragraph(words.text(below, Size.SMALL, tone=Tone.QUIET)))
    return blocks


def _sentence(service: Service, words: Bilingual) -> tuple[Block, ...]:
    """Say in one plain sentence what the place is, in the languages in which somebody wrote one."""
    found = [_summary_in(service, catalog) for catalog in words.catalogs]
    said = list(dict.fromkeys(text for text in found if text)) or [service.summary]
    return tuple(Paragraph(words.text(text)) for one in said if (text := _first_sentence(one)))


def _summary_in(service: Service, catalog: Catalog) -> str:
    wanted = catalog.language.bcp47.partition("-")[0].lower()
    for local in service.local_names:
        if local.language.replace("_", "-").partition("-")[0].lower() == wanted and local.summary:
            return local.summary
    return ""


def _first_sentence(text: str) -> str:
    flat = " ".join(text.split())
    ends = [at + 1 for sign in (". ", "。", "။", "។", "। ", "۔ ") if (at := flat.find(sign)) > 20]
    return shortened(flat[: min(ends)] if ends else flat, _LONGEST_SENTENCE)


def _safety(one: Entry, words: Bilingual) -> Block:
    said: list[Phrase] = [_SHORT[one.safety]]
    if one.is_safe and one.door.not_asked_checked_on:
        said.append(msg("checked {day}", day=one.door.not_asked_checked_on))
    sign = icon(SIGNS[one.safety][0], _ICON * 1.3)
    return Columns((Column((sign,), 0.1), Column(words.lines(said, weight=Weight.BOLD), 3)), 2.5)


def _for_whom(one: Entry, words: Bilingual) -> tuple[Block, ...]:
    if not one.for_whom:
        return words.lines(msg("Nobody has recorded who can use it: ask first."))
    first, *others = one.for_whom[:_MOST_GROUPS]
    blocks = [*words.lines(first)]
    for group in others:
        blocks += words.lines((msg("or"), *group))
    if len(one.for_whom) > _MOST_GROUPS:
        blocks += words.lines(msg("or others: ask there"))
    return tuple(blocks)


def _texts(name: str, texts: Sequence[str], words: Bilingual) -> list[Columns]:
    said = tuple(Paragraph(words.text(text)) for text in texts if text)
    return [_line(name, said)] if said else []


def _with_arrow(towards: float, content: tuple[Block, ...]) -> Columns:
    """Put an arrow before CONTENT that points as on a map with north up: never mirrored, whatever the language."""
    turn = radians(round(towards / 45) * 45)

    def turned(x: float, y: float) -> str:
        return f"{12 + x * cos(turn) - y * sin(turn):.2f} {12 + x * sin(turn) + y * cos(turn):.2f}"

    tail, tip = turned(0, 9), turned(0, -9)
    path = f"M{tail} L{tip} M{turned(-5, -3)} L{tip} L{turned(5, -3)}"
    return Columns((Column((Pictogram((path,), height=_ICON, stroke=1.75),), 0.1), Column(content, 3)), 2.5)


def steps(directions: str) -> tuple[str, ...]:
    """Return the words that tell the way as numbered steps, one a sentence; a single one needs no number."""
    said = [part for part in _SENTENCE.split(directions) if part]
    return tuple(f"{number}. {one}" for number, one in enumerate(said, 1)) if len(said) > 1 else tuple(said)


def _hours(service: Service, on: date, words: Bilingual) -> list[Columns]:
    lines = place.opening(service, on)
    return [_line("clock", tuple(block for line in lines for block in words.lines(line)))] if lines else []


def _languages(service: Service, words: Bilingual) -> list[Columns]:
    tags = sorted(tag for tag in service.languages if tag)[:8]
    if not tags:
        return []
    names: Phrase = lambda catalog: plain(catalog.listed(catalog.language_name(tag) for tag in tags))  # noqa: E731
    said: list[Phrase] = [names]
    if service.interpreters:
        said.append(shortened(service.interpreters, 100))
    return [_line("speech", words.lines(said))]


def _phone(service: Service, words: Bilingual) -> list[Columns]:
    phone = place.phones(service)
    return [_line("phone", (Paragraph(Text(phone, words.tag, Size.LEAD, Weight.BOLD)),))] if phone else []
