"""The page of one record: its sections in a column, what changed before it is saved, undo and redo, keys for all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.session.editing import changes, wrongs
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.edit.beside import OrganizationSection, PlacesSection
from referral_assistant.ui.directory.edit.contents import EndSection, sections_of
from referral_assistant.ui.directory.edit.review import Review
from referral_assistant.ui.directory.edit.sections import Section
from referral_assistant.ui.directory.edit.way import Way
from referral_assistant.ui.directory.state import Room
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band
from referral_assistant.ui.screen import Screen, ScrollColumn
from referral_assistant.ui.style import SECOND

_UNDO, _REDO, _SAVE = "undo", "redo", "save"


class EditPage(Screen):
    """Shows the room's editor."""

    scrolls = False

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        assert room.editor is not None, "the page opens on a draft"
        self.room, self.editor = room, room.editor
        self.sections: list[Section] = []
        self._opened: set[str] = set()
        self._structure: object = None
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self.body.addLayout(self._head)
        self._bands = QVBoxLayout()
        self._bands.setSpacing(8)
        self.body.addLayout(self._bands)
        self._panes = QHBoxLayout()
        self._panes.setSpacing(16 if self.look.small else 24)
        self.body.addLayout(self._panes, 1)
        self._scroll: ScrollColumn | None = None
        self._way: Way | None = None
        self.editor.changed.connect(self._on_changed)
        self.editor.showed.connect(self._on_showed)
        self.editor.read.connect(self._follow)
        self.editor.failed.connect(lambda _: self._show_bands())
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self._lay()

    # Laying out

    def _lay(self) -> None:
        """Build the sections, or the sheet of what changed, anew; the focus stays on what has the same name."""
        focused = self.window().focusWidget()
        name = focused.objectName() if focused and self.isAncestorOf(focused) else ""
        at = self._scroll.verticalScrollBar().value() if self._scroll else 0
        self.setUpdatesEnabled(False)
        self._structure = self._shape()
        empty(self._head)
        empty(self._panes)
        self._add_head()
        if self.editor.reviewing:
            self.sections, self._way = [], None
            self._put(Review(self.desk, self.editor))
        else:
            self._add_sections()
        self._follow()
        self.setUpdatesEnabled(True)
        if self._scroll is not None and (column := self._scroll.widget()) and not self.editor.reviewing:
            column.adjustSize()
            self._scroll.verticalScrollBar().setValue(at)
        found = self.findChild(QWidget, name) if name else None
        (found or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _shape(self) -> object:
        return self.editor.structure, frozenset(self._opened), self.editor.reviewing

    def _add_head(self) -> None:
        subject = self.editor.draft.subject
        if self.editor.reviewing:
            title = msg("What changes")
        elif subject.base is None:
            title = msg("A new place")
        else:
            title = msg("{value}", value=subject.name)
        self._head.addWidget(self.headline(title), 1)
        self._undo = self._button(_UNDO, msg("Undo"), "undo", self.editor.undo)
        self._redo = self._button(_REDO, msg("Redo"), "mirrored", self.editor.redo)

    def _button(self, name: str, words: Message, icon: str, press: object) -> Button:
        icon = icon if icon != "mirrored" else ""
        button = Button(self.look, *self.words(words), kind=Kind.QUIET, icon=icon, size=SECOND)
        button.setObjectName(f"edit-{name}")
        button.clicked.connect(press)
        self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button

    def _add_sections(self) -> None:
        self.sections = sections_of(self, self.editor, self._opened)
        for section in self.sections:
            if isinstance(section, EndSection):
                section.copied.connect(lambda: self.room.write_like(self.editor.draft.id))
            elif isinstance(section, OrganizationSection | PlacesSection):
                section.record_wanted.connect(self._on_record_wanted)
        self._way = Way(self, self.sections) if len(self.sections) > 1 else None
        if self._way is not None:
            self._way.wanted.connect(self.go_to)
            self._panes.addWidget(self._way)
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 8)
        lines.setSpacing(self.look.gap)
        for section in self.sections:
            lines.addWidget(section)
        lines.addStretch(1)
        self._put(column)

    def _on_record_wanted(self, record_id: str) -> None:
        """Open another record's own page; what was written here waits on the disk."""
        self.tell()
        self.room.edit(record_id)

    def _put(self, column: QWidget) -> None:
        self._scroll = ScrollColumn(column)
        self._panes.addWidget(self._scroll, 1)
        self._scroll.show()

    def _show_bands(self) -> None:
        empty(self._bands)
        editor, colours = self.editor, self.look.colours
        if editor.fault is not None:
            texts = (self.desk.say(editor.fault.sentence), self.desk.say(editor.fault.next_step or msg("Try again.")))
            self._band(Band(self.look, texts, self.desk.tag, icon="octagon", tone=colours.danger))
        if editor.resumed and not editor.reviewing:
            first = msg("You began this and did not save it.")
            second = msg("It stands here as you left it.")
            if editor.past is not None:
                second = msg("The directory changed since then: look at what changed before you save.")
            band = Band(
                self.look,
                (self.desk.say(first), self.desk.say(second)),
                self.desk.tag,
                icon="history",
                tone=colours.calm,
            )
            again = Button(self.look, *self.words(msg("Throw it away")), kind=Kind.WITHDRAWS, size=SECOND)
            again.setObjectName("discard")
            again.clicked.connect(self.room.discard)
            band.row.addWidget(again)
            self._band(band)

    def _band(self, band: Band) -> None:
        self._bands.addWidget(band)
        band.show()

    # Following

    def _on_changed(self) -> None:
        if self._shape() != self._structure or self.editor.reviewing:
            self._lay()
        else:
            self._follow()

    def _on_showed(self) -> None:
        if self._shape() != self._structure or self.editor.reviewing:
            self._lay()
            return
        for section in self.sections:
            section.show_rows()
        self._follow()

    def _follow(self) -> None:
        """Follow the draft: the texts in the fields, what is wrong, the marks of the sections, the foot."""
        for section in self.sections:
            section.follow()
        if self._way is not None:
            self._way.follow(self.editor)
        self._undo.setEnabled(self.editor.can_undo)
        self._redo.setEnabled(self.editor.can_redo)
        self._show_bands()
        self._add_foot()

    def _add_foot(self) -> None:
        editor = self.editor
        count = sum(len(one.fields) for one in changes(editor.draft))
        if editor.reviewing:
            note, ready = self._may_save()
            self.set_foot(
                primary=msg("Save"), back=msg("Go on writing"), note=note, icon="check", ready=ready and count > 0
            )
            return
        ready = editor.draft.is_changed
        note = (
            msg("It is kept on this computer as you write; nothing is in the directory yet.")
            if ready
            else msg("Nothing is changed.")
        )
        said = self.desk.catalog.ngettext("Look at {count} change", "Look at {count} changes", count)
        self.set_foot(
            primary=msg("Look at what changes"), primary_text=said if count else "", back=msg("Back to the list"),
            note=note, ready=ready,
        )  # fmt: skip

    def _may_save(self) -> tuple[Message, bool]:
        """Say what still stands in the way of saving."""
        if self.editor.past is not None:
            return msg("Decide first what stands: the directory changed since you began."), False
        wrong = wrongs(self.editor.draft)
        if wrong:
            return wrong[0].sentence, False
        if self.editor.doubts:
            return msg("Decide first about the words that seem to tell too much."), False
        return msg("One edit in the history; it can be undone."), True

    # Doing

    def tell(self) -> None:
        """Take in at once what is still being typed."""
        for section in self.sections:
            section.tell()

    def go_to(self, part: str) -> None:
        """Scroll to a section and put the focus into it."""
        section = next((one for one in self.sections if one.part == part), None)
        if section is None or self._scroll is None:
            return
        self._scroll.verticalScrollBar().setValue(section.y() - 4)
        inner = next(
            (one for one in section.findChildren(QWidget) if _takes_tab(one) and one is not section.confirm), None
        )
        if inner is not None:
            inner.setFocus(Qt.FocusReason.TabFocusReason)

    def primary(self) -> None:
        """Show what changes; from there, save."""
        if self.editor.reviewing:
            self._save()
            return
        self.tell()
        blocked = next((section for section in self.sections if section.wrong), None)
        wrong = wrongs(self.editor.draft)
        if blocked is not None or wrong:
            self._show_wrong(
                blocked.part if blocked else "", wrong[0].record_id if wrong else "", wrong[0].field if wrong else ""
            )
            return
        if self.editor.draft.is_changed:
            self.editor.review()
            self._lay()

    def _show_wrong(self, part: str, record_id: str, field: str) -> None:
        """Go to what must be put right first, and say so there."""
        self.editor.reviewing = True  # A name that is still to come is asked for now.
        for section in self.sections:
            section.follow()
        self.editor.reviewing = False
        found = self.findChild(QWidget, f"cell-{record_id[:8]}-{field}") if field else None
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
        elif part:
            self.go_to(part)
            next(section for section in self.sections if section.part == part).show_fault()
        self.note_in_foot(self.desk.say(msg("Put right first what is marked.")))

    def _save(self) -> None:
        if not self._may_save()[1]:
            return
        try:
            edit = self.editor.save()
        except ReferralError as fault:
            self.editor.fault = fault
            self._show_bands()
            return
        if self.editor.past is not None:
            self._lay()
        else:
            self.room.saved(edit)

    def go_back(self) -> None:
        """Back to writing, then to the list; the draft waits."""
        if self.editor.reviewing:
            self.editor.reviewing = False
            self._lay()
        else:
            self.tell()
            self.room.leave_editor()

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg("One place, in the order in which a family meets it. Write what you know, leave out what you do not."),
            msg("It is kept on this computer a moment after each change. Nothing is in the directory before you save."),
            msg("Ctrl+Z takes back, Ctrl+Shift+Z brings it again, Ctrl+S looks at what changes, then saves."),
            msg("Ctrl+Page down and Ctrl+Page up go to the next section and the one before."),
        )

    # Keys

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Take the keys of undo and redo before a line of text does: it knows only its own letters."""
        if isinstance(new, QLineEdit | QPlainTextEdit) and self.isAncestorOf(new):
            new.removeEventFilter(self)
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch the keys of the page in a field."""
        if event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(event, QKeyEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the page before the window's own shortcuts do."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _key_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, redo, save, move between the sections; everything else as on every page."""
        if not self._take(event):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = _key_of(event)
        if not key:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self._press(key)
        return True

    def _press(self, key: str) -> None:
        self.tell()
        if key == _UNDO:
            self.editor.undo()
        elif key == _REDO:
            self.editor.redo()
        elif key == _SAVE:
            self.primary()
        else:
            self._step(1 if key == "next" else -1)

    def _step(self, by: int) -> None:
        """Go to the section after the one with the focus, or before it."""
        focused = self.window().focusWidget()
        here = next(
            (at for at, one in enumerate(self.sections) if focused and one.isAncestorOf(focused)), -1 if by > 0 else 0
        )
        at = min(max(here + by, 0), len(self.sections) - 1)
        if self.sections:
            self.go_to(self.sections[at].part)

    # Coming and going

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field of a new record."""
        super().showEvent(event)
        if not event.spontaneous() and self.editor.draft.subject.base is None and self.sections:
            self.go_to(self.sections[0].part)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing be lost that was typed just now, when the page is left or the window closes."""
        if not event.spontaneous():
            self.tell()
            self.editor.rest()
        super().hideEvent(event)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()


def _key_of(event: QKeyEvent) -> str:
    if event.matches(QKeySequence.StandardKey.Undo):
        return _UNDO
    control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
    again = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    if (event.key() == Qt.Key.Key_Z and event.modifiers() == again) or (control and event.key() == Qt.Key.Key_Y):
        return _REDO
    keys = {Qt.Key.Key_S: _SAVE, Qt.Key.Key_PageDown: "next", Qt.Key.Key_PageUp: "before"}
    return keys.get(Qt.Key(event.key()), "") if control else ""
