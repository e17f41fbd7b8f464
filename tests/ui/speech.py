"""A speech program that writes down what it was given, put on an empty PATH."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

Speech = Callable[[str, str], Path]
"""Puts a program of a name on the PATH, with the voices that it lists; returns the folder it writes to."""

# Answers like espeak-ng when it is asked for voices, else writes down what it was given, and speaks until it is silenced.
FAKE = """#!{python}
import json, os, pathlib, sys, time
folder = pathlib.Path({folder!r})
if any(one in sys.argv for one in ("--voices", "--list-synthesis-voices", "?")):
    sys.stdout.write({voices!r})
    sys.exit()
if "--cancel" in sys.argv:
    (folder / "cancelled").touch()
    sys.exit()
told = sys.stdin.buffer.read().decode()
line = pathlib.Path("/proc/self/cmdline").read_bytes().decode() if os.path.exists("/proc/self/cmdline") else ""
(folder / "told.json").write_text(json.dumps([told, sys.argv[1:], line, list(os.environ.values())]))
if "long" in told:
    (folder / "pid").write_text(str(os.getpid()))
    time.sleep(60)
"""
ESPEAK = """Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  my              --/M      Burmese            sit/my
 5  ar              --/M      Arabic             sem/ar
 5  th              --/M      thai-mbrola        mb/mb-th1
 5  cmn             --/M      Chinese_(Mandarin) sit/cmn
"""


def until(holds: Callable[[], bool]) -> None:
    """Let Qt work until something holds; ten seconds at most."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        QApplication.processEvents()
