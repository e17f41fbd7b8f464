"""How the paper comes out: its size, how many copies, large print, the square code, the clinic's own copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.message import Message, msg
from referral_assistant.session.papers import MOST_COPIES
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.letter.making import HAS_CLINIC_COPY, HAS_QR, RIGHTS, SLIPS
from referral_assistant.ui.letter.state import Writing
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.pressable import Choice, Mark
from referral_assistant.ui.parts.written import Note
from referral_assistant.ui.text import Words

SLIP_SIZES: tuple[tuple[str, Message], ...] = (
    ("slip-a6", msg("A6, small")),
    ("slip-a5", msg("A5, half a page")),
    ("receipt-80mm", msg("80 mm receipt paper")),
)
PAPERS: tuple[tuple[str, Message], ...] = (("a4", msg("A4")), ("letter", msg("US Letter")))
_OF_QR = msg("Holds the reference and the place only, nothing about the family.")
_OF_CLINIC_COPY = msg("It holds the reference, the service and the week, nothing about the family.")


def picked(
    desk: Desk,
    label: Message,
    name: str,
    offers: Iterable[tuple[object, Message]],
    chosen: object,
    choose: Callable[[object], None],
) -> QVBoxLayout:
    """Return a list to choose from under its label, at the top of what room there is."""
    entries = [(desk.say(message), value) for value, message in offers]
    select = Select(desk.look, desk.say(label), desk.tag, entries)
    select.choose(chosen)
    select.setObjectName(name)
    select.activated.connect(lambda _: choose(select.currentData()))
    block = QVBoxLayout()
    block.setSpacing(6)
    block.addWidget(Labelled(desk.look, Words(desk.say(label), desk.tag), select))
    block.addStretch(1)
    return block


class SheetChoices(QWidget):
    """What can be chosen for the kind of paper, in two columns: lists, and ticks."""

    def __init__(self, desk: Desk, writing: Writing) -> None:
        super().__init__()
        self._desk, self._writing = desk, writing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(self._lists(), 1)
        row.addLayout(self._ticks(), 1)
        column.addLayout(row)
        self._kept = QVBoxLayout()
        column.addLayout(self._kept)
        self._tell_what_is_kept()

    def _choose(self, **changes: object) -> None:
        self._writing.choose(replace(self._writing.choices, **changes))  # type: ignore[arg-type]

    def _lists(self) -> QVBoxLayout:
        desk, kind, choices = self._desk, self._writing.kind, self._writing.choices
        lists = QVBoxLayout()
        lists.setSpacing(8)
        if kind in SLIPS:
            lists.addLayout(
                picked(desk, msg("Paper"), "paper", SLIP_SIZES, kind, lambda value: self._choose(kind=value))
            )
        elif kind != RIGHTS:
            size = choices.paper or desk.session.region.paper or "a4"
            lists.addLayout(picked(desk, msg("Paper"), "paper", PAPERS, size, lambda value: self._choose(paper=value)))
        counts = [(count, self._copies(count)) for count in range(1, MOST_COPIES + 1)]
        lists.addLayout(
            picked(desk, msg("Copies"), "copies", counts, choices.copies, lambda value: self._choose(copies=value))
        )
        lists.addStretch(1)
        return lists

    def _copies(self, count: int) -> Message:
        return msg("{value}", value=self._desk.catalog.ngettext("{count} copy", "{count} copies", count))

    def _ticks(self) -> QVBoxLayout:
        kind, choices = self._writing.kind, self._writing.choices
        ticks = QVBoxLayout()
        ticks.setSpacing(0)
        ticks.addWidget(self._tick(msg("Large print"), "large", value=choices.large))
        if kind in HAS_QR:
            qr = self._tick(msg("Square code"), "qr", value=choices.qr)
            qr.setToolTip(self._desk.say(_OF_QR))
            ticks.addWidget(qr)
        if kind in HAS_CLINIC_COPY:
            copy = self._tick(msg("Copy for the clinic"), "clinic_copy", value=choices.clinic_copy)
            copy.setToolTip(self._desk.say(_OF_CLINIC_COPY))
            copy.toggled.connect(self._tell_what_is_kept)
            ticks.addWidget(copy)
        ticks.addStretch(1)
        return ticks

    def _tick(self, message: Message, name: str, *, value: bool) -> Choice:
        words = Words(self._desk.say(message), self._desk.tag)
        tick = Choice(self._desk.look, words, None, mark=Mark.BOX, card=False)
        tick.setObjectName(name)
        tick.setChecked(value)
        tick.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        tick.toggled.connect(lambda on: self._choose(**{name: on}))
        return tick

    def _tell_what_is_kept(self) -> None:
        """Say what stands on the clinic's copy as soon as one is wanted: the family is asked about it."""
        empty(self._kept)
        if self._writing.wanted.clinic_copy:
            words = Words(self._desk.say(_OF_CLINIC_COPY), self._desk.tag)
            note = Note(self._desk.look, words, self._desk.look.colours.calm, "lock")
            note.setObjectName("kept-by-the-clinic")
            self._kept.addWidget(note)
            note.show()
