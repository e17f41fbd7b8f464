"""What tests of the window get: one application, the example directory, a desk, a window, and a hand to press with."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from referral_assistant.session import Session
from referral_assistant.ui.app import application
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.main_window import MainWindow
from tests.ui.speech import FAKE, Speech

Press = Callable[[str], None]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Return the one application object, as the program makes it."""
    return application()


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the example directory once."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder))
        patch.delenv("REFERRAL_ASSISTANT_DATA", raising=False)
        with Session.open(example=True) as session:
            session.count()
            return session.folder


@pytest.fixture
def session(example_folder: Path, tmp_path: Path) -> Iterator[Session]:
    """Open a copy of the example directory, so that no test sees another's settings."""
    folder = tmp_path / "data"
    shutil.copytree(example_folder, folder)
    (folder / "settings.toml").write_text('example = true\nregion = "example"\n', "utf-8")
    with Session.open(folder) as opened:
        yield opened


@pytest.fixture
def desk(qapp: QApplication, session: Session) -> Desk:
    return Desk(session)


@pytest.fixture
def window(desk: Desk) -> Iterator[MainWindow]:
    """Show the window of the desk, and let it go at the end."""
    shown = MainWindow(desk)
    shown.resize(1280, 800)
    shown.show()
    settle()
    yield shown
    shown.close()
    shown.deleteLater()
    settle()


@pytest.fixture
def press(window: MainWindow) -> Press:
    """Return a hand that presses what has an object name."""

    def by_name(name: str) -> None:
        button = window.findChild(QWidget, name)
        assert isinstance(button, QAbstractButton), f"nothing to press is called {name}"
        assert button.isVisibleTo(window), f"{name} cannot be seen"
        assert button.isEnabled(), f"{name} is not ready"
        button.click()
        settle()

    return by_name


@pytest.fixture
def speech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Speech:
    """Put fake speech programs on an empty PATH."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))

    def put(name: str, voices: str) -> Path:
        program = programs / name
        program.write_text(FAKE.format(python=sys.executable, folder=str(tmp_path), voices=voices), "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return tmp_path

    return put


def settle() -> None:
    """Let Qt do what is waiting, deletions included."""
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
