"""One open data folder, and what can be done with it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from referral_assistant import journal, paths
from referral_assistant.directory import Directory
from referral_assistant.errors import InputError, StorageError
from referral_assistant.family import read_family
from referral_assistant.household import Household, Visit
from referral_assistant.i18n import LANGUAGES, Catalog, language_of
from referral_assistant.interview import Choice, next_questions
from referral_assistant.matching import MatchIndex, match
from referral_assistant.message import msg
from referral_assistant.service import Service
from referral_assistant.session.places import Surroundings
from referral_assistant.session.visit import Asked, VisitResults
from referral_assistant.settings import Settings, load_settings, save_settings

EXAMPLE_REGION = "example"
EXAMPLE_SOURCE = "example directory"


class Session:
    """One open data folder. Made by `Session.open`; close it, or use it in a `with`."""

    def __init__(self, folder: Path, settings: Settings, region: str) -> None:
        self.folder = folder
        self.settings = settings
        self._region_id = region

    @staticmethod
    def open(folder: Path | None = None, *, example: bool = False, region: str | None = None) -> Session:
        """Open a data folder; with EXAMPLE and no folder named, the example directory, made on first use.

        REGION overrides the setting for this run. Raises StorageError when the folder cannot be used.
        """
        wants_example = example and folder is None and not os.environ.get("REFERRAL_ASSISTANT_DATA")
        chosen = _example_folder() if wants_example else paths.data_folder(folder)
        settings = load_settings(chosen)
        if wants_example and not settings.example:
            settings = replace(settings, example=True, region=EXAMPLE_REGION)
        session = Session(chosen, settings, region or settings.region)
        if wants_example:
            session._fill_with_example()
        return session

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the data folder."""
        if "directory" in self.__dict__:
            self.directory.close()

    @cached_property
    def directory(self) -> Directory:
        """The directory in the data folder, opened when it is first needed."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise StorageError(
                msg("The folder {folder} cannot be used: {fault}.", folder=str(self.folder), fault=fault.strerror or ""),
                msg("Choose another data folder with --data."),
            ) from fault
        return Directory.open(self.folder, self.settings.clinic or "clinic")

    @property
    def is_example(self) -> bool:
        """Whether this is the example directory, which every screen and letter says."""
        return self.settings.example

    def change_settings(self, settings: Settings) -> None:
        """Keep new settings, in the file and from now on."""
        save_settings(self.folder, settings)
        if settings.region != self.settings.region:
            self._region_id = settings.region
            self.__dict__.pop("surroundings", None)
            self._forget_index()
        self.settings = settings

    def catalog(self, tag: str, domain: str = "app") -> Catalog:
        """Return the catalogue of a language that we have."""
        return Catalog.load(tag, domain)

    def catalog_for(self, tag: str, domain: str = "app") -> Catalog:
        """Return the catalogue for any BCP 47 tag. Raises InputError naming the languages when we have none."""
        language = language_of(tag)
        if language is None:
            known = ", ".join(LANGUAGES)
            raise InputError(msg("There is no catalogue for “{tag}”.", tag=tag), msg("There are: {tags}.", tags=known))
        return Catalog.load(language.tag, domain)

    @cached_property
    def surroundings(self) -> Surroundings:
        """The region: its areas, rights, helplines and duties to report."""
        from referral_assistant.regions import load_region

        return Surroundings(load_region(self._region_id))

    # --- the visit -----------------------------------------------------------------------------------------------

    def read_family(self, content: bytes, name: str) -> Visit:
        """Read a family file; see `family.read_family`."""
        return read_family(content, name, self.needs.ids, date.today())

    def match(self, visit: Visit) -> VisitResults:
        """Match a visit with the directory. Nothing of the family is kept but in the answer."""
        household = self.surroundings.place(self._with_languages(visit))
        here = self.surroundings.nearness(household)
        found = match(self.index(visit.on), household, self.needs.urgency, here)
        return VisitResults(replace(visit, household=household), found, here.next_to_it)

    def index(self, on: date) -> MatchIndex:
        """Return the directory compiled for a day; kept until the directory or the day changes."""
        services, version = self.directory.services(), self.directory.version
        if getattr(self, "_index_of", None) != (on, version):
            self._index = MatchIndex(services, on, self.surroundings.duties_of)
            self._index_of = (on, version)
        return self._index

    def _forget_index(self) -> None:
        self._index_of = None

    @staticmethod
    def _with_languages(visit: Visit) -> Household:
        tags = frozenset(tag for tag in (visit.language, visit.spoken_language) if tag)
        return replace(visit.household, languages=tags or visit.household.languages)
