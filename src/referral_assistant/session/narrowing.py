"""What a person can narrow the directory by, and what dropping one of these would find."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from referral_assistant import clock
from referral_assistant.directory import Filters
from referral_assistant.disclosure import Safety
from referral_assistant.errors import InputError
from referral_assistant.geography import Point
from referral_assistant.message import msg
from referral_assistant.need import Needs

MOST_WORDS_DROPPED = 6


class By(StrEnum):
    """The fields of `Narrowed` that narrow, in the order in which they are offered to be dropped."""

    TEXT = "text"
    WORD = "word"
    NEED = "need"
    AREA = "area"
    SAFETY = "safety"
    LANGUAGE = "language"
    FREE = "free"
    OPEN_NOW = "open_now"
    FRESH = "fresh_days"
    WITHIN = "within_km"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What narrows the list; empty narrows nothing.

    `fresh_days`: somebody confirmed it within so many days. `near` puts the nearest first; `within_km` needs it.
    `unlisted`: only what is not for families or wants not to be listed, which is otherwise never shown.
    """

    text: str = ""
    need: str = ""
    area: str = ""
    safety: Safety | None = None
    language: str = ""
    free: bool = False
    open_now: bool = False
    fresh_days: int | None = None
    near: Point | None = None
    within_km: float | None = None
    unlisted: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.by) or self.unlisted

    @property
    def by(self) -> tuple[By, ...]:
        """What it is narrowed by."""
        set_ = {one.name: getattr(self, one.name) for one in fields(self)}
        set_["text"] = self.text.strip()
        return tuple(by for by in By if (value := set_.get(by)) is not None and value is not False and value != "")

    def without(self, by: By) -> Narrowed:
        """Return it with one of these dropped."""
        return replace(self, **{by: getattr(Narrowed(), by)})

    def filters(self, now: datetime) -> Filters:
        """Return the filters of the search. Safety is not among them: it is judged after the search, duties included."""
        day = now.date()
        return Filters(
            needs=frozenset({self.need}) if self.need else frozenset(),
            area=self.area,
            languages=frozenset({self.language}) if self.language else frozenset(),
            free=self.free,
            on=day,
            open_at=now if self.open_now else None,
            fresh_since=None if self.fresh_days is None else day - timedelta(days=self.fresh_days),
            near=self.near,
            within_km=self.within_km if self.near else None,
            unlisted=self.unlisted,
        )


@dataclass(frozen=True, slots=True)
class Looser:
    """One thing to drop, and how many places are found then; `word` is the word that goes, when it is one of several."""

    by: By
    narrowed: Narrowed
    count: int
    more: bool = False
    word: str = ""


def looser(narrowed: Narrowed) -> tuple[Looser, ...]:
    """Return every way to drop one thing, not counted yet."""
    ways = [Looser(by, narrowed.without(by), 0) for by in narrowed.by]
    words = narrowed.text.split()
    if 1 < len(words) <= MOST_WORDS_DROPPED:
        ways += [
            Looser(By.WORD, replace(narrowed, text=" ".join(words[:at] + words[at + 1 :])), 0, word=word)
            for at, word in enumerate(words)
        ]
    return tuple(ways)


def check_need(needs: Needs, need: str) -> None:
    """Raise InputError naming every need when there is none of that id."""
    if need and need not in needs.ids:
        known = ", ".join(one.id for one in needs.all)
        raise InputError(msg("There is no need “{need}”.", need=need[:80]), msg("There are: {known}.", known=known))


def moment_of(on: date | None) -> datetime:
    """Return the moment by which it is judged what is open: now, or noon of a named day."""
    now = clock.now()
    return now if on is None else datetime.combine(on, now.time())
