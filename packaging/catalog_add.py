"""Add a language: `catalogs add LANG [--from LANG] [--locale LOCALE] [--name OWN] [--english NAME] [--script CODE]`.

Names, script, direction and plural forms come from CLDR where it has them; what it lacks must be said. Two catalogues are made
from the templates, empty, or as drafts out of a near language's. Nothing in the sources changes.
"""

from __future__ import annotations

import json
import sys
import tomllib
from dataclasses import dataclass
from typing import Any

import catalogs

_RIGHT_TO_LEFT = frozenset({"Arab", "Rohg", "Hebr", "Thaa", "Syrc", "Nkoo"})
_OPTIONS = ("--from", "--locale", "--name", "--english", "--script")
# CLDR's own rule where nothing is known of a language: one form for every number.
_ONE_FORM = "nplurals=1; plural=0;"


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of languages.toml; LOCALE is named where numbers and dates are not by the language's own."""

    tag: str
    own_name: str
    english_name: str
    script: str
    plural: str
    locale: str = ""
    aliases: tuple[str, ...] = ()

    def written(self) -> str:
        """Return the table as TOML."""
        lines = [
            f"[{self.tag}]",
            f"own_name = {_quoted(self.own_name)}",
            f"english_name = {_quoted(self.english_name)}",
        ]
        lines.append(f"script = {_quoted(self.script)}")
        if self.script in _RIGHT_TO_LEFT:
            lines.append("right_to_left = true")
        if self.aliases:
            lines.append(f"aliases = [{', '.join(map(_quoted, self.aliases))}]")
        if self.locale:
            lines += [f"locale = {_quoted(self.locale)}", "borrowed = true"]
        return "\n".join([*lines, f"plural = {_quoted(self.plural)}", ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def add(arguments: list[str]) -> int:
    """Register a language, make its catalogues, and say what is left to do; exit status 1 with a sentence when it cannot."""
    tag, options = arguments[0].replace("-", "_"), dict(zip(arguments[1::2], arguments[2::2], strict=False))
    if len(arguments) % 2 == 0 or set(options) - set(_OPTIONS):
        print(__doc__)
        return 2
    try:
        entry = entry_of(tag, options)
        made = make_catalogues(entry, options.get("--from", ""))
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 1
    register(entry)
    print(f"{entry.english_name} ({entry.tag}, {entry.own_name}): {made} sentences in two catalogues.")
    print("\n".join(left_to_do(entry)))
    return 0


def entry_of(tag: str, options: dict[str, str]) -> Entry:
    """Return what languages.toml says of a language, by CLDR and OPTIONS. Raises ValueError naming what is missing."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global
    from babel.plural import to_gettext

    canonical = str(next(iter(get_global("language_aliases").get(tag, "").split()), "")) or tag
    aliases = (tag,) if tag != canonical else ()
    try:
        locale: Any = Locale.parse(canonical)
    except (UnknownLocaleError, ValueError):
        locale = None
    english = Locale.parse("en").languages
    likely = str(
        get_global("likely_subtags").get(canonical) or get_global("likely_subtags").get(canonical.split("_")[0], "")
    )
    entry = Entry(
        canonical,
        options.get("--name") or (locale and str(locale.languages.get(canonical) or locale.language_name)) or "",
        options.get("--english") or str(english.get(canonical) or english.get(tag) or ""),
        options.get("--script") or next((part for part in likely.split("_") if len(part) == 4), ""),
        to_gettext(locale.plural_form) if locale else _ONE_FORM,
        options.get("--locale", "") if locale is None else "",
        aliases,
    )
    missing = [
        option
        for option, value in (("--name", entry.own_name), ("--english", entry.english_name), ("--script", entry.script))
        if not value
    ]
    if locale is None and not entry.locale:
        missing.append("--locale (whose numbers and dates to borrow: CLDR has none for this language)")
    if missing:
        raise ValueError(f"CLDR does not say everything of “{tag}”. Please add: {', '.join(missing)}.")
    return entry


def register(entry: Entry) -> None:
    """Write a language at the end of languages.toml, once."""
    path = catalogs.TRANSLATIONS / "languages.toml"
    held = path.read_text("utf-8")
    if entry.tag not in tomllib.loads(held):
        path.write_text(f"{held.rstrip()}\n\n{entry.written()}", "utf-8")


def make_catalogues(entry: Entry, source: str) -> int:
    """Make both catalogues from the templates; SOURCE names a near language whose drafts to begin from."""
    import polib

    forms = int(entry.plural.partition(";")[0].partition("=")[2])
    made = 0
    for domain in catalogs.DOMAINS:
        path = catalogs.catalogue(entry.tag, domain)
        if path.is_file():
            raise ValueError(f"{path} is there already. Nothing was changed.")
        near = {one.msgid: one for one in polib.pofile(str(catalogs.catalogue(source, domain)))} if source else {}
        file = polib.POFile(wrapwidth=catalogs.WIDTH)
        file.metadata = catalogs.metadata(entry.tag, domain, entry.plural)
        for wanted in polib.pofile(str(catalogs.TRANSLATIONS / f"{domain}.pot")):
            if wanted.msgid_plural:
                wanted.msgstr_plural = dict.fromkeys(range(forms), "")
            if (old := near.get(wanted.msgid)) is not None:
                wanted.msgstr = old.msgstr
                if set(wanted.msgstr_plural) == set(old.msgstr_plural):
                    wanted.msgstr_plural = dict(old.msgstr_plural)
            file.append(wanted)
        catalogs.save(file, path)
        made = max(made, len(file))
    return made


def left_to_do(entry: Entry) -> list[str]:
    """Say which fonts set the language, what CLDR lacks, and what is still wanted."""
    table = tomllib.loads((catalogs.ROOT / "resources/fonts/fonts.toml").read_text("utf-8"))["fonts"]
    fonts = [face["regular"]["file"] for face in table.values() if entry.script in face["scripts"]]
    lines = [
        f"  fonts for {entry.script}: {', '.join(fonts)}"
        if fonts
        else f"  No bundled font sets {entry.script}: add one to resources/fonts/fonts.toml, then run packaging/fetch_fonts.py."
    ]
    if entry.locale:
        lines.append(
            f"  CLDR has no numbers and dates of its own: those of {entry.locale} are used, and the settings say so."
        )
    if entry.script in _RIGHT_TO_LEFT:
        lines.append("  It is written from right to left: the window is mirrored by itself.")
    return [
        *lines,
        "  Now translate translations/" + entry.tag + ", the letters first; then:",
        "    python3 packaging/dev.py catalogs check",
        "    python3 packaging/dev.py test tests/i18n tests/letters tests/ui/test_walk.py",
    ]
