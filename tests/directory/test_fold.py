"""Text is folded so that what people type finds what was written, in every script of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral_assistant.directory.fold import fold, is_dense, words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Café Müller", "cafe muller"),
        ("Đà Nẵng", "đa nang"),
        ("Tiếng Việt", "TIENG VIET"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ﬁle ＡＢＣ", "file abc"),
        ("مدرسة", "مدرسه"),
        ("أحمد إلى آل", "احمد الی ال"),
        ("مَدْرَسَة", "مدرسه"),
        ("كتاب", "کتاب"),
        ("يوم", "یوم"),
        ("مـــدرسة", "مدرسة"),
        ("می‌خواهم", "میخواهم"),
        ("۱۲۳ ١٢٣ १२३ ১২৩ ၁၂၃ ๑๒๓", "123 123 123 123 123 123"),
        ("ΑΘΗΝΑ", "αθηνα"),
        ("МОСКВА", "москва"),
    ],
)
def test_both_fold_to_the_same(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize("text", ["မြဝတီဆေးခန်း", "โรงเรียน", "មន្ទីរពេទ្យ", "ໂຮງຮຽນ", "学校", "がっこう", "བོད"])
def test_scripts_without_spaces_are_found_out(text: str) -> None:
    assert is_dense(text)
    assert fold(text)


@pytest.mark.parametrize("text", ["school", "école", "مدرسة", "स्कूल", "বিদ্যালয়", "பள்ளி", "ගුරු", "اسکول"])
def test_scripts_with_spaces_are_not(text: str) -> None:
    assert not is_dense(text)


@pytest.mark.parametrize("mark", ["ကျောင်း", "โรงเรียนบ้านแม่ตาว", "स्कूल की फीस", "பள்ளிக்கூடம்"])
def test_signs_above_and_below_stay_with_their_letter(mark: str) -> None:
    assert "".join(words(mark)) == fold(mark).replace(" ", "")


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_words_are_parts_of_the_folded_text(text: str) -> None:
    assert all(word in fold(text) for word in words(text))
