"""A paper says what of it nobody has reviewed, and no longer when every sentence on that very paper is reviewed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from referral_assistant.i18n.amendments import Amendment
from referral_assistant.i18n.sentences import Sentence, sentences_of
from referral_assistant.letters.letter import letter
from referral_assistant.letters.words import Bilingual, honestly
from referral_assistant.session import Session
from tests.letters.papers import AROUND, CLINIC, layout, referral, written

DRAFT, PARTIAL = "Translation not yet reviewed", "Not translated in full"


def _read(session: Session, tag: str, sentences: Iterable[Sentence]) -> None:
    day = date(2026, 11, 23)
    session.wordings.keep(
        tag, {one.english: Amendment(one.texts, "teacher", day, one.plural, one.on_paper) for one in sentences}
    )


def _letter(session: Session, tag: str) -> tuple[str, set[str]]:
    """Return what a letter says, and which sentences it needed."""
    words = Bilingual(session.catalog(tag, "letters"), session.catalog("en", "letters"))
    heard = words.first.listening()
    letter(referral(), CLINIC, AROUND, Bilingual(heard, words.second), layout())
    return written(
        honestly(lambda said: letter(referral(), CLINIC, AROUND, said, layout()), words)
    ), heard.heard or set()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session.open(tmp_path)


def test_the_mark_goes_when_every_sentence_of_the_paper_is_reviewed_and_not_before(session: Session) -> None:
    text, needed = _letter(session, "th")
    assert f"{DRAFT}: Thai" in text
    on_it = [one for one in sentences_of("th", {}) if one.english in needed and one.is_translated]
    assert len(on_it) > 20
    _read(session, "th", on_it[:-1])
    assert f"{DRAFT}: Thai" in _letter(session, "th")[0]
    _read(session, "th", on_it[-1:])
    text, _ = _letter(session, "th")
    assert DRAFT not in text
    assert session.catalog("th", "letters").is_draft, "the rest of the language is a draft still"


def test_what_is_not_translated_is_said_and_stays_english(session: Session) -> None:
    text, _ = _letter(session, "tet")
    assert f"{DRAFT}: Tetum" in text
    assert f"{PARTIAL}, the rest is English: Tetum" in text
    assert "Karta rekomendasaun" in text
    full, _ = _letter(session, "th")
    assert PARTIAL not in full


def test_a_newer_review_that_ships_wins(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    (yes,) = (one for one in sentences_of("th", {}) if one.english == "Yes")
    _read(session, "th", [Sentence("Yes", None, ("เก่า",), yes.places, on_paper=True)])
    assert session.catalog("th").gettext("Yes") == "เก่า"
    from referral_assistant.i18n.catalog import Catalog

    monkeypatch.setattr(Catalog, "review_of", lambda *_: "interpreter, 2027-01-01")
    with Session.open(session.folder) as again:
        assert again.catalog("th").gettext("Yes") == yes.texts[0]
