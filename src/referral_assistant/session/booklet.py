"""The printed directory: which places stand in it, under which need, judged on the day that it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from referral_assistant import clock
from referral_assistant.directory.search import in_area
from referral_assistant.disclosure import Judgement, Safety
from referral_assistant.errors import InputError
from referral_assistant.geography import bearing, compass, distance_km
from referral_assistant.i18n.collation import sort_key
from referral_assistant.letters.blocks import Paper
from referral_assistant.letters.booklet import Booklet, Group, Shelf, Warned, booklet_pdf
from referral_assistant.letters.booklet_entry import Entry
from referral_assistant.letters.contents import Layout
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import Message, msg
from referral_assistant.reasons import sentence_of
from referral_assistant.service import Service
from referral_assistant.session.narrowing import check_need
from referral_assistant.session.papers_around import around_of, sender_of
from referral_assistant.session.papers_contents import door_of

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER, "a5": Paper.A5}
OTHER = "other"
# Nearer than this in kilometres nobody needs to be told; farther than that a tenth tells nothing.
_AT_THE_DOOR, _FAR = 0.1, 10
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BookletOrder:
    """How a booklet is wanted. SECOND "" is none; AREA any part of a place's name; NEED an id, or a group such as health."""

    language: str
    second: str = ""
    area: str = ""
    need: str = ""
    paper: str = ""
    large: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    service: Service
    judgement: Judgement


def write_booklet(session: Session, order: BookletOrder, report: Report | None = None, on: date | None = None) -> bytes:
    """Return the booklet as PDF. REPORT(done, total) may raise to stop.

    Raises InputError when nothing would stand in it, or for a language, need or paper that there is not.
    """
    day = on or clock.today()
    words = _words(session, order)
    layout = Layout(_paper(session, order.paper), order.large, session.is_example)
    content = booklet_of(session, order, day)
    around = around_of(session.region, (), day, words.catalogs, discreet=False, most=0)
    sender = sender_of(session.settings.letterhead, session.folder)
    return booklet_pdf(content, sender, around, words, layout, report)


def booklet_of(session: Session, order: BookletOrder, day: date) -> Booklet:
    """Choose what stands in the booklet.

    Closed places, places that do not want to be listed, and whatever has a secret place stay out. What asks for status is
    named in a list of its own, without a way to go there.
    """
    wanted = _wanted_needs(session, order.need)
    index = session.index(day)
    found = [
        _Judged(service, judgement)
        for service, judgement in zip(index.services, index.judgements, strict=True)
        if _may_stand(service) and in_area(service, order.area) and (not order.need or service.needs & set(wanted))
    ]
    key = sort_key(_words(session, order).tag)
    offered = [one for one in found if one.judgement.safety is not Safety.ASKS]
    asks = sorted((one for one in found if one.judgement.safety is Safety.ASKS), key=lambda one: key(one.service.name))
    if not offered:
        raise InputError(
            msg("No place would stand in this booklet."), msg("Choose another area or need, or bring in a list first.")
        )
    return Booklet(
        day,
        tuple(_groups(session, offered, wanted, day, key)),
        tuple(_warned(one) for one in asks),
        key,
        _only(session, order),
    )


def _may_stand(service: Service) -> bool:
    return service.is_open_for_referral and not service.confidential


def _words(session: Session, order: BookletOrder) -> Bilingual:
    first = session.catalog_for(order.language, "letters")
    second = session.catalog_for(order.second, "letters") if order.second else None
    return Bilingual(first, None if second is None or second.language == first.language else second)


def _paper(session: Session, name: str) -> Paper:
    chosen = (name or session.region.paper or "a4").lower()
    if chosen not in PAPERS:
        raise InputError(msg("“{value}” is not one of {known}", value=chosen[:40], known=", ".join(PAPERS)))
    return PAPERS[chosen]


def _wanted_needs(session: Session, need: str) -> Sequence[str]:
    """Return the ids of the needs that are wanted, in the order of the list. Raises InputError for an unknown one."""
    wanted = [one.id for one in session.needs.all if not need or need in {one.id, one.group}]
    if not wanted:
        check_need(session.needs, need)
    return wanted


def _only(session: Session, order: BookletOrder) -> tuple[Message | str, ...]:
    names = {one.id: one.name for one in session.needs.groups} | {one.id: one.name for one in session.needs.all}
    return tuple(one for one in (names.get(order.need), order.area.strip()) if one)


def _groups(
    session: Session, found: Sequence[_Judged], wanted: Sequence[str], day: date, key: Callable[[str], bytes]
) -> Iterable[Group]:
    order = {need: position for position, need in enumerate(wanted)}
    by_need: dict[str, list[Entry]] = {}
    elsewhere: dict[str, list[Entry]] = {}
    for one in found:
        needs = sorted(one.service.needs & order.keys(), key=order.__getitem__)
        made = _entry(session, one, day)
        by_need.setdefault(needs[0] if needs else OTHER, []).append(made)
        for need in needs[1:]:
            elsewhere.setdefault(need, []).append(made)
    for group in session.needs.groups:
        shelves = [
            Shelf(
                need.id, need.name, need.pictogram,
                _sorted(by_need.get(need.id, ()), key), _sorted(elsewhere.get(need.id, ()), key),
            )
            for need in session.needs.all
            if need.group == group.id and (need.id in by_need or need.id in elsewhere)
        ]  # fmt: skip
        if shelves:
            yield Group(group.name, tuple(shelves))
    if OTHER in by_need:
        name = msg("Other places")
        yield Group(name, (Shelf(OTHER, name, "list", _sorted(by_need[OTHER], key)),))


def _sorted(entries: Iterable[Entry], key: Callable[[str], bytes]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda one: (not one.is_safe, key(one.area), key(one.service.name), one.anchor)))


def _entry(session: Session, one: _Judged, day: date) -> Entry:
    service, judgement = one.service, one.judgement
    order = [need for need in session.needs.all if need.id in service.needs]
    return Entry(
        service,
        judgement.safety,
        door_of(service, judgement, day),
        next((spot.area for spot in service.spots if spot.area), ""),
        tuple(need.name for need in order),
        _for_whom(service, day),
        *_far(session, service),
    )


def _far(session: Session, service: Service) -> tuple[Message | None, float]:
    """Say how far from the clinic a place lies, as a bird flies, and the bearing; nothing where either is not known."""
    here = session.settings.point
    points = [spot.point for spot in service.spots if spot.point and not spot.confidential]
    if here is None or len(points) != 1:
        return None, 0.0
    far = distance_km(here, points[0])
    if far < _AT_THE_DOOR:
        return None, 0.0
    told = round(far, 1) if far < _FAR else round(far)
    said = msg("{distance} km to the {direction} of the clinic", distance=told, direction=compass(here, points[0]))
    return said, bearing(here, points[0])


def _for_whom(service: Service, day: date) -> tuple[tuple[Message, ...], ...]:
    groups: dict[str, list[Message]] = {}
    for condition in service.conditions:
        if condition.in_force(day):
            groups.setdefault(condition.group, []).append(sentence_of(condition.test))
    if service.unreadable_conditions:
        for sentences in groups.values():
            sentences.append(msg("There is more to it: ask first."))
    return tuple(tuple(sentences) for sentences in groups.values())


def _warned(one: _Judged) -> Warned:
    area = next((spot.area for spot in one.service.spots if spot.area), "")
    days = [row.evidence.checked_on for row in one.judgement.because if row.evidence.checked_on]
    return Warned(one.service.name, area, max(days, default=None))
