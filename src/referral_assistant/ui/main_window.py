"""The window. It assembles: the frame, the keys that work everywhere, the blank page, the turned screen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.shell.cover import Cover
from referral_assistant.ui.shell.frame import Frame
from referral_assistant.ui.shell.rail import ROOMS
from referral_assistant.ui.style import palette_of, stylesheet
from referral_assistant.ui.typeface import font_for

TITLE = "Referral Assistant"
SMALL = (1180, 720)
"""Below this width or height the small layout is used."""
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})


class MainWindow(QMainWindow):
    """Shows one desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setWindowTitle(TITLE)
        self.setMinimumSize(800, 480)
        self.resize(*desk.session.settings.window_size)
        self._cover = Cover(self)
        self._dress()
        desk.went.connect(self._on_went)
        desk.dressed.connect(self._dress)
        desk.blanked.connect(self._cover.blank)
        self._add_keys()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    @property
    def frame(self) -> Frame:
        """The window's content in its present dress."""
        content = self.centralWidget()
        assert isinstance(content, Frame)
        return content

    def _add_keys(self) -> None:
        for number, (place, _, _) in enumerate(ROOMS, start=1):
            self._key(f"Ctrl+{number}").activated.connect(lambda place=place: self.desk.enter(place))
        self._key("F1").activated.connect(self._on_help)
        self._key("F11").activated.connect(self._cover.turn)
        self._key("Ctrl+F").activated.connect(self._on_find)
        self._key("Ctrl+P").activated.connect(self._on_print)
        self._key("Ctrl+Z").activated.connect(self.desk.take_back)

    def _key(self, keys: str) -> QShortcut:
        return QShortcut(QKeySequence(keys), self)

    def _on_help(self) -> None:
        self.frame.stage.show_help()

    def _on_find(self) -> None:
        if self.frame.stage.page:
            self.frame.stage.page.search()

    def _on_print(self) -> None:
        if self.frame.stage.page:
            self.frame.stage.page.print_paper()

    def _on_went(self) -> None:
        self.frame.follow()

    def _dress(self) -> None:
        """Put on language, direction, colours and sizes, and build the content again."""
        look, tag = self.desk.look, self.desk.tag
        QApplication.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft
            if self.desk.catalog.language.right_to_left
            else Qt.LayoutDirection.LeftToRight
        )
        QApplication.setFont(font_for(tag, look.px(16)))
        QApplication.setPalette(palette_of(look.colours))
        self.setStyleSheet(stylesheet(look))
        focused = self.focusWidget()
        name = focused.objectName() if focused else ""
        old = self.takeCentralWidget()
        frame = Frame(self.desk)
        self.setCentralWidget(frame)
        frame.follow()
        if isinstance(old, Frame):
            self._take_over(frame, name)
            old.deleteLater()
        self._cover.raise_again()

    @staticmethod
    def _take_over(frame: Frame, name: str) -> None:
        found = frame.findChild(QWidget, name) if name else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """F9 covers the window whatever has the focus, a dialog included; under the cover no key does anything."""
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_F9:
            if event.type() == QEvent.Type.KeyPress:
                self._cover.toggle_blank()
            return True
        return self._cover.is_blank

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the small layout on a small screen."""
        super().resizeEvent(event)
        self._cover.fit()
        self.desk.dress(small=self.width() < SMALL[0] or self.height() < SMALL[1])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size; the visit is forgotten with the window."""
        size = (self.width(), self.height())
        settings = self.desk.session.settings
        if size != settings.window_size and not self.isMaximized() and not self.isFullScreen():
            with suppress(ReferralError):  # A size that cannot be kept must not hold the window open.
                self.desk.session.change_settings(replace(settings, window_size=size))
        super().closeEvent(event)
