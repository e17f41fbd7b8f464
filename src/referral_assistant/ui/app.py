"""Run the window on an open data folder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from referral_assistant.ui.desk import Desk
from referral_assistant.ui.main_window import TITLE, MainWindow
from referral_assistant.ui.typeface import load_fonts

if TYPE_CHECKING:
    from referral_assistant.session import Session


def application() -> QApplication:
    """Return the one application object, with our fonts and a style that looks the same everywhere."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    made = QApplication(sys.argv[:1])
    made.setApplicationName(TITLE)
    made.setStyle("Fusion")
    load_fonts()
    return made


def open_window(session: Session) -> MainWindow:
    """Build and show the window; what takes long is loaded after the first paint."""
    application()
    window = MainWindow(Desk(session))
    window.show()
    QTimer.singleShot(0, window, lambda: _warm_up(window.desk))
    return window


def run(session: Session) -> int:
    """Show the window until it is closed; return the exit status."""
    window = open_window(session)
    try:
        return application().exec()
    finally:
        window.desk.end_visit()


def _warm_up(desk: Desk) -> None:
    """Load, once the window stands, what the first press would have to wait for."""
    from referral_assistant.ui.shell import blank

    blank.warm_up(desk.catalog)
