"""The catalogues of a data folder: what ships, with what speakers corrected or approved in this clinic laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from referral_assistant.errors import StorageError
from referral_assistant.i18n import Catalog
from referral_assistant.i18n.amendments import Amendment, amended, file_of, read_amendments, write_amendments


class Wordings:
    """Loads each catalogue once; a review that is accepted counts from the next sentence on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[tuple[str, str], Catalog] = {}

    def catalog(self, tag: str, domain: str) -> Catalog:
        """Return the catalogue of a language that we have; as it ships where the clinic's own file is damaged."""
        key = (tag, domain)
        if key not in self._known:
            shipped = Catalog.load(tag, domain)
            self._known[key] = shipped
            if tag != "en" and file_of(self._folder, tag).is_file():
                try:
                    self._known[key] = amended(shipped, domain, read_amendments(self._folder, tag))
                except StorageError:
                    # Told where languages are looked after (`fault`); a visit goes on with what ships.
                    self._known[key] = shipped
        return self._known[key]

    def amendments(self, tag: str) -> dict[str, Amendment]:
        """Return what was reviewed of a language in this clinic. Raises StorageError when the file is damaged."""
        return read_amendments(self._folder, tag)

    def fault(self, tag: str) -> StorageError | None:
        """Return why what was reviewed in this clinic cannot be used, None when it can."""
        try:
            self.amendments(tag)
        except StorageError as fault:
            return fault
        return None

    def keep(self, tag: str, reviewed: Mapping[str, Amendment]) -> Path:
        """Add what was reviewed, at once and for good; returns the file. Raises StorageError, and then nothing changed."""
        write_amendments(self._folder, tag, self.amendments(tag) | dict(reviewed))
        self._known = {key: catalog for key, catalog in self._known.items() if key[0] != tag}
        return file_of(self._folder, tag)
