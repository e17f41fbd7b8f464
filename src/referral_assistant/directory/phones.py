"""Telephone numbers of a record as rows: number, extension, who answers, in which languages, when it is safe to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from referral_assistant.directory.editable import Kept, put_children, western_digits, with_cells, with_id
from referral_assistant.directory.hsds.ids import derived_id, term
from referral_assistant.directory.reading import SAFE_TIMES, own

_TERM = term(SAFE_TIMES, "When a call brings nobody into danger, in words; see docs/hsds-profile.md.")


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """One telephone number, cell by cell as text. `languages` are tags, or names where a source gave no tag."""

    number: str = ""
    extension: str = ""
    type: str = ""
    description: str = ""
    languages: tuple[str, ...] = ()
    safe_times: str = ""
    kept: Kept = field(default=None, hash=False)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written yet."""
        return replace(self, kept=None) == PhoneRow()

    @property
    def is_untouched(self) -> bool:
        """Whether the row is what the record holds."""
        return self.kept is not None and _row(self.kept) == self


def phone_rows(record: Mapping[str, Any]) -> tuple[PhoneRow, ...]:
    """Read the telephone numbers of a record (a service, a place, an organization, a contact)."""
    return tuple(_row(one) for one in record.get("phones", ()))


def put_phones(record: Mapping[str, Any], rows: Sequence[PhoneRow]) -> dict[str, Any]:
    """Return the record with these telephone numbers; an untouched one is the very child it was, a blank one is none."""
    wanted = [row for row in rows if row.kept is not None or not row.is_blank]
    taken = {str(row.kept["id"]) for row in wanted if row.kept is not None and "id" in row.kept}
    parent = str(record.get("id", ""))
    return put_children(record, "phones", [with_id(_child(row), parent, "phone", taken) for row in wanted])


def _row(phone: Mapping[str, Any]) -> PhoneRow:
    extension = phone.get("x_extension") or phone.get("extension")
    return PhoneRow(
        number=str(phone.get("number") or ""),
        extension="" if extension is None else str(extension),
        type=str(phone.get("type") or ""),
        description=str(phone.get("description") or ""),
        languages=tuple(dict.fromkeys(_tag(one) for one in phone.get("languages") or () if _tag(one))),
        safe_times=next(iter(own(phone, SAFE_TIMES)), ""),
        kept=phone,
    )


def _tag(language: Mapping[str, Any]) -> str:
    return str(language.get("code") or language.get("name") or "")


def _child(row: PhoneRow) -> dict[str, Any]:
    if row.kept is not None and row.is_untouched:
        return dict(row.kept)
    before = _row(row.kept) if row.kept is not None else PhoneRow()
    child = with_cells(row.kept, {"type": row.type, "description": row.description})
    # A number that every record must have: blank while it is not written yet, which is never saved.
    child["number"] = row.number.strip()
    if row.extension != before.extension:
        child = _with_extension(child, western_digits(row.extension).strip())
    if row.languages != before.languages:
        child = put_children(child, "languages", _languages(row, child))
    return _with_safe_times(child, row) if row.safe_times != before.safe_times else child


def _with_extension(child: dict[str, Any], text: str) -> dict[str, Any]:
    """HSDS wants a number; what a number cannot say, a leading zero for one, stands beside it as an import has it."""
    rest = {name: value for name, value in child.items() if name not in {"extension", "x_extension"}}
    if not text:
        return rest
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        return {**rest, "x_extension": text}
    return {**rest, "extension": int(text), **({"x_extension": text} if str(int(text)) != text else {})}


def _languages(row: PhoneRow, child: Mapping[str, Any]) -> list[dict[str, Any]]:
    held = {_tag(one): one for one in child.get("languages") or ()}
    seed = f"{child.get('id') or child['number']}/languages"
    return [dict(held.get(tag) or {"id": derived_id(f"{seed}/{tag}"), "code": tag}) for tag in row.languages]


def _with_safe_times(child: dict[str, Any], row: PhoneRow) -> dict[str, Any]:
    kept = [one for one in child.get("attributes") or () if not own({"attributes": [one]}, SAFE_TIMES)]
    text = row.safe_times.strip()
    seed = f"{child.get('id') or child['number']}/{SAFE_TIMES}"
    mark = {"id": derived_id(seed), "link_type": SAFE_TIMES, "value": text, "taxonomy_term": _TERM}
    return put_children(child, "attributes", [*kept, mark] if text else kept)
