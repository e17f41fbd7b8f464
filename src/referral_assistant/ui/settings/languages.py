"""The languages: how far each is, a sheet for a native speaker, and the filled-in sheet back, looked at before it counts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.i18n import LANGUAGES
from referral_assistant.message import Message, msg
from referral_assistant.session.reviewing import Change, Refused, Review
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band, Card, Rule
from referral_assistant.ui.parts.written import Field, Note
from referral_assistant.ui.settings.reviewing import Reviewing
from referral_assistant.ui.style import BODY, SECOND, SECTION, Tone
from referral_assistant.ui.text import Text, Words

MOST_SHOWN = 100
"""Lines of a review that are shown; all of it is taken in."""
_ROLE = msg("Who read it, by role")


class LanguagesPage(QWidget):
    """One language at a time: its state, the sheet out, the sheet back."""

    def __init__(self, desk: Desk, reviewing: Reviewing) -> None:
        super().__init__()
        self._desk, self.reviewing = desk, reviewing
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(desk.look.gap)
        reviewing.changed.connect(self._show)
        self._show()

    def _say(self, message: Message) -> Words:
        return Words(self._desk.say(message), self._desk.tag)

    def _text(self, message: Message, size: int = BODY, *, bold: bool = False, quiet: bool = False) -> Text:
        look = self._desk.look
        colour = look.colours.second if quiet else ""
        return Text(*self._say(message), look.px(size), bold=bold, wraps=True, colour=colour)

    def _show(self) -> None:
        empty(self._column)
        self._column.addWidget(self._card())
        if self.reviewing.review is not None:
            self._column.addWidget(self._preview(self.reviewing.review))
        for position in range(self._column.count()):
            if (item := self._column.itemAt(position)) and (part := item.widget()):
                part.show()

    # The language and its sheet

    def _card(self) -> Card:
        look, reviewing = self._desk.look, self.reviewing
        card = Card(look)
        names = sorted((self._desk.catalog.language_name(tag), tag) for tag in LANGUAGES if tag != "en")
        label = self._say(msg("Language"))
        select = Select(look, label.text, label.tag, names)
        select.setObjectName("review-language")
        select.choose(reviewing.tag)
        select.activated.connect(lambda _: reviewing.choose(str(select.currentData())))
        card.column.addWidget(Labelled(look, label, select), 0, Qt.AlignmentFlag.AlignLeading)
        for note in self._standing():
            card.column.addWidget(note)
        card.column.addSpacing(4)
        card.column.addWidget(
            self._text(
                msg(
                    "Give a native speaker the sheet. Any spreadsheet program fills it in, or a pen on the printed sheet."
                ),
                SECOND,
                quiet=True,
            )
        )
        card.column.addLayout(self._buttons())
        if self._has_state():
            card.column.addWidget(self._state())
        return card

    def _standing(self) -> list[Note]:
        standing, colours = self.reviewing.standing, self._desk.look.colours
        counts = standing.all
        lines: list[tuple[Message, Tone, str]] = []
        if counts.translated < counts.sentences:
            partly = msg(
                "{done} of {all} sentences are translated; the rest is English.",
                done=counts.translated,
                all=counts.sentences,
            )
            lines.append((partly, colours.ask_first, "triangle"))
        if counts.reviewed == counts.translated:
            lines.append((msg("Reviewed by a speaker"), colours.safe, "check"))
        else:
            read = msg(
                "A draft: a native speaker has read {read} of {done} sentences.",
                read=counts.reviewed,
                done=counts.translated,
            )
            lines.append((read, colours.ask_first, "question"))
        if standing.language.borrowed:
            other = self._desk.catalog.language_name(standing.language.locale)
            lines.append(
                (msg("Numbers and dates are written as in {language}.", language=other), colours.calm, "calendar")
            )
        if standing.fault is not None:
            lines.append((standing.fault.sentence, colours.danger, "octagon"))
        return [Note(self._desk.look, self._say(message), tone, icon) for message, tone, icon in lines]

    def _buttons(self) -> Wrapping:
        look, row = self._desk.look, Wrapping(12)
        for name, words, icon, press in (
            ("write-sheet", msg("Write a review sheet"), "export", self._on_write),
            ("read-sheet", msg("Read a filled-in sheet"), "import", self._on_read),
        ):
            button = Button(look, *self._say(words), icon=icon)
            button.setObjectName(name)
            button.setEnabled(self.reviewing.busy is None)
            button.clicked.connect(press)
            row.addWidget(button)
        return row

    def _has_state(self) -> bool:
        reviewing = self.reviewing
        return any(one is not None for one in (reviewing.fault, reviewing.busy, reviewing.told))

    def _state(self) -> QWidget:
        reviewing, look = self.reviewing, self._desk.look
        if reviewing.fault is not None:
            fault = reviewing.fault
            texts = self._desk.say(fault.sentence), self._desk.say(fault.next_step) if fault.next_step else ""
            band = Band(look, texts, self._desk.tag, icon="octagon", tone=look.colours.danger)
            band.setObjectName("review-fault")
            return band
        if reviewing.busy is not None:
            return Note(look, self._say(reviewing.busy), look.colours.calm, "clock")
        told = Note(look, self._say(reviewing.told or msg("Kept")), look.colours.safe, "check")
        told.setObjectName("review-told")
        return told

    def _on_write(self) -> None:
        name = f"review-{self.reviewing.tag}.xlsx"
        path = choose.save_file(self, self._desk.catalog, msg("Write a review sheet"), name)
        if path is not None:
            self.reviewing.write(path)

    def _on_read(self) -> None:
        path = choose.open_file(self, self._desk.catalog, msg("Read a filled-in sheet"))
        if path is not None:
            self.reviewing.read(path)

    # What a sheet would change

    def _preview(self, review: Review) -> Card:
        look = self._desk.look
        card = Card(look)
        card.setObjectName("review-preview")
        head = msg(
            "{corrected} corrected, {approved} right as they are, {refused} cannot be taken",
            corrected=review.corrected,
            approved=len(review.changes) - review.corrected,
            refused=len(review.refused),
        )
        card.column.addWidget(self._text(head, SECTION, bold=True))
        if review.changes:
            card.column.addWidget(self._text(msg("Nothing is changed until you accept it."), SECOND, quiet=True))
            card.column.addLayout(self._accepting())
        for refused in review.refused[:MOST_SHOWN]:
            card.column.addWidget(Rule(look))
            card.column.addLayout(self._refused(refused, review.language.tag))
        for change in [one for one in review.changes if one.is_new][:MOST_SHOWN]:
            card.column.addWidget(Rule(look))
            card.column.addLayout(self._changed(change, review.language.tag))
        return card

    def _accepting(self) -> QHBoxLayout:
        look = self._desk.look
        row = QHBoxLayout()
        row.setSpacing(12)
        self.role = Field(look, self._say(_ROLE), self.reviewing.role, name="role", most=60)
        self.role.edit.textChanged.connect(self._on_role)
        row.addWidget(self.role, 1)
        for name, words, kind, press in (
            ("accept-review", msg("Accept"), Kind.PRIMARY, self._on_accept),
            ("leave-review", msg("Leave it"), Kind.PLAIN, self.reviewing.leave),
        ):
            button = Button(look, *self._say(words), kind=kind)
            button.setObjectName(name)
            button.clicked.connect(press)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _on_role(self) -> None:
        self.reviewing.role = self.role.text()

    def _on_accept(self) -> None:
        if any(letter.isalpha() for letter in self.reviewing.role):
            self.reviewing.accept()
        else:
            self.role.say(
                self._say(msg("Say by role who reviewed it, such as “health interpreter”; no name is needed."))
            )
            self.role.edit.setFocus()

    def _changed(self, change: Change, tag: str) -> QVBoxLayout:
        lines = [(change.sentence.english, "en", "", False)]
        for before, after in zip(change.sentence.texts, change.texts, strict=True):
            lines += [(before, tag, self._desk.look.colours.second, False)] if before else []
            lines.append((after, tag, "", True))
        return self._lines(lines)

    def _refused(self, one: Refused, tag: str) -> QVBoxLayout:
        lines = [(one.english, "en", "", False)]
        if one.correction:
            lines.append((one.correction, tag, self._desk.look.colours.second, False))
        column = self._lines(lines)
        why = msg("Line {number}: {why}", number=one.line, why=one.why)
        column.addWidget(Note(self._desk.look, self._say(why), self._desk.look.colours.danger, "octagon"))
        return column

    def _lines(self, lines: list[tuple[str, str, str, bool]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        for text, tag, colour, bold in lines:
            column.addWidget(Text(text[:600], tag, self._desk.look.px(SECOND), bold=bold, wraps=True, colour=colour))
        return column
