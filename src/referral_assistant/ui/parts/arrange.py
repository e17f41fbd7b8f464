"""How parts stand on a page: rows that wrap, and the way of the arrow keys between them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLayout, QLayoutItem, QScrollArea, QStyle, QWidget

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Wrapping(QLayout):
    """Sets its parts in rows from the start edge and begins a new row where the width ends; mirrored with the window."""

    def __init__(self, gap: int = 8, *, at_end: bool = False) -> None:
        """With AT_END the rows stand at the end edge."""
        super().__init__()
        self._at_end = at_end
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part; None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a part away; None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than the parts need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that fewer rows fit where it is wide."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at WIDTH."""
        return self._lay(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the parts."""
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def sizeHint(self) -> QSize:
        """Return the size of everything in one row."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest part alone."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, area: QRect, *, place: bool) -> int:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        y = 0
        for row in self._rows(area.width()):
            high = max(hint.height() for _, hint in row)
            used = sum(hint.width() for _, hint in row) + self.spacing() * (len(row) - 1)
            x = area.width() - used if self._at_end else 0
            for item, hint in row:
                if place:
                    spot = QRect(QPoint(area.x() + x, area.y() + y), hint)
                    item.setGeometry(QStyle.visualRect(direction, area, spot))
                x += hint.width() + self.spacing()
            y += high + self.spacing()
        return max(0, y - self.spacing())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = width + 1
        for item in self._shown():
            hint = item.sizeHint().boundedTo(QSize(max(width, 1), 10_000))
            if used + hint.width() > width:
                rows.append([])
                used = 0
            rows[-1].append((item, hint))
            used += hint.width() + self.spacing()
        return rows


def edges(layout: QLayout, start: int, top: int, end: int, bottom: int) -> None:
    """Set the margins of LAYOUT by start and end edge, which Qt does not mirror itself."""
    mirrored = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left, right = (end, start) if mirrored else (start, end)
    layout.setContentsMargins(left, top, right, bottom)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go, at once out of sight and out of the tab order."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


def move_focus(page: QWidget, key: Qt.Key) -> None:
    """Move the focus to the nearest thing that can be pressed in the direction of an arrow key."""
    here = page.window().focusWidget()
    if here is None or not page.isAncestorOf(here):
        page.focusNextChild()
        return
    step = ARROWS[key]
    start = here.mapTo(page, here.rect().center())
    others = [
        one
        for one in page.findChildren(QAbstractButton)
        if one is not here and one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    reached = [
        (distance, one) for one in others if (distance := _distance(start, one.mapTo(page, one.rect().center()), step))
    ]
    if reached:
        target = min(reached, key=lambda pair: pair[0])[1]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        show(target)


def _distance(start: QPoint, end: QPoint, step: tuple[int, int]) -> float:
    """Measure how far END is in the direction STEP; 0 when it lies in another one. Aside counts three times."""
    x, y = end.x() - start.x(), end.y() - start.y()
    ahead, aside = (x * step[0], abs(y)) if step[0] else (y * step[1], abs(x))
    return ahead + 3.0 * aside if ahead > 4 and ahead * 4 > aside else 0.0


def show(widget: QWidget) -> None:
    """Scroll WIDGET into sight."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 24, 24)
            return
        around = around.parentWidget()


def hide_or_show(widget: QWidget, *, there: bool) -> None:
    """Hide a part or show it again; one that is in no layout yet is left to appear with its page, not as a window."""
    if not there:
        widget.hide()
    elif widget.parentWidget() is not None:
        widget.show()
