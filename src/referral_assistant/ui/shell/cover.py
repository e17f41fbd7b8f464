"""What can lie over the whole window: the blank page (F9) and the turned screen (F11)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from referral_assistant.ui.desk import Desk


class Cover(QObject):
    """Puts a page over the window at once and takes it away again. Open dialogs are closed by the blank page."""

    covered = Signal(bool)

    def __init__(self, window: QMainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._blank: QWidget | None = None
        self._turned: QWidget | None = None
        self._focus: QWidget | None = None
        self._title = ""

    @property
    def is_blank(self) -> bool:
        """Whether the blank page lies over the window."""
        return self._blank is not None

    def toggle_blank(self) -> None:
        """Cover the window, or bring it back."""
        if self._blank is None:
            self.blank()
        else:
            self.lift()

    def blank(self) -> None:
        """Cover the window with the calendar."""
        if self._blank is not None:
            return
        self._desk.aloud.stop()
        from referral_assistant.ui.shell.blank import BlankPage

        window, desk = self._window, self._desk
        self._focus = window.focusWidget()
        page = BlankPage(desk.catalog, desk.look, desk.session.region.week_starts)
        page.lifted.connect(self.lift)
        self._blank = page
        self._lay(page)
        self._title = window.windowTitle()
        window.setWindowTitle(page.title())
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for one in QApplication.topLevelWidgets():
            if one is not window and one.isVisible():
                one.close()
        self.covered.emit(True)

    def lift(self) -> None:
        """Bring the window back as it was."""
        page, self._blank = self._blank, None
        if page is None:
            return
        self._window.setWindowTitle(self._title)
        self._drop(page)
        self.covered.emit(False)
        focus, self._focus = self._focus, None
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self) -> None:
        """Turn the screen to the family, or back."""
        if self._turned is not None:
            page, self._turned = self._turned, None
            self._desk.aloud.stop()
            self._drop(page)
            self._desk.dressed.emit()
            return
        from referral_assistant.ui.visit.turned import TurnedScreen

        turned = TurnedScreen(self._desk)
        turned.turned_back.connect(self.turn)
        self._turned = turned
        self._lay(turned)

    def fit(self) -> None:
        """Follow the size of the window."""
        for page in (self._turned, self._blank):
            if page is not None:
                page.setGeometry(self._window.rect())

    def raise_again(self) -> None:
        """Stay on top when the content below was built again."""
        for page in (self._turned, self._blank):
            if page is not None:
                page.raise_()

    def _lay(self, page: QWidget) -> None:
        page.setParent(self._window)
        page.setGeometry(self._window.rect())
        page.show()
        page.raise_()
        page.setFocus()

    @staticmethod
    def _drop(page: QWidget) -> None:
        page.hide()
        page.setParent(None)
        page.deleteLater()
