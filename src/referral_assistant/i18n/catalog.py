"""One language's translations of one domain, as a value; numbers and dates by CLDR."""

from __future__ import annotations

import gettext as _gettext
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from referral_assistant import paths
from referral_assistant.i18n.compiling import ABOUT, COUNTS, REVIEWED
from referral_assistant.i18n.language import LANGUAGES, NOT_IN_CLDR, Language, language_of
from referral_assistant.message import Message, fill

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _END = "\u2066", "\u2067", "\u2069"
# What stands between the parts of a list, by script (CLDR joins lists with "and", which a label does not want).
_COMMA = {"Arab": "، ", "Mymr": "၊ ", "Hans": "，"}

# The zero of numbering systems that are a language's usual one in CLDR; Babel formats with Western digits only.
_ZEROS = {"arab": 0x660, "arabext": 0x6F0, "mymr": 0x1040, "deva": 0x966, "beng": 0x9E6}


def isolated(text: str) -> str:
    """Wrap TEXT so that it runs in the direction of its first letter and turns nothing around it.

    Not U+2068: it does not look into isolates (UAX #9, rule P2), and what is wrapped here often holds some already.
    """
    strong = next((kind for letter in text if (kind := unicodedata.bidirectional(letter)) in {"L", "R", "AL"}), "L")
    return f"{_LEFT_TO_RIGHT if strong == 'L' else _RIGHT_TO_LEFT}{text}{_END}"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sentences a catalogue has to translate, how many it does, how many of these a speaker has read."""

    sentences: int = 0
    translated: int = 0
    reviewed: int = 0


@dataclass(frozen=True)
class Catalog:
    """Translations into one language. English needs no file: the message ids are English.

    `reviewed` says that a speaker has read every sentence of it, `counts` how far that is. `heard`
    collects what has been said, where somebody wants to know (`listening`).
    """

    language: Language
    translations: _gettext.NullTranslations
    reviewed: bool = False
    counts: Counts = Counts()
    heard: set[str] | None = field(default=None, compare=False, repr=False)

    @staticmethod
    def load(tag: str, domain: str = "app", folder: Path | None = None) -> Catalog:
        """Load the compiled catalogue of a language and DOMAIN ("app" or "letters"); English for what it lacks."""
        return _load(tag, domain, folder or paths.translations())

    @property
    def is_draft(self) -> bool:
        """Whether some of the catalogue has not been read by a native speaker; English is the source and never a draft."""
        return self.language.tag != "en" and not self.reviewed

    @property
    def is_partial(self) -> bool:
        """Whether some sentences have no translation yet and stay English."""
        return self.counts.translated < self.counts.sentences

    def listening(self) -> Catalog:
        """Return the same catalogue with an empty `heard`."""
        return replace(self, heard=set())

    def hear(self, text: str) -> None:
        """Collect a sentence that is said, or that would be if it were translated."""
        if self.heard is not None and any(letter.isalpha() for letter in text):
            self.heard.add(text)

    def review_of(self, text: str) -> str:
        """Say who read the translation of a sentence, by role, and when; empty for a draft."""
        found = self.translations.pgettext(REVIEWED, text)
        return "" if found == text else found

    def is_draft_of(self, texts: Iterable[str]) -> bool:
        """Whether a translation among those of TEXTS has not been read by a native speaker; what stays English is none."""
        return self.is_draft and any(self.has(text) and not self.review_of(text) for text in texts)

    def lacks(self, texts: Iterable[str]) -> bool:
        """Whether one of TEXTS stays English."""
        return not all(self.has(text) for text in texts)

    def gettext(self, text: str) -> str:
        """Translate a sentence without fields."""
        self.hear(text)
        return self.translations.gettext(text) if text else ""

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Translate a sentence with a number, in the language's own plural forms; `{count}` is filled in."""
        self.hear(one)
        return fill(self.translations.ngettext(one, many, count), {"count": self.number(count)})

    def say(self, message: Message) -> str:
        """Translate a message and fill its fields; values that are messages are translated first."""
        values = {name: self._value(value) for name, value in message.values.items()}
        return fill(self.gettext(message.text), values)

    def has(self, text: str) -> bool:
        """Say whether the catalogue really has a sentence, rather than falling back to English."""
        return self.language.tag == "en" or self.translations.gettext(text) != text

    def number(self, number: float) -> str:
        """Write a number with the digits and separators of the language."""
        if isinstance(number, int) and abs(number) < 1000 and self.language.script == "Latn":
            return str(number)
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self._locale))

    def page_number(self, page: int) -> str:
        """Write the number of a page with the digits in which books of the language count."""
        zero = _ZEROS.get(str(self._locale.default_numbering_system))
        return "".join(chr(zero + int(digit)) for digit in str(page)) if zero else str(page)

    def money(self, amount: float, currency: str) -> str:
        """Write an amount with its currency (ISO 4217) as the language does; no decimals when there are none to tell."""
        from babel.numbers import format_currency

        pattern = str(self._locale.currency_formats["standard"].pattern)
        if float(amount).is_integer():
            pattern = pattern.replace(".00", "")
        return str(format_currency(amount, currency, pattern, locale=self._locale, currency_digits=False))

    def listed(self, parts: Iterable[str]) -> str:
        """Put parts one after the other with the comma of the script."""
        comma = _COMMA.get(self.language.script, ", ")
        return comma.join(isolated(part) if self.language.right_to_left else part for part in parts)

    def day(self, day: date) -> str:
        """Write a day as CLDR's medium date, Gregorian."""
        from babel.dates import format_date

        return str(format_date(day, "medium", locale=self._locale))

    def month(self, day: date) -> str:
        """Name the month of a day, with its year."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMM", day, locale=self._locale))

    def clock(self, moment: time) -> str:
        """Write a time of day as CLDR's short time."""
        from babel.dates import format_time

        return str(format_time(moment, "short", locale=self._locale))

    def weekday(self, code: str) -> str:
        """Name a day of the week from its iCalendar code, MO to SU."""
        from babel.dates import get_day_names

        days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        return str(get_day_names("abbreviated", locale=self._locale)[days.index(code)])

    def weekday_and_day(self, day: date) -> str:
        """Write a day of this week or the next: its name, its number, its month."""
        from babel.dates import format_skeleton

        return str(format_skeleton("MMMMEEEEd", day, locale=self._locale))

    def language_name(self, tag: str) -> str:
        """Name a language in this one; its own or its English name where CLDR has none, the tag as the last resort."""
        from babel import Locale, UnknownLocaleError

        if tag == self.language.tag and self.language.borrowed:
            return self.language.own_name
        known = language_of(tag)
        wanted = known.tag if known and tag in known.aliases else tag.replace("-", "_")
        # CLDR has one name for what is spoken in a country only where that is no mere "language (country)": Dari.
        name = self._locale.languages.get(wanted) if wanted.partition("_")[2].isupper() else None
        if name is None:
            try:
                name = Locale.parse(wanted).get_display_name(self._locale)
            except (UnknownLocaleError, ValueError):
                name = self._locale.languages.get(wanted)
        ours = LANGUAGES.get(wanted)
        return str(name or (ours.own_name if ours else NOT_IN_CLDR.get(tag.lower(), tag)))

    @property
    def _locale(self) -> Any:
        return _locale_of(self.language.locale or self.language.tag)

    def _value(self, value: str | float | date | Message) -> str:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int | float):
            return self.number(value)
        # Outside text, often in another script, must not turn the sentence around it.
        return isolated(value) if self.language.right_to_left and value else value


@cache
def _locale_of(name: str) -> Any:
    from babel import Locale

    return Locale.parse(name)


@cache
def _load(tag: str, domain: str, folder: Path) -> Catalog:
    compiled = folder / tag / "LC_MESSAGES" / f"{domain}.mo"
    if not compiled.is_file():
        return Catalog(LANGUAGES[tag], _gettext.NullTranslations())
    with compiled.open("rb") as stream:
        return judged(LANGUAGES[tag], _gettext.GNUTranslations(stream))


def judged(language: Language, translations: _gettext.NullTranslations) -> Catalog:
    """Return a catalogue with what it says of itself (`compiling.counted`)."""
    numbers = translations.pgettext(ABOUT, COUNTS).split()
    counts = Counts(*map(int, numbers)) if len(numbers) == 3 else Counts()
    return Catalog(language, translations, counts.reviewed == counts.translated > 0, counts)
