"""The fonts that ship: which one sets which character of which language, opened once and kept open.

A glyph space of 1 000 units an em is used throughout, whatever the font's own.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from referral_assistant import paths
from referral_assistant.errors import InputError
from referral_assistant.i18n import LANGUAGES
from referral_assistant.message import msg

EM = 1000
# A letter of each font.
_TALL = "اlကกກកকकதක一አ\U00010d00✓≥"
# Code points that a font may lack because nothing is drawn for them (Default_Ignorable_Code_Point).
_INVISIBLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0000, 0xE0FFF),
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Font:
    """One open face. `ascent` and `descent` are shares of the font size and add up to its line height."""

    key: str
    path: Path
    script: str
    ascent: float
    descent: float
    face: Any
    handle: Any
    _glyphs: dict[str, int] = field(default_factory=dict)
    _advances: dict[int, int] = field(default_factory=dict)
    _extents: dict[int, tuple[int, int]] = field(default_factory=dict)

    def covers(self, character: str) -> bool:
        """Tell whether the font draws CHARACTER, or nothing has to be drawn for it."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            glyph = self.handle.get_nominal_glyph(ord(character)) or (-1 if is_invisible(character) else 0)
            self._glyphs[character] = glyph
        return glyph != 0

    def extents(self, glyph: int) -> tuple[int, int]:
        """Return how far the ink of GLYPH reaches above and below the baseline, in 1/1000 em."""
        found = self._extents.get(glyph)
        if found is None:
            box = self.handle.get_glyph_extents(glyph)
            found = (box.y_bearing, -box.y_bearing - box.height) if box else (0, 0)
            self._extents[glyph] = found
        return found

    @property
    def space(self) -> int:
        """Return the glyph of a space, which has no ink."""
        return int(self.handle.get_nominal_glyph(0x20) or 0)

    @property
    def tall(self) -> int:
        """Return a glyph that is about as high as a line."""
        glyphs = (self.handle.get_nominal_glyph(ord(character)) for character in _TALL)
        return int(next(filter(None, glyphs), 1))

    def advance(self, glyph: int) -> int:
        """Return the advance width that the font itself gives GLYPH, in 1/1000 em."""
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = self.handle.get_glyph_h_advance(glyph)
        return width


def _is_shared(character: str) -> bool:
    kind = unicodedata.category(character)
    if kind[0] == "M":
        return unicodedata.name(character, "").startswith(("COMBINING", "VARIATION"))
    return kind[0] != "L" and kind not in ("Nd", "Nl")


def is_invisible(character: str) -> bool:
    """Tell whether nothing is drawn for CHARACTER in any font."""
    code = ord(character)
    return any(first <= code <= last for first, last in _INVISIBLE)


class Library:
    """The fonts of one folder by its `fonts.toml`; opens a face when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        import tomllib

        table = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))
        self._folder = folder
        self._fonts: dict[str, dict[str, Any]] = table["fonts"]
        self._languages: dict[str, list[str]] = table["languages"]
        self._open: dict[tuple[str, bool], Font] = {}
        self._chains: dict[tuple[str, bool], Chain] = {}

    def chain(self, language: str, *, bold: bool) -> Chain:
        """Return the fonts for LANGUAGE in the order in which they are tried."""
        found = self._chains.get((language, bold))
        if found is None:
            first = self._languages.get(language) or self._languages.get(language.partition("_")[0])
            first = first or [*self.fonts_of(language), "sans"]
            found = self._chains[language, bold] = Chain(
                self, [*first, *(key for key in self._fonts if key not in first)], bold
            )
        return found

    def fonts_of(self, language: str) -> list[str]:
        """Return the keys of the fonts that set the script of a language that has a catalogue."""
        known = LANGUAGES.get(language)
        return [key for key, entry in self._fonts.items() if known and known.script in entry["scripts"]]

    def font(self, key: str, *, bold: bool) -> Font | None:
        """Return the face of font KEY in regular or bold, opened, or None when that weight does not ship."""
        weight = "bold" if bold else "regular"
        if (key, bold) not in self._open and weight in self._fonts[key]:
            self._open[key, bold] = _open_face(self._folder, key, weight, self._fonts[key])
        return self._open.get((key, bold))

    def languages(self) -> tuple[str, ...]:
        """Return the languages that `fonts.toml` names."""
        return tuple(self._languages)


class Chain:
    """The fonts of one language and weight in order; each in bold before regular, where bold is wanted."""

    def __init__(self, library: Library, keys: list[str], bold: bool) -> None:
        self._library = library
        self._wanted = [(key, weight) for key in keys for weight in ((True, False) if bold else (False,))]
        self._bold = bold
        self._found: dict[str, Font | None] = {}
        self._shared: dict[str, bool] = {}
        self._latin: Font | None = None

    @property
    def latin(self) -> Font:
        """Return the font for Latin letters and ASCII digits."""
        if self._latin is None:
            self._latin = self.font_of("a")
            assert self._latin is not None
        return self._latin

    def is_shared(self, character: str) -> bool:
        """Tell whether many scripts use CHARACTER: a space, a sign, a common mark; not a letter, nor a script's own mark."""
        known = self._shared.get(character)
        if known is None:
            known = self._shared[character] = _is_shared(character)
        return known

    @property
    def primary(self) -> Font:
        """Return the font of the language's own script."""
        found = self._library.font(self._wanted[0][0], bold=self._bold)
        if found is None:  # a weight that does not ship; regular always does
            found = self._library.font(self._wanted[0][0], bold=False)
        assert found is not None
        return found

    def font_of(self, character: str) -> Font | None:
        """Return the first font that covers CHARACTER, or None."""
        if character not in self._found:
            self._found[character] = next((font for font in self._fonts() if font.covers(character)), None)
        return self._found[character]

    def font_of_all(self, characters: str) -> Font | None:
        """Return the first font that covers all CHARACTERS, or None."""
        if len(characters) == 1:
            return self.font_of(characters)
        return next((font for font in self._fonts() if all(map(font.covers, characters))), None)

    def _fonts(self) -> Any:
        for key, bold in self._wanted:
            font = self._library.font(key, bold=bold)
            if font is not None:
                yield font


def _open_face(folder: Path, key: str, weight: str, entry: dict[str, Any]) -> Font:
    import uharfbuzz

    path = folder / entry[weight]["file"]
    if not path.is_file():
        raise InputError(msg("The font {name} is missing.", name=path.name), msg("Install the program again."))
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    handle = uharfbuzz.Font(face)
    handle.scale = (EM, EM)
    extents = handle.get_font_extents("ltr")
    height = float(entry["line_height"])
    below = float(entry.get("below", -height * extents.descender / (extents.ascender - extents.descender)))
    script = entry["scripts"][0] if entry["scripts"] else "Zyyy"
    return Font(key, path, script, height - below, below, face, handle)


def refuse(character: str) -> InputError:
    """Return the error for a CHARACTER that no font of ours can draw (P7)."""
    name = unicodedata.name(character, "")
    shown = f"U+{ord(character):04X} {name}".strip()
    return InputError(
        msg(
            "The letter cannot be printed: no font here has the sign “{character}” ({name}).",
            character=character,
            name=shown,
        ),
        msg("Write that word in another way, or in other letters."),
    )


@lru_cache(maxsize=1)
def library() -> Library:
    """Return the fonts that ship with the program."""
    return Library(paths.resources() / "fonts")
