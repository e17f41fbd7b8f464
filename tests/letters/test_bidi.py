"""UAX #9 as the letters use it: every case of Unicode's own file, and numbers that must not fall apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest

from referral_assistant.letters import bidi, line
from referral_assistant.letters.numbers import isolated
from tests.letters import bidi_cases
from tests.letters.bidi_cases import Case
from tests.letters.reading import shown

WHOLE = 91_707


def wrong(case: Case) -> str:
    """Return what the functions of `bidi` get wrong in CASE, or nothing."""
    base = case.base if case.base is not None else bidi.paragraph_level(bidi.classes(case.text))
    if base != case.paragraph:
        return f"paragraph level {base}"
    levels = bidi.line_levels(case.text, bidi.levels(case.text, case.base), base)
    if any(want is not None and want != got for want, got in zip(case.levels, levels, strict=True)):
        return f"levels {levels}"
    kept = [index for index, level in enumerate(case.levels) if level is not None]
    order = [kept[place] for place in bidi.visual_order([levels[index] for index in kept])]
    if order != list(case.order):
        return f"order {order}"
    return ""


def wrong_shortcut(case: Case) -> str:
    """Return how a line of a letter goes another way than the algorithm: it skips it where all stands left to right."""
    if case.base is None:
        return ""
    found = line._levels(case.text, case.base, [])
    if found is None:
        return "skipped" if list(case.order) != sorted(case.order) else ""
    return "" if found == bidi.levels(case.text, case.base) else f"levels {found}"


def failures(cases: Iterable[Case], check: Callable[[Case], str]) -> tuple[int, list[str]]:
    """Return how many CASES there are and what CHECK finds wrong with which."""
    count, found = 0, []
    for case in cases:
        count += 1
        if reason := check(case):
            found.append(f"{case.text!r} in {case.base}: {reason}, not {case.levels} {case.order}")
    return count, found


def test_a_sample_of_unicodes_cases() -> None:
    count, found = failures(bidi_cases.sample(), lambda case: wrong(case) or wrong_shortcut(case))
    assert not found[:5]
    assert count == 3_000


@pytest.mark.slow
@pytest.mark.skipif(not bidi_cases.WHOLE.exists(), reason="Debian's unicode-data is not installed")
def test_every_one_of_unicodes_cases() -> None:
    count, found = failures(bidi_cases.whole(), wrong)
    assert not found[:5]
    assert count == WHOLE


def test_the_sample_is_cut_from_the_whole() -> None:
    if not bidi_cases.WHOLE.exists():
        pytest.skip("Debian's unicode-data is not installed")
    again = bidi_cases.cut(bidi_cases.WHOLE.read_text(encoding="utf-8").splitlines())
    assert list(bidi_cases.read(iter(again))) == list(bidi_cases.sample())


def test_a_wrong_level_is_noticed() -> None:
    case = next(bidi_cases.sample())
    shifted = tuple(None if level is None else level + 1 for level in case.levels)
    assert wrong(Case(case.text, case.base, case.paragraph, shifted, case.order))


@pytest.mark.parametrize(
    "number",
    [
        "02-123-4567", "+66 81 234 5678", "(02) 8123-4567", "+44 (0)20 7946 0958", "1800 123 456", "08.30–16.00", "8:30",
        "R-7K2-M9", "12/4", "5–9", "05/01/2026", "2026-01-05", "5–9/1/2026", "1,200.50", "۰۲۱-۱۲۳۴-۵۶۷۸", "٠٢-١٢٣-٤٥٦٧",
        "#7-2", "*123#1", "3×500", "7-Eleven", "A1/B2", "021 123 4567", "500 mg", "37.5 °C", "7,0 mmol/L", "2km", "3–5 ml",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("language", "before", "after"), [("ar", "هاتف ", " أو"), ("ur", "فون (", ")۔"), ("fa", "", "")]
)
def test_a_number_stands_from_left_to_right_in_right_to_left_text(
    number: str, language: str, before: str, after: str
) -> None:
    assert number in shown(before + number + after, language)


def test_plain_uax_9_would_print_a_wrong_telephone_number() -> None:
    text = "هاتف 02-123-4567"
    order = bidi.visual_order(bidi.levels(text, 1))
    assert "02-123-4567" not in "".join(text[index] for index in order)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("9 يناير 2026 (5–7)", ["9", "2026", "5–7"]),
        ("1/1/2026 8:30–16:00", ["1/1/2026", "8:30–16:00"]),
        ("غرفة 12 34", ["12", "34"]),
        ("12/4 02-123-4567", ["12/4", "02-123-4567"]),
        ("قرص 3 (500 mg)", ["3", "500 mg"]),
        ("غرفة 12 MSF", ["12", "MSF"]),
    ],
)
def test_numbers_that_only_stand_side_by_side_are_not_one_number(text: str, groups: list[str]) -> None:
    """In right-to-left text the first of them stands at the right."""
    line_ = shown(text, "ar")
    places = [line_.index(group) for group in groups]
    assert places == sorted(places, reverse=True)


def test_isolated_spans_do_not_overlap_and_hold_a_digit() -> None:
    text = "a1-b2 +66 81 234-5678/9 (02) 1 12.5.2026 ١٢/٤ x-y"
    spans = isolated(text)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(any(character.isdigit() for character in text[start:end]) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "language", "seen"),
    [
        ("عيادة (الرحمة)", "ar", "(ةمحرلا) ةدايع"),
        ("Mercy (أحمد) 12", "en", "Mercy (دمحأ) 12"),
        ("50% خصم", "ar", "مصخ 50%"),
        ("كل ٨ ساعات", "ar", "تاعاس ٨ لك"),
    ],
)
def test_order_of_mixed_lines(text: str, language: str, seen: str) -> None:
    """Brackets are named by their characters here: HarfBuzz draws those of right-to-left runs mirrored."""
    mirrored = str.maketrans("()", ")(") if language != "en" else {}
    assert shown(text, language).translate(mirrored) == seen
