"""What fills the window: the frame in its present dress, the keys that work everywhere, what can lie over it all."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.ui.background import close_all
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.shell.cover import Cover
from referral_assistant.ui.shell.frame import Frame
from referral_assistant.ui.shell.rail import ROOMS
from referral_assistant.ui.style import palette_of, stylesheet
from referral_assistant.ui.typeface import font_for, load_fonts

SMALL = (1180, 720)
"""Below this width or height the small layout is used."""


def application() -> QApplication:
    """Return the application object, which is there before any window is furnished."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


class Furnishing(QObject):
    """Fills a window from a desk, and follows it."""

    def __init__(self, window: QMainWindow, desk: Desk) -> None:
        super().__init__(window)
        load_fonts()
        self.window, self.desk = window, desk
        self.cover = Cover(window, desk)
        desk.look = replace(desk.look, small=self._is_small())
        self.frame = self._dress()
        desk.went.connect(self._on_went)
        desk.dressed.connect(self._on_dressed)
        desk.blanked.connect(self.cover.blank)
        desk.turn_wanted.connect(self.cover.turn)
        self._shortcuts: list[QShortcut] = []
        self._add_keys()
        self.cover.covered.connect(self._on_covered)

    def _add_keys(self) -> None:
        blank = QShortcut(QKeySequence("F9"), self.window)
        blank.activated.connect(self.cover.toggle_blank)
        # A dialog keeps shortcuts from the window: there the key is caught on its way.
        application().focusWindowChanged.connect(self._on_other_window)
        for number, (place, _, _) in enumerate(ROOMS, start=1):
            self._key(f"Ctrl+{number}").activated.connect(lambda place=place: self.desk.enter(place))
        self._key("F1").activated.connect(self._on_help)
        self._key("F11").activated.connect(self.cover.turn)
        self._key("Ctrl+F").activated.connect(self._on_find)
        self._key("Ctrl+P").activated.connect(self._on_print)
        self._key("Ctrl+Z").activated.connect(self._on_take_back)

    def _key(self, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self.window)
        self._shortcuts.append(shortcut)
        return shortcut

    def _on_covered(self, covered: bool) -> None:
        """Under the cover no key but the one that lifts it does anything."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not covered)

    def _on_other_window(self, other: QWindow | None) -> None:
        if other is not None and other is not self.window.windowHandle():
            other.removeEventFilter(self)
            other.installEventFilter(self)

    def _on_help(self) -> None:
        self.frame.stage.show_help()

    def _on_find(self) -> None:
        """Search on the page; where there is nothing to search, in the directory."""
        page = self.frame.stage.page
        if page is None or type(page).search is Screen.search:
            self.desk.go(Place.DIRECTORY)
            page = self.frame.stage.page
        if page is not None:
            page.search()

    def _on_print(self) -> None:
        if self.frame.stage.page:
            self.frame.stage.page.print_paper()

    def _on_take_back(self) -> None:
        """Take back what the page did last; a page that does nothing of its own takes back what the family said."""
        page = self.frame.stage.page
        if page is None or not page.take_back():
            self.desk.take_back()

    def _on_went(self) -> None:
        self.frame.follow()

    def _on_dressed(self) -> None:
        self.frame = self._dress()

    def _dress(self) -> Frame:
        """Put on language, direction, colours and sizes, and build the content again."""
        look, language = self.desk.look, self.desk.catalog.language
        left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
        QApplication.setLayoutDirection(right if language.right_to_left else left)
        QApplication.setFont(font_for(language.tag, look.px(16)))
        QApplication.setPalette(palette_of(look.colours))
        self.window.setStyleSheet(stylesheet(look))
        focused = self.window.focusWidget()
        name = focused.objectName() if focused else ""
        old = self.window.takeCentralWidget()
        frame = Frame(self.desk)
        self.window.setCentralWidget(frame)
        frame.follow()
        found = frame.findChild(QWidget, name) if name else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        if old is not None:
            old.deleteLater()
        self.cover.raise_again()
        return frame

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Catch F9 in any other window of the program."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F9:
            self.cover.blank()
            return True
        return False

    def fit(self) -> None:
        """Follow the size of the window; use the small layout on a small screen."""
        self.cover.fit()
        self.desk.dress(small=self._is_small())

    def _is_small(self) -> bool:
        return self.window.width() < SMALL[0] or self.window.height() < SMALL[1]

    def leave(self) -> None:
        """Stop what works beside the window, a write excepted; remember its size; let go of other windows."""
        close_all()
        self.desk.aloud.stop()
        application().focusWindowChanged.disconnect(self._on_other_window)
        window, settings = self.window, self.desk.session.settings
        size = (window.width(), window.height())
        if size != settings.window_size and not window.isMaximized() and not window.isFullScreen():
            with suppress(ReferralError):  # A size that cannot be kept must not hold the window open.
                self.desk.session.change_settings(replace(settings, window_size=size))
