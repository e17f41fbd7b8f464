"""The letter to the service: what a tired receptionist must know in fifteen seconds, the most important first."""

from __future__ import annotations

from referral_assistant.letters import place
from referral_assistant.letters.blocks import (
    Badge,
    Block,
    Box,
    Checklist,
    Column,
    Columns,
    Document,
    Field,
    Fields,
    Paragraph,
    Rule,
    Size,
    Tick,
    Together,
    Tone,
    Weight,
)
from referral_assistant.letters.contents import Around, Layout, Sender
from referral_assistant.letters.discreet import kept_quiet
from referral_assistant.letters.parts import closing, foot_line, head, not_needed, notices, right_lines, to_bring
from referral_assistant.letters.return_slip import return_slip
from referral_assistant.letters.symbol import symbol
from referral_assistant.letters.words import Bilingual, Phrase, several, shortened
from referral_assistant.message import Message, msg
from referral_assistant.referral import Agreed, Category, Priority, Referral

CATEGORY_NAMES: dict[Category, Message] = {
    Category.NEED: msg("What is needed"),
    Category.ROLE: msg("Who it is for"),
    Category.AGE: msg("Age"),
    Category.PREGNANCY: msg("Pregnancy"),
    Category.DISABILITY: msg("Disability"),
    Category.SCHOOLING: msg("Schooling"),
    Category.LANGUAGE: msg("Language"),
    Category.DOSES: msg("Vaccine doses"),
    Category.FAMILY_SIZE: msg("Size of the family"),
    Category.NOTE: msg("A remark"),
}
_ON_DISCREET_PAPER = frozenset({Category.ROLE, Category.AGE, Category.LANGUAGE, Category.NOTE})
"""All that may stand on discreet paper: the rest could tell what it is about."""


def letter(referral: Referral, sender: Sender, around: Around, words: Bilingual, layout: Layout) -> Document:
    """Return the letter for one service."""
    qr = symbol(referral.reference, referral.service.id) if layout.qr else None
    blocks: tuple[Block, ...] = (
        head(sender, referral.reference, referral.on, words, discreet=referral.discreet),
        *notices(layout, words),
        Rule(),
        _title(referral, words),
        Fields(tuple(_rows(referral, words)), 0.26),
        *_door(referral, around, words),
        _consent(referral, words),
        _safe_contact(words),
        _by_hand(sender, words),
        *closing(sender, words),
        return_slip(referral.reference, sender, words, qr),
    )
    footer = foot_line(referral.reference, words)
    return Document(referral.reference, words.tag, layout.paper, blocks, footer, layout.large)


def _title(referral: Referral, words: Bilingual) -> Block:
    title = msg("Letter") if referral.discreet else msg("Referral letter")
    by = _answer_by(referral)
    second = words.under(by)
    badge: tuple[Block, ...] = (Badge(words.text(by, weight=Weight.BOLD)), *((Paragraph(second),) if second else ()))
    return Columns((Column((words.heading(title, 1),), 3), Column(badge, 2)))


def _answer_by(referral: Referral) -> Message:
    patterns = {
        Priority.TODAY: msg("Urgent: answer today, {day}", day=referral.answer_by),
        Priority.SOON: msg("Soon: answer by {day}", day=referral.answer_by),
        Priority.ROUTINE: msg("Answer by {day}", day=referral.answer_by),
    }
    return patterns[referral.priority]


def _rows(referral: Referral, words: Bilingual) -> list[Field]:
    rows = [_addressee(referral, words), _request(referral, words)]
    rows += [words.field(msg("For"), facts) for facts in _for_whom(referral) if facts]
    if referral.language:
        rows.append(words.field(msg("Language"), language_phrases(referral.language, referral.interpreter)))
    if referral.note:
        rows.append(words.field(msg("Remark"), shortened(referral.note.value, 600)))
    return rows


def _addressee(referral: Referral, words: Bilingual) -> Field:
    service = referral.service
    if referral.discreet:
        # The name of such a service often says what it is for.
        seen = [
            kept_quiet(part) for part in (place.organization(service) or service.organization, *place.where(service))
        ]
        name = next((part for part in seen if part), "")
        said: Phrase = name or msg("The person we called")
        return words.field(msg("To"), said, Size.LEAD, Weight.BOLD)
    first, others = place.names(service, words.catalogs)
    field = words.field(msg("To"), first, Size.LEAD, Weight.BOLD)
    below = [part for part in (others, place.organization(service)) if part]
    return Field(field.label, field.value, field.second_label, words.text(below, Size.SMALL) if below else None)


def _request(referral: Referral, words: Bilingual) -> Field:
    if referral.discreet:
        asked: Phrase = msg(
            "See the person who brings this letter. They will say what they need. You can also call us."
        )
        return words.field(msg("We ask you"), asked)
    if referral.need is None:
        return words.field(msg("We ask you"), msg("See this family, and tell us what happened."))
    return words.field(msg("We ask for"), referral.need.value, Size.LEAD, Weight.BOLD)


def _for_whom(referral: Referral) -> list[tuple[Message, ...]]:
    """Return a line for each person, and the size of the family behind the last."""
    if referral.discreet:
        return [_on_discreet_paper(person.facts) for person in referral.people]
    lines = [tuple(fact.value for fact in person.facts) for person in referral.people]
    if referral.family_size:
        lines[-1:] = [(*(lines[-1] if lines else ()), referral.family_size.value)]
    return lines


def _on_discreet_paper(facts: tuple[Agreed[Message], ...]) -> tuple[Message, ...]:
    return tuple(fact.value for fact in facts if fact.category in _ON_DISCREET_PAPER)


def language_phrases(language: Agreed[str], interpreter: Agreed[bool] | None) -> tuple[Phrase, ...]:
    """Name the language that the family speaks, and say when an interpreter is needed."""
    name: Phrase = lambda catalog: msg("{language}", language=catalog.language_name(language.value))  # noqa: E731
    return (name, msg("An interpreter is needed.")) if interpreter and interpreter.value else (name,)


def _door(referral: Referral, around: Around, words: Bilingual) -> tuple[Block, ...]:
    """Say what the record and the law say about papers, in a box that is seen at once."""
    blocks: list[Block] = []
    if sentence := not_needed(referral.door):
        blocks += words.lines(sentence, weight=Weight.BOLD)
    if referral.door.bring is not None:
        blocks += words.lines((msg("To bring"), *several(to_bring(referral.door))))
    for right in around.rights[:1]:
        blocks += right_lines(right, words)
    return (Box(tuple(blocks), Tone.INK),) if blocks else ()


def _consent(referral: Referral, words: Bilingual) -> Block:
    shared = referral.agreed & _ON_DISCREET_PAPER if referral.discreet else referral.agreed
    ticks = tuple(words.tick(name, Size.SMALL, ticked=category in shared) for category, name in CATEGORY_NAMES.items())
    sentence = msg("The family agreed to share this, for this letter only. Do not pass it on.")
    return Together((*words.lines(sentence, Size.SMALL, Weight.BOLD), Checklist(ticks, 5)))


def _safe_contact(words: Bilingual) -> Block:
    """Return what is filled in by hand: whether the service may call, when, what not to say, what helps to get in."""
    ticks: tuple[Tick, ...] = (
        words.tick(msg("You may call:"), Size.SMALL, blank=28),
        words.tick(msg("Best time:"), Size.SMALL, blank=28),
        words.tick(msg("Do not call"), Size.SMALL),
        words.tick(msg("Do not say:"), Size.SMALL, blank=28),
        words.tick(msg("To get in:"), Size.SMALL, blank=28),
        words.tick(msg("No steps"), Size.SMALL),
    )
    return Checklist(ticks, 3)


def _by_hand(sender: Sender, words: Bilingual) -> Block:
    signature: Phrase = shortened(sender.signature_line, 60) or msg("Signature")
    return Columns(
        (
            Column((words.to_write(msg("Already done"), 2, 6),), 2),
            Column((words.to_write(msg("Name or mark"), 1, 12),)),
            Column((words.to_write(signature, 1, 12),)),
            Column((words.to_write(msg("Stamp"), 1, 12),)),
        )
    )
