"""The desk: what the open window knows. Languages, look, the sitting, the place where we are. All of it in memory."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from referral_assistant import clock
from referral_assistant.errors import ReferralError
from referral_assistant.i18n import Catalog, isolated, language_of
from referral_assistant.message import Message
from referral_assistant.ui.aloud import Aloud
from referral_assistant.ui.style import DARK, LIGHT, Look
from referral_assistant.ui.visit.sitting import Sitting

if TYPE_CHECKING:
    from referral_assistant.session import Session
    from referral_assistant.session.visit import Asked, VisitResults


class Place(Enum):
    """Where the window can be."""

    START = "start"
    PEOPLE = "people"
    NEEDS = "needs"
    QUESTIONS = "questions"
    RESULTS = "results"
    LETTER = "letter"
    LANGUAGES = "languages"
    VACCINES = "vaccines"
    DIRECTORY = "directory"
    SETTINGS = "settings"


_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"
STEPS = (Place.PEOPLE, Place.NEEDS, Place.QUESTIONS, Place.RESULTS, Place.LETTER)
VISIT = (Place.START, *STEPS)


class Desk(QObject):
    """Holds the session, the catalogues, the look and the sitting, and says when one of them changed."""

    went = Signal()
    dressed = Signal()
    """Language, direction, colours or size of text changed: everything is built again from the sitting."""
    blanked = Signal()
    visit_ended = Signal()
    turn_wanted = Signal()
    example_wanted = Signal()
    """Close this window and open one on the example directory."""

    def __init__(self, session: Session, look: Look | None = None) -> None:
        super().__init__()
        self.session = session
        settings = session.settings
        self.catalog: Catalog = session.catalog(_known(settings.window_language))
        self.look = look or Look(DARK if settings.dark else LIGHT, 1.3 if settings.large_text else 1.0)
        self.sitting = self._fresh()
        self.place = Place.START
        self._before: list[Sitting] = []
        self._before_aside = Place.START
        self._step = Place.START
        self._results: tuple[object, VisitResults] | None = None
        self._asked: tuple[tuple[VisitResults, object], Asked | None] | None = None
        self.kept: dict[Place, QObject] = {}
        """What a room keeps while the window is open: a search, an import under way. Nothing that a family said."""

    @cached_property
    def aloud(self) -> Aloud:
        """What reads aloud, where the system has a voice."""
        return Aloud(self)

    # Words

    @property
    def tag(self) -> str:
        """The window's language."""
        return self.catalog.language.tag

    @property
    def family(self) -> Catalog | None:
        """The catalogue of the family's language; None when it is the window's, or not chosen, or unknown to us."""
        language = language_of(self.sitting.visit.language)
        if language is None or language.tag == self.tag:
            return None
        return self.session.catalog(language.tag)

    def say(self, message: Message) -> str:
        """Say a message in the window's language; whole in English where there is no translation yet."""
        if self.catalog.has(message.text) or not _has_letters(message.text):
            return self.catalog.say(message)
        english = self.session.catalog("en").say(message)
        return f"{_LEFT_TO_RIGHT}{english}{_END}" if self.catalog.language.right_to_left else english

    def in_a_row(self, *parts: str) -> str:
        """Put parts into one line with dots between them; in a mirrored window each runs in its own direction."""
        said = [part for part in parts if part]
        if self.catalog.language.right_to_left and len(said) > 1:
            said = [isolated(part) for part in said]
        return " · ".join(said)

    def second(self, message: Message) -> tuple[str, str] | None:
        """Say it in the family's language too: (text, tag); None where there is no such translation."""
        family = self.family
        if family is None or not _is_said(family, message):
            return None
        said = family.say(message)
        # Where the window has no translation yet it says the same in English already.
        return None if said == self.say(message).strip(_LEFT_TO_RIGHT + _END) else (said, family.language.tag)

    # Moving about

    def go(self, place: Place) -> None:
        """Go to a place. Answers stay where they are."""
        if place is Place.LANGUAGES and self.place is not Place.LANGUAGES:
            self._before_aside = self.place
        self.place = place
        if self._nothing_said:  # A window that was left open over night, or speaks another language by now.
            self.sitting = self._fresh()
        if place in VISIT:
            self._step = place
        if place in STEPS:
            self.sitting = self.sitting.reached_step(STEPS.index(place))
        self.went.emit()

    def enter(self, room: Place) -> None:
        """Enter a room of the rail; the visit opens where it was left."""
        self.go(self._step if room is Place.START else room)

    def leave_aside(self) -> None:
        """Go back to where the languages were opened from."""
        self.go(self._before_aside)

    def leave_languages(self) -> None:
        """Go on from the languages: to the people from the first page, else back to where they were opened from."""
        self.go(Place.PEOPLE if self._before_aside is Place.START else self._before_aside)

    # The visit

    @property
    def visit_holds_words(self) -> bool:
        """Whether the family has said anything yet that ending the visit would forget."""
        return not self._nothing_said or any(getattr(one, "holds_words", False) for one in self.kept.values())

    @property
    def _nothing_said(self) -> bool:
        visit = self.sitting.visit
        return self.sitting == Sitting.on(visit.on, visit.second_language or self.tag)

    def change(self, sitting: Sitting) -> None:
        """Keep what the family said, until the visit ends."""
        if sitting != self.sitting:
            self._before.append(self.sitting)
            self.sitting = sitting

    @property
    def can_take_back(self) -> bool:
        """Whether there is an answer that could be taken back."""
        return bool(self._before)

    def take_back(self) -> bool:
        """Take back the last thing that was said; say whether there was one."""
        if not self._before:
            return False
        self.sitting = replace(self._before.pop(), reached=self.sitting.reached)
        self.dressed.emit()
        return True

    def end_visit(self) -> None:
        """Forget everything about the family."""
        self.aloud.stop()
        self._results = self._asked = None
        self._before.clear()
        self._step = self._before_aside = Place.START
        self.sitting = self._fresh()
        self.visit_ended.emit()
        self.go(Place.START)

    def results(self) -> VisitResults:
        """Match the visit as it stands; computed again only when an answer or the directory changed."""
        key = (self.sitting.visit, getattr(self.session.directory, "head", None))
        if self._results is None or self._results[0] != key:
            self._results = (key, self.session.match(self.sitting.visit))
        return self._results[1]

    def next_asked(self) -> Asked | None:
        """Return the question that settles most, None when none is worth asking; kept like the results."""
        results = self.results()
        key = (results, self.sitting.skipped)
        if self._asked is None or self._asked[0][0] is not results or self._asked[0][1] != self.sitting.skipped:
            found = self.session.next_questions(results, self.sitting.skipped)
            self._asked = (key, found[0] if found else None)
        return self._asked[1]

    def forget_results(self) -> None:
        """Match again the next time, after the directory or the region changed."""
        self._results = None

    def _fresh(self) -> Sitting:
        return Sitting.on(clock.today(), self.tag)

    # Dress

    def speak(self, tag: str) -> None:
        """Switch the window's language and direction, live."""
        self.catalog = self.session.catalog(_known(tag))
        with suppress(ReferralError):  # A choice that cannot be kept for the next time holds for this one.
            self.session.change_settings(replace(self.session.settings, window_language=self.catalog.language.tag))
        self.dressed.emit()

    def hear_anew(self) -> None:
        """Say everything again after translations changed, in the window's language and in the family's."""
        self.catalog = self.session.catalog(self.tag)
        self.dressed.emit()

    def speak_with_family(self, tag: str | None) -> None:
        """Choose the family's language, as they read it."""
        self.sitting = self.sitting.in_language(tag)
        self.dressed.emit()

    def dress(self, *, dark: bool | None = None, large: bool | None = None, small: bool | None = None) -> None:
        """Change colours, size of text, or the layout for small screens."""
        look = self.look
        if dark is not None:
            look = replace(look, colours=DARK if dark else LIGHT)
        if large is not None:
            look = replace(look, scale=1.3 if large else 1.0)
        if small is not None:
            look = replace(look, small=small)
        if look != self.look:
            self.look = look
            self.dressed.emit()


def _is_said(catalog: Catalog, message: Message) -> bool:
    """Say whether a catalogue has a message; of one that only joins others, whether it has all of those."""
    if _has_letters(message.text):
        return catalog.has(message.text)
    inner = [value for value in message.values.values() if isinstance(value, Message)]
    return bool(inner) and all(_is_said(catalog, value) for value in inner)


def _has_letters(pattern: str) -> bool:
    """Say whether a pattern holds words beside its fields; only those are translated."""
    parts = pattern.split("{")
    return any(
        letter.isalpha() for part in (parts[0], *(one.partition("}")[2] for one in parts[1:])) for letter in part
    )


def _known(tag: str) -> str:
    language = language_of(tag)
    return language.tag if language else "en"
