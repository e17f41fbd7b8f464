"""Read one cell of an HSDS record as text and write it back: columns, our own attributes, lines of children, an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from referral_assistant.directory.hsds.ids import TAXONOMY, derived_id, term
from referral_assistant.directory.reading import own
from referral_assistant.directory.sheets import attribute_of, rows_of, sheet_of
from referral_assistant.session.coordinates import Point, read_coordinates

Json = Mapping[str, Any]
Read = Callable[[Json], str]
Write = Callable[[Json, str], dict[str, Any]]
BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a field lies in a record: how it is read as text, and how a text is put into a copy of the record."""

    read: Read
    write: Write


def column(key: str) -> Cell:
    """Return a column that holds text."""
    return Cell(lambda record: text_of(record.get(key)), lambda record, text: put(record, key, text))


def number(key: str, *, whole: bool = False) -> Cell:
    """Return a column that holds a number; the text must be one."""

    def write(record: Json, text: str) -> dict[str, Any]:
        value: Any = (int(text) if whole else float(text)) if text else ""
        return put(record, key, value)

    return Cell(lambda record: text_of(record.get(key)), write)


def attribute(link_type: str, means: str) -> Cell:
    """Return the one value of our own attribute of LINK_TYPE; MEANS describes the term to other programs."""
    several = attributes(link_type, means)
    return Cell(lambda record: next(iter(own(record, link_type)), ""), several.write)


def attributes(link_type: str, means: str) -> Cell:
    """Return all values of our own attributes of LINK_TYPE, with commas between them."""

    def is_it(one: Json) -> bool:
        return one.get("link_type") == link_type and (one.get("taxonomy_term") or {}).get("taxonomy") == TAXONOMY

    def made(record: Json, value: str) -> dict[str, Any]:
        identity = derived_id(f"{record['id']}/{link_type}/{value}")
        return {"id": identity, "link_type": link_type, "value": value, "taxonomy_term": term(link_type, means)}

    def write(record: Json, text: str) -> dict[str, Any]:
        return with_children(
            record, "attributes", parts(text), is_it, lambda one: text_of(one.get("value")), lambda it: made(record, it)
        )

    return Cell(lambda record: BETWEEN.join(own(record, link_type)), write)


def needs() -> Cell:
    """Return the needs that somebody said the service is for, by their ids."""

    def read(record: Json) -> str:
        return BETWEEN.join(row["need"] for sheet, row in rows_of(record) if sheet == "needs")

    def write(record: Json, text: str) -> dict[str, Any]:
        return with_children(
            record,
            "attributes",
            parts(text),
            lambda one: sheet_of(one) == "needs",
            lambda one: text_of(one.get("value")),
            lambda need: attribute_of("needs", str(record["id"]), {"need": need}),
        )

    return Cell(read, write)


def lines(key: str, column_name: str) -> Cell:
    """Return the text of each child under KEY, one a line."""

    def write(record: Json, text: str) -> dict[str, Any]:
        told = [one.strip() for one in text.splitlines() if one.strip()]
        return with_children(
            record,
            key,
            told,
            lambda one: bool(one.get(column_name)),
            lambda one: text_of(one.get(column_name)),
            lambda line: {"id": derived_id(f"{record['id']}/{key}/{line}"), column_name: line},
        )

    return Cell(lambda record: "\n".join(text_of(one.get(column_name)) for one in children(record, key)), write)


def languages() -> Cell:
    """Return the languages that are spoken there, by tag (by name where a source gave no tag)."""

    def said(one: Json) -> str:
        return text_of(one.get("code") or one.get("name"))

    def write(record: Json, text: str) -> dict[str, Any]:
        return with_children(
            record,
            "languages",
            parts(text),
            lambda _: True,
            said,
            lambda tag: {"id": derived_id(f"{record['id']}/languages/{tag}"), "code": tag},
        )

    return Cell(lambda record: BETWEEN.join(said(one) for one in children(record, "languages")), write)


def capacity() -> Cell:
    """Return how many places are free; writing it says that it was counted now."""

    def read(record: Json) -> str:
        return text_of(next(iter(children(record, "capacities")), {}).get("available"))

    def write(record: Json, text: str) -> dict[str, Any]:
        first, *rest = children(record, "capacities") or [{}]
        if not text:
            return put(record, "capacities", rest)
        if text == text_of(first.get("available")):
            return dict(record)
        identity = derived_id(f"{record['id']}/capacities")
        unit = {"id": derived_id("unit/places"), "name": "places"}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made = {"id": identity, "unit": unit, **first, "available": int(text), "updated": now}
        return put(record, "capacities", [made, *rest])

    return Cell(read, write)


def address(key: str) -> Cell:
    """Return a line of the address where people go; a postal one only when there is no other."""

    def place(record: Json) -> int:
        every = children(record, "addresses")
        return next((at for at, one in enumerate(every) if one.get("address_type") != "postal"), 0)

    def read(record: Json) -> str:
        every = children(record, "addresses")
        return text_of(every[place(record)].get(key)) if every else ""

    def write(record: Json, text: str) -> dict[str, Any]:
        every = children(record, "addresses")
        if not every and not text:
            return dict(record)
        at = place(record)
        fresh = {"id": derived_id(f"{record['id']}/addresses"), "address_type": "physical"}
        changed = put(every[at] if every else fresh, key, text)
        return put(record, "addresses", [*every[:at], changed, *every[at + 1 :]])

    return Cell(read, write)


def point() -> Cell:
    """Return where a place is, as two numbers with a comma between them; writing them needs a point that can be read."""

    def read(record: Json) -> str:
        north, east = record.get("latitude"), record.get("longitude")
        if isinstance(north, int | float) and isinstance(east, int | float):
            return str(Point(north, east))
        return BETWEEN.join(text_of(one) for one in (north, east) if one is not None)

    def write(record: Json, text: str) -> dict[str, Any]:
        found = read_coordinates(text)
        north, east = (found.latitude, found.longitude) if found else (None, None)
        return put(put(record, "latitude", _whole(north)), "longitude", _whole(east))

    return Cell(read, write)


def _whole(value: float | None) -> float | int | None:
    """Write a whole number without its point, as an import does."""
    return int(value) if value is not None and value.is_integer() else value


def put(record: Json, key: str, value: Any) -> dict[str, Any]:
    """Return a copy of the record with VALUE under KEY; without the key when VALUE is empty."""
    rest = {name: held for name, held in record.items() if name != key}
    if value in ("", None, []):
        return rest
    return {**record, key: value}


def children(record: Json, key: str) -> list[dict[str, Any]]:
    """Return the children under KEY."""
    return list(record.get(key) or ())


def with_children(
    record: Json,
    key: str,
    wanted: Iterable[str],
    is_it: Callable[[Json], bool],
    said: Callable[[Json], str],
    made: Callable[[str], dict[str, Any]],
) -> dict[str, Any]:
    """Return the record with exactly the children that say WANTED; those that were there stay as they are, in their place."""
    told = list(dict.fromkeys(wanted))
    kept = [one for one in children(record, key) if not is_it(one) or said(one) in told]
    there = {said(one) for one in kept if is_it(one)}
    return put(record, key, [*kept, *(made(one) for one in told if one not in there)])


def parts(text: str) -> list[str]:
    """Cut a text at its commas (of any script) and line ends."""
    told = text.replace("\n", ",").replace("،", ",").replace("、", ",").replace(";", ",")
    return [one.strip() for one in told.split(",") if one.strip()]


def text_of(value: Any) -> str:
    """Return a value as text; nothing as an empty one, a whole number without its point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
