"""The window stands at once: nothing heavy is imported before the first paint."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src"
HEAVY = (
    "sqlite3", "sqlcipher3", "sqlite_utils", "dulwich", "click", "reportlab", "babel", "openpyxl", "msgspec",
    "phonenumbers", "rapidfuzz", "icu4py", "uharfbuzz", "pypdfium2", "cryptography", "referral_assistant.session",
)  # fmt: skip


def run(script: str) -> str:
    """Run a script in a Python of its own and return what it prints."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(SOURCES)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def test_the_first_paint_waits_for_nothing_heavy() -> None:
    script = f"""
import sys
from referral_assistant.ui.app import application, open_at_once
window = open_at_once()
painted = []
window.painted.connect(lambda: painted.append([name for name in {HEAVY!r} if name in sys.modules]))
application().processEvents()
print(painted)
"""
    assert run(script).strip() == "[[]]"


def test_the_window_is_furnished_after_the_first_paint(tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from PySide6.QtCore import QTimer
from referral_assistant.ui import app
def session():
    from referral_assistant.session import Session
    print("painted", window_was_painted())
    return Session.open(Path({str(tmp_path)!r}))
def windows():
    return [one for one in app.application().topLevelWidgets() if isinstance(one, app.MainWindow)]
def window_was_painted():
    return windows()[0]._was_painted
def look():
    if windows()[0].furnishing is None:
        return QTimer.singleShot(50, look)
    print("place", windows()[0].desk.place.value)
    windows()[0].close()
app.application()
QTimer.singleShot(50, look)
print("status", app.run(session))
"""
    assert run(script).split() == ["painted", "True", "place", "start", "status", "0"]


def test_a_folder_that_cannot_be_opened_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("not = [toml", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "referral_assistant"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(SOURCES), "REFERRAL_ASSISTANT_DATA": str(tmp_path)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "settings.toml" in done.stderr
    assert "Traceback" not in done.stderr
