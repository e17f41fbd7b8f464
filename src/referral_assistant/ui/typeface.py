"""Which font sets which language: the reader's own script first, since the first family sets the height of a line."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from referral_assistant.i18n import LANGUAGES, language_of
from referral_assistant.paths import resources

LATIN = "Noto Sans"
_FAMILY_OF_SCRIPT = {
    "Mymr": "Noto Sans Myanmar",
    "Thai": "Noto Sans Thai",
    "Laoo": "Noto Sans Lao",
    "Khmr": "Noto Sans Khmer",
    "Hans": "Noto Sans SC",
    "Beng": "Noto Sans Bengali",
    "Deva": "Noto Sans Devanagari",
    "Taml": "Noto Sans Tamil",
    "Sinh": "Noto Sans Sinhala",
    "Arab": "Noto Naskh Arabic",
    "Rohg": "Noto Sans Hanifi Rohingya",
    "Ethi": "Noto Sans Ethiopic",
}
_SIGNS = ("Noto Sans Symbols2", "Noto Sans Math")
# First and last code point of what sets a line's height; enough to choose a font, not to name a script.
_BLOCKS = (
    (0x0600, 0x06FF, "Arab"),
    (0x0750, 0x077F, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x1000, 0x109F, "Mymr"),
    (0x1200, 0x137F, "Ethi"),
    (0x1780, 0x17FF, "Khmr"),
    (0x3400, 0x9FFF, "Hans"),
    (0xA9E0, 0xA9FF, "Mymr"),
    (0xAA60, 0xAA7F, "Mymr"),
    (0xFB50, 0xFEFF, "Arab"),
    (0x10D00, 0x10D3F, "Rohg"),
)


@cache
def load_fonts() -> None:
    """Make the bundled fonts known to Qt. Needs the application object."""
    for path in sorted((resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def font_for(tag: str, size: float, *, bold: bool = False) -> QFont:
    """Return the font of a language at SIZE pixels; the one place where fonts are chosen."""
    font = QFont()
    font.setFamilies(list(_families(tag)))
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


@cache
def _families(tag: str) -> tuple[str, ...]:
    language = language_of(tag)
    script = language.script if language else "Latn"
    # Urdu too: Qt puts letters of Nastaliq over each other. Labels set it themselves (set_text).
    own = _FAMILY_OF_SCRIPT.get(script, LATIN)
    return tuple(dict.fromkeys((own, LATIN, *_FAMILY_OF_SCRIPT.values(), *_SIGNS)))


@cache
def language_of_text(text: str, tag: str) -> str:
    """Return the catalogue language whose font suits TEXT: TAG itself unless its letters are of another script.

    Names in a directory are in any script; set in the window's font they would be cut above and below.
    """
    found = next((script for letter in text if (script := _script_of(letter))), None)
    language = language_of(tag)
    if found is None and any("A" <= letter <= "z" and letter.isalpha() for letter in text):
        # Latin letters alone: a taller script's line height would only tear the lines apart.
        return tag if language and language.script == "Latn" else "en"
    if found is None or (language and language.script == found):
        return tag
    return next((other.tag for other in LANGUAGES.values() if other.script == found and other.tag != "ur"), tag)


def _script_of(letter: str) -> str | None:
    point = ord(letter)
    if point < 0x0600:
        return None
    return next((script for low, high, script in _BLOCKS if low <= point <= high), None)
