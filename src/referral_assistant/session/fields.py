"""The fields of a record as the editor and the command line name them, in the order in which a family meets a service."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from referral_assistant import clock
from referral_assistant.directory.reading import ASK_FOR, CONFIDENTIAL, FREE, PROVIDER
from referral_assistant.directory.sheets import NEEDS
from referral_assistant.errors import InputError
from referral_assistant.message import Message, msg
from referral_assistant.service import Provider, Status
from referral_assistant.session import cells
from referral_assistant.session.cells import Cell, parts
from referral_assistant.session.coordinates import CoordinatesError, read_coordinates

LONGEST = 20_000
ENTERING = "entering"
WAYS_IN = ("walk_in", "appointment", "referral")
RUNNING = (Status.ACTIVE, Status.TEMPORARILY_CLOSED, Status.INACTIVE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_WEBSITE = re.compile(r"https?://[^\s/]+\.[^\s/.]+[^\s]*")
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def _right(_text: str) -> Message | None:
    return None


def _same(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name on the command line, what people read, where it lies, what is wrong with a text.

    `is_told`: free text, which the guard reads before it is kept.
    """

    kind: str
    name: str
    label: Message
    cell: Cell
    fault: Callable[[str], Message | None] = _right
    tidy: Callable[[str], str] = _same
    is_told: bool = False

    def wrong(self, text: str) -> Message | None:
        """Say what to do about a text that cannot be kept; None when it can."""
        if len(text) > LONGEST:
            return msg("This is longer than {limit} letters. Make it shorter.", limit=LONGEST)
        return self.fault(self.tidy(text))


def plain_digits(text: str) -> str:
    """Write the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(one)) if unicodedata.category(one) == "Nd" else one for one in text.strip())


def one_line(text: str) -> str:
    """Put a text on one line."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _web(text: str) -> str:
    told = one_line(text)
    return told if not told or "://" in told else f"https://{told}"


def _lines(text: str) -> str:
    return "\n".join(one.strip() for one in _same(text).replace(";", "\n").splitlines() if one.strip())


def _numbers(text: str) -> str:
    return "\n".join(parts(_same(text)))


def _number_fault(text: str) -> Message | None:
    wrong = [one for one in text.splitlines() if not 3 <= sum(letter.isdecimal() for letter in one) <= 15]
    return msg("“{value}” is no telephone number. Write it with its digits.", value=wrong[0][:40]) if wrong else None


def _listed(text: str) -> str:
    return cells.BETWEEN.join(parts(text))


def _name_fault(text: str) -> Message | None:
    return None if text else msg("Write the name, as it stands on the door.")


def _email_fault(text: str) -> Message | None:
    return (
        None
        if not text or _EMAIL.fullmatch(text)
        else msg("Write the address like this: {example}", example="desk@example.org")
    )


def _web_fault(text: str) -> Message | None:
    good = not text or _WEBSITE.fullmatch(text)
    return None if good else msg("Write the page like this: {example}", example="https://example.org")


def _each_of(known: frozenset[str] | tuple[str, ...]) -> Callable[[str], Message | None]:
    def fault(text: str) -> Message | None:
        unknown = [one for one in parts(text) if one not in known]
        if not unknown:
            return None
        return msg("“{value}” is none of these: {known}.", value=unknown[0][:40], known=", ".join(sorted(known)))

    return fault


def _one_of(known: tuple[str, ...]) -> Callable[[str], Message | None]:
    def fault(text: str) -> Message | None:
        told = msg("“{value}” is none of these: {known}.", value=text[:40], known=", ".join(filter(None, known)))
        return None if text in known else told

    return fault


def _tag_fault(text: str) -> Message | None:
    wrong = [one for one in parts(text) if not _TAG.fullmatch(one)]
    return (
        msg("Write “{value}” as a short tag, such as {example}.", value=wrong[0][:40], example="my, th, ksw")
        if wrong
        else None
    )


def _count_fault(text: str) -> Message | None:
    return None if not text or (text.isdecimal() and len(text) < 7) else msg("Write a whole number, or leave it empty.")


def _within(limit: int) -> Callable[[str], Message | None]:
    def fault(text: str) -> Message | None:
        if not text:
            return None
        try:
            good = abs(float(text)) <= limit
        except ValueError:
            good = False
        return None if good else msg("Write a number from {low} to {high}.", low=-limit, high=limit)

    return fault


def _point(text: str) -> str:
    try:
        found = read_coordinates(text)
    except CoordinatesError:
        return one_line(text)
    return str(found) if found else ""


def _point_fault(text: str) -> Message | None:
    try:
        read_coordinates(text)
    except CoordinatesError as error:
        return error.sentence
    return None


def _day_fault(text: str) -> Message | None:
    try:
        good = not text or date.fromisoformat(text) <= clock.today()
    except ValueError:
        good = False
    return None if good else msg("Write a day that has been, like this: {example}", example="2026-11-23")


def _country_fault(text: str) -> Message | None:
    good = not text or re.fullmatch("[A-Z]{2}", text)
    return None if good else msg("Write the two letters of the country, such as {example}.", example="TH")


def _status(text: str) -> str:
    return text.strip().replace("_", " ").lower()


def _yes_no(text: str) -> str:
    told = text.strip().lower()
    return {"true": "yes", "1": "yes", "false": "no", "0": "no", "unknown": ""}.get(told, told)


def _provider(text: str) -> str:
    told = text.strip().lower()
    return "" if told == Provider.UNKNOWN else told


_PROVIDERS = _one_of(("", *(one for one in Provider if one is not Provider.UNKNOWN)))
_YES_NO = _one_of(("", "yes", "no"))


def _told(kind: str, name: str, label: Message, key: str, *, short: bool = False) -> Field:
    return Field(kind, name, label, cells.column(key), tidy=one_line if short else _same, is_told=True)


def _named(kind: str, label: Message) -> Field:
    return Field(kind, "name", label, cells.column("name"), _name_fault, one_line, is_told=True)


_PROVIDER = cells.attribute(PROVIDER, "Who runs it; decides which duties to report it falls under.")
_WAYS = cells.attributes(ENTERING, "How to enter: walk in, by appointment, or with a referral.")
_SERVICE = (
    _named("service", msg("Name of the service")),
    _told("service", "other_name", msg("Other name"), "alternate_name", short=True),
    _told("service", "summary", msg("What is this place, in one plain sentence?"), "description"),
    Field("service", "provider", msg("Who runs it"), _PROVIDER, _PROVIDERS, _provider),
    Field("service", "needs", msg("What for"), cells.needs(), _each_of(NEEDS), _listed),
    _told("service", "for_whom", msg("For whom, in its own words"), "eligibility_description"),
    Field("service", "papers", msg("Papers to bring, one a line"), cells.lines("required_documents", "document"), tidy=_lines, is_told=True),
    Field("service", "entering", msg("How people come in"), _WAYS, _each_of(WAYS_IN), _listed),
    _told("service", "how_to_enter", msg("How to enter"), "application_process"),
    Field(
        "service", "ask_for", msg("Whom to ask for"),
        cells.attribute(ASK_FOR, "The person or desk to ask for."), tidy=one_line, is_told=True,
    ),
    Field("service", "status", msg("Does it run?"), cells.column("status"), _one_of(RUNNING), _status),
    _told("service", "notice", msg("Holidays, closed for now, moved"), "alert"),
    Field("service", "capacity", msg("Free places"), cells.capacity(), _count_fault, plain_digits),
    _told("service", "waiting", msg("How long one waits"), "wait_time", short=True),
    Field("service", "free", msg("Does it cost nothing?"), cells.attribute(FREE, "Whether it costs nothing."), _YES_NO, _yes_no),
    _told("service", "fees", msg("What it costs"), "fees_description"),
    Field("service", "languages", msg("Languages spoken there"), cells.languages(), _tag_fault, _listed),
    _told("service", "interpreters", msg("Interpreters"), "interpretation_services", short=True),
    Field("service", "phones", msg("Telephone"), cells.lines("phones", "number"), _number_fault, _numbers),
    Field("service", "email", msg("E-mail"), cells.column("email"), _email_fault, one_line),
    Field("service", "website", msg("Website"), cells.column("url"), _web_fault, _web),
    Field("service", "confirmed", msg("Last confirmed"), cells.column("assured_date"), _day_fault, plain_digits),
)  # fmt: skip
_ORGANIZATION = (
    _named("organization", msg("Name of the organization")),
    _told("organization", "other_name", msg("Other name"), "alternate_name", short=True),
    _told("organization", "summary", msg("What the organization does"), "description"),
    Field("organization", "provider", msg("Who runs it"), _PROVIDER, _PROVIDERS, _provider),
    Field("organization", "email", msg("E-mail"), cells.column("email"), _email_fault, one_line),
    Field("organization", "website", msg("Website"), cells.column("website"), _web_fault, _web),
)
_LOCATION = (
    _told("location", "name", msg("Name of the place"), "name", short=True),
    Field("location", "address", msg("Street and number"), cells.address("address_1"), tidy=one_line, is_told=True),
    Field("location", "address_more", msg("Building, floor"), cells.address("address_2"), tidy=one_line, is_told=True),
    Field("location", "city", msg("Town"), cells.address("city"), tidy=one_line, is_told=True),
    Field("location", "area", msg("Area"), cells.address("region"), tidy=one_line, is_told=True),
    Field("location", "province", msg("Province or state"), cells.address("state_province"), tidy=one_line, is_told=True),
    Field("location", "postal_code", msg("Postal code"), cells.address("postal_code"), tidy=one_line, is_told=True),
    Field("location", "country", msg("Country"), cells.address("country"), _country_fault, lambda text: one_line(text).upper()),
    _told("location", "directions", msg("How to get there"), "transportation"),
    Field("location", "latitude", msg("Latitude"), cells.number("latitude"), _within(90), plain_digits),
    Field("location", "longitude", msg("Longitude"), cells.number("longitude"), _within(180), plain_digits),
    Field("location", "coordinates", msg("Where it is on the map"), cells.point(), _point_fault, _point),
    Field(
        "location", "secret", msg("The address is kept secret"),
        cells.attribute(CONFIDENTIAL, "The place must not be shown, printed, exported or sent."), _YES_NO, _yes_no,
    ),
)  # fmt: skip
FIELDS: dict[str, dict[str, Field]] = {
    kind: {field.name: field for field in fields}
    for kind, fields in (("service", _SERVICE), ("organization", _ORGANIZATION), ("location", _LOCATION))
}
"""Every field by the kind of its record and its name."""


def field_of(kind: str, name: str) -> Field:
    """Return a field by name. Raises InputError naming the fields that there are."""
    known = FIELDS.get(kind, {})
    if name not in known:
        raise InputError(
            msg("A {kind} has no field “{name}”.", kind=kind, name=name[:40]),
            msg("It has: {names}.", names=", ".join(known)),
        )
    return known[name]
