"""What somebody just found out about a service, by telephone or at its door: dated rows of the record, as one edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from referral_assistant.condition import Evidence
from referral_assistant.directory import Directory
from referral_assistant.directory.sheets import attribute_of, rows_of, sheet_of
from referral_assistant.disclosure import DisclosureRow, Fact, Source
from referral_assistant.service import Status
from referral_assistant.session.closing import Said, closed, reopened
from referral_assistant.session.wrong_numbers import with_wrong_numbers


class Answer(StrEnum):
    """What was found out."""

    NOT_ASKED = "they do not ask about status"
    ASKS = "they ask about status"
    SHARES = "they pass it on"
    CLOSED = "closed"
    OPEN_AGAIN = "open again"
    PAPERS = "papers are asked"
    WRONG_NUMBER = "wrong number"


_ROWS = {
    Answer.NOT_ASKED: ((Fact.ASKS_STATUS, "no"),),
    Answer.ASKS: ((Fact.ASKS_STATUS, "yes"),),
    Answer.SHARES: ((Fact.SHARES, "yes"),),
}
_STATUS = {Answer.CLOSED: Status.DEFUNCT, Answer.OPEN_AGAIN: Status.ACTIVE}


@dataclass(frozen=True, slots=True)
class Found:
    """An answer with how and when it became known, and by which clinic. PAPERS: which ones are asked, or "none"."""

    answer: Answer
    how: Source
    clinic: str
    on: date
    papers: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[DisclosureRow, ...]:
        """The rows of the disclosure sheet that say it."""
        evidence = Evidence(self.clinic, self.on)
        said = ((Fact.ASKS_PAPER, paper) for paper in self.papers) if self.answer is Answer.PAPERS else ()
        return tuple(
            DisclosureRow(fact, value, self.how, evidence) for fact, value in (*_ROWS.get(self.answer, ()), *said)
        )

    @property
    def status(self) -> Status | None:
        """The status that the service takes; None when it keeps its own."""
        return _STATUS.get(self.answer)

    @property
    def summary(self) -> str:
        """The edit in a few words, as history keeps it."""
        return f"{self.answer.capitalize()} ({self.how.replace('_', ' ')})"


def record_evidence(directory: Directory, service_id: str, found: Found) -> str | None:
    """Write what was found into the record as one edit; returns its id, None when the record says so already.

    An answer found out in the same way by the same clinic on the same day replaces its earlier one, so that a slip of
    the finger does not stand.
    """
    record = dict(directory.show(service_id).data)
    kept = [one for one in record.get("attributes", ()) if not _is_replaced(one, found.rows)]
    added = [attribute_of("disclosure", service_id, _cells(row)) for row in found.rows]
    held = {one.get("id") for one in kept}
    record["attributes"] = [*kept, *(one for one in added if one["id"] not in held)]
    if found.status is Status.ACTIVE:
        record = reopened(record)
    elif found.status is not None:
        record = closed(record, found.status, Said(found.clinic, found.on))
    elif found.answer is Answer.WRONG_NUMBER:
        service = directory.service(service_id)
        record = with_wrong_numbers(record, service.phones if service else (), found.clinic, found.on)
    return directory.save("service", record, f"{found.summary}: {record['name']}")


def _cells(row: DisclosureRow) -> dict[str, str]:
    checked = row.evidence.checked_on
    return {
        "fact": row.fact,
        "value": row.value,
        "evidence": row.how,
        "source": row.evidence.source,
        "checked_on": checked.isoformat() if checked else "",
    }


def _is_replaced(attribute: Mapping[str, Any], rows: Sequence[DisclosureRow]) -> bool:
    if sheet_of(attribute) != "disclosure":
        return False
    wanted = {_key(_cells(row)) for row in rows}
    return any(_key(row) in wanted for _, row in rows_of({"attributes": [attribute]}))


def _key(row: Mapping[str, str]) -> tuple[str, ...]:
    # What a family told is not replaced by what was heard on the telephone.
    return tuple(row.get(name, "") for name in ("fact", "evidence", "source", "checked_on"))
