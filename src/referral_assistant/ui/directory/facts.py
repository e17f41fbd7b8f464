"""The record in rows, in the order in which a family meets a service; each with the day it was last checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from referral_assistant.directory.reading import own
from referral_assistant.disclosure import DAYS_IN_DATE, DisclosureRow, Source
from referral_assistant.eligibility import PaperTest
from referral_assistant.i18n import Catalog
from referral_assistant.message import Message, msg
from referral_assistant.need import Needs
from referral_assistant.reasons import sentence_of, sentence_of_row
from referral_assistant.service import Service, Spot
from referral_assistant.session.confirming import confirmed_on
from referral_assistant.ui.directory.words import HOW, WAYS_IN, cost_text, hours_text, languages_text

_FRESH = timedelta(days=DAYS_IN_DATE[Source.POLICY])
NOT_RECORDED = msg("Not recorded")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the label (only on the first of its kind), the value, what stands behind it, the day, and if it holds."""

    label: Message | None
    value: str
    behind: str = ""
    checked_on: date | None = None
    holds: bool = True
    known: bool = True
    icon: str = ""


def rows_of(service: Service, record: Mapping[str, Any], catalog: Catalog, needs: Needs, on: date) -> list[Row]:
    """Lay a service and its record out as rows."""
    say = catalog.say
    told = _Told(record, on, say(NOT_RECORDED))
    names = ", ".join(say(needs.by_id[need].name) for need in sorted(service.needs) if need in needs.by_id)
    rows = [told.of("needs").row(msg("What for"), names)]
    rows += _for_whom(service, record, catalog, on)
    rows += _at_the_door(service, catalog, on)
    ways = ", ".join(say(WAYS_IN[way]) for way in own(record, "entering") if way in WAYS_IN)
    rows += told.of("entering").optional(msg("How to enter"), (ways, service.how_to_enter))
    rows += told.of("entering").optional(msg("Whom to ask for"), (service.whom_to_ask_for,))
    rows += told.of("door").optional(msg("Papers to bring"), _documents(record))
    rows += _where(service, told.of("where"), say)
    rows += told.of("when").rows(msg("When"), (hours_text(catalog, hours) for hours in service.hours))
    rows += told.of("closures").optional(msg("Closures"), (_text(record, "alert"),))
    rows += told.of("cost").rows(msg("Cost"), _costs(service, record, catalog))
    rows += told.of("languages").rows(
        msg("Languages"), (languages_text(catalog, service.languages), service.interpreters)
    )
    rows += told.of("waiting").optional(msg("Waiting"), (service.waiting,))
    rows += told.of("contact").rows(msg("Contact"), (*service.phones, _text(record, "email"), _text(record, "url")))
    return rows


@dataclass(frozen=True, slots=True)
class _Told:
    """Makes rows that share the day on which a part of the record was last confirmed."""

    record: Mapping[str, Any]
    on: date
    nothing: str
    part: str = ""

    @property
    def confirmed_on(self) -> date | None:
        """The day on which the part, or the whole record, was last confirmed."""
        return confirmed_on(self.record, self.part)

    def of(self, part: str) -> _Told:
        """Make the rows of a part."""
        return replace(self, part=part)

    def row(self, label: Message | None, value: str, icon: str = "") -> Row:
        if not value:
            return Row(label, self.nothing, known=False)
        holds = self.confirmed_on is not None and self.on <= self.confirmed_on + _FRESH
        return Row(label, value, checked_on=self.confirmed_on, holds=holds, icon=icon)

    def rows(self, label: Message, values: Iterable[str]) -> list[Row]:
        found = [value for value in values if value] or [""]
        return [self.row(label if place == 0 else None, value) for place, value in enumerate(found)]

    def optional(self, label: Message, values: Iterable[str]) -> list[Row]:
        found = [value for value in values if value]
        return self.rows(label, found) if found else []


def _for_whom(service: Service, record: Mapping[str, Any], catalog: Catalog, on: date) -> Iterator[Row]:
    label: Message | None = msg("For whom")
    written = _text(record, "eligibility_description")
    if written:
        yield Row(
            label, written, catalog.gettext("Its own words; not a rule"), known=True, checked_on=None, holds=False
        )
        label = None
    for condition in service.conditions:
        if not condition.in_force(on):
            continue
        evidence = condition.evidence
        value = catalog.say(sentence_of(condition.test))
        fresh = evidence.checked_on is not None and on <= evidence.checked_on + _FRESH
        yield Row(label, value, evidence.quote or evidence.source, evidence.checked_on, fresh)
        label = None
    if label is not None:
        yield Row(label, catalog.gettext("Nobody has recorded who can use it"), known=False)


def _at_the_door(service: Service, catalog: Catalog, on: date) -> Iterator[Row]:
    label: Message | None = msg("At the door")
    newest_first = sorted(service.disclosure, key=lambda row: row.evidence.checked_on or date.min, reverse=True)
    for row in newest_first:
        yield Row(label, _door_words(row, catalog), behind(row, catalog), row.evidence.checked_on, row.in_date(on))
        label = None
    if label is not None:
        yield Row(label, catalog.gettext("Nobody has recorded whether it asks about status"), known=False)


def _door_words(row: DisclosureRow, catalog: Catalog) -> str:
    if row.only_if is None or not row.is_demand:
        return catalog.say(sentence_of_row(row))
    return catalog.say(sentence_of(PaperTest(row.value, row.only_if)))


def behind(row: DisclosureRow, catalog: Catalog) -> str:
    """Say how a row became known, from whom, and until when it holds."""
    parts = [catalog.say(HOW[row.how]), row.evidence.source]
    if row.good_until:
        parts.append(catalog.say(msg("good until {day}", day=row.good_until)))
    return " · ".join(part for part in parts if part)


def _where(service: Service, told: _Told, say: Any) -> Iterator[Row]:
    label: Message | None = msg("Where")
    secret = [spot for spot in service.spots if spot.confidential]
    for spot in (*secret[:1], *(one for one in service.spots if not one.confidential)):
        if spot.confidential:
            yield told.row(label, say(msg("This address is kept secret. Ask by telephone.")), icon="lock")
        else:
            yield told.row(label, _spot(spot))
        label = None
    if label is not None:
        yield told.row(label, "")


def _spot(spot: Spot) -> str:
    return " · ".join(part for part in (spot.name, spot.address or spot.area, spot.directions) if part)


def _costs(service: Service, record: Mapping[str, Any], catalog: Catalog) -> list[str]:
    written = _text(record, "fees_description") or _text(record, "fees")
    costs = [cost_text(catalog, cost) for cost in service.costs]
    if not costs and service.free:
        costs = [catalog.gettext("Free")]
    return [*costs, written]


def _documents(record: Mapping[str, Any]) -> list[str]:
    return [_text(one, "document") for one in record.get("required_documents", ()) if isinstance(one, dict)]


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return " ".join(value.split())[:600] if isinstance(value, str) else ""
