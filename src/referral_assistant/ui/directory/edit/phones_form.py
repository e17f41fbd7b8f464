"""Telephone numbers as small forms: checked as they are dialled in the region, with who answers, in which languages, when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant.directory.editable import Fault, told_of
from referral_assistant.directory.phones import PhoneRow
from referral_assistant.directory.phones import phone_rows as rows_from
from referral_assistant.directory.phones import put_phones as written
from referral_assistant.message import msg
from referral_assistant.session.telephone import Checked, check_number, tidy_number
from referral_assistant.ui.directory.edit.part import Offer, Part, Told
from referral_assistant.ui.directory.words import languages_text
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.pressable import Button, Choice, Mark
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Words

__all__ = ["PhonesPart", "rows_from", "written"]

_TYPES: tuple[Offer, ...] = (
    ("voice", msg("To speak")),
    ("text", msg("For messages")),
    ("fax", msg("Fax")),
)


class PhonesPart(Part):
    """The telephone numbers of a service, a place, an organization or a contact."""

    name = "phone"

    def __init__(self, page: Screen, rows: Sequence[PhoneRow]) -> None:
        super().__init__(page, rows)
        self._suggestion: Button | None = None
        self.renew()

    def build(self) -> None:
        """Lay out the numbers and the way to add one."""
        self._suggestion = None
        super().build()
        row = QHBoxLayout()
        self.add_button("add", msg("Add a number"), row).clicked.connect(self.add_blank)
        row.addStretch(1)
        self.column.addLayout(row)

    def blank(self) -> PhoneRow:
        """Make a new number."""
        return PhoneRow(type="voice")

    def checked(self, row: PhoneRow) -> Checked:
        """Check a number as it is dialled in the region."""
        region = self.desk.session.region
        return check_number(row.number, region.phone_region, region.name)

    def faults(self, row: PhoneRow) -> Sequence[Fault]:
        """Say what is wrong with a row."""
        checked = self.checked(row)
        found: list[Fault] = []
        if checked.sentence is not None:
            found.append(Fault("number", checked.sentence, blocks=checked.blocks))
        if row.extension.strip() and not row.extension.strip().isdecimal():
            found.append(Fault("extension", msg("Write only the digits that are dialled behind the number.")))
        return told_of(found, untouched=row.is_untouched)

    def told(self, row: PhoneRow) -> Told:
        """Say a number in a few words."""
        number = self.say(msg("{number} ext. {extension}", number=row.number, extension=row.extension))
        said = (number if row.extension else row.number) or self.say(msg("Not written yet"))
        kind = dict(_TYPES).get(row.type)
        plain = "" if row.type in {"", "voice"} else self.say(kind) if kind else row.type
        behind = (plain, row.description, languages_text(self.desk.catalog, row.languages), row.safe_times)
        return Told(said, self.desk.in_a_row(*behind), "phone", self.look.colours.calm)

    # The form

    def fill(self, position: int, row: PhoneRow, column: QVBoxLayout) -> None:
        """Lay out the fields of a number."""
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(numbers := QVBoxLayout(), 2)
        self.field(
            position, "number", msg("Number"), row.number, numbers, self._cell(position, "number"), hint=self._example()
        )
        self._holder = QHBoxLayout()
        numbers.addLayout(self._holder)
        numbers.addStretch(1)
        line.addLayout(behind := QVBoxLayout(), 1)
        self.field(position, "extension", msg("Extension"), row.extension, behind, self._cell(position, "extension"))
        behind.addStretch(1)
        column.addLayout(line)
        offers = _TYPES if row.type in {"", *dict(_TYPES)} else (*_TYPES, (row.type, msg("{value}", value=row.type)))
        self.choices(
            position, "type", msg("What is it for?"), offers, column, row.type or "voice", self._on_type(position)
        )
        label = msg("Who answers")
        self.field(position, "description", label, row.description, column, self._cell(position, "description"))
        self._add_languages(position, row, column)
        hint = self.say(msg("For example: only before noon; never say where you call from"))
        safe = msg("When is it safe to call?")
        self.field(position, "safe_times", safe, row.safe_times, column, self._cell(position, "safe_times"), hint=hint)

    def _row(self, position: int) -> PhoneRow:
        row = self.rows[position]
        assert isinstance(row, PhoneRow)
        return row

    def _example(self) -> str:
        lines = self.desk.session.region.helplines
        return lines[0].number if lines else ""

    def _cell(self, position: int, cell: str) -> Callable[[str], None]:
        def on_written(text: str) -> None:
            told = tidy_number(text) if cell in {"number", "extension"} else text
            row = self._row(position)
            cells = {name: getattr(row, name) for name in ("number", "extension", "description", "safe_times")}
            self.put(position, replace(row, **{**cells, cell: told}))

        return on_written

    def _on_type(self, position: int) -> Callable[[str], None]:
        def on_chosen(value: str) -> None:
            row = self._row(position)
            if value != (row.type or "voice"):
                self.put(position, replace(row, type=value), again=True)
            self.renew()

        return on_chosen

    def refresh(self) -> None:
        """Offer the number that is meant, where that is sure."""
        if self._suggestion is not None:
            self._suggestion.hide()
            self._suggestion.setParent(None)
            self._suggestion.deleteLater()
            self._suggestion = None
        if self.opened is None or self.opened >= len(self.rows):
            return
        position, checked = self.opened, self.checked(self._row(self.opened))
        if checked.suggestion:
            words = self.words(msg("Write {number}", number=checked.suggestion))
            button = Button(self.look, *words, icon="pencil", size=SECOND)
            button.setObjectName(f"{self.name}-{position}-suggestion")
            button.clicked.connect(lambda: self._on_suggestion(position, checked))
            self._holder.addWidget(button)
            self._holder.addStretch(1)
            self._suggestion = button

    def _on_suggestion(self, position: int, checked: Checked) -> None:
        row = self._row(position)
        extension = checked.extension or row.extension
        self.put(position, replace(row, number=checked.suggestion, extension=extension), again=True)
        self.focus_on(f"{self.name}-{position}-number")

    # Languages

    def _add_languages(self, position: int, row: PhoneRow, column: QVBoxLayout) -> None:
        self.label(msg("Languages that they speak there"), column)
        boxes = Wrapping(4)
        for tag in dict.fromkeys((*self.desk.session.region.languages, *row.languages)):
            words = Words(self.desk.catalog.language_name(tag), self.desk.tag)
            box = Choice(self.look, words, None, mark=Mark.BOX, card=False)
            box.setObjectName(f"{self.name}-{position}-language-{tag}")
            box.setChecked(tag in row.languages)
            box.clicked.connect(lambda chosen, tag=tag: self._on_language(position, tag, chosen=chosen))
            boxes.addWidget(box)
        column.addLayout(boxes)
        label = msg("One more language")
        names = [(self.desk.catalog.language_name(tag), tag) for tag in self._others(row)]
        offers = [(self.say(msg("Choose")), ""), *sorted(names)]
        select = Select(self.look, self.say(label), self.desk.tag, offers)
        select.setObjectName(f"{self.name}-{position}-more")
        select.activated.connect(lambda index: self._on_more(position, str(select.itemData(index) or "")))
        column.addWidget(Labelled(self.look, self.words(label), select))

    def _others(self, row: PhoneRow) -> list[str]:
        from referral_assistant.i18n.language import LANGUAGES, NOT_IN_CLDR

        shown = {*self.desk.session.region.languages, *row.languages}
        return [tag for tag in (*LANGUAGES, *NOT_IN_CLDR) if tag not in shown]

    def _on_language(self, position: int, tag: str, *, chosen: bool) -> None:
        row = self._row(position)
        kept = tuple(one for one in row.languages if one != tag)
        self.put(position, replace(row, languages=(*kept, tag) if chosen else kept))

    def _on_more(self, position: int, tag: str) -> None:
        if tag:
            row = self._row(position)
            self.put(position, replace(row, languages=(*row.languages, tag)), again=True)
