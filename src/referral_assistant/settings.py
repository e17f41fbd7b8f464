"""What a clinic has set once: region, letterhead, languages. A TOML file in the data folder; nothing about any family."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from referral_assistant.errors import StorageError
from referral_assistant.geography import Point, point_of
from referral_assistant.message import msg
from referral_assistant.paths import write_atomically

FILE = "settings.toml"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who refers, as printed on letters. `closing` is by language tag; `logo` a file in the data folder."""

    name: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    signature_line: str = ""
    logo: str = ""
    closing: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """The clinic's choices. `window_language` and `second_language` are catalogue tags."""

    region: str = "no-country"
    clinic: str = ""
    window_language: str = "en"
    second_language: str = "en"
    large_text: bool = False
    dark: bool = False
    example: bool = False
    window_size: tuple[int, int] = (1280, 800)
    vaccine_schedule: str = "who-generic"
    letterhead: Letterhead = Letterhead()
    coordinates: tuple[float, float] | None = None

    @property
    def point(self) -> Point | None:
        """Where the clinic stands, when somebody wrote it down: distances are told from there."""
        return point_of(*self.coordinates) if self.coordinates else None


def load_settings(folder: Path) -> Settings:
    """Read the settings of a data folder; what is missing or of the wrong kind takes its default.

    Raises StorageError when the file is there but is not TOML, so that a clinic's letterhead is never silently lost.
    """
    path = folder / FILE
    if not path.is_file():
        return Settings()
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise StorageError(
            msg("{file} cannot be read: {fault}.", file=str(path), fault=str(fault)),
            msg("Mend the line, or move the file away to start with the defaults."),
        ) from fault
    return _settings(table)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all. Raises StorageError when the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / FILE, _toml(settings).encode())
    except OSError as fault:
        raise StorageError(
            msg("The settings cannot be written to {folder}: {fault}.", folder=str(folder), fault=fault.strerror or ""),
            msg("Check that the disk is not full and that the folder may be changed."),
        ) from fault


def _settings(table: dict[str, Any]) -> Settings:
    default = Settings()
    known = {
        one.name: table[one.name]
        for one in fields(Settings)
        if one.name in table and type(table[one.name]) is type(getattr(default, one.name))
    }
    size = table.get("window_size")
    if isinstance(size, list) and len(size) == 2 and all(isinstance(side, int) for side in size):
        known["window_size"] = (size[0], size[1])
    place = table.get("coordinates")
    if isinstance(place, list) and len(place) == 2 and all(isinstance(one, int | float) for one in place):
        known["coordinates"] = (float(place[0]), float(place[1]))
    head = table.get("letterhead", {})
    if isinstance(head, dict):
        texts = {key: str(head[key])[:_LONGEST] for key in asdict(Letterhead()) if key != "closing" and key in head}
        closing = {str(tag): str(text)[:_LONGEST] for tag, text in dict(head.get("closing", {})).items()}
        known["letterhead"] = replace(Letterhead(), **texts, closing=closing)
    return replace(default, **known)


def _toml(settings: Settings) -> str:
    lines = []
    for key, value in asdict(settings).items():
        if key != "letterhead" and value is not None:
            lines.append(f"{key} = {_literal(value)}")
    head = asdict(settings.letterhead)
    closing = head.pop("closing")
    lines += ["", "[letterhead]", *(f"{key} = {_literal(value)}" for key, value in head.items())]
    lines += ["", "[letterhead.closing]", *(f"{tag} = {_literal(text)}" for tag, text in closing.items())]
    return "\n".join(lines) + "\n"


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_literal(one) for one in value)}]"
    if isinstance(value, int | float):
        return str(value)
    escaped = "".join(
        f"\\u{ord(letter):04x}" if letter < " " or letter in '"\\\x7f' else letter for letter in str(value)
    )
    return f'"{escaped}"'
