"""Read opening hours as people type them, in any digits; what can be read in two ways is asked, not guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from referral_assistant.directory.editable import western_digits
from referral_assistant.directory.hsds.week import DAYS, days_of
from referral_assistant.message import Message, msg

LONGEST = 200
_DASH = "\u2013"
_ONE = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(h|[ap]\.?m\.?)?|(\d{2})(\d{2})\s*(h|[ap]\.?m\.?)?")
_TO = re.compile(r"\s*(?:-|\b(?:to|until|till)\b)\s*")
# A span that only a space keeps from the next one: `8-12 13-17`.
_SPAN_AND_MORE = re.compile(r"((?:-|\b(?:to|until|till)\b) ?\d{1,4}(?:[:.h]\d{2})? ?(?:h|[ap]\.?m\.?)?) (?=\d)")
_HOURS_BEGIN = re.compile(r"(?i)\d|\b(?:closed|day and night|always|noon|midday|midnight)\b")
_BETWEEN = re.compile(r"\s*(?:[,;&/|\n]|\band\b)\s*")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u301c\uff5e~"), "-") | {
    ord("،"): ",", ord("၊"): ",", ord("、"): ",", ord("；"): ";", ord("؛"): ";", ord("："): ":", ord("，"): ",",
    **dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c"), None),
}  # fmt: skip
_NEVER = frozenset({"", "-", "closed", "x", "no"})
_ALWAYS = frozenset({"24h", "24 h", "24/7", "day and night", "always"})
_END_OF_DAY = 24 * 60


class Span(NamedTuple):
    """From when to when, as HH:MM."""

    opens: str
    closes: str

    def __str__(self) -> str:
        return f"{self.opens}{_DASH}{self.closes}"


class HoursError(ValueError):
    """Hours that cannot be read; `sentence` says what to do."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


ALL_DAY = Span("00:00", "23:59")
_WEEK = "mon-fri 08:00-16:30; sat 08:00-12:00"
_EXAMPLE = "08:00\u201312:00, 13:00\u201316:30"


def read_spans(text: str) -> tuple[Span, ...]:
    """Read the hours of a day, in order; none when it is closed. Raises HoursError."""
    told = " ".join(western_digits(text[: LONGEST + 1]).translate(_DASHES).lower().split())
    if len(text) > LONGEST:
        raise HoursError(msg("That is too long for one day. Write it such as {example}.", example=_EXAMPLE))
    if told in _NEVER:
        return ()
    if told in _ALWAYS:
        return (ALL_DAY,)
    spans = sorted(_span(part) for part in _BETWEEN.split(_SPAN_AND_MORE.sub(r"\1, ", told)) if part.strip())
    for before, after in pairwise(spans):
        if after.opens < before.closes:
            raise HoursError(
                msg("{one} and {other} overlap. Change one of the two.", one=str(before), other=str(after))
            )
    return tuple(spans)


def spans_text(spans: tuple[Span, ...]) -> str:
    """Write the hours of a day as `read_spans` reads them."""
    return ", ".join(map(str, spans))


def _span(part: str) -> Span:
    ends = _TO.split(part.strip().removeprefix("from "))
    if len(ends) != 2 or not all(ends):
        raise HoursError(_no_time(part))
    (opens, morning), (closes, evening) = _moment(ends[0]), _moment(ends[1])
    if evening and not morning and 1 * 60 <= opens <= 12 * 60:
        opens = _same_half(opens, closes, evening)
    if closes == 0 and opens:
        closes = _END_OF_DAY
    if closes <= opens:
        raise HoursError(_backwards(opens, closes))
    return Span(_clock(opens), _clock(min(closes, _END_OF_DAY - 1) if closes == _END_OF_DAY else closes))


def _same_half(opens: int, closes: int, half: str) -> int:
    """Read "1-5pm" as 13 to 17 and "9-5pm" as 9 to 17; ask about "8-11pm"."""
    if half == "a":
        return opens % (12 * 60)
    afternoon = opens % (12 * 60) + 12 * 60
    if afternoon >= closes:
        return opens
    if opens >= 7 * 60 and opens < 12 * 60:
        raise HoursError(
            msg(
                "Morning or evening? Write {one} or {other}.",
                one=str(Span(_clock(opens), _clock(closes))),
                other=str(Span(_clock(afternoon), _clock(closes))),
            )
        )
    return afternoon


def _moment(text: str) -> tuple[int, str]:
    """Return the minutes since midnight, and `a` or `p` where it was said."""
    text = text.strip()
    if text in {"noon", "midday"}:
        return 12 * 60, "p"
    if text == "midnight":
        return 0, "a"
    found = _ONE.fullmatch(text)
    if not found:
        raise HoursError(_no_time(text))
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    half = (found[3] or found[6] or "").removesuffix("h")[:1]
    if (half and not 1 <= hour <= 12) or minute > 59 or hour * 60 + minute > _END_OF_DAY:
        raise HoursError(_no_time(text))
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute, half


def _no_time(text: str) -> Message:
    return msg("“{text}” is no time. Write it such as {example}.", text=text.strip()[:40], example=_EXAMPLE)


def _backwards(opens: int, closes: int) -> Message:
    if opens < 12 * 60 and closes + 12 * 60 > opens and 0 < closes <= 12 * 60:
        meant = Span(_clock(opens), _clock(closes + 12 * 60))
        return msg("It closes before it opens. Did you mean {meant}?", meant=str(meant))
    night, morning = Span(_clock(opens), "24:00"), Span("00:00", _clock(closes))
    return msg(
        "Over midnight, write two: {night} here and {morning} on the next day.", night=str(night), morning=str(morning)
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def read_week(text: str) -> Mapping[str, tuple[Span, ...]]:
    """Read a whole week: `mon-fri 08:00-16:30; sat 8-12`. Days that are not named are closed. Raises HoursError."""
    week: dict[str, tuple[Span, ...]] = dict.fromkeys(DAYS, ())
    named: set[str] = set()
    told = western_digits(text[: 10 * LONGEST]).translate(_DASHES)
    for part in re.split(r"[;\n]", told):
        if not part.strip():
            continue
        begin = _HOURS_BEGIN.search(part)
        days = days_of(part[: begin.start()].strip(" :")) if begin else ()
        if not begin or not days:
            raise HoursError(
                msg(
                    "“{text}” names no day or no hours. Write it such as {example}.",
                    text=part.strip()[:40],
                    example=_WEEK,
                )
            )
        if again := named & set(days):
            raise HoursError(
                msg("{day} is there twice. Put its hours behind each other, with a comma.", day=min(again))
            )
        named |= set(days)
        spans = read_spans(part[begin.start() :])
        week |= dict.fromkeys(days, spans)
    if not named:
        raise HoursError(msg("No day is named. Write it such as {example}.", example=_WEEK))
    return week
