"""Telephone numbers: right ones pass without a word, wrong ones say what to do, nothing makes it fall over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral_assistant.message import msg
from referral_assistant.session.telephone import check_number, tidy_number

THAILAND = msg("Thailand")


@pytest.mark.parametrize(
    ("number", "region"),
    [
        ("053 123 456", "TH"),
        ("081-234-5678", "TH"),
        ("02 123 4567", "TH"),
        ("+66 81 234 5678", "TH"),
        ("+66 (0)81 234 5678", "TH"),
        ("+95 9 42123 4567", "TH"),
        ("๐๘๑-๒๓๔-๕๖๗๘", "TH"),
        ("1300", "TH"),
        ("191", "TH"),
        ("1669", "TH"),
        ("112", "JO"),
        ("16767", "BD"),
        ("٠٦ ٥٦٧ ٨٩٠١", "JO"),
        ("\u200e081 234 5678\u202c", "TH"),
        ("555-0110", ""),
        ("1300", ""),
        ("(555) 0110", ""),
    ],
)
def test_a_right_number_passes_without_a_word(number: str, region: str) -> None:
    assert check_number(number, region, THAILAND).sentence is None


@pytest.mark.parametrize(
    ("number", "said", "suggestion"),
    [
        ("02 123 456", "This number has one digit too few for Thailand. Read it again, or ask.", ""),
        ("081 234 56", "This number has 2 digits too few for Thailand. Read it again, or ask.", ""),
        ("081 234 56789", "This number has one digit too many for Thailand. Read it again, or ask.", ""),
        ("812345678", "From within the country it is dialled 081 234 5678.", "081 234 5678"),
        ("+95 9 4212", "This number has", ""),
        ("call us", "Write the number with its digits.", ""),
        ("", "Write the number with its digits.", ""),
        ("081-234-5678, 02-123-4567", "Write one number here, and add the other", "081-234-5678"),
        ("081-234-5678 or 02-123-4567", "Write one number here, and add the other", "081-234-5678"),
        ("053-123-456 ext. 12", "Write what is dialled behind the number into its own field.", "053-123-456"),
        ("053-123-456 ต่อ 12", "Write what is dialled behind the number into its own field.", "053-123-456"),
        ("053-123-456#12", "Write what is dialled behind the number into its own field.", "053-123-456"),
        ("1" * 500, "This is longer than any telephone number. Read it again.", ""),
        ("99 99 99 99 99 99 99", "", ""),
    ],
)
def test_a_wrong_number_says_what_to_do(number: str, said: str, suggestion: str) -> None:
    checked = check_number(number, "TH", THAILAND)
    assert str(checked.sentence).startswith(said)
    assert checked.sentence is not None
    assert checked.suggestion == suggestion


def test_a_number_from_abroad_is_offered_as_it_is_dialled() -> None:
    checked = check_number("0095942123 4567", "TH", THAILAND)
    assert checked.suggestion == "+95942123 4567"


def test_what_is_suggested_is_right() -> None:
    for number in ("812345678", "053-123-456 ext. 12", "081-234-5678 / 02-123-4567", "00959421234567"):
        assert check_number(check_number(number, "TH", THAILAND).suggestion, "TH", THAILAND).sentence is None


@given(st.text(max_size=80), st.sampled_from(["TH", "", "US", "XX"]))
def test_any_text_is_right_or_gets_a_sentence(text: str, region: str) -> None:
    checked = check_number(text, region, THAILAND)
    assert checked.sentence is None or str(checked.sentence)
    assert tidy_number(tidy_number(text)) == tidy_number(text)


@given(st.text("0123456789+-() ,;/.#xext", max_size=40))
def test_any_digits_are_right_or_get_a_sentence(text: str) -> None:
    checked = check_number(text, "TH", THAILAND)
    assert checked.sentence is None or str(checked.sentence)
