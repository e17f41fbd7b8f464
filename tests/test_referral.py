"""Consent is a type: what was not agreed to has no value, does not type-check, and cannot be made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from referral_assistant.message import msg
from referral_assistant.referral import (
    Agreed,
    Category,
    Consent,
    Priority,
    Referral,
    SharedPerson,
    categories,
    is_reference,
    new_reference,
)
from referral_assistant.service import Service

SUBSETS = some.frozensets(some.sampled_from(Category))


@given(SUBSETS, some.sampled_from(Category))
def test_only_what_was_ticked_has_a_value(agreed: frozenset[Category], category: Category) -> None:
    shared = Consent(agreed).share(category, "a fact")
    assert (shared is not None) == (category in agreed)


def test_nothing_is_made_of_nothing() -> None:
    assert Consent(frozenset(Category)).share(Category.NEED, None) is None


def test_nobody_else_can_make_an_agreed_value() -> None:
    with pytest.raises(TypeError, match=r"Consent\.share"):
        Agreed("violence", Category.NEED, object())  # type: ignore[arg-type]


def test_no_other_value_can_be_put_behind_a_consent() -> None:
    shared = Consent(frozenset({Category.NOTE})).share(Category.NOTE, "morning")
    assert shared is not None
    with pytest.raises((TypeError, ValueError)):
        replace(shared, value="another note")  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        shared.value = "another note"  # type: ignore[misc]


def test_a_person_without_consent_has_no_facts() -> None:
    consent = Consent(frozenset({Category.AGE}))
    person = SharedPerson(consent.share(Category.ROLE, msg("mother")), consent.share(Category.AGE, msg("under 1 year")))
    assert [fact.category for fact in person.facts] == [Category.AGE]


def test_references_are_random_and_readable() -> None:
    made = {new_reference() for _ in range(500)}
    assert len(made) == 500
    assert all(is_reference(one) for one in made)
    assert not any(set(one) & set("0O1IL") for one in made)


@pytest.mark.parametrize("text", ["", "K7QM2XNB", "k7qm-2xnb", "K7QM-2XN0", "K7QM-2XNB ", "K7QM-2XNBB"])
def test_what_is_no_reference(text: str) -> None:
    assert not is_reference(text)


@pytest.mark.parametrize(("priority", "day"), [("today", 24), ("soon", 27), ("routine", 8)])
def test_answer_by(priority: str, day: int) -> None:
    service = Service("id", "name", "organization")
    referral = Referral("K7QM-2XNB", date(2026, 11, 24), service, priority=Priority(priority))
    assert referral.answer_by.day == day


def test_an_unknown_category_is_refused() -> None:
    with pytest.raises(ValueError, match="nationality"):
        categories(["need", "nationality"])


CHECKED = """
from datetime import date
from referral_assistant.message import msg
from referral_assistant.referral import Agreed, Category, Consent, Referral, SharedPerson
from referral_assistant.service import Service

consent = Consent(frozenset({Category.NEED}))
service = Service("id", "name", "organization")
Referral("K7QM-2XNB", date(2026, 1, 1), service, need=consent.share(Category.NEED, msg("School")))
Referral("K7QM-2XNB", date(2026, 1, 1), service, need=msg("School"))  # not agreed
Referral("K7QM-2XNB", date(2026, 1, 1), service, note="a note")  # not agreed
SharedPerson(age=msg("under 1 year"))  # not agreed
Agreed("a note", Category.NOTE, None)  # made up
"""


def test_a_fact_that_was_not_agreed_does_not_type_check(tmp_path: Path) -> None:
    from mypy import api

    snippet = tmp_path / "snippet.py"
    snippet.write_text(CHECKED)
    source = Path(__file__).resolve().parents[1] / "src"
    config = tmp_path / "mypy.ini"
    config.write_text(f"[mypy]\nmypy_path = {source}\nfollow_imports = silent\nstrict = True\n")
    found, _, status = api.run(["--config-file", str(config), "--cache-dir", str(tmp_path / "cache"), str(snippet)])
    wrong = {number for number, line in enumerate(CHECKED.splitlines(), 1) if "# " in line}
    told = {int(line.split(":")[1]) for line in found.splitlines() if ": error:" in line}
    assert status == 1
    assert told == wrong, found
