"""The next question in words, for a page, a band or the turned screen; and what an answer does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from referral_assistant.condition import fold_place
from referral_assistant.i18n import Catalog
from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.text import Words
from referral_assistant.ui.visit import who

if TYPE_CHECKING:
    from referral_assistant.interview import Choice
    from referral_assistant.session import Asked


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is put: in the window's language and, where there is a translation, in the family's."""

    asked: Asked
    text: Words
    second: Words | None
    why: Words
    second_why: Words | None
    answers: tuple[tuple[Words, Words | None], ...]


def next_question(desk: Desk) -> Question | None:
    """Return the question that settles most; None when asking more would not help."""
    asked = desk.next_asked()
    return in_words(desk, asked) if asked else None


def in_words(desk: Desk, asked: Asked) -> Question:
    """Put a question and its answers into the languages of the desk."""
    family, why = desk.family, desk.second(asked.why)
    # A second line that only repeats the first in English says nothing to anyone.
    knows = family is not None and family.has(asked.text.text) and why is not None
    second_why = Words(*why) if why else None
    return Question(
        asked,
        Words(question_text(desk, asked, desk.catalog), desk.tag),
        Words(question_text(desk, asked, family), family.language.tag) if family and knows else None,
        Words(desk.say(asked.why), desk.tag),
        second_why,
        tuple(
            (
                Words(answer_text(desk, asked, position, desk.catalog), desk.tag),
                Words(answer_text(desk, asked, position, family), family.language.tag) if family and knows else None,
            )
            for position in range(len(asked.choices))
        ),
    )


def question_text(desk: Desk, asked: Asked, catalog: Catalog) -> str:
    """Say the question in a language, with the person named by role."""
    person = asked.question.person
    if person is None:
        return catalog.say(asked.text)
    people = desk.sitting.people
    name = who.within_a_sentence(people[person], people, catalog)
    return catalog.say(Message(asked.text.text, {**asked.text.values, "who": name}))


def answer_text(desk: Desk, asked: Asked, position: int, catalog: Catalog) -> str:
    """Say one of the answers in a language, with its unit."""
    message, choice = asked.choices[position]
    attribute = asked.question.attribute
    if attribute == "language" and isinstance(choice.value, str):
        return catalog.language_name(choice.value)
    if attribute == "area" and isinstance(choice.value, str):
        return _area_name(desk, choice.value)
    said = catalog.say(message)
    if not isinstance(choice.value, tuple):
        return said[:1].upper() + said[1:]
    unit = desk.session.questions.by_attribute[attribute].unit
    measure = catalog.say(unit) if unit else (desk.sitting.household.currency or desk.session.region.currency)
    return catalog.say(msg("{number} {unit}", number=said, unit=measure)) if measure else said


def _area_name(desk: Desk, folded: str) -> str:
    for area in desk.session.region.areas:
        if folded in {fold_place(name) for name in (area.id, *area.names)}:
            return area.names[0]
    return folded.title()


def give(desk: Desk, choice: Choice) -> None:
    """Take an answer in."""
    visit = desk.session.answer(desk.results().visit, choice)
    desk.change(replace(desk.sitting, visit=visit))


def pass_over(desk: Desk, asked: Asked) -> None:
    """Leave a question open: not sure, skipped, or not to be said. It is not asked again in this visit."""
    skipped = desk.sitting.skipped | {(asked.question.attribute, asked.question.person)}
    desk.change(replace(desk.sitting, skipped=skipped))
