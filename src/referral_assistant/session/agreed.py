"""From a visit to what may stand on paper: every fact goes through the family's consent, as a band or a role, never a name."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from difflib import get_close_matches

from referral_assistant.errors import InputError
from referral_assistant.household import Dose, Household, Person, School, Visit
from referral_assistant.message import Message, msg
from referral_assistant.referral import NECESSARY, Agreed, Category, Consent, SharedPerson, categories
from referral_assistant.service import Service

# A label is free text and may hold a name: only the role that its words show is ever printed.
_ROLES: tuple[tuple[frozenset[str], Message], ...] = (
    (frozenset({"grandmother", "grandfather", "grandma", "grandpa", "grandparent"}), msg("Grandparent")),
    (frozenset({"mother", "mum", "mom", "mama"}), msg("Mother")),
    (frozenset({"father", "dad", "papa"}), msg("Father")),
    (frozenset({"parent", "guardian"}), msg("Parent")),
    (frozenset({"baby", "newborn", "infant", "toddler"}), msg("Baby")),
    (frozenset({"child", "girl", "boy", "daughter", "son", "teenager", "teen", "kid"}), msg("Child")),
    (
        frozenset({"aunt", "uncle", "cousin", "sister", "brother", "wife", "husband", "partner", "relative"}),
        msg("Relative"),
    ),
)
_WORD = re.compile(r"[^\W\d_]+")
# Age bands as UNHCR counts people, with the first years apart: enough to find the right desk, too wide to find a person.
_BANDS = ((0, 0), (1, 1), (2, 4), (5, 11), (12, 17), (18, 59), (60, math.inf))
_SCHOOLING = {
    School.NONE: msg("no school so far"),
    School.PRE_PRIMARY: msg("pre-school"),
    School.PRIMARY: msg("primary school"),
    School.LOWER_SECONDARY: msg("lower secondary school"),
    School.UPPER_SECONDARY: msg("upper secondary school"),
    School.FINISHED: msg("school finished"),
}
LONGEST_NOTE = 600
_MOST_DOSES = 20


def consent_of(share: str | Iterable[str] | None, *, has_note: bool) -> Consent:
    """Read what the family agreed to share; unsaid, it is the need and the language, and a note that was written.

    Raises InputError naming the category that is not known, and the nearest one.
    """
    if share is None:
        return Consent(NECESSARY | ({Category.NOTE} if has_note else set()))
    names = share.split(",") if isinstance(share, str) else [str(name) for name in share]
    names = [name.strip().lower() for name in names if name.strip()]
    for name in names:
        if name not in set(Category):
            near = get_close_matches(name, list(Category), 1, 0.3)
            hint = msg("Did you mean “{near}”?", near=near[0]) if near else None
            known = ", ".join(Category)
            raise InputError(
                msg("“{value}” is nothing that a family can agree to share.", value=name[:80]),
                hint or msg("There are: {tags}.", tags=known),
            )
    if has_note and Category.NOTE not in names:
        raise InputError(
            msg("There is a note, but the family did not agree to share one."),
            msg("Add “note” to what is shared, or leave the note out."),
        )
    return Consent(categories(names))


def note_of(consent: Consent, note: str | None) -> Agreed[str] | None:
    """Release a note. Raises InputError naming the words when it gives away status, nationality, religion or ethnicity."""
    text = (note or "").strip()
    if not text:
        return None
    if len(text) > LONGEST_NOTE:
        raise InputError(
            msg("The note has {count} letters (at most {limit}).", count=len(text), limit=LONGEST_NOTE),
            msg("Shorten it."),
        )
    _refuse_if_revealing(text)
    return consent.share(Category.NOTE, text)


def _refuse_if_revealing(text: str) -> None:
    from referral_assistant.i18n.text_guard import check_text

    verdict = check_text(text)
    if verdict.reveals:
        raise InputError(
            msg(
                "The note gives the family away: {words} ({kind}).",
                words=", ".join(f"“{word}”" for word in verdict.words),
                kind=str(verdict.kind or "status"),
            ),
            msg("Leave that out. Write what helps instead, such as “Prefers to come in the morning”."),
        )


def shared_people(consent: Consent, people: Iterable[Person]) -> tuple[SharedPerson, ...]:
    """Return the people as far as was agreed."""
    return tuple(_shared(consent, person) for person in people)


def _shared(consent: Consent, person: Person) -> SharedPerson:
    agreed = person.doses[:_MOST_DOSES] if Category.DOSES in consent.agreed else ()
    doses = (consent.share(Category.DOSES, _dose(dose)) for dose in agreed)
    return SharedPerson(
        consent.share(Category.ROLE, role_of(person)),
        consent.share(Category.AGE, age_band(person)),
        consent.share(Category.PREGNANCY, _pregnancy(person)),
        consent.share(Category.DISABILITY, msg("has a disability") if person.disability else None),
        consent.share(Category.SCHOOLING, _SCHOOLING[person.school] if person.school else None),
        tuple(dose for dose in doses if dose is not None),
    )


def role_of(person: Person) -> Message:
    """Return the role that a label shows."""
    said = {word.casefold() for word in _WORD.findall(person.label)}
    return next((name for words, name in _ROLES if said & words), msg("Someone"))


def age_band(person: Person) -> Message | None:
    """Return the band, or the bands together, in which an age lies; None when it may be any."""
    if person.age_months is None:
        return None
    low, high = (math.floor(months / 12) if months < math.inf else math.inf for months in person.age_months)
    first = next(band for band in _BANDS if low <= band[1])
    last = next(band for band in _BANDS if high <= band[1])
    return _band(first[0], last[1])


def _band(low: float, high: float) -> Message | None:
    if high == math.inf:
        return msg("{low} years or more", low=int(low)) if low else None
    if low == 0:
        return msg("under {years} years", years=int(high) + 1) if high else msg("under 1 year")
    if low == high:
        return msg("1 year")
    return msg("{low} to {high} years", low=int(low), high=int(high))


def _pregnancy(person: Person) -> Message | None:
    if person.pregnant:
        weeks = person.weeks_pregnant
        if weeks and weeks[0] == weeks[1]:
            return msg("pregnant, week {weeks}", weeks=int(weeks[0]))
        return msg("pregnant")
    return msg("breastfeeding") if person.breastfeeding else None


def _dose(dose: Dose) -> Message:
    _refuse_if_revealing(dose.vaccine)
    return msg("{vaccine} {day}", vaccine=dose.vaccine, day=dose.on) if dose.on else msg("{text}", text=dose.vaccine)


def spoken(visit: Visit) -> str | None:
    """Return the language that the family speaks."""
    return visit.spoken_language or visit.language


def needs_interpreter(tag: str | None, service: Service) -> bool:
    """Say whether SERVICE is not known to speak a language."""
    wanted = _primary(tag or "")
    return bool(wanted) and wanted not in {_primary(one) for one in service.languages}


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def size_of(household: Household) -> Message | None:
    """Say how many people the family is, or about how many."""
    if household.size is None:
        return None
    low, high = household.size if isinstance(household.size, tuple) else (household.size, household.size)
    if low == high:
        return msg("People in the family: {count}", count=int(low))
    return msg("People in the family: {low} to {high}", low=int(low), high=int(high))
