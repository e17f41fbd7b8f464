"""The printed directory: by need and area in one or two languages, how to read it, contents, an index of every name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from referral_assistant.letters import place
from referral_assistant.letters.blocks import (
    Badge,
    Block,
    Box,
    Column,
    Columns,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Size,
    Spacer,
    Text,
    Together,
    Tone,
    Weight,
)
from referral_assistant.letters.book import Book, Chapter, Part, Report, Row, pages_of_book
from referral_assistant.letters.booklet_entry import SIGNS, Entry, entry
from referral_assistant.letters.compile import write
from referral_assistant.letters.contents import Around, Layout, Sender
from referral_assistant.letters.icons import icon
from referral_assistant.letters.parts import help_lines, notices
from referral_assistant.letters.words import Bilingual, Phrase, honestly, language_of_text, shortened
from referral_assistant.message import Message, msg

TITLE = msg("Places that help")
CALL_FIRST = msg("Call before you go")
_ASKS, _NUMBERS, _NAMES = "asks", "numbers", "names"
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Shelf:
    """One need: its places (safe ones first, each by area and name), and places that stand under another need."""

    id: str
    name: Message
    pictogram: str
    entries: tuple[Entry, ...]
    elsewhere: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Needs that belong together, such as those of health."""

    name: Message
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A place that asks for status: its name and area and the day, and nothing by which one would go there."""

    name: str
    area: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Booklet:
    """What stands in the booklet; ONLY says to what it was narrowed, SORTED puts names into the reader's order."""

    on: date
    groups: tuple[Group, ...]
    asks: tuple[Warned, ...]
    sort_key: Callable[[str], bytes]
    only: tuple[Message | str, ...] = ()

    @property
    def entries(self) -> Iterator[Entry]:
        """Every entry once."""
        return (one for group in self.groups for shelf in group.shelves for one in shelf.entries)


def booklet_pdf(
    content: Booklet,
    sender: Sender,
    around: Around,
    words: Bilingual,
    layout: Layout,
    report: Report | None = None,
) -> bytes:
    """Return the booklet as PDF; the same content gives the same bytes. REPORT(done, total) may raise to stop.

    Raises InputError when a character is in no font, or when it would be too long.
    """
    book = honestly(lambda said: booklet(content, sender, around, said, layout), words)
    half = 1000
    laid_out = None if report is None else _share(report, 0, half)
    drawn = None if report is None else _share(report, half, 2 * half)
    pages = pages_of_book(book, laid_out)
    return write(pages, title=book.title, language=book.language, two_sided=True, report=drawn)


def _share(report: Report, start: int, end: int) -> Report:
    """Report a part of the work as the stretch from START to END of 2 000."""

    def told(done: int, total: int) -> None:
        report(start + (end - start) * done // max(total, 1), 2000)

    return told


def booklet(content: Booklet, sender: Sender, around: Around, words: Bilingual, layout: Layout) -> Book:
    """Compose the booklet."""
    columns = 2 if layout.paper in {Paper.A4, Paper.LETTER} and not layout.large else 1
    chapters = [
        Chapter((Part(_cover(content, sender, words, layout)),)),
        Chapter((Part(_signs(words)),)),
        Chapter(tuple(_contents(content, around, words))),
        *(Chapter(tuple(_group(group, content.on, words, wide=not layout.large))) for group in content.groups),
        *_last(content, around, words),
        Chapter(tuple(_index(content, words)), columns),
    ]
    foot = words.text((TITLE, msg("{day}", day=content.on)), Size.SMALL, tone=Tone.QUIET)
    title = words.first.say(TITLE)
    return Book(title, words.tag, layout.paper, tuple(chapters), words.first.page_number, foot, layout.large)


def _cover(content: Booklet, sender: Sender, words: Bilingual, layout: Layout) -> tuple[Block, ...]:
    said = [shortened(text, 200) for text in (sender.name, sender.address, sender.phone, sender.hours) if text.strip()]
    who: list[Block] = [Picture(sender.logo, 18)] if sender.logo else []
    who += [
        Paragraph(
            words.text(text, Size.HEADING if not place_ else Size.BODY, Weight.BOLD if not place_ else Weight.REGULAR)
        )
        for place_, text in enumerate(said)
    ]
    true_on = msg("What this booklet says was true on {day}.", day=content.on)
    careful = msg("Places change. Call first when you can, and when the day of a check is long ago.")
    return (
        *who,
        Spacer(34 if not layout.large else 12),
        *words.lines(TITLE, Size.HUGE, Weight.BOLD, Size.TITLE),
        Spacer(6),
        *(block for one in content.only for block in words.lines(one, Size.HEADING, under=Size.BODY)),
        Spacer(8),
        Box((*words.lines(true_on, weight=Weight.BOLD), *words.lines(careful))),
        Spacer(4),
        *notices(layout, words),
    )


_LEGEND: tuple[tuple[str, Message], ...] = (
    ("people", msg("For whom")),
    ("page", msg("To bring")),
    ("door", msg("How to enter")),
    ("clock", msg("When it is open")),
    ("pin", msg("Where it is")),
    ("bus", msg("How to get there")),
    ("coin", msg("What it costs")),
    ("speech", msg("Languages that are spoken there")),
    ("phone", msg("Telephone")),
)


def _signs(words: Bilingual) -> tuple[Block, ...]:
    safe = (
        _sign(SIGNS[safety][0], meaning, words, 9) for safety, (_, meaning) in zip(SIGNS, SIGNS.values(), strict=True)
    )
    return (
        words.heading(msg("What the signs mean"), 1),
        *safe,
        Box(
            words.lines(
                msg(
                    "A check is about the day that stands there. If they ask about status all the same, you may leave. Tell us."
                )
            )
        ),
        Spacer(4),
        *(_sign(name, meaning, words, 6) for name, meaning in _LEGEND),
    )


def _sign(name: str, meaning: Message, words: Bilingual, height: float) -> Block:
    return Columns((Column((icon(name, height),), 0.1), Column(words.lines(meaning), 3)), 4)


def _contents(content: Booklet, around: Around, words: Bilingual) -> Iterator[Part]:
    title = msg("What is in this booklet")
    yield Part((words.heading(title, 1),), head=words.text(title, Size.SMALL))
    for group in content.groups:
        yield Part((_row(group.name, "", words, bold=True),))
        for shelf in group.shelves:
            yield Part((_row(shelf.name, shelf.id, words, level=1),))
    if content.asks:
        yield Part((_row(ASKS_TITLE, _ASKS, words, bold=True),))
    if around.help_numbers:
        yield Part((_row(NUMBERS_TITLE, _NUMBERS, words, bold=True),))
    yield Part((_row(NAMES_TITLE, _NAMES, words, bold=True),))


ASKS_TITLE = msg("Talk to us before you go there")
NUMBERS_TITLE = msg("Numbers to call")
NAMES_TITLE = msg("All names")


def _row(phrase: Phrase, target: str, words: Bilingual, *, level: int = 0, bold: bool = False) -> Row:
    text = words.text(phrase, weight=Weight.BOLD if bold else Weight.REGULAR)
    return Row(text, target, words.under(phrase), level)


def _group(group: Group, on: date, words: Bilingual, *, wide: bool) -> Iterator[Part]:
    for position, shelf in enumerate(group.shelves):
        opening: list[Block] = [words.heading(group.name, 1)] if not position else []
        head = words.text((group.name, shelf.name), Size.SMALL, tone=Tone.QUIET)
        yield from _shelf(shelf, on, words, tuple(opening), head, wide=wide)


def _shelf(
    shelf: Shelf, on: date, words: Bilingual, opening: tuple[Block, ...], top: Text, *, wide: bool
) -> Iterator[Part]:
    heading: tuple[Block, ...] = (*opening, words.heading(shelf.name))
    anchors: tuple[str, ...] = (shelf.id,)
    head: Text | None = top
    area, doubtful = None, False
    for one in shelf.entries:
        if not one.is_safe and not doubtful:
            doubtful, area = True, None
            heading = (*heading, Badge(words.text(CALL_FIRST, weight=Weight.BOLD), Tone.QUIET))
        if one.area != area:
            area = one.area
            heading = (*heading, _area(area, words))
        yield Part((Together((*heading, entry(one, shelf.name, on, words, wide=wide))),), (*anchors, one.anchor), head)
        anchors, head, heading = (), None, ()
    if shelf.elsewhere:
        also = words.heading(msg("Also for this, on another page"), 3)
        rows = tuple(_leading(one, words) for one in shelf.elsewhere)
        yield Part((*heading, also, *rows), anchors, head)


def _area(area: str, words: Bilingual) -> Heading:
    name: Phrase = shortened(area, _LONGEST_NAME) or msg("Area not recorded")
    return Heading(words.text(name, Size.LEAD), None, 3)


def _leading(one: Entry, words: Bilingual) -> Row:
    first, _ = place.names(one.service, words.catalogs)
    return Row(words.text(first), one.anchor)


def _last(content: Booklet, around: Around, words: Bilingual) -> Iterator[Chapter]:
    parts: list[Part] = []
    if content.asks:
        why = msg("These places asked about immigration status, or pass on what they hear. They are not offered here.")
        first = (words.heading(ASKS_TITLE, 1), *words.lines(why))
        parts.append(Part(first, (_ASKS,), words.text(ASKS_TITLE, Size.SMALL, tone=Tone.QUIET)))
        parts += [Part((_warned(one, words),)) for one in content.asks]
    if around.help_numbers:
        numbers = (Together((words.heading(NUMBERS_TITLE, 1), *help_lines(around.help_numbers, words))),)
        parts.append(Part(numbers, (_NUMBERS,), words.text(NUMBERS_TITLE, Size.SMALL, tone=Tone.QUIET)))
    if parts:
        yield Chapter(tuple(parts))


def _warned(one: Warned, words: Bilingual) -> Block:
    said: list[Phrase] = [part for part in (shortened(one.area, _LONGEST_NAME),) if part]
    if one.checked_on:
        said.append(msg("checked {day}", day=one.checked_on))
    blocks: list[Block] = [Paragraph(words.text(shortened(one.name, _LONGEST_NAME), weight=Weight.BOLD))]
    if said:
        blocks.append(Paragraph(words.text(said, Size.SMALL, tone=Tone.QUIET)))
    return Columns((Column((icon("octagon", 6),), 0.1), Column(tuple(blocks), 3)), 4)


def _index(content: Booklet, words: Bilingual) -> Iterator[Part]:
    """Yield every name that a place goes by, in the order of the main language."""
    heading = words.heading(NAMES_TITLE, 1)
    yield Part((heading,), (_NAMES,), words.text(NAMES_TITLE, Size.SMALL, tone=Tone.QUIET))
    named = {(name, one.anchor) for one in content.entries for name in _names(one)}
    for name, anchor in sorted(named, key=lambda pair: (content.sort_key(pair[0]), pair)):
        yield Part((Row(replace(words.text(name), language=language_of_text(name, words.tag)), anchor),))


def _names(one: Entry) -> Sequence[str]:
    names = (one.service.name, *(local.name for local in one.service.local_names))
    return [short for name in names if (short := shortened(name, _LONGEST_NAME))]
