"""Let native speakers make a language right: write the sheet, read it back as a preview, take it in; and how far it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from referral_assistant import clock
from referral_assistant.errors import InputError, ReferralError
from referral_assistant.i18n import LANGUAGES, Language, language_of
from referral_assistant.i18n.amendments import Amendment
from referral_assistant.i18n.catalog import Counts
from referral_assistant.i18n.sentences import Sentence, sentences_of
from referral_assistant.message import Message, msg
from referral_assistant.session.review import Row, rows_of
from referral_assistant.session.review_checks import faults_of
from referral_assistant.session.review_sheet import Said, read_sheet, sheet_of

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

_LONGEST_ROLE = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that a speaker corrected or approved: what it says now and what it would say; the forms of a plural."""

    sentence: Sentence
    texts: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether the wording changes; else it was approved as it is."""
        return self.texts != self.sentence.texts


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be taken, and why."""

    line: int
    english: str
    correction: str
    why: Message


@dataclass(frozen=True, slots=True)
class Review:
    """What a filled-in sheet would do. Nothing is changed until it is accepted."""

    language: Language
    changes: tuple[Change, ...]
    refused: tuple[Refused, ...]

    @property
    def corrected(self) -> int:
        """How many sentences would say something else."""
        return sum(1 for change in self.changes if change.is_new)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a language is: in the window (`all`), on paper alone (`paper`), and why the clinic's own review is not used."""

    language: Language
    all: Counts
    paper: Counts
    fault: ReferralError | None = None


def write_review(session: Session, tag: str, path: Path) -> int:
    """Write the review sheet of a language; returns how many lines it has. Raises InputError for an unknown language."""
    language = _reviewable(tag)
    rows = rows_of(language.tag, sentences_of(language.tag, session.wordings.amendments(language.tag)))
    session.save(path, sheet_of(language, rows))
    return len(rows)


def read_review(session: Session, path: Path) -> Review:
    """Read a filled-in sheet and say what it would change, and what cannot be taken. Raises InputError when it is none."""
    language, said = read_sheet(path)
    rows = {
        row.english.strip(): row
        for row in rows_of(language.tag, sentences_of(language.tag, session.wordings.amendments(language.tag)))
    }
    refused: list[Refused] = []
    heard: dict[str, dict[int | None, tuple[Row, Said, str]]] = defaultdict(dict)
    for one in said:
        row = rows.get(one.english)
        why = _why_not(one, row, language.tag)
        if row is None or why is not None:
            refused.append(Refused(one.line, one.english, one.correction, why or _UNKNOWN))
        else:
            heard[row.sentence.english][row.form] = (row, one, one.correction or row.draft)
    changes = [change for forms in heard.values() if (change := _change(forms, refused)) is not None]
    return Review(language, tuple(changes), tuple(sorted(refused, key=lambda one: one.line)))


_UNKNOWN = msg("the program has no such sentence any more")


def _why_not(one: Said, row: Row | None, tag: str) -> Message | None:
    if row is None:
        return _UNKNOWN
    if one.correction:
        sentence = row.sentence
        return next(
            faults_of(sentence.plural or sentence.english, one.correction, tag, exact_fields=not sentence.plural), None
        )
    if not one.approved:
        return msg("the mark is none of x, ✓, yes, ok")
    if not row.draft:
        return msg("there is no translation yet that could be right")
    return None if one.draft == row.draft.strip() else msg("the translation has changed since the sheet was written")


def _change(forms: dict[int | None, tuple[Row, Said, str]], refused: list[Refused]) -> Change | None:
    row, first, _ = next(iter(forms.values()))
    sentence = row.sentence
    if len(forms) < len(sentence.texts):
        refused.append(Refused(first.line, first.english, first.correction, msg("every form of it must be answered")))
        return None
    return Change(sentence, tuple(forms[form][2] for form in sorted(forms, key=lambda form: form or 0)))


def accept_review(session: Session, review: Review, by: str, on: date) -> Path:
    """Take a review in: the corrections count at once, and the sentences as reviewed BY a role, ON a day; returns the file.

    Raises InputError for a role that is empty or a day to come, StorageError when it cannot be kept.
    """
    role = " ".join(by.split())[:_LONGEST_ROLE]
    if not role or not any(letter.isalpha() for letter in role):
        raise InputError(
            msg("Say by role who reviewed it, such as “health interpreter”; no name is needed."),
            msg("Nothing was taken in."),
        )
    if on > clock.today():
        raise InputError(msg("{day} is still to come.", day=on), msg("Give the day on which it was reviewed."))
    kept = {
        change.sentence.english: Amendment(
            change.texts, role, on, change.sentence.plural, on_paper=change.sentence.on_paper
        )
        for change in review.changes
    }
    return session.wordings.keep(review.language.tag, kept)


def standings(session: Session, tags: Iterable[str] = ()) -> list[Standing]:
    """Return how far each language is, or those of TAGS."""
    wanted = [_reviewable(tag).tag for tag in tags] or [tag for tag in LANGUAGES if tag != "en"]
    return [
        Standing(
            LANGUAGES[tag],
            session.catalog(tag).counts,
            session.catalog(tag, "letters").counts,
            session.wordings.fault(tag),
        )
        for tag in wanted
    ]


def _reviewable(tag: str) -> Language:
    language = language_of(tag)
    if language is None or language.tag == "en":
        known = ", ".join(one for one in LANGUAGES if one != "en")
        raise InputError(msg("There is no catalogue for “{tag}”.", tag=tag[:40]), msg("There are: {tags}.", tags=known))
    return language
