"""The stage: shows the page of the place where we are, and keeps focus and scroll when it is built again."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.places import screen_for
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.shell.fault import FaultScreen
from referral_assistant.ui.shell.help import HelpPage


class Stage(QWidget):
    """Holds one page at a time; help lies over it and goes away again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stack = QStackedLayout(self)
        self._shown: Place | None = None
        self.page: Screen | None = None

    def show_place(self) -> None:
        """Build the page of the desk's place; the same place again keeps focus and scroll."""
        old = self.page
        same = old is not None and self._shown is self._desk.place
        focused, scrolled = self._state(old) if same else ("", 0)
        self.page, self._shown = self._build(), self._desk.place
        self._stack.addWidget(self.page)
        self._stack.setCurrentWidget(self.page)
        while self._stack.count() > 1:
            self._drop(self._stack.widget(0))
        self._focus(focused)
        if scrolled and self.page.scroller:
            bar = self.page.scroller.verticalScrollBar()
            QTimer.singleShot(0, bar, lambda: bar.setValue(scrolled))

    def _build(self) -> Screen:
        try:
            return screen_for(self._desk.place, self._desk)
        except ReferralError as fault:
            return FaultScreen(self._desk, fault)

    def show_help(self) -> None:
        """Say what the page is for and which keys work, or go back to the page."""
        if self.page is None:
            return
        if self._stack.count() > 1:
            self._drop(self._stack.widget(1))
            self.page.setFocus()
            return
        page = HelpPage(self._desk, self.page.help())
        page.closed.connect(self.show_help)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._stack.removeWidget(widget)
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()

    def _state(self, screen: Screen | None) -> tuple[str, int]:
        if screen is None:
            return "", 0
        focused = screen.window().focusWidget()
        inside = focused is not None and screen.isAncestorOf(focused)
        scroll = screen.scroller.verticalScrollBar().value() if screen.scroller else 0
        return (focused.objectName() if focused and inside else ""), scroll

    def _focus(self, name: str) -> None:
        assert self.page is not None
        found = self.page.findChild(QWidget, name) if name else None
        (found or self.page).setFocus(Qt.FocusReason.OtherFocusReason)
