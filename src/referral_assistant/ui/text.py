"""Labels that are plain text, stand at the right edge, break where the language breaks, and are never cut in silence."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.i18n import language_of
from referral_assistant.ui.set_text import REACH, SET_BY_US, SetText
from referral_assistant.ui.typeface import font_for, language_of_text

_ZERO_WIDTH_SPACE = "\u200b"
_RIGHT_TO_LEFT_MARK, _LEFT_TO_RIGHT_MARK = "\u200f", "\u200e"
# Qt finds no place to break Khmer and Lao, and needs a system library for Thai.
_NEED_SPACES = frozenset({"km", "lo", "th"})
# Qt breaks Burmese inside syllables, and nothing in the text stops it.
_BREAK_OURSELVES = frozenset({"my"})
_COMFORTABLE = 520
"""The width of a line of text that is not asked to be longer, in pixels."""
_TALLER = frozenset({"km"})


class Words(NamedTuple):
    """Text and the language that it is in."""

    text: str
    tag: str


def with_breaks(text: str, tag: str) -> str:
    """Put a zero-width space where TEXT may break, for languages in which Qt does not find out itself."""
    if tag not in _NEED_SPACES or text.isascii():
        return text
    return _ZERO_WIDTH_SPACE.join(segments(text, tag))


def segments(text: str, tag: str) -> list[str]:
    """Cut TEXT where a line may end."""
    from referral_assistant.letters.breaks import opportunities

    cuts = [0, *sorted(opportunities(text, tag)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def directed(text: str, tag: str) -> str:
    """Mark TEXT so that its paragraph runs as its language does, whatever script it begins with."""
    language = language_of(tag)
    if not text or (text.isascii() and not (language and language.right_to_left)):
        return text
    if language and language.right_to_left:
        return _RIGHT_TO_LEFT_MARK + text
    return _LEFT_TO_RIGHT_MARK + text if "\u0590" <= text[0] <= "\u08ff" and language else text


class Text(QLabel):
    """A plain-text label of one language. `said()` is the text as it was given, for tests and screen readers."""

    def __init__(
        self, text: str, tag: str = "en", size: float = 16, *, bold: bool = False, wraps: bool = False, colour: str = ""
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._wraps, self._size, self._bold, self._centred = wraps, size, bold, False
        self._window_tag = tag
        self.set_text(text)
        self.set_colour(colour)

    def set_text(self, text: str, tag: str | None = None) -> None:
        """Show TEXT, in another language if TAG is given."""
        self._window_tag = tag or self._window_tag
        self._raw = text
        self._tag = language_of_text(text[:200], self._window_tag)
        self._set = _set_by_us(text, self._tag, self._size, bold=self._bold)
        self.setFont(font_for(self._tag, self._size, bold=self._bold))
        self._breaks_itself = self._wraps and self._tag in _BREAK_OURSELVES
        self.setWordWrap(self._wraps and not self._breaks_itself)
        self._stand()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(self._wraps)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)
        self._parts: list[str] = []
        self._broken: dict[int, list[str]] = {}
        self.setText(directed(with_breaks(text, self._tag) if self._wraps else text, self._tag))
        if self._breaks_itself:
            self._parts = segments(text, self._tag)
            self._lay(self.width())
        self._align()

    def _stand(self) -> None:
        """Give Khmer room above and below; let one line stand with its ink, not its box, in the middle."""
        padding = 4 if self._tag in _TALLER else 0
        down = 0 if self._wraps or self._set else _ink_below_middle(self._tag, self.font())
        self.setContentsMargins(0, padding + down, 0, padding - down)

    def _reach(self) -> int:
        """Return the room that the ends of a line of Nastaliq need beyond their advance."""
        return math.ceil(self._size * REACH) if self._set else 0

    def set_bold(self, bold: bool) -> None:
        """Set it in bold, or not."""
        self._bold = bold
        self.set_text(self._raw)

    def set_colour(self, colour: str) -> None:
        """Draw the text in COLOUR, a hex value; the palette's own when empty."""
        if colour:
            palette = QPalette(self.palette())
            palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
            self.setPalette(palette)

    def said(self) -> str:
        """Return the text as it was given."""
        return self._raw

    def centre(self) -> None:
        """Centre a short text."""
        self._centred = True
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of the page around."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        if self._centred:
            self.setAlignment(Qt.AlignmentFlag.AlignCenter)
            return
        # A label's alignment follows its text, not the window: name the edge absolutely.
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def _lines(self, width: int) -> list[str]:
        """Return the lines of the text at the WIDTH of the label."""
        if width not in self._broken:
            self._broken[width] = self._break(max(1, width))
        return self._broken[width]

    def _break(self, room: int) -> list[str]:
        metrics = QFontMetrics(self.font())
        lines: list[str] = [""]
        for part in self._parts:
            ended = lines[-1].endswith("\n")
            if ended or (lines[-1] and metrics.horizontalAdvance((lines[-1] + part).rstrip()) > room):
                lines.append("")
            lines[-1] += part
        return lines

    def _lay(self, width: int) -> None:
        self.setText(directed("\n".join(line.rstrip() for line in self._lines(max(width, 1))), self._tag))

    def heightForWidth(self, width: int) -> int:
        """Return the height that the text needs at WIDTH."""
        if self._set:
            return self._set.height(width - self._reach())
        if not self._breaks_itself:
            return super().heightForWidth(width)
        return len(self._lines(width)) * QFontMetrics(self.font()).lineSpacing()

    def hasHeightForWidth(self) -> bool:
        """Say whether the height depends on the width."""
        return self._wraps

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line, or on lines of a comfortable length."""
        if self._set:
            advance = self._set.advance + 2 + self._reach()
            width = min(advance, _COMFORTABLE) if self._wraps else advance
            return QSize(width, self._set.height(width - self._reach()))
        if not self._wraps:
            return super().sizeHint()
        # Qt would break a short line in two to look pleasing; one line is wanted where there is room for it.
        longest = max(self._raw.split("\n"), key=len)
        advance = QFontMetrics(self.font()).horizontalAdvance(directed(longest, self._tag))
        width = min(advance + 2, _COMFORTABLE)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the longest part that cannot be broken."""
        if self._set:
            if not self._wraps:
                return self.sizeHint()
            return QSize(min(self._set.widest_word() + self._reach(), 200), self._set.line_height)
        if not self._breaks_itself:
            return super().minimumSizeHint()
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(part.rstrip()) for part in self._parts), default=0)
        return QSize(min(widest, 200), metrics.lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines again at the new width."""
        if self._breaks_itself:
            self._lay(event.size().width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what we set ourselves; leave the rest to Qt."""
        if not self._set:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        share = 0.5 if self._centred else 1 if mirrored else 0
        self._set.draw(painter, QRectF(self.rect()), self.palette().color(QPalette.ColorRole.WindowText), share=share)
        painter.end()


class ElidedText(Text):
    """One line that ends in … where there is no room; the whole of it in the tooltip and to a screen reader."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the new width."""
        self._shorten(event.size().width())
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        if self._whole is not None:
            return QSize(self._whole.advance + 4 + self._reach(), self._whole.height(self._whole.advance))
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(directed(self._raw, self._tag)) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        hint = self.sizeHint()
        return QSize(min(60, hint.width()), hint.height())

    def set_text(self, text: str, tag: str | None = None) -> None:
        """Show TEXT; remember how wide the whole of it is."""
        super().set_text(text, tag)
        self._whole = self._set

    def _shorten(self, width: int) -> None:
        if self._whole is not None:
            cut = self._shorten_set(self._whole, width - self._reach())
        else:
            whole = directed(self._raw, self._tag)
            shown = QFontMetrics(self.font()).elidedText(whole, Qt.TextElideMode.ElideRight, width)
            self.setText(shown)
            cut = shown != whole
        self.setToolTip(self._raw if cut else "")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not cut)

    def _shorten_set(self, whole: SetText, room: int) -> bool:
        """Leave out words at the end until the rest fits; say whether any was left out."""
        words = self._raw.split(" ")
        self._set = whole
        while self._set is not None and self._set.advance > room and len(words) > 1:
            words.pop()
            self._set = _set_by_us(f"{' '.join(words)} …", self._tag, self._size, bold=self._bold)
        return self._set is not whole


def _ink_below_middle(tag: str, font: QFont) -> int:
    """Return by how many pixels a line of a language must go down to stand in the middle as Latin does."""
    language = language_of(tag)
    if language is None or language.script == "Latn":
        return 0
    metrics = QFontMetrics(font)
    ink = metrics.tightBoundingRect(language.own_name)
    middle_of_ink, middle_of_line = (ink.top() + ink.bottom()) / 2, (metrics.descent() - metrics.ascent()) / 2
    room_below = metrics.descent() - ink.bottom()
    return max(0, min(round(middle_of_line - middle_of_ink), int(room_below)))


def _set_by_us(text: str, tag: str, size: float, *, bold: bool) -> SetText | None:
    """Set the text where Qt would draw it wrongly; None leaves it to Qt, in the plainer style of its script."""
    if tag not in SET_BY_US or not text.strip():
        return None
    try:
        return SetText(text, tag, size, bold=bold)
    except ReferralError:  # a character that no font of ours has
        return None


def stray_labels(root: QWidget) -> list[QLabel]:
    """Find labels under ROOT that could render rich text: none may be made but by this module."""
    return [label for label in root.findChildren(QLabel) if label.textFormat() is not Qt.TextFormat.PlainText]
