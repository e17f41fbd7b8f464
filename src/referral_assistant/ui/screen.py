"""What every page shares: a head in one or two languages, a column that scrolls, a foot with back, a note, one primary."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.message import Message
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.arrange import ARROWS, empty, move_focus
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Foot
from referral_assistant.ui.style import PAGE, TITLE
from referral_assistant.ui.text import Text, Words

_DIGITS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}


class Screen(QWidget):
    """One page. Built anew whenever it is shown or the window is dressed, so it keeps nothing that must not be lost.

    Fill `body`, call `set_head` and `set_foot`; override `primary`, `go_back`, `answer`, `find`, `print_paper`, `help`.
    """

    scrolls = True
    """Whether the body scrolls as one column; a page of panes that scroll by themselves says no."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look = desk, desk.look
        self._primary: Button | None = None
        self._why_not = ""
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self.column = QWidget()
        self.body = QVBoxLayout(self.column)
        edge = self.look.margin
        self.body.setContentsMargins(edge, 12 if self.look.small else 24, edge, 12 if self.look.small else 16)
        self.body.setSpacing(self.look.gap)
        self.scroller = ScrollColumn(self.column) if self.scrolls else None
        self._whole.addWidget(self.scroller or self.column, 1)

    # Words

    def words(self, message: Message) -> Words:
        """Say a message in the window's language, with the language of the words."""
        return Words(self.desk.say(message), self.desk.tag)

    def second(self, message: Message) -> Words | None:
        """Say it in the family's language too, where there is such a translation."""
        said = self.desk.second(message)
        return Words(*said) if said else None

    def help(self) -> tuple[Message, ...]:
        """Say in a few sentences what this page is for (F1)."""
        return ()

    # Head and foot

    def set_head(self, title: Message, beside: QWidget | None = None) -> None:
        """Put a title on the page, in the family's language too where we can; BESIDE stands at the end edge."""
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.headline(title), 1)
        if beside:
            row.addWidget(beside, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)

    def headline(self, title: Message) -> QWidget:
        """Make the title and, under it, the same in the family's language."""
        block = QWidget()
        lines = QVBoxLayout(block)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        first, second = self.words(title), self.second(title)
        size = 24 if self.look.small else PAGE
        lines.addWidget(Text(*first, self.look.px(size), bold=True, wraps=True))
        if second:
            lines.addWidget(Text(*second, self.look.px(TITLE), wraps=True, colour=self.look.colours.second))
        return block

    def set_foot(
        self,
        *,
        primary: Message | None = None,
        back: Message | None = None,
        note: Message | None = None,
        icon: str = "arrow_forward",
        ready: bool = True,
        extras: Iterable[Button] = (),
        primary_text: str = "",
        note_icon: str = "",
    ) -> None:
        """Make the foot, or make it again: NOTE says what is kept, or why the primary is not READY.

        PRIMARY_TEXT is said instead of PRIMARY where a number of things needs the language's own plural.
        """
        old = self.findChild(Foot)
        foot = Foot(self.look)
        if back:
            button = Button(self.look, *self.words(back), icon="arrow_back")
            button.setObjectName("back")
            button.clicked.connect(self.go_back)
            foot.row.addWidget(button)
        self._why_not = self.desk.say(note) if note else ""
        foot.add_note(self.words(note) if note else None, note_icon or ("lock" if ready else "info"))
        for extra in extras:
            foot.row.addWidget(extra)
        label = Words(primary_text, self.desk.tag) if primary_text else self.words(primary) if primary else None
        self._primary = self._make_primary(label, icon, ready=ready) if label else None
        if self._primary:
            foot.row.addWidget(self._primary)
        if old:
            self._whole.removeWidget(old)
            # Hidden first: a layout shows what it was just given a moment later, be it a window of its own by then.
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._whole.addWidget(foot)

    def note_in_foot(self, text: str) -> None:
        """Say something else where the note stands, until the foot is made again; why it is not ready still stands."""
        foot = self.findChild(Foot)
        if foot is not None and foot.note is not None:
            waits = self._primary is not None and not self._primary.isEnabled()
            foot.note.set_text(f"{text} {self._why_not}" if waits else text, self.desk.tag)

    def _make_primary(self, label: Words, icon: str, *, ready: bool) -> Button:
        after = icon if icon == "arrow_forward" else ""
        before = "" if after else icon
        button = Button(self.look, *label, kind=Kind.PRIMARY, icon=before, icon_after=after)
        button.setObjectName("primary")
        button.setEnabled(ready)
        button.clicked.connect(self.primary)
        return button

    # What the keys run

    def primary(self) -> None:
        """Do what comes next; Enter runs it too."""

    def go_back(self) -> None:
        """Go back; Esc runs it too. Nothing is lost."""

    def answer(self, position: int) -> bool:
        """Give the answer at POSITION (keys 1, 2, 3); say whether there was one."""
        _ = position
        return False

    def take_back(self) -> bool:
        """Take back what was done last on this page (Ctrl+Z); say whether the page does so."""
        return False

    def search(self) -> None:
        """Put the cursor into the search field (Ctrl+F)."""

    def print_paper(self) -> None:
        """Print (Ctrl+P)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter the primary, Esc back, 1 2 3 answer; everything else passes on."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            if self._primary is not None and self._primary.isEnabled():
                self.primary()
        elif key == Qt.Key.Key_Escape:
            self.go_back()
        elif key in ARROWS:
            move_focus(self, key)
        elif not (plain and key in _DIGITS and self.answer(_DIGITS[key])):
            super().keyPressEvent(event)

    # Building again

    def build(self) -> None:
        """Fill the body from the sitting; a page that changes while it is looked at puts everything in here."""

    def renew(self) -> None:
        """Build the body again, keeping the focus on what has the same name."""
        focused = self.window().focusWidget()
        name = focused.objectName() if focused and self.isAncestorOf(focused) else ""
        self.setUpdatesEnabled(False)
        empty(self.body)
        try:
            self.build()
        except ReferralError:
            # The stage tells what happened, and what to do.
            self.desk.went.emit()
            return
        finally:
            self.setUpdatesEnabled(True)
        found = self.findChild(QWidget, name) if name else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus()


class ScrollColumn(QScrollArea):
    """Scrolls one column up and down, never sideways, and follows the focus; its bar takes no room from the column."""

    def __init__(self, column: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(column)
        # The column shows the ground of the page; a scroll area would paint one of its own.
        self.viewport().setAutoFillBackground(False)
        column.setAutoFillBackground(False)
        self._margins: QMargins | None = None
        self.verticalScrollBar().rangeChanged.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the page, on which they move between cards."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Let the bar stand in the margin at the end edge, so that nothing moves when it comes."""
        column = self.widget()
        layout = column.layout() if column else None
        if layout is None:
            return
        self._margins = self._margins or layout.contentsMargins()
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        edges = self._margins
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = max(0, edges.left() - taken) if mirrored else edges.left()
        right = edges.right() if mirrored else max(0, edges.right() - taken)
        layout.setContentsMargins(left, edges.top(), right, edges.bottom())
