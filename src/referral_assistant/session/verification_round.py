"""One round of calls: a list that stays as it was begun, how far it is, and every answer written into its record.

It is kept in the data folder as a small file of service ids, answers and days, so that it survives the night, a crash or
a power cut. Nothing of any family is in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referral_assistant import clock
from referral_assistant.disclosure import NO_PAPER, PAPERS, Source
from referral_assistant.errors import InputError, StorageError
from referral_assistant.message import msg
from referral_assistant.paths import write_atomically
from referral_assistant.session.evidence import Answer, Found
from referral_assistant.session.verification import MOST_TRIES, Chosen, worklist

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

FILE = "verification-round.json"
MOST_CALLS = 100
USUAL = 20
_FORGOTTEN_AFTER = 90


class Heard(StrEnum):
    """What came of a call, by the word of the command line; in the order of the keys 1 to 7."""

    NOT_ASKED = "not-asked"
    ASKS = "asked"
    SHARES = "shares"
    PAPERS = "papers"
    CLOSED = "closed"
    WRONG_NUMBER = "wrong-number"
    NO_ANSWER = "no-answer"


_ANSWERS = {
    Heard.NOT_ASKED: Answer.NOT_ASKED,
    Heard.ASKS: Answer.ASKS,
    Heard.SHARES: Answer.SHARES,
    Heard.PAPERS: Answer.PAPERS,
    Heard.CLOSED: Answer.CLOSED,
    Heard.WRONG_NUMBER: Answer.WRONG_NUMBER,
}


@dataclass(frozen=True, slots=True)
class Call:
    """One place of a round. `passed`: how often the round went on without an answer; `tries`: how often nobody took it."""

    service: str
    heard: Heard | None = None
    on: str = ""
    tries: int = 0
    passed: int = 0

    @property
    def is_done(self) -> bool:
        """Whether it needs no more calls in this round."""
        return (self.heard is not None and self.heard is not Heard.NO_ANSWER) or self.tries >= MOST_TRIES


@dataclass(frozen=True, slots=True)
class Step:
    """How a call stood before an answer, and the edit that the answer made: what undo needs."""

    place: int
    before: Call
    edit: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """The calls in their order, numbered from 1 on paper; `steps` are what can be undone, the last one last.

    `tries` counts, by service, the calls that nobody took in earlier rounds, with the day of the last one.
    """

    started: str
    calls: tuple[Call, ...] = ()
    steps: tuple[Step, ...] = ()
    tries: Mapping[str, tuple[int, str]] | None = None

    @property
    def done(self) -> int:
        """How many calls need nothing more."""
        return sum(call.is_done for call in self.calls)

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to call."""
        return self.done == len(self.calls)

    def next_place(self) -> int | None:
        """Return where the next call stands (from 0): first those that nobody has tried; None when all is done."""
        open_calls = [(call.passed, place) for place, call in enumerate(self.calls) if not call.is_done]
        return min(open_calls)[1] if open_calls else None

    def place_of(self, service_id: str) -> int | None:
        """Return where a service stands (from 0); None when it is not in the round."""
        return next((place for place, call in enumerate(self.calls) if call.service == service_id), None)


def open_round(session: Session) -> Round | None:
    """Return the round that was begun; None when there is none. A file that cannot be read is put aside, not lost."""
    path = session.folder / FILE
    try:
        return _read(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise _refused(path, fault) from fault
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        path.replace(path.with_suffix(".damaged.json"))
        return None


def start_round(session: Session, chosen: Chosen = Chosen(), limit: int = USUAL, on: date | None = None) -> Round:  # noqa: B008
    """Begin a round of up to LIMIT calls; it takes the place of the one before. Raises InputError when none is due."""
    day = on or clock.today()
    before = open_round(session)
    tries = _remembered(before, day)
    due = worklist(session, chosen, day, {service: count for service, (count, _) in tries.items()})
    if not due:
        raise InputError(
            msg("There is nobody to call: what is known of these places is in date."),
            msg("Choose another area or need, or come back in a month."),
        )
    calls = tuple(Call(entry.service.id) for entry in due[: min(limit, MOST_CALLS)])
    return _keep(session, Round(day.isoformat(), calls, (), tries))


def end_round(session: Session) -> None:
    """Put the round away; the answers stay in the records, and who was not reached is remembered."""
    found = open_round(session)
    if found is not None:
        _keep(session, Round(found.started, (), (), _remembered(found, clock.today())))


def _remembered(found: Round | None, on: date) -> dict[str, tuple[int, str]]:
    """Count the calls that nobody took, by service, for three months; a call that was answered ends the count."""
    if found is None:
        return {}
    counts = dict(found.tries or {})
    for call in found.calls:
        if call.heard is not None and call.heard is not Heard.NO_ANSWER:
            counts.pop(call.service, None)
        elif call.tries:
            counts[call.service] = (counts.get(call.service, (0, ""))[0] + call.tries, call.on)
    oldest = date.fromordinal(on.toordinal() - _FORGOTTEN_AFTER).isoformat()
    return {service: kept for service, kept in counts.items() if kept[1] >= oldest}


def hear(
    session: Session, found: Round, place: int, heard: Heard, papers: tuple[str, ...] = (), on: date | None = None
) -> Round:
    """Take in what came of the call at PLACE (from 0): into the record as one dated edit, then into the round."""
    if not 0 <= place < len(found.calls):
        raise InputError(
            msg("The round has no row {row}.", row=place + 1),
            msg("Its rows are 1 to {count}.", count=max(len(found.calls), 1)),
        )
    day = on or clock.today()
    before = found.calls[place]
    edit = write_down(session, before.service, heard, papers, day)
    missed = heard is Heard.NO_ANSWER
    after = replace(before, heard=heard, on=day.isoformat(), tries=before.tries + missed, passed=before.passed + missed)
    return _keep(session, _with(found, place, after, Step(place, before, edit)))


def write_down(
    session: Session, service_id: str, heard: Heard, papers: tuple[str, ...] = (), on: date | None = None
) -> str | None:
    """Write what was heard on the telephone into the record; returns the edit's id, None when nothing is to be written."""
    session.service(service_id)
    _check_papers(heard, papers)
    answer = _ANSWERS.get(heard)
    if answer is None:
        return None
    day = on or clock.today()
    if day > clock.today():
        raise InputError(msg("{day} has not come yet.", day=day), msg("Write the day of the call."))
    clinic = session.settings.clinic.strip() or "This clinic"
    edit = session.record_evidence(service_id, Found(answer, Source.PHONE_CALL, clinic, day, papers))
    session.read_again()
    return edit


def _check_papers(heard: Heard, papers: tuple[str, ...]) -> None:
    known = (*PAPERS, NO_PAPER)
    unknown = [paper for paper in papers if paper not in known]
    if unknown:
        raise InputError(msg("“{value}” is not one of {known}", value=unknown[0][:40], known=", ".join(known)))
    if (heard is Heard.PAPERS) != bool(papers):
        raise InputError(
            msg("Papers are named with the answer “papers”, and only with it."),
            msg("Name each with --paper: {known}.", known=", ".join(known)),
        )
    if NO_PAPER in papers and len(papers) > 1:
        raise InputError(msg("“none” stands alone: either no paper is asked, or some are."))


def skip(session: Session, found: Round, place: int) -> Round:
    """Come back to a call later, when the others have been tried."""
    before = found.calls[place]
    return _keep(session, _with(found, place, replace(before, passed=before.passed + 1), Step(place, before)))


def undo_last(session: Session, found: Round) -> tuple[Round, int | None]:
    """Take the last answer back, in the record and in the round; returns the round and where that call stands."""
    if not found.steps:
        return found, None
    step = found.steps[-1]
    if step.edit:
        session.undo(step.edit)
        session.read_again()
    calls = tuple(step.before if place == step.place else call for place, call in enumerate(found.calls))
    return _keep(session, replace(found, calls=calls, steps=found.steps[:-1])), step.place


def _with(found: Round, place: int, after: Call, step: Step) -> Round:
    calls = tuple(after if at == place else call for at, call in enumerate(found.calls))
    return replace(found, calls=calls, steps=(*found.steps, step))


# The file


def _keep(session: Session, found: Round) -> Round:
    path = session.folder / FILE
    try:
        write_atomically(path, json.dumps(asdict(found), indent=1).encode("ascii"))
    except OSError as fault:
        raise _refused(path, fault) from fault
    return found


def _refused(path: Path, fault: OSError) -> StorageError:
    return StorageError(
        msg("{file} cannot be used: {fault}.", file=str(path), fault=fault.strerror or str(fault)),
        msg("The answers so far are in the records. Make room, or choose another data folder."),
    )


def _read(content: bytes) -> Round:
    table = json.loads(content)
    calls = tuple(_call(one) for one in table["calls"][:MOST_CALLS])
    steps = tuple(
        Step(int(one["place"]), _call(one["before"]), str(one["edit"]) if one["edit"] else None)
        for one in table["steps"]
        if 0 <= int(one["place"]) < len(calls)
    )
    tries = {str(service): (int(count), str(day)) for service, (count, day) in (table["tries"] or {}).items()}
    return Round(date.fromisoformat(table["started"]).isoformat(), calls, steps, tries)


def _call(one: Mapping[str, Any]) -> Call:
    heard = Heard(one["heard"]) if one["heard"] else None
    return Call(str(one["service"]), heard, str(one["on"]), int(one["tries"]), int(one["passed"]))
