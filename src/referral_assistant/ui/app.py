"""Run the window: it stands at once, then the rest of the program is loaded into it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from referral_assistant import clock
from referral_assistant.ui.main_window import TITLE, MainWindow

if TYPE_CHECKING:
    from referral_assistant.session import Session
    from referral_assistant.ui.desk import Desk


_SOON = 200
"""Milliseconds after which the first press is prepared for."""


def application() -> QApplication:
    """Return the one application object, in a style that looks the same everywhere."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    made = QApplication(sys.argv[:1])
    made.setApplicationName(TITLE)
    made.setStyle("Fusion")
    return made


def open_at_once() -> MainWindow:
    """Show the empty window. Nothing heavy is imported for it."""
    application()
    window = MainWindow()
    window.resize_within_screen((window.width(), window.height()))
    window.show()
    return window


def run(session: Session | Callable[[], Session]) -> int:
    """Show the window until it is closed; return the exit status.

    SESSION may be what opens it: then the window stands before the data folder is opened. What that raises, this raises.
    """
    window = open_at_once()
    opening = _Opening(window, session)
    window.painted.connect(opening.begin_soon)
    try:
        status = application().exec()
    finally:
        if window.furnishing is not None:
            window.desk.end_visit()
    if opening.fault is not None:
        raise opening.fault
    return _run_example() if opening.wants_example else status


def _run_example() -> int:
    """Go on with the example directory in a window of its own."""
    from referral_assistant.session import Session

    with Session.open_example() as session:
        return run(session)


class _Opening:
    """Opens the session and furnishes the window, after the first paint."""

    def __init__(self, window: MainWindow, session: Session | Callable[[], Session]) -> None:
        self._window, self._session = window, session
        self.fault: Exception | None = None
        self.wants_example = False

    def begin_soon(self) -> None:
        """Begin when the paint is on the screen."""
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        from referral_assistant.errors import ReferralError
        from referral_assistant.ui.desk import Desk

        try:
            session = self._session() if callable(self._session) else self._session
        except ReferralError as fault:
            self.fault = fault
            application().exit(1)
            return
        self._window.resize_within_screen(session.settings.window_size)
        desk = Desk(session)
        desk.example_wanted.connect(self._on_example)
        self._window.furnish(desk)
        QTimer.singleShot(_SOON, self._window, lambda: _warm_up(self._window.desk))

    def _on_example(self) -> None:
        self.wants_example = True
        self._window.close()


def _warm_up(desk: Desk) -> None:
    """Load, once the window stands, what the first press would have to wait for: the blank page, the directory."""
    from contextlib import suppress

    from referral_assistant.errors import ReferralError
    from referral_assistant.ui.shell import blank

    blank.warm_up(desk.catalog)
    with suppress(ReferralError):  # The page that needs the directory tells what is wrong with it.
        desk.session.index(clock.today())
