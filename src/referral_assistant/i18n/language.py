"""The languages that the program speaks: own name, script, direction; read from `translations/languages.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from referral_assistant import paths

FILE = "languages.toml"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: BCP 47 tag with an underscore (as catalogues are named), ISO 15924 script, direction.

    `locale` is the CLDR locale that writes its numbers and dates; `borrowed` says that it is another language's, since
    CLDR has none. `aliases` are other tags of the same language.
    """

    tag: str
    own_name: str
    english_name: str
    script: str
    right_to_left: bool = False
    locale: str = ""
    borrowed: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def bcp47(self) -> str:
        """The tag as PDF and HTML write it."""
        return self.tag.replace("_", "-")


def read_languages(file: Path) -> dict[str, Language]:
    """Read the table of languages. A mistake in it is ours, and raises what reading it raises."""
    table = tomllib.loads(file.read_text("utf-8"))
    return {tag: _language(tag, **entry) for tag, entry in table.items()}


def _language(
    tag: str,
    *,
    own_name: str,
    english_name: str,
    script: str,
    right_to_left: bool = False,
    locale: str = "",
    borrowed: bool = False,
    aliases: tuple[str, ...] = (),
    plural: str = "",  # noqa: ARG001 - for the catalogue alone
) -> Language:
    return Language(tag, own_name, english_name, script, right_to_left, locale or tag, borrowed, tuple(aliases))


LANGUAGES = read_languages(paths.translations() / FILE)

NOT_IN_CLDR = {
    "cnh": "Hakha Chin", "haz": "Hazaragi", "kjp": "Eastern Pwo Karen", "kmr": "Kurmanji Kurdish", "ksw": "S'gaw Karen",
    "kyu": "Kayah", "mnw": "Mon", "pwo": "Pwo Karen",
}  # fmt: skip
"""Names of languages that families speak and that CLDR 48 does not name in any language of ours."""


def language_of(tag: str | None) -> Language | None:
    """Find the language for a BCP 47 tag (`zh-Hans`, `zh_Hans`, `zh`, `ar-JO`); None when we have no catalogue for it."""
    if not tag:
        return None
    wanted = tag.strip().replace("-", "_").lower()
    by_tag = {known.lower(): language for known, language in LANGUAGES.items()}
    by_tag |= {alias.lower(): language for language in LANGUAGES.values() for alias in language.aliases}
    if wanted in by_tag:
        return by_tag[wanted]
    primary = wanted.split("_")[0]
    if primary in by_tag:
        return by_tag[primary]
    found = [language for known, language in by_tag.items() if known.split("_")[0] == primary]
    return found[0] if found and "hant" not in wanted else None
