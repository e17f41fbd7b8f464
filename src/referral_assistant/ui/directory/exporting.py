"""Take a copy of the directory out: choose the kind, leave the secret places at home unless there is a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup

from referral_assistant.message import Message, msg
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.directory.working import working_band
from referral_assistant.ui.parts.pressable import Button, Choice, Mark
from referral_assistant.ui.parts.surface import Band
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECTION
from referral_assistant.ui.text import Text

KINDS: tuple[tuple[str, str, Message, Message, str], ...] = (
    (
        "hsds-json",
        "directory.json",
        msg("For another clinic or program"),
        msg("Open Referral HSDS 3.2, one file"),
        "usb",
    ),
    ("xlsx", "directory.xlsx", msg("Workbook"), msg("Excel: places, needs, conditions, what they ask"), "table"),
    ("csv", "directory.csv", msg("List"), msg("CSV: one place a line, to read and to print"), "list"),
    ("hsds-tabular", "directory.zip", msg("Tables"), msg("Open Referral HSDS 3.2 as tables in a zip"), "page"),
)


class ExportPage(Screen):
    """One page: kind, secret places, then where to."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk)
        self.room = room
        self.kind = KINDS[0]
        self.set_head(msg("Take out a copy"))
        if room.import_fault:
            fault = room.import_fault
            texts = desk.say(fault.sentence), desk.say(fault.next_step) if fault.next_step else ""
            self.body.addWidget(Band(self.look, texts, desk.tag, icon="octagon", tone=self.look.colours.danger))
        group = QButtonGroup(self)
        for kind in KINDS:
            card = Choice(self.look, self.words(kind[2]), self.words(kind[3]), mark=Mark.RING, icon=kind[4], card=True)
            card.setObjectName(f"kind-{kind[0]}")
            card.setChecked(kind is self.kind)
            card.toggled.connect(lambda on, kind=kind: self._on_kind(kind) if on else None)
            card.setMaximumWidth(self.look.px(640))
            group.addButton(card)
            self.body.addWidget(card)
        self._add_booklet()
        self._add_secrets()
        if room.job is not None:
            self.body.addWidget(working_band(desk, room, msg("Writing the copy")))
        self.body.addStretch(1)
        self._foot()

    def _add_booklet(self) -> None:
        """Offer the directory on paper; it is looked at before it is saved."""
        words = self.words(msg("A booklet to print, in one or two languages"))
        button = Button(self.look, *words, icon="printer", icon_after="arrow_forward")
        button.setObjectName("booklet")
        button.setEnabled(self.room.job is None)
        button.clicked.connect(lambda: self.room.turn(Page.BOOKLET))
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _add_secrets(self) -> None:
        self.body.addWidget(Text(*self.words(msg("Secret places")), self.look.px(SECTION), bold=True))
        words = self.words(msg("Also write the addresses of secret places"))
        self.secrets = Choice(self.look, words, None, mark=Mark.BOX, card=False)
        self.secrets.setObjectName("secrets")
        self.secrets.toggled.connect(self._on_secrets)
        self.body.addWidget(self.secrets)
        texts = (
            self.desk.say(msg("Whoever gets this file can find the shelters in it.")),
            self.desk.say(msg("Give it only to people whom you would tell the address yourself.")),
        )
        self._warning = Band(self.look, texts, self.desk.tag, icon="triangle", tone=self.look.colours.danger)
        self._warning.setMaximumWidth(self.look.px(640))
        self._warning.setVisible(False)
        self.body.addWidget(self._warning)

    def _foot(self) -> None:
        self.set_foot(
            back=msg("Directory"),
            primary=msg("Choose where to save"),
            icon="export",
            ready=self.room.job is None,
            note=msg("Nothing about any family is in a copy."),
        )

    def _on_kind(self, kind: tuple[str, str, Message, Message, str]) -> None:
        self.kind = kind

    def _on_secrets(self, on: bool) -> None:
        self._warning.setVisible(on)

    def primary(self) -> None:
        """Choose where, then write."""
        path = choose.save_file(self, self.desk.catalog, msg("Take out a copy"), self.kind[1])
        if path is not None:
            self.room.export(path, self.kind[0], confidential=self.secrets.isChecked())

    def go_back(self) -> None:
        """Back to the list."""
        self.room.import_fault = None
        self.room.turn(Page.BROWSE)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (msg("Writes a copy of your directory that another clinic or program can read."),)
