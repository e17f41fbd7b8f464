"""Sentences on paper, in one or two languages: the second stands under the first, smaller; what is the same stands once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeVar

from referral_assistant.i18n import LANGUAGES, Catalog
from referral_assistant.letters.blocks import (
    Align,
    Arrangement,
    Block,
    Field,
    Heading,
    Pair,
    Paragraph,
    Size,
    Text,
    Tick,
    Tone,
    Weight,
    WritingLines,
)
from referral_assistant.message import Message, msg

Phrase = Message | str | Callable[[Catalog], Message]
"""A sentence of ours, a text from outside, or a sentence whose fields differ by language."""
Composed = TypeVar("Composed")
BETWEEN = " · "
_STOPS = (".", "。", "۔", "।", "။", "።")
_SCRIPTS = {
    "LATIN": "Latn", "MYANMAR": "Mymr", "THAI": "Thai", "LAO": "Laoo", "KHMER": "Khmr", "CJK": "Hans", "BENGALI": "Beng",
    "DEVANAGARI": "Deva", "TAMIL": "Taml", "SINHALA": "Sinh", "ARABIC": "Arab",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """English names of the languages in which a paper says something that nobody reviewed, or is not translated in full."""

    unreviewed: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The two languages of a paper; `standing` says of which of them it says what nobody has reviewed, None: not known yet."""

    first: Catalog
    second: Catalog | None = None
    standing: Standing | None = None

    @property
    def tag(self) -> str:
        """The main language, which decides the side where the paper starts."""
        return self.first.language.tag

    @property
    def catalogs(self) -> tuple[Catalog, ...]:
        """The languages, the main one first."""
        return (self.first, self.second) if self.second else (self.first,)

    def text(
        self,
        phrase: Phrase | Sequence[Phrase],
        size: Size = Size.BODY,
        weight: Weight = Weight.REGULAR,
        align: Align = Align.PAGE,
        tone: Tone = Tone.INK,
    ) -> Text:
        """Say PHRASE, or several with a dot between them, in the first language."""
        content, language = _joined(self.first, phrase)
        return Text(content, language, size, weight, align, tone)

    def under(
        self, phrase: Phrase | Sequence[Phrase], size: Size = Size.SMALL, align: Align = Align.PAGE
    ) -> Text | None:
        """Say PHRASE in the second language, quietly; None when there is none, or when it would say the same again."""
        if self.second is None:
            return None
        content, language = _joined(self.second, phrase)
        if _bare(content) == _bare(_joined(self.first, phrase)[0]):
            return None
        return Text(content, language, size, align=align, tone=Tone.QUIET)

    def lines(
        self,
        phrase: Phrase | Sequence[Phrase],
        size: Size = Size.BODY,
        weight: Weight = Weight.REGULAR,
        under: Size = Size.SMALL,
        align: Align = Align.PAGE,
    ) -> tuple[Block, ...]:
        """Return PHRASE in both languages, the second close under the first."""
        first = self.text(phrase, size, weight, align)
        second = self.under(phrase, under, align)
        return (Pair(first, second, Arrangement.STACKED),) if second else (Paragraph(first),)

    def heading(self, phrase: Phrase, level: int = 2) -> Heading:
        """Return a heading in both languages."""
        second = self.under(phrase, Size.BODY)
        return Heading(self.text(phrase), second and replace(second, weight=Weight.BOLD), level)

    def field(
        self,
        label: Phrase,
        value: Phrase | Sequence[Phrase],
        size: Size = Size.BODY,
        weight: Weight = Weight.REGULAR,
    ) -> Field:
        """Return a row with its label and value in both languages."""
        return Field(
            self.text(label, Size.SMALL),
            self.text(value, size, weight),
            self.under(label),
            self.under(value),
        )

    def tick(
        self, phrase: Phrase | Sequence[Phrase], size: Size = Size.BODY, *, ticked: bool = False, blank: float = 0
    ) -> Tick:
        """Return a tick box with its text in both languages."""
        return Tick(self.text(phrase, size), ticked, self.under(phrase), blank)

    def to_write(self, phrase: Phrase, count: int = 1, spacing: float = 8) -> WritingLines:
        """Return lines to write on by hand."""
        return WritingLines(self.text(phrase, Size.SMALL), self.under(phrase), count, spacing)


def honestly(compose: Callable[[Bilingual], Composed], words: Bilingual) -> Composed:
    """Compose a paper that tells which of its own sentences are unreviewed or not translated, rather than of the language."""
    mixed = [one for one in words.catalogs if one.is_draft and (one.counts.reviewed or one.is_partial)]
    if not mixed:
        return compose(words)
    listening = replace(words, first=words.first.listening(), second=words.second and words.second.listening())
    compose(listening)
    heard = [(one.language.english_name, one, one.heard or set()) for one in listening.catalogs]
    standing = Standing(
        tuple(name for name, one, texts in heard if one.is_draft_of(texts)),
        tuple(name for name, one, texts in heard if one.lacks(texts)),
    )
    return compose(replace(words, standing=standing))


def several(phrase: Phrase | Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Return one phrase, or several, as a tuple."""
    return (phrase,) if isinstance(phrase, Message | str) or callable(phrase) else tuple(phrase)


def _joined(catalog: Catalog, phrase: Phrase | Sequence[Phrase]) -> tuple[str, str]:
    parts = [said(catalog, part) for part in several(phrase)]
    parts = [part for part in dict.fromkeys(parts) if part[0]]
    spoken = [language for content, language in parts if any(letter.isalpha() for letter in content)]
    language = catalog.language.tag if catalog.language.tag in spoken or not spoken else spoken[0]
    # A sentence that has its full stop needs no dot beside it.
    between = [" " if content.rstrip().endswith(_STOPS) else BETWEEN for content, _ in parts[:-1]]
    placed = [_isolated(content, tongue, language) for content, tongue in parts]
    return "".join(part for pair in zip_longest(placed, between, fillvalue="") for part in pair), language


def said(catalog: Catalog, phrase: Phrase) -> tuple[str, str]:
    """Return PHRASE in the language of CATALOG with the tag it is really in: English for what is not translated yet."""
    if isinstance(phrase, str):
        return phrase, language_of_text(phrase, catalog.language.tag)
    message = phrase(catalog) if callable(phrase) else phrase
    if catalog.has(message.text) or not _has_words(message.text):
        return catalog.say(message), catalog.language.tag
    catalog.hear(message.text)
    english = Catalog.load("en", "letters")
    return english.say(phrase(english) if callable(phrase) else message), "en"


def _has_words(pattern: str) -> bool:
    """Say whether a pattern holds anything to translate beside its fields."""
    inside = 0
    for letter in pattern:
        inside += (letter == "{") - (letter == "}")
        if not inside and letter.isalpha():
            return True
    return False


def _bare(content: str) -> str:
    """Return what is seen of a text: without the marks that keep directions apart."""
    return content.translate({0x2068: None, 0x2069: None})


def _isolated(content: str, language: str, around: str) -> str:
    """Keep a part from turning its neighbours when the two are written in different directions."""
    mixed = LANGUAGES[language].right_to_left != LANGUAGES[around].right_to_left
    return f"\u2068{content}\u2069" if mixed else content


def language_of_text(text: str, default: str) -> str:
    """Guess the language that outside text is set in: DEFAULT when it shares the script, else the script's first one."""
    script = script_of(next((one for one in text if one.isalpha()), ""))
    if not script or script == LANGUAGES[default].script:
        return default
    found = [tag for tag, language in LANGUAGES.items() if language.script == script]
    # Arabic letters in a text of unknown language: plain Naskh, not the first of the list, Urdu's Nastaliq.
    return "ar" if "ar" in found else found[0]


def script_of(letter: str) -> str:
    """Return the script (ISO 15924) of a letter as far as we have catalogues in it, else an empty string."""
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "") if letter else ""


def shortened(text: str, longest: int) -> str:
    """Cut a text from outside at a word, so that no record fills the paper."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def plain(text: str) -> Message:
    """Wrap a text from outside as a message that is not translated."""
    return msg("{text}", text=text)
