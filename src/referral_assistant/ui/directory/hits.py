"""The list of what was found: two lines and a state in words a row; only what is in sight is drawn."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from referral_assistant.message import msg
from referral_assistant.service import Service
from referral_assistant.session.browse import Listed, Listing
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.words import State, area_of, state_of
from referral_assistant.ui.pictogram import draw
from referral_assistant.ui.style import RADIUS_CONTROL
from referral_assistant.ui.text import directed
from referral_assistant.ui.typeface import font_for, language_of_text

Index = QModelIndex | QPersistentModelIndex
_SIDE = 16


class HitModel(QAbstractListModel):
    """What was found, as Qt wants it; a row reads out whole to a screen reader."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.hits: tuple[Listed, ...] = ()

    def show_listing(self, listing: Listing) -> None:
        """Show another listing."""
        self.beginResetModel()
        self.hits = listing.found
        self.endResetModel()

    def row_of(self, service_id: str | None) -> int | None:
        """Return where a service stands; None when it is not in the list."""
        return next((row for row, one in enumerate(self.hits) if one.service.id == service_id), None)

    def rowCount(self, _parent: Index | None = None) -> int:
        """Return how many there are."""
        return len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        hit = self.hits[index.row()]
        state = self._desk.say(state_of(hit.service, hit.judgement).words)
        return f"{hit.service.name}, {second_line(hit.service)}, {state}"


def second_line(service: Service) -> str:
    """Return what stands under the name: who runs it, and where."""
    return " · ".join(part for part in (service.organization, area_of(service)) if part)


class HitDelegate(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return two lines of the scripts at hand, never lower than a target."""
        hit = self._hit(index)
        lines = [QFontMetrics(font).height() for font, _ in self._fonts(hit)]
        return QSize(120, max(self._look.px(60), sum(lines) + self._look.px(18)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw name, second line and state; the chosen row has an edge, a tint and weight."""
        colours, hit = self._look.colours, self._hit(index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        area = QRectF(option.rect).adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered:
            painter.setPen(QPen(QColor(colours.accent), 2) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.tint if chosen else colours.ground))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        inner = area.adjusted(_SIDE - 4, 0, -(_SIDE - 4), 0)
        taken = self._draw_state(painter, inner, state_of(hit.service, hit.judgement))
        self._draw_lines(painter, inner, hit, taken, chosen=chosen)
        painter.restore()

    def _draw_state(self, painter: QPainter, area: QRectF, state: State) -> float:
        """Draw the state at the end edge and return the width that it took."""
        words = self._desk.say(state.short)
        font = font_for(self._desk.tag, self._look.px(14), bold=True)
        icon = self._look.px(17)
        room = area.width() * 0.42 - icon - 7
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        width = QFontMetrics(font).horizontalAdvance(shown) + 2
        colour = state.hues(self._look.colours).ink
        place = QRectF(area.right() - width - icon - 7, area.center().y() - icon / 2, icon, icon)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        self._text(painter, QRectF(area.right() - width, area.y(), width, area.height()), area, shown)
        draw(painter, state.icon, self._mirrored(place, area), colour)
        return width + icon + 7

    def _draw_lines(self, painter: QPainter, area: QRectF, hit: Listed, taken: float, *, chosen: bool) -> None:
        colours = self._look.colours
        (name_font, name), (second_font, second) = self._fonts(hit)
        high, low = QFontMetrics(name_font).height(), QFontMetrics(second_font).height()
        top = area.center().y() - (high + (low if second else 0)) / 2
        width = area.width() - taken - 12
        for font, text, y, height, colour in (
            (name_font, name, top, high, colours.accent if chosen else colours.ink),
            (second_font, second, top + high, low, colours.second),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(width))
            self._text(painter, QRectF(area.x(), y, width, height), area, shown)

    def _fonts(self, hit: Listed) -> tuple[tuple[QFont, str], tuple[QFont, str]]:
        name, second = hit.service.name, second_line(hit.service)
        tags = [language_of_text(text[:200], self._desk.tag) for text in (name, second)]
        return (
            (font_for(tags[0], self._look.px(16), bold=True), name),
            (font_for(tags[1], self._look.px(14)), second),
        )

    def _text(self, painter: QPainter, place: QRectF, area: QRectF, text: str) -> None:
        right = self._is_mirrored
        at = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = at | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(self._mirrored(place, area), flags, directed(text, self._desk.tag))

    @property
    def _is_mirrored(self) -> bool:
        return self._desk.catalog.language.right_to_left

    def _mirrored(self, place: QRectF, area: QRectF) -> QRectF:
        if not self._is_mirrored:
            return place
        return QRectF(area.left() + area.right() - place.right(), place.y(), place.width(), place.height())

    @staticmethod
    def _hit(index: Index) -> Listed:
        model = index.model()
        assert isinstance(model, HitModel)
        return model.hits[index.row()]


class HitList(QListView):
    """The list itself. Arrow keys move; `looked_at` says which service is chosen."""

    looked_at = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._model = HitModel(desk)
        self.setModel(self._model)
        self.setItemDelegate(HitDelegate(desk))
        self.setObjectName("places")
        self.setAccessibleName(desk.say(msg("Places")))
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: 0; outline: 0; }")
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def hits(self) -> tuple[Listed, ...]:
        """What is in the list."""
        return self._model.hits

    def show_listing(self, listing: Listing, selected: str | None) -> str | None:
        """Show a listing; keep the chosen service, or choose the first. Returns the one that is chosen."""
        self.selectionModel().blockSignals(True)
        self._model.show_listing(listing)
        row = self._model.row_of(selected)
        row = row if row is not None else 0 if listing.found else None
        if row is not None:
            self.setCurrentIndex(self._model.index(row, 0))
        self.selectionModel().blockSignals(False)
        self.viewport().update()
        return listing.found[row].service.id if row is not None else None

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.looked_at.emit(self._model.hits[current.row()].service.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter and Esc to the page."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            event.ignore()
            return
        super().keyPressEvent(event)
