"""Lines set as on paper, for what Qt draws wrongly: its shaping puts letters of Nastaliq over each other.

The engine of the letters shapes and breaks; Qt only draws the glyphs where it says.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QRawFont

if TYPE_CHECKING:
    from referral_assistant.letters.line import Line

SET_BY_US = frozenset({"ur"})
"""Languages whose labels are set here."""
REACH = 0.65
"""How far the first and the last letter of a line may reach beyond it together, as a part of the size of the font."""
_BELOW = 0.12
_EM = 1000
_ENDLESS = 1e9


class SetText:
    """A text of one language and size, set into lines. Raises InputError for a character that no font of ours has."""

    def __init__(self, text: str, tag: str, size: float, *, bold: bool) -> None:
        self._paragraphs = text.split("\n")
        self._tag, self._size, self._bold = tag, size, bold
        self._known: dict[int, list[Line]] = {}
        whole = self._set(_ENDLESS)
        self.advance = math.ceil(max(line.width for line in whole) * size / _EM)
        self.line_height = math.ceil(max(line.ascent + line.descent for line in whole) * size)
        self._ascent = max(line.ascent for line in whole) * size

    def _set(self, width: float) -> list[Line]:
        from referral_assistant.letters.line import set_lines

        room = width * _EM / self._size
        return [line for one in self._paragraphs for line in set_lines(one, self._tag, bold=self._bold, width=room)]

    def lines(self, width: int) -> list[Line]:
        """Return the lines at WIDTH pixels."""
        if width not in self._known:
            self._known[width] = self._set(max(width, 1))
        return self._known[width]

    def height(self, width: int) -> int:
        """Return the height of all lines at WIDTH pixels, with what hangs below the last."""
        return len(self.lines(width)) * self.line_height + math.ceil(self._size * _BELOW)

    def widest_word(self) -> int:
        """Return the width of the widest part that cannot be broken, in pixels."""
        words = [word for paragraph in self._paragraphs for word in paragraph.split()]
        alone = [SetText(word, self._tag, self._size, bold=self._bold).advance for word in words if word]
        return max(alone, default=0)

    def draw(self, painter: QPainter, area: QRectF, colour: QColor, *, share: float) -> None:
        """Draw the lines into AREA; SHARE of the free width stands to the left of each: 0, 0.5 or 1.

        It is the ink that meets the edge: letters that reach beyond their line are moved back into the area.
        """
        painter.setPen(colour)
        scale = self._size / _EM
        lines = self.lines(int(area.width() - self._size * REACH))
        y = area.y() + (area.height() - len(lines) * self.line_height) / 2 + self._ascent
        for line in lines:
            left, right = _ink(line)
            free = area.width() - (line.width + left + right) * scale
            self._draw_line(painter, line, area.x() + left * scale + share * free, y)
            y += self.line_height

    def _draw_line(self, painter: QPainter, line: Line, x: float, y: float) -> None:
        scale = self._size / _EM
        for run in line.runs:
            ids, places = [], []
            for glyph, _, advance, right, up, _ in run.glyphs:
                ids.append(glyph)
                places.append(QPointF(x + right * scale, y - up * scale))
                x += advance * scale
            glyphs = QGlyphRun()
            glyphs.setRawFont(_face(str(run.font.path), self._size))
            glyphs.setGlyphIndexes(ids)
            glyphs.setPositions(places)
            painter.drawGlyphRun(QPointF(0, 0), glyphs)


def _ink(line: Line) -> tuple[int, int]:
    """Return how far the ink reaches beyond the line, to the left and to the right, in 1/1000 em."""
    first, last, x = 0, line.width, 0
    for run in line.runs:
        for glyph, _, advance, right, _, _ in run.glyphs:
            box = run.font.handle.get_glyph_extents(glyph)
            if box:
                first = min(first, x + right + box.x_bearing)
                last = max(last, x + right + box.x_bearing + box.width)
            x += advance
    return -first, last - line.width


@cache
def _face(path: str, size: float) -> QRawFont:
    return QRawFont(path, size, QFont.HintingPreference.PreferNoHinting)
