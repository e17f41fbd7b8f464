"""What is to be made, and the making of it: plain values, done beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referral_assistant.errors import ReferralError
from referral_assistant.household import Visit
from referral_assistant.i18n import language_of
from referral_assistant.referral import Category
from referral_assistant.ui.visit.sitting import Sitting

if TYPE_CHECKING:
    from referral_assistant.i18n.text_guard import Verdict
    from referral_assistant.session import Session, VisitResults

LETTER, PLAN, RIGHTS, CALL_SHEET, NO_PAPER, ALL_LETTERS = "letter", "plan", "rights", "call-sheet", "none", "letters"
SLIPS = ("slip-a6", "slip-a5", "receipt-80mm")
FOR_ONE_SERVICE = frozenset({LETTER, *SLIPS})
TELLS_NOTHING = frozenset({RIGHTS, CALL_SHEET, NO_PAPER})
"""Kinds on which nothing about the family stands, so that there is nothing to agree to."""
_FOR_THE_FAMILY = frozenset({PLAN, RIGHTS, *SLIPS})
HAS_QR = frozenset({LETTER, ALL_LETTERS, *SLIPS})
HAS_CLINIC_COPY = frozenset({LETTER, ALL_LETTERS, *SLIPS})
_HAS_NOTE = frozenset({LETTER})
_HAS_SIZE = frozenset({LETTER, PLAN, CALL_SHEET, ALL_LETTERS})


@dataclass(frozen=True, slots=True)
class Errand:
    """A service to which a letter goes, and the need that it is about."""

    service_id: str
    need: str | None
    reference: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that decides the bytes."""

    visit: Visit
    kind: str
    errands: tuple[Errand, ...]
    language: str
    second: str
    paper: str | None
    large: bool
    qr: bool
    share: frozenset[str]
    note: str
    copies: int = 1
    clinic_copy: bool = False

    @property
    def tells(self) -> object:
        """What is told about the family, to whom, and what stays behind: when it changes, the family is asked again."""
        errands = tuple((errand.service_id, errand.need) for errand in self.errands)
        return (self.visit.household, self.kind, errands, self.share, self.note, self.clinic_copy)

    @property
    def needs_consent(self) -> bool:
        """Whether anything about the family could stand on it."""
        return self.kind not in TELLS_NOTHING


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes, and whether they must not tell what they are about."""

    pdf: bytes
    discreet: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the paper, or why there is none; and what the guard thinks of the note, if there is one."""

    made: Made | None
    fault: ReferralError | None = None
    verdict: Verdict | None = None


def try_to_make(session: Session, wanted: Wanted) -> Outcome:
    """Judge the note and write the papers."""
    from referral_assistant.i18n.text_guard import check_text

    verdict = check_text(wanted.note) if wanted.note else None
    try:
        return Outcome(make(session, wanted), verdict=verdict)
    except ReferralError as fault:
        return Outcome(None, fault, verdict)


def make(session: Session, wanted: Wanted) -> Made:
    """Write the papers. Raises InputError in a sentence for what cannot be done."""
    orders = [
        session.order(
            wanted.visit,
            kind=LETTER if wanted.kind == ALL_LETTERS else wanted.kind,
            service_id=errand.service_id or None,
            need=errand.need,
            reference=errand.reference or None,
            language=wanted.language,
            second=wanted.second,
            paper=wanted.paper,
            large=wanted.large,
            qr=wanted.qr,
            share=sorted(wanted.share),
            note=wanted.note or None,
            copies=wanted.copies,
            clinic_copy=wanted.clinic_copy,
        )
        for errand in wanted.errands or (Errand("", None, ""),)
    ]
    return Made(session.letters(orders), any(order.discreet for order in orders))


def wanted_of(session: Session, sitting: Sitting, kind: str, errands: tuple[Errand, ...]) -> Wanted:
    """Read what is to be made from the choices; what a kind has no room for is left out."""
    choices = sitting.letter
    first, second = languages_of(session, sitting, kind)
    note = choices.note.strip() if kind in _HAS_NOTE else ""
    share = frozenset(choices.agreed - {Category.NOTE}) | ({Category.NOTE} if note else set())
    return Wanted(
        visit=sitting.visit,
        kind=kind,
        errands=errands,
        language=first,
        second=second,
        paper=(choices.paper or None) if kind in _HAS_SIZE else None,
        large=choices.large,
        qr=choices.qr and kind in HAS_QR,
        share=frozenset(str(one) for one in share),
        note=note,
        copies=choices.copies,
        clinic_copy=choices.clinic_copy and kind in HAS_CLINIC_COPY,
    )


def languages_of(session: Session, sitting: Sitting, kind: str) -> tuple[str, str]:
    """Return the two languages of the paper; unsaid, the reader's own comes first: the service's, or the family's."""
    choices = sitting.letter
    service = language_of_service(session, sitting.visit)
    language = language_of(sitting.visit.language)
    family = language.tag if language else service
    first, second = (family, service) if kind in _FOR_THE_FAMILY else (service, family)
    first = choices.language or first
    if choices.second is not None:
        second = choices.second
    return first, "" if second == first else second


def language_of_service(session: Session, visit: Visit) -> str:
    """Return the language in which a service is written to: the region's first, else what the visit says."""
    for tag in (*session.region.languages, visit.second_language, session.settings.second_language):
        language = language_of(tag)
        if language is not None:
            return language.tag
    return "en"


def shareable(visit: Visit) -> tuple[Category, ...]:
    """Return what there is to share: nothing that the family did not say."""
    people = visit.household.people
    there: Mapping[Category, bool] = {
        Category.NEED: bool(visit.household.needs),
        Category.LANGUAGE: bool(visit.language or visit.spoken_language),
        Category.AGE: any(person.age_months or person.born for person in people),
        Category.ROLE: any(person.label for person in people),
        Category.FAMILY_SIZE: visit.household.size is not None,
        Category.PREGNANCY: any(person.pregnant or person.weeks_pregnant for person in people),
        Category.DISABILITY: any(person.disability for person in people),
        Category.SCHOOLING: any(person.school is not None for person in people),
        Category.DOSES: any(person.doses for person in people),
    }
    return tuple(category for category, known in there.items() if known)


def letters_of_visit(sitting: Sitting, results: VisitResults, references: Mapping[str, str]) -> tuple[Errand, ...]:
    """Return one letter a need: to the place that was chosen for it, else to the first that fits."""
    errands: dict[str, Errand] = {}
    for need in sitting.visit.household.needs:
        chosen = sitting.service_id if need == sitting.need_of_service else None
        fits = (match.service.id for match in results.results.matches if match.need == need)
        service_id = chosen or next(fits, None)
        if service_id:
            errands[need] = Errand(service_id, need, references.get(service_id, ""))
    return tuple(dict.fromkeys(errands.values()))
