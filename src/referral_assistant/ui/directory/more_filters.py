"""What narrows the list beyond words, need, area and safety; searches that were kept; and what to drop when nothing fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.session.narrowing import By, Looser, Narrowed
from referral_assistant.session.saved_searches import save_search, saved_searches
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.parts.field import Entry, Select
from referral_assistant.ui.parts.pressable import Button, Choice, Mark
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Text

DAYS = (30, 90, 180, 365)
KILOMETRES = (1, 2, 5, 10, 25, 50)
DROPPED: dict[By, Message] = {
    By.TEXT: msg("Without any words"),
    By.NEED: msg("For any need"),
    By.AREA: msg("In any area"),
    By.SAFETY: msg("However safe"),
    By.LANGUAGE: msg("In any language"),
    By.FREE: msg("Also what costs money"),
    By.OPEN_NOW: msg("Also when closed now"),
    By.FRESH: msg("However long ago it was checked"),
    By.WITHIN: msg("However far"),
}


class MoreFilters(QWidget):
    """Language, cost, hours, freshness and distance; `changed` when one is, `chosen` for a search that was kept."""

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, desk: Desk, narrowed: Callable[[], Narrowed], held: Narrowed) -> None:
        """NARROWED tells what is asked for now, to keep it under a name; HELD is what it begins with."""
        super().__init__()
        self._desk, self._narrowed = desk, narrowed
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        say = desk.say
        spoken = sorted({tag for one in desk.session.services for tag in one.languages if tag})
        names = sorted((desk.catalog.language_name(tag), tag) for tag in spoken)
        days = [(say(msg("Checked within {count} days", count=count)), count) for count in DAYS]
        self._language = self._select("filter-language", [(say(msg("Any language")), ""), *names], held.language)
        self._fresh = self._select("filter-fresh", [(say(msg("Checked at any time")), None), *days], held.fresh_days)
        far = [(say(msg("Within {count} km of the clinic", count=count)), float(count)) for count in KILOMETRES]
        self._within = self._select("filter-within", [(say(msg("Any distance")), None), *far], held.within_km)
        self._within.setVisible(desk.session.settings.point is not None)
        self._free = self._choice("filter-free", msg("Free"), on=held.free)
        self._open_now = self._choice("filter-open", msg("Open now"), on=held.open_now)
        self._rows([self._language, self._fresh], [self._within], [self._free, self._open_now])
        self._add_saved()

    def _rows(self, *rows: Sequence[QWidget]) -> None:
        for parts in rows:
            row = QHBoxLayout()
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part, 1)
            self._column.addLayout(row)

    def _select(self, name: str, entries: Sequence[tuple[str, object]], value: object) -> Select:
        select = Select(self._desk.look, entries[0][0], self._desk.tag, entries)
        select.setObjectName(name)
        select.choose(value)
        select.currentIndexChanged.connect(self.changed)
        return select

    def _choice(self, name: str, words: Message, *, on: bool) -> Choice:
        choice = Choice(self._desk.look, (self._desk.say(words), self._desk.tag), None, mark=Mark.BOX, card=False)
        choice.setObjectName(name)
        choice.setChecked(on)
        choice.toggled.connect(self.changed)
        return choice

    def narrow(self, narrowed: Narrowed) -> Narrowed:
        """Return what is asked for with these added."""
        days, far = self._fresh.currentData(), self._within.currentData()
        point = self._desk.session.settings.point
        return replace(
            narrowed,
            language=str(self._language.currentData() or ""),
            free=self._free.isChecked(),
            open_now=self._open_now.isChecked(),
            fresh_days=days if isinstance(days, int) else None,
            within_km=far if isinstance(far, float) and point else None,
            near=point if isinstance(far, float) else None,
        )

    # Searches that were kept

    def _add_saved(self) -> None:
        desk, look = self._desk, self._desk.look
        row = QHBoxLayout()
        row.setSpacing(8)
        try:
            every = saved_searches(desk.session)
        except ReferralError:
            every = ()
        if every:
            entries = [(desk.say(msg("Kept searches")), None), *((one.name, one.narrowed) for one in every)]
            saved = Select(look, entries[0][0], desk.tag, entries)
            saved.setObjectName("saved")
            saved.activated.connect(lambda _: self._on_saved(saved.currentData()))
            self._column.addWidget(saved)
        words = desk.say(msg("Name for this search"))
        self._name = Entry(look, words, desk.tag, hint=words)
        self._name.setObjectName("save-name")
        self._name.returnPressed.connect(self._on_save)
        save = Button(look, desk.say(msg("Keep")), desk.tag, size=SECOND)
        save.setObjectName("save-search")
        save.clicked.connect(self._on_save)
        row.addWidget(self._name, 1)
        row.addWidget(save)
        self._column.addLayout(row)
        self._said = Text("", desk.tag, look.px(14), wraps=True, colour=look.colours.second)
        self._said.setVisible(False)
        self._column.addWidget(self._said)

    def _on_saved(self, narrowed: object) -> None:
        if isinstance(narrowed, Narrowed):
            self.chosen.emit(narrowed)

    def _on_save(self) -> None:
        desk = self._desk
        try:
            save_search(desk.session, self._name.text(), self._narrowed())
        except ReferralError as fault:
            said = [desk.say(one) for one in (fault.sentence, fault.next_step) if one]
        else:
            said = [desk.say(msg("Kept: {name}", name=self._name.text().strip()))]
        self._said.set_text(" ".join(said))
        self._said.setVisible(True)


class WaysOn(QWidget):
    """What to drop when nothing fits, and how many places are found then; `chosen` says which."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self.setVisible(False)

    def offer(self, ways: Sequence[Looser]) -> None:
        """Offer these ways; none of them hides it."""
        empty(self._column)
        for place, way in enumerate(ways):
            button = Button(self._desk.look, self._words(way), self._desk.tag, icon="search", size=SECOND)
            button.setObjectName(f"looser-{place}")
            button.clicked.connect(lambda _=False, way=way: self.chosen.emit(way.narrowed))
            self._column.addWidget(button)
            button.show()
        self._column.addStretch(1)
        self.setVisible(bool(ways))

    def _words(self, way: Looser) -> str:
        desk = self._desk
        what = msg("Without “{word}”", word=way.word) if way.by is By.WORD else DROPPED[way.by]
        count = desk.catalog.ngettext("{count} place", "{count} places", way.count)
        return desk.say(msg("{what}: {count}", what=what, count=f"{count}+" if way.more else count))
