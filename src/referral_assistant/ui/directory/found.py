"""What an import would do, part by part: new, changed, safer, kept, not readable, to look at; most of it to tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from referral_assistant.directory import BrokenText, Change, FieldChange, Preview, Safer, Unreadable
from referral_assistant.directory.importing import MOST_REMARKS
from referral_assistant.directory.secrets import open_fields
from referral_assistant.directory.sheets import is_warning, sheet_of
from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.changes import change_lines
from referral_assistant.ui.directory.coming import Coming
from referral_assistant.ui.directory.ticking import MOST, Line, TickList
from referral_assistant.ui.directory.words import SAFETY
from referral_assistant.ui.parts.pressable import Kind, Pressable
from referral_assistant.ui.parts.surface import Rule
from referral_assistant.ui.style import BODY, RECORD, SECOND
from referral_assistant.ui.text import Text

_MOST_FIELDS, _MOST_BROKEN, _LONGEST = 4, 10, 160
KIND_WORDS = {
    "service": msg("Place with a service"),
    "organization": msg("Organization"),
    "location": msg("Address"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a part that cannot be ticked: a bold first line and what stands under it."""

    first: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a preview: its name in the page, the words, how many, and what shows it."""

    name: str
    words: Message
    count: int
    show: Callable[[Desk, Coming], QWidget]


def parts_of(preview: Preview) -> list[Part]:
    """Return the parts that have something in them, what matters first."""
    remarks = preview.remarks[: len(preview.remarks) - min(len(preview.broken), MOST_REMARKS)]
    parts = [
        Part("new", msg("New"), len(preview.new), partial(_changes, preview.new)),
        Part("changed", msg("Changed"), len(preview.changed), partial(_changes, preview.changed)),
        Part("safer", msg("Safer"), len(preview.safer), partial(_safer, preview.safer)),
        Part("broken", msg("Broken text"), len(preview.broken), partial(_broken, preview.broken)),
        Part("unreadable", msg("Not readable"), len(preview.unreadable), partial(_unreadable, preview.unreadable)),
        Part("remarks", msg("To look at"), len(remarks), partial(_unreadable, remarks)),
        Part("kept", msg("Kept as ours"), len(preview.kept), partial(_kept, preview.kept)),
        Part("same", msg("The same"), preview.same, _same),
    ]
    return [part for part in parts if part.count]


def _changes(changes: Sequence[Change], desk: Desk, coming: Coming) -> QWidget:
    lines = [Line(one.key, one.name[:200], partial(_under, one, desk), one.kind, one.file) for one in changes]
    return TickList(desk, lines, coming.taken, tuple(KIND_WORDS.items()))


def _under(change: Change, desk: Desk) -> Sequence[str]:
    lines = list(change_lines(open_fields(desk.session.directory, change, change.fields), desk))
    more = len(lines) - _MOST_FIELDS
    told = [desk.catalog.ngettext("and {count} more", "and {count} more", more)] if more > 0 else []
    return [*(lines[:_MOST_FIELDS] or [desk.say(KIND_WORDS[change.kind])]), *told]


def _safer(safer: Sequence[Safer], desk: Desk, coming: Coming) -> QWidget:
    return TickList(
        desk, [Line(one.service_id, one.service[:200], partial(_step, one, desk)) for one in safer], coming.safer
    )


def _step(safer: Safer, desk: Desk) -> Sequence[str]:
    step = f"{desk.say(SAFETY[safer.before])} → {desk.say(SAFETY[safer.after])}"
    return step, desk.say(msg("On the word of: {who}", who="; ".join(safer.checked_by)[:300]))


def _kept(kept: Sequence[Change], desk: Desk, coming: Coming) -> QWidget:
    """Offer the source's value field by field. What it says for a place's safety is not taken here (P3)."""
    lines = [
        Line((one.key, field.field), one.name[:200], partial(_differing, one, field, desk), one.kind, one.file)
        for one in kept
        for field in one.kept
        if not _vouches(field)
    ]
    hint = msg("Yours is kept. Tick a line to take what the source says instead.")
    return _with_hint(desk, hint, TickList(desk, lines, coming.theirs, tuple(KIND_WORDS.items())))


def _vouches(field: FieldChange) -> bool:
    rows = [one for one in (field.before, field.after) if isinstance(one, dict) and sheet_of(one) == "disclosure"]
    return any(not is_warning(one) for one in rows) or (bool(rows) and field.after is None)


def _differing(change: Change, field: FieldChange, desk: Desk) -> Sequence[str]:
    """Say both values: `x → y` reads as a change, and this is none yet."""
    (field,) = open_fields(desk.session.directory, change, [field])
    ours, theirs = (
        next(iter(change_lines([FieldChange(field.field, None, value)], desk)), "").removeprefix("+ ")
        or desk.say(msg("nothing"))
        for value in (field.before, field.after)
    )
    return desk.say(msg("Yours: {value}", value=ours)), desk.say(msg("The source still says: {value}", value=theirs))


def _broken(broken: Sequence[BrokenText], desk: Desk, _coming: Coming) -> QWidget:
    entries = [
        Entry(one.record[:200], (f"{one.before[:_LONGEST]}", f"→ {one.after[:_LONGEST]}"))
        for one in broken[:_MOST_BROKEN]
    ]
    return EntryList(desk, entries, len(broken))


def _unreadable(found: Sequence[Unreadable], desk: Desk, _coming: Coming) -> QWidget:
    return EntryList(desk, [_unread(one, desk) for one in found[:MOST]], len(found))


def _unread(one: Unreadable, desk: Desk) -> Entry:
    line = desk.say(msg("line {number}", number=one.line)) if one.line else ""
    where = ", ".join(part for part in (one.file, line, one.field) if part)
    return Entry(where or desk.say(msg("The file")), (desk.say(one.reason),))


def _same(desk: Desk, _coming: Coming) -> QWidget:
    return EntryList(desk, [Entry(desk.say(msg("These stay as they are.")))], 1)


def _with_hint(desk: Desk, hint: Message, part: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(Text(desk.say(hint), desk.tag, desk.look.px(SECOND), wraps=True, colour=desk.look.colours.second))
    column.addWidget(part)
    return holder


class Tile(Pressable):
    """A number with its word; pressed, it shows that part."""

    def __init__(self, desk: Desk, part: Part) -> None:
        number, words = desk.catalog.number(part.count), desk.say(part.words)
        super().__init__(desk.look, Kind.CARD, f"{number} {words}", checkable=True)
        self.setObjectName(f"part-{part.name}")
        self.setMinimumWidth(desk.look.px(116))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(0)
        column.addWidget(self.inked(Text(number, desk.tag, desk.look.px(RECORD), bold=True)))
        column.addWidget(self.inked(Text(words, desk.tag, desk.look.px(SECOND)), "second"))


class EntryList(QWidget):
    """Entries with a line between them; COUNT is how many there are in all."""

    def __init__(self, desk: Desk, entries: Sequence[Entry], count: int) -> None:
        super().__init__()
        look = desk.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for position, entry in enumerate(entries):
            if position:
                column.addWidget(Rule(look))
            block = QVBoxLayout()
            block.setContentsMargins(0, 10, 0, 10)
            block.setSpacing(2)
            block.addWidget(Text(entry.first, desk.tag, look.px(BODY), bold=True, wraps=True))
            for line in entry.lines:
                block.addWidget(Text(line, desk.tag, look.px(SECOND), wraps=True, colour=look.colours.second))
            column.addLayout(block)
        if count > len(entries):
            more = desk.catalog.ngettext("and {count} more", "and {count} more", count - len(entries))
            column.addWidget(Text(more, desk.tag, look.px(SECOND), colour=look.colours.second))
