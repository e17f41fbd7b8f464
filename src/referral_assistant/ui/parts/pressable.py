"""What can be pressed: buttons, choices and cards. They paint themselves, so that words and pictograms sit right."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.ui.pictogram import Pictogram, draw
from referral_assistant.ui.style import BODY, PRIMARY, RADIUS_CARD, RADIUS_CONTROL, TARGET, Colours, Look
from referral_assistant.ui.text import Text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class _Last:
    """Whether the last hand was on the keys: only then is the ring of focus of use."""

    by_key = False


class Kind(Enum):
    """How much a button asks for attention."""

    PRIMARY = 0
    PLAIN = 1
    QUIET = 2
    WITHDRAWS = 3
    CARD = 4


class Mark(Enum):
    """What shows in greyscale too that a card is chosen: a box for many, a ring for one."""

    NONE = 0
    BOX = 1
    RING = 2


class Pressable(QAbstractButton):
    """A button that is laid out like a small page. Give it a layout; labels in it take its colour."""

    def __init__(self, look: Look, kind: Kind, name: str, *, checkable: bool = False) -> None:
        super().__init__()
        self.look, self.kind = look, kind
        self.setCheckable(checkable)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(PRIMARY if kind is Kind.PRIMARY else TARGET)
        self._hovered = self._ringed = False
        self._inks: list[tuple[Text | Pictogram, str]] = []
        self.toggled.connect(self._colour_all)

    def inked(self, part: Text | Pictogram, role: str = "ink") -> Text | Pictogram:
        """Let PART take the button's colour for ROLE: `ink` follows the state, `second` stays behind."""
        self._inks.append((part, role))
        part.set_colour(self._ink(role))
        return part

    def _ink(self, role: str) -> str:
        colours = self.look.colours
        if not self.isEnabled():
            return colours.faint
        if role == "second":
            return colours.second
        if self.kind is Kind.PRIMARY:
            return colours.on_accent
        if self.kind is Kind.WITHDRAWS:
            return colours.danger.ink
        if self.kind is Kind.QUIET or self.isChecked():
            return colours.accent
        return colours.ink

    def _colour_all(self) -> None:
        for part, role in self._inks:
            part.set_colour(self._ink(role))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow being enabled or not."""
        if event.type() == QEvent.Type.EnabledChange:
            self._colour_all()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring to those who came by key, not to those who pressed."""
        if event.reason() in _BY_KEY:
            _Last.by_key = True
        elif event.reason() is Qt.FocusReason.MouseFocusReason:
            _Last.by_key = False
        self._ringed = _Last.by_key
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Darken under the pointer."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Lighten again."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; so does Enter, but on what is chosen rather than done it is the page's. Arrows are the page's."""
        _Last.by_key = self._ringed = True
        self.update()
        if event.key() in _ENTER and not self.isCheckable():
            self.click()
        elif event.key() in (*_ENTER, *_ARROWS):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return what the content needs, never smaller than a target."""
        least = QSize(TARGET, PRIMARY if self.kind is Kind.PRIMARY else TARGET)
        layout = self.layout()
        return layout.sizeHint().expandedTo(least) if layout else least

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which nothing is cut."""
        layout = self.layout()
        return layout.minimumSize().expandedTo(QSize(TARGET, TARGET)) if layout else QSize(TARGET, TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the edge and the ring of focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        radius = RADIUS_CARD if self.kind is Kind.CARD else RADIUS_CONTROL
        if self.hasFocus() and self._ringed:
            painter.setPen(QPen(QColor(self.look.colours.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius + 2, radius + 2)
            area = area.adjusted(4, 4, -4, -4)
        ground, edge, width = self._surface(self.look.colours)
        inset = width / 2
        painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()

    def _surface(self, colours: Colours) -> tuple[str, str, float]:
        """Return ground, edge and the width of the edge for the state."""
        if not self.isEnabled():
            return colours.idle, "", 0
        if self.kind is Kind.PRIMARY:
            return colours.pressed if self._hovered or self.isDown() else colours.accent, "", 0
        if self.isChecked():
            return colours.tint, colours.accent, 2
        hovered = self._hovered or self.isDown()
        if self.kind is Kind.QUIET:
            return colours.tint if hovered else "", "", 0
        ground = colours.ground if hovered else colours.card
        if self.kind is Kind.WITHDRAWS:
            return ground, colours.danger.ink, 1
        return ground, colours.line if self.kind is Kind.CARD else colours.edge, 1


class Button(Pressable):
    """A button with a word and, before or after it, a pictogram."""

    def __init__(
        self,
        look: Look,
        text: str,
        tag: str = "en",
        *,
        kind: Kind = Kind.PLAIN,
        icon: str = "",
        icon_after: str = "",
        checkable: bool = False,
        size: float = BODY,
        widest: int = 0,
    ) -> None:
        """WIDEST: in a narrow column, the width of the whole button beyond which its words take more lines."""
        super().__init__(look, kind, text, checkable=checkable)
        row = QHBoxLayout(self)
        side = 12 if kind is Kind.QUIET else 24 if kind is Kind.PRIMARY else 14 if look.small else 18
        row.setContentsMargins(side, 6, side, 6)
        row.setSpacing(8)
        row.addStretch()
        if icon:
            row.addWidget(self.inked(Pictogram(icon, look.px(20), "")))
        self.label = Text(text, tag, look.px(size), bold=True)
        room = widest - 2 * side - (look.px(20) + row.spacing() if icon else 0)
        if widest and self.label.sizeHint().width() > room:
            self.label = Text(text, tag, look.px(size), bold=True, wraps=True)
            self.label.setFixedSize(room, self.label.heightForWidth(room))
        if text:
            row.addWidget(self.inked(self.label))
        if icon_after:
            row.addWidget(self.inked(Pictogram(icon_after, look.px(20), "")))
        row.addStretch()
        if checkable:
            # Weight says "chosen" too; the width is that of the heavier words, so that nothing moves.
            self.label.setMinimumWidth(self.label.sizeHint().width())
            self.label.centre()
            self.label.set_bold(False)
            self.toggled.connect(self.label.set_bold)


class MarkBox(QWidget):
    """The box or ring that shows whether a choice is made."""

    def __init__(self, owner: Pressable, mark: Mark) -> None:
        super().__init__()
        self._owner, self._mark = owner, mark
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(24, 24)
        owner.toggled.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box with its tick, or the ring with its dot."""
        colours = self._owner.look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._owner.isChecked()
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.edge), 2))
        painter.setBrush(QColor(colours.accent if chosen else colours.card))
        if self._mark is Mark.BOX:
            painter.drawRoundedRect(QRectF(1, 1, 22, 22), 5, 5)
            if chosen:
                draw(painter, "check", QRectF(3, 3, 18, 18), colours.on_accent)
        else:
            painter.setBrush(QColor(colours.card))
            painter.drawEllipse(QPointF(12, 12), 10, 10)
            if chosen:
                painter.setBrush(QColor(colours.accent))
                painter.drawEllipse(QPointF(12, 12), 5.5, 5.5)
        painter.end()


class Tick(QWidget):
    """A tick that stands only on what is chosen, so that it shows in greyscale too."""

    def __init__(self, owner: Pressable) -> None:
        super().__init__()
        self._owner = owner
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(20, 20)
        owner.toggled.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tick."""
        if self._owner.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, "check", QRectF(self.rect()), self._owner.look.colours.accent, mirrored=False)
            painter.end()


class Choice(Pressable):
    """A row with a box or a ring and one or two lines of words; without a card around it unless CARD."""

    def __init__(
        self,
        look: Look,
        first: tuple[str, str],
        second: tuple[str, str] | None,
        *,
        mark: Mark,
        icon: str = "",
        card: bool,
    ) -> None:
        """FIRST and SECOND are (text, language tag)."""
        name = first[0] if second is None else f"{first[0]}, {second[0]}"
        super().__init__(look, Kind.CARD if card else Kind.QUIET, name, checkable=True)
        self._card = card
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if card else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(14 if card else 6, 8 if card else 5, 14 if card else 6, 8 if card else 5)
        row.setSpacing(12)
        row.addWidget(MarkBox(self, mark))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.inked(Text(first[0], first[1], look.px(BODY), bold=card, wraps=True)))
        if second:
            words.addWidget(self.inked(Text(second[0], second[1], look.px(14), wraps=True), "second"))
        row.addLayout(words, 1)
        if icon:
            row.addWidget(self.inked(Pictogram(icon, look.px(22), ""), "second"))

    def _ink(self, role: str) -> str:
        if not self._card and role == "ink" and self.isEnabled():
            return self.look.colours.ink
        return super()._ink(role)

    def _surface(self, colours: Colours) -> tuple[str, str, float]:
        return super()._surface(colours) if self._card else ("", "", 0)
