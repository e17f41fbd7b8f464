"""Papers from a visit: what was ordered, how it looks, and the bytes. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from referral_assistant.errors import InputError
from referral_assistant.household import Visit
from referral_assistant.i18n import language_of
from referral_assistant.letters.blocks import Document, Paper, Sheet
from referral_assistant.letters.contents import Around, CallSheet, ClinicCopy, Layout, Plan, RightsCard, Sender
from referral_assistant.letters.words import Bilingual, honestly
from referral_assistant.message import msg
from referral_assistant.need import Need
from referral_assistant.referral import Category, Referral
from referral_assistant.session import agreed
from referral_assistant.session.papers_around import around_of, sender_of
from referral_assistant.session.papers_contents import Content, PaperKind, Wishes, order_contents

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

MOST_COPIES = 3
MOST_RIGHTS = 3


_SIZES = {"a4": Paper.A4, "letter": Paper.LETTER}
_SMALL = {
    PaperKind.SLIP_A6: Paper.A6,
    PaperKind.SLIP_A5: Paper.A5,
    PaperKind.RECEIPT: Paper.ROLL_80,
    PaperKind.RIGHTS: Paper.A6,
}
_PER_SHEET = {PaperKind.SLIP_A6: (1, 2, 4), PaperKind.RIGHTS: (1, 2, 4), PaperKind.SLIP_A5: (1, 2)}


@dataclass(frozen=True, slots=True)
class Order:
    """A paper that was ordered: all that will stand on it, through consent, and how it is to look.

    `contents` are several when one person a sheet is the rule. `unsaid`: words that must not be found on the paper.
    `sheet`: the larger paper that small ones are put on, `per_sheet` of them.
    """

    kind: PaperKind
    contents: tuple[Content, ...]
    words: Bilingual
    sender: Sender
    around: Around
    layout: Layout
    copies: int = 1
    per_sheet: int = 1
    sheet: Paper = Paper.A4
    clinic_copy: bool = False
    unsaid: tuple[str, ...] = ()

    @property
    def discreet(self) -> bool:
        """Whether the paper must not tell what it is about."""
        return any(isinstance(one, Referral) and one.discreet for one in self.contents)

    @property
    def references(self) -> tuple[str, ...]:
        """The random references that stand on the paper."""
        return tuple(one.reference for one in self.contents if isinstance(one, Referral | Plan))


@dataclass(frozen=True, slots=True)
class Form:
    """How a paper is wanted: its languages, size, copies; see `Session.order`."""

    language: str
    second: str | None = None
    paper: str | None = None
    large: bool = False
    qr: bool = False
    copies: int = 1
    per_sheet: int = 1
    clinic_copy: bool = False


def make_order(session: Session, visit: Visit, kind_name: str, form: Form, wishes: Wishes) -> Order:
    """Put an order together. Raises InputError for whatever in it cannot be done, in a sentence that says why."""
    kind = kind_of(kind_name)
    _check_numbers(kind, form.copies, form.per_sheet)
    words = _words(session, visit, form, wishes)
    layout = layout_of(session, kind, form.paper, large=form.large, qr=form.qr)
    contents, need = order_contents(session, visit, kind, wishes)
    discreet = any(isinstance(one, Referral) and one.discreet for one in contents)
    return Order(
        kind,
        contents,
        words,
        sender_of(session.settings.letterhead, session.folder),
        _around(session, visit, kind, need, words, discreet=discreet),
        layout,
        form.copies,
        form.per_sheet,
        _SIZES.get((form.paper or session.region.paper).lower(), Paper.A4),
        form.clinic_copy,
        unsaid_for(session, visit, need, words) if discreet else (),
    )


def _words(session: Session, visit: Visit, form: Form, wishes: Wishes) -> Bilingual:
    """Choose the languages. Without a second one it is the service's, or the family's if that was agreed to be shared."""
    first = session.catalog_for(form.language, "letters")
    second = form.second
    if second is None:
        shared = Category.LANGUAGE in agreed.consent_of(wishes.share, has_note=bool(wishes.note)).agreed
        known = (visit.second_language, visit.language if shared else None)
        catalogs = [session.catalog_for(tag, "letters") for tag in known if tag and language_of(tag)]
        other = next((one for one in catalogs if one.language != first.language), None)
        return Bilingual(first, other)
    other = session.catalog_for(second, "letters") if second else None
    return Bilingual(first, None if other is None or other.language == first.language else other)


def _around(
    session: Session, visit: Visit, kind: PaperKind, need: Need | None, words: Bilingual, *, discreet: bool
) -> Around:
    known = session.needs.by_id
    wanted = [need.id] if need else [one for one in visit.household.needs if not known[one].discreet]
    is_card = kind is PaperKind.RIGHTS
    most = MOST_RIGHTS if is_card else 1
    return around_of(session.region, wanted, visit.on, words.catalogs, discreet=discreet, most=most, else_any=is_card)


def layout_of(session: Session, kind: PaperKind, paper: str | None, *, large: bool, qr: bool) -> Layout:
    """Return how a paper of KIND looks. Raises InputError for a size that is neither a4 nor letter."""
    size = (paper or session.region.paper or "a4").lower()
    if size not in _SIZES:
        raise InputError(msg("“{value}” is not one of {known}", value=size[:40], known=", ".join(_SIZES)))
    return Layout(_SMALL.get(kind, _SIZES[size]), large, session.is_example, qr)


def kind_of(name: str) -> PaperKind:
    """Read the name of a kind. Raises InputError naming those that there are."""
    if name not in set(PaperKind):
        raise InputError(msg("“{value}” is not one of {known}", value=name[:40], known=", ".join(PaperKind)))
    return PaperKind(name)


def _check_numbers(kind: PaperKind, copies: int, per_sheet: int) -> None:
    """Raise InputError for more copies than a family should carry, or slips that do not fit on a sheet."""
    if not 1 <= copies <= MOST_COPIES:
        raise InputError(msg("Print one to {limit} copies.", limit=MOST_COPIES))
    possible = _PER_SHEET.get(kind, (1,))
    if per_sheet not in possible:
        numbers = ", ".join(str(number) for number in possible)
        raise InputError(msg("On one sheet there is room for: {numbers}.", numbers=numbers))


def papers_of(order: Order) -> list[Document | Sheet]:
    """Compose every paper of an order, copies included."""
    small = [_compose(content, order) for content in order.contents]
    papers: list[Document | Sheet] = []
    for document in small:
        if order.per_sheet > 1:
            papers.append(Sheet((document,) * order.per_sheet, order.sheet))
        else:
            papers += [document] * order.copies
    if order.clinic_copy:
        papers += [_copy(one, order) for one in order.contents if isinstance(one, Referral)]
    return papers


def _compose(content: Content, order: Order) -> Document:
    return honestly(lambda words: _composed(content, replace(order, words=words)), order.words)


def _composed(content: Content, order: Order) -> Document:
    from referral_assistant.letters.call_sheet import call_sheet
    from referral_assistant.letters.letter import letter
    from referral_assistant.letters.plan import plan
    from referral_assistant.letters.rights import rights_card
    from referral_assistant.letters.slip import slip

    match content:
        case Referral():
            write = slip if order.kind.is_slip else letter
            return write(content, order.sender, order.around, order.words, order.layout)
        case Plan():
            return plan(content, order.sender, order.around, order.words, order.layout)
        case RightsCard():
            return rights_card(content, order.around, order.words, order.layout)
        case CallSheet():
            return call_sheet(content, order.words, order.layout)
        case _:
            assert_never(content)


def _copy(referral: Referral, order: Order) -> Document:
    from referral_assistant.letters.clinic_copy import clinic_copy
    from referral_assistant.letters.discreet import kept_quiet

    year, week, _ = referral.on.isocalendar()
    service = kept_quiet(referral.service.organization) if referral.discreet else referral.service.name
    return clinic_copy(ClinicCopy(referral.reference, service, (year, week)), order.words, order.layout)


def write(orders: Sequence[Order]) -> bytes:
    """Return the papers of ORDERS as one PDF. Raises InputError when a discreet one would tell what it is about."""
    from referral_assistant.letters.discreet import refuse_if_telling
    from referral_assistant.letters.page import render

    papers = [(order, papers_of(order)) for order in orders]
    pdf = render([paper for _, several in papers for paper in several])
    for order, several in papers:
        if order.discreet:
            # Alone, since what stands on the other papers of a visit may well be said there.
            refuse_if_telling(pdf if len(orders) == 1 else render(several), order.unsaid)
    return pdf


def unsaid_for(session: Session, visit: Visit, need: Need | None, words: Bilingual) -> tuple[str, ...]:
    """Return the names of the discreet needs of a visit, in the languages of the paper: none of them may be found on it."""
    wanted = {*visit.household.needs, *([need.id] if need else [])}
    discreet = [session.needs.by_id[one].name for one in sorted(wanted) if session.needs.by_id[one].discreet]
    return tuple(
        dict.fromkeys(text for name in discreet for text in (str(name), *(c.say(name) for c in words.catalogs)))
    )
