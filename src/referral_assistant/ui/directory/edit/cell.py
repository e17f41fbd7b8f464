"""One field of a record on the page: a line to type in, a choice of one, boxes for several. Each follows the draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.session.cells import BETWEEN, parts
from referral_assistant.session.editing import value, wrongs
from referral_assistant.session.fields import LONGEST, field_of
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.edit.state import Editor
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.pressable import Button
from referral_assistant.ui.parts.written import Field, Note
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Text, Words

Offer = tuple[str, Words]
"""A choice: what is kept, and how it is said."""


class Cell(QWidget):
    """Shows one field of one record; what is wrong or doubtful stands under it, with what to do."""

    def __init__(self, desk: Desk, editor: Editor, record_id: str, name: str) -> None:
        super().__init__()
        self.desk, self.editor = desk, editor
        self.record_id, self.field_name = record_id, name
        self.field = field_of(editor.draft.piece(record_id).kind, name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.notes = QVBoxLayout()
        self.notes.setSpacing(4)
        self._noted: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the object names of its parts begin with."""
        return f"cell-{self.record_id[:8]}-{self.field_name}"

    def text(self) -> str:
        """Return what the draft says."""
        return value(self.editor.draft, self.record_id, self.field_name)

    def say(self, message: Message) -> Words:
        """Say a message in the window's language."""
        return Words(self.desk.say(message), self.desk.tag)

    def put(self, text: str) -> None:
        """Write into the draft."""
        if self.record_id in {piece.id for piece in self.editor.draft.pieces}:
            self.editor.put(self.record_id, self.field_name, text)

    def tell(self) -> None:
        """Take in at once what is still being typed."""

    def show_text(self, text: str) -> None:
        """Show what the draft says; says nothing."""

    def follow(self) -> None:
        """Follow the draft: the text, what is wrong with it, what the guard doubts."""
        self.show_text(self.text())
        here = (self.record_id, self.field_name)
        wrong = next((one for one in wrongs(self.editor.draft) if (one.record_id, one.field) == here), None)
        told = self.desk.say(wrong.sentence) if wrong and self._is_due() else ""
        doubted = [one for one in self.editor.doubts if one.record_id == self.record_id and one.text in self._texts()]
        noted = (told, *(one.text for one in doubted))
        if noted == self._noted:
            return
        self._noted = noted
        empty(self.notes)
        self.say_wrong(told)
        for one in doubted:
            self._note(Wary(self.desk, self.editor, one.text, one.words, self.key))

    def say_wrong(self, told: str) -> None:
        """Say under the field what is wrong and what to do."""
        look = self.desk.look
        if told:
            self._note(Note(look, Words(told, self.desk.tag), look.colours.danger, "octagon"))

    def _note(self, note: QWidget) -> None:
        self.notes.addWidget(note)
        note.show()

    def _is_due(self) -> bool:
        """Whether it is time to say what is wrong: a name that is still to come is no mistake yet."""
        return bool(self.text()) or self.editor.reviewing or self.editor.draft.piece(self.record_id).base is not None

    def _texts(self) -> list[str]:
        told = self.text()
        return [told, *told.splitlines()]


class Wary(QWidget):
    """Words that seem to tell about status or origin, and the way to keep them on purpose."""

    def __init__(self, desk: Desk, editor: Editor, text: str, words: Sequence[str], key: str) -> None:
        super().__init__()
        look = desk.look
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        told = ", ".join(f"“{word}”" for word in words[:4])
        said = msg("{words} seems to tell about status or origin. Keep it only if it speaks of the place.", words=told)
        note = Note(look, Words(desk.say(said), desk.tag), look.colours.ask_first, "question")
        row.addWidget(note, 1, Qt.AlignmentFlag.AlignVCenter)
        keep = Button(look, desk.say(msg("It is about the place")), desk.tag, size=SECOND)
        keep.setObjectName(f"{key}-keep-words")
        keep.clicked.connect(lambda: editor.accept(text))
        row.addWidget(keep)


class TextCell(Cell):
    """A line, or a few, to type in."""

    def __init__(
        self, desk: Desk, editor: Editor, record_id: str, name: str, *, lines: int = 1, hint: str = "", label: str = ""
    ) -> None:
        super().__init__(desk, editor, record_id, name)
        text = self.text()
        words = Words(label, desk.tag) if label else self.say(self.field.label)
        most = max(LONGEST, len(text))
        self.line = Field(desk.look, words, text, name=self.key, hint=hint, lines=lines, most=most)
        self.line.written.connect(self.put)
        self.column.addWidget(self.line)
        self.column.addLayout(self.notes)

    def tell(self) -> None:
        """Take in at once what is still being typed."""
        self.line.tell()

    def show_text(self, text: str) -> None:
        """Show what the draft says, unless the person is typing just that."""
        if self.field.tidy(self.line.told) != self.field.tidy(text):
            self.line.show_text(text)

    def say_wrong(self, told: str) -> None:
        """Say it under the line, which gets a red edge."""
        self.line.say(Words(told, self.desk.tag) if told else None)


class OneCell(Cell):
    """A choice of one among a few buttons; pressing the chosen one again takes it away where that may be."""

    def __init__(
        self,
        desk: Desk,
        editor: Editor,
        record_id: str,
        name: str,
        offers: Iterable[Offer],
        *,
        may_be_empty: bool = True,
    ) -> None:
        super().__init__(desk, editor, record_id, name)
        self._may_be_empty = may_be_empty
        label = self.say(self.field.label)
        self.column.addWidget(Text(*label, desk.look.px(SECOND), bold=True, wraps=True))
        row = Wrapping(8)
        self.buttons: dict[str, Button] = {}
        for kept, words in offers:
            button = Button(desk.look, *words, checkable=True, size=SECOND)
            button.setObjectName(f"{self.key}-{kept}")
            button.setAccessibleName(f"{label.text} {words.text}")
            button.clicked.connect(lambda chosen, kept=kept: self._on_clicked(kept, chosen=chosen))
            self.buttons[kept] = button
            row.addWidget(button)
        self.column.addLayout(row)
        self.column.addLayout(self.notes)
        self.show_text(self.text())

    def _on_clicked(self, kept: str, *, chosen: bool) -> None:
        self.put(kept if chosen or not self._may_be_empty else "")
        self.show_text(self.text())

    def show_text(self, text: str) -> None:
        """Show which one is chosen."""
        for kept, button in self.buttons.items():
            button.setChecked(kept == text)


class ManyCell(Cell):
    """Boxes for several, and a line for those that we do not know when OTHERS has a label."""

    def __init__(
        self,
        desk: Desk,
        editor: Editor,
        record_id: str,
        name: str,
        offers: Iterable[tuple[str, Iterable[Offer]]],
        *,
        others: Message | None = None,
        titled: bool = True,
    ) -> None:
        """OFFERS are groups of choices, each with a heading that may be empty. TITLED: with the name of the field."""
        super().__init__(desk, editor, record_id, name)
        label = self.say(self.field.label)
        if titled:
            self.column.addWidget(Text(*label, desk.look.px(SECOND), bold=True, wraps=True))
        self.buttons: dict[str, Button] = {}
        for heading, group in offers:
            self._add_group(heading, group, label.text)
        self.others: Field | None = None
        if others is not None:
            self.others = Field(
                desk.look, self.say(others), self._unknown(), name=f"{self.key}-others", hint="ksw, mnw"
            )
            self.others.written.connect(lambda _: self._on_changed())
            self.column.addWidget(self.others)
        self.column.addLayout(self.notes)
        self.show_text(self.text())

    def _add_group(self, heading: str, group: Iterable[Offer], label: str) -> None:
        desk = self.desk
        if heading:
            colour = desk.look.colours.second
            self.column.addWidget(Text(heading, desk.tag, desk.look.px(14), wraps=True, colour=colour))
        row = Wrapping(8)
        for kept, words in group:
            button = Button(desk.look, *words, checkable=True, size=SECOND)
            button.setObjectName(f"{self.key}-{kept}")
            button.setAccessibleName(f"{label} {words.text}")
            button.clicked.connect(self._on_changed)
            self.buttons[kept] = button
            row.addWidget(button)
        self.column.addLayout(row)

    def _unknown(self) -> str:
        return BETWEEN.join(one for one in parts(self.text()) if one not in self.buttons)

    def _on_changed(self) -> None:
        chosen = [kept for kept, button in self.buttons.items() if button.isChecked()]
        before = [one for one in parts(self.text()) if one in chosen]
        others = parts(self.others.text()) if self.others else parts(self._unknown())
        self.put(BETWEEN.join(dict.fromkeys([*before, *(one for one in chosen if one not in before), *others])))

    def tell(self) -> None:
        """Take in at once what is still being typed."""
        if self.others:
            self.others.tell()

    def show_text(self, text: str) -> None:
        """Show which are chosen."""
        for kept, button in self.buttons.items():
            button.setChecked(kept in parts(text))
        if self.others and parts(self.others.told) != parts(self._unknown()):
            self.others.show_text(self._unknown())
