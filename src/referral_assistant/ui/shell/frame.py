"""Everything inside the window in one dress: rail, top bar, page, standing lines. Built again when the dress changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.ui.desk import Desk
from referral_assistant.ui.shell.lines import EndVisitLine, ExampleLine
from referral_assistant.ui.shell.rail import Rail
from referral_assistant.ui.shell.stage import Stage
from referral_assistant.ui.shell.top_bar import TopBar


class Frame(QWidget):
    """The window's content."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = Rail(desk)
        self.stage = Stage(desk)
        self.rail.help_wanted.connect(self.stage.show_help)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._asking: EndVisitLine | None = None
        self._top: TopBar | None = None
        row.addWidget(self.rail)
        row.addLayout(self._column, 1)
        self._column.addWidget(self.stage, 1)
        if desk.session.is_example:
            self._column.addWidget(ExampleLine(desk))

    def follow(self) -> None:
        """Show where the desk is now."""
        self.stop_asking()
        old, self._top = self._top, TopBar(self._desk)
        self._top.end_wanted.connect(self.ask_to_end)
        self._column.insertWidget(0, self._top)
        if old is not None:
            self._forget(old)
        self.rail.follow()
        self.stage.show_place()

    def ask_to_end(self) -> None:
        """Ask once before the visit is forgotten; an empty visit ends at once."""
        if not self._desk.visit_holds_words:
            self._desk.end_visit()
            return
        if self._asking is None:
            self._asking = EndVisitLine(self._desk)
            self._asking.kept.connect(self.stop_asking)
            self._asking.ended.connect(self._desk.end_visit)
            self._column.insertWidget(1, self._asking)
        self._asking.keep.setFocus(Qt.FocusReason.TabFocusReason)

    def stop_asking(self) -> None:
        """Go on with the visit."""
        if self._asking is not None:
            line, self._asking = self._asking, None
            self._forget(line)
            if self.stage.page is not None:
                self.stage.page.setFocus()

    def _forget(self, part: QWidget) -> None:
        self._column.removeWidget(part)
        part.hide()
        part.setParent(None)
        part.deleteLater()
