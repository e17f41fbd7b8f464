"""The words of the interview: every question with why it is asked and how much it hurts (resources/interview.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from referral_assistant.errors import InputError
from referral_assistant.household import (
    ANY_AGE,
    ANY_AMOUNT,
    ANY_MONTHS_SINCE_BIRTH,
    ANY_WEEKS,
    MOST_PEOPLE,
    Household,
)
from referral_assistant.interview import Choice, NextQuestion
from referral_assistant.message import Message, msg
from referral_assistant.session.visit import Asked

_FAMILY = msg("the family")
_YES, _NO = msg("Yes"), msg("No")
_ENDS = {
    "age_years": ANY_AGE[1],
    "weeks_pregnant": ANY_WEEKS[1],
    "months_since_birth": ANY_MONTHS_SINCE_BIRTH[1],
    "size": MOST_PEOPLE,
    "income_month": ANY_AMOUNT[1],
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question as data. `sensitivity` 1 is harmless; larger hurts more to be asked. `unit` stands behind a number."""

    attribute: str
    text: Message
    why: Message
    sensitivity: float
    unit: Message | None
    words: Mapping[str, Message]


@dataclass(frozen=True)
class Questions:
    """All questions by attribute."""

    by_attribute: Mapping[str, Question]

    @property
    def sensitivity(self) -> Mapping[str, float]:
        """How much each question hurts."""
        return {attribute: question.sensitivity for attribute, question in self.by_attribute.items()}

    def put(self, ranked: NextQuestion, household: Household) -> Asked:
        """Put a ranked question into words."""
        question = self.by_attribute[ranked.attribute]
        label = household.people[ranked.person].label if ranked.person is not None else ""
        who = msg("{person}", person=label) if label else msg("this person")
        text = msg(question.text.text, who=who) if ranked.person is not None else question.text
        choices = tuple((_choice_words(choice, question), choice) for choice in ranked.choices)
        about = "household" if ranked.person is None else label or f"person {ranked.person + 1}"
        return Asked(ranked, about, text, question.why, choices)


def _choice_words(choice: Choice, question: Question) -> Message:
    value = choice.value
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, tuple):
        return _band_words(value[0], value[1], question)
    if isinstance(value, frozenset):
        return question.words.get("none", msg("none of these"))
    return question.words.get(value, msg("{value}", value=value))


def _band_words(low: float, high: float, question: Question) -> Message:
    open_ended = high >= _ENDS[question.attribute]
    if question.attribute == "age_years":
        low, high = low // 12, high // 12
    if open_ended:
        return msg("{low} or more", low=round(low))
    if low == high:
        return msg("{number}", number=round(low))
    return msg("{low} to {high}", low=round(low), high=round(high))


def load_questions(text: str, file: str = "interview.toml") -> Questions:
    """Read interview.toml. Raises InputError naming FILE and what is missing."""
    try:
        entries = tomllib.loads(text)["question"]
        questions = [_question(entry) for entry in entries]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as fault:
        raise InputError(msg("{file} cannot be read: {fault}.", file=file, fault=str(fault))) from fault
    return Questions({question.attribute: question for question in questions})


def _question(entry: Mapping[str, Any]) -> Question:
    return Question(
        entry["attribute"],
        msg(entry["text"]),
        msg(entry["why"]),
        float(entry["sensitivity"]),
        msg(entry["unit"]) if "unit" in entry else None,
        {value: msg(word) for value, word in entry.get("words", {}).items()},
    )
