"""The list for a session with many children: the true pages, the totals, and the end that forgets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from referral_assistant.errors import ReferralError
from referral_assistant.letters.vaccine_list import VaccineList
from referral_assistant.message import msg
from referral_assistant.session.papers_vaccines import SlipForm, list_of, totals_as_csv, write_list
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band, Card, IconLine
from referral_assistant.ui.style import SECOND, SECTION
from referral_assistant.ui.text import Text
from referral_assistant.ui.vaccines.paper import PaperPage
from referral_assistant.ui.vaccines.state import Room
from referral_assistant.ui.vaccines.writing import PaperWriting

_ROWS = 14


class GroupPage(PaperPage):
    """The list of a group, and its totals, which alone may be kept."""

    title = msg("List for the session")
    file_name = "list.pdf"
    sizes = (("a4", msg("Large (A4)")), ("a5", msg("Middle (A5)")))

    def __init__(self, desk: Desk, room: Room) -> None:
        self.found = list_of(room.schedule, [room.card(place) for place in room.places], room.on)
        self._ending: Band | None = None
        self._group = room
        super().__init__(desk, room, _writing(desk, room, self.found))

    def fill_choices(self, card: Card) -> None:
        """Show the totals above the choices."""
        card.column.addWidget(
            IconLine(self.look, "lock", *self.words(msg("Numbers only. Ending forgets every child.")), size=SECOND)
        )
        count = self.desk.catalog.ngettext("{count} child", "{count} children", len(self.found.children))
        card.column.addWidget(Text(count, self.desk.tag, self.look.px(SECTION), bold=True))
        for one in self.found.totals[:_ROWS]:
            line = msg("{name}: {count}", name=one.name, count=one.asks)
            card.column.addWidget(Text(*self.words(line), self.look.px(SECOND), wraps=True))
        if not self.found.totals:
            card.column.addWidget(
                Text(*self.words(msg("By this schedule nothing is due today.")), self.look.px(SECOND))
            )
        self._end = card

    def extras(self, *, ready: bool) -> list[Button]:
        """Return save, save the totals, and the end."""
        totals = Button(self.look, *self.words(msg("Save the totals")), icon="table")
        totals.setObjectName("save-totals")
        totals.setEnabled(bool(self.found.totals))
        totals.clicked.connect(self.save_totals)
        end = Button(self.look, *self.words(msg("End the session")), kind=Kind.WITHDRAWS)
        end.setObjectName("end-group")
        end.clicked.connect(self._ask_to_end)
        return [end, totals, *super().extras(ready=ready)]

    def save_totals(self) -> None:
        """Save how many children each antigen is to be asked about for, where a person chooses."""
        path = choose.save_file(self, self.desk.catalog, msg("Save the totals"), "totals.csv")
        if path is not None:
            self._save(path)

    def _save(self, path: Path) -> None:
        try:
            self.desk.session.save(path, totals_as_csv(self.found))
        except ReferralError as fault:
            self.writing.told = (fault.sentence, fault.next_step, True)
        else:
            self.writing.told = (msg("Saved: {file}", file=path.name), None, False)
        self.writing.changed.emit()

    def _ask_to_end(self) -> None:
        """Ask once, since every child is forgotten."""
        if self._ending is not None:
            return
        texts = self.desk.say(msg("End and forget these children?")), self.desk.say(msg("Save the totals first."))
        self._ending = Band(self.look, texts, self.desk.tag, icon="triangle", tone=self.look.colours.danger)
        forget = Button(self.look, *self.words(msg("Forget")), kind=Kind.WITHDRAWS)
        forget.setObjectName("forget-group")
        forget.clicked.connect(self._group.forget_group)
        self._ending.row.addWidget(forget)
        self.body.insertWidget(0, self._ending)
        forget.setFocus()


def _writing(desk: Desk, room: Room, found: VaccineList) -> PaperWriting:
    session = desk.session

    def work(form: SlipForm) -> Callable[[], bytes]:
        return lambda: write_list(session, found, form)

    return PaperWriting(desk, room, work, SlipForm(desk.tag, "", "a4"))
