"""The people or desks to reach at a service: one frozen row each, read from a record and written back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from referral_assistant.session.cells import children, put, text_of
from referral_assistant.session.editing import new_id

COLUMNS = ("name", "title", "department", "email")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact. What HSDS keeps of it beside these columns (`kept`) stays."""

    id: str
    name: str = ""
    title: str = ""
    department: str = ""
    email: str = ""
    kept: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written yet."""
        return not any((self.name, self.title, self.department, self.email))


def new_contact() -> ContactRow:
    """Begin a contact."""
    return ContactRow(new_id())


def contact_rows(record: Mapping[str, Any]) -> tuple[ContactRow, ...]:
    """Read the contacts of a record."""
    return tuple(
        ContactRow(str(one["id"]), **{name: text_of(one.get(name)) for name in COLUMNS}, kept=one)
        for one in children(record, "contacts")
    )


def with_contacts(record: Mapping[str, Any], rows: Iterable[ContactRow]) -> dict[str, Any]:
    """Return the record with these contacts; a blank one is left out."""
    return put(record, "contacts", [_child(row) for row in rows if not row.is_blank or row.kept.get("phones")])


def _child(row: ContactRow) -> dict[str, Any]:
    child: dict[str, Any] = {"id": row.id, **row.kept}
    for name in COLUMNS:
        child = put(child, name, getattr(row, name).strip())
    return child
