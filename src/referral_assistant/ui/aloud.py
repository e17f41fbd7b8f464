"""Read aloud with the voice that the system has for a language: a program of the system, fed through its standard input.

The words are never in the command line, where everybody on the computer could see them. Nothing reaches the network:
only speech programs that work on the computer itself are used.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from unicodedata import category

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal
from shiboken6 import isValid

PATIENCE = 5000
"""Milliseconds that a program has to say which voices it has."""
_VOICE = "REFERRAL_ASSISTANT_VOICE"
_POWERSHELL = ("-NoProfile", "-NonInteractive", "-Command")
_LIST_SAPI = (
    "Add-Type -AssemblyName System.Speech; (New-Object System.Speech.Synthesis.SpeechSynthesizer)"
    ".GetInstalledVoices() | ForEach-Object { $_.VoiceInfo.Culture.Name + '|' + $_.VoiceInfo.Name }"
)
_SPEAK_SAPI = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    f"$speech.SelectVoice($env:{_VOICE}); $speech.Speak([Console]::In.ReadToEnd())"
)
# What programs call the languages of our catalogues; the first that a program has is taken.
_CODES: Mapping[str, tuple[str, ...]] = {
    "zh_Hans": ("zh-cn", "cmn", "zh"),
    "fil": ("fil", "tl"),
    "ms": ("ms", "zsm"),
    "fa": ("fa", "pes"),
}
Heard = Iterable[tuple[str, str]]
"""Voices as a program lists them: language code, name of the voice."""


@dataclass(frozen=True, slots=True)
class Program:
    """A speech program. SPEAK makes its arguments from a voice, STOP those that silence what another process says."""

    name: str
    list_voices: tuple[str, ...]
    heard: Callable[[str], Heard]
    speak: Callable[[str], tuple[str, ...]]
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of a program."""

    program: Program
    name: str


def _espeak_voices(listing: str) -> Heard:
    for line in listing.splitlines()[1:]:
        columns = line.split()
        # The voices of MBROLA are listed whether or not their sounds are there.
        if len(columns) >= 5 and "mb/" not in line:
            yield columns[1], columns[1]


def _dispatcher_voices(listing: str) -> Heard:
    for line in listing.splitlines()[1:]:
        found = re.search(r"\s([A-Za-z]{2,3}(?:[-_]\w+)*)\s+\S+\s*$", line)
        if found:
            yield found[1], found[1]


def _mac_voices(listing: str) -> Heard:
    for line in listing.splitlines():
        found = re.match(r"(\S.*?)\s+([a-z]{2,3}[_-]\w+)\s+#", line)
        if found:
            yield found[2], found[1]


def _sapi_voices(listing: str) -> Heard:
    for line in listing.splitlines():
        code, bar, name = line.strip().partition("|")
        if bar:
            yield code, name


PROGRAMS = (
    Program("espeak-ng", ("--voices",), _espeak_voices, lambda voice: ("-v", voice, "-b", "1", "--stdin")),
    Program(
        "spd-say", ("--list-synthesis-voices",), _dispatcher_voices,
        lambda voice: ("--pipe-mode", "--wait", "--language", voice), ("--cancel",),
    ),
    Program("say", ("-v", "?"), _mac_voices, lambda voice: ("-v", voice, "-f", "-")),
    Program(
        "powershell", (*_POWERSHELL, _LIST_SAPI), _sapi_voices, lambda _voice: (*_POWERSHELL, _SPEAK_SAPI)
    ),
)  # fmt: skip


@dataclass
class _Listing:
    """What one program answered when it was asked for its voices."""

    program: Program
    path: str
    process: QProcess
    voices: dict[str, str] = field(default_factory=dict)


class Aloud(QObject):
    """Finds the voices once, reads one text at a time, and is silent at once when told to.

    `changed`: voices were found, or reading began or ended.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, programs: Iterable[Program] = PROGRAMS) -> None:
        super().__init__(parent)
        self._programs = tuple(programs)
        self._listings: list[_Listing] | None = None
        self._speaking: tuple[QProcess, Program] | None = None

    def look(self) -> None:
        """Ask the speech programs of the system for their voices, beside the window; only the first time."""
        if self._listings is not None:
            return
        there = [(one, path) for one in self._programs if (path := shutil.which(one.name))]
        self._listings = [_Listing(program, path, QProcess(self)) for program, path in there]
        for listing in self._listings:
            listing.process.finished.connect(lambda _code, _status, one=listing: self._on_listed(one))
            listing.process.start(listing.path, listing.program.list_voices)
            QTimer.singleShot(PATIENCE, listing.process, listing.process.kill)

    def _on_listed(self, listing: _Listing) -> None:
        if not isValid(self) or not isValid(listing.process):
            return
        said = bytes(listing.process.readAllStandardOutput().data()).decode("utf-8", "replace")
        for code, voice in listing.program.heard(said):
            listing.voices.setdefault(code.lower().replace("_", "-"), voice)
        self.changed.emit()

    @property
    def is_looking(self) -> bool:
        """Whether a program has not said yet which voices it has."""
        listings = self._listings or ()
        return any(one.process.state() is not QProcess.ProcessState.NotRunning for one in listings)

    def voice_for(self, tag: str) -> Voice | None:
        """Return the voice for a language of ours; None when the system has none, or none was found yet."""
        for listing in self._listings or ():
            for code in _CODES.get(tag, (tag.lower().replace("_", "-"),)):
                for spoken, voice in listing.voices.items():
                    if spoken == code or spoken.startswith(f"{code}-"):
                        return Voice(listing.program, voice)
        return None

    @property
    def is_speaking(self) -> bool:
        """Whether something is being read."""
        return self._speaking is not None

    def read(self, text: str, tag: str) -> bool:
        """Read TEXT in a language, instead of what is being read; say whether there is a voice for it."""
        self.stop()
        voice = self.voice_for(tag)
        path = shutil.which(voice.program.name) if voice else None
        if voice is None or path is None:
            return False
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert(_VOICE, voice.name)
        process.setProcessEnvironment(environment)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(lambda _code, _status: self._on_done(process))
        process.errorOccurred.connect(lambda _error: self._on_done(process))
        self._speaking = process, voice.program
        process.start(path, voice.program.speak(voice.name))
        process.write(_as_sentences(text).encode())
        process.closeWriteChannel()
        self.changed.emit()
        return True

    def stop(self) -> None:
        """Be silent at once."""
        speaking, self._speaking = self._speaking, None
        if speaking is None:
            return
        process, program = speaking
        process.kill()
        if program.stop:
            QProcess.startDetached(process.program(), program.stop)
        self.changed.emit()

    def _on_done(self, process: QProcess) -> None:
        # A window that goes takes its processes along, and each of them says once more that it has ended.
        if not isValid(self) or not isValid(process):
            return
        process.deleteLater()
        if self._speaking and self._speaking[0] is process:
            self._speaking = None
            self.changed.emit()


def _as_sentences(text: str) -> str:
    """Give every line an end, so that a voice pauses; no line is a command to a program (`!-!`)."""
    lines = ("".join(one for one in line if category(one) != "Cc").lstrip("!- ").strip() for line in text.splitlines())
    return "".join(f"{line}\n" if line[-1] in ".?!。।။؟" else f"{line}.\n" for line in lines if line)
