"""At the door, as small forms: what they ask, how we know, who said so and when; and what that makes of its safety."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant import clock
from referral_assistant.directory.editable import Fault
from referral_assistant.directory.sheet_rows import DoorRow, door_faults, future_fault
from referral_assistant.directory.sheet_rows import door_rows as rows_from
from referral_assistant.directory.sheet_rows import put_door as written
from referral_assistant.directory.sheets import RowError
from referral_assistant.disclosure import NO_PAPER, Fact, Judgement, Safety, Source
from referral_assistant.eligibility import PaperTest
from referral_assistant.message import Message, msg
from referral_assistant.reasons import PAPER_NAMES, safety_findings, sentence_of, sentence_of_row
from referral_assistant.session.door import judged_with
from referral_assistant.ui.directory.edit.criterion import Criterion, CriterionFields
from referral_assistant.ui.directory.edit.part import Offer, Part, Told
from referral_assistant.ui.directory.facts import behind
from referral_assistant.ui.directory.words import HOW, SAFETY
from referral_assistant.ui.parts.arrange import empty
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.surface import Badge
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Text

__all__ = ["DisclosurePart", "rows_from", "written"]

_ABOUT: tuple[Offer, ...] = (
    (Fact.ASKS_STATUS, msg("Immigration status")),
    (Fact.SHARES, msg("Passing it on")),
    (Fact.FIREWALL, msg("Protection")),
    (Fact.ASKS_PAPER, msg("Papers")),
)
_QUESTIONS: dict[Fact, tuple[Message, tuple[Offer, ...]]] = {
    Fact.ASKS_STATUS: (
        msg("Do they ask about immigration status?"),
        (("no", msg("They do not ask")), ("yes", msg("They ask"))),
    ),
    Fact.SHARES: (
        msg("Do they tell authorities who comes?"),
        (("no", msg("They do not pass it on")), ("yes", msg("They pass it on"))),
    ),
    Fact.FIREWALL: (
        msg("Does something protect who comes?"),
        (("law", msg("A law")), ("policy", msg("A written policy")), ("none", msg("Nothing does"))),
    ),
}
_ICONS = {
    Safety.PROTECTED: "shield_check",
    Safety.NOT_ASKED: "shield_check",
    Safety.UNCONFIRMED: "question",
    Safety.ASKS: "octagon",
}


class DisclosurePart(Part):
    """The rows at the door, newest knowledge and old; the badge above them is the judge's own word on them."""

    name = "door"

    def __init__(self, page: Screen, rows: Sequence[DoorRow], record: Mapping[str, Any] | None = None) -> None:
        """RECORD is the service that the rows belong to: its own words and its duties to report count too."""
        super().__init__(page, rows)
        self.record = record
        self.renew()

    def build(self) -> None:
        """Lay out the badge, the rows and the way to add one."""
        self._standing = QVBoxLayout()
        self._standing.setSpacing(4)
        self.column.addLayout(self._standing)
        super().build()
        if not self.rows:
            self.second(
                msg("Nobody has recorded what they ask. Call, or go there, and write down what you found."), self.column
            )
        row = QHBoxLayout()
        self.add_button("add", msg("Write down what they ask"), row).clicked.connect(self.add_blank)
        row.addStretch(1)
        self.column.addLayout(row)

    def judged(self) -> Judgement:
        """Judge how safe the service is by the rows as they stand here."""
        return judged_with(self.desk.session, self.record, self.rows)

    def follow(self, record: Mapping[str, Any]) -> None:
        """Judge again when the record says something else: its own words count too."""
        if record != self.record:
            self.record = record
            self.refresh()

    def refresh(self) -> None:
        """Judge again."""
        empty(self._standing)
        judged, colours = self.judged(), self.look.colours
        hue = {Safety.ASKS: colours.danger, Safety.UNCONFIRMED: colours.ask_first}.get(judged.safety, colours.safe)
        self.badge = Badge(
            self.look, self.say(SAFETY[judged.safety]), self.desk.tag, icon=_ICONS[judged.safety], tone=hue
        )
        self.badge.setObjectName(f"{self.name}-badge")
        self.badge.setAccessibleName(self.say(SAFETY[judged.safety]))
        row = QHBoxLayout()
        row.addWidget(self.badge)
        row.addStretch(1)
        self._standing.addLayout(row)
        reasons = dict.fromkeys(self.say(finding.message) for finding in safety_findings(judged))
        said = self.desk.in_a_row(*reasons)
        self._standing.addWidget(Text(said, self.desk.tag, self.look.px(SECOND), wraps=True, colour=colours.second))

    def blank(self) -> DoorRow:
        """Make a row of today, said by this clinic."""
        clinic = self.desk.session.settings.clinic.strip()
        return DoorRow(source=clinic, checked_on=clock.today().isoformat())

    def faults(self, row: DoorRow) -> Sequence[Fault]:
        """Say what keeps a row from counting."""
        future = future_fault("checked_on", row.checked_on, clock.today())
        return (*door_faults(row), *((future,) if future else ()))

    def told(self, row: DoorRow) -> Told:
        """Say a row as the record does."""
        try:
            read = row.read()
        except RowError:
            unread = msg("A row that cannot be read") if row.kept is not None else msg("Not written yet")
            return Told(self.say(unread), icon="question", tone=self.look.colours.ask_first)
        said = sentence_of_row(read)
        if read.only_if is not None and read.is_demand:
            said = sentence_of(PaperTest(read.value, read.only_if))
        day = self.say(msg("checked {day}", day=read.evidence.checked_on)) if read.evidence.checked_on else ""
        colours = self.look.colours
        icon, tone = ("octagon", colours.danger) if read.is_demand else ("check", colours.safe)
        if read.fact is Fact.ASKS_PAPER:
            icon, tone = "card", colours.calm
        if not read.is_demand and not read.in_date(clock.today()):
            icon, tone = "question", colours.ask_first
        return Told(self.say(said), self.desk.in_a_row(behind(read, self.desk.catalog), day), icon, tone)

    # The form

    def fill(self, position: int, row: DoorRow, column: QVBoxLayout) -> None:
        """Lay out the questions of a row, from what it is about to the day."""
        self.choices(
            position, "fact", msg("What did you find out about?"), _ABOUT, column, row.fact,
            lambda fact: self._put(position, replace(self._row(position), fact=fact, value="", only_if="")),
        )  # fmt: skip
        if row.fact not in set(Fact):
            return
        if row.fact == Fact.ASKS_PAPER:
            self._add_paper(position, row, column)
        else:
            question, offers = _QUESTIONS[Fact(row.fact)]
            self.choices(
                position, "value", question, offers, column, row.value,
                lambda value: self._put(position, replace(self._row(position), value=value)),
            )  # fmt: skip
        self._add_evidence(position, row, column)

    def _row(self, position: int) -> DoorRow:
        row = self.rows[position]
        assert isinstance(row, DoorRow)
        return row

    def _put(self, position: int, row: DoorRow) -> None:
        self.put(position, row, again=True)

    def _add_paper(self, position: int, row: DoorRow, column: QVBoxLayout) -> None:
        label = msg("Which paper do they ask for?")
        offers = [(self.say(msg("Choose")), ""), (self.say(msg("They ask for no paper")), NO_PAPER)]
        offers += [(self.say(name), paper) for paper, name in PAPER_NAMES.items()]
        select = Select(self.look, self.say(label), self.desk.tag, offers)
        select.setObjectName(f"{self.name}-{position}-paper")
        select.choose(row.value)
        select.activated.connect(
            lambda _: self._put(position, replace(self._row(position), value=str(select.currentData() or "")))
        )
        column.addWidget(Labelled(self.look, self.words(label), select))
        self.hold_faults(position, "value", column)
        if row.value in {"", NO_PAPER}:
            return
        offers_of_whom: tuple[Offer, ...] = (("everyone", msg("Everyone")), ("some", msg("Only some")))
        self.choices(
            position, "whom", msg("Of whom do they ask it?"), offers_of_whom, column,
            "some" if row.only_if else "everyone", lambda whom: self._on_whom(position, whom),
        )  # fmt: skip
        if row.only_if:
            CriterionFields(self, position, Criterion.read(row.only_if), self._only_if(position)).add(column)
            self.hold_faults(position, "only_if", column)

    def _on_whom(self, position: int, whom: str) -> None:
        only_if = str(Criterion().of("age_years")) if whom == "some" else ""
        self._put(position, replace(self._row(position), only_if=only_if))

    def _only_if(self, position: int) -> Any:
        def change(criterion: Criterion, again: bool) -> None:
            self.put(position, replace(self._row(position), only_if=str(criterion)), again=again)

        return change

    def _add_evidence(self, position: int, row: DoorRow, column: QVBoxLayout) -> None:
        offers = [(str(how), HOW[how]) for how in Source]
        self.choices(
            position, "evidence", msg("How do you know?"), offers, column, row.evidence,
            lambda how: self._put(position, replace(self._row(position), evidence=how)),
        )  # fmt: skip
        hint = self.say(msg("For example: reception desk, by telephone"))
        self.field(
            position, "source", msg("Who said so, or where it stands"), row.source, column,
            lambda text: self.put(position, replace(self._row(position), source=text)), hint=hint,
        )  # fmt: skip
        self.day(
            position, "checked_on", msg("On which day?"), row.checked_on, column,
            lambda text: self.put(position, replace(self._row(position), checked_on=text)), today=True,
        )  # fmt: skip
