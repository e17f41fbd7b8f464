"""The letterhead: who refers, as it stands on every letter; each line is kept as soon as it is written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.i18n import LANGUAGES
from referral_assistant.message import Message, msg
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Card
from referral_assistant.ui.parts.written import Field, Note
from referral_assistant.ui.settings.keeping import Keeping
from referral_assistant.ui.style import SECOND, SECTION
from referral_assistant.ui.text import Text, Words

_LOGO_HIGH = 56
# Field of the letterhead, its label, an example, how many lines.
LINES: tuple[tuple[str, Message, str, int], ...] = (
    ("name", msg("Name on letters"), "", 1),
    ("phone", msg("Telephone"), "", 1),
    ("address", msg("Address"), "", 2),
    ("hours", msg("When someone answers"), "", 2),
    ("signature_line", msg("Under the signature"), "", 1),
)


class LetterheadPage(QWidget):
    """Lines, logo, closing sentences."""

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk, self.keeping = desk, keeping
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.look.gap)
        self.fields: dict[str, Field] = {}
        keeping.closing_judged.connect(self._on_judged)
        column.addWidget(self._lines())
        self._logo = Card(desk.look)
        column.addWidget(self._logo)
        self._fill_logo(None)
        column.addWidget(self._closing())

    def _say(self, message: Message) -> Words:
        return Words(self._desk.say(message), self._desk.tag)

    def _second(self, message: Message) -> Text:
        look = self._desk.look
        return Text(*self._say(message), look.px(SECOND), wraps=True, colour=look.colours.second)

    # Lines

    def _lines(self) -> Card:
        card = Card(self._desk.look)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        for place, (name, label, hint, lines) in enumerate(LINES):
            field = Field(
                self._desk.look,
                self._say(label),
                str(getattr(self.keeping.letterhead, name)),
                name=name,
                hint=hint,
                lines=lines,
                most=200 if lines == 1 else 400,
            )
            field.written.connect(lambda text, name=name: self._on_line(name, text))
            self.fields[name] = field
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        card.column.addLayout(grid)
        return card

    def _on_line(self, name: str, text: str) -> None:
        self.keeping.keep_letterhead(replace(self.keeping.letterhead, **{name: text.strip()}))  # type: ignore[arg-type]

    # Logo

    def _fill_logo(self, fault: ReferralError | None) -> None:
        from referral_assistant.ui.parts.arrange import empty

        empty(self._logo.column)
        look = self._desk.look
        self._logo.column.addWidget(Text(*self._say(msg("Logo")), look.px(SECTION), bold=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        picture = self._picture()
        if picture is not None:
            row.addWidget(picture)
        pick = Button(look, *self._say(msg("Choose a picture")), icon="import")
        pick.setObjectName("logo")
        pick.clicked.connect(self._on_pick)
        row.addWidget(pick)
        if self.keeping.letterhead.logo:
            remove = Button(look, *self._say(msg("Take it off")), kind=Kind.QUIET, icon="close")
            remove.setObjectName("logo-off")
            remove.clicked.connect(self._on_remove)
            row.addWidget(remove)
        row.addStretch(1)
        self._logo.column.addLayout(row)
        if fault is not None:
            said = f"{self._desk.say(fault.sentence)} {self._desk.say(fault.next_step) if fault.next_step else ''}"
            note = Note(look, Words(said.strip(), self._desk.tag), look.colours.danger, "octagon")
            note.setObjectName("logo-fault")
            self._logo.column.addWidget(note)
        else:
            words = msg("A PNG or SVG of at most 2000 pixels a side. On discreet paper it is left out.")
            self._logo.column.addWidget(self._second(words))

    def _picture(self) -> QLabel | None:
        content = self.keeping.logo()
        pixmap = QPixmap()
        if content is None or not pixmap.loadFromData(content, "PNG"):
            return None
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        high = self._desk.look.px(_LOGO_HIGH)
        label.setPixmap(
            pixmap.scaled(
                high * 3, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        label.setAccessibleName(self._desk.say(msg("Logo")))
        return label

    def _on_pick(self) -> None:
        path = choose.open_file(self, self._desk.catalog, msg("Choose a picture"))
        if path is None:
            return
        try:
            self.keeping.take_logo(path)
        except ReferralError as fault:
            self._fill_logo(fault)
        else:
            self._fill_logo(None)

    def _on_remove(self) -> None:
        self.keeping.keep_letterhead(replace(self.keeping.letterhead, logo=""))
        self._fill_logo(None)

    # Closing sentences

    def _closing(self) -> Card:
        desk, look = self._desk, self._desk.look
        card = Card(look)
        card.column.addWidget(Text(*self._say(msg("Closing sentence")), look.px(SECTION), bold=True))
        card.column.addWidget(
            self._second(msg("One for each language. It stands above the signature, in your own words."))
        )
        entries = [(language.own_name, tag) for tag, language in LANGUAGES.items()]
        label = msg("Language")
        select = Select(look, desk.say(label), desk.tag, entries)
        select.setObjectName("closing-language")
        select.choose(self.keeping.closing_language)
        select.activated.connect(lambda _: self.show_closing(str(select.currentData())))
        card.column.addWidget(Labelled(look, self._say(label), select), 0, Qt.AlignmentFlag.AlignLeading)
        self._closing_column = card.column
        self._add_closing_field()
        return card

    def _add_closing_field(self) -> None:
        tag = self.keeping.closing_language
        self.closing = Field(
            self._desk.look,
            Words(LANGUAGES[tag].own_name, tag),
            self.keeping.letterhead.closing.get(tag, ""),
            name="closing",
            lines=2,
            most=600,
        )
        self.closing.written.connect(lambda text: self.keeping.take_closing(tag, text))
        self._closing_column.addWidget(self.closing)

    def show_closing(self, tag: str) -> None:
        """Show the sentence of another language; the one that stands there is kept first."""
        self.closing.tell()
        self.keeping.closing_language = tag
        self.closing.hide()
        self.closing.setParent(None)
        self.closing.deleteLater()
        self._add_closing_field()

    def _on_judged(self, tag: str, words: str) -> None:
        if tag != self.keeping.closing_language:
            return
        message = msg("Take out {words}: a closing sentence stands on every family's letter.", words=words)
        self.closing.say(self._say(message) if words else None)
