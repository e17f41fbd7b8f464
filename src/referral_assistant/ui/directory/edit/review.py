"""What changed, before it is saved: field by field, words in doubt, and what the directory says otherwise by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from referral_assistant.directory import FieldChange
from referral_assistant.message import Message, msg
from referral_assistant.session.editing import Changed, Overtaken, changes, is_secret
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.changes import change_lines
from referral_assistant.ui.directory.edit.cell import Wary
from referral_assistant.ui.directory.edit.state import Editor
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.pressable import Button
from referral_assistant.ui.parts.surface import Band, Card
from referral_assistant.ui.style import BODY, SECOND, SECTION
from referral_assistant.ui.text import Text

_MOST = 60
_SILENT = frozenset({"id", "location_type", "organization_id"})
_KINDS = {
    "service": msg("The service"),
    "organization": msg("The organization"),
    "location": msg("The place"),
}


class Review(QWidget):
    """The sheet between writing and saving."""

    def __init__(self, desk: Desk, editor: Editor) -> None:
        super().__init__()
        self._desk, self._editor = desk, editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.look.gap)
        if editor.past is not None:
            column.addWidget(self._overtaken(editor.past))
        for doubt in editor.doubts:
            wary = Wary(desk, editor, doubt.text, doubt.words, f"doubt-{doubt.record_id[:8]}")
            card = Card(desk.look, 16)
            card.column.addWidget(Text(doubt.text[:400], desk.tag, desk.look.px(BODY), wraps=True))
            card.column.addWidget(wary)
            column.addWidget(card)
        told = changes(editor.draft)
        for changed in told:
            column.addWidget(self._changed(changed))
        if not told:
            column.addWidget(Text(desk.say(msg("Nothing is changed.")), desk.tag, desk.look.px(BODY)))
        column.addStretch(1)

    def _changed(self, changed: Changed) -> Card:
        desk, look = self._desk, self._desk.look
        card = Card(look, 20)
        card.setObjectName(f"changed-{changed.id[:8]}")
        hidden = is_secret(self._editor.draft.piece(changed.id))
        name = "" if hidden else changed.name
        kind = msg("{kind} (new)", kind=_KINDS[changed.kind]) if changed.is_new else _KINDS[changed.kind]
        head = desk.in_a_row(name, desk.say(kind))
        card.column.addWidget(Text(head, desk.tag, look.px(SECTION), bold=True, wraps=True))
        if hidden:
            words = desk.say(msg("This place is kept secret: what changed is not shown here."))
            card.column.addWidget(Text(words, desk.tag, look.px(BODY), wraps=True))
            return card
        self._add_lines(card, changed.fields)
        return card

    def _add_lines(self, card: Card, fields: Iterable[FieldChange]) -> None:
        desk, look = self._desk, self._desk.look
        lines = list(change_lines([one for one in fields if one.field not in _SILENT], desk))
        for line in lines[:_MOST]:
            card.column.addWidget(Text(line, desk.tag, look.px(BODY), wraps=True))
        if len(lines) > _MOST:
            more = desk.catalog.ngettext("and {count} more", "and {count} more", len(lines) - _MOST)
            card.column.addWidget(Text(more, desk.tag, look.px(SECOND), colour=look.colours.second))

    def _overtaken(self, past: Overtaken) -> QWidget:
        """Show what the directory says by now, and let the person decide."""
        desk, look = self._desk, self._desk.look
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        texts = (
            desk.say(msg("The directory changed since you began.")),
            desk.say(msg("Nothing is written over. See both, then decide.")),
        )
        column.addWidget(Band(look, texts, desk.tag, icon="triangle", tone=look.colours.ask_first))
        card = Card(look, 16)
        for title, lines in self._both(past):
            card.column.addWidget(Text(desk.say(title), desk.tag, look.px(SECOND), bold=True, wraps=True))
            for line in lines:
                card.column.addWidget(Text(line, desk.tag, look.px(BODY), wraps=True))
        row = Wrapping(8)
        mine = msg("Take both, and mine where they differ") if past.both else msg("Take both")
        self._button("take-mine", mine, row, mine=True)
        if past.both:
            self._button("take-theirs", msg("Take both, and the directory's where they differ"), row, mine=False)
        card.column.addLayout(row)
        column.addWidget(card)
        return block

    def _both(self, past: Overtaken) -> Iterator[tuple[Message, list[str]]]:
        there = []
        for changed in past.there:
            if is_secret(self._editor.draft.piece(changed.id)):
                there.append(self._desk.say(msg("A place that is kept secret")))
            else:
                there += list(change_lines(changed.fields, self._desk))
        yield msg("What changed in the directory"), there[:_MOST]
        if past.both:
            yield (
                msg("Where you both wrote: yours → the directory's"),
                list(change_lines(past.both, self._desk))[:_MOST],
            )

    def _button(self, name: str, words: Message, row: Wrapping, *, mine: bool) -> None:
        button = Button(self._desk.look, self._desk.say(words), self._desk.tag, size=SECOND)
        button.setObjectName(name)
        button.clicked.connect(lambda: self._editor.bring_up(mine=mine))
        row.addWidget(button)
