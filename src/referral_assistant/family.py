"""Read a family file (FORMATS section 1): TOML or JSON, everything optional, an unknown key refused by name."""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, NoReturn

from referral_assistant.condition import CHOICES
from referral_assistant.disclosure import PAPERS
from referral_assistant.errors import InputError
from referral_assistant.household import (
    ANY_AMOUNT,
    ANY_MONTHS_SINCE_BIRTH,
    ANY_WEEKS,
    MOST_PEOPLE,
    OLDEST_YEARS,
    Dose,
    Household,
    Person,
    Place,
    School,
    Seen,
    Sex,
    Span,
    Visit,
    completed_months,
    years_as_months,
)
from referral_assistant.message import Message, msg

LARGEST_FILE = 1_000_000
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_FAMILY_KEYS = (
    "language second_language spoken_language area on currency papers household people".split()  # noqa: SIM905
)
_HOUSEHOLD_KEYS = "size income_month can_pay insured receives".split()  # noqa: SIM905
_PERSON_KEYS = [
    "label",
    "age_years",
    "age_months",
    "born",
    "sex",
    "pregnant",
    "weeks_pregnant",
    "breastfeeding",
    "months_since_birth",
    "disability",
    "school",
    "needs",
    "doses",
]
_PLAIN_ROLES = (
    "mother father child girl boy baby daughter son grandmother grandfather man woman adult "
    "first second third fourth fifth sixth small"
)
_ROLE_WORDS = frozenset(_PLAIN_ROLES.split())
_DOSE_KEYS = ("vaccine", "on", "seen")
# A key that holds one of these words is refused with the reason, not with "did you mean" (P1).
_NEVER_ASKED = (
    "status", "national", "citizen", "migra", "visa", "permit", "undocumented", "refugee", "asylum", "religion", "faith",
    "ethnic", "race", "tribe", "caste", "name", "passport", "country", "origin",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _At:
    """Where in the file we read, for the sentence that an error gives."""

    file: str
    place: str = ""

    def key(self, name: str) -> _At:
        return _At(self.file, f"{self.place}.{name}" if self.place else name)

    def fail(self, what: Message, hint: Message | None = None) -> NoReturn:
        where = msg("{file}, {place}: {what}.", file=self.file, place=self.place or "/", what=what)
        raise InputError(where, hint or msg("Mend the line and try again."))


def read_family(content: bytes, file: str, known_needs: frozenset[str], today: date) -> Visit:
    """Read CONTENT (TOML, or JSON if it begins with a brace) as a visit judged on its `on`, or TODAY.

    Raises InputError naming FILE, the key and what to do.
    """
    at = _At(file)
    table = _parse(content, at)
    _check_keys(table, _FAMILY_KEYS, at)
    on = _date(table["on"], at.key("on")) if "on" in table else today
    people = _people(table.get("people", []), on, known_needs, at)
    language, second, spoken = (_tag(table, key, at) for key in ("language", "second_language", "spoken_language"))
    tags = frozenset(tag for tag in (language, spoken) if tag)
    area = _text(table, "area", at, longest=200)
    inner = table.get("household", {})
    if not isinstance(inner, Mapping):
        at.key("household").fail(msg("this must be a table"))
    _check_keys(inner, _HOUSEHOLD_KEYS, at.key("household"))
    household = Household(
        people=people,
        size=_size(inner, len(people), at.key("household")),
        area=Place(area) if area else None,
        languages=tags or None,
        income_month=_span(inner, "income_month", at.key("household"), ANY_AMOUNT[1]),
        can_pay=_flag(inner, "can_pay", at.key("household")),
        insured=_flag(inner, "insured", at.key("household")),
        receives=_words(inner, "receives", at.key("household"), None),
        papers=_words(table, "papers", at, PAPERS),
        currency=_currency(table, at),
    )
    return Visit(household, on, language, second, spoken, day_given="on" in table)


def _parse(content: bytes, at: _At) -> Mapping[str, Any]:
    if len(content) > LARGEST_FILE:
        at.fail(msg("the file is larger than a family can be"), msg("Check that it is the right file."))
    try:
        text = content.decode("utf-8-sig")
        table: object = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except UnicodeDecodeError:
        at.fail(msg("the file is not text in UTF-8"), msg("Save it again as UTF-8."))
    except RecursionError:
        at.fail(msg("it is nested too deeply"))
    except ValueError as fault:
        at.fail(
            msg("it cannot be read ({fault})", fault=_shown(str(fault))), msg("See tests/scenarios for files that can.")
        )
    if not isinstance(table, Mapping):
        at.fail(msg("this must be a table"))
    return table


def _check_keys(table: Mapping[str, Any], known: list[str] | tuple[str, ...], at: _At) -> None:
    for key in table:
        if key in known:
            continue
        shown = _shown(key)
        if any(word in key.lower() for word in _NEVER_ASKED):
            at.key(shown).fail(
                msg("immigration status, nationality, religion, ethnicity and names are never asked or kept"),
                msg("Take this line out: no service that we look for needs it, and it could hurt the family."),
            )
        near = [one for one in known if one.startswith(key)] or get_close_matches(key, known, 1, 0.5)
        hint = (
            msg("Did you mean “{near}”?", near=near[0]) if near else msg("Known keys: {keys}.", keys=", ".join(known))
        )
        at.key(shown).fail(msg("“{key}” is not a known key", key=shown), hint)


def _shown(text: str) -> str:
    """Cut a stranger's text short and take out what moves a cursor or turns a line round."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:80])


def _people(value: object, on: date, known_needs: frozenset[str], at: _At) -> tuple[Person, ...]:
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        at.key("people").fail(msg("this must be a list of people"))
    if len(value) > MOST_PEOPLE:
        at.key("people").fail(msg("more than {number} people", number=MOST_PEOPLE), msg("Write one file a family."))
    return tuple(_person(one, on, known_needs, at.key(f"people[{count}]")) for count, one in enumerate(value, 1))


def _person(table: Mapping[str, Any], on: date, known_needs: frozenset[str], at: _At) -> Person:
    _check_keys(table, _PERSON_KEYS, at)
    born = _date(table["born"], at.key("born")) if "born" in table else None
    if born and born > on:
        at.key("born").fail(msg("the day of birth lies after {day}", day=on))
    sex, school = _choice(table, "sex", at), _choice(table, "school", at)
    return Person(
        label=_label(table, at),
        age_months=_age(table, born, on, at),
        born=born,
        sex=Sex(sex) if sex else None,
        pregnant=_flag(table, "pregnant", at),
        weeks_pregnant=_weeks(table, at),
        breastfeeding=_flag(table, "breastfeeding", at),
        months_since_birth=_whole(_span(table, "months_since_birth", at, ANY_MONTHS_SINCE_BIRTH[1])),
        disability=_flag(table, "disability", at),
        school=School(school) if school else None,
        needs=tuple(
            dict.fromkeys(sorted(_words(table, "needs", at, tuple(sorted(known_needs))) or (), key=_order(table)))
        ),
        doses=_doses(table.get("doses", []), on, at.key("doses")),
    )


def _label(table: Mapping[str, Any], at: _At) -> str:
    """Read what someone is called in the file: free text, so the guard reads it; plain roles need no guard."""
    label = _text(table, "label", at, longest=60) or ""
    if not label or not set(label.casefold().split()) - _ROLE_WORDS:
        return label
    from referral_assistant.i18n.text_guard import check_text

    verdict = check_text(label)
    if verdict.reveals:
        at.key("label").fail(
            msg(
                "it gives the family away: {words} ({kind})",
                words=", ".join(f"“{_shown(word)}”" for word in verdict.words),
                kind=str(verdict.kind or "status"),
            ),
            msg("Write a role instead, such as “mother” or “second child”."),
        )
    return label


def _order(table: Mapping[str, Any]) -> Callable[[str], int]:
    given: list[str] = table.get("needs", [])
    return given.index


def _age(table: Mapping[str, Any], born: date | None, on: date, at: _At) -> Span | None:
    if sum(key in table for key in ("age_years", "age_months", "born")) > 1:
        at.fail(msg("give one of age_years, age_months and born"))
    if born:
        months = completed_months(born, on)
        if months >= (OLDEST_YEARS + 1) * 12:
            at.key("born").fail(msg("nobody is older than {number} years", number=OLDEST_YEARS))
        return (months, months)
    if years := _span(table, "age_years", at, OLDEST_YEARS):
        return years_as_months(*years)
    return _whole(_span(table, "age_months", at, OLDEST_YEARS * 12))


def _whole(span: Span | None) -> Span | None:
    """Count what is completed: seven and a half months are seven."""
    return (math.floor(span[0]), math.floor(span[1])) if span else None


def _weeks(table: Mapping[str, Any], at: _At) -> Span | None:
    weeks = _whole(_span(table, "weeks_pregnant", at, ANY_WEEKS[1]))
    if weeks and table.get("pregnant") is False:
        at.key("weeks_pregnant").fail(msg("there are weeks of a pregnancy, and pregnant is false"))
    return weeks


def _doses(value: object, on: date, at: _At) -> tuple[Dose, ...]:
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        at.fail(msg("this must be a list of doses"))
    doses = []
    for count, table in enumerate(value, 1):
        here = _At(at.file, f"{at.place}[{count}]")
        _check_keys(table, _DOSE_KEYS, here)
        vaccine = _text(table, "vaccine", here, longest=100)
        if not vaccine:
            here.key("vaccine").fail(msg("the name of the vaccine is missing"))
        given = _date(table["on"], here.key("on")) if "on" in table else None
        if given and given > on:
            here.key("on").fail(msg("the dose lies after {day}", day=on))
        seen = table.get("seen", "card")
        if not isinstance(seen, str) or seen not in set(Seen):
            here.key("seen").fail(msg("“{value}” is not one of {known}", value=_shown(str(seen)), known="card, told"))
        doses.append(Dose(vaccine, given, Seen(seen)))
    return tuple(doses)


def _size(table: Mapping[str, Any], listed: int, at: _At) -> int | None:
    size = table.get("size")
    if size is None:
        return None
    if not isinstance(size, int) or isinstance(size, bool) or not 1 <= size <= MOST_PEOPLE:
        at.key("size").fail(msg("this must be a whole number from 1 to {number}", number=MOST_PEOPLE))
    if size < listed:
        at.key("size").fail(msg("the family has {size} people but {listed} are listed", size=size, listed=listed))
    return size


def _span(table: Mapping[str, Any], key: str, at: _At, largest: float) -> Span | None:
    if key not in table:
        return None
    value = table[key]
    ends = value if isinstance(value, list) and len(value) == 2 else [value, value]
    if not all(_is_number(end) for end in ends):
        at.key(key).fail(msg("this must be a number, or a band such as [6, 9]"))
    if not 0 <= ends[0] <= ends[1] <= largest:
        at.key(key).fail(msg("the numbers must lie between 0 and {largest}, the smaller first", largest=int(largest)))
    return (ends[0], ends[1])


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < math.inf and value == value  # noqa: PLR0124 - not a number is not itself


def _flag(table: Mapping[str, Any], key: str, at: _At) -> bool | None:
    value = table.get(key)
    if value is not None and not isinstance(value, bool):
        at.key(key).fail(msg("this must be true or false"))
    return value


def _text(table: Mapping[str, Any], key: str, at: _At, *, longest: int) -> str | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > longest:
        at.key(key).fail(msg("this must be a text of at most {number} letters", number=longest))
    return value.strip()


def _tag(table: Mapping[str, Any], key: str, at: _At) -> str | None:
    tag = _text(table, key, at, longest=35)
    if tag is not None and not _LANGUAGE_TAG.fullmatch(tag):
        at.key(key).fail(msg("“{value}” is not a language tag such as my or zh-Hans", value=_shown(tag)))
    return tag


def _currency(table: Mapping[str, Any], at: _At) -> str | None:
    code = _text(table, "currency", at, longest=3)
    if code is not None and not _CURRENCY.fullmatch(code):
        at.key("currency").fail(msg("“{value}” is not a currency such as THB", value=_shown(code)))
    return code.upper() if code else None


def _choice(table: Mapping[str, Any], key: str, at: _At) -> str | None:
    value: object = table.get(key)
    if value is not None and value not in CHOICES[key]:
        known = ", ".join(CHOICES[key])
        at.key(key).fail(msg("“{value}” is not one of {known}", value=_shown(str(value)), known=known))
    return str(value) if value is not None else None


def _words(table: Mapping[str, Any], key: str, at: _At, known: tuple[str, ...] | None) -> frozenset[str] | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        at.key(key).fail(msg("this must be a list of words"))
    for one in value:
        if known is not None and one not in known:
            near = get_close_matches(one, known, 1, 0.4)
            hint = (
                msg("Did you mean “{near}”?", near=near[0]) if near else msg("Known: {words}.", words=", ".join(known))
            )
            if one == "none":
                hint = msg("Write [] for none.")
            at.key(key).fail(msg("“{value}” is not known", value=_shown(one)), hint)
    return frozenset(value)


def _date(value: object, at: _At) -> date:
    try:
        day = value if type(value) is date else date.fromisoformat(str(value))
    except ValueError:
        at.fail(msg("“{value}” is not a day such as 2026-11-23", value=_shown(str(value)[:40])))
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        at.fail(msg("the year {number} cannot be right", number=day.year))
    return day
