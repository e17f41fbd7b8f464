"""Text from outside that means harm: shown as it is, neutralised, bounded in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from referral_assistant.errors import InputError
from referral_assistant.letters.blocks import Document, Paper, Paragraph, Text
from referral_assistant.letters.clean import LIMIT, lines_of
from referral_assistant.letters.page import render
from referral_assistant.letters.paginate import MOST_PAGES
from tests.letters.reading import comparable, lines, one_a_page, pdfium, shown

# What the machine that runs the tests may take, however busy; a few hundredths of it are usual.
SECONDS = 6.0
SHOWN = "\ufffd"


@contextmanager
def bounded() -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> &amp; <script>alert(1)</script>", "{name} {0} %s %(x)d $x ${x}", r"\( \) \\ ) Tj ET (", "*a* _b_ `c` # d",
        '=HYPERLINK("x")', "/JavaScript (app.alert) >> endobj", "%PDF-1.7 stream endstream", "https://example.org/?a=b&c=d",
    ],
)  # fmt: skip
def test_markup_is_text(text: str) -> None:
    assert comparable(pdfium(one_a_page([text], "en"))[0]) == text


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\x01",
        "\x08",
        "\x1b",
        "\x7f",
        "\x80",
        "\x9f",
        "\ud800",
        "\ufffe",
        "\uffff",
        "\ufdd0",
        "\U000e0041",
    ],
)
@pytest.mark.parametrize("language", ["en", "my", "ar"])
def test_controls_surrogates_and_noncharacters_are_shown(character: str, language: str) -> None:
    (line,) = lines(f"a{character}b", language)
    assert line.text == f"a{SHOWN}b"
    assert all(glyph[0] for run in line.runs for glyph in run.glyphs)
    assert one_a_page([f"a{character}b"], language)


@pytest.mark.parametrize("override", ["\u202d", "\u202e"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_overrides_are_shown_and_do_not_turn_anything(override: str, language: str) -> None:
    text = f"call 02-123-4567{override} abc\u202c now"
    assert "02-123-4567" in shown(text, language)
    assert "abc" in shown(text, language)
    assert SHOWN in shown(text, language)
    # Pdfium leaves the sign itself out of what it reads.
    assert comparable(pdfium(one_a_page([text], language))[0]) == "call 02-123-4567 abc now"


def test_embeddings_and_isolates_leave_nothing_behind() -> None:
    text = (
        "a \u202bb\u202c \u2067c\u2069 \u202ad\u202c \u2066e\u2069 \u2068f\u2069 \u061cg\u200e\u200f\u200b\ufeff\u2060"
    )
    (line,) = lines(text, "en")
    assert line.text == "a b c d e f g"


def test_unbalanced_directional_marks_do_not_reach_the_next_line() -> None:
    first, second = lines("\u202b\u2067\u2067abc\nabc def", "en")
    assert first.text == "abc"
    assert second.is_plain


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_is_one(separator: str) -> None:
    assert lines_of(f"a{separator}b") == ["a", "b"]


def test_a_text_that_is_too_long_is_refused_at_once() -> None:
    for text in ("W" * 200_000, "က" * 200_000, "\u0301" * 200_000, "(" * 200_000, "\u202e" * 200_000):
        with bounded(), pytest.raises(InputError, match="200000 characters is too long"):
            one_a_page([text], "en")


@pytest.mark.parametrize(
    ("unit", "language"),
    [
        ("W", "en"), ("က္က", "my"), ("ก", "th"), ("ស្ត្រី", "km"), ("ن", "ar"), ("ک", "ur"), ("长", "zh_Hans"), ("क्ष", "hi"),
        ("א".replace("א", "ب") + "a", "ar"), ("(", "ar"), ("()", "ur"), ("[a]", "fa"), ("1-", "ar"), ("1 ", "ar"), ("a-1", "ur"),
        ("+66 81 234 5678 ", "fa"), ("a\u202b", "en"), ("\u2067ب", "ar"), ("ب\u2066a", "en"), ("ا\u200c", "fa"), ("e\u0301", "vi"),
        ("ُ", "ar"), (" ", "ar"), ("\u200b", "th"), ("\n", "en"),
    ],
)  # fmt: skip
def test_the_longest_text_without_a_break_takes_bounded_time(unit: str, language: str) -> None:
    text = (unit * LIMIT)[:LIMIT]
    with bounded():
        if unit == "\n":
            with pytest.raises(InputError, match="pages"):
                one_a_page([text], language)
        else:
            assert one_a_page([text], language).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("base", "mark", "language"), [("a", "\u0301", "en"), ("ب", "\u064e", "ar"), ("က", "ိ", "my"), ("ก", "้", "th")]
)
def test_a_pile_of_marks_stays_on_its_line(base: str, mark: str, language: str) -> None:
    with bounded():
        found = lines(base + mark * 500 + base, language, 40_000)
        assert one_a_page([base + mark * 500], language)
    assert sum(line.text.count(mark) + line.text.count("á") for line in found) == 500
    offsets = [abs(glyph[4]) for line in found for run in line.runs for glyph in run.glyphs]
    assert max(offsets) < 3_500


def test_a_thousand_texts_are_too_many_pages() -> None:
    blocks = tuple(Paragraph(Text("W" * 4_000, "en")) for _ in range(300))
    with bounded(), pytest.raises(InputError, match=f"at most {MOST_PAGES}"):
        render(Document("Test", "en", Paper.A6, blocks))


def test_the_title_may_hold_anything() -> None:
    for title in ("a(b)c\\", "\u202eabc", "\ud800", "ကမ္ဘာ", "<>", "x" * 5_000, ""):
        assert render(Document(title, "en", Paper.A6, (Paragraph(Text("a", "en")),))).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["", "EN", "xx-YY", ")>>", "\n", "en" * 500, "ar_Latn", "မြန်"])
def test_the_language_may_be_anything(language: str) -> None:
    assert comparable(pdfium(one_a_page(["abc 123"], language))[0]) == "abc 123"
