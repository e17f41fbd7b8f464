"""The clinic: where it is, and the name that signs what it writes into the directory."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from referral_assistant import clock
from referral_assistant.message import Message, msg
from referral_assistant.session.coordinates import LONGEST, CoordinatesError, Point, read_coordinates
from referral_assistant.session.region_facts import past_review, regions_of
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.surface import Card, IconLine
from referral_assistant.ui.parts.written import Field
from referral_assistant.ui.settings.keeping import Keeping
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Text, Words

NO_COUNTRY = "no-country"


class ClinicPage(QWidget):
    """Region, name, and where it stands."""

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk, self._keeping = desk, keeping
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.look.gap)
        card = Card(desk.look)
        card.column.setSpacing(12)
        column.addWidget(card)
        card.column.addWidget(self._region())
        self._facts = QVBoxLayout()
        self._facts.setSpacing(4)
        card.column.addLayout(self._facts)
        self._show_facts()
        card.column.addSpacing(8)
        self.name = Field(
            desk.look,
            self._say(msg("Name of the clinic")),
            keeping.settings.clinic,
            name="clinic",
            most=120,
        )
        self.name.written.connect(self._on_name)
        card.column.addWidget(self.name)
        card.column.addWidget(self._second(msg("It signs each edit of the directory. Write the clinic, not a person.")))
        card.column.addSpacing(8)
        self.where = self._where()
        card.column.addWidget(self.where)
        card.column.addWidget(
            self._second(msg("Distances and directions are told from here. Left empty, none are told."))
        )

    def _say(self, message: Message) -> Words:
        return Words(self._desk.say(message), self._desk.tag)

    def _second(self, message: Message) -> Text:
        look = self._desk.look
        return Text(*self._say(message), look.px(SECOND), wraps=True, colour=look.colours.second)

    def _where(self) -> Field:
        kept = self._keeping.settings.point
        field = Field(
            self._desk.look,
            self._say(msg("Where the clinic is on the map")),
            str(Point(kept.latitude, kept.longitude)) if kept else "",
            name="clinic-coordinates",
            hint=self._desk.say(msg("Two numbers such as {example}, or a link to a map", example="16.7133, 98.5716")),
            most=LONGEST,
        )
        field.written.connect(self._on_where)
        return field

    def _on_where(self, text: str) -> None:
        """Keep the point once it can be read; until then what was kept holds, and the field says what to do."""
        try:
            point = read_coordinates(text)
        except CoordinatesError as error:
            self.where.say(self._say(error.sentence))
            return
        self.where.say(None)
        place = (point.latitude, point.longitude) if point else None
        if self._keeping.keep(replace(self._keeping.settings, coordinates=place)) and point:
            read = self._say(msg("Read as {point}.", point=str(point)))
            self.where.say(read, self._desk.look.colours.safe, "check")

    def _region(self) -> Labelled:
        desk = self._desk
        regions, _ = regions_of(desk.session)
        regions.sort(key=lambda one: (one.id != NO_COUNTRY, desk.say(one.name).casefold()))
        label = msg("Country or region")
        select = Select(desk.look, desk.say(label), desk.tag, [(desk.say(one.name), one.id) for one in regions])
        select.setObjectName("region")
        select.choose(desk.session.region.id)
        select.activated.connect(lambda _: self._on_region(str(select.currentData())))
        self.region = select
        return Labelled(desk.look, self._say(label), select)

    def _on_region(self, region: str) -> None:
        if self._keeping.keep(replace(self._keeping.settings, region=region)):
            self._desk.forget_results()
        self.region.choose(self._desk.session.region.id)
        self._show_facts()

    def _on_name(self, text: str) -> None:
        self._keeping.keep(replace(self._keeping.settings, clinic=" ".join(text.split())))

    def _show_facts(self) -> None:
        from referral_assistant.ui.parts.arrange import empty

        empty(self._facts)
        desk, region = self._desk, self._desk.session.region
        say = desk.catalog.ngettext
        for fault in regions_of(desk.session)[1]:
            self._fact(
                "octagon", desk.in_a_row(desk.say(fault.sentence), desk.say(fault.next_step) if fault.next_step else "")
            )
        old = len(past_review(region, clock.today()))
        if old:
            self._fact(
                "clock",
                say("{count} fact is past its day of review", "{count} facts are past their day of review", old),
            )
        if region.id == NO_COUNTRY:
            self._fact("question", desk.say(msg("Without a region only the rights that hold everywhere are shown.")))
            return
        rights = say("{count} right, with its source", "{count} rights, each with its source", len(region.rights))
        self._fact("scales", rights)
        lines = say("{count} number to call", "{count} numbers to call", len(region.helplines))
        self._fact("phone", lines)
        duties = len(region.duties_to_report)
        if duties:
            told = say(
                "{count} duty to report that a visit warns of", "{count} duties to report that a visit warns of", duties
            )
            self._fact("triangle", told)

    def _fact(self, icon: str, words: str) -> None:
        line = IconLine(self._desk.look, icon, words, self._desk.tag, size=SECOND)
        self._facts.addWidget(line)
        line.show()
