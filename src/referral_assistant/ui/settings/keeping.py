"""Which part of the settings is open, and the one way in which a setting is kept: at once, or not at all with the reason."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from referral_assistant.errors import InputError, ReferralError
from referral_assistant.message import msg
from referral_assistant.settings import Letterhead, Settings
from referral_assistant.ui.background import Background, Report
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.settings.drawing import as_png
from referral_assistant.ui.settings.reviewing import Reviewing

LOGO = "logo.png"
LARGEST_LOGO = 2_000_000


class Part(Enum):
    """A part of the settings."""

    CLINIC = "clinic"
    LETTERHEAD = "letterhead"
    WINDOW = "window"
    LANGUAGES = "languages"
    LIMITS = "limits"


class Keeping(QObject):
    """Keeps settings as soon as they are chosen."""

    turned = Signal()
    kept = Signal()
    failed = Signal(object)
    """A setting could not be kept (ReferralError)."""
    closing_judged = Signal(str, str)
    """A closing sentence was read: its language, and the words that give families away (none: it is kept)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.part = Part.CLINIC
        self.closing_language = desk.tag
        self.reviewing = Reviewing(desk)
        self._background = Background(self)

    @staticmethod
    def of(desk: Desk) -> Keeping:
        """Return the keeping of a desk."""
        keeping = desk.kept.get(Place.SETTINGS)
        if not isinstance(keeping, Keeping):
            keeping = desk.kept[Place.SETTINGS] = Keeping(desk)
        return keeping

    @property
    def settings(self) -> Settings:
        """The settings as they are kept."""
        return self._desk.session.settings

    @property
    def letterhead(self) -> Letterhead:
        """The letterhead as it is kept."""
        return self.settings.letterhead

    def turn(self, part: Part) -> None:
        """Open a part."""
        self.part = part
        self.turned.emit()

    def keep(self, settings: Settings) -> bool:
        """Keep SETTINGS in the file and from now on; say whether it worked."""
        try:
            self._desk.session.change_settings(settings)
        except ReferralError as fault:
            self.failed.emit(fault)
            return False
        self.kept.emit()
        return True

    def keep_letterhead(self, letterhead: Letterhead) -> bool:
        """Keep a letterhead."""
        return self.keep(replace(self.settings, letterhead=letterhead))

    def take_closing(self, language: str, text: str) -> None:
        """Keep the closing sentence of a language once the guard has read it, in the background; an empty one goes."""
        from referral_assistant.i18n.text_guard import check_text

        def work(_report: Report) -> tuple[str, str, tuple[str, ...]]:
            return language, text.strip(), check_text(text).words

        self._background.start(work, write=True).succeeded.connect(self._on_read)

    def _on_read(self, answer: tuple[str, str, tuple[str, ...]]) -> None:
        language, text, telling = answer
        if not telling:
            closing = {tag: said for tag, said in self.letterhead.closing.items() if tag != language}
            if text:
                closing[language] = text
            self.keep_letterhead(replace(self.letterhead, closing=closing))
        self.closing_judged.emit(language, ", ".join(f"“{word}”" for word in telling[:4]))

    def take_logo(self, path: Path) -> None:
        """Copy a picture into the data folder and put it on letters. Raises ReferralError when it cannot be printed."""
        from referral_assistant.letters.png import read

        try:
            size = path.stat().st_size
            content = path.read_bytes() if size <= LARGEST_LOGO else b""
        except OSError as fault:
            raise InputError(
                msg("{file} cannot be read: {fault}.", file=path.name, fault=fault.strerror or str(fault)),
                msg("Check the name and try again."),
            ) from fault
        if size > LARGEST_LOGO:
            raise InputError(
                msg("The logo {file} is larger than {limit} bytes.", file=path.name, limit=LARGEST_LOGO),
                msg("Make it smaller."),
            )
        content = as_png(content)
        read(content)
        if not self.keep(self.settings):  # makes the data folder, which a clinic that just begins does not have yet
            return
        self._desk.session.save(self._desk.session.folder / LOGO, content)
        self.keep_letterhead(replace(self.letterhead, logo=LOGO))

    def logo(self) -> bytes | None:
        """Return the logo as it lies in the data folder; None when there is none."""
        if not self.letterhead.logo:
            return None
        path = self._desk.session.folder / Path(self.letterhead.logo).name
        try:
            return path.read_bytes() if path.stat().st_size <= LARGEST_LOGO else None
        except OSError:
            return None
