"""Read a `Service`, as a family meets it, out of a service record, its organization and its places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from referral_assistant.directory.hsds.ids import TAXONOMY
from referral_assistant.directory.sheets import readable, rows_of
from referral_assistant.disclosure import DisclosureRow, Fact
from referral_assistant.service import Cost, Hours, LocalName, Provider, Service, Spot, Status

Data = Mapping[str, Any]
# Link types of our own attributes beside the three sheets (docs/hsds-profile.md).
CONFIDENTIAL, LOCAL_NAME, PROVIDER, ASK_FOR, TOMBSTONE, FREE, CLOSED, SAFE_TIMES = (
    "confidential",
    "local_name",
    "provider",
    "whom_to_ask_for",
    "tombstone",
    "free",
    "closed",
    "safe_times",
)
# Of a service: a telephone number at which somebody else answers.
WRONG_NUMBER = "wrong_number"
_YES = frozenset({"yes", "true", "1"})
_CLOSED = re.compile(r"(?i)\s*closed\b")


def own(record: Data, link_type: str) -> list[str]:
    """Return the values of our own attributes of that link type."""
    attributes = record.get("attributes")
    if not attributes:
        return []
    return [
        str(attribute.get("value", ""))
        for attribute in attributes
        if attribute.get("link_type") == link_type
        and (attribute.get("taxonomy_term") or {}).get("taxonomy") == TAXONOMY
    ]


def is_tombstone(attribute: Data) -> bool:
    """Say whether an attribute keeps a service closed or unlisted."""
    return attribute.get("link_type") == TOMBSTONE and (
        (attribute.get("taxonomy_term") or {}).get("taxonomy") == TAXONOMY
    )


def is_confidential(record: Data) -> bool:
    """Say whether a location (or a service, with all its places) must stay secret."""
    return any(value.lower() in _YES for value in own(record, CONFIDENTIAL))


def open_places(service: Data, places: Iterable[Data], secret: frozenset[str] = frozenset()) -> list[Data]:
    """Return the places of a service that may be told. SECRET: the ids of those that another record keeps secret."""
    if is_confidential(service):
        return []
    return [place for place in places if not is_confidential(place) and place.get("id") not in secret]


def read_service(
    data: Data,
    organization: Data | None,
    locations: Iterable[Data],
    needs: frozenset[str] = frozenset(),
    secret: frozenset[str] = frozenset(),
) -> Service:
    """Build the `Service` of a record. NEEDS are those that its taxonomy terms reach, beside its own rows."""
    places = list(locations)
    rows = list(rows_of(data))
    conditions, unread = readable((row for sheet, row in rows if sheet == "conditions"), "conditions")
    disclosure, unheard = readable((row for sheet, row in rows if sheet == "disclosure"), "disclosure")
    shown = open_places(data, places, secret)
    capacity = (data.get("capacities") or [{}])[0]
    wrong = own(data, WRONG_NUMBER)
    phones = _phones(data, shown, organization)
    return Service(
        id=data["id"],
        name=" ".join(data["name"].split()),
        organization=" ".join(str((organization or {}).get("name", "")).split()),
        needs=needs | {row["need"] for sheet, row in rows if sheet == "needs"},
        summary=_text(data, "description"),
        local_names=tuple(filter(None, (_local_name(value) for value in own(data, LOCAL_NAME)))),
        status=_status(data),
        provider=_provider(data, organization),
        country=next((a["country"] for place in places for a in place.get("addresses", ()) if "country" in a), ""),
        conditions=tuple(conditions),
        unreadable_conditions=tuple(unread),
        disclosure=tuple(disclosure),
        unreadable_disclosure=tuple(unheard),
        suspicious_words=_suspicious_words(data, disclosure),
        spots=_spots(data, places, shown),
        phones=tuple(number for number in phones if number not in wrong),
        wrong_phones=tuple(number for number in phones if number in wrong),
        hours=tuple(_hours(row) for row in _schedules(data, shown)),
        costs=tuple(_cost(row) for row in data.get("cost_options", ())),
        languages=frozenset(_language(row) for place in (data, *shown) for row in place.get("languages", ())),
        interpreters=_text(data, "interpretation_services"),
        how_to_enter=_text(data, "application_process"),
        whom_to_ask_for=_ask_for(data),
        capacity_available=_number(capacity.get("available")),
        capacity_checked=_day(capacity.get("updated")),
        waiting=_text(data, "wait_time"),
        free=_free(data),
        confirmed_on=_day(data.get("assured_date")),
        source=next(iter(_sources(data)), ""),
    )


def _suspicious_words(data: Data, disclosure: Iterable[DisclosureRow]) -> tuple[str, ...]:
    """Read the record's own text only where it can matter: where somebody says that status is not asked."""
    if not any(row.fact is Fact.ASKS_STATUS and not row.is_demand for row in disclosure):
        return ()
    from referral_assistant.directory.fine_print import suspicious_words

    return suspicious_words(data)


def _sources(data: Data) -> Iterable[str]:
    return (str(a.get("label", "")) for a in data.get("attributes", ()) if a.get("link_type") == "source_id")


def _text(data: Data, key: str) -> str:
    return str(data.get(key) or "").strip()


def _status(data: Data) -> Status:
    for value in (*own(data, TOMBSTONE), data.get("status")):
        if value in set(Status):
            return Status(value)
    return Status.INACTIVE


def _provider(data: Data, organization: Data | None) -> Provider:
    for value in (*own(data, PROVIDER), *own(organization or {}, PROVIDER)):
        if value in set(Provider):
            return Provider(value)
    return Provider.UNKNOWN


def _free(data: Data) -> bool | None:
    if values := own(data, FREE):
        return values[0].lower() in _YES
    amounts = [row.get("amount") for row in data.get("cost_options", ())]
    return all(amount == 0 for amount in amounts) if amounts and None not in amounts else None


def _ask_for(data: Data) -> str:
    said = own(data, ASK_FOR)
    return said[0] if said else ""


def _local_name(value: str) -> LocalName | None:
    try:
        told = json.loads(value)
        return LocalName(str(told["language"]), str(told["name"]), str(told.get("summary", "")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _spots(data: Data, places: list[Data], shown: list[Data]) -> tuple[Spot, ...]:
    spots = tuple(spot_of(place) if place in shown else Spot(confidential=True) for place in places)
    # A secret service stays one when its places did not come along with it.
    return spots or ((Spot(confidential=True),) if is_confidential(data) else ())


def spot_of(place: Data) -> Spot:
    """Read a place that may be told."""
    address = _address(place)
    lines = ("address_1", "address_2", "city", "state_province", "postal_code")
    return Spot(
        name=_text(place, "name"),
        address=", ".join(str(address[line]) for line in lines if address.get(line)),
        area=str(address.get("region") or address.get("city") or ""),
        directions=_text(place, "transportation"),
        latitude=_within(place.get("latitude"), 90),
        longitude=_within(place.get("longitude"), 180),
    )


def _address(place: Data) -> Data:
    """Return the address where people go; a postal one only when there is no other."""
    every: list[Data] = list(place.get("addresses", ()))
    return next((one for one in every if one.get("address_type") != "postal"), every[0] if every else {})


def _phones(data: Data, places: list[Data], organization: Data | None) -> tuple[str, ...]:
    """Return the service's own numbers; else those of its places; else the organization's."""
    links = data.get("service_at_locations", ())
    nearest = [data, *links, *(contact for contact in data.get("contacts", ()))]
    for holders in (
        nearest,
        places,
        [organization or {}],
    ):
        numbers = [_phone(row) for holder in holders for row in holder.get("phones", ()) if row.get("type") != "fax"]
        if numbers:
            return tuple(dict.fromkeys(numbers))
    return ()


def _phone(row: Data) -> str:
    return f"{row['number']} ext. {row['extension']}" if row.get("extension") else str(row.get("number", ""))


def _schedules(data: Data, places: list[Data]) -> Iterable[Data]:
    """Return the hours of the service, with those of its links to places; else the hours of the places."""
    closer = [row for holder in (data, *data.get("service_at_locations", ())) for row in holder.get("schedules", ())]
    return closer or [row for place in places for row in place.get("schedules", ())]


def _hours(row: Data) -> Hours:
    note = " ".join(str(row[key]) for key in ("description", "notes", "weekday", "x_dtstart") if row.get(key))
    return Hours(
        days=tuple(day for day in str(row.get("byday", "")).split(",") if day),
        opens=_time(row.get("opens_at")),
        closes=_time(row.get("closes_at")),
        valid_from=_day(row.get("valid_from")) or _day(row.get("dtstart")),
        valid_to=_day(row.get("valid_to")) or _day(row.get("until")),
        note=note,
        every_week=_is_weekly(row),
        closed=is_closure(row),
    )


def is_closure(row: Data) -> bool:
    """Say whether a line of hours says when nobody is there: it is marked so, or it begins with that word."""
    told = str(row.get("description") or row.get("notes") or "")
    return not row.get("opens_at") and (bool(own(row, CLOSED)) or bool(_CLOSED.match(told)))


def _is_weekly(row: Data) -> bool:
    """Say whether a line surely holds each week: no other rhythm, no count, no date that could not be read."""
    if any(row.get(key) for key in ("bymonthday", "byweekno", "byyearday", "count")):
        return False
    if any(row.get(f"x_{key}") for key in ("valid_from", "valid_to", "until", "freq", "interval")):
        return False
    rhythm, step = str(row.get("freq") or "WEEKLY").upper(), str(row.get("interval") or "1")
    return rhythm == "WEEKLY" and step.strip() == "1"


def _cost(row: Data) -> Cost:
    note = " ".join(str(row[key]) for key in ("option", "amount_description") if row.get(key))
    return Cost(_number(row.get("amount")), str(row.get("currency", "")).upper(), note)


def _language(row: Data) -> str:
    return str(row.get("code") or row.get("name") or "")


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _within(value: Any, limit: int) -> float | None:
    number = _number(value)
    return number if number is not None and abs(number) <= limit else None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _time(value: Any) -> time | None:
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        return None
