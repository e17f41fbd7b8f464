"""The people or desks to reach, as small forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant.directory.editable import Fault
from referral_assistant.message import Message, msg
from referral_assistant.session.contacts import ContactRow, contact_rows, new_contact, with_contacts
from referral_assistant.session.fields import field_of
from referral_assistant.ui.directory.edit.part import Part, Told
from referral_assistant.ui.screen import Screen

__all__ = ["ContactsPart", "rows_from", "written"]

rows_from, written = contact_rows, with_contacts
_CELLS: tuple[tuple[str, Message], ...] = (
    ("name", msg("Name of the person or desk")),
    ("title", msg("What they do there")),
    ("department", msg("Part of the house")),
    ("email", msg("E-mail")),
)


class ContactsPart(Part):
    """The contacts of a service."""

    name = "contacts"

    def __init__(self, page: Screen, rows: Sequence[ContactRow]) -> None:
        super().__init__(page, rows)
        self.renew()

    def build(self) -> None:
        """Lay out the contacts and the way to add one."""
        super().build()
        row = QHBoxLayout()
        self.add_button("add", msg("Add a person or desk"), row).clicked.connect(self.add_blank)
        row.addStretch(1)
        self.column.addLayout(row)

    def blank(self) -> ContactRow:
        """Make a new contact."""
        return new_contact()

    def told(self, row: ContactRow) -> Told:
        """Say a contact in a few words."""
        first, *rest = [part for part in (row.name, row.title, row.department, row.email) if part] or [""]
        return Told(first or self.say(msg("Not written yet")), self.desk.in_a_row(*rest), "people")

    def faults(self, row: ContactRow) -> Sequence[Fault]:
        """Say what is wrong with a contact."""
        wrong = field_of("service", "email").wrong(row.email)
        return (Fault("email", wrong),) if wrong else ()

    def fill(self, position: int, row: ContactRow, column: QVBoxLayout) -> None:
        """Lay out the fields of a contact."""
        for cell, label in _CELLS:
            self.field(position, cell, label, getattr(row, cell), column, self._writer(position, cell))

    def _writer(self, position: int, cell: str) -> Callable[[str], None]:
        def write(text: str) -> None:
            kept: ContactRow = self.rows[position]
            told = {name: getattr(kept, name) for name, _ in _CELLS} | {cell: text}
            self.put(position, ContactRow(kept.id, **told, kept=kept.kept))

        return write
