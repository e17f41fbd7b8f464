"""Read a schedule from TOML: one file each, the same form for what ships and for what a clinic writes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, NoReturn

from referral_assistant.errors import InputError
from referral_assistant.household import Sex
from referral_assistant.message import Message, msg
from referral_assistant.vaccination.period import NO_TIME, Period, parse_period
from referral_assistant.vaccination.plan import Antigen, Doubt, Schedule
from referral_assistant.vaccination.schedule import (
    EVERY_AGE,
    AgeRule,
    AgeWindow,
    Conflict,
    Conflicts,
    Course,
    Interval,
    Products,
    Series,
    TargetDose,
)

LARGEST_FILE = 1_000_000
_SCHEDULE_KEYS = (
    "id", "name", "label", "version", "source", "reviewed_by", "reviewed_on", "younger_than", "ask_about", "fact", "live",
    "antigen",
)  # fmt: skip
_ANTIGEN_KEYS = (
    "id", "name", "source", "holds", "ask_about", "adults_ask_about", "not_for", "path", "course", "doubt",
)  # fmt: skip
_COURSE_KEYS = ("id", "name", "holds", "path")
_PATH_KEYS = ("starts_before", "sex", "only_after", "dose")
_DOSE_KEYS = (
    "from", "due", "late", "until", "gap", "due_gap", "late_gap", "due_since_first", "accepts", "ask", "ask_from",
)  # fmt: skip
_DOUBT_KEYS = ("of", "at_least", "without", "why")
_LIVE_KEYS = ("products", "gap")


@dataclass(frozen=True, slots=True)
class _At:
    file: str
    place: str = ""

    def key(self, name: str) -> _At:
        return _At(self.file, f"{self.place}.{name}" if self.place else name)

    def fail(self, what: Message, hint: Message | None = None) -> NoReturn:
        raise InputError(
            msg("{file}, {place}: {what}.", file=self.file, place=self.place or "/", what=what),
            hint or msg("See docs/vaccination.md for what a schedule holds."),
        )


def read_schedule(content: bytes, file: str) -> Schedule:
    """Read a schedule. Raises InputError naming FILE, the entry and what to do."""
    at = _At(file)
    table = _parse(content, at)
    _check_keys(table, _SCHEDULE_KEYS, at)
    facts = {
        _text(one, "id", at.key("fact")): msg(_text(one, "text", at.key("fact"))) for one in _list(table, "fact", at)
    }
    everywhere = _words(table, "ask_about", at)
    antigens = tuple(
        _antigen(one, everywhere, facts, at.key(f"antigen[{count}]"))
        for count, one in enumerate(_list(table, "antigen", at), 1)
    )
    if not antigens:
        at.key("antigen").fail(msg("there is none"))
    if len({one.id for one in antigens}) < len(antigens):
        at.key("antigen").fail(msg("an id stands twice"))
    reviewed_on = table.get("reviewed_on")
    if reviewed_on is not None and type(reviewed_on) is not date:
        at.key("reviewed_on").fail(msg("“{value}” is not a day such as 2026-11-23", value=str(reviewed_on)[:40]))
    return Schedule(
        _text(table, "id", at),
        msg(_text(table, "name", at)),
        msg(_text(table, "label", at)),
        _text(table, "version", at),
        _text(table, "source", at),
        msg(_text(table, "reviewed_by", at)),
        reviewed_on,
        _period(table, "younger_than", at) or Period(18 * 12),
        antigens,
        _conflicts(_list(table, "live", at), at.key("live")),
        facts,
    )


def _parse(content: bytes, at: _At) -> Mapping[str, Any]:
    if len(content) > LARGEST_FILE:
        at.fail(msg("the file is larger than a schedule can be"), msg("Check that it is the right file."))
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        at.fail(msg("the file is not text in UTF-8"), msg("Save it again as UTF-8."))
    except (ValueError, RecursionError) as fault:
        at.fail(msg("it cannot be read ({fault})", fault=str(fault)))


def _antigen(table: Mapping[str, Any], everywhere: frozenset[str], facts: Mapping[str, Message], at: _At) -> Antigen:
    _check_keys(table, _ANTIGEN_KEYS, at)
    ask = everywhere | _words(table, "ask_about", at)
    ask_adults = _words(table, "adults_ask_about", at)
    for fact in ask | ask_adults:
        if fact not in facts:
            at.key("ask_about").fail(msg("“{value}” is not known", value=fact[:80]))
    courses = tuple(
        _course(one, at.key(f"course[{count}]")) for count, one in enumerate(_list(table, "course", at), 1)
    ) or (_course({key: table[key] for key in ("id", "holds", "path") if key in table}, at),)
    not_for = _text(table, "not_for", at, needed=False)
    return Antigen(
        _text(table, "id", at),
        msg(_text(table, "name", at)),
        courses,
        tuple(_doubt(one, at.key("doubt")) for one in _list(table, "doubt", at)),
        ask,
        ask_adults,
        msg(not_for) if not_for else None,
        _text(table, "source", at, needed=False),
    )


def _course(table: Mapping[str, Any], at: _At) -> Course:
    _check_keys(table, _COURSE_KEYS, at)
    holds = _words(table, "holds", at) or frozenset({_text(table, "id", at)})
    paths = _list(table, "path", at)
    if not paths:
        at.key("path").fail(msg("there is none"))
    series = tuple(_series(one, holds, at.key(f"path[{count}]")) for count, one in enumerate(paths, 1))
    vaccine = _text(table, "name", at, needed=False)
    return Course(
        _text(table, "id", at),
        dict.fromkeys(sorted(holds), EVERY_AGE),
        series,
        vaccine=msg(vaccine) if vaccine else None,
    )


def _series(table: Mapping[str, Any], holds: Products, at: _At) -> Series:
    _check_keys(table, _PATH_KEYS, at)
    sex = _text(table, "sex", at, needed=False)
    if sex and sex not in set(Sex):
        at.key("sex").fail(msg("“{value}” is not one of {known}", value=sex[:40], known=", ".join(Sex)))
    doses = _list(table, "dose", at)
    if not doses:
        at.key("dose").fail(msg("there is none"))
    return Series(
        at.place,
        tuple(_dose(one, holds, at.key(f"dose[{count}]")) for count, one in enumerate(doses, 1)),
        AgeWindow(end=_period(table, "starts_before", at)),
        frozenset({Sex(sex)}) if sex else None,
        only_after=_words(table, "only_after", at),
    )


def _dose(table: Mapping[str, Any], holds: Products, at: _At) -> TargetDose:
    _check_keys(table, _DOSE_KEYS, at)
    start, due, late, until = (_period(table, key, at) for key in ("from", "due", "late", "until"))
    gap, due_gap, late_gap, first = (
        _period(table, key, at) for key in ("gap", "due_gap", "late_gap", "due_since_first")
    )
    intervals = [Interval(None, absolute=gap, minimum=gap, recommended=due_gap, overdue=late_gap)] if gap else []
    if first:
        intervals.append(Interval(1, recommended=first))
    accepts = table.get("accepts", {})
    if not isinstance(accepts, Mapping):
        at.key("accepts").fail(msg("this must be a table"))
    for product in accepts:
        if product not in holds:
            at.key("accepts").fail(msg("“{value}” is not known", value=product[:80]))
    ask = _text(table, "ask", at, needed=False)
    return TargetDose(
        (AgeRule(start, start, due or start, late, until),),
        tuple(intervals),
        accepts={product: (AgeWindow(_period(accepts, product, at.key("accepts"))),) for product in accepts},
        planned=holds,
        ask=msg(ask) if ask else None,
        ask_from=_period(table, "ask_from", at) or NO_TIME,
    )


def _doubt(table: Mapping[str, Any], at: _At) -> Doubt:
    _check_keys(table, _DOUBT_KEYS, at)
    number = table.get("at_least", 1)
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        at.key("at_least").fail(msg("this must be a whole number from 1 to {number}", number=20))
    return Doubt(msg(_text(table, "why", at)), _words(table, "of", at), number, _words(table, "without", at))


def _conflicts(tables: list[Mapping[str, Any]], at: _At) -> Conflicts:
    found: dict[str, dict[str, Conflict]] = {}
    for table in tables:
        _check_keys(table, _LIVE_KEYS, at)
        gap = _period(table, "gap", at) or Period(days=28)
        conflict = Conflict(Period(days=1), gap, gap)
        products = _words(table, "products", at)
        for product in products:
            found.setdefault(product, {}).update(dict.fromkeys(products - {product}, conflict))
    return found


def _check_keys(table: Mapping[str, Any], known: tuple[str, ...], at: _At) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, 1, 0.5)
            hint = (
                msg("Did you mean “{near}”?", near=near[0])
                if near
                else msg("Known keys: {keys}.", keys=", ".join(known))
            )
            at.key(key).fail(msg("“{key}” is not a known key", key=key[:80]), hint)


def _list(table: Mapping[str, Any], key: str, at: _At) -> list[Mapping[str, Any]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        at.key(key).fail(msg("this must be a list of tables"))
    return value


def _text(table: Mapping[str, Any], key: str, at: _At, *, needed: bool = True) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or len(value) > 500 or (needed and not value.strip()):
        at.key(key).fail(msg("this must be a text of at most {number} letters", number=500))
    return value.strip()


def _words(table: Mapping[str, Any], key: str, at: _At) -> frozenset[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        at.key(key).fail(msg("this must be a list of words"))
    return frozenset(value)


def _period(table: Mapping[str, Any], key: str, at: _At) -> Period | None:
    value = table.get(key)
    if value is None or value == "":
        return None
    try:
        return parse_period(str(value).replace(" old", ""))
    except ValueError:
        at.key(key).fail(
            msg("“{value}” is not an age or a time", value=str(value)[:40]),
            msg("Write it as “6 weeks”, “9 months” or “24 months + 1 day”."),
        )
