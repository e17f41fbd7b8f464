"""What an import would do, part by part: new, changed, safer, kept, not readable, to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from referral_assistant.directory import Change, Preview, Safer, Unreadable
from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.history import change_lines
from referral_assistant.ui.directory.words import SAFETY
from referral_assistant.ui.parts.pressable import Kind, Pressable
from referral_assistant.ui.parts.surface import Rule
from referral_assistant.ui.style import BODY, RECORD, SECOND
from referral_assistant.ui.text import Text

MOST = 100
_MOST_FIELDS = 4
_KIND_WORDS = {
    "service": msg("Place with a service"),
    "organization": msg("Organization"),
    "location": msg("Address"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a part: a bold first line and what stands under it."""

    first: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a preview: its name in the page, how many, the words, and its entries (made when they are shown)."""

    name: str
    words: Message
    count: int
    entries: Callable[[Desk], Sequence[Entry]]


def parts_of(preview: Preview) -> list[Part]:
    """Return the parts that have something in them, what matters first."""
    parts = [
        Part("new", msg("New"), len(preview.new), lambda desk: [_new(one, desk) for one in preview.new[:MOST]]),
        Part(
            "changed",
            msg("Changed"),
            len(preview.changed),
            lambda desk: [_changed(one, desk) for one in preview.changed[:MOST]],
        ),
        Part(
            "safer", msg("Safer"), len(preview.safer), lambda desk: [_safer(one, desk) for one in preview.safer[:MOST]]
        ),
        Part(
            "unreadable",
            msg("Not readable"),
            len(preview.unreadable),
            lambda desk: [_unread(one, desk) for one in preview.unreadable[:MOST]],
        ),
        Part(
            "remarks",
            msg("To look at"),
            len(preview.remarks),
            lambda desk: [_unread(one, desk) for one in preview.remarks[:MOST]],
        ),
        Part(
            "kept",
            msg("Kept as ours"),
            len(preview.kept),
            lambda desk: [_kept(one, desk) for one in preview.kept[:MOST]],
        ),
        Part("same", msg("The same"), preview.same, lambda desk: [Entry(desk.say(msg("These stay as they are.")))]),
    ]
    return [part for part in parts if part.count]


def _new(change: Change, desk: Desk) -> Entry:
    return Entry(change.name[:200], (desk.say(_KIND_WORDS[change.kind]),))


def _changed(change: Change, desk: Desk) -> Entry:
    lines = list(change_lines(change.fields, desk))
    more = len(lines) - _MOST_FIELDS
    told = desk.catalog.ngettext("and {count} more", "and {count} more", more) if more > 0 else ""
    return Entry(change.name[:200], (*lines[:_MOST_FIELDS], *([told] if told else [])))


def _safer(safer: Safer, desk: Desk) -> Entry:
    step = f"{desk.say(SAFETY[safer.before])} → {desk.say(SAFETY[safer.after])}"
    word = desk.say(msg("On the word of: {who}", who="; ".join(safer.checked_by)[:300]))
    return Entry(safer.service[:200], (step, word))


def _unread(one: Unreadable, desk: Desk) -> Entry:
    line = desk.say(msg("line {number}", number=one.line)) if one.line else ""
    where = ", ".join(part for part in (one.file, line, one.field) if part)
    return Entry(where or desk.say(msg("The file")), (desk.say(one.reason),))


def _kept(change: Change, desk: Desk) -> Entry:
    lines = list(change_lines(change.kept, desk))[:_MOST_FIELDS]
    return Entry(change.name[:200], (desk.say(msg("Ours stays; the sender says otherwise:")), *lines))


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
    """The entries of a part, with a line between them."""

    def __init__(self, desk: Desk, part: Part) -> None:
        super().__init__()
        look = desk.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for position, entry in enumerate(part.entries(desk)):
            if position:
                column.addWidget(Rule(look))
            block = QVBoxLayout()
            block.setContentsMargins(0, 10, 0, 10)
            block.setSpacing(2)
            block.addWidget(Text(entry.first, desk.tag, look.px(BODY), bold=True, wraps=True))
            for line in entry.lines:
                block.addWidget(Text(line, desk.tag, look.px(SECOND), wraps=True, colour=look.colours.second))
            column.addLayout(block)
        if part.count > MOST and part.name != "same":
            more = desk.catalog.ngettext("and {count} more", "and {count} more", part.count - MOST)
            column.addWidget(Text(more, desk.tag, look.px(SECOND), colour=look.colours.second))
