"""The call sheet of a verification round: its places numbered, what to ask once, a box for each answer."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from referral_assistant import clock
from referral_assistant.errors import InputError
from referral_assistant.i18n import language_of
from referral_assistant.letters.contents import Around, Call, CallSheet
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import Message, msg
from referral_assistant.reasons import ASK_PAPERS, ASK_SHARING, ASK_STATUS, ASK_WHO
from referral_assistant.service import Service
from referral_assistant.session.papers import Form, Order, layout_of
from referral_assistant.session.papers_around import sender_of
from referral_assistant.session.papers_contents import PaperKind
from referral_assistant.session.verification_round import Heard, Round

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

ON_PAPER: dict[Heard, Message] = {
    Heard.NOT_ASKED: msg("Status not asked"),
    Heard.ASKS: msg("Status asked"),
    Heard.SHARES: msg("Passed on"),
    Heard.PAPERS: msg("Papers asked"),
    Heard.CLOSED: msg("Closed"),
    Heard.WRONG_NUMBER: msg("Wrong number"),
    Heard.NO_ANSWER: msg("No answer"),
}


def round_sheet(session: Session, found: Round, form: Form, on: date | None = None) -> Order:
    """Order the call sheet of a round. Without a second language it is the one most of its places speak.

    Raises InputError when there is nothing to call.
    """
    calls = tuple(
        Call(service, number=number)
        for number, call in enumerate(found.calls, 1)
        if not call.is_done and (service := session.directory.service(call.service)) is not None
    )
    if not calls:
        raise InputError(
            msg("There is nobody to call: this round is done."), msg("Begin another one with “verify round --new”.")
        )
    script = (ASK_STATUS, ASK_SHARING, ASK_PAPERS, ASK_WHO)
    sheet = CallSheet(on or clock.today(), calls, tuple(ON_PAPER[heard] for heard in Heard), script)
    return Order(
        PaperKind.CALL_SHEET,
        (sheet,),
        _words(session, [call.service for call in calls], form),
        sender_of(session.settings.letterhead, session.folder),
        Around(),
        layout_of(session, PaperKind.CALL_SHEET, form.paper, large=form.large, qr=False),
        form.copies,
    )


def _words(session: Session, services: list[Service], form: Form) -> Bilingual:
    first = session.catalog_for(form.language, "letters")
    wanted = _spoken_most(services, first.language.tag) if form.second is None else form.second
    second = session.catalog_for(wanted, "letters") if wanted else None
    return Bilingual(first, None if second is None or second.language == first.language else second)


def _spoken_most(services: list[Service], ours: str) -> str:
    """Return the language that most places speak which do not speak ours; empty when all do, or nothing is known."""
    spoken = [{known.tag for tag in one.languages if (known := language_of(tag))} for one in services]
    counts = Counter(tag for tags in spoken if ours not in tags for tag in tags)
    return min(counts, key=lambda tag: (-counts[tag], tag), default="")
