"""Where lines may end: with ICU, never inside a letter with its marks, never in a stack, never before sara am."""

from __future__ import annotations

import unicodedata

import pytest
from icu4py.breakers import CharacterBreaker

from referral_assistant.letters.breaks import graphemes, opportunities
from tests.letters.hard_sentences import NEIGHBOURS, SENTENCES
from tests.letters.reading import comparable, lines

ALL = {**SENTENCES, **NEIGHBOURS}
WIDTHS = (1_000, 1_700, 2_600, 4_000, 6_500, 10_000, 15_000)
NEVER_FIRST = frozenset("\u1039\u17d2\u103a\u0e33\u0eb3\u200d")
NEVER_LAST = frozenset("\u1039\u17d2\u200d")


@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_begins_or_ends_inside_a_cluster(language: str, width: int) -> None:
    for text in ALL[language]:
        found = lines(text, language, width)
        for line in found[1:]:
            assert line.text[0] not in NEVER_FIRST, text
            assert unicodedata.category(line.text[0]) not in ("Mn", "Me"), text
            assert unicodedata.combining(line.text[0]) == 0, text
        for line in found[:-1]:
            assert line.text[-1] not in NEVER_LAST, text
        assert "".join(comparable(text).split()) == "".join("".join(comparable(line.text).split()) for line in found)


@pytest.mark.parametrize("language", ALL)
def test_opportunities_are_between_graphemes(language: str) -> None:
    for text in ALL[language]:
        composed = unicodedata.normalize("NFC", text)
        starts, at = set(), 0
        for part in CharacterBreaker(composed, "en"):
            starts.add(at)
            at += len(part)
        found = opportunities(composed, language)
        assert found <= starts
        assert found <= set(graphemes(composed))
        assert all(0 < place < len(composed) for place in found)


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        ("ပဋ္ဌမဆုံး", "my", "ဋ္ဌ"), ("စင်္ကာပူနှင့်", "my", "င်္က"), ("သိပ္ပံ ဒဏ္ဍာရီ", "my", "ဏ္ဍ"), ("ကျွန်ုပ်တို့၏", "my", "န်ု"),
        ("ស្ត្រីមានផ្ទៃពោះ", "km", "ស្ត្រី"), ("កន្ត្រៃ", "km", "ន្ត្រៃ"), ("น้ำดื่มสะอาด", "th", "น้ำ"), ("ຄ່ຳນ້ຳ", "lo", "ນ້ຳ"),
        ("রাষ্ট্র", "bn", "ষ্ট্র"), ("র‍্যাম্প", "bn", "র‍্যা"), ("क्षेत्र", "hi", "क्षे"), ("ශ්‍රී", "si", "ශ්‍රී"), ("ක්‍ෂය", "si", "ක්‍ෂ"),
        ("Nguyễn", "vi", "ễ"),
    ],
)  # fmt: skip
def test_what_is_never_cut(text: str, language: str, kept: str) -> None:
    for width in range(100, 6_000, 100):
        assert any(kept in line.text for line in lines(text, language, width)), (width, text)


def test_icu_alone_would_cut_burmese_stacks() -> None:
    from icu4py.breakers import LineBreaker

    text = "ပဋ္ဌမဆုံး စင်္ကာပူ"
    cuts, at = set(), 0
    for part in LineBreaker(text, "my"):
        at += len(part)
        cuts.add(at)
    assert cuts - opportunities(text, "my") - {len(text)}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ผู้ที่เพิ่งย้ายมาอยู่ใหม่ต้องนำสมุดบันทึกวัคซีนของเด็กมาด้วยทุกครั้ง", "th"),
        ("ເດັກນ້ອຍທີ່ຫາກໍຍ້າຍມາໃໝ່ຕ້ອງເອົາປຶ້ມຢາກັນພະຍາດມາພ້ອມທຸກຄັ້ງ", "lo"),
        ("សាលារៀនបឋមសិក្សាស្ថិតនៅទល់មុខមន្ទីរពេទ្យខេត្តបាត់ដំបង", "km"),
        ("စာသင်ကျောင်းသည်ဆေးခန်းနှင့်မျက်နှာချင်းဆိုင်တွင်ရှိသည်", "my"),
        ("长长的一句话没有空格也要在正确的地方换行", "zh_Hans"),
    ],
)
def test_languages_without_spaces_break_between_words(text: str, language: str) -> None:
    found = opportunities(text, language)
    assert len(found) >= 5
    assert all(line.width <= 9_000 for line in lines(text, language, 9_000))


@pytest.mark.parametrize("sign", "，。、；：？！）》”")
def test_no_chinese_line_begins_with_punctuation(sign: str) -> None:
    text = f"长长的一句话没有空格{sign}也要在正确的地方换行{sign}"
    for width in range(2_000, 24_000, 500):
        assert not any(line.text.startswith(sign) for line in lines(text, "zh_Hans", width)), width


@pytest.mark.parametrize("sign", "（《“")
def test_no_chinese_line_ends_with_an_opening_sign(sign: str) -> None:
    text = f"长长的一句话没有空格{sign}也要在正确的地方{sign}换行"
    for width in range(2_000, 24_000, 500):
        assert not any(line.text.endswith(sign) for line in lines(text, "zh_Hans", width)), width


@pytest.mark.parametrize("language", ["en", "ar"])
def test_numbers_are_not_cut_when_there_is_room_on_the_next_line(language: str) -> None:
    words = {"en": "Call us at once when it is needed", "ar": "اتصل بنا فورا عند الحاجة إلى ذلك"}[language]
    for width in range(9_000, 20_000, 500):
        for number in ("02-123-4567", "+66 81 234 5678" if language == "ar" else "08:30–16:00", "R-7K2-M9"):
            assert any(number in line.text for line in lines(f"{words} {number} {words}", language, width)), (
                width,
                number,
            )


def test_plain_english_breaks_as_icu_does() -> None:
    from icu4py.breakers import LineBreaker

    text = "A co-ordinated follow-up (see room 12), at the well-baby clinic: word-for-word, 8-10 and -5."
    cuts, at = set(), 0
    for part in LineBreaker(text, "en"):
        at += len(part)
        cuts.add(at)
    assert opportunities(text, "en") == cuts - {len(text)}


@pytest.mark.parametrize("language", ["en", "th", "my", "hi", "ar", "zh_Hans"])
def test_lines_are_as_full_as_they_can_be(language: str) -> None:
    """No line leaves room for what the next one begins with."""
    for text in SENTENCES[language]:
        if any(map(str.isdigit, text)):
            continue  # numbers hold together, which this test does not know
        whole = unicodedata.normalize("NFC", text)
        ends = [*sorted(opportunities(whole, language)), len(whole)]
        start = 0
        for line in lines(text, language, 9_000)[:-1]:
            start = whole.index(line.text, start)
            end = start + len(line.text)
            further = next(place for place in ends if place > end + 1)
            assert lines(whole[start:further], language)[0].width > 9_000, (line.text, whole[start:further])


def test_a_word_wider_than_the_line_is_cut_between_graphemes() -> None:
    for text, language in (("W" * 50, "en"), ("က္က" * 20, "my"), ("é̂" * 30, "vi")):
        found = lines(text, language, 3_000)
        assert len(found) > 1
        assert "".join(line.text for line in found) == unicodedata.normalize("NFC", text)
        assert all(line.width <= 3_000 for line in found)
