"""The true pages: drawn in the background from the very bytes, page under page, zoomed, readable by a screen reader."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from referral_assistant.ui.background import Latest, Report
from referral_assistant.ui.letter.pages import PageSize, draw_page, page_sizes, page_text
from referral_assistant.ui.style import Look

# Pixels a point at which a page is as large as the paper (96 dots an inch).
TRUE_SIZE = 96 / 72
SMALLEST, LARGEST = 0.35 * TRUE_SIZE, 4 * TRUE_SIZE
STEP = 1.2
_MARGIN = 16
# A page fitted into the view is not blown up beyond this, so that a slip still looks like a slip.
_MOST_FITTED = 1.75 * TRUE_SIZE
# Smaller than this a page shows its shape but cannot be read: fit its width instead.
_LEGIBLE = 0.62 * TRUE_SIZE


@dataclass(frozen=True, slots=True)
class _Read:
    """What the background found out about a PDF."""

    pdf: bytes
    sizes: tuple[PageSize, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Pages as pictures at one scale."""

    scale: float
    pictures: dict[int, QImage]


class Leaf(QWidget):
    """One page: white with a thin edge; the old picture is stretched until the new one is there."""

    def __init__(self, look: Look, size: PageSize) -> None:
        super().__init__()
        self.size_in_points = size
        self._look = look
        self._picture: QImage | None = None
        self.scale_drawn = 0.0

    def lay(self, scale: float) -> None:
        """Take the size at SCALE pixels a point."""
        self.setFixedSize(round(self.size_in_points.width * scale) + 2, round(self.size_in_points.height * scale) + 2)

    def show_picture(self, picture: QImage, scale: float) -> None:
        """Show PICTURE."""
        self._picture, self.scale_drawn = picture, scale
        self.update()

    @property
    def picture(self) -> QImage | None:
        """The picture of the page, once it is drawn."""
        return self._picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(area, QColor("#FFFFFF"))
        if self._picture is not None:
            painter.drawImage(area.adjusted(1, 1, -1, -1), self._picture)
        painter.setPen(QPen(QColor(self._look.colours.edge), 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class Preview(QScrollArea):
    """Shows the pages of a PDF. Give it bytes by `show_pdf`; `whole` fits a page, `wide` its width."""

    zoomed = Signal()
    read = Signal(int)
    """The PDF was opened; how many pages it has."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pdf = b""
        self.leaves: list[Leaf] = []
        self._scale: float | None = None
        self._wide = False
        self._chosen = False
        self._reader, self._drawer = Latest(self), Latest(self)
        self._reader.answered.connect(self._on_read)
        self._drawer.answered.connect(self._on_drawn)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(30)
        self._soon.timeout.connect(self._draw_visible)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bed = QWidget()
        self._column = QVBoxLayout(self._bed)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(_MARGIN)
        self.setWidget(self._bed)
        self.viewport().setAutoFillBackground(False)
        self._bed.setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._soon.start)

    # What is shown

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self.leaves)

    @property
    def is_drawn(self) -> bool:
        """Whether every page in sight shows the newest bytes at the present size."""
        waiting = self._reader.waiting or self._drawer.waiting or self._soon.isActive()
        return not waiting and all(leaf.picture is not None for leaf in self._in_sight())

    def show_pdf(self, pdf: bytes) -> None:
        """Show these bytes; the old pages stay until the new ones are there."""
        self._drawer.forget()

        def work(report: Report) -> _Read:
            sizes = page_sizes(pdf)
            report(0, len(sizes))
            return _Read(pdf, sizes, tuple(page_text(pdf, number) for number in range(len(sizes))))

        self._reader.ask(work)

    def clear(self) -> None:
        """Show nothing."""
        self._reader.forget()
        self._drawer.forget()
        self._pdf = b""
        self._set_leaves(())

    def _on_read(self, found: _Read) -> None:
        self._pdf = found.pdf
        if tuple(leaf.size_in_points for leaf in self.leaves) != found.sizes:
            self._set_leaves(found.sizes)
        for number, (leaf, text) in enumerate(zip(self.leaves, found.texts, strict=True), 1):
            leaf.setAccessibleName(f"{number}/{len(self.leaves)}")
            leaf.setAccessibleDescription(text)
            leaf.scale_drawn = 0.0
        self.read.emit(len(self.leaves))
        self._lay()

    def _set_leaves(self, sizes: tuple[PageSize, ...]) -> None:
        for leaf in self.leaves:
            self._column.removeWidget(leaf)
            leaf.hide()
            leaf.deleteLater()
        self.leaves = [Leaf(self._look, size) for size in sizes]
        for leaf in self.leaves:
            self._column.addWidget(leaf, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._column.addStretch() if self._column.count() == len(self.leaves) else None

    # Zoom

    @property
    def scale(self) -> float:
        """Pixels a point."""
        if self._scale is not None:
            return self._scale
        wide, whole = self._fitted(wide=True), self._fitted(wide=False)
        if self._chosen:
            return wide if self._wide else whole
        return whole if whole >= _LEGIBLE else wide

    def zoom(self, factor: float) -> None:
        """Make the pages larger or smaller."""
        self._scale = min(max(self.scale * factor, SMALLEST), LARGEST)
        self._lay()
        self.zoomed.emit()

    def fit(self, *, wide: bool) -> None:
        """Fit the width of a page, or the whole page."""
        self._scale, self._wide, self._chosen = None, wide, True
        self._lay()
        self.zoomed.emit()

    @property
    def is_wide(self) -> bool:
        """Whether the width of a page is fitted."""
        return self._scale is None and self.scale == self._fitted(wide=True)

    def _fitted(self, *, wide: bool) -> float:
        if not self.leaves:
            return TRUE_SIZE
        room = self.maximumViewportSize()
        bar = self.verticalScrollBar().sizeHint().width() if wide else 0
        width = max(leaf.size_in_points.width for leaf in self.leaves)
        height = max(leaf.size_in_points.height for leaf in self.leaves)
        across = (room.width() - bar - 2 * _MARGIN - 2) / width
        if wide:
            return min(max(across, SMALLEST), _MOST_FITTED)
        return min(max(min(across, (room.height() - 2 * _MARGIN - 2) / height), SMALLEST), _MOST_FITTED)

    def _lay(self) -> None:
        for leaf in self.leaves:
            leaf.lay(self.scale)
        self._soon.start()

    # Drawing

    def _in_sight(self) -> list[Leaf]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [leaf for leaf in self.leaves if leaf.y() < bottom and leaf.y() + leaf.height() > top]

    def _draw_visible(self) -> None:
        scale = self.scale * self.devicePixelRatioF()
        wanted = [number for number, leaf in enumerate(self.leaves) if leaf in self._in_sight()]
        wanted = [number for number in wanted if self.leaves[number].scale_drawn != scale]
        if not wanted:
            return
        pdf = self._pdf

        def work(report: Report) -> _Drawn:
            pictures = {}
            for done, number in enumerate(wanted):
                report(done, len(wanted))
                pictures[number] = draw_page(pdf, number, scale)
            return _Drawn(scale, pictures)

        self._drawer.ask(work)

    def _on_drawn(self, drawn: _Drawn) -> None:
        for number, picture in drawn.pictures.items():
            self.leaves[number].show_picture(picture, drawn.scale)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._lay()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw when the screen's density changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._soon.start()

    def sizeHint(self) -> QSize:
        """Ask for as much as there is."""
        return QSize(600, 600)
