"""The opening hours of a record: said line by line, and a whole week written as one edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.hours import Every, Line, lines_of, put_lines, week_of, with_week
from referral_assistant.directory.hours_text import HoursError, read_week, spans_text
from referral_assistant.errors import InputError
from referral_assistant.message import msg
from referral_assistant.session.editing import Saved, open_record, save

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

_WHICH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}


def hours_as_lines(record: Mapping[str, Any]) -> list[str]:
    """Say the hours of a record: the days of the week, then what comes beside them."""
    lines = lines_of(record)
    week = [f"{day}  {text or 'closed'}" for day, text in week_of(lines).items()] if _has_week(lines) else []
    return [*week, *(_said(line) for line in lines if not line.in_grid)]


def _has_week(lines: tuple[Line, ...]) -> bool:
    return any(line.in_grid for line in lines)


def _said(line: Line) -> str:
    return " ".join(part for part in (*_when(line), *_from_to(line), line.note) if part)


def _when(line: Line) -> Iterator[str]:
    if line.every is Every.AS_IT_IS:
        yield ", ".join(f"{name} {value}" for name, value in (line.kept or {}).items() if name != "id")
        return
    days = ", ".join(line.days)
    if line.every is Every.CLOSED:
        yield "closed"
    elif line.every is Every.MONTH:
        yield f"{', '.join(_WHICH[one] for one in line.ordinals)} {days} of the month"
    else:
        yield f"every second {days}" if line.every is Every.FORTNIGHT else days
    yield str(line.span) if line.opens else line.typed


def _from_to(line: Line) -> Iterator[str]:
    yield f"from {line.valid_from or line.start}" if line.valid_from or line.start else ""
    yield f"until {line.valid_to}" if line.valid_to else ""


def set_week(session: Session, record_id: str, text: str) -> str | None:
    """Write the hours of a whole week as one edit; what comes beside the week stays. Returns the edit, None when it says so.

    Raises InputError when TEXT, such as `mon-fri 08:00-16:30; sat 8-12`, cannot be read or the record is an organization.
    """
    try:
        week = read_week(text)
    except HoursError as fault:
        raise InputError(msg("The hours cannot be read."), fault.sentence) from fault
    draft = open_record(session, record_id)
    if draft.subject.kind == "organization":
        raise InputError(
            msg("“{name}” is an organization.", name=draft.subject.name), msg("Name a service or a place.")
        )
    record = draft.subject.now
    lines = with_week(lines_of(record), {day: spans_text(spans) for day, spans in week.items()})
    saved = save(session, draft.with_record(draft.id, put_lines(record, lines)))
    assert isinstance(saved, Saved), "a draft that was opened now is not overtaken: the folder is locked"
    return saved.edit
