"""The window's first paint beside a bare window of the same Qt, and when the first page stands; medians of pairs.

Each run is a Python of its own, offscreen, and the two take turns, so that a machine that grows slow slows both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src"
PAIRS = 7
_BARE = """
import time
start = time.process_time()
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.process_time() - start)
application = QApplication([])
application.setStyle("Fusion")
window = Window()
window.resize(1280, 800)
window.show()
application.processEvents()
"""
_OURS = """
import time
start = time.process_time()
from referral_assistant.ui.app import application, open_at_once
window = open_at_once()
window.painted.connect(lambda: print(time.process_time() - start))
application().processEvents()
"""
_FURNISHED = """
import sys, time
start = time.process_time()
from pathlib import Path
from PySide6.QtCore import QTimer
from referral_assistant.ui import app
def session():
    from referral_assistant.session import Session
    return Session.open(Path(sys.argv[1]))
def look():
    window = next(one for one in app.application().topLevelWidgets() if isinstance(one, app.MainWindow))
    if window.furnishing is None:
        return QTimer.singleShot(5, look)
    app.application().processEvents()
    print(time.process_time() - start)
    window.close()
app.application()
QTimer.singleShot(5, look)
app.run(session)
"""


def run(_arguments: list[str]) -> int:
    """Measure and print; exit status 1 when the first paint misses its target."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [(_seconds(_BARE), _seconds(_OURS), _seconds(_FURNISHED, folder)) for _ in range(PAIRS)]
    ratio = statistics.median(ours / bare for bare, ours, _ in rows)
    bare, ours, furnished = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"bare window       {1000 * bare:6.0f} ms of processor time to its first paint")
    print(f"our window        {1000 * ours:6.0f} ms, {ratio:.2f} x the bare one (target 1.5)")
    print(f"first page stands {1000 * furnished:6.0f} ms, {furnished / bare:.2f} x")
    return 0 if ratio <= 1.5 else 1


def _seconds(script: str, *arguments: str) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(SOURCES)}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return float(done.stdout.split()[0])
